/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Paragraphs, lists, quotations, tables and kept lines.
 *
 * The reader goes forward over the lines; a block is built by value and moved
 * into its parent when it is complete, so that no pointer into a growing slice
 * is ever held.
 *
 * Lists nest by indent: a marker further right than the one before it is a
 * list inside that item, however little further (the house indents by one
 * space). At the same indent a marker of another class nests when it follows
 * directly; classes are hyphens, dots, dashes, letters and numbers.
 *
 * A page break in the middle of a sentence looks like the end of a paragraph.
 * In the house form the next paragraph is taken for the rest of the sentence
 * when the first has no end and the second begins as no sentence does. What
 * was joined is noticed in a finding.
 */
#include "base/buf.h"
#include "base/utf8.h"
#include "report/parse.h"

enum {
	LIST_DEPTH_MAX = 12,
	QUOTE_DEPTH_MAX = 6,
	LINE_LONG = 110,  /* no hard-wrapped line is longer */
	JOIN_WORDS_MIN = 6,
};

/* The lists that are open around a line, innermost first. */
struct open_list {
	const struct open_list *outer;
	uint32_t indent;
	char class;
	unsigned depth;
};

static char
marker_class(const struct line *l)
{
	return l->kind == LINE_NUMBER ? 'n' : l->mark;
}

static bool
is_marker(const struct line *l)
{
	return l->kind == LINE_BULLET || l->kind == LINE_NUMBER ||
	       l->kind == LINE_LETTER;
}

/* Is line i, a NUMBER, a numbered paragraph and not an item of a list? */
static bool
is_number_para(const struct reading *rd, size_t i, bool in_list, int list_number)
{
	const struct line *l = &rd->at[i];

	if (!rd->house || rd->depth || rd->section == SECTION_ACTIONS ||
	    rd->section == SECTION_PARTICIPANTS)
		return false;
	if (rd->delimiter && l->mark != rd->delimiter)
		return false;
	if (l->indent > 3)
		return false;
	if (rd->section == SECTION_ANNEX)
		return rd->number && l->number == rd->number + 1 && !in_list;
	if (rd->number && l->number == rd->number + 1)
		return true;
	if (in_list && l->number == list_number + 1)
		return false;
	return !(rd->number >= 1 && l->number == 1);
}

static bool
is_open(const struct open_list *in, char class)
{
	for (; in; in = in->outer)
		if (in->class == class)
			return true;
	return false;
}

/* Does line i begin something new when it follows a line of text directly? */
static bool
interrupts(const struct reading *rd, size_t i, const struct line *before,
	   const struct open_list *in)
{
	const struct line *l = &rd->at[i];

	switch (l->kind) {
	case LINE_TEXT:
		if (rd->section == SECTION_PARTICIPANTS && roster_line_at(rd, i))
			return true;
		/* One line, one paragraph: long lines that end as sentences do. */
		return before->raw.n > LINE_LONG && text_finished(before->raw) &&
		       rd->house && !rd->markdown;
	case LINE_BULLET:
		return l->mark != 'e' || is_open(in, 'e') || is_open(in, 'o');
	case LINE_NUMBER:
		return l->number == 1 || is_open(in, 'n') ||
		       (rd->house && l->number == rd->number + 1);
	case LINE_LETTER:
		return is_open(in, 'l') || str_ends(before->raw, STR(":"));
	default:
		return true;
	}
}

static bool
starts_lower(struct str s)
{
	size_t at = 0;
	uint32_t c;

	while (s.n && memchr("*_(\"'", s.p[0], 5))
		s = str_from(s, 1);
	if (s.n == 0)
		return false;
	c = utf8_next(s, &at);
	return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7) ||
	       (c >= 0x100 && c <= 0x17F && c % 2 == 1) ||
	       (c >= 0x3AC && c <= 0x3CE) || (c >= 0x430 && c <= 0x45F);
}

