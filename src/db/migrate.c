/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One step at a time: in one write transaction look at what has been applied,
 * apply the next one, record it. Looking again each time costs nothing that
 * counts and makes two processes starting together harmless: the second waits
 * for the lock and finds the work done.
 *
 * The application id is set in the transaction that makes the first tables: a
 * crash before it leaves an empty file that may be tried again, never a
 * foreign one that looks like ours.
 */
#include "db/migrate.h"

#include "db/conn.h"
#include "db_sql.h"
#include "secret/digest.h"

static struct str
text_of(struct op *op, const struct migration *m)
{
	return str_of(m->sql[op->db->engine->dialect]);
}

/* How many of ours have been applied, all of them unchanged. */
static enum errc
applied(struct op *op, const struct migration *m, size_t n, size_t *ret)
{
	struct migration_applied_rows rows = { 0 };

	TRY(migration_applied(op, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		const struct migration_applied_row *row = &rows.at[i];

		if (row->number != (int64_t)i + 1)
			return fail(op, E_CORRUPT, "db.corrupt",
				    "migration %zu is not recorded", i + 1);
		if (i >= n)
			return fail(op, E_CONFLICT, "db.newer", "%04d %.*s",
				    (int)row->number, STRF(row->name));
		if (!str_eq(row->digest,
			    digest_hex(op->arena, text_of(op, &m[i]))))
			return fail(op, E_CONFLICT, "db.migration-changed",
				    "%04d %.*s", (int)row->number,
				    STRF(row->name));
	}
	*ret = rows.n;
	return OK;
}

static enum errc
first_tables(struct op *op)
{
	bool there = false;

	TRY(db_has_table(op, "migration", &there));
	if (there)
		return OK;
	TRY(db_stamp(op));
	return migration_table_create(op);
}

/* Applies the next one; *ret_done when there was none. */
static enum errc
step(struct op *op, const struct migration *m, size_t n, bool *ret_done)
{
	AUTO_TX tx = tx_begin(op);
	size_t at = 0;

	TRY(first_tables(op));
	TRY(applied(op, m, n, &at));
	*ret_done = at == n;
	if (at < n) {
		struct str text = text_of(op, &m[at]);

		TRY(db_script_in_tx(op, m[at].name, text.p));
		TRY(migration_record(op, m[at].number, str_of(m[at].name),
				     digest_hex(op->arena, text), op->now));
	}
	return tx_commit(&tx);
}

enum errc
db_migrate(struct op *op, const struct migration *m, size_t n)
{
	bool done = false;

	for (size_t i = 0; i < n; i++)
		BUG_ON(m[i].number != (int)i + 1);
	while (!done)
		TRY(step(op, m, n, &done));
	return OK;
}

enum errc
db_migrate_check(struct op *op, const struct migration *m, size_t n)
{
	AUTO_TX tx = tx_begin_read(op);
	bool there = false;
	size_t at = 0;

	TRY(db_has_table(op, "migration", &there));
	if (there)
		TRY(applied(op, m, n, &at));
	if (at < n)
		return fail(op, E_CONFLICT, "db.needs-migration", "%04d %s",
			    m[at].number, m[at].name);
	return tx_commit(&tx);
}
