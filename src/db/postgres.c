/* SPDX-License-Identifier: Apache-2.0 */
/*
 * PostgreSQL behind engine.h, with libpq.
 *
 * 1. One writer at a time, as in SQLite: a write transaction takes an advisory
 *    lock first, for no longer than the connection waits for locks. What it
 *    reads after that nobody else changes, so that nothing has to be tried
 *    again for want of serialisation. Readers wait for nobody.
 * 2. A connection that was lost (the server was restarted) is made anew when the
 *    next transaction begins, or the next statement outside of one. Prepared
 *    statements know by the connection's age that they have to be prepared again.
 *    Inside a transaction the loss is a failure: what it did is gone.
 * 3. Values go out as text (integers, reals) or as they are (text, bytes), and
 *    come back as text. A result is fetched as a whole.
 * 4. Tables live in the connection's first schema, which is ours by its comment.
 */
#include <errno.h>
#include <libpq-fe.h>
#include <poll.h>
#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "db/engine.h"

#define MARK "convene"
#define LOCK_KEY 0x636F6E76 /* "conv" */
#define CONNECT_SECONDS "5"
#define CONNECT_MS 5000
#define RECONNECT_MS 3000
#define RETRY_MS 50
#define NUMBER_SIZE 32
#define PARAMS_MAX 64

/* Types by their numbers in every PostgreSQL's catalogue. */
enum {
	TYPE_BOOL = 16, TYPE_BYTEA = 17, TYPE_INT8 = 20, TYPE_INT2 = 21, TYPE_INT4 = 23,
	TYPE_OID = 26, TYPE_FLOAT4 = 700, TYPE_FLOAT8 = 701, TYPE_NUMERIC = 1700,
};

struct engine_conn {
	PGconn *pg;
	char note[512];   /* why the last call failed */
	unsigned age;     /* grows with each new connection */
	unsigned next;    /* number of the next prepared statement */
	int busy_ms;
	int deadline_ms;
	bool in_tx;
	int64_t changes, total_changes;
};

struct engine_stmt {
	struct engine_conn *c;
	char *sql;
	char name[24];
	unsigned age;     /* of the connection it is prepared on */
	unsigned parameters, columns;
	char **names;     /* of the columns */
	bool writes;
	PGresult *result; /* NULL: not executed */
	int row;
	unsigned char *bytes; /* what the last column of bytes was unescaped to */
	struct {
		const char *value;
		int length, format;
		char number[NUMBER_SIZE];
	} bound[PARAMS_MAX];
};

static void *
got(void *p)
{
	if (!p)
		abort();
	return p;
}

/* ---- faults ---- */

static enum db_fault
note(struct engine_conn *c, const char *message, enum db_fault fault)
{
	struct str s = str_trim(str_of(message));

	/* The first line says what; hints are for others. */
	s = str_sub(s, 0, str_find_char(s, '\n', 0));
	snprintf(c->note, sizeof c->note, "%.*s", STRF(s));
	return fault;
}

static enum db_fault
fault_of_state(const char *state)
{
	static const struct {
		const char *prefix;
		enum db_fault fault;
	} table[] = {
		{ "23", FAULT_CONFLICT },
		{ "55P03", FAULT_BUSY }, { "40001", FAULT_BUSY }, { "40P01", FAULT_BUSY },
		{ "57014", FAULT_SLOW },
		{ "08", FAULT_GONE }, { "57P", FAULT_GONE }, { "53300", FAULT_GONE },
		{ "28", FAULT_GONE }, { "3D000", FAULT_GONE },
		{ "53", FAULT_DISK }, { "58", FAULT_DISK }, { "25006", FAULT_DISK },
		{ "42501", FAULT_DISK },
		{ "54000", FAULT_LARGE }, { "22001", FAULT_LARGE },
		{ "XX", FAULT_CORRUPT },
	};

	for (size_t i = 0; state && i < ARRAY_LEN(table); i++)
		if (strncmp(state, table[i].prefix, strlen(table[i].prefix)) == 0)
			return table[i].fault;
	return FAULT_SQL;
}

