/* SPDX-License-Identifier: Apache-2.0 */
/*
 * trial: a version of a set with something else in the place of what it says, as an address or a form
 * has it. Thresholds, criteria left out, how many are needed, what becomes of what nobody knows.
 */
#ifndef CONVENE_ASSESS_TRIAL_H
#define CONVENE_ASSESS_TRIAL_H

#include "assess/criteria.h"
#include "base/buf.h"
#include "base/op.h"

struct trial {
	date on;
	/* As in the address, only what differs: "calls:6", "calls", "0:3" (of the first group; "0:": all). */
	SLICE(struct str) thresholds, off, needs;
	struct str unknown; /* as in the text form; "": as in the version */
};
/* As the form sends it: everything. */
struct trial_form {
	date on;
	SLICE(struct str) thresholds; /* one for each criterion, as typed */
	SLICE(struct str) used;       /* names of criteria */
	SLICE(struct str) needs;      /* one for each group, as typed; "": all */
	struct str unknown;
};

/* The version, to be changed: its lists are its own. */
struct criteria trial_begin(struct arena *a, const struct criteria *version);
/* Both: E_INVALID assess.bad-number; half of it may have been done then. */
must_check enum errc trial_apply(struct op *op, const struct trial *t, struct criteria *c);
must_check enum errc trial_apply_form(struct op *op, const struct trial_form *form, struct criteria *c);
/* Does it say what the version says? */
bool trial_is_none(const struct criteria *c, const struct criteria *version);
/* "?on=2024-06-15&t=calls:6": the day, and what differs from the version. */
void trial_put_query(struct arena *a, struct buf *b, const struct criteria *version, const struct criteria *c, date on);

#endif
