/* SPDX-License-Identifier: Apache-2.0 */
/* standing_view: the states of a group, for who may say what it is in. */
#ifndef CONVENE_STANDING_STANDING_VIEW_H
#define CONVENE_STANDING_STANDING_VIEW_H

#include "standing/standing_ops.h"
#include "web/page.h"
#include "web/parts.h"

struct standing_requirement {
	struct str text;
	bool met;
};
struct standing_view {
	struct page page;
	group_id id;
	struct str slug, name;
	enum group_type type;
	struct standings history;                  /* the newest first */
	SLICE(struct standing_requirement) asked;  /* by its type */
	struct choices states;                     /* that it can be in */
	struct str since, reason;                  /* as in the form */
	struct str problem;                        /* a sentence; absent: none */
};
/* chosen: in the form. E_NOT_FOUND group.no-such. */
must_check enum errc standing_load(struct op *op, struct str slug, enum group_state chosen, struct standing_view *v);

enum msg group_state_msg(enum group_state state);

#endif
