/* SPDX-License-Identifier: Apache-2.0 */
/* workers: a few threads and a bounded queue for what may wait. */
#ifndef CONVENE_HTTP_WORKERS_H
#define CONVENE_HTTP_WORKERS_H

#include <stdbool.h>
#include <stddef.h>

struct http_workers;

/* run(job, true) on a worker; run(job, false) for jobs that a stop found
 * waiting. Each submitted job is run exactly once. */
struct http_workers *http_workers_new(unsigned threads, unsigned queue,
				      void (*run)(void *job, bool go));
/* false: the queue is full or the workers are stopping; run is not called. */
bool http_workers_submit(struct http_workers *w, void *job);
/* Returns when the last running job has ended, and no job is left. */
void http_workers_stop(struct http_workers *w);
void http_workers_free(struct http_workers *w);

#endif