static enum db_fault
judge(struct engine_conn *c, const PGresult *r)
{
	ExecStatusType status = PQresultStatus(r);

	if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY)
		return FAULT_NONE;
	if (PQstatus(c->pg) != CONNECTION_OK)
		return note(c, PQerrorMessage(c->pg), FAULT_GONE);
	return note(c, PQresultErrorMessage(r),
		    fault_of_state(PQresultErrorField(r, PG_DIAG_SQLSTATE)));
}

static enum db_fault
run(struct engine_conn *c, const char *sql)
{
	PGresult *r = PQexec(c->pg, sql);
	enum db_fault fault = judge(c, r);

	PQclear(r);
	return fault;
}

/* One number out of a query. */
static enum db_fault
ask_int(struct engine_conn *c, const char *sql, int64_t *ret)
{
	PGresult *r = PQexec(c->pg, sql);
	enum db_fault fault = judge(c, r);

	*ret = 0;
	if (fault == FAULT_NONE && PQntuples(r) == 1)
		str_to_int(str_of(PQgetvalue(r, 0, 0)), ret);
	PQclear(r);
	return fault;
}

/* ---- the connection ---- */

static const char *
postgres_message(struct engine_conn *c)
{
	return c->note;
}

static enum db_fault
prepare_session(struct engine_conn *c)
{
	return run(c, "SET client_min_messages = warning; SET bytea_output = hex;"
		      "SET timezone = 'UTC'; SET client_encoding = 'UTF8'");
}

/* A server that goes away says so to each connection, and the library would put
 * that on standard error; what it means reaches the caller as a fault. */
static void
hear_nothing(void *ctx, const PGresult *notice)
{
	(void)ctx;
	(void)notice;
}

/*
 * What PQconnectdbParams() does, in steps, since a farewell that comes in with
 * the greeting would otherwise be printed before anybody can say not to. A host
 * that is silent is left to PQreset(), which goes on to the next one in time.
 */
static void
finish_connecting(PGconn *pg)
{
	PostgresPollingStatusType next = PGRES_POLLING_WRITING;
	int left = 1;

	if (PQstatus(pg) == CONNECTION_BAD)
		return;
	while (left && (next == PGRES_POLLING_WRITING || next == PGRES_POLLING_READING)) {
		struct pollfd fd = { PQsocket(pg),
				     next == PGRES_POLLING_READING ? POLLIN : POLLOUT, 0 };

		left = poll(&fd, 1, CONNECT_MS);
		if (left)
			next = PQconnectPoll(pg);
	}
	if (!left)
		PQreset(pg);
}

static enum db_fault
postgres_open(const char *place, enum db_mode mode, struct engine_conn **ret)
{
	struct engine_conn *c = got(calloc(1, sizeof *c));
	const char *const keys[] = { "dbname", "connect_timeout", "application_name", NULL };
	const char *const values[] = { place, CONNECT_SECONDS, "convene", NULL };

	(void)mode;
	*ret = c;
	c->pg = got(PQconnectStartParams(keys, values, 1));
	PQsetNoticeReceiver(c->pg, hear_nothing, NULL);
	finish_connecting(c->pg);
	if (PQstatus(c->pg) != CONNECTION_OK)
		return note(c, PQerrorMessage(c->pg), FAULT_GONE);
	return prepare_session(c);
}

static void
postgres_close(struct engine_conn *c)
{
	PQfinish(c->pg);
	free(c);
}

/* A new connection in place of one that was lost, for so long as a database
 * takes to start again. */
