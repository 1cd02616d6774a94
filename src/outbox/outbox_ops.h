/* SPDX-License-Identifier: Apache-2.0 */
/*
 * outbox_ops: letters are put into the database in the transaction of what they tell, and
 * sent by a job (job/job_ops.h). They stay: what was sent to whom about what can be found
 * ever after.
 *
 * A letter is sent once, unless its worker is killed between the server's taking it and our
 * noting that: then it is sent again, with the same Message-ID. SMTP has no way around.
 */
#ifndef CONVENE_OUTBOX_OUTBOX_OPS_H
#define CONVENE_OUTBOX_OUTBOX_OPS_H

#include "job/job_ops.h"
#include "outbox/outbox.h"
#include "secret/secret.h"

struct outbox_letter {
	struct str kind;    /* "sign-in" */
	struct str about;   /* path of what it is about; absent: none. Letters about one thing
			     * are one conversation */
	struct str to_name; /* may be absent */
	struct str to;
	struct str subject; /* no secret in it: it is shown on locked screens */
	struct str body;    /* LETTER_SECRET in it stands for: */
	struct str secret;  /* absent: there is none */
};
/*
 * Needs a write transaction. secret is kept sealed under the key until it is sent.
 *   E_INVALID mail.no-sender   the settings site and mail_from (or contact) are not set
 *   E_INVALID mail.bad-letter  see letter_write()
 */
must_check enum errc outbox_put(struct op *op, const struct secret_key *key,
				const struct outbox_letter *l, letter_id *ret);

/* What the job needs; its ctx. */
struct outbox {
	struct secret_key key;
	struct str transport; /* net/smtp.h */
};
/* Of jobs of the kind "mail"; ctx: struct outbox. */
must_check enum errc outbox_run(struct op *op, const struct job *job, void *ctx, struct str *ret_result);

#endif
