/* SPDX-License-Identifier: Apache-2.0 */
/* Open addressing, linear probing, at most half full. */
#include "base/number_map.h"

static struct number_slot *
find_slot(const struct number_map *m, int64_t key)
{
	/* Fibonacci hashing: the high bits of a product depend on all of the key. */
	size_t i = (size_t)((uint64_t)key * 0x9E3779B97F4A7C15u >> 32) & (m->slots - 1);

	while (m->at[i].place && m->at[i].key != key)
		i = (i + 1) & (m->slots - 1);
	return &m->at[i];
}

static void
grow(struct arena *a, struct number_map *m)
{
	struct number_map old = *m;

	m->slots = old.slots ? old.slots * 4 : 64;
	m->at = ARENA_ARRAY(a, m->slots, struct number_slot);
	for (size_t i = 0; i < old.slots; i++)
		if (old.at[i].place)
			*find_slot(m, old.at[i].key) = old.at[i];
}

size_t
number_map_place(struct arena *a, struct number_map *m, int64_t key, bool *ret_new)
{
	struct number_slot *s;

	if (m->n * 2 >= m->slots)
		grow(a, m);
	s = find_slot(m, key);
	*ret_new = !s->place;
	if (!s->place)
		*s = (struct number_slot){ key, (uint32_t)++m->n };
	return s->place - 1;
}

size_t
number_map_find(const struct number_map *m, int64_t key)
{
	if (!m->slots)
		return SIZE_MAX;
	/* A free slot's place is 0, and one below that is SIZE_MAX. */
	return (size_t)find_slot(m, key)->place - 1;
}
