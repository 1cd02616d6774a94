/* SPDX-License-Identifier: Apache-2.0 */
#include "job/job.h"

#include "base/words.h"

static const struct str states[] = {
	[JOB_WAITING] = STR_INIT("waiting"),
	[JOB_DONE] = STR_INIT("done"),
	[JOB_DEAD] = STR_INIT("dead"),
};
WORDS_DEFINE(job_state, enum job_state, states)

int64_t
job_pause(int64_t attempts)
{
	static const int64_t minutes[] = { 1, 5, 15, 60, 180, 360, 720, 1440, 1440, 1440, 1440 };

	return attempts >= 1 && attempts <= (int64_t)ARRAY_LEN(minutes) ? 60 * minutes[attempts - 1] : 0;
}
