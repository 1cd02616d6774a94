/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Are two reports the same? Everything that is said is compared; where it
 * stood (lines), what was noticed in reading, and the counts of words are not.
 * An absent text equals an empty one.
 */
#include "report/report.h"

struct difference {
	struct arena *a;
	struct str why; /* absent: none so far */
};

static bool
differ(struct difference *d, const char *where, struct str x, struct str y)
{
	if (!d->why.p)
		d->why = arena_printf(d->a, "%s: \"%.*s\", \"%.*s\"", where,
				      STRF(str_sub(x, 0, 200)),
				      STRF(str_sub(y, 0, 200)));
	return false;
}

static bool
same_str(struct difference *d, const char *where, struct str x, struct str y)
{
	return str_eq(x, y) || differ(d, where, x, y);
}

static bool
same_int(struct difference *d, const char *where, int64_t x, int64_t y)
{
	return x == y || differ(d, where, arena_printf(d->a, "%lld", (long long)x),
				arena_printf(d->a, "%lld", (long long)y));
}

static bool
same_link(struct difference *d, const struct link *x, const struct link *y)
{
	if (!x || !y)
		return x == y || differ(d, "link", x ? x->target : STR_NONE,
					y ? y->target : STR_NONE);
	if (x->bare != y->bare)
		return differ(d, "bare link", x->target, y->target);
	return same_str(d, "link", x->target, y->target);
}

static bool
same_runs(struct difference *d, const char *where, const struct runs *x,
	  const struct runs *y)
{
	for (size_t i = 0; i < x->n && i < y->n; i++) {
		const struct run *p = &x->at[i], *q = &y->at[i];
		bool joined = i && p->link && p->link == p[-1].link;
		bool other = i && q->link && q->link == q[-1].link;

		if (!same_str(d, where, p->text, q->text) ||
		    !same_int(d, "style", p->style, q->style) ||
		    !same_link(d, p->link, q->link) ||
		    !same_int(d, "link begins", joined, other))
			return false;
	}
	return x->n == y->n || differ(d, where, runs_text(d->a, x), runs_text(d->a, y));
}

static bool
same_cells(struct difference *d, const struct cell_text *x, const struct cell_text *y,
	   size_t n)
{
	if (!x || !y)
		return x == y || differ(d, "table head", STR_NONE, STR_NONE);
	for (size_t i = 0; i < n; i++)
		if (!same_runs(d, "cell", &x[i].runs, &y[i].runs))
			return false;
	return true;
}

static bool
same_table(struct difference *d, const struct table *x, const struct table *y)
{
	if (!x || !y)
		return x == y;
	if (!same_int(d, "columns", (int64_t)x->columns, (int64_t)y->columns) ||
	    !same_int(d, "rows", (int64_t)x->n, (int64_t)y->n) ||
	    !same_str(d, "caption", x->caption, y->caption) ||
	    !same_cells(d, x->head, y->head, x->columns))
		return false;
	for (size_t i = 0; i < x->n; i++)
		if (!same_int(d, "cells", (int64_t)x->at[i].n, (int64_t)y->at[i].n) ||
		    !same_int(d, "group", x->at[i].group, y->at[i].group) ||
		    !same_cells(d, x->at[i].at, y->at[i].at, x->at[i].n))
			return false;
	return true;
}

static bool
same_blocks(struct difference *d, const struct blocks *x, const struct blocks *y)
{
	for (size_t i = 0; i < x->n && i < y->n; i++) {
		const struct block *p = &x->at[i], *q = &y->at[i];

		if (!same_int(d, "kind of block", p->kind, q->kind) ||
		    !same_int(d, "level", p->level, q->level) ||
		    !same_int(d, "number", p->number, q->number) ||
		    !same_int(d, "ordered", p->ordered, q->ordered) ||
		    !same_str(d, "anchor", p->anchor, q->anchor) ||
		    !same_runs(d, "text", &p->runs, &q->runs) ||
		    !same_str(d, "kept text", p->text, q->text) ||
		    !same_table(d, p->table, q->table) ||
		    !same_blocks(d, &p->children, &q->children))
			return false;
	}
	if (x->n == y->n)
		return true;
	if (x->n > y->n)
		return differ(d, "one block more",
			      runs_text(d->a, &x->at[y->n].runs), STR_NONE);
	return differ(d, "one block less", STR_NONE,
		      runs_text(d->a, &y->at[x->n].runs));
}

