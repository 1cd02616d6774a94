/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The test program is its own cell: started with "cell" it runs the child's
 * main with some more kinds, the probes, which try from inside what a
 * hijacked decoder would try.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/op.h has its own */

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cell/cell.h"
#include "cell/jail.h"
#include "cell/record.h"
#include "charset_samples.h"

/* ---- inside ---- */

enum {
	PROBE_OPEN = CELL_KIND_TESTS,
	PROBE_CREATE,
	PROBE_MKDIR,
	PROBE_SOCKET,
	PROBE_CONNECT,
	PROBE_FORK,
	PROBE_EXEC,
	PROBE_CODE,
	PROBE_SIGNAL,
	PROBE_INHERITED,
	PROBE_HANG,
	PROBE_BOMB,
	PROBE_ABORT,
	PROBE_RAW,
	PROBE_HALF,
};

static enum cell_result
say(struct cell_reply *reply, long result)
{
	char z[32];
	int n = snprintf(z, sizeof z, "%s %d", result < 0 ? "errno" : "did",
			 result < 0 ? errno : 0);

	cell_reply(reply, RECORD_PROBE, (struct str){ z, (size_t)n });
	return CELL_DONE;
}

#define PROBE(name)                                                           \
	static enum cell_result name(struct arena *a, struct str bytes,       \
				     struct cell_reply *reply)

PROBE(probe_open)
{
	(void)a;
	(void)bytes;
	return say(reply, open("/etc/passwd", O_RDONLY));
}

PROBE(probe_create)
{
	(void)a;
	(void)bytes;
	return say(reply, open("/tmp/cell-was-here", O_CREAT | O_WRONLY, 0600));
}

PROBE(probe_mkdir)
{
	const char *dir = arena_cstr(a, bytes);
	long made = mkdir(dir, 0700);
	int why = errno;

	if (made == 0)
		rmdir(dir);
	errno = why;
	return say(reply, made);
}

PROBE(probe_socket)
{
	(void)a;
	(void)bytes;
	return say(reply, socket(AF_INET, SOCK_STREAM, 0));
}

/* On the one descriptor that is there, since there may be no second. */
PROBE(probe_connect)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(9),
				  .sin_addr = { htonl(INADDR_LOOPBACK) } };

	(void)a;
	(void)bytes;
	return say(reply, connect(JAIL_FD, (struct sockaddr *)&to, sizeof to));
}

PROBE(probe_fork)
{
	pid_t child = fork();

	(void)a;
	(void)bytes;
	if (child == 0)
		_exit(0);
	return say(reply, child);
}

PROBE(probe_exec)
{
	static char name[] = "true";
	char *argv[] = { name, NULL };
	char *envp[] = { NULL };

	(void)a;
	(void)bytes;
	return say(reply, execve("/bin/true", argv, envp));
}

PROBE(probe_code)
{
	void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
		       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	(void)a;
	(void)bytes;
	return say(reply, p == MAP_FAILED ? -1 : 0);
}

PROBE(probe_signal)
{
	(void)a;
	(void)bytes;
	return say(reply, kill(getppid(), 0));
}

/* How many descriptors above the socket, and how many variables, are there. */
PROBE(probe_inherited)
{
	char z[32];
	int fds = 0, vars = 0, n;

	(void)a;
	(void)bytes;
	for (int fd = JAIL_FD + 1; fd < 4096; fd++)
		fds += fcntl(fd, F_GETFD) >= 0;
	for (char **e = environ; e && *e; e++)
		vars++;
	n = snprintf(z, sizeof z, "%d %d", fds, vars);
	cell_reply(reply, RECORD_PROBE, (struct str){ z, (size_t)n });
	return CELL_DONE;
}

static volatile sig_atomic_t forever = 1;

