/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/assess.h"

#include "base/words.h"

static const struct str states[] = {
	[CRITERIA_DRAFT] = STR_INIT("draft"),
	[CRITERIA_PROPOSED] = STR_INIT("proposed"),
	[CRITERIA_ADOPTED] = STR_INIT("adopted"),
	[CRITERIA_SUPERSEDED] = STR_INIT("superseded"),
};
WORDS_DEFINE(criteria_state, enum criteria_state, states)
