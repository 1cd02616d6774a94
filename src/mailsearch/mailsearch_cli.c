/* SPDX-License-Identifier: Apache-2.0 */
#include "mailsearch/mailsearch_cli.h"

#include <inttypes.h>

#include "mailsearch/mailsearch_view.h"
#include "text/clean.h"

static struct str
plain(struct arena *a, const struct text_excerpt *e)
{
	AUTO_BUF b = { 0 };

	for (size_t i = 0; i < e->pieces.n; i++)
		buf_add(&b, e->pieces.at[i].text);
	return buf_to_arena(&b, a);
}

static void
print_json(struct cli *cli, const struct mailsearch_hit *h)
{
	const struct {
		const char *name;
		struct str value;
	} t[] = {
		{ "{\"url\":", h->url.s },
		{ ",\"list\":", h->list },
		{ ",\"day\":", date_known(h->day) ? date_format(&cli->arena, h->day) : STR_NONE },
		{ ",\"who\":", h->who },
		{ ",\"subject\":", h->subject.pieces.n ? plain(&cli->arena, &h->subject) : STR_NONE },
		{ ",\"excerpt\":", plain(&cli->arena, &h->text) },
	};

	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		buf_addz(&cli->out, t[i].name);
		buf_add_json(&cli->out, t[i].value);
	}
	BUF_LIT(&cli->out, "}\n");
}

static void
print_text(struct cli *cli, const struct mailsearch_hit *h)
{
	struct str day = date_format(&cli->arena, h->day);

	buf_addf(&cli->out, "%-10.*s  %.*s  ", STRF(day), STRF(h->list));
	buf_add(&cli->out, text_clean(&cli->arena, plain(&cli->arena, &h->subject)));
	BUF_LIT(&cli->out, "\n            ");
	if (h->who.n)
		buf_addf(&cli->out, "%.*s: ", STRF(h->who));
	buf_add(&cli->out, text_clean(&cli->arena, plain(&cli->arena, &h->text)));
	buf_addf(&cli->out, "\n            %.*s\n", STRF(h->url.s));
}

static enum errc
page_option(struct cli *cli, int64_t *ret)
{
	struct str s = cli_option(cli, "--page");

	*ret = 1;
	if (!s.p || (str_to_int(s, ret) && *ret >= 1 && *ret <= 100000))
		return OK;
	return fail(&cli->op, E_INVALID, "cli.bad-number", "%.*s", STRF(s));
}

static enum errc
run_search(struct cli *cli)
{
	struct mailsearch_view v = { 0 };
	AUTO_BUF typed = { 0 };
	int64_t page;

	for (size_t i = 0; i < cli->args.n; i++)
		buf_addf(&typed, "%s%.*s", i ? " " : "", STRF(cli->args.at[i]));
	TRY(page_option(cli, &page));
	TRY(mailsearch_load(&cli->op, buf_to_arena(&typed, &cli->arena), cli_has(cli, "--best"), page, &v));
	if (v.no_such_list)
		return fail(&cli->op, E_NOT_FOUND, "list.no-such", "%.*s", STRF(v.list));
	if (str_present(v.not_a_day))
		return fail(&cli->op, E_INVALID, "list.bad-day", "%.*s", STRF(v.not_a_day));
	if (v.any && !v.asked)
		return fail(&cli->op, E_INVALID, "mailsearch.no-words", "%s", "");
	for (size_t i = 0; i < v.hits.n; i++)
		cli->json ? print_json(cli, &v.hits.at[i]) : print_text(cli, &v.hits.at[i]);
	if (!cli->json && v.total > v.pager.last)
		buf_addf(&cli->out, "%" PRId64 " to %" PRId64 " of %" PRId64 "; more with --page %" PRId64 "\n",
			 v.pager.first, v.pager.last, v.total, v.pager.page + 1);
	if (v.incomplete)
		fputs("convene: not all messages are in the index of words yet: convene init takes in what is missing\n",
		      stderr);
	if (!v.total)
		cli->exit = 1;
	return OK;
}

static const struct command table[] = {
	{ .name = "search", .args = "WORD…", .db = CLI_DB_READ, .least = 1,
	  .options = { { "--best", NULL, "best first, and not newest" },
		       { "--page", "N", "20 messages each" } },
	  .help = "messages of mailing lists: words, \"phrases\", from: subject: list: after: before:",
	  .run = run_search },
};
const struct commands mailsearch_commands = { table, ARRAY_LEN(table) };
