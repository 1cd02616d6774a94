/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The child's side: open what decoding needs, put up the walls, then read
 * items until the server hangs up.
 *
 * Encodings are opened before the walls (without their tables a decoder would
 * fail, or worse, do something else in silence). Everything that goes wrong
 * with an item ends the process: the server notices, and a process that met
 * something unforeseen is not worth keeping. It leaves by _exit(), so that
 * nothing runs behind the walls that was meant for outside.
 */
#include "cell/cell.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "archive/unpack.h"
#include "base/attr.h"
#include "base/err.h"
#include "cell/jail.h"
#include "cell/pdf_cell.h"
#include "cell/record.h"
#include "mail/mail_read.h"
#include "mail/mail_wire.h"
#include "text/charset.h"

#define FLUSH_AT ((size_t)64 << 10)
#define KEEP_MAX ((size_t)1 << 20)

struct cell_reply {
	struct buf out;
};

enum {
	EXIT_HUNG_UP = 0,
	EXIT_NO_SERVER = 2,
	EXIT_BAD_REQUEST = 3,
};

/* Fills all of p, or leaves: the server hanging up between requests is the
 * normal end. */
static void
read_all(char *p, size_t n)
{
	while (n) {
		ssize_t got = read(JAIL_FD, p, n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			_exit(EXIT_HUNG_UP);
		p += got;
		n -= (size_t)got;
	}
}

static void
flush(struct cell_reply *reply)
{
	const char *p = reply->out.p;
	size_t n = reply->out.n;

	while (n) {
		ssize_t put = write(JAIL_FD, p, n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			_exit(EXIT_HUNG_UP);
		p += put;
		n -= (size_t)put;
	}
	buf_clear(&reply->out);
}

void
cell_reply(struct cell_reply *reply, int record_type, struct str bytes)
{
	record_put(&reply->out, (enum record_type)record_type, bytes);
	if (reply->out.n >= FLUSH_AT)
		flush(reply);
}

static enum cell_result
handle_text(struct arena *a, struct str bytes, struct cell_reply *reply)
{
	struct charset_text t;
	struct str declared, file;

	if (!ask_text_get(bytes, &declared, &file))
		return CELL_REFUSED;
	t = charset_decode(a, file, declared);
	charset_put(&reply->out, &t);
	for (size_t at = 0; at < t.text.n; at += RECORD_MAX)
		cell_reply(reply, RECORD_TEXT, str_sub(t.text, at, RECORD_MAX));
	return CELL_DONE;
}

static enum cell_result
handle_office(struct arena *a, struct str bytes, struct cell_reply *reply)
{
	struct office_text t;
	struct str declared, file;

	if (!ask_text_get(bytes, &declared, &file))
		return CELL_REFUSED;
	office_read(a, file, &t);
	office_put(&reply->out, &t);
	for (size_t at = 0; at < t.text.n; at += RECORD_MAX)
		cell_reply(reply, RECORD_TEXT, str_sub(t.text, at, RECORD_MAX));
	return CELL_DONE;
}

static enum cell_result
handle_mail(struct arena *a, struct str bytes, struct cell_reply *reply)
{
	struct str rest, message;
	instant now;

	if (!ask_mail_get(bytes, &now, &rest))
		return CELL_REFUSED;
	while (mail_ask_next(&rest, &message)) {
		AUTO_BUF b = { 0 };
		struct mail m;

		mail_read(a, message, now, &m);
		mail_put(&b, &m);
		cell_reply(reply, RECORD_MAIL, buf_str(&b));
		for (size_t at = 0; at < m.text.n; at += RECORD_MAX)
			cell_reply(reply, RECORD_TEXT, str_sub(m.text, at, RECORD_MAX));
		arena_reset(a);
	}
	return rest.n ? CELL_REFUSED : CELL_DONE;
}

static const struct cell_kind kinds[] = {
	{ CELL_TEXT, "text", handle_text },
	{ CELL_OFFICE, "office", handle_office },
	{ CELL_MAIL, "mail", handle_mail },
};

static const struct cell_kind *
find_kind(uint32_t kind, const struct cell_kind *more, size_t n)
{
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (kinds[i].kind == kind)
			return &kinds[i];
	for (size_t i = 0; i < n; i++)
		if (more[i].kind == kind)
			return &more[i];
	return NULL;
}

/* ---- what is not read into memory first ---- */

struct unpacking {
	struct cell_reply *reply;
	uint64_t left; /* of the request */
	char chunk[FLUSH_AT];
};

static struct str
read_packed(void *ctx)
{
	struct unpacking *u = ctx;
	size_t n = u->left < sizeof u->chunk ? (size_t)u->left : sizeof u->chunk;

	read_all(u->chunk, n);
	u->left -= n;
	return (struct str){ u->chunk, n };
}

static void
put_file(void *ctx, struct str name)
{
	struct unpacking *u = ctx;

	cell_reply(u->reply, RECORD_FILE, str_sub(name, 0, RECORD_FILE_MAX));
}

static void
put_bytes(void *ctx, struct str bytes)
{
	struct unpacking *u = ctx;

	cell_reply(u->reply, RECORD_BYTES, bytes);
}

static void
handle_unpack(uint64_t length, struct cell_reply *reply)
{
	static struct unpacking u;
	const struct unpack_io io = { &u, read_packed, put_file, put_bytes };
	char result;

	u.reply = reply;
	u.left = length;
	result = (char)unpack_stream(&io);
	/* What is behind the archive's end. */
	while (u.left)
		(void)read_packed(&u);
	cell_reply(reply, RECORD_UNPACKED, (struct str){ &result, 1 });
}

/* The request's head, and its bytes in *bytes, unless they are unpacked as they come. */
static struct request
read_request(uint64_t most, struct buf *bytes)
{
	char head[REQUEST_SIZE];
	struct request r;

	read_all(head, sizeof head);
	r = request_get(head);
	if (r.length > most)
		_exit(EXIT_BAD_REQUEST);
	if (r.kind == CELL_UNPACK)
		return r;
	if (bytes->room > KEEP_MAX)
		buf_done(bytes);
	buf_clear(bytes);
	buf_reserve(bytes, r.length + 1);
	read_all(bytes->p, r.length);
	bytes->n = r.length;
	return r;
}

static void
start(struct buf *bytes, struct cell_reply *reply, struct cell_limits *ret)
{
	struct cell_status status = { 0 };
	struct request r;

	/* ICU's tables come into memory here, while files can be read. */
	status.charsets = (uint32_t)charset_warm();
	office_warm();
	mail_read_warm();
	r = read_request(START_SIZE, bytes);
	if (r.kind != CELL_START || !start_get(buf_str(bytes), ret))
		_exit(EXIT_BAD_REQUEST);
	jail_enter(ret, &status);
	hello_put(&reply->out, &status);
	end_put(&reply->out, r.id, CELL_DONE);
	flush(reply);
}

int
cell_main_with(const struct cell_kind *more, size_t n)
{
	struct buf bytes = { 0 };
	struct cell_reply reply = { 0 };
	struct arena arena = { 0 };
	struct cell_limits limits;
	int type;
	socklen_t size = sizeof type;

	if (getsockopt(JAIL_FD, SOL_SOCKET, SO_TYPE, &type, &size) != 0) {
		fputs("convene cell is started by the server only\n", stderr);
		return EXIT_NO_SERVER;
	}
	syscall(SYS_close_range, JAIL_FD + 1, ~0u, 0);
	start(&bytes, &reply, &limits);
	for (;;) {
		struct request r = read_request(limits.item_bytes + ASK_HEAD_MAX,
						&bytes);
		const struct cell_kind *k = find_kind(r.kind, more, n);
		enum cell_result result = CELL_REFUSED;

		if (r.kind == CELL_UNPACK) {
			handle_unpack(r.length, &reply);
			result = CELL_DONE;
		} else if (k)
			result = k->handle(&arena, buf_str(&bytes), &reply);
		end_put(&reply.out, r.id, result);
		flush(&reply);
		if (reply.out.room > KEEP_MAX)
			buf_done(&reply.out);
		arena_reset(&arena);
	}
}

int
cell_main(void)
{
	return cell_main_with(NULL, 0);
}

bool
cell_child(int argc, char **argv, int *ret_exit)
{
	struct str word = argc > 1 ? str_of(argv[1]) : STR("");

	if (str_is(word, "cell"))
		*ret_exit = cell_main();
	else if (str_is(word, "pdf-cell"))
		*ret_exit = pdf_cell_main();
	else
		return false;
	return true;
}
