/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The server's side of a cell.
 *
 *          start_child            ask                    answered
 *   (none) ───────────> idle ───────────> busy ──────────────────────> idle
 *     ^                   │                 │  worn out: items, time      │
 *     └───────────────────┴─────────────────┴─────────────────────────────┘
 *                kill_child: timeout, death, lie, worn out, cell_stop
 *
 * 1. posix_spawn() and never fork(): the server has threads, and a child
 *    forked from one of them could not even allocate memory safely.
 * 2. The child is killed by its number only while it has not been waited for,
 *    so the number is still its own.
 * 3. Nothing is read into more memory than the limits allow, whatever lengths
 *    the child claims: the reading stops at the first record that lies.
 * 4. The socket is never blocked on without a deadline, in either direction:
 *    a child that reads nothing is as much of a timeout as one that says
 *    nothing.
 *
 * A child that dies between two items (somebody killed it, or the thread that
 * started it has ended) is replaced without a word. One that dies over an item
 * is not tried again with that item.
 */
#include "cell/cell.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "archive/unpack.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/utf8.h"
#include "cell/jail.h"
#include "cell/record.h"
#include "mail/mail_wire.h"

#define START_MS 20000
#define READ_CHUNK ((size_t)64 << 10)
#define KEEP_MAX ((size_t)1 << 20)

struct cell {
	struct cell_limits limits;
	struct cell_status status;
	pid_t pid; /* -1: no child */
	int fd;
	uint32_t next_id;
	uint32_t items;   /* of this child */
	int64_t busy_ms;  /* of this child, by the clock on the wall */
	struct buf in;
	struct str unsent; /* of the request, while the answer is read */
	char died[64];    /* how the last child ended, for the log */
	bool out_of_time; /* … and whether it had used up its processor time */
};

static int64_t
clock_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void
kill_child(struct cell *c)
{
	int status = 0;
	pid_t got;

	if (c->pid < 0)
		return;
	kill(c->pid, SIGKILL);
	do
		got = waitpid(c->pid, &status, 0);
	while (got < 0 && errno == EINTR);
	c->out_of_time = false;
	if (got < 0) {
		snprintf(c->died, sizeof c->died, "lost");
	} else if (WIFSIGNALED(status)) {
		snprintf(c->died, sizeof c->died, "signal %d", WTERMSIG(status));
		c->out_of_time = WTERMSIG(status) == SIGXCPU;
	} else {
		snprintf(c->died, sizeof c->died, "exit %d", WEXITSTATUS(status));
	}
	close(c->fd);
	c->pid = -1;
	c->fd = -1;
}

static int
spawn(int fd, pid_t *ret)
{
	static char name[] = "convene", arg[] = "cell";
	char *argv[] = { name, arg, NULL };
	char *envp[] = { NULL };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t none, all;
	int err;

	sigemptyset(&none);
	sigfillset(&all);
	posix_spawn_file_actions_init(&files);
	/* The socket first: it may stand where the others are opened. */
	posix_spawn_file_actions_adddup2(&files, fd, JAIL_FD);
	posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
#ifndef CONVENE_SANITIZED /* which report there */
	posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
#endif
	posix_spawn_file_actions_addclosefrom_np(&files, JAIL_FD + 1);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setsigdefault(&attr, &all);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	err = posix_spawn(ret, "/proc/self/exe", &files, &attr, argv, envp);
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&files);
	return err;
}

/* Waits until the socket can be read or written. false: too late. */
static bool
wait_for(const struct cell *c, short events, int64_t deadline)
{
	struct pollfd p = { .fd = c->fd, .events = events };

	for (;;) {
		int64_t left = deadline - clock_ms();
		int n = poll(&p, 1, left > 0 ? (int)left : 0);

		if (n > 0)
			return true;
		if (n == 0 && left <= 0)
			return false;
		if (n < 0 && errno != EINTR)
			return false;
	}
}

static enum errc
fail_died(struct cell *c, struct op *op)
{
	kill_child(c);
	if (c->out_of_time)
		return fail(op, E_LIMIT, "cell.timeout", "processor time");
	return fail(op, E_INVALID, "cell.died", "%s", c->died);
}

static enum errc
fail_late(struct cell *c, struct op *op)
{
	kill_child(c);
	return fail(op, E_LIMIT, "cell.timeout", "%u ms", c->limits.item_ms);
}

static enum errc
fail_lied(struct cell *c, struct op *op, const char *what)
{
	kill_child(c);
	return fail(op, E_CORRUPT, "cell.lied", "%s", what);
}

