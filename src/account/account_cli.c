/* SPDX-License-Identifier: Apache-2.0 */
#include "account/account_cli.h"

#include "account/account_ops.h"
#include "account_sql.h"
#include "db/db.h"
#include "group/group_ops.h"
#include "person/person_ops.h"

static enum errc
role_named(struct cli *cli, struct str word, enum role *ret)
{
	if (role_parse(word, ret) && role_is_given(*ret))
		return OK;
	return fail(&cli->op, E_INVALID, "role.no-such", "%.*s", STRF(word));
}

static enum errc
group_option(struct cli *cli, group_id *ret)
{
	struct str slug = cli_option(cli, "--group");
	struct group_ref group = { 0 };

	if (str_present(slug))
		TRY(group_by_slug(&cli->op, slug, &group));
	*ret = group.id;
	return OK;
}

/* Today when it was not given. */
static enum errc
day_option(struct cli *cli, const char *name, date otherwise, date *ret)
{
	struct str given = cli_option(cli, name);

	*ret = otherwise;
	if (str_present(given) && !date_parse(given, ret))
		return fail(&cli->op, E_INVALID, "list.bad-day", "%.*s", STRF(given));
	return OK;
}

/* ---- admin ---- */

static enum errc
run_invite(struct cli *cli)
{
	AUTO_TX tx = tx_begin(&cli->op);
	struct str role_given = cli_option(cli, "--role"), name = cli_option(cli, "--name");
	enum role role = ROLE_SECRETARIAT;
	account_id account;
	person_id person;
	group_id group;

	if (str_present(role_given))
		TRY(role_named(cli, role_given, &role));
	TRY(group_option(cli, &group));
	TRY(account_invite(&cli->op, cli->args.at[0], str_or_empty(name), &account, &person));
	TRY(role_grant(&cli->op, person, role, group, date_of_instant(cli->op.now), DATE_NONE));
	TRY(tx_commit(&tx));
	buf_addf(&cli->out, "%.*s can sign in as %.*s\n", STRF(cli->args.at[0]), STRF(role_word(role)));
	return OK;
}

static enum errc
run_link(struct cli *cli)
{
	struct secret_key key;
	struct str link;

	TRY(secret_key_load(&cli->op, secret_key_path(&cli->arena, cli->url), &key));
	TRY(sign_in_link(&cli->op, &key, cli->args.at[0], &link));
	buf_addf(&cli->out, "%.*s\n", STRF(link));
	return OK;
}

/* ---- roles ---- */

static enum errc
run_grant(struct cli *cli)
{
	AUTO_TX tx = tx_begin(&cli->op);
	date since, until, today = date_of_instant(cli->op.now);
	struct person_ref person;
	group_id group;
	enum role role;

	TRY(person_by_slug(&cli->op, cli->args.at[0], &person));
	TRY(role_named(cli, cli->args.at[1], &role));
	TRY(group_option(cli, &group));
	TRY(day_option(cli, "--since", today, &since));
	TRY(day_option(cli, "--until", DATE_NONE, &until));
	TRY(role_grant(&cli->op, person.id, role, group, since, until));
	return tx_commit(&tx);
}

static enum errc
run_end(struct cli *cli)
{
	AUTO_TX tx = tx_begin(&cli->op);
	struct person_ref person;
	group_id group;
	enum role role;
	date until;

	TRY(person_by_slug(&cli->op, cli->args.at[0], &person));
	TRY(role_named(cli, cli->args.at[1], &role));
	TRY(group_option(cli, &group));
	TRY(day_option(cli, "--until", date_of_instant(cli->op.now), &until));
	TRY(role_end(&cli->op, person.id, role, group, until));
	return tx_commit(&tx);
}

static enum errc
run_roles(struct cli *cli)
{
	struct role_sql_list_rows rows;
	date day;

	TRY(day_option(cli, "--at", DATE_NONE, &day));
	TRY(role_sql_list(&cli->op, day, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		const struct role_sql_list_row *r = &rows.at[i];
		struct str since = date_format(&cli->arena, r->since), until = date_format(&cli->arena, r->until);
		struct str word = role_word(r->role), grp = str_or_empty(r->grp);

		if (!cli->json) {
			buf_addf(&cli->out, "%.*s%s%.*s  %.*s  %.*s to %.*s\n", STRF(word), grp.n ? " of " : "",
				 STRF(grp), STRF(r->name), STRF(since), STRF(until.n ? until : STR("now")));
			continue;
		}
		BUF_LIT(&cli->out, "{\"person\":");
		buf_add_json(&cli->out, r->slug);
		BUF_LIT(&cli->out, ",\"name\":");
		buf_add_json(&cli->out, r->name);
		buf_addf(&cli->out, ",\"role\":\"%.*s\",\"group\":", STRF(word));
		buf_add_json(&cli->out, r->grp);
		buf_addf(&cli->out, ",\"since\":\"%.*s\",\"until\":", STRF(since));
		buf_add_json(&cli->out, until.n ? until : STR_NONE);
		BUF_LIT(&cli->out, "}\n");
	}
	return OK;
}

#define GROUP_OPTION { "--group", "SLUG", "of which group, for a coordinator" }

static const struct command table[] = {
	{ .name = "admin invite", .args = "ADDRESS", .db = CLI_DB_WRITE, .least = 1, .most = 1,
	  .options = { { "--name", "NAME", "who that is; a person of that name, or a new one" },
		       { "--role", "ROLE", "secretariat when not given" },
		       GROUP_OPTION },
	  .help = "somebody can sign in with a role: the first one of a forum is made so", .run = run_invite },
	{ .name = "admin link", .args = "ADDRESS", .db = CLI_DB_WRITE, .least = 1, .most = 1,
	  .help = "a link that signs in whoever opens it within ten minutes, once", .run = run_link },
	{ .name = "role grant", .args = "PERSON ROLE", .db = CLI_DB_WRITE, .least = 2, .most = 2,
	  .options = { GROUP_OPTION,
		       { "--since", "DAY", "today when not given" },
		       { "--until", "DAY", "the first day without it, for a term that is over" } },
	  .help = "coordinator, facilitator, secretariat or auditor; PERSON is the end of an address, /people/PERSON",
	  .run = run_grant },
	{ .name = "role end", .args = "PERSON ROLE", .db = CLI_DB_WRITE, .least = 2, .most = 2,
	  .options = { GROUP_OPTION, { "--until", "DAY", "the first day without it; today when not given" } },
	  .help = "a term is over; it stays in the record", .run = run_end },
	{ .name = "role list", .args = "", .db = CLI_DB_READ,
	  .options = { { "--at", "DAY", "only who had it on that day" } },
	  .help = "who has, and had, which role", .run = run_roles },
};
const struct commands account_commands = { table, ARRAY_LEN(table) };
