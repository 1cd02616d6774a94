/* SPDX-License-Identifier: Apache-2.0 */
/* evidence: the kinds of work of a coalition that somebody can show, and what is said of it. Pure. */
#ifndef CONVENE_EVIDENCE_EVIDENCE_H
#define CONVENE_EVIDENCE_EVIDENCE_H

#include "text/catalogue.h"

typedef struct {
	int64_t v;
} evidence_id;

enum evidence_kind {
	EVIDENCE_CALL,
	EVIDENCE_PAPER,  /* or another output */
	EVIDENCE_EVENT,
	EVIDENCE_INPUT,  /* given to somebody who asked for it */
	EVIDENCE_REPORT, /* a yearly one */
	EVIDENCE_GOAL,   /* progress on one */
	N_EVIDENCE_KINDS,
};
struct str evidence_kind_word(enum evidence_kind k);
bool evidence_kind_parse(struct str s, enum evidence_kind *ret);
enum msg evidence_kind_msg(enum evidence_kind k);

/* What a line of the register says of its days. A known zero, an unknown number and one that does
 * not apply are three things: nothing at all in the register means that nobody knows. */
enum evidence_says {
	EVIDENCE_IS,   /* there was this piece, on its first day */
	EVIDENCE_NONE, /* there was none of this kind from its first day to its last */
	EVIDENCE_NOT,  /* this kind did not apply in that time */
};
struct str evidence_says_word(enum evidence_says s);
bool evidence_says_parse(struct str s, enum evidence_says *ret);

enum evidence_state {
	EVIDENCE_CLAIMED,   /* by who handed it in */
	EVIDENCE_CONFIRMED, /* somebody else has looked at it */
	EVIDENCE_REFUSED,   /* … and does not take it; it stays, with the reason */
};
struct str evidence_state_word(enum evidence_state s);
bool evidence_state_parse(struct str s, enum evidence_state *ret);

#define EVIDENCE_TITLE_MAX 300 /* bytes; so are those below */
#define EVIDENCE_LINK_MAX 500
#define EVIDENCE_NOTE_MAX 1000

#endif
