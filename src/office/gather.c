/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Before the first heading a file has its head: short lines, which are the
 * imprint when a title or a heading follows them, and paragraphs otherwise.
 */
#include "office/gather.h"

enum {
	HEAD_LINES_MAX = 10,
	HEAD_LINE_BYTES_MAX = 160,
	BOLD_HEADING_BYTES_MAX = 90,
};

void
gather_init(struct gather *g, struct arena *a)
{
	*g = (struct gather){ .arena = a, .doc = ARENA_NEW(a, struct doc) };
	g->doc->lang = STR("en");
}

void
gather_run(struct arena *a, struct runs *to, struct str text, unsigned style,
	   const struct link *link)
{
	struct run *last = to->n ? &to->at[to->n - 1] : NULL;

	if (text.n == 0)
		return;
	if (last && last->style == style && last->link == link)
		last->text = arena_concat(a, last->text, text);
	else
		VEC_PUSH(a, to, ((struct run){ text, style, link }));
}

/* Without the spaces at both ends, and without runs that were nothing else. */
static struct runs
trimmed(struct arena *a, struct runs r)
{
	struct runs ret = { 0 };

	for (size_t i = 0; i < r.n; i++) {
		struct run run = r.at[i];
		bool blank = str_trim(run.text).n == 0;

		/* A space has no style of its own, except within a link. */
		if (blank && !run.link)
			run.style = 0;
		gather_run(a, &ret, arena_str(a, run.text), run.style, run.link);
	}
	while (ret.n && str_trim(ret.at[0].text).n == 0) {
		ret.at++;
		ret.n--;
	}
	while (ret.n && str_trim(ret.at[ret.n - 1].text).n == 0)
		ret.n--;
	if (ret.n) {
		struct str *first = &ret.at[0].text, *last = &ret.at[ret.n - 1].text;

		*last = str_trim_end(*last);
		while (first->n && (first->p[0] == ' ' || first->p[0] == '\t'))
			*first = str_from(*first, 1);
	}
	return ret;
}

static void
close_lists(struct gather *g)
{
	g->depth = 0;
	g->numbered = NULL;
}

static struct block *
push(struct gather *g, struct blocks *to, struct block b)
{
	if (to == &g->doc->blocks)
		close_lists(g);
	VEC_PUSH(g->arena, to, b);
	return &to->at[to->n - 1];
}

/* ---- tables made of tabs ---- */

/* The runs up to `end` bytes of text, cut off *rest. */
static struct runs
runs_cut(struct arena *a, struct runs *rest, size_t end)
{
	struct runs ret = { 0 };

	while (rest->n && end) {
		struct run *run = &rest->at[0];
		size_t n = run->text.n < end ? run->text.n : end;

		gather_run(a, &ret, arena_str(a, str_sub(run->text, 0, n)), run->style, run->link);
		end -= n;
		if (n == run->text.n) {
			rest->at++;
			rest->n--;
		} else {
			run->text = str_from(run->text, n);
		}
	}
	return ret;
}

static void
add_cells(struct gather *g, struct table *t, const struct gather_para *p)
{
	struct table_row *row = VEC_ADD(g->arena, t);
	struct runs rest = { 0 };
	size_t at = 0;

	for (size_t i = 0; i < p->runs.n; i++)
		VEC_PUSH(g->arena, &rest, p->runs.at[i]);
	for (size_t i = 0; i <= p->tabs.n; i++) {
		size_t end = i < p->tabs.n ? p->tabs.at[i] : SIZE_MAX;
		struct cell_text cell = {
			trimmed(g->arena, runs_cut(g->arena, &rest, end - at)),
		};

		VEC_PUSH(g->arena, row, cell);
		at = end;
	}
	if (row->n > t->columns)
		t->columns = row->n;
}

static void
put_text(struct gather *g, const struct gather_para *p)
{
	push(g, &g->doc->blocks,
	     (struct block){ .kind = BLOCK_PARA, .runs = trimmed(g->arena, p->runs) });
}

/* Lines with tabs one below the other are a table; one alone is a line. */
static void
flush_rows(struct gather *g)
{
	struct table *t;

	if (g->rows.n == 0)
		return;
	if (g->rows.n == 1) {
		put_text(g, &g->rows.at[0]);
		g->rows.n = 0;
		return;
	}
	t = ARENA_NEW(g->arena, struct table);
	for (size_t i = 0; i < g->rows.n; i++)
		add_cells(g, t, &g->rows.at[i]);
	g->rows.n = 0;
	push(g, &g->doc->blocks, (struct block){ .kind = BLOCK_TABLE, .table = t });
}

/* ---- head ---- */

static bool
is_short(const struct gather_para *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->runs.n; i++)
		n += p->runs.at[i].text.n;
	return n <= HEAD_LINE_BYTES_MAX;
}