static enum db_fault
reconnect(struct engine_conn *c)
{
	struct timespec t, pause = { .tv_nsec = RETRY_MS * 1000000L };
	int64_t until;

	clock_gettime(CLOCK_MONOTONIC, &t);
	until = (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000 + RECONNECT_MS;
	for (;;) {
		PQreset(c->pg);
		if (PQstatus(c->pg) == CONNECTION_OK) {
			c->age++;
			return prepare_session(c);
		}
		clock_gettime(CLOCK_MONOTONIC, &t);
		if ((int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000 >= until)
			return note(c, PQerrorMessage(c->pg), FAULT_GONE);
		(void)nanosleep(&pause, NULL);
	}
}

/* Nothing of ours is under way: a lost connection is none of the caller's
 * business. */
static enum db_fault
run_outside(struct engine_conn *c, const char *sql)
{
	enum db_fault fault = run(c, sql);

	if (fault != FAULT_GONE)
		return fault;
	fault = reconnect(c);
	return fault == FAULT_NONE ? run(c, sql) : fault;
}

static enum db_fault
postgres_identify(struct engine_conn *c, enum db_identity *ret)
{
	int64_t ours = 0, objects = 0;
	/* In this order: whoever is making it ours marks it with its tables or
	 * before them, never after. */
	enum db_fault fault = ask_int(
		c,
		"SELECT count(*) FROM pg_class c JOIN pg_namespace n"
		" ON n.oid = c.relnamespace WHERE nspname = current_schema()",
		&objects);

	if (fault == FAULT_NONE)
		fault = ask_int(c,
				"SELECT count(*) FROM pg_namespace WHERE nspname = current_schema()"
				" AND obj_description(oid, 'pg_namespace') = '" MARK "'",
				&ours);
	if (fault != FAULT_NONE)
		return fault;
	*ret = objects == 0 ? IDENTITY_EMPTY : ours ? IDENTITY_OURS : IDENTITY_OTHERS;
	return FAULT_NONE;
}

static enum db_fault
postgres_stamp(struct engine_conn *c)
{
	return run(c, "DO $$ BEGIN EXECUTE format('COMMENT ON SCHEMA %I IS ''" MARK
		      "''', current_schema()); END $$");
}

static enum db_fault
postgres_settle(struct engine_conn *c, enum db_mode mode)
{
	int64_t utf8;
	enum db_fault fault;

	(void)mode;
	fault = ask_int(c, "SELECT (current_setting('server_encoding') = 'UTF8')::int", &utf8);
	if (fault == FAULT_NONE && !utf8)
		return note(c, "the database's encoding is not UTF8", FAULT_SQL);
	return fault;
}

static bool
postgres_replaced(const struct engine_conn *c)
{
	(void)c;
	return false;
}

static void
postgres_set_busy(struct engine_conn *c, int milliseconds)
{
	c->busy_ms = milliseconds;
}

static void
postgres_set_deadline(struct engine_conn *c, int milliseconds)
{
	c->deadline_ms = milliseconds;
}

/* ---- statements ---- */

static bool
begins_with_word(const char *sql, const char *word)
{
	return strncasecmp(sql, word, strlen(word)) == 0;
}

static bool
is_writing(const char *sql)
{
	static const char *const words[] = { "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER",
					     "TRUNCATE", "COMMENT" };

	while (*sql == ' ' || *sql == '\n' || *sql == '\t')
		sql++;
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (begins_with_word(sql, words[i]))
			return true;
	return begins_with_word(sql, "WITH") &&
	       (strstr(sql, "INSERT INTO") || strstr(sql, "DELETE FROM") || strstr(sql, "UPDATE "));
}

/* Makes it known to the connection as it is now. */
static enum db_fault
prepare_here(struct engine_stmt *s)
{
	struct engine_conn *c = s->c;
	PGresult *r;
	enum db_fault fault;

	snprintf(s->name, sizeof s->name, "s%u", c->next++);
	r = PQprepare(c->pg, s->name, s->sql, 0, NULL);
	fault = judge(c, r);
	PQclear(r);
	if (fault == FAULT_NONE)
		s->age = c->age;
	return fault;
}

static void
postgres_finish(struct engine_stmt *s)
{
	char sql[48];

	if (!s)
		return;
	PQclear(s->result);
	/* Not inside a transaction that has failed: there it would fail too. */
	if (s->name[0] && s->age == s->c->age && PQstatus(s->c->pg) == CONNECTION_OK &&
	    PQtransactionStatus(s->c->pg) != PQTRANS_INERROR) {
		snprintf(sql, sizeof sql, "DEALLOCATE %s", s->name);
		PQclear(PQexec(s->c->pg, sql));
	}
	for (unsigned i = 0; i < s->columns; i++)
		free(s->names[i]);
	free(s->names);
	PQfreemem(s->bytes);
	free(s->sql);
	free(s);
}

static enum db_fault
describe(struct engine_stmt *s)
{
	PGresult *r = PQdescribePrepared(s->c->pg, s->name);
	enum db_fault fault = judge(s->c, r);

	if (fault == FAULT_NONE) {
		s->parameters = (unsigned)PQnparams(r);
		s->columns = (unsigned)PQnfields(r);
		s->names = got(calloc(s->columns + 1, sizeof *s->names));
		for (unsigned i = 0; i < s->columns; i++)
			s->names[i] = got(strdup(PQfname(r, (int)i)));
	}
	PQclear(r);
	return fault;
}

static enum db_fault
postgres_prepare(struct engine_conn *c, const char *sql, struct engine_stmt **ret)
{
	struct engine_stmt *s = got(calloc(1, sizeof *s));
	enum db_fault fault;

	*s = (struct engine_stmt){ .c = c, .sql = got(strdup(sql)), .writes = is_writing(sql) };
	fault = prepare_here(s);
	if (fault == FAULT_GONE && !c->in_tx) {
		fault = reconnect(c);
		if (fault == FAULT_NONE)
			fault = prepare_here(s);
	}
	if (fault == FAULT_NONE)
		fault = describe(s);
	if (fault == FAULT_NONE && s->parameters > PARAMS_MAX)
		fault = note(c, "too many parameters", FAULT_SQL);
	if (fault != FAULT_NONE) {
		s->name[0] = '\0';
		postgres_finish(s);
		s = NULL;
	}
	*ret = s;
	return fault;
}

static unsigned
postgres_parameters(struct engine_stmt *s)
{
	return s->parameters;
}

static unsigned
postgres_columns(struct engine_stmt *s)
{
	return s->columns;
}

static const char *
postgres_column_name(struct engine_stmt *s, unsigned i)
{
	return s->names[i];
}

static bool
postgres_writes(struct engine_stmt *s)
{
	return s->writes;
}

static enum db_fault
postgres_bind(struct engine_stmt *s, unsigned i, const struct db_value *v)
{
	char *number;

	if (i == 0 || i > s->parameters)
		return note(s->c, "no such parameter", FAULT_SQL);
	if ((v->type == VALUE_TEXT || v->type == VALUE_BLOB) && v->s.n > INT32_MAX)
		return note(s->c, "value too long", FAULT_LARGE);
	number = s->bound[i - 1].number;
	s->bound[i - 1].format = 0;
	s->bound[i - 1].length = 0;
	switch (v->type) {
	case VALUE_NULL:
		s->bound[i - 1].value = NULL;
		break;
	case VALUE_INT:
		snprintf(number, NUMBER_SIZE, "%lld", (long long)v->i);
		s->bound[i - 1].value = number;
		break;
	case VALUE_REAL:
		snprintf(number, NUMBER_SIZE, "%.17g", v->r);
		s->bound[i - 1].value = number;
		break;
	case VALUE_TEXT:
	case VALUE_BLOB:
		/* As it is: text in this form is its own bytes, too. */
		s->bound[i - 1].value = v->s.p ? v->s.p : "";
		s->bound[i - 1].length = (int)v->s.n;
		s->bound[i - 1].format = 1;
		break;
	}
	return FAULT_NONE;
}

static PGresult *
execute(struct engine_stmt *s)
{
	const char *values[PARAMS_MAX];
	int lengths[PARAMS_MAX], formats[PARAMS_MAX];

	for (unsigned i = 0; i < s->parameters; i++) {
		values[i] = s->bound[i].value;
		lengths[i] = s->bound[i].length;
		formats[i] = s->bound[i].format;
	}
	return PQexecPrepared(s->c->pg, s->name, (int)s->parameters, values, lengths, formats, 0);
}

static enum db_fault
start(struct engine_stmt *s)
{
	struct engine_conn *c = s->c;
	enum db_fault fault = FAULT_NONE;
	int64_t n;

	if (s->age != c->age)
		fault = prepare_here(s);
	if (fault == FAULT_NONE) {
		s->result = execute(s);
		fault = judge(c, s->result);
	}
	if (fault == FAULT_GONE && !c->in_tx && !s->writes) {
		PQclear(s->result);
		s->result = NULL;
		fault = reconnect(c);
		if (fault == FAULT_NONE)
			fault = prepare_here(s);
		if (fault == FAULT_NONE) {
			s->result = execute(s);
			fault = judge(c, s->result);
		}
	}
	if (fault != FAULT_NONE) {
		PQclear(s->result);
		s->result = NULL;
		return fault;
	}
	c->changes = 0;
	if (s->writes && str_to_int(str_of(PQcmdTuples(s->result)), &n))
		c->changes = n;
	c->total_changes += c->changes;
	s->row = -1;
	return FAULT_NONE;
}

static enum db_fault
postgres_step(struct engine_stmt *s, bool *ret_row)
{
	*ret_row = false;
	if (!s->result) {
		enum db_fault fault = start(s);

		if (fault != FAULT_NONE)
			return fault;
	}
	*ret_row = ++s->row < PQntuples(s->result);
	return FAULT_NONE;
}

static void
read_number(struct str text, struct db_value *ret)
{
	char *end;

	/* NUMERIC is what a sum of whole numbers is, too. */
	errno = 0;
	ret->i = strtoll(text.p, &end, 10);
	if (errno == 0 && end == text.p + text.n) {
		ret->type = VALUE_INT;
		return;
	}
	ret->type = VALUE_REAL;
	ret->r = strtod(text.p, NULL);
}

static void
postgres_column(struct engine_stmt *s, unsigned i, struct db_value *ret)
{
	int at = (int)i;
	struct str text;
	size_t n;

	if (PQgetisnull(s->result, s->row, at)) {
		ret->type = VALUE_NULL;
		return;
	}
	text = (struct str){ PQgetvalue(s->result, s->row, at),
			     (size_t)PQgetlength(s->result, s->row, at) };
	switch (PQftype(s->result, at)) {
	case TYPE_BOOL:
		ret->type = VALUE_INT;
		ret->i = text.p[0] == 't';
		return;
	case TYPE_INT2:
	case TYPE_INT4:
	case TYPE_INT8:
	case TYPE_OID:
	case TYPE_NUMERIC:
		read_number(text, ret);
		return;
	case TYPE_FLOAT4:
	case TYPE_FLOAT8:
		ret->type = VALUE_REAL;
		ret->r = strtod(text.p, NULL);
		return;
	case TYPE_BYTEA:
		PQfreemem(s->bytes);
		s->bytes = got(PQunescapeBytea((const unsigned char *)text.p, &n));
		ret->type = VALUE_BLOB;
		ret->s = (struct str){ (const char *)s->bytes, n };
		return;
	default:
		ret->type = VALUE_TEXT;
		ret->s = text;
		return;
	}
}

static void
postgres_reset(struct engine_stmt *s)
{
	PQclear(s->result);
	s->result = NULL;
}

static int64_t
postgres_changes(struct engine_conn *c)
{
	return c->changes;
}

static int64_t
postgres_total_changes(struct engine_conn *c)
{
	return c->total_changes;
}

/* ---- transactions, scripts, plans ---- */

static enum db_fault
postgres_begin(struct engine_conn *c, bool write)
{
	char sql[256];
	enum db_fault fault;

	snprintf(sql, sizeof sql,
		 "BEGIN ISOLATION LEVEL %s; SET LOCAL statement_timeout = %d;"
		 "SET LOCAL lock_timeout = %d",
		 write ? "READ COMMITTED" : "REPEATABLE READ READ ONLY", c->deadline_ms,
		 c->busy_ms > 0 ? c->busy_ms : 1);
	fault = run_outside(c, sql);
	if (fault == FAULT_NONE && write) {
		snprintf(sql, sizeof sql, "SELECT pg_advisory_xact_lock(%d)", LOCK_KEY);
		fault = run(c, sql);
	}
	if (fault != FAULT_NONE) {
		if (PQstatus(c->pg) == CONNECTION_OK)
			PQclear(PQexec(c->pg, "ROLLBACK"));
		return fault;
	}
	c->in_tx = true;
	return FAULT_NONE;
}

static enum db_fault
postgres_commit(struct engine_conn *c)
{
	PGresult *r = PQexec(c->pg, "COMMIT");
	enum db_fault fault = judge(c, r);

	/* It says so by rolling back when a statement had failed. */
	if (fault == FAULT_NONE && strcmp(PQcmdStatus(r), "COMMIT") != 0)
		fault = note(c, "rolled back", FAULT_SQL);
	PQclear(r);
	c->in_tx = false;
	return fault;
}

static void
postgres_rollback(struct engine_conn *c)
{
	c->in_tx = false;
	if (PQstatus(c->pg) == CONNECTION_OK && PQtransactionStatus(c->pg) != PQTRANS_IDLE)
		PQclear(PQexec(c->pg, "ROLLBACK"));
}

static enum db_fault
postgres_script(struct engine_conn *c, const char *sql)
{
	return c->in_tx ? run(c, sql) : run_outside(c, sql);
}

/* Rows that were overwritten are still in the table's file until it is vacuumed, and a
 * word that no row has any more in its index until that is made anew. */
static enum db_fault
postgres_purge(struct engine_conn *c, bool *ret_all)
{
	enum db_fault f = postgres_script(c, "VACUUM");

	*ret_all = true;
	if (f != FAULT_NONE)
		return f;
	return postgres_script(c, "DO 'BEGIN IF to_regclass(''search_index_mail'') IS NOT NULL THEN"
				  " REINDEX TABLE search_index_mail; END IF; END'");
}

static enum db_fault
postgres_has_table(struct engine_conn *c, const char *name, bool *ret)
{
	const char *values[] = { name };
	PGresult *r = PQexecParams(c->pg,
				   "SELECT 1 FROM pg_tables WHERE schemaname = current_schema()"
				   " AND tablename = $1",
				   1, NULL, values, NULL, NULL, 0);
	enum db_fault fault = judge(c, r);

	*ret = fault == FAULT_NONE && PQntuples(r) == 1;
	PQclear(r);
	if (fault == FAULT_GONE && !c->in_tx) {
		fault = reconnect(c);
		return fault == FAULT_NONE ? postgres_has_table(c, name, ret) : fault;
	}
	return fault;
}

/* The plan for any values, as if every table were large: on small ones a whole
 * scan is cheaper than any index. */
static enum db_fault
postgres_explain(struct engine_conn *c, const char *sql, struct arena *a, struct str *ret)
{
	AUTO_BUF text = { 0 };
	AUTO_BUF plan = { 0 };
	PGresult *r;
	enum db_fault fault;
	unsigned n = 0;

	for (const char *p = sql; (p = strchr(p, '$')) != NULL; p++) {
		unsigned v = (unsigned)strtoul(p + 1, NULL, 10);

		n = v > n ? v : n;
	}
	buf_addf(&text, "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off;"
			"PREPARE explained AS %s; EXPLAIN EXECUTE explained",
		 sql);
	for (unsigned i = 0; i < n; i++)
		buf_addz(&text, i ? ", NULL" : "(NULL");
	if (n)
		buf_addc(&text, ')');
	r = PQexec(c->pg, buf_cstr(&text));
	fault = judge(c, r);
	for (int i = 0; fault == FAULT_NONE && i < PQntuples(r); i++)
		buf_addf(&plan, "%s\n", PQgetvalue(r, i, 0));
	PQclear(r);
	PQclear(PQexec(c->pg, "DEALLOCATE explained; RESET plan_cache_mode; RESET enable_seqscan"));
	*ret = buf_to_arena(&plan, a);
	return fault;
}

/* ---- copying ---- */

static enum db_fault
ask_names(struct engine_conn *c, const char *sql, const char *argument, struct arena *a,
	  struct names *ret)
{
	const char *values[] = { argument };
	PGresult *r = PQexecParams(c->pg, sql, argument ? 1 : 0, NULL, values, NULL, NULL, 0);
	enum db_fault fault = judge(c, r);

	for (int i = 0; fault == FAULT_NONE && i < PQntuples(r); i++)
		VEC_PUSH(a, ret, arena_str(a, str_of(PQgetvalue(r, i, 0))));
	PQclear(r);
	return fault;
}

static enum db_fault
postgres_tables(struct engine_conn *c, struct arena *a, struct names *ret)
{
	return ask_names(c,
			 "SELECT relname FROM pg_class WHERE relkind = 'r'"
			 /* The index of words is made anew in a copy. */
			 " AND relname <> 'search_index_mail'"
			 " AND relnamespace = CAST(current_schema() AS regnamespace) ORDER BY oid",
			 NULL, a, ret);
}

static enum db_fault
postgres_column_names(struct engine_conn *c, struct str table, struct arena *a, struct names *ret)
{
	return ask_names(c,
			 "SELECT attname FROM pg_attribute WHERE attrelid = CAST($1 AS regclass)"
			 " AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
			 arena_cstr(a, table), a, ret);
}

static enum db_fault
postgres_defer(struct engine_conn *c)
{
	return run(c, "SET CONSTRAINTS ALL DEFERRED");
}

#define BULK_BYTES ((size_t)256 << 10)

struct engine_bulk {
	struct engine_conn *c;
	char *table;
	size_t columns;
	bool has_id, copying;
	struct buf out;
};

static enum db_fault
postgres_bulk_begin(struct engine_conn *c, struct str table, const struct names *columns,
		    struct engine_bulk **ret)
{
	struct engine_bulk *b = got(calloc(1, sizeof *b));
	AUTO_BUF sql = { 0 };
	PGresult *r;
	enum db_fault fault = FAULT_NONE;

	*ret = b;
	*b = (struct engine_bulk){ .c = c, .columns = columns->n };
	b->table = got(strndup(table.p, table.n));
	buf_addf(&sql, "COPY %.*s (", STRF(table));
	for (size_t i = 0; i < columns->n; i++) {
		buf_addf(&sql, "%s%.*s", i ? ", " : "", STRF(columns->at[i]));
		b->has_id |= str_is(columns->at[i], "id");
	}
	BUF_LIT(&sql, ") FROM STDIN");
	r = PQexec(c->pg, buf_cstr(&sql));
	b->copying = PQresultStatus(r) == PGRES_COPY_IN;
	if (!b->copying)
		fault = judge(c, r);
	PQclear(r);
	return fault;
}

static void
put_copied(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		switch (s.p[i]) {
		case '\\': BUF_LIT(out, "\\\\"); break;
		case '\n': BUF_LIT(out, "\\n"); break;
		case '\r': BUF_LIT(out, "\\r"); break;
		case '\t': BUF_LIT(out, "\\t"); break;
		default: buf_addc(out, s.p[i]);
		}
	}
}

static void
put_value(struct buf *out, const struct db_value *v)
{
	switch (v->type) {
	case VALUE_NULL:
		BUF_LIT(out, "\\N");
		return;
	case VALUE_INT:
		buf_addint(out, v->i);
		return;
	case VALUE_REAL:
		buf_addf(out, "%.17g", v->r);
		return;
	case VALUE_TEXT:
		put_copied(out, v->s);
		return;
	case VALUE_BLOB:
		BUF_LIT(out, "\\\\x");
		for (size_t i = 0; i < v->s.n; i++)
			buf_addf(out, "%02x", (unsigned char)v->s.p[i]);
		return;
	}
}

static enum db_fault
send_copied(struct engine_bulk *b)
{
	int sent = PQputCopyData(b->c->pg, b->out.p, (int)b->out.n);

	buf_clear(&b->out);
	return sent == 1 ? FAULT_NONE : note(b->c, PQerrorMessage(b->c->pg), FAULT_GONE);
}

static enum db_fault
postgres_bulk_row(struct engine_bulk *b, const struct db_value *values)
{
	for (size_t i = 0; i < b->columns; i++) {
		if (i)
			buf_addc(&b->out, '\t');
		put_value(&b->out, &values[i]);
	}
	buf_addc(&b->out, '\n');
	b->c->total_changes++;
	return b->out.n >= BULK_BYTES ? send_copied(b) : FAULT_NONE;
}

/* What the end of COPY says. */
static enum db_fault
end_copy(struct engine_bulk *b, bool good)
{
	enum db_fault fault = good && b->out.n ? send_copied(b) : FAULT_NONE;
	PGresult *r;

	PQputCopyEnd(b->c->pg, good && fault == FAULT_NONE ? NULL : "given up");
	while ((r = PQgetResult(b->c->pg)) != NULL) {
		if (fault == FAULT_NONE)
			fault = judge(b->c, r);
		PQclear(r);
	}
	return fault;
}

static enum db_fault
postgres_bulk_end(struct engine_bulk *b, bool good)
{
	enum db_fault fault = b->copying ? end_copy(b, good) : FAULT_NONE;
	AUTO_BUF sql = { 0 };

	if (good && fault == FAULT_NONE && b->has_id) {
		buf_addf(&sql, "SELECT setval(s, coalesce((SELECT max(id) FROM %s), 0) + 1, false)"
			       " FROM pg_get_serial_sequence('%s', 'id') AS s WHERE s IS NOT NULL",
			 b->table, b->table);
		fault = run(b->c, buf_cstr(&sql));
	}
	buf_done(&b->out);
	free(b->table);
	free(b);
	return fault;
}

const struct db_engine postgres_engine = {
	.dialect = DIALECT_POSTGRES,
	.open = postgres_open,
	.close = postgres_close,
	.message = postgres_message,
	.identify = postgres_identify,
	.stamp = postgres_stamp,
	.settle = postgres_settle,
	.purge = postgres_purge,
	.replaced = postgres_replaced,
	.set_busy = postgres_set_busy,
	.set_deadline = postgres_set_deadline,
	.prepare = postgres_prepare,
	.finish = postgres_finish,
	.parameters = postgres_parameters,
	.columns = postgres_columns,
	.column_name = postgres_column_name,
	.writes = postgres_writes,
	.bind = postgres_bind,
	.step = postgres_step,
	.column = postgres_column,
	.reset = postgres_reset,
	.changes = postgres_changes,
	.total_changes = postgres_total_changes,
	.script = postgres_script,
	.begin = postgres_begin,
	.commit = postgres_commit,
	.rollback = postgres_rollback,
	.has_table = postgres_has_table,
	.tables = postgres_tables,
	.column_names = postgres_column_names,
	.defer = postgres_defer,
	.bulk_begin = postgres_bulk_begin,
	.bulk_row = postgres_bulk_row,
	.bulk_end = postgres_bulk_end,
	.explain = postgres_explain,
};
