/* SPDX-License-Identifier: Apache-2.0 */
/*
 * person_view: what the pages of people show.
 *
 * Who somebody is comes from reports only. Nobody is called known before a
 * person has confirmed it: an entry that an import made is "not confirmed",
 * and the page says so.
 */
#ifndef CONVENE_PERSON_PERSON_VIEW_H
#define CONVENE_PERSON_PERSON_VIEW_H

#include "profile/profile_ops.h"
#include "web/pager.h"
#include "person_view_sql.h"
#include "web/page.h"

/* A page of /people, and of one person's meetings. */
#define PEOPLE_PAGE 60
#define PERSON_MEETINGS 50
/* Groups named in a line of /people. */
#define PERSON_GROUPS 3

/* ---- /people ---- */
enum person_sort { PEOPLE_BY_NAME, PEOPLE_BY_MEETINGS, PEOPLE_BY_LAST };

struct person_line {
	struct person_view_list_row row;
	size_t at; /* its place by name */
	SLICE(struct person_view_groups_row) groups; /* newest first */
	int64_t more_groups;
};
struct person_list_view {
	struct page page;
	enum person_sort sort;
	SLICE(struct person_line) people; /* all of them, in the order asked for */
	SLICE(struct person_line) shown;  /* those of this page */
	int64_t n, confirmed, unconfirmed;
	struct pager pager;
};
/* page 0: all of them are shown (CSV, JSON). */
must_check enum errc person_list_load(struct op *op, enum person_sort sort, int64_t page,
				      struct person_list_view *v);

/* ---- one person ---- */
struct person_meeting {
	struct person_view_meetings_row row;
	bool apology;
	bool respelt;      /* row.written is not the name of the page */
	bool known_group;  /* row.grp_* have an address */
	enum group_type grp_type;
};
struct person_with {
	struct str slug, name;
	enum group_type type;
	int64_t times;
};
struct person_action {
	struct person_view_actions_row row;
	bool overdue;
};
/* What somebody says of themselves. */
struct person_said {
	struct str name, value; /* "Region", "Africa" */
	date since, until;      /* of an affiliation */
	bool hidden;            /* not everybody sees it */
};
struct url_named {
	struct url url;
	struct str name;
	bool hidden;
};
struct person_show_view {
	struct page page;
	struct person_view_by_slug_row p;
	SLICE(struct person_meeting) meetings; /* newest first */
	SLICE(struct person_meeting) shown;
	SLICE(struct person_with) with;        /* groups, most often first */
	int64_t present, apologies;
	struct person_meeting first, last;     /* of those present; number 0: none */
	struct person_view_spellings_rows spellings;
	SLICE(struct person_action) actions;
	struct pager pager;
	SLICE(struct person_said) said;        /* of themselves, that who asks may see */
	SLICE(struct url_named) addresses;     /* … */
	bool own, may_edit, may_withhold;
};
/* E_NOT_FOUND error.not-found. */
must_check enum errc person_show_load(struct op *op, struct str slug, int64_t page,
				      struct person_show_view *v);

#endif
