/* SPDX-License-Identifier: Apache-2.0 */
#include "report/report_cli.h"

#include <inttypes.h>
#include <unistd.h>

#include "office/format.h"
#include "report/check_many.h"
#include "report/report_ops.h"
#include "report/report_print.h"

/* A file that cannot be read as a report at all ends `report check` so. */
#define EXIT_FINDINGS 1
#define EXIT_NO_TEXT 2

/* ---- check ---- */

/* On one line: strings of JSON have no bare line end and no bare tab. */
static void
add_on_one_line(struct buf *b, struct str json)
{
	for (size_t i = 0; i < json.n; i++)
		if (json.p[i] != '\n' && json.p[i] != '\t')
			buf_addc(b, json.p[i]);
}

static enum errc
check_one(struct cli *cli, struct str path, const void *known, bool *ret_clean)
{
	struct arena *a = cli->op.arena;
	struct cell *cell;
	struct str bytes;
	struct report_text text;
	struct report *r;
	struct findings f;

	TRY(cli_cell(cli, &cell));
	TRY(cli_read(cli, path, REPORT_FILE_MAX_BYTES, &bytes));
	TRY(report_read(&cli->op, cell, bytes, &text));
	r = report_understand(a, &text);
	f = report_check(a, r, known);
	if (cli->json) {
		BUF_LIT(&cli->out, "{\"file\":");
		buf_add_json(&cli->out, path);
		BUF_LIT(&cli->out, ",\"charset\":");
		buf_add_json(&cli->out, text.charset);
		BUF_LIT(&cli->out, ",\"report\":");
		add_on_one_line(&cli->out, report_json(a, r, &f));
		BUF_LIT(&cli->out, "}\n");
	} else {
		report_print(&cli->out, a, path, &text, r, &f);
	}
	*ret_clean = f.n == 0;
	return OK;
}

static enum errc
run_check(struct cli *cli)
{
	struct report_known known;
	bool clean, read;

	TRY(report_known_names(&cli->op, &known));
	TRY(check_many(cli, check_one, &known, &clean, &read));
	cli->exit = !read ? EXIT_NO_TEXT : !clean ? EXIT_FINDINGS : 0;
	return OK;
}

/* ---- render ---- */

static enum errc
run_render(struct cli *cli)
{
	struct str to = cli_option(cli, "--to");
	const struct doc_format *format = doc_format_find(to);
	struct cell *cell;
	struct str bytes;
	struct report_text text;
	struct report *r;

	if (format && format->binary && isatty(STDOUT_FILENO))
		return fail(&cli->op, E_INVALID, "report.no-terminal", "%s", format->extension);
	TRY(cli_cell(cli, &cell));
	TRY(cli_read(cli, cli->args.at[0], REPORT_FILE_MAX_BYTES, &bytes));
	TRY(report_read(&cli->op, cell, bytes, &text));
	r = report_understand(&cli->arena, &text);
	return report_render(&cli->op, r, to.p ? to : STR("markdown"), &cli->out);
}

/* ---- import ---- */

/* One line of the terminal, without what goes beyond the buffer. */
static bool
read_answer(char *line, size_t n)
{
	if (!fgets(line, (int)n, stdin))
		return false;
	if (strlen(line) == n - 1 && line[n - 2] != '\n') {
		int c;

		while ((c = getchar()) != EOF && c != '\n')
			;
		*line = '\0';
	}
	return true;
}

static void
print_question(const struct report_question *q)
{
	fprintf(stderr, "\n%s not known: %.*s (line %u)\n", q->kind == NAME_GROUP ? "Group" : "Person",
		STRF(q->written), q->line);
	for (size_t i = 0; i < q->suggestions.n; i++)
		fprintf(stderr, "  %zu  %.*s (%s)\n", i + 1, STRF(q->suggestions.at[i].name),
			q->suggestions.at[i].reason);
	fprintf(stderr, "  n  new%s  q  stop, store nothing\n> ",
		q->kind == NAME_GROUP ? "  o  an office, no group" : "");
}