/* Does a sentence never end with this word? */
static bool
ends_open(struct str s)
{
	static const char *const words[] = { "the", "a", "an", "of", "to", "in",
		"by", "for", "with", "and", "or", "from", "that", "which", "on",
		"at", "as", "their", "its", "be", "is", "are", "was", "were",
		"this", "these", "between", "into", "than" };
	size_t cut = str_rfind_char(s, ' ');
	struct str last = cut == STR_NPOS ? s : str_from(s, cut + 1);

	if (s.n && s.p[s.n - 1] == ',')
		return true;
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (str_eq_nocase(last, str_of(words[i])))
			return true;
	return false;
}

/* Is line i, which stands behind empty lines, the rest of the sentence? */
static bool
continues(const struct reading *rd, struct str so_far, size_t i)
{
	const struct line *l = &rd->at[i];
	struct heading h;
	bool digit;

	/* Words are counted, since escapes do not change their number. */
	if (!rd->house || rd->depth || text_finished(so_far) ||
	    words_count(so_far) < JOIN_WORDS_MIN)
		return false;
	digit = l->raw.n && l->text.p[0] >= '0' && l->text.p[0] <= '9';
	if (l->kind == LINE_NUMBER
		    ? l->number == rd->number + 1 || l->number == 1 ||
			      !ends_open(so_far)
		    : l->kind != LINE_TEXT)
		return false;
	if (rd->section == SECTION_PARTICIPANTS &&
	    str_find_char(l->raw, '\t', 0) != STR_NPOS)
		return false;
	if (starts_lower(l->text))
		return true;
	if (heading_at(rd, i, &h) && h.known)
		return false;
	if (digit)
		return ends_open(so_far) || l->raw.n > 60 || text_finished(l->raw);
	return ends_open(so_far);
}

static struct str
last_words(struct str s, size_t n)
{
	size_t from = s.n;

	while (from && n) {
		from--;
		if (s.p[from] == ' ' && --n == 0)
			return str_from(s, from + 1);
	}
	return s;
}

/* The letters before a final hyphen, and it: what a finding has to name. */
static struct str
half_word(struct str s)
{
	size_t from = s.n ? s.n - 1 : 0;

	while (from && (((s.p[from - 1] | 0x20) >= 'a' && (s.p[from - 1] | 0x20) <= 'z') ||
			(s.p[from - 1] >= '0' && s.p[from - 1] <= '9')))
		from--;
	/* A longer word of other letters too, but no replaced bytes. */
	while (from && (unsigned char)s.p[from - 1] >= 0x80 &&
	       (from < 3 || memcmp(s.p + from - 3, "\xEF\xBF\xBD", 3) != 0))
		from--;
	return str_from(s, from);
}

static struct str
first_words(struct str s, size_t n)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == ' ' && --n == 0)
			return str_sub(s, 0, i);
	return s;
}

/* Does `word` stand somewhere in the source with no letter beside it? */
static bool
source_has(const struct reading *rd, struct str word)
{
	size_t at = 0;

	while ((at = str_find_nocase(rd->source, word, at)) != STR_NPOS) {
		size_t end = at + word.n;
		char before = at ? rd->source.p[at - 1] : ' ';
		char after = end < rd->source.n ? rd->source.p[end] : ' ';

		if (!((before | 0x20) >= 'a' && (before | 0x20) <= 'z') &&
		    !((after | 0x20) >= 'a' && (after | 0x20) <= 'z') &&
		    after != '-')
			return true;
		at = end;
	}
	return false;
}

enum hyphen { HYPHEN_NONE, HYPHEN_KEEP, HYPHEN_DROP };

/*
 * "docu-" / "mentation" is one word; "issue-" / "driven" keeps its hyphen. The
 * text itself tells, if the word stands in it elsewhere; else the first half
 * does, when it is a word of its own. The source is searched only so often.
 */
static enum hyphen
hyphen_between(struct reading *rd, struct str left, struct str right,
	       struct str *ret_word, unsigned *searches)
{
	size_t cut = str_rfind_char(left, ' ');
	struct str head = cut == STR_NPOS ? left : str_from(left, cut + 1);
	struct str tail = word_bare(first_words(right, 1)), whole;
	static const char *const prefixes[] = { "self", "non", "co", "multi",
		"long", "short", "well", "year", "cross", "inter", "on", "by",
		"pre", "post", "sub", "one", "two", "high", "low", "half" };

