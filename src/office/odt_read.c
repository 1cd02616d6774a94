/* SPDX-License-Identifier: Apache-2.0 */
#include "office/odt_read.h"

#include "base/buf.h"
#include "base/map.h"
#include "office/xml_read.h"

#define NEST_MAX 60
#define PARENT_MAX 20
#define SPACES_MAX 200
#define REPEAT_MAX 200

struct style {
	struct str parent;
	unsigned look; /* enum run_style */
	bool mono;
};
/* The kinds of the levels of a list style: numbers, or bullets. */
struct list_style {
	bool numbered[GATHER_LEVELS];
	int start[GATHER_LEVELS];
};
/* A list that is open, and how far it has counted. */
struct open_list {
	struct str style;
	int count;
	bool item_begun; /* the item has had its first paragraph */
};

struct inline_state {
	struct runs runs;
	struct buf text;
	unsigned style;
	const struct link *link;
	size_t offset;
	bool space;  /* another space would say nothing */
	struct gather_para *para; /* NULL: tabs are spaces */
};

struct reader {
	struct arena *arena;
	struct xml_reader xml;
	struct gather gather;
	struct map styles;      /* name -> struct style * */
	struct map list_styles; /* name -> struct list_style * */
	struct open_list lists[GATHER_LEVELS];
	unsigned depth;         /* of lists */
	unsigned nest;
	SLICE(struct runs *) notes;
};

static bool
is(const struct xml_reader *r, const char *family, const char *name)
{
	return str_is(r->name, name) && str_find(r->ns, str_of(family), 0) != STR_NPOS;
}
#define IS_TEXT(r, name) is((r), ":text:", (name))
#define IS_TABLE(r, name) is((r), ":table:", (name))

static int
count_attr(struct reader *r, const char *name, int otherwise, int most)
{
	int64_t v;

	if (!str_to_int(xml_attr(&r->xml, r->arena, name), &v) || v < 0)
		return otherwise;
	return v > most ? most : (int)v;
}

/* ---- styles ---- */

static struct str
part_of(struct reader *r, const char *attr)
{
	return xml_attr(&r->xml, r->arena, attr);
}

static void
read_style(struct reader *r)
{
	struct xml_reader *x = &r->xml;
	struct style *s = ARENA_NEW(r->arena, struct style);
	int depth = x->depth;

	s->parent = part_of(r, "parent-style-name");
	map_put(r->arena, &r->styles, part_of(r, "name"), s);
	while (xml_next(x) != XML_DONE && x->event != XML_BROKEN) {
		if (x->event == XML_CLOSE && x->depth == depth)
			return;
		if (x->event != XML_OPEN || !str_is(x->name, "text-properties"))
			continue;
		if (str_is(part_of(r, "font-weight"), "bold"))
			s->look |= RUN_STRONG;
		if (str_is(part_of(r, "font-style"), "italic"))
			s->look |= RUN_EM;
	}
}

static void
read_list_style(struct reader *r)
{
	struct xml_reader *x = &r->xml;
	struct list_style *s = ARENA_NEW(r->arena, struct list_style);
	int depth = x->depth;

	map_put(r->arena, &r->list_styles, part_of(r, "name"), s);
	while (xml_next(x) != XML_DONE && x->event != XML_BROKEN) {
		int level;

		if (x->event == XML_CLOSE && x->depth == depth)
			return;
		if (x->event != XML_OPEN || !str_starts(x->name, STR("list-level-style-")))
			continue;
		level = count_attr(r, "level", 0, GATHER_LEVELS) - 1;
		if (level < 0)
			continue;
		s->numbered[level] = str_is(x->name, "list-level-style-number") &&
				     part_of(r, "num-format").n > 0;
		s->start[level] = count_attr(r, "start-value", 1, 9999);
	}
}

