/* SPDX-License-Identifier: Apache-2.0 */
/*
 * account_ops: being let in, and being known again.
 *
 * Somebody types an address and gets a letter with a link and a code. The link works in the
 * browser that asked, the code anywhere; both once, for ten minutes. Whether an address has
 * an account makes no difference to anything before that: the account is made when its owner
 * comes in. A stolen database has neither link nor code nor session in it (secret/secret.h).
 */
#ifndef CONVENE_ACCOUNT_ACCOUNT_OPS_H
#define CONVENE_ACCOUNT_ACCOUNT_OPS_H

#include "account/account.h"
#include "base/op.h"
#include "secret/secret.h"
#include "text/catalogue.h"

struct sign_in_request {
	struct str address;
	struct str remote;  /* the client's address */
	struct str browser; /* the token in its cookie */
	struct str next;    /* where to go afterwards: account_next() */
	enum lang lang;
};
/*
 * Puts the letter into the outbox. A write transaction of its own.
 *   E_INVALID sign-in.bad-address
 *   E_LIMIT   sign-in.too-often    five times in an hour for an address, sixty for a network
 *   E_INVALID mail.no-sender       the settings site and mail_from are not set
 */
must_check enum errc sign_in_ask(struct op *op, const struct secret_key *key,
				 const struct sign_in_request *r);
/* A link for somebody at the command line to hand on: it works in any browser. */
must_check enum errc sign_in_link(struct op *op, const struct secret_key *key, struct str address,
				  struct str *ret);

/* Is there such a link, unused and not too old, for this browser? Reads only. */
must_check enum errc sign_in_link_state(struct op *op, struct str token, struct str browser,
					bool *ret_there, bool *ret_browser, struct str *ret_address);
/*
 * They let in: *ret_session is the token for the cookie. A write transaction each.
 *   E_FORBIDDEN sign-in.no-link   it was used, is too old, or another browser asked
 *   E_FORBIDDEN sign-in.bad-code  it is not the one; after five wrong ones none is
 */
must_check enum errc sign_in_by_link(struct op *op, struct str token, struct str browser,
				     struct str agent, struct str *ret_session);
must_check enum errc sign_in_by_code(struct op *op, const struct secret_key *key, struct str address,
				     struct str code, struct str agent, struct str *ret_session);

/* NULL: nobody. Reads only. *ret_stale: session_seen() should be called some time. */
must_check enum errc session_find(struct op *op, struct str token, const struct actor **ret,
				  bool *ret_stale);
must_check enum errc session_seen(struct op *op, session_id id);
/* E_NOT_FOUND session.no-such: there is none, or it is another's. Needs a write transaction. */
must_check enum errc session_end(struct op *op, account_id account, session_id id);
must_check enum errc session_end_all(struct op *op, account_id account);

/* The account of an address, made where there is none. Needs a write transaction. */
must_check enum errc account_of(struct op *op, struct str address, account_id *ret);
/* E_INVALID account.bad-name. Needs a write transaction. */
must_check enum errc account_set_name(struct op *op, account_id id, struct str name);
/*
 * Somebody with an address, a name and perhaps a role, for the command line: the person is
 * the one of that name, or a new one. Needs a write transaction.
 */
must_check enum errc account_invite(struct op *op, struct str address, struct str name, account_id *ret,
				    person_id *ret_person);

/* Terms of roles. All need a write transaction; sessions of that person are over, so that
 * rights never change under one.
 *   E_INVALID role.no-such, role.needs-group
 *   E_CONFLICT role.has-it    E_NOT_FOUND role.has-it-not */
must_check enum errc role_grant(struct op *op, person_id person, enum role role, group_id group,
				date since, date until);
must_check enum errc role_end(struct op *op, person_id person, enum role role, group_id group, date until);
/* `person` has become one with `into`, or is no more. */
must_check enum errc role_joined(struct op *op, person_id person, person_id into);

#endif
