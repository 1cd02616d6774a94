/* SPDX-License-Identifier: Apache-2.0 */
/*
 * standing_ops: the states of a group, each with its day and its reason. The newest is the one
 * that it is in. A group that nobody has said anything of has no history.
 *
 * All that change something need a write transaction, and put a line into the audit.
 */
#ifndef CONVENE_STANDING_STANDING_OPS_H
#define CONVENE_STANDING_STANDING_OPS_H

#include "base/op.h"
#include "base/vec.h"
#include "standing/standing.h"

struct standing {
	standing_id id;
	enum group_state state;
	date since;        /* unknown: nobody knows */
	struct str reason; /* absent: as the register has it */
};
struct standings {
	struct standing *at;
	size_t n;
	size_t room;
};
/* The newest first. */
must_check enum errc standing_history(struct op *op, group_id id, struct standings *ret);

/*
 * From that day on; what it was before becomes the beginning of its history.
 *   E_INVALID standing.no-reason, standing.no-day, standing.not-yet, standing.too-long,
 *             standing.not-of-type
 */
must_check enum errc standing_set(struct op *op, group_id id, const struct standing *s);
/* The register has been read again: what it says now holds from today on, if it has changed. */
must_check enum errc standing_registered(struct op *op, group_id id, enum group_state was, enum group_state is);
/* It was never so. E_NOT_FOUND standing.no-such; E_CONFLICT standing.first: something must stand. */
must_check enum errc standing_drop(struct op *op, group_id id, standing_id which);

/* What its type asks of it. */
struct required {
	bool asked, met;
};
must_check enum errc standing_required(struct op *op, group_id id, struct required ret[N_REQUIREMENTS]);

#endif
