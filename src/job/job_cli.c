/* SPDX-License-Identifier: Apache-2.0 */
#include "job/job_cli.h"

#include <inttypes.h>

#include "cli/mailing.h"
#include "job/job_ops.h"
#include "job_sql.h"

#define SHOWN 100

static void
print_job(struct cli *cli, const struct job_sql_list_row *j)
{
	struct str state = job_state_word(j->state), result = str_or_empty(j->result);
	struct str due = instant_format(&cli->arena, j->due);

	if (!cli->json) {
		buf_addf(&cli->out, "%" PRId64 "  %.*s %" PRId64 "  %.*s  due %.*s  %" PRId64 " attempts%s%.*s\n",
			 j->id.v, STRF(j->kind), j->object_id, STRF(state), STRF(due), j->attempts,
			 result.n ? "  " : "", STRF(result));
		return;
	}
	buf_addf(&cli->out, "{\"id\":%" PRId64 ",\"kind\":", j->id.v);
	buf_add_json(&cli->out, j->kind);
	buf_addf(&cli->out, ",\"object\":%" PRId64 ",\"state\":\"%.*s\",\"due\":\"%.*s\",\"attempts\":%" PRId64
		 ",\"owner\":", j->object_id, STRF(state), STRF(due), j->attempts);
	buf_add_json(&cli->out, j->owner);
	BUF_LIT(&cli->out, ",\"result\":");
	buf_add_json(&cli->out, j->result);
	BUF_LIT(&cli->out, "}\n");
}

static enum errc
run_list(struct cli *cli)
{
	struct job_sql_list_rows rows;
	struct job_sql_waiting_row n;

	TRY(job_sql_list(&cli->op, SHOWN, 0, &rows));
	TRY(job_sql_waiting(&cli->op, cli->op.now, &n));
	for (size_t i = 0; i < rows.n; i++)
		print_job(cli, &rows.at[i]);
	if (!cli->json)
		buf_addf(&cli->out, "%" PRId64 " waiting, %" PRId64 " of them due\n", n.waiting, n.late);
	return OK;
}

static enum errc
run_again(struct cli *cli)
{
	int64_t id;

	if (!str_to_int(cli->args.at[0], &id))
		return fail(&cli->op, E_NOT_FOUND, "job.no-such", "%.*s", STRF(cli->args.at[0]));
	TRY(job_again(&cli->op, (job_id){ id }));
	BUF_LIT(&cli->out, "it will be tried again\n");
	return OK;
}

/* All that is due, once: for a timer, where the site is served without a worker. */
static enum errc
do_due(struct cli *cli, const struct job_doer *doer, size_t *ret_n)
{
	bool did = true;

	TRY(job_release_gone(&cli->op));
	for (*ret_n = 0; did; *ret_n += did) {
		AUTO_ARENA a = { 0 };
		struct arena *whole = cli->op.arena;
		enum errc code;

		cli->op.arena = &a;
		cli->op.now = instant_now();
		code = job_do_one(&cli->op, doer, &did);
		cli->op.arena = whole;
		TRY(code);
	}
	return OK;
}

static enum errc
run_run(struct cli *cli)
{
	struct mailing mailing;
	const struct job_doer doer = {
		job_owner(&cli->arena), job_kinds, job_kinds_n, &mailing.outbox, .only = NULL, .but = NULL,
	};
	enum errc code;
	size_t n;

	TRY(mailing_load(cli, true, &mailing));
	code = do_due(cli, &doer, &n);
	job_rest(&doer);
	TRY(code);
	buf_addf(&cli->out, "%zu done or tried\n", n);
	return OK;
}

static const struct command table[] = {
	{ .name = "job list", .args = "", .db = CLI_DB_READ,
	  .help = "the newest pieces of work, and what came of them", .run = run_list },
	{ .name = "job again", .args = "JOB", .db = CLI_DB_WRITE, .least = 1, .most = 1,
	  .help = "try one again, by its number in job list", .run = run_again },
	{ .name = "job run", .args = "", .db = CLI_DB_WRITE,
	  .options = { MAILING_OPTION },
	  .help = "do all that is due, once; convene serve does it by itself", .run = run_run },
};
const struct commands job_commands = { table, ARRAY_LEN(table) };
