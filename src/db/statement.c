/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Running a statement: values in, values out, and the promises that a
 * statement file makes about both.
 *
 * Generated code is a straight line: bind, step, get, get, get. So binds and
 * gets return no error; the first that fails is kept in cur->code and comes
 * out of the next call that can fail. Until then gets return the empty value
 * of their type, and nothing is sent to the engine.
 */
#include "db/statement.h"

#include "base/utf8.h"
#include "db/conn.h"

static const struct db_engine *
engine(const struct cursor *cur)
{
	return cur->op->db->engine;
}

/* ---- binding ---- */

static void
bind(struct cursor *cur, unsigned i, const struct db_value *v)
{
	enum db_fault f;

	if (cur->code != OK)
		return;
	f = engine(cur)->bind(cur->stmt, i, v);
	if (f != FAULT_NONE)
		cur->code = db_refuse(cur->op, f, cur->st->name, NULL);
}

static void
bind_null(struct cursor *cur, unsigned i)
{
	bind(cur, i, &(struct db_value){ .type = VALUE_NULL });
}

/* A parameter without a question mark was given nothing. */
static void
bind_absent(struct cursor *cur, unsigned i)
{
	if (cur->code == OK)
		cur->code = fail(cur->op, E_CORRUPT, "db.misuse",
				 "%s: parameter %s is absent", cur->st->name,
				 cur->st->in[i - 1]);
}

void
cursor_bind_int(struct cursor *cur, unsigned i, int64_t v)
{
	bind(cur, i, &(struct db_value){ .type = VALUE_INT, .i = v });
}

void
cursor_bind_bool(struct cursor *cur, unsigned i, bool v)
{
	cursor_bind_int(cur, i, v);
}

void
cursor_bind_real(struct cursor *cur, unsigned i, double v)
{
	bind(cur, i, &(struct db_value){ .type = VALUE_REAL, .r = v });
}

static bool
all_ascii_text(struct str s)
{
	unsigned char any = 0;
	bool nul = false;

	for (size_t k = 0; k < s.n; k++) {
		any |= (unsigned char)s.p[k];
		nul |= s.p[k] == '\0';
	}
	return any < 0x80 && !nul;
}

void
cursor_bind_maybe_text(struct cursor *cur, unsigned i, struct str v)
{
	if (!str_present(v)) {
		bind_null(cur, i);
		return;
	}
	if (!all_ascii_text(v) && cur->code == OK &&
	    (str_find_char(v, '\0', 0) != STR_NPOS || utf8_bad(v) != STR_NPOS))
		cur->code = fail(cur->op, E_INVALID, "db.bad-text",
				 "%s: parameter %s", cur->st->name,
				 cur->st->in[i - 1]);
	bind(cur, i, &(struct db_value){ .type = VALUE_TEXT, .s = v });
}

void
cursor_bind_text(struct cursor *cur, unsigned i, struct str v)
{
	if (str_present(v))
		cursor_bind_maybe_text(cur, i, v);
	else
		bind_absent(cur, i);
}

void
cursor_bind_word(struct cursor *cur, unsigned i, struct str v)
{
	if (v.n)
		bind(cur, i, &(struct db_value){ .type = VALUE_TEXT, .s = v });
	else
		bind_absent(cur, i);
}

void
cursor_bind_maybe_blob(struct cursor *cur, unsigned i, struct str v)
{
	if (str_present(v))
		bind(cur, i, &(struct db_value){ .type = VALUE_BLOB, .s = v });
	else
		bind_null(cur, i);
}

void
cursor_bind_blob(struct cursor *cur, unsigned i, struct str v)
{
	if (str_present(v))
		cursor_bind_maybe_blob(cur, i, v);
	else
		bind_absent(cur, i);
}

void
cursor_bind_maybe_instant(struct cursor *cur, unsigned i, instant v)
{
	if (instant_known(v))
		cursor_bind_int(cur, i, v.v);
	else
		bind_null(cur, i);
}

