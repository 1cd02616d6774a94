/* SPDX-License-Identifier: Apache-2.0 */
/* skeleton: what a name looks like (Unicode TS 39), whatever its letters are. */
#ifndef CONVENE_TEXT_SKELETON_H
#define CONVENE_TEXT_SKELETON_H

#include "base/arena.h"
#include "base/str.h"

/*
 * Two names with the same bytes here look alike, in case or in letters of several scripts:
 * "Ines" and "Іnes" with a Cyrillic letter, "AI" and "Al". Many that are no harm look alike too
 * ("rn", "m"): it is for asking, never for deciding. Safe from any thread; total, as text/fold.h.
 */
struct str text_skeleton(struct arena *a, struct str s);

#endif
