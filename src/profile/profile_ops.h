/* SPDX-License-Identifier: Apache-2.0 */
/*
 * profile_ops: what people say of themselves, is kept; so are their addresses, and who of those
 * that sign in is who in the directory.
 *
 * Who may call is the edge's to say (the route's right). Everything that changes something
 * needs a write transaction, and puts a line into the audit.
 */
#ifndef CONVENE_PROFILE_PROFILE_OPS_H
#define CONVENE_PROFILE_PROFILE_OPS_H

#include "base/op.h"
#include "base/vec.h"
#include "profile/profile.h"
#include "secret/secret.h"
#include "text/catalogue.h"

/* ---- what is said ---- */

struct fact {
	fact_id id;
	enum fact_field field;
	struct str value;
	enum seen_by seen;
	date since, until; /* of a dated one; until: the first day without it, unknown: still */
};
struct facts {
	struct fact *at;
	size_t n;
	size_t room;
};
/* Those that whoever sees so much sees; of dated ones what holds still comes first. */
must_check enum errc profile_facts(struct op *op, person_id id, enum seen_by sees, struct facts *ret);
/* "" takes it back. E_INVALID with the key of fact_check(). */
must_check enum errc profile_set(struct op *op, person_id id, enum fact_field field, struct str value,
				 enum seen_by seen);
/* One more of a dated field. E_INVALID profile.empty, profile.ends-before, those of fact_check(). */
must_check enum errc profile_add(struct op *op, person_id id, const struct fact *fact);
/* E_NOT_FOUND profile.no-such: there is none, or it is another's. */
must_check enum errc profile_end(struct op *op, person_id id, fact_id fact, date until);
must_check enum errc profile_drop(struct op *op, person_id id, fact_id fact);

/* ---- names ---- */

/* As person_rename(). E_CONFLICT profile.looks-like: to who reads it, it is somebody else's; the
 * secretariat may say that all the same. */
must_check enum errc profile_rename(struct op *op, person_id id, struct str name);

/* ---- spellings ---- */

struct spelling {
	struct str name;
	bool own; /* added by themselves: it can be hidden, and taken back */
	enum seen_by seen;
};
struct spellings {
	struct spelling *at;
	size_t n;
	size_t room;
};
must_check enum errc profile_spellings(struct op *op, person_id id, enum seen_by sees, struct spellings *ret);
/* E_CONFLICT person.name-taken, profile.looks-like. E_INVALID person.no-name, profile.too-long. */
must_check enum errc profile_spelling_add(struct op *op, person_id id, struct str name, enum seen_by seen);
/* E_NOT_FOUND profile.no-such: a report has it, or it is another's. */
must_check enum errc profile_spelling_drop(struct op *op, person_id id, struct str name);

/* ---- addresses ---- */

struct own_address {
	account_id id;
	struct str address;
	enum seen_by seen;
};
struct own_addresses {
	struct own_address *at;
	size_t n;
	size_t room;
};
must_check enum errc profile_addresses(struct op *op, person_id id, enum seen_by sees, struct own_addresses *ret);
must_check enum errc profile_address_see(struct op *op, person_id id, account_id account, enum seen_by seen);
/* Who signs in with it is nobody in the directory from then on. E_NOT_FOUND profile.no-such. */
must_check enum errc profile_address_drop(struct op *op, person_id id, account_id account);

#define CLAIM_SECONDS 86400
#define CLAIMS_A_DAY 5
/* A letter to the address, with a link for op->actor. Whether it is somebody's already makes no
 * difference here. E_INVALID sign-in.bad-address; E_LIMIT profile.too-many. */
must_check enum errc profile_address_claim(struct op *op, const struct secret_key *key, struct str address,
					   enum lang lang);
/* Which address a link of op->actor's is about; absent: there is none. Reads only. */
must_check enum errc profile_address_claimed(struct op *op, struct str token, struct str *ret);
/* E_NOT_FOUND profile.no-link; E_CONFLICT profile.of-another, profile.not-in-directory. */
must_check enum errc profile_address_take(struct op *op, struct str token);

/* ---- who is who ---- */

struct claimed {
	claim_id id; /* 0: nothing is waited for */
	struct str name;
	instant at;
};
must_check enum errc profile_waits(struct op *op, account_id account, struct claimed *ret);
/*
 * op->actor, who is nobody in the directory yet, is of that name. A name that nobody has, or one
 * that looks like it, makes an entry; otherwise the secretariat is asked, *ret_asked.
 *   E_CONFLICT profile.in-directory, profile.waits-already
 */
must_check enum errc profile_enter(struct op *op, struct str name, bool *ret_asked);
/* The secretariat's answer. E_NOT_FOUND profile.no-such; E_CONFLICT profile.answered. */
must_check enum errc profile_answer(struct op *op, claim_id id, bool yes);

#endif
