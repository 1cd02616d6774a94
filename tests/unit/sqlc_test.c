/* SPDX-License-Identifier: Apache-2.0 */
/* sqlc: what it makes of statement files and migrations, and what it refuses. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "tools/sqlc.h"

static struct source
named_source(const char *path, const char *text)
{
	return (struct source){ .path = str_of(path), .text = str_of(text) };
}

static void
read_file(struct arena *a, const char *text, struct sqlc_file *ret)
{
	struct source src = named_source("src/x/x.sql", text);
	struct complaint c = { "" };

	if (!sqlc_read(a, &src, ret, &c))
		assert_string_equal(c.text, "");
}

static void
has(const struct buf *b, const char *piece)
{
	struct str all = { b->p, b->n };

	if (str_find(all, str_of(piece), 0) == STR_NPOS) {
		print_error("%.*s\n", STRF(all));
		assert_string_equal(piece, "a piece of the above");
	}
}

/* ---- statements ---- */

#define HEAD "-- query q :many\n-- in   a int, b text?\n-- out  n int\n-- why  w\n"

static void
parameters_are_numbered_for_each_engine(void **state)
{
	AUTO_ARENA a = { 0 };
	struct sqlc_file f;

	(void)state;
	read_file(&a, HEAD "SELECT n FROM t WHERE y=:b AND x = :a OR z=:b;\n", &f);
	assert_int_equal(f.statements.n, 1);
	assert_true(str_is(f.statements.at[0].sql[SQLC_SQLITE],
			   "SELECT n FROM t WHERE y=?2 AND x = ?1 OR z=?2"));
	assert_true(str_is(f.statements.at[0].sql[SQLC_POSTGRES],
			   "SELECT n FROM t WHERE y=$2 AND x = $1 OR z=$2"));
}

static void
quotes_comments_and_casts_keep_their_colons(void **state)
{
	AUTO_ARENA a = { 0 };
	struct sqlc_file f;

	(void)state;
	read_file(&a,
		  HEAD "SELECT ':no', 'it''s :no', \":no\", `:no`, n::int,\t-- :no ; '\n"
		       "  /* :no ; */ :a, '  two  '\n\n FROM t WHERE :b ; -- the end\n",
		  &f);
	assert_true(str_is(f.statements.at[0].sql[SQLC_SQLITE],
			   "SELECT ':no', 'it''s :no', \":no\", `:no`, n::int, ?1, '  two  ' "
			   "FROM t WHERE ?2"));
}

static void
a_variant_replaces_the_text_of_its_engine_only(void **state)
{
	AUTO_ARENA a = { 0 };
	struct sqlc_file f;

	(void)state;
	read_file(&a,
		  "-- query p :maybe\n-- out n int\n-- why w\nSELECT 1;\n\n-- @postgres\n"
		  "SELECT 2;\n-- query q :maybe\n-- out n int\n-- why w\n-- @postgres\n"
		  "SELECT x @@ y;\n-- @sqlite\nSELECT 3;\n",
		  &f);
	assert_int_equal(f.statements.n, 2);
	assert_true(str_is(f.statements.at[0].sql[SQLC_SQLITE], "SELECT 1"));
	assert_true(str_is(f.statements.at[0].sql[SQLC_POSTGRES], "SELECT 2"));
	assert_true(str_is(f.statements.at[1].sql[SQLC_SQLITE], "SELECT 3"));
	assert_true(str_is(f.statements.at[1].sql[SQLC_POSTGRES], "SELECT x @@ y"));
}

