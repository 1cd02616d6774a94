/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Blocks and runs into the HTML sink. Every text goes through html_text() or
 * html_attr_str(), every target through url_checked(); the rest are literals,
 * so what comes out is safe whatever the document says.
 */
#include "doc/doc_html.h"

#include "base/buf.h"

enum { PAD_COLUMNS_MAX = 24 };

#define LIT(o, s) html_lit((o), "" s, sizeof(s) - 1)

struct open_styles {
	unsigned at[3]; /* in the order in which they were opened */
	int n;
};

static void
style_tag(struct html *o, unsigned style, bool closing)
{
	if (closing)
		LIT(o, "</");
	else
		LIT(o, "<");
	if (style == RUN_STRONG)
		LIT(o, "strong>");
	else if (style == RUN_EM)
		LIT(o, "em>");
	else
		LIT(o, "code>");
}

/* Closes what is open and not wanted, opens what is wanted and not open. */
static void
style_change(struct html *o, struct open_styles *open, unsigned want)
{
	static const unsigned order[] = { RUN_STRONG, RUN_EM, RUN_CODE };
	unsigned have = 0;
	int keep = 0;

	while (keep < open->n && want & open->at[keep])
		have |= open->at[keep++];
	while (open->n > keep)
		style_tag(o, open->at[--open->n], true);
	for (size_t i = 0; i < ARRAY_LEN(order); i++) {
		if (want & order[i] && !(have & order[i])) {
			open->at[open->n++] = order[i];
			style_tag(o, order[i], false);
		}
	}
}

static void
put_runs(struct html *o, const struct runs *r)
{
	struct open_styles open = { .n = 0 };

	for (size_t i = 0; i < r->n; i++) {
		const struct run *run = &r->at[i];
		const struct link *l = run->link;

		if (l && (i == 0 || r->at[i - 1].link != l)) {
			style_change(o, &open, 0);
			if (link_is_followed(l)) {
				LIT(o, "<a href=\"");
				html_url(o, url_checked(l->target));
				LIT(o, "\">");
			} else {
				LIT(o, "<span class=\"nolink\">");
			}
		}
		style_change(o, &open, run->style);
		html_text(o, run->text);
		if (i + 1 == r->n || r->at[i + 1].link != l) {
			if (l || (i + 1 < r->n && r->at[i + 1].link))
				style_change(o, &open, 0);
			if (l && link_is_followed(l))
				LIT(o, "</a>");
			else if (l)
				LIT(o, "</span>");
		}
	}
	style_change(o, &open, 0);
}

static void put_blocks(struct html *o, const struct blocks *bs, int shift);

static void
put_id(struct html *o, struct str anchor)
{
	if (!anchor.n)
		return;
	LIT(o, " id=\"");
	html_attr_str(o, anchor);
	LIT(o, "\"");
}

static void
put_heading(struct html *o, const struct block *b, int shift)
{
	int level = b->level + shift;

	level = level < 1 ? 1 : level > 6 ? 6 : level;
	LIT(o, "<h");
	html_int(o, level);
	put_id(o, b->anchor);
	LIT(o, ">");
	put_runs(o, &b->runs);
	LIT(o, "</h");
	html_int(o, level);
	LIT(o, ">\n");
}

static void
put_para(struct html *o, const struct block *b, int shift)
{
	if (b->number) {
		LIT(o, "<p class=\"pn\"");
		put_id(o, b->anchor);
		LIT(o, "><a class=\"num\" href=\"#");
		html_attr_str(o, b->anchor);
		LIT(o, "\">");
		html_int(o, b->number);
		LIT(o, "</a>");
	} else {
		LIT(o, "<p");
		put_id(o, b->anchor);
		LIT(o, ">");
	}
	put_runs(o, &b->runs);
	LIT(o, "</p>\n");
	put_blocks(o, &b->children, shift);
}

/* Items that carry their own letters need no bullet. */
static bool
is_lettered(const struct block *list)
{
	for (size_t i = 0; i < list->children.n; i++) {
		const struct runs *r = &list->children.at[i].runs;
		struct str s = r->n ? str_sub(r->at[0].text, 0, 6) : STR("");
		size_t close = str_find_char(s, ')', 0);

		if (close == STR_NPOS || close < 1 ||
		    str_find_char(str_sub(s, 0, close), ' ', 0) != STR_NPOS)
			return false;
	}
	return list->children.n > 0 && !list->ordered;
}

