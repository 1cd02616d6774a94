/* SPDX-License-Identifier: Apache-2.0 */
/*
 * action_view: what the pages of action items show.
 *
 * A conclusion is in the list only when it is asked for: nobody has to do it.
 * "Overdue" is a statement about a deadline and today (UTC), never about a
 * person: an item without a deadline cannot be overdue.
 */
#ifndef CONVENE_ACTION_ACTION_VIEW_H
#define CONVENE_ACTION_ACTION_VIEW_H

#include "action_view_sql.h"
#include "web/pager.h"
#include "web/page.h"

#define ACTIONS_PAGE 25
/* Bytes of an item's words in the list; its page has all. */
#define ACTIONS_TEXT 400

/* ?state=, in this order; the first is what /actions alone shows. */
enum action_filter {
	ACTIONS_PENDING, /* open and in progress */
	ACTIONS_OPEN,
	ACTIONS_IN_PROGRESS,
	ACTIONS_OVERDUE,
	ACTIONS_DONE,
	ACTIONS_DROPPED,
	ACTIONS_CONCLUSIONS,
	ACTIONS_ALL, /* conclusions too */
};
/* ?owner= */
enum action_owner_filter {
	ACTIONS_OF_ANYBODY,
	ACTIONS_OF_ALL_GROUPS,
	ACTIONS_OF_A_GROUP,
	ACTIONS_OF_A_PERSON,
	ACTIONS_OF_NOBODY,
};
/* ?sort= */
enum action_sort { ACTIONS_BY_DEADLINE, ACTIONS_BY_MEETING, ACTIONS_BY_OWNER };

struct action_query {
	enum action_filter state;
	enum action_owner_filter owner;
	enum action_sort sort;
	struct str group, person; /* slugs; absent: any. A group's are also those
				   * of all coalitions, where it is one. */
	int64_t page;             /* 0: everything on one page */
};

/* What stands for them in addresses, in their order; each list ends in NULL. */
extern const char *const action_filter_words[];
extern const char *const action_owner_words[];
extern const char *const action_sort_words[];
/* The address of a list, without its page; what is so by default is left out. */
void action_list_path(struct buf *b, const struct action_query *q);
/* For {url …}: the same list in another state. */
void url_actions_state(struct html *o, const struct action_query *q, enum action_filter state);

struct action_line {
	struct action_view_list_row row;
	size_t at;           /* its place: newest meeting first */
	bool overdue;
	bool known_group;    /* row.grp_* have an address */
	enum group_type grp_type;
	struct str late;     /* "overdue by 3 days"; absent: it is not */
	struct str text;     /* its beginning, for the list */
	bool clipped;
};
struct action_list_view {
	struct page page;
	struct action_query query;
	struct str of_name;  /* whose: name of the group or person; absent: all */
	struct url of_url;
	/* Of all actions, or of those whose they are. */
	int64_t open, in_progress, overdue, done, dropped, conclusions, all;
	SLICE(struct action_line) items; /* those asked for */
	SLICE(struct action_line) shown;
	struct pager pager;
};
/* E_NOT_FOUND error.not-found: no such group or person. */
must_check enum errc action_list_load(struct op *op, const struct action_query *q,
				      struct action_list_view *v);

/* ---- one item ---- */
struct action_part_line {
	struct action_view_parts_row row;
	struct str kind; /* "Step", "Follow-up", "Note" */
};
struct action_change_line {
	instant at;
	bool known; /* state is one we know */
	enum action_state state;
};
struct action_show_view {
	struct page page;
	struct action_view_one_row a;
	struct str id;       /* "dccg/53/1" */
	bool overdue;
	struct str late;
	bool known_group;
	enum group_type grp_type;
	SLICE(struct action_part_line) parts;
	SLICE(struct action_change_line) changes; /* oldest first */
};
/* E_NOT_FOUND error.not-found. */
must_check enum errc action_show_load(struct op *op, struct str series, int64_t number,
				      int64_t position, struct action_show_view *v);

#endif
