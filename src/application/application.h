/* SPDX-License-Identifier: Apache-2.0 */
/* application: what somebody says who wants to form a coalition, and whether it is complete. Pure. */
#ifndef CONVENE_APPLICATION_APPLICATION_H
#define CONVENE_APPLICATION_APPLICATION_H

#include "base/vec.h"
#include "profile/profile.h"

typedef struct {
	int64_t v;
} application_id;

enum application_state {
	APPLICATION_DRAFT,     /* whose it is writes it */
	APPLICATION_WAITING,   /* sent */
	APPLICATION_REVIEW,    /* the secretariat has taken it up: everybody can read it */
	APPLICATION_ACCEPTED,
	APPLICATION_REFUSED,
	APPLICATION_WITHDRAWN, /* by whose it is */
	N_APPLICATION_STATES,
};
struct str application_state_word(enum application_state s);
bool application_state_parse(struct str s, enum application_state *ret);

/* What may follow: a draft is sent or withdrawn; what waits is sent back, taken up, … */
bool application_may_become(enum application_state from, enum application_state to);
/* Can everybody read it? */
bool application_is_public(enum application_state s);

struct application_contact {
	struct str name, address;
};
struct application_supporter {
	struct str name, organisation;
	struct str stakeholder; /* a word of enum stakeholder; "": not said */
};
struct application_text {
	struct str name, short_name;
	struct str need; /* why another one is needed */
	struct str plan; /* what it will do */
	struct str list_address, join_url;
	SLICE(struct application_contact) contacts;
	SLICE(struct application_supporter) supporters;
};

/* Supporters come from at least so many stakeholder groups. */
#define APPLICATION_STAKEHOLDERS 3

enum application_lack {
	LACKS_NAME,
	LACKS_NEED,
	LACKS_PLAN,
	LACKS_LIST,
	LACKS_JOINING,
	LACKS_CONTACT,    /* a name and an address */
	LACKS_SUPPORTERS, /* of enough groups */
	N_APPLICATION_LACKS,
};
/* Returns how many hold. */
size_t application_lacks(const struct application_text *t, bool ret[N_APPLICATION_LACKS]);
/* From how many stakeholder groups its supporters are. */
int64_t application_stakeholders(const struct application_text *t);

#define APPLICATION_LINE_MAX 200   /* bytes of a name, an address */
#define APPLICATION_NEED_MAX 2000  /* it becomes the description of the group */
#define APPLICATION_PLAN_MAX 10000
#define APPLICATION_PEOPLE_MAX 60  /* contacts, and supporters */
#define APPLICATIONS_AT_ONCE 5     /* of one account, unanswered */

#endif
