/* SPDX-License-Identifier: Apache-2.0 */
/*
 * account: who acts, in which roles, and what these may do. Pure.
 *
 * The permission stands in the route (http_route.need is an enum right); what a role may do
 * stands in one table (account.c), which tests compare with what the site answers.
 */
#ifndef CONVENE_ACCOUNT_ACCOUNT_H
#define CONVENE_ACCOUNT_ACCOUNT_H

#include "base/instant.h"
#include "base/vec.h"
#include "group/group.h"
#include "person/person.h"

typedef struct {
	int64_t v;
} account_id;
typedef struct {
	int64_t v;
} session_id;
typedef struct {
	int64_t v;
} sign_in_id;

enum role {
	ROLE_ANONYMOUS,
	ROLE_MEMBER, /* anybody who is signed in */
	ROLE_COORDINATOR,
	ROLE_FACILITATOR,
	ROLE_SECRETARIAT,
	ROLE_AUDITOR,
	N_ROLES,
};
struct str role_word(enum role r);
bool role_parse(struct str s, enum role *ret);
/* Can it be given, and is it one of a group? */
bool role_is_given(enum role r);
bool role_has_group(enum role r);

/* What a route needs. RIGHT_READ is 0: a route that says nothing is for everybody. */
enum right {
	RIGHT_READ,    /* what is public */
	RIGHT_SELF,    /* one's own account and sessions */
	RIGHT_GROUP,   /* change what a group says of itself */
	RIGHT_ROLES,   /* give roles and end them */
	RIGHT_LETTERS, /* see what is sent, and the work that waits; try it again */
	RIGHT_AUDIT,   /* read the audit */
	RIGHT_WRITERS, /* say who of those who write to lists are one person */
	RIGHT_PEOPLE,  /* say for others who they are, and which entries of the directory are one */
	RIGHT_STANDING, /* say what state a group is in, and answer those who want to form one */
	RIGHT_EVIDENCE, /* confirm what coalitions hand in of their work, or refuse it */
	RIGHT_CRITERIA, /* write sets of criteria, propose and adopt them */
	N_RIGHTS,
};
const char *right_word(enum right r);

enum scope {
	SCOPE_NONE,
	SCOPE_OWN, /* of the own group */
	SCOPE_ANY,
};
enum scope right_scope(enum right right, enum role role);

struct held_role {
	enum role role;
	group_id group; /* 0: of the whole forum */
};
/* Somebody who is signed in. */
struct actor {
	account_id account;
	session_id session;
	struct str address;
	struct str name;  /* absent: never said */
	person_id person; /* 0: nobody in the directory */
	struct str csrf;  /* what their forms carry */
	SLICE(struct held_role) roles;
};
/* Of all roles of an actor (NULL: nobody is signed in) the widest; group: the one that it is
 * about, 0: none. SCOPE_OWN is given only where the group is theirs. */
bool actor_may(const struct actor *actor, enum right right, group_id group);

/* For tests: the table with one row taken out; N_RIGHTS: none is. */
void rights_without(enum right right, enum role role);

/* Seconds. */
#define SIGN_IN_SECONDS 600
#define SIGN_IN_TRIES 5
#define SIGN_IN_PER_ADDRESS 5   /* in an hour */
#define SIGN_IN_PER_NETWORK 60  /* in an hour */
#define SESSION_SECONDS (INT64_C(30) * 86400)      /* since it was last used */
#define SESSION_MOST_SECONDS (INT64_C(180) * 86400) /* since it was begun */

/* The network of a client's address: all of an IPv4 address, the first half of an IPv6 one. */
struct str account_network(struct arena *a, struct str remote);
/* A path of ours to go on to: "/" where s is none, whatever it looks like to a browser. */
struct str account_next(struct str s);

#endif
