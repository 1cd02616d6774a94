/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The server over a real socket on 127.0.0.1: what only shows on the wire.
 * Deadlines are made short; every wait is for an event, with 5 s as the limit
 * after which a test fails.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/op.h has its own */

#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "http/http.h"

#define PATIENCE_MS 5000

/* ---- the application under test ---- */

/* Lets a test hold slow handlers, and see them arrive. */
static struct gate {
	pthread_mutex_t lock;
	pthread_cond_t moved;
	unsigned inside;
	bool open;
} gate = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0, false };

static atomic_int threads_made, threads_gone;

static void
open_gate(bool open)
{
	pthread_mutex_lock(&gate.lock);
	gate.open = open;
	pthread_cond_broadcast(&gate.moved);
	pthread_mutex_unlock(&gate.lock);
}

static void
wait_inside(unsigned n)
{
	pthread_mutex_lock(&gate.lock);
	while (gate.inside < n)
		pthread_cond_wait(&gate.moved, &gate.lock);
	pthread_mutex_unlock(&gate.lock);
}

static enum errc
say_hello(struct http_request *req, struct http_response *res)
{
	(void)req;
	BUF_LIT(&res->body, "hello\n");
	return OK;
}

static enum errc
say_much(struct http_request *req, struct http_response *res)
{
	(void)req;
	for (int i = 0; i < 500; i++)
		BUF_LIT(&res->body, "<p>the same words again</p>\n");
	return OK;
}

/* More than the socket buffers of both ends take. */
static enum errc
say_too_much(struct http_request *req, struct http_response *res)
{
	(void)req;
	res->type = HTTP_BYTES;
	buf_reserve(&res->body, (size_t)32 << 20);
	memset(res->body.p, 'x', (size_t)32 << 20);
	res->body.n = (size_t)32 << 20;
	return OK;
}

static enum errc
wait_at_gate(struct http_request *req, struct http_response *res)
{
	(void)req;
	pthread_mutex_lock(&gate.lock);
	gate.inside++;
	pthread_cond_broadcast(&gate.moved);
	while (!gate.open)
		pthread_cond_wait(&gate.moved, &gate.lock);
	gate.inside--;
	pthread_mutex_unlock(&gate.lock);
	BUF_LIT(&res->body, "through\n");
	return OK;
}

static enum errc
echo(struct http_request *req, struct http_response *res)
{
	const struct http_value *f = http_file(req, "file");

	res->type = HTTP_PLAIN;
	buf_addf(&res->body, "words=%.*s file=%.*s/%zu", STRF(http_text(req, "words")),
		 STRF(f ? f->file_name : STR("")), f ? f->text.n : (size_t)0);
	return OK;
}

static enum errc
who(struct http_request *req, struct http_response *res)
{
	buf_addf(&res->body, "%.*s %s", STRF(req->remote), req->https ? "https" : "http");
	return OK;
}

static enum errc
download(struct http_request *req, struct http_response *res)
{
	res->type = HTTP_BYTES;
	BUF_LIT(&res->body, "0123456789");
	http_download(req, res, STR("ten.bin"));
	return OK;
}

static const struct http_field echo_fields[] = {
	{ .name = "words", .kind = HTTP_TEXT, .max = 2000 },
	{ .name = "file", .kind = HTTP_FILE },
};

static const struct http_route routes[] = {
	{ HTTP_GET, "/", say_hello, .uncached = false },
	{ HTTP_GET, "/much", say_much, .uncached = false },
	{ HTTP_GET, "/too-much", say_too_much, .uncached = true },
	{ HTTP_GET, "/slow", wait_at_gate, .slow = true, .uncached = true },
	{ HTTP_GET, "/hold", wait_at_gate, .uncached = true }, /* the thread that reads */
	{ HTTP_GET, "/who", who, .uncached = true },
	{ HTTP_GET, "/download", download, .uncached = false },
	{ HTTP_POST, "/echo", echo, HTTP_FIELDS(echo_fields), .body_max = 4000 },
};
static const struct http_routes tables[] = { { routes, ARRAY_LEN(routes) } };

static void *
make_thread(void *app)
{
	(void)app;
	atomic_fetch_add(&threads_made, 1);
	return &threads_made;
}

static void
end_thread(void *app, void *thread)
{
	(void)app;
	assert_ptr_equal(thread, &threads_made);
	atomic_fetch_add(&threads_gone, 1);
}

static bool
version_seven(void *thread, uint64_t *ret)
{
	assert_ptr_equal(thread, &threads_made);
	*ret = 7;
	return true;
}

static const struct http_app app = {
	.build_id = "test",
	.tables = tables,
	.n_tables = 1,
	.thread_init = make_thread,
	.thread_done = end_thread,
	.data_version = version_seven,
};

/* ---- fixture ---- */

static struct http_site *site;
static struct http_server *server;

static void
start(const struct http_options *options)
{
	AUTO_ARENA a = { 0 };
	struct op op = { .arena = &a };

	site = http_site_new(&app);
	assert_int_equal(http_server_start(&op, site, options, &server), OK);
	assert_int_not_equal(http_server_port(server), 0);
}

static void
stop(unsigned grace_ms)
{
	http_server_stop(server, grace_ms);
	server = NULL;
}

static int
set_up(void **state)
{
	(void)state;
	open_gate(false);
	gate.inside = 0;
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	open_gate(true);
	if (server)
		stop(0);
	http_site_free(site);
	site = NULL;
	return 0;
}

/* ---- a client that does as it is told ---- */

static int
dial(void)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
				  .sin_port = htons(http_server_port(server)),
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_true(fd >= 0);
	assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
	return fd;
}

static bool
tell(int fd, struct str s)
{
	while (s.n) {
		ssize_t n = send(fd, s.p, s.n, MSG_NOSIGNAL);

		if (n <= 0)
			return false;
		s = str_from(s, (size_t)n);
	}
	return true;
}

/* One read of what is there, waiting for it. 0: the end. */
static size_t
hear_some(int fd, struct buf *ret)
{
	struct pollfd p = { fd, POLLIN, 0 };
	ssize_t n;

	assert_int_equal(poll(&p, 1, PATIENCE_MS), 1);
	buf_reserve(ret, 65536);
	n = recv(fd, ret->p + ret->n, 65536, 0);
	if (n <= 0)
		return 0;
	ret->n += (size_t)n;
	return (size_t)n;
}

