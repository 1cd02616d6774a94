/* SPDX-License-Identifier: Apache-2.0 */
#include "group/group_cli.h"

#include "audit/audit_ops.h"
#include "db/db.h"
#include "group/group_ops.h"
#include "group_sql.h"
#include "report/report_ops.h"
#include "standing/standing_ops.h"

static enum errc
run_import(struct cli *cli)
{
	struct str text;
	struct group_load done;

	TRY(cli_read(cli, cli->args.at[0], (size_t)4 << 20, &text));
	if (str_starts(text, STR("\xEF\xBB\xBF")))
		text = str_from(text, 3);
	TRY(group_load_csv(&cli->op, text, &done));
	buf_addf(&cli->out, "%zu added, %zu changed\n", done.added, done.changed);
	return OK;
}

static enum errc
run_list(struct cli *cli)
{
	struct group_sql_list_rows rows;

	TRY(group_sql_list(&cli->op, &rows));
	if (cli->json)
		buf_addc(&cli->out, '[');
	for (size_t i = 0; i < rows.n; i++) {
		const struct group_sql_list_row *g = &rows.at[i];

		if (cli->json) {
			BUF_LIT(&cli->out, "{\"slug\":");
			buf_add_json(&cli->out, g->slug);
			BUF_LIT(&cli->out, ",\"type\":");
			buf_add_json(&cli->out, group_type_word(g->type));
			BUF_LIT(&cli->out, ",\"name\":");
			buf_add_json(&cli->out, g->name);
			BUF_LIT(&cli->out, ",\"state\":");
			buf_add_json(&cli->out, group_state_word(g->state));
			BUF_LIT(&cli->out, ",\"spellings\":");
			buf_addint(&cli->out, g->spellings);
			buf_addz(&cli->out, i + 1 < rows.n ? "}," : "}");
		} else {
			buf_addf(&cli->out, "%-28.*s %-20.*s %-11.*s %.*s\n", STRF(g->slug),
				 STRF(group_type_word(g->type)), STRF(group_state_word(g->state)),
				 STRF(g->name));
		}
	}
	if (cli->json)
		BUF_LIT(&cli->out, "]\n");
	return OK;
}

static enum errc
note(struct cli *cli, const char *action, group_id id, struct str details)
{
	return audit_note(&cli->op, (group_id){ 0 }, action, "group", id.v, details);
}

static enum errc
run_alias(struct cli *cli)
{
	AUTO_TX tx = tx_begin(&cli->op);
	struct group_ref g;

	TRY(group_by_slug(&cli->op, cli->args.at[0], &g));
	TRY(group_alias_add(&cli->op, g.id, cli->args.at[1], "confirmed", (import_id){ 0 }));
	TRY(group_index(&cli->op, g.id));
	TRY(note(cli, "group.alias", g.id, cli->args.at[1]));
	return tx_commit(&tx);
}

static enum errc
run_rename(struct cli *cli)
{
	AUTO_TX tx = tx_begin(&cli->op);
	struct group_ref g;

	TRY(group_by_slug(&cli->op, cli->args.at[0], &g));
	TRY(group_rename(&cli->op, g.id, cli->args.at[1]));
	TRY(note(cli, "group.rename", g.id, cli->args.at[1]));
	return tx_commit(&tx);
}

static enum errc
run_merge(struct cli *cli)
{
	struct group_ref from, into;

	TRY(group_by_slug(&cli->op, cli->args.at[0], &from));
	TRY(group_by_slug(&cli->op, cli->args.at[1], &into));
	return report_merge_group(&cli->op, from.id, into.id);
}

static enum errc
run_unmerge(struct cli *cli)
{
	struct group_ref g;

	TRY(group_by_slug(&cli->op, cli->args.at[0], &g));
	return report_unmerge_group(&cli->op, g.id);
}

static enum errc
run_state(struct cli *cli)
{
	AUTO_TX tx = tx_begin(&cli->op);
	struct str state = cli->args.at[1], since = cli_option(cli, "--since");
	struct standing s = { .since = date_of_instant(cli->op.now), .reason = cli_option(cli, "--reason") };
	struct group_ref g;

	TRY(group_by_slug(&cli->op, cli->args.at[0], &g));
	if (!group_state_parse(state, &s.state))
		return fail(&cli->op, E_INVALID, "standing.not-of-type", "%.*s", STRF(state));
	if (str_present(since) && !date_parse(since, &s.since))
		return fail(&cli->op, E_INVALID, "list.bad-day", "%.*s", STRF(since));
	TRY(standing_set(&cli->op, g.id, &s));
	return tx_commit(&tx);
}

static const struct command table[] = {
	{ .name = "group import", .args = "FILE.csv", .db = CLI_DB_WRITE, .least = 1, .most = 1,
	  .help = "the register of groups; those that are there are changed, none is removed",
	  .run = run_import },
	{ .name = "group list", .args = "", .db = CLI_DB_READ, .help = "all groups", .run = run_list },
	{ .name = "group alias", .args = "GROUP SPELLING", .db = CLI_DB_WRITE, .least = 2, .most = 2,
	  .help = "confirm another spelling of a group", .run = run_alias },
	{ .name = "group rename", .args = "GROUP NAME", .db = CLI_DB_WRITE, .least = 2, .most = 2,
	  .help = "a new name; the old one stays a spelling, the old address leads on",
	  .run = run_rename },
	{ .name = "group state", .args = "GROUP STATE", .db = CLI_DB_WRITE, .least = 2, .most = 2,
	  .help = "it is proposed, active, inactive or concluded; what it was stays in its history",
	  .options = { { "--reason", "TEXT", "why; everybody can read it" },
		       { "--since", "DAY", "from then on, 2024-01-31 (today)" } },
	  .run = run_state },
	{ .name = "group merge", .args = "GROUP INTO", .db = CLI_DB_WRITE, .least = 2, .most = 2,
	  .help = "two entries are one group", .run = run_merge },
	{ .name = "group unmerge", .args = "GROUP", .db = CLI_DB_WRITE, .least = 1, .most = 1,
	  .help = "they are not, after all", .run = run_unmerge },
};
const struct commands group_commands = { table, ARRAY_LEN(table) };
