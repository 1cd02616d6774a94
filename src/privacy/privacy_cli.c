/* SPDX-License-Identifier: Apache-2.0 */
#include "privacy/privacy_cli.h"

#include <inttypes.h>

#include "db/db.h"
#include "privacy/privacy_ops.h"

static enum errc
run_export(struct cli *cli)
{
	struct subject s;

	TRY(privacy_of_name(&cli->op, cli->args.at[0], &s));
	if (cli_has(cli, "--mail"))
		return privacy_export_mail(&cli->op, &s, &cli->out);
	return privacy_export(&cli->op, &s, &cli->out);
}

static enum errc
forget(struct cli *cli)
{
	AUTO_TX tx = tx_begin(&cli->op);
	struct subject s;

	TRY(privacy_of_name(&cli->op, cli->args.at[0], &s));
	TRY(privacy_forget(&cli->op, &s));
	return tx_commit(&tx);
}

static enum errc
run_forget(struct cli *cli)
{
	TRY(forget(cli));
	return privacy_purge(&cli->op);
}

static enum errc
run_withhold(struct cli *cli)
{
	struct privacy_withheld done;
	struct subject s;

	TRY(privacy_of_name(&cli->op, cli->args.at[0], &s));
	TRY(privacy_withhold(&cli->op, &s, cli_option(cli, "--also"), &done));
	buf_addf(&cli->out, "%.*s, in %" PRId64 " places of %" PRId64 " texts\n", STRF(done.name), done.places,
		 done.texts);
	cli_flush(cli);
	return privacy_purge(&cli->op);
}

static const struct command table[] = {
	{ .name = "privacy export", .args = "PERSON", .db = CLI_DB_READ, .least = 1, .most = 1,
	  .help = "everything that is held about somebody, as JSON; PERSON: an address, or their entry in the directory",
	  .options = { { "--mail", NULL, "what they wrote to lists, as an mbox" } },
	  .run = run_export },
	{ .name = "privacy forget", .args = "PERSON", .db = CLI_DB_WRITE, .least = 1, .most = 1,
	  .help = "their addresses, sessions, letters and what they say of themselves go; the public record stays",
	  .run = run_forget },
	{ .name = "privacy withhold", .args = "PERSON", .db = CLI_DB_WRITE, .least = 1, .most = 1,
	  .help = "… and their name goes out of the public record",
	  .options = { { "--also", "NAMES", "more spellings, between semicolons" } },
	  .run = run_withhold },
};
const struct commands privacy_commands = { table, ARRAY_LEN(table) };
