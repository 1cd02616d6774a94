/* SPDX-License-Identifier: Apache-2.0 */
#include "action/action.h"

#include "base/words.h"

static const struct str state_words[] = {
	[ACTION_OPEN] = STR_INIT("open"),
	[ACTION_IN_PROGRESS] = STR_INIT("in-progress"),
	[ACTION_DONE] = STR_INIT("done"),
	[ACTION_DROPPED] = STR_INIT("dropped"),
};
static const struct str item_words[] = {
	[ITEM_ACTION] = STR_INIT("action"),
	[ITEM_CONCLUSION] = STR_INIT("conclusion"),
};
static const struct str owner_words[] = {
	[OWNER_NONE] = STR_INIT("none"),
	[OWNER_ALL] = STR_INIT("all"),
	[OWNER_GROUP] = STR_INIT("group"),
	[OWNER_PERSON] = STR_INIT("person"),
};
static const struct str part_words[] = {
	[PART_STEP] = STR_INIT("step"),
	[PART_FOLLOW_UP] = STR_INIT("follow-up"),
	[PART_NOTE] = STR_INIT("note"),
};

WORDS_DEFINE(action_state, enum action_state, state_words)
WORDS_DEFINE(item_kind, enum item_kind, item_words)
WORDS_DEFINE(owner_kind, enum owner_kind, owner_words)
WORDS_DEFINE(part_kind, enum part_kind, part_words)

bool
action_is_overdue(enum action_state state, date due, date today)
{
	if (state != ACTION_OPEN && state != ACTION_IN_PROGRESS)
		return false;
	return date_known(due) && due.v < today.v;
}
