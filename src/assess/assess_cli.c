/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/assess_cli.h"

#include <inttypes.h>

#include "assess/assess_ops.h"
#include "assess/figure_ops.h"
#include "assess_sql.h"
#include "db/db.h"
#include "forum/forum_view.h"

static enum errc
run_metrics(struct cli *cli)
{
	for (size_t i = 0; i < assess_metrics_n; i++)
		buf_addf(&cli->out, "%-16s %.*s\n", assess_metrics[i].id, STRF(msg_text(LANG_en, assess_metrics[i].why)));
	return OK;
}

static void
print_figure(struct buf *b, const struct figure *f)
{
	switch (f->is) {
	case FIGURE_KNOWN:
		buf_addf(b, "%s%" PRId64, f->at_least ? "at least " : "", f->v);
		break;
	case FIGURE_UNKNOWN:
		BUF_LIT(b, "unknown");
		break;
	default:
		BUF_LIT(b, "not applicable");
	}
}

static void
print_group_json(struct cli *cli, const struct criteria *c, const struct figures_of *g, const struct assessed *a)
{
	BUF_LIT(&cli->out, "{\"group\":");
	buf_add_json(&cli->out, g->slug);
	buf_addf(&cli->out, ",\"result\":\"%.*s\",\"exempt\":%s,\"figures\":{", STRF(verdict_word(a->result)),
		 a->exempt ? "true" : "false");
	for (size_t i = 0; i < c->list.n; i++) {
		const struct figure *f = &g->figure[i];

		buf_add_json(&cli->out, c->list.at[i].id);
		BUF_LIT(&cli->out, ":{\"value\":");
		if (f->is == FIGURE_KNOWN)
			buf_addint(&cli->out, f->v);
		else
			BUF_LIT(&cli->out, "null");
		buf_addf(&cli->out, ",\"at_least\":%s,\"verdict\":\"%.*s\"}%s", f->at_least ? "true" : "false",
			 STRF(verdict_word(a->criteria[i])), i + 1 < c->list.n ? "," : "");
	}
	BUF_LIT(&cli->out, "}}\n");
}

static void
print_group(struct cli *cli, const struct criteria *c, const struct figures_of *g, const struct assessed *a)
{
	buf_addf(&cli->out, "%.*s: %.*s%s\n", STRF(g->slug), STRF(verdict_word(a->result)), a->exempt ? " (exempt)" : "");
	for (size_t i = 0; i < c->list.n; i++) {
		buf_addf(&cli->out, "    %.*s ", STRF(c->list.at[i].id));
		print_figure(&cli->out, &g->figure[i]);
		buf_addf(&cli->out, ", %.*s %" PRId64 ": %.*s\n", STRF(comparison_word(c->list.at[i].comparison)),
			 c->list.at[i].threshold, STRF(verdict_word(a->criteria[i])));
	}
}

static enum errc
run_try(struct cli *cli)
{
	struct str text, day = cli_option(cli, "--on");
	date on = date_of_instant(cli->op.now);
	struct figures_ask ask;
	struct criteria c;
	struct forum forum;
	size_t met = 0;

	TRY(cli_read(cli, cli->args.at[0], (size_t)1 << 20, &text));
	if (str_present(day) && !date_parse(day, &on))
		return fail(&cli->op, E_INVALID, "list.bad-day", "%.*s", STRF(day));
	TRY(criteria_parse(&cli->op, text, &c));
	TRY(forum_view_load(&cli->op, &forum));
	ask = (struct figures_ask){ .c = &c, .on = on };
	TRY(figures_load(&cli->op, NULL, 0, forum.series, &ask, 1));
	for (size_t i = 0; i < ask.ret.groups.n; i++) {
		struct assessed a;

		criteria_assess(&c, ask.ret.groups.at[i].figure, ask.ret.groups.at[i].since, on, &a);
		met += a.result == VERDICT_MET;
		(cli->json ? print_group_json : print_group)(cli, &c, &ask.ret.groups.at[i], &a);
	}
	if (!cli->json)
		buf_addf(&cli->out, "%zu of %zu would qualify\n", met, ask.ret.groups.n);
	return OK;
}

