/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ribbon: two years of a list as columns, one a month, oldest first. A column is
 * filled up to the messages in discussions; those that are in none stand above it,
 * hollow: so announcements and advertisements do not look alive. Heights grow with
 * the root, one scale for all lists. Each month leads to its messages.
 *
 * Months of which the archive says nothing have a dashed baseline and no column.
 */
#ifndef CONVENE_LIST_RIBBON_H
#define CONVENE_LIST_RIBBON_H

#include "html/html.h"
#include "list/list.h"
#include "mail/measure.h"

#define RIBBON_MONTHS 24
/* In units of the drawing. */
#define RIBBON_CELL 30

struct ribbon_month {
	int64_t x, middle;     /* of its cell */
	struct str name, label; /* "Apr"; "Apr 2024: 6 messages, 4 of them in discussions" */
	struct url url;        /* of its messages */
	int64_t messages;
	bool year_begins;
	int64_t year;
};
struct ribbon_half {
	SLICE(struct ribbon_month) months; /* 12 */
	struct str filled, hollow;         /* SVG path data; absent: nothing */
	struct str known, unknown;         /* baselines */
	struct str capped;                 /* a mark on columns that are cut */
};
struct ribbon {
	struct ribbon_half older, newer; /* twelve months each */
	bool any;      /* there is a month that the archive reaches */
	int64_t spoken, of; /* months with a discussion, of those that it reaches */
	struct str list_slug, list_name;
};
/* The same in a row of lists, as many months as there is room for: one drawing, of which
 * a sentence says what it shows. */
struct ribbon_small {
	int64_t wide;
	struct str filled, hollow;  /* SVG path data: lines as wide as columns; outlines. Absent: nothing */
	struct str known, unknown;  /* baselines */
	struct str label;
	bool any;
};
struct ribbon_small ribbon_small_make(struct arena *a, enum lang lang, const struct measures *m, int months);

/* The 24 months that end with the archive (see list_measure.h). */
struct ribbon ribbon_make(struct arena *a, enum lang lang, struct str slug, struct str name,
			  const struct measures *m);

#endif
