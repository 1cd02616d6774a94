/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/log.h"
#include "cell/cell.h"
#include "db/db.h"
#include "migrations.h"
#include "db/migrate.h"
#include "text/catalogue.h"

#define DB_OPTION "--db"
#define JSON_OPTION "--json"

/* ---- what handlers use ---- */

struct str
cli_option(const struct cli *cli, const char *name)
{
	for (size_t i = 0; i < CLI_OPTIONS_MAX && cli->command->options[i].name; i++)
		if (strcmp(cli->command->options[i].name, name) == 0)
			return cli->option_values[i];
	bug_abort("option is declared", __FILE__, __LINE__);
}

void
cli_flush(struct cli *cli)
{
	if (cli->out.n && fwrite(cli->out.p, 1, cli->out.n, stdout) != cli->out.n)
		cli->unwritten = true;
	if (fflush(stdout) != 0)
		cli->unwritten = true;
	buf_clear(&cli->out);
}

enum errc
cli_read(struct cli *cli, struct str path, size_t max, struct str *ret)
{
	AUTO_BUF b = { 0 };
	bool std = str_is(path, "-");
	FILE *f = std ? stdin : fopen(arena_cstr(cli->op.arena, path), "rb");
	char chunk[65536];
	size_t n;
	int bad;

	if (!f)
		return fail(&cli->op, E_NOT_FOUND, "file.cannot-read", "%.*s: %s", STRF(path),
			    strerror(errno));
	while (b.n <= max && (n = fread(chunk, 1, sizeof chunk, f)) > 0)
		buf_put(&b, chunk, n);
	bad = ferror(f) ? errno : 0;
	if (!std)
		fclose(f);
	if (bad)
		return fail(&cli->op, E_NOT_FOUND, "file.cannot-read", "%.*s: %s", STRF(path),
			    strerror(bad));
	if (b.n > max)
		return fail(&cli->op, E_LIMIT, "file.too-long", "%.*s: %zu", STRF(path), max);
	*ret = buf_to_arena(&b, cli->op.arena);
	if (!ret->p)
		*ret = STR("");
	return OK;
}

enum errc
cli_address(struct cli *cli, struct str s, struct str *ret_series, int64_t *ret_number,
	    int64_t *ret_position)
{
	struct str rest = s;
	struct str series = str_cut(&rest, '/');
	struct str number = str_cut(&rest, '/');

	if (!series.n || !str_to_int(number, ret_number) || !str_to_int(rest, ret_position))
		return fail(&cli->op, E_INVALID, "cli.bad-address", "%.*s", STRF(s));
	*ret_series = series;
	return OK;
}

enum errc
cli_cell(struct cli *cli, struct cell **ret)
{
	if (!cli->cell)
		TRY(cell_start(&cli->op, NULL, &cli->cell));
	*ret = cli->cell;
	return OK;
}

/* ---- help ---- */

static void
print_usage(FILE *f, const struct command *c)
{
	fprintf(f, "  convene %s%s%s\n      %s\n", c->name, *c->args ? " " : "", c->args, c->help);
	for (size_t i = 0; i < CLI_OPTIONS_MAX && c->options[i].name; i++)
		fprintf(f, "      %s%s%s  %s\n", c->options[i].name,
			c->options[i].value ? " " : "",
			c->options[i].value ? c->options[i].value : "", c->options[i].help);
}

static void
print_help(FILE *f, const struct commands *tables, size_t n, struct str under)
{
	fprintf(f, "convene %s: the record of a forum with many open coalitions\n\n",
		CONVENE_VERSION);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < tables[i].n; j++)
			if (!under.n || str_starts(str_of(tables[i].at[j].name), under))
				print_usage(f, &tables[i].at[j]);
	fputs("\nEvery command takes --db URL (sqlite:/path; or the variable CONVENE_DB)\n"
	      "and --json. More: man convene\n", f);
}

/* ---- which command ---- */

