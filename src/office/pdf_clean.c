/* SPDX-License-Identifier: Apache-2.0 */
#include "office/pdf_clean.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"

enum { FOOT_BYTES_MAX = 60, HEAD_BYTES_MAX = 300 };

struct page {
	SLICE(struct str) lines;
};
struct pages {
	struct page *at;
	size_t n;
	size_t room;
};

static bool
is_blank(struct str s)
{
	return str_trim(s).n == 0;
}

static struct pages
pages_of(struct arena *a, struct str text)
{
	struct pages ret = { 0 };

	while (str_present(text)) {
		struct str rest = str_cut(&text, '\f');
		struct page *p = VEC_ADD(a, &ret);

		while (str_present(rest))
			VEC_PUSH(a, &p->lines, str_trim_end(str_cut(&rest, '\n')));
	}
	return ret;
}

static bool
has_lines(const struct page *p)
{
	for (size_t i = 0; i < p->lines.n; i++)
		if (!is_blank(p->lines.at[i]))
			return true;
	return false;
}

/* The first or the last line of a page; absent: it has none. */
static struct str *
edge_line(struct page *p, bool foot)
{
	for (size_t k = 0; k < p->lines.n; k++) {
		struct str *line = &p->lines.at[foot ? p->lines.n - 1 - k : k];

		if (!is_blank(*line))
			return line;
	}
	return NULL;
}

/* The line with its numbers as '#' and one space between words: what two pages
 * have in common. */
static struct str
pattern(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);
	size_t n = 0;

	s = str_trim(s);
	for (size_t i = 0; i < s.n; i++) {
		bool digit = s.p[i] >= '0' && s.p[i] <= '9';
		char c = digit ? '#' : s.p[i] == '\t' ? ' ' : s.p[i];

		if (n && (c == '#' || c == ' ') && p[n - 1] == c)
			continue;
		p[n++] = c;
	}
	return (struct str){ p, n };
}

/* "Page 3 of 7", "3 / 7", "- 3 -", "3" */
static bool
is_page_number(struct str pattern)
{
	static const char *const forms[] = { "#", "# / #", "#/#", "- # -", "Page #", "page #",
		"Page # of #", "page # of #", "# of #", "p. #", "Page #/#" };

	for (size_t i = 0; i < ARRAY_LEN(forms); i++)
		if (str_is(pattern, forms[i]))
			return true;
	return false;
}

/* The first and the last line of every page, and how many pages share each. */
struct edge {
	struct str *line; /* NULL: the page is empty */
	struct str pattern;
	size_t *pages;
};
struct edges {
	struct edge *at[2]; /* heads, feet */
	size_t pages;       /* that have lines */
};

static struct edges
edges_of(struct arena *a, struct pages *pages)
{
	struct edges ret = { 0 };

	for (int foot = 0; foot < 2; foot++) {
		struct map counts = { 0 };

		ret.at[foot] = ARENA_ARRAY(a, pages->n, struct edge);
		ret.pages = 0;
		for (size_t i = 0; i < pages->n; i++) {
			struct edge *e = &ret.at[foot][i];

			e->line = edge_line(&pages->at[i], foot);
			if (!e->line)
				continue;
			ret.pages++;
			e->pattern = pattern(a, *e->line);
			e->pages = map_get(&counts, e->pattern);
			if (!e->pages) {
				e->pages = ARENA_NEW(a, size_t);
				map_put(a, &counts, e->pattern, e->pages);
			}
			++*e->pages;
		}
	}
	return ret;
}

/*
 * A head stands on all pages, or on all but the first. On the second of two
 * pages nothing shows that it is one, but that it begins as the first page does.
 */
static bool
is_running(const struct edges *edges, size_t i, int foot)
{
	const struct edge *e = &edges->at[foot][i], *first = &edges->at[0][0];

	if (!e->line || e->pattern.n == 0 || e->pattern.n > HEAD_BYTES_MAX)
		return false;
	if (foot && e->pattern.n <= FOOT_BYTES_MAX && is_page_number(e->pattern))
		return true;
	if (edges->pages >= 3 && *e->pages + 1 >= edges->pages)
		return true;
	return !foot && i > 0 && first->line && e->pattern.n > first->pattern.n &&
	       str_starts(e->pattern, first->pattern);
}

static unsigned
drop_heads(struct arena *a, struct pages *pages)
{
	struct edges edges = edges_of(a, pages);
	unsigned n = 0;

	for (size_t i = 0; i < pages->n; i++)
		for (int foot = 0; foot < 2; foot++)
			if (is_running(&edges, i, foot) && edges.at[foot][i].line->n) {
				*edges.at[foot][i].line = STR("");
				n++;
			}
	return n;
}

static size_t
indent_of(struct str line)
{
	size_t n = 0;

	while (n < line.n && line.p[n] == ' ')
		n++;
	return n;
}

static size_t
margin_of(const struct pages *pages)
{
	size_t least = SIZE_MAX;

	for (size_t i = 0; i < pages->n; i++)
		for (size_t k = 0; k < pages->at[i].lines.n; k++) {
			struct str line = pages->at[i].lines.at[k];
			size_t n = indent_of(line);

			if (!is_blank(line) && n < least)
				least = n;
		}
	return least == SIZE_MAX ? 0 : least;
}

