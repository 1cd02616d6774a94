/* SPDX-License-Identifier: Apache-2.0 */
/*
 * map: str -> void * in an arena. Keys are borrowed: they must live as long
 * as the map. Iteration is in order of insertion. No deletion.
 */
#ifndef CONVENE_BASE_MAP_H
#define CONVENE_BASE_MAP_H

#include "base/arena.h"

struct map_entry {
	struct str key;
	void *value;
	uint64_t hash;
};
struct map {
	struct map_entry *at; /* in order of insertion */
	size_t n;
	size_t room;
	uint32_t *slot; /* 1-based index into at, 0 free */
	size_t slots;
};

/* NULL when absent. */
void *map_get(const struct map *m, struct str key);
/* Replaces the value of a key that is there. */
void map_put(struct arena *a, struct map *m, struct str key, void *value);

#endif
