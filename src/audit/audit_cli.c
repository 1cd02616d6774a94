/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/audit_cli.h"

#include <inttypes.h>

#include "audit/audit_ops.h"
#include "audit_sql.h"

#define SHOWN 100

static enum errc
run_verify(struct cli *cli)
{
	struct str last;
	int64_t n;

	TRY(audit_verify(&cli->op, &n, &last));
	if (cli->json)
		buf_addf(&cli->out, "{\"lines\":%" PRId64 ",\"last\":\"%.*s\"}\n", n, STRF(last));
	else
		buf_addf(&cli->out, "%" PRId64 " lines, none changed or missing in between; the last one is %.*s\n", n,
			 STRF(last.n ? last : STR("none")));
	return OK;
}

static enum errc
run_list(struct cli *cli)
{
	struct audit_sql_newest_rows rows;

	TRY(audit_sql_newest(&cli->op, SHOWN, 0, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		const struct audit_sql_newest_row *r = &rows.at[i];
		struct str at = instant_format(&cli->arena, r->at);

		if (!cli->json) {
			buf_addf(&cli->out, "%.*s  %.*s  %.*s  %.*s%s%.*s\n", STRF(at),
				 STRF(str_present(r->address) ? r->address : STR("(command line)")), STRF(r->action),
				 STRF(r->object), str_present(r->behalf) ? "  for " : "",
				 STRF(str_or_empty(r->behalf)));
			continue;
		}
		buf_addf(&cli->out, "{\"at\":\"%.*s\",\"actor\":", STRF(at));
		buf_add_json(&cli->out, r->address);
		BUF_LIT(&cli->out, ",\"behalf\":");
		buf_add_json(&cli->out, r->behalf);
		buf_addf(&cli->out, ",\"action\":\"%.*s\",\"object\":\"%.*s\",\"digest\":\"%.*s\"}\n", STRF(r->action),
			 STRF(r->object), STRF(r->digest));
	}
	return OK;
}

static const struct command table[] = {
	{ .name = "audit list", .args = "", .db = CLI_DB_READ,
	  .help = "what was done by whom, the newest first", .run = run_list },
	{ .name = "audit verify", .args = "", .db = CLI_DB_READ,
	  .help = "has a line been changed, taken out or put in", .run = run_verify },
};
const struct commands audit_commands = { table, ARRAY_LEN(table) };
