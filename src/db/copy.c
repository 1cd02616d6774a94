/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names of tables and columns come from the target's own catalogue, which our
 * migrations made; they are the only SQL in the program that is put together.
 */
#include "db/copy.h"

#include "base/buf.h"
#include "db/conn.h"

struct copying {
	struct op *from, *to;
	struct copied done;
};

static bool
is_own(struct str table)
{
	/* Of the layer itself, and of the index of words, which is made anew: both sides have
	 * their own. */
	return str_is(table, "migration") || str_is(table, "mail_indexed") ||
	       str_is(table, "mail_index_state");
}

static enum errc
refuse_from(struct copying *c, enum db_fault fault, struct str table)
{
	return db_refuse(c->from, fault, arena_cstr(c->from->arena, table), NULL);
}

static enum errc
refuse_to(struct copying *c, enum db_fault fault, struct str table)
{
	return db_refuse(c->to, fault, arena_cstr(c->to->arena, table), NULL);
}

static enum errc
has_rows(struct copying *c, struct str table, bool *ret)
{
	struct db *db = c->to->db;
	struct engine_stmt *s = NULL;
	enum db_fault fault;

	fault = db->engine->prepare(
		db->conn,
		arena_printf(c->to->arena, "SELECT 1 FROM %.*s LIMIT 1", STRF(table)).p, &s);
	if (fault == FAULT_NONE)
		fault = db->engine->step(s, ret);
	if (s)
		db->engine->finish(s);
	return refuse_to(c, fault, table);
}

static struct str
list_of(struct arena *a, const struct names *columns)
{
	AUTO_BUF b = { 0 };

	for (size_t i = 0; i < columns->n; i++)
		buf_addf(&b, "%s%.*s", i ? ", " : "", STRF(columns->at[i]));
	return buf_to_arena(&b, a);
}

static enum errc
copy_rows(struct copying *c, struct str table, const struct names *columns,
	  struct engine_stmt *rows, struct engine_bulk *bulk)
{
	struct db *from = c->from->db, *to = c->to->db;
	struct db_value *values = ARENA_ARRAY(c->to->arena, columns->n, struct db_value);
	bool more = false;

	for (;;) {
		TRY(refuse_from(c, from->engine->step(rows, &more), table));
		if (!more)
			return OK;
		for (size_t i = 0; i < columns->n; i++) {
			from->engine->column(rows, (unsigned)i, &values[i]);
			/* Only the last column of bytes stays with the engine. */
			if (values[i].type == VALUE_BLOB)
				values[i].s = arena_str(c->from->arena, values[i].s);
		}
		TRY(refuse_to(c, to->engine->bulk_row(bulk, values), table));
		c->done.rows++;
	}
}

static enum errc
copy_table(struct copying *c, struct str table)
{
	struct db *from = c->from->db, *to = c->to->db;
	struct names columns = { 0 };
	struct engine_stmt *rows = NULL;
	struct engine_bulk *bulk = NULL;
	AUTO_ARENA of_table = { 0 };
	struct arena *kept = c->from->arena;
	struct str sql;
	enum errc code;

	TRY(refuse_to(c, to->engine->column_names(to->conn, table, c->to->arena, &columns), table));
	sql = arena_printf(c->from->arena, "SELECT %.*s FROM %.*s",
			   STRF(list_of(c->from->arena, &columns)), STRF(table));
	TRY(refuse_from(c, from->engine->prepare(from->conn, sql.p, &rows), table));
	code = refuse_to(c, to->engine->bulk_begin(to->conn, table, &columns, &bulk), table);
	c->from->arena = &of_table;
	if (code == OK)
		code = copy_rows(c, table, &columns, rows, bulk);
	c->from->arena = kept;
	from->engine->finish(rows);
	/* Also after a failure: it has to be let go. */
	if (bulk) {
		enum db_fault fault = to->engine->bulk_end(bulk, code == OK);

		if (code == OK)
			code = refuse_to(c, fault, table);
	}
	c->done.tables++;
	return code;
}

static bool
same_tables(const struct names *x, const struct names *y)
{
	size_t found = 0;

	for (size_t i = 0; i < x->n; i++)
		for (size_t k = 0; k < y->n; k++)
			found += str_eq(x->at[i], y->at[k]);
	return x->n == y->n && found == x->n;
}

static enum errc
copy_all(struct copying *c)
{
	struct db *from = c->from->db, *to = c->to->db;
	struct names theirs = { 0 }, tables = { 0 };

	TRY(refuse_from(c, from->engine->tables(from->conn, c->from->arena, &theirs), STR("tables")));
	TRY(refuse_to(c, to->engine->tables(to->conn, c->to->arena, &tables), STR("tables")));
	if (!same_tables(&theirs, &tables))
		return fail(c->to, E_CORRUPT, "copy.tables", "%zu, %zu", theirs.n, tables.n);
	for (size_t i = 0; i < tables.n; i++) {
		bool rows = false;

		if (is_own(tables.at[i]) || str_is(tables.at[i], "meta"))
			continue;
		TRY(has_rows(c, tables.at[i], &rows));
		if (rows)
			return fail(c->to, E_CONFLICT, "copy.not-empty", "%.*s", STRF(tables.at[i]));
	}
	/* The first migration puts a row there. */
	TRY(db_script_in_tx(c->to, "meta", "DELETE FROM meta"));
	for (size_t i = 0; i < tables.n; i++)
		if (!is_own(tables.at[i]))
			TRY(copy_table(c, tables.at[i]));
	return OK;
}

enum errc
db_copy(struct op *from, struct op *to, struct copied *ret)
{
	struct copying c = { .from = from, .to = to };
	AUTO_TX reading = tx_begin_read(from);
	AUTO_TX writing = tx_begin(to);

	TRY(db_enter(from, "copy"));
	TRY(db_enter(to, "copy"));
	TRY(refuse_to(&c, to->db->engine->defer(to->db->conn), STR("copy")));
	TRY(copy_all(&c));
	TRY(tx_commit(&writing));
	*ret = c.done;
	return OK;
}
