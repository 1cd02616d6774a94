/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sqlc: the statement compiler. Makes one typed C function of each statement
 * in a file, and one table of all of them; and C tables of the migrations.
 *
 *	sqlc OUT.c OUT.h src/meeting/meeting.sql
 *	sqlc --migrations OUT.c OUT.h migrations/0001_core.sql …
 *
 * A statement file:
 *
 *	-- use "meeting/meeting.h"
 *
 *	-- query meeting_sql_upcoming :many
 *	-- in   group group_id, after instant
 *	-- out  id meeting_id, title text, starts instant
 *	-- why  group page and reminder job; index meeting_by_group
 *	SELECT id, title, starts FROM meeting
 *	WHERE grp_id = :group AND starts > :after ORDER BY starts;
 *
 * Header lines stand between `-- query` and the text, in any order:
 *	in, out   name and type, by commas; a second line goes on
 *	why       who needs it (required)
 *	scan      why it may read a whole table
 *	derived   it touches only what can be rebuilt
 *	missing   key: this message instead of "not found" (:one, :exec)
 *	stale     key: no row is a conflict, somebody was faster (:one, :exec)
 *	conflict  key: this message when a constraint forbids it
 * A line that begins with `--` and four blanks goes on with the line before.
 * Comments elsewhere are comments. The text ends with its semicolon. What
 * stands before any marker is for every engine; `-- @sqlite`, `-- @postgres`
 * begin the text for one, again with a semicolon. Each text must use every
 * parameter, and nothing but :name.
 *
 * Kinds and what they become (all return enum errc; ret untouched on failure):
 *	:exec    f(op, in…)
 *	:count   f(op, in…, int64_t *ret_changed)
 *	:one     f(op, in…, struct f_row *ret)      no row is E_NOT_FOUND
 *	:maybe   f(op, in…, bool *ret_found, struct f_row *ret)
 *	:many    f(op, in…, struct f_rows *ret)     a SLICE of f_row
 *	:stream  f(op, in…, each, ctx)              each(ctx, row) while it is OK;
 *	         text in the row is valid only inside the call
 *
 * Types: text int bool instant date blob real X_id enum:X; with a question
 * mark (not bool, not enum) NULL is possible: see db/statement.h.
 *
 * A migration is plain SQL for several engines: @id, @int, @real, @text, @blob become
 * the engine's words; lines from `-- @sqlite` or `-- @postgres` to `-- @end`
 * are for that engine alone. Comments are left out of what is compiled in.
 */
#ifndef CONVENE_TOOLS_SQLC_H
#define CONVENE_TOOLS_SQLC_H

#include "base/vec.h"
#include "tools/tool.h"

#define SQL_TEXT_MAX 4000 /* bytes: what every C compiler takes as one literal */

enum sqlc_dialect { SQLC_SQLITE, SQLC_POSTGRES, SQLC_DIALECTS };

enum sqlc_type {
	TYPE_TEXT,
	TYPE_INT,
	TYPE_BOOL,
	TYPE_INSTANT,
	TYPE_DATE,
	TYPE_BLOB,
	TYPE_REAL,
	TYPE_ID,
	TYPE_ENUM,
};

enum sqlc_kind { SQLC_EXEC, SQLC_COUNT, SQLC_ONE, SQLC_MAYBE, SQLC_MANY, SQLC_STREAM };

struct sqlc_field {
	struct str name;
	enum sqlc_type type;
	struct str of; /* meeting_id of an id, meeting_kind of an enum */
	bool maybe;
};
typedef SLICE(struct sqlc_field) sqlc_fields;

struct sqlc_statement {
	struct str name;
	size_t at; /* of its name in the source */
	enum sqlc_kind kind;
	sqlc_fields in;
	sqlc_fields out;
	struct str why, scan, missing, stale, conflict; /* absent: not given */
	bool derived;
	bool writes;
	struct str sql[SQLC_DIALECTS]; /* parameters numbered, no semicolon */
};

struct sqlc_file {
	struct source src;
	struct str name; /* "meeting" of "src/meeting/meeting.sql" */
	SLICE(struct str) uses;
	SLICE(struct sqlc_statement) statements;
};

/* Everything that can be checked without a database is checked. */
bool sqlc_read(struct arena *a, const struct source *src, struct sqlc_file *ret,
	       struct complaint *c);

/*
 * One text of SQL from byte `from` of the source to its semicolon, parameters
 * numbered as in `in`; *ret_end is behind the semicolon. Used by sqlc_read.
 */
struct sqlc_text {
	struct str sql[SQLC_DIALECTS];
	bool writes;
	size_t end;
};
bool sqlc_text_read(struct arena *a, const struct source *src, size_t from,
		    const struct sqlc_statement *st, struct sqlc_text *ret,
		    struct complaint *c);

/* header: how the C file includes the other; both end up in the same folder. */
void sqlc_emit_c(const struct sqlc_file *f, struct str header, struct buf *out);
void sqlc_emit_h(const struct sqlc_file *f, struct str header, struct buf *out);

struct sqlc_migration {
	int number;
	struct str name; /* "0001_core" */
	struct str sql[SQLC_DIALECTS];
};
typedef SLICE(struct sqlc_migration) sqlc_migrations;

/* The numbers must run 1, 2, 3 … in the order given. */
bool sqlc_migrations_read(struct arena *a, const struct source *src, size_t n,
			  sqlc_migrations *ret, struct complaint *c);
void sqlc_migrations_emit_c(const sqlc_migrations *m, struct str header,
			    struct buf *out);
void sqlc_migrations_emit_h(const sqlc_migrations *m, struct buf *out);

/* [a-z][a-z0-9_]*, at most 60 bytes. */
bool sqlc_is_name(struct str s);
/* The length of the quoted run, comment or blank space at the start of s; 0
 * when there is none, STR_NPOS when it does not end. */
size_t sqlc_quoted(struct str s);
size_t sqlc_blank(struct str s);

#endif