static void
flush_pending(struct gather *g, bool head)
{
	size_t n = g->pending.n;

	for (size_t i = 0; i < n; i++)
		head = head && is_short(&g->pending.at[i]);
	head = head && n <= HEAD_LINES_MAX;
	g->pending.n = 0;
	for (size_t i = 0; i < n; i++) {
		struct gather_para *p = &g->pending.at[i];
		struct runs runs = trimmed(g->arena, p->runs);

		if (head)
			VEC_PUSH(g->arena, &g->doc->head, runs_text(g->arena, &runs));
		else
			put_text(g, p);
	}
}

static void
begin(struct gather *g, bool head)
{
	flush_rows(g);
	if (g->begun)
		return;
	g->begun = true;
	flush_pending(g, head);
	if (!g->doc->title.n)
		g->doc->title_at = g->doc->head.n;
}

/* ---- blocks ---- */

static void
add_item(struct gather *g, const struct gather_para *p)
{
	unsigned level = p->level < GATHER_LEVELS ? p->level : GATHER_LEVELS - 1;
	bool ordered = p->kind == GATHER_ORDERED;
	struct block item = { .kind = BLOCK_ITEM, .number = ordered ? p->number : 0,
			      .runs = trimmed(g->arena, p->runs) };
	struct block *list = NULL;

	while (g->depth && (g->open[g->depth - 1].level > level ||
			    (g->open[g->depth - 1].level == level &&
			     g->open[g->depth - 1].list->ordered != ordered)))
		g->depth--;
	if (g->depth && g->open[g->depth - 1].level == level)
		list = g->open[g->depth - 1].list;
	if (!list) {
		struct block *up = g->depth ? g->open[g->depth - 1].list : NULL;
		struct blocks *to = up		   ? &up->children.at[up->children.n - 1].children
				    : g->numbered && level ? &g->numbered->children
							   : &g->doc->blocks;

		list = push(g, to, (struct block){ .kind = BLOCK_LIST, .ordered = ordered });
		g->open[g->depth].list = list;
		g->open[g->depth++].level = level;
	}
	VEC_PUSH(g->arena, &list->children, item);
}

static void
add_continued(struct gather *g, const struct gather_para *p)
{
	struct block para = { .kind = BLOCK_PARA, .runs = trimmed(g->arena, p->runs) };
	struct block *list;

	while (g->depth && g->open[g->depth - 1].level + 1 > p->level)
		g->depth--;
	if (g->depth) {
		list = g->open[g->depth - 1].list;
		push(g, &list->children.at[list->children.n - 1].children, para);
	} else if (g->numbered) {
		push(g, &g->numbered->children, para);
	} else {
		push(g, &g->doc->blocks, para);
	}
}

static void
add_quote(struct gather *g, const struct gather_para *p)
{
	struct blocks *all = &g->doc->blocks;
	struct block para = { .kind = BLOCK_PARA, .runs = trimmed(g->arena, p->runs) };

	if (all->n == 0 || all->at[all->n - 1].kind != BLOCK_QUOTE)
		push(g, all, (struct block){ .kind = BLOCK_QUOTE });
	VEC_PUSH(g->arena, &all->at[all->n - 1].children, para);
}

static void
add_pre(struct gather *g, const struct gather_para *p)
{
	push(g, &g->doc->blocks,
	     (struct block){ .kind = BLOCK_PRE, .runs = g->pre_head, .text = p->text });
	g->pre_head = (struct runs){ 0 };
}

/* A short line in bold without an end is what many write for a heading. */
static bool
is_bold_heading(const struct gather_para *p)
{
	struct str last = STR("");
	size_t n = 0;

	if (p->kind != GATHER_TEXT || !p->runs.n || p->tabs.n)
		return false;
	for (size_t i = 0; i < p->runs.n; i++) {
		if (str_trim(p->runs.at[i].text).n == 0)
			continue;
		if (!(p->runs.at[i].style & RUN_STRONG) || p->runs.at[i].link)
			return false;
		n += p->runs.at[i].text.n;
		last = str_trim_end(p->runs.at[i].text);
	}
	return n && n <= BOLD_HEADING_BYTES_MAX && !memchr(".:;,", last.p[last.n - 1], 4);
}

static void
add_heading(struct gather *g, const struct gather_para *p, unsigned level, bool plain)
{
	struct runs runs = trimmed(g->arena, p->runs);

	for (size_t i = 0; plain && i < runs.n; i++)
		runs.at[i].style &= ~(unsigned)RUN_STRONG;
	push(g, &g->doc->blocks,
	     (struct block){ .kind = BLOCK_HEADING, .level = (int)level + 1, .runs = runs });
}

static void
set_title(struct gather *g, const struct gather_para *p)
{
	struct runs runs = trimmed(g->arena, p->runs);

	if (g->doc->title.n || (g->begun && g->doc->blocks.n)) {
		/* There is one title; another is a heading. */
		begin(g, true);
		add_heading(g, p, 1, true);
		return;
	}
	flush_rows(g);
	flush_pending(g, true);
	g->doc->title_at = g->doc->head.n;
	g->doc->title = runs_text(g->arena, &runs);
	g->begun = true;
}

static void
add_text(struct gather *g, struct gather_para p)
{
	if (!g->begun && !p.tabs.n) {
		VEC_PUSH(g->arena, &g->pending, p);
		return;
	}
	if (p.tabs.n) {
		if (!g->begun)
			begin(g, true);
		VEC_PUSH(g->arena, &g->rows, p);
		return;
	}
	flush_rows(g);
	put_text(g, &p);
}

