/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Threads take the next file from a counter. What a file gave waits in a window
 * of places until all files before it have been printed; whoever fills the place
 * that is next prints from there on as far as it goes. A thread that is a whole
 * window ahead waits, so memory is bounded by the window and not by the slowest
 * file. The caller's thread is one of them: with one file no other is made.
 */
#include "report/check_many.h"

#include <pthread.h>
#include <unistd.h>

#include "cell/cell.h"
#include "report/report_print.h"

#define THREADS_MAX 16
/* Starting a cell takes as long as judging this many files. */
#define FILES_PER_THREAD 8
#define WINDOW 64

struct place {
	bool full;
	struct buf out;       /* of the file, or why it could not be read */
	bool read, clean;
};

struct pool {
	struct cli *cli; /* the caller's; its out is used under the lock */
	check_fn check;
	const void *ctx;
	pthread_mutex_t lock;
	pthread_cond_t moved; /* printed, or stopped */
	size_t next, printed;
	bool stopped, all_clean, all_read;
	struct place places[WINDOW];
};

static bool
is_of_the_file(enum errc code)
{
	return code == OK || code == E_INVALID || code == E_LIMIT || code == E_NOT_FOUND;
}

static void
print_place(struct pool *p, struct place *place, struct str path)
{
	if (place->read) {
		buf_add(&p->cli->out, buf_str(&place->out));
		cli_flush(p->cli);
	} else {
		fprintf(stderr, "%.*s: %.*s\n", STRF(path), STRF(buf_str(&place->out)));
	}
	p->all_clean &= place->clean;
	p->all_read &= place->read;
	buf_clear(&place->out);
	place->full = false;
}

/* Which file to judge now; false: there is none. */
static bool
take(struct pool *p, size_t *ret)
{
	bool more;

	pthread_mutex_lock(&p->lock);
	*ret = p->next++;
	while (!p->stopped && *ret < p->cli->args.n && *ret >= p->printed + WINDOW)
		pthread_cond_wait(&p->moved, &p->lock);
	more = !p->stopped && *ret < p->cli->args.n;
	pthread_mutex_unlock(&p->lock);
	return more;
}

static void
give(struct pool *p, size_t i, struct cli *mine, enum errc code, bool clean)
{
	struct place *place = &p->places[i % WINDOW];

	pthread_mutex_lock(&p->lock);
	if (!is_of_the_file(code)) {
		if (!p->stopped)
			p->cli->op.err = mine->op.err;
		p->stopped = true;
	}
	if (!p->stopped) {
		place->full = true;
		place->read = code == OK;
		place->clean = code != OK || clean;
		buf_clear(&place->out);
		buf_add(&place->out, code == OK ? buf_str(&mine->out)
						: report_problem(mine->op.arena, &mine->op.err));
		while (p->printed < p->cli->args.n && p->places[p->printed % WINDOW].full) {
			print_place(p, &p->places[p->printed % WINDOW],
				    p->cli->args.at[p->printed]);
			p->printed++;
		}
	}
	pthread_cond_broadcast(&p->moved);
	pthread_mutex_unlock(&p->lock);
}

static void *
work(void *arg)
{
	struct pool *p = arg;
	AUTO_ARENA arena = { 0 };
	struct cli mine = {
		.op = { .arena = &arena, .now = p->cli->op.now },
		.command = p->cli->command,
		.json = p->cli->json,
	};
	size_t i;

	while (take(p, &i)) {
		bool clean = false;
		enum errc code = p->check(&mine, p->cli->args.at[i], p->ctx, &clean);

		give(p, i, &mine, code, clean);
		op_clear(&mine.op);
		buf_clear(&mine.out);
		arena_reset(&arena);
	}
	cell_stop(mine.cell);
	buf_done(&mine.out);
	return NULL;
}

enum errc
check_many(struct cli *cli, check_fn check, const void *ctx, bool *ret_clean, bool *ret_read)
{
	struct pool p = {
		.cli = cli,
		.check = check,
		.ctx = ctx,
		.lock = PTHREAD_MUTEX_INITIALIZER,
		.moved = PTHREAD_COND_INITIALIZER,
		.all_clean = true,
		.all_read = true,
	};
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	size_t useful = cli->args.n / FILES_PER_THREAD, started = 0;
	pthread_t threads[THREADS_MAX];

	/* One thread less does no harm: the others take its files. */
	while (started + 1 < useful && (long)started + 1 < processors && started < THREADS_MAX &&
	       pthread_create(&threads[started], NULL, work, &p) == 0)
		started++;
	work(&p);
	for (size_t i = 0; i < started; i++)
		pthread_join(threads[i], NULL);
	for (size_t i = 0; i < WINDOW; i++)
		buf_done(&p.places[i].out);
	pthread_cond_destroy(&p.moved);
	pthread_mutex_destroy(&p.lock);
	*ret_clean = p.all_clean;
	*ret_read = p.all_read;
	return p.stopped ? cli->op.err.code : OK;
}
