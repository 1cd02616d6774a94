/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report: what a summary report says, in typed slots. The rules: pure, no
 * database, no clock, nothing to free.
 *
 *	source text --report_parse--> struct report --report_check--> findings
 *	                                   |
 *	                                   +--report_doc--> struct doc --> every format
 *
 * The form that is understood, and its Markdown, are described in
 * docs/report-format.md. Invariants:
 *   1. Nothing is lost: every word of the source is in a slot or in a block.
 *   2. report_parse(markdown of report_doc(r)) equals r, lines aside.
 *   3. A text in no known form is still a report: form REPORT_OTHER, its
 *      blocks unnumbered, one finding "not in the house form".
 */
#ifndef CONVENE_REPORT_REPORT_H
#define CONVENE_REPORT_REPORT_H

#include "base/instant.h"
#include "base/vec.h"
#include "doc/doc.h"
#include "text/catalogue.h"

/* A longer text is not read: the edges refuse it with report.too-long. */
#define REPORT_MAX_BYTES ((size_t)1 << 20)

enum report_form { REPORT_HOUSE, REPORT_OTHER };

struct report_head {
	/* The head's lines as written, above and below the title: what the
	 * slots were read from. Empty: report_doc() makes them of the slots. */
	SLICE(struct str) lines;
	size_t title_at; /* so many of the lines stand above the title */
	struct str forum;       /* "SRF"; absent when the text does not say */
	struct str cycle;       /* "2021" */
	struct str body;        /* "Dynamic Coalition Coordination Group" */
	struct str mode;        /* "Virtual meeting" as written; absent */
	struct str number_text; /* "54", "XXXIX", "54th", "#61" as written */
	int number;             /* 54; 0: unknown */
	struct str date_text;   /* "9 June 2021" */
	date date;              /* DATE_NONE: unknown */
	struct str title;       /* "Summary report" */
	uint32_t line;          /* of the mode, number and date */
};

enum section_kind {
	SECTION_ACTIONS,      /* conclusions, action items, next steps */
	SECTION_FOCUS,        /* "Meeting focus" */
	SECTION_TOPIC,        /* any other heading over numbered paragraphs */
	SECTION_AOB,
	SECTION_ANNEX,
	SECTION_PARTICIPANTS, /* its table is in report.roster, not in blocks */
	SECTION_OTHER,        /* before the first heading, or not understood */
};

struct report_section {
	enum section_kind kind;
	int level; /* 2 or 3: its heading's; 0: no heading */
	struct runs heading;
	struct blocks blocks;
	/* SECTION_PARTICIPANTS: its groups are report.roster.at[roster_at] and
	 * the roster_n - 1 behind it. They stand below the blocks. */
	size_t roster_at, roster_n;
	uint32_t line;
};

enum item_kind { ITEM_ACTION, ITEM_CONCLUSION };
enum owner_kind {
	OWNER_NONE,
	OWNER_ALL,    /* all groups of a type: "DCs" */
	OWNER_GROUP,  /* owner_text names a group */
	OWNER_PERSON, /* owner_text names a person */
};
enum part_kind {
	PART_STEP,      /* a step of the item, in order */
	PART_FOLLOW_UP, /* what a conclusion leads to */
	PART_NOTE,
};

struct report_part {
	enum part_kind kind;
	struct str text;
	date due;
	struct str due_text;
	uint32_t line;
};

/* Read from the list in SECTION_ACTIONS; kind, owner and due are guesses that
 * a person may change. The words stay in the section's blocks. */
struct report_item {
	enum item_kind kind;
	struct str text; /* the bullet's own words, without its nested bullets */
	enum owner_kind owner;
	struct str owner_text;
	date due;            /* DATE_NONE: none given */
	struct str due_text; /* "24 May", as written */
	bool due_year_guessed;
	SLICE(struct report_part) parts;
	uint32_t line;
};

