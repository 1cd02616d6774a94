/* SPDX-License-Identifier: Apache-2.0 */
/* job: a piece of work that waits, and how long it waits after it failed. Pure. */
#ifndef CONVENE_JOB_JOB_H
#define CONVENE_JOB_JOB_H

#include "base/instant.h"
#include "base/str.h"

typedef struct {
	int64_t v;
} job_id;

enum job_state {
	JOB_WAITING,
	JOB_DONE,
	JOB_DEAD, /* nobody will try again by itself */
};
struct str job_state_word(enum job_state s);
bool job_state_parse(struct str s, enum job_state *ret);

/* Seconds from the n-th failed attempt (from 1) to the next: 1, 5, 15 minutes, 1, 3, 6, 12
 * hours, then a day. 0: it has been tried often enough, for more than four days. */
int64_t job_pause(int64_t attempts);

#endif
