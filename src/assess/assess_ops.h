/* SPDX-License-Identifier: Apache-2.0 */
/*
 * assess_ops: sets of criteria in their versions. A version is never changed: a draft is proposed,
 * a proposal adopted by a decision that is named, and an adopted one superseded by the next.
 *
 * All that change something need a write transaction, and put a line into the audit.
 */
#ifndef CONVENE_ASSESS_ASSESS_OPS_H
#define CONVENE_ASSESS_ASSESS_OPS_H

#include "assess/assess.h"
#include "assess/criteria.h"
#include "base/op.h"

#define CRITERIA_REASON_MAX 1000 /* bytes */

/* E_INVALID assess.bad-…: the detail is the line and what stands there. */
must_check enum errc criteria_parse(struct op *op, struct str text, struct criteria *ret);

struct criteria_version {
	struct str slug;
	int64_t number; /* from 1 */
	enum criteria_state state;
	struct str source, reason, decided; /* decided: "" */
	struct criteria c;
};
/*
 * The next version of a set, as a draft. slug: small letters, digits, hyphens.
 *   E_INVALID  as criteria_parse(); assess.bad-name, assess.no-reason
 *   E_CONFLICT assess.same: it says what the version before says
 *   E_CONFLICT assess.version-taken: somebody else was faster; nothing is lost, try again
 */
must_check enum errc criteria_add(struct op *op, struct str slug, struct str text, struct str reason, int64_t *ret);
/* number 0: the adopted one, else the newest. E_NOT_FOUND assess.no-such. */
must_check enum errc criteria_get(struct op *op, struct str slug, int64_t number, struct criteria_version *ret);
/* E_CONFLICT assess.not-a-draft. */
must_check enum errc criteria_propose(struct op *op, struct str slug, int64_t number);
/* decided: by which decision of which meeting. E_INVALID assess.no-decision; E_CONFLICT
 * assess.not-proposed. */
must_check enum errc criteria_adopt(struct op *op, struct str slug, int64_t number, struct str decided);

#endif
