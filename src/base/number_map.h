/* SPDX-License-Identifier: Apache-2.0 */
/*
 * number_map: numbers of 64 bits -> 0, 1, 2, ..., in the order in which they are first
 * asked for; so a plain array holds what belongs to each. For ids and digests.
 */
#ifndef CONVENE_BASE_NUMBER_MAP_H
#define CONVENE_BASE_NUMBER_MAP_H

#include "base/arena.h"

struct number_map {
	struct number_slot {
		int64_t key;
		uint32_t place; /* from 1; 0: free */
	} *at;
	size_t slots, n;
};

/* All zero is ready. *ret_new: nobody has asked for it before. */
size_t number_map_place(struct arena *a, struct number_map *m, int64_t key, bool *ret_new);

/* SIZE_MAX: nobody has asked for it. */
size_t number_map_find(const struct number_map *m, int64_t key);

#endif
