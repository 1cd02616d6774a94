/* SPDX-License-Identifier: Apache-2.0 */
/*
 * application_ops: applications to form a coalition. Whose it is writes and sends it; the
 * secretariat sends it back with questions, or takes it up: then there is a proposed group and
 * everybody can read it; and answers.
 *
 * Who may call is the edge's to say. What changes something needs a write transaction, and
 * puts a line into the audit.
 */
#ifndef CONVENE_APPLICATION_APPLICATION_OPS_H
#define CONVENE_APPLICATION_APPLICATION_OPS_H

#include "application/application.h"
#include "base/op.h"
#include "secret/secret.h"

struct application {
	application_id id;
	account_id account; /* whose it is */
	struct str address, called; /* theirs; called may be absent */
	person_id person;   /* 0: nobody in the directory */
	enum application_state state;
	struct application_text text;
	instant made, changed;
	struct str answer;  /* the secretariat's last words; absent: none */
	group_id group;     /* 0: none yet */
	struct str group_slug;
};
/* E_NOT_FOUND application.no-such. */
must_check enum errc application_get(struct op *op, application_id id, struct application *ret);

/* A draft of op->actor's. E_INVALID application.no-name, application.too-long; E_LIMIT application.too-many. */
must_check enum errc application_begin(struct op *op, struct str name, application_id *ret);
/*
 * As it is written; it need not be complete, and people without a name are left out.
 *   E_INVALID  application.too-long, group.bad-address, group.bad-link
 *   E_CONFLICT application.not-now   it is no draft
 */
must_check enum errc application_save(struct op *op, application_id id, const struct application_text *t);
/* To the secretariat, by a letter too. E_INVALID application.incomplete; E_CONFLICT application.not-now. */
must_check enum errc application_send(struct op *op, const struct secret_key *key, application_id id);
/* A group that was proposed for it is concluded. E_CONFLICT application.not-now. */
must_check enum errc application_withdraw(struct op *op, application_id id);
/* There is a proposed coalition from then on. E_CONFLICT application.not-now, group.name-taken. */
must_check enum errc application_take_up(struct op *op, application_id id);
/*
 * to: APPLICATION_DRAFT (with questions), APPLICATION_ACCEPTED, APPLICATION_REFUSED; a letter
 * says so to whose it is, with the words. coordinator: they become one, where they are in the
 * directory.
 *   E_INVALID  application.no-words, application.too-long   E_CONFLICT application.not-now
 */
must_check enum errc application_answer(struct op *op, const struct secret_key *key, application_id id,
					enum application_state to, struct str words, bool coordinator);

#endif
