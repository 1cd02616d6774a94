/* SPDX-License-Identifier: Apache-2.0 */
/*
 * match_name: a name as words, and why two of them may be one. What match.c
 * asks; not for other folders.
 */
#ifndef CONVENE_REPORT_MATCH_NAME_H
#define CONVENE_REPORT_MATCH_NAME_H

#include "report/match.h"

struct match_name {
	struct str fold; /* equal: exact */
	struct str word[MATCH_WORDS];
	unsigned n;          /* 0: matched exactly only */
	unsigned type_words; /* of a group: the first ones, that say its type */
	int type;            /* of a group: row of the table of types, -1: none */
	struct str joined;   /* the words without spaces between */
};

/* Lives in the arena; words point into it. */
void match_name_read(struct arena *a, enum match_kind kind, struct str s,
		     struct match_name *ret);

/* Reasons, one bit (1u << why) each; 0: these are not one. Neither name is
 * without words, and they are not equal exactly. Symmetric. */
typedef unsigned why_set;
#define WHY(w) (1u << (w))
why_set match_compare(enum match_kind kind, const struct match_name *x,
		      const struct match_name *y);

/* A word that does not tell one name from another: "on", "of"; "de", "von". */
bool match_word_is_small(enum match_kind kind, struct str word);

#endif
