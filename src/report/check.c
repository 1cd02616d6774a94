/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The checks look at the struct and never at the source text: what a check
 * would need from the source, reading has to put into a slot. So a report that
 * was loaded from the database, or made by hand in a test, is checked like one
 * that was just read.
 *
 * Each check walks the report once and adds what it finds; the findings are
 * put in order of line at the end. A check says nothing when the slots it
 * compares are not both filled: that one is missing is another check's
 * finding, or none. All is linear in the size of the report.
 *
 * A text that is not in the house form is not held to the house's rules: it
 * gets one finding that says so, and what is true of any text (links).
 */
#include "report/check.h"

#include <stdlib.h>

#include "report/parse.h"

void
check_add(struct check *c, enum rule_id id, uint32_t line, struct str x, struct str y,
	  struct str z)
{
	VEC_PUSH(c->arena, &c->found, rule_finding(c->arena, id, line, x, y, z));
}

struct str
check_number(struct check *c, int64_t n)
{
	return arena_printf(c->arena, "%lld", (long long)n);
}

/* ---- head ---- */

static const char *const weekdays[] = { "Monday", "Tuesday",  "Wednesday", "Thursday",
					"Friday", "Saturday", "Sunday" };

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* 1 to 7 when the word is a weekday or its beginning ("Thu", "Thurs"). */
static int
weekday_of(struct str word)
{
	if (word.n < 3)
		return 0;
	for (size_t i = 0; i < ARRAY_LEN(weekdays); i++)
		if (str_starts_nocase(str_of(weekdays[i]), word))
			return (int)i + 1;
	return 0;
}

static void
check_weekday(struct check *c)
{
	const struct report_head *h = &c->report->head;
	int is, said = 0;
	size_t i = 0;

	if (!date_known(h->date))
		return;
	while (i < h->date_text.n && !said) {
		size_t from = i;

		while (i < h->date_text.n && is_letter(h->date_text.p[i]))
			i++;
		said = weekday_of(str_sub(h->date_text, from, i - from));
		i += i == from;
	}
	is = date_weekday(h->date);
	if (said && said != is)
		check_add(c, RULE_WEEKDAY_MISMATCH, h->line, h->date_text,
			  date_format(c->arena, h->date), str_of(weekdays[is - 1]));
}

static const struct block *
first_paragraph(const struct report *r)
{
	for (size_t s = 0; s < r->sections.n; s++) {
		const struct blocks *blocks = &r->sections.at[s].blocks;

		for (size_t b = 0; b < blocks->n; b++)
			if (blocks->at[b].kind == BLOCK_PARA && blocks->at[b].number > 0)
				return &blocks->at[b];
	}
	return NULL;
}

/* Where "held on" and the like end in s, STR_NPOS without; *ret_from is where
 * the phrase begins. */
static size_t
find_held_on(struct str s, size_t *ret_from)
{
	static const struct str phrases[] = {
		STR_INIT(" held on "),
		STR_INIT(" took place on "),
		STR_INIT(" met on "),
	};

	for (size_t i = 0; i < ARRAY_LEN(phrases); i++) {
		*ret_from = str_find_nocase(s, phrases[i], 0);
		if (*ret_from != STR_NPOS)
			return *ret_from + phrases[i].n;
	}
	return STR_NPOS;
}

/* Whether "… meeting …, held on" is said of this meeting and of no other. */
static bool
speaks_of_this_meeting(struct str before)
{
	static const struct str others[] = {
		STR_INIT("previous"), STR_INIT("last "),    STR_INIT("next "),
		STR_INIT("annual"),   STR_INIT("earlier "),
	};

	if (str_find_nocase(before, STR("meeting"), 0) == STR_NPOS)
		return false;
	for (size_t i = 0; i < ARRAY_LEN(others); i++)
		if (str_find_nocase(before, others[i], 0) != STR_NPOS)
			return false;
	return str_find(before, STR(". "), 0) == STR_NPOS;
}

/* The first paragraph is where a report introduces itself. */
static void
check_stated_date(struct check *c)
{
	enum { WEEKDAY_MAX = 16 };
	const struct report_head *h = &c->report->head;
	const struct block *p = first_paragraph(c->report);
	struct found_date f;
	struct str text;
	size_t from, to;
	bool guessed;
	date said;

	if (!p || !date_known(h->date))
		return;
	text = runs_text(c->arena, &p->runs);
	to = find_held_on(text, &from);
	if (to == STR_NPOS || !speaks_of_this_meeting(str_sub(text, 0, from)))
		return;
	if (!date_find(text, to, &f) || f.from > to + WEEKDAY_MAX || !f.day)
		return;
	said = date_resolve(&f, h->date, &guessed);
	if (date_known(said) && said.v != h->date.v)
		check_add(c, RULE_DATE_MISMATCH, p->line, str_sub(text, f.from, f.to - f.from),
			  h->date_text.n ? h->date_text : date_format(c->arena, h->date),
			  STR_NONE);
}

