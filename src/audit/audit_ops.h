/* SPDX-License-Identifier: Apache-2.0 */
/*
 * audit_ops: what was done, by whom, for whom. Lines are only added; each holds the digest of
 * the one before it, so that none can be changed, taken out or put in unnoticed. There are
 * ids and digests in them and no text, so that somebody's data can be erased without
 * breaking the chain.
 */
#ifndef CONVENE_AUDIT_AUDIT_OPS_H
#define CONVENE_AUDIT_AUDIT_OPS_H

#include "account/account.h"
#include "base/op.h"

/*
 * In the transaction of what was done, by op->actor. action: "role.grant"; object: "person
 * 12"; details: everything that was said, of which the digest is kept. behalf: 0: nobody.
 *   E_CONFLICT audit.busy  somebody else was faster; nothing has been done, try again
 */
must_check enum errc audit_add(struct op *op, group_id behalf, const char *action, struct str object,
			       struct str details);

/* … of what has a number: kind "person", id 12. */
must_check enum errc audit_note(struct op *op, group_id behalf, const char *action, const char *kind, int64_t id,
				struct str details);

/* E_CORRUPT audit.broken: the detail says at which line. *ret_n lines are right; *ret_last is
 * the newest one's chain, to be kept elsewhere: without it a shorter chain is as good. */
must_check enum errc audit_verify(struct op *op, int64_t *ret_n, struct str *ret_last);

#endif