static enum errc
send_all(struct cell *c, struct op *op, struct str s, int64_t deadline)
{
	while (s.n) {
		ssize_t n = send(c->fd, s.p, s.n, MSG_NOSIGNAL | MSG_DONTWAIT);

		if (n >= 0)
			s = str_from(s, (size_t)n);
		else if (errno == EAGAIN && !wait_for(c, POLLOUT, deadline))
			return fail_late(c, op);
		else if (errno != EAGAIN && errno != EINTR)
			return fail_died(c, op);
	}
	return OK;
}

/* Waits until there is something to read, and sends what is unsent meanwhile. */
static enum errc
send_unsent(struct cell *c, struct op *op, int64_t deadline)
{
	ssize_t n;

	if (!wait_for(c, c->unsent.n ? POLLIN | POLLOUT : POLLIN, deadline))
		return fail_late(c, op);
	if (!c->unsent.n)
		return OK;
	n = send(c->fd, c->unsent.p, c->unsent.n, MSG_NOSIGNAL | MSG_DONTWAIT);
	if (n >= 0)
		c->unsent = str_from(c->unsent, (size_t)n);
	else if (errno != EAGAIN && errno != EINTR)
		return fail_died(c, op);
	return OK;
}

/* More bytes behind those in c->in. */
static enum errc
receive(struct cell *c, struct op *op, int64_t deadline)
{
	for (;;) {
		ssize_t n;

		buf_reserve(&c->in, READ_CHUNK);
		n = recv(c->fd, c->in.p + c->in.n, READ_CHUNK, MSG_DONTWAIT);
		if (n > 0) {
			c->in.n += (size_t)n;
			return OK;
		}
		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0 || errno != EAGAIN)
			return fail_died(c, op);
		TRY(send_unsent(c, op, deadline));
	}
}

typedef bool (*record_fn)(void *ctx, const struct record *r);

/* Reads records up to RECORD_END. */
static enum errc
read_answer(struct cell *c, struct op *op, uint32_t id, int64_t deadline,
	    record_fn on_record, void *ctx)
{
	uint64_t total = 0;

	buf_clear(&c->in);
	for (;;) {
		struct str rest = buf_str(&c->in);
		struct record r;
		enum record_read got;

		while ((got = record_next(&rest, &r)) == RECORD_GOOD) {
			uint32_t end_id, result;

			total += RECORD_HEAD + r.bytes.n;
			if (total > c->limits.answer_bytes) {
				kill_child(c);
				return fail(op, E_LIMIT, "cell.too-large", "answer");
			}
			if (r.type != RECORD_END) {
				if (!on_record(ctx, &r))
					return fail_lied(c, op, "record out of place");
				continue;
			}
			if (!end_get(r.bytes, &end_id, &result) || end_id != id || rest.n)
				return fail_lied(c, op, "end of another answer");
			if (result == CELL_TOO_LARGE)
				return fail(op, E_LIMIT, "cell.too-large", "inside");
			if (result != CELL_DONE)
				return fail(op, E_INVALID, "cell.refused", "%u", result);
			return OK;
		}
		if (got == RECORD_LIE)
			return fail_lied(c, op, "no such record");
		/* Keep the part of a record that is there: less than one. */
		if (rest.n)
			memmove(c->in.p, rest.p, rest.n);
		c->in.n = rest.n;
		TRY(receive(c, op, deadline));
	}
}

static enum errc
converse(struct cell *c, struct op *op, uint32_t kind, struct str head,
	 struct str bytes, int64_t deadline, record_fn on_record, void *ctx)
{
	struct request r = { kind, c->next_id++, head.n + bytes.n };
	AUTO_BUF first = { 0 };
	char request[REQUEST_SIZE];

	request_put(request, &r);
	buf_put(&first, request, sizeof request);
	buf_add(&first, head);
	/* A small item goes with its head in one piece. */
	if (bytes.n <= READ_CHUNK) {
		buf_add(&first, bytes);
		bytes = STR_NONE;
	}
	TRY(send_all(c, op, buf_str(&first), deadline));
	c->unsent = STR_NONE;
	if (kind == CELL_UNPACK)
		c->unsent = bytes;
	else
		TRY(send_all(c, op, bytes, deadline));
	return read_answer(c, op, r.id, deadline, on_record, ctx);
}

static bool
on_hello(void *ctx, const struct record *r)
{
	struct cell *c = ctx;

	return r->type == RECORD_HELLO && hello_get(r->bytes, &c->status);
}

