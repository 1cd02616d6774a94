/* SPDX-License-Identifier: Apache-2.0 */
/* assess: what a set of criteria is at a time. Pure. */
#ifndef CONVENE_ASSESS_ASSESS_H
#define CONVENE_ASSESS_ASSESS_H

#include "base/str.h"

enum criteria_state {
	CRITERIA_DRAFT,
	CRITERIA_PROPOSED,
	CRITERIA_ADOPTED,
	CRITERIA_SUPERSEDED, /* a later version has been adopted */
};
struct str criteria_state_word(enum criteria_state s);
bool criteria_state_parse(struct str s, enum criteria_state *ret);

#endif
