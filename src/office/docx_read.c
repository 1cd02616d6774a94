/* SPDX-License-Identifier: Apache-2.0 */
#include "office/docx_read.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "office/docx_style.h"

#define CONTINUE_INDENT 440 /* as docx.c writes it, for each level */
#define NEST_MAX 60
#define NUMBER_SHOWN_MAX 9999

/* Where in a paragraph the reader stands. */
struct inline_state {
	struct runs runs;
	struct buf text;   /* of the run that is being put together */
	unsigned style;
	const struct link *link;
	const struct link *hyperlink; /* the element's or the field's */
	size_t offset;     /* bytes of all runs */
	struct gather_para *para; /* NULL: tabs are spaces (in cells) */
	unsigned notes;
};

struct reader {
	struct arena *arena;
	struct xml_reader xml;
	struct docx_styles styles;
	struct gather gather;
	struct map footnotes; /* id -> struct runs * */
	unsigned nest;
	/* Fields: HYPERLINK "…" and their results. */
	unsigned field_depth;
	bool in_instruction;
	struct buf instruction;
	SLICE(struct runs *) notes; /* of the paragraph that is being read */
};

static void read_blocks(struct reader *r, int depth);

/* ---- runs ---- */

static void
flush_run(struct reader *r, struct inline_state *s)
{
	if (s->text.n)
		gather_run(r->arena, &s->runs, buf_to_arena(&s->text, r->arena), s->style, s->link);
	buf_clear(&s->text);
}

/* Line ends are for what is preformatted: only read_in_run() hands them over. */
static void
add_text(struct reader *r, struct inline_state *s, struct str text, unsigned style,
	 const struct link *link)
{
	if (style != s->style || link != s->link)
		flush_run(r, s);
	s->style = style;
	s->link = link;
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		buf_addc(&s->text, (c < ' ' && c != '\n') || c == 0x7F ? ' ' : (char)c);
	}
	s->offset += text.n;
}

/* White space of the XML is a space. */
static struct str
one_line(struct reader *r, struct str text)
{
	char *p = arena_alloc(r->arena, text.n + 1);

	for (size_t i = 0; i < text.n; i++)
		p[i] = text.p[i] == '\n' ? ' ' : text.p[i];
	return (struct str){ p, text.n };
}

static struct link *
link_to(struct reader *r, struct str target, bool bare)
{
	struct link *l = ARENA_NEW(r->arena, struct link);

	*l = (struct link){ target.n ? target : STR("#"), bare };
	return l;
}

struct look {
	unsigned style;
	bool hidden;
	bool no_target, bare;
};

/* <w:rPr> … */
static struct look
read_look(struct reader *r)
{
	struct xml_reader *x = &r->xml;
	struct look look = { 0 };
	int depth = x->depth;

	while (xml_next(x) != XML_DONE && x->event != XML_BROKEN) {
		if (x->event == XML_CLOSE && x->depth == depth)
			break;
		if (x->event != XML_OPEN)
			continue;
		if (docx_is(x, "rPrChange")) {
			xml_skip(x);
		} else if (docx_is(x, "b")) {
			look.style = docx_flag(x, r->arena) ? look.style | RUN_STRONG
							    : look.style & ~(unsigned)RUN_STRONG;
		} else if (docx_is(x, "i")) {
			look.style = docx_flag(x, r->arena) ? look.style | RUN_EM
							    : look.style & ~(unsigned)RUN_EM;
		} else if (docx_is(x, "vanish")) {
			look.hidden = docx_flag(x, r->arena);
		} else if (docx_is(x, "rStyle")) {
			struct str id = xml_attr(x, r->arena, "val");
			const struct docx_style *style = docx_style_find(&r->styles, id);

			look.style |= (style->bold ? RUN_STRONG : 0) | (style->italic ? RUN_EM : 0);
			look.style |= str_is(id, "Code") || docx_style_is(style, "HTML Code") ? RUN_CODE : 0;
			look.no_target = str_is(id, "NoTarget");
			look.bare = str_is(id, "Address");
		}
	}
	return look;
}