/* How many words of argv the command's name takes; 0: it is another one. */
static int
names(const struct command *c, int argc, char **argv)
{
	struct str rest = str_of(c->name);
	int n = 0;

	while (str_present(rest)) {
		struct str word = str_cut(&rest, ' ');

		if (n >= argc || !str_is(word, argv[n]))
			return 0;
		n++;
	}
	return n;
}

static const struct command *
find_command(const struct commands *tables, size_t n, int argc, char **argv, int *ret_words)
{
	const struct command *best = NULL;
	int words = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < tables[i].n; j++) {
			int w = names(&tables[i].at[j], argc, argv);

			if (w > words) {
				words = w;
				best = &tables[i].at[j];
			}
		}
	*ret_words = words;
	return best;
}

static enum errc
take_option(struct cli *cli, int argc, char **argv, int *at)
{
	struct str arg = str_of(argv[*at]);
	size_t eq = str_find_char(arg, '=', 0);
	struct str name = str_sub(arg, 0, eq);
	bool wants = true;
	struct str *value = NULL;

	if (str_is(name, DB_OPTION)) {
		value = &cli->url;
	} else if (str_is(name, JSON_OPTION)) {
		cli->json = true;
		return OK;
	}
	for (size_t i = 0; !value && cli->command && i < CLI_OPTIONS_MAX &&
			   cli->command->options[i].name; i++)
		if (str_is(name, cli->command->options[i].name)) {
			value = &cli->option_values[i];
			wants = cli->command->options[i].value != NULL;
		}
	if (!value || (!wants && eq != STR_NPOS))
		return fail(&cli->op, E_INVALID, "cli.no-such-option", "%.*s", STRF(arg));
	if (!wants)
		*value = STR("");
	else if (eq != STR_NPOS)
		*value = str_from(arg, eq + 1);
	else if (*at + 1 < argc)
		*value = str_of(argv[++*at]);
	else
		return fail(&cli->op, E_INVALID, "cli.option-needs-value", "%.*s", STRF(arg));
	return OK;
}

static enum errc
take_arguments(struct cli *cli, int argc, char **argv)
{
	bool only_args = false;

	for (int i = 0; i < argc; i++) {
		struct str arg = str_of(argv[i]);

		if (!only_args && str_is(arg, "--"))
			only_args = true;
		else if (!only_args && arg.n > 1 && arg.p[0] == '-')
			TRY(take_option(cli, argc, argv, &i));
		else
			VEC_PUSH(&cli->arena, &cli->args, arg);
	}
	if (cli->args.n < cli->command->least ||
	    (cli->command->most && cli->args.n > cli->command->most) ||
	    (!*cli->command->args && cli->args.n))
		return fail(&cli->op, E_INVALID, "cli.arguments", "convene %s%s%s",
			    cli->command->name, *cli->command->args ? " " : "",
			    cli->command->args);
	return OK;
}

static enum errc
open_db(struct cli *cli)
{
	enum command_db need = cli->command->db;
	static const enum db_mode mode[] = {
		[CLI_DB_READ] = DB_READ, [CLI_DB_WRITE] = DB_WRITE,
		[CLI_DB_CREATE] = DB_CREATE, [CLI_DB_IF_GIVEN] = DB_READ,
	};

	if (!cli->url.p && getenv("CONVENE_DB"))
		cli->url = str_of(getenv("CONVENE_DB"));
	if (need == CLI_NO_DB || (need == CLI_DB_IF_GIVEN && !cli->url.p))
		return OK;
	if (!cli->url.p)
		return fail(&cli->op, E_INVALID, "cli.no-db", "convene %s", cli->command->name);
	TRY(db_open(&cli->op, cli->url, mode[need], &cli->op.db));
	if (need == CLI_DB_CREATE || need == CLI_DB_WRITE)
		return db_migrate(&cli->op, migrations, ARRAY_LEN(migrations));
	return db_migrate_check(&cli->op, migrations, ARRAY_LEN(migrations));
}

