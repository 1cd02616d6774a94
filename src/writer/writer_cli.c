/* SPDX-License-Identifier: Apache-2.0 */
#include "writer/writer_cli.h"

#include <inttypes.h>

#include "list/list_month.h"
#include "list/list_ops.h"
#include "writer/writer_ops.h"
#include "writer_sql.h"

#define FILE_MAX ((size_t)16 << 20)

/* ---- suggestions ---- */

static void
print_sender(struct cli *cli, const char *name, const struct writer_sender *s)
{
	if (!cli->json) {
		buf_addf(&cli->out, "    %6" PRId64 "  %.*s <%.*s>\n", s->messages, STRF(s->name), STRF(s->address));
		return;
	}
	buf_addf(&cli->out, ",\"%s\":{\"address\":", name);
	buf_add_json(&cli->out, s->address);
	BUF_LIT(&cli->out, ",\"name\":");
	buf_add_json(&cli->out, s->name);
	buf_addf(&cli->out, ",\"messages\":%" PRId64 "}", s->messages);
}

static enum errc
run_suggest(struct cli *cli)
{
	struct str slug = cli_option(cli, "--list");
	struct list_ref list = { 0 };
	writer_senders senders;
	writer_guesses guesses;

	if (slug.p)
		TRY(list_by_slug(&cli->op, slug, &list));
	TRY(writer_suggest(&cli->op, list.id, &senders, &guesses));
	for (size_t i = 0; i < guesses.n; i++) {
		struct str reason = writer_reason_word(guesses.at[i].reason);

		buf_addf(&cli->out, cli->json ? "{\"reason\":\"%.*s\"" : "%.*s\n", STRF(reason));
		print_sender(cli, "a", &senders.at[guesses.at[i].a]);
		print_sender(cli, "b", &senders.at[guesses.at[i].b]);
		if (cli->json)
			BUF_LIT(&cli->out, "}\n");
	}
	if (!guesses.n && !cli->json)
		BUF_LIT(&cli->out, "nobody looks like somebody else\n");
	return OK;
}

/* ---- decisions ---- */

static enum errc
decide(struct cli *cli, bool same)
{
	decision_id id;

	TRY(list_prepare(&cli->op));
	TRY(writer_decide(&cli->op, cli->args.at[0], cli->args.at[1], same, &id));
	buf_addf(&cli->out, cli->json ? "{\"decision\":%" PRId64 "}\n" : "decision %" PRId64 "\n", id.v);
	return OK;
}

static enum errc
run_join(struct cli *cli)
{
	return decide(cli, true);
}

static enum errc
run_apart(struct cli *cli)
{
	return decide(cli, false);
}

static enum errc
run_undo(struct cli *cli)
{
	decision_id id = { 0 };

	if (!str_to_int(cli->args.at[0], &id.v) || id.v < 1)
		return fail(&cli->op, E_INVALID, "cli.bad-number", "%.*s", STRF(cli->args.at[0]));
	TRY(writer_undo(&cli->op, id));
	buf_addf(&cli->out, "decision %" PRId64 " does not hold any more\n", id.v);
	return OK;
}

/* An address of that writer, or its name; or that nothing of it is here any more. */
static enum errc
spelling(struct cli *cli, int64_t who, struct str *ret)
{
	struct writer_spelling s;

	TRY(writer_spelt(&cli->op, who, &s));
	*ret = writer_spelling_text(&s);
	if (!ret->n)
		*ret = STR("(nobody here)");
	return OK;
}

