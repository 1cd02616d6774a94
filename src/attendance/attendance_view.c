/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One query gives the meetings, one the coalitions, one the pairs that have
 * anything to say. The pairs are written into rows of marks that begin as "not
 * there", after which what is not known and what does not apply is marked over
 * every cell that is still empty. Rows and columns are then counted from the
 * same cells, so that they agree.
 */
#include "attendance/attendance_view.h"

#include <inttypes.h>

struct str
attended_word(enum attended a)
{
	static const struct str words[] = {
		[ATTENDED_NOT] = STR_INIT("no"),
		[ATTENDED] = STR_INIT("yes"),
		[ATTENDED_APOLOGY] = STR_INIT("apology"),
		[ATTENDED_UNKNOWN] = STR_INIT("unknown"),
		[ATTENDED_NONE] = STR_INIT("not-applicable"),
	};

	return words[a];
}

static int64_t
year_of(date d)
{
	return date_known(d) ? date_to_civil(d).year : 0;
}

/* ---- columns ---- */

static void
count_year(struct op *op, struct attendance_view *v, int64_t year)
{
	size_t i = 0;

	while (i < v->years.n && v->years.at[i].year != year)
		i++;
	if (i == v->years.n)
		VEC_PUSH(op->arena, &v->years,
			 ((struct attendance_year){ .year = year, .current = year == v->year }));
	v->years.at[i].n++;
}

static void
add_column(struct op *op, struct attendance_view *v, const struct attendance_view_meetings_row *r)
{
	struct attendance_column c = { .row = *r };
	int64_t year = year_of(r->held);

	if (v->heads.n == 0 || v->heads.at[v->heads.n - 1].year != year) {
		VEC_PUSH(op->arena, &v->heads, ((struct attendance_year){ .year = year }));
		c.new_year = v->meetings.n > 0;
	}
	v->heads.at[v->heads.n - 1].n++;
	v->unlisted += !r->listed;
	VEC_PUSH(op->arena, &v->meetings, c);
}

static enum errc
load_columns(struct op *op, const struct forum *forum, struct attendance_view *v)
{
	struct attendance_view_meetings_rows rows = { 0 };

	if (!forum->series.v)
		return OK;
	TRY(attendance_view_meetings(op, forum->series, &rows));
	v->all = (int64_t)rows.n;
	for (size_t i = 0; i < rows.n; i++) {
		int64_t year = year_of(rows.at[i].held);

		count_year(op, v, year);
		if (v->year > 0 ? year == v->year : v->year < 0 || v->meetings.n < ATTENDANCE_MEETINGS)
			add_column(op, v, &rows.at[i]);
	}
	if (v->all <= ATTENDANCE_MEETINGS)
		v->years.n = 0;
	if (v->meetings.n > 0) {
		v->last = v->meetings.at[0].row.number;
		v->first = v->meetings.at[v->meetings.n - 1].row.number;
	}
	return OK;
}

/* ---- cells ---- */

static size_t
column_of(const struct attendance_view *v, int64_t number)
{
	size_t i = 0;

	while (i < v->meetings.n && v->meetings.at[i].row.number != number)
		i++;
	return i;
}

/* Rows of the marks are in order of meeting and group: a few hundred pairs, a
 * few dozen rows. */
static void
mark(struct attendance_view *v, struct attendance_row *rows, size_t n,
     const struct attendance_view_marks_row *m)
{
	size_t column = column_of(v, m->number), i = 0;

	while (i < n && rows[i].group.id.v != m->grp_id.v)
		i++;
	if (i == n || column == v->meetings.n)
		return;
	rows[i].marks.at[column] = (struct attendance_mark){
		.was = m->people ? ATTENDED : m->apologies ? ATTENDED_APOLOGY : ATTENDED_NOT,
		.people = m->people,
	};
}

static bool
is_counted(enum attended a)
{
	return a == ATTENDED || a == ATTENDED_NOT || a == ATTENDED_APOLOGY;
}

static void
finish(struct attendance_view *v, struct attendance_row *row)
{
	for (size_t i = 0; i < v->meetings.n; i++) {
		struct attendance_column *c = &v->meetings.at[i];
		struct attendance_mark *m = &row->marks.at[i];

		if (m->was == ATTENDED_NOT && !c->row.listed)
			m->was = ATTENDED_UNKNOWN;
		else if (m->was == ATTENDED_NOT && date_known(row->group.since) &&
			 date_known(c->row.held) && c->row.held.v < row->group.since.v)
			m->was = ATTENDED_NONE;
		row->present += m->was == ATTENDED;
		row->of += is_counted(m->was);
		c->coalitions += m->was == ATTENDED;
	}
	v->coalitions += row->present > 0;
}

static enum errc
load_rows(struct op *op, const struct forum *forum, struct attendance_view *v)
{
	struct attendance_view_coalitions_rows groups = { 0 };
	struct attendance_view_marks_rows marks = { 0 };
	struct attendance_row *rows;

	TRY(attendance_view_coalitions(op, &groups));
	if (v->meetings.n > 0)
		TRY(attendance_view_marks(op, forum->series, v->first, v->last, &marks));
	rows = ARENA_ARRAY(op->arena, groups.n + 1, struct attendance_row);
	for (size_t i = 0; i < groups.n; i++) {
		rows[i].group = groups.at[i];
		rows[i].marks.at = ARENA_ARRAY(op->arena, v->meetings.n + 1, struct attendance_mark);
		rows[i].marks.n = v->meetings.n;
	}
	for (size_t i = 0; i < marks.n; i++)
		mark(v, rows, groups.n, &marks.at[i]);
	for (size_t i = 0; i < groups.n; i++) {
		struct attendance_row *row = &rows[i];
		bool current = row->group.state == STATE_ACTIVE || row->group.state == STATE_PROPOSED;

		finish(v, row);
		if (current)
			VEC_PUSH(op->arena, &v->active, *row);
		else if (row->present > 0)
			VEC_PUSH(op->arena, &v->others, *row);
	}
	return OK;
}

enum errc
attendance_load(struct op *op, int64_t year, struct attendance_view *v)
{
	const struct forum *forum = v->page.forum;

	v->year = year;
	v->series = forum->series_slug;
	v->series_name = forum->series_name;
	TRY(load_columns(op, forum, v));
	if (year > 0 && v->meetings.n == 0)
		return fail(op, E_NOT_FOUND, "error.not-found", "year %" PRId64, year);
	return load_rows(op, forum, v);
}
