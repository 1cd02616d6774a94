/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/thread.h"

#include <stdlib.h>

#include "base/map.h"

/* "this stands in front of that ghost", said by one message */
struct vote {
	size_t ghost, before;
};

struct build {
	struct arena *arena;
	const struct thread_message *message;
	struct thread_forest f;
	size_t *thread; /* union-find: connected by any reference */
	size_t *tree;   /* union-find: connected by parents so far */
	SLICE(struct vote) votes;
};

static size_t
leader(size_t *set, size_t i)
{
	while (set[i] != i) {
		set[i] = set[set[i]];
		i = set[i];
	}
	return i;
}

/* The smaller index leads, so that nothing hangs on who came first. Halving
 * paths alone keeps this near linear. */
static void
join(size_t *set, size_t a, size_t b)
{
	a = leader(set, a);
	b = leader(set, b);
	if (a < b)
		set[b] = a;
	else
		set[a] = b;
}

static int
by_id(const void *a, const void *b)
{
	const struct thread_node *x = a, *y = b;

	return str_cmp(x->id, y->id);
}

static int
by_ghost(const void *a, const void *b)
{
	const struct vote *x = a, *y = b;

	if (x->ghost != y->ghost)
		return x->ghost < y->ghost ? -1 : 1;
	return x->before < y->before ? -1 : x->before > y->before;
}

size_t
thread_find(const struct thread_forest *f, struct str id)
{
	size_t low = 0, high = f->nodes.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int c = str_cmp(f->nodes.at[mid].id, id);

		if (c == 0)
			return mid;
		if (c < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return THREAD_NONE;
}

static void
name_node(struct build *b, struct map *seen, struct str id, size_t message)
{
	struct thread_node *n;
	void *known = map_get(seen, id);

	if (known) {
		n = &b->f.nodes.at[(uintptr_t)known - 1];
		if (n->message == THREAD_NONE)
			n->message = message;
		return;
	}
	n = VEC_ADD(b->arena, &b->f.nodes);
	*n = (struct thread_node){ id, message, THREAD_NONE, 0 };
	map_put(b->arena, seen, id, (void *)(uintptr_t)b->f.nodes.n);
}

static void
name_nodes(struct build *b, size_t n)
{
	struct map seen = { 0 };

	for (size_t i = 0; i < n; i++) {
		const struct thread_message *m = &b->message[i];

		name_node(b, &seen, m->id, i);
		for (size_t k = 0; k < m->refs.n; k++)
			name_node(b, &seen, m->refs.at[k], THREAD_NONE);
	}
	if (b->f.nodes.n)
		qsort(b->f.nodes.at, b->f.nodes.n, sizeof *b->f.nodes.at, by_id);
}

/* Puts one tree below a node, unless the node is in that tree. */
static bool
hang(struct build *b, size_t child, size_t parent)
{
	if (leader(b->tree, child) == leader(b->tree, parent))
		return false;
	b->f.nodes.at[child].parent = parent;
	join(b->tree, child, parent);
	return true;
}

/* A node's references, joined to its thread, with what they say of ghosts; then
 * its parent. */
static void
place_message(struct build *b, size_t node)
{
	const struct thread_message *m = &b->message[b->f.nodes.at[node].message];
	size_t before = THREAD_NONE;
	bool placed = false;

	for (size_t k = 0; k < m->refs.n; k++) {
		size_t ref = thread_find(&b->f, m->refs.at[k]);

		join(b->thread, node, ref);
		if (before != THREAD_NONE && before != ref &&
		    b->f.nodes.at[ref].message == THREAD_NONE)
			*VEC_ADD(b->arena, &b->votes) = (struct vote){ ref, before };
		before = ref;
	}
	for (size_t k = m->refs.n; k > 0 && !placed; k--)
		placed = hang(b, node, thread_find(&b->f, m->refs.at[k - 1]));
}

/* The votes for one ghost, those for one place after the other: the place with
 * most of them that makes no cycle. */
static void
place_ghost(struct build *b, const struct vote *v, size_t n)
{
	size_t best = 0, most = 0;

	for (size_t i = 0, j; i < n; i = j) {
		for (j = i; j < n && v[j].before == v[i].before; j++)
			;
		if (j - i > most && leader(b->tree, v->ghost) != leader(b->tree, v[i].before)) {
			best = v[i].before;
			most = j - i;
		}
	}
	if (most)
		(void)hang(b, v->ghost, best);
}

static bool
is_earlier(const struct build *b, size_t x, size_t y)
{
	instant a = b->message[b->f.nodes.at[x].message].at;
	instant c = b->message[b->f.nodes.at[y].message].at;

	if (instant_known(a) != instant_known(c))
		return instant_known(a);
	return a.v != c.v ? a.v < c.v : x < y;
}

/* Each thread's root: the one above its earliest message. */
static void
name_roots(struct build *b)
{
	size_t n = b->f.nodes.n;
	size_t *first = ARENA_ARRAY(b->arena, n, size_t);
	size_t *top = ARENA_ARRAY(b->arena, n, size_t); /* of each tree, by leader */

	for (size_t i = 0; i < n; i++)
		first[i] = THREAD_NONE;
	for (size_t i = 0; i < n; i++) {
		size_t t = leader(b->thread, i);

		if (b->f.nodes.at[i].parent == THREAD_NONE)
			top[leader(b->tree, i)] = i;
		if (b->f.nodes.at[i].message != THREAD_NONE &&
		    (first[t] == THREAD_NONE || is_earlier(b, i, first[t])))
			first[t] = i;
	}
	for (size_t i = 0; i < n; i++)
		b->f.nodes.at[i].root = top[leader(b->tree, first[leader(b->thread, i)])];
}

struct thread_forest
thread_build(struct arena *a, const struct thread_message *m, size_t n)
{
	struct build b = { .arena = a, .message = m };

	name_nodes(&b, n);
	n = b.f.nodes.n;
	b.thread = ARENA_ARRAY(a, n, size_t);
	b.tree = ARENA_ARRAY(a, n, size_t);
	for (size_t i = 0; i < n; i++)
		b.thread[i] = b.tree[i] = i;
	for (size_t i = 0; i < n; i++)
		if (b.f.nodes.at[i].message != THREAD_NONE)
			place_message(&b, i);
	if (b.votes.n)
		qsort(b.votes.at, b.votes.n, sizeof *b.votes.at, by_ghost);
	for (size_t i = 0, j; i < b.votes.n; i = j) {
		for (j = i; j < b.votes.n && b.votes.at[j].ghost == b.votes.at[i].ghost; j++)
			;
		place_ghost(&b, b.votes.at + i, j - i);
	}
	name_roots(&b);
	return b.f;
}
