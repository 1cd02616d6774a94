/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Presence is one query for all groups: pairs of group and meeting number over
 * the newest meetings. They are marked in a small matrix (groups × meetings),
 * from which each line's strip and its figures are read, so that the strip and
 * the words beside it cannot disagree.
 */
#include "group/group_view.h"

#include "list/list_measure.h"
#include "mail/body.h"
#include "mail/refs.h"
#include "web/url.h"

/* ---- presence ---- */

struct matrix {
	const struct group_window *window;
	const struct group_line *lines;
	size_t n_lines;
	bool *at; /* line × meeting, newest meeting first */
};

static enum errc
window_load(struct op *op, const struct forum *forum, struct group_window *ret)
{
	struct group_window w = { .series = forum->series_slug };

	if (forum->series.v) {
		TRY(group_view_meetings(op, forum->series, GROUP_STRIP, &w.meetings));
		if (w.meetings.n > 0) {
			w.newest = w.meetings.at[0].number;
			w.oldest = w.meetings.at[w.meetings.n - 1].number;
		}
	}
	*ret = w;
	return OK;
}

static size_t
meeting_of(const struct group_window *w, int64_t number)
{
	size_t i = 0;

	while (i < w->meetings.n && w->meetings.at[i].number != number)
		i++;
	return i;
}