void
cli_complain(struct cli *cli)
{
	const struct err *e = &cli->op.err;
	struct msg_arg args[] = { msg_str("detail", str_of(e->detail)) };
	enum msg msg;
	AUTO_BUF b = { 0 };

	if (msg_find(str_of(e->msgid ? e->msgid : "error.internal"), &msg))
		buf_add(&b, msg_format(&cli->arena, LANG_en, msg, args, ARRAY_LEN(args)));
	else
		buf_addz(&b, e->msgid);
	if (e->code == E_CORRUPT)
		buf_addf(&b, " (%s:%d %s)", e->file, e->line, e->detail);
	fprintf(stderr, "convene: %.*s%s%s\n", STRF(cli->about), cli->about.n ? ": " : "", buf_cstr(&b));
}

static int
exit_of(enum errc code)
{
	switch (code) {
	case OK: return 0;
	case E_INVALID: return 2;
	case E_NOT_FOUND: return 3;
	case E_FORBIDDEN: return 4;
	case E_CONFLICT: return 5;
	case E_LIMIT: return 6;
	case E_UNAVAILABLE: return 7;
	case E_CORRUPT: return 8;
	}
	return 8;
}

static int
run(struct cli *cli, int argc, char **argv)
{
	enum errc code = take_arguments(cli, argc, argv);

	if (code == OK)
		code = open_db(cli);
	if (code == OK)
		code = cli->command->run(cli);
	cli_flush(cli);
	/* Whatever else happened, half a list is none. */
	if (code == OK && cli->unwritten)
		code = fail(&cli->op, E_UNAVAILABLE, "file.cannot-write", "%s", "");
	if (code != OK) {
		cli_complain(cli);
		cli->exit = exit_of(code);
	}
	if (cli->cell)
		cell_stop(cli->cell);
	db_close(cli->op.db);
	return cli->exit;
}

/* Says so; a first word that begins some command is named with the second. */
static int
no_such_command(const struct commands *tables, size_t n, int argc, char **argv)
{
	struct str prefix = str_of(argv[0]);
	bool begins = false;

	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < tables[i].n; j++) {
			struct str name = str_of(tables[i].at[j].name);

			begins |= prefix.n && name.n > prefix.n && str_starts(name, prefix) &&
				  name.p[prefix.n] == ' ';
		}
	if (begins && argc > 1)
		fprintf(stderr, "convene: there is no command \"%s %s\"; try: convene help %s\n", argv[0],
			argv[1], argv[0]);
	else
		fprintf(stderr, "convene: there is no command \"%s\"; try: convene help\n", argv[0]);
	return 2;
}

/* Options before the command: --db and --json are for every one. */
static enum errc
take_leading(struct cli *cli, int *argc, char ***argv)
{
	int i = 0;

	for (; i < *argc && str_starts(str_of((*argv)[i]), STR("-")); i++) {
		if (str_is(str_of((*argv)[i]), "--help"))
			break;
		TRY(take_option(cli, *argc, *argv, &i));
	}
	*argc -= i;
	*argv += i;
	return OK;
}

int
cli_main(int argc, char **argv, const struct commands *tables, size_t n)
{
	struct cli cli = { .url = STR_NONE };
	int words, code;

	argc--;
	argv++;
	cli.op = (struct op){ .arena = &cli.arena, .now = instant_now() };
	if (take_leading(&cli, &argc, &argv) != OK) {
		cli_complain(&cli);
		code = 2;
	} else if (argc < 1 || str_is(str_of(argv[0]), "help") || str_is(str_of(argv[0]), "--help")) {
		print_help(argc < 1 ? stderr : stdout, tables, n,
			   argc > 1 ? str_of(argv[1]) : STR_NONE);
		code = argc < 1 ? 2 : 0;
	} else {
		cli.command = find_command(tables, n, argc, argv, &words);
		code = cli.command ? run(&cli, argc - words, argv + words)
				   : no_such_command(tables, n, argc, argv);
	}
	arena_done(&cli.arena);
	buf_done(&cli.out);
	return code;
}
