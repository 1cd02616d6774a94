/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The connection: opening, failures, and what the layer asks for itself.
 *
 * Every call to the engine goes through db_enter and every fault of it through
 * db_refuse, so that there is one place where faults are injected, one where
 * they get their meaning and one that knows when a transaction is beyond help.
 *
 * Not here: transactions (tx.c), prepared statements (prepared.c), values
 * (statement.c), SQL (db.sql).
 */
#include <stdlib.h>
#include <time.h>

#include "db/conn.h"
#include "db_sql.h"

#define BUSY_MS 5000
#define RETRY_MS 10

/* What each fault means to the caller. */
static const struct {
	enum errc code;
	const char *msgid;
} meaning[] = {
	[FAULT_NONE] = { OK, NULL },
	[FAULT_BUSY] = { E_UNAVAILABLE, "db.busy" },
	[FAULT_DISK] = { E_UNAVAILABLE, "db.disk" },
	[FAULT_CONFLICT] = { E_CONFLICT, "db.conflict" },
	[FAULT_CORRUPT] = { E_CORRUPT, "db.corrupt" },
	[FAULT_NOT_DATABASE] = { E_CORRUPT, "db.corrupt" },
	[FAULT_NO_FILE] = { E_UNAVAILABLE, "db.disk" },
	[FAULT_GONE] = { E_UNAVAILABLE, "db.unreachable" },
	[FAULT_SLOW] = { E_LIMIT, "db.too-slow" },
	[FAULT_LARGE] = { E_LIMIT, "db.too-large" },
	[FAULT_SQL] = { E_CORRUPT, "db.misuse" },
};

enum errc
db_broken(struct op *op, enum errc code)
{
	struct db *db = op->db;

	if (db->depth > 0 && db->broken.code == OK)
		db->broken = op->err;
	return code;
}

enum errc
db_refuse(struct op *op, enum db_fault fault, const char *what, const char *conflict)
{
	struct db *db = op->db;
	const char *msgid = meaning[fault].msgid;

	if (fault == FAULT_NONE)
		return OK;
	if (fault == FAULT_CONFLICT && conflict)
		msgid = conflict;
	return db_broken(op, fail(op, meaning[fault].code, msgid, "%s: %s", what,
				  db->engine->message(db->conn)));
}

enum errc
db_enter(struct op *op, const char *what)
{
	struct db *db = op->db;

	BUG_ON(!db);
	if (db->broken.code != OK) {
		if (op->err.code == OK)
			op->err = db->broken;
		return db->broken.code;
	}
	db->runs++;
	if (db->fail_after == 0 || --db->fail_after > 0)
		return OK;
	return db_broken(op, fail(op, E_UNAVAILABLE, "db.disk", "%s: injected", what));
}

enum errc
db_has_table(struct op *op, const char *name, bool *ret)
{
	struct db *db = op->db;

	TRY(db_enter(op, name));
	return db_refuse(op, db->engine->has_table(db->conn, name, ret), name,
			 NULL);
}

enum errc
db_stamp(struct op *op)
{
	TRY(db_enter(op, "stamp"));
	return db_refuse(op, op->db->engine->stamp(op->db->conn), "stamp", NULL);
}

enum errc
db_script_in_tx(struct op *op, const char *what, const char *sql)
{
	TRY(db_enter(op, what));
	return db_refuse(op, op->db->engine->script(op->db->conn, sql), what,
			 NULL);
}

enum errc
db_script(struct op *op, const char *sql)
{
	BUG_ON(op->db->depth > 0);
	return db_script_in_tx(op, "script", sql);
}

enum errc
db_purge(struct op *op)
{
	bool all = false;

	BUG_ON(op->db->depth > 0);
	TRY(db_enter(op, "purge"));
	TRY(db_refuse(op, op->db->engine->purge(op->db->conn, &all), "purge", NULL));
	return all ? OK : fail(op, E_UNAVAILABLE, "db.not-purged", "%s", "");
}