	if (left.n < 3 || left.p[left.n - 1] != '-' || head.n < 2 ||
	    !(head.p[head.n - 2] >= 'a' && head.p[head.n - 2] <= 'z') ||
	    !starts_lower(right) || !(right.p[0] >= 'a' && right.p[0] <= 'z'))
		return HYPHEN_NONE;
	while (head.n && memchr("(\"'*_[", head.p[0], 6))
		head = str_from(head, 1);
	head.n--;
	whole = arena_concat(rd->a, head, tail);
	*ret_word = whole;
	/* In another house's text nothing is known well enough to drop it. */
	if (!rd->house)
		return HYPHEN_KEEP;
	if (++*searches <= 32) {
		if (source_has(rd, whole))
			return HYPHEN_DROP;
		if (source_has(rd, arena_printf(rd->a, "%.*s-%.*s", STRF(head),
						STRF(tail))))
			return HYPHEN_KEEP;
		/* The hyphen behind it does not make it a word of its own. */
		if (head.n > 2 && source_has(rd, head))
			return HYPHEN_KEEP;
	}
	for (size_t i = 0; i < ARRAY_LEN(prefixes); i++)
		if (str_eq_nocase(head, str_of(prefixes[i])))
			return HYPHEN_KEEP;
	return HYPHEN_DROP;
}

/* A paragraph while its lines are put together. */
struct gather {
	struct str one; /* while there is one line: part of the source */
	struct buf b;
	bool many;
	unsigned searches;
};

static struct str
gather_text(const struct gather *g)
{
	return g->many ? buf_str(&g->b) : g->one;
}

static void
gather_add(struct reading *rd, struct gather *g, struct str right, uint32_t no,
	   bool broken)
{
	struct str left = gather_text(g), word, before, after;
	enum hyphen h;

	if (str_ends(left, STR("\\")) && !str_ends(left, STR("\\\\")))
		left.n--; /* a hard line break */
	h = hyphen_between(rd, left, right, &word, &g->searches);
	before = last_words(left, 3);
	after = first_words(right, 3);
	if (h == HYPHEN_DROP) {
		before = half_word(last_words(left, 1));
		VEC_PUSH(rd->a, &rd->r->noticed,
			 rule_finding(rd->a, RULE_HYPHEN_JOINED, no,
				      arena_concat(rd->a, before,
						   word_bare(first_words(right, 1))),
				      word, STR_NONE));
	}
	if (broken)
		VEC_PUSH(rd->a, &rd->r->noticed,
			 rule_finding(rd->a, RULE_BREAK_JOINED, no, before,
				      after, STR_NONE));
	if (!g->many)
		buf_add(&g->b, left);
	g->b.n = left.n - (h == HYPHEN_DROP);
	g->many = true;
	if (h == HYPHEN_NONE)
		buf_addc(&g->b, ' ');
	buf_add(&g->b, right);
}

static struct str
paragraph_in(struct reading *rd, struct str first, const struct open_list *in)
{
	struct gather g = { .one = first };
	struct str ret;

	for (rd->pos++; rd->pos < rd->n; rd->pos++) {
		const struct line *l = &rd->at[rd->pos];
		size_t next = rd->pos;

		if (l->kind == LINE_BLANK) {
			next = line_next(rd, rd->pos);
			if (next >= rd->n || !continues(rd, gather_text(&g), next))
				break;
			l = &rd->at[next];
			gather_add(rd, &g, l->kind == LINE_NUMBER
					? str_trim(l->raw) : l->text, l->no, true);
			rd->pos = next;
			continue;
		}
		if (interrupts(rd, rd->pos, &rd->at[rd->pos - 1], in))
			break;
		gather_add(rd, &g, l->kind == LINE_TEXT || l->kind == LINE_LETTER
				? l->text : str_trim(l->raw), l->no, false);
	}
	ret = g.many ? buf_to_arena(&g.b, rd->a) : g.one;
	buf_done(&g.b);
	return text_clean(rd->a, ret);
}

