/* SPDX-License-Identifier: Apache-2.0 */
#include "action/action_ops.h"

#include <inttypes.h>

#include "action_sql.h"
#include "event/event_ops.h"
#include "group/group_ops.h"
#include "person/person_ops.h"
#include "text/fold.h"
#include "text/words.h"

/* Two wordings of one item share at least this part of the longer one's words. */
#define SAME_ITEM_PERCENT 60

static bool
mostly_the_same(struct arena *a, struct str x, struct str y)
{
	struct text_lcs lcs = text_words_lcs(a, x, y);
	size_t longer = lcs.a_words > lcs.b_words ? lcs.a_words : lcs.b_words;

	return longer && lcs.common * 100 >= longer * SAME_ITEM_PERCENT;
}

static const struct action_sql_of_meeting_row *
find_old(struct arena *a, const struct action_sql_of_meeting_rows *old, struct str text,
	 int64_t position)
{
	for (size_t i = 0; i < old->n; i++)
		if (str_eq(old->at[i].text, text))
			return &old->at[i];
	for (size_t i = 0; i < old->n; i++)
		if (old->at[i].position == position && mostly_the_same(a, old->at[i].text, text))
			return &old->at[i];
	return NULL;
}

/* Behind a title: "Ms. Quintanar" is "Quintanar". */
static struct str
without_title(struct str s)
{
	static const struct str titles[] = { STR_INIT("Mr. "), STR_INIT("Ms. "), STR_INIT("Mrs. "),
					     STR_INIT("Mr "), STR_INIT("Ms "), STR_INIT("Mrs "),
					     STR_INIT("Dr. "), STR_INIT("Dr "), STR_INIT("Prof. ") };

	for (size_t i = 0; i < ARRAY_LEN(titles); i++)
		if (str_starts_nocase(s, titles[i]))
			return str_trim(str_from(s, titles[i].n));
	return s;
}

/* The one person in the roster whose last name it is; absent if not one. */
static struct str
by_last_name(struct arena *a, const struct report *r, struct str last)
{
	struct str found = STR_NONE;
	struct str tail = arena_concat(a, STR(" "), last);

	for (size_t i = 0; i < r->roster.n; i++)
		for (size_t j = 0; j < r->roster.at[i].people.n; j++) {
			struct str name = r->roster.at[i].people.at[j].name;

			if (!str_ends(name, tail))
				continue;
			if (found.p && !str_eq(found, name))
				return STR_NONE;
			found = name;
		}
	return found;
}

struct owner {
	group_id group;
	person_id person;
};

static enum errc
find_owner(struct op *op, const struct report *r, const struct report_item *item,
	   struct owner *ret)
{
	struct owner o = { 0 };
	struct group_ref group;
	struct person_ref person = { 0 };
	struct str name = without_title(item->owner_text);

	if (item->owner == OWNER_GROUP) {
		TRY(group_match(op, item->owner_text, &group));
		if (!group.id.v && str_starts_nocase(item->owner_text, STR("the ")))
			TRY(group_match(op, str_from(item->owner_text, 4), &group));
		o.group = group.id;
	} else if (item->owner == OWNER_PERSON) {
		TRY(person_match(op, name, &person));
		if (!person.id.v) {
			struct str full = by_last_name(op->arena, r, name);

			if (full.n)
				TRY(person_match(op, full, &person));
		}
		o.person = person.id;
	}
	*ret = o;
	return OK;
}

static enum errc
record_item(struct op *op, meeting_id meeting, const struct report *r, size_t i,
	    const struct action_sql_of_meeting_rows *before)
{
	const struct report_item *item = &r->items.at[i];
	const struct action_sql_of_meeting_row *old =
		find_old(op->arena, before, item->text, (int64_t)i + 1);
	bool kind_set = old && old->kind_set;
	struct owner owner;
	struct action_sql_insert_row row;

	TRY(find_owner(op, r, item, &owner));
	TRY(action_sql_insert(op, meeting, (int64_t)i + 1, kind_set ? old->kind : item->kind,
			      kind_set, item->text, item->owner,
			      item->owner_text.n ? item->owner_text : STR_NONE, owner.group,
			      owner.person, item->due, item->due_text.n ? item->due_text : STR_NONE,
			      old ? old->state : ACTION_OPEN, old ? old->closed : DATE_NONE, &row));
	for (size_t j = 0; j < item->parts.n; j++) {
		const struct report_part *p = &item->parts.at[j];

		TRY(action_sql_insert_part(op, row.id, (int64_t)j + 1, p->kind, p->text, p->due));
	}
	return OK;
}

enum errc
action_record(struct op *op, meeting_id meeting, const struct report *r)
{
	struct action_sql_of_meeting_rows before;

	TRY(action_sql_of_meeting(op, meeting, &before));
	TRY(action_forget(op, meeting));
	for (size_t i = 0; i < r->items.n; i++)
		TRY(record_item(op, meeting, r, i, &before));
	return OK;
}

enum errc
action_forget(struct op *op, meeting_id meeting)
{
	TRY(action_sql_clear_parts(op, meeting));
	return action_sql_clear(op, meeting);
}

enum errc
action_forget_events(struct op *op, struct str series, int64_t number)
{
	return event_forget_below(op, arena_printf(op->arena, "/actions/%.*s/%" PRId64 "/",
						   STRF(series), number));
}

enum errc
action_set(struct op *op, struct str series, int64_t number, int64_t position,
	   const struct action_change *change)
{
	struct action_sql_find_row row = { 0 };
	enum action_state state;
	bool found, over;
	struct str path = arena_printf(op->arena, "/actions/%.*s/%" PRId64 "/%" PRId64,
				       STRF(series), number, position);

	TRY(action_sql_find(op, series, number, position, &found, &row));
	if (!found)
		return fail(op, E_NOT_FOUND, "action.no-such", "%.*s/%" PRId64 "/%" PRId64,
			    STRF(series), number, position);
	state = change->set_state ? change->state : row.state;
	over = state == ACTION_DONE || state == ACTION_DROPPED;
	TRY(action_sql_set(op, row.id, change->set_kind ? change->kind : row.kind,
			   change->set_kind, state, over ? date_of_instant(op->now) : DATE_NONE));
	if (state == row.state)
		return OK;
	return event_record(op, EVENT_ACTION_STATE, path, row.text, action_state_word(state),
			    (import_id){ 0 });
}
