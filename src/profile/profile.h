/* SPDX-License-Identifier: Apache-2.0 */
/*
 * profile: what people say of themselves. All of it is optional, and each thing has who may
 * see it. Pure.
 */
#ifndef CONVENE_PROFILE_PROFILE_H
#define CONVENE_PROFILE_PROFILE_H

#include "account/account.h"

typedef struct {
	int64_t v;
} fact_id;
typedef struct {
	int64_t v;
} claim_id;

/* Each sees what the one before it sees, and more is asked of them. */
enum seen_by {
	SEEN_EVERYBODY,
	SEEN_MEMBERS,     /* who is signed in */
	SEEN_SECRETARIAT, /* … and whose it is */
	N_SEEN_BY,
};
struct str seen_by_word(enum seen_by s);
bool seen_by_parse(struct str s, enum seen_by *ret);
/* The narrowest that this actor (NULL: nobody) sees of what is that person's. */
enum seen_by profile_sees(const struct actor *actor, person_id of);

enum fact_field {
	FACT_AFFILIATION, /* any text, several, each with its days */
	FACT_STAKEHOLDER, /* a word of enum stakeholder */
	FACT_REGION,      /* a word of enum region */
	FACT_ZONE,        /* as in the IANA database: "Africa/Nairobi" */
	FACT_LANGUAGES,   /* BCP 47 tags, the best spoken first: "en fr sw" */
	N_FACT_FIELDS,
};
struct str fact_field_word(enum fact_field f);
bool fact_field_parse(struct str s, enum fact_field *ret);
/* Can there be several, each with its days? */
bool fact_is_dated(enum fact_field f);
/* As it is stored, *ret; NULL, or the key of the sentence that says what is wrong. */
const char *fact_check(struct arena *a, enum fact_field f, struct str value, struct str *ret);

#define FACT_MAX 200 /* bytes of a value */

/* The groups in which people take part in the governance of the Internet (Tunis Agenda, 35). */
enum stakeholder {
	STAKEHOLDER_GOVERNMENT,
	STAKEHOLDER_CIVIL_SOCIETY,
	STAKEHOLDER_PRIVATE_SECTOR,
	STAKEHOLDER_TECHNICAL,
	STAKEHOLDER_INTERGOVERNMENTAL,
	STAKEHOLDER_ACADEMIA,
	STAKEHOLDER_OTHER,
	N_STAKEHOLDERS,
};
struct str stakeholder_word(enum stakeholder s);
bool stakeholder_parse(struct str s, enum stakeholder *ret);

/* The regional groups of the United Nations. */
enum region {
	REGION_AFRICA,
	REGION_ASIA_PACIFIC,
	REGION_EASTERN_EUROPE,
	REGION_LATIN_AMERICA,
	REGION_WESTERN_EUROPE,
	N_REGIONS,
};
struct str region_word(enum region r);
bool region_parse(struct str s, enum region *ret);

#endif