PROBE(probe_hang)
{
	char hello[64];
	AUTO_BUF b = { 0 };

	(void)a;
	/* Says something first when it is asked to, so that the other side
	 * knows that it is in the middle of it. */
	if (bytes.n) {
		record_put(&b, RECORD_PROBE, STR("in the middle"));
		memcpy(hello, b.p, b.n);
		(void)!write(JAIL_FD, hello, b.n);
	}
	while (forever)
		;
	say(reply, 0);
	return CELL_DONE;
}

PROBE(probe_bomb)
{
	(void)bytes;
	while (forever)
		memset(arena_alloc(a, 1 << 20), 1, 1 << 20);
	return say(reply, 0);
}

PROBE(probe_abort)
{
	(void)a;
	(void)bytes;
	(void)reply;
	abort();
}

PROBE(probe_raw)
{
	(void)a;
	(void)reply;
	return write(JAIL_FD, bytes.p, bytes.n) < 0 ? CELL_REFUSED : CELL_DONE;
}

PROBE(probe_half)
{
	(void)a;
	(void)reply;
	(void)!write(JAIL_FD, bytes.p, bytes.n);
	_exit(0);
}

static const struct cell_kind probes[] = {
	{ PROBE_OPEN, "open", probe_open },
	{ PROBE_CREATE, "create", probe_create },
	{ PROBE_MKDIR, "mkdir", probe_mkdir },
	{ PROBE_SOCKET, "socket", probe_socket },
	{ PROBE_CONNECT, "connect", probe_connect },
	{ PROBE_FORK, "fork", probe_fork },
	{ PROBE_EXEC, "exec", probe_exec },
	{ PROBE_CODE, "code", probe_code },
	{ PROBE_SIGNAL, "signal", probe_signal },
	{ PROBE_INHERITED, "inherited", probe_inherited },
	{ PROBE_HANG, "hang", probe_hang },
	{ PROBE_BOMB, "bomb", probe_bomb },
	{ PROBE_ABORT, "abort", probe_abort },
	{ PROBE_RAW, "raw", probe_raw },
	{ PROBE_HALF, "half", probe_half },
};

/* ---- outside ---- */

struct fixture {
	struct arena arena;
	struct op op;
	struct cell *cell;
	char said[64];
};

static void
open_cell(struct fixture *f, const struct cell_limits *limits)
{
	*f = (struct fixture){ 0 };
	f->op.arena = &f->arena;
	assert_int_equal(cell_start(&f->op, limits, &f->cell), OK);
}

static void
close_cell(struct fixture *f)
{
	cell_stop(f->cell);
	arena_done(&f->arena);
}

static bool
on_probe(void *ctx, const struct record *r)
{
	struct fixture *f = ctx;

	if (r->type != RECORD_PROBE || r->bytes.n >= sizeof f->said)
		return false;
	memcpy(f->said, r->bytes.p, r->bytes.n);
	f->said[r->bytes.n] = '\0';
	return true;
}

static enum errc
probe(struct fixture *f, uint32_t kind, struct str bytes)
{
	f->said[0] = '\0';
	op_clear(&f->op);
	return cell_ask(f->cell, &f->op, kind, STR_NONE, bytes, on_probe, f);
}

static void
assert_works(struct fixture *f)
{
	struct charset_text t;

	op_clear(&f->op);
	assert_int_equal(cell_decode_text(f->cell, &f->op, STR("caf\xE9"), &t), OK);
	assert_true(str_is(t.text, "café"));
	assert_true(str_is(t.charset, "windows-1252"));
}

static void
assert_failed(struct fixture *f, enum errc got, enum errc code, const char *msgid)
{
	assert_int_equal(got, code);
	assert_string_equal(f->op.err.msgid, msgid);
	assert_works(f);
}

