/* SPDX-License-Identifier: Apache-2.0 */
#include "forum/forum_cli.h"

#include "db/db.h"
#include "forum/forum_ops.h"

static enum errc
run_set(struct cli *cli)
{
	AUTO_TX tx = tx_begin(&cli->op);

	TRY(forum_set(&cli->op, cli->args.at[0], cli->args.at[1]));
	return tx_commit(&tx);
}

static enum errc
run_load(struct cli *cli)
{
	struct str text;
	size_t n;

	TRY(cli_read(cli, cli->args.at[0], (size_t)1 << 20, &text));
	TRY(forum_settings_load(&cli->op, text, &n));
	buf_addf(&cli->out, "settings: %zu\n", n);
	return OK;
}

/* A statement (imprint, privacy, …) from a Markdown file. */
static enum errc
run_page(struct cli *cli)
{
	AUTO_TX tx = tx_begin(&cli->op);
	struct str text;

	TRY(cli_read(cli, cli->args.at[1], (size_t)1 << 20, &text));
	TRY(forum_set(&cli->op, arena_concat(&cli->arena, STR("page."), cli->args.at[0]), text));
	return tx_commit(&tx);
}

static enum errc
run_show(struct cli *cli)
{
	if (cli->json)
		buf_addc(&cli->out, '{');
	for (size_t i = 0; i < forum_settings_n; i++) {
		struct str value;

		TRY(forum_get(&cli->op, str_of(forum_settings[i].name), &value));
		if (cli->json) {
			if (i)
				buf_addc(&cli->out, ',');
			buf_add_json(&cli->out, str_of(forum_settings[i].name));
			buf_addc(&cli->out, ':');
			buf_add_json(&cli->out, value);
		} else {
			buf_addf(&cli->out, "%-20s %.*s\n", forum_settings[i].name,
				 STRF(value.p ? value : STR("(not set)")));
		}
	}
	if (cli->json)
		BUF_LIT(&cli->out, "}\n");
	return OK;
}

static const struct command table[] = {
	{ .name = "forum set", .args = "NAME VALUE", .db = CLI_DB_WRITE, .least = 2, .most = 2,
	  .help = "change a setting of the forum", .run = run_set },
	{ .name = "forum load", .args = "FILE", .db = CLI_DB_WRITE, .least = 1, .most = 1,
	  .help = "settings from lines of the form: name = value", .run = run_load },
	{ .name = "forum page", .args = "about|imprint|privacy|accessibility FILE", .db = CLI_DB_WRITE,
	  .least = 2, .most = 2, .help = "a statement, from a Markdown file", .run = run_page },
	{ .name = "forum show", .args = "", .db = CLI_DB_READ, .help = "all settings",
	  .run = run_show },
};
const struct commands forum_commands = { table, ARRAY_LEN(table) };