enum roster_kind { ROSTER_FACILITATOR, ROSTER_PARTICIPANT, ROSTER_SECRETARIAT, ROSTER_APOLOGY, ROSTER_OTHER };
/* A table; names in one line with commas between; one bullet or line each. */
enum roster_form { ROSTER_TABLE, ROSTER_LINE, ROSTER_LIST };
/* How the columns of a group's table are ordered, and how sure that is. */
enum name_order { ORDER_GIVEN_FIRST, ORDER_SURNAME_FIRST, ORDER_ONE_COLUMN };

struct roster_person {
	struct str first;       /* first column as written */
	struct str second;      /* second column as written; absent: one column */
	struct str name;        /* "Signe Brandvold": given name first */
	struct str affiliation; /* as written; absent: none */
	struct str more;        /* further columns as written; absent: none */
	uint32_t line;
};
struct roster_group {
	enum roster_kind kind;
	struct str label; /* "Coordination facilitators"; absent: none */
	SLICE(struct str) columns; /* headings of the table's columns; often none */
	bool label_below; /* ROSTER_TABLE: the label is a row under those headings */
	struct str note;  /* "none", in place of people; absent */
	bool numbered;    /* ROSTER_LIST: the names are numbered from 1 */
	bool joined;      /* ROSTER_LINE: "and" stands before the last name */
	enum roster_form form;
	enum name_order order;
	bool order_in_doubt; /* nothing in the text confirms the order */
	SLICE(struct roster_person) people;
	uint32_t line;
};

/* "Dynamic Coalition Coordination Group (DCCG)" */
struct report_abbreviation {
	struct str shrt, lng;
	uint32_t line;
};
/* A topic that the report says was postponed or deferred. */
struct report_postponed {
	struct str text;
	int paragraph; /* 0: not in a numbered paragraph */
	uint32_t line;
};

struct report {
	enum report_form form;
	struct report_head head;
	SLICE(struct report_section) sections;
	SLICE(struct report_item) items;
	SLICE(struct roster_group) roster;
	SLICE(struct report_abbreviation) abbreviations;
	SLICE(struct report_postponed) postponed;
	SLICE(const struct link *) links;
	int stated_attendance; /* "attended by 16 participants"; -1: not said */
	int stated_number;     /* "The 5th meeting of the …"; 0: not said */
	uint32_t stated_attendance_line, stated_number_line;
	SLICE(struct str) named_facilitators; /* "facilitated by Mr. …" */
	/* What reading itself noticed (breaks joined, hyphens, …): report_check
	 * hands these on first. */
	SLICE(struct finding) noticed;
	size_t typed_words, remainder_words; /* share in typed slots */
};

/* How many people the roster has, apologies not counted. */
size_t report_present(const struct report *r);

enum severity { SEV_INFO, SEV_WARN, SEV_ERROR };
struct finding {
	const char *rule; /* row of the rule table, "number-mismatch" */
	enum severity severity;
	uint32_t line;    /* 1-based; 0: the whole text */
	struct str quoted[3]; /* what its sentences quote of the report */
};
/* A few words; a plain sentence; what would mend it. */
struct str finding_title(enum lang lang, const struct finding *f);
struct str finding_what(struct arena *a, enum lang lang, const struct finding *f);
struct str finding_mend(struct arena *a, enum lang lang, const struct finding *f);
struct findings {
	struct finding *at;
	size_t n;
	size_t room;
};

/* Names that are known already; may be empty. Both lists hold every name and
 * confirmed alias. */
struct report_known {
	SLICE(struct str) groups;
	SLICE(struct str) people;
};

/*
 * text: UTF-8, \n line ends, at most REPORT_MAX_BYTES. Total: any text gives a
 * report. Everything in it points into `a` (or into text).
 */
struct report *report_parse(struct arena *a, struct str text);
/* Ordered by line. known may be NULL: then affiliations are judged by form. */
struct findings report_check(struct arena *a, const struct report *r,
			     const struct report_known *known);
/* Same content, lines and findings aside. On false *ret_why says where. */
bool report_equal(struct arena *a, const struct report *x, const struct report *y,
		  struct str *ret_why);

/* The report as a document: head, sections, roster tables. */
struct doc *report_doc(struct arena *a, const struct report *r);
/* Everything understood, and the findings if given, as one JSON object. */
struct str report_json(struct arena *a, const struct report *r,
		       const struct findings *findings);

#endif