static void
check_head(struct check *c)
{
	const struct report *r = c->report;
	const struct report_head *h = &r->head;

	if (!h->number)
		check_add(c, RULE_NO_NUMBER, h->line, STR_NONE, STR_NONE, STR_NONE);
	if (!date_known(h->date))
		check_add(c, RULE_NO_DATE, h->line, STR_NONE, STR_NONE, STR_NONE);
	if (!h->body.n)
		check_add(c, RULE_NO_BODY, h->line, STR_NONE, STR_NONE, STR_NONE);
	if (h->number && r->stated_number && h->number != r->stated_number)
		check_add(c, RULE_NUMBER_MISMATCH, r->stated_number_line,
			  check_number(c, r->stated_number), check_number(c, h->number),
			  STR_NONE);
	check_weekday(c);
	check_stated_date(c);
}

/* ---- structure ---- */

static void
check_numbering(struct check *c)
{
	const struct report *r = c->report;
	int last = 0;

	for (size_t s = 0; s < r->sections.n; s++) {
		const struct report_section *sec = &r->sections.at[s];

		for (size_t b = 0; b < sec->blocks.n; b++) {
			const struct block *p = &sec->blocks.at[b];
			struct str number;

			if (p->kind != BLOCK_PARA || p->number <= 0)
				continue;
			number = check_number(c, p->number);
			/* An annex may count for itself. */
			if (p->number == 1 && sec->kind == SECTION_ANNEX)
				last = 0;
			if (p->number > last + 1)
				check_add(c, RULE_NUMBERING_GAP, p->line,
					  check_number(c, last + 1), number, STR_NONE);
			else if (p->number <= last)
				check_add(c, RULE_NUMBERING_REPEATED, p->line, number,
					  check_number(c, last), STR_NONE);
			last = p->number;
		}
	}
}

/* Headings inside a section, as an annex may have them. */
static void
check_inner_headings(struct check *c, const struct report_section *sec)
{
	for (size_t b = 0; b < sec->blocks.n; b++) {
		const struct block *h = &sec->blocks.at[b];
		const struct block *next = b + 1 < sec->blocks.n ? h + 1 : NULL;

		if (h->kind != BLOCK_HEADING)
			continue;
		if (!next || (next->kind == BLOCK_HEADING && next->level <= h->level))
			check_add(c, RULE_HEADING_EMPTY, h->line,
				  runs_text(c->arena, &h->runs), STR_NONE, STR_NONE);
	}
}

static void
check_headings(struct check *c)
{
	const struct report *r = c->report;

	for (size_t s = 0; s < r->sections.n; s++) {
		const struct report_section *sec = &r->sections.at[s];

		if (sec->blocks.n) {
			check_inner_headings(c, sec);
			continue;
		}
		if (!sec->level || sec->roster_n)
			continue;
		if (s + 1 < r->sections.n && sec[1].level > sec->level)
			continue;
		check_add(c, RULE_HEADING_EMPTY, sec->line,
			  runs_text(c->arena, &sec->heading), STR_NONE, STR_NONE);
	}
}

/* ---- links ---- */

static void
check_runs(struct check *c, const struct runs *r, uint32_t line)
{
	for (size_t i = 0; i < r->n;) {
		const struct link *link = r->at[i].link;
		struct runs words = { .at = &r->at[i] };

		/* Neighbours with the same link are one link. */
		while (i < r->n && r->at[i].link == link) {
			words.n++;
			i++;
		}
		if (link && !link_leads_somewhere(link))
			check_add(c, RULE_LINK_NO_TARGET, line,
				  runs_text(c->arena, &words), STR_NONE, STR_NONE);
	}
}

static void
check_table(struct check *c, const struct table *t, uint32_t line)
{
	for (size_t i = 0; t->head && i < t->columns; i++)
		check_runs(c, &t->head[i].runs, line);
	for (size_t i = 0; i < t->n; i++)
		for (size_t j = 0; j < t->at[i].n; j++)
			check_runs(c, &t->at[i].at[j].runs, line);
}

