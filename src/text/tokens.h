/* SPDX-License-Identifier: Apache-2.0 */
/* tokens: the folded words of a text and where they stand; private to text/. */
#ifndef CONVENE_TEXT_TOKENS_H
#define CONVENE_TEXT_TOKENS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

struct token {
	struct str word; /* folded, never empty; may be part of the text */
	size_t from;     /* bytes of the original: what it stands for … */
	size_t to;
	size_t head;     /* … of which this much for a pair's first character;
			  * equals to in all other tokens */
};
struct tokens {
	struct token *at;
	size_t n;
	size_t room;
};

/* *ret_han_end: the last token is the last character of a run that ends the
 * text's words. */
struct tokens tokens_of(struct arena *a, struct str text, bool *ret_han_end);

#endif
