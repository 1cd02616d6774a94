/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The adapter to GNU libmicrohttpd, and the only file that sees it.
 *
 * The library reads and writes sockets and cuts requests out of the stream;
 * everything that has a meaning happens elsewhere. One exchange is one request
 * with its response:
 *
 *   on_target ──> NEW ──check_header──> BODY ──finish──> ANSWERED
 *                  │                     │ └─(slow)─> WAITING ──on_job──> READY ─> ANSWERED
 *                  └──refuse──┐  ┌──refuse (too long)
 *                             v  v
 *                 ANSWERED or DROP (answer sent past the library, rest dropped)
 *
 * Invariants
 *   1. A connection is suspended only in finish(), for an exchange that was
 *      given to the workers or refused by them, and each such exchange is
 *      resumed exactly once, by on_job(). So when the workers have stopped no
 *      suspended connection is left, and MHD_stop_daemon() (which aborts when
 *      there is one) may be called, when its thread has ended too.
 *   2. A native response made of shared bytes does not keep them alive: the
 *      exchange holds the reference until the library is done with the request.
 *   3. Only the thread of the connection touches an exchange, but for a worker
 *      between WAITING and READY.
 *
 * What the library lets pass and must not (0.9.75, by its source and our socket
 * tests): Host twice or missing, Content-Length twice or beside
 * Transfer-Encoding, "Host :", control characters; these show in the parsed
 * header and http_check() refuses them. Folded lines, bare LF and NUL do
 * not: the library parses in place, so there has to be exactly ": value CRLF"
 * between what it hands out; is_in_place() looks whether that is so. Newer
 * versions refuse all of that by themselves when told to be strict.
 * It takes 128 events from epoll at a time and, when there were just so many, waits
 * for more before it looks at those; with no waiting at all that is harmless. So its
 * own threads are not used: ours wait, for its descriptor and for workers that are
 * done, and then let it run.
 * An answer can be queued before or after a body, never in its midst; and a
 * connection closed with unread input is reset, which may overtake the answer.
 * So refusals of a body are written to the socket directly, and what still
 * comes in is read and dropped for a moment.
 */
#include "http/http.h"

#include <errno.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "http/call.h"
#include "http/conns.h"
#include "http/workers.h"

/* The library's memory for a connection: the header, a copy of its cookies, an
 * index of both, and the header of the response. */
#define POOL_BYTES ((size_t)48 << 10)

/* One thread and the connections that it has accepted. */
struct loop {
	struct http_server *s;
	struct MHD_Daemon *daemon;
	pthread_t thread;
	int wake; /* eventfd: a connection is resumed, or the end has come */
};

struct http_server {
	struct http_site *site;
	struct http_options options;
	struct http_limits limits;
	struct http_conns *conns;
	struct http_workers *workers;
	struct loop *loops; /* options.threads of them */
	unsigned n_loops;   /* that run */
	int listener;
	uint16_t port;
	bool in_place; /* this library needs is_in_place() */
	atomic_bool stopping, ending;
};

enum stage { NEW, BODY, DROP, WAITING, READY, ANSWERED };

struct exchange {
	struct http_server *s;
	struct loop *loop;
	struct MHD_Connection *mhd;
	struct http_conn *conn;
	enum stage stage;
	struct http_call call;
	struct buf target;
	struct buf body;
	size_t body_max;
	int refusal; /* what to answer when the body is there */
	struct MHD_Response *native;
	bool owned; /* native is ours to destroy */
	struct http_shared *shared;
	int status;
	size_t bytes;
	int64_t started; /* ms, http_now_ms() */
	struct timespec begun;
	const char *expected; /* is_in_place(): where the next header begins */
	bool misplaced;
	struct http_header headers[HTTP_HEADERS_MAX];
};

/* ---- responses ---- */

static ssize_t
send_nothing(void *cls, uint64_t at, char *buf, size_t max)
{
	(void)cls;
	(void)at;
	(void)buf;
	(void)max;
	return MHD_CONTENT_READER_END_WITH_ERROR;
}

/* The library tells a length with a 304, so it has to be the right one; it does
 * not ask for the bytes. */
