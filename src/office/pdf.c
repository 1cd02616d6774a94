/* SPDX-License-Identifier: Apache-2.0 */
#include "office/pdf.h"

#include "office/pdf_draw.h"
#include "office/pdf_finish.h"
#include "text/catalogue.h"

/* What stands at the head of every page but the first. */
static struct str
running_head(struct arena *a, const struct doc *d)
{
	AUTO_BUF b = { 0 };

	for (size_t i = 0; i < d->head.n; i++)
		buf_addf(&b, "%s%.*s", b.n ? " \xC2\xB7 " : "", STRF(d->head.at[i]));
	if (d->title.n)
		buf_addf(&b, "%s%.*s", b.n ? " \xC2\xB7 " : "", STRF(d->title));
	return buf_to_arena(&b, a);
}

/* A title has to be shown; a document without one has its first line. */
static struct str
title_of(const struct doc *d)
{
	if (d->title.n)
		return d->title;
	return d->head.n ? d->head.at[0] : msg_text(LANG_en, MSG_office_untitled);
}

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

	pdf_tree_init(&tree, op->arena, title_of(d), d->lang.n ? d->lang : STR("en"));
	pdf_text_init(&text, op->arena, &tree);
	boxes = pdf_flow(&text, d);
	code = pdf_draw(op, &text, &boxes, running_head(op->arena, d), &drawn);
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
