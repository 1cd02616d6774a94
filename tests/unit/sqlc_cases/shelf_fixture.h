/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A database with a few books in a folder of its own, fresh for every test.
 * Included by one test program each, after cmocka.h.
 */
#ifndef CONVENE_TESTS_SHELF_FIXTURE_H
#define CONVENE_TESTS_SHELF_FIXTURE_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#undef fail /* cmocka's, which has the name of ours */

#include "base/buf.h"
#include "db/db.h"
#include "db/migrate.h"
#include "shelf_sql.h"

static const struct str book_kinds[] = { STR_INIT("novel"), STR_INIT("atlas") };
WORDS_DEFINE(book_kind, enum book_kind, book_kinds)

static const struct migration shelf_migrations[] = {
	{ .number = 1,
	  .name = "0001_shelf",
	  .sql[DIALECT_SQLITE] =
		  "CREATE TABLE meta (data_version INTEGER NOT NULL);"
		  "INSERT INTO meta VALUES (0);"
		  "CREATE TABLE book (id INTEGER PRIMARY KEY, title TEXT, subtitle TEXT,"
		  " pages INTEGER, price REAL, weight REAL, lent INTEGER, bought INTEGER,"
		  " sold INTEGER, printed TEXT, due TEXT, cover BLOB, map BLOB, copies INTEGER,"
		  " kind TEXT, sequel_of INTEGER REFERENCES book (id));"
		  "CREATE UNIQUE INDEX book_by_title ON book (title, subtitle);" },
	{ .number = 2,
	  .name = "0002_loan",
	  .sql[DIALECT_SQLITE] =
		  "CREATE TABLE loan (book_id INTEGER NOT NULL REFERENCES book (id)"
		  " DEFERRABLE INITIALLY DEFERRED, reader TEXT NOT NULL);" },
};

struct shelf {
	struct arena arena;
	struct op op;
	struct db *db;
	char dir[64];
	const char *url;
};

static inline void
shelf_open(struct shelf *s, enum db_mode mode)
{
	assert_int_equal(db_open(&s->op, str_of(s->url), mode, &s->db), OK);
	s->op.db = s->db;
}

static inline void
shelf_close(struct shelf *s)
{
	db_close(s->db);
	s->op.db = s->db = NULL;
}

static inline struct shelf *
shelf_new(void)
{
	struct shelf *s = calloc(1, sizeof *s);

	assert_non_null(s);
	strcpy(s->dir, "/tmp/shelf-XXXXXX");
	assert_non_null(mkdtemp(s->dir));
	s->op = (struct op){ .arena = &s->arena, .now = { 1620910800 } };
	s->url = arena_printf(&s->arena, "sqlite:%s/forum.db", s->dir).p;
	return s;
}

static inline int
shelf_setup(void **state)
{
	struct shelf *s = shelf_new();

	shelf_open(s, DB_CREATE);
	assert_int_equal(db_migrate(&s->op, shelf_migrations, ARRAY_LEN(shelf_migrations)), OK);
	*state = s;
	return 0;
}

static inline int
shelf_teardown(void **state)
{
	struct shelf *s = *state;
	DIR *d = opendir(s->dir);
	struct dirent *e;

	db_close(s->db);
	while (d && (e = readdir(d)))
		if (e->d_name[0] != '.')
			unlink(arena_printf(&s->arena, "%s/%s", s->dir, e->d_name).p);
	if (d)
		closedir(d);
	rmdir(s->dir);
	arena_done(&s->arena);
	free(s);
	return 0;
}

/* The operation failed so; forgets it. */
static inline void
shelf_failed(struct shelf *s, const char *msgid, const char *detail)
{
	assert_non_null(s->op.err.msgid);
	assert_string_equal(s->op.err.msgid, msgid);
	if (!strstr(s->op.err.detail, detail))
		assert_string_equal(s->op.err.detail, detail);
	op_clear(&s->op);
}

/* n more books in one transaction: "book 0", "book 1" … with as many pages. */
static inline void
shelf_fill(struct shelf *s, int n)
{
	struct tx tx = tx_begin(&s->op);

	for (int i = 0; i < n; i++)
		assert_int_equal(shelf_put(&s->op, arena_printf(&s->arena, "book %d", i), i), OK);
	assert_int_equal(tx_commit(&tx), OK);
}

static inline size_t
shelf_books(struct shelf *s)
{
	struct shelf_list_rows rows;

	assert_int_equal(shelf_list(&s->op, &rows), OK);
	return rows.n;
}

static inline const char *
shelf_path(struct shelf *s, const char *name)
{
	return arena_printf(&s->arena, "%s/%s", s->dir, name).p;
}

static inline bool
shelf_exists(struct shelf *s, const char *name)
{
	return access(shelf_path(s, name), F_OK) == 0;
}

static inline void
shelf_write(struct shelf *s, const char *name, struct str bytes)
{
	FILE *f = fopen(shelf_path(s, name), "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
	assert_int_equal(fclose(f), 0);
}

static inline struct str
shelf_read(struct shelf *s, const char *name)
{
	AUTO_BUF b = { 0 };
	FILE *f = fopen(shelf_path(s, name), "rb");
	char part[4096];
	size_t n;

	assert_non_null(f);
	while ((n = fread(part, 1, sizeof part, f)) > 0)
		buf_put(&b, part, n);
	fclose(f);
	return buf_to_arena(&b, &s->arena);
}

/* Another program's database, made through a connection of ours that never
 * learns of it. */
static inline void
shelf_foreign(struct shelf *s, const char *name, const char *sql)
{
	struct str url = arena_printf(&s->arena, "sqlite:%s/%s", s->dir, name);
	struct op op = { .arena = &s->arena };

	assert_int_equal(db_open(&op, url, DB_CREATE, &op.db), OK);
	assert_int_equal(db_script(&op, "PRAGMA journal_mode=DELETE"), OK);
	assert_int_equal(db_script(&op, sql), OK);
	db_close(op.db);
}

#endif