static struct MHD_Response *
make_bodiless(uint64_t length)
{
	return length ? MHD_create_response_from_callback(length, 1, send_nothing, NULL, NULL)
		      : MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
}

static void
add_headers(struct arena *a, struct MHD_Response *r, const struct http_header *headers, size_t n)
{
	for (size_t i = 0; i < n; i++)
		(void)MHD_add_response_header(r, arena_cstr(a, headers[i].name),
					      arena_cstr(a, headers[i].value));
}

/* give: the bytes are the response's to free. */
static struct MHD_Response *
make_native(struct str body, bool give)
{
	void *p = (void *)(uintptr_t)body.p;

	if (give && body.n)
		return MHD_create_response_from_buffer_with_free_callback(body.n, p, free);
	return MHD_create_response_from_buffer(body.n, p, MHD_RESPMEM_PERSISTENT);
}

static void
free_native(void *native)
{
	MHD_destroy_response(native);
}

/* One native response serves all who get the same shared bytes. */
static struct MHD_Response *
native_of_shared(struct arena *a, struct http_shared *shared)
{
	void *have = atomic_load(&shared->native), *made;

	if (have)
		return have;
	made = make_native(shared->body, false);
	BUG_ON(!made);
	add_headers(a, made, shared->headers, shared->n_headers);
	atomic_store(&shared->native_free, free_native);
	if (atomic_compare_exchange_strong(&shared->native, &have, made))
		return made;
	MHD_destroy_response(made);
	return have;
}

static void
take_response(struct exchange *x, struct http_thread *t, struct http_response *res)
{
	bool last = atomic_load(&x->s->stopping);

	x->status = res->status;
	x->shared = res->shared;
	x->bytes = res->shared ? res->shared->body.n : res->body.n;
	x->owned = !res->shared || last;
	if (!x->owned) {
		x->native = native_of_shared(&t->arena, res->shared);
		arena_reset(&t->arena);
		return;
	}
	if (res->shared)
		x->native = make_native(res->shared->body, false);
	else if (res->status == 304)
		x->native = make_bodiless(res->unsent);
	else
		x->native = make_native(buf_str(&res->body), true);
	BUG_ON(!x->native);
	if (!res->body.n)
		buf_done(&res->body);
	add_headers(&t->arena, x->native, res->headers.at, res->headers.n);
	if (last)
		(void)MHD_add_response_header(x->native, "Connection", "close");
	arena_reset(&t->arena);
}

static enum MHD_Result
queue(struct exchange *x)
{
	const struct http_limits *l = &x->s->limits;
	enum MHD_Result ok;

	x->stage = ANSWERED;
	http_conn_until(x->conn,
			http_now_ms() + l->send_ms + (int64_t)(x->bytes * 1000 / l->send_rate));
	ok = MHD_queue_response(x->mhd, (unsigned)x->status, x->native);
	if (x->owned)
		MHD_destroy_response(x->native);
	x->native = NULL;
	return ok;
}

/* ---- reading a request ---- */

/*
 * key NUL blanks value NUL NUL key ...: what a well-formed header looks like
 * once the library has put a NUL for each colon, CR and LF.
 */
static void
is_in_place(struct exchange *x, const char *key, size_t key_n, const char *value, size_t value_n)
{
	uintptr_t from = (uintptr_t)key + key_n + 1, to = (uintptr_t)value;

	if (key != x->expected || to < from || to - from > POOL_BYTES)
		x->misplaced = true;
	else
		for (const char *p = key + key_n + 1; p < value; p++)
			if (*p != ' ' && *p != '\t')
				x->misplaced = true;
	x->expected = value + value_n + 2;
}

/* Blanks only: a stray CR at the end is to be seen. */
static struct str
trim_blanks(struct str s)
{
	while (s.n && (s.p[0] == ' ' || s.p[0] == '\t'))
		s = str_from(s, 1);
	while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t'))
		s.n--;
	return s;
}

