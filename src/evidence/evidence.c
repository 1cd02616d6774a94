/* SPDX-License-Identifier: Apache-2.0 */
#include "evidence/evidence.h"

#include "base/words.h"

static const struct str kinds[] = {
	[EVIDENCE_CALL] = STR_INIT("call"),   [EVIDENCE_PAPER] = STR_INIT("paper"),
	[EVIDENCE_EVENT] = STR_INIT("event"), [EVIDENCE_INPUT] = STR_INIT("input"),
	[EVIDENCE_REPORT] = STR_INIT("report"), [EVIDENCE_GOAL] = STR_INIT("goal"),
};
WORDS_DEFINE(evidence_kind, enum evidence_kind, kinds)

static const struct str sayings[] = {
	[EVIDENCE_IS] = STR_INIT("is"), [EVIDENCE_NONE] = STR_INIT("none"), [EVIDENCE_NOT] = STR_INIT("not-applicable"),
};
WORDS_DEFINE(evidence_says, enum evidence_says, sayings)

static const struct str states[] = {
	[EVIDENCE_CLAIMED] = STR_INIT("claimed"),
	[EVIDENCE_CONFIRMED] = STR_INIT("confirmed"),
	[EVIDENCE_REFUSED] = STR_INIT("refused"),
};
WORDS_DEFINE(evidence_state, enum evidence_state, states)

enum msg
evidence_kind_msg(enum evidence_kind k)
{
	static const enum msg names[] = {
		[EVIDENCE_CALL] = MSG_evidence_call,	 [EVIDENCE_PAPER] = MSG_evidence_paper,
		[EVIDENCE_EVENT] = MSG_evidence_event,	 [EVIDENCE_INPUT] = MSG_evidence_input,
		[EVIDENCE_REPORT] = MSG_evidence_report, [EVIDENCE_GOAL] = MSG_evidence_goal,
	};

	return names[k];
}
