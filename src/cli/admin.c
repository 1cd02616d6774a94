/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/admin.h"

#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>

#include "cli/dump.h"
#include "cli/mailing.h"
#include "db/copy.h"
#include "db/migrate.h"
#include "http/http.h"
#include "job/worker.h"
#include "list/list_month.h"
#include "migrations.h"
#include "report/report_ops.h"
#include "web/site.h"

/* How long running requests may take to finish after a signal. */
#define GRACE_MS 5000
/* To a database server, each of one thread that answers requests. */
#define CONNECTIONS 8

static enum errc
run_init(struct cli *cli)
{
	/* Opening with CLI_DB_CREATE has made and migrated it; what is derived of the mail that a
	 * database of before has is made now, so that it is there when pages are. */
	TRY(list_prepare(&cli->op));
	if (cli->json) {
		BUF_LIT(&cli->out, "{\"database\":");
		buf_add_json(&cli->out, cli->url);
		BUF_LIT(&cli->out, "}\n");
		return OK;
	}
	buf_addf(&cli->out, "%s is ready\n",
		 db_shown(&cli->arena, arena_cstr(&cli->arena, cli->url)));
	return OK;
}

static enum errc
copy_between(struct op *from, struct op *to, struct copied *ret)
{
	TRY(db_migrate_check(from, migrations, ARRAY_LEN(migrations)));
	TRY(db_migrate(to, migrations, ARRAY_LEN(migrations)));
	TRY(db_copy(from, to, ret));
	return list_rebuild(to);
}

static enum errc
run_copy(struct cli *cli)
{
	struct op from = cli->op, to = cli->op;
	struct copied done;
	enum errc code;

	if (!cli_has(cli, "--from") || !cli_has(cli, "--to"))
		return fail(&cli->op, E_INVALID, "copy.two-urls", "%s", "");
	from.db = to.db = NULL;
	code = db_open(&from, cli_option(cli, "--from"), DB_READ, &from.db);
	if (code == OK)
		code = db_open(&to, cli_option(cli, "--to"), DB_CREATE, &to.db);
	if (code == OK)
		code = copy_between(&from, &to, &done);
	db_close(from.db);
	db_close(to.db);
	if (code != OK) {
		cli->op.err = from.err.code != OK ? from.err : to.err;
		return code;
	}
	buf_addf(&cli->out, "%" PRId64 " rows of %zu tables are copied\n", done.rows, done.tables);
	return OK;
}

static enum errc
run_rebuild(struct cli *cli)
{
	TRY(report_rebuild(&cli->op));
	TRY(list_rebuild(&cli->op));
	buf_addz(&cli->out, cli->json ? "{\"rebuilt\":true}\n" : "derived tables are rebuilt\n");
	return OK;
}

static enum errc
run_dump(struct cli *cli)
{
	if (!cli_has(cli, "--canonical"))
		return fail(&cli->op, E_INVALID, "cli.dump-form", "%s", "--canonical");
	return dump_canonical(&cli->op, &cli->out, stdout);
}

static bool
is_address(struct arena *a, struct str s, int family)
{
	struct in6_addr any;

	return inet_pton(family, arena_cstr(a, s), &any) == 1;
}

/* "127.0.0.1:8080", "[::]:80", ":8080" or "8080". */
static enum errc
parse_listen(struct cli *cli, struct str s, struct http_options *ret)
{
	size_t colon = str_rfind_char(s, ':');
	struct str host = colon == STR_NPOS ? STR("") : str_sub(s, 0, colon);
	struct str port = colon == STR_NPOS ? s : str_from(s, colon + 1);
	bool brackets = host.n > 2 && host.p[0] == '[' && host.p[host.n - 1] == ']';
	int64_t n;

	if (brackets)
		host = str_sub(host, 1, host.n - 2);
	if (!str_to_int(port, &n) || n < 0 || n > 65535 ||
	    (host.n && !is_address(&cli->arena, host, brackets ? AF_INET6 : AF_INET)))
		return fail(&cli->op, E_INVALID, "cli.bad-listen", "%.*s", STRF(s));
	ret->port = (uint16_t)n;
	if (host.n)
		ret->address = arena_cstr(&cli->arena, host);
	return OK;
}

static enum errc
open_log(struct cli *cli, struct str path, FILE **ret)
{
	if (!path.p)
		return OK;
	*ret = str_is(path, "-") ? stdout : fopen(arena_cstr(&cli->arena, path), "ae");
	if (!*ret)
		return fail(&cli->op, E_NOT_FOUND, "file.cannot-read", "%.*s: %s", STRF(path),
			    strerror(errno));
	return OK;
}

/* Letters, and what may take long: somebody who waits for a code does not wait for that. */
struct workers {
	struct worker *letters, *others;
};

