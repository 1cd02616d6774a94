/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A document as Markdown: the source form of reports (docs/report-format.md).
 *
 * What is written here is read back by report/parse.c and must give the same
 * document, so marks are escaped exactly where its reader, or any CommonMark
 * reader, would take them for marks, and nowhere else: the text is meant to be
 * edited by people. A paragraph is one line. What belongs to an item or to a
 * numbered paragraph is indented by the width of its marker.
 *
 * Nested emphasis: styles are flat in the runs; of those that begin at a run
 * the one that lasts longest is opened first, so that marks nest.
 */
#include "base/buf.h"
#include "doc/doc.h"

enum { PREFIX_MAX = 200, PAD_COLUMNS_MAX = 24 };

struct writer {
	struct arena *a;
	struct buf *b;
	char prefix[PREFIX_MAX]; /* before every line: indent and "> " */
	size_t prefix_n;
	bool blank; /* the last line written is empty, or there is none */
};

/* Attributes of a run besides its style. */
enum { IN_LINK = 8 };

struct inline_out {
	const struct runs *r;
	struct buf *b;
	size_t from; /* where the block's text begins in b */
	bool cell;   /* in a table: | is a mark */
	bool heading;
};

/* ASCII only: where it matters for other letters, a mark too many is escaped. */
static bool
is_word_byte(char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static bool
is_punct(char c)
{
	return (c > ' ' && c < '0') || (c >= ':' && c <= '@') ||
	       (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

/* "&amp;", "&#38;" */
static bool
is_entity(struct str s)
{
	size_t i = 1;

	while (i < s.n && i < 32 && (is_word_byte(s.p[i]) || s.p[i] == '#'))
		i++;
	return i > 1 && i < s.n && s.p[i] == ';';
}

/* Must the character at i be escaped? prev and next: what stands beside it, a
 * space at the ends of the block. */
static bool
needs_escape(struct str s, size_t i, char prev, char next, unsigned active,
	     bool last_run)
{
	switch (s.p[i]) {
	case '\\':
		return is_punct(next) || i + 1 == s.n;
	case '`':
		return true;
	case '*':
		return prev != ' ' || next != ' ';
	case '_':
		return !(prev == ' ' && next == ' ') &&
		       !(is_word_byte(prev) && is_word_byte(next));
	case '[':
		return active & IN_LINK ||
		       (i == 0 && str_find(s, STR("]:"), 0) != STR_NPOS);
	case ']':
		return active & IN_LINK || next == '(' ||
		       (i + 1 == s.n && !last_run);
	case '!':
		return i + 1 == s.n && !last_run;
	case '<':
		return is_word_byte(next) || next == '/' || next == '!' ||
		       next == '?' || (i + 1 == s.n && !last_run);
	case '&':
		return is_entity(str_from(s, i));
	default:
		return false;
	}
}

static void
put_text(struct inline_out *o, size_t k, unsigned active)
{
	struct str s = o->r->at[k].text;
	char before = o->b->n > o->from ? o->b->p[o->b->n - 1] : ' ';
	bool last = k + 1 == o->r->n;
	char after = last && !active ? ' ' : '*';
	size_t from = 0;

	if (!last && o->r->at[k + 1].style == o->r->at[k].style &&
	    o->r->at[k + 1].link == o->r->at[k].link && o->r->at[k + 1].text.n)
		after = o->r->at[k + 1].text.p[0];
	for (size_t i = 0; i < s.n; i++) {
		char prev = i ? s.p[i - 1] : before;
		char next = i + 1 < s.n ? s.p[i + 1] : after;

		if ((is_punct(s.p[i]) &&
		     needs_escape(s, i, prev, next, active, last))) {
			buf_put(o->b, s.p + from, i - from);
			buf_addc(o->b, '\\');
			from = i;
		}
	}
	buf_put(o->b, s.p + from, s.n - from);
}

/* As few backticks as no run of them in the text has. */
static void
put_code(struct buf *b, struct str s)
{
	bool has[10] = { false };
	size_t ticks = 1, n = 0;
	bool pad;

	for (size_t i = 0; i <= s.n; i++) {
		if (i < s.n && s.p[i] == '`') {
			n++;
			continue;
		}
		has[n < 9 ? n : 9] = true;
		n = 0;
	}
	while (ticks < 9 && has[ticks])
		ticks++;
	pad = s.n && (s.p[0] == '`' || s.p[s.n - 1] == '`');
	buf_put(b, "`````````", ticks);
	if (pad)
		buf_addc(b, ' ');
	buf_add(b, s);
	if (pad)
		buf_addc(b, ' ');
	buf_put(b, "`````````", ticks);
}

static void
put_target(struct buf *b, struct str t)
{
	bool angle = false;
	int depth = 0;

	for (size_t i = 0; i < t.n; i++) {
		if (t.p[i] == '(')
			depth++;
		else if (t.p[i] == ')')
			angle |= --depth < 0;
		angle |= t.p[i] == ' ' || t.p[i] == '<' || t.p[i] == '>' ||
			 t.p[i] == '\\';
	}
	angle |= depth != 0;
	if (!angle) {
		buf_add(b, t);
		return;
	}
	buf_addc(b, '<');
	for (size_t i = 0; i < t.n; i++) {
		if (memchr("<>\\", t.p[i], 3))
			buf_addc(b, '\\');
		buf_addc(b, t.p[i]);
	}
	buf_addc(b, '>');
}

static unsigned
attributes(const struct run *run)
{
	return (run->style & (RUN_STRONG | RUN_EM)) | (run->link ? IN_LINK : 0);
}

/* How many runs from k on, below `end`, keep the attribute of run k. */
static size_t
extent(const struct runs *r, size_t k, size_t end, unsigned attribute)
{
	size_t n = k + 1;

	if (attribute == IN_LINK)
		while (n < end && r->at[n].link == r->at[k].link)
			n++;
	else
		while (n < end && r->at[n].style & attribute)
			n++;
	/* Not into a link and out of it in its middle. */
	if (attribute != IN_LINK && n < end)
		while (n > k + 1 && r->at[n].link && r->at[n].link == r->at[n - 1].link &&
		       r->at[k].link != r->at[n].link)
			n--;
	return n;
}

static void put_range(struct inline_out *o, size_t from, size_t end,
		      unsigned active);

static bool
is_autolink(const struct run *run, size_t runs, unsigned active)
{
	struct str t = run->text;

	return runs == 1 && run->link && run->link->bare && !(run->style & ~active) &&
	       str_eq(t, run->link->target) &&
	       (str_starts(t, STR("http://")) || str_starts(t, STR("https://")) ||
		str_starts(t, STR("mailto:"))) &&
	       str_find_char(t, ' ', 0) == STR_NPOS &&
	       str_find_char(t, '<', 0) == STR_NPOS &&
	       str_find_char(t, '>', 0) == STR_NPOS && t.n < 2000;
}

static void
put_styled(struct inline_out *o, size_t k, size_t end, unsigned attribute,
	   unsigned active)
{
	if (attribute == IN_LINK) {
		if (is_autolink(&o->r->at[k], end - k, active)) {
			buf_addc(o->b, '<');
			buf_add(o->b, o->r->at[k].text);
			buf_addc(o->b, '>');
			return;
		}
		buf_addc(o->b, '[');
		put_range(o, k, end, active | IN_LINK);
		BUF_LIT(o->b, "](");
		put_target(o->b, o->r->at[k].link->target);
		buf_addc(o->b, ')');
	} else if (attribute == RUN_STRONG) {
		BUF_LIT(o->b, "**");
		put_range(o, k, end, active | RUN_STRONG);
		BUF_LIT(o->b, "**");
	} else {
		/* Not "*": that could end a "**" it stands in. */
		buf_addc(o->b, '_');
		put_range(o, k, end, active | RUN_EM);
		buf_addc(o->b, '_');
	}
}

static void
put_range(struct inline_out *o, size_t from, size_t end, unsigned active)
{
	static const unsigned order[] = { IN_LINK, RUN_STRONG, RUN_EM };

	for (size_t k = from; k < end;) {
		unsigned open = attributes(&o->r->at[k]) & ~active, best = 0;
		size_t best_end = k;

		for (size_t i = 0; i < 3; i++) {
			size_t e = open & order[i] ? extent(o->r, k, end, order[i])
						   : k;

			if (e > best_end) {
				best_end = e;
				best = order[i];
			}
		}
		if (best) {
			put_styled(o, k, best_end, best, active);
			k = best_end;
			continue;
		}
		if (o->r->at[k].style & RUN_CODE)
			put_code(o->b, o->r->at[k].text);
		else
			put_text(o, k, active);
		k++;
	}
}

/* Whatever would make the line something else than a paragraph. The position
 * of the character to escape, or STR_NPOS. */
static size_t
start_escape(struct str s, bool in_item)
{
	size_t i = 0;
	char c = s.n ? s.p[0] : 'x';
	bool rule = (s.n >= 3 || (in_item && c == '-')) && memchr("-_=*", c, 4);

	for (size_t k = 0; rule && k < s.n; k++)
		rule = s.p[k] == c || s.p[k] == ' ';
	if (rule || c == '#' || c == '>' || c == '|' || c == '=')
		return 0;
	if (memchr("-+*", c, 3) && (s.n == 1 || s.p[1] == ' '))
		return 0;
	if (str_starts(s, STR("~~~")))
		return 0;
	while (i < s.n && i < 9 && s.p[i] >= '0' && s.p[i] <= '9')
		i++;
	if (i && i < s.n && (s.p[i] == '.' || s.p[i] == ')') &&
	    (i + 1 == s.n || s.p[i + 1] == ' '))
		return i;
	if (in_item)
		return STR_NPOS;
	if (c == '(')
		i = 1;
	while (i < s.n && i < 5 && is_word_byte(s.p[i]))
		i++;
	return i && i < s.n && s.p[i] == ')' && i + 1 < s.n && s.p[i + 1] == ' '
		       ? i : STR_NPOS;
}

/* In a table's cell every | is escaped, in code too. */
static void
escape_pipes(struct buf *b, size_t from)
{
	AUTO_BUF copy = { 0 };
	struct str s = str_from(buf_str(b), from);

	if (str_find_char(s, '|', 0) == STR_NPOS)
		return;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '|')
			buf_addc(&copy, '\\');
		buf_addc(&copy, s.p[i]);
	}
	b->n = from;
	buf_add(b, buf_str(&copy));
}

enum place { PLACE_PARA, PLACE_ITEM, PLACE_CELL, PLACE_HEADING };

static void
put_runs(struct buf *b, const struct runs *r, enum place place)
{
	struct inline_out o = { .r = r, .b = b, .from = b->n };
	size_t at;

	put_range(&o, 0, r->n, 0);
	if (place == PLACE_CELL) {
		escape_pipes(b, o.from);
	} else if (place == PLACE_HEADING) {
		if (b->n > o.from && b->p[b->n - 1] == '#') {
			b->n--;
			BUF_LIT(b, "\\#");
		}
	} else {
		at = start_escape(str_from(buf_str(b), o.from), place == PLACE_ITEM);
		if (at != STR_NPOS) {
			at += o.from;
			buf_addc(b, ' ');
			memmove(b->p + at + 1, b->p + at, b->n - 1 - at);
			b->p[at] = '\\';
		}
	}
}

static void
put_str(struct buf *b, struct str s, enum place place)
{
	struct run run = { .text = s };
	struct runs r = { .at = &run, .n = 1 };

	if (s.n)
		put_runs(b, &r, place);
}

/* ---- blocks ---- */

static void
line_begin(struct writer *w)
{
	buf_put(w->b, w->prefix, w->prefix_n);
	w->blank = false;
}

static void
line_end(struct writer *w)
{
	while (w->b->n && w->b->p[w->b->n - 1] == ' ')
		w->b->n--;
	buf_addc(w->b, '\n');
}

static void
blank_line(struct writer *w)
{
	if (w->blank)
		return;
	line_begin(w);
	line_end(w);
	w->blank = true;
}

/* Longer nesting than the prefix has room for is written at the same depth. */
static size_t
push_prefix(struct writer *w, const char *what, size_t n)
{
	size_t old = w->prefix_n;

	if (w->prefix_n + n <= PREFIX_MAX) {
		memcpy(w->prefix + w->prefix_n, what, n);
		w->prefix_n += n;
	}
	return old;
}

static void put_blocks(struct writer *w, const struct blocks *bs, bool tight);

static void
put_pre(struct writer *w, const struct block *b)
{
	struct str rest = b->text, info = runs_text(w->a, &b->runs);
	size_t longest = 2, n = 0;
	/* An info string with a backtick needs the other fence. */
	char mark = str_find_char(info, '`', 0) == STR_NPOS ? '`' : '~';

	for (size_t i = 0; i < rest.n; i++) {
		n = rest.p[i] == mark ? n + 1 : 0;
		longest = n > longest ? n : longest;
	}
	if (longest > 190)
		longest = 190;
	line_begin(w);
	for (size_t i = 0; i <= longest; i++)
		buf_addc(w->b, mark);
	if (info.n) {
		buf_addc(w->b, ' ');
		buf_add(w->b, info);
	}
	line_end(w);
	while (str_present(rest) && b->text.n) {
		struct str line = str_cut(&rest, '\n');

		line_begin(w);
		buf_add(w->b, line);
		line_end(w);
	}
	line_begin(w);
	for (size_t i = 0; i <= longest; i++)
		buf_addc(w->b, mark);
	line_end(w);
}

static void
put_row(struct writer *w, const struct cell_text *cells, size_t n, size_t columns)
{
	line_begin(w);
	buf_addc(w->b, '|');
	for (size_t i = 0; i < columns; i++) {
		buf_addc(w->b, ' ');
		if (i < n && cells)
			put_runs(w->b, &cells[i].runs, PLACE_CELL);
		if (w->b->p[w->b->n - 1] != ' ')
			buf_addc(w->b, ' ');
		buf_addc(w->b, '|');
	}
	line_end(w);
}

/* Rows of a narrow table are written as wide as it is. A wide one could make
 * far more of a text than it was. */
static size_t
padded(const struct table *t, size_t n)
{
	return t->columns <= PAD_COLUMNS_MAX ? t->columns : n;
}

static void
put_table(struct writer *w, const struct table *t)
{
	put_row(w, t->head, t->columns, t->columns);
	line_begin(w);
	buf_addc(w->b, '|');
	for (size_t i = 0; i < t->columns; i++)
		BUF_LIT(w->b, "---|");
	line_end(w);
	for (size_t i = 0; i < t->n; i++) {
		const struct table_row *row = &t->at[i];

		if (row->group) {
			struct run bold = { .text = runs_text(w->a, &row->at[0].runs),
					    .style = RUN_STRONG };
			struct cell_text cell = { { &bold, 1, 1 } };

			put_row(w, &cell, 1, padded(t, 1));
		} else {
			put_row(w, row->at, row->n, padded(t, row->n));
		}
	}
}

/* Can the list's items follow each other without empty lines? */
static bool
is_tight(const struct block *list)
{
	for (size_t i = 0; i < list->children.n; i++) {
		const struct blocks *c = &list->children.at[i].children;

		for (size_t k = 0; k < c->n; k++)
			if (c->at[k].kind != BLOCK_LIST ||
			    (k > 0 && c->at[k - 1].kind == BLOCK_LIST) ||
			    !is_tight(&c->at[k]))
				return false;
	}
	return true;
}

static void
put_list(struct writer *w, const struct block *list)
{
	bool tight = is_tight(list);

	for (size_t i = 0; i < list->children.n; i++) {
		const struct block *item = &list->children.at[i];
		size_t old, width = 2;

		if (i && !tight)
			blank_line(w);
		line_begin(w);
		if (list->ordered) {
			size_t from = w->b->n;

			buf_addint(w->b, item->number);
			BUF_LIT(w->b, ") ");
			width = w->b->n - from;
		} else {
			BUF_LIT(w->b, "- ");
		}
		put_runs(w->b, &item->runs, PLACE_ITEM);
		line_end(w);
		old = push_prefix(w, "          ", width);
		put_blocks(w, &item->children, tight);
		w->prefix_n = old;
	}
}

static void
put_para(struct writer *w, const struct block *b)
{
	size_t old, from;

	line_begin(w);
	from = w->b->n;
	if (b->number) {
		buf_addint(w->b, b->number);
		BUF_LIT(w->b, ". ");
	}
	old = push_prefix(w, "          ", w->b->n - from);
	put_runs(w->b, &b->runs, b->number ? PLACE_ITEM : PLACE_PARA);
	line_end(w);
	put_blocks(w, &b->children, false);
	w->prefix_n = old;
}

static void
put_block(struct writer *w, const struct block *b)
{
	size_t old;

	switch (b->kind) {
	case BLOCK_HEADING:
		line_begin(w);
		for (int i = 0; i < b->level && i < 6; i++)
			buf_addc(w->b, '#');
		buf_addc(w->b, ' ');
		put_runs(w->b, &b->runs, PLACE_HEADING);
		line_end(w);
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
		old = push_prefix(w, "> ", 2);
		w->blank = true;
		put_blocks(w, &b->children, false);
		w->prefix_n = old;
		break;
	}
}

/* A number other than 1 does not interrupt a paragraph: it needs a gap. */
static bool
may_follow_tightly(const struct block *b)
{
	return b->kind == BLOCK_LIST &&
	       (!b->ordered || (b->children.n && b->children.at[0].number == 1));
}

static void
put_blocks(struct writer *w, const struct blocks *bs, bool tight)
{
	for (size_t i = 0; i < bs->n; i++) {
		if (!tight || !may_follow_tightly(&bs->at[i]))
			blank_line(w);
		put_block(w, &bs->at[i]);
	}
}

struct str
doc_to_markdown(struct arena *a, const struct doc *d)
{
	AUTO_BUF b = { 0 };
	struct writer w = { .a = a, .b = &b, .blank = true };

	for (size_t i = 0; i <= d->head.n; i++) {
		if (i == d->title_at && d->title.n) {
			blank_line(&w);
			BUF_LIT(&b, "# ");
			put_str(&b, d->title, PLACE_HEADING);
			line_end(&w);
			w.blank = false;
			if (i < d->head.n)
				blank_line(&w);
		}
		if (i == d->head.n)
			break;
		put_str(&b, d->head.at[i], PLACE_PARA);
		/* Two spaces: a line break. */
		if (i + 1 < d->head.n && (i + 1 != d->title_at || !d->title.n))
			BUF_LIT(&b, "  \n");
		else
			line_end(&w);
		w.blank = false;
	}
	put_blocks(&w, &d->blocks, false);
	return buf_to_arena(&b, a);
}
