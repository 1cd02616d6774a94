/* SPDX-License-Identifier: Apache-2.0 */
#include "group/group.h"

#include "base/words.h"

static const struct str type_words[] = {
	[GROUP_COALITION] = STR_INIT("coalition"),
	[GROUP_COORDINATION] = STR_INIT("coordination-group"),
	[GROUP_ADVISORY] = STR_INIT("advisory-group"),
	[GROUP_WORKING] = STR_INIT("working-group"),
	[GROUP_BEST_PRACTICE] = STR_INIT("best-practice-forum"),
	[GROUP_POLICY_NETWORK] = STR_INIT("policy-network"),
	[GROUP_INITIATIVE] = STR_INIT("initiative"),
	[GROUP_SECRETARIAT] = STR_INIT("secretariat"),
	[GROUP_OTHER] = STR_INIT("other"),
};
static const struct str state_words[] = {
	[STATE_ACTIVE] = STR_INIT("active"),
	[STATE_PROPOSED] = STR_INIT("proposed"),
	[STATE_INACTIVE] = STR_INIT("inactive"),
	[STATE_CONCLUDED] = STR_INIT("concluded"),
	[STATE_UNRESOLVED] = STR_INIT("unresolved"),
};

WORDS_DEFINE(group_type, enum group_type, type_words)
WORDS_DEFINE(group_state, enum group_state, state_words)

struct str
group_home(enum group_type t)
{
	return t == GROUP_COALITION ? STR("/coalitions") : STR("/groups");
}