static void
read_styles(struct reader *r, struct str bytes)
{
	struct xml_reader *x = &r->xml;

	xml_open(x, bytes);
	while (xml_next(x) != XML_DONE && x->event != XML_BROKEN) {
		if (x->event != XML_OPEN)
			continue;
		if (is(x, ":style:", "style"))
			read_style(r);
		else if (IS_TEXT(x, "list-style"))
			read_list_style(r);
		else if (is(x, ":office:", "body"))
			break;
	}
	xml_close(x);
}

static unsigned
look_of(struct reader *r, struct str name)
{
	unsigned look = 0;

	for (int i = 0; i < PARENT_MAX && name.n; i++) {
		struct style *s = map_get(&r->styles, name);

		if (str_is(name, "Code") || str_is(name, "Source_20_Text"))
			look |= RUN_CODE;
		if (!s)
			break;
		look |= s->look;
		name = s->parent;
	}
	return look;
}

/* Is the style, or one that it comes from, this one? */
static bool
descends(struct reader *r, struct str name, const char *from)
{
	for (int i = 0; i < PARENT_MAX && name.n; i++) {
		struct style *s = map_get(&r->styles, name);

		if (str_is(name, from))
			return true;
		if (!s)
			return false;
		name = s->parent;
	}
	return false;
}

/* ---- text ---- */

static void
flush_run(struct reader *r, struct inline_state *s)
{
	if (s->text.n)
		gather_run(r->arena, &s->runs, buf_to_arena(&s->text, r->arena), s->style, s->link);
	buf_clear(&s->text);
}

static void
add_char(struct inline_state *s, char c)
{
	buf_addc(&s->text, c);
	s->offset++;
	s->space = c == ' ';
}

static void
look_at(struct reader *r, struct inline_state *s, unsigned style, const struct link *link)
{
	if (style != s->style || link != s->link)
		flush_run(r, s);
	s->style = style;
	s->link = link;
}

/* White space of the file is one space. */
static void
add_text(struct reader *r, struct inline_state *s, struct str text, unsigned style,
	 const struct link *link)
{
	look_at(r, s, style, link);
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c > ' ' && c != 0x7F)
			add_char(s, (char)c);
		else if (!s->space)
			add_char(s, ' ');
	}
}

static struct link *
link_to(struct reader *r, struct str target, bool bare)
{
	struct link *l = ARENA_NEW(r->arena, struct link);

	*l = (struct link){ target.n ? target : STR("#"), bare };
	return l;
}

static void read_inline(struct reader *r, struct inline_state *s, unsigned style,
			const struct link *link);
static void read_blocks(struct reader *r, int depth);

static void
read_note(struct reader *r, struct inline_state *s, unsigned style, const struct link *link)
{
	struct xml_reader *x = &r->xml;
	struct runs *note = ARENA_NEW(r->arena, struct runs);
	int depth = x->depth;

	while (xml_next(x) != XML_DONE && x->event != XML_BROKEN) {
		if (x->event == XML_CLOSE && x->depth == depth)
			break;
		if (x->event == XML_OPEN && IS_TEXT(x, "note-citation")) {
			xml_skip(x);
		} else if (x->event == XML_OPEN && IS_TEXT(x, "p")) {
			struct inline_state inner = { .space = true };

			read_inline(r, &inner, 0, NULL);
			flush_run(r, &inner);
			buf_done(&inner.text);
			for (size_t i = 0; i < inner.runs.n; i++)
				VEC_PUSH(r->arena, note, inner.runs.at[i]);
		}
	}
	VEC_PUSH(r->arena, &r->notes, note);
	add_text(r, s, arena_printf(r->arena, " [%zu]", r->notes.n), style, link);
}

