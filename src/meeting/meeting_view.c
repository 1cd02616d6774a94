/* SPDX-License-Identifier: Apache-2.0 */
#include "meeting/meeting_view.h"

#include <inttypes.h>

#include "meeting/meeting_text.h"
#include "text/line_diff.h"

struct str
meeting_title(struct arena *a, const struct page *p, int64_t number, date held)
{
	struct msg_arg args[] = {
		msg_str("number", arena_printf(a, "%" PRId64, number)),
		msg_date("day", held),
	};

	return msg_format(a, p->lang,
			  date_known(held) ? MSG_meeting_title : MSG_meeting_title_undated, args,
			  date_known(held) ? 2 : 1);
}

struct str
meeting_about(struct arena *a, enum lang lang, struct str focus)
{
	struct str rest = focus;
	struct msg_arg args[2];
	size_t end = 0;
	int64_t more = 0;

	while (str_present(rest)) {
		struct str topic = str_cut(&rest, ';');
		size_t to = (size_t)(topic.p - focus.p) + topic.n;

		if (end == 0 || (more == 0 && to <= MEETING_ABOUT))
			end = to;
		else
			more++;
	}
	if (more < 2) /* "and 1 more" is hardly shorter than the one */
		return focus;
	args[0] = msg_str("topics", str_sub(focus, 0, end));
	args[1] = msg_int("n", more);
	return msg_format(a, lang, MSG_meeting_and_more, args, 2);
}

/* ---- lists ---- */

static enum errc
series_load(struct op *op, enum lang lang, const struct meeting_view_series_row *row,
	    struct meeting_series *s)
{
	struct meeting_view_list_rows rows = { 0 };
	struct meeting_year *year = NULL;
	int current = -1;

	TRY(meeting_view_list(op, row->id, &rows));
	s->row = *row;
	s->n = (int64_t)rows.n;
	for (size_t i = 0; i < rows.n; i++) {
		date held = rows.at[i].held;
		int y = date_known(held) ? date_to_civil(held).year : 0;

		rows.at[i].focus = meeting_about(op->arena, lang, rows.at[i].focus);
		if (!year || y != current) {
			year = VEC_ADD(op->arena, &s->years);
			if (y)
				year->label = arena_printf(op->arena, "%d", y);
			current = y;
		}
		VEC_PUSH(op->arena, &year->meetings, rows.at[i]);
	}
	return OK;
}

enum errc
meeting_list_load(struct op *op, struct str only, struct meeting_list_view *v)
{
	struct meeting_view_series_rows rows = { 0 };

	TRY(meeting_view_series(op, &rows));
	v->one = str_present(only);
	for (size_t i = 0; i < rows.n; i++) {
		struct meeting_series *s;

		if (v->one && !str_eq(rows.at[i].slug, only))
			continue;
		s = VEC_ADD(op->arena, &v->series);
		TRY(series_load(op, v->page.lang, &rows.at[i], s));
		v->n += s->n;
	}
	if (v->one && v->series.n == 0)
		return fail(op, E_NOT_FOUND, "error.not-found", "series %.*s", STRF(only));
	return OK;
}

/* ---- one meeting ---- */

static enum errc
head_load(struct op *op, struct str series, int64_t number, struct meeting_view_show_row *ret)
{
	bool found;

	TRY(meeting_view_show(op, series, number, &found, ret));
	if (!found)
		return fail(op, E_NOT_FOUND, "error.not-found", "meeting %.*s/%" PRId64,
			    STRF(series), number);
	return OK;
}

/* The coalition's place in the tally, or n where it is none of them. */
static size_t
place_of(const struct meeting_view_coalitions_rows *all, group_id id)
{
	size_t i = 0;

	while (i < all->n && all->at[i].id.v != id.v)
		i++;
	return i;
}

/*
 * The tally has a tick for each coalition that is active now, and for each
 * other one that was there: "8 of 22" never says more than there are.
 */
static enum errc
tally_load(struct op *op, const struct meeting_view_attendance_rows *rows,
	   struct meeting_show_view *v)
{
	struct meeting_view_coalitions_rows all = { 0 };
	bool *was_there;
	enum tick *tick;
	size_t n = 0;

	TRY(meeting_view_coalitions(op, &all));
	was_there = ARENA_ARRAY(op->arena, all.n + 1, bool);
	tick = ARENA_ARRAY(op->arena, all.n + 1, enum tick);
	for (size_t i = 0; i < rows->n; i++)
		if (rows->at[i].kind != ROSTER_APOLOGY && rows->at[i].grp_id.v)
			was_there[place_of(&all, rows->at[i].grp_id)] = true;
	for (size_t i = 0; i < all.n; i++) {
		if (was_there[i])
			v->coalitions++;
		else if (!all.at[i].active)
			continue;
		tick[n++] = was_there[i] ? TICK_YES : TICK_NO;
	}
	v->coalitions_of = (int64_t)n;
	if (v->listed)
		v->tally = ticks_make(op->arena, tick, n);
	return OK;
}

