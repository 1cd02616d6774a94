/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Transactions.
 *
 * The problem: any statement may fail at any moment (disk, lock, deadline),
 * and whatever happens the database must be as it was before. Code above must
 * be able to return early anywhere and be right.
 *
 * Invariants
 *  1. depth counts open struct tx. While depth > 0 and broken.code == OK an
 *     engine transaction is open; while depth == 0 none is.
 *  2. While broken.code != OK nothing is sent to the engine but the rollback
 *     of the outermost tx. PostgreSQL behaves so by itself; SQLite would let
 *     one go on after a failed statement, and code that grew used to it would
 *     break on the other engine.
 *  3. A statement that writes runs only inside a write transaction, so that
 *     meta.data_version, which caches trust, cannot be forgotten.
 *
 *      idle --tx_begin--> open --a failure, or an inner tx closed--> broken
 *       ^                  |  \                                        |
 *       +---- tx_commit ---+   +--------- tx_close: rollback ----------+--> idle
 *
 * Rejected: savepoints for nested transactions. "The inner part failed, go on
 * without it" is a decision, and belongs where both parts are in sight.
 */
#include "db/conn.h"
#include "db_sql.h"

static enum errc
begin_outermost(struct op *op, bool write)
{
	struct db *db = op->db;

	db->write = write;
	if (write && db->mode == DB_READ)
		return db_misuse(op, "write on a connection opened for reading");
	TRY(db_enter(op, "begin"));
	db->changes_at = db->engine->total_changes(db->conn);
	return db_refuse(op, db->engine->begin(db->conn, write), "begin", NULL);
}

static struct tx
begin(struct op *op, bool write)
{
	struct db *db = op->db;

	BUG_ON(!db);
	if (db->depth++ == 0) {
		/* A failure is in db->broken now, for the first statement. */
		(void)begin_outermost(op, write);
	} else if (write && !db->write && db->broken.code == OK) {
		(void)db_misuse(op, "write transaction inside one for reading");
	}
	/* What is inside may show. */
	if (db->depth > 1 && write)
		db->quiet = false;
	return (struct tx){ .op = op, .open = true, .write = write };
}

struct tx
tx_begin(struct op *op)
{
	return begin(op, true);
}

struct tx
tx_begin_quiet(struct op *op)
{
	bool quiet = op->db->depth == 0 || op->db->quiet;
	struct tx tx = begin(op, true);

	op->db->quiet = quiet;
	return tx;
}

struct tx
tx_begin_read(struct op *op)
{
	return begin(op, false);
}

static enum errc
bump_version(struct op *op)
{
	struct db *db = op->db;

	if (db->engine->total_changes(db->conn) == db->changes_at)
		return OK;
	if (!db->has_meta)
		TRY(db_has_table(op, "meta", &db->has_meta));
	return db->has_meta ? meta_version_bump(op) : OK;
}

static enum errc
commit_outermost(struct op *op, bool write)
{
	struct db *db = op->db;

	if (write && !db->quiet && db->broken.code == OK)
		TRY(bump_version(op));
	TRY(db_enter(op, "commit"));
	return db_refuse(op, db->engine->commit(db->conn), "commit", NULL);
}

/* The end of the outermost tx, whichever way it went. */
static void
end_outermost(struct db *db, bool committed)
{
	if (!committed) {
		db->engine->rollback(db->conn);
		/* Perhaps it was made in this very transaction. One for reading, which
		 * is often left uncommitted, makes nothing. */
		if (db->write)
			db->has_meta = false;
	}
	db->depth = 0;
	db->quiet = false;
	db->broken = (struct err){ 0 };
}

enum errc
tx_commit(struct tx *tx)
{
	struct op *op = tx->op;
	struct db *db = op->db;
	enum errc code;

	BUG_ON(!tx->open);
	tx->open = false;
	if (db->depth > 1) {
		db->depth--;
		return db->broken.code == OK ? OK : db_enter(op, "commit");
	}
	code = commit_outermost(op, db->write);
	end_outermost(db, code == OK);
	return code;
}

void
tx_close(struct tx *tx)
{
	struct op *op = tx->op;
	struct db *db;

	if (!tx->open)
		return;
	db = op->db;
	tx->open = false;
	if (db->depth == 1) {
		end_outermost(db, false);
		return;
	}
	db->depth--;
	if (!tx->write || db->broken.code != OK)
		return;
	if (op->err.code != OK)
		db->broken = op->err;
	else
		db->broken = (struct err){ .code = E_CONFLICT,
					   .msgid = "db.rolled-back",
					   .file = __FILE__,
					   .line = __LINE__ };
}
