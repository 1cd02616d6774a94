/* SPDX-License-Identifier: Apache-2.0 */
#include "job/worker.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "base/log.h"
#include "db/db.h"

#define LOOK_SECONDS 1

struct worker {
	struct worker_options options;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool stop;
};

/* false: it is to end. */
static bool
sleep_a_little(struct worker *w)
{
	struct timespec until;
	bool go;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += LOOK_SECONDS;
	pthread_mutex_lock(&w->lock);
	while (!w->stop && pthread_cond_timedwait(&w->wake, &w->lock, &until) != ETIMEDOUT)
		;
	go = !w->stop;
	pthread_mutex_unlock(&w->lock);
	return go;
}

static bool
is_stopped(struct worker *w)
{
	bool stop;

	pthread_mutex_lock(&w->lock);
	stop = w->stop;
	pthread_mutex_unlock(&w->lock);
	return stop;
}

/* All that is due. */
static enum errc
do_jobs(struct worker *w, struct op *op, bool minute)
{
	bool did = true;

	if (minute)
		TRY(job_release_gone(op));
	if (w->options.also)
		TRY(w->options.also(op, minute));
	while (did && !is_stopped(w)) {
		op->now = instant_now();
		TRY(job_do_one(op, &w->options.doer, &did));
	}
	job_rest(&w->options.doer);
	return OK;
}

static enum errc
look(struct worker *w, struct db **db, bool minute)
{
	AUTO_ARENA arena = { 0 };
	struct op op = { .arena = &arena, .now = instant_now() };
	enum errc code = OK;

	if (!*db)
		code = db_open(&op, w->options.database, DB_WRITE, db);
	op.db = *db;
	if (code == OK)
		code = do_jobs(w, &op, minute);
	if (code != OK) {
		/* Somebody else writes for long: that is no news. */
		if (!op.err.msgid || strcmp(op.err.msgid, "db.busy") != 0)
			log_line(LOG_ERROR, "worker: %s: %s", op.err.msgid ? op.err.msgid : errc_name(code),
				 op.err.detail);
		db_close(*db);
		*db = NULL;
	}
	return code;
}

static void *
run(void *arg)
{
	struct worker *w = arg;
	AUTO_ARENA own = { 0 };
	int64_t last = 0;
	struct db *db = NULL;

	w->options.doer.owner = job_owner(&own);
	do {
		int64_t now = instant_now().v;
		bool minute = now - last >= 60;

		if (look(w, &db, minute) == OK && minute)
			last = now;
	} while (sleep_a_little(w));
	job_rest(&w->options.doer);
	db_close(db);
	return NULL;
}

enum errc
worker_start(struct op *op, const struct worker_options *options, struct worker **ret)
{
	struct worker *w = calloc(1, sizeof *w);

	BUG_ON(!w);
	w->options = *options;
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->wake, NULL);
	if (pthread_create(&w->thread, NULL, run, w) != 0) {
		free(w);
		return fail(op, E_UNAVAILABLE, "worker.thread", "%s", strerror(errno));
	}
	*ret = w;
	return OK;
}

void
worker_stop(struct worker *w)
{
	if (!w)
		return;
	pthread_mutex_lock(&w->lock);
	w->stop = true;
	pthread_cond_signal(&w->wake);
	pthread_mutex_unlock(&w->lock);
	pthread_join(w->thread, NULL);
	pthread_cond_destroy(&w->wake);
	pthread_mutex_destroy(&w->lock);
	free(w);
}
