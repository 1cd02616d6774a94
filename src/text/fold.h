/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fold: forms of a text under which names are compared, and what addresses
 * are made of.
 *
 * All functions are pure, safe from any thread, and total: every str is a
 * valid argument (bytes that are not UTF-8 count as U+FFFD), the absent one
 * included, which is treated as empty. Results are never absent; they live in
 * the arena or are the argument itself where it already had the form asked for.
 *
 *   text_nfc         the same text            for storing
 *   text_fold        the same name            for matching: equal means equal
 *   text_fold_loose  possibly the same name   for suggestions, never for matching
 *   text_slug        a piece of an address
 */
#ifndef CONVENE_TEXT_FOLD_H
#define CONVENE_TEXT_FOLD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

/* Unicode Normalization Form C. Returns s itself when it has that form. */
struct str text_nfc(struct arena *a, struct str s);

/*
 * For matching names exactly but kindly: two spellings fold to the same bytes
 * when they differ only in case (ß and SS included), composed or decomposed
 * accents, kind and number of spaces (ends trimmed), kind of apostrophe,
 * quotation mark or dash, or in invisible characters (soft hyphen, zero-width,
 * direction marks). Accents and punctuation count: Meier and Meïer differ.
 * Idempotent.
 */
struct str text_fold(struct arena *a, struct str s);

/*
 * For suggestions only: besides what text_fold() forgives, diacritics are
 * removed, other scripts are written in Latin letters, apostrophes are
 * dropped and every other sign that is no letter or digit is a space.
 * "Łukasz O’Dwyer-Ng" is "lukasz odwyer ng", "Мария" is "maria",
 * "王小明" is "wang xiao ming". May be empty ("—").
 */
struct str text_fold_loose(struct arena *a, struct str s);

/*
 * At most max bytes of [a-z0-9] and single inner dashes, never empty: what
 * leaves nothing becomes "x". Cut at a dash where one stands in the second
 * half. max is at least 1. Not unique: the caller adds a number on collision.
 * "Coalition d’Accès" is "coalition-dacces".
 */
struct str text_slug(struct arena *a, struct str s, size_t max);

/*
 * How many insertions, deletions, replacements or swaps of neighbouring
 * characters make b of a (optimal string alignment, over code points), or
 * limit + 1 when more than `limit` are needed. For names: a remainder of more
 * than 256 characters after equal ends are taken off counts as too far.
 */
unsigned text_distance(struct str a, struct str b, unsigned limit);

/* Whether the first strongly directed character runs right to left (UAX #9
 * rule P2). false for a text without one. */
bool text_is_rtl(struct str s);

#endif
