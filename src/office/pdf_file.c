/* SPDX-License-Identifier: Apache-2.0 */
#include "office/pdf_file.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>

static bool
good(struct pdf_file *f, QPDF_ERROR_CODE code)
{
	return !(code & QPDF_ERRORS) && !qpdf_has_error(f->qpdf);
}

bool
pdf_open(struct pdf_file *f, struct arena *a, struct str bytes)
{
	*f = (struct pdf_file){ a, qpdf_init() };
	qpdf_silence_errors(f->qpdf);
	qpdf_set_suppress_warnings(f->qpdf, QPDF_TRUE);
	return good(f, qpdf_read_memory(f->qpdf, "pdf", bytes.p ? bytes.p : "", bytes.n, NULL));
}

void
pdf_close(struct pdf_file *f)
{
	/* It complains about errors that nobody asked for. */
	while (qpdf_has_error(f->qpdf))
		qpdf_get_error(f->qpdf);
	qpdf_cleanup(&f->qpdf);
}

struct str
pdf_problem(struct pdf_file *f)
{
	if (!qpdf_has_error(f->qpdf))
		return STR_NONE;
	return arena_str(f->arena, str_of(qpdf_get_error_message_detail(
					   f->qpdf, qpdf_get_error(f->qpdf))));
}

bool
pdf_save(struct pdf_file *f, struct buf *out)
{
	if (!good(f, qpdf_init_write_memory(f->qpdf)))
		return false;
	qpdf_set_minimum_pdf_version(f->qpdf, "1.7");
	qpdf_set_object_stream_mode(f->qpdf, qpdf_o_generate);
	qpdf_set_compress_streams(f->qpdf, QPDF_TRUE);
	qpdf_set_deterministic_ID(f->qpdf, QPDF_TRUE);
	if (!good(f, qpdf_write(f->qpdf)))
		return false;
	buf_put(out, (const char *)qpdf_get_buffer(f->qpdf), qpdf_get_buffer_length(f->qpdf));
	return true;
}

/* ---- reading ---- */

/* malloc()ed by the library, into the arena. */
static struct str
taken(struct pdf_file *f, unsigned char *bytes, size_t n, bool ok)
{
	struct str ret = ok ? arena_str(f->arena, (struct str){ (char *)bytes, n }) : STR_NONE;

	free(bytes);
	return ret;
}

pdf_obj
pdf_root(struct pdf_file *f)
{
	return qpdf_get_root(f->qpdf);
}

pdf_obj
pdf_trailer(struct pdf_file *f)
{
	return qpdf_get_trailer(f->qpdf);
}

size_t
pdf_pages(struct pdf_file *f)
{
	int n = qpdf_get_num_pages(f->qpdf);

	return n > 0 ? (size_t)n : 0;
}

pdf_obj
pdf_page(struct pdf_file *f, size_t i)
{
	return qpdf_get_page_n(f->qpdf, i);
}

struct str
pdf_page_content(struct pdf_file *f, pdf_obj page)
{
	unsigned char *bytes = NULL;
	size_t n = 0;
	bool ok = good(f, qpdf_oh_get_page_content_data(f->qpdf, page, &bytes, &n));

	return taken(f, bytes, n, ok);
}

pdf_obj
pdf_get(struct pdf_file *f, pdf_obj o, const char *key)
{
	return qpdf_oh_get_key_if_dict(f->qpdf, o, key);
}

bool
pdf_has(struct pdf_file *f, pdf_obj o, const char *key)
{
	return qpdf_oh_has_key(f->qpdf, o, key);
}

bool
pdf_is_array(struct pdf_file *f, pdf_obj o)
{
	return qpdf_oh_is_array(f->qpdf, o);
}

size_t
pdf_count(struct pdf_file *f, pdf_obj array)
{
	return pdf_is_array(f, array) ? (size_t)qpdf_oh_get_array_n_items(f->qpdf, array) : 0;
}

pdf_obj
pdf_item(struct pdf_file *f, pdf_obj array, size_t i)
{
	return qpdf_oh_get_array_item(f->qpdf, array, (int)i);
}

int
pdf_id(struct pdf_file *f, pdf_obj o)
{
	return qpdf_oh_get_object_id(f->qpdf, o);
}