struct str
paragraph_read(struct reading *rd, struct str first)
{
	return paragraph_in(rd, first, NULL);
}

static bool
is_lone_bullet(struct str s)
{
	char padded[8];
	struct line l;

	if (s.n == 0 || s.n > 3)
		return false;
	memcpy(padded, s.p, s.n);
	memcpy(padded + s.n, " x", 2);
	l = line_read((struct str){ padded, s.n + 2 }, 0);
	return l.kind == LINE_BULLET && (l.mark == 'o' || l.mark == 'e');
}

/* A dot or dash in a line by itself, the text in the next: no words are lost
 * without it, and with it the paragraph would be read back as a list. */
static void
drop_lone_bullet(struct runs *r)
{
	while (r->n && !r->at[0].style && !r->at[0].link) {
		struct str *s = &r->at[0].text;
		struct line l = line_read(*s, 0);

		if (s->n && l.text.n == 0) {
			s->n = 0;
		} else if (l.kind == LINE_BULLET && (l.mark == 'o' || l.mark == 'e')) {
			*s = str_from(*s, (size_t)(l.text.p - s->p));
		} else if (r->n > 1 && s->p[s->n - 1] == ' ' && is_lone_bullet(l.text)) {
			s->n = 0; /* before a link or emphasis */
		} else {
			return;
		}
		if (s->n)
			continue;
		r->at++;
		r->n--;
		r->room = r->n;
	}
}

struct block
block_para(struct reading *rd, struct str text, uint32_t line)
{
	struct block ret = { .kind = BLOCK_PARA, .line = line,
			     .runs = inline_read(rd, text) };

	drop_lone_bullet(&ret.runs);
	return ret;
}

/* Lines as they are: control characters become spaces, tabs stay. */
static void
pre_add(struct buf *b, struct str raw, bool first)
{
	if (!first)
		buf_addc(b, '\n');
	for (size_t i = 0; i < raw.n; i++) {
		unsigned char c = (unsigned char)raw.p[i];

		if (c == 0xC2 && i + 1 < raw.n && (unsigned char)raw.p[i + 1] < 0xA0) {
			buf_addc(b, ' ');
			i++;
		} else {
			buf_addc(b, (c < 0x20 && c != '\t') || c == 0x7F ? ' '
									: (char)c);
		}
	}
}

static struct block
read_fence(struct reading *rd)
{
	const struct line *open = &rd->at[rd->pos];
	struct block ret = { .kind = BLOCK_PRE, .line = open->no };
	struct str info = text_clean(rd->a, open->text);
	AUTO_BUF b = { 0 };
	bool first = true;

	if (info.n)
		*VEC_ADD(rd->a, &ret.runs) = (struct run){ .text = info };
	for (rd->pos++; rd->pos < rd->n; rd->pos++) {
		const struct line *l = &rd->at[rd->pos];

		if (l->kind == LINE_FENCE && l->mark == open->mark &&
		    l->level >= open->level && l->text.n == 0) {
			rd->pos++;
			break;
		}
		struct str raw = l->raw;
		uint32_t strip = open->indent;

		while (strip-- && raw.n && raw.p[0] == ' ')
			raw = str_from(raw, 1);
		pre_add(&b, raw, first);
		first = false;
	}
	ret.text = buf_to_arena(&b, rd->a);
	return ret;
}

static bool
is_kept_line(const struct reading *rd, size_t i)
{
	const struct line *l = &rd->at[i];

	return !rd->house && l->kind != LINE_BLANK && l->indent >= 4;
}

/* Lines that are indented by four or more: kept as they are. */
static struct block
read_indented(struct reading *rd)
{
	struct block ret = { .kind = BLOCK_PRE, .line = rd->at[rd->pos].no };
	AUTO_BUF b = { 0 };
	bool first = true;

	while (rd->pos < rd->n) {
		size_t next = line_next(rd, rd->pos);

		if (next >= rd->n || !is_kept_line(rd, next))
			break;
		for (; rd->pos <= next; rd->pos++) {
			pre_add(&b, rd->at[rd->pos].raw, first);
			first = false;
		}
	}
	ret.text = buf_to_arena(&b, rd->a);
	return ret;
}

