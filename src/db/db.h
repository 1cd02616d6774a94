/* SPDX-License-Identifier: Apache-2.0 */
/*
 * db: one connection to the database of one forum.
 *
 * A connection belongs to one thread. Statements reach it through the
 * functions that tools/sqlc generates (db/statement.h); nothing else in the
 * program holds SQL text. Which engine is behind it shows nowhere but here
 * and in db/engine.h.
 *
 * Failures of statements, the same from every engine:
 *   E_UNAVAILABLE  db.busy      somebody else holds the lock longer than we wait
 *   E_UNAVAILABLE  db.disk      disk full, read-only, unreadable
 *   E_CONFLICT     db.conflict  a constraint forbids it (or the statement's own key)
 *   E_LIMIT        db.too-slow  the deadline has passed
 *   E_LIMIT        db.too-large a value longer than a row may hold
 *   E_INVALID      db.bad-text  text that is not UTF-8, or holds a NUL byte
 *   E_CORRUPT      db.corrupt   what is stored is not what was promised
 *   E_CORRUPT      db.misuse    the program is wrong: detail says how
 * After any of them the database is as it was before the transaction.
 */
#ifndef CONVENE_DB_DB_H
#define CONVENE_DB_DB_H

#include "base/op.h"
#include "db/statement.h"

struct db;

enum db_mode {
	DB_READ,   /* may not write; for pages */
	DB_WRITE,  /* a database that exists */
	DB_CREATE, /* makes an empty one where there is none */
};

/*
 * url: "sqlite:/path", "sqlite:relative/path" or, only with DB_CREATE,
 * "sqlite::memory:"; or a "postgresql://…" of libpq's, whose database must be
 * there (of encoding UTF8) and whose current schema is ours alone. Refused, with
 * the database as it was:
 *   E_NOT_FOUND db.no-file          there is no such file
 *   E_INVALID   db.bad-url          not one of the forms above
 *   E_UNAVAILABLE db.unreachable    no server there, or it does not let us in
 *   E_INVALID   db.not-a-database   a file of another kind
 *   E_INVALID   db.not-ours         a database of another program
 *   E_CONFLICT  db.not-initialised  empty, and not opened with DB_CREATE
 * A new database has no tables: db_migrate (db/migrate.h) comes next.
 * op->db is not looked at and not set.
 */
must_check enum errc db_open(struct op *op, struct str url, enum db_mode mode,
			     struct db **ret);
/* The same, waiting for a lock so long at most, and from now on. */
must_check enum errc db_open_within(struct op *op, struct str url, enum db_mode mode,
				    int busy_ms, struct db **ret);
/* Has the file been moved away, or another one put in its place (a backup that
 * was restored)? This connection still reads the old one. */
bool db_replaced(const struct db *db);
/* NULL is fine. A transaction that is still open is rolled back. */
void db_close(struct db *db);

/* Does the address lead to a server, for which one has to wait? */
bool db_is_remote(struct str url);
/* The address without the password in it, for people to see. */
const char *db_shown(struct arena *a, const char *url);
/* Which SQL it speaks. */
enum db_dialect db_dialect(const struct db *db);
/* How long to wait for somebody else's lock; 5000 at first. */
void db_set_busy(struct db *db, int milliseconds);
/* Statements that still run this long from now fail with E_LIMIT; 0: never.
 * Commits and rollbacks are not cut off. */
void db_set_deadline(struct db *db, int milliseconds);

/*
 * Transactions. All of these use op->db.
 *
 *	AUTO_TX tx = tx_begin(op);
 *	TRY(meeting_add(op, …));
 *	return tx_commit(&tx);
 *
 * A tx that goes out of scope uncommitted rolls back. A failed tx_begin is
 * reported by the first statement after it, and by tx_commit.
 *
 * Nesting joins: the inner commit does nothing, the outer one decides. After
 * an inner write transaction was left uncommitted, or a statement inside the
 * transaction was refused by the engine, the whole of it can only be rolled
 * back: every later statement in it and its commit fail with the first error.
 *
 * Statements that write are refused (db.misuse) outside tx_begin. A commit
 * that changed any row also adds one to meta.data_version.
 */
struct tx {
	struct op *op;
	bool open;
	bool write;
};

/* A view is often opened and never named again, hence unused. */
#define AUTO_TX __attribute__((cleanup(tx_close), unused)) struct tx

/* Takes the write lock at once. */
must_check struct tx tx_begin(struct op *op);
/* The same, for what shows on no page that is kept: sessions, letters, jobs. The data
 * version stays as it is, unless an ordinary transaction is nested in it. */
must_check struct tx tx_begin_quiet(struct op *op);
/* One unchanging view from the first statement on; may be left uncommitted. */
must_check struct tx tx_begin_read(struct op *op);
must_check enum errc tx_commit(struct tx *tx);
void tx_close(struct tx *tx);

/* Grows with every committed change by anybody; 0 while there are no tables. */
must_check enum errc db_data_version(struct op *op, int64_t *ret);

/* How the engine would run it, one step a line. */
must_check enum errc db_explain(struct op *op, const struct statement *st,
				struct str *ret_plan);
/* Does that plan walk a whole table, or a whole index? */
bool db_plan_scans(struct str plan);
/* Prepares it and compares the number of parameters and columns and whether it
 * writes; refuses columns that are selected in another order than declared. */
must_check enum errc db_check(struct op *op, const struct statement *st);

/*
 * What was deleted or overwritten is nowhere in the database's files any more: its log
 * is emptied too. Not in a transaction. E_UNAVAILABLE db.not-purged: somebody reads
 * what was there before. With PostgreSQL the server's own log and backups are not in
 * our hands.
 */
must_check enum errc db_purge(struct op *op);

/*
 * A long run of large writes begins, or has ended: meanwhile another thread does with the
 * engine's log what this connection would stop for. Not in a transaction.
 */
void db_sweep(struct op *op, bool on);

/* Several statements at once without results, as they stand. For tests that
 * need tables; the program itself has migrations. Not in a transaction. */
must_check enum errc db_script(struct op *op, const char *sql);

/* For tests: the n-th statement, begin or commit from now fails, once, with
 * E_UNAVAILABLE; 1 is the next, 0 none. */
void db_fail_after(struct db *db, int n);
/* How many of them there have been since the connection was opened. */
int64_t db_runs(const struct db *db);

#endif
