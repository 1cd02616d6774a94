/* SPDX-License-Identifier: Apache-2.0 */
/*
 * buf: a growing byte buffer on the heap, for output that is built up.
 *
 * An all-zero struct buf is empty and ready. Aborts when out of memory.
 * The content is not NUL-terminated unless buf_cstr() was the last call.
 */
#ifndef CONVENE_BASE_BUF_H
#define CONVENE_BASE_BUF_H

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/str.h"

struct buf {
	char *p;
	size_t n;
	size_t room;
};

void buf_init(struct buf *b);
void buf_done(struct buf *b);
/* Empty again, memory kept. */
void buf_clear(struct buf *b);
/* At least `more` bytes of room behind what is there. */
void buf_reserve(struct buf *b, size_t more);

/* In line, as pages are made of many short pieces. */
static inline void buf_put(struct buf *b, const char *p, size_t n)
{
	if (b->room - b->n < n)
		buf_reserve(b, n);
	if (n)
		memcpy(b->p + b->n, p, n);
	b->n += n;
}
void buf_add(struct buf *b, struct str s);
void buf_addz(struct buf *b, const char *z);
void buf_addc(struct buf *b, char c);
void buf_addf(struct buf *b, const char *fmt, ...) printf_like(2, 3);
void buf_vaddf(struct buf *b, const char *fmt, va_list ap) printf_like(2, 0);
void buf_addint(struct buf *b, int64_t v);
#define BUF_LIT(b, lit) buf_put((b), "" lit, sizeof(lit) - 1)

/* A JSON string with its quotes; bytes that are not UTF-8 become U+FFFD. An
 * absent str is written as null. */
void buf_add_json(struct buf *b, struct str s);
/* A CSV field (RFC 4180): quoted when it must be; a field that a spreadsheet
 * would take for a formula (= + - @ tab) is given a leading apostrophe. */
void buf_add_csv(struct buf *b, struct str s);

static inline struct str buf_str(const struct buf *b)
{
	return (struct str){ b->p ? b->p : "", b->n };
}
/* NUL-terminated, valid until the next change. */
const char *buf_cstr(struct buf *b);
/* A copy in the arena; the buffer is left as it is. */
struct str buf_to_arena(const struct buf *b, struct arena *a);

#define AUTO_BUF __attribute__((cleanup(buf_done))) struct buf

#endif