/* Where letters can be sent there is work to do. */
static enum errc
start_workers(struct cli *cli, struct mailing *mailing, struct workers *ret)
{
	struct worker_options options = {
		.database = cli->url,
		.doer = { .kinds = job_kinds, .n_kinds = job_kinds_n, .ctx = &mailing->outbox, .only = "mail" },
		.also = mailing_also,
	};

	if (!mailing->there)
		return OK;
	TRY(worker_start(&cli->op, &options, &ret->letters));
	options.doer.but = options.doer.only;
	options.doer.only = NULL;
	options.also = NULL;
	return worker_start(&cli->op, &options, &ret->others);
}

static enum errc
run_serve(struct cli *cli)
{
	struct http_options options = { .port = 8080 };
	struct str listen = cli_option(cli, "--listen");
	struct str proxy = cli_option(cli, "--proxy");
	struct str connections = cli_option(cli, "--connections");
	int64_t workers = db_is_remote(cli->url) ? CONNECTIONS : 0;
	const char *proxies[1];
	struct http_server *server;
	struct workers work = { 0 };
	struct mailing mailing;
	struct site *site;
	enum errc code;
	sigset_t set;
	int sig;

	if (listen.p)
		TRY(parse_listen(cli, listen, &options));
	if (connections.p && (!str_to_int(connections, &workers) || workers < 1 || workers > 200))
		return fail(&cli->op, E_INVALID, "cli.bad-connections", "%.*s", STRF(connections));
	options.workers = (unsigned)workers;
	TRY(open_log(cli, cli_option(cli, "--access-log"), &options.access_log));
	if (proxy.p && !is_address(&cli->arena, proxy, AF_INET) &&
	    !is_address(&cli->arena, proxy, AF_INET6))
		return fail(&cli->op, E_INVALID, "cli.bad-proxy", "%.*s", STRF(proxy));
	if (proxy.p) {
		proxies[0] = arena_cstr(&cli->arena, proxy);
		options.proxies = proxies;
		options.n_proxies = 1;
	}
	TRY(mailing_load(cli, false, &mailing));
	/* Blocked before any thread starts, so that only sigwait sees them. */
	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	signal(SIGPIPE, SIG_IGN);

	site = site_new(&(struct site_options){ .database = cli->url,
						.key = mailing.there ? &mailing.outbox.key : NULL });
	code = start_workers(cli, &mailing, &work);
	if (code == OK)
		code = http_server_start(&cli->op, site_http(site), &options, &server);
	if (code == OK) {
		const char *at = options.address ? options.address : "127.0.0.1";
		bool six = strchr(at, ':') != NULL;

		printf("listening on http://%s%s%s:%u/\n", six ? "[" : "", at, six ? "]" : "",
		       http_server_port(server));
		fflush(stdout);
		sigwait(&set, &sig);
		http_server_stop(server, GRACE_MS);
	}
	worker_stop(work.letters);
	worker_stop(work.others);
	site_free(site);
	return code;
}

static enum errc
run_version(struct cli *cli)
{
	buf_addf(&cli->out, cli->json ? "{\"version\":\"%s\"}\n" : "convene %s\n", CONVENE_VERSION);
	return OK;
}

static const struct command table[] = {
	{ .name = "init", .args = "", .db = CLI_DB_CREATE, .help = "make a database, or bring one up to date",
	  .run = run_init },
	{ .name = "serve", .args = "", .db = CLI_DB_WRITE, .help = "the public site over HTTP",
	  .options = { { "--listen", "[ADDRESS:]PORT", "127.0.0.1:8080 unless said otherwise; port 0: any" },
		       { "--access-log", "FILE", "one line a request; - is standard output" },
		       { "--connections", "N", "with PostgreSQL: so many at once, 8 unless said otherwise" },
		       { "--proxy", "ADDRESS", "believe this proxy's X-Forwarded-For" },
		       MAILING_OPTION },
	  .run = run_serve },
	{ .name = "dump", .args = "", .db = CLI_DB_READ, .help = "all logical tables, for comparison and export",
	  .options = { { "--canonical", NULL, "ids replaced by natural keys, one JSON object a line" } },
	  .run = run_dump },
	{ .name = "copy", .args = "", .db = CLI_NO_DB,
	  .help = "a whole forum into an empty database, of either engine",
	  .options = { { "--from", "URL", "the database to read" },
		       { "--to", "URL", "sqlite:… or postgresql://…; the latter must be there and empty" } },
	  .run = run_copy },
	{ .name = "rebuild", .args = "", .db = CLI_DB_WRITE, .help = "write everything derived anew",
	  .run = run_rebuild },
	{ .name = "version", .args = "", .db = CLI_NO_DB, .help = "which program this is", .run = run_version },
};
const struct commands admin_commands = { table, ARRAY_LEN(table) };