/* HYPERLINK "https://example.org" \o "tip" */
static const struct link *
field_link(struct reader *r)
{
	struct str s = str_trim(buf_str(&r->instruction));
	size_t open, close;

	if (!str_starts_nocase(s, STR("HYPERLINK")))
		return NULL;
	open = str_find_char(s, '"', 0);
	close = open == STR_NPOS ? STR_NPOS : str_find_char(s, '"', open + 1);
	/* \l is a place in the document itself. */
	if (close == STR_NPOS || str_find(str_sub(s, 0, open), STR("\\l"), 0) != STR_NPOS)
		return NULL;
	return link_to(r, arena_str(r->arena, str_sub(s, open + 1, close - open - 1)), false);
}

static void
read_field_mark(struct reader *r, struct inline_state *s)
{
	struct str type = xml_attr(&r->xml, r->arena, "fldCharType");

	if (str_is(type, "begin")) {
		r->field_depth++;
		r->in_instruction = true;
		buf_clear(&r->instruction);
	} else if (str_is(type, "separate")) {
		r->in_instruction = false;
		if (!s->hyperlink)
			s->hyperlink = field_link(r);
	} else if (r->field_depth) {
		r->field_depth--;
		r->in_instruction = false;
		s->hyperlink = NULL;
	}
}

static void
add_tab(struct reader *r, struct inline_state *s, const struct look *look)
{
	if (!s->para) {
		add_text(r, s, STR(" "), look->style, s->hyperlink);
		return;
	}
	flush_run(r, s);
	VEC_PUSH(r->arena, &s->para->tabs, s->offset);
}

/* A symbol by its code; those of Word's symbol fonts are bullets, mostly. */
static void
add_symbol(struct reader *r, struct inline_state *s, const struct look *look)
{
	struct str hex = xml_attr(&r->xml, r->arena, "char");
	uint32_t c = 0;
	char utf8[4];

	for (size_t i = 0; i < hex.n && i < 6; i++) {
		char h = hex.p[i];

		c = c << 4 | (uint32_t)(h >= '0' && h <= '9' ? h - '0' : (h | 0x20) - 'a' + 10);
	}
	if (c < 0x20 || (c >= 0xD800 && c < 0xE000) || (c >= 0xE000 && c < 0xF900) || c > 0x10FFFF)
		c = 0x2022;
	add_text(r, s, (struct str){ utf8, utf8_put(c, utf8) }, look->style, s->hyperlink);
}

static void
add_note(struct reader *r, struct inline_state *s, const struct look *look)
{
	struct runs *note = map_get(&r->footnotes, xml_attr(&r->xml, r->arena, "id"));

	if (!note)
		return;
	VEC_PUSH(r->arena, &r->notes, note);
	add_text(r, s, arena_printf(r->arena, " [%zu]", r->notes.n), look->style, s->hyperlink);
}

/* What a run holds but for text. */
static void
read_in_run(struct reader *r, struct inline_state *s, const struct look *look)
{
	struct xml_reader *x = &r->xml;

	if (docx_is(x, "tab"))
		add_tab(r, s, look);
	else if (docx_is(x, "br") || docx_is(x, "cr"))
		add_text(r, s, s->para && s->para->kind == GATHER_PRE ? STR("\n") : STR(" "),
			 look->style, s->hyperlink);
	else if (docx_is(x, "noBreakHyphen"))
		add_text(r, s, STR("-"), look->style, s->hyperlink);
	else if (docx_is(x, "sym"))
		add_symbol(r, s, look);
	else if (docx_is(x, "footnoteReference"))
		add_note(r, s, look);
	else if (docx_is(x, "fldChar"))
		read_field_mark(r, s);
	else if (docx_is(x, "commentReference"))
		r->gather.notices[NOTICE_COMMENTS]++;
	else if (str_is(x->name, "Fallback"))
		xml_skip(x);
	else if (str_is(x->name, "pic") || str_is(x->name, "imagedata"))
		r->gather.notices[NOTICE_PICTURES]++;
	else if (docx_is(x, "txbxContent") && r->nest < NEST_MAX)
		read_blocks(r, x->depth);
}

