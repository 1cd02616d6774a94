/* SPDX-License-Identifier: Apache-2.0 */
/*
 * SQLite behind db/engine.h. The only file that sees sqlite3.h.
 *
 * Settings, and why: WAL, so that readers and the one writer do not wait for
 * each other; synchronous NORMAL, which in WAL may lose the last commits in a
 * power cut but never consistency; secure_delete, since what was redacted must
 * be gone; foreign keys, off by default; defensive mode, since the file may
 * come from elsewhere; a checked cell size, so that a damaged file is reported
 * before it is believed. A connection is used by one thread, so the library's
 * own mutexes are off. The schema is untrusted only for readers: until 3.43
 * SQLite holds a trigger that feeds a full-text index for unsafe.
 *
 * A reader is opened for writing too, with query_only: a read-only handle
 * could not make the shared-memory file that WAL needs.
 *
 * "Ours" is the application id in the file's header, and nothing is written
 * to a file before that has been looked at: opening somebody else's database
 * must not even change its journal mode.
 */
#include <errno.h>
#include <libgen.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#include "base/buf.h"
#include "db/engine.h"
#include "db/sweep.h"
#include "db/words.h"

#define APPLICATION_ID 0x434E564E /* "CNVN" */
#define VALUE_MAX (256 << 20)
#define STEPS_PER_LOOK 4000 /* virtual machine steps between looks at the clock */

enum { TX_BEGIN_WRITE, TX_BEGIN_READ, TX_COMMIT, TX_ROLLBACK, TX_STATEMENTS };

struct engine_conn {
	sqlite3 *db;
	sqlite3_stmt *tx[TX_STATEMENTS];
	int64_t deadline; /* milliseconds of the monotonic clock; 0 none */
	char note[64];    /* our own message, before SQLite's */
	char *place;      /* NULL: in memory */
	dev_t device;     /* of the file that was there */
	ino_t inode;
	struct sweep *sweep; /* NULL: nothing large is going on */
	bool nudged;         /* … and it has been told of this log */
};

static const char *const tx_sql[TX_STATEMENTS] = {
	[TX_BEGIN_WRITE] = "BEGIN IMMEDIATE",
	[TX_BEGIN_READ] = "BEGIN",
	[TX_COMMIT] = "COMMIT",
	[TX_ROLLBACK] = "ROLLBACK",
};

static sqlite3_stmt *
raw(struct engine_stmt *s)
{
	return (sqlite3_stmt *)(void *)s;
}

static enum db_fault
fault_of(int rc)
{
	switch (rc & 0xff) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE:
		return FAULT_NONE;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_PROTOCOL:
		return FAULT_BUSY;
	case SQLITE_FULL:
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_AUTH:
	case SQLITE_NOLFS:
		return FAULT_DISK;
	case SQLITE_CONSTRAINT:
		return FAULT_CONFLICT;
	case SQLITE_CORRUPT:
		return FAULT_CORRUPT;
	case SQLITE_NOTADB:
		return FAULT_NOT_DATABASE;
	case SQLITE_INTERRUPT:
		return FAULT_SLOW;
	case SQLITE_TOOBIG:
		return FAULT_LARGE;
	case SQLITE_NOMEM:
		abort();
	default:
		return FAULT_SQL;
	}
}

static const char *
sqlite_message(struct engine_conn *c)
{
	return c->note[0] ? c->note : sqlite3_errmsg(c->db);
}

/* ---- opening ---- */

static int64_t
clock_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int
look_at_clock(void *ctx)
{
	const struct engine_conn *c = ctx;

	return clock_ms() >= c->deadline;
}

static void
sqlite_set_deadline(struct engine_conn *c, int milliseconds)
{
	c->deadline = milliseconds > 0 ? clock_ms() + milliseconds : 0;
	if (c->deadline)
		sqlite3_progress_handler(c->db, STEPS_PER_LOOK, look_at_clock, c);
	else
		sqlite3_progress_handler(c->db, 0, NULL, NULL);
}