static enum errc
matrix_load(struct op *op, const struct forum *forum, struct matrix *m)
{
	const struct group_window *w = m->window;
	struct group_view_presence_rows rows = { 0 };

	m->at = ARENA_ARRAY(op->arena, m->n_lines * w->meetings.n + 1, bool);
	if (w->meetings.n == 0)
		return OK;
	TRY(group_view_presence(op, forum->series, w->oldest, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		size_t meeting = meeting_of(w, rows.at[i].number);
		size_t line = 0;

		while (line < m->n_lines && m->lines[line].id.v != rows.at[i].grp_id.v)
			line++;
		if (line < m->n_lines && meeting < w->meetings.n)
			m->at[line * w->meetings.n + meeting] = true;
	}
	return OK;
}

static struct group_presence
presence_of(struct arena *a, const struct matrix *m, size_t line)
{
	const struct group_window *w = m->window;
	const struct group_line *g = &m->lines[line];
	enum tick tick[GROUP_STRIP];
	struct group_presence p = { .last_held = DATE_NONE };

	for (size_t i = 0; i < w->meetings.n; i++) {
		const struct group_view_meetings_row *meeting = &w->meetings.at[i];
		enum tick *t = &tick[w->meetings.n - 1 - i];

		if (m->at[line * w->meetings.n + i]) {
			*t = TICK_YES;
			p.present++;
			if (!p.last_number) {
				p.last_number = meeting->number;
				p.last_held = meeting->held;
			}
		} else if (!meeting->listed) {
			*t = TICK_UNKNOWN;
			continue;
		} else if (date_known(g->since) && date_known(meeting->held) &&
			   meeting->held.v < g->since.v) {
			*t = TICK_NONE;
			continue;
		} else {
			*t = TICK_NO;
		}
		p.of++;
	}
	p.ticks = ticks_make(a, tick, w->meetings.n);
	return p;
}

enum errc
group_lines_load(struct op *op, const struct forum *forum, struct group_window *ret_window,
		 struct group_lines *ret)
{
	struct group_view_coalitions_rows rows = { 0 };
	struct group_window w;
	struct group_lines lines = { 0 };
	struct matrix m;

	TRY(window_load(op, forum, &w));
	TRY(group_view_coalitions(op, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		const struct group_view_coalitions_row *r = &rows.at[i];

		VEC_PUSH(op->arena, &lines,
			 ((struct group_line){ .id = r->id, .slug = r->slug, .name = r->name,
					       .short_name = r->short_name,
					       .type = GROUP_COALITION, .state = r->state,
					       .since = r->since }));
	}
	m = (struct matrix){ &w, lines.at, lines.n, NULL };
	TRY(matrix_load(op, forum, &m));
	for (size_t i = 0; i < lines.n; i++)
		lines.at[i].presence = presence_of(op->arena, &m, i);
	*ret_window = w;
	*ret = lines;
	return OK;
}

/* ---- lists ---- */

enum errc
group_list_load(struct op *op, struct group_list_view *v)
{
	struct group_lines all;

	TRY(group_lines_load(op, v->page.forum, &v->window, &all));
	for (size_t i = 0; i < all.n; i++) {
		const struct group_line *g = &all.at[i];
		struct group_lines *into = &v->active;

		if (g->state == STATE_UNRESOLVED)
			into = &v->named;
		else if (g->state == STATE_INACTIVE || g->state == STATE_CONCLUDED)
			into = &v->past;
		VEC_PUSH(op->arena, into, *g);
		if (g->state == STATE_ACTIVE)
			v->n_active++;
	}
	return OK;
}

enum msg
group_type_msg(enum group_type type)
{
	static const enum msg msg[] = {
		[GROUP_COALITION] = MSG_group_type_coalition,
		[GROUP_COORDINATION] = MSG_group_type_coordination_group,
		[GROUP_ADVISORY] = MSG_group_type_advisory_group,
		[GROUP_WORKING] = MSG_group_type_working_group,
		[GROUP_BEST_PRACTICE] = MSG_group_type_best_practice_forum,
		[GROUP_POLICY_NETWORK] = MSG_group_type_policy_network,
		[GROUP_INITIATIVE] = MSG_group_type_initiative,
		[GROUP_SECRETARIAT] = MSG_group_type_secretariat,
		[GROUP_OTHER] = MSG_group_type_other,
	};

	return (size_t)type < ARRAY_LEN(msg) ? msg[type] : MSG_group_type_other;
}

enum msg
group_types_msg(enum group_type type)
{
	static const enum msg msg[] = {
		[GROUP_COALITION] = MSG_group_types_coalition,
		[GROUP_COORDINATION] = MSG_group_types_coordination_group,
		[GROUP_ADVISORY] = MSG_group_types_advisory_group,
		[GROUP_WORKING] = MSG_group_types_working_group,
		[GROUP_BEST_PRACTICE] = MSG_group_types_best_practice_forum,
		[GROUP_POLICY_NETWORK] = MSG_group_types_policy_network,
		[GROUP_INITIATIVE] = MSG_group_types_initiative,
		[GROUP_SECRETARIAT] = MSG_group_types_secretariat,
		[GROUP_OTHER] = MSG_group_types_other,
	};

	return (size_t)type < ARRAY_LEN(msg) ? msg[type] : MSG_group_types_other;
}

enum errc
group_others_load(struct op *op, struct group_others_view *v)
{
	struct group_view_others_rows rows = { 0 };

	TRY(group_view_others(op, &rows));
	for (int type = GROUP_COORDINATION; type <= GROUP_OTHER; type++) {
		enum msg name = group_types_msg((enum group_type)type);
		struct group_others_kind kind = { .name = page_text(&v->page, name) };

		for (size_t i = 0; i < rows.n; i++)
			if ((int)rows.at[i].type == type)
				VEC_PUSH(op->arena, &kind.groups, rows.at[i]);
		if (kind.groups.n > 0)
			VEC_PUSH(op->arena, &v->kinds, kind);
	}
	return OK;
}

/* ---- one group ---- */

static void
count_person(struct op *op, struct group_show_view *v, const struct group_view_present_row *r)
{
	for (size_t i = 0; i < v->people.n; i++) {
		if (str_eq(v->people.at[i].slug, r->person)) {
			v->people.at[i].times++;
			return;
		}
	}
	VEC_PUSH(op->arena, &v->people, ((struct group_person){ r->person, r->name, 1 }));
}

/* Most often first; equal ones stay in the order of their last meeting. */
static void
sort_people(struct group_show_view *v)
{
	for (size_t i = 1; i < v->people.n; i++) {
		struct group_person p = v->people.at[i];
		size_t k = i;

		for (; k > 0 && v->people.at[k - 1].times < p.times; k--)
			v->people.at[k] = v->people.at[k - 1];
		v->people.at[k] = p;
	}
}

static void
add_presence(struct op *op, struct group_meeting *m, const struct group_view_present_rows *rows)
{
	for (size_t i = 0; i < rows->n; i++) {
		const struct group_view_present_row *r = &rows->at[i];
		struct group_person p = { r->person, r->name, 0 };

		if (r->number != m->number || !str_eq(r->series, m->series))
			continue;
		if (r->apology) {
			VEC_PUSH(op->arena, &m->apologies, p);
			continue;
		}
		VEC_PUSH(op->arena, &m->people, p);
		m->was = GROUP_WAS_PRESENT;
	}
}

static enum errc
show_presence(struct op *op, struct group_show_view *v)
{
	const struct forum *forum = v->page.forum;
	struct group_view_present_rows rows = { 0 };
	struct group_line line = { .id = v->g.id, .since = v->g.since };
	struct group_window w;
	struct matrix m = { &w, &line, 1, NULL };

	TRY(window_load(op, forum, &w));
	TRY(group_view_present(op, v->g.id, &rows));
	m.at = ARENA_ARRAY(op->arena, w.meetings.n + 1, bool);
	for (size_t i = 0; i < rows.n; i++) {
		size_t at = meeting_of(&w, rows.at[i].number);

		if (rows.at[i].apology)
			continue;
		count_person(op, v, &rows.at[i]);
		if (at < w.meetings.n && str_eq(rows.at[i].series, forum->series_slug))
			m.at[at] = true;
	}
	sort_people(v);
	v->presence = presence_of(op->arena, &m, 0);
	for (size_t i = 0; i < w.meetings.n && v->meetings.n < GROUP_TABLE; i++) {
		const struct group_view_meetings_row *r = &w.meetings.at[i];
		struct group_meeting meeting = {
			.series = forum->series_slug,
			.number = r->number,
			.held = r->held,
			.was = r->listed ? GROUP_WAS_AWAY : GROUP_NOT_LISTED,
		};

		add_presence(op, &meeting, &rows);
		/* What was before the group does not apply to it. */
		if (meeting.was != GROUP_WAS_PRESENT && date_known(v->g.since) &&
		    date_known(r->held) && r->held.v < v->g.since.v)
			continue;
		VEC_PUSH(op->arena, &v->meetings, meeting);
	}
	return OK;
}

static enum errc
show_actions(struct op *op, struct group_show_view *v)
{
	struct group_view_actions_rows rows = { 0 };

	TRY(group_view_actions(op, v->g.id, v->coalition, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		const struct group_view_actions_row *r = &rows.at[i];
		struct group_action item = { *r, action_is_overdue(r->state, r->due, v->page.today) };

		VEC_PUSH(op->arena, &v->actions, item);
		if (r->state == ACTION_OPEN || r->state == ACTION_IN_PROGRESS)
			v->open_actions++;
	}
	return OK;
}

/* Only what leads somewhere: a template tests for the empty one. */
static struct url
link_of(struct str s)
{
	struct url u = url_checked(s);

	return str_eq(u.s, STR("#")) ? (struct url){ STR("") } : u;
}

static enum errc
load_ribbon(struct op *op, struct group_show_view *v)
{
	struct measures m;

	if (!v->lists.n)
		return OK;
	TRY(list_measure(op, v->lists.at[0].id, LIST_RULE_REFERENCES, INSTANT_NONE, INSTANT_NONE, &m));
	v->page.mail = true;
	v->ribbon = ribbon_make(op->arena, v->page.lang, v->lists.at[0].slug, v->lists.at[0].name, &m);
	return OK;
}

#define RECORDS 5

static enum errc
load_records(struct op *op, struct group_show_view *v)
{
	struct recordeds all = { 0 };

	TRY(behalf_recorded(op, v->g.id, RECORDS, &all));
	for (size_t i = 0; i < all.n; i++) {
		const struct recorded *r = &all.at[i];
		AUTO_BUF path = { 0 };

		if (str_present(r->list))
			path_list_message(&path, r->list, refs_key_format(op->arena, r->mid_key));
		/* Nobody's address is shown, in a Message-ID neither. */
		VEC_PUSH(op->arena, &v->records, ((struct group_record){
			page_text(&v->page, str_is(r->action, "evidence.add") ? MSG_behalf_evidence_added : MSG_behalf_said),
			body_mask(op->arena, r->evidence), (struct url){ buf_to_arena(&path, op->arena) }, r->at }));
	}
	return OK;
}

enum errc
group_show_load(struct op *op, struct str slug, bool coalition, struct group_show_view *v)
{
	bool found;

	TRY(group_view_by_slug(op, slug, &found, &v->g));
	if (!found || (v->g.type == GROUP_COALITION) != coalition)
		return fail(op, E_NOT_FOUND, "error.not-found", "group %.*s", STRF(slug));
	v->coalition = coalition;
	v->may_edit = actor_may(op->actor, RIGHT_GROUP, v->g.id);
	v->may_set_state = actor_may(op->actor, RIGHT_STANDING, v->g.id);
	TRY(standing_history(op, v->g.id, &v->history));
	TRY(load_records(op, v));
	v->type_name = page_text(&v->page, group_type_msg(v->g.type));
	v->mail = url_mail(op->arena, v->g.list_address);
	v->join = link_of(v->g.join_url);
	v->archive = link_of(v->g.archive_url);
	v->website = link_of(v->g.website);
	TRY(show_presence(op, v));
	TRY(show_actions(op, v));
	TRY(group_view_spellings(op, v->g.id, &v->spellings));
	TRY(group_view_lists(op, v->g.id, &v->lists));
	TRY(load_ribbon(op, v));
	if (v->may_edit && v->lists.n)
		TRY(list_check_latest(op, v->lists.at[0].id, &v->checked, &v->check));
	return group_view_series(op, v->g.id, &v->series);
}

enum errc
group_edit_load(struct op *op, struct str slug, struct group_edit_view *v, group_id *ret)
{
	struct group_view_by_slug_row g;
	bool found;

	TRY(group_view_by_slug(op, slug, &found, &g));
	if (!found)
		return fail(op, E_NOT_FOUND, "error.not-found", "group %.*s", STRF(slug));
	v->slug = g.slug;
	v->name = g.name;
	v->type = g.type;
	TRY(group_said(op, g.id, &v->said));
	v->seen = group_said_digest(op->arena, &v->said);
	v->for_others = behalf_of_others(op->actor, g.id);
	v->evidence = STR("");
	*ret = g.id;
	return OK;
}
