/* SPDX-License-Identifier: Apache-2.0 */
/* standing: what is asked of a group by its type, and in which states it can be. Pure. */
#ifndef CONVENE_STANDING_STANDING_H
#define CONVENE_STANDING_STANDING_H

#include "group/group.h"

typedef struct {
	int64_t v;
} standing_id;

enum requirement {
	REQUIRES_DESCRIPTION,
	REQUIRES_LIST,        /* a mailing list */
	REQUIRES_JOINING,     /* … that whoever wants can join */
	REQUIRES_ARCHIVE,     /* … that whoever wants can read */
	REQUIRES_WEBSITE,
	REQUIRES_COORDINATOR, /* somebody who answers for it */
	N_REQUIREMENTS,
};
bool group_requires(enum group_type type, enum requirement r);
/* STATE_UNRESOLVED is a state of nobody's making: never. */
bool group_may_be(enum group_type type, enum group_state state);
/* Is one formed by an application? */
bool group_is_applied_for(enum group_type type);

#define STANDING_REASON_MAX 1000 /* bytes */

#endif
