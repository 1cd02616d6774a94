/* SPDX-License-Identifier: Apache-2.0 */
#include "person/person_cli.h"

#include <inttypes.h>

#include "audit/audit_ops.h"
#include "db/db.h"
#include "person/person_ops.h"
#include "person_sql.h"
#include "report/report_ops.h"

static enum errc
run_list(struct cli *cli)
{
	struct person_sql_list_rows rows;
	bool open_only = cli_has(cli, "--unresolved");
	const char *sep = "";

	TRY(person_sql_list(&cli->op, &rows));
	if (cli->json)
		buf_addc(&cli->out, '[');
	for (size_t i = 0; i < rows.n; i++) {
		const struct person_sql_list_row *p = &rows.at[i];

		if (open_only && p->resolved)
			continue;
		if (!cli->json) {
			buf_addf(&cli->out, "%-32.*s %-10s %3" PRId64 " meetings  %.*s\n",
				 STRF(p->slug), p->resolved ? "" : "unresolved", p->meetings,
				 STRF(p->name));
			continue;
		}
		buf_addz(&cli->out, sep);
		sep = ",";
		BUF_LIT(&cli->out, "{\"slug\":");
		buf_add_json(&cli->out, p->slug);
		BUF_LIT(&cli->out, ",\"name\":");
		buf_add_json(&cli->out, p->name);
		buf_addf(&cli->out, ",\"resolved\":%s,\"meetings\":%" PRId64 "}",
			 p->resolved ? "true" : "false", p->meetings);
	}
	if (cli->json)
		BUF_LIT(&cli->out, "]\n");
	return OK;
}

static enum errc
note(struct cli *cli, const char *action, person_id id, struct str details)
{
	return audit_note(&cli->op, (group_id){ 0 }, action, "person", id.v, details);
}

static enum errc
run_confirm(struct cli *cli)
{
	AUTO_TX tx = tx_begin(&cli->op);

	for (size_t i = 0; i < cli->args.n; i++) {
		struct person_ref p;

		TRY(person_by_slug(&cli->op, cli->args.at[i], &p));
		TRY(person_confirm(&cli->op, p.id));
		TRY(note(cli, "directory.confirm", p.id, cli->args.at[i]));
	}
	return tx_commit(&tx);
}

static enum errc
run_alias(struct cli *cli)
{
	AUTO_TX tx = tx_begin(&cli->op);
	struct person_ref p;

	TRY(person_by_slug(&cli->op, cli->args.at[0], &p));
	TRY(person_alias_add(&cli->op, p.id, cli->args.at[1], "confirmed", (import_id){ 0 }));
	TRY(person_index(&cli->op, p.id));
	TRY(note(cli, "person.alias", p.id, cli->args.at[1]));
	return tx_commit(&tx);
}

static enum errc
run_rename(struct cli *cli)
{
	AUTO_TX tx = tx_begin(&cli->op);
	struct person_ref p;

	TRY(person_by_slug(&cli->op, cli->args.at[0], &p));
	TRY(person_rename(&cli->op, p.id, cli->args.at[1]));
	TRY(note(cli, "person.rename", p.id, cli->args.at[1]));
	return tx_commit(&tx);
}

static enum errc
run_merge(struct cli *cli)
{
	struct person_ref from, into;

	TRY(person_by_slug(&cli->op, cli->args.at[0], &from));
	TRY(person_by_slug(&cli->op, cli->args.at[1], &into));
	return report_merge_person(&cli->op, from.id, into.id);
}

static enum errc
run_unmerge(struct cli *cli)
{
	struct person_ref p;

	TRY(person_by_slug(&cli->op, cli->args.at[0], &p));
	return report_unmerge_person(&cli->op, p.id);
}

static const struct command table[] = {
	{ .name = "person list", .args = "", .db = CLI_DB_READ, .help = "everybody whom a report names",
	  .options = { { "--unresolved", NULL, "only those whom nobody has confirmed" } },
	  .run = run_list },
	{ .name = "person confirm", .args = "PERSON…", .db = CLI_DB_WRITE, .least = 1,
	  .help = "they are who they seem", .run = run_confirm },
	{ .name = "person alias", .args = "PERSON SPELLING", .db = CLI_DB_WRITE, .least = 2, .most = 2,
	  .help = "confirm another spelling of a name", .run = run_alias },
	{ .name = "person rename", .args = "PERSON NAME", .db = CLI_DB_WRITE, .least = 2, .most = 2,
	  .help = "a new name; the old one stays a spelling, the old address leads on",
	  .run = run_rename },
	{ .name = "person merge", .args = "PERSON INTO", .db = CLI_DB_WRITE, .least = 2, .most = 2,
	  .help = "two entries are one person", .run = run_merge },
	{ .name = "person unmerge", .args = "PERSON", .db = CLI_DB_WRITE, .least = 1, .most = 1,
	  .help = "they are not, after all", .run = run_unmerge },
};
const struct commands person_commands = { table, ARRAY_LEN(table) };
