/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Limits and deadlines for connections.
 *
 * A server that only times out silence can be held by anybody who sends a byte
 * every few seconds. Here every connection has one deadline, an absolute time
 * that only progress of a whole step (header complete, request complete,
 * response gone) moves. One thread looks through the list ten times a second
 * and calls shutdown(2) on what is late: whoever owns the descriptor then reads
 * the end of the input, or fails to write, and closes as if the client had gone.
 *
 *      accept ──header_ms──> header ──request_ms──> request ──none──> answered
 *        ^                                                               │
 *        │ request line: header_ms                               send_ms + size
 *        └───────────── idle <───idle_ms──────────── response sent ◄─────┘
 *
 * Invariants:
 *   1. A connection is in the list from its acceptance until just before its
 *      descriptor is closed; removing takes the lock, and so does shutting
 *      down. So shutdown(2) never hits a descriptor that was closed and reused.
 *   2. count(owner) is the number of listed, not exempt connections of owner.
 * The deadline itself is atomic, so a request costs no lock here.
 */
#include "http/conns.h"

#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#define TICK_MS 100
#define HUNG_UP_TICKS 5
#define FLUSH_TICKS 10
#define OWNER_SLOTS 1024

struct owner {
	struct owner *chain;
	struct in6_addr address;
	unsigned n;
};

struct http_conns {
	struct http_site *site;
	pthread_mutex_t lock;
	pthread_cond_t some; /* there is a connection, or stopping */
	pthread_t timer;
	bool stopping;
	struct http_conn *first;
	size_t n;
	unsigned limit;
	unsigned per_address;
	bool count_loopback;
	struct in6_addr *proxies;
	size_t n_proxies;
	FILE *flushed;
	struct owner *slot[OWNER_SLOTS];
};

int64_t
http_now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* IPv4 as mapped IPv6, so that there is one kind of address. */
static struct in6_addr
address_of(const struct sockaddr *from)
{
	struct in6_addr a = { 0 };

	if (from->sa_family == AF_INET6) {
		struct sockaddr_in6 six;

		memcpy(&six, from, sizeof six);
		return six.sin6_addr;
	}
	if (from->sa_family == AF_INET) {
		struct sockaddr_in four;

		memcpy(&four, from, sizeof four);
		a.s6_addr[10] = a.s6_addr[11] = 0xff;
		memcpy(&a.s6_addr[12], &four.sin_addr, 4);
	}
	return a;
}

static bool
is_v4(const struct in6_addr *a)
{
	return IN6_IS_ADDR_V4MAPPED(a);
}

static bool
is_loopback(const struct in6_addr *a)
{
	return IN6_IS_ADDR_LOOPBACK(a) || (is_v4(a) && a->s6_addr[12] == 127);
}

static bool
is_proxy(const struct http_conns *c, const struct in6_addr *a)
{
	for (size_t i = 0; i < c->n_proxies; i++)
		if (IN6_ARE_ADDR_EQUAL(a, &c->proxies[i]))
			return true;
	return false;
}

/* A household or a rented machine has a whole /64 to itself. */
static struct in6_addr
owner_of(struct in6_addr a)
{
	if (!is_v4(&a))
		memset(&a.s6_addr[8], 0, 8);
	return a;
}

static bool
is_exempt(const struct http_conns *c, const struct in6_addr *a)
{
	return is_proxy(c, a) || (!c->count_loopback && is_loopback(a));
}

static void
write_address(const struct in6_addr *a, char out[INET6_ADDRSTRLEN])
{
	const char *done = is_v4(a) ? inet_ntop(AF_INET, &a->s6_addr[12], out, INET6_ADDRSTRLEN)
				    : inet_ntop(AF_INET6, a, out, INET6_ADDRSTRLEN);

	if (!done)
		out[0] = 0;
}

/* ---- counting, under the lock ---- */

