/* SPDX-License-Identifier: Apache-2.0 */
/* home_view: the front page. Everything on it is a figure with its evidence, or
 * the newest of something that has a page of its own. */
#ifndef CONVENE_HOME_HOME_VIEW_H
#define CONVENE_HOME_HOME_VIEW_H

#include "group/group_view.h"
#include "home_view_sql.h"
#include "list/list_view.h"
#include "web/page.h"

struct home_action {
	struct home_actions_row row;
	bool overdue;
	bool owner_group;
	enum group_type owner_type;
};
struct home_event {
	struct home_events_row row;
	struct url url;
	date day; /* UTC */
};
/* Of a coalition's list, so many months. More of them cost more than a slow line likes. */
#define HOME_MONTHS 12
struct home_list {
	const struct group_line *g;
	struct str slug; /* absent: no archive of theirs */
	struct ribbon_small ribbon;
};
struct home_view {
	struct page page;
	struct home_figures_row n;
	int64_t coalitions; /* active ones */

	bool has_latest;
	struct home_latest_row latest;
	struct ticks tally;    /* active coalitions at the latest meeting */
	int64_t tally_present, tally_of;

	SLICE(struct home_action) actions;
	struct home_topics_rows topics;
	SLICE(struct home_event) events;
	struct group_window window;
	struct group_lines lines; /* active and proposed coalitions */
	/* For each of them what its first list with an archive shows; n is 0: there is none. */
	SLICE(struct home_list) lists;
};

must_check enum errc home_load(struct op *op, struct home_view *v);

#endif