void
cursor_bind_instant(struct cursor *cur, unsigned i, instant v)
{
	if (instant_known(v))
		cursor_bind_int(cur, i, v.v);
	else
		bind_absent(cur, i);
}

void
cursor_bind_maybe_date(struct cursor *cur, unsigned i, date v)
{
	if (date_known(v))
		bind(cur, i,
		     &(struct db_value){ .type = VALUE_TEXT,
					 .s = date_format(cur->op->arena, v) });
	else
		bind_null(cur, i);
}

void
cursor_bind_date(struct cursor *cur, unsigned i, date v)
{
	if (date_known(v))
		cursor_bind_maybe_date(cur, i, v);
	else
		bind_absent(cur, i);
}

void
cursor_bind_maybe_int(struct cursor *cur, unsigned i, struct maybe_int v)
{
	if (v.known)
		cursor_bind_int(cur, i, v.v);
	else
		bind_null(cur, i);
}

void
cursor_bind_maybe_real(struct cursor *cur, unsigned i, struct maybe_real v)
{
	if (v.known)
		cursor_bind_real(cur, i, v.v);
	else
		bind_null(cur, i);
}

void
cursor_bind_maybe_id(struct cursor *cur, unsigned i, int64_t v)
{
	if (v)
		cursor_bind_int(cur, i, v);
	else
		bind_null(cur, i);
}

/* ---- stepping ---- */

enum errc
cursor_step(struct cursor *cur, bool *ret_row)
{
	enum db_fault f;

	if (cur->code != OK)
		return cur->code;
	f = engine(cur)->step(cur->stmt, ret_row);
	if (f != FAULT_NONE)
		cur->code = db_refuse(cur->op, f, cur->st->name,
				      cur->st->conflict);
	return cur->code;
}

enum errc
cursor_exec(struct cursor *cur, int64_t *ret_changed)
{
	const struct statement *st = cur->st;
	bool row = false;
	int64_t n;

	TRY(cursor_step(cur, &row));
	n = engine(cur)->changes(cur->op->db->conn);
	if (n == 0 && st->missing)
		return fail(cur->op, E_NOT_FOUND, st->missing, "%s", st->name);
	if (n == 0 && st->stale)
		return fail(cur->op, E_CONFLICT, st->stale, "%s", st->name);
	if (ret_changed)
		*ret_changed = n;
	return OK;
}

enum errc
cursor_first(struct cursor *cur, bool *ret_found)
{
	const struct statement *st = cur->st;
	bool row = false;

	TRY(cursor_step(cur, &row));
	if (ret_found)
		*ret_found = row;
	else if (!row && st->stale)
		return fail(cur->op, E_CONFLICT, st->stale, "%s", st->name);
	else if (!row)
		return fail(cur->op, E_NOT_FOUND,
			    st->missing ? st->missing : "error.not-found", "%s",
			    st->name);
	return OK;
}

enum errc
cursor_last(struct cursor *cur)
{
	bool row = false;

	/* Not only to count: an INSERT … RETURNING ends with this step. */
	TRY(cursor_step(cur, &row));
	if (row)
		return fail(cur->op, E_CORRUPT, "db.corrupt",
			    "%s: more than one row", cur->st->name);
	return OK;
}

/* ---- reading ---- */

static void
bad_column(struct cursor *cur, unsigned i, const char *why)
{
	if (cur->code == OK)
		cur->code = fail(cur->op, E_CORRUPT, "db.corrupt",
				 "%s: column %s: %s", cur->st->name,
				 cur->st->out[i], why);
}

/* The column when it is of that type; else NULL, which `optional` permits. */
static bool
get(struct cursor *cur, unsigned i, enum value_type type, bool optional,
    struct db_value *ret)
{
	if (cur->code != OK)
		return false;
	engine(cur)->column(cur->stmt, i, ret);
	if (ret->type == type)
		return true;
	if (ret->type != VALUE_NULL)
		bad_column(cur, i, "a value of another type");
	else if (!optional)
		bad_column(cur, i, "NULL");
	return false;
}

