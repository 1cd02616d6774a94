/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pdf_file: the objects of a PDF, over libqpdf.
 *
 * Reading is total: what is not there, or is of another kind, is PDF_NONE, the
 * absent str, 0 or false. What is read lives in the arena. Objects live as
 * long as the file is open.
 */
#ifndef CONVENE_OFFICE_PDF_FILE_H
#define CONVENE_OFFICE_PDF_FILE_H

#include "base/buf.h"

typedef unsigned pdf_obj;
#define PDF_NONE 0u

struct pdf_file {
	struct arena *arena;
	struct _qpdf_data *qpdf;
};

/* bytes must stay until it is closed. false: it is no PDF; close it all the same. */
bool pdf_open(struct pdf_file *f, struct arena *a, struct str bytes);
void pdf_close(struct pdf_file *f);
/* What went wrong since it was opened; absent: nothing. */
struct str pdf_problem(struct pdf_file *f);
/* Appends the file, without what nothing leads to; false: see pdf_problem(). */
bool pdf_save(struct pdf_file *f, struct buf *out);

/* ---- reading ---- */
pdf_obj pdf_root(struct pdf_file *f);
pdf_obj pdf_trailer(struct pdf_file *f);
size_t pdf_pages(struct pdf_file *f);
pdf_obj pdf_page(struct pdf_file *f, size_t i); /* from 0 */
/* All of a page's content streams, decoded. */
struct str pdf_page_content(struct pdf_file *f, pdf_obj page);
/* key: "/Type" */
pdf_obj pdf_get(struct pdf_file *f, pdf_obj o, const char *key);
bool pdf_has(struct pdf_file *f, pdf_obj o, const char *key);
bool pdf_is_array(struct pdf_file *f, pdf_obj o);
size_t pdf_count(struct pdf_file *f, pdf_obj array);
pdf_obj pdf_item(struct pdf_file *f, pdf_obj array, size_t i);
/* Number of an indirect object, 0 for others. */
int pdf_id(struct pdf_file *f, pdf_obj o);
struct str pdf_name_of(struct pdf_file *f, pdf_obj o); /* "/Type" */
bool pdf_is_name(struct pdf_file *f, pdf_obj o, const char *name);
bool pdf_int_of(struct pdf_file *f, pdf_obj o, int64_t *ret);
bool pdf_is_true(struct pdf_file *f, pdf_obj o);
struct str pdf_string_of(struct pdf_file *f, pdf_obj o); /* UTF-8 */
struct str pdf_stream_of(struct pdf_file *f, pdf_obj o); /* decoded */

/* ---- making ---- */
pdf_obj pdf_null(struct pdf_file *f);
pdf_obj pdf_bool(struct pdf_file *f, bool v);
pdf_obj pdf_int(struct pdf_file *f, int64_t v);
pdf_obj pdf_real(struct pdf_file *f, double v);
pdf_obj pdf_name(struct pdf_file *f, const char *s); /* without the slash */
pdf_obj pdf_text(struct pdf_file *f, struct str utf8);
pdf_obj pdf_bytes(struct pdf_file *f, struct str bytes);
pdf_obj pdf_dict(struct pdf_file *f);
pdf_obj pdf_array(struct pdf_file *f);
pdf_obj pdf_stream(struct pdf_file *f, struct str bytes);
/* The object with a number of its own, so that others can point at it. */
pdf_obj pdf_indirect(struct pdf_file *f, pdf_obj o);
void pdf_put(struct pdf_file *f, pdf_obj dict, const char *key, pdf_obj value);
void pdf_push(struct pdf_file *f, pdf_obj array, pdf_obj value);

#endif