static enum MHD_Result
on_header(void *cls, enum MHD_ValueKind kind, const char *key, size_t key_n, const char *value,
	  size_t value_n)
{
	struct exchange *x = cls;
	struct str v = { value ? value : "", value ? value_n : 0 };

	(void)kind;
	if (x->s->in_place && value)
		is_in_place(x, key, key_n, value, value_n);
	if (x->call.n_headers < HTTP_HEADERS_MAX)
		x->headers[x->call.n_headers] =
			(struct http_header){ { key, key_n }, trim_blanks(v) };
	x->call.n_headers++;
	return MHD_YES;
}

static size_t
header_size(struct MHD_Connection *mhd)
{
	const union MHD_ConnectionInfo *i =
		MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);

	return i ? i->header_size : 0;
}

/* 0, or the status to refuse with. */
static int
check_header(struct exchange *x, const char *url, const char *method, const char *version)
{
	const struct http_limits *l = &x->s->limits;
	size_t size = header_size(x->mhd);

	x->call.method = str_of(method);
	x->call.http10 = strcmp(version, "HTTP/1.0") == 0;
	x->call.target = buf_str(&x->target);
	x->call.headers = x->headers;
	x->call.remote = str_of(x->conn->remote);
	x->call.trusted = x->conn->trusted;
	x->expected = version + strlen(version) + 2;
	(void)MHD_get_connection_values_n(x->mhd, MHD_HEADER_KIND, on_header, x);
	if (x->s->in_place &&
	    (url != method + x->call.method.n + 1 || version != url + x->target.n + 1 ||
	     x->expected != method + size - 2))
		x->misplaced = true;
	if (x->call.n_headers > HTTP_HEADERS_MAX) {
		x->call.n_headers = HTTP_HEADERS_MAX;
		return 431;
	}
	if (x->misplaced)
		return 400;
	if (size > l->header_block)
		return x->target.n > l->request_line ? 414 : 431;
	return http_check(&x->call, l);
}

/* ---- refusing ---- */

/* Past the library; see the note at the top. */
static void
send_refusal(struct exchange *x, const struct http_response *res)
{
	struct buf b = { 0 };

	http_wire(res, str_is(x->call.method, "HEAD"), instant_now(), &b);
	(void)send(x->conn->fd, b.p, b.n, MSG_NOSIGNAL | MSG_DONTWAIT);
	(void)shutdown(x->conn->fd, SHUT_WR);
	buf_done(&b);
	x->stage = DROP;
	x->status = res->status;
	x->bytes = res->body.n;
	http_conn_until(x->conn, http_now_ms() + x->s->limits.linger_ms);
}

static enum MHD_Result
refuse(struct exchange *x, int status, bool directly)
{
	struct http_thread *t = http_thread(x->s->site);
	struct http_response res;

	http_refuse(t, &x->call, status, &res);
	if (!directly) {
		take_response(x, t, &res);
		return queue(x);
	}
	send_refusal(x, &res);
	buf_done(&res.body);
	arena_reset(&t->arena);
	return MHD_YES;
}

/* ---- the three kinds of call that the library makes ---- */

static enum MHD_Result
begin(struct exchange *x, const char *url, const char *method, const char *version)
{
	const struct http_limits *l = &x->s->limits;
	int status = check_header(x, url, method, version);
	struct http_thread *t = http_thread(x->s->site);
	struct http_framing f = http_framing(&x->call);
	bool body_follows = (f.chunked || f.length) && !f.awaits_continue;
	/* Such a header has left the library no memory for its answer. */
	bool full = status == 431 || status == 414;
	struct http_plan plan;

	http_conn_until(x->conn, x->started + l->request_ms);
	if (status) {
		TALLY(x->s->site, malformed);
		return refuse(x, status, body_follows || full);
	}
	x->stage = BODY;
	if (!f.chunked && !f.length)
		return MHD_YES;
	http_plan(x->s->site, &x->call, &t->arena, &plan);
	arena_reset(&t->arena);
	x->body_max = plan.body_max;
	x->refusal = plan.status;
	if (f.length > x->body_max || (f.chunked && !x->body_max))
		return refuse(x, x->refusal ? x->refusal : 413, body_follows);
	buf_reserve(&x->body, (size_t)f.length);
	return MHD_YES;
}