static struct block
read_quote(struct reading *rd)
{
	struct block ret = { .kind = BLOCK_QUOTE, .line = rd->at[rd->pos].no };
	struct reading in = *rd;
	size_t room = 0;

	in.at = NULL;
	in.n = in.pos = 0;
	in.depth++;
	for (; rd->pos < rd->n && rd->at[rd->pos].kind == LINE_QUOTE; rd->pos++) {
		struct line l = line_read(rd->at[rd->pos].text, rd->at[rd->pos].no);

		if (l.kind == LINE_QUOTE && in.depth >= QUOTE_DEPTH_MAX) {
			l.kind = LINE_TEXT;
			l.text = str_trim(l.raw);
		}
		if (in.n >= room)
			in.at = vec_grow(rd->a, in.at, in.n, &room, sizeof *in.at);
		in.at[in.n++] = l;
	}
	blocks_read(&in, &ret.children);
	return ret;
}

struct cells
cells_split(struct arena *a, struct str row)
{
	struct cells ret = { 0 };
	size_t from = 0;

	row = str_trim(row);
	if (str_starts(row, STR("|")))
		row = str_from(row, 1);
	if (str_ends(row, STR("|")) && !str_ends(row, STR("\\|")))
		row.n--;
	for (size_t i = 0; i <= row.n; i++) {
		struct str cell;
		char *to;
		size_t n = 0;

		if (i < row.n && row.p[i] == '\\' && i + 1 < row.n &&
		    row.p[i + 1] == '|') {
			i++;
			continue;
		}
		if (i < row.n && row.p[i] != '|')
			continue;
		cell = str_trim(str_sub(row, from, i - from));
		from = i + 1;
		if (str_find(cell, STR("\\|"), 0) != STR_NPOS) {
			to = arena_alloc(a, cell.n + 1);
			for (size_t k = 0; k < cell.n; k++)
				if (cell.p[k] != '\\' || k + 1 >= cell.n ||
				    cell.p[k + 1] != '|')
					to[n++] = cell.p[k];
			cell = (struct str){ to, n };
		}
		VEC_PUSH(a, &ret, text_clean(a, cell));
	}
	return ret;
}

bool
cells_are_rule(struct str row)
{
	bool dash = false;

	for (size_t i = 0; i < row.n; i++) {
		if (!memchr("|-: \t", row.p[i], 5))
			return false;
		dash |= row.p[i] == '-';
	}
	return dash;
}

static struct cell_text *
cell_runs(struct reading *rd, const struct cells *c, size_t n)
{
	struct cell_text *ret = ARENA_ARRAY(rd->a, n, struct cell_text);

	for (size_t i = 0; i < c->n && i < n; i++)
		ret[i].runs = inline_read(rd, c->at[i]);
	return ret;
}

/* Empty cells at the end of a row are not kept: rows may be of any length. */
struct block
block_table_read(struct reading *rd)
{
	struct block ret = { .kind = BLOCK_TABLE, .line = rd->at[rd->pos].no };
	struct table *t = ARENA_NEW(rd->a, struct table);
	SLICE(struct cells) rows = { 0 };
	size_t rule = SIZE_MAX;

	for (; rd->pos < rd->n && rd->at[rd->pos].kind == LINE_TABLE; rd->pos++) {
		struct str raw = rd->at[rd->pos].text;
		struct cells c;

		if (rule == SIZE_MAX && cells_are_rule(raw)) {
			rule = rows.n;
			continue;
		}
		c = cells_split(rd->a, raw);
		while (c.n && c.at[c.n - 1].n == 0)
			c.n--;
		VEC_PUSH(rd->a, &rows, c);
		if (c.n > t->columns)
			t->columns = c.n;
	}
	for (size_t i = 0; i < rows.n; i++) {
		const struct cells *c = &rows.at[i];

		if (c->n == 0)
			continue;
		if (i == 0 && rule == 1)
			t->head = cell_runs(rd, c, t->columns);
		else
			*VEC_ADD(rd->a, t) = (struct table_row){
				.at = cell_runs(rd, c, c->n), .n = c->n
			};
	}
	ret.table = t;
	return ret;
}