void
db_sweep(struct op *op, bool on)
{
	BUG_ON(op->db->depth > 0);
	if (op->db->engine->sweep)
		op->db->engine->sweep(op->db->conn, on);
}

/* ---- opening and closing ---- */

bool
db_is_remote(struct str url)
{
	return str_starts(url, STR("postgresql://")) || str_starts(url, STR("postgres://"));
}

const char *
db_shown(struct arena *a, const char *place)
{
	struct str s = str_of(place), user;
	size_t at = str_find_char(s, '@', 0), scheme = str_find(s, STR("://"), 0), colon;

	if (at == STR_NPOS || scheme == STR_NPOS || at < scheme)
		return place;
	user = str_sub(s, 0, at);
	colon = str_find_char(user, ':', scheme + 3);
	return colon == STR_NPOS ? place
				 : arena_printf(a, "%.*s%.*s", STRF(str_sub(s, 0, colon)),
						STRF(str_from(s, at))).p;
}

static enum errc
refuse_open(struct op *op, struct db *db, enum db_fault fault, const char *place)
{
	const char *why = db->conn ? db->engine->message(db->conn)
				   : "out of memory";

	place = db_shown(op->arena, place);
	switch (fault) {
	case FAULT_NO_FILE:
		return fail(op, E_NOT_FOUND,
			    db->mode == DB_CREATE ? "db.no-folder" : "db.no-file",
			    "%s", place);
	case FAULT_NOT_DATABASE:
		return fail(op, E_INVALID, "db.not-a-database", "%s", place);
	default:
		return fail(op, meaning[fault].code, meaning[fault].msgid,
			    "%s: %s", place, why);
	}
}

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Opens it, asks whose it is, and settles it. */
static enum db_fault
open_once(struct db *db, const char *place, int busy_ms, enum db_identity *ret)
{
	enum db_fault fault = db->engine->open(place, db->mode, &db->conn);

	if (fault != FAULT_NONE)
		return fault;
	db->engine->set_busy(db->conn, busy_ms);
	fault = db->engine->identify(db->conn, ret);
	if (fault != FAULT_NONE || *ret == IDENTITY_OTHERS ||
	    (*ret == IDENTITY_EMPTY && db->mode != DB_CREATE))
		return fault;
	return db->engine->settle(db->conn, db->mode);
}

static enum errc
open_checked(struct op *op, struct db *db, const char *place, int busy_ms)
{
	enum db_identity who = IDENTITY_EMPTY;
	int64_t until = now_ms() + busy_ms;
	enum db_fault fault;

	/* While another connection is making a new file what it will be, an
	 * engine may refuse at once where it waits at other times. */
	while ((fault = open_once(db, place, busy_ms, &who)) == FAULT_BUSY && now_ms() < until) {
		db->engine->close(db->conn);
		db->conn = NULL;
		(void)nanosleep(&(struct timespec){ .tv_nsec = RETRY_MS * 1000000L }, NULL);
	}
	if (fault != FAULT_NONE)
		return refuse_open(op, db, fault, place);
	place = db_shown(op->arena, place);
	if (who == IDENTITY_OTHERS)
		return fail(op, E_INVALID, "db.not-ours", "%s", place);
	if (who == IDENTITY_EMPTY && db->mode != DB_CREATE)
		return fail(op, E_CONFLICT, "db.not-initialised", "%s", place);
	return OK;
}

/* The scheme decides the engine; *ret_place is what follows it. */
static enum errc
engine_for(struct op *op, struct str url, const struct db_engine **ret,
	   const char **ret_place)
{
	struct str sqlite = STR("sqlite:");

	if (db_is_remote(url)) {
		*ret = &postgres_engine;
		*ret_place = arena_cstr(op->arena, url);
		return OK;
	}
	if (!str_starts(url, sqlite) || url.n == sqlite.n ||
	    str_find_char(url, '\0', 0) != STR_NPOS)
		return fail(op, E_INVALID, "db.bad-url", "%.*s", STRF(url));
	*ret = &sqlite_engine;
	*ret_place = arena_cstr(op->arena, str_from(url, sqlite.n));
	return OK;
}

