/* SPDX-License-Identifier: Apache-2.0 */
#include "action/action_view.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "http/http.h"
#include "web/url.h"

const char *const action_filter_words[] = { "pending", "open", "in-progress", "overdue",
					    "done", "dropped", "conclusion", "all", NULL };
const char *const action_owner_words[] = { "any", "all", "group", "person", "none", NULL };
const char *const action_sort_words[] = { "deadline", "meeting", "owner", NULL };

static void
add_pair(struct buf *b, char *sep, const char *name, struct str value)
{
	buf_addc(b, *sep);
	buf_addz(b, name);
	buf_addc(b, '=');
	http_add_encoded(b, value);
	*sep = '&';
}

void
action_list_path(struct buf *b, const struct action_query *q)
{
	char sep = '?';

	path_actions(b);
	if (q->state != ACTIONS_PENDING)
		add_pair(b, &sep, "state", str_of(action_filter_words[q->state]));
	if (q->owner != ACTIONS_OF_ANYBODY)
		add_pair(b, &sep, "owner", str_of(action_owner_words[q->owner]));
	if (q->sort != ACTIONS_BY_DEADLINE)
		add_pair(b, &sep, "sort", str_of(action_sort_words[q->sort]));
	if (str_present(q->group))
		add_pair(b, &sep, "group", q->group);
	if (str_present(q->person))
		add_pair(b, &sep, "person", q->person);
}

void
url_actions_state(struct html *o, const struct action_query *q, enum action_filter state)
{
	struct action_query other = *q;
	size_t from = o->buf->n;

	other.state = state;
	action_list_path(o->buf, &other);
	url_escape_since(o, from);
}

static bool
is_pending(enum action_state s)
{
	return s == ACTION_OPEN || s == ACTION_IN_PROGRESS;
}

/* In words that do not pretend to more than they know: days, then months, then
 * years of 365 days. */
static struct str
how_late(struct op *op, const struct page *p, date due)
{
	int64_t days = p->today.v - due.v;
	enum msg msg = days < 60 ? MSG_action_late_days :
		       days < 730 ? MSG_action_late_months : MSG_action_late_years;
	int64_t n = days < 60 ? days : days < 730 ? days / 30 : days / 365;
	struct msg_arg args[] = { msg_int("n", n) };

	return msg_format(op->arena, p->lang, msg, args, ARRAY_LEN(args));
}

/* ---- the list ---- */

static bool
state_matches(enum action_filter f, const struct action_line *i)
{
	bool action = i->row.kind == ITEM_ACTION;

	switch (f) {
	case ACTIONS_PENDING:
		return action && is_pending(i->row.state);
	case ACTIONS_OPEN:
		return action && i->row.state == ACTION_OPEN;
	case ACTIONS_IN_PROGRESS:
		return action && i->row.state == ACTION_IN_PROGRESS;
	case ACTIONS_OVERDUE:
		return i->overdue;
	case ACTIONS_DONE:
		return action && i->row.state == ACTION_DONE;
	case ACTIONS_DROPPED:
		return action && i->row.state == ACTION_DROPPED;
	case ACTIONS_CONCLUSIONS:
		return !action;
	case ACTIONS_ALL:
		break;
	}
	return true;
}

static bool
owner_matches(enum action_owner_filter f, enum owner_kind owner)
{
	switch (f) {
	case ACTIONS_OF_ALL_GROUPS:
		return owner == OWNER_ALL;
	case ACTIONS_OF_A_GROUP:
		return owner == OWNER_GROUP;
	case ACTIONS_OF_A_PERSON:
		return owner == OWNER_PERSON;
	case ACTIONS_OF_NOBODY:
		return owner == OWNER_NONE;
	case ACTIONS_OF_ANYBODY:
		break;
	}
	return true;
}

/* Whose page is this? `coalition`: the group is one, so what all coalitions
 * have to do is its too. */
static bool
is_theirs(const struct action_query *q, bool coalition, const struct action_view_list_row *r)
{
	if (str_present(q->group) && !(coalition && r->owner == OWNER_ALL) &&
	    !(str_present(r->grp_slug) && str_eq(r->grp_slug, q->group)))
		return false;
	return !str_present(q->person) ||
	       (str_present(r->person) && str_eq(r->person, q->person));
}

static void
count(struct action_list_view *v, const struct action_line *i)
{
	v->all++;
	if (i->row.kind == ITEM_CONCLUSION) {
		v->conclusions++;
		return;
	}
	v->overdue += i->overdue;
	switch (i->row.state) {
	case ACTION_OPEN:
		v->open++;
		break;
	case ACTION_IN_PROGRESS:
		v->in_progress++;
		break;
	case ACTION_DONE:
		v->done++;
		break;
	case ACTION_DROPPED:
		v->dropped++;
		break;
	}
}

static int
in_place(const struct action_line *x, const struct action_line *y)
{
	return (x->at > y->at) - (x->at < y->at);
}

/* What is pending before what is over; the nearest deadline first, none last. */
static int
by_deadline(const void *a, const void *b)
{
	const struct action_line *x = a, *y = b;
	bool px = is_pending(x->row.state), py = is_pending(y->row.state);

	if (px != py)
		return px ? -1 : 1;
	if (date_known(x->row.due) != date_known(y->row.due))
		return date_known(x->row.due) ? -1 : 1;
	if (x->row.due.v != y->row.due.v)
		return (x->row.due.v < y->row.due.v) == px ? -1 : 1;
	return in_place(x, y);
}

static struct str
owner_name(const struct action_view_list_row *r)
{
	return str_present(r->grp_name) ? r->grp_name :
	       str_present(r->person_name) ? r->person_name :
	       str_or_empty(r->owner_text);
}

