/* SPDX-License-Identifier: Apache-2.0 */
/*
 * attendance_view: the matrix of coalitions and meetings.
 *
 * Five answers, never fewer: somebody was there; only apologies were sent;
 * the list of participants names nobody; there is no list, so nobody knows;
 * the coalition did not exist yet. Only the first three are counted, so "12 of
 * 14" never holds a guess.
 *
 * A page shows one year where there are more meetings than ATTENDANCE_MEETINGS,
 * and else all of them.
 */
#ifndef CONVENE_ATTENDANCE_ATTENDANCE_VIEW_H
#define CONVENE_ATTENDANCE_ATTENDANCE_VIEW_H

#include "attendance_view_sql.h"
#include "web/page.h"

#define ATTENDANCE_MEETINGS 18

enum attended {
	ATTENDED_NOT,     /* the list names nobody from there */
	ATTENDED,
	ATTENDED_APOLOGY,
	ATTENDED_UNKNOWN, /* no list of participants */
	ATTENDED_NONE,    /* before the coalition was formed */
};
struct str attended_word(enum attended a);

struct attendance_mark {
	enum attended was;
	int64_t people;
};
struct attendance_row {
	struct attendance_view_coalitions_row group;
	SLICE(struct attendance_mark) marks; /* as the meetings of the view */
	int64_t present, of; /* of the meetings that count */
};
struct attendance_column {
	struct attendance_view_meetings_row row;
	int64_t coalitions; /* that were there */
	bool new_year; /* another year than the column before */
};
struct attendance_year {
	int64_t year;  /* 0: meetings whose date is not known */
	size_t n;      /* meetings of it that are shown */
	bool current;  /* the page is of this year alone */
};
struct attendance_view {
	struct page page;
	struct str series, series_name;
	SLICE(struct attendance_column) meetings; /* newest first, those shown */
	SLICE(struct attendance_year) heads;      /* over the columns */
	SLICE(struct attendance_row) active;      /* active and proposed */
	SLICE(struct attendance_row) others;      /* who came and is none of these */
	SLICE(struct attendance_year) years;      /* to choose from; n 0: no choice */
	int64_t year;      /* 0: the newest, whatever their year */
	int64_t all;       /* meetings that there are */
	int64_t first, last; /* numbers of the meetings shown; 0: none */
	int64_t unlisted;  /* of those shown, without a list */
	int64_t coalitions; /* that came to one of them at least */
};

/* year 0: the newest ATTENDANCE_MEETINGS; -1: all of them (CSV, JSON).
 * E_NOT_FOUND error.not-found: no meeting in that year. */
must_check enum errc attendance_load(struct op *op, int64_t year, struct attendance_view *v);

#endif