/* A block made by joining has no line of its own: its parent's is near. */
static void
check_blocks(struct check *c, const struct blocks *list, uint32_t line)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct block *b = &list->at[i];
		uint32_t at = b->line ? b->line : line;

		check_runs(c, &b->runs, at);
		if (b->table)
			check_table(c, b->table, at);
		check_blocks(c, &b->children, at);
	}
}

static void
check_links(struct check *c)
{
	const struct report *r = c->report;

	for (size_t s = 0; s < r->sections.n; s++) {
		const struct report_section *sec = &r->sections.at[s];

		check_runs(c, &sec->heading, sec->line);
		check_blocks(c, &sec->blocks, sec->line);
	}
}

/* ---- items ---- */

/* "24 May 2021", not "24 May": four digits in a row. */
static bool
says_year(struct str s)
{
	size_t digits = 0;

	for (size_t i = 0; i < s.n; i++) {
		digits = s.p[i] >= '0' && s.p[i] <= '9' ? digits + 1 : 0;
		if (digits == 4)
			return true;
	}
	return false;
}

static void
check_due(struct check *c, date due, struct str text, bool guessed, uint32_t line)
{
	date meeting = c->report->head.date;

	if (!date_known(due)) {
		if (text.n)
			check_add(c, RULE_DEADLINE_UNCLEAR, line, text, STR_NONE, STR_NONE);
		return;
	}
	if (guessed)
		check_add(c, RULE_DEADLINE_NO_YEAR, line, text,
			  check_number(c, date_to_civil(due).year), STR_NONE);
	if (date_known(meeting) && due.v < meeting.v)
		check_add(c, RULE_DEADLINE_PAST, line, text.n ? text : date_format(c->arena, due),
			  date_format(c->arena, due), date_format(c->arena, meeting));
}

static void
check_items(struct check *c)
{
	const struct report *r = c->report;

	for (size_t i = 0; i < r->items.n; i++) {
		const struct report_item *item = &r->items.at[i];
		bool dated = date_known(item->due) || item->due_text.n;

		check_due(c, item->due, item->due_text, item->due_year_guessed, item->line);
		for (size_t p = 0; p < item->parts.n; p++) {
			const struct report_part *part = &item->parts.at[p];

			check_due(c, part->due, part->due_text,
				  part->due_text.n && !says_year(part->due_text), part->line);
			dated = dated || date_known(part->due) || part->due_text.n;
		}
		/* A conclusion is nobody's task and has no day. */
		if (item->kind != ITEM_ACTION)
			continue;
		if (item->owner == OWNER_NONE)
			check_add(c, RULE_ITEM_NO_OWNER, item->line, item->text, STR_NONE,
				  STR_NONE);
		if (!dated)
			check_add(c, RULE_ITEM_NO_DATE, item->line, item->text, STR_NONE,
				  STR_NONE);
	}
}

/* ---- order ---- */

struct place {
	uint32_t line;
	size_t index;
};

static int
by_place(const void *x, const void *y)
{
	const struct place *p = x, *q = y;

	if (p->line != q->line)
		return p->line < q->line ? -1 : 1;
	return p->index < q->index ? -1 : 1;
}

/* By line; on one line in the order in which they were found. */
static void
sort_findings(struct check *c)
{
	size_t n = c->found.n;
	struct place *place = ARENA_ARRAY(c->arena, n, struct place);
	struct finding *sorted = ARENA_ARRAY(c->arena, n, struct finding);

	for (size_t i = 0; i < n; i++)
		place[i] = (struct place){ c->found.at[i].line, i };
	if (n)
		qsort(place, n, sizeof *place, by_place);
	for (size_t i = 0; i < n; i++)
		sorted[i] = c->found.at[place[i].index];
	c->found = (struct findings){ sorted, n, n };
}

struct findings
report_check(struct arena *a, const struct report *r, const struct report_known *known)
{
	static const struct report_known nothing;
	struct check c = { .arena = a, .report = r, .known = known ? known : &nothing };

	for (size_t i = 0; i < r->noticed.n; i++)
		VEC_PUSH(a, &c.found, r->noticed.at[i]);
	if (r->form == REPORT_HOUSE) {
		check_head(&c);
		check_numbering(&c);
		check_headings(&c);
		check_items(&c);
		check_names(&c);
	} else {
		check_add(&c, RULE_NOT_HOUSE_FORM, 0, STR_NONE, STR_NONE, STR_NONE);
	}
	check_links(&c);
	sort_findings(&c);
	return c.found;
}
