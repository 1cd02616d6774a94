/* SPDX-License-Identifier: Apache-2.0 */
/*
 * assess_view: a set of criteria tried out on the evidence of a day. Everything that was chosen is
 * in the address of the page, so that a trial can be mailed to the list.
 */
#ifndef CONVENE_ASSESS_ASSESS_VIEW_H
#define CONVENE_ASSESS_ASSESS_VIEW_H

#include "assess/assess_ops.h"
#include "assess/figure_ops.h"
#include "assess/trial.h"
#include "web/page.h"
#include "web/parts.h"

/* Blocks, each a coalition: how many have which figure. SVG path data. */
struct histogram {
	struct str met, not_met, unknown; /* absent: none */
	struct str line;                  /* at the threshold */
	int64_t width;                    /* of a pile */
	struct str dashes;                /* a block and what is between */
	SLICE(struct histogram_label {
		int64_t x;
		int64_t v;
	}) labels;
};

/* The threshold one step down, up …, and how many would qualify then. */
struct sensitivity {
	int64_t threshold, n;
	bool current;
	struct url url;
};
struct assess_column {
	size_t number; /* from 0 */
	struct str id, name;
	int64_t months;
	bool at_least, used;
	struct str threshold; /* as in the form */
	int64_t points;
	int64_t met, unknown, n;
	struct histogram histogram;
	SLICE(struct sensitivity) sensitivity;
};
struct assess_cell {
	enum verdict verdict;
	bool known, at_least;
	int64_t v, claimed;
	struct url url; /* the evidence; "": there is nothing to see */
};
struct assess_row {
	struct str slug, name;
	enum verdict result;
	bool exempt;
	int64_t met;
	SLICE(struct assess_cell) cells;
};
/* What one more would change. */
struct nearest {
	struct str slug, name, criterion;
	int64_t v, needs, more;
	bool known;
};
struct assess_group_view {
	size_t number; /* from 0 */
	struct str title; /* "": without a name */
	struct str needs; /* as in the form */
	int64_t points;   /* of all its criteria that are used */
	bool plain;       /* each of them has one */
	SLICE(struct assess_column) columns;
};
struct changed {
	SLICE(struct assess_row) gained, lost; /* without cells */
};

struct assess_view {
	struct page page;
	struct criteria_version version;
	date on;
	struct str given_on; /* as in the form */
	SLICE(struct assess_group_view) groups;
	SLICE(struct assess_row) rows;
	int64_t met, unknown, exempt; /* coalitions that would qualify, of whom it is not known, exempt ones */
	struct ticks ticks;
	struct choices unknowns;
	struct str needs_groups; /* "all", "2": of several groups */
	SLICE(struct nearest) nearest;
	/* With the version as it stands, when something else was chosen; else with the one before. */
	enum { COMPARED_WITH_NOTHING, COMPARED_WITH_VERSION, COMPARED_WITH_BEFORE } compared;
	int64_t compared_number, compared_met;
	struct changed changed;
	bool the_same;
	int64_t year_before; /* how many would have qualified a year before; -1: not found */
	struct str problem;
	bool is_trial;
	struct url csv; /* the table of it */
	bool may_write;       /* who asks may write versions, propose and adopt them */
	struct str decided;   /* as typed */
};
/* E_NOT_FOUND assess.no-such. What is wrong in the trial is said in problem, and as in the version. */
must_check enum errc assess_load(struct op *op, struct str slug, int64_t number, series_id series, const struct trial *t,
				 struct assess_view *v);

/* The address of the trial that a form asks for. E_NOT_FOUND assess.no-such, E_INVALID assess.bad-number. */
must_check enum errc assess_form_url(struct op *op, struct str slug, int64_t number, const struct trial_form *form,
				     struct buf *ret);

struct criteria_line {
	struct str slug, title, reason, decided;
	int64_t number;
	enum criteria_state state;
	instant at;
};
/* Where a version is written. */
struct assess_write_view {
	struct page page;
	struct str slug, text, reason; /* as in the form */
	struct str problem;
};

struct assess_list_view {
	struct page page;
	bool may_write;
	SLICE(struct criteria_line) lines; /* by set, the newest version first */
};
must_check enum errc assess_list_load(struct op *op, struct assess_list_view *v);

#endif
