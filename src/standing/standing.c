/* SPDX-License-Identifier: Apache-2.0 */
#include "standing/standing.h"

#include "base/attr.h"

#define S(state) (1u << STATE_##state)
#define R(requirement) (1u << REQUIRES_##requirement)

#define ANY_STATE (S(PROPOSED) | S(ACTIVE) | S(INACTIVE) | S(CONCLUDED))
/* It is asked of all that are open to whoever wants to take part. */
#define OPEN (R(DESCRIPTION) | R(LIST) | R(JOINING) | R(ARCHIVE))

/* The rules of each type of group: a row each. */
static const struct {
	unsigned states, requires;
	bool applied_for;
} rules[] = {
	[GROUP_COALITION] = { ANY_STATE, OPEN | R(COORDINATOR), true },
	[GROUP_COORDINATION] = { S(ACTIVE) | S(CONCLUDED), R(DESCRIPTION) | R(LIST), false },
	[GROUP_ADVISORY] = { S(ACTIVE) | S(CONCLUDED), R(DESCRIPTION) | R(WEBSITE), false },
	[GROUP_WORKING] = { ANY_STATE, R(DESCRIPTION) | R(LIST) | R(COORDINATOR), false },
	[GROUP_BEST_PRACTICE] = { ANY_STATE, OPEN | R(COORDINATOR), false },
	[GROUP_POLICY_NETWORK] = { ANY_STATE, OPEN | R(COORDINATOR), false },
	[GROUP_INITIATIVE] = { ANY_STATE, R(DESCRIPTION) | R(WEBSITE) | R(COORDINATOR), false },
	[GROUP_SECRETARIAT] = { S(ACTIVE), R(WEBSITE), false },
	[GROUP_OTHER] = { ANY_STATE, 0, false },
};

bool
group_requires(enum group_type type, enum requirement r)
{
	return (size_t)type < ARRAY_LEN(rules) && rules[type].requires & 1u << r;
}

bool
group_may_be(enum group_type type, enum group_state state)
{
	return (size_t)type < ARRAY_LEN(rules) && rules[type].states & 1u << state;
}

bool
group_is_applied_for(enum group_type type)
{
	return (size_t)type < ARRAY_LEN(rules) && rules[type].applied_for;
}
