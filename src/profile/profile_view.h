/* SPDX-License-Identifier: Apache-2.0 */
/* profile_view: the form in which people, or the secretariat for them, say who they are. */
#ifndef CONVENE_PROFILE_PROFILE_VIEW_H
#define CONVENE_PROFILE_PROFILE_VIEW_H

#include "profile/profile_ops.h"
#include "web/page.h"
#include "web/parts.h"

/* The message that names each. */
enum msg seen_by_msg(enum seen_by s);
enum msg fact_field_msg(enum fact_field f);
/* A fact's value as people read it: words of a table become their names. */
struct str fact_shown(const struct page *p, const struct fact *f);
/* What a field of a few words can be: FACT_STAKEHOLDER, FACT_REGION; chosen "": not said. */
struct choices fact_choices(struct op *op, const struct page *p, enum fact_field field, struct str chosen);

/* One of the facts of which there is one. */
struct profile_field {
	struct str word, name, value;
	bool typed;              /* into a field; else chosen */
	struct choices values;   /* else */
	struct choices seen;
};
struct profile_affiliation {
	struct fact fact;
	struct str seen; /* "Everybody" */
	bool holds;
};
struct profile_spelling {
	struct spelling spelling;
	struct str seen;
};
struct profile_address {
	struct own_address address;
	struct choices seen;
	bool this_one; /* with which who asks is signed in */
};
struct profile_view {
	struct page page;
	bool own;           /* who asks is it; else the secretariat asks for them */
	person_id person;   /* 0: own, and nobody in the directory yet */
	struct str slug, name;
	struct url base;    /* of what is done to it */
	struct claimed waits;
	struct str problem; /* a sentence; absent: none */
	SLICE(struct profile_field) fields;
	SLICE(struct profile_affiliation) affiliations;
	SLICE(struct profile_spelling) spellings;
	SLICE(struct profile_address) addresses;
	struct choices seen; /* for what is added: the secretariat alone is chosen */
};
/* person: 0: nobody in the directory; what else is in v->page, own, problem stays. */
must_check enum errc profile_load(struct op *op, person_id person, struct profile_view *v);

/* A letter's link. */
struct profile_link_view {
	struct page page;
	struct str token;
	struct str address; /* absent: there is no such link */
	struct str problem;
};

#endif
