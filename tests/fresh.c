/* SPDX-License-Identifier: Apache-2.0 */
#include "fresh.h"

#include <stdio.h>
#include <stdlib.h>

static const char *
postgres_url(void)
{
	const char *url = getenv("CONVENE_TEST_POSTGRES");

	return url && *url ? url : NULL;
}

bool
fresh_is_postgres(void)
{
	return postgres_url() != NULL;
}

static void
must(struct op *op, enum errc code)
{
	if (code == OK)
		return;
	fprintf(stderr, "fresh database: %s %s\n", op->err.msgid, op->err.detail);
	abort();
}

void
fresh_db(struct op *op)
{
	const char *url = postgres_url();

	must(op, db_open(op, str_of(url ? url : "sqlite::memory:"), DB_CREATE, &op->db));
	if (url)
		must(op, db_script(op, "DROP SCHEMA public CASCADE; CREATE SCHEMA public"));
}