/* "7. ", "• " and "- " that somebody typed are what they look like. */
static void
read_typed_mark(struct gather_para *p)
{
	struct str *first = p->runs.n ? &p->runs.at[0].text : NULL;
	struct str s = first ? *first : STR("");
	size_t n = 0;
	int number = 0;

	while (s.n && s.p[0] == ' ')
		s = str_from(s, 1);
	if (str_starts(s, STR("\xE2\x80\xA2")) || str_starts(s, STR("\xC2\xB7"))) {
		p->kind = GATHER_BULLET;
		*first = str_from(s, s.p[0] == '\xC2' ? 2 : 3);
	} else if (str_starts(s, STR("- ")) || str_starts(s, STR("\xE2\x80\x93 "))) {
		p->kind = GATHER_BULLET;
		*first = str_from(s, s.p[0] == '-' ? 2 : 4);
	} else {
		for (; n < s.n && n < 3 && s.p[n] >= '0' && s.p[n] <= '9'; n++)
			number = number * 10 + s.p[n] - '0';
		if (!n || n + 1 >= s.n || (s.p[n] != '.' && s.p[n] != ')') || s.p[n + 1] != ' ' ||
		    !number)
			return;
		p->kind = GATHER_NUMBERED;
		p->number = number;
		*first = str_from(s, n + 2);
	}
}

static bool
is_empty(const struct gather_para *p)
{
	for (size_t i = 0; i < p->runs.n; i++)
		if (str_trim(p->runs.at[i].text).n)
			return false;
	return str_trim(p->text).n == 0;
}

void
gather_add(struct gather *g, struct gather_para p)
{
	if (is_empty(&p))
		return;
	if (p.kind == GATHER_TEXT && !p.tabs.n)
		read_typed_mark(&p);
	if (p.kind == GATHER_TEXT && is_bold_heading(&p) && (g->begun || g->pending.n)) {
		begin(g, true);
		add_heading(g, &p, 1, true);
		return;
	}
	switch (p.kind) {
	case GATHER_TEXT:
		add_text(g, p);
		return;
	case GATHER_TITLE:
		set_title(g, &p);
		return;
	case GATHER_IMPRINT:
		if (!g->doc->blocks.n && !g->pending.n) {
			struct runs runs = trimmed(g->arena, p.runs);

			VEC_PUSH(g->arena, &g->doc->head, runs_text(g->arena, &runs));
			return;
		}
		add_text(g, p);
		return;
	default:
		break;
	}
	begin(g, p.kind == GATHER_HEADING);
	switch (p.kind) {
	case GATHER_HEADING:
		add_heading(g, &p, p.level, false);
		break;
	case GATHER_NUMBERED:
		g->numbered = push(g, &g->doc->blocks,
				   (struct block){ .kind = BLOCK_PARA, .number = p.number,
						   .runs = trimmed(g->arena, p.runs) });
		break;
	case GATHER_BULLET:
	case GATHER_ORDERED:
		add_item(g, &p);
		break;
	case GATHER_CONTINUE:
		add_continued(g, &p);
		break;
	case GATHER_QUOTE:
		add_quote(g, &p);
		break;
	case GATHER_PRE_HEAD:
		g->pre_head = p.runs;
		break;
	case GATHER_PRE:
		add_pre(g, &p);
		break;
	default:
		break;
	}
}

void
gather_table(struct gather *g, struct table *t)
{
	begin(g, true);
	for (size_t i = 0; i < t->n; i++) {
		if (t->at[i].n > t->columns)
			t->columns = t->at[i].n;
		for (size_t k = 0; k < t->at[i].n; k++)
			t->at[i].at[k].runs = trimmed(g->arena, t->at[i].at[k].runs);
	}
	if (t->n || t->head)
		push(g, &g->doc->blocks, (struct block){ .kind = BLOCK_TABLE, .table = t });
}

/* Where there is no title and one heading is above all others, that is it. */
static void
promote_heading(struct doc *d, struct arena *a)
{
	size_t first = d->blocks.n, top = 0, others = 0;

	for (size_t i = 0; i < d->blocks.n; i++) {
		if (d->blocks.at[i].kind != BLOCK_HEADING)
			continue;
		if (first == d->blocks.n)
			first = i;
		top += d->blocks.at[i].level <= 2;
		others += d->blocks.at[i].level > 2;
	}
	if (d->title.n || first != 0 || top != 1 || !others || d->blocks.at[0].level > 2)
		return;
	d->title = runs_text(a, &d->blocks.at[0].runs);
	d->blocks.at++;
	d->blocks.n--;
	for (size_t i = 0; i < d->blocks.n; i++)
		if (d->blocks.at[i].kind == BLOCK_HEADING)
			d->blocks.at[i].level--;
}

struct doc *
gather_done(struct gather *g)
{
	begin(g, false);
	flush_rows(g);
	promote_heading(g->doc, g->arena);
	return g->doc;
}