static void
header_lines_go_on_and_may_be_repeated(void **state)
{
	AUTO_ARENA a = { 0 };
	struct sqlc_file f;
	const struct sqlc_statement *st;

	(void)state;
	read_file(&a,
		  "-- Prose before, even in words that mean something later.\n"
		  "-- use \"x/x.h\"\n-- query q :one\r\n"
		  "-- in   a int,\n--      b text?\n-- in c x_id?\n"
		  "-- out  k enum:x_kind\n-- why  because\n--        it is\n--\n"
		  "-- scan\tsmall\n-- missing x.none\n-- derived\n"
		  "SELECT k FROM t WHERE a=:a AND b=:b AND c=:c;\n",
		  &f);
	st = &f.statements.at[0];
	assert_int_equal(st->in.n, 3);
	assert_true(st->in.at[1].maybe && st->in.at[1].type == TYPE_TEXT);
	assert_true(st->in.at[2].maybe && str_is(st->in.at[2].of, "x_id"));
	assert_true(st->out.at[0].type == TYPE_ENUM && str_is(st->out.at[0].of, "x_kind"));
	assert_true(str_is(st->why, "because it is"));
	assert_true(str_is(st->scan, "small"));
	assert_true(str_is(st->missing, "x.none"));
	assert_true(st->derived && !st->writes);
	assert_true(str_is(f.uses.at[0], "x/x.h"));
}

static void
what_writes_is_known_from_its_words(void **state)
{
	static const struct {
		const char *sql;
		bool writes;
	} cases[] = {
		{ "SELECT 'delete'", false },
		{ "values (1)", false },
		{ "insert into t values (1) returning n", true },
		{ "WITH c AS (SELECT 1) SELECT * FROM c", false },
		{ "WITH c AS (SELECT 1) DELETE FROM t RETURNING n", true },
		{ "with c as (select \"update\") select n from c", false },
		{ "UPDATE t SET a = 1 RETURNING n", true },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		AUTO_ARENA a = { 0 };
		struct sqlc_file f;
		struct str text = arena_printf(&a, "-- query q :many\n-- out n int\n-- why w\n%s;",
					       cases[i].sql);

		read_file(&a, text.p, &f);
		assert_int_equal(f.statements.at[0].writes, cases[i].writes);
	}
}

static void
a_parameter_that_would_hide_its_type_gets_an_underscore(void **state)
{
	AUTO_ARENA a = { 0 };
	AUTO_BUF h = { 0 }, c = { 0 };
	struct sqlc_file f;

	(void)state;
	read_file(&a,
		  "-- query q :exec\n-- in x_id x_id, date date, op int, n int\n-- why w */ /* x\n"
		  "DELETE FROM t WHERE :x_id AND :date AND :op AND :n;\n",
		  &f);
	sqlc_emit_h(&f, STR("x_sql.h"), &h);
	sqlc_emit_c(&f, STR("x_sql.h"), &c);
	has(&h, "q(struct op *op, x_id x_id_, date date_, int64_t op_, int64_t n);");
	has(&h, "/* w *| |* x */");
	has(&h, "#line 1 \"src/x/x.sql\"");
	has(&h, "extern const struct statement x_statements[1];");
	has(&c, "cursor_bind_int(&cur_, 1, x_id_.v);");
	has(&c, "cursor_bind_date(&cur_, 2, date_);");
	has(&c, ".in = q_in_,");
	has(&c, ".writes = true,");
	has(&c, "#include \"x_sql.h\"");
}

static void
line_directives_lead_back_to_the_right_line(void **state)
{
	AUTO_ARENA a = { 0 };
	AUTO_BUF h = { 0 };
	struct sqlc_file f;
	struct str rest;
	size_t line = 0;
	size_t found = 0;

	(void)state;
	read_file(&a, "\n\n" HEAD "SELECT :a, :b;\n-- query r :maybe\n-- out n int\n-- why w\nSELECT 1;",
		  &f);
	sqlc_emit_h(&f, STR("x_sql.h"), &h);
	rest = buf_str(&h);
	while (str_present(rest)) {
		struct str text = str_cut_line(&rest);
		int64_t says;

		line++;
		if (!str_starts(text, STR("#line ")) || !str_ends(text, STR("\"x_sql.h\"")))
			continue;
		assert_true(str_to_int(str_sub(text, 6, str_find_char(text, '"', 0) - 7), &says));
		assert_int_equal(says, line + 1);
		found++;
	}
	assert_int_equal(found, 2);
	has(&h, "#line 3 \"src/x/x.sql\"\nstruct q_row { int64_t n; };\n");
	has(&h, "#line 8 \"src/x/x.sql\"\n");
}

#define Q "-- query q :many\n"
#define W "-- why w\n"
#define O "-- out n int\n"

