/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/mailing.h"

#include <stdlib.h>

#include "account/account_seen.h"
#include "list/list_check.h"
#include "net/smtp.h"
#include "outbox/outbox_wish_ops.h"

const struct job_kind job_kinds[] = {
	{ "mail", outbox_run, outbox_rest },
	{ "list-check", list_check_run, NULL },
	{ "digest", outbox_digest_run, NULL },
};
const size_t job_kinds_n = ARRAY_LEN(job_kinds);

enum errc
mailing_also(struct op *op, bool minute)
{
	TRY(account_seen_write(op));
	return minute ? list_check_schedule(op) : OK;
}

enum errc
mailing_load(struct cli *cli, bool must, struct mailing *ret)
{
	struct str given = cli_option(cli, "--mail");
	const char *variable = getenv("CONVENE_MAIL");

	*ret = (struct mailing){ 0 };
	if (!str_present(given) && variable && *variable)
		given = str_of(variable);
	ret->there = str_present(given);
	if (!ret->there && !must)
		return OK;
	TRY(smtp_check_transport(&cli->op, ret->there ? given : STR("")));
	ret->outbox.transport = given;
	return secret_key_load(&cli->op, secret_key_path(&cli->arena, cli->url), &ret->outbox.key);
}