static struct block read_list(struct reading *rd, const struct open_list *outer);

/* Two lists with nothing between them are one: they would be read back so. */
static void
block_push(struct arena *a, struct blocks *to, struct block b)
{
	struct block *last = to->n ? &to->at[to->n - 1] : NULL;

	if (!last || last->kind != BLOCK_LIST || b.kind != BLOCK_LIST ||
	    last->ordered != b.ordered) {
		VEC_PUSH(a, to, b);
		return;
	}
	for (size_t i = 0; i < b.children.n; i++)
		VEC_PUSH(a, &last->children, b.children.at[i]);
}

/* What stands under an item: lists further in, paragraphs, kept lines. */
static void
read_item_children(struct reading *rd, const struct open_list *list,
		   uint32_t indent, struct block *item)
{
	for (;;) {
		size_t next = line_next(rd, rd->pos);
		const struct line *l = &rd->at[next];
		bool blank = next > rd->pos || line_after_blank(rd, next);
		bool deeper;

		if (next >= rd->n || list->depth >= LIST_DEPTH_MAX)
			return;
		deeper = l->indent > indent;
		if (is_marker(l)) {
			char class = marker_class(l);

			if (!deeper) {
				/* Another class directly below nests too. */
				if (l->indent < indent || class == list->class)
					return;
				for (const struct open_list *o = list->outer; o;
				     o = o->outer)
					if (o->class == class)
						return;
				if (blank && !(list->class == 'o' && class == 'e'))
					return;
				if (class == '-' && list->class == 'e')
					return;
				if (class == 'e' && list->class == '-')
					return;
			}
			if (l->kind == LINE_NUMBER && !deeper &&
			    is_number_para(rd, next, true, 0))
				return;
			rd->pos = next;
			block_push(rd->a, &item->children, read_list(rd, list));
		} else if (l->kind == LINE_FENCE && deeper) {
			rd->pos = next;
			block_push(rd->a, &item->children, read_fence(rd));
		} else if (l->kind == LINE_QUOTE && deeper && rd->depth < QUOTE_DEPTH_MAX) {
			struct block quote;

			rd->pos = next;
			quote = read_quote(rd);
			if (quote.children.n)
				block_push(rd->a, &item->children, quote);
		} else if (l->kind == LINE_TEXT && blank && l->indent >= indent + 2) {
			struct heading h;
			struct block para;

			if (heading_at(rd, next, &h) && h.known)
				return;
			rd->pos = next;
			para = block_para(rd, paragraph_in(rd, l->text, list), l->no);
			block_push(rd->a, &item->children, para);
		} else {
			return;
		}
	}
}

/* Bullets of every kind and letters go on in one list: they are written alike. */
static bool
same_list(const struct line *l, char class)
{
	return (marker_class(l) == 'n') == (class == 'n');
}

/* The list that begins at rd->pos. */
static struct block
read_list(struct reading *rd, const struct open_list *outer)
{
	const struct line *l = &rd->at[rd->pos];
	struct open_list list = { .outer = outer, .indent = l->indent,
				  .class = marker_class(l),
				  .depth = outer ? outer->depth + 1 : 1 };
	struct block ret = { .kind = BLOCK_LIST, .line = l->no,
			     .ordered = l->kind == LINE_NUMBER };
	int number = 0;

	for (;;) {
		struct block item = { .kind = BLOCK_ITEM };
		uint32_t indent;
		size_t next;
		struct str text;

		l = &rd->at[rd->pos];
		indent = l->indent;
		item.line = l->no;
		item.number = l->kind == LINE_NUMBER ? l->number : 0;
		number = item.number;
		text = paragraph_in(rd, l->text, &list);
		item.runs = inline_read(rd, text);
		read_item_children(rd, &list, indent, &item);
		VEC_PUSH(rd->a, &ret.children, item);
		next = line_next(rd, rd->pos);
		l = &rd->at[next];
		if (next >= rd->n || !is_marker(l) || !same_list(l, list.class))
			break;
		/* Back to the dots above the dashes. */
		if (marker_class(l) != list.class && is_open(outer, marker_class(l)))
			break;
		if (outer && l->indent <= outer->indent &&
		    !(l->indent == outer->indent && list.indent == outer->indent))
			break;
		if (l->kind == LINE_NUMBER && !outer &&
		    is_number_para(rd, next, true, number))
			break;
		rd->pos = next;
		list.indent = l->indent;
	}
	return ret;
}