static enum errc
run_log(struct cli *cli)
{
	struct writer_sql_decisions_rows rows;

	TRY(writer_sql_decisions(&cli->op, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		const struct writer_sql_decisions_row *d = &rows.at[i];
		struct str a, b, at = instant_format(&cli->arena, d->at);

		TRY(spelling(cli, d->a, &a));
		TRY(spelling(cli, d->b, &b));
		if (!cli->json) {
			buf_addf(&cli->out, "%6" PRId64 "  %.*s  %-7.*s  %.*s %s %.*s%s\n", d->id.v, STRF(at),
				 STRF(d->source), STRF(a), d->same ? "is" : "is not", STRF(b),
				 instant_known(d->undone) ? "  (taken back)" : "");
			continue;
		}
		buf_addf(&cli->out, "{\"decision\":%" PRId64 ",\"at\":\"%.*s\",\"source\":\"%.*s\",\"a\":",
			 d->id.v, STRF(at), STRF(d->source));
		buf_add_json(&cli->out, a);
		BUF_LIT(&cli->out, ",\"b\":");
		buf_add_json(&cli->out, b);
		buf_addf(&cli->out, ",\"same\":%s,\"undone\":%s}\n", d->same ? "true" : "false",
			 instant_known(d->undone) ? "true" : "false");
	}
	return OK;
}

static enum errc
run_mailmap(struct cli *cli)
{
	struct writer_mapped m;
	struct str file;

	TRY(cli_read(cli, cli->args.at[0], FILE_MAX, &file));
	TRY(list_prepare(&cli->op));
	TRY(writer_take_mailmap(&cli->op, file, &m));
	buf_addf(&cli->out,
		 cli->json ? "{\"joined\":%" PRId64 ",\"already\":%" PRId64 ",\"unknown\":%" PRId64
			     ",\"skipped\":%" PRId64 "}\n"
			   : "%" PRId64 " joined, %" PRId64 " decided already, %" PRId64
			     " of people who do not write here, %" PRId64 " lines without two addresses\n",
		 m.joined, m.already, m.unknown, m.skipped);
	return OK;
}

/* ---- rosters ---- */

static enum errc
run_roster(struct cli *cli)
{
	struct str day = cli_option(cli, "--date"), file;
	date held = date_of_instant(cli->op.now);
	struct list_ref list;
	int64_t n;

	TRY(list_by_slug(&cli->op, cli->args.at[0], &list));
	if (day.p && !date_parse(day, &held))
		return fail(&cli->op, E_INVALID, "list.bad-day", "%.*s", STRF(day));
	TRY(cli_read(cli, cli->args.at[1], FILE_MAX, &file));
	TRY(roster_take(&cli->op, list.id, held, file, &n));
	buf_addf(&cli->out, cli->json ? "{\"members\":%" PRId64 "}\n" : "%" PRId64 " had joined\n", n);
	return OK;
}

static const struct command table[] = {
	{ .name = "writer suggest", .args = "", .db = CLI_DB_READ,
	  .options = { { "--list", "LIST", "only those who write to it" } },
	  .help = "who of those who write to lists may be one person, and why", .run = run_suggest },
	{ .name = "writer join", .args = "SENDER SENDER", .db = CLI_DB_WRITE, .least = 2, .most = 2,
	  .help = "two addresses are one person's (or a name's that has none)", .run = run_join },
	{ .name = "writer apart", .args = "SENDER SENDER", .db = CLI_DB_WRITE, .least = 2, .most = 2,
	  .help = "they are two people: suggest it no more", .run = run_apart },
	{ .name = "writer undo", .args = "DECISION", .db = CLI_DB_WRITE, .least = 1, .most = 1,
	  .help = "take a decision back, by its number in writer log", .run = run_undo },
	{ .name = "writer log", .args = "", .db = CLI_DB_READ,
	  .help = "every decision on who is one person", .run = run_log },
	{ .name = "writer mailmap", .args = "FILE", .db = CLI_DB_WRITE, .least = 1, .most = 1,
	  .help = "take a mailmap's word for who is one person", .run = run_mailmap },
	{ .name = "list roster", .args = "LIST FILE", .db = CLI_DB_WRITE, .least = 2, .most = 2,
	  .options = { { "--date", "DAY", "when it was made; today when not given" } },
	  .help = "who has joined a list: Mailman's members, JSON or CSV; only digests are kept",
	  .run = run_roster },
};
const struct commands writer_commands = { table, ARRAY_LEN(table) };
