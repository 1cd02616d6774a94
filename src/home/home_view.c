/* SPDX-License-Identifier: Apache-2.0 */
#include "home/home_view.h"

#include "meeting/meeting_view.h"

#define NEWEST 5

/* Coalitions that are, in the order of every list, and whether each was at the
 * newest meeting of the main series. */
static enum errc
lines_load(struct op *op, struct home_view *v)
{
	struct group_lines all;
	enum tick *tick;
	size_t n = 0;

	TRY(group_lines_load(op, v->page.forum, &v->window, &all));
	tick = ARENA_ARRAY(op->arena, all.n + 1, enum tick);
	for (size_t i = 0; i < all.n; i++) {
		const struct group_line *g = &all.at[i];
		bool there = v->window.newest && g->presence.last_number == v->window.newest;

		if (g->state == STATE_ACTIVE)
			v->coalitions++;
		if (g->state == STATE_ACTIVE || g->state == STATE_PROPOSED)
			VEC_PUSH(op->arena, &v->lines, *g);
		if (!there && g->state != STATE_ACTIVE)
			continue;
		tick[n++] = there ? TICK_YES : TICK_NO;
		v->tally_present += there;
	}
	v->tally_of = (int64_t)n;
	v->tally = ticks_make(op->arena, tick, n);
	return OK;
}

static const struct list_ribbon *
ribbon_of(const list_ribbons *r, struct str grp_slug)
{
	for (size_t i = 0; i < r->n; i++)
		if (str_eq(r->at[i].grp_slug, grp_slug))
			return &r->at[i];
	return NULL;
}

static enum errc
lists_of_lines_load(struct op *op, struct home_view *v)
{
	list_ribbons r = { 0 };
	bool any = false;

	TRY(list_ribbons_load(op, v->page.lang, HOME_MONTHS, &r));
	for (size_t i = 0; i < v->lines.n; i++)
		any |= ribbon_of(&r, v->lines.at[i].slug) != NULL;
	for (size_t i = 0; any && i < v->lines.n; i++) {
		const struct list_ribbon *found = ribbon_of(&r, v->lines.at[i].slug);
		struct home_list *l = VEC_ADD(op->arena, &v->lists);

		l->g = &v->lines.at[i];
		if (!found)
			continue;
		l->slug = found->slug;
		l->ribbon = found->ribbon;
	}
	return OK;
}

static enum errc
actions_load(struct op *op, struct home_view *v)
{
	struct home_actions_rows rows = { 0 };

	TRY(home_actions(op, NEWEST, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		struct home_action a = { .row = rows.at[i] };

		a.overdue = action_is_overdue(a.row.state, a.row.due, v->page.today);
		a.owner_group = a.row.owner == OWNER_GROUP && a.row.grp_slug.n > 0 &&
				group_type_parse(a.row.grp_type, &a.owner_type);
		VEC_PUSH(op->arena, &v->actions, a);
	}
	return OK;
}

static enum errc
news_load(struct op *op, struct home_view *v)
{
	struct home_events_rows rows = { 0 };

	TRY(home_events(op, NEWEST, &rows));
	for (size_t i = 0; i < rows.n; i++)
		VEC_PUSH(op->arena, &v->events,
			 ((struct home_event){ rows.at[i], url_checked(rows.at[i].path),
					       date_of_instant(rows.at[i].at) }));
	return OK;
}

enum errc
home_load(struct op *op, struct home_view *v)
{
	TRY(home_figures(op, v->page.today, &v->n));
	TRY(home_latest(op, &v->has_latest, &v->latest));
	v->latest.focus = meeting_about(op->arena, v->page.lang, v->latest.focus);
	TRY(lines_load(op, v));
	TRY(lists_of_lines_load(op, v));
	/* The tally is of the main series; the newest meeting may be another's. */
	if (!v->has_latest || !v->latest.listed || v->latest.number != v->window.newest ||
	    !str_eq(v->latest.series, v->page.forum->series_slug))
		v->tally_of = 0;
	TRY(actions_load(op, v));
	TRY(home_topics(op, NEWEST, &v->topics));
	return news_load(op, v);
}