static struct str
get_bytes(struct cursor *cur, unsigned i, enum value_type type, bool optional)
{
	struct db_value v;

	if (!get(cur, i, type, optional, &v))
		return STR_NONE;
	return cur->borrow ? v.s : arena_str(cur->op->arena, v.s);
}

static int64_t
get_int(struct cursor *cur, unsigned i, bool optional, int64_t none)
{
	struct db_value v;

	return get(cur, i, VALUE_INT, optional, &v) ? v.i : none;
}

int64_t
cursor_get_int(struct cursor *cur, unsigned i)
{
	return get_int(cur, i, false, 0);
}

bool
cursor_get_bool(struct cursor *cur, unsigned i)
{
	int64_t v = cursor_get_int(cur, i);

	if (v != 0 && v != 1)
		bad_column(cur, i, "neither 0 nor 1");
	return v == 1;
}

/* A whole number is a real one too: an engine may store 2.0 as 2. */
static struct maybe_real
get_real(struct cursor *cur, unsigned i, bool optional)
{
	struct db_value v;

	if (cur->code != OK)
		return (struct maybe_real){ 0 };
	engine(cur)->column(cur->stmt, i, &v);
	if (v.type == VALUE_INT)
		return (struct maybe_real){ true, (double)v.i };
	if (!get(cur, i, VALUE_REAL, optional, &v))
		return (struct maybe_real){ 0 };
	return (struct maybe_real){ true, v.r };
}

double
cursor_get_real(struct cursor *cur, unsigned i)
{
	return get_real(cur, i, false).v;
}

struct maybe_real
cursor_get_maybe_real(struct cursor *cur, unsigned i)
{
	return get_real(cur, i, true);
}

struct str
cursor_get_text(struct cursor *cur, unsigned i)
{
	return get_bytes(cur, i, VALUE_TEXT, false);
}

struct str
cursor_get_maybe_text(struct cursor *cur, unsigned i)
{
	return get_bytes(cur, i, VALUE_TEXT, true);
}

struct str
cursor_get_blob(struct cursor *cur, unsigned i)
{
	return get_bytes(cur, i, VALUE_BLOB, false);
}

struct str
cursor_get_maybe_blob(struct cursor *cur, unsigned i)
{
	return get_bytes(cur, i, VALUE_BLOB, true);
}

instant
cursor_get_instant(struct cursor *cur, unsigned i)
{
	return (instant){ get_int(cur, i, false, INSTANT_NONE.v) };
}

instant
cursor_get_maybe_instant(struct cursor *cur, unsigned i)
{
	return (instant){ get_int(cur, i, true, INSTANT_NONE.v) };
}

static date
get_date(struct cursor *cur, unsigned i, bool optional)
{
	struct db_value v;
	date d = DATE_NONE;

	if (get(cur, i, VALUE_TEXT, optional, &v) && !date_parse(v.s, &d))
		bad_column(cur, i, "not a date");
	return d;
}

date
cursor_get_date(struct cursor *cur, unsigned i)
{
	return get_date(cur, i, false);
}

date
cursor_get_maybe_date(struct cursor *cur, unsigned i)
{
	return get_date(cur, i, true);
}

struct maybe_int
cursor_get_maybe_int(struct cursor *cur, unsigned i)
{
	struct db_value v;

	if (!get(cur, i, VALUE_INT, true, &v))
		return (struct maybe_int){ 0 };
	return (struct maybe_int){ true, v.i };
}

int64_t
cursor_get_maybe_id(struct cursor *cur, unsigned i)
{
	return get_int(cur, i, true, 0);
}

struct str
cursor_get_word(struct cursor *cur, unsigned i)
{
	struct db_value v;

	return get(cur, i, VALUE_TEXT, false, &v) ? v.s : STR_NONE;
}

void
cursor_bad_word(struct cursor *cur, unsigned i)
{
	bad_column(cur, i, "an unknown word");
}