static enum errc
start_child(struct cell *c, struct op *op)
{
	int pair[2];
	char limits[START_SIZE];
	enum errc code;
	int err;

	/* Close-on-exec from the start: another thread may spawn right now. */
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
		return fail(op, E_UNAVAILABLE, "cell.start", "%s", strerror(errno));
	err = spawn(pair[1], &c->pid);
	close(pair[1]);
	if (err) {
		close(pair[0]);
		c->pid = -1;
		return fail(op, E_UNAVAILABLE, "cell.start", "%s", strerror(err));
	}
	c->fd = pair[0];
	c->items = 0;
	c->busy_ms = 0;
	start_put(limits, &c->limits);
	code = converse(c, op, CELL_START, STR_NONE,
			(struct str){ limits, sizeof limits },
			clock_ms() + START_MS, on_hello, c);
	if (code != OK) {
		struct err why = op->err;

		/* For the caller it is one thing, whatever it was. */
		op_clear(op);
		kill_child(c);
		return fail(op, E_UNAVAILABLE, "cell.start", "%s (%s)",
			    why.msgid ? why.msgid : "", why.detail);
	}
	return OK;
}

/* Whether the idle child is still there and silent, as it should be. */
static bool
is_well(const struct cell *c)
{
	char byte;

	return recv(c->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && errno == EAGAIN;
}

static bool
is_worn(const struct cell *c)
{
	/* See jail.c: its processor time is twice that of an item. */
	return c->items >= c->limits.items || c->busy_ms >= (int64_t)c->limits.item_ms;
}

enum errc
cell_ask(struct cell *c, struct op *op, uint32_t kind, struct str head,
	 struct str bytes, record_fn on_record, void *ctx)
{
	enum errc code;
	int64_t from;

	BUG_ON(head.n > ASK_HEAD_MAX);
	if (bytes.n > c->limits.item_bytes)
		return fail(op, E_LIMIT, "cell.too-large", "%zu bytes", bytes.n);
	if (c->pid >= 0 && (is_worn(c) || !is_well(c)))
		kill_child(c);
	if (c->pid < 0)
		TRY(start_child(c, op));
	from = clock_ms();
	code = converse(c, op, kind, head, bytes, from + c->limits.item_ms,
			on_record, ctx);
	c->items++;
	c->busy_ms += clock_ms() - from + 1;
	if (c->in.room > KEEP_MAX)
		buf_done(&c->in);
	return code;
}

struct text_call {
	struct arena *arena;
	struct text_answer answer;
};

static bool
on_text(void *ctx, const struct record *r)
{
	struct text_call *call = ctx;

	return text_answer_add(&call->answer, call->arena, r);
}

enum errc
cell_decode_declared(struct cell *c, struct op *op, struct str bytes,
		     struct str declared, struct charset_text *ret)
{
	struct text_call call = { .arena = op->arena };
	AUTO_BUF head = { 0 };
	enum errc code;

	ask_text_put(&head, declared);
	code = cell_ask(c, op, CELL_TEXT, buf_str(&head), bytes, on_text, &call);
	if (code == OK && !text_answer_done(&call.answer, op->arena, ret))
		code = fail_lied(c, op, "no text");
	buf_done(&call.answer.text);
	return code;
}

enum errc
cell_decode_text(struct cell *c, struct op *op, struct str bytes,
		 struct charset_text *ret)
{
	return cell_decode_declared(c, op, bytes, STR_NONE, ret);
}

struct office_call {
	struct buf text;
	struct office_text answer;
	bool known;
};

static bool
on_office(void *ctx, const struct record *r)
{
	struct office_call *call = ctx;

	if (r->type == RECORD_OFFICE && !call->known)
		return call->known = office_get(r->bytes, &call->answer);
	if (r->type != RECORD_TEXT || !call->known)
		return false;
	buf_add(&call->text, r->bytes);
	return true;
}

enum errc
cell_read_office(struct cell *c, struct op *op, struct str bytes, struct office_text *ret)
{
	struct office_call call = { 0 };
	AUTO_BUF head = { 0 };
	enum errc code;

	ask_text_put(&head, STR_NONE);
	code = cell_ask(c, op, CELL_OFFICE, buf_str(&head), bytes, on_office, &call);
	if (code == OK && (!call.known || utf8_bad(buf_str(&call.text)) != STR_NPOS))
		code = fail_lied(c, op, "no text");
	*ret = call.answer;
	ret->text = buf_to_arena(&call.text, op->arena);
	buf_done(&call.text);
	return code;
}

struct mail_call {
	struct arena *arena;
	mails mails;
	struct buf text; /* of the last one */
	bool bad;
};

/* Text that the last message's records brought; what charset.h promises. */
static void
finish_mail(struct mail_call *call)
{
	struct str text = buf_str(&call->text);

	if (!call->mails.n)
		return;
	call->bad |= !text_is_clean(text);
	call->mails.at[call->mails.n - 1].text = arena_str(call->arena, text);
	buf_clear(&call->text);
}

static bool
on_mail(void *ctx, const struct record *r)
{
	struct mail_call *call = ctx;
	struct mail m;

	if (r->type == RECORD_MAIL) {
		finish_mail(call);
		if (call->bad || !mail_get(r->bytes, call->arena, &m))
			return false;
		VEC_PUSH(call->arena, &call->mails, m);
		return true;
	}
	if (r->type != RECORD_TEXT || !call->mails.n ||
	    call->text.n + r->bytes.n > MAIL_TEXT_MAX)
		return false;
	buf_add(&call->text, r->bytes);
	return true;
}

enum errc
cell_read_mail(struct cell *c, struct op *op, const struct str *messages, size_t n, instant now,
	       mails *ret)
{
	struct mail_call call = { .arena = op->arena };
	AUTO_BUF head = { 0 };
	AUTO_BUF bytes = { 0 };
	enum errc code;

	ask_mail_put(&head, now);
	for (size_t i = 0; i < n; i++)
		mail_ask_add(&bytes, messages[i]);
	code = cell_ask(c, op, CELL_MAIL, buf_str(&head), buf_str(&bytes), on_mail, &call);
	finish_mail(&call);
	buf_done(&call.text);
	if (code == OK && (call.bad || call.mails.n != n))
		return fail_lied(c, op, "no such mail");
	*ret = call.mails;
	return code;
}

struct unpack_call {
	struct op *op;
	const struct cell_unpacked *to;
	enum errc code; /* of the callbacks */
	bool in_file, known;
	enum unpack_result result;
};

static bool
on_unpacked(void *ctx, const struct record *r)
{
	struct unpack_call *call = ctx;

	if (call->known || call->code != OK)
		return false;
	switch (r->type) {
	case RECORD_FILE:
		call->in_file = true;
		call->code = call->to->on_file(call->op, call->to->ctx, r->bytes);
		return call->code == OK;
	case RECORD_BYTES:
		if (!call->in_file)
			return false;
		call->code = call->to->on_bytes(call->op, call->to->ctx, r->bytes);
		return call->code == OK;
	case RECORD_UNPACKED:
		call->known = (unsigned char)r->bytes.p[0] <= UNPACK_TOO_LARGE;
		call->result = (enum unpack_result)r->bytes.p[0];
		return call->known;
	default:
		return false;
	}
}

enum errc
cell_unpack(struct cell *c, struct op *op, struct str bytes, const struct cell_unpacked *to,
	    bool *ret_cut)
{
	struct unpack_call call = { .op = op, .to = to };
	enum errc code = cell_ask(c, op, CELL_UNPACK, STR_NONE, bytes, on_unpacked, &call);

	/* The first failure was recorded; that the cell was stopped for it is none. */
	if (call.code != OK)
		return call.code;
	TRY(code);
	if (!call.known)
		return fail_lied(c, op, "no end of the archive");
	*ret_cut = call.result == UNPACK_CUT;
	switch (call.result) {
	case UNPACK_BROKEN: return fail(op, E_INVALID, "unpack.broken", "%s", "");
	case UNPACK_ENCRYPTED: return fail(op, E_INVALID, "unpack.encrypted", "%s", "");
	case UNPACK_TOO_LARGE: return fail(op, E_LIMIT, "unpack.too-large", "%d", UNPACK_TIMES);
	case UNPACK_GOOD:
	case UNPACK_CUT: break;
	}
	return OK;
}

enum errc
cell_start(struct op *op, const struct cell_limits *limits, struct cell **ret)
{
	struct cell *c = calloc(1, sizeof *c);
	struct cell_limits *l;
	enum errc code;

	BUG_ON(!c);
	c->pid = -1;
	c->fd = -1;
	l = &c->limits;
	if (limits)
		*l = *limits;
	l->item_bytes = l->item_bytes ? l->item_bytes : (uint64_t)16 << 20;
	l->answer_bytes = l->answer_bytes ? l->answer_bytes : (uint64_t)64 << 20;
	l->memory_bytes = l->memory_bytes ? l->memory_bytes : (uint64_t)512 << 20;
	l->item_ms = l->item_ms ? l->item_ms : 5000;
	l->items = l->items ? l->items : 4000;
	code = start_child(c, op);
	if (code != OK) {
		cell_stop(c);
		return code;
	}
	*ret = c;
	return OK;
}

void
cell_stop(struct cell *c)
{
	if (!c)
		return;
	kill_child(c);
	buf_done(&c->in);
	free(c);
}

const struct cell_status *
cell_status(const struct cell *c)
{
	return &c->status;
}

int
cell_pid(const struct cell *c)
{
	return (int)c->pid;
}
