/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A report is walked once, section by section, block by block. What belongs to
 * the part that is asked for is rendered; of the rest only the size, the
 * headings and the paragraph numbers are taken, for the lists of contents and
 * parts. A block that is longer than a part by itself is cut into several of
 * its kind where its reader would not mind: between items, rows or lines.
 *
 * Items are recognised by the line on which they were read, the same number in
 * the block and in the item, and so get their row of the tables by position.
 */
#include "meeting/meeting_text.h"

#include "doc/doc_html.h"

struct walk {
	struct arena *a;
	struct meeting_show_view *v;
	const struct report *r;
	int64_t wanted;     /* 0: everything */
	size_t base;        /* bytes that every part has */
	size_t size;        /* bytes of the part so far, base not counted */
	int64_t part;       /* the one that is being filled, from 1 */
	int level;          /* of the last heading */
	struct meeting_section *open; /* in v->sections, or NULL: not in our part */
	bool opened;        /* the section's heading stands in this part */
	bool continued;     /* and in the one before */
	struct blocks plain; /* not rendered yet */
	bool seen_actions, seen_people;
};

/* ---- sizes ---- */

static size_t
runs_size(const struct runs *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++)
		n += r->at[i].text.n;
	return n;
}

static size_t
block_size(const struct block *b)
{
	size_t n = runs_size(&b->runs) + b->text.n + 8;

	for (size_t i = 0; i < b->children.n; i++)
		n += block_size(&b->children.at[i]);
	for (size_t i = 0; b->table && i < b->table->n; i++)
		for (size_t k = 0; k < b->table->at[i].n; k++)
			n += runs_size(&b->table->at[i].at[k].runs) + 4;
	return n;
}

/* What stands in every part: the list of contents. */
static size_t
contents_size(const struct report *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->sections.n; i++)
		n += runs_size(&r->sections.at[i].heading) + 20;
	return n;
}

static size_t
roster_size(const struct meeting_show_view *v)
{
	size_t n = 0;

	for (size_t i = 0; i < v->roster.n; i++)
		for (size_t k = 0; k < v->roster.at[i].people.n; k++)
			n += v->roster.at[i].people.at[k].written.n +
			     v->roster.at[i].people.at[k].affiliation.n + 40;
	return n;
}

static size_t
report_size(const struct report *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->sections.n; i++)
		for (size_t k = 0; k < r->sections.at[i].blocks.n; k++)
			n += block_size(&r->sections.at[i].blocks.at[k]);
	return n;
}

/* ---- cutting ---- */

/* How much of PRE text fits: whole lines, at least one. */
static size_t
lines_that_fit(struct str text)
{
	struct str fits = str_sub(text, 0, MEETING_PART);
	size_t end = str_rfind_char(fits, '\n');

	if (text.n <= MEETING_PART)
		return text.n;
	return end == STR_NPOS ? fits.n : end + 1;
}

static size_t
children_that_fit(const struct block *b)
{
	size_t size = 0, n = 0;

	while (n < b->children.n) {
		size += block_size(&b->children.at[n]);
		if (n > 0 && size > MEETING_PART)
			break;
		n++;
	}
	return n;
}

static size_t
rows_that_fit(const struct table *t)
{
	size_t size = 0, n = 0;

	while (n < t->n) {
		for (size_t k = 0; k < t->at[n].n; k++)
			size += runs_size(&t->at[n].at[k].runs) + 4;
		if (n > 0 && size > MEETING_PART)
			break;
		n++;
	}
	return n;
}

/* A beginning of b of about a part's length; b keeps what is left of it.
 * false: b cannot be cut, or need not be. */