static const struct {
	const char *text;
	const char *why;
} refused[] = {
	{ "", "1:1: no statement in the file" },
	{ "-- only prose\n", "1:1: no statement in the file" },
	{ "\n  SELECT 1;\n", "2:3: SQL outside a statement; each begins with -- query" },
	{ "-- query\nSELECT 1;", "1:9: a query is written -- query NAME :KIND" },
	{ "-- query Q :one\n", "1:10: a query is written -- query NAME :KIND" },
	{ "-- query 9 :one\n", "1:10: a query is written -- query NAME :KIND" },
	{ "-- query q\n" O W "SELECT 1;",
	  "1:11: unknown kind \"\": :exec, :count, :one, :maybe, :many or :stream" },
	{ "-- query q :all\n" O W "SELECT 1;",
	  "1:12: unknown kind \":all\": :exec, :count, :one, :maybe, :many or :stream" },
	{ Q O "SELECT 1;", "1:10: q has no -- why" },
	{ Q O "-- why\nSELECT 1;", "3:4: \"why\" says nothing" },
	{ Q O W W "SELECT 1;", "4:4: \"why\" is given twice" },
	{ Q W "SELECT 1;", "1:10: q has rows but no -- out" },
	{ "-- query q :exec\n" O W "DELETE FROM t;", "1:10: q has -- out but no rows" },
	{ "-- query q :exec\n" W "SELECT 1;", "1:10: q has no rows and changes nothing" },
	{ Q O W "-- because\nSELECT 1;", "4:4: unknown header line \"because\"" },
	{ Q "--      goes on\n" O W "SELECT 1;", "2:9: \"goes on\" goes on with nothing" },
	{ Q "-- out n number\n" W "SELECT 1;", "2:10: unknown type \"number\"" },
	{ Q "-- out n _id\n" W "SELECT 1;", "2:10: unknown type \"_id\"" },
	{ Q "-- out n enum:\n" W "SELECT 1;", "2:10: unknown type \"enum:\"" },
	{ Q "-- out n enum:Kind\n" W "SELECT 1;", "2:10: unknown type \"enum:Kind\"" },
	{ Q "-- out n text??\n" W "SELECT 1;", "2:10: unknown type \"text??\"" },
	{ Q "-- out n bool?\n" W "SELECT 1;", "2:10: bool?: a bool is known; use int? or an enum" },
	{ Q "-- out n enum:k?\n" W "SELECT 1;", "2:10: enum:k?: an enum has a word for \"none\"" },
	{ Q "-- out n\n" W "SELECT 1;", "2:8: n has no type" },
	{ Q "-- out\n" W "SELECT 1;", "2:7: a name and a type are wanted" },
	{ Q "-- out n int,, m int\n" W "SELECT 1;", "2:14: a name and a type are wanted" },
	{ Q "-- out N int\n" W "SELECT 1;", "2:8: \"N\" is not a name" },
	{ Q "-- out default int\n" W "SELECT 1;",
	  "2:8: \"default\" is a word of C; call it something else" },
	{ Q "-- out n int, n int\n" W "SELECT 1;", "2:15: n is declared twice" },
	{ Q "-- in a int\n-- in a int\n" O W "SELECT :a;", "3:7: a is declared twice" },
	{ Q O W "SELECT 1 WHERE :a;\n", "4:16: parameter :a is not declared by -- in" },
	{ Q "-- in a int\n" O W "SELECT 1;\n", "5:1: parameter :a is declared but not used" },
	{ Q "-- in a int\n" O W "SELECT ':a';\n", "5:1: parameter :a is declared but not used" },
	{ Q "-- in a int\n" O W "SELECT :a;\n-- @sqlite\nSELECT 1;",
	  "7:1: parameter :a is declared but not used" },
	{ Q O W "SELECT ?;\n", "4:8: parameters are written :name" },
	{ Q O W "SELECT ?1;\n", "4:8: parameters are written :name" },
	{ Q O W "SELECT $1;\n", "4:8: parameters are written :name" },
	{ Q O W "SELECT @a;\n", "4:8: parameters are written :name" },
	{ Q O W "SELECT 1\n", "4:1: the statement does not end with a semicolon" },
	{ Q O W "SELECT 1\n-- query r :many\n", "4:1: the statement does not end with a semicolon" },
	{ Q O W "SELECT 1\n-- @sqlite\nSELECT 1;",
	  "4:1: the statement does not end with a semicolon" },
	{ Q O W, "4:1: the statement does not end with a semicolon" },
	{ Q O W ";", "4:1: the statement is empty" },
	{ Q O W "SELECT 'x;\n", "4:8: the quotation does not end" },
	{ Q O W "SELECT \"x;\n", "4:8: the quotation does not end" },
	{ Q O W "SELECT 1 /* x;\n", "4:10: the comment does not end" },
	{ Q O W "SELECT 1; SELECT 2;\n",
	  "4:11: one statement to a query, not \"SELECT 2;\" as well" },
	{ Q O W "SELECT 1;\nSELECT 2;\n",
	  "5:1: SQL outside a statement; each begins with -- query" },
	{ Q O W "PRAGMA user_version;\n",
	  "4:1: a statement begins with SELECT, VALUES, WITH, INSERT, UPDATE, DELETE, CREATE or "
	  "DROP" },
	{ Q O W "-- @sqlite\nSELECT 1;\n", "1:10: q has no text for one of the engines" },
	{ Q O W "SELECT 1;\n-- @mysql\nSELECT 1;\n", "5:4: unknown engine \"@mysql\"" },
	{ Q O W "SELECT 1;\n-- @sqlite\nSELECT 1;\n-- @sqlite\nSELECT 2;\n",
	  "1:10: q has two texts for one engine" },
	{ Q O W "SELECT 1;\n-- @sqlite\nDELETE FROM t RETURNING n;\n",
	  "1:10: q writes on one engine only" },
	{ Q O W "SELECT 1;\n" Q O W "SELECT 1;\n", "5:10: there are two queries named q" },
	{ Q O W "-- missing a.b\nSELECT 1;\n", "1:10: q: missing and stale are for :one and :exec" },
	{ "-- query q :one\n" O W "-- missing a.b\n-- stale a.b\nSELECT 1;\n",
	  "1:10: q: no row is either missing or stale" },
	{ "-- query q :one\n" O W "-- missing A b\nSELECT 1;\n",
	  "4:12: \"A b\" is not a key of the catalogue" },
	{ Q O W "-- conflict a.b\nSELECT 1;\n", "1:10: q writes nothing that could conflict" },
	{ Q O W "-- derived x\nSELECT 1;\n", "4:12: \"derived\" stands alone, not with \"x\"" },
	{ "-- use x.h\n", "1:4: written -- use \"folder/file.h\"" },
	{ "-- use \"a b\"\n", "1:9: \"a b\" is not the name of a header" },
};

