/* SPDX-License-Identifier: Apache-2.0 */
#include "office/pdf.h"

#include "office/pdf_draw.h"
#include "office/pdf_finish.h"

enum errc
pdf_write(struct op *op, const struct doc *d, struct buf *out, struct pdf_faults *ret)
{
	struct pdf_tree tree;
	struct pdf_text text;
	struct pdf_faults faults = { 0 };
	struct pdf_boxes boxes;
	AUTO_BUF drawn = { 0 };
	size_t from = out->n;
	enum errc code;

	pdf_tree_init(&tree, op->arena, doc_shown_title(d), d->lang.n ? d->lang : STR("en"));
	pdf_text_init(&text, op->arena, &tree);
	boxes = pdf_flow(&text, d);
	code = pdf_draw(op, &text, &boxes, doc_running_head(op->arena, d), &drawn);
	pdf_text_done(&text);
	if (code != OK)
		return code;
	TRY(pdf_finish(op, &tree, buf_str(&drawn), true, out));
	TRY(pdf_check(op, str_from(buf_str(out), from), doc_plain(op->arena, d), &faults));
	if (!faults.n)
		return OK;
	out->n = from;
	if (ret)
		*ret = faults;
	return pdf_finish(op, &tree, buf_str(&drawn), false, out);
}
