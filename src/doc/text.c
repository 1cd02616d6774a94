/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A document as plain text, for mail and for reading in a terminal.
 *
 * Every word stands where it stands in the document. Lines are broken at
 * spaces only, so that addresses stay whole; a word longer than a line has a
 * line of its own. Tables are columns; one that is too wide for that has its
 * last column broken, or is written row by row.
 */
#include <stdio.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "doc/doc.h"

enum { WIDTH = 78, INDENT_MAX = 40, COLUMNS_MAX = 8 };

struct writer {
	struct arena *a;
	struct buf *b;
	size_t indent;
	char quote[16]; /* "> > " */
	size_t quote_n;
	bool blank;
};

static void
blank_line(struct writer *w)
{
	if (w->blank)
		return;
	buf_addc(w->b, '\n');
	w->blank = true;
}

static void
line_begin(struct writer *w, size_t indent)
{
	buf_put(w->b, w->quote, w->quote_n);
	for (size_t i = 0; i < indent && i < INDENT_MAX; i++)
		buf_addc(w->b, ' ');
	w->blank = false;
}

/*
 * Words of s, from column `at` of a line that is begun; further lines are
 * indented by `hang`. The line is ended.
 */
static void
put_wrapped(struct writer *w, struct str s, size_t at, size_t hang)
{
	bool first = true;

	while (s.n) {
		size_t cut = str_find_char(s, ' ', 0);
		struct str word = str_sub(s, 0, cut);
		size_t width = utf8_count(word);

		s = cut == STR_NPOS ? STR("") : str_from(s, cut + 1);
		if (word.n == 0)
			continue;
		if (!first && at + 1 + width > WIDTH) {
			buf_addc(w->b, '\n');
			line_begin(w, hang);
			at = w->quote_n + hang;
			first = true;
		}
		if (!first) {
			buf_addc(w->b, ' ');
			at++;
		}
		buf_add(w->b, word);
		at += width;
		first = false;
	}
	buf_addc(w->b, '\n');
}

/* The runs' words; a link's target behind its text. */
static struct str
plain(struct arena *a, const struct runs *r)
{
	AUTO_BUF b = { 0 };
	size_t from = 0;
	bool links = false;

	for (size_t i = 0; i < r->n; i++)
		links |= r->at[i].link != NULL;
	if (!links)
		return runs_text(a, r);
	for (size_t i = 0; i < r->n; i++) {
		const struct link *l = r->at[i].link;
		struct str text;

		if (l && (i == 0 || r->at[i - 1].link != l))
			from = b.n;
		buf_add(&b, r->at[i].text);
		if (!link_leads_somewhere(l) ||
		    (i + 1 < r->n && r->at[i + 1].link == l))
			continue;
		text = str_from(buf_str(&b), from);
		if (l->bare && str_eq(text, l->target)) {
			b.n = from;
			buf_addf(&b, "<%.*s>", STRF(l->target));
		} else {
			buf_addf(&b, " <%.*s>", STRF(l->target));
		}
	}
	return buf_to_arena(&b, a);
}

static void
put_marked(struct writer *w, const char *mark, const struct runs *r)
{
	size_t n = utf8_count(str_of(mark));

	line_begin(w, w->indent);
	buf_addz(w->b, mark);
	put_wrapped(w, plain(w->a, r), w->quote_n + w->indent + n, w->indent + n);
}

static void put_blocks(struct writer *w, const struct blocks *bs, bool gaps);

static void
put_list(struct writer *w, const struct block *list)
{
	for (size_t i = 0; i < list->children.n; i++) {
		const struct block *item = &list->children.at[i];
		char mark[16] = "- ";
		size_t n = 2;

		if (list->ordered)
			n = (size_t)snprintf(mark, sizeof mark, "%d) ", item->number);
		put_marked(w, mark, &item->runs);
		w->indent += n;
		put_blocks(w, &item->children, false);
		w->indent -= n;
	}
}

static void
put_para(struct writer *w, const struct block *b)
{
	char mark[16] = "";
	size_t n = 0;

	if (b->number)
		n = (size_t)snprintf(mark, sizeof mark, "%d. ", b->number);
	put_marked(w, mark, &b->runs);
	w->indent += n;
	put_blocks(w, &b->children, true);
	w->indent -= n;
}

static void
put_pre(struct writer *w, const struct block *b)
{
	struct str rest = b->text;

	if (b->runs.n)
		put_marked(w, "", &b->runs);
	while (str_present(rest) && b->text.n) {
		line_begin(w, w->indent);
		buf_add(w->b, str_cut(&rest, '\n'));
		buf_addc(w->b, '\n');
	}
}

/* ---- tables ---- */

struct widths {
	size_t at[COLUMNS_MAX];
	size_t total; /* without the last column */
};