static int
by_owner(const void *a, const void *b)
{
	/* All coalitions, groups, people, nobody. */
	static const int rank[] = {
		[OWNER_ALL] = 0, [OWNER_GROUP] = 1, [OWNER_PERSON] = 2, [OWNER_NONE] = 3,
	};
	const struct action_line *x = a, *y = b;
	int rx = rank[x->row.owner], ry = rank[y->row.owner], names;

	if (rx != ry)
		return rx - ry;
	names = str_cmp(owner_name(&x->row), owner_name(&y->row));
	return names ? names : in_place(x, y);
}

static enum errc
load_whose(struct op *op, struct action_list_view *v, bool *ret_coalition)
{
	const struct action_query *q = &v->query;
	AUTO_BUF path = { 0 };
	bool found = true;

	*ret_coalition = false;
	if (str_present(q->group)) {
		struct action_view_group_row g = { 0 };

		TRY(action_view_group(op, q->group, &found, &g));
		if (found) {
			*ret_coalition = g.type == GROUP_COALITION;
			v->of_name = g.name;
			path_group(&path, g.type, q->group);
		}
	} else if (str_present(q->person)) {
		struct action_view_person_row p = { 0 };

		TRY(action_view_person(op, q->person, &found, &p));
		v->of_name = p.name;
		path_person(&path, q->person);
	}
	if (!found)
		return fail(op, E_NOT_FOUND, "error.not-found", "%.*s%.*s", STRF(q->group), STRF(q->person));
	v->of_url = url_of_buf(&path, op->arena);
	return OK;
}

enum errc
action_list_load(struct op *op, const struct action_query *q, struct action_list_view *v)
{
	struct action_view_list_rows rows = { 0 };
	AUTO_BUF base = { 0 };
	bool coalition;

	v->query = *q;
	TRY(load_whose(op, v, &coalition));
	TRY(action_view_list(op, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		const struct action_view_list_row *r = &rows.at[i];
		struct action_line line = { .row = *r, .at = i };

		line.overdue = r->kind == ITEM_ACTION && action_is_overdue(r->state, r->due, v->page.today);
		line.known_group = str_present(r->grp_slug) && str_present(r->grp_type) &&
				   group_type_parse(r->grp_type, &line.grp_type);
		if (!is_theirs(q, coalition, r))
			continue;
		count(v, &line);
		if (!state_matches(q->state, &line) || !owner_matches(q->owner, r->owner))
			continue;
		line.text = utf8_clip(r->text, ACTIONS_TEXT);
		line.clipped = line.text.n < r->text.n;
		if (line.overdue)
			line.late = how_late(op, &v->page, r->due);
		VEC_PUSH(op->arena, &v->items, line);
	}
	if (q->sort != ACTIONS_BY_MEETING && v->items.n > 1)
		qsort(v->items.at, v->items.n, sizeof *v->items.at,
		      q->sort == ACTIONS_BY_OWNER ? by_owner : by_deadline);
	v->pager = pager_make(q->page, q->page ? ACTIONS_PAGE : (int64_t)v->items.n + 1,
			      (int64_t)v->items.n);
	action_list_path(&base, q);
	pager_link(op->arena, &v->pager, buf_str(&base));
	v->shown.at = v->items.n ? v->items.at + pager_from(&v->pager) : NULL;
	v->shown.n = pager_count(&v->pager);
	return OK;
}

/* ---- one item ---- */

static enum errc
load_parts(struct op *op, struct action_show_view *v)
{
	static const enum msg kinds[] = {
		[PART_STEP] = MSG_action_part_step,
		[PART_FOLLOW_UP] = MSG_action_part_follow_up,
		[PART_NOTE] = MSG_action_part_note,
	};
	struct action_view_parts_rows rows = { 0 };

	TRY(action_view_parts(op, v->a.id, &rows));
	for (size_t i = 0; i < rows.n; i++)
		VEC_PUSH(op->arena, &v->parts,
			 ((struct action_part_line){ rows.at[i], page_text(&v->page, kinds[rows.at[i].kind]) }));
	return OK;
}

static enum errc
load_changes(struct op *op, struct action_show_view *v)
{
	struct action_view_events_rows rows = { 0 };
	AUTO_BUF path = { 0 };

	path_action(&path, v->a.series, v->a.number, v->a.position);
	TRY(action_view_events(op, buf_str(&path), &rows));
	for (size_t i = 0; i < rows.n; i++) {
		struct action_change_line c = { .at = rows.at[i].at };

		c.known = action_state_parse(rows.at[i].detail, &c.state);
		VEC_PUSH(op->arena, &v->changes, c);
	}
	return OK;
}

enum errc
action_show_load(struct op *op, struct str series, int64_t number, int64_t position,
		 struct action_show_view *v)
{
	bool found;

	TRY(action_view_one(op, series, number, position, &found, &v->a));
	if (!found)
		return fail(op, E_NOT_FOUND, "error.not-found", "action %.*s/%" PRId64 "/%" PRId64,
			    STRF(series), number, position);
	v->id = arena_printf(op->arena, "%.*s/%" PRId64 "/%" PRId64, STRF(series), number, position);
	v->overdue = v->a.kind == ITEM_ACTION && action_is_overdue(v->a.state, v->a.due, v->page.today);
	if (v->overdue)
		v->late = how_late(op, &v->page, v->a.due);
	v->known_group = str_present(v->a.grp_slug) && str_present(v->a.grp_type) &&
			 group_type_parse(v->a.grp_type, &v->grp_type);
	TRY(load_parts(op, v));
	return load_changes(op, v);
}