/* Asks at the terminal, on standard error: what goes to standard output may be
 * JSON. Answers are one letter or one number. */
static enum errc
ask(struct op *op, void *ctx, const struct report_question *q, struct report_answer *ret)
{
	struct cli *cli = ctx;
	char line[256];
	int64_t n;

	if (!isatty(STDIN_FILENO))
		return fail(op, E_INVALID, "report.cannot-ask", "%.*s", STRF(q->written));
	cli_flush(cli);
	for (;;) {
		struct str s;

		print_question(q);
		if (!read_answer(line, sizeof line)) {
			ret->reply = REPLY_STOP;
			return OK;
		}
		s = str_trim(str_of(line));
		if (str_is(s, "q")) {
			ret->reply = REPLY_STOP;
			return OK;
		}
		if (str_is(s, "n") || (str_is(s, "o") && q->kind == NAME_GROUP)) {
			ret->reply = s.p[0] == 'n' ? REPLY_NEW : REPLY_NONE;
			return OK;
		}
		if (str_to_int(s, &n) && n >= 1 && n <= (int64_t)q->suggestions.n) {
			*ret = (struct report_answer){ REPLY_SLUG, q->suggestions.at[n - 1].slug };
			return OK;
		}
		fputs("Please answer with a number or a letter of the list.\n", stderr);
	}
}

static void
print_imported(struct cli *cli, struct str path, const struct report_imported *done)
{
	struct buf *b = &cli->out;

	if (cli->json) {
		BUF_LIT(b, "{\"file\":");
		buf_add_json(b, path);
		BUF_LIT(b, ",\"outcome\":");
		buf_add_json(b, import_outcome_word(done->outcome));
		BUF_LIT(b, ",\"path\":");
		buf_add_json(b, done->path);
		buf_addf(b, ",\"revision\":%" PRId64 ",\"import\":%" PRId64
			 ",\"findings\":%zu,\"new_people\":%zu,\"new_groups\":%zu,\"diff\":",
			 done->revision, done->import.v, done->findings.n, done->new_people,
			 done->new_groups);
		buf_add_json(b, done->diff);
		BUF_LIT(b, "}\n");
		return;
	}
	buf_addf(b, "%.*s: %.*s, %.*s revision %" PRId64, STRF(path),
		 STRF(import_outcome_word(done->outcome)), STRF(done->path), done->revision);
	if (done->outcome != IMPORT_UNCHANGED)
		buf_addf(b, " (import %" PRId64 "; findings: %zu, new people: %zu, new groups: %zu)",
			 done->import.v, done->findings.n, done->new_people, done->new_groups);
	buf_addc(b, '\n');
	buf_add(b, done->diff);
}

static enum errc
run_import(struct cli *cli)
{
	struct report_import in = { 0 };
	struct str answers = cli_option(cli, "--resolve");
	struct report_resolve *resolve = NULL;
	struct cell *cell;

	TRY(cli_cell(cli, &cell));
	if (answers.p) {
		struct str text;

		TRY(cli_read(cli, answers, (size_t)1 << 20, &text));
		if (str_starts(text, STR("\xEF\xBB\xBF")))
			text = str_from(text, 3);
		TRY(report_resolve_load(&cli->op, text, &resolve));
	}
	in.answers = resolve;
	if (!cli_has(cli, "--yes")) {
		in.ask = ask;
		in.ask_ctx = cli;
	}
	for (size_t i = 0; i < cli->args.n; i++) {
		struct report_imported done;

		in.name = cli->args.at[i];
		TRY(cli_read(cli, in.name, REPORT_FILE_MAX_BYTES, &in.bytes));
		cli->about = in.name;
		TRY(report_import(&cli->op, cell, &in, &done));
		cli->about = STR_NONE;
		print_imported(cli, in.name, &done);
		if (done.report->form == REPORT_OTHER)
			cli->exit = EXIT_FINDINGS;
		cli_flush(cli);
	}
	return OK;
}

