/* SPDX-License-Identifier: Apache-2.0 */
/* clean: text on one line. Pure. */
#ifndef CONVENE_TEXT_CLEAN_H
#define CONVENE_TEXT_CLEAN_H

#include "base/arena.h"

/* How many bytes at `at`, which must be inside, count as white space: spaces of
 * several kinds, control characters, byte-order marks. 0: it is none. */
size_t text_space_len(struct str s, size_t at);
/* White space collapsed to one space and trimmed, control characters gone; s
 * itself where it is clean. */
struct str text_clean(struct arena *a, struct str s);
/* Each line so, with one \n between them; of empty lines at most one in a row, none at the ends. */
struct str text_clean_lines(struct arena *a, struct str s);

#endif