static enum MHD_Result
collect(struct exchange *x, const char *data, size_t *n)
{
	size_t size = *n;

	*n = 0;
	if (x->stage != BODY)
		return x->stage == DROP ? MHD_YES : MHD_NO;
	if (size > x->body_max - x->body.n)
		return refuse(x, x->refusal ? x->refusal : 413, true);
	buf_put(&x->body, data, size);
	return MHD_YES;
}

static void
run(struct exchange *x, int refusal)
{
	struct http_thread *t = http_thread(x->s->site);
	struct http_response res;

	if (refusal)
		http_refuse(t, &x->call, refusal, &res);
	else
		http_run(t, &x->call, &res);
	take_response(x, t, &res);
}

static void
wake(const struct loop *l)
{
	/* It can only fail where the thread is to be woken already. */
	(void)!write(l->wake, &(uint64_t){ 1 }, sizeof(uint64_t));
}

static void
on_job(void *job, bool go)
{
	struct exchange *x = job;
	const struct loop *loop = x->loop;

	run(x, go ? 0 : 503);
	x->stage = READY;
	MHD_resume_connection(x->mhd); /* x may be gone when this returns */
	wake(loop);
}

static bool
is_slow(struct exchange *x)
{
	struct http_thread *t = http_thread(x->s->site);
	struct http_plan plan;

	http_plan(x->s->site, &x->call, &t->arena, &plan);
	arena_reset(&t->arena);
	return !plan.status && plan.slow;
}

static enum MHD_Result
finish(struct exchange *x)
{
	x->call.body = buf_str(&x->body);
	http_conn_until(x->conn, 0);
	atomic_store(&x->conn->receiving, false);
	if (is_slow(x)) {
		x->stage = WAITING;
		MHD_suspend_connection(x->mhd);
		if (!http_workers_submit(x->s->workers, x))
			on_job(x, false);
		return MHD_YES;
	}
	run(x, 0);
	return queue(x);
}

static enum MHD_Result
on_request(void *cls, struct MHD_Connection *mhd, const char *url, const char *method,
	   const char *version, const char *data, size_t *data_n, void **state)
{
	struct exchange *x = *state;

	(void)cls;
	(void)mhd;
	if (!x)
		return MHD_NO;
	if (x->stage == NEW)
		return begin(x, url, method, version);
	if (*data_n)
		return collect(x, data, data_n);
	switch (x->stage) {
	case BODY:
		return finish(x);
	case READY:
		return queue(x);
	case ANSWERED:
	case WAITING:
		return MHD_YES;
	default:
		return MHD_NO; /* DROP: the client has sent all it wanted */
	}
}

/*
 * This version splits the query and keeps a record of each part in the memory of
 * the connection; where that does not suffice it forgets that it has answered,
 * and hangs. We read the query ourselves: cut it off before it comes to that.
 */
static void
hide_query(const char *target)
{
	char *query = strchr((char *)(uintptr_t)target, '?');

	if (query && query[1])
		query[1] = 0;
}

/* The request line is in. The target has to be copied: the library is going to
 * cut it up. */
static void *
on_target(void *cls, const char *target, struct MHD_Connection *mhd)
{
	struct loop *loop = cls;
	struct http_server *s = loop->s;
	const union MHD_ConnectionInfo *i =
		MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	struct exchange *x = malloc(sizeof *x);

	BUG_ON(!x || !i);
	memset(x, 0, offsetof(struct exchange, headers));
	x->s = s;
	x->loop = loop;
	x->mhd = mhd;
	x->conn = i->socket_context;
	buf_addz(&x->target, target ? target : "");
	if (s->in_place && target)
		hide_query(target);
	(void)clock_gettime(CLOCK_MONOTONIC, &x->begun);
	x->started = x->conn->seen ? http_now_ms() : x->conn->since;
	x->conn->seen = true;
	atomic_store(&x->conn->busy, true);
	atomic_store(&x->conn->receiving, true);
	http_conn_until(x->conn, x->started + s->limits.header_ms);
	return x;
}

static size_t
leave_escapes(void *cls, struct MHD_Connection *mhd, char *s)
{
	(void)cls;
	(void)mhd;
	return strlen(s);
}

/* ---- the end of a request ---- */