static struct owner **
find_owner(struct http_conns *c, const struct in6_addr *a)
{
	uint64_t h = str_hash((struct str){ (const char *)a, sizeof *a });
	struct owner **at = &c->slot[h % OWNER_SLOTS];

	while (*at && !IN6_ARE_ADDR_EQUAL(&(*at)->address, a))
		at = &(*at)->chain;
	return at;
}

static void
count_up(struct http_conns *c, const struct in6_addr *a)
{
	struct owner **at = find_owner(c, a);

	if (!*at) {
		*at = calloc(1, sizeof **at);
		BUG_ON(!*at);
		(*at)->address = *a;
	}
	(*at)->n++;
}

static void
count_down(struct http_conns *c, const struct in6_addr *a)
{
	struct owner **at = find_owner(c, a), *o = *at;

	BUG_ON(!o || !o->n);
	if (--o->n)
		return;
	*at = o->chain;
	free(o);
}

/* ---- the list ---- */

bool
http_conns_admit(struct http_conns *c, const struct sockaddr *from)
{
	struct in6_addr a = address_of(from);
	struct in6_addr owner = owner_of(a);
	const struct owner *o;
	bool ok;

	pthread_mutex_lock(&c->lock);
	o = *find_owner(c, &owner);
	ok = c->n < c->limit && (is_exempt(c, &a) || !o || o->n < c->per_address);
	pthread_mutex_unlock(&c->lock);
	if (!ok)
		TALLY(c->site, refused);
	return ok;
}

struct http_conn *
http_conns_add(struct http_conns *c, int fd, const struct sockaddr *from)
{
	struct http_conn *conn = calloc(1, sizeof *conn);
	struct in6_addr a = address_of(from);

	BUG_ON(!conn);
	conn->fd = fd;
	conn->owner = owner_of(a);
	conn->exempt = is_exempt(c, &a);
	conn->trusted = is_proxy(c, &a);
	conn->since = http_now_ms();
	write_address(&a, conn->remote);
	pthread_mutex_lock(&c->lock);
	if (!conn->exempt)
		count_up(c, &conn->owner);
	conn->next = c->first;
	if (c->first)
		c->first->prev = conn;
	c->first = conn;
	if (c->n++ == 0)
		pthread_cond_signal(&c->some);
	pthread_mutex_unlock(&c->lock);
	TALLY(c->site, connections);
	TALLY(c->site, open);
	return conn;
}

void
http_conns_remove(struct http_conns *c, struct http_conn *conn)
{
	pthread_mutex_lock(&c->lock);
	if (!conn->exempt)
		count_down(c, &conn->owner);
	if (conn->prev)
		conn->prev->next = conn->next;
	else
		c->first = conn->next;
	if (conn->next)
		conn->next->prev = conn->prev;
	c->n--;
	pthread_mutex_unlock(&c->lock);
	atomic_fetch_sub(&http_site_tally(c->site)->open, 1);
	free(conn);
}

size_t
http_conns_count(struct http_conns *c)
{
	size_t n;

	pthread_mutex_lock(&c->lock);
	n = c->n;
	pthread_mutex_unlock(&c->lock);
	return n;
}

void
http_conn_until(struct http_conn *conn, int64_t deadline)
{
	atomic_store_explicit(&conn->deadline, deadline, memory_order_relaxed);
}

void
http_conns_shut(struct http_conns *c, bool idle_only)
{
	pthread_mutex_lock(&c->lock);
	for (struct http_conn *conn = c->first; conn; conn = conn->next)
		if (!idle_only || !atomic_load(&conn->busy) || atomic_load(&conn->receiving))
			(void)shutdown(conn->fd, SHUT_RDWR);
	pthread_mutex_unlock(&c->lock);
}

/* ---- the timer ---- */

/*
 * A sender that hangs up in the middle of a request will not complete it, and
 * the library does not always notice. What it sent may still be unread, so it
 * is given some ticks.
 */