static void
widen(struct arena *a, struct widths *to, const struct cell_text *cells, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t width = utf8_count(plain(a, &cells[i].runs));

		if (width > to->at[i])
			to->at[i] = width;
	}
}

/* false: too wide or too many for columns. */
static bool
measure(struct arena *a, const struct table *t, struct widths *ret)
{
	*ret = (struct widths){ 0 };
	if (t->columns > COLUMNS_MAX || t->columns == 0)
		return false;
	if (t->head)
		widen(a, ret, t->head, t->columns);
	for (size_t i = 0; i < t->n; i++)
		if (!t->at[i].group)
			widen(a, ret, t->at[i].at, t->at[i].n);
	for (size_t i = 0; i + 1 < t->columns; i++)
		ret->total += ret->at[i] + (ret->at[i] ? 2 : 0);
	return ret->total <= WIDTH * 2 / 3;
}

static void
put_columns(struct writer *w, const struct cell_text *cells, size_t n,
	    const struct widths *widths)
{
	size_t gap = 0, at = w->quote_n + w->indent + 2;

	line_begin(w, w->indent + 2);
	for (size_t i = 0; i < n; i++) {
		struct str s = plain(w->a, &cells[i].runs);

		if (s.n == 0) {
			gap += widths->at[i] + (widths->at[i] ? 2 : 0);
			continue;
		}
		for (; gap; gap--, at++)
			buf_addc(w->b, ' ');
		if (i + 1 == n) {
			put_wrapped(w, s, at, w->indent + 2 + widths->total);
			return;
		}
		buf_add(w->b, s);
		at += utf8_count(s);
		gap = widths->at[i] - utf8_count(s) + 2;
	}
	buf_addc(w->b, '\n');
}

static void
put_row_line(struct writer *w, const struct cell_text *cells, size_t n)
{
	AUTO_BUF b = { 0 };

	for (size_t i = 0; i < n; i++) {
		if (i)
			BUF_LIT(&b, " | ");
		buf_add(&b, plain(w->a, &cells[i].runs));
	}
	line_begin(w, w->indent + 2);
	put_wrapped(w, buf_str(&b), w->quote_n + w->indent + 2, w->indent + 4);
}

static void
put_table(struct writer *w, const struct table *t)
{
	struct widths widths;
	bool columns = measure(w->a, t, &widths);

	for (size_t i = 0; i <= t->n; i++) {
		const struct cell_text *cells = i ? t->at[i - 1].at : t->head;
		size_t n = i ? t->at[i - 1].n : t->columns;

		if (!cells)
			continue;
		if (i && t->at[i - 1].group) {
			blank_line(w);
			put_marked(w, "", &cells[0].runs);
		} else if (columns) {
			put_columns(w, cells, n, &widths);
		} else {
			put_row_line(w, cells, n);
		}
	}
}

static void
put_block(struct writer *w, const struct block *b)
{
	size_t old = w->quote_n;

	switch (b->kind) {
	case BLOCK_HEADING:
		put_marked(w, "", &b->runs);
		break;
	case BLOCK_PARA:
	case BLOCK_ITEM:
		put_para(w, b);
		break;
	case BLOCK_LIST:
		put_list(w, b);
		break;
	case BLOCK_TABLE:
		put_table(w, b->table);
		break;
	case BLOCK_PRE:
		put_pre(w, b);
		break;
	case BLOCK_QUOTE:
		if (w->quote_n + 2 <= sizeof w->quote) {
			memcpy(w->quote + w->quote_n, "> ", 2);
			w->quote_n += 2;
		}
		w->blank = true;
		put_blocks(w, &b->children, true);
		w->quote_n = old;
		break;
	}
}

static void
put_blocks(struct writer *w, const struct blocks *bs, bool gaps)
{
	for (size_t i = 0; i < bs->n; i++) {
		if (gaps || bs->at[i].kind != BLOCK_LIST)
			blank_line(w);
		put_block(w, &bs->at[i]);
	}
}

struct str
doc_to_text(struct arena *a, const struct doc *d)
{
	AUTO_BUF b = { 0 };
	struct writer w = { .a = a, .b = &b, .blank = true };

	for (size_t i = 0; i <= d->head.n; i++) {
		if (i == d->title_at && d->title.n) {
			blank_line(&w);
			line_begin(&w, 0);
			put_wrapped(&w, d->title, 0, 0);
			if (i < d->head.n)
				blank_line(&w);
		}
		if (i < d->head.n) {
			line_begin(&w, 0);
			put_wrapped(&w, d->head.at[i], 0, 0);
		}
	}
	put_blocks(&w, &d->blocks, true);
	return buf_to_arena(&b, a);
}
