/* SPDX-License-Identifier: Apache-2.0 */
/*
 * criteria: what is asked of a coalition, as data, and what follows from its figures. Pure.
 *
 * A set has groups, a group has criteria, a criterion compares one figure with a threshold.
 * A group is met when the points of its criteria that are met reach what it needs; the set
 * when as many groups are met as it needs. docs/criteria-format.md has the text form.
 *
 * Nobody is called inactive by any of this: a verdict is of a criterion and a day.
 */
#ifndef CONVENE_ASSESS_CRITERIA_H
#define CONVENE_ASSESS_CRITERIA_H

#include "assess/assess_metric.h"
#include "base/vec.h"

#define CRITERIA_MAX 60          /* in a set */
#define CRITERIA_GROUPS_MAX 20
#define CRITERIA_MONTHS_MAX 240  /* of a window */
#define CRITERIA_POINTS_MAX 100
#define CRITERIA_THRESHOLD_MAX 1000000
#define CRITERIA_TEXT_MAX 20000  /* bytes of a set's text */

enum comparison {
	AT_LEAST,
	AT_MOST,
};
struct str comparison_word(enum comparison c);

/* What becomes of a criterion whose figure nobody knows. */
enum unknown_rule {
	UNKNOWN_STAYS,   /* the verdict may stay unknown */
	UNKNOWN_NOT_MET,
	UNKNOWN_LEFT_OUT, /* it is not asked for */
	N_UNKNOWN_RULES,
};
struct str unknown_rule_word(enum unknown_rule r);
bool unknown_rule_parse(struct str s, enum unknown_rule *ret);

struct criterion {
	struct str id; /* small letters, digits, hyphens; its own in the set */
	const struct assess_metric *metric;
	int64_t months; /* of the window, which ends with the day of the assessment */
	enum comparison comparison;
	int64_t threshold;
	int64_t points; /* from 1 */
	size_t group;   /* its place among the groups */
	bool off;       /* left out of a trial */
};
struct criteria_group {
	struct str title; /* "": the set has one group without a name */
	int64_t needs;    /* points; 0: all of its criteria */
};
struct criteria {
	struct str title, purpose, cycle;
	enum unknown_rule unknown;
	int64_t exempt_months; /* who was formed less than so many months before; 0: nobody */
	int64_t needs;         /* groups; 0: all */
	SLICE(struct criteria_group) groups;
	SLICE(struct criterion) list; /* by group */
};

/* Of small letters, digits and hyphens, which none begins with: a criterion's, a set's. */
bool criteria_is_name(struct str s, size_t max);

/* ---- the text form ---- */

enum criteria_flaw {
	CRITERIA_NO_FLAW,
	CRITERIA_LINE,      /* it is no line of this form */
	CRITERIA_WORD,      /* nothing is called so */
	CRITERIA_TWICE,     /* it is said twice */
	CRITERIA_METRIC,    /* there is no such figure */
	CRITERIA_WINDOW,
	CRITERIA_THRESHOLD,
	CRITERIA_POINTS,
	CRITERIA_NEEDS,     /* no number, or more than there is */
	CRITERIA_ID,
	CRITERIA_SIZE,      /* too long, or too many */
	CRITERIA_EMPTY,     /* without a title, a group without criteria */
};
struct criteria_wrong {
	enum criteria_flaw flaw;
	size_t line;     /* from 1; 0: of the whole */
	struct str word; /* what it is about; may be empty */
};
/* Strings of *ret are in the text. false: *why says where. */
bool criteria_read(struct arena *a, struct str text, struct criteria *ret, struct criteria_wrong *why);
/* Reading it gives the same set; the same set gives the same text. */
struct str criteria_write(struct arena *a, const struct criteria *c);

/* ---- what follows ---- */

enum verdict {
	VERDICT_MET,
	VERDICT_NOT_MET,
	VERDICT_UNKNOWN,
	VERDICT_NOT_APPLICABLE,
};
struct str verdict_word(enum verdict v);

struct assessed {
	enum verdict result;
	bool exempt; /* and the result is VERDICT_MET */
	int64_t met; /* criteria */
	enum verdict criteria[CRITERIA_MAX];
	enum verdict groups[CRITERIA_GROUPS_MAX];
};
/*
 * figures: one for each criterion, in the order of the set. formed: DATE_NONE: nobody knows, and
 * nobody is exempt for that. Never more favourable for a known figure that is farther from its
 * threshold.
 */
void criteria_assess(const struct criteria *c, const struct figure *figures, date formed, date on,
		     struct assessed *ret);


#endif