static void
add_mark(struct reader *r, struct inline_state *s, unsigned style, const struct link *link)
{
	struct xml_reader *x = &r->xml;

	if (IS_TEXT(x, "s")) {
		look_at(r, s, style, link);
		for (int i = count_attr(r, "c", 1, SPACES_MAX); i > 0; i--)
			add_char(s, ' ');
	} else if (IS_TEXT(x, "tab")) {
		if (s->para) {
			flush_run(r, s);
			VEC_PUSH(r->arena, &s->para->tabs, s->offset);
		} else {
			add_text(r, s, STR(" "), style, link);
		}
	} else if (IS_TEXT(x, "line-break")) {
		look_at(r, s, style, link);
		add_char(s, s->para && s->para->kind == GATHER_PRE ? '\n' : ' ');
	}
}

/* What stands in a paragraph, up to the end of the element that is open. */
static void
read_inline(struct reader *r, struct inline_state *s, unsigned style, const struct link *link)
{
	struct xml_reader *x = &r->xml;
	int depth = x->depth;

	r->nest++;
	while (xml_next(x) != XML_DONE && x->event != XML_BROKEN) {
		if (x->event == XML_CLOSE && x->depth == depth)
			break;
		if (x->event == XML_TEXT) {
			add_text(r, s, x->text, style, link);
			continue;
		}
		if (x->event != XML_OPEN)
			continue;
		if (r->nest > NEST_MAX) {
			xml_skip(x);
		} else if (IS_TEXT(x, "span")) {
			struct str name = part_of(r, "style-name");
			const struct link *to = descends(r, name, "NoTarget")
							? link_to(r, STR("#"), false) : link;

			read_inline(r, s, style | look_of(r, name), to);
		} else if (IS_TEXT(x, "a")) {
			struct str target = part_of(r, "href");
			bool bare = str_is(part_of(r, "style-name"), "Address");

			/* A place in the file itself is nowhere else. */
			read_inline(r, s, style,
				    target.n && target.p[0] == '#' ? NULL : link_to(r, target, bare));
		} else if (IS_TEXT(x, "note")) {
			read_note(r, s, style, link);
		} else if (is(x, ":office:", "annotation")) {
			r->gather.notices[NOTICE_COMMENTS]++;
			xml_skip(x);
		} else if (is(x, ":drawing:", "image")) {
			r->gather.notices[NOTICE_PICTURES]++;
			xml_skip(x);
		} else if (is(x, ":drawing:", "text-box")) {
			read_blocks(r, x->depth);
		} else {
			add_mark(r, s, style, link);
		}
	}
	r->nest--;
}

/* ---- paragraphs ---- */

static const struct {
	const char *style;
	enum gather_kind kind;
} kinds[] = {
	{ "Title", GATHER_TITLE },
	{ "Subtitle", GATHER_IMPRINT },
	{ "Imprint", GATHER_IMPRINT },
	{ "Quote", GATHER_QUOTE },
	{ "Quotations", GATHER_QUOTE },
	{ "PreformattedHead", GATHER_PRE_HEAD },
	{ "Preformatted", GATHER_PRE },
	{ "Preformatted_20_Text", GATHER_PRE },
};

static void
in_list(struct reader *r, struct str style, struct gather_para *p)
{
	struct open_list *list = &r->lists[r->depth - 1];
	struct list_style *s = map_get(&r->list_styles, list->style);

	p->level = r->depth - 1;
	if (list->item_begun) {
		p->kind = GATHER_CONTINUE;
		p->level = r->depth;
		return;
	}
	list->item_begun = true;
	p->number = list->count;
	if (!s || !s->numbered[p->level])
		p->kind = GATHER_BULLET;
	else
		p->kind = p->level == 0 && !descends(r, style, "ListNumber") ? GATHER_NUMBERED
									     : GATHER_ORDERED;
}

static void
add_notes(struct reader *r, size_t from)
{
	for (size_t i = from; i < r->notes.n; i++) {
		struct gather_para p = { .kind = GATHER_CONTINUE, .level = 1 };

		gather_run(r->arena, &p.runs, arena_printf(r->arena, "[%zu] ", i + 1), 0, NULL);
		for (size_t k = 0; k < r->notes.at[i]->n; k++)
			VEC_PUSH(r->arena, &p.runs, r->notes.at[i]->at[k]);
		gather_add(&r->gather, p);
	}
}

