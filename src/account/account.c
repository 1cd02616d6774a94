/* SPDX-License-Identifier: Apache-2.0 */
#include "account/account.h"

#include <arpa/inet.h>

#include "base/words.h"

static const struct str roles[] = {
	[ROLE_ANONYMOUS] = STR_INIT("anonymous"),     [ROLE_MEMBER] = STR_INIT("member"),
	[ROLE_COORDINATOR] = STR_INIT("coordinator"), [ROLE_FACILITATOR] = STR_INIT("facilitator"),
	[ROLE_SECRETARIAT] = STR_INIT("secretariat"), [ROLE_AUDITOR] = STR_INIT("auditor"),
};
WORDS_DEFINE(role, enum role, roles)

bool
role_is_given(enum role r)
{
	return r > ROLE_MEMBER && r < N_ROLES;
}

bool
role_has_group(enum role r)
{
	return r == ROLE_COORDINATOR;
}

/* Who may do what: nothing that follows from another row. Whoever has a role is a member too,
 * and members may what anybody may. */
static const struct {
	const char *word;
	enum scope of[N_ROLES];
} rights[N_RIGHTS] = {
	[RIGHT_READ] = { "read", { [ROLE_ANONYMOUS] = SCOPE_ANY } },
	[RIGHT_SELF] = { "self", { [ROLE_MEMBER] = SCOPE_ANY } },
	[RIGHT_GROUP] = { "group", { [ROLE_COORDINATOR] = SCOPE_OWN, [ROLE_SECRETARIAT] = SCOPE_ANY } },
	[RIGHT_ROLES] = { "roles", { [ROLE_SECRETARIAT] = SCOPE_ANY } },
	[RIGHT_LETTERS] = { "letters", { [ROLE_SECRETARIAT] = SCOPE_ANY } },
	[RIGHT_AUDIT] = { "audit", { [ROLE_SECRETARIAT] = SCOPE_ANY, [ROLE_AUDITOR] = SCOPE_ANY } },
	[RIGHT_WRITERS] = { "writers", { [ROLE_SECRETARIAT] = SCOPE_ANY } },
	[RIGHT_PEOPLE] = { "people", { [ROLE_SECRETARIAT] = SCOPE_ANY } },
	[RIGHT_STANDING] = { "standing", { [ROLE_SECRETARIAT] = SCOPE_ANY } },
	[RIGHT_EVIDENCE] = { "evidence", { [ROLE_FACILITATOR] = SCOPE_ANY, [ROLE_SECRETARIAT] = SCOPE_ANY } },
	[RIGHT_CRITERIA] = { "criteria", { [ROLE_FACILITATOR] = SCOPE_ANY, [ROLE_SECRETARIAT] = SCOPE_ANY } },
};

const char *
right_word(enum right r)
{
	return rights[r].word;
}

static struct {
	enum right right;
	enum role role;
} taken_out = { N_RIGHTS, N_ROLES };

void
rights_without(enum right right, enum role role)
{
	taken_out.right = right;
	taken_out.role = role;
}

enum scope
right_scope(enum right right, enum role role)
{
	if (right == taken_out.right && role == taken_out.role)
		return SCOPE_NONE;
	return rights[right].of[role];
}

static bool
reaches(enum scope scope, group_id own, group_id group)
{
	return scope == SCOPE_ANY || (scope == SCOPE_OWN && group.v && own.v == group.v);
}

bool
actor_may(const struct actor *actor, enum right right, group_id group)
{
	static const group_id none = { 0 };

	if (reaches(right_scope(right, ROLE_ANONYMOUS), none, group))
		return true;
	if (!actor)
		return false;
	if (reaches(right_scope(right, ROLE_MEMBER), none, group))
		return true;
	for (size_t i = 0; i < actor->roles.n; i++)
		if (reaches(right_scope(right, actor->roles.at[i].role), actor->roles.at[i].group, group))
			return true;
	return false;
}

struct str
account_network(struct arena *a, struct str remote)
{
	unsigned char six[16];

	if (inet_pton(AF_INET6, arena_cstr(a, remote), six) != 1)
		return remote;
	return arena_printf(a, "%02x%02x:%02x%02x:%02x%02x:%02x%02x::/64", six[0], six[1], six[2], six[3],
			    six[4], six[5], six[6], six[7]);
}

struct str
account_next(struct str s)
{
	static const struct str home = STR_INIT("/");

	if (!str_present(s) || s.n < 1 || s.p[0] != '/')
		return home;
	/* "//host" and "/\host" are other sites. */
	if (s.n > 1 && (s.p[1] == '/' || s.p[1] == '\\'))
		return home;
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= ' ' || s.p[i] == 0x7F || s.p[i] == '\\')
			return home;
	return s;
}
