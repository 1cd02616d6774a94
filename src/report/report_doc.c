/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A report as a document. Sections keep their order and their blocks are
 * shared, not copied. A roster becomes tables, lists or lines again, in a form
 * from which report_parse() reads the same roster.
 */
#include "base/buf.h"
#include "report/report.h"

struct builder {
	struct arena *a;
	const struct report *r;
	struct blocks *to;
};

static struct runs
text_runs(struct arena *a, struct str s)
{
	struct runs ret = { 0 };

	if (s.n)
		*VEC_ADD(a, &ret) = (struct run){ .text = s };
	return ret;
}

static struct str
section_anchor(enum section_kind kind)
{
	switch (kind) {
	case SECTION_ACTIONS:
		return STR("actions");
	case SECTION_FOCUS:
		return STR("focus");
	case SECTION_AOB:
		return STR("aob");
	case SECTION_PARTICIPANTS:
		return STR("people");
	case SECTION_TOPIC:
	case SECTION_ANNEX:
	case SECTION_OTHER:
		break;
	}
	return STR_NONE;
}

static void
add_label(struct builder *b, struct str label)
{
	struct block para = { .kind = BLOCK_PARA };

	*VEC_ADD(b->a, &para.runs) = (struct run){
		.text = arena_printf(b->a, "%.*s:", STRF(label)),
		.style = RUN_STRONG
	};
	VEC_PUSH(b->a, b->to, para);
}

/* ---- tables ---- */

/* How the person's words stand in the columns. */
static size_t
person_cells(const struct roster_group *g, const struct roster_person *p,
	     struct str ret[4])
{
	size_t n = 0;

	ret[n++] = p->first;
	if (g->order != ORDER_ONE_COLUMN)
		ret[n++] = p->second;
	ret[n++] = p->affiliation;
	ret[n++] = p->more;
	while (n > 1 && !ret[n - 1].n)
		n--;
	return n;
}

static void
fill_row(struct builder *b, struct cell_text *cells, const struct str *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		cells[i].runs = text_runs(b->a, text[i]);
}

static struct table_row *
add_row(struct builder *b, struct table *t, const struct str *text, size_t n)
{
	struct table_row *row = VEC_ADD(b->a, t);

	row->at = ARENA_ARRAY(b->a, n, struct cell_text);
	row->n = n;
	fill_row(b, row->at, text, n);
	if (n > t->columns)
		t->columns = n;
	return row;
}

static void
add_head(struct builder *b, struct table *t, const struct str *head, size_t n)
{
	if (n > t->columns)
		t->columns = n;
	if (t->columns == 0)
		t->columns = 1;
	if (n) {
		t->head = ARENA_ARRAY(b->a, t->columns, struct cell_text);
		fill_row(b, t->head, head, n);
	}
}

/* The groups from `from` that make one table; returns the index behind them. */
static size_t
add_table(struct builder *b, size_t from, size_t end)
{
	struct table *t = ARENA_NEW(b->a, struct table);
	const struct roster_group *first = &b->r->roster.at[from];
	struct block block = { .kind = BLOCK_TABLE, .table = t, .line = first->line };
	size_t i;

	if (first->columns.n && first->label.n && !first->label_below)
		add_label(b, first->label);
	for (i = from; i < end; i++) {
		const struct roster_group *g = &b->r->roster.at[i];

		if (g->form != ROSTER_TABLE || g->note.p ||
		    (i > from && (g->columns.n || !g->label.n)))
			break;
		if (g->label.n && (!g->columns.n || g->label_below))
			add_row(b, t, &g->label, 1)->group = true;
		for (size_t k = 0; k < g->people.n; k++) {
			struct str cells[4];
			size_t n = person_cells(g, &g->people.at[k], cells);

			add_row(b, t, cells, n);
		}
	}
	add_head(b, t, first->columns.at, first->columns.n);
	VEC_PUSH(b->a, b->to, block);
	return i;
}

/* ---- names in text ---- */

/* "Signe Brandvold (DC on X) in part" */
static struct str
person_text(struct arena *a, const struct roster_person *p)
{
	AUTO_BUF b = { 0 };

	buf_add(&b, p->first);
	if (p->second.n) {
		BUF_LIT(&b, ", ");
		buf_add(&b, p->second);
	}
	if (p->affiliation.n)
		buf_addf(&b, "%s(%.*s)", b.n ? " " : "", STRF(p->affiliation));
	if (p->more.n)
		buf_addf(&b, "%s%.*s", b.n ? " " : "", STRF(p->more));
	return buf_to_arena(&b, a);
}

