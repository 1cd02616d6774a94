/* SPDX-License-Identifier: Apache-2.0 */
#include "account/account_seen.h"

#include <pthread.h>

#include "db/db.h"

#define MOST 512

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static session_id noted[MOST];
static size_t n_noted;

void
account_seen_note(session_id id)
{
	size_t i = 0;

	pthread_mutex_lock(&lock);
	while (i < n_noted && noted[i].v != id.v)
		i++;
	/* With more than these in a few seconds, the others are noted next time. */
	if (i == n_noted && n_noted < MOST)
		noted[n_noted++] = id;
	pthread_mutex_unlock(&lock);
}

enum errc
account_seen_write(struct op *op)
{
	session_id mine[MOST];
	size_t n;

	pthread_mutex_lock(&lock);
	n = n_noted;
	memcpy(mine, noted, n * sizeof *mine);
	n_noted = 0;
	pthread_mutex_unlock(&lock);
	if (!n)
		return OK;
	AUTO_TX tx = tx_begin_quiet(op);
	for (size_t i = 0; i < n; i++)
		TRY(session_seen(op, mine[i]));
	return tx_commit(&tx);
}