static enum errc
roster_load(struct op *op, struct meeting_show_view *v)
{
	struct meeting_view_attendance_rows rows = { 0 };
	struct meeting_roster *group = NULL;
	enum roster_kind kind = ROSTER_OTHER;

	TRY(meeting_view_attendance(op, v->m.id, &rows));
	v->listed = rows.n > 0;
	for (size_t i = 0; i < rows.n; i++) {
		const struct meeting_view_attendance_row *r = &rows.at[i];
		struct meeting_attendee who = {
			.person = r->person,
			.written = r->written,
			.affiliation = r->affiliation,
		};

		if (r->grp_slug.n > 0 && group_type_parse(r->grp_type, &who.grp_type))
			who.grp_slug = r->grp_slug;
		if (!group || kind != r->kind || !str_eq(group->label, r->label)) {
			group = VEC_ADD(op->arena, &v->roster);
			group->label = r->label;
			kind = r->kind;
		}
		VEC_PUSH(op->arena, &group->people, who);
		if (r->kind == ROSTER_FACILITATOR)
			VEC_PUSH(op->arena, &v->facilitators, who);
		if (r->kind != ROSTER_APOLOGY)
			v->present++;
	}
	return tally_load(op, &rows, v);
}

static enum errc
actions_load(struct op *op, struct meeting_show_view *v)
{
	struct meeting_view_actions_rows rows = { 0 };

	TRY(meeting_view_actions(op, v->m.id, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		const struct meeting_view_actions_row *r = &rows.at[i];

		VEC_PUSH(op->arena, &v->rows, *r);
		if (r->kind != ITEM_ACTION) {
			v->conclusions++;
			continue;
		}
		v->actions++;
		if (r->state == ACTION_DONE)
			v->actions_done++;
		else if (r->state != ACTION_DROPPED)
			v->actions_open++;
		if (action_is_overdue(r->state, r->due, v->page.today))
			v->actions_overdue++;
	}
	return OK;
}

static enum errc
neighbours_load(struct op *op, struct meeting_show_view *v)
{
	struct meeting_view_next_row next = { 0 };
	struct meeting_view_prev_row prev = { 0 };

	TRY(meeting_view_next(op, v->m.series_id, v->m.number, &v->next.known, &next));
	TRY(meeting_view_prev(op, v->m.series_id, v->m.number, &v->prev.known, &prev));
	v->next.number = next.number;
	v->next.held = next.held;
	v->prev.number = prev.number;
	v->prev.held = prev.held;
	return OK;
}

enum errc
meeting_show_load(struct op *op, struct str series, int64_t number, int64_t part,
		  struct meeting_show_view *v)
{
	struct meeting_view_first_at_row first;

	TRY(head_load(op, series, number, &v->m));
	v->title = meeting_title(op->arena, &v->page, v->m.number, v->m.held);
	v->about = meeting_about(op->arena, v->page.lang, v->m.focus);
	TRY(roster_load(op, v));
	TRY(actions_load(op, v));
	TRY(meeting_view_topics(op, v->m.id, &v->topics));
	TRY(meeting_view_abbreviations(op, v->m.id, &v->abbreviations));
	TRY(neighbours_load(op, v));
	TRY(meeting_view_first_at(op, v->m.document_id, &first));
	v->published = date_of_instant(first.at);
	v->revised = date_of_instant(v->m.at);
	v->revisions = first.revisions;
	v->downloads = download_links(op->arena, v->page.lang);
	if (!meeting_text_read(op->arena, v, part))
		return fail(op, E_NOT_FOUND, "error.not-found", "part %" PRId64, part);
	return OK;
}

/* ---- revisions ---- */

enum errc
meeting_revisions_load(struct op *op, struct str series, int64_t number,
		       struct meeting_revisions_view *v)
{
	TRY(head_load(op, series, number, &v->m));
	return meeting_view_versions(op, v->m.document_id, &v->versions);
}

static void
read_changes(struct arena *a, struct str before, struct str now, struct meeting_revision_view *v)
{
	struct str rest = line_diff(a, before, now);

	while (str_present(rest)) {
		struct str line = str_cut_line(&rest);
		struct meeting_change c = { .added = line.n > 0 && line.p[0] == '+' };

		if (line.n < 2)
			continue;
		c.text = str_trim(str_from(line, 2));
		if (c.text.n > 0)
			VEC_PUSH(a, &v->changes, c);
	}
}

enum errc
meeting_revision_load(struct op *op, struct str series, int64_t number, int64_t revision,
		      struct meeting_revision_view *v)
{
	struct meeting_view_version_row version = { 0 };
	struct meeting_view_before_row before = { 0 };
	bool found;

	TRY(head_load(op, series, number, &v->m));
	TRY(meeting_view_version(op, v->m.document_id, revision, &found, &version));
	if (!found)
		return fail(op, E_NOT_FOUND, "error.not-found", "revision %" PRId64, revision);
	TRY(meeting_view_before(op, v->m.document_id, revision, &found, &before));
	v->revision = revision;
	v->at = version.at;
	if (found) {
		v->before = before.revision;
		read_changes(op->arena, before.source, version.source, v);
	}
	v->text = meeting_text_plain(op->arena, version.source);
	return OK;
}