static void
add_list(struct builder *b, const struct roster_group *g)
{
	struct block list = { .kind = BLOCK_LIST, .ordered = g->numbered,
			      .line = g->line };

	if (g->label.n)
		add_label(b, g->label);
	for (size_t i = 0; i < g->people.n; i++) {
		struct block item = { .kind = BLOCK_ITEM,
				      .number = g->numbered ? (int)i + 1 : 0,
				      .line = g->people.at[i].line };

		item.runs = text_runs(b->a, person_text(b->a, &g->people.at[i]));
		VEC_PUSH(b->a, &list.children, item);
	}
	if (list.children.n)
		VEC_PUSH(b->a, b->to, list);
}

/* A comma in a name makes semicolons of those between the names. */
static const char *
line_separator(const struct roster_group *g)
{
	for (size_t i = 0; i < g->people.n; i++) {
		const struct roster_person *p = &g->people.at[i];

		if (p->second.n || str_find_char(p->first, ',', 0) != STR_NPOS ||
		    str_find_char(p->more, ',', 0) != STR_NPOS)
			return "; ";
	}
	return ", ";
}

static void
add_line(struct builder *b, const struct roster_group *g)
{
	struct block para = { .kind = BLOCK_PARA, .line = g->line };
	const char *separator = line_separator(g);
	AUTO_BUF text = { 0 };

	if (g->label.n) {
		*VEC_ADD(b->a, &para.runs) = (struct run){
			.text = arena_printf(b->a, "%.*s:", STRF(g->label)),
			.style = RUN_STRONG
		};
		buf_addc(&text, ' ');
	}
	buf_add(&text, g->note);
	for (size_t i = 0; i < g->people.n; i++) {
		if (i && i + 1 == g->people.n && g->joined)
			BUF_LIT(&text, " and ");
		else if (i)
			buf_addz(&text, separator);
		buf_add(&text, person_text(b->a, &g->people.at[i]));
	}
	*VEC_ADD(b->a, &para.runs) = (struct run){ .text = buf_to_arena(&text, b->a) };
	VEC_PUSH(b->a, b->to, para);
}

static void
add_roster(struct builder *b, const struct report_section *s)
{
	size_t end = s->roster_at + s->roster_n;

	for (size_t i = s->roster_at; i < end && i < b->r->roster.n;) {
		const struct roster_group *g = &b->r->roster.at[i];

		if (g->note.p || g->form == ROSTER_LINE) {
			add_line(b, g);
			i++;
		} else if (g->form == ROSTER_LIST) {
			add_list(b, g);
			i++;
		} else {
			i = add_table(b, i, end);
		}
	}
}

/* The head of a report that was not read from a text. */
static void
compose_head(struct arena *a, const struct report_head *h, struct doc *d)
{
	AUTO_BUF b = { 0 };

	if (h->forum.n || h->cycle.n)
		VEC_PUSH(a, &d->head,
			 arena_printf(a, "%.*s%s%.*s", STRF(h->forum),
				      h->forum.n && h->cycle.n ? " " : "",
				      STRF(h->cycle)));
	if (h->body.n)
		VEC_PUSH(a, &d->head, h->body);
	if (h->number_text.n) {
		if (h->mode.n)
			buf_addf(&b, "%.*s ", STRF(h->mode));
		else
			BUF_LIT(&b, "Meeting ");
		buf_add(&b, h->number_text);
	} else {
		buf_add(&b, h->mode);
	}
	if (h->date_text.n)
		buf_addf(&b, "%s%.*s", b.n ? " | " : "", STRF(h->date_text));
	if (b.n)
		VEC_PUSH(a, &d->head, buf_to_arena(&b, a));
	d->title_at = d->head.n;
}

struct doc *
report_doc(struct arena *a, const struct report *r)
{
	struct doc *d = ARENA_NEW(a, struct doc);
	struct builder b = { .a = a, .r = r, .to = &d->blocks };

	d->lang = STR("en");
	d->title = r->head.title.p ? r->head.title : STR("");
	for (size_t i = 0; i < r->head.lines.n; i++)
		VEC_PUSH(a, &d->head, r->head.lines.at[i]);
	d->title_at = r->head.title_at;
	if (r->head.lines.n == 0)
		compose_head(a, &r->head, d);
	for (size_t i = 0; i < r->sections.n; i++) {
		const struct report_section *s = &r->sections.at[i];

		if (s->level)
			*VEC_ADD(a, &d->blocks) = (struct block){
				.kind = BLOCK_HEADING, .level = s->level,
				.anchor = section_anchor(s->kind),
				.runs = s->heading, .line = s->line,
			};
		for (size_t k = 0; k < s->blocks.n; k++)
			VEC_PUSH(a, &d->blocks, s->blocks.at[k]);
		if (s->kind == SECTION_PARTICIPANTS)
			add_roster(&b, s);
	}
	return d;
}