static void
read_run(struct reader *r, struct inline_state *s)
{
	struct xml_reader *x = &r->xml;
	struct look look = { 0 };
	const struct link *link;
	int depth = x->depth;
	bool in_text = false, in_code = false;

	while (xml_next(x) != XML_DONE && x->event != XML_BROKEN) {
		if (x->event == XML_CLOSE) {
			if (x->depth == depth)
				break;
			in_text = in_code = false;
		} else if (x->event == XML_TEXT && in_code && r->in_instruction) {
			buf_add(&r->instruction, x->text);
		} else if (x->event == XML_TEXT && in_text && !look.hidden && !r->in_instruction) {
			link = s->hyperlink;
			if (!link && look.no_target)
				link = s->link && str_is(s->link->target, "#") ? s->link
									       : link_to(r, STR("#"), false);
			else if (link && look.bare)
				((struct link *)(uintptr_t)link)->bare = true;
			add_text(r, s, one_line(r, x->text), look.style, link);
		} else if (x->event == XML_OPEN) {
			if (docx_is(x, "rPr"))
				look = read_look(r);
			else if (docx_is(x, "t"))
				in_text = true;
			else if (docx_is(x, "instrText"))
				in_code = true;
			else
				read_in_run(r, s, &look);
		}
	}
}

/* ---- paragraphs ---- */

struct layout {
	struct str style;
	struct str num;
	int level, outline;
	int64_t indent;
};

/* <w:pPr> … */
static struct layout
read_layout(struct reader *r)
{
	struct xml_reader *x = &r->xml;
	struct layout l = { .outline = -1, .level = -1 };
	int depth = x->depth;
	int64_t v;

	while (xml_next(x) != XML_DONE && x->event != XML_BROKEN) {
		if (x->event == XML_CLOSE && x->depth == depth)
			break;
		if (x->event != XML_OPEN)
			continue;
		if (docx_is(x, "pPrChange") || docx_is(x, "rPr"))
			xml_skip(x);
		else if (docx_is(x, "pStyle"))
			l.style = xml_attr(x, r->arena, "val");
		else if (docx_is(x, "numId"))
			l.num = xml_attr(x, r->arena, "val");
		else if (docx_is(x, "ilvl") && str_to_int(xml_attr(x, r->arena, "val"), &v))
			l.level = (int)v;
		else if (docx_is(x, "outlineLvl") && str_to_int(xml_attr(x, r->arena, "val"), &v))
			l.outline = v >= 0 && v < DOCX_LEVELS ? (int)v : -1;
		else if (docx_is(x, "ind") && str_to_int(xml_attr(x, r->arena, "left"), &v))
			l.indent = v;
	}
	return l;
}

static bool
is_plain_number(const struct docx_number *n)
{
	struct str text = n->level->text;

	return str_is(n->level->format, "decimal") && n->value > 0 &&
	       n->value <= NUMBER_SHOWN_MAX && text.n >= 2 && text.n <= 3 && text.p[0] == '%' &&
	       (text.n == 2 || text.p[2] == '.' || text.p[2] == ')');
}

static const struct {
	const char *style;
	enum gather_kind kind;
} kinds[] = {
	{ "Title", GATHER_TITLE },
	{ "Subtitle", GATHER_IMPRINT },
	{ "Imprint", GATHER_IMPRINT },
	{ "Quote", GATHER_QUOTE },
	{ "Intense Quote", GATHER_QUOTE },
	{ "ListContinue", GATHER_CONTINUE },
	{ "List Continue", GATHER_CONTINUE },
	{ "Preformatted", GATHER_PRE },
	{ "HTML Preformatted", GATHER_PRE },
	{ "PreformattedHead", GATHER_PRE_HEAD },
};

