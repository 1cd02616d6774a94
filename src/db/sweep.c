/* SPDX-License-Identifier: Apache-2.0 */
#include "db/sweep.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>

struct sweep {
	sqlite3 *db; /* the thread's alone */
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t moved;
	bool nudged, stopping;
};

static void *
sweep_thread(void *arg)
{
	struct sweep *s = arg;

	pthread_mutex_lock(&s->lock);
	while (!s->stopping) {
		if (!s->nudged) {
			pthread_cond_wait(&s->moved, &s->lock);
			continue;
		}
		s->nudged = false;
		pthread_mutex_unlock(&s->lock);
		/* Passive: stands in nobody's way. What it can't do now the writer does later. */
		(void)sqlite3_wal_checkpoint_v2(s->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
		pthread_mutex_lock(&s->lock);
	}
	pthread_mutex_unlock(&s->lock);
	return NULL;
}

static void
discard(struct sweep *s)
{
	(void)sqlite3_close_v2(s->db);
	pthread_cond_destroy(&s->moved);
	pthread_mutex_destroy(&s->lock);
	free(s);
}

struct sweep *
sweep_start(const char *path)
{
	struct sweep *s = calloc(1, sizeof *s);

	if (!s)
		abort();
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->moved, NULL);
	if (sqlite3_open_v2(path, &s->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK &&
	    sqlite3_exec(s->db, "PRAGMA synchronous=NORMAL", NULL, NULL, NULL) == SQLITE_OK &&
	    pthread_create(&s->thread, NULL, sweep_thread, s) == 0)
		return s;
	discard(s);
	return NULL;
}

void
sweep_nudge(struct sweep *s)
{
	pthread_mutex_lock(&s->lock);
	s->nudged = true;
	pthread_cond_signal(&s->moved);
	pthread_mutex_unlock(&s->lock);
}

void
sweep_stop(struct sweep *s)
{
	if (!s)
		return;
	pthread_mutex_lock(&s->lock);
	s->stopping = true;
	pthread_cond_signal(&s->moved);
	pthread_mutex_unlock(&s->lock);
	pthread_join(s->thread, NULL);
	discard(s);
}
