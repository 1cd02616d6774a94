/* SPDX-License-Identifier: Apache-2.0 */
/*
 * format: the forms in which a document leaves the house. One row here for
 * each, and one file that makes it of the document tree; the command line, the
 * downloads and the links on pages read this table.
 */
#ifndef CONVENE_OFFICE_FORMAT_H
#define CONVENE_OFFICE_FORMAT_H

#include "base/buf.h"
#include "base/op.h"
#include "doc/doc.h"
#include "text/catalogue.h"

struct doc_format {
	const char *word;      /* "markdown", as on the command line */
	const char *extension; /* "md" */
	const char *type;      /* content type */
	enum msg title;        /* for people */
	bool binary;           /* not for a terminal */
	bool only_tables;      /* for lists; not offered for texts */
	/* Appends to out. */
	enum errc (*write)(struct op *op, const struct doc *d, struct buf *out);
};
extern const struct doc_format doc_formats[];
extern const size_t doc_formats_n;

/* By word or by extension; NULL: there is no such format. */
const struct doc_format *doc_format_find(struct str s);

#endif
