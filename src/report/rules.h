/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rules: what a finding can say. One table has every rule's id, severity and
 * messages; a finding keeps what it quotes, and is worded in the reader's
 * language when it is shown (finding_what() in report.h).
 *
 * Most rules are looked for by report_check(). Those marked `reading` are
 * noticed while the text is read, and put into report.noticed:
 *
 *	VEC_PUSH(a, &r->noticed, rule_finding(a, RULE_BREAK_JOINED, line,
 *					      before, after, STR_NONE));
 *
 * Severities: ERROR, the report contradicts itself and one of the two is
 * wrong; WARN, somebody should look; INFO, said for completeness.
 */
#ifndef CONVENE_REPORT_RULES_H
#define CONVENE_REPORT_RULES_H

#include "report/report.h"

enum rule_id {
	/* noticed in reading */
	RULE_BREAK_JOINED,
	RULE_HYPHEN_JOINED,
	RULE_WORDS_LEFT_OUT,
	/* noticed in the file: DOCX, ODT, PDF */
	RULE_CHANGES_TAKEN,
	RULE_PICTURES_LEFT_OUT,
	RULE_COMMENTS_LEFT_OUT,
	RULE_HEADS_LEFT_OUT,
	/* the whole text and its head */
	RULE_NOT_HOUSE_FORM,
	RULE_NO_NUMBER,
	RULE_NO_DATE,
	RULE_NO_BODY,
	RULE_NUMBER_MISMATCH,
	RULE_DATE_MISMATCH,
	RULE_WEEKDAY_MISMATCH,
	/* structure */
	RULE_NUMBERING_GAP,
	RULE_NUMBERING_REPEATED,
	RULE_HEADING_EMPTY,
	RULE_LINK_NO_TARGET,
	/* items */
	RULE_ITEM_NO_OWNER,
	RULE_ITEM_NO_DATE,
	RULE_DEADLINE_NO_YEAR,
	RULE_DEADLINE_UNCLEAR,
	RULE_DEADLINE_PAST,
	/* people and groups */
	RULE_NO_ROSTER,
	RULE_ATTENDANCE_MISMATCH,
	RULE_NAME_ORDER,
	RULE_PERSON_TWICE,
	RULE_PERSON_SPELLINGS,
	RULE_GROUP_SPELLINGS,
	RULE_GROUP_UNKNOWN,
	RULE_OFFICE,
	RULE_FACILITATOR_UNLISTED,
	RULE_FACILITATOR_UNNAMED,
	RULE_COUNT
};

struct rule {
	const char *id;    /* stable: stands in JSON and in addresses */
	enum severity severity;
	bool reading;      /* noticed by report_parse, not by report_check */
	const char *looks_at; /* for the manual: which slots */
	enum msg title;       /* "Link without a target" */
	/* Sentences. {x}, {y} and {z} stand for what rule_finding() is given. */
	enum msg what;
	enum msg mend;
};

/* RULE_COUNT rows, in order of enum rule_id. */
extern const struct rule rules[];

/* NULL: no rule has this id. */
const struct rule *rule_find(const char *id);

/*
 * A finding of the rule. x, y, z go where {x}, {y} and {z} stand in its
 * sentences; STR_NONE for those that it does not use. A text longer than
 * RULE_QUOTE_MAX bytes is cut, and line ends in it become spaces. They are
 * copied into the arena.
 */
#define RULE_QUOTE_MAX 100
struct finding rule_finding(struct arena *a, enum rule_id id, uint32_t line,
			    struct str x, struct str y, struct str z);

#endif
