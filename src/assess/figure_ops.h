/* SPDX-License-Identifier: Apache-2.0 */
/*
 * figure_ops: the figures that a set of criteria asks for, of all active coalitions, found anew
 * from what is stored: messages, the register, meetings. Nothing is kept.
 */
#ifndef CONVENE_ASSESS_FIGURE_OPS_H
#define CONVENE_ASSESS_FIGURE_OPS_H

#include "assess/criteria.h"
#include "base/op.h"
#include "group/group.h"
#include "meeting/meeting.h"

struct figures_of {
	group_id id;
	struct str slug, name;
	date since;            /* when it was formed; DATE_NONE: nobody knows */
	struct str list;       /* the first of its lists; absent: none */
	struct figure *figure; /* one for each criterion, in the order of the set */
};
struct figures {
	SLICE(struct figures_of) groups; /* by name */
};
/* series: of the coordination group's meetings; 0: there is none. */
must_check enum errc figures_load(struct op *op, const struct criteria *c, series_id series, date on,
				  struct figures *ret);

#endif
