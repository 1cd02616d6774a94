/* SPDX-License-Identifier: Apache-2.0 */
/* line_diff: what changed between two texts, line by line. Pure. */
#ifndef CONVENE_TEXT_LINE_DIFF_H
#define CONVENE_TEXT_LINE_DIFF_H

#include "base/arena.h"

/*
 * Lines "- …" that only `old` has and "+ …" that only `new` has, in order of
 * the texts; "" when they are equal. Shortest edit script (Myers 1986) up to
 * LINE_DIFF_MAX differences; beyond that all of the middle counts as replaced.
 */
#define LINE_DIFF_MAX 2000
struct str line_diff(struct arena *a, struct str old, struct str now);

#endif