static void
on_completed(void *cls, struct MHD_Connection *mhd, void **state,
	     enum MHD_RequestTerminationCode why)
{
	struct http_server *s = ((struct loop *)cls)->s;
	struct exchange *x = *state;

	(void)mhd;
	(void)why;
	if (!x)
		return;
	*state = NULL;
	TALLY(s->site, requests);
	if (s->options.access_log)
		http_log_access(s->options.access_log, &x->call, buf_str(&x->target), x->status,
				x->bytes, &x->begun);
	http_conn_until(x->conn, http_now_ms() + s->limits.idle_ms);
	atomic_store(&x->conn->busy, false);
	atomic_store(&x->conn->receiving, false);
	if (x->native && x->owned) /* made, but the connection went first */
		MHD_destroy_response(x->native);
	http_shared_unref(x->shared);
	buf_done(&x->target);
	buf_done(&x->body);
	free(x);
}

/* ---- connections ---- */

static enum MHD_Result
on_accept(void *cls, const struct sockaddr *from, socklen_t n)
{
	struct http_server *s = ((struct loop *)cls)->s;

	(void)n;
	return !atomic_load(&s->stopping) && http_conns_admit(s->conns, from) ? MHD_YES : MHD_NO;
}

static void
on_connection(void *cls, struct MHD_Connection *mhd, void **state,
	      enum MHD_ConnectionNotificationCode what)
{
	struct http_server *s = ((struct loop *)cls)->s;
	const union MHD_ConnectionInfo *fd, *from;

	if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
		http_conns_remove(s->conns, *state);
		*state = NULL;
		return;
	}
	fd = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD);
	from = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	BUG_ON(!fd || !from);
	*state = http_conns_add(s->conns, fd->connect_fd, from->client_addr);
	http_conn_until(*state, http_now_ms() + s->limits.header_ms);
}

/* ---- start and stop ---- */

#define OR(value, otherwise) ((value) ? (value) : (otherwise))

static void
set_defaults(struct http_server *s)
{
	struct http_options *o = &s->options;
	struct http_limits *l = &s->limits;

	o->threads = OR(o->threads, 2);
	o->workers = OR(o->workers, 2);
	o->queue = OR(o->queue, 256);
	*l = o->limits;
	l->request_line = OR(l->request_line, 8192);
	l->header_block = OR(l->header_block, 16384);
	l->header_count = OR(l->header_count, HTTP_HEADERS_MAX);
	l->connections = OR(l->connections, 1000);
	l->per_address = OR(l->per_address, 64);
	l->header_ms = OR(l->header_ms, 10000);
	l->request_ms = OR(l->request_ms, 30000);
	l->idle_ms = OR(l->idle_ms, 15000);
	l->send_ms = OR(l->send_ms, 30000);
	l->send_rate = OR(l->send_rate, 8192);
	l->linger_ms = OR(l->linger_ms, 2000);
}

static struct MHD_Daemon *
start_daemon(struct loop *l, int listener)
{
	/* The total of connections is on_accept()'s business. */
	return MHD_start_daemon(
		MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, on_accept, l, on_request, l,
		MHD_OPTION_LISTEN_SOCKET, listener, MHD_OPTION_CONNECTION_LIMIT,
		l->s->limits.connections, MHD_OPTION_CONNECTION_MEMORY_LIMIT, POOL_BYTES,
		MHD_OPTION_URI_LOG_CALLBACK, on_target, l, MHD_OPTION_UNESCAPE_CALLBACK,
		leave_escapes, NULL, MHD_OPTION_NOTIFY_COMPLETED, on_completed, l,
		MHD_OPTION_NOTIFY_CONNECTION, on_connection, l,
#if MHD_VERSION >= 0x00097701
		MHD_OPTION_CLIENT_DISCIPLINE_LVL, 1,
#endif
		MHD_OPTION_END);
}