/* Lists and indented paragraphs that belong to a numbered paragraph. */
static void
read_para_children(struct reading *rd, uint32_t indent, struct block *para)
{
	for (;;) {
		size_t next = line_next(rd, rd->pos);
		const struct line *l = &rd->at[next];
		struct heading h;

		if (next >= rd->n)
			return;
		if (heading_at(rd, next, &h))
			return;
		if (is_marker(l)) {
			if (l->kind == LINE_NUMBER && l->indent <= indent + 1 &&
			    is_number_para(rd, next, false, 0))
				return;
			rd->pos = next;
			block_push(rd->a, &para->children, read_list(rd, NULL));
		} else if (l->kind == LINE_TEXT && line_after_blank(rd, next) &&
			   l->indent >= indent + 3) {
			struct block p;

			rd->pos = next;
			p = block_para(rd, paragraph_in(rd, l->text, NULL), l->no);
			block_push(rd->a, &para->children, p);
		} else {
			return;
		}
	}
}

static struct block
read_number_para(struct reading *rd)
{
	const struct line *l = &rd->at[rd->pos];
	uint32_t indent = l->indent;
	struct block ret = { .kind = BLOCK_PARA, .line = l->no, .number = l->number };

	rd->number = l->number;
	rd->delimiter = l->mark;
	/* A number that was there before gets an address of its own. */
	if (rd->seen[l->number] < 255)
		rd->seen[l->number]++;
	ret.anchor = rd->seen[l->number] == 1
			     ? arena_printf(rd->a, "p%d", l->number)
			     : arena_printf(rd->a, "p%d-%d", l->number,
					    rd->seen[l->number]);
	ret.runs = inline_read(rd, paragraph_in(rd, l->text, NULL));
	read_para_children(rd, indent, &ret);
	return ret;
}

static struct block
read_heading(struct reading *rd)
{
	const struct line *l = &rd->at[rd->pos++];

	return (struct block){ .kind = BLOCK_HEADING, .level = l->level,
			       .line = l->no,
			       .runs = inline_read(rd, text_clean(rd->a, l->text)) };
}

void
blocks_read(struct reading *rd, struct blocks *ret)
{
	for (;;) {
		const struct line *l;
		struct heading h;
		struct block b;

		rd->pos = line_next(rd, rd->pos);
		if (rd->pos >= rd->n)
			return;
		l = &rd->at[rd->pos];
		if (rd->house && !rd->depth &&
		    (heading_at(rd, rd->pos, &h) || roster_line_at(rd, rd->pos)))
			return;
		if (is_kept_line(rd, rd->pos) && !is_marker(l) && l->kind != LINE_FENCE) {
			b = read_indented(rd);
		} else if (l->kind == LINE_RULE) {
			rd->pos++;
			continue;
		} else if (l->kind == LINE_HEADING) {
			b = read_heading(rd);
		} else if (l->kind == LINE_FENCE) {
			b = read_fence(rd);
		} else if (l->kind == LINE_QUOTE) {
			b = read_quote(rd);
			if (b.children.n == 0)
				continue;
		} else if (l->kind == LINE_TABLE) {
			b = block_table_read(rd);
			if (!b.table->head && b.table->n == 0)
				continue;
		} else if (l->kind == LINE_NUMBER && is_number_para(rd, rd->pos, false, 0)) {
			b = read_number_para(rd);
		} else if (is_marker(l)) {
			b = read_list(rd, NULL);
		} else {
			uint32_t no = l->no;

			b = block_para(rd, paragraph_in(rd, l->text, NULL), no);
			if (b.runs.n == 0)
				continue;
		}
		block_push(rd->a, ret, b);
	}
}
