/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Compressed pages, kept until the data changes.
 *
 * A page is kept under what was asked for, the data version and the UTC day
 * (pages say "in 3 days"). Nothing is ever invalidated: when the version moves
 * on, the entries of the old one are not asked for again and fall out at the
 * old end. That makes eviction the only thing that can go wrong, and
 * it is the clock algorithm: each entry has a bit that a hit sets, the hand
 * clears bits and takes the first entry whose bit was clear.
 *
 * Invariants, under the one mutex:
 *   1. every entry is in the table and in the ring
 *   2. bytes is the sum of the entries' costs and at most the limit
 *   3. an entry holds one reference to its http_shared
 * The mutex is held for a look-up or for moving pointers; never while bytes are
 * compressed, copied or freed by the last reference (that happens outside).
 *
 * Keys come from strangers, so the table is keyed with a random SipHash.
 */
#include <pthread.h>
#include <stdlib.h>
#include <sys/random.h>

#include "http/call.h"

static uint64_t
rotl(uint64_t x, int by)
{
	return x << by | x >> (64 - by);
}

static void
sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[1] = rotl(v[1], 13) ^ v[0];
	v[0] = rotl(v[0], 32);
	v[2] += v[3];
	v[3] = rotl(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = rotl(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = rotl(v[1], 17) ^ v[2];
	v[2] = rotl(v[2], 32);
}

static uint64_t
load(const char *p, size_t n)
{
	uint64_t w = 0;

	for (size_t i = 0; i < n; i++)
		w |= (uint64_t)(unsigned char)p[i] << (8 * i);
	return w;
}

/* Aumasson and Bernstein 2012; the test has their vectors. */
uint64_t
http_hash(const uint64_t key[2], struct str s)
{
	uint64_t v[4] = {
		key[0] ^ 0x736f6d6570736575,
		key[1] ^ 0x646f72616e646f6d,
		key[0] ^ 0x6c7967656e657261,
		key[1] ^ 0x7465646279746573,
	};
	size_t at = 0;
	uint64_t w;

	for (; s.n - at >= 8; at += 8) {
		w = load(s.p + at, 8);
		v[3] ^= w;
		sip_round(v);
		sip_round(v);
		v[0] ^= w;
	}
	w = load(s.p + at, s.n - at) | (uint64_t)(s.n & 0xff) << 56;
	v[3] ^= w;
	sip_round(v);
	sip_round(v);
	v[0] ^= w;
	v[2] ^= 0xff;
	for (int i = 0; i < 4; i++)
		sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* ---- shared bodies ---- */

static struct str
put(char **at, struct str s)
{
	struct str copy = { *at, s.n };

	if (s.n)
		memcpy(*at, s.p, s.n);
	(*at)[s.n] = 0;
	*at += s.n + 1;
	return copy;
}

struct http_shared *
http_shared_new(const struct http_response *res, struct buf *body)
{
	size_t n = res->headers.n, size = sizeof(struct http_shared);
	struct http_shared *s;
	char *at;

	size += n * sizeof(struct http_header);
	for (size_t i = 0; i < n; i++)
		size += res->headers.at[i].name.n + res->headers.at[i].value.n + 2;
	s = calloc(1, size);
	BUG_ON(!s);
	s->headers = (struct http_header *)(s + 1);
	s->n_headers = n;
	at = (char *)(s->headers + n);
	for (size_t i = 0; i < n; i++) {
		s->headers[i].name = put(&at, res->headers.at[i].name);
		s->headers[i].value = put(&at, res->headers.at[i].value);
	}
	atomic_init(&s->refs, 1);
	/* Kept for long: give back what the buffer had to spare. */
	s->body.p = body->n ? realloc(body->p, body->n) : NULL;
	s->body.n = body->n;
	BUG_ON(body->n && !s->body.p);
	if (!body->n)
		free(body->p);
	*body = (struct buf){ 0 };
	return s;
}

struct http_shared *
http_shared_ref(struct http_shared *s)
{
	atomic_fetch_add_explicit(&s->refs, 1, memory_order_relaxed);
	return s;
}

void
http_shared_unref(struct http_shared *s)
{
	void *native;

	if (!s || atomic_fetch_sub_explicit(&s->refs, 1, memory_order_acq_rel) != 1)
		return;
	native = atomic_load(&s->native);
	if (native)
		atomic_load (&s->native_free)(native);
	free((char *)(uintptr_t)s->body.p);
	free(s);
}

/* ---- the store ---- */

struct entry {
	struct entry *chain;       /* in the table */
	struct entry *prev, *next; /* in the ring */
	struct http_shared *shared;
	struct http_cache_key key;
	uint64_t hash;
	size_t cost;
	bool used;
};

#define SLOTS 4096

struct http_store {
	pthread_mutex_t lock;
	uint64_t key[2];
	size_t limit;
	size_t bytes;
	struct entry *hand; /* any entry of the ring, NULL when it is empty */
	struct entry *slot[SLOTS];
};

struct http_store *
http_store_new(size_t bytes)
{
	struct http_store *c = calloc(1, sizeof *c);

	BUG_ON(!c);
	pthread_mutex_init(&c->lock, NULL);
	c->limit = bytes;
	BUG_ON(getrandom(c->key, sizeof c->key, 0) != sizeof c->key);
	return c;
}

static struct entry **
find(struct http_store *c, const struct http_cache_key *k, uint64_t hash)
{
	struct entry **at = &c->slot[hash % SLOTS];

	while (*at && !((*at)->hash == hash && (*at)->key.version == k->version &&
			(*at)->key.day == k->day && str_eq((*at)->key.what, k->what)))
		at = &(*at)->chain;
	return at;
}

static struct entry *
take_out(struct http_store *c, struct entry **at)
{
	struct entry *e = *at;

	*at = e->chain;
	if (e->next == e) {
		c->hand = NULL;
	} else {
		if (c->hand == e)
			c->hand = e->next;
		e->prev->next = e->next;
		e->next->prev = e->prev;
	}
	c->bytes -= e->cost;
	e->chain = NULL;
	return e;
}

static void
free_entries(struct entry *e)
{
	while (e) {
		struct entry *next = e->chain;

		http_shared_unref(e->shared);
		free(e);
		e = next;
	}
}

static void
insert(struct http_store *c, struct entry *e, struct entry **at)
{
	e->chain = NULL;
	*at = e;
	if (!c->hand) {
		e->prev = e->next = e;
		c->hand = e;
	} else { /* just behind the hand: the last one it will come to */
		e->next = c->hand;
		e->prev = c->hand->prev;
		e->prev->next = e;
		e->next->prev = e;
	}
	c->bytes += e->cost;
}

/* Entries taken out until `more` bytes fit, chained. */
static struct entry *
make_room(struct http_store *c, size_t more)
{
	struct entry *out = NULL;

	while (c->hand && c->bytes + more > c->limit) {
		struct entry *e = c->hand;

		c->hand = e->next;
		if (e->used) {
			e->used = false;
			continue;
		}
		e = take_out(c, find(c, &e->key, e->hash));
		e->chain = out;
		out = e;
	}
	return out;
}

struct http_shared *
http_store_get(struct http_store *c, const struct http_cache_key *k)
{
	uint64_t hash = http_hash(c->key, k->what) ^ k->version * 0x9e3779b97f4a7c15;
	struct http_shared *s = NULL;
	struct entry *e;

	pthread_mutex_lock(&c->lock);
	e = *find(c, k, hash);
	if (e) {
		e->used = true;
		s = http_shared_ref(e->shared);
	}
	pthread_mutex_unlock(&c->lock);
	return s;
}

void
http_store_put(struct http_store *c, const struct http_cache_key *k, struct http_shared *s)
{
	uint64_t hash = http_hash(c->key, k->what) ^ k->version * 0x9e3779b97f4a7c15;
	struct entry *e, *out = NULL, **at;
	size_t cost = sizeof *e + sizeof *s + k->what.n + s->body.n;

	for (size_t i = 0; i < s->n_headers; i++)
		cost += sizeof s->headers[i] + s->headers[i].name.n + s->headers[i].value.n;
	if (cost > c->limit / 4)
		return; /* one page must not push out all others */
	e = calloc(1, sizeof *e + k->what.n);
	BUG_ON(!e);
	memcpy(e + 1, k->what.p, k->what.n);
	e->key = *k;
	e->key.what.p = (char *)(e + 1);
	e->hash = hash;
	e->cost = cost;
	e->shared = http_shared_ref(s);

	pthread_mutex_lock(&c->lock);
	if (*find(c, k, hash)) {
		out = e; /* another thread was faster; its bytes are as good */
	} else {
		out = make_room(c, cost);
		at = find(c, k, hash);
		insert(c, e, at);
	}
	pthread_mutex_unlock(&c->lock);
	free_entries(out);
}

size_t
http_store_bytes(struct http_store *c)
{
	size_t n;

	pthread_mutex_lock(&c->lock);
	n = c->bytes;
	pthread_mutex_unlock(&c->lock);
	return n;
}

void
http_store_free(struct http_store *c)
{
	if (!c)
		return;
	while (c->hand)
		free_entries(take_out(c, find(c, &c->hand->key, c->hand->hash)));
	pthread_mutex_destroy(&c->lock);
	free(c);
}
