/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ustr: UTF-16 as ICU wants it, in an arena. Private to text/: everything
 * outside passes struct str.
 *
 * Total: what is no UTF-8 becomes U+FFFD on the way in. Out of memory aborts.
 * A text whose UTF-16 would not fit ICU's 32-bit lengths is a programmer's
 * error (the edges limit sizes long before).
 */
#ifndef CONVENE_TEXT_USTR_H
#define CONVENE_TEXT_USTR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

struct ustr {
	uint16_t *p; /* never NULL; not NUL-terminated */
	int32_t n;
};

struct ustr ustr_from(struct arena *a, struct str s);
struct str ustr_to(struct arena *a, struct ustr u);

struct ustr ustr_nfc(struct arena *a, struct ustr u);
struct ustr ustr_nfkd(struct arena *a, struct ustr u);
/* Full case folding, locale-independent. */
struct ustr ustr_fold_case(struct arena *a, struct ustr u);

/* The code point at *at, which moves behind it. A lone surrogate is returned
 * as it is; it cannot come from ustr_from(). */
uint32_t ustr_next(struct ustr u, int32_t *at);
/* Appends at u->p[u->n]; the caller has made sure of two units of room. */
void ustr_put(struct ustr *u, uint32_t c);
/* Empty, with room for so many units. */
struct ustr ustr_room(struct arena *a, size_t units);

bool str_is_ascii(struct str s);

#endif
