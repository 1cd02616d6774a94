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
};
struct str letter_state_word(enum letter_state s);
bool letter_state_parse(struct str s, enum letter_state *ret);

/* What stands in a body for what only the addressee may read. */
#define LETTER_SECRET "{secret}"
/* The body with it put in; body itself where it has none. */
struct str letter_with_secret(struct arena *a, struct str body, struct str secret);

#endif