/* Everything until the server closes. */
static struct buf
hear_all(int fd)
{
	struct buf b = { 0 };

	while (hear_some(fd, &b))
		;
	(void)close(fd);
	(void)buf_cstr(&b);
	return b;
}

/* Until `end` has come; the connection stays. */
static struct buf
hear_until(int fd, const char *end)
{
	struct buf b = { 0 };

	while (str_find(buf_str(&b), str_of(end), 0) == STR_NPOS)
		assert_true(hear_some(fd, &b) > 0);
	(void)buf_cstr(&b);
	return b;
}

static struct buf
ask(struct str request)
{
	int fd = dial();

	(void)tell(fd, request);
	return hear_all(fd);
}

static int
status_of(const struct buf *b)
{
	return b->n > 12 && !memcmp(b->p, "HTTP/1.1 ", 9) ? atoi(b->p + 9) : 0;
}

static size_t
count(const struct buf *b, const char *what)
{
	size_t n = 0;

	for (size_t at = 0; (at = str_find(buf_str(b), str_of(what), at)) != STR_NPOS; at++)
		n++;
	return n;
}

static bool
has(const struct buf *b, const char *what)
{
	return count(b, what) > 0;
}

static void
assert_answer(struct str request, int status)
{
	struct buf b = ask(request);

	if (status_of(&b) != status)
		print_error("%.*s\n--- expected %d, got\n%.*s", STRF(request), status, (int)b.n,
			    b.p);
	assert_int_equal(status_of(&b), status);
	buf_done(&b);
}

#define CLOSE "Connection: close\r\n\r\n"

/* ---- strictness ---- */

/*
 * Behind each refused request stands a good one. A server that reads the first
 * differently from a proxy in front of it would answer that one too.
 */
static void
assert_refused(struct str request, int status)
{
	struct buf all = { 0 }, b;

	buf_add(&all, request);
	BUF_LIT(&all, "GET / HTTP/1.1\r\nHost: a\r\n" CLOSE);
	b = ask(buf_str(&all));
	if (status_of(&b) != status || count(&b, "HTTP/1.1 ") != 1)
		print_error("%.*s\n--- expected %d alone, got\n%.*s", STRF(request), status,
			    (int)b.n, b.p);
	assert_int_equal(status_of(&b), status);
	assert_int_equal(count(&b, "HTTP/1.1 "), 1);
	assert_false(has(&b, "hello"));
	assert_true(has(&b, "Content-Security-Policy: default-src 'none'"));
	buf_done(&all);
	buf_done(&b);
}

#define REFUSED(name, request, status)                                                \
	static void name(void **state)                                                \
	{                                                                             \
		(void)state;                                                          \
		start(&(struct http_options){ 0 });                                   \
		assert_refused(STR(request), status);                                 \
		assert_int_equal(http_site_counters(site).malformed, 1);              \
	}