static enum errc
run_undo(struct cli *cli)
{
	struct import_ref ref;
	import_id id = { 0 };

	/* 0 would be the newest: nobody may come to that by a slip. */
	if (cli->args.n && (!str_to_int(cli->args.at[0], &id.v) || id.v < 1))
		return fail(&cli->op, E_INVALID, "cli.bad-number", "%.*s", STRF(cli->args.at[0]));
	TRY(report_undo(&cli->op, id, &ref));
	if (cli->json) {
		buf_addf(&cli->out, "{\"import\":%" PRId64 ",\"file\":", ref.id.v);
		buf_add_json(&cli->out, ref.file_name);
		BUF_LIT(&cli->out, ",\"document\":");
		buf_add_json(&cli->out, ref.slug);
		buf_addf(&cli->out, ",\"revision\":%" PRId64 "}\n", ref.revision);
		return OK;
	}
	buf_addf(&cli->out, "import %" PRId64 " (%.*s, %.*s revision %" PRId64 ") is undone\n",
		 ref.id.v, STRF(ref.file_name), STRF(ref.slug), ref.revision);
	return OK;
}

static void
add_history_json(struct cli *cli, const struct import_entries *list)
{
	struct buf *b = &cli->out;

	buf_addc(b, '[');
	for (size_t i = 0; i < list->imports.n; i++) {
		const struct import_entry *e = &list->imports.at[i];

		buf_addf(b, "%s{\"import\":%" PRId64 ",\"at\":\"%.*s\",\"outcome\":\"%.*s\",\"file\":",
			 i ? "," : "", e->id.v, STRF(instant_format(&cli->arena, e->at)),
			 STRF(import_outcome_word(e->outcome)));
		buf_add_json(b, e->file_name);
		buf_addf(b, ",\"undone\":%s}", instant_known(e->undone) ? "true" : "false");
	}
	BUF_LIT(b, "]\n");
}

static enum errc
run_history(struct cli *cli)
{
	struct import_entries list;

	TRY(import_list(&cli->op, &list));
	if (cli->json) {
		add_history_json(cli, &list);
		return OK;
	}
	for (size_t i = 0; i < list.imports.n; i++) {
		const struct import_entry *e = &list.imports.at[i];

		buf_addf(&cli->out, "%4" PRId64 "  %.*s  %-8.*s  %.*s%s\n", e->id.v,
			 STRF(instant_format(&cli->arena, e->at)),
			 STRF(import_outcome_word(e->outcome)), STRF(e->file_name),
			 instant_known(e->undone) ? "  (undone)" : "");
	}
	return OK;
}

static const struct command table[] = {
	{ .name = "report check", .args = "FILE…", .db = CLI_DB_IF_GIVEN, .least = 1,
	  .help = "what is understood of a summary report, and what is wrong with it; "
		  "exit 0 clean, 1 findings, 2 no text",
	  .run = run_check },
	{ .name = "report import", .args = "FILE…", .db = CLI_DB_WRITE, .least = 1,
	  .help = "store meeting, attendance, action items and the report itself",
	  .options = { { "--resolve", "FILE", "answers for names that are not known" },
		       { "--yes", NULL, "ask nothing: unknown names become new, unresolved entries" } },
	  .run = run_import },
	{ .name = "report render", .args = "FILE", .db = CLI_NO_DB, .least = 1, .most = 1,
	  .help = "the same report in another format",
	  .options = { { "--to", "FORMAT", "markdown (default) | text | html | json | pdf | docx | odt" } },
	  .run = run_render },
	{ .name = "report undo", .args = "[IMPORT]", .db = CLI_DB_WRITE, .most = 1,
	  .help = "take an import back, the newest if none is named", .run = run_undo },
	{ .name = "report history", .args = "", .db = CLI_DB_READ, .help = "all imports",
	  .run = run_history },
};
const struct commands report_commands = { table, ARRAY_LEN(table) };
