/* SPDX-License-Identifier: Apache-2.0 */
/* group: coalitions and the other bodies of a forum. Ids, types and words. */
#ifndef CONVENE_GROUP_GROUP_H
#define CONVENE_GROUP_GROUP_H

#include "base/str.h"

typedef struct {
	int64_t v;
} group_id;

enum group_type {
	GROUP_COALITION,
	GROUP_COORDINATION,
	GROUP_ADVISORY,
	GROUP_WORKING,
	GROUP_BEST_PRACTICE,
	GROUP_POLICY_NETWORK,
	GROUP_INITIATIVE, /* national and regional */
	GROUP_SECRETARIAT,
	GROUP_OTHER, /* named by a report, nobody has said what it is */
};
/* "unresolved": a report named it and nobody has confirmed that it exists. */
enum group_state { STATE_ACTIVE, STATE_PROPOSED, STATE_INACTIVE, STATE_CONCLUDED, STATE_UNRESOLVED };

struct str group_type_word(enum group_type t);
bool group_type_parse(struct str s, enum group_type *ret);
struct str group_state_word(enum group_state s);
bool group_state_parse(struct str s, enum group_state *ret);

/* Where groups of this type have their pages: "/coalitions" or "/groups". */
struct str group_home(enum group_type t);

#endif
