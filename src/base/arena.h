/* SPDX-License-Identifier: Apache-2.0 */
/*
 * arena: memory that is freed all at once.
 *
 * One arena serves one operation (a request, a command, one item in a batch).
 * Everything a domain struct points at lives in the arena of the operation
 * that made it; nothing in it is freed alone. Out of memory aborts the
 * process: sizes are limited at the edges, where a limit can explain itself.
 *
 * Memory comes zeroed and aligned for any type. Not thread-safe: one arena,
 * one thread.
 */
#ifndef CONVENE_BASE_ARENA_H
#define CONVENE_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"

struct arena_block;
struct arena {
	struct arena_block *block; /* newest first */
	size_t used;               /* bytes handed out, for limits and tests */
};

/* An all-zero struct arena is ready for use. */
void arena_init(struct arena *a);
/* Frees everything; the arena is ready for use again. */
void arena_done(struct arena *a);
/* As arena_done, but keeps one block for the next operation. */
void arena_reset(struct arena *a);

void *arena_alloc(struct arena *a, size_t size);
/* Zeroed array; aborts where n * size would overflow. */
void *arena_calloc(struct arena *a, size_t n, size_t size);
#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, n, type) ((type *)arena_calloc((a), (n), sizeof(type)))

/* Copies end in a NUL that is not counted, so .p may be passed to C APIs. */
struct str arena_str(struct arena *a, struct str s);
const char *arena_cstr(struct arena *a, struct str s);
struct str arena_printf(struct arena *a, const char *fmt, ...) printf_like(2, 3);
struct str arena_vprintf(struct arena *a, const char *fmt, va_list ap)
	printf_like(2, 0);
/* With small letters for A to Z; others as they are. */
struct str arena_lower(struct arena *a, struct str s);
/* a + b */
struct str arena_concat(struct arena *a, struct str x, struct str y);

#define AUTO_ARENA __attribute__((cleanup(arena_done))) struct arena

#endif