static void
it_says_which_walls_stand(void **state)
{
	struct fixture f;
	const struct cell_status *s;

	(void)state;
	open_cell(&f, NULL);
	s = cell_status(f.cell);
	print_message("landlock %d (ABI %d), seccomp %d, own user %d, memory %d\n",
		      s->landlock, s->landlock_abi, s->seccomp, s->own_user,
		      s->memory_bound);
	assert_int_equal(s->charsets, charset_common_n);
	assert_true(s->own_user);
	assert_true(s->landlock == (s->landlock_abi > 0));
	close_cell(&f);
}

static void
every_encoding_is_decoded_inside_byte_for_byte(void **state)
{
	struct fixture f;

	(void)state;
	open_cell(&f, NULL);
	assert_true(CHARSET_SAMPLES_N >= 20);
	for (size_t i = 0; i < CHARSET_SAMPLES_N; i++) {
		const struct charset_sample *s = &charset_samples[i];
		struct charset_text t;

		assert_int_equal(cell_decode_declared(f.cell, &f.op, s->bytes,
						      str_of(s->name), &t), OK);
		assert_true(str_is(t.text, s->text));
		assert_int_equal(t.replaced, 0);
	}
	close_cell(&f);
}

static void
the_answer_is_that_of_the_function_itself(void **state)
{
	static const struct str files[] = {
		STR_INIT(""), STR_INIT("\xEF\xBB\xBFplain\r\ntext\f"),
		STR_INIT("a\0b\x1B\xFF"), STR_INIT("\xFF\xFEh\0i\0"),
		STR_INIT("Z\xFCrich gr\xFC\xDFt B\xE4rn"),
	};
	struct fixture f;

	(void)state;
	open_cell(&f, NULL);
	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		struct charset_text want = charset_decode(&f.arena, files[i], STR_NONE);
		struct charset_text got;

		assert_int_equal(cell_decode_text(f.cell, &f.op, files[i], &got), OK);
		assert_true(str_eq(got.text, want.text));
		assert_true(str_eq(got.charset, want.charset));
		assert_int_equal(got.how, want.how);
		assert_int_equal(got.confidence, want.confidence);
		assert_int_equal(got.replaced, want.replaced);
	}
	close_cell(&f);
}

static void
an_encoding_that_was_not_opened_before_is_still_read(void **state)
{
	struct fixture f;
	struct charset_text t;

	(void)state;
	open_cell(&f, NULL);
	assert_int_equal(cell_decode_declared(f.cell, &f.op, STR("\xC1\xC2"),
					      STR("IBM037"), &t), OK);
	assert_true(str_is(t.text, "AB"));
	assert_works(&f);
	close_cell(&f);
}

static void
many_messages_are_read_at_once_in_their_order(void **state)
{
	struct fixture f;
	struct str messages[200];
	AUTO_BUF large = { 0 };
	mails got;

	(void)state;
	open_cell(&f, NULL);
	for (size_t i = 0; i < ARRAY_LEN(messages); i++)
		messages[i] = arena_printf(&f.arena, "Message-ID: <%zu@r>\n\nText %zu, caf\xE9\n", i, i);
	/* A text of several records, one that is none, and no bytes at all. */
	BUF_LIT(&large, "Message-ID: <large@r>\n\n");
	for (int i = 0; i < 90000; i++)
		BUF_LIT(&large, "ten bytes\n");
	messages[7] = buf_str(&large);
	messages[8] = STR("Message-ID: <8@r>\n\n");
	messages[9] = STR("");
	assert_int_equal(cell_read_mail(f.cell, &f.op, messages, ARRAY_LEN(messages),
					(instant){ 1700000000 }, &got), OK);
	assert_int_equal(got.n, ARRAY_LEN(messages));
	assert_true(str_is(got.at[6].head.id, "6@r"));
	assert_true(str_is(got.at[6].text, "Text 6, café\n"));
	assert_int_equal(got.at[7].text.n, 900000);
	assert_int_equal(got.at[8].text.n, 0);
	assert_false(str_present(got.at[9].head.id));
	assert_true(str_is(got.at[199].head.id, "199@r"));
	assert_true(str_is(got.at[199].text, "Text 199, café\n"));
	assert_int_equal(cell_read_mail(f.cell, &f.op, messages, 0, (instant){ 0 }, &got), OK);
	assert_int_equal(got.n, 0);
	close_cell(&f);
}

