/* SPDX-License-Identifier: Apache-2.0 */
/* group_say: what a group says of itself, kept by its coordinators. */
#ifndef CONVENE_GROUP_GROUP_SAY_H
#define CONVENE_GROUP_GROUP_SAY_H

#include "base/op.h"
#include "group/group.h"

/* What a group says of itself; "" and absent are the same: nothing. */
struct group_said {
	struct str description, list_address, join_url, archive_url, website;
};
must_check enum errc group_said(struct op *op, group_id id, struct group_said *ret);
/* One word for all of it: whoever changes it says what they have seen. */
struct str group_said_digest(struct arena *a, const struct group_said *said);
/* E_INVALID group.bad-address, group.bad-link (https, http; mailto to join), group.too-long. */
must_check enum errc group_said_check(struct op *op, const struct group_said *said);
/*
 * A line in the audit, for the group. Needs a write transaction.
 *   E_INVALID  those of group_said_check()
 *   E_CONFLICT group.changed  it is not what `seen` says any more
 */
must_check enum errc group_say(struct op *op, group_id id, const struct group_said *said, struct str seen);

#endif
