/* SPDX-License-Identifier: Apache-2.0 */
/*
 * abbreviation_view: what abbreviations stand for, as reports define them.
 *
 * Two definitions that differ in case, spaces or kinds of apostrophe only are
 * one. An abbreviation that reports define in more than one way is a conflict:
 * all of them are shown, the oldest first, and none is called right.
 */
#ifndef CONVENE_ABBREVIATION_ABBREVIATION_VIEW_H
#define CONVENE_ABBREVIATION_ABBREVIATION_VIEW_H

#include "abbreviation_view_sql.h"
#include "web/page.h"

struct abbreviation_meaning {
	struct str lng;
	struct str folded;
	struct str series;
	int64_t number; /* of the first meeting that defines it so */
	date held;
	int64_t others; /* meetings that do so besides */
};
struct abbreviation_line {
	struct str shrt;
	SLICE(struct abbreviation_meaning) meanings; /* oldest first */
	bool conflict;
};
struct abbreviation_list_view {
	struct page page;
	SLICE(struct abbreviation_line) lines; /* in order of the alphabet */
	int64_t n, conflicts;
};
must_check enum errc abbreviation_list_load(struct op *op, struct abbreviation_list_view *v);

#endif
