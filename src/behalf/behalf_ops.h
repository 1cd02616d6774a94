/* SPDX-License-Identifier: Apache-2.0 */
/*
 * behalf_ops: somebody who is not of a group records something for it, "by the secretariat for
 * DC X", and says by which mail the group asked for it. Readers see both.
 */
#ifndef CONVENE_BEHALF_BEHALF_OPS_H
#define CONVENE_BEHALF_BEHALF_OPS_H

#include "account/account.h"
#include "base/op.h"
#include "list/list.h"

#define BEHALF_EVIDENCE_MAX 500 /* bytes */

/* Who acts may do it, and has no role in that group itself. */
bool behalf_of_others(const struct actor *actor, group_id group);

/*
 * action: as in the audit, "group.say". evidence: the Message-ID of a mail, the address of its page
 * here, or in words ("mail from Ana Lund of 3 May"); it is kept as it is given. In the transaction of
 * what is recorded. E_INVALID behalf.no-evidence, behalf.too-long.
 */
must_check enum errc behalf_record(struct op *op, group_id group, const char *action, struct str evidence);

struct recorded {
	struct str action, evidence;
	struct str list;   /* absent: it is no message of a list here */
	int64_t mid_key;   /* … and its key there */
	instant at;
};
struct recordeds {
	struct recorded *at;
	size_t n;
	size_t room;
};
/* For a group, the newest first, `most` of them. */
must_check enum errc behalf_recorded(struct op *op, group_id group, int64_t most, struct recordeds *ret);

#endif
