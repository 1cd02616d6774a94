/* SPDX-License-Identifier: Apache-2.0 */
#include "meeting/meeting_cli.h"

#include "db/db.h"
#include "meeting/meeting_ops.h"

static enum errc
set_topic(struct cli *cli, enum topic_state state, struct str note)
{
	struct str series;
	int64_t number, position;
	AUTO_TX tx = tx_begin(&cli->op);

	TRY(cli_address(cli, cli->args.at[0], &series, &number, &position));
	TRY(topic_set_state(&cli->op, series, number, position, state, note));
	return tx_commit(&tx);
}

static enum errc
run_close(struct cli *cli)
{
	return set_topic(cli, TOPIC_CLOSED, cli_option(cli, "--note"));
}

static enum errc
run_reopen(struct cli *cli)
{
	return set_topic(cli, TOPIC_POSTPONED, STR_NONE);
}

static const struct command table[] = {
	{ .name = "topic close", .args = "SERIES/MEETING/TOPIC", .db = CLI_DB_WRITE, .least = 1, .most = 1,
	  .help = "a postponed topic has been taken up, or is over",
	  .options = { { "--note", "TEXT", "where it was taken up, or why it is over" } },
	  .run = run_close },
	{ .name = "topic reopen", .args = "SERIES/MEETING/TOPIC", .db = CLI_DB_WRITE, .least = 1, .most = 1,
	  .help = "a topic is waiting after all", .run = run_reopen },
};
const struct commands meeting_commands = { table, ARRAY_LEN(table) };
