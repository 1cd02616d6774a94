/* SPDX-License-Identifier: Apache-2.0 */
/*
 * statement: what tools/sqlc makes of a statement file, and the few functions
 * that the generated code calls.
 *
 * Nobody writes these calls by hand: a feature has `feature.sql`, the build
 * makes `feature_sql.[ch]` of it, with one C function per statement and one
 * table of all of them. docs of the file format: tools/sqlc.h.
 *
 * Stored forms, the same in every engine:
 *   int, X_id, instant (seconds since 1970)    integer
 *   bool                                       integer 0 or 1
 *   date                                       text, "2021-05-13"
 *   enum                                       text, the word
 *   text, blob, real                           themselves
 * NULL is what the type with a question mark holds when it holds nothing:
 * an absent str, INSTANT_NONE, DATE_NONE, id 0, maybe_int.known == false.
 * Reading NULL, or another kind of value, into a type that cannot hold it is
 * E_CORRUPT; so is a word that is none of the enum's.
 */
#ifndef CONVENE_DB_STATEMENT_H
#define CONVENE_DB_STATEMENT_H

#include "base/op.h"
#include "base/vec.h"

enum db_dialect { DIALECT_SQLITE, DIALECT_POSTGRES, DIALECTS };

struct maybe_int {
	bool known;
	int64_t v;
};
struct maybe_real {
	bool known;
	double v;
};

enum statement_kind {
	KIND_EXEC,   /* no rows */
	KIND_COUNT,  /* no rows, says how many it changed */
	KIND_ONE,    /* exactly one row, else E_NOT_FOUND */
	KIND_MAYBE,  /* one row or none */
	KIND_MANY,   /* all rows */
	KIND_STREAM, /* all rows, one at a time */
};

struct statement {
	const char *name;
	enum statement_kind kind;
	bool writes;  /* needs a write transaction */
	bool derived; /* touches only what can be rebuilt */
	unsigned n_in;
	unsigned n_out;
	const char *sql[DIALECTS];
	const char *const *in;  /* the n_in parameter names */
	const char *const *out; /* the n_out column names */
	const char *why;
	const char *scan;     /* why a full scan is all right; NULL: it is not */
	const char *missing;  /* msgid for "no row", E_NOT_FOUND */
	const char *stale;    /* msgid for "changed no row", E_CONFLICT */
	const char *conflict; /* msgid for a violated constraint */
	const char *file;
	int line;
};

/* One execution of a statement. An all-zero struct cursor is closed. */
struct engine_stmt;
struct cursor {
	struct op *op;
	const struct statement *st;
	struct engine_stmt *stmt;
	struct prepared *cached; /* NULL: stmt is this one's own */
	bool borrow;             /* text stays the engine's until the next step */
	enum errc code;          /* the first bind or get that failed */
};

#define AUTO_CURSOR __attribute__((cleanup(cursor_done))) struct cursor

/*
 * start, bind every parameter (from 1), step until no row, done. A failed bind
 * or get is remembered and returned by the next cursor_step or by cursor_code.
 * A statement that is already running is prepared a second time, so functions
 * may call themselves from inside a stream.
 */
must_check enum errc cursor_start(struct op *op, const struct statement *st,
				  struct cursor *cur);
void cursor_done(struct cursor *cur);
must_check enum errc cursor_step(struct cursor *cur, bool *ret_row);
/* Steps through a statement without rows; honours missing and stale. */
must_check enum errc cursor_exec(struct cursor *cur, int64_t *ret_changed);
/* The first row; without one *ret_found is false, or with NULL E_NOT_FOUND. */
must_check enum errc cursor_first(struct cursor *cur, bool *ret_found);
/* After the only row was read: E_CORRUPT when there is another. */
must_check enum errc cursor_last(struct cursor *cur);

static inline enum errc cursor_code(const struct cursor *cur)
{
	return cur->code;
}

/*
 * Text must be UTF-8 without NUL bytes (E_INVALID db.bad-text). The bytes of
 * text and blobs must live until cursor_done.
 */
void cursor_bind_int(struct cursor *cur, unsigned i, int64_t v);
void cursor_bind_bool(struct cursor *cur, unsigned i, bool v);
void cursor_bind_real(struct cursor *cur, unsigned i, double v);
void cursor_bind_text(struct cursor *cur, unsigned i, struct str v);
void cursor_bind_blob(struct cursor *cur, unsigned i, struct str v);
void cursor_bind_instant(struct cursor *cur, unsigned i, instant v);
void cursor_bind_date(struct cursor *cur, unsigned i, date v);
/* An enum's word; the empty one is none of them (E_CORRUPT db.misuse). */
void cursor_bind_word(struct cursor *cur, unsigned i, struct str v);
void cursor_bind_maybe_int(struct cursor *cur, unsigned i, struct maybe_int v);
void cursor_bind_maybe_real(struct cursor *cur, unsigned i, struct maybe_real v);
void cursor_bind_maybe_text(struct cursor *cur, unsigned i, struct str v);
void cursor_bind_maybe_blob(struct cursor *cur, unsigned i, struct str v);
void cursor_bind_maybe_instant(struct cursor *cur, unsigned i, instant v);
void cursor_bind_maybe_date(struct cursor *cur, unsigned i, date v);
void cursor_bind_maybe_id(struct cursor *cur, unsigned i, int64_t v);

/* Columns count from 0. Text and blobs are copied into op->arena. */
int64_t cursor_get_int(struct cursor *cur, unsigned i);
bool cursor_get_bool(struct cursor *cur, unsigned i);
double cursor_get_real(struct cursor *cur, unsigned i);
struct str cursor_get_text(struct cursor *cur, unsigned i);
struct str cursor_get_blob(struct cursor *cur, unsigned i);
instant cursor_get_instant(struct cursor *cur, unsigned i);
date cursor_get_date(struct cursor *cur, unsigned i);
struct maybe_int cursor_get_maybe_int(struct cursor *cur, unsigned i);
struct maybe_real cursor_get_maybe_real(struct cursor *cur, unsigned i);
struct str cursor_get_maybe_text(struct cursor *cur, unsigned i);
struct str cursor_get_maybe_blob(struct cursor *cur, unsigned i);
instant cursor_get_maybe_instant(struct cursor *cur, unsigned i);
date cursor_get_maybe_date(struct cursor *cur, unsigned i);
int64_t cursor_get_maybe_id(struct cursor *cur, unsigned i);
/* An enum's word, valid until the next step; and how to refuse it. */
struct str cursor_get_word(struct cursor *cur, unsigned i);
void cursor_bad_word(struct cursor *cur, unsigned i);

#endif
