/* SPDX-License-Identifier: Apache-2.0 */
/* outbox_wish_ops: which letters somebody wants and when, and the letter of the day. */
#ifndef CONVENE_OUTBOX_OUTBOX_WISH_OPS_H
#define CONVENE_OUTBOX_OUTBOX_WISH_OPS_H

#include "account/account.h"
#include "outbox/outbox_ops.h"

struct letter_wish {
	enum letter_when when;
	struct str stand_in; /* an address; absent: nobody */
};
/* At once where nothing was said. */
must_check enum errc letter_wish_get(struct op *op, account_id id, struct letter_wish *ret);
/* Needs a write transaction. A stand-in has signed in here before.
 *   E_INVALID wish.stand-in (nobody's address, or their own) */
must_check enum errc letter_wish_set(struct op *op, account_id id, const struct letter_wish *w);

/* What is done with a letter. */
enum letter_way {
	LETTER_GOES,
	LETTER_WAITS_FOR_THE_DAY, /* held; the day's letter is there, or made */
	LETTER_IS_NOT_WANTED,
};
/* *ret_to: somebody else may stand in; in the transaction of the letter. */
must_check enum errc letter_way_of(struct op *op, struct str kind, struct str to, enum letter_way *ret,
				   struct str *ret_to);

/* Of jobs of the kind "digest", about accounts; ctx: struct outbox. What was held goes out in one
 * letter. */
must_check enum errc outbox_digest_run(struct op *op, const struct job *job, void *ctx, struct str *ret_result);

/* One click in a mail program (RFC 8058): a token that only we can make, in an address of ours. */
struct str letter_off_token(struct arena *a, const struct secret_key *key, account_id id);
/* *ret_address absent: there is no such account. Reads only. E_NOT_FOUND wish.no-such: nobody's token. */
must_check enum errc letter_off_whose(struct op *op, const struct secret_key *key, struct str token, account_id *ret);

#endif