static void
a_wrong_file_is_refused_with_line_and_reason(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(refused); i++) {
		AUTO_ARENA a = { 0 };
		struct source src = named_source("x.sql", refused[i].text);
		struct complaint c = { "" };
		struct sqlc_file f;

		assert_false(sqlc_read(&a, &src, &f, &c));
		assert_string_equal(c.text, arena_printf(&a, "x.sql:%s", refused[i].why).p);
	}
}

static void
a_statement_too_long_for_a_literal_is_refused(void **state)
{
	AUTO_ARENA a = { 0 };
	AUTO_BUF b = { 0 };
	struct source src;
	struct complaint c = { "" };
	struct sqlc_file f;

	(void)state;
	BUF_LIT(&b, Q O W "SELECT 1");
	while (b.n < SQL_TEXT_MAX + 100)
		BUF_LIT(&b, " + 1");
	BUF_LIT(&b, ";");
	src = (struct source){ STR("x.sql"), buf_str(&b) };
	assert_false(sqlc_read(&a, &src, &f, &c));
	assert_string_equal(c.text, "x.sql:4:1: the statement is longer than 4000 bytes");
}

static void
bytes_and_names_that_make_no_c_are_refused(void **state)
{
	AUTO_ARENA a = { 0 };
	struct source nul = { STR("x.sql"), STR("--\0\n") };
	struct source name = named_source("My File.sql", Q O W "SELECT 1;");
	struct complaint c = { "" }, d = { "" };
	struct sqlc_file f;

	(void)state;
	assert_false(sqlc_read(&a, &nul, &f, &c));
	assert_string_equal(c.text, "x.sql:1:3: a NUL byte");
	assert_false(sqlc_read(&a, &name, &f, &d));
	assert_string_equal(d.text, "My File.sql:1:1: the file's name must make a C name: letters, "
				    "digits and _");
}