static void
a_large_item_goes_through_and_a_larger_one_does_not(void **state)
{
	struct cell_limits limits = { .item_bytes = 3 << 20 };
	struct fixture f;
	struct charset_text t;
	AUTO_BUF b = { 0 };

	(void)state;
	open_cell(&f, &limits);
	while (b.n < 3 << 20)
		BUF_LIT(&b, "0123456789abcde\n");
	assert_int_equal(cell_decode_text(f.cell, &f.op, buf_str(&b), &t), OK);
	assert_true(str_eq(t.text, buf_str(&b)));
	buf_addc(&b, 'x');
	assert_failed(&f, cell_decode_text(f.cell, &f.op, buf_str(&b), &t),
		      E_LIMIT, "cell.too-large");
	close_cell(&f);
}

static void
an_answer_that_grows_too_large_is_given_up(void **state)
{
	struct cell_limits limits = { .answer_bytes = 4000 };
	struct fixture f;
	struct charset_text t;
	char noise[2000];

	(void)state;
	open_cell(&f, &limits);
	memset(noise, 0x01, sizeof noise);
	assert_failed(&f, cell_decode_text(f.cell, &f.op,
					   (struct str){ noise, sizeof noise }, &t),
		      E_LIMIT, "cell.too-large");
	close_cell(&f);
}

static void
nothing_forbidden_works_inside(void **state)
{
	static const uint32_t refused[] = { PROBE_OPEN, PROBE_CREATE };
	static const uint32_t killed[] = {
		PROBE_MKDIR, PROBE_SOCKET, PROBE_CONNECT, PROBE_FORK,
		PROBE_EXEC, PROBE_CODE, PROBE_SIGNAL,
	};
	struct fixture f;

	(void)state;
	open_cell(&f, NULL);
	if (!cell_status(f.cell)->seccomp) {
		close_cell(&f);
		print_message("skipped: no seccomp here\n");
		skip();
	}
	for (size_t i = 0; i < ARRAY_LEN(refused); i++) {
		assert_int_equal(probe(&f, refused[i], STR("")), OK);
		assert_string_equal(f.said, "errno 13"); /* EACCES */
	}
	for (size_t i = 0; i < ARRAY_LEN(killed); i++) {
		assert_int_equal(probe(&f, killed[i], STR("/tmp/cell-was-here")),
				 E_INVALID);
		assert_string_equal(f.op.err.msgid, "cell.died");
		assert_string_equal(f.op.err.detail, "signal 31"); /* SIGSYS */
		assert_works(&f);
	}
	assert_int_not_equal(access("/tmp/cell-was-here", F_OK), 0);
	close_cell(&f);
}

static void
without_seccomp_the_other_walls_stand(void **state)
{
	struct cell_limits limits = { .without = CELL_WITHOUT_SECCOMP };
	struct fixture f;
	char dir[64];

	(void)state;
	snprintf(dir, sizeof dir, "/tmp/cell-was-here-%d", getpid());
	open_cell(&f, &limits);
	assert_false(cell_status(f.cell)->seccomp);
	assert_int_equal(probe(&f, PROBE_OPEN, STR("")), OK);
	assert_memory_equal(f.said, "errno", 5);
	assert_int_equal(probe(&f, PROBE_CREATE, STR("")), OK);
	assert_memory_equal(f.said, "errno", 5);
	assert_int_equal(probe(&f, PROBE_SOCKET, STR("")), OK);
	assert_memory_equal(f.said, "errno", 5);
	assert_int_equal(probe(&f, PROBE_FORK, STR("")), OK);
	assert_memory_equal(f.said, "errno", 5);
	if (cell_status(f.cell)->landlock) {
		assert_int_equal(probe(&f, PROBE_MKDIR, str_of(dir)), OK);
		assert_string_equal(f.said, "errno 13");
		assert_int_equal(probe(&f, PROBE_EXEC, STR("")), OK);
		assert_string_equal(f.said, "errno 13");
	}
	if (cell_status(f.cell)->landlock_abi >= 6 && getuid() != 0) {
		assert_int_equal(probe(&f, PROBE_SIGNAL, STR("")), OK);
		assert_memory_equal(f.said, "errno", 5);
	}
	close_cell(&f);
}

