/* SPDX-License-Identifier: Apache-2.0 */
/*
 * meeting_view: what the pages of meetings show.
 *
 * The text of a report comes from its newest version (report/report.h,
 * web/report_cache.h); who was there, what became of the items and which topics
 * were put off come from the tables that the import made of the same version.
 * The two meet by position: item 3 of the text is row 3.
 *
 * A report that is longer than MEETING_PART, its lists of contents and of
 * participants counted in, is shown in parts, cut between blocks. "#p17" is
 * true on the first part whichever part paragraph 17 is in: there the number
 * stands in the list of parts, as a link to the paragraph.
 */
#ifndef CONVENE_MEETING_MEETING_VIEW_H
#define CONVENE_MEETING_MEETING_VIEW_H

#include "meeting_view_sql.h"
#include "web/download.h"
#include "web/page.h"
#include "web/parts.h"

/* As much text as fits, with everything around it, into 40,000 bytes of page
 * and style sheet, 12,000 compressed. */
#define MEETING_PART ((size_t)11 << 10)

/* ---- /meetings, /meetings/{series} ---- */
struct meeting_year {
	struct str label; /* "2024", or absent: the date is not known */
	SLICE(struct meeting_view_list_row) meetings;
};
struct meeting_series {
	struct meeting_view_series_row row;
	int64_t n; /* meetings */
	SLICE(struct meeting_year) years;
};
struct meeting_list_view {
	struct page page;
	bool one; /* /meetings/{series}: the page of one series */
	SLICE(struct meeting_series) series;
	int64_t n; /* meetings in all of them */
};
/* only: absent for all series. E_NOT_FOUND error.not-found. */
must_check enum errc meeting_list_load(struct op *op, struct str only,
				       struct meeting_list_view *v);

/* ---- one meeting ---- */

/* An item of the report with what became of it. */
struct meeting_item {
	const struct meeting_view_actions_row *row; /* NULL: the tables lag behind */
	struct safe_html text;  /* the item's words, with emphasis and links */
	struct safe_html parts; /* what is nested under it */
	bool overdue;
	bool owner_group, owner_person; /* row has an address for it */
	enum group_type owner_type;
};
/* A stretch of a section: text as it is, or a list of items. */
struct meeting_piece {
	struct safe_html text;
	SLICE(struct meeting_item) items;
};
struct meeting_section {
	struct str anchor; /* "actions", "people", "s3" */
	struct str title;  /* as text, for the list of contents */
	struct safe_html heading;
	int level;         /* 2 or 3; 0: no heading */
	bool continued;    /* began in the part before */
	bool people;       /* the list of participants stands here */
	bool listed;       /* in the list of contents */
	SLICE(struct meeting_piece) pieces;
	/* In a report shown in parts */
	size_t part;       /* from 1: where it begins */
};
struct meeting_attendee {
	struct str person;  /* slug */
	struct str written; /* the name as the report has it */
	struct str affiliation;
	struct str grp_slug; /* absent: the affiliation names no group we know */
	enum group_type grp_type;
};
struct meeting_roster {
	struct str label;
	SLICE(struct meeting_attendee) people;
};
struct meeting_part {
	int64_t number;
	bool current;
	SLICE(int64_t) paragraphs; /* that begin in it */
};

struct meeting_neighbour {
	bool known;
	int64_t number;
	date held;
};
struct meeting_show_view {
	struct page page;
	struct meeting_view_show_row m;
	struct str title;  /* "Meeting 54, 9 June 2021" */
	struct str about;  /* its topics, cut; absent */
	bool house_form;   /* read in the house's form */

	SLICE(struct meeting_attendee) facilitators;
	int64_t present;       /* people; 0 with !listed: unknown */
	bool listed;           /* the report has a list of participants */
	int64_t coalitions, coalitions_of;
	struct ticks tally;    /* one for each active coalition, in list order */
	int64_t actions, actions_done, actions_open, actions_overdue;
	int64_t conclusions;

	SLICE(struct meeting_section) sections; /* of this part */
	SLICE(struct meeting_section) contents; /* of all parts, without pieces */
	SLICE(struct meeting_roster) roster;
	SLICE(struct meeting_view_actions_row) rows;
	struct meeting_view_topics_rows topics;
	struct meeting_view_abbreviations_rows abbreviations;
	struct meeting_neighbour prev, next;
	struct download_links downloads;
	date published, revised; /* UTC days of the first and the newest version */
	int64_t revisions;

	SLICE(struct meeting_part) parts; /* n == 0: it is all here */
	int64_t part;                     /* 0: all of it in one */
	bool last_part;
};

/* part: 1 and up, or 0 for all in one; one that is not there is E_NOT_FOUND. */
must_check enum errc meeting_show_load(struct op *op, struct str series, int64_t number,
				       int64_t part, struct meeting_show_view *v);

/* ---- revisions ---- */
struct meeting_revisions_view {
	struct page page;
	struct meeting_view_show_row m;
	struct meeting_view_versions_rows versions; /* newest first */
};
must_check enum errc meeting_revisions_load(struct op *op, struct str series, int64_t number,
					    struct meeting_revisions_view *v);

struct meeting_change {
	bool added;
	struct str text;
};
struct meeting_revision_view {
	struct page page;
	struct meeting_view_show_row m;
	int64_t revision;
	int64_t before;  /* 0: the first */
	instant at;
	SLICE(struct meeting_change) changes; /* lines, against the one before */
	struct safe_html text;
};
must_check enum errc meeting_revision_load(struct op *op, struct str series, int64_t number,
					   int64_t revision, struct meeting_revision_view *v);

/* What a meeting was about, for a line of a list: whole topics up to about
 * MEETING_ABOUT bytes, then how many more there are. */
#define MEETING_ABOUT 120
struct str meeting_about(struct arena *a, enum lang lang, struct str focus);

/* "Meeting 54, 13 May 2021", "Meeting 54" where the date is not known. */
struct str meeting_title(struct arena *a, const struct page *p, int64_t number, date held);

#endif