/* ---- migrations ---- */

static const char *
migrate(struct arena *a, const char *path, const char *text, sqlc_migrations *ret)
{
	struct source src = named_source(path, text);
	struct complaint c = { "" };

	sqlc_migrations_read(a, &src, 1, ret, &c);
	return arena_cstr(a, str_of(c.text));
}

static void
a_migration_has_a_text_for_each_engine(void **state)
{
	AUTO_ARENA a = { 0 };
	sqlc_migrations m = { 0 };

	(void)state;
	assert_string_equal(
		migrate(&a, "m/0001_first.sql",
			"-- Prose with @words and 'one quote.\n"
			"CREATE TABLE t (\n"
			"    id @id,  -- the key\n"
			"\n"
			"    n  @int /* how\n many */ NOT NULL, x @real,\n"
			"    b  @blob DEFAULT '@id -- no comment\n\n'\n"
			");\n"
			"-- @sqlite\nCREATE VIRTUAL TABLE f USING fts5 (n);\n"
			"CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END;\n-- @end\n"
			"-- @postgres\nCREATE INDEX i ON t USING gin (n);\n-- @end\n",
			&m),
		"");
	assert_int_equal(m.at[0].number, 1);
	assert_true(str_is(m.at[0].name, "0001_first"));
	assert_string_equal(m.at[0].sql[SQLC_SQLITE].p,
			    "CREATE TABLE t (\n"
			    "    id INTEGER PRIMARY KEY,\n"
			    "    n  INTEGER  NOT NULL, x REAL,\n"
			    "    b  BLOB DEFAULT '@id -- no comment\n\n'\n"
			    ");\n"
			    "CREATE VIRTUAL TABLE f USING fts5 (n);\n"
			    "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END;\n");
	assert_string_equal(m.at[0].sql[SQLC_POSTGRES].p,
			    "CREATE TABLE t (\n"
			    "    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,\n"
			    "    n  bigint  NOT NULL, x double precision,\n"
			    "    b  bytea DEFAULT '@id -- no comment\n\n'\n"
			    ");\n"
			    "CREATE INDEX i ON t USING gin (n);\n");
}

static void
comments_and_blank_lines_do_not_change_a_migration(void **state)
{
	AUTO_ARENA a = { 0 };
	sqlc_migrations m = { 0 }, n = { 0 };

	(void)state;
	migrate(&a, "0001_a.sql", "CREATE TABLE t (a, b);\nDROP TABLE t;\n", &m);
	migrate(&a, "0001_a.sql",
		"-- why\n\nCREATE TABLE t (a, b);  -- why\r\n   \n-- why\nDROP TABLE t;\n\n", &n);
	assert_string_equal(m.at[0].sql[SQLC_SQLITE].p, n.at[0].sql[SQLC_SQLITE].p);
}

static void
a_comment_keeps_its_neighbours_apart(void **state)
{
	AUTO_ARENA a = { 0 };
	sqlc_migrations m = { 0 };

	(void)state;
	migrate(&a, "0001_a.sql", "SELECT 1-/* no */-1/**/FROM\r-\r-1;\n", &m);
	assert_string_equal(m.at[0].sql[SQLC_SQLITE].p, "SELECT 1- -1 FROM - -1;\n");
}

