/* SPDX-License-Identifier: Apache-2.0 */
#include "job/job_ops.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "db/db.h"
#include "job_sql.h"

#define KEPT_SECONDS (INT64_C(30) * 86400)

enum errc
job_add(struct op *op, struct str kind, int64_t object, instant due, job_id *ret)
{
	struct job_sql_add_row row;

	TRY(job_sql_add(op, kind, object, due, op->now, &row));
	*ret = row.id;
	return OK;
}

/* ---- whose they are ---- */

/* First line of a file of /proc; "" where there is none. */
static struct str
line_of(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "re");
	char line[512] = "";

	if (f) {
		if (!fgets(line, sizeof line, f))
			line[0] = '\0';
		fclose(f);
	}
	return str_trim(arena_str(a, str_of(line)));
}

/* When a process began, in ticks since boot: field 22 of stat, counted from the
 * parenthesis that ends the name, which may hold anything. Absent: no such process. */
static struct str
start_of_process(struct arena *a, int64_t pid)
{
	struct str stat = line_of(a, arena_printf(a, "/proc/%" PRId64 "/stat", pid).p), field = STR_NONE;
	size_t end = str_rfind_char(stat, ')');

	if (end == STR_NPOS)
		return STR_NONE;
	stat = str_from(stat, end + 2);
	for (int i = 3; i <= 22; i++)
		field = str_cut(&stat, ' ');
	return field;
}

static struct str
boot(struct arena *a)
{
	return line_of(a, "/proc/sys/kernel/random/boot_id");
}

static struct str
owner_of(struct arena *a, int64_t pid, struct str start)
{
	return arena_printf(a, "%.*s/%" PRId64 "/%.*s", STRF(boot(a)), pid, STRF(start));
}

struct str
job_owner(struct arena *a)
{
	int64_t pid = getpid();

	return owner_of(a, pid, start_of_process(a, pid));
}

/* On this machine, and not there any more? */
static bool
is_gone(struct arena *a, struct str owner)
{
	struct str rest = owner, machine = str_cut(&rest, '/'), number = str_cut(&rest, '/'), start;
	int64_t pid;

	if (!str_eq(machine, boot(a)) || !str_to_int(number, &pid))
		return false;
	start = start_of_process(a, pid);
	return !str_present(start) || !str_eq(start, rest);
}

enum errc
job_release_gone(struct op *op)
{
	AUTO_TX tx = tx_begin_quiet(op);
	struct job_sql_owners_rows rows;

	TRY(job_sql_owners(op, op->now, &rows));
	for (size_t i = 0; i < rows.n; i++)
		if (is_gone(op->arena, rows.at[i].owner))
			TRY(job_sql_release(op, rows.at[i].owner));
	TRY(job_sql_forget(op, (instant){ op->now.v - KEPT_SECONDS }));
	return tx_commit(&tx);
}

/* ---- doing them ---- */

static enum errc
take(struct op *op, const struct job_doer *doer, bool *ret_found, struct job *ret)
{
	AUTO_TX tx = tx_begin_quiet(op);
	instant lease = { op->now.v + JOB_LEASE };
	struct job_sql_take_row row;

	TRY(job_sql_take(op, op->now, lease, doer->owner, doer->only ? str_of(doer->only) : STR_NONE,
			 doer->but ? str_of(doer->but) : STR_NONE, ret_found, &row));
	if (*ret_found)
		*ret = (struct job){ row.id, row.kind, row.object_id, row.attempts };
	return tx_commit(&tx);
}

static const struct job_kind *
kind_of(const struct job_kind *kinds, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_is(name, kinds[i].name))
			return &kinds[i];
	return NULL;
}

static enum errc
end(struct op *op, const struct job *job, struct str owner, enum job_state state, struct str result)
{
	AUTO_TX tx = tx_begin_quiet(op);

	TRY(job_sql_end(op, job->id, owner, state, result, op->now));
	return tx_commit(&tx);
}

static enum errc
later(struct op *op, const struct job *job, struct str owner, int64_t seconds, bool tried, struct str result)
{
	AUTO_TX tx = tx_begin_quiet(op);

	TRY(job_sql_later(op, job->id, owner, (instant){ op->now.v + seconds }, tried, result));
	return tx_commit(&tx);
}

enum errc
job_do_one(struct op *op, const struct job_doer *doer, bool *ret_did)
{
	const struct job_kind *kind;
	struct str result = STR("");
	struct job job;
	int64_t pause;
	enum errc code;

	TRY(take(op, doer, ret_did, &job));
	if (!*ret_did)
		return OK;
	kind = kind_of(doer->kinds, doer->n_kinds, job.kind);
	if (!kind)
		/* A newer program may know it. */
		return later(op, &job, doer->owner, job_pause(4), true, STR("this program does not know that kind"));
	code = kind->run(op, &job, doer->ctx, &result);
	if (code == OK)
		return end(op, &job, doer->owner, JOB_DONE, result);
	result = arena_printf(op->arena, "%s: %s", op->err.msgid ? op->err.msgid : errc_name(code),
			      op->err.detail);
	op_clear(op);
	if (code == E_LIMIT)
		return later(op, &job, doer->owner, 60 - op->now.v % 60, false, result);
	pause = job_pause(job.attempts);
	if (code == E_UNAVAILABLE && pause)
		return later(op, &job, doer->owner, pause, true, result);
	return end(op, &job, doer->owner, JOB_DEAD, result);
}

void
job_rest(const struct job_doer *doer)
{
	for (size_t i = 0; i < doer->n_kinds; i++) {
		const struct job_kind *k = &doer->kinds[i];

		if (k->rest && (!doer->only || strcmp(doer->only, k->name) == 0) &&
		    (!doer->but || strcmp(doer->but, k->name) != 0))
			k->rest(doer->ctx);
	}
}

enum errc
job_again(struct op *op, job_id id)
{
	AUTO_TX tx = tx_begin_quiet(op);
	struct job_sql_again_row row;
	bool found;

	TRY(job_sql_again(op, id, op->now, &found, &row));
	if (!found)
		return fail(op, E_NOT_FOUND, "job.no-such", "%" PRId64, id.v);
	return tx_commit(&tx);
}