static bool
same_head(struct difference *d, const struct report_head *x,
	  const struct report_head *y)
{
	if (!same_int(d, "head lines", (int64_t)x->lines.n, (int64_t)y->lines.n) ||
	    !same_int(d, "title's place", (int64_t)x->title_at, (int64_t)y->title_at))
		return false;
	for (size_t i = 0; i < x->lines.n; i++)
		if (!same_str(d, "head", x->lines.at[i], y->lines.at[i]))
			return false;
	return same_str(d, "forum", x->forum, y->forum) &&
	       same_str(d, "cycle", x->cycle, y->cycle) &&
	       same_str(d, "body", x->body, y->body) &&
	       same_str(d, "mode", x->mode, y->mode) &&
	       same_str(d, "number", x->number_text, y->number_text) &&
	       same_int(d, "number", x->number, y->number) &&
	       same_str(d, "date", x->date_text, y->date_text) &&
	       same_int(d, "date", x->date.v, y->date.v) &&
	       same_str(d, "title", x->title, y->title);
}

static bool
same_sections(struct difference *d, const struct report *x, const struct report *y)
{
	for (size_t i = 0; i < x->sections.n && i < y->sections.n; i++) {
		const struct report_section *p = &x->sections.at[i];
		const struct report_section *q = &y->sections.at[i];

		if (!same_int(d, "kind of section", p->kind, q->kind) ||
		    !same_int(d, "level of section", p->level, q->level) ||
		    !same_runs(d, "heading", &p->heading, &q->heading) ||
		    !same_blocks(d, &p->blocks, &q->blocks) ||
		    !same_int(d, "first group", (int64_t)p->roster_at,
			      (int64_t)q->roster_at) ||
		    !same_int(d, "groups", (int64_t)p->roster_n,
			      (int64_t)q->roster_n))
			return false;
	}
	return same_int(d, "sections", (int64_t)x->sections.n, (int64_t)y->sections.n);
}

static bool
same_items(struct difference *d, const struct report *x, const struct report *y)
{
	if (!same_int(d, "items", (int64_t)x->items.n, (int64_t)y->items.n))
		return false;
	for (size_t i = 0; i < x->items.n; i++) {
		const struct report_item *p = &x->items.at[i], *q = &y->items.at[i];

		if (!same_int(d, "kind of item", p->kind, q->kind) ||
		    !same_str(d, "item", p->text, q->text) ||
		    !same_int(d, "kind of owner", p->owner, q->owner) ||
		    !same_str(d, "owner", p->owner_text, q->owner_text) ||
		    !same_int(d, "due", p->due.v, q->due.v) ||
		    !same_str(d, "due", p->due_text, q->due_text) ||
		    !same_int(d, "due guessed", p->due_year_guessed,
			      q->due_year_guessed) ||
		    !same_int(d, "parts", (int64_t)p->parts.n, (int64_t)q->parts.n))
			return false;
		for (size_t k = 0; k < p->parts.n; k++) {
			const struct report_part *u = &p->parts.at[k];
			const struct report_part *v = &q->parts.at[k];

			if (!same_int(d, "kind of part", u->kind, v->kind) ||
			    !same_str(d, "part", u->text, v->text) ||
			    !same_int(d, "part due", u->due.v, v->due.v) ||
			    !same_str(d, "part due", u->due_text, v->due_text))
				return false;
		}
	}
	return true;
}

