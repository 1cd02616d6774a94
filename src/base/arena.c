/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Blocks in a singly linked list, newest first; each at least twice as large
 * as the one before up to BLOCK_MAX, so that small operations stay small and
 * large ones make few blocks. A request larger than a block gets one of its
 * own, put behind the newest so that the newest's room is not lost.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"

#define BLOCK_FIRST ((size_t)8 << 10)
#define BLOCK_MAX ((size_t)1 << 20)
#define ALIGN alignof(max_align_t)

struct arena_block {
	struct arena_block *older;
	size_t size;
	size_t used;
	alignas(max_align_t) char mem[];
};

void
arena_init(struct arena *a)
{
	*a = (struct arena){ 0 };
}

void
arena_done(struct arena *a)
{
	while (a->block) {
		struct arena_block *b = a->block;

		a->block = b->older;
		free(b);
	}
	a->used = 0;
}

void
arena_reset(struct arena *a)
{
	struct arena_block *keep = a->block;

	if (!keep)
		return;
	/* A block that one huge request made is not worth keeping. */
	if (keep->size > BLOCK_MAX) {
		arena_done(a);
		return;
	}
	a->block = keep->older;
	arena_done(a);
	memset(keep->mem, 0, keep->used);
	keep->used = 0;
	keep->older = NULL;
	a->block = keep;
}

static struct arena_block *
block_new(size_t size)
{
	struct arena_block *b = calloc(1, sizeof *b + size);

	if (!b) {
		fputs("out of memory\n", stderr);
		abort();
	}
	b->size = size;
	return b;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	struct arena_block *b = a->block;
	char *p;

	BUG_ON(size > SIZE_MAX / 2);
	size = (size + ALIGN - 1) & ~(ALIGN - 1);
	if (!b || b->size - b->used < size) {
		size_t want = b ? b->size * 2 : BLOCK_FIRST;

		if (want > BLOCK_MAX)
			want = BLOCK_MAX;
		if (size > want / 2 && b) {
			struct arena_block *own = block_new(size);

			own->used = size;
			own->older = b->older;
			b->older = own;
			a->used += size;
			return own->mem;
		}
		if (want < size)
			want = size;
		b = block_new(want);
		b->older = a->block;
		a->block = b;
	}
	p = b->mem + b->used;
	b->used += size;
	a->used += size;
	return p;
}

void *
arena_calloc(struct arena *a, size_t n, size_t size)
{
	BUG_ON(size && n > SIZE_MAX / 2 / size);
	return arena_alloc(a, n * size);
}

struct str
arena_str(struct arena *a, struct str s)
{
	char *p;

	if (!s.p)
		return STR_NONE;
	p = arena_alloc(a, s.n + 1);
	memcpy(p, s.p, s.n);
	return (struct str){ p, s.n };
}

const char *
arena_cstr(struct arena *a, struct str s)
{
	return s.p ? arena_str(a, s).p : "";
}

struct str
arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	va_list again;
	int n;
	char *p;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	BUG_ON(n < 0);
	p = arena_alloc(a, (size_t)n + 1);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	return (struct str){ p, (size_t)n };
}

struct str
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	struct str s;

	va_start(ap, fmt);
	s = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return s;
}

struct str
arena_concat(struct arena *a, struct str x, struct str y)
{
	char *p = arena_alloc(a, x.n + y.n + 1);

	if (x.n)
		memcpy(p, x.p, x.n);
	if (y.n)
		memcpy(p + x.n, y.p, y.n);
	return (struct str){ p, x.n + y.n };
}

struct str
arena_lower(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);

	for (size_t i = 0; i < s.n; i++)
		p[i] = (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] | 0x20 : s.p[i]);
	p[s.n] = '\0';
	return (struct str){ p, s.n };
}