static int
heading_level(const struct docx_style *style, const struct layout *l)
{
	struct str name = style->name;

	if (str_starts_nocase(name, STR("heading ")) && name.n == 9 && name.p[8] >= '1' &&
	    name.p[8] <= '9')
		return name.p[8] - '0';
	if (l->outline >= 0)
		return l->outline + 1;
	return style->outline >= 0 ? style->outline + 1 : 0;
}

/* What the paragraph is, and the number that stands before it in words. */
static struct str
classify(struct reader *r, const struct layout *l, struct gather_para *p)
{
	const struct docx_style *style = docx_style_find(&r->styles, l->style);
	struct str num = l->num.p ? l->num : style->num;
	int level = l->level >= 0 ? l->level : style->level;
	struct docx_number n = { 0 };

	p->kind = GATHER_TEXT;
	if (num.n && !str_is(num, "0"))
		n = docx_count(&r->styles, num, level);
	p->level = (unsigned)heading_level(style, l);
	if (p->level) {
		p->kind = GATHER_HEADING;
		return n.level && !str_is(n.level->format, "bullet") ? n.shown : STR("");
	}
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (docx_style_is(style, kinds[i].style))
			p->kind = kinds[i].kind;
	if (p->kind == GATHER_CONTINUE)
		p->level = l->indent > 0 ? (unsigned)(l->indent / CONTINUE_INDENT) : 1;
	if (!n.level || str_is(n.level->format, "none"))
		return STR("");
	p->level = (unsigned)level;
	p->number = n.value;
	if (str_is(n.level->format, "bullet"))
		p->kind = GATHER_BULLET;
	else if (!is_plain_number(&n))
		return n.shown;
	else
		p->kind = level == 0 && !docx_style_is(style, "ListNumber") ? GATHER_NUMBERED
									    : GATHER_ORDERED;
	return STR("");
}

/* Elements within a paragraph that hold runs or are passed over. */
static void
read_in_para(struct reader *r, struct inline_state *s)
{
	struct xml_reader *x = &r->xml;

	if (docx_is(x, "r")) {
		read_run(r, s);
	} else if (docx_is(x, "hyperlink")) {
		struct str *target = map_get(&r->styles.links, xml_attr(x, r->arena, "id"));

		s->hyperlink = target ? link_to(r, *target, false) : NULL;
	} else if (docx_is(x, "fldSimple")) {
		buf_clear(&r->instruction);
		buf_add(&r->instruction, xml_attr(x, r->arena, "instr"));
		s->hyperlink = field_link(r);
	} else if (docx_is(x, "del") || docx_is(x, "moveFrom")) {
		r->gather.notices[NOTICE_CHANGES]++;
		xml_skip(x);
	} else if (docx_is(x, "ins") || docx_is(x, "moveTo")) {
		r->gather.notices[NOTICE_CHANGES]++;
	} else if (str_is(x->name, "Fallback")) {
		xml_skip(x);
	}
}

