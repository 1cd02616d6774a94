/* SPDX-License-Identifier: Apache-2.0 */
#include "outbox/outbox_cli.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdlib.h>

#include "cli/mailing.h"
#include "db/db.h"
#include "mail/mail_read.h"
#include "outbox/outbox_ops.h"
#include "outbox_sql.h"

#define SHOWN 100
#define LETTER_MAX ((size_t)1 << 20)

/* The three queries give the same columns. */
static void
print_letter(struct cli *cli, letter_id id, struct str kind, struct str about, struct str to,
	     struct str subject, instant made, enum letter_state state)
{
	struct str word = letter_state_word(state), at = instant_format(&cli->arena, made);

	if (!cli->json) {
		buf_addf(&cli->out, "%" PRId64 "  %.*s  %.*s  %.*s  %.*s%s%.*s\n", id.v, STRF(at), STRF(word),
			 STRF(to), STRF(subject), str_present(about) ? "  " : "",
			 STRF(str_or_empty(about)));
		return;
	}
	buf_addf(&cli->out, "{\"id\":%" PRId64 ",\"kind\":", id.v);
	buf_add_json(&cli->out, kind);
	BUF_LIT(&cli->out, ",\"about\":");
	buf_add_json(&cli->out, about);
	BUF_LIT(&cli->out, ",\"to\":");
	buf_add_json(&cli->out, to);
	BUF_LIT(&cli->out, ",\"subject\":");
	buf_add_json(&cli->out, subject);
	buf_addf(&cli->out, ",\"made\":\"%.*s\",\"state\":\"%.*s\"}\n", STRF(at), STRF(word));
}

#define PRINT_ROWS(cli, rows)                                                 \
	for (size_t i_ = 0; i_ < (rows).n; i_++)                              \
	print_letter((cli), (rows).at[i_].id, (rows).at[i_].kind, (rows).at[i_].about, \
		     (rows).at[i_].to_address, (rows).at[i_].subject, (rows).at[i_].made, (rows).at[i_].state)

static enum errc
run_list(struct cli *cli)
{
	struct str to = cli_option(cli, "--to"), about = cli_option(cli, "--about");

	if (str_present(to)) {
		struct letter_sql_to_rows rows;

		TRY(letter_sql_to(&cli->op, arena_lower(&cli->arena, to), SHOWN, &rows));
		PRINT_ROWS(cli, rows);
	} else if (str_present(about)) {
		struct letter_sql_about_rows rows;

		TRY(letter_sql_about(&cli->op, about, SHOWN, &rows));
		PRINT_ROWS(cli, rows);
	} else {
		struct letter_sql_list_rows rows;

		TRY(letter_sql_list(&cli->op, SHOWN, &rows));
		PRINT_ROWS(cli, rows);
	}
	return OK;
}

/* ---- letters in a folder, as their readers see them ---- */

static int
newest_first(const struct dirent **a, const struct dirent **b)
{
	return -strcmp((*a)->d_name, (*b)->d_name);
}

static int
is_letter(const struct dirent *e)
{
	return e->d_name[0] != '.';
}

static enum errc
print_file(struct cli *cli, struct str path)
{
	struct str bytes;
	struct mail m;

	TRY(cli_read(cli, path, LETTER_MAX, &bytes));
	/* Our own letters, written by this program: no cell is needed. */
	mail_read(&cli->arena, bytes, cli->op.now, &m);
	buf_addf(&cli->out, "%.*s\n%.*s\n\n%.*s\n", STRF(instant_format(&cli->arena, m.head.at)),
		 STRF(m.head.subject), STRF(m.text));
	return OK;
}

static enum errc
run_show(struct cli *cli)
{
	struct str given = cli_option(cli, "--mail"), folder;
	const char *variable = getenv("CONVENE_MAIL");
	struct dirent **found = NULL;
	enum errc code = OK;
	int64_t most = 1;
	int n;

	if (!str_present(given))
		given = str_of(variable ? variable : "");
	if (cli->args.n && !str_to_int(cli->args.at[0], &most))
		return fail(&cli->op, E_NOT_FOUND, "mail.no-such", "%.*s", STRF(cli->args.at[0]));
	if (!str_starts(given, STR("maildir:")))
		return fail(&cli->op, E_INVALID, "mail.no-folder", "%.*s", STRF(given));
	folder = arena_concat(&cli->arena, str_from(given, 8), STR("/new"));
	n = scandir(folder.p, &found, is_letter, newest_first);
	if (n < 0)
		return fail(&cli->op, E_NOT_FOUND, "mail.no-folder", "%.*s", STRF(folder));
	for (int i = 0; i < n; i++) {
		if (code == OK && i < most)
			code = print_file(cli, arena_printf(&cli->arena, "%.*s/%s", STRF(folder), found[i]->d_name));
		free(found[i]);
	}
	free(found);
	return code;
}

/* ---- letters that come back ---- */

#define REPORT_MAX ((size_t)1 << 20)

static enum errc
run_bounce(struct cli *cli)
{
	struct bounced done;
	struct str bytes;

	TRY(cli_read(cli, cli->args.n ? cli->args.at[0] : STR("-"), REPORT_MAX, &bytes));
	{
		AUTO_TX tx = tx_begin(&cli->op);

		TRY(outbox_bounce(&cli->op, bytes, &done));
		TRY(tx_commit(&tx));
	}
	buf_addf(&cli->out, "letters that came back: %" PRId64 ", addresses that are not written to any more: %" PRId64 "\n",
		 done.returned, done.marked);
	return OK;
}

static enum errc
run_bounces(struct cli *cli)
{
	struct bad_address_sql_list_rows rows;

	TRY(bad_address_sql_list(&cli->op, &rows));
	for (size_t i = 0; i < rows.n; i++)
		buf_addf(&cli->out, "%.*s  %.*s  %.*s\n", STRF(instant_format(&cli->arena, rows.at[i].since)),
			 STRF(rows.at[i].folded), STRF(rows.at[i].said));
	return OK;
}

static enum errc
run_good(struct cli *cli)
{
	AUTO_TX tx = tx_begin(&cli->op);

	TRY(outbox_try_again(&cli->op, cli->args.at[0]));
	return tx_commit(&tx);
}

static const struct command table[] = {
	{ .name = "mail list", .args = "", .db = CLI_DB_READ,
	  .options = { { "--to", "ADDRESS", "to whom" }, { "--about", "PATH", "about what: /meetings/dccg/54" } },
	  .help = "letters that were sent, or wait, the newest first", .run = run_list },
	{ .name = "mail bounce", .args = "[FILE]", .db = CLI_DB_WRITE, .most = 1,
	  .help = "a mail server's report on a letter that it could not hand over, from a file or standard input",
	  .run = run_bounce },
	{ .name = "mail bounces", .args = "", .db = CLI_DB_READ,
	  .help = "addresses that letters come back from", .run = run_bounces },
	{ .name = "mail good", .args = "ADDRESS", .db = CLI_DB_WRITE, .least = 1, .most = 1,
	  .help = "it is written to again", .run = run_good },
	{ .name = "mail show", .args = "[N]", .db = CLI_NO_DB, .most = 1,
	  .options = { MAILING_OPTION },
	  .help = "the newest N letters in a Maildir, for trying it out", .run = run_show },
};
const struct commands outbox_commands = { table, ARRAY_LEN(table) };
