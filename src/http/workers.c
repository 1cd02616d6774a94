/* SPDX-License-Identifier: Apache-2.0 */
#include "http/workers.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/err.h"

struct http_workers {
	pthread_mutex_t lock;
	pthread_cond_t some;
	void (*run)(void *job, bool go);
	bool stopping;
	unsigned threads;
	pthread_t *thread;
	void **ring;
	size_t size, first, n;
};

static void *
take(struct http_workers *w)
{
	void *job = w->ring[w->first];

	w->first = (w->first + 1) % w->size;
	w->n--;
	return job;
}

static void *
work(void *arg)
{
	struct http_workers *w = arg;

	pthread_mutex_lock(&w->lock);
	for (;;) {
		void *job;

		while (!w->n && !w->stopping)
			pthread_cond_wait(&w->some, &w->lock);
		if (w->stopping)
			break;
		job = take(w);
		pthread_mutex_unlock(&w->lock);
		w->run(job, true);
		pthread_mutex_lock(&w->lock);
	}
	pthread_mutex_unlock(&w->lock);
	return NULL;
}

struct http_workers *
http_workers_new(unsigned threads, unsigned queue, void (*run)(void *job, bool go))
{
	struct http_workers *w = calloc(1, sizeof *w);

	BUG_ON(!w);
	w->run = run;
	w->threads = threads;
	w->size = queue;
	w->ring = calloc(queue, sizeof *w->ring);
	w->thread = calloc(threads, sizeof *w->thread);
	BUG_ON(!w->ring || !w->thread);
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->some, NULL);
	for (unsigned i = 0; i < threads; i++)
		BUG_ON(pthread_create(&w->thread[i], NULL, work, w) != 0);
	return w;
}

bool
http_workers_submit(struct http_workers *w, void *job)
{
	bool ok;

	pthread_mutex_lock(&w->lock);
	ok = !w->stopping && w->n < w->size;
	if (ok) {
		w->ring[(w->first + w->n++) % w->size] = job;
		pthread_cond_signal(&w->some);
	}
	pthread_mutex_unlock(&w->lock);
	return ok;
}

void
http_workers_stop(struct http_workers *w)
{
	pthread_mutex_lock(&w->lock);
	w->stopping = true;
	pthread_cond_broadcast(&w->some);
	pthread_mutex_unlock(&w->lock);
	for (unsigned i = 0; i < w->threads; i++)
		pthread_join(w->thread[i], NULL);
	w->threads = 0;
	while (w->n) /* nobody else is there any more */
		w->run(take(w), false);
}

void
http_workers_free(struct http_workers *w)
{
	if (!w)
		return;
	http_workers_stop(w);
	pthread_mutex_destroy(&w->lock);
	pthread_cond_destroy(&w->some);
	free(w->ring);
	free(w->thread);
	free(w);
}