/* Bytes of "12." or "•" that a line's text begins with, 0: none. */
static size_t
mark_size(struct str s)
{
	size_t n = 0;

	if (str_starts(s, STR("\xE2\x80\xA2")))
		return 3;
	if (s.n && (s.p[0] == '-' || s.p[0] == '*'))
		return 1;
	while (n < s.n && n < 4 && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	return n && n < s.n && (s.p[n] == '.' || s.p[n] == ')') ? n + 1 : 0;
}

/* ---- columns ---- */

/* Where the next piece of a line begins and ends: pieces are divided by two
 * spaces and more. false: there is none. */
static bool
piece_at(struct str line, size_t *from, size_t *ret_end)
{
	size_t end;

	while (*from < line.n && line.p[*from] == ' ')
		++*from;
	if (*from >= line.n)
		return false;
	end = str_find(line, STR("  "), *from);
	*ret_end = end == STR_NPOS ? line.n : end;
	return true;
}

/* Bytes are no columns where letters have several: count characters. */
static size_t
column_of(struct str line, size_t at)
{
	return utf8_count(str_sub(line, 0, at));
}

/* The end of the piece of `line` that begins in that column, 0: none does. */
static size_t
piece_in_column(struct str line, size_t column)
{
	size_t end;

	for (size_t from = 0; piece_at(line, &from, &end); from = end)
		if (column_of(line, from) == column)
			return end;
	return 0;
}

/*
 * A cell that took two lines: each piece of the second one begins where a piece
 * of the first one does, and none in the first column. The text of the cell is
 * put together; no other cell is touched.
 */
static bool
join_cells(struct arena *a, struct str *above, struct str line)
{
	struct str joined = *above;
	size_t from = 0, end, pieces = 0, first = indent_of(*above);

	for (size_t at = 0, to; piece_at(*above, &at, &to); at = to)
		pieces++;
	if (pieces < 2 || mark_size(str_from(*above, first)))
		return false;
	for (; piece_at(line, &from, &end); from = end)
		if (column_of(line, from) == first || !piece_in_column(*above, column_of(line, from)))
			return false;
	for (from = 0; piece_at(line, &from, &end); from = end) {
		/* Cells before this one have grown; those behind have their place. */
		size_t at = piece_in_column(*above, column_of(line, from)) +
			    (joined.n - above->n);
		AUTO_BUF b = { 0 };

		/* Not with printf: there may be NULs. */
		buf_add(&b, str_sub(joined, 0, at));
		if (at && joined.p[at - 1] != '-')
			buf_addc(&b, ' ');
		buf_add(&b, str_sub(line, from, end - from));
		buf_add(&b, str_from(joined, at));
		joined = buf_to_arena(&b, a);
	}
	*above = joined;
	return true;
}

static void
join_rows(struct arena *a, struct pages *pages)
{
	for (size_t i = 0; i < pages->n; i++) {
		struct str *above = NULL;

		for (size_t k = 0; k < pages->at[i].lines.n; k++) {
			struct str *line = &pages->at[i].lines.at[k];

			if (above && !is_blank(*line) && join_cells(a, above, *line))
				*line = STR("");
			else
				above = is_blank(*line) ? NULL : line;
		}
	}
}

/* ---- paragraphs ---- */

static size_t
width_of(const struct pages *pages)
{
	size_t most = 0;

	for (size_t i = 0; i < pages->n; i++)
		for (size_t k = 0; k < pages->at[i].lines.n; k++)
			if (pages->at[i].lines.at[k].n > most)
				most = pages->at[i].lines.at[k].n;
	return most;
}

/*
 * A page has space between paragraphs where a text has an empty line, and
 * pdftotext does not always see it. A line that ends early without an end, above
 * one that begins with a capital, is a heading or a line of its own.
 */
static bool
ends_paragraph(struct str line, struct str next, size_t width)
{
	struct str s = str_trim(line), t = str_trim(next);

	if (s.n == 0 || t.n == 0 || line.n * 5 > width * 3 || memchr(",;-", s.p[s.n - 1], 3))
		return false;
	return t.p[0] >= 'A' && t.p[0] <= 'Z' && indent_of(next) <= indent_of(line) &&
	       str_find(s, STR("  "), 0) == STR_NPOS && str_find(t, STR("  "), 0) == STR_NPOS &&
	       !mark_size(s);
}

static void
put_line(struct buf *b, struct str line, size_t margin)
{
	size_t indent = indent_of(line), mark;

	line = str_from(line, indent);
	for (size_t i = margin; i < indent; i++)
		buf_addc(b, ' ');
	mark = mark_size(line);
	if (mark && mark + 1 < line.n && line.p[mark] == ' ' && line.p[mark + 1] == ' ') {
		buf_add(b, str_sub(line, 0, mark + 1));
		line = str_from(line, mark);
		line = str_from(line, indent_of(line));
	}
	buf_add(b, line);
	buf_addc(b, '\n');
}

struct str
pdf_text_clean(struct arena *a, struct str text, unsigned *ret_heads)
{
	struct pages pages = pages_of(a, text);
	size_t margin, width;
	AUTO_BUF b = { 0 };

	*ret_heads = drop_heads(a, &pages);
	join_rows(a, &pages);
	margin = margin_of(&pages);
	width = width_of(&pages);
	for (size_t i = 0; i < pages.n; i++) {
		if (i && has_lines(&pages.at[i]))
			BUF_LIT(&b, "\f\n");
		for (size_t k = 0; k < pages.at[i].lines.n; k++) {
			const struct str *line = &pages.at[i].lines.at[k];

			put_line(&b, *line, margin);
			if (k + 1 < pages.at[i].lines.n && ends_paragraph(line[0], line[1], width))
				buf_addc(&b, '\n');
		}
	}
	return buf_to_arena(&b, a);
}
