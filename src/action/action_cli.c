/* SPDX-License-Identifier: Apache-2.0 */
#include "action/action_cli.h"

#include "action/action_ops.h"
#include "db/db.h"

static enum errc
run_set(struct cli *cli)
{
	struct action_change change = { 0 };
	struct str kind = cli_option(cli, "--kind"), state = cli_option(cli, "--state");
	struct str series;
	int64_t number, position;
	AUTO_TX tx = tx_begin(&cli->op);

	TRY(cli_address(cli, cli->args.at[0], &series, &number, &position));
	if (kind.p && !item_kind_parse(kind, &change.kind))
		return fail(&cli->op, E_INVALID, "action.bad-kind", "%.*s", STRF(kind));
	if (state.p && !action_state_parse(state, &change.state))
		return fail(&cli->op, E_INVALID, "action.bad-state", "%.*s", STRF(state));
	change.set_kind = kind.p != NULL;
	change.set_state = state.p != NULL;
	TRY(action_set(&cli->op, series, number, position, &change));
	return tx_commit(&tx);
}

static const struct command table[] = {
	{ .name = "action set", .args = "SERIES/MEETING/ITEM", .db = CLI_DB_WRITE, .least = 1, .most = 1,
	  .help = "say what an item is, or how far it has come",
	  .options = { { "--kind", "KIND", "action | conclusion" },
		       { "--state", "STATE", "open | in-progress | done | dropped" } },
	  .run = run_set },
};
const struct commands action_commands = { table, ARRAY_LEN(table) };
