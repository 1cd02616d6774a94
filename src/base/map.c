/* SPDX-License-Identifier: Apache-2.0 */
/* Open addressing, linear probing, at most half full. */
#include "base/map.h"

static uint32_t *
find_slot(const struct map *m, struct str key, uint64_t hash)
{
	size_t i = hash & (m->slots - 1);

	while (m->slot[i]) {
		const struct map_entry *e = &m->at[m->slot[i] - 1];

		if (e->hash == hash && str_eq(e->key, key))
			break;
		i = (i + 1) & (m->slots - 1);
	}
	return &m->slot[i];
}

void *
map_get(const struct map *m, struct str key)
{
	uint32_t at;

	if (!m->slots)
		return NULL;
	at = *find_slot(m, key, str_hash(key));
	return at ? m->at[at - 1].value : NULL;
}

static void
grow(struct arena *a, struct map *m)
{
	size_t room = m->room ? m->room * 2 : 8;
	struct map_entry *at = ARENA_ARRAY(a, room, struct map_entry);

	if (m->n)
		memcpy(at, m->at, m->n * sizeof *at);
	m->at = at;
	m->room = room;
	m->slots = room * 2;
	m->slot = ARENA_ARRAY(a, m->slots, uint32_t);
	for (size_t i = 0; i < m->n; i++)
		*find_slot(m, at[i].key, at[i].hash) = (uint32_t)i + 1;
}

void
map_put(struct arena *a, struct map *m, struct str key, void *value)
{
	uint64_t hash = str_hash(key);
	uint32_t *slot;

	if (m->n == m->room)
		grow(a, m);
	slot = find_slot(m, key, hash);
	if (*slot) {
		m->at[*slot - 1].value = value;
		return;
	}
	m->at[m->n] = (struct map_entry){ key, value, hash };
	*slot = (uint32_t)++m->n;
}