static void
read_para(struct reader *r)
{
	struct xml_reader *x = &r->xml;
	struct gather_para p = { .kind = GATHER_TEXT };
	struct inline_state s = { .space = true, .para = &p };
	struct str style = part_of(r, "style-name");
	size_t notes = r->notes.n;
	/* A heading is bold as a whole, which is no emphasis. */
	bool heading = IS_TEXT(x, "h");

	if (heading) {
		p.kind = GATHER_HEADING;
		p.level = (unsigned)count_attr(r, "outline-level", 1, 9);
		p.level = p.level ? p.level : 1;
	} else if (r->depth) {
		in_list(r, style, &p);
	} else {
		for (size_t i = ARRAY_LEN(kinds); i > 0; i--)
			if (descends(r, style, kinds[i - 1].style))
				p.kind = kinds[i - 1].kind;
		/* Preformatted is also what its head comes from. */
		if (descends(r, style, "PreformattedHead"))
			p.kind = GATHER_PRE_HEAD;
	}
	read_inline(r, &s, heading || p.kind == GATHER_TITLE ? 0 : look_of(r, style), NULL);
	flush_run(r, &s);
	buf_done(&s.text);
	p.runs = s.runs;
	if (p.kind == GATHER_PRE) {
		p.text = runs_text(r->arena, &p.runs);
		p.runs = (struct runs){ 0 };
	}
	gather_add(&r->gather, p);
	add_notes(r, notes);
}

/* ---- lists ---- */

static void
read_list(struct reader *r)
{
	struct xml_reader *x = &r->xml;
	struct str style = part_of(r, "style-name");
	int depth = x->depth;
	struct open_list *list;
	struct list_style *ls;

	if (r->depth >= GATHER_LEVELS) {
		read_blocks(r, depth);
		return;
	}
	list = &r->lists[r->depth];
	if (!style.n && r->depth)
		style = r->lists[r->depth - 1].style;
	*list = (struct open_list){ .style = style };
	ls = map_get(&r->list_styles, style);
	list->count = ls ? ls->start[r->depth] - 1 : 0;
	r->depth++;
	while (xml_next(x) != XML_DONE && x->event != XML_BROKEN) {
		if (x->event == XML_CLOSE && x->depth == depth)
			break;
		if (x->event != XML_OPEN)
			continue;
		if (IS_TEXT(x, "list-item")) {
			list->count = count_attr(r, "start-value", list->count + 1, 9999);
			list->item_begun = false;
			read_blocks(r, x->depth);
		} else if (IS_TEXT(x, "list-header")) {
			list->item_begun = false;
			read_blocks(r, x->depth);
		}
	}
	r->depth--;
}

/* ---- tables ---- */

static struct runs
read_cell(struct reader *r, bool *ret_group)
{
	struct xml_reader *x = &r->xml;
	struct runs ret = { 0 };
	int depth = x->depth;

	while (xml_next(x) != XML_DONE && x->event != XML_BROKEN) {
		if (x->event == XML_CLOSE && x->depth == depth)
			break;
		if (x->event != XML_OPEN || !(IS_TEXT(x, "p") || IS_TEXT(x, "h")))
			continue;
		struct inline_state s = { .space = true };
		struct str style = part_of(r, "style-name");

		*ret_group |= descends(r, style, "TableGroup");
		read_inline(r, &s,
			    descends(r, style, "TableGroup") || descends(r, style, "TableHeading")
				    ? 0 : look_of(r, style),
			    NULL);
		flush_run(r, &s);
		buf_done(&s.text);
		if (ret.n && s.runs.n)
			gather_run(r->arena, &ret, STR(" "), 0, NULL);
		for (size_t i = 0; i < s.runs.n; i++)
			gather_run(r->arena, &ret, s.runs.at[i].text, s.runs.at[i].style,
				   s.runs.at[i].link);
	}
	return ret;
}