enum errc
db_open(struct op *op, struct str url, enum db_mode mode, struct db **ret)
{
	return db_open_within(op, url, mode, BUSY_MS, ret);
}

enum errc
db_open_within(struct op *op, struct str url, enum db_mode mode, int busy_ms, struct db **ret)
{
	const struct db_engine *engine = NULL;
	const char *place = NULL;
	struct db *db;
	enum errc code;

	TRY(engine_for(op, url, &engine, &place));
	db = calloc(1, sizeof *db);
	if (!db)
		abort();
	db->engine = engine;
	db->mode = mode;
	code = open_checked(op, db, place, busy_ms);
	if (code != OK) {
		db_close(db);
		return code;
	}
	*ret = db;
	return OK;
}

void
db_close(struct db *db)
{
	if (!db)
		return;
	cache_done(&db->cache, db->engine);
	if (db->conn)
		db->engine->close(db->conn);
	free(db);
}

bool
db_replaced(const struct db *db)
{
	return db->engine->replaced(db->conn);
}

enum db_dialect
db_dialect(const struct db *db)
{
	return db->engine->dialect;
}

void
db_set_busy(struct db *db, int milliseconds)
{
	db->engine->set_busy(db->conn, milliseconds);
}

void
db_set_deadline(struct db *db, int milliseconds)
{
	db->engine->set_deadline(db->conn, milliseconds);
}

void
db_fail_after(struct db *db, int n)
{
	db->fail_after = n;
}

int64_t
db_runs(const struct db *db)
{
	return db->runs;
}

/* ---- what the layer asks for itself, and for tests ---- */

enum errc
db_data_version(struct op *op, int64_t *ret)
{
	struct db *db = op->db;
	struct meta_version_read_row row = { 0 };
	bool found = false;

	if (!db->has_meta)
		TRY(db_has_table(op, "meta", &db->has_meta));
	if (db->has_meta)
		TRY(meta_version_read(op, &found, &row));
	*ret = found ? row.data_version : 0;
	return OK;
}

enum errc
db_explain(struct op *op, const struct statement *st, struct str *ret_plan)
{
	const struct db_engine *e = op->db->engine;

	return db_refuse(op, e->explain(op->db->conn, st->sql[e->dialect],
					op->arena, ret_plan),
			 st->name, NULL);
}

/* The place of a name among the declared columns, or n_out. */
static unsigned
declared_at(const struct statement *st, const char *name)
{
	unsigned i = 0;

	while (i < st->n_out && strcmp(st->out[i], name) != 0)
		i++;
	return i;
}

enum errc
db_check(struct op *op, const struct statement *st)
{
	const struct db_engine *e = op->db->engine;
	struct engine_stmt *s = NULL;
	enum errc code = OK;

	TRY(db_prepare(op, st, &s));
	for (unsigned i = 0; i < st->n_out && code == OK; i++) {
		unsigned at = declared_at(st, e->column_name(s, i));

		/* Another column's name, which that column does not have. */
		if (at == i || at == st->n_out ||
		    strcmp(e->column_name(s, at), st->out[at]) == 0)
			continue;
		code = fail(op, E_CORRUPT, "db.misuse",
			    "%s:%d: %s: column %u is %s, declared %s", st->file,
			    st->line, st->name, i + 1, st->out[at], st->out[i]);
	}
	e->finish(s);
	return code;
}

bool
db_plan_scans(struct str plan)
{
	while (str_present(plan)) {
		struct str line = str_cut_line(&plan);

		/* A constant row and a virtual table's index are no scans; nor
		 * is what an index yields, unless it is the whole of it. */
		if (str_find(line, STR("Seq Scan on "), 0) != STR_NPOS)
			return true;
		if (str_starts(line, STR("SCAN ")) &&
		    !str_starts(line, STR("SCAN CONSTANT ROW")) &&
		    str_find(line, STR(" VIRTUAL TABLE INDEX "), 0) == STR_NPOS)
			return true;
	}
	return false;
}