static void
sqlite_set_busy(struct engine_conn *c, int milliseconds)
{
	sqlite3_busy_timeout(c->db, milliseconds);
}

/* One number out of a pragma or a count. */
static enum db_fault
ask_int(struct engine_conn *c, const char *sql, int64_t *ret)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(c->db, sql, -1, &s, NULL);

	if (rc == SQLITE_OK) {
		rc = sqlite3_step(s);
		if (rc == SQLITE_ROW)
			*ret = sqlite3_column_int64(s, 0);
	}
	sqlite3_finalize(s);
	return fault_of(rc);
}

static enum db_fault
configure(struct engine_conn *c, enum db_mode mode)
{
	const struct {
		int what;
		int on;
	} option[] = {
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
		{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, mode != DB_READ },
		{ SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
		{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
		{ SQLITE_DBCONFIG_DQS_DML, 0 },
		{ SQLITE_DBCONFIG_DQS_DDL, 0 },
	};

	for (size_t i = 0; i < ARRAY_LEN(option); i++)
		if (sqlite3_db_config(c->db, option[i].what, option[i].on, NULL))
			return FAULT_SQL;
	sqlite3_limit(c->db, SQLITE_LIMIT_LENGTH, VALUE_MAX);
	return fault_of(sqlite3_exec(
		c->db,
		mode == DB_READ
			? "PRAGMA query_only=ON; PRAGMA cache_size=-4000;"
			  "PRAGMA cell_size_check=ON; PRAGMA mmap_size=67108864;"
			  "PRAGMA temp_store=MEMORY"
			: "PRAGMA cache_size=-48000; PRAGMA secure_delete=ON; PRAGMA wal_autocheckpoint=8000;"
			  "PRAGMA cell_size_check=ON; PRAGMA mmap_size=67108864;"
			  "PRAGMA temp_store=MEMORY",
		NULL, NULL, NULL));
}

/* Is there no folder in which the file could be made? */
static bool
folder_absent(const char *place)
{
	char *folder = strdup(place);
	struct stat st;
	bool absent;

	if (!folder)
		abort();
	absent = stat(dirname(folder), &st) != 0 && errno == ENOENT;
	free(folder);
	return absent;
}

/* Counting its memory takes a lock with every allocation, which all threads
 * share; nobody asks for the count. */
static void
leave_memory_uncounted(void)
{
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static enum db_fault
sqlite_open(const char *place, enum db_mode mode, struct engine_conn **ret)
{
	struct engine_conn *c = calloc(1, sizeof *c);
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
		    SQLITE_OPEN_EXRESCODE;
	bool memory = strcmp(place, ":memory:") == 0;
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct stat st;
	enum db_fault f;
	int rc;

	if (!c)
		abort();
	(void)pthread_once(&once, leave_memory_uncounted);
	*ret = c;
	if (mode == DB_CREATE)
		flags |= SQLITE_OPEN_CREATE;
	/* Known before SQLite tries, since it says "cannot open" to both. */
	bool absent = !memory && stat(place, &st) != 0 && errno == ENOENT;
	/* "./" keeps a name that begins with "file:" or ":" a name. */
	char *path = sqlite3_mprintf("%s%s", memory || *place == '/' ? "" : "./",
				     place);

	if (!path)
		abort();
	rc = sqlite3_open_v2(path, &c->db, flags, NULL);
	sqlite3_free(path);
	if (!c->db)
		abort();
	if (rc != SQLITE_OK)
		return absent && (mode != DB_CREATE || folder_absent(place))
			       ? FAULT_NO_FILE : fault_of(rc);
	if (!memory && stat(place, &st) == 0) {
		c->place = strdup(place);
		c->device = st.st_dev;
		c->inode = st.st_ino;
	}
	f = configure(c, mode);
	return f == FAULT_NONE ? fault_of(words_register(c->db)) : f;
}

static bool
sqlite_replaced(const struct engine_conn *c)
{
	struct stat st;

	return c->place && (stat(c->place, &st) != 0 || st.st_dev != c->device ||
			    st.st_ino != c->inode);
}

static void
sqlite_close(struct engine_conn *c)
{
	sweep_stop(c->sweep);
	for (int i = 0; i < TX_STATEMENTS; i++)
		sqlite3_finalize(c->tx[i]);
	/* _v2: does not mind a statement that somebody left running. */
	(void)sqlite3_close_v2(c->db);
	free(c->place);
	free(c);
}

static enum db_fault
sqlite_identify(struct engine_conn *c, enum db_identity *ret)
{
	int64_t id = 0;
	int64_t objects = 0;
	/* In this order: whoever is making it ours stamps it with its tables or
	 * before them, never after. */
	enum db_fault f = ask_int(c, "SELECT count(*) FROM sqlite_schema", &objects);

	if (f == FAULT_NONE)
		f = ask_int(c, "PRAGMA application_id", &id);
	if (f != FAULT_NONE)
		return f;
	if (id == APPLICATION_ID)
		*ret = IDENTITY_OURS;
	else if (id == 0 && objects == 0)
		*ret = IDENTITY_EMPTY;
	else
		*ret = IDENTITY_OTHERS;
	return FAULT_NONE;
}

static enum db_fault
sqlite_stamp(struct engine_conn *c)
{
	char sql[64];

	sqlite3_snprintf(sizeof sql, sql, "PRAGMA application_id=%d",
			 APPLICATION_ID);
	return fault_of(sqlite3_exec(c->db, sql, NULL, NULL, NULL));
}

static enum db_fault
sqlite_settle(struct engine_conn *c, enum db_mode mode)
{
	if (mode == DB_READ)
		return FAULT_NONE;
	if (sqlite3_db_readonly(c->db, "main") == 1) {
		sqlite3_snprintf(sizeof c->note, c->note,
				 "the file may not be written");
		return FAULT_DISK;
	}
	/* In memory there is no WAL, and some file systems have none: the
	 * answer is another mode then, which works as well. */
	return fault_of(sqlite3_exec(c->db,
				     "PRAGMA journal_mode=WAL;"
				     "PRAGMA synchronous=NORMAL;"
				     "PRAGMA journal_size_limit=67108864",
				     NULL, NULL, NULL));
}

/* secure_delete has written zeros over what was freed; the log has the old pages. */
static enum db_fault
sqlite_purge(struct engine_conn *c, bool *ret_all)
{
	int rc = sqlite3_wal_checkpoint_v2(c->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

	*ret_all = rc == SQLITE_OK;
	return rc == SQLITE_BUSY || rc == SQLITE_LOCKED ? FAULT_NONE : fault_of(rc);
}

/* Pages in the log when it is moved into the database: by another thread, if there is one,
 * so early that little is left when the writer has to. */
#define LOG_PAGES 8000
#define SWEEP_PAGES 5000

static int
on_commit(void *arg, sqlite3 *db, const char *name, int pages)
{
	struct engine_conn *c = arg;

	if (pages < SWEEP_PAGES) {
		c->nudged = false;
	} else if (!c->nudged) {
		c->nudged = true;
		sweep_nudge(c->sweep);
	}
	if (pages >= LOG_PAGES)
		(void)sqlite3_wal_checkpoint_v2(db, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	return SQLITE_OK;
}

static void
sqlite_sweep(struct engine_conn *c, bool on)
{
	const char *path = sqlite3_db_filename(c->db, NULL);

	if (on && !c->sweep && path && *path)
		c->sweep = sweep_start(path);
	if (on && c->sweep) {
		sqlite3_wal_hook(c->db, on_commit, c);
	} else {
		(void)sqlite3_wal_autocheckpoint(c->db, LOG_PAGES);
		sweep_stop(c->sweep);
		c->sweep = NULL;
	}
}

/* ---- statements ---- */

static enum db_fault
sqlite_prepare(struct engine_conn *c, const char *sql, struct engine_stmt **ret)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v3(c->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &s,
				    NULL);

	if (rc == SQLITE_OK && !s)
		rc = SQLITE_MISUSE; /* an empty text */
	*ret = (struct engine_stmt *)(void *)s;
	return fault_of(rc);
}

static void
sqlite_finish(struct engine_stmt *s)
{
	sqlite3_finalize(raw(s));
}

static unsigned
sqlite_parameters(struct engine_stmt *s)
{
	return (unsigned)sqlite3_bind_parameter_count(raw(s));
}

static unsigned
sqlite_columns(struct engine_stmt *s)
{
	return (unsigned)sqlite3_column_count(raw(s));
}

static const char *
sqlite_column_name(struct engine_stmt *s, unsigned i)
{
	const char *name = sqlite3_column_name(raw(s), (int)i);

	return name ? name : "";
}

static bool
sqlite_writes(struct engine_stmt *s)
{
	return !sqlite3_stmt_readonly(raw(s));
}

static enum db_fault
sqlite_bind(struct engine_stmt *s, unsigned i, const struct db_value *v)
{
	int at = (int)i;
	int rc = SQLITE_MISUSE;
	const char *p = v->s.p ? v->s.p : "";

	switch (v->type) {
	case VALUE_NULL:
		rc = sqlite3_bind_null(raw(s), at);
		break;
	case VALUE_INT:
		rc = sqlite3_bind_int64(raw(s), at, v->i);
		break;
	case VALUE_REAL:
		rc = sqlite3_bind_double(raw(s), at, v->r);
		break;
	case VALUE_TEXT:
		rc = sqlite3_bind_text64(raw(s), at, p, v->s.n, SQLITE_STATIC,
					 SQLITE_UTF8);
		break;
	case VALUE_BLOB:
		rc = sqlite3_bind_blob64(raw(s), at, p, v->s.n, SQLITE_STATIC);
		break;
	}
	return fault_of(rc);
}

static enum db_fault
sqlite_step(struct engine_stmt *s, bool *ret_row)
{
	int rc = sqlite3_step(raw(s));

	*ret_row = rc == SQLITE_ROW;
	return fault_of(rc);
}

static void
sqlite_column(struct engine_stmt *s, unsigned i, struct db_value *ret)
{
	/* The value once, and then what it is and holds: each sqlite3_column_*()
	 * looks the column up again. Unprotected values are those of their
	 * connection's thread, and there is one thread. */
	sqlite3_value *v = sqlite3_column_value(raw(s), (int)i);

	switch (sqlite3_value_type(v)) {
	case SQLITE_INTEGER:
		ret->type = VALUE_INT;
		ret->i = sqlite3_value_int64(v);
		break;
	case SQLITE_FLOAT:
		ret->type = VALUE_REAL;
		ret->r = sqlite3_value_double(v);
		break;
	case SQLITE_TEXT:
		ret->type = VALUE_TEXT;
		ret->s.p = (const char *)sqlite3_value_text(v);
		ret->s.n = (size_t)sqlite3_value_bytes(v);
		break;
	case SQLITE_BLOB:
		ret->type = VALUE_BLOB;
		ret->s.p = sqlite3_value_blob(v);
		ret->s.n = (size_t)sqlite3_value_bytes(v);
		if (!ret->s.p)
			ret->s.p = "";
		break;
	default:
		ret->type = VALUE_NULL;
		break;
	}
}

static void
sqlite_reset(struct engine_stmt *s)
{
	/* Says again how the last step failed: already known. */
	(void)sqlite3_reset(raw(s));
}

static int64_t
sqlite_changes(struct engine_conn *c)
{
	return sqlite3_changes64(c->db);
}

static int64_t
sqlite_total_changes(struct engine_conn *c)
{
	return sqlite3_total_changes64(c->db);
}

/* ---- transactions, scripts, plans ---- */

static enum db_fault
run_tx(struct engine_conn *c, int which)
{
	sqlite3_stmt **s = &c->tx[which];
	int rc = SQLITE_OK;

	if (!*s)
		rc = sqlite3_prepare_v3(c->db, tx_sql[which], -1,
					SQLITE_PREPARE_PERSISTENT, s, NULL);
	if (rc == SQLITE_OK) {
		rc = sqlite3_step(*s);
		(void)sqlite3_reset(*s);
	}
	return fault_of(rc);
}

static enum db_fault
sqlite_begin(struct engine_conn *c, bool write)
{
	return run_tx(c, write ? TX_BEGIN_WRITE : TX_BEGIN_READ);
}

static enum db_fault
sqlite_commit(struct engine_conn *c)
{
	int64_t deadline = c->deadline;
	enum db_fault f;

	/* A commit that was begun is finished. */
	if (deadline)
		sqlite3_progress_handler(c->db, 0, NULL, NULL);
	f = run_tx(c, TX_COMMIT);
	if (deadline)
		sqlite3_progress_handler(c->db, STEPS_PER_LOOK, look_at_clock, c);
	return f;
}

static void
sqlite_rollback(struct engine_conn *c)
{
	/* A full disk or a late statement may have rolled back by itself. */
	if (sqlite3_get_autocommit(c->db))
		return;
	sqlite3_progress_handler(c->db, 0, NULL, NULL);
	(void)run_tx(c, TX_ROLLBACK);
	if (c->deadline)
		sqlite3_progress_handler(c->db, STEPS_PER_LOOK, look_at_clock, c);
	BUG_ON(!sqlite3_get_autocommit(c->db));
}

static enum db_fault
sqlite_script(struct engine_conn *c, const char *sql)
{
	return fault_of(sqlite3_exec(c->db, sql, NULL, NULL, NULL));
}

static enum db_fault
sqlite_has_table(struct engine_conn *c, const char *name, bool *ret)
{
	/* A query, since sqlite3_table_column_metadata() answers from a schema
	 * that another process may have changed long ago. */
	char *sql = sqlite3_mprintf("SELECT count(*) FROM sqlite_schema "
				    "WHERE type='table' AND name=%Q", name);
	int64_t n = 0;
	enum db_fault f;

	if (!sql)
		abort();
	f = ask_int(c, sql, &n);
	sqlite3_free(sql);
	*ret = n > 0;
	return f;
}

static enum db_fault
sqlite_explain(struct engine_conn *c, const char *sql, struct arena *a,
	       struct str *ret)
{
	AUTO_BUF plan = { 0 };
	sqlite3_stmt *s = NULL;
	char *text = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", sql);
	int rc;

	if (!text)
		abort();
	rc = sqlite3_prepare_v2(c->db, text, -1, &s, NULL);
	sqlite3_free(text);
	while (rc == SQLITE_OK || rc == SQLITE_ROW) {
		rc = sqlite3_step(s);
		if (rc == SQLITE_ROW)
			buf_addf(&plan, "%s\n",
				 (const char *)sqlite3_column_text(s, 3));
	}
	sqlite3_finalize(s);
	if (rc == SQLITE_DONE)
		*ret = buf_to_arena(&plan, a);
	return fault_of(rc);
}

/* ---- copying ---- */

/* The first column of a query, for names. */
static enum db_fault
ask_names(struct engine_conn *c, char *sql, struct arena *a, struct names *ret)
{
	sqlite3_stmt *s = NULL;
	int rc;

	if (!sql)
		abort();
	rc = sqlite3_prepare_v2(c->db, sql, -1, &s, NULL);
	sqlite3_free(sql);
	while (rc == SQLITE_OK || rc == SQLITE_ROW) {
		rc = sqlite3_step(s);
		if (rc == SQLITE_ROW)
			VEC_PUSH(a, ret,
				 arena_str(a, str_of((const char *)sqlite3_column_text(s, 0))));
	}
	sqlite3_finalize(s);
	return fault_of(rc);
}

static enum db_fault
sqlite_tables(struct engine_conn *c, struct arena *a, struct names *ret)
{
	/* The full-text index and its own tables follow search_entry by triggers. */
	return ask_names(c,
			 sqlite3_mprintf("SELECT name FROM sqlite_schema WHERE type = 'table'"
					 " AND name NOT LIKE 'sqlite\\_%%' ESCAPE '\\'"
					 " AND name NOT LIKE 'search\\_index%%' ESCAPE '\\'"
					 " ORDER BY rowid"),
			 a, ret);
}

static enum db_fault
sqlite_column_names(struct engine_conn *c, struct str table, struct arena *a, struct names *ret)
{
	return ask_names(c,
			 sqlite3_mprintf("SELECT name FROM pragma_table_info(%Q)",
					 arena_cstr(a, table)),
			 a, ret);
}

static enum db_fault
sqlite_defer(struct engine_conn *c)
{
	return fault_of(sqlite3_exec(c->db, "PRAGMA defer_foreign_keys=ON", NULL, NULL, NULL));
}

struct engine_bulk {
	struct engine_stmt *insert;
	unsigned columns;
};

static enum db_fault
sqlite_bulk_begin(struct engine_conn *c, struct str table, const struct names *columns,
		  struct engine_bulk **ret)
{
	struct engine_bulk *b = calloc(1, sizeof *b);
	AUTO_BUF sql = { 0 };

	if (!b)
		abort();
	*ret = b;
	b->columns = (unsigned)columns->n;
	buf_addf(&sql, "INSERT INTO %.*s (", STRF(table));
	for (size_t i = 0; i < columns->n; i++)
		buf_addf(&sql, "%s%.*s", i ? ", " : "", STRF(columns->at[i]));
	BUF_LIT(&sql, ") VALUES (");
	for (size_t i = 0; i < columns->n; i++)
		buf_addf(&sql, "%s?%zu", i ? ", " : "", i + 1);
	BUF_LIT(&sql, ")");
	return sqlite_prepare(c, buf_cstr(&sql), &b->insert);
}

static enum db_fault
sqlite_bulk_row(struct engine_bulk *b, const struct db_value *values)
{
	enum db_fault fault = FAULT_NONE;
	bool row;

	for (unsigned i = 0; i < b->columns && fault == FAULT_NONE; i++)
		fault = sqlite_bind(b->insert, i + 1, &values[i]);
	if (fault == FAULT_NONE)
		fault = sqlite_step(b->insert, &row);
	sqlite_reset(b->insert);
	return fault;
}

static enum db_fault
sqlite_bulk_end(struct engine_bulk *b, bool good)
{
	(void)good; /* new ids follow the greatest by themselves */
	if (b->insert)
		sqlite_finish(b->insert);
	free(b);
	return FAULT_NONE;
}

const struct db_engine sqlite_engine = {
	.dialect = DIALECT_SQLITE,
	.open = sqlite_open,
	.close = sqlite_close,
	.message = sqlite_message,
	.identify = sqlite_identify,
	.stamp = sqlite_stamp,
	.settle = sqlite_settle,
	.purge = sqlite_purge,
	.sweep = sqlite_sweep,
	.replaced = sqlite_replaced,
	.set_busy = sqlite_set_busy,
	.set_deadline = sqlite_set_deadline,
	.prepare = sqlite_prepare,
	.finish = sqlite_finish,
	.parameters = sqlite_parameters,
	.columns = sqlite_columns,
	.column_name = sqlite_column_name,
	.writes = sqlite_writes,
	.bind = sqlite_bind,
	.step = sqlite_step,
	.column = sqlite_column,
	.reset = sqlite_reset,
	.changes = sqlite_changes,
	.total_changes = sqlite_total_changes,
	.script = sqlite_script,
	.begin = sqlite_begin,
	.commit = sqlite_commit,
	.rollback = sqlite_rollback,
	.has_table = sqlite_has_table,
	.tables = sqlite_tables,
	.column_names = sqlite_column_names,
	.defer = sqlite_defer,
	.bulk_begin = sqlite_bulk_begin,
	.bulk_row = sqlite_bulk_row,
	.bulk_end = sqlite_bulk_end,
	.explain = sqlite_explain,
};
