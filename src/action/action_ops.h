/* SPDX-License-Identifier: Apache-2.0 */
/*
 * action_ops: items of a meeting's report, and what became of them. All need
 * a write transaction.
 */
#ifndef CONVENE_ACTION_ACTION_OPS_H
#define CONVENE_ACTION_ACTION_OPS_H

#include "action/action.h"
#include "base/op.h"
#include "group/group.h"
#include "meeting/meeting.h"
#include "person/person.h"

/*
 * Writes the items of the report anew. An item that the version before had
 * too (the same words, or most of them at the same place) keeps its state,
 * and its kind if somebody has set it. Owners are linked where the words name
 * exactly one group or person.
 */
must_check enum errc action_record(struct op *op, meeting_id meeting, const struct report *r);
must_check enum errc action_forget(struct op *op, meeting_id meeting);
/* What became of the meeting's items, once the meeting is gone. */
must_check enum errc action_forget_events(struct op *op, struct str series, int64_t number);

/* Addressed as "dccg", 53, 1. */
struct action_change {
	bool set_kind, set_state;
	enum item_kind kind;
	enum action_state state;
};
/* E_NOT_FOUND action.no-such. Writes an event when the state changes. */
must_check enum errc action_set(struct op *op, struct str series, int64_t number,
				int64_t position, const struct action_change *change);

#endif
