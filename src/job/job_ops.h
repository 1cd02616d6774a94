/* SPDX-License-Identifier: Apache-2.0 */
/*
 * job_ops: work that is done later, by a worker. A worker takes a job under a lease: until
 * that ends nobody else does it, and after that anybody may, so that what a killed worker
 * left is not lost. Two workers never have one job at once.
 */
#ifndef CONVENE_JOB_JOB_OPS_H
#define CONVENE_JOB_JOB_OPS_H

#include "base/op.h"
#include "job/job.h"

/* In the transaction of what it is about. */
must_check enum errc job_add(struct op *op, struct str kind, int64_t object, instant due, job_id *ret);

struct job {
	job_id id;
	struct str kind;
	int64_t object;
	int64_t attempts; /* with this one */
};

/* What does jobs of one kind. OK: done, with what there is to say in *ret_result.
 * E_UNAVAILABLE: try again; E_LIMIT: it was not tried, since too much has been done in this
 * minute; any other failure: never. It must be bounded by JOB_LEASE. */
struct job_kind {
	const char *name;
	enum errc (*run)(struct op *op, const struct job *job, void *ctx, struct str *ret_result);
	void (*rest)(void *ctx); /* there is no more to do for now; may be NULL */
};

/* Seconds. */
#define JOB_LEASE 300

/* This process: machine's boot, process and its start, so that nobody else ever is. */
struct str job_owner(struct arena *a);
/* Jobs of workers on this machine that are gone are anybody's at once. */
must_check enum errc job_release_gone(struct op *op);
/* Who does jobs, and which. */
struct job_doer {
	struct str owner;
	const struct job_kind *kinds;
	size_t n_kinds;
	void *ctx;        /* for them */
	const char *only; /* this kind; NULL: any */
	const char *but;  /* not this kind; NULL: any */
};
/*
 * Does one job that is due. Each step is a transaction of its own, and none is open while
 * the job runs. *ret_did: there was one, whatever came of it.
 */
must_check enum errc job_do_one(struct op *op, const struct job_doer *doer, bool *ret_did);
/* Nothing is left to do: each kind that the doer does puts away what it holds. */
void job_rest(const struct job_doer *doer);
/* E_NOT_FOUND job.no-such: there is none, or it is done. */
must_check enum errc job_again(struct op *op, job_id id);

#endif
