/* SPDX-License-Identifier: Apache-2.0 */
/*
 * scan: where words begin and end; private to text/. See words.h for what a
 * word is. One pass, no memory, ICU only for what is not ASCII.
 */
#ifndef CONVENE_TEXT_SCAN_H
#define CONVENE_TEXT_SCAN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum scan_kind {
	SCAN_WORD,    /* a run of letters, marks, digits */
	SCAN_HAN,     /* one Chinese or Japanese character with its marks */
	SCAN_COMPLEX, /* a run that only a dictionary can cut (Thai, Khmer, …) */
};

struct scan {
	struct str s;
	size_t at;
};

/* The next word in *ret (part of s); false at the end. */
bool scan_next(struct scan *sc, struct str *ret, enum scan_kind *ret_kind);

/* Whether a cut just before the character at byte `at` would divide a word. */
bool scan_inside_word(struct str s, size_t at);

#endif
