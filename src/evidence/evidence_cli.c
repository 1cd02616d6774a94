/* SPDX-License-Identifier: Apache-2.0 */
#include "evidence/evidence_cli.h"

#include <inttypes.h>

#include "db/db.h"
#include "evidence/evidence_ops.h"
#include "evidence_sql.h"
#include "group/group_ops.h"

static enum errc
day_of(struct cli *cli, struct str s, date *ret)
{
	if (!date_parse(s, ret))
		return fail(&cli->op, E_INVALID, "list.bad-day", "%.*s", STRF(s));
	return OK;
}

static enum errc
read_piece(struct cli *cli, struct evidence_piece *ret)
{
	struct str kind = cli->args.at[1];
	struct group_ref g;

	TRY(group_by_slug(&cli->op, cli->args.at[0], &g));
	ret->group = g.id;
	if (!evidence_kind_parse(kind, &ret->kind))
		return fail(&cli->op, E_INVALID, "evidence.no-such-kind", "%.*s", STRF(kind));
	return day_of(cli, cli->args.at[2], &ret->day);
}

static enum errc
add(struct cli *cli, const struct evidence_piece *p)
{
	AUTO_TX tx = tx_begin(&cli->op);
	evidence_id id;

	TRY(evidence_add(&cli->op, p, "command", &id));
	TRY(tx_commit(&tx));
	buf_addf(&cli->out, "%" PRId64 "\n", id.v);
	return OK;
}

static enum errc
run_add(struct cli *cli)
{
	struct evidence_piece p = {
		.says = EVIDENCE_IS, .title = cli->args.at[3], .link = cli_option(cli, "--link"),
		.note = cli_option(cli, "--note"),
	};

	TRY(read_piece(cli, &p));
	p.until = p.day;
	return add(cli, &p);
}

static enum errc
run_none(struct cli *cli)
{
	struct evidence_piece p = {
		.says = cli_has(cli, "--not-applicable") ? EVIDENCE_NOT : EVIDENCE_NONE, .note = cli_option(cli, "--note"),
	};

	TRY(read_piece(cli, &p));
	TRY(day_of(cli, cli->args.at[3], &p.until));
	return add(cli, &p);
}

static enum errc
run_import(struct cli *cli)
{
	AUTO_TX tx = tx_begin(&cli->op);
	struct evidence_read done;
	struct group_ref g;
	struct str text;

	TRY(cli_read(cli, cli->args.at[1], (size_t)4 << 20, &text));
	TRY(group_by_slug(&cli->op, cli->args.at[0], &g));
	if (str_starts(text, STR("\xEF\xBB\xBF")))
		text = str_from(text, 3);
	TRY(evidence_add_csv(&cli->op, g.id, text, &done));
	TRY(tx_commit(&tx));
	buf_addf(&cli->out, "%zu added, %zu known before\n", done.added, done.known);
	return OK;
}

static void
print_json(struct cli *cli, const struct evidence_sql_of_row *r)
{
	buf_addf(&cli->out, "{\"id\":%" PRId64 ",\"kind\":\"%.*s\",\"says\":\"%.*s\",\"day\":\"%.*s\",\"until\":\"%.*s\",\"title\":",
		 r->id.v, STRF(evidence_kind_word(r->kind)), STRF(evidence_says_word(r->says)),
		 STRF(date_format(&cli->arena, r->day)), STRF(date_format(&cli->arena, r->until)));
	buf_add_json(&cli->out, r->title);
	BUF_LIT(&cli->out, ",\"link\":");
	buf_add_json(&cli->out, r->link);
	BUF_LIT(&cli->out, ",\"note\":");
	buf_add_json(&cli->out, r->note);
	buf_addf(&cli->out, ",\"state\":\"%.*s\",\"answer\":", STRF(evidence_state_word(r->state)));
	buf_add_json(&cli->out, r->answer);
	BUF_LIT(&cli->out, "}\n");
}

static enum errc
run_list(struct cli *cli)
{
	struct evidence_sql_of_rows rows;
	struct group_ref g;

	TRY(group_by_slug(&cli->op, cli->args.at[0], &g));
	TRY(evidence_sql_of(&cli->op, g.id, DATE_NONE, DATE_NONE, STR_NONE, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		const struct evidence_sql_of_row *r = &rows.at[i];

		if (cli->json)
			print_json(cli, r);
		else
			buf_addf(&cli->out, "%" PRId64 "  %.*s  %.*s  %.*s  %.*s%s%.*s\n", r->id.v,
				 STRF(date_format(&cli->arena, r->day)), STRF(evidence_kind_word(r->kind)),
				 STRF(evidence_state_word(r->state)),
				 STRF(r->says == EVIDENCE_IS ? r->title : evidence_says_word(r->says)),
				 r->link.n ? "  " : "", STRF(r->link));
	}
	return OK;
}

static enum errc
answer(struct cli *cli, struct str piece, bool confirm, struct str words)
{
	int64_t id;

	if (!str_to_int(piece, &id))
		return fail(&cli->op, E_NOT_FOUND, "evidence.no-such", "%.*s", STRF(piece));
	return evidence_answer(&cli->op, (evidence_id){ id }, confirm, words);
}

static enum errc
run_confirm(struct cli *cli)
{
	AUTO_TX tx = tx_begin(&cli->op);

	for (size_t i = 0; i < cli->args.n; i++)
		TRY(answer(cli, cli->args.at[i], true, STR_NONE));
	return tx_commit(&tx);
}

static enum errc
run_refuse(struct cli *cli)
{
	AUTO_TX tx = tx_begin(&cli->op);

	TRY(answer(cli, cli->args.at[0], false, cli->args.at[1]));
	return tx_commit(&tx);
}

static const struct command table[] = {
	{ .name = "evidence add", .args = "GROUP KIND DAY TITLE", .db = CLI_DB_WRITE, .least = 4, .most = 4,
	  .help = "a piece of work; KIND: call, paper, event, input, report, goal",
	  .options = { { "--link", "URL", "where it can be seen" }, { "--note", "TEXT", "what is to be said of it" } },
	  .run = run_add },
	{ .name = "evidence none", .args = "GROUP KIND FROM TO", .db = CLI_DB_WRITE, .least = 4, .most = 4,
	  .help = "there was none of that kind in these days, which is more than not to know",
	  .options = { { "--not-applicable", NULL, "the kind did not apply to it then" },
		       { "--note", "TEXT", "what is to be said of it" } },
	  .run = run_none },
	{ .name = "evidence import", .args = "GROUP FILE.csv", .db = CLI_DB_WRITE, .least = 2, .most = 2,
	  .help = "pieces from a table with the columns kind, day, title, link, note", .run = run_import },
	{ .name = "evidence list", .args = "GROUP", .db = CLI_DB_READ, .least = 1, .most = 1,
	  .help = "the register of a group, the newest first", .run = run_list },
	{ .name = "evidence confirm", .args = "PIECE...", .db = CLI_DB_WRITE, .least = 1, .most = 1000,
	  .help = "they are as they say; PIECE: its number in evidence list", .run = run_confirm },
	{ .name = "evidence refuse", .args = "PIECE WHY", .db = CLI_DB_WRITE, .least = 2, .most = 2,
	  .help = "it is not counted; the line stays, with the reason", .run = run_refuse },
};
const struct commands evidence_commands = { table, ARRAY_LEN(table) };