static void
without_landlock_a_directory_could_be_made(void **state)
{
	struct cell_limits limits = { .without = CELL_WITHOUT_SECCOMP |
						 CELL_WITHOUT_LANDLOCK };
	struct fixture f;
	char dir[64];

	/* The probe itself works: the walls are what stops it elsewhere. */
	(void)state;
	snprintf(dir, sizeof dir, "/tmp/cell-was-here-%d", getpid());
	open_cell(&f, &limits);
	assert_false(cell_status(f.cell)->landlock);
	assert_int_equal(probe(&f, PROBE_MKDIR, str_of(dir)), OK);
	assert_string_equal(f.said, "did 0");
	close_cell(&f);
}

static void
nothing_is_inherited(void **state)
{
	struct cell_limits limits = { .without = CELL_WITHOUT_SECCOMP };
	struct fixture f;
	int fd = open("/dev/null", O_RDONLY);
	int high = fcntl(fd, F_DUPFD, 700);

	(void)state;
	assert_true(fd >= 0 && high >= 700);
	setenv("SECRET", "x", 1);
	open_cell(&f, &limits);
	assert_int_equal(probe(&f, PROBE_INHERITED, STR("")), OK);
	assert_string_equal(f.said, "0 0");
	close_cell(&f);
	close(fd);
	close(high);
}

static void
an_item_that_takes_too_long_is_given_up(void **state)
{
	struct cell_limits limits = { .item_ms = 150 };
	struct fixture f;
	int before;

	(void)state;
	open_cell(&f, &limits);
	before = cell_pid(f.cell);
	assert_int_equal(probe(&f, PROBE_HANG, STR("")), E_LIMIT);
	assert_string_equal(f.op.err.msgid, "cell.timeout");
	assert_int_equal(cell_pid(f.cell), -1);
	assert_int_equal(kill(before, 0), -1);
	assert_works(&f);
	close_cell(&f);
}

static void
an_item_that_eats_memory_kills_only_the_child(void **state)
{
	struct fixture f;

	(void)state;
	open_cell(&f, NULL);
	if (!cell_status(f.cell)->memory_bound) {
		close_cell(&f);
		print_message("skipped: memory is not bounded in this build\n");
		skip();
	}
	assert_failed(&f, probe(&f, PROBE_BOMB, STR("")), E_INVALID, "cell.died");
	close_cell(&f);
}

static void
a_child_that_aborts_is_replaced(void **state)
{
	struct fixture f;

	(void)state;
	open_cell(&f, NULL);
	assert_int_equal(probe(&f, PROBE_ABORT, STR("")), E_INVALID);
	assert_string_equal(f.op.err.msgid, "cell.died");
	assert_string_equal(f.op.err.detail, "signal 6");
	assert_works(&f);
	close_cell(&f);
}

static bool
kill_on_record(void *ctx, const struct record *r)
{
	struct fixture *f = ctx;

	assert_true(str_is(r->bytes, "in the middle"));
	assert_int_equal(kill(cell_pid(f->cell), SIGKILL), 0);
	return true;
}

static void
a_child_killed_in_the_middle_is_replaced(void **state)
{
	struct fixture f;

	(void)state;
	open_cell(&f, NULL);
	assert_failed(&f, cell_ask(f.cell, &f.op, PROBE_HANG, STR_NONE, STR("x"),
				   kill_on_record, &f),
		      E_INVALID, "cell.died");
	close_cell(&f);
}

