/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any bytes as a statement file and as a migration: refused with a complaint,
 * or compiled to text that keeps a few promises.
 */
#include "base/err.h"
#include "tools/sqlc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
as_statements(struct arena *a, struct str text)
{
	AUTO_BUF c = { 0 }, h = { 0 };
	struct source src = { STR("src/x/x.sql"), text };
	struct complaint why = { "" };
	struct sqlc_file f = { 0 };

	if (!sqlc_read(a, &src, &f, &why)) {
		BUG_ON(!why.text[0]);
		return;
	}
	for (size_t i = 0; i < f.statements.n; i++) {
		const struct sqlc_statement *st = &f.statements.at[i];

		BUG_ON(!st->name.n || !st->why.n);
		for (int d = 0; d < SQLC_DIALECTS; d++)
			BUG_ON(!st->sql[d].n || st->sql[d].n > SQL_TEXT_MAX);
	}
	sqlc_emit_c(&f, STR("x_sql.h"), &c);
	sqlc_emit_h(&f, STR("x_sql.h"), &h);
	BUG_ON(str_find_char(buf_str(&c), '\0', 0) != STR_NPOS);
	BUG_ON(str_find(buf_str(&c), STR("?\?"), 0) != STR_NPOS);
}

/* What was compiled once compiles to itself: its comments are gone and its
 * words are the engine's. */
static void
as_migration(struct arena *a, struct str text)
{
	AUTO_BUF c = { 0 };
	struct source src = { STR("0001_x.sql"), text };
	struct complaint why = { "" };
	sqlc_migrations m = { 0 }, again = { 0 };

	if (!sqlc_migrations_read(a, &src, 1, &m, &why)) {
		BUG_ON(!why.text[0]);
		return;
	}
	sqlc_migrations_emit_c(&m, STR("migrations.h"), &c);
	src.text = m.at[0].sql[SQLC_SQLITE];
	if (sqlc_migrations_read(a, &src, 1, &again, &why))
		BUG_ON(!str_eq(again.at[0].sql[SQLC_SQLITE], src.text));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO_ARENA a = { 0 };
	struct str text = { (const char *)data, size };

	as_statements(&a, text);
	as_migration(&a, text);
	return 0;
}