static bool
same_group(struct difference *d, const struct roster_group *p,
	   const struct roster_group *q)
{
	if (!same_int(d, "kind of group", p->kind, q->kind) ||
	    !same_str(d, "label", p->label, q->label) ||
	    !same_int(d, "form", p->form, q->form) ||
	    !same_int(d, "order", p->order, q->order) ||
	    !same_int(d, "order in doubt", p->order_in_doubt, q->order_in_doubt) ||
	    !same_int(d, "numbered", p->numbered, q->numbered) ||
	    !same_int(d, "joined", p->joined, q->joined) ||
	    !same_str(d, "note", p->note, q->note) ||
	    !same_int(d, "label under the headings", p->label_below, q->label_below) ||
	    !same_int(d, "column headings", (int64_t)p->columns.n,
		      (int64_t)q->columns.n) ||
	    !same_int(d, "people", (int64_t)p->people.n, (int64_t)q->people.n))
		return false;
	for (size_t i = 0; i < p->columns.n; i++)
		if (!same_str(d, "column heading", p->columns.at[i], q->columns.at[i]))
			return false;
	for (size_t i = 0; i < p->people.n; i++) {
		const struct roster_person *u = &p->people.at[i];
		const struct roster_person *v = &q->people.at[i];

		if (!same_str(d, "name", u->first, v->first) ||
		    !same_str(d, "second name", u->second, v->second) ||
		    !same_str(d, "whole name", u->name, v->name) ||
		    !same_str(d, "affiliation", u->affiliation, v->affiliation) ||
		    !same_str(d, "more", u->more, v->more))
			return false;
	}
	return true;
}

static bool
same_facts(struct difference *d, const struct report *x, const struct report *y)
{
	if (!same_int(d, "abbreviations", (int64_t)x->abbreviations.n,
		      (int64_t)y->abbreviations.n) ||
	    !same_int(d, "postponed", (int64_t)x->postponed.n,
		      (int64_t)y->postponed.n) ||
	    !same_int(d, "links", (int64_t)x->links.n, (int64_t)y->links.n) ||
	    !same_int(d, "facilitators", (int64_t)x->named_facilitators.n,
		      (int64_t)y->named_facilitators.n))
		return false;
	for (size_t i = 0; i < x->abbreviations.n; i++)
		if (!same_str(d, "abbreviation", x->abbreviations.at[i].shrt,
			      y->abbreviations.at[i].shrt) ||
		    !same_str(d, "long form", x->abbreviations.at[i].lng,
			      y->abbreviations.at[i].lng))
			return false;
	for (size_t i = 0; i < x->postponed.n; i++)
		if (!same_str(d, "postponed", x->postponed.at[i].text,
			      y->postponed.at[i].text) ||
		    !same_int(d, "postponed in", x->postponed.at[i].paragraph,
			      y->postponed.at[i].paragraph))
			return false;
	for (size_t i = 0; i < x->links.n; i++)
		if (!same_link(d, x->links.at[i], y->links.at[i]))
			return false;
	for (size_t i = 0; i < x->named_facilitators.n; i++)
		if (!same_str(d, "facilitator", x->named_facilitators.at[i],
			      y->named_facilitators.at[i]))
			return false;
	return same_int(d, "stated attendance", x->stated_attendance,
			y->stated_attendance) &&
	       same_int(d, "stated number", x->stated_number, y->stated_number);
}

static bool
same_roster(struct difference *d, const struct report *x, const struct report *y)
{
	for (size_t i = 0; i < x->roster.n && i < y->roster.n; i++)
		if (!same_group(d, &x->roster.at[i], &y->roster.at[i]))
			return false;
	return same_int(d, "groups", (int64_t)x->roster.n, (int64_t)y->roster.n);
}

bool
report_equal(struct arena *a, const struct report *x, const struct report *y,
	     struct str *ret_why)
{
	struct difference d = { .a = a };
	bool same = same_int(&d, "form", x->form, y->form) &&
		    same_head(&d, &x->head, &y->head) &&
		    same_roster(&d, x, y) && same_sections(&d, x, y) &&
		    same_items(&d, x, y) && same_facts(&d, x, y);

	if (!same)
		*ret_why = d.why;
	return same;
}
