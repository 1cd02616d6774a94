/* SPDX-License-Identifier: Apache-2.0 */
/*
 * check_view: what /check says of a text. Nothing of it is stored.
 *
 * The page says first what was understood, then what was found, line by line,
 * and keeps the text in the form, to be mended there and checked again.
 */
#ifndef CONVENE_CHECK_CHECK_VIEW_H
#define CONVENE_CHECK_CHECK_VIEW_H

#include "report/report_ops.h"
#include "web/page.h"

/* Bytes of the line that a finding is about. */
#define CHECK_QUOTE 160

struct check_finding {
	struct str id;       /* the rule's: "number-mismatch" */
	struct str title;    /* "Number in the text" */
	enum severity severity;
	struct str what, mend;
	int64_t line;        /* 0: the whole text */
	struct str quote;    /* that line */
	bool clipped;        /* the end of it was left out */
};
struct check_item {
	struct str text;
	enum item_kind kind;
	struct str owner;    /* as written; "" none */
	bool owner_all;
	date due;
	bool due_guessed;    /* the year is a guess */
	int64_t parts;
	int64_t line;
};
struct check_section {
	struct str heading;
	int64_t first, last; /* numbered paragraphs; 0: none */
};
struct check_roster {
	struct str label;
	int64_t people;
};
struct check_view {
	struct page page;
	struct str text;     /* as it stands in the form */
	struct str problem;  /* why nothing could be checked; absent: nothing is wrong */
	bool checked;

	struct str file;     /* name of the upload; absent: pasted */
	struct str charset;
	unsigned notices[NOTICE_KINDS]; /* of the file, as in struct report_text */
	bool guessed;
	int64_t replaced;    /* bytes that were no text */

	bool house;
	struct report_head head;
	int64_t present, stated; /* stated -1: not said */
	int64_t typed;       /* words in typed slots, in per cent of all */
	SLICE(struct check_item) items;
	SLICE(struct check_section) sections;
	SLICE(struct check_roster) roster;
	int64_t abbreviations, postponed, links;

	SLICE(struct check_finding) findings; /* by line */
	int64_t errors, warnings, notes;
};

/* Fills in what is understood of v->text and what is found in it. */
must_check enum errc check_load(struct op *op, struct check_view *v);

#endif