REFUSED(a_request_without_host_is_refused, "GET / HTTP/1.1\r\n\r\n", 400)
REFUSED(a_request_with_two_hosts_is_refused,
	"GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400)
REFUSED(an_empty_host_is_refused, "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400)
REFUSED(a_host_with_a_slash_is_refused, "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400)
REFUSED(a_blank_before_the_colon_is_refused, "GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400)
REFUSED(a_tab_before_the_colon_is_refused,
	"GET / HTTP/1.1\r\nHost: a\r\nX-A\t: b\r\n\r\n", 400)
REFUSED(a_folded_line_is_refused, "GET / HTTP/1.1\r\nHost: a\r\nX-A: b\r\n c\r\n\r\n", 400)
REFUSED(a_line_folded_with_a_tab_is_refused,
	"GET / HTTP/1.1\r\nHost: a\r\nX-A: b\r\n\tContent-Length: 3\r\n\r\n", 400)
REFUSED(a_first_line_that_is_folded_is_refused, "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400)
REFUSED(a_folded_empty_line_is_refused,
	"GET / HTTP/1.1\r\nHost: a\r\nX-A: b\r\n \r\n\r\n", 400)
REFUSED(a_bare_cr_in_a_value_is_refused, "GET / HTTP/1.1\r\nHost: a\r\nX-A: b\rc\r\n\r\n",
	400)
REFUSED(a_bare_cr_at_the_end_of_a_value_is_refused,
	"GET / HTTP/1.1\r\nHost: a\r\nX-A: b\r\r\n\r\n", 400)
REFUSED(a_bare_cr_before_a_name_is_refused,
	"GET / HTTP/1.1\r\nHost: a\r\n\rX-A: b\r\n\r\n", 400)
REFUSED(a_bare_lf_between_lines_is_refused, "GET / HTTP/1.1\r\nHost: a\nX-A: b\r\n\r\n", 400)
REFUSED(a_bare_lf_after_the_request_line_is_refused,
	"GET / HTTP/1.1\nHost: a\r\n\r\n", 400)
REFUSED(a_bare_lf_as_the_last_line_is_refused, "GET / HTTP/1.1\r\nHost: a\r\n\n", 400)
REFUSED(a_nul_in_a_value_is_refused, "GET / HTTP/1.1\r\nHost: a\r\nX-A: b\0c\r\n\r\n", 400)
REFUSED(a_nul_at_the_end_of_a_value_is_refused,
	"GET / HTTP/1.1\r\nHost: a\0\r\n\r\n", 400)
REFUSED(a_nul_in_the_target_is_refused, "GET /\0a HTTP/1.1\r\nHost: a\r\n\r\n", 400)
REFUSED(a_control_character_in_a_value_is_refused,
	"GET / HTTP/1.1\r\nHost: a\r\nX-A: \001\r\n\r\n", 400)
REFUSED(a_name_that_is_no_token_is_refused,
	"GET / HTTP/1.1\r\nHost: a\r\nX(A): b\r\n\r\n", 400)
REFUSED(an_empty_name_is_refused, "GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n", 400)
REFUSED(two_blanks_in_the_request_line_are_refused,
	"GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400)
REFUSED(a_blank_in_the_target_is_refused, "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400)
REFUSED(a_fragment_in_the_target_is_refused, "GET /#a HTTP/1.1\r\nHost: a\r\n\r\n", 400)
REFUSED(length_and_coding_together_are_refused,
	"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"
	"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400)
REFUSED(coding_and_length_together_are_refused,
	"POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
	"Content-Length: 5\r\n\r\n0\r\n\r\n", 400)
REFUSED(two_lengths_are_refused,
	"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\n", 400)
REFUSED(two_equal_lengths_are_refused,
	"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n", 400)
REFUSED(two_codings_are_refused,
	"POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
	"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400)
REFUSED(an_unknown_coding_is_refused,
	"POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501)
REFUSED(a_coding_in_http_1_0_is_refused,
	"POST /echo HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400)
REFUSED(an_unknown_expectation_is_refused,
	"GET / HTTP/1.1\r\nHost: a\r\nExpect: 200-ok\r\n\r\n", 417)

/* Here the library answers, before the header is complete to us. */
static void
what_is_no_length_is_refused(void **state)
{
	static const char *const bad[] = { "+5", "-1", "5, 5", "0x5", "5a", "", "1e3",
					   "99999999999999999999999" };

	(void)state;
	start(&(struct http_options){ 0 });
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct buf all = { 0 }, b;

		buf_addf(&all, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: %s\r\n\r\n",
			 bad[i]);
		BUF_LIT(&all, "GET / HTTP/1.1\r\nHost: a\r\n" CLOSE);
		b = ask(buf_str(&all));
		assert_true(status_of(&b) == 400 || status_of(&b) == 413);
		assert_false(has(&b, "hello"));
		buf_done(&all);
		buf_done(&b);
	}
}

static void
bad_chunks_are_refused(void **state)
{
	static const char *const bad[] = { "g\r\n", "-1\r\nx\r\n", "\r\n", "3\r\nabcd\r\n0\r\n\r\n",
					   "fffffffffffffffff\r\n" };

	(void)state;
	start(&(struct http_options){ 0 });
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct buf all = { 0 }, b;

		buf_addf(&all, "POST /echo HTTP/1.1\r\nHost: a\r\n"
			       "Transfer-Encoding: chunked\r\n\r\n%s", bad[i]);
		b = ask(buf_str(&all));
		assert_true(status_of(&b) == 400 || status_of(&b) == 413);
		buf_done(&all);
		buf_done(&b);
	}
}

static void
another_protocol_is_not_answered_with_a_page(void **state)
{
	static const char *const bad[] = { "GET / HTTP/2.0\r\nHost: a\r\n\r\n", "GET /\r\n\r\n",
					   "GET / HTTP/1.1x\r\nHost: a\r\n\r\n",
					   "\x16\x03\x01\x02\r\n\r\n", "GET\r\n\r\n",
					   "\x16\x03\x01\x02" };

	(void)state;
	start(&(struct http_options){ .limits.header_ms = 300 });
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct buf b = ask(str_of(bad[i]));

		assert_int_not_equal(status_of(&b), 200);
		assert_false(has(&b, "hello"));
		buf_done(&b);
	}
}

static void
a_plain_request_is_answered(void **state)
{
	(void)state;
	start(&(struct http_options){ 0 });
	assert_answer(STR("GET / HTTP/1.1\r\nHost: a\r\n" CLOSE), 200);
	assert_answer(STR("GET / HTTP/1.1\r\nHost:a\r\nX-A:\t b \t\r\nX-B:\r\n" CLOSE), 200);
	assert_answer(STR("\r\nGET / HTTP/1.1\r\nHost: a:8080\r\n" CLOSE), 200);
	assert_answer(STR("GET /?a=1&b=2 HTTP/1.1\r\nHost: [::1]:80\r\n" CLOSE), 200);
	assert_answer(STR("GET http://a/ HTTP/1.1\r\nHost: a\r\n" CLOSE), 200);
	assert_answer(STR("GET / HTTP/1.0\r\n\r\n"), 200);
}

static void
a_header_in_two_packets_is_read(void **state)
{
	int fd;
	struct buf b;

	(void)state;
	start(&(struct http_options){ 0 });
	fd = dial();
	assert_true(tell(fd, STR("GET / HTTP/1.1\r\nHo")));
	/* Any answer to this one shows that the first half has been taken in. */
	assert_answer(STR("GET / HTTP/1.1\r\nHost: a\r\n" CLOSE), 200);
	assert_true(tell(fd, STR("st: a\r\n" CLOSE)));
	b = hear_all(fd);
	assert_int_equal(status_of(&b), 200);
	buf_done(&b);
}

/* The library's buffers grow and move with a header of many lines. */
static void
a_header_of_fifteen_kilobytes_is_read(void **state)
{
	struct buf q = { 0 };

	(void)state;
	start(&(struct http_options){ 0 });
	BUF_LIT(&q, "GET /?");
	for (int i = 0; i < 500; i++)
		buf_addf(&q, "a%d=b&", i);
	BUF_LIT(&q, " HTTP/1.1\r\nHost: a\r\n");
	for (int i = 0; i < 90; i++)
		buf_addf(&q, "X-Header-%d: %0100d\r\n", i, i);
	BUF_LIT(&q, CLOSE);
	assert_true(q.n > 13000 && q.n < 16384);
	assert_answer(buf_str(&q), 200);
	buf_done(&q);
}

static void
a_long_request_line_is_refused(void **state)
{
	struct buf q = { 0 };

	(void)state;
	start(&(struct http_options){ 0 });
	for (size_t size = 8000; size <= 64000; size *= 2) {
		buf_clear(&q);
		BUF_LIT(&q, "GET /");
		while (q.n < size)
			buf_addc(&q, 'a');
		BUF_LIT(&q, " HTTP/1.1\r\nHost: a\r\n" CLOSE);
		assert_answer(buf_str(&q), size < 8192 ? 404 : 414);
	}
	buf_done(&q);
}

static void
a_large_header_is_refused(void **state)
{
	struct buf q = { 0 };

	(void)state;
	start(&(struct http_options){ 0 });
	for (size_t size = 16000; size <= 64000; size += 1000) {
		buf_clear(&q);
		BUF_LIT(&q, "GET / HTTP/1.1\r\nHost: a\r\nX-A: ");
		while (q.n < size)
			buf_addc(&q, 'a');
		BUF_LIT(&q, "\r\n" CLOSE);
		assert_answer(buf_str(&q), size < 16300 ? 200 : 431);
	}
	buf_done(&q);
}

/* The library copies and indexes them, which takes more than they do. */
static void
large_cookies_are_answered(void **state)
{
	struct buf q = { 0 };

	(void)state;
	start(&(struct http_options){ 0 });
	for (int kind = 0; kind < 4; kind++) {
		struct buf b;

		buf_clear(&q);
		BUF_LIT(&q, "GET / HTTP/1.1\r\nHost: a\r\nCookie: ");
		while (q.n < 16300) {
			if (kind == 0)
				buf_addc(&q, 'a');
			else if (kind == 1)
				BUF_LIT(&q, "a;");
			else if (kind == 2)
				BUF_LIT(&q, "abc=\"defg\"; ");
			else
				BUF_LIT(&q, "abcdefghijklmnopqrstuvwxyzabcdefghijklmnop=qrstuvwxyz; ");
		}
		BUF_LIT(&q, "\r\n" CLOSE);
		b = ask(buf_str(&q));
		assert_true(status_of(&b) == 200 || status_of(&b) == 431);
		assert_true(kind != 0 || status_of(&b) == 200);
		buf_done(&b);
	}
	buf_done(&q);
}

static void
too_many_header_lines_are_refused(void **state)
{
	struct buf q = { 0 };

	(void)state;
	start(&(struct http_options){ 0 });
	for (int lines = 98; lines <= 99; lines++) {
		buf_clear(&q);
		BUF_LIT(&q, "GET / HTTP/1.1\r\nHost: a\r\n");
		for (int i = 0; i < lines; i++)
			BUF_LIT(&q, "X: y\r\n");
		BUF_LIT(&q, CLOSE);
		assert_answer(buf_str(&q), lines == 98 ? 200 : 431);
	}
	buf_done(&q);
}

static void
bad_paths_are_refused(void **state)
{
	static const char *const bad[] = {
		"/..", "/../etc/passwd", "/a/../b", "/%2e%2e/a", "/.", "/a/./b", "//a", "/a//b",
		"/a%2fb", "/a%2Fb", "/a%00b", "/a%0ab", "/a%", "/a%4", "/a%zz", "/%ff", "/%c0%af",
		"/a\\b", "/a%5cb", "*", "a", "http://b/",
	};

	(void)state;
	start(&(struct http_options){ 0 });
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct buf q = { 0 };

		buf_addf(&q, "GET %s HTTP/1.1\r\nHost: a\r\n" CLOSE, bad[i]);
		assert_answer(buf_str(&q), 400);
		buf_done(&q);
	}
}

/* ---- bodies ---- */

static void
a_form_is_read(void **state)
{
	struct buf b;

	(void)state;
	start(&(struct http_options){ 0 });
	b = ask(STR("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n"
		    "Content-Type: application/x-www-form-urlencoded\r\n" CLOSE "words=a%20b"));
	assert_int_equal(status_of(&b), 200);
	assert_true(has(&b, "words=a b file=/0"));
	buf_done(&b);
}

static void
a_chunked_form_is_read(void **state)
{
	struct buf b;

	(void)state;
	start(&(struct http_options){ 0 });
	b = ask(STR("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
		    "Content-Type: application/x-www-form-urlencoded\r\n" CLOSE
		    "3\r\nwor\r\n8\r\nds=a%20b\r\n0\r\n\r\n"));
	assert_int_equal(status_of(&b), 200);
	assert_true(has(&b, "words=a b file=/0"));
	buf_done(&b);
}

static void
a_file_is_read(void **state)
{
	struct buf b, q = { 0 };
	static const char body[] = "--B\r\nContent-Disposition: form-data; name=\"file\"; "
				   "filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\n"
				   "12345\r\n--B--\r\n";

	(void)state;
	start(&(struct http_options){ 0 });
	buf_addf(&q, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: %zu\r\n"
		     "Content-Type: multipart/form-data; boundary=B\r\n" CLOSE "%s",
		 sizeof body - 1, body);
	b = ask(buf_str(&q));
	assert_int_equal(status_of(&b), 200);
	assert_true(has(&b, "words= file=a.txt/5"));
	buf_done(&b);
	buf_done(&q);
}

static void
a_body_that_announces_too_much_is_refused_before_it_comes(void **state)
{
	struct buf b;

	(void)state;
	start(&(struct http_options){ 0 });
	b = ask(STR("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4001\r\n\r\n"));
	assert_int_equal(status_of(&b), 413);
	assert_true(has(&b, "Connection: close"));
	buf_done(&b);
}

static void
a_chunked_body_is_refused_as_soon_as_it_is_too_long(void **state)
{
	int fd;
	struct buf b;

	(void)state;
	start(&(struct http_options){ 0 });
	fd = dial();
	assert_true(tell(fd, STR("POST /echo HTTP/1.1\r\nHost: a\r\n"
				 "Transfer-Encoding: chunked\r\n\r\n")));
	for (int i = 0; i < 41; i++) {
		char chunk[120];

		snprintf(chunk, sizeof chunk, "64\r\n%0100d\r\n", i);
		assert_true(tell(fd, str_of(chunk)));
	}
	b = hear_until(fd, "413 Content Too Large\n");
	assert_int_equal(status_of(&b), 413);
	(void)close(fd);
	buf_done(&b);
}

/* A connection closed with unread input is reset, and a reset can overtake the
 * answer: the client here sends everything before it reads. */
static void
a_refusal_is_heard_by_a_client_that_sends_on(void **state)
{
	struct buf b, q = { 0 };
	int fd;

	(void)state;
	start(&(struct http_options){ .limits.linger_ms = 4000 });
	fd = dial();
	assert_true(tell(fd, STR("POST /echo HTTP/1.1\r\nHost: a\r\n"
				 "Content-Length: 8000000\r\n\r\n")));
	buf_reserve(&q, 8000000);
	memset(q.p, 'x', 8000000);
	q.n = 8000000;
	assert_true(tell(fd, buf_str(&q)));
	b = hear_all(fd);
	assert_int_equal(status_of(&b), 413);
	buf_done(&b);
	buf_done(&q);
}

static void
who_waits_for_100_continue_gets_it_or_the_refusal(void **state)
{
	int fd;
	struct buf b;

	(void)state;
	start(&(struct http_options){ 0 });
	fd = dial();
	assert_true(tell(fd, STR("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 7\r\n"
				 "Content-Type: application/x-www-form-urlencoded\r\n"
				 "Expect: 100-continue\r\n" CLOSE)));
	b = hear_until(fd, "\r\n\r\n");
	assert_int_equal(status_of(&b), 100);
	buf_done(&b);
	assert_true(tell(fd, STR("words=x")));
	b = hear_all(fd);
	assert_int_equal(status_of(&b), 200);
	assert_true(has(&b, "words=x"));
	buf_done(&b);
	b = ask(STR("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4001\r\n"
		    "Expect: 100-continue\r\n\r\n"));
	assert_int_equal(status_of(&b), 413);
	buf_done(&b);
}

static void
a_body_where_none_belongs_is_refused(void **state)
{
	(void)state;
	start(&(struct http_options){ 0 });
	assert_answer(STR("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"), 413);
	assert_answer(STR("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n" CLOSE), 200);
	assert_answer(STR("POST /none HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"), 404);
	assert_answer(STR("POST /much HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"), 405);
	assert_answer(STR("GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"), 413);
}

static void
a_form_sent_from_another_site_is_refused(void **state)
{
	(void)state;
	start(&(struct http_options){ 0 });
	assert_answer(STR("POST /echo HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: cross-site\r\n" CLOSE),
		      403);
	assert_answer(STR("POST /echo HTTP/1.1\r\nHost: a\r\nOrigin: http://b\r\n" CLOSE), 403);
	assert_answer(STR("POST /echo HTTP/1.1\r\nHost: a\r\nOrigin: null\r\n" CLOSE), 403);
	assert_answer(STR("POST /echo HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\n" CLOSE), 200);
	assert_answer(STR("POST /echo HTTP/1.1\r\nHost: a\r\n" CLOSE), 200);
}

/* ---- one connection, many requests ---- */

static void
requests_on_one_connection_are_answered_in_order(void **state)
{
	struct buf b;

	(void)state;
	start(&(struct http_options){ 0 });
	b = ask(STR("GET / HTTP/1.1\r\nHost: a\r\n\r\n"
		    "GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n"
		    "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 7\r\n"
		    "Content-Type: application/x-www-form-urlencoded\r\n\r\nwords=1"
		    "GET /who HTTP/1.1\r\nHost: a\r\n" CLOSE));
	assert_int_equal(count(&b, "HTTP/1.1 "), 4);
	assert_true(str_find(buf_str(&b), STR("hello"), 0) <
		    str_find(buf_str(&b), STR("404 Not"), 0));
	assert_true(has(&b, "words=1"));
	assert_true(has(&b, "127.0.0.1 http"));
	assert_int_equal(http_site_counters(site).connections, 1);
	buf_done(&b);
}

static void
head_has_the_length_and_no_body(void **state)
{
	struct buf b;

	(void)state;
	start(&(struct http_options){ 0 });
	b = ask(STR("HEAD / HTTP/1.1\r\nHost: a\r\n" CLOSE));
	assert_int_equal(status_of(&b), 200);
	assert_true(has(&b, "Content-Length: 6\r\n"));
	assert_true(str_ends(buf_str(&b), STR("\r\n\r\n")));
	assert_false(has(&b, "hello"));
	buf_done(&b);
	b = ask(STR("HEAD /none HTTP/1.1\r\nHost: a\r\n" CLOSE));
	assert_int_equal(status_of(&b), 404);
	assert_true(str_ends(buf_str(&b), STR("\r\n\r\n")));
	buf_done(&b);
}

static struct str
header_of(const struct buf *b, const char *name)
{
	size_t at = str_find(buf_str(b), str_of(name), 0);
	struct str rest = str_from(buf_str(b), at + strlen(name) + 2);

	assert_int_not_equal(at, STR_NPOS);
	return str_cut_line(&rest);
}

static void
a_page_that_the_client_has_is_not_sent_again(void **state)
{
	AUTO_ARENA a = { 0 };
	struct buf b, q = { 0 };
	struct str length;

	(void)state;
	start(&(struct http_options){ 0 });
	b = ask(STR("GET /much HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n" CLOSE));
	assert_int_equal(status_of(&b), 200);
	length = arena_str(&a, header_of(&b, "Content-Length"));
	buf_addf(&q, "GET /much HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"x\", %.*s\r\n" CLOSE,
		 STRF(header_of(&b, "ETag")));
	buf_done(&b);
	b = ask(buf_str(&q));
	assert_int_equal(status_of(&b), 304);
	assert_true(str_ends(buf_str(&b), STR("\r\n\r\n")));
	assert_false(has(&b, "\r\nContent-Type:"));
	/* RFC 9110 8.6: that of the page, or none. */
	assert_true(str_eq(header_of(&b, "Content-Length"), length));
	assert_int_equal(http_site_counters(site).not_modified, 1);
	buf_done(&b);
	buf_done(&q);
}

static void
the_same_compressed_bytes_are_sent_from_the_cache(void **state)
{
	static const char q[] = "GET /much HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n" CLOSE;
	struct buf first, second;

	(void)state;
	start(&(struct http_options){ 0 });
	first = ask(str_of(q));
	second = ask(str_of(q));
	assert_true(has(&first, "Content-Encoding: gzip"));
	assert_true(first.n < 2000);
	assert_true(str_eq(header_of(&first, "ETag"), header_of(&second, "ETag")));
	assert_int_equal(first.n, second.n);
	assert_memory_equal(first.p + first.n - 60, second.p + second.n - 60, 60);
	assert_int_equal(http_site_counters(site).cache_misses, 1);
	assert_int_equal(http_site_counters(site).cache_hits, 1);
	buf_done(&first);
	buf_done(&second);
}

static void
a_part_of_a_download_is_sent(void **state)
{
	struct buf b;

	(void)state;
	start(&(struct http_options){ 0 });
	b = ask(STR("GET /download HTTP/1.1\r\nHost: a\r\nRange: bytes=2-4\r\n" CLOSE));
	assert_int_equal(status_of(&b), 206);
	assert_true(has(&b, "Content-Range: bytes 2-4/10\r\n"));
	assert_true(has(&b, "Content-Length: 3\r\n"));
	assert_true(str_ends(buf_str(&b), STR("\r\n\r\n234")));
	buf_done(&b);
}

/* ---- deadlines ---- */

/* One byte of `dribble` every 20 ms, until the server has closed. */
static struct buf
dribble(int fd, const char *bytes)
{
	struct buf b = { 0 };
	size_t n = strlen(bytes);

	for (size_t i = 0; i < 500; i++) {
		struct pollfd p = { fd, POLLIN, 0 };

		(void)tell(fd, (struct str){ &bytes[i % n], 1 });
		if (poll(&p, 1, 20) == 1 && !hear_some(fd, &b)) {
			(void)close(fd);
			return b;
		}
	}
	assert_false("still open after 10 s");
	return b;
}

static void
a_header_that_comes_slowly_is_cut_off(void **state)
{
	struct buf b;

	(void)state;
	start(&(struct http_options){ .limits.header_ms = 300 });
	b = dribble(dial(), "GET / HTTP/1.1\r\nHost: a\r\nX-Very-Long-Name: and a long value");
	assert_int_equal(b.n, 0);
	assert_int_equal(http_site_counters(site).expired, 1);
	buf_done(&b);
}

static void
a_second_header_that_comes_slowly_is_cut_off(void **state)
{
	int fd;
	struct buf b;

	(void)state;
	start(&(struct http_options){ .limits.header_ms = 300 });
	fd = dial();
	assert_true(tell(fd, STR("GET / HTTP/1.1\r\nHost: a\r\n\r\n")));
	b = hear_until(fd, "hello\n");
	buf_done(&b);
	assert_true(tell(fd, STR("GET / HTTP/1.1\r\n")));
	b = dribble(fd, "X-A: very long and very slow ");
	assert_int_equal(b.n, 0);
	buf_done(&b);
}

static void
a_body_that_comes_slowly_is_cut_off(void **state)
{
	int fd;
	struct buf b;

	(void)state;
	start(&(struct http_options){ .limits.request_ms = 300 });
	fd = dial();
	assert_true(tell(fd, STR("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4000\r\n\r\n")));
	b = dribble(fd, "x");
	assert_int_equal(b.n, 0);
	assert_int_equal(http_site_counters(site).expired, 1);
	buf_done(&b);
}

static void
silence_is_cut_off(void **state)
{
	struct buf b;

	(void)state;
	start(&(struct http_options){ .limits.header_ms = 200 });
	b = hear_all(dial());
	assert_int_equal(b.n, 0);
	buf_done(&b);
}

static void
an_idle_connection_is_closed(void **state)
{
	struct buf b;

	(void)state;
	start(&(struct http_options){ .limits.idle_ms = 200 });
	b = ask(STR("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
	assert_int_equal(status_of(&b), 200);
	buf_done(&b);
}

static void
a_response_that_nobody_takes_is_cut_off(void **state)
{
	int fd;
	struct timespec nap = { 0, 10000000 };

	(void)state;
	start(&(struct http_options){ .limits.send_ms = 200, .limits.send_rate = 1000000000 });
	fd = dial();
	assert_true(tell(fd, STR("GET /too-much HTTP/1.1\r\nHost: a\r\n\r\n")));
	for (int i = 0; i < 500 && !http_site_counters(site).expired; i++)
		nanosleep(&nap, NULL);
	assert_int_equal(http_site_counters(site).expired, 1);
	(void)close(fd);
}

static void
a_slow_handler_has_no_deadline_of_the_connection(void **state)
{
	int fd;
	struct buf b;

	(void)state;
	start(&(struct http_options){ .limits.request_ms = 100, .limits.header_ms = 100 });
	fd = dial();
	assert_true(tell(fd, STR("GET /slow HTTP/1.1\r\nHost: a\r\n" CLOSE)));
	wait_inside(1);
	b = hear_all(dial()); /* takes the 100 ms of a silent connection */
	buf_done(&b);
	open_gate(true);
	b = hear_all(fd);
	assert_int_equal(status_of(&b), 200);
	assert_true(has(&b, "through"));
	buf_done(&b);
}

/* ---- limits ---- */

static void
one_address_gets_so_many_connections(void **state)
{
	int first, second;
	struct buf b;

	(void)state;
	start(&(struct http_options){ .limits.per_address = 2, .limits.count_loopback = true });
	first = dial();
	assert_true(tell(first, STR("GET / HTTP/1.1\r\nHost: a\r\n\r\n")));
	b = hear_until(first, "hello\n");
	buf_done(&b);
	second = dial();
	assert_true(tell(second, STR("GET / HTTP/1.1\r\nHost: a\r\n\r\n")));
	b = hear_until(second, "hello\n");
	buf_done(&b);
	b = ask(STR("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
	assert_int_equal(b.n, 0);
	buf_done(&b);
	assert_int_equal(http_site_counters(site).refused, 1);
	assert_true(tell(first, STR("GET / HTTP/1.1\r\nHost: a\r\n" CLOSE)));
	b = hear_all(first);
	buf_done(&b);
	for (int i = 0; i < 500 && http_site_counters(site).open > 1; i++)
		nanosleep(&(struct timespec){ 0, 10000000 }, NULL);
	assert_answer(STR("GET / HTTP/1.1\r\nHost: a\r\n" CLOSE), 200);
	(void)close(second);
}

/*
 * As many requests as the library takes from epoll at a time, seen by one look: it looks for more,
 * and must not wait for them.
 */
static void
just_so_many_requests_at_once_are_answered_at_once(void **state)
{
	enum { N = 128 };
	int holder, fd[N];
	struct buf b;

	(void)state;
	start(&(struct http_options){ .threads = 1 });
	holder = dial();
	for (int i = 0; i < N; i++)
		fd[i] = dial();
	for (int i = 0; i < 500 && http_site_counters(site).open < N + 1; i++)
		nanosleep(&(struct timespec){ 0, 10000000 }, NULL);
	assert_int_equal(http_site_counters(site).open, N + 1);
	assert_true(tell(holder, STR("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n")));
	wait_inside(1);
	for (int i = 0; i < N; i++)
		assert_true(tell(fd[i], STR("GET / HTTP/1.1\r\nHost: a\r\n" CLOSE)));
	open_gate(true);
	for (int i = 0; i < N; i++) {
		b = hear_all(fd[i]);
		assert_int_equal(status_of(&b), 200);
		buf_done(&b);
	}
	(void)close(holder);
}

static void
all_together_get_so_many_connections(void **state)
{
	int first;
	struct buf b;

	(void)state;
	start(&(struct http_options){ .limits.connections = 1 });
	first = dial();
	assert_true(tell(first, STR("GET / HTTP/1.1\r\nHost: a\r\n\r\n")));
	b = hear_until(first, "hello\n");
	buf_done(&b);
	b = ask(STR("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
	assert_int_equal(b.n, 0);
	buf_done(&b);
	(void)close(first);
}

static void
only_a_known_proxy_says_who_asks(void **state)
{
	static const char *const proxies[] = { "127.0.0.1" };
	static const char q[] = "GET /who HTTP/1.1\r\nHost: a\r\nX-Forwarded-Proto: https\r\n"
				"X-Forwarded-For: 1.2.3.4, 2001:db8::7\r\n" CLOSE;
	struct buf b;

	(void)state;
	start(&(struct http_options){ .proxies = proxies, .n_proxies = 1 });
	b = ask(str_of(q));
	assert_true(has(&b, "2001:db8::7 https"));
	buf_done(&b);
	tear_down(NULL);
	start(&(struct http_options){ 0 });
	b = ask(str_of(q));
	assert_true(has(&b, "127.0.0.1 http"));
	buf_done(&b);
}

/* ---- slow routes ---- */

static void
slow_handlers_do_not_hold_up_fast_ones(void **state)
{
	int fd[4];
	struct buf b;

	(void)state;
	start(&(struct http_options){ .threads = 2, .workers = 2 });
	for (size_t i = 0; i < ARRAY_LEN(fd); i++) {
		fd[i] = dial();
		assert_true(tell(fd[i], STR("GET /slow HTTP/1.1\r\nHost: a\r\n" CLOSE)));
	}
	wait_inside(2);
	for (int i = 0; i < 20; i++)
		assert_answer(STR("GET / HTTP/1.1\r\nHost: a\r\n" CLOSE), 200);
	open_gate(true);
	for (size_t i = 0; i < ARRAY_LEN(fd); i++) {
		b = hear_all(fd[i]);
		assert_int_equal(status_of(&b), 200);
		buf_done(&b);
	}
}

static void
a_full_queue_is_said_to_be_full(void **state)
{
	int running, waiting;
	struct buf b;

	(void)state;
	start(&(struct http_options){ .threads = 1, .workers = 1, .queue = 1 });
	running = dial();
	assert_true(tell(running, STR("GET /slow HTTP/1.1\r\nHost: a\r\n" CLOSE)));
	wait_inside(1);
	waiting = dial();
	assert_true(tell(waiting, STR("GET /slow HTTP/1.1\r\nHost: a\r\n" CLOSE)));
	/* There is one event thread: when it has answered this one, it has read
	 * the one before. */
	assert_answer(STR("GET / HTTP/1.1\r\nHost: a\r\n" CLOSE), 200);
	b = ask(STR("GET /slow HTTP/1.1\r\nHost: a\r\n" CLOSE));
	assert_int_equal(status_of(&b), 503);
	assert_true(has(&b, "Retry-After: 5\r\n"));
	buf_done(&b);
	open_gate(true);
	b = hear_all(running);
	assert_int_equal(status_of(&b), 200);
	buf_done(&b);
	b = hear_all(waiting);
	assert_int_equal(status_of(&b), 200);
	buf_done(&b);
}

static void
a_client_that_leaves_a_slow_request_does_no_harm(void **state)
{
	int fd;

	(void)state;
	start(&(struct http_options){ .workers = 1 });
	fd = dial();
	assert_true(tell(fd, STR("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")));
	wait_inside(1);
	(void)close(fd);
	open_gate(true);
	assert_answer(STR("GET /slow HTTP/1.1\r\nHost: a\r\n" CLOSE), 200);
}

/* ---- stopping ---- */

static void *
stop_kindly(void *arg)
{
	(void)arg;
	stop(PATIENCE_MS);
	return NULL;
}

static void
a_stop_lets_running_requests_finish_and_closes_idle_connections(void **state)
{
	pthread_t stopper;
	int busy, idle;
	struct buf b;

	(void)state;
	start(&(struct http_options){ 0 });
	busy = dial();
	assert_true(tell(busy, STR("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")));
	idle = dial();
	assert_true(tell(idle, STR("GET / HTTP/1.1\r\nHost: a\r\n\r\n")));
	b = hear_until(idle, "hello\n");
	buf_done(&b);
	wait_inside(1);
	pthread_create(&stopper, NULL, stop_kindly, NULL);
	b = hear_all(idle); /* closed while the other one is still running */
	assert_int_equal(b.n, 0);
	buf_done(&b);
	open_gate(true);
	b = hear_all(busy);
	assert_int_equal(status_of(&b), 200);
	assert_true(has(&b, "Connection: close"));
	assert_true(has(&b, "through"));
	buf_done(&b);
	pthread_join(stopper, NULL);
}

static void *
open_soon(void *arg)
{
	(void)arg;
	nanosleep(&(struct timespec){ 0, 50000000 }, NULL);
	open_gate(true);
	return NULL;
}

/* MHD_stop_daemon() aborts the process when a connection is suspended. */
static void
a_stop_without_grace_survives_waiting_requests(void **state)
{
	pthread_t opener;
	int fd[8];

	(void)state;
	start(&(struct http_options){ .workers = 1 });
	for (size_t i = 0; i < ARRAY_LEN(fd); i++) {
		fd[i] = dial();
		assert_true(tell(fd[i], STR("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")));
	}
	wait_inside(1);
	pthread_create(&opener, NULL, open_soon, NULL);
	stop(0);
	pthread_join(opener, NULL);
	for (size_t i = 0; i < ARRAY_LEN(fd); i++)
		(void)close(fd[i]);
	assert_int_equal(http_site_counters(site).open, 0);
}

static void
a_stop_without_grace_survives_all_that_is_under_way(void **state)
{
	static const char *const begun[] = {
		"", "GET", "GET / HTTP/1.1\r\nHo", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nab",
		"GET /too-much HTTP/1.1\r\nHost: a\r\n\r\n",
		"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99999\r\n\r\nab",
	};
	int fd[ARRAY_LEN(begun)];

	(void)state;
	start(&(struct http_options){ 0 });
	for (size_t i = 0; i < ARRAY_LEN(fd); i++) {
		fd[i] = dial();
		assert_true(tell(fd[i], str_of(begun[i])));
	}
	assert_answer(STR("GET / HTTP/1.1\r\nHost: a\r\n" CLOSE), 200);
	stop(0);
	for (size_t i = 0; i < ARRAY_LEN(fd); i++)
		(void)close(fd[i]);
	assert_int_equal(http_site_counters(site).open, 0);
}

static void
every_thread_context_is_given_back(void **state)
{
	int made, gone;

	(void)state;
	made = atomic_load(&threads_made);
	gone = atomic_load(&threads_gone);
	start(&(struct http_options){ 0 });
	open_gate(true);
	assert_answer(STR("GET / HTTP/1.1\r\nHost: a\r\n" CLOSE), 200);
	assert_answer(STR("GET /slow HTTP/1.1\r\nHost: a\r\n" CLOSE), 200);
	stop(100);
	made = atomic_load(&threads_made) - made;
	assert_true(made >= 2 && made <= 4);
	assert_int_equal(atomic_load(&threads_gone) - gone, made);
}

/* ---- the rest ---- */

static void
the_access_log_has_a_line_per_request_and_no_entered_values(void **state)
{
	FILE *log = tmpfile();
	struct buf b = { 0 };

	(void)state;
	assert_non_null(log);
	start(&(struct http_options){ .access_log = log });
	assert_answer(STR("GET /?q=secret HTTP/1.1\r\nHost: a\r\n" CLOSE), 200);
	assert_answer(STR("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\n"
			  "Content-Type: application/x-www-form-urlencoded\r\n" CLOSE
			  "words=secret"), 200);
	assert_answer(STR("GET /\x1b[31m HTTP/1.1\r\nHost: a\r\n" CLOSE), 400);
	stop(1000);
	rewind(log);
	buf_reserve(&b, 4000);
	b.n = fread(b.p, 1, 4000, log);
	assert_true(has(&b, " 127.0.0.1 GET / 200 6 "));
	assert_true(has(&b, " 127.0.0.1 POST /echo 200 "));
	assert_true(has(&b, " 127.0.0.1 GET /_[31m 400 "));
	assert_int_equal(count(&b, "\n"), 3);
	assert_false(has(&b, "secret"));
	buf_done(&b);
	(void)fclose(log);
}

static void
a_taken_port_is_an_error_not_a_crash(void **state)
{
	AUTO_ARENA a = { 0 };
	struct op op = { .arena = &a };
	struct http_server *other = NULL;
	struct http_options taken = { 0 };

	(void)state;
	start(&(struct http_options){ 0 });
	taken.port = http_server_port(server);
	assert_int_equal(http_server_start(&op, site, &taken, &other), E_UNAVAILABLE);
	assert_string_equal(op.err.msgid, "http.cannot-listen");
	op_clear(&op);
	taken = (struct http_options){ .address = "not an address" };
	assert_int_equal(http_server_start(&op, site, &taken, &other), E_UNAVAILABLE);
	assert_null(other);
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_request_without_host_is_refused),
		T(a_request_with_two_hosts_is_refused),
		T(an_empty_host_is_refused),
		T(a_host_with_a_slash_is_refused),
		T(a_blank_before_the_colon_is_refused),
		T(a_tab_before_the_colon_is_refused),
		T(a_folded_line_is_refused),
		T(a_line_folded_with_a_tab_is_refused),
		T(a_first_line_that_is_folded_is_refused),
		T(a_folded_empty_line_is_refused),
		T(a_bare_cr_in_a_value_is_refused),
		T(a_bare_cr_at_the_end_of_a_value_is_refused),
		T(a_bare_cr_before_a_name_is_refused),
		T(a_bare_lf_between_lines_is_refused),
		T(a_bare_lf_after_the_request_line_is_refused),
		T(a_bare_lf_as_the_last_line_is_refused),
		T(a_nul_in_a_value_is_refused),
		T(a_nul_at_the_end_of_a_value_is_refused),
		T(a_nul_in_the_target_is_refused),
		T(a_control_character_in_a_value_is_refused),
		T(a_name_that_is_no_token_is_refused),
		T(an_empty_name_is_refused),
		T(two_blanks_in_the_request_line_are_refused),
		T(a_blank_in_the_target_is_refused),
		T(a_fragment_in_the_target_is_refused),
		T(length_and_coding_together_are_refused),
		T(coding_and_length_together_are_refused),
		T(two_lengths_are_refused),
		T(two_equal_lengths_are_refused),
		T(two_codings_are_refused),
		T(an_unknown_coding_is_refused),
		T(a_coding_in_http_1_0_is_refused),
		T(an_unknown_expectation_is_refused),
		T(what_is_no_length_is_refused),
		T(bad_chunks_are_refused),
		T(another_protocol_is_not_answered_with_a_page),
		T(a_plain_request_is_answered),
		T(a_header_in_two_packets_is_read),
		T(a_header_of_fifteen_kilobytes_is_read),
		T(a_long_request_line_is_refused),
		T(a_large_header_is_refused),
		T(large_cookies_are_answered),
		T(too_many_header_lines_are_refused),
		T(bad_paths_are_refused),
		T(a_form_is_read),
		T(a_chunked_form_is_read),
		T(a_file_is_read),
		T(a_body_that_announces_too_much_is_refused_before_it_comes),
		T(a_chunked_body_is_refused_as_soon_as_it_is_too_long),
		T(a_refusal_is_heard_by_a_client_that_sends_on),
		T(who_waits_for_100_continue_gets_it_or_the_refusal),
		T(a_body_where_none_belongs_is_refused),
		T(a_form_sent_from_another_site_is_refused),
		T(requests_on_one_connection_are_answered_in_order),
		T(head_has_the_length_and_no_body),
		T(a_page_that_the_client_has_is_not_sent_again),
		T(the_same_compressed_bytes_are_sent_from_the_cache),
		T(a_part_of_a_download_is_sent),
		T(a_header_that_comes_slowly_is_cut_off),
		T(a_second_header_that_comes_slowly_is_cut_off),
		T(a_body_that_comes_slowly_is_cut_off),
		T(silence_is_cut_off),
		T(an_idle_connection_is_closed),
		T(a_response_that_nobody_takes_is_cut_off),
		T(a_slow_handler_has_no_deadline_of_the_connection),
		T(one_address_gets_so_many_connections),
		T(just_so_many_requests_at_once_are_answered_at_once),
		T(all_together_get_so_many_connections),
		T(only_a_known_proxy_says_who_asks),
		T(slow_handlers_do_not_hold_up_fast_ones),
		T(a_full_queue_is_said_to_be_full),
		T(a_client_that_leaves_a_slow_request_does_no_harm),
		T(a_stop_lets_running_requests_finish_and_closes_idle_connections),
		T(a_stop_without_grace_survives_waiting_requests),
		T(a_stop_without_grace_survives_all_that_is_under_way),
		T(every_thread_context_is_given_back),
		T(the_access_log_has_a_line_per_request_and_no_entered_values),
		T(a_taken_port_is_an_error_not_a_crash),
	};

	return cmocka_run_group_tests_name("http_socket", tests, NULL, NULL);
}