static void
a_wrong_migration_is_refused_with_line_and_reason(void **state)
{
	static const struct {
		const char *path;
		const char *text;
		const char *why;
	} bad[] = {
		{ "1_a.sql", "SELECT 1;", "1:1: a migration is named NNNN_name.sql" },
		{ "0001-a.sql", "SELECT 1;", "1:1: a migration is named NNNN_name.sql" },
		{ "0001_A.sql", "SELECT 1;", "1:1: a migration is named NNNN_name.sql" },
		{ "0001_.sql", "SELECT 1;", "1:1: a migration is named NNNN_name.sql" },
		{ "0001_a.txt", "SELECT 1;", "1:1: a migration is named NNNN_name.sql" },
		{ "0002_a.sql", "SELECT 1;", "1:1: migration 1 is missing before this one" },
		{ "0000_a.sql", "SELECT 1;", "1:1: migration 1 is missing before this one" },
		{ "0001_a.sql", "", "1:1: the migration is empty" },
		{ "0001_a.sql", "-- @sqlite\nSELECT 1;\n-- @end\n", "1:1: the migration is empty" },
		{ "0001_a.sql", "SELECT 1", "1:9: no semicolon at the end" },
		{ "0001_a.sql", "SELECT @it;", "1:8: unknown word \"@it\": @id, @int, @real, @text, @blob" },
		{ "0001_a.sql", "SELECT 'a;", "1:8: the quotation does not end" },
		{ "0001_a.sql", "SELECT /* a;", "1:8: the comment does not end" },
		{ "0001_a.sql", "-- @mysql\nSELECT 1;", "1:1: unknown section \"@mysql\"" },
		{ "0001_a.sql", "-- @sqlite\n-- @sqlite\n", "2:1: a section inside a section" },
		{ "0001_a.sql", "-- @end\n", "1:1: @end without a section" },
		{ "0001_a.sql", "SELECT 1;\n-- @sqlite\n", "2:1: the section has no -- @end" },
		{ "0001_a.sql", "SELECT 1;\n commit;",
		  "2:2: commit: a migration is one transaction already" },
		{ "0001_a.sql", "BEGIN;", "1:1: BEGIN: a migration is one transaction already" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		AUTO_ARENA a = { 0 };
		sqlc_migrations m = { 0 };
		struct str want = arena_printf(&a, "%s:%s", bad[i].path, bad[i].why);

		assert_string_equal(migrate(&a, bad[i].path, bad[i].text, &m), want.p);
		assert_int_equal(m.n, 0);
	}
}

static void
migrations_become_one_table(void **state)
{
	AUTO_ARENA a = { 0 };
	AUTO_BUF c = { 0 }, h = { 0 };
	struct source src[2] = { named_source("0001_a.sql", "SELECT '?" "?/';"),
				 named_source("0002_b.sql", "SELECT \"2\";") };
	struct complaint why = { "" };
	sqlc_migrations m = { 0 };

	(void)state;
	assert_true(sqlc_migrations_read(&a, src, 2, &m, &why));
	sqlc_migrations_emit_c(&m, STR("migrations.h"), &c);
	sqlc_migrations_emit_h(&m, &h);
	has(&h, "extern const struct migration migrations[2];");
	has(&c, ".number = 2,");
	has(&c, ".name = \"0002_b\",");
	has(&c, "SELECT \\\"2\\\";");
	assert_true(str_find(buf_str(&c), STR("??"), 0) == STR_NPOS);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parameters_are_numbered_for_each_engine),
		cmocka_unit_test(quotes_comments_and_casts_keep_their_colons),
		cmocka_unit_test(a_variant_replaces_the_text_of_its_engine_only),
		cmocka_unit_test(header_lines_go_on_and_may_be_repeated),
		cmocka_unit_test(what_writes_is_known_from_its_words),
		cmocka_unit_test(a_parameter_that_would_hide_its_type_gets_an_underscore),
		cmocka_unit_test(line_directives_lead_back_to_the_right_line),
		cmocka_unit_test(a_wrong_file_is_refused_with_line_and_reason),
		cmocka_unit_test(a_statement_too_long_for_a_literal_is_refused),
		cmocka_unit_test(bytes_and_names_that_make_no_c_are_refused),
		cmocka_unit_test(a_migration_has_a_text_for_each_engine),
		cmocka_unit_test(comments_and_blank_lines_do_not_change_a_migration),
		cmocka_unit_test(a_comment_keeps_its_neighbours_apart),
		cmocka_unit_test(a_wrong_migration_is_refused_with_line_and_reason),
		cmocka_unit_test(migrations_become_one_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
