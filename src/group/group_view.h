/* SPDX-License-Identifier: Apache-2.0 */
/*
 * group_view: what the pages of coalitions and other groups show.
 *
 * Presence is counted in the forum's main series (struct forum), over its
 * newest meetings. A meeting without a list of participants is unknown, and
 * one held before the group was formed does not apply: neither counts into
 * "at 7 of the last 12".
 */
#ifndef CONVENE_GROUP_GROUP_VIEW_H
#define CONVENE_GROUP_GROUP_VIEW_H

#include "behalf/behalf_ops.h"
#include "group/group_say.h"
#include "list/list_check.h"
#include "group_view_sql.h"
#include "list/ribbon.h"
#include "standing/standing_ops.h"
#include "web/page.h"
#include "web/parts.h"

/* Meetings that a strip in a list goes back. */
#define GROUP_STRIP 24
/* Meetings in the table of one group's page. */
#define GROUP_TABLE 12

struct group_presence {
	struct ticks ticks;   /* oldest meeting first */
	int64_t present;      /* of the meetings that count */
	int64_t of;
	int64_t last_number;  /* newest at which it was present; 0: none of them */
	date last_held;
};

struct group_line {
	group_id id;
	struct str slug;
	struct str name;
	struct str short_name; /* absent */
	enum group_type type;
	enum group_state state;
	date since;
	struct group_presence presence;
};
struct group_lines {
	struct group_line *at;
	size_t n;
	size_t room;
};

/* What strips are made over. */
struct group_window {
	struct str series;                        /* slug */
	struct group_view_meetings_rows meetings; /* newest first */
	int64_t newest, oldest;                   /* numbers; 0: no meeting */
};

/* Coalitions by name with their strips; those that are concluded, inactive,
 * proposed or unresolved are in it too. */
must_check enum errc group_lines_load(struct op *op, const struct forum *forum,
				      struct group_window *ret_window,
				      struct group_lines *ret);

/* ---- /coalitions ---- */
struct group_list_view {
	struct page page;
	struct group_window window;
	struct group_lines active;    /* active and proposed */
	struct group_lines past;      /* inactive and concluded */
	struct group_lines named;     /* named in reports, not confirmed */
	int64_t n_active;
};
must_check enum errc group_list_load(struct op *op, struct group_list_view *v);

/* ---- /groups ---- */
struct group_others_kind {
	struct str name; /* "Best practice forums" */
	SLICE(struct group_view_others_row) groups;
};
struct group_others_view {
	struct page page;
	SLICE(struct group_others_kind) kinds;
};
must_check enum errc group_others_load(struct op *op, struct group_others_view *v);

/* ---- one group ---- */
struct group_person {
	struct str slug;
	struct str name;
	int64_t times;
};
struct group_meeting {
	struct str series;
	int64_t number;
	date held;
	SLICE(struct group_person) people;    /* times is not set */
	SLICE(struct group_person) apologies;
	enum { GROUP_WAS_PRESENT, GROUP_WAS_AWAY, GROUP_NOT_LISTED } was;
};
struct group_action {
	struct group_view_actions_row row;
	bool overdue;
};
struct group_record {
	struct str what; /* "What it says of itself" */
	struct str evidence;
	struct url message; /* "": it is no message here */
	instant at;
};
struct group_show_view {
	struct page page;
	struct group_view_by_slug_row g;
	struct str type_name;              /* "Best practice forum" */
	struct url mail, join, archive, website; /* "": none, or not to be trusted */
	bool coalition;
	struct group_presence presence;
	SLICE(struct group_meeting) meetings; /* newest first, at most GROUP_TABLE */
	SLICE(struct group_person) people;    /* most often first */
	SLICE(struct group_action) actions;
	int64_t open_actions;
	struct group_view_spellings_rows spellings;
	struct group_view_lists_rows lists; /* whose archives are here */
	struct ribbon ribbon;               /* of the first of them */
	struct group_view_series_rows series;
	struct standings history;           /* of its states, the newest first */
	SLICE(struct group_record) records; /* what others recorded for it, the newest first */
	bool may_set_state;
	bool may_edit;                      /* who asks may change what it says of itself, and sees: */
	bool checked;
	struct list_check check;            /* … what was found of the first of its lists */
};
/* E_NOT_FOUND error.not-found: no such group, or of the other kind. */
must_check enum errc group_show_load(struct op *op, struct str slug, bool coalition,
				     struct group_show_view *v);

/* ---- what it says of itself, for who may change it ---- */
struct group_edit_view {
	struct page page;
	struct str slug, name;
	enum group_type type;
	struct str problem;      /* a sentence; absent: none */
	struct group_said said;  /* as in the form */
	struct str seen;         /* digest of what the form began with */
	bool for_others;         /* who asks is not of the group, and says by which mail they act: */
	struct str evidence;     /* as in the form */
};
must_check enum errc group_edit_load(struct op *op, struct str slug, struct group_edit_view *v, group_id *ret);

/* The message that names a type: one of them, and many. */
enum msg group_type_msg(enum group_type type);
enum msg group_types_msg(enum group_type type);

#endif
