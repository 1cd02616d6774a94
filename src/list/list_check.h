/* SPDX-License-Identifier: Apache-2.0 */
/*
 * list_check: is a list open? Can one join it, is its archive readable by everybody, when was
 * the last message, and does somebody answer? Its coordinators are told first, by a letter
 * whose link is the answer; besides them the secretariat sees what was found, and nobody else.
 *
 * Every thirty days, by a job; or when somebody says so.
 */
#ifndef CONVENE_LIST_LIST_CHECK_H
#define CONVENE_LIST_LIST_CHECK_H

#include "base/op.h"
#include "job/job_ops.h"
#include "list/list.h"
#include "secret/secret.h"

struct list_check {
	instant at;
	enum check_answer joinable, readable;
	struct str join_said, read_said; /* why not; absent: nothing to say */
	instant last;     /* newest message that is here; INSTANT_NONE: none */
	instant asked;    /* INSTANT_NONE: there is no coordinator to ask */
	instant answered; /* INSTANT_NONE: not yet */
};

/*
 * Looks, writes it down, and writes to the coordinators. Asks other machines: not in a
 * transaction. inside: machines of this network too, for tests.
 */
must_check enum errc list_check_now(struct op *op, const struct secret_key *key, list_id list, bool inside,
				    struct list_check *ret);
must_check enum errc list_check_latest(struct op *op, list_id list, bool *ret_found,
				       struct list_check *ret);
/* Which list a letter's link is about; absent: there is no such letter. Reads only. */
must_check enum errc list_check_asked(struct op *op, struct str token, struct str *ret_list);
/* Somebody was there. E_NOT_FOUND list.no-such-question. A write transaction. */
must_check enum errc list_check_answer(struct op *op, struct str token);

/* Jobs for lists that are due. A write transaction. */
must_check enum errc list_check_schedule(struct op *op);
/* Of jobs of the kind "list-check"; ctx: struct outbox (outbox/outbox_ops.h). */
must_check enum errc list_check_run(struct op *op, const struct job *job, void *ctx, struct str *ret_result);

#endif
