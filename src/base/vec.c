/* SPDX-License-Identifier: Apache-2.0 */
#include "base/vec.h"

#include "base/err.h"

void *
vec_grow(struct arena *a, void *at, size_t n, size_t *room, size_t size)
{
	/* A slice that somebody else filled has room 0 and is copied first. */
	size_t want = *room ? *room * 2 : (n ? n * 2 : 4);
	void *p = arena_calloc(a, want, size);

	BUG_ON(want <= n);
	if (n)
		memcpy(p, at, n * size);
	*room = want;
	return p;
}