static struct table_row
read_row(struct reader *r)
{
	struct xml_reader *x = &r->xml;
	struct table_row row = { 0 };
	int depth = x->depth;
	bool group = false;

	while (xml_next(x) != XML_DONE && x->event != XML_BROKEN) {
		if (x->event == XML_CLOSE && x->depth == depth)
			break;
		if (x->event != XML_OPEN)
			continue;
		if (IS_TABLE(x, "table-cell") || IS_TABLE(x, "covered-table-cell")) {
			int repeat = count_attr(r, "number-columns-repeated", 1, REPEAT_MAX);
			struct cell_text cell = { read_cell(r, &group) };

			for (int i = 0; i < repeat && row.n < REPEAT_MAX; i++)
				VEC_PUSH(r->arena, &row, cell);
		}
	}
	/* Empty cells at the end fill the sheet, not the table. */
	if (group && row.n) {
		row.group = true;
		row.n = 1;
	}
	return row;
}

static void
read_table(struct reader *r)
{
	struct xml_reader *x = &r->xml;
	struct table *t = ARENA_NEW(r->arena, struct table);
	int depth = x->depth;
	bool head = false;

	while (xml_next(x) != XML_DONE && x->event != XML_BROKEN) {
		if (x->event == XML_CLOSE && x->depth == depth)
			break;
		if (IS_TABLE(x, "table-header-rows"))
			head = x->event == XML_OPEN;
		if (x->event != XML_OPEN || !IS_TABLE(x, "table-row"))
			continue;
		struct table_row row = read_row(r);

		if (head && !t->head && t->n == 0) {
			t->head = row.at;
			t->columns = row.n;
		} else {
			VEC_PUSH(r->arena, t, row);
		}
	}
	for (size_t i = 0; t->head && i < t->n; i++)
		if (t->at[i].n > t->columns) {
			struct cell_text *wider = ARENA_ARRAY(r->arena, t->at[i].n, struct cell_text);

			memcpy(wider, t->head, t->columns * sizeof *wider);
			t->head = wider;
			t->columns = t->at[i].n;
		}
	gather_table(&r->gather, t);
}

/* ---- files ---- */

static void
read_blocks(struct reader *r, int depth)
{
	struct xml_reader *x = &r->xml;

	r->nest++;
	while (xml_next(x) != XML_DONE && x->event != XML_BROKEN) {
		if (x->event == XML_CLOSE && x->depth == depth)
			break;
		if (x->event != XML_OPEN)
			continue;
		if (r->nest > NEST_MAX)
			xml_skip(x);
		else if (IS_TEXT(x, "p") || IS_TEXT(x, "h"))
			read_para(r);
		else if (IS_TEXT(x, "list"))
			read_list(r);
		else if (IS_TABLE(x, "table"))
			read_table(r);
		else if (IS_TEXT(x, "changed-region"))
			r->gather.notices[NOTICE_CHANGES]++;
		else if (IS_TEXT(x, "deletion"))
			xml_skip(x);
	}
	r->nest--;
}

struct doc *
odt_read(struct arena *a, struct str content, struct str styles, unsigned notices[NOTICE_KINDS])
{
	struct reader r = { .arena = a };
	struct doc *ret = NULL;
	bool body = false;

	read_styles(&r, styles);
	read_styles(&r, content);
	gather_init(&r.gather, a);
	xml_open(&r.xml, content);
	while (xml_next(&r.xml) != XML_DONE && r.xml.event != XML_BROKEN) {
		if (r.xml.event == XML_OPEN && is(&r.xml, ":office:", "text")) {
			body = true;
			read_blocks(&r, r.xml.depth);
		}
	}
	if (r.xml.event == XML_DONE && body)
		ret = gather_done(&r.gather);
	memcpy(notices, r.gather.notices, sizeof r.gather.notices);
	xml_close(&r.xml);
	return ret;
}