static void
a_child_killed_between_two_items_is_replaced_without_a_word(void **state)
{
	struct fixture f;
	int before;
	siginfo_t info;

	(void)state;
	open_cell(&f, NULL);
	before = cell_pid(f.cell);
	assert_int_equal(kill(before, SIGKILL), 0);
	/* Dead, but not waited for: its socket is closed. */
	assert_int_equal(waitid(P_PID, (id_t)before, &info, WEXITED | WNOWAIT), 0);
	assert_works(&f);
	assert_int_not_equal(cell_pid(f.cell), before);
	close_cell(&f);
}

static void
what_breaks_the_rules_on_the_wire_is_a_lie(void **state)
{
	static const struct str lies[] = {
		STR_INIT("GET / HTTP/1.1\r\n\r\n"),
		STR_INIT("\0\0\0\0\0\0\0\0"),
		STR_INIT("\3\0\xFF\xFF\xFF\xFF"),
		STR_INIT("\5\0\x08\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0"), /* another id */
		STR_INIT("\1\0\x09\0\0\0\0\0\0\0\0\0\0\0\0"),       /* a second hello */
		STR_INIT("\3\0\1\0\0\0x"),                          /* no place for text */
	};
	struct fixture f;

	(void)state;
	open_cell(&f, NULL);
	for (size_t i = 0; i < ARRAY_LEN(lies); i++)
		assert_failed(&f, probe(&f, PROBE_RAW, lies[i]), E_CORRUPT,
			      "cell.lied");
	close_cell(&f);
}

static void
half_an_answer_is_no_answer(void **state)
{
	struct fixture f;

	(void)state;
	open_cell(&f, NULL);
	assert_failed(&f, probe(&f, PROBE_HALF, STR("\4\0\x10\0\0\0abc")),
		      E_INVALID, "cell.died");
	assert_failed(&f, probe(&f, PROBE_HALF, STR("")), E_INVALID, "cell.died");
	close_cell(&f);
}

static void
what_it_has_not_learnt_is_refused(void **state)
{
	struct fixture f;
	int before;

	(void)state;
	open_cell(&f, NULL);
	before = cell_pid(f.cell);
	assert_failed(&f, probe(&f, 999999, STR("x")), E_INVALID, "cell.refused");
	assert_int_equal(cell_pid(f.cell), before);
	close_cell(&f);
}

static void
a_child_is_replaced_after_its_items(void **state)
{
	struct cell_limits limits = { .items = 3 };
	struct fixture f;
	int first;

	(void)state;
	open_cell(&f, &limits);
	first = cell_pid(f.cell);
	for (int i = 0; i < 3; i++) {
		assert_works(&f);
		assert_int_equal(cell_pid(f.cell), first);
	}
	assert_works(&f);
	assert_int_not_equal(cell_pid(f.cell), first);
	close_cell(&f);
}

static void *
decode_many(void *ctx)
{
	size_t *good = ctx;
	struct arena arena = { 0 };
	struct op op = { .arena = &arena };
	struct cell *cell;

	if (cell_start(&op, NULL, &cell) != OK)
		return NULL;
	for (size_t i = 0; i < 200; i++) {
		const struct charset_sample *s = &charset_samples[i % CHARSET_SAMPLES_N];
		struct charset_text t;

		if (cell_decode_declared(cell, &op, s->bytes, str_of(s->name), &t) == OK &&
		    str_is(t.text, s->text))
			++*good;
	}
	cell_stop(cell);
	arena_done(&arena);
	return NULL;
}

static void
threads_have_a_cell_each(void **state)
{
	pthread_t threads[4];
	size_t good[4] = { 0 };

	(void)state;
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, decode_many, &good[i]), 0);
	for (size_t i = 0; i < 4; i++) {
		pthread_join(threads[i], NULL);
		assert_int_equal(good[i], 200);
	}
}

