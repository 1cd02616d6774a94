/* SPDX-License-Identifier: Apache-2.0 */
/*
 * conn: the inside of struct db, for the files of this folder alone.
 */
#ifndef CONVENE_DB_CONN_H
#define CONVENE_DB_CONN_H

#include "db/engine.h"

/* A statement of the table, prepared on one connection. */
struct prepared {
	const struct statement *st;
	struct engine_stmt *stmt;
	bool busy; /* running now */
};

/* Found by the address of the statement; entries stay where they are. */
struct cache {
	struct prepared **slot; /* open addressing, a power of two */
	size_t slots;
	size_t n;
};

struct db {
	const struct db_engine *engine;
	struct engine_conn *conn;
	enum db_mode mode;
	struct cache cache;
	int depth;          /* open struct tx */
	bool write;         /* the open transaction may write */
	bool quiet;         /* … and shows nowhere: the data version stays */
	struct err broken;  /* why it can only be rolled back; code OK: it is not */
	int64_t changes_at; /* total_changes at its begin */
	bool has_meta;      /* the table was seen */
	int64_t runs;
	int fail_after;
};

/* db.c */

/* fail() with what the fault means; breaks an open transaction. conflict is
 * the msgid for a violated constraint, NULL for the usual one. */
must_check enum errc db_refuse(struct op *op, enum db_fault fault, const char *what,
			       const char *conflict);
/* fail() with E_CORRUPT db.misuse; breaks an open transaction. */
#define db_misuse(op, ...) db_broken((op), fail((op), E_CORRUPT, "db.misuse", __VA_ARGS__))
/* op has just failed with that code: the open transaction is broken. */
enum errc db_broken(struct op *op, enum errc code);
/* What everything that reaches the engine passes first: refuses inside a
 * broken transaction, counts, and injects the fault of db_fail_after. */
must_check enum errc db_enter(struct op *op, const char *what);
must_check enum errc db_has_table(struct op *op, const char *name, bool *ret);
must_check enum errc db_stamp(struct op *op);
must_check enum errc db_script_in_tx(struct op *op, const char *what, const char *sql);

/* prepared.c */

/* Afresh, and held against its declaration. */
must_check enum errc db_prepare(struct op *op, const struct statement *st,
				struct engine_stmt **ret);
void cache_done(struct cache *c, const struct db_engine *engine);

#endif
