/* SPDX-License-Identifier: Apache-2.0 */
/*
 * worker: a thread that does jobs while the site is served, with a connection of its own. It
 * looks every second, and goes on after any failure. Safe beside other workers, of this
 * process or others.
 */
#ifndef CONVENE_JOB_WORKER_H
#define CONVENE_JOB_WORKER_H

#include "job/job_ops.h"

struct worker_options {
	struct str database;
	struct job_doer doer; /* .owner is the worker's to say */
	/* Also done each time it looks; minute: and once in a minute more. May be NULL. */
	enum errc (*also)(struct op *op, bool minute);
};

struct worker;
/* The options' strings and tables are the caller's, and stay. E_UNAVAILABLE worker.thread. */
must_check enum errc worker_start(struct op *op, const struct worker_options *options, struct worker **ret);
/* Waits for the job that it is at. NULL is fine. */
void worker_stop(struct worker *w);

#endif