struct str
pdf_name_of(struct pdf_file *f, pdf_obj o)
{
	if (!qpdf_oh_is_name(f->qpdf, o))
		return STR_NONE;
	return arena_str(f->arena, str_of(qpdf_oh_get_name(f->qpdf, o)));
}

bool
pdf_is_name(struct pdf_file *f, pdf_obj o, const char *name)
{
	return qpdf_oh_is_name_and_equals(f->qpdf, o, name);
}

bool
pdf_int_of(struct pdf_file *f, pdf_obj o, int64_t *ret)
{
	if (!qpdf_oh_is_integer(f->qpdf, o))
		return false;
	*ret = qpdf_oh_get_int_value(f->qpdf, o);
	return true;
}

bool
pdf_is_true(struct pdf_file *f, pdf_obj o)
{
	return qpdf_oh_is_bool(f->qpdf, o) && qpdf_oh_get_bool_value(f->qpdf, o);
}

struct str
pdf_string_of(struct pdf_file *f, pdf_obj o)
{
	size_t n;
	const char *p;

	if (!qpdf_oh_is_string(f->qpdf, o))
		return STR_NONE;
	p = qpdf_oh_get_binary_utf8_value(f->qpdf, o, &n);
	return arena_str(f->arena, (struct str){ p, n });
}

struct str
pdf_stream_of(struct pdf_file *f, pdf_obj o)
{
	unsigned char *bytes = NULL;
	size_t n = 0;

	bool ok = qpdf_oh_is_stream(f->qpdf, o) &&
		  good(f, qpdf_oh_get_stream_data(f->qpdf, o, qpdf_dl_generalized, NULL, &bytes,
						  &n));

	return taken(f, bytes, n, ok);
}

/* ---- making ---- */

pdf_obj
pdf_null(struct pdf_file *f)
{
	return qpdf_oh_new_null(f->qpdf);
}

pdf_obj
pdf_bool(struct pdf_file *f, bool v)
{
	return qpdf_oh_new_bool(f->qpdf, v);
}

pdf_obj
pdf_int(struct pdf_file *f, int64_t v)
{
	return qpdf_oh_new_integer(f->qpdf, v);
}

pdf_obj
pdf_real(struct pdf_file *f, double v)
{
	return qpdf_oh_new_real_from_double(f->qpdf, v, 3);
}

pdf_obj
pdf_name(struct pdf_file *f, const char *s)
{
	return qpdf_oh_new_name(f->qpdf, arena_printf(f->arena, "/%s", s).p);
}

pdf_obj
pdf_text(struct pdf_file *f, struct str utf8)
{
	return qpdf_oh_new_binary_unicode_string(f->qpdf, utf8.p ? utf8.p : "", utf8.n);
}

pdf_obj
pdf_bytes(struct pdf_file *f, struct str bytes)
{
	return qpdf_oh_new_binary_string(f->qpdf, bytes.p ? bytes.p : "", bytes.n);
}

pdf_obj
pdf_dict(struct pdf_file *f)
{
	return qpdf_oh_new_dictionary(f->qpdf);
}

pdf_obj
pdf_array(struct pdf_file *f)
{
	return qpdf_oh_new_array(f->qpdf);
}

pdf_obj
pdf_stream(struct pdf_file *f, struct str bytes)
{
	pdf_obj o = qpdf_oh_new_stream(f->qpdf);

	qpdf_oh_replace_stream_data(f->qpdf, o, (const unsigned char *)bytes.p, bytes.n,
				    pdf_null(f), pdf_null(f));
	return o;
}

pdf_obj
pdf_indirect(struct pdf_file *f, pdf_obj o)
{
	return qpdf_make_indirect_object(f->qpdf, o);
}

void
pdf_put(struct pdf_file *f, pdf_obj dict, const char *key, pdf_obj value)
{
	/* Of a stream, the dictionary that describes it. */
	if (qpdf_oh_is_stream(f->qpdf, dict))
		dict = qpdf_oh_get_dict(f->qpdf, dict);
	qpdf_oh_replace_key(f->qpdf, dict, key, value);
}

void
pdf_push(struct pdf_file *f, pdf_obj array, pdf_obj value)
{
	qpdf_oh_append_item(f->qpdf, array, value);
}
