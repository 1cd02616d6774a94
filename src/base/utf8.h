/* SPDX-License-Identifier: Apache-2.0 */
/* utf8: reading UTF-8 one scalar value at a time, and checking it. */
#ifndef CONVENE_BASE_UTF8_H
#define CONVENE_BASE_UTF8_H

#include "base/arena.h"
#include "base/str.h"

#define UTF8_BAD 0xFFFDu

/*
 * The scalar value at *at, which moves behind it. A byte sequence that is not
 * UTF-8 (overlong, surrogate, cut off) yields UTF8_BAD and moves one byte.
 * Must not be called with *at >= s.n.
 */
uint32_t utf8_next(struct str s, size_t *at);
/* Behind the ASCII characters that begin at `at`, of any kind; behind the printable ones
 * (space to ~), tabs and line ends. Most texts are little else, and these look at many at
 * a time. */
size_t utf8_ascii_end(struct str s, size_t at);
size_t utf8_plain_end(struct str s, size_t at);
/* Position of the first bad byte, or STR_NPOS for good UTF-8. */
size_t utf8_bad(struct str s);
/* How many scalar values; each bad byte counts as one. */
size_t utf8_count(struct str s);
/* Writes 1 to 4 bytes and returns how many. */
size_t utf8_put(uint32_t c, char ret[4]);
/* At most `max` bytes of s, never cutting a character in two. */
struct str utf8_clip(struct str s, size_t max);
/* s itself when it is good, else a copy in which each bad byte is U+FFFD. */
struct str utf8_mend(struct arena *a, struct str s);

#endif
