/* SPDX-License-Identifier: Apache-2.0 */
/*
 * engine: what a database library must do for db.c. One table of functions
 * per library; each lives in the one file that includes the library's header.
 *
 * Values cross in struct db_value; failures as enum db_fault, with the
 * library's own words from message(). An engine keeps no policy: which code
 * and message a fault becomes, when to roll back, what to cache, is db.c.
 */
#ifndef CONVENE_DB_ENGINE_H
#define CONVENE_DB_ENGINE_H

#include "db/db.h"

enum db_fault {
	FAULT_NONE,
	FAULT_BUSY,
	FAULT_DISK,
	FAULT_CONFLICT,
	FAULT_CORRUPT,
	FAULT_NOT_DATABASE,
	FAULT_NO_FILE,
	FAULT_GONE, /* the server cannot be reached, or has gone away */
	FAULT_SLOW,
	FAULT_LARGE,
	FAULT_SQL, /* anything else: the statement or its use is wrong */
};

/* Whose database it is. */
enum db_identity { IDENTITY_EMPTY, IDENTITY_OURS, IDENTITY_OTHERS };

enum value_type { VALUE_NULL, VALUE_INT, VALUE_REAL, VALUE_TEXT, VALUE_BLOB };

struct db_value {
	enum value_type type;
	int64_t i;
	double r;
	struct str s; /* text, blob; borrowed: bound ones until reset, columns until step */
};

struct engine_conn;
struct engine_stmt;
struct engine_bulk;

struct names {
	struct str *at;
	size_t n;
	size_t room;
};

struct db_engine {
	enum db_dialect dialect;

	/* *ret is set even on failure, for message() and close(); may be NULL. */
	enum db_fault (*open)(const char *place, enum db_mode mode,
			      struct engine_conn **ret);
	void (*close)(struct engine_conn *c);
	/* Why the last call failed; valid until the next. Never NULL. */
	const char *(*message)(struct engine_conn *c);
	enum db_fault (*identify)(struct engine_conn *c, enum db_identity *ret);
	/* Marks the database as ours; inside the first migration. */
	enum db_fault (*stamp)(struct engine_conn *c);
	/* Settings that write to the file, once it is known to be ours. */
	enum db_fault (*settle)(struct engine_conn *c, enum db_mode mode);
	/* See db_purge(). *ret_all: it could be done. Not in a transaction. */
	enum db_fault (*purge)(struct engine_conn *c, bool *ret_all);
	/* See db_sweep(). */
	void (*sweep)(struct engine_conn *c, bool on);
	/* Is there another file in the place it was opened at, or none? */
	bool (*replaced)(const struct engine_conn *c);
	void (*set_busy)(struct engine_conn *c, int milliseconds);
	void (*set_deadline)(struct engine_conn *c, int milliseconds);

	enum db_fault (*prepare)(struct engine_conn *c, const char *sql,
				 struct engine_stmt **ret);
	void (*finish)(struct engine_stmt *s);
	unsigned (*parameters)(struct engine_stmt *s);
	unsigned (*columns)(struct engine_stmt *s);
	const char *(*column_name)(struct engine_stmt *s, unsigned i);
	bool (*writes)(struct engine_stmt *s);

	enum db_fault (*bind)(struct engine_stmt *s, unsigned i,
			      const struct db_value *v); /* from 1 */
	enum db_fault (*step)(struct engine_stmt *s, bool *ret_row);
	void (*column)(struct engine_stmt *s, unsigned i,
		       struct db_value *ret); /* from 0 */
	void (*reset)(struct engine_stmt *s);
	/* Rows changed by the last statement; since the connection was opened. */
	int64_t (*changes)(struct engine_conn *c);
	int64_t (*total_changes)(struct engine_conn *c);

	enum db_fault (*script)(struct engine_conn *c, const char *sql);
	enum db_fault (*begin)(struct engine_conn *c, bool write);
	enum db_fault (*commit)(struct engine_conn *c);
	void (*rollback)(struct engine_conn *c); /* harmless without a transaction */
	enum db_fault (*has_table)(struct engine_conn *c, const char *name,
				   bool *ret);
	/* ---- for db_copy() ---- */
	/* Names of our tables, in the order in which they were made; of the columns
	 * of one that can be inserted, in their order. */
	enum db_fault (*tables)(struct engine_conn *c, struct arena *a, struct names *ret);
	enum db_fault (*column_names)(struct engine_conn *c, struct str table, struct arena *a,
				      struct names *ret);
	/* Foreign keys are looked at when the transaction commits. */
	enum db_fault (*defer)(struct engine_conn *c);
	/* Rows of one table, as fast as it goes. end also after a failure; good:
	 * keep them, and let new ids begin behind theirs. */
	enum db_fault (*bulk_begin)(struct engine_conn *c, struct str table,
				    const struct names *columns, struct engine_bulk **ret);
	enum db_fault (*bulk_row)(struct engine_bulk *b, const struct db_value *values);
	enum db_fault (*bulk_end)(struct engine_bulk *b, bool good);

	enum db_fault (*explain)(struct engine_conn *c, const char *sql,
				 struct arena *a, struct str *ret);
};

extern const struct db_engine sqlite_engine, postgres_engine;

#endif