static void *
turn(void *arg)
{
	struct loop *l = arg;
	const union MHD_DaemonInfo *info = MHD_get_daemon_info(l->daemon, MHD_DAEMON_INFO_EPOLL_FD);
	struct pollfd some[] = { { .fd = info->epoll_fd, .events = POLLIN },
				 { .fd = l->wake, .events = POLLIN } };

	while (!atomic_load(&l->s->ending)) {
		unsigned long long ms;
		uint64_t n;

		/* There is either no limit, or something to be done at once: the deadlines are ours. */
		(void)poll(some, ARRAY_LEN(some), MHD_get_timeout(l->daemon, &ms) == MHD_YES ? 0 : -1);
		if (some[1].revents)
			(void)!read(l->wake, &n, sizeof n);
		(void)MHD_run(l->daemon);
	}
	return NULL;
}

/* false and errno. */
static bool
start_loop(struct http_server *s, struct loop *l)
{
	int listener = fcntl(s->listener, F_DUPFD_CLOEXEC, 0); /* the library closes it */

	l->s = s;
	l->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (listener >= 0 && l->wake >= 0 && (l->daemon = start_daemon(l, listener))) {
		BUG_ON(pthread_create(&l->thread, NULL, turn, l) != 0);
		return true;
	}
	if (l->wake >= 0)
		(void)close(l->wake);
	if (listener >= 0)
		(void)close(listener);
	return false;
}

/* No worker is left that could resume a connection. */
static void
stop_loops(struct http_server *s)
{
	atomic_store(&s->ending, true);
	for (unsigned i = 0; i < s->n_loops; i++)
		wake(&s->loops[i]);
	for (unsigned i = 0; i < s->n_loops; i++) {
		pthread_join(s->loops[i].thread, NULL);
		MHD_stop_daemon(s->loops[i].daemon);
		(void)close(s->loops[i].wake);
	}
}

static void
free_server(struct http_server *s)
{
	if (s->workers)
		http_workers_stop(s->workers);
	stop_loops(s);
	free(s->loops);
	http_workers_free(s->workers);
	http_conns_free(s->conns);
	if (s->listener >= 0)
		(void)close(s->listener);
	free(s);
}

enum errc
http_server_start(struct op *op, struct http_site *site, const struct http_options *options,
		  struct http_server **ret)
{
	struct http_server *s = calloc(1, sizeof *s);

	BUG_ON(!s);
	s->site = site;
	s->options = *options;
	set_defaults(s);
	/* Same interface, other insides since 0.9.77. */
	s->in_place = strverscmp(MHD_get_version(), "0.9.77") < 0;
	http_raise_descriptor_limit(s->limits.connections);
	s->listener = http_listen(&s->options);
	if (s->listener < 0) {
		free_server(s);
		return fail(op, E_UNAVAILABLE, "http.cannot-listen", "%s port %u: %s",
			    options->address ? options->address : "127.0.0.1", options->port,
			    strerror(errno));
	}
	s->port = http_port_of(s->listener);
	s->conns = http_conns_new(site, &s->options, &s->limits);
	s->workers = http_workers_new(s->options.workers, s->options.queue, on_job);
	s->loops = calloc(s->options.threads, sizeof *s->loops);
	BUG_ON(!s->loops);
	while (s->n_loops < s->options.threads) {
		if (!start_loop(s, &s->loops[s->n_loops])) {
			int why = errno;

			free_server(s);
			return fail(op, E_UNAVAILABLE, "http.cannot-listen", "libmicrohttpd: %s",
				    strerror(why));
		}
		s->n_loops++;
	}
	*ret = s;
	return OK;
}

uint16_t
http_server_port(const struct http_server *s)
{
	return s->port;
}

void
http_server_stop(struct http_server *s, unsigned grace_ms)
{
	const struct timespec tick = { 0, 5 * 1000000L };
	int64_t until = http_now_ms() + grace_ms;

	if (!s)
		return;
	/* on_accept() lets nobody in any more. MHD_quiesce_daemon() would say so too, but it
	 * takes the listening socket out of epoll while another thread may do the
	 * same, and the library then aborts the process. */
	atomic_store(&s->stopping, true);
	while (http_conns_count(s->conns) && http_now_ms() < until) {
		http_conns_shut(s->conns, true);
		(void)nanosleep(&tick, NULL);
	}
	if (s->options.access_log)
		(void)fflush(s->options.access_log);
	free_server(s);
}
