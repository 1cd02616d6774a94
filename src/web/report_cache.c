/* SPDX-License-Identifier: Apache-2.0 */
#include "web/report_cache.h"

#include <stdlib.h>

#include "base/err.h"

#define ENTRIES 32

struct entry {
	struct arena arena; /* of everything below; all zero: free */
	struct str source;
	const struct report *report;
	uint64_t used; /* when, by c->now */
};

struct report_cache {
	struct entry at[ENTRIES];
	uint64_t now;
	size_t bytes; /* wanted at most */
};

struct report_cache *
report_cache_new(size_t bytes)
{
	struct report_cache *c = calloc(1, sizeof *c);

	BUG_ON(!c);
	c->bytes = bytes;
	return c;
}

static void
drop(struct entry *e)
{
	arena_done(&e->arena);
	*e = (struct entry){ 0 };
}

void
report_cache_free(struct report_cache *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < ENTRIES; i++)
		drop(&c->at[i]);
	free(c);
}

/* The entry that was used longest ago; a free one is older than all. */
static struct entry *
oldest(struct report_cache *c)
{
	struct entry *e = &c->at[0];

	for (size_t i = 1; i < ENTRIES; i++)
		if (c->at[i].used < e->used)
			e = &c->at[i];
	return e;
}

static struct entry *
oldest_in_use(struct report_cache *c)
{
	struct entry *e = NULL;

	for (size_t i = 0; i < ENTRIES; i++)
		if (c->at[i].report && (!e || c->at[i].used < e->used))
			e = &c->at[i];
	return e;
}

static size_t
held(const struct report_cache *c)
{
	size_t n = 0;

	for (size_t i = 0; i < ENTRIES; i++)
		n += c->at[i].arena.used;
	return n;
}

const struct report *
report_cache_parse(struct report_cache *c, struct str source)
{
	struct entry *e;

	c->now++;
	for (size_t i = 0; i < ENTRIES; i++) {
		e = &c->at[i];
		if (e->report && str_eq(e->source, source)) {
			e->used = c->now;
			return e->report;
		}
	}
	/* What is read now may be larger than all that is to be kept: then it
	 * is the only one, and the first to go at the next call. */
	while (held(c) + source.n > c->bytes && (e = oldest_in_use(c)) != NULL)
		drop(e);
	e = oldest(c);
	drop(e);
	e->source = arena_str(&e->arena, source);
	e->report = report_parse(&e->arena, e->source);
	e->used = c->now;
	return e->report;
}