static void
read_runs(struct reader *r, struct inline_state *s, int depth)
{
	struct xml_reader *x = &r->xml;

	while (x->event != XML_DONE && x->event != XML_BROKEN) {
		if (x->event == XML_CLOSE && x->depth == depth)
			break;
		if (x->event == XML_CLOSE && (docx_is(x, "hyperlink") || docx_is(x, "fldSimple")))
			s->hyperlink = NULL;
		else if (x->event == XML_OPEN)
			read_in_para(r, s);
		xml_next(x);
	}
	flush_run(r, s);
	buf_done(&s->text);
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
	struct gather_para p = { 0 };
	struct inline_state s = { .para = &p };
	struct layout l = { .outline = -1, .level = -1 };
	int depth = x->depth;
	size_t notes = r->notes.n;
	struct str number;

	r->nest++;
	xml_next(x);
	while (x->event == XML_TEXT)
		xml_next(x);
	if (x->event == XML_OPEN && docx_is(x, "pPr")) {
		l = read_layout(r);
		xml_next(x);
	}
	number = classify(r, &l, &p);
	if (number.n && p.kind != GATHER_PRE)
		add_text(r, &s, arena_concat(r->arena, number, STR(" ")), 0, NULL);
	read_runs(r, &s, depth);
	r->nest--;
	p.runs = s.runs;
	if (p.kind == GATHER_PRE) {
		p.text = runs_text(r->arena, &p.runs);
		p.runs = (struct runs){ 0 };
	}
	gather_add(&r->gather, p);
	add_notes(r, notes);
}

/* ---- tables ---- */

struct table_state {
	struct table *table;
	struct table_row *row;
	bool head;       /* the row is said to be one */
	unsigned span;   /* of the cell that is open */
	bool merged;     /* the cell goes on with the one above it */
	bool group;      /* its paragraph has the style of a group's label */
};

static void
end_cell(struct reader *r, struct table_state *t, struct runs runs)
{
	struct cell_text cell = { t->merged ? (struct runs){ 0 } : runs };

	VEC_PUSH(r->arena, t->row, cell);
	for (unsigned i = 1; i < t->span && t->row->n < 200; i++)
		VEC_ADD(r->arena, t->row);
}

/* Tables within tables are words of the cell. */
static struct runs
read_cell(struct reader *r, struct table_state *t)
{
	struct xml_reader *x = &r->xml;
	struct runs ret = { 0 };
	int depth = x->depth;

	*t = (struct table_state){ t->table, t->row, t->head, 1, false, t->group };
	while (xml_next(x) != XML_DONE && x->event != XML_BROKEN) {
		if (x->event == XML_CLOSE && x->depth == depth)
			break;
		if (x->event != XML_OPEN)
			continue;
		if (docx_is(x, "p")) {
			struct inline_state s = { 0 };
			struct layout l = { .outline = -1, .level = -1 };
			int at = x->depth;

			xml_next(x);
			while (x->event == XML_TEXT)
				xml_next(x);
			if (x->event == XML_OPEN && docx_is(x, "pPr")) {
				l = read_layout(r);
				xml_next(x);
			}
			t->group |= str_is(l.style, "TableGroup");
			read_runs(r, &s, at);
			if (ret.n && s.runs.n)
				gather_run(r->arena, &ret, STR(" "), 0, NULL);
			for (size_t i = 0; i < s.runs.n; i++)
				gather_run(r->arena, &ret, s.runs.at[i].text, s.runs.at[i].style,
					   s.runs.at[i].link);
		} else if (docx_is(x, "gridSpan")) {
			int64_t v;

			if (str_to_int(xml_attr(x, r->arena, "val"), &v) && v > 1 && v < 100)
				t->span = (unsigned)v;
		} else if (docx_is(x, "vMerge")) {
			t->merged = !str_is(xml_attr(x, r->arena, "val"), "restart");
		} else if (docx_is(x, "del")) {
			r->gather.notices[NOTICE_CHANGES]++;
		}
	}
	return ret;
}

static void
end_row(struct reader *r, struct table_state *t)
{
	struct table *table = t->table;
	struct table_row *row = t->row;

	if (t->head && table->n == 1 && !table->head) {
		table->head = row->at;
		table->columns = row->n;
		table->n = 0;
	} else if (t->group && row->n) {
		row->group = true;
		row->n = 1;
	}
	(void)r;
}

