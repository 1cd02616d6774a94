/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cli: the command line. Commands are rows of tables, one table a feature;
 * main.c lists the tables. A handler parses, calls a use case, prints.
 *
 * Output goes to cli->out, in UTF-8: text for people, or JSON with --json.
 * Complaints go to standard error. The exit status is that of the errc (see
 * base/err.h) unless the command says otherwise.
 */
#ifndef CONVENE_CLI_CLI_H
#define CONVENE_CLI_CLI_H

#include <stdio.h>

#include "base/buf.h"
#include "base/op.h"
#include "base/vec.h"

/* What a command needs of the database. */
enum command_db { CLI_NO_DB, CLI_DB_READ, CLI_DB_WRITE, CLI_DB_CREATE, CLI_DB_IF_GIVEN };

struct cli_option {
	const char *name;  /* "--resolve" */
	const char *value; /* "FILE"; NULL: a switch */
	const char *help;
};
#define CLI_OPTIONS_MAX 8

struct cli;
struct command {
	const char *name; /* "report check" */
	const char *args; /* "FILE…", for the help */
	const char *help; /* one line */
	enum command_db db;
	size_t least, most; /* arguments; most 0: any number, none where .args is "" */
	struct cli_option options[CLI_OPTIONS_MAX];
	/* Sets cli->exit itself where success is not 0. */
	enum errc (*run)(struct cli *cli);
};
struct commands {
	const struct command *at;
	size_t n;
};

struct cell;
struct cli {
	struct op op;
	struct arena arena;
	const struct command *command;
	struct str url; /* of the database; absent: not given */
	bool json;
	struct {
		struct str *at;
		size_t n, room;
	} args;
	struct str option_values[CLI_OPTIONS_MAX]; /* absent: not given */
	struct buf out; /* printed when the command ends */
	struct str about; /* the file that a complaint is about, or absent */
	int exit;
	bool unwritten; /* some of the output could not be written */
	struct cell *cell; /* started by cli_cell() */
};

/* Value of an option ("" for a switch), absent when it was not given. An
 * undeclared name is a BUG. */
struct str cli_option(const struct cli *cli, const char *name);
static inline bool cli_has(const struct cli *cli, const char *name)
{
	return str_present(cli_option(cli, name));
}
/* What has been printed so far goes out now (prompts, long output). */
void cli_flush(struct cli *cli);

/* Says the last failure (cli->op.err) on standard error, about cli->about, and goes on. */
void cli_complain(struct cli *cli);

/* A whole file, at most max bytes; "-" is standard input.
 *   E_NOT_FOUND file.cannot-read   E_LIMIT file.too-long */
must_check enum errc cli_read(struct cli *cli, struct str path, size_t max, struct str *ret);
/* "dccg/53/1" in its three parts. E_INVALID cli.bad-address. */
must_check enum errc cli_address(struct cli *cli, struct str s, struct str *ret_series,
				 int64_t *ret_number, int64_t *ret_position);
/* The cell for foreign files, started at the first call. */
must_check enum errc cli_cell(struct cli *cli, struct cell **ret);

/* Runs argv through the tables; returns the exit status. */
int cli_main(int argc, char **argv, const struct commands *tables, size_t n);

#endif
