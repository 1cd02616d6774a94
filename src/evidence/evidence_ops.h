/* SPDX-License-Identifier: Apache-2.0 */
/*
 * evidence_ops: the register of what coalitions have done. A coordinator hands a piece in, which is
 * claimed then; somebody else confirms it, or refuses it with a reason. Both count but the refused,
 * and pages say how many are claimed.
 *
 * All that change something need a write transaction, and put a line into the audit.
 */
#ifndef CONVENE_EVIDENCE_EVIDENCE_OPS_H
#define CONVENE_EVIDENCE_EVIDENCE_OPS_H

#include "base/op.h"
#include "evidence/evidence.h"
#include "group/group.h"

struct evidence_piece {
	group_id group;
	enum evidence_kind kind;
	enum evidence_says says;
	date day, until;        /* until: of a piece it is not looked at */
	struct str title;       /* of a piece; else it is not looked at */
	struct str link, note;  /* may be absent */
};
/*
 * source: "form", "file", "command".
 *   E_INVALID  evidence.no-title, evidence.too-long, evidence.no-day, evidence.days, evidence.not-yet,
 *              evidence.bad-link
 *   E_CONFLICT evidence.twice: the register has it
 */
must_check enum errc evidence_add(struct op *op, const struct evidence_piece *p, const char *source,
				  evidence_id *ret);

struct evidence_read {
	size_t added, known; /* lines; known: the register has them */
};
/* Lines of "kind,day,title,link,note", with a head that names the columns. All or nothing:
 * E_INVALID evidence.bad-file names the line. */
must_check enum errc evidence_add_csv(struct op *op, group_id group, struct str text, struct evidence_read *ret);

/* words: why it is refused; needed then.
 *   E_NOT_FOUND evidence.no-such; E_INVALID evidence.no-reason
 *   E_CONFLICT evidence.own: who handed it in does not confirm it */
must_check enum errc evidence_answer(struct op *op, evidence_id id, bool confirm, struct str words);
/* Of that group only. E_NOT_FOUND evidence.no-such; E_CONFLICT evidence.confirmed: it stands. */
must_check enum errc evidence_take_back(struct op *op, group_id group, evidence_id id);

#endif
