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

/*
 * What was found of mailing lists, kept for the windows that were asked for lately: whoever moves a
 * threshold asks for the same once more. Of one thread; all zero at first.
 */
struct figure_memo {
	struct arena arena;
	int64_t version; /* of the data; another one empties it */
	SLICE(struct list_found) found;
};
void figure_memo_done(struct figure_memo *m);

/* Of several sets and days at once, since the messages of a list are read once for all of them. */
struct figures_ask {
	const struct criteria *c;
	date on;
	struct figures ret; /* all zero */
};
/* series: of the coordination group's meetings; 0: there is none. memo: NULL is fine; version: of the
 * data, for it. */
must_check enum errc figures_load(struct op *op, struct figure_memo *memo, int64_t version, series_id series,
				  struct figures_ask *asks, size_t n);

#endif
