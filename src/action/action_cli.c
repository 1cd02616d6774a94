/* SPDX-License-Identifier: Apache-2.0 */
#include "action/action_cli.h"

#include <inttypes.h>

#include "action/action_ops.h"
#include "action_sql.h"
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
	if (!kind.p && !state.p)
		return fail(&cli->op, E_INVALID, "cli.arguments", "%s",
			    "convene action set SERIES/MEETING/ITEM [--kind KIND] [--state STATE]");
	change.set_kind = kind.p != NULL;
	change.set_state = state.p != NULL;
	TRY(action_set(&cli->op, series, number, position, &change));
	return tx_commit(&tx);
}

static void
print_item(struct cli *cli, const struct action_sql_dump_row *i, const char *separator)
{
	struct buf *b = &cli->out;
	struct str owner = i->owner_text.p ? i->owner_text : STR("");

	if (!cli->json) {
		buf_addf(b, "%.*s/%" PRId64 "/%" PRId64 "\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\n", STRF(i->slug),
			 i->number, i->position, STRF(item_kind_word(i->kind)),
			 STRF(action_state_word(i->state)), STRF(date_format(&cli->arena, i->due)),
			 STRF(owner), STRF(i->text));
		return;
	}
	buf_addf(b, "%s{\"item\":\"%.*s/%" PRId64 "/%" PRId64 "\",\"kind\":", separator, STRF(i->slug),
		 i->number, i->position);
	buf_add_json(b, item_kind_word(i->kind));
	BUF_LIT(b, ",\"state\":");
	buf_add_json(b, action_state_word(i->state));
	BUF_LIT(b, ",\"due\":");
	buf_add_json(b, date_known(i->due) ? date_format(&cli->arena, i->due) : STR_NONE);
	BUF_LIT(b, ",\"owner\":");
	buf_add_json(b, i->owner_text);
	BUF_LIT(b, ",\"text\":");
	buf_add_json(b, i->text);
	buf_addc(b, '}');
}

static enum errc
run_list(struct cli *cli)
{
	struct str wanted = cli_option(cli, "--state");
	struct action_sql_dump_rows rows;
	enum action_state state = ACTION_OPEN;
	const char *separator = "";

	if (wanted.p && !action_state_parse(wanted, &state))
		return fail(&cli->op, E_INVALID, "action.bad-state", "%.*s", STRF(wanted));
	TRY(action_sql_dump(&cli->op, &rows));
	if (cli->json)
		buf_addc(&cli->out, '[');
	for (size_t i = 0; i < rows.n; i++) {
		if (wanted.p && rows.at[i].state != state)
			continue;
		print_item(cli, &rows.at[i], separator);
		separator = ",";
	}
	if (cli->json)
		BUF_LIT(&cli->out, "]\n");
	return OK;
}

static const struct command table[] = {
	{ .name = "action list", .args = "", .db = CLI_DB_READ, .help = "all items and conclusions",
	  .options = { { "--state", "STATE", "only those that are open | in-progress | done | dropped" } },
	  .run = run_list },
	{ .name = "action set", .args = "SERIES/MEETING/ITEM", .db = CLI_DB_WRITE, .least = 1, .most = 1,
	  .help = "say what an item is, or how far it has come",
	  .options = { { "--kind", "KIND", "action | conclusion" },
		       { "--state", "STATE", "open | in-progress | done | dropped" } },
	  .run = run_set },
};
const struct commands action_commands = { table, ARRAY_LEN(table) };