static void
read_table(struct reader *r)
{
	struct xml_reader *x = &r->xml;
	struct table_state t = { .table = ARENA_NEW(r->arena, struct table) };
	int depth = x->depth;

	while (xml_next(x) != XML_DONE && x->event != XML_BROKEN) {
		if (x->event == XML_CLOSE && x->depth == depth)
			break;
		if (x->event == XML_CLOSE && docx_is(x, "tr") && t.row) {
			end_row(r, &t);
			t.row = NULL;
		}
		if (x->event != XML_OPEN)
			continue;
		if (docx_is(x, "tr")) {
			t.row = VEC_ADD(r->arena, t.table);
			*t.row = (struct table_row){ 0 };
			t.head = t.group = false;
		} else if (docx_is(x, "tblHeader") && t.row) {
			t.head = docx_flag(x, r->arena);
		} else if (docx_is(x, "tc") && t.row) {
			struct runs runs = read_cell(r, &t);

			end_cell(r, &t, runs);
		}
	}
	/* A head has as many cells as the widest row. */
	for (size_t i = 0; t.table->head && i < t.table->n; i++)
		if (t.table->at[i].n > t.table->columns) {
			struct cell_text *head = ARENA_ARRAY(r->arena, t.table->at[i].n, struct cell_text);

			memcpy(head, t.table->head, t.table->columns * sizeof *head);
			t.table->head = head;
			t.table->columns = t.table->at[i].n;
		}
	gather_table(&r->gather, t.table);
}

/* ---- files ---- */

/* Everything up to the end of the element at `depth`. */
static void
read_blocks(struct reader *r, int depth)
{
	struct xml_reader *x = &r->xml;

	while (xml_next(x) != XML_DONE && x->event != XML_BROKEN) {
		if (x->event == XML_CLOSE && x->depth == depth)
			return;
		if (x->event != XML_OPEN)
			continue;
		if (docx_is(x, "p"))
			read_para(r);
		else if (docx_is(x, "tbl"))
			read_table(r);
		else if (str_is(x->name, "Fallback") || docx_is(x, "sectPr"))
			xml_skip(x);
	}
}

static void
read_footnotes(struct reader *r, struct str bytes)
{
	struct xml_reader *x = &r->xml;
	struct runs *runs = NULL;

	xml_open(x, bytes);
	while (xml_next(x) != XML_DONE && x->event != XML_BROKEN) {
		if (x->event == XML_OPEN && docx_is(x, "footnote")) {
			runs = ARENA_NEW(r->arena, struct runs);
			/* Separators are of a type of their own. */
			if (!xml_attr(x, r->arena, "type").p)
				map_put(r->arena, &r->footnotes, xml_attr(x, r->arena, "id"), runs);
		} else if (x->event == XML_OPEN && docx_is(x, "p") && runs) {
			struct inline_state s = { 0 };
			int depth = x->depth;

			xml_next(x);
			read_runs(r, &s, depth);
			for (size_t i = 0; i < s.runs.n; i++)
				VEC_PUSH(r->arena, runs, s.runs.at[i]);
		}
	}
	xml_close(x);
}

struct doc *
docx_read(struct arena *a, const struct docx_source *s, unsigned notices[NOTICE_KINDS])
{
	struct reader r = { .arena = a };
	struct doc *ret = NULL;
	bool body = false;

	docx_styles_read(&r.styles, a, s->styles, s->numbering, s->rels);
	gather_init(&r.gather, a);
	read_footnotes(&r, s->footnotes);
	xml_open(&r.xml, s->document);
	while (xml_next(&r.xml) != XML_DONE && r.xml.event != XML_BROKEN) {
		if (r.xml.event == XML_OPEN && docx_is(&r.xml, "body")) {
			body = true;
			read_blocks(&r, r.xml.depth);
		}
	}
	if (r.xml.event == XML_DONE && body)
		ret = gather_done(&r.gather);
	memcpy(notices, r.gather.notices, sizeof r.gather.notices);
	xml_close(&r.xml);
	buf_done(&r.instruction);
	return ret;
}
