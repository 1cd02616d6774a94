/* SPDX-License-Identifier: Apache-2.0 */
#include "cell/pdf_cell.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cell/jail.h"

#define CHUNK ((size_t)64 << 10)
#define COMPLAINT_MAX 4096
#define MEMORY_BYTES ((uint64_t)1 << 30)
#define EXIT_NO_PROGRAM 127
/* A program that does not ask cell_child() first would start itself without end. */
#define CHILD_VARIABLE "CONVENE_PDF_CELL"

/* ---- inside ---- */

int
pdf_cell_main(void)
{
	static char name[] = "pdftotext", layout[] = "-layout", enc[] = "-enc", utf8[] = "UTF-8",
		    dash[] = "-", dash2[] = "-";
	static char *const argv[] = { name, layout, enc, utf8, dash, dash2, NULL };
	static char *const envp[] = { NULL };
	static const char *const places[] = { "/usr/bin/pdftotext", "/usr/local/bin/pdftotext" };

	jail_enter_program(MEMORY_BYTES, PDF_CELL_MS / 1000);
	for (size_t i = 0; i < ARRAY_LEN(places); i++)
		execve(places[i], argv, envp);
	return EXIT_NO_PROGRAM;
}

/* ---- outside ---- */

enum { TO_CHILD, FROM_CHILD, COMPLAINTS, PIPES };

struct conversation {
	int fd[PIPES]; /* our ends; -1: closed */
	pid_t pid;
	struct str rest; /* of what is to be sent */
	struct buf complaint;
	bool too_large;
};

static int64_t
clock_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void
close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static int
spawn(const int theirs[PIPES], pid_t *ret)
{
	static char name[] = "convene", arg[] = "pdf-cell";
	static char child[] = CHILD_VARIABLE "=1";
	char *argv[] = { name, arg, NULL };
	char *envp[] = { child, NULL };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t none, all;
	int err;

	sigemptyset(&none);
	sigfillset(&all);
	posix_spawn_file_actions_init(&files);
	for (int i = 0; i < PIPES; i++)
		posix_spawn_file_actions_adddup2(&files, theirs[i], i);
	posix_spawn_file_actions_addclosefrom_np(&files, PIPES);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setsigdefault(&attr, &all);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	err = posix_spawn(ret, "/proc/self/exe", &files, &attr, argv, envp);
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&files);
	return err;
}

static enum errc
start(struct op *op, struct conversation *c)
{
	int pipes[PIPES][2], theirs[PIPES], err = 0, made = 0;

	for (; made < PIPES && !err; made++)
		err = pipe2(pipes[made], O_CLOEXEC) != 0 ? errno : 0;
	if (err)
		made--;
	for (int i = 0; i < made; i++) {
		/* The child reads the first pipe and writes the others. */
		int ours = i == TO_CHILD;

		theirs[i] = pipes[i][!ours];
		c->fd[i] = pipes[i][ours];
		fcntl(c->fd[i], F_SETFL, O_NONBLOCK);
		/* Above those that the child is to have. */
		if (theirs[i] < PIPES) {
			int high = fcntl(theirs[i], F_DUPFD_CLOEXEC, PIPES);

			close(theirs[i]);
			theirs[i] = high;
		}
	}
	if (!err)
		err = spawn(theirs, &c->pid);
	for (int i = 0; i < made; i++)
		close_end(&theirs[i]);
	if (err)
		return fail(op, E_UNAVAILABLE, "cell.start", "%s", strerror(err));
	return OK;
}

static void
send_some(struct conversation *c)
{
	ssize_t n = write(c->fd[TO_CHILD], c->rest.p, c->rest.n);

	if (n > 0)
		c->rest = str_from(c->rest, (size_t)n);
	/* It may have read enough to say that this is no PDF. */
	if (c->rest.n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
		close_end(&c->fd[TO_CHILD]);
}

static void
receive_some(int *fd, struct buf *to)
{
	ssize_t n;

	buf_reserve(to, CHUNK);
	n = read(*fd, to->p + to->n, CHUNK);
	if (n > 0)
		to->n += (size_t)n;
	else if (n == 0 || (errno != EAGAIN && errno != EINTR))
		close_end(fd);
}

/* true: everything was said before the deadline. */
static bool
converse(struct conversation *c, struct buf *out, size_t from, int64_t deadline)
{
	while (c->fd[FROM_CHILD] >= 0 || c->fd[COMPLAINTS] >= 0) {
		struct pollfd p[PIPES];
		int64_t left = deadline - clock_ms();

		for (int i = 0; i < PIPES; i++)
			p[i] = (struct pollfd){ .fd = c->fd[i],
						.events = i == TO_CHILD ? POLLOUT : POLLIN };
		if (left <= 0 || (poll(p, PIPES, (int)left) < 0 && errno != EINTR))
			return false;
		if (c->fd[TO_CHILD] >= 0 && p[TO_CHILD].revents)
			send_some(c);
		if (c->fd[FROM_CHILD] >= 0 && p[FROM_CHILD].revents)
			receive_some(&c->fd[FROM_CHILD], out);
		if (c->fd[COMPLAINTS] >= 0 && p[COMPLAINTS].revents)
			receive_some(&c->fd[COMPLAINTS], &c->complaint);
		if (c->complaint.n > COMPLAINT_MAX)
			c->complaint.n = COMPLAINT_MAX;
		c->too_large = out->n - from > PDF_CELL_TEXT_MAX;
		if (c->too_large)
			return true;
	}
	return true;
}

static int
wait_for(pid_t pid)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

static enum errc
judge(struct op *op, const struct conversation *c, bool in_time, int status)
{
	if (!in_time || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU))
		return fail(op, E_LIMIT, "report.pdf-timeout", "%s", "");
	if (c->too_large)
		return fail(op, E_LIMIT, "report.unpacks-too-large", "%s", "");
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_NO_PROGRAM)
		return fail(op, E_UNAVAILABLE, "report.no-pdftotext", "%s", "");
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return OK;
	if (str_find_nocase(buf_str(&c->complaint), STR("password"), 0) != STR_NPOS)
		return fail(op, E_INVALID, "report.encrypted", "%s", "");
	return fail(op, E_INVALID, "report.broken-file", "%s", "");
}

enum errc
pdf_text_read(struct op *op, struct str pdf, struct buf *out)
{
	struct conversation c = { .fd = { -1, -1, -1 }, .rest = pdf };
	size_t from = out->n;
	bool in_time = false;
	enum errc code;
	int status;

	BUG_ON(getenv(CHILD_VARIABLE) != NULL);
	code = start(op, &c);
	if (code == OK) {
		in_time = converse(&c, out, from, clock_ms() + PDF_CELL_MS);
		if (!in_time || c.too_large)
			kill(c.pid, SIGKILL);
	}
	for (int i = 0; i < PIPES; i++)
		close_end(&c.fd[i]);
	if (code == OK) {
		status = wait_for(c.pid);
		code = judge(op, &c, in_time, status);
	}
	if (code != OK)
		out->n = from;
	buf_done(&c.complaint);
	return code;
}