static void
started_by_hand_it_says_so_and_ends(void **state)
{
	pid_t child = fork();
	int status;

	(void)state;
	if (child == 0) {
		int null = open("/dev/null", O_RDWR);

		dup2(null, STDERR_FILENO);
		dup2(null, JAIL_FD);
		execl("/proc/self/exe", "convene", "cell", (char *)NULL);
		_exit(99);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 2);
}

/* What a program behind jail_enter_program() gets done of what it must not, a bit
 * for each; 64 where it cannot even read what it has to. */
static int
forbidden_to_a_program(const char *secret, const char *new)
{
	int done = 0;

	done |= open(secret, O_RDONLY) >= 0 ? 1 : 0;
	done |= open(new, O_WRONLY | O_CREAT, 0600) >= 0 ? 2 : 0;
	done |= socket(AF_INET, SOCK_STREAM, 0) >= 0 ? 4 : 0;
	done |= socket(AF_UNIX, SOCK_STREAM, 0) >= 0 ? 8 : 0;
	done |= fork() >= 0 ? 16 : 0;
	done |= kill(getppid(), 0) == 0 ? 32 : 0;
	done |= open("/usr/bin/env", O_RDONLY) < 0 ? 64 : 0;
	return done;
}

static void
a_program_behind_walls_reads_the_system_and_nothing_else(void **state)
{
	char secret[] = "/tmp/convene-secret.XXXXXX", new[] = "/tmp/convene-new.XXXXXX";
	int fd = mkstemp(secret), status;
	pid_t child;

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(fchmod(fd, 0644), 0);
	close(fd);
	fd = mkstemp(new);
	close(fd);
	unlink(new);
	child = fork();
	if (child == 0) {
		jail_enter_program((uint64_t)1 << 46, 5);
		_exit(forbidden_to_a_program(secret, new));
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	unlink(secret);
	unlink(new);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_says_which_walls_stand),
		cmocka_unit_test(every_encoding_is_decoded_inside_byte_for_byte),
		cmocka_unit_test(the_answer_is_that_of_the_function_itself),
		cmocka_unit_test(an_encoding_that_was_not_opened_before_is_still_read),
		cmocka_unit_test(many_messages_are_read_at_once_in_their_order),
		cmocka_unit_test(a_large_item_goes_through_and_a_larger_one_does_not),
		cmocka_unit_test(an_answer_that_grows_too_large_is_given_up),
		cmocka_unit_test(nothing_forbidden_works_inside),
		cmocka_unit_test(without_seccomp_the_other_walls_stand),
		cmocka_unit_test(without_landlock_a_directory_could_be_made),
		cmocka_unit_test(nothing_is_inherited),
		cmocka_unit_test(an_item_that_takes_too_long_is_given_up),
		cmocka_unit_test(an_item_that_eats_memory_kills_only_the_child),
		cmocka_unit_test(a_child_that_aborts_is_replaced),
		cmocka_unit_test(a_child_killed_in_the_middle_is_replaced),
		cmocka_unit_test(a_child_killed_between_two_items_is_replaced_without_a_word),
		cmocka_unit_test(what_breaks_the_rules_on_the_wire_is_a_lie),
		cmocka_unit_test(half_an_answer_is_no_answer),
		cmocka_unit_test(what_it_has_not_learnt_is_refused),
		cmocka_unit_test(a_child_is_replaced_after_its_items),
		cmocka_unit_test(threads_have_a_cell_each),
		cmocka_unit_test(started_by_hand_it_says_so_and_ends),
		cmocka_unit_test(a_program_behind_walls_reads_the_system_and_nothing_else),
	};

	if (argc > 1 && strcmp(argv[1], "cell") == 0)
		return cell_main_with(probes, ARRAY_LEN(probes));
	return cmocka_run_group_tests(tests, NULL, NULL);
}