static bool
cut_block(struct arena *a, struct block *b, struct block *ret)
{
	struct block head = *b;

	if (block_size(b) <= MEETING_PART)
		return false;
	if (b->kind == BLOCK_PRE) {
		size_t n = lines_that_fit(b->text);

		head.text = str_sub(b->text, 0, n);
		b->text = str_from(b->text, n);
	} else if (b->kind == BLOCK_TABLE && b->table) {
		struct table *first = ARENA_NEW(a, struct table);
		struct table *rest = ARENA_NEW(a, struct table);
		size_t n = rows_that_fit(b->table);

		*first = *rest = *b->table;
		first->n = n;
		rest->at += n;
		rest->n -= n;
		head.table = first;
		b->table = rest;
	} else if (b->children.n > 1) {
		size_t n = children_that_fit(b);

		head.children.n = n;
		b->children.at += n;
		b->children.n -= n;
		b->runs = (struct runs){ 0 };
		if (b->kind == BLOCK_PARA)
			b->number = 0;
	} else {
		return false;
	}
	*ret = head;
	return true;
}

static bool
block_is_empty(const struct block *b)
{
	return b->kind == BLOCK_PRE ? b->text.n == 0 :
	       b->kind == BLOCK_TABLE ? !b->table || b->table->n == 0 :
	       b->runs.n == 0 && b->children.n == 0;
}

/* ---- rendering ---- */

static bool
in_view(const struct walk *w)
{
	return w->wanted == 0 || w->part == w->wanted;
}

static void
flush(struct walk *w)
{
	struct meeting_piece *piece;

	if (w->plain.n == 0)
		return;
	piece = VEC_ADD(w->a, &w->open->pieces);
	piece->text = doc_html_blocks(w->a, &w->plain, 0);
	w->plain.n = 0;
}

/* Which item of the report was read at this line; items.n: none. */
static size_t
item_at(const struct walk *w, uint32_t line)
{
	size_t i = 0;

	while (i < w->r->items.n && w->r->items.at[i].line != line)
		i++;
	return i;
}

static struct meeting_item
make_item(struct walk *w, const struct block *b, size_t at)
{
	struct meeting_item item = { .text = doc_html_runs(w->a, &b->runs) };

	if (b->children.n > 0)
		item.parts = doc_html_blocks(w->a, &b->children, 0);
	if (at < w->v->rows.n) {
		const struct meeting_view_actions_row *row = &w->v->rows.at[at];

		item.row = row;
		item.overdue = row->kind == ITEM_ACTION &&
			       action_is_overdue(row->state, row->due, w->v->page.today);
		item.owner_person = row->owner == OWNER_PERSON && row->person.n > 0;
		item.owner_group = row->owner == OWNER_GROUP && row->grp_slug.n > 0 &&
				   group_type_parse(row->grp_type, &item.owner_type);
	}
	return item;
}

/* Lists of items become items; true when b was one. */
static bool
add_items(struct walk *w, const struct block *b)
{
	const struct block *at = b->kind == BLOCK_LIST ? b->children.at : b;
	size_t n = b->kind == BLOCK_LIST ? b->children.n : 1;
	struct meeting_piece *piece;

	if ((b->kind != BLOCK_LIST && b->kind != BLOCK_PARA) || b->number > 0)
		return false;
	if (n == 0 || item_at(w, at[0].line) == w->r->items.n)
		return false;
	flush(w);
	piece = VEC_ADD(w->a, &w->open->pieces);
	for (size_t i = 0; i < n; i++)
		VEC_PUSH(w->a, &piece->items, make_item(w, &at[i], item_at(w, at[i].line)));
	return true;
}

/* ---- walking ---- */

static struct meeting_section
section_head(struct walk *w, const struct report_section *s, size_t at)
{
	struct meeting_section head = { .part = (size_t)w->part };

	if (s->heading.n > 0) {
		/* No level is left out on the way down: readers of headings
		 * would look for what is missing. */
		head.level = s->level < 2 ? 2 : s->level > w->level + 1 ? w->level + 1 : s->level;
		head.title = runs_text(w->a, &s->heading);
		head.listed = true;
	}
	head.people = s->kind == SECTION_PARTICIPANTS;
	/* These two are linked to from elsewhere; the first of each kind. */
	if (s->kind == SECTION_ACTIONS && !w->seen_actions) {
		w->seen_actions = true;
		head.anchor = STR("actions");
	} else if (head.people && !w->seen_people) {
		w->seen_people = true;
		head.anchor = STR("people");
	} else {
		head.people = false; /* the list stands in one place */
		head.anchor = arena_printf(w->a, "s%zu", at + 1);
	}
	return head;
}

