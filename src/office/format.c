/* SPDX-License-Identifier: Apache-2.0 */
#include "office/format.h"

#include "http/http.h"
#include "office/docx.h"
#include "office/odt.h"
#include "office/pdf.h"
#include "office/xlsx.h"

static enum errc
write_markdown(struct op *op, const struct doc *d, struct buf *out)
{
	buf_add(out, doc_to_markdown(op->arena, d));
	return OK;
}

static enum errc
write_text(struct op *op, const struct doc *d, struct buf *out)
{
	buf_add(out, doc_to_text(op->arena, d));
	return OK;
}

static enum errc
write_pdf(struct op *op, const struct doc *d, struct buf *out)
{
	return pdf_write(op, d, out, NULL);
}

const struct doc_format doc_formats[] = {
	{ "pdf", "pdf", "application/pdf", MSG_office_format_pdf, true, false, write_pdf },
	{ "markdown", "md", HTTP_MARKDOWN, MSG_office_format_markdown, false, false, write_markdown },
	{ "docx", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	  MSG_office_format_docx, true, false, docx_write },
	{ "odt", "odt", ODT_TYPE, MSG_office_format_odt, true, false, odt_write },
	{ "xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	  MSG_office_format_xlsx, true, true, xlsx_write },
	{ "text", "txt", HTTP_PLAIN, MSG_office_format_text, false, false, write_text },
};
const size_t doc_formats_n = ARRAY_LEN(doc_formats);

const struct doc_format *
doc_format_find(struct str s)
{
	for (size_t i = 0; i < doc_formats_n; i++)
		if (str_is(s, doc_formats[i].word) || str_is(s, doc_formats[i].extension))
			return &doc_formats[i];
	return NULL;
}
