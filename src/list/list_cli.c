/* SPDX-License-Identifier: Apache-2.0 */
#include "list/list_cli.h"

#include <inttypes.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "list/list_check.h"
#include "list/list_follow.h"
#include "list/list_import.h"
#include "list/list_measure.h"
#include "list/list_ops.h"
#include "list/list_remove.h"
#include "list/list_undo.h"
#include "list_sql.h"
#include "mail/metric.h"

/* ---- add, set, show ---- */

static struct list_spec
spec_of(const struct cli *cli)
{
	return (struct list_spec){
		.name = cli_option(cli, "--name"),
		.group = cli_option(cli, "--group"),
		.address = cli_option(cli, "--address"),
		.join_url = cli_option(cli, "--join"),
		.archive_url = cli_option(cli, "--archive"),
	};
}

static enum errc
run_add(struct cli *cli)
{
	struct list_spec spec = spec_of(cli);
	list_id id;

	spec.slug = cli->args.at[0];
	if (!str_present(spec.name))
		spec.name = spec.slug;
	return list_add(&cli->op, &spec, &id);
}

static enum errc
run_set(struct cli *cli)
{
	struct list_spec spec = spec_of(cli);
	struct list_ref list;

	TRY(list_by_slug(&cli->op, cli->args.at[0], &list));
	return list_set(&cli->op, list.id, &spec);
}

static enum errc
run_show(struct cli *cli)
{
	struct list_sql_all_rows rows;

	TRY(list_sql_all(&cli->op, &rows));
	if (cli->json)
		buf_addc(&cli->out, '[');
	for (size_t i = 0; i < rows.n; i++) {
		const struct list_sql_all_row *l = &rows.at[i];
		struct str last = instant_format(&cli->arena, l->last);

		if (!cli->json) {
			buf_addf(&cli->out, "%-24.*s %8" PRId64 "  %-20.*s  %.*s\n", STRF(l->slug),
				 l->messages, STRF(last), STRF(l->name));
			continue;
		}
		buf_addz(&cli->out, i ? ",{\"slug\":" : "{\"slug\":");
		buf_add_json(&cli->out, l->slug);
		BUF_LIT(&cli->out, ",\"name\":");
		buf_add_json(&cli->out, l->name);
		BUF_LIT(&cli->out, ",\"group\":");
		buf_add_json(&cli->out, l->grp);
		buf_addf(&cli->out, ",\"messages\":%" PRId64 ",\"last\":", l->messages);
		buf_add_json(&cli->out, last.n ? last : STR_NONE);
		buf_addc(&cli->out, '}');
	}
	if (cli->json)
		BUF_LIT(&cli->out, "]\n");
	return OK;
}

/* ---- import ---- */

/* What is said while it runs: a bar on a terminal, lines of JSON elsewhere; to
 * standard error, since the balance goes to standard output. */
struct watch {
	struct str source;
	bool terminal;
	instant begun, last;
	int64_t at_begin; /* where a run that was interrupted goes on; -1: not known yet */
};

static void
on_progress(void *ctx, const struct list_progress *p)
{
	struct watch *w = ctx;
	instant now = instant_now();
	int64_t spent = now.v - w->begun.v, done, left = 0;
	AUTO_BUF b = { 0 };

	if (w->at_begin < 0)
		w->at_begin = p->at;
	if (now.v == w->last.v && p->at < p->of)
		return;
	w->last = now;
	done = p->at - w->at_begin;
	if (done > 0)
		left = spent * (p->of - p->at) / done;
	if (w->terminal) {
		int64_t share = p->of ? 30 * p->at / p->of : 30;

		BUF_LIT(&b, "\r[");
		for (int64_t i = 0; i < 30; i++)
			buf_addc(&b, i < share ? '=' : ' ');
		buf_addf(&b, "] %" PRId64 " messages, %" PRId64 " a second, %" PRId64 " s left  ",
			 p->balance->read, spent > 0 ? p->balance->read / spent : p->balance->read, left);
		if (p->at >= p->of)
			buf_addc(&b, '\n');
	} else if (spent > 1) {
		BUF_LIT(&b, "{\"source\":");
		buf_add_json(&b, w->source);
		buf_addf(&b, ",\"at\":%" PRId64 ",\"of\":%" PRId64 ",\"read\":%" PRId64
			 ",\"seconds_left\":%" PRId64 "}\n", p->at, p->of, p->balance->read, left);
	}
	if (b.n)
		fwrite(b.p, 1, b.n, stderr);
}

