/* SPDX-License-Identifier: Apache-2.0 */
/* parts: the structs that html/parts.html takes, and their makers. */
#ifndef CONVENE_WEB_PARTS_H
#define CONVENE_WEB_PARTS_H

#include "action/action.h"
#include "base/buf.h"
#include "base/vec.h"
#include "group/group.h"

/*
 * A row of ticks, 8 units apart: which of a set have answered, or at which of
 * a row of meetings somebody was. The words go beside it: it is hidden from
 * readers who do not see it.
 */
enum tick {
	TICK_YES,     /* tall */
	TICK_NO,      /* short, grey */
	TICK_UNKNOWN, /* a dot: nobody wrote it down */
	TICK_NONE,    /* nothing: does not apply */
};
struct ticks {
	int64_t width;
	struct str yes, no, unknown; /* SVG path data */
};
struct ticks ticks_make(struct arena *a, const enum tick *at, size_t n);

/* What can be chosen in a form: {include choice_options &v.choices} inside a <select>. */
struct choice {
	struct str value; /* as it is sent */
	struct str name;
	bool chosen;
};
struct choices {
	SLICE(struct choice) list;
};

#endif
