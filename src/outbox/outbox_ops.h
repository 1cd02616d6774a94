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
#include "net/smtp.h"
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

/* What its reader wants decides what becomes of it (outbox_wish_ops.h). */
/* Letters to an address that one came back from are kept and not sent, until it is good again;
 * those of the kind "sign-in" are tried all the same: somebody waits for them. */

struct bounced {
	int64_t returned; /* letters that came back */
	int64_t marked;   /* addresses that are not written to any more */
};
/*
 * A report of a mail server about letters of ours (RFC 3464), as it came in. Only what names the
 * Message-ID of one counts, which nobody but its reader can know. A delay changes nothing. Needs
 * a write transaction.
 *   E_INVALID mail.no-report: it is none   E_NOT_FOUND mail.report-of-others: of no letter of ours
 */
must_check enum errc outbox_bounce(struct op *op, struct str message, struct bounced *ret);
/* Letters reach it. Needs a write transaction. E_NOT_FOUND mail.not-bad: nothing was against it. */
must_check enum errc outbox_try_again(struct op *op, struct str address);

/* What the job needs; its ctx. */
struct outbox {
	struct secret_key key;
	struct str transport; /* net/smtp.h */
	struct smtp smtp;     /* of whoever does the jobs of the kind "mail" */
};
/* Of jobs of the kind "mail"; ctx: struct outbox. Letters that nobody waits for go to mailboxes of
 * one host as often in a minute as the setting mail_per_host says: E_LIMIT mail.host-full. */
must_check enum errc outbox_run(struct op *op, const struct job *job, void *ctx, struct str *ret_result);
/* No letter is due for now. */
void outbox_rest(void *ctx);

#endif