static void
put_list(struct html *o, const struct block *list, int shift)
{
	int next = 1;

	if (list->ordered)
		LIT(o, "<ol>\n");
	else if (is_lettered(list))
		LIT(o, "<ul class=\"lettered\">\n");
	else
		LIT(o, "<ul>\n");
	for (size_t i = 0; i < list->children.n; i++) {
		const struct block *item = &list->children.at[i];

		LIT(o, "<li");
		if (list->ordered && item->number != next) {
			LIT(o, " value=\"");
			html_int(o, item->number);
			LIT(o, "\"");
		}
		next = item->number + 1;
		LIT(o, ">");
		put_runs(o, &item->runs);
		if (item->children.n)
			LIT(o, "\n");
		put_blocks(o, &item->children, shift);
		LIT(o, "</li>\n");
	}
	if (list->ordered)
		LIT(o, "</ol>\n");
	else
		LIT(o, "</ul>\n");
}

static void
put_row(struct html *o, const struct table_row *row, size_t columns)
{
	/* Rows of a narrow table are filled up; a wide one could grow too far. */
	size_t n = columns <= PAD_COLUMNS_MAX ? columns : row->n;

	LIT(o, "<tr>");
	for (size_t i = 0; i < n; i++) {
		/* The first cell names the row, when it says anything. */
		bool head = i == 0 && row->n && row->at[0].runs.n && columns > 1;

		if (head)
			LIT(o, "<th scope=\"row\">");
		else
			LIT(o, "<td>");
		if (i < row->n)
			put_runs(o, &row->at[i].runs);
		if (head)
			LIT(o, "</th>");
		else
			LIT(o, "</td>");
	}
	LIT(o, "</tr>\n");
}

static void
put_table(struct html *o, const struct table *t)
{
	bool body = false;

	LIT(o, "<table>\n");
	if (t->caption.n) {
		LIT(o, "<caption class=\"vh\">");
		html_text(o, t->caption);
		LIT(o, "</caption>\n");
	}
	if (t->head) {
		LIT(o, "<thead><tr>");
		for (size_t i = 0; i < t->columns; i++) {
			if (t->head[i].runs.n) {
				LIT(o, "<th scope=\"col\">");
				put_runs(o, &t->head[i].runs);
				LIT(o, "</th>");
			} else {
				LIT(o, "<td></td>");
			}
		}
		LIT(o, "</tr></thead>\n");
	}
	for (size_t i = 0; i < t->n; i++) {
		const struct table_row *row = &t->at[i];

		if (row->group || !body) {
			if (body)
				LIT(o, "</tbody>\n");
			LIT(o, "<tbody>\n");
			body = true;
		}
		if (row->group) {
			LIT(o, "<tr><th scope=\"rowgroup\" colspan=\"");
			html_int(o, (int64_t)t->columns);
			LIT(o, "\">");
			put_runs(o, &row->at[0].runs);
			LIT(o, "</th></tr>\n");
		} else {
			put_row(o, row, t->columns);
		}
	}
	if (body)
		LIT(o, "</tbody>\n");
	LIT(o, "</table>\n");
}

static void
put_block(struct html *o, const struct block *b, int shift)
{
	switch (b->kind) {
	case BLOCK_HEADING:
		put_heading(o, b, shift);
		break;
	case BLOCK_PARA:
	case BLOCK_ITEM:
		put_para(o, b, shift);
		break;
	case BLOCK_LIST:
		put_list(o, b, shift);
		break;
	case BLOCK_TABLE:
		put_table(o, b->table);
		break;
	case BLOCK_PRE:
		if (b->runs.n) {
			LIT(o, "<p>");
			put_runs(o, &b->runs);
			LIT(o, "</p>\n");
		}
		/* Wide lines scroll; the keyboard can reach them. */
		LIT(o, "<pre tabindex=\"0\">");
		html_text(o, b->text);
		LIT(o, "</pre>\n");
		break;
	case BLOCK_QUOTE:
		LIT(o, "<blockquote>\n");
		put_blocks(o, &b->children, shift);
		LIT(o, "</blockquote>\n");
		break;
	}
}

static void
put_blocks(struct html *o, const struct blocks *bs, int shift)
{
	for (size_t i = 0; i < bs->n; i++)
		put_block(o, &bs->at[i], shift);
}

struct safe_html
doc_html_blocks(struct arena *a, const struct blocks *b, int shift)
{
	AUTO_BUF out = { 0 };
	struct html o = { .buf = &out };

	put_blocks(&o, b, shift);
	return safe_html_from_renderer(buf_to_arena(&out, a));
}

struct safe_html
doc_html_runs(struct arena *a, const struct runs *r)
{
	AUTO_BUF out = { 0 };
	struct html o = { .buf = &out };

	put_runs(&o, r);
	return safe_html_from_renderer(buf_to_arena(&out, a));
}
