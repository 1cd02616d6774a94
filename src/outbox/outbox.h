/* SPDX-License-Identifier: Apache-2.0 */
/* outbox: letters that the forum sends. Pure. */
#ifndef CONVENE_OUTBOX_OUTBOX_H
#define CONVENE_OUTBOX_OUTBOX_H

#include "base/arena.h"

typedef struct {
	int64_t v;
} letter_id;

enum letter_state {
	LETTER_WAITING,
	LETTER_SENT, /* a mail server has taken it */
	LETTER_DEAD, /* refused, or tried for days */
	LETTER_RETURNED, /* taken, and it came back */
	LETTER_HELD,     /* for the letter of the day */
	LETTER_MUTED,    /* whose it is wants none */
};
struct str letter_state_word(enum letter_state s);
bool letter_state_parse(struct str s, enum letter_state *ret);

/* What a letter is to its reader. */
enum letter_class {
	LETTER_ASKED_FOR, /* they have done something, and wait for it */
	LETTER_OF_DUTY,   /* something is theirs to do */
	LETTER_OF_NEWS,
};
enum letter_class letter_class_of(struct str kind);

/* When somebody wants letters that nobody asked for. */
enum letter_when {
	LETTERS_AT_ONCE,
	LETTERS_DAILY, /* together, once a day */
	LETTERS_NEVER,
	N_LETTER_WHENS,
};
struct str letter_when_word(enum letter_when w);
bool letter_when_parse(struct str s, enum letter_when *ret);

/* What stands in a body for what only the addressee may read. */
#define LETTER_SECRET "{secret}"
/* The body with it put in; body itself where it has none. */
struct str letter_with_secret(struct arena *a, struct str body, struct str secret);

#endif