static void
print_balance(struct cli *cli, run_id run, struct str source, const struct list_balance *b)
{
	if (cli->json) {
		buf_addf(&cli->out, "{\"run\":%" PRId64 ",\"source\":", run.v);
		buf_add_json(&cli->out, source);
		buf_addf(&cli->out, ",\"read\":%" PRId64 ",\"stored\":%" PRId64 ",\"known\":%" PRId64
			 ",\"aside\":%" PRId64 "}\n", b->read, b->stored, b->known, b->aside);
		return;
	}
	buf_addf(&cli->out, "%.*s: %" PRId64 " read = %" PRId64 " stored + %" PRId64
		 " already here + %" PRId64 " set aside\n", STRF(source), b->read, b->stored,
		 b->known, b->aside);
}

static enum errc
print_aside(struct cli *cli, run_id run)
{
	struct aside_sql_list_rows rows;

	TRY(aside_sql_list(&cli->op, run, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		struct str why = mail_aside_word(rows.at[i].reason);

		if (cli->json)
			buf_addf(&cli->out, "{\"aside\":\"%.*s\",\"at_byte\":%" PRId64
				 ",\"bytes\":%" PRId64 "}\n", STRF(why), rows.at[i].at_byte,
				 rows.at[i].bytes);
		else
			buf_addf(&cli->out, "  set aside at byte %" PRId64 ": %.*s (%" PRId64
				 " bytes)\n", rows.at[i].at_byte, STRF(why), rows.at[i].bytes);
	}
	return OK;
}

static enum errc
import_one(struct cli *cli, list_id list, struct str path)
{
	AUTO_LIST_SOURCE from = { 0 };
	struct watch watch = { path, isatty(STDERR_FILENO), instant_now(), { 0 }, -1 };
	struct list_import in = { .list = list, .source = path, .from = &from,
				  .progress = on_progress, .ctx = &watch };
	struct list_imported done;

	cli->about = path;
	TRY(list_source_open(&cli->op, path, &from));
	TRY(list_import(&cli->op, &in, &done));
	if (done.resumed && !cli->json)
		buf_addf(&cli->out, "%.*s: went on where it was interrupted\n", STRF(path));
	if (from.cut)
		fprintf(stderr, "convene: %.*s ends too early, or is damaged; what could be unpacked was "
			"imported\n", STRF(path));
	print_balance(cli, done.run, path, &done.balance);
	return print_aside(cli, done.run);
}

static enum errc
run_import(struct cli *cli)
{
	struct list_ref list;

	TRY(list_by_slug(&cli->op, cli->args.at[0], &list));
	for (size_t i = 1; i < cli->args.n; i++) {
		TRY(import_one(cli, list.id, cli->args.at[i]));
		cli_flush(cli);
	}
	return OK;
}

static enum errc
run_deliver(struct cli *cli)
{
	struct list_ref list;
	struct cell *cell;
	struct str message;
	struct list_balance done;

	TRY(list_by_slug(&cli->op, cli->args.at[0], &list));
	TRY(cli_read(cli, STR("-"), LIST_MESSAGE_MAX, &message));
	TRY(cli_cell(cli, &cell));
	return list_deliver(&cli->op, list.id, message, cell, &done);
}

/* ---- runs, threads ---- */

static enum errc
run_runs(struct cli *cli)
{
	struct list_ref list;
	struct run_sql_list_rows rows;

	TRY(list_by_slug(&cli->op, cli->args.at[0], &list));
	TRY(run_sql_list(&cli->op, list.id, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		const struct run_sql_list_row *r = &rows.at[i];
		struct list_balance b = { r->n_read, r->n_stored, r->n_known, r->n_aside };

		if (!cli->json)
			buf_addf(&cli->out, "%" PRId64 "%s  ", r->id.v,
				 instant_known(r->undone) ? " (undone)" : "");
		print_balance(cli, r->id, r->source.n ? r->source : STR("(delivered)"), &b);
		if (!instant_known(r->ended) && r->source.n && !cli->json)
			buf_addf(&cli->out, "  interrupted at byte %" PRId64 " of %" PRId64
				 ": import it again, and it goes on\n", r->at_byte, r->bytes);
		TRY(print_aside(cli, r->id));
	}
	return OK;
}

/* By what threads are joined. */
static enum errc
rule_option(struct cli *cli, enum list_rule *ret)
{
	struct str given = cli_option(cli, "--rule");

	*ret = LIST_RULE_REFERENCES;
	if (str_present(given) && !list_rule_parse(given, ret))
		return fail(&cli->op, E_INVALID, "list.no-such-rule", "%.*s", STRF(given));
	return OK;
}

struct threads_out {
	struct cli *cli;
	struct subject_joins joins;
	struct str *mids; /* of the threads that others are joined to, for each of these */
};

static enum errc
each_thread(void *ctx, const struct appearance_sql_threads_row *row)
{
	struct threads_out *t = ctx;
	struct cli *cli = t->cli;
	size_t k = number_map_find(&t->joins.threads, row->root_id.v);
	struct str root = k == SIZE_MAX ? row->root : t->mids[k];

	buf_addf(&cli->out, "%.*s\t%.*s\n", STRF(row->mid), STRF(root));
	if (cli->out.n > 1 << 16)
		cli_flush(cli);
	return OK;
}

static enum errc
run_threads(struct cli *cli)
{
	struct threads_out t = { .cli = cli };
	struct list_ref list;
	enum list_rule rule;

	TRY(list_by_slug(&cli->op, cli->args.at[0], &list));
	TRY(rule_option(cli, &rule));
	TRY(list_subject_joins(&cli->op, list.id, rule, &t.joins));
	t.mids = ARENA_ARRAY(&cli->arena, t.joins.place.n, struct str);
	for (size_t i = 0; i < t.joins.place.n; i++) {
		struct node_sql_mid_row root;

		TRY(node_sql_mid(&cli->op, (node_id){ t.joins.place.at[i] }, &root));
		t.mids[i] = root.mid;
	}
	return appearance_sql_threads(&cli->op, list.id, each_thread, &t);
}

static enum errc
run_remove(struct cli *cli)
{
	struct str why = cli_option(cli, "--why");

	TRY(list_remove(&cli->op, cli->args.at[0], why.p ? why : STR("")));
	BUF_LIT(&cli->out, "removed; its place in the thread stays\n");
	return OK;
}

static enum errc
run_undo(struct cli *cli)
{
	int64_t number, n;

	if (!str_to_int(cli->args.at[0], &number))
		return fail(&cli->op, E_NOT_FOUND, "list.no-such-run", "%.*s", STRF(cli->args.at[0]));
	TRY(list_undo(&cli->op, (run_id){ number }, &n));
	buf_addf(&cli->out, "run %" PRId64 " is undone: %" PRId64 " messages went\n", number, n);
	return OK;
}

/* ---- follow ---- */

#define EVERY 30

static void
on_refused(void *ctx, const char *path)
{
	struct cli *cli = ctx;

	cli->about = str_of(path);
	cli_complain(cli);
	cli->about = STR_NONE;
}

static void
print_news(struct cli *cli, const struct list_ref *list, const struct list_balance *b)
{
	if (!b->read)
		return;
	buf_addf(&cli->out, "%.*s: %" PRId64 " read = %" PRId64 " stored + %" PRId64 " already here + %" PRId64
		 " set aside\n", STRF(list->slug), b->read, b->stored, b->known, b->aside);
	cli_flush(cli);
}

struct followed {
	struct list_ref list;
	struct list_followed folder;
};

/* One round. Somebody else who writes for long is no reason to end. */
static enum errc
follow_all(struct cli *cli, struct cell *cell, struct followed *all, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct list_balance b = { 0 };
		enum errc code = list_follow(&cli->op, &all[i].folder, cell, on_refused, cli, &b);

		print_news(cli, &all[i].list, &b);
		if (code == E_UNAVAILABLE && all[i].folder.begun) {
			on_refused(cli, all[i].folder.folder);
			op_clear(&cli->op);
			code = OK;
		}
		TRY(code);
	}
	return OK;
}

static enum errc
seconds_option(struct cli *cli, int64_t *ret)
{
	struct str given = cli_option(cli, "--every");

	*ret = EVERY;
	if (!given.p || (str_to_int(given, ret) && *ret >= 1 && *ret <= 86400))
		return OK;
	return fail(&cli->op, E_INVALID, "cli.bad-number", "%.*s", STRF(given));
}

static enum errc
run_follow(struct cli *cli)
{
	size_t n = cli->args.n / 2;
	struct followed *all = ARENA_ARRAY(&cli->arena, n, struct followed);
	enum errc code = OK;
	struct cell *cell;
	int64_t every;
	sigset_t set;

	if (cli->args.n % 2)
		return fail(&cli->op, E_INVALID, "list.pairs", "%s", "");
	TRY(seconds_option(cli, &every));
	TRY(cli_cell(cli, &cell));
	for (size_t i = 0; i < n; i++) {
		TRY(list_by_slug(&cli->op, cli->args.at[2 * i], &all[i].list));
		all[i].folder.list = all[i].list.id;
		all[i].folder.folder = arena_cstr(&cli->arena, cli->args.at[2 * i + 1]);
	}
	/* Before any thread starts: a signal ends it between two rounds. */
	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	do {
		cli->op.now = instant_now();
		code = follow_all(cli, cell, all, n);
	} while (code == OK && !cli_has(cli, "--once") &&
		 sigtimedwait(&set, NULL, &(struct timespec){ .tv_sec = every }) < 0);
	for (size_t i = 0; i < n; i++)
		list_followed_done(&all[i].folder);
	return code;
}

/* ---- is it open ---- */

static void
print_answer(struct cli *cli, const char *name, enum check_answer answer, struct str said)
{
	struct str word = check_answer_word(answer);

	if (!cli->json) {
		buf_addf(&cli->out, "%-12s %.*s", name, STRF(word));
		if (str_present(said))
			buf_addf(&cli->out, " (%.*s)", STRF(said));
		buf_addc(&cli->out, '\n');
		return;
	}
	buf_addf(&cli->out, ",\"%s\":\"%.*s\",\"%s-said\":", name, STRF(word), name);
	buf_add_json(&cli->out, said);
}

static void
print_time(struct cli *cli, const char *name, instant at, const char *unknown)
{
	struct str text = instant_known(at) ? instant_format(&cli->arena, at) : STR_NONE;

	if (!cli->json) {
		buf_addf(&cli->out, "%-12s %.*s\n", name, STRF(str_present(text) ? text : str_of(unknown)));
		return;
	}
	buf_addf(&cli->out, ",\"%s\":", name);
	buf_add_json(&cli->out, text);
}

static enum errc
run_check(struct cli *cli)
{
	struct secret_key key;
	struct list_ref list;
	struct list_check c;

	TRY(list_by_slug(&cli->op, cli->args.at[0], &list));
	TRY(secret_key_load(&cli->op, secret_key_path(&cli->arena, cli->url), &key));
	TRY(list_check_now(&cli->op, &key, list.id, cli_has(cli, "--inside"), &c));
	if (cli->json) {
		BUF_LIT(&cli->out, "{\"list\":");
		buf_add_json(&cli->out, list.slug);
	}
	print_answer(cli, "joinable", c.joinable, c.join_said);
	print_answer(cli, "readable", c.readable, c.read_said);
	print_time(cli, "last", c.last, "no message is here");
	print_time(cli, "asked", c.asked, "it has no coordinator who can sign in");
	if (cli->json)
		BUF_LIT(&cli->out, "}\n");
	return OK;
}

/* ---- stats ---- */

static enum errc
day_option(struct cli *cli, const char *name, instant *ret)
{
	struct str given = cli_option(cli, name);
	date d;

	*ret = INSTANT_NONE;
	if (!str_present(given))
		return OK;
	if (!date_parse(given, &d))
		return fail(&cli->op, E_INVALID, "list.bad-day", "%.*s", STRF(given));
	*ret = date_start(d);
	return OK;
}

static void
print_figure(struct cli *cli, const struct metric *m, struct metric_value v)
{
	if (!cli->json) {
		buf_addf(&cli->out, "%-22s ", m->id);
		if (!v.known)
			BUF_LIT(&cli->out, "unknown");
		else if (m->unit == UNIT_SHARE)
			buf_addf(&cli->out, "%.4f", v.v);
		else
			buf_addf(&cli->out, "%.0f", v.v);
		if (v.known && v.of)
			buf_addf(&cli->out, " of %" PRId64, v.of);
		buf_addf(&cli->out, " %s\n", m->unit == UNIT_SHARE ? "" : metric_unit_word(m->unit));
		return;
	}
	buf_addf(&cli->out, "\"%s\":{\"value\":", m->id);
	if (!v.known)
		BUF_LIT(&cli->out, "null");
	else if (m->unit == UNIT_SHARE)
		buf_addf(&cli->out, "%.6f", v.v);
	else
		buf_addf(&cli->out, "%.0f", v.v);
	if (v.known && v.of)
		buf_addf(&cli->out, ",\"of\":%" PRId64, v.of);
	buf_addf(&cli->out, ",\"unit\":\"%s\"}", metric_unit_word(m->unit));
}

static enum errc
run_stats(struct cli *cli)
{
	struct list_ref list;
	struct measures m;
	instant from, to;
	enum list_rule rule;

	TRY(list_by_slug(&cli->op, cli->args.at[0], &list));
	TRY(day_option(cli, "--from", &from));
	TRY(day_option(cli, "--to", &to));
	TRY(rule_option(cli, &rule));
	TRY(list_measure(&cli->op, list.id, rule, from, to, &m));
	if (cli->json) {
		BUF_LIT(&cli->out, "{\"list\":");
		buf_add_json(&cli->out, list.slug);
		BUF_LIT(&cli->out, ",\"threads\":");
		buf_add_json(&cli->out, list_rule_word(rule));
		BUF_LIT(&cli->out, ",\"from\":");
		buf_add_json(&cli->out, instant_format(&cli->arena, m.from));
		BUF_LIT(&cli->out, ",\"to\":");
		buf_add_json(&cli->out, instant_format(&cli->arena, m.to));
		BUF_LIT(&cli->out, ",\"archive\":{\"first\":");
		buf_add_json(&cli->out, instant_known(m.reach) ? instant_format(&cli->arena, m.reach) : STR_NONE);
		BUF_LIT(&cli->out, ",\"last\":");
		buf_add_json(&cli->out, instant_known(m.last) ? instant_format(&cli->arena, m.last) : STR_NONE);
		buf_addf(&cli->out, ",\"undated\":%" PRId64 "},\"figures\":{", m.undated);
	} else {
		buf_addf(&cli->out, "%.*s from %.*s to %.*s%s\n", STRF(list.slug),
			 STRF(instant_format(&cli->arena, m.from)), STRF(instant_format(&cli->arena, m.to)),
			 rule == LIST_RULE_SUBJECTS ? ", threads joined by subject" : "");
	}
	for (size_t i = 0; i < metrics_n; i++) {
		if (cli->json && i)
			buf_addc(&cli->out, ',');
		print_figure(cli, &metrics[i], metrics[i].value(&m));
	}
	if (cli->json)
		BUF_LIT(&cli->out, "}}\n");
	return OK;
}

#define RULE_OPTION                                                               \
	{ "--rule", "RULE", "which messages are one thread: references; or subjects too (RFC 5256)" }

#define LIST_OPTIONS                                                              \
	{                                                                         \
		{ "--name", "NAME", "what people call it" },                      \
		{ "--group", "SLUG", "the group whose list it is" },              \
		{ "--address", "ADDRESS", "where one writes to" },                \
		{ "--join", "LINK", "where one joins: a page, or mailto:…" },     \
		{ "--archive", "LINK", "an archive elsewhere" },                  \
	}

static const struct command table[] = {
	{ .name = "list add", .args = "LIST", .db = CLI_DB_WRITE, .least = 1, .most = 1,
	  .options = LIST_OPTIONS, .help = "a mailing list; LIST becomes its address, /lists/LIST",
	  .run = run_add },
	{ .name = "list set", .args = "LIST", .db = CLI_DB_WRITE, .least = 1, .most = 1,
	  .options = LIST_OPTIONS, .help = "change what is known of a list", .run = run_set },
	{ .name = "list show", .args = "", .db = CLI_DB_READ, .help = "all lists", .run = run_show },
	{ .name = "list import", .args = "LIST SOURCE…", .db = CLI_DB_WRITE, .least = 2,
	  .help = "archives go into a list: mbox of any kind, messages, folders of them, packed or not", .run = run_import },
	{ .name = "list deliver", .args = "LIST", .db = CLI_DB_WRITE, .least = 1, .most = 1,
	  .help = "one message from standard input, as a mail server hands it over",
	  .run = run_deliver },
	{ .name = "list follow", .args = "LIST MAILDIR …", .db = CLI_DB_WRITE, .least = 2,
	  .options = { { "--every", "SECONDS", "look for new mail so often; 30 when not given" },
		       { "--once", NULL, "look once, and end" } },
	  .help = "keep lists up to date with Maildirs, until it is stopped", .run = run_follow },
	{ .name = "list runs", .args = "LIST", .db = CLI_DB_READ, .least = 1, .most = 1,
	  .help = "what was imported: read = stored + already here + set aside", .run = run_runs },
	{ .name = "list remove", .args = "MESSAGE", .db = CLI_DB_WRITE, .least = 1, .most = 1,
	  .options = { { "--why", "TEXT", "the reason, for everybody to read" } },
	  .help = "take a message out of the archive; MESSAGE is its Message-ID, or the end of its address",
	  .run = run_remove },
	{ .name = "list stats", .args = "LIST", .db = CLI_DB_READ, .least = 1, .most = 1,
	  .options = { { "--from", "DAY", "2024-01-01; the archive's first message when not given" },
		       { "--to", "DAY", "the first day that is not in it; the archive's end when not given" },
		       RULE_OPTION },
	  .help = "how often there is discussion and how many take part (docs/metrics.md)",
	  .run = run_stats },
	{ .name = "list check", .args = "LIST", .db = CLI_DB_WRITE, .least = 1, .most = 1,
	  .options = { { "--inside", NULL, "pages on machines of this network count too" } },
	  .help = "can one join it and read it; its coordinators are told", .run = run_check },
	{ .name = "list undo", .args = "RUN", .db = CLI_DB_WRITE, .least = 1, .most = 1,
	  .help = "take an import back, by its number in list runs; other lists keep what they have too",
	  .run = run_undo },
	{ .name = "list threads", .args = "LIST", .db = CLI_DB_READ, .least = 1, .most = 1,
	  .options = { { "--tsv", NULL, "tab between; there is no other form yet" }, RULE_OPTION },
	  .help = "each Message-ID and that of its thread's root", .run = run_threads },
};
const struct commands list_commands = { table, ARRAY_LEN(table) };