/* "slot/3", "slot" */
static enum errc
version_of(struct cli *cli, struct str *ret_slug, int64_t *ret_number)
{
	struct str rest = cli->args.at[0], slug = str_cut(&rest, '/');

	*ret_number = 0;
	if (str_present(rest) && !str_to_int(rest, ret_number))
		return fail(&cli->op, E_NOT_FOUND, "assess.no-such", "%.*s", STRF(cli->args.at[0]));
	*ret_slug = slug;
	return OK;
}

static enum errc
run_add(struct cli *cli)
{
	AUTO_TX tx = tx_begin(&cli->op);
	struct str text;
	int64_t number;

	TRY(cli_read(cli, cli->args.at[1], (size_t)1 << 20, &text));
	TRY(criteria_add(&cli->op, cli->args.at[0], text, cli_option(cli, "--reason"), &number));
	TRY(tx_commit(&tx));
	buf_addf(&cli->out, "%.*s/%" PRId64 "\n", STRF(cli->args.at[0]), number);
	return OK;
}

static enum errc
run_show(struct cli *cli)
{
	struct criteria_version v;
	struct str slug;
	int64_t number;

	TRY(version_of(cli, &slug, &number));
	TRY(criteria_get(&cli->op, slug, number, &v));
	buf_add(&cli->out, v.source);
	return OK;
}

static enum errc
run_list(struct cli *cli)
{
	struct criteria_sql_versions_rows rows;

	TRY(criteria_sql_versions(&cli->op, &rows));
	for (size_t i = 0; i < rows.n; i++)
		buf_addf(&cli->out, "%.*s/%" PRId64 "  %.*s  %.*s%s%.*s\n", STRF(rows.at[i].slug), rows.at[i].number,
			 STRF(criteria_state_word(rows.at[i].state)), STRF(rows.at[i].reason),
			 rows.at[i].decided.n ? "  " : "", STRF(rows.at[i].decided));
	return OK;
}

static enum errc
take_step(struct cli *cli, bool adopt)
{
	AUTO_TX tx = tx_begin(&cli->op);
	struct str slug;
	int64_t number;

	TRY(version_of(cli, &slug, &number));
	if (adopt)
		TRY(criteria_adopt(&cli->op, slug, number, cli->args.at[1]));
	else
		TRY(criteria_propose(&cli->op, slug, number));
	return tx_commit(&tx);
}

static enum errc
run_propose(struct cli *cli)
{
	return take_step(cli, false);
}

static enum errc
run_adopt(struct cli *cli)
{
	return take_step(cli, true);
}

static const struct command table[] = {
	{ .name = "assess metrics", .args = "", .db = CLI_NO_DB,
	  .help = "what a criterion can ask for", .run = run_metrics },
	{ .name = "assess try", .args = "FILE", .db = CLI_DB_READ, .least = 1, .most = 1,
	  .help = "what criteria would mean for each active coalition, without keeping anything",
	  .options = { { "--on", "DAY", "windows end before this day, 2024-01-31 (today)" } }, .run = run_try },
	{ .name = "assess add", .args = "SET FILE", .db = CLI_DB_WRITE, .least = 2, .most = 2,
	  .help = "the next version of a set of criteria, as a draft; prints its name",
	  .options = { { "--reason", "TEXT", "what it changes, and why; everybody can read it" } }, .run = run_add },
	{ .name = "assess list", .args = "", .db = CLI_DB_READ,
	  .help = "all sets of criteria, with their versions", .run = run_list },
	{ .name = "assess show", .args = "SET[/VERSION]", .db = CLI_DB_READ, .least = 1, .most = 1,
	  .help = "a version as text; of a set the adopted one, else the newest", .run = run_show },
	{ .name = "assess propose", .args = "SET/VERSION", .db = CLI_DB_WRITE, .least = 1, .most = 1,
	  .help = "a draft is put to the coalitions", .run = run_propose },
	{ .name = "assess adopt", .args = "SET/VERSION DECISION", .db = CLI_DB_WRITE, .least = 2, .most = 2,
	  .help = "they have adopted it; DECISION: at which meeting, by which decision", .run = run_adopt },
};
const struct commands assess_commands = { table, ARRAY_LEN(table) };