static bool
has_hung_up(struct http_conn *conn)
{
	struct pollfd p = { .fd = conn->fd, .events = POLLRDHUP };

	if (!atomic_load_explicit(&conn->receiving, memory_order_relaxed) ||
	    poll(&p, 1, 0) != 1) {
		conn->hung_up = 0;
		return false;
	}
	return ++conn->hung_up == HUNG_UP_TICKS;
}

static void
shut_late(struct http_conns *c)
{
	int64_t now = http_now_ms();

	for (struct http_conn *conn = c->first; conn; conn = conn->next) {
		int64_t deadline = atomic_load_explicit(&conn->deadline, memory_order_relaxed);

		if (has_hung_up(conn)) {
			(void)shutdown(conn->fd, SHUT_RDWR);
			continue;
		}

		if (!deadline || deadline > now ||
		    !atomic_compare_exchange_strong(&conn->deadline, &deadline, 0))
			continue;
		TALLY(c->site, expired);
		(void)shutdown(conn->fd, SHUT_RDWR);
	}
}

static struct timespec
next_tick(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	t.tv_nsec += TICK_MS * 1000000L;
	if (t.tv_nsec >= 1000000000L) {
		t.tv_nsec -= 1000000000L;
		t.tv_sec++;
	}
	return t;
}

static void *
run_timer(void *arg)
{
	struct http_conns *c = arg;
	unsigned n = 0;

	pthread_mutex_lock(&c->lock);
	while (!c->stopping) {
		struct timespec until = next_tick();
		bool idle = c->n == 0;

		shut_late(c);
		if (c->flushed && (idle || ++n % FLUSH_TICKS == 0)) {
			pthread_mutex_unlock(&c->lock);
			(void)fflush(c->flushed); /* may wait for the disk */
			pthread_mutex_lock(&c->lock);
		}
		if (c->stopping)
			break;
		if (idle && !c->n)
			pthread_cond_wait(&c->some, &c->lock);
		else
			pthread_cond_timedwait(&c->some, &c->lock, &until);
	}
	pthread_mutex_unlock(&c->lock);
	return NULL;
}

static void
read_proxies(struct http_conns *c, const struct http_options *o)
{
	c->proxies = calloc(o->n_proxies + 1, sizeof *c->proxies);
	BUG_ON(!c->proxies);
	for (size_t i = 0; i < o->n_proxies; i++) {
		struct in6_addr *a = &c->proxies[c->n_proxies];
		char mapped[64];

		snprintf(mapped, sizeof mapped, "::ffff:%s", o->proxies[i]);
		if (inet_pton(AF_INET6, o->proxies[i], a) == 1 ||
		    inet_pton(AF_INET6, mapped, a) == 1)
			c->n_proxies++;
	}
}

struct http_conns *
http_conns_new(struct http_site *site, const struct http_options *o,
	       const struct http_limits *limits)
{
	struct http_conns *c = calloc(1, sizeof *c);
	pthread_condattr_t monotonic;

	BUG_ON(!c);
	c->site = site;
	c->limit = limits->connections;
	c->per_address = limits->per_address;
	c->count_loopback = limits->count_loopback;
	c->flushed = o->access_log;
	read_proxies(c, o);
	pthread_mutex_init(&c->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&c->some, &monotonic);
	pthread_condattr_destroy(&monotonic);
	BUG_ON(pthread_create(&c->timer, NULL, run_timer, c) != 0);
	return c;
}

void
http_conns_free(struct http_conns *c)
{
	if (!c)
		return;
	BUG_ON(c->first != NULL);
	pthread_mutex_lock(&c->lock);
	c->stopping = true;
	pthread_cond_signal(&c->some);
	pthread_mutex_unlock(&c->lock);
	pthread_join(c->timer, NULL);
	pthread_mutex_destroy(&c->lock);
	pthread_cond_destroy(&c->some);
	free(c->proxies);
	free(c);
}