/* The section's place in the part that is being filled. */
static void
open_section(struct walk *w, const struct report_section *s, const struct meeting_section *head)
{
	w->opened = true;
	if (!in_view(w))
		return;
	w->open = VEC_ADD(w->a, &w->v->sections);
	*w->open = *head;
	w->open->heading = doc_html_runs(w->a, &s->heading);
	w->open->continued = w->continued;
}

static void
next_part(struct walk *w)
{
	w->part++;
	w->size = 0;
	VEC_ADD(w->a, &w->v->parts)->number = w->part;
	if (w->wanted == 0)
		return;
	if (w->open)
		flush(w);
	w->open = NULL;
	w->continued = w->opened;
	w->opened = false;
}

static void
add_block(struct walk *w, const struct report_section *s, const struct meeting_section *head,
	  const struct block *b)
{
	size_t size = block_size(b);

	if (w->v->parts.n > 0 && w->size > 0 && w->base + w->size + size > MEETING_PART)
		next_part(w);
	if (!w->opened)
		open_section(w, s, head);
	w->size += size;
	if (w->v->parts.n > 0 && b->kind == BLOCK_PARA && b->number > 0) {
		struct meeting_part *part = &w->v->parts.at[w->v->parts.n - 1];

		VEC_PUSH(w->a, &part->paragraphs, (int64_t)b->number);
	}
	if (!in_view(w))
		return;
	if (s->kind != SECTION_ACTIONS || !add_items(w, b))
		VEC_PUSH(w->a, &w->plain, *b);
}

static void
walk_section(struct walk *w, size_t at)
{
	const struct report_section *s = &w->r->sections.at[at];
	struct meeting_section head = section_head(w, s, at);

	w->open = NULL;
	w->opened = w->continued = false;
	for (size_t i = 0; i < s->blocks.n; i++) {
		struct block rest = s->blocks.at[i], first;

		while (w->v->parts.n > 0 && cut_block(w->a, &rest, &first))
			add_block(w, s, &head, &first);
		if (!block_is_empty(&rest))
			add_block(w, s, &head, &rest);
		/* The heading's part is where its first block went. */
		if (i == 0)
			head.part = (size_t)w->part;
	}
	if (head.people && w->v->parts.n > 0 && w->size > 0 &&
	    w->base + w->size + roster_size(w->v) > MEETING_PART) {
		next_part(w);
		head.part = (size_t)w->part;
		w->continued = false;
	}
	if (head.people)
		w->size += roster_size(w->v);
	if (!w->opened)
		open_section(w, s, &head);
	if (w->open)
		flush(w);
	if (head.listed || head.people)
		VEC_PUSH(w->a, &w->v->contents, head);
	if (head.level)
		w->level = head.level;
}

bool
meeting_text_read(struct arena *a, struct meeting_show_view *v, int64_t part)
{
	struct walk w = { .a = a, .v = v, .wanted = part, .part = 1, .level = 1 };

	w.r = report_cache_parse(v->page.reports, v->m.source);
	v->house_form = w.r->form == REPORT_HOUSE;
	/* The contents may not crowd the text out. */
	w.base = contents_size(w.r) < MEETING_PART / 4 ? contents_size(w.r) : MEETING_PART / 4;
	if (w.base + report_size(w.r) + roster_size(v) > MEETING_PART)
		VEC_ADD(a, &v->parts)->number = 1;
	else if (part > 1)
		return false;
	else
		w.wanted = 0;
	for (size_t i = 0; i < w.r->sections.n; i++)
		walk_section(&w, i);
	for (size_t i = 0; i < v->parts.n; i++)
		v->parts.at[i].current = part == 0 || v->parts.at[i].number == part;
	v->part = v->parts.n ? part : 0;
	v->last_part = v->part == 0 || (size_t)v->part == v->parts.n;
	return v->parts.n == 0 || (size_t)part <= v->parts.n;
}

struct safe_html
meeting_text_plain(struct arena *a, struct str source)
{
	const struct doc *d = report_doc(a, report_parse(a, source));

	return doc_html_blocks(a, &d->blocks, 0);
}
