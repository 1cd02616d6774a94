/* SPDX-License-Identifier: Apache-2.0 */
/* db: values, kinds of statements, opening, failures. Transactions: tx_test.c. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "shelf_fixture.h"

#define BLOB ((struct str){ "\0\xff'x", 4 })

static struct shelf_get_row
full_row(void)
{
	return (struct shelf_get_row){
		.title = STR("It's a title: :none?"),
		.subtitle = STR("naïve 書"),
		.pages = INT64_MAX,
		.price = 9.5,
		.weight = { true, -0.25 },
		.lent = true,
		.bought = { 1620910800 },
		.sold = { -1 },
		.printed = { 18760 },
		.due = { -1 },
		.cover = BLOB,
		.map = STR(""),
		.copies = { true, 0 },
		.kind = BOOK_ATLAS,
	};
}

static void
add_row(struct shelf *s, const struct shelf_get_row *r, enum errc want, book_id *ret)
{
	struct shelf_add_row added = { { 0 } };
	struct tx tx = tx_begin(&s->op);
	enum errc code = shelf_add(&s->op, r->title, r->subtitle, r->pages, r->price, r->weight,
				   r->lent, r->bought, r->sold, r->printed, r->due, r->cover,
				   r->map, r->copies, r->kind, r->sequel_of, &added);

	assert_int_equal(code, want);
	if (code == OK)
		assert_int_equal(tx_commit(&tx), OK);
	tx_close(&tx);
	*ret = added.id;
}

static void
a_row_comes_back_as_it_went_in(void **state)
{
	struct shelf *s = *state;
	struct shelf_get_row want = full_row();
	struct shelf_get_row got;
	book_id id;

	add_row(s, &want, OK, &id);
	want.sequel_of = id;
	want.title = STR("second");
	add_row(s, &want, OK, &id);
	assert_int_equal(shelf_get(&s->op, id, &got), OK);
	assert_int_equal(got.id.v, id.v);
	assert_true(str_eq(got.title, want.title));
	assert_true(str_eq(got.subtitle, want.subtitle));
	assert_int_equal(got.pages, want.pages);
	assert_true(got.price == want.price);
	assert_true(got.weight.known && got.weight.v == want.weight.v);
	assert_true(got.lent);
	assert_int_equal(got.bought.v, want.bought.v);
	assert_int_equal(got.sold.v, want.sold.v);
	assert_int_equal(got.printed.v, want.printed.v);
	assert_int_equal(got.due.v, want.due.v);
	assert_true(str_eq(got.cover, BLOB));
	assert_true(str_present(got.map) && got.map.n == 0);
	assert_true(got.copies.known && got.copies.v == 0);
	assert_int_equal(got.kind, BOOK_ATLAS);
	assert_int_equal(got.sequel_of.v, want.sequel_of.v);
}

static void
what_is_absent_comes_back_absent(void **state)
{
	struct shelf *s = *state;
	struct shelf_get_row want = full_row();
	struct shelf_get_row got;
	book_id id;

	want.subtitle = want.map = STR_NONE;
	want.weight.known = want.copies.known = false;
	want.sold = INSTANT_NONE;
	want.due = DATE_NONE;
	add_row(s, &want, OK, &id);
	assert_int_equal(shelf_get(&s->op, id, &got), OK);
	assert_false(str_present(got.subtitle));
	assert_false(str_present(got.map));
	assert_false(got.weight.known);
	assert_false(got.copies.known);
	assert_false(instant_known(got.sold));
	assert_false(date_known(got.due));
	assert_int_equal(got.sequel_of.v, 0);
}

static void
a_required_parameter_must_be_given(void **state)
{
	struct shelf *s = *state;
	struct shelf_get_row bad[5];
	book_id id;

	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		bad[i] = full_row();
	bad[0].title = STR_NONE;
	bad[1].cover = STR_NONE;
	bad[2].bought = INSTANT_NONE;
	bad[3].printed = DATE_NONE;
	bad[4].kind = (enum book_kind)7;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		add_row(s, &bad[i], E_CORRUPT, &id);
		shelf_failed(s, "db.misuse", "is absent");
	}
	assert_int_equal(shelf_books(s), 0);
}

static void
text_that_is_not_utf8_is_refused(void **state)
{
	struct shelf *s = *state;
	static const struct str bad[] = { STR_INIT("caf\xe9"), STR_INIT("a\0b"),
					  STR_INIT("é\0"), STR_INIT("\xed\xa0\x80") };
	struct shelf_get_row row = full_row();
	book_id id;

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		row.subtitle = bad[i];
		add_row(s, &row, E_INVALID, &id);
		shelf_failed(s, "db.bad-text", "subtitle");
	}
}

static void
what_the_types_do_not_allow_is_corrupt(void **state)
{
	static const char *const damage[][2] = {
		{ "kind = 'scroll'", "an unknown word" },
		{ "kind = NULL", "kind: NULL" },
		{ "title = NULL", "title: NULL" },
		{ "title = x'00'", "title: a value of another type" },
		{ "pages = 'many'", "pages: a value of another type" },
		{ "lent = 2", "lent: neither" },
		{ "printed = '2021-02-30'", "printed: not a date" },
		{ "due = 'soon'", "due: not a date" },
		{ "price = 'dear'", "price: a value of another type" },
		{ "copies = 1.5", "copies: a value of another type" },
		{ "sequel_of = 'x'", "sequel_of: a value of another type" },
		{ "bought = NULL", "bought: NULL" },
	};
	struct shelf *s = *state;
	struct shelf_get_row row = full_row();
	struct shelf_get_row got;
	book_id id;

	add_row(s, &row, OK, &id);
	assert_int_equal(db_script(&s->op, "PRAGMA foreign_keys=OFF"), OK);
	for (size_t i = 0; i < ARRAY_LEN(damage); i++) {
		struct str sql = arena_printf(s->op.arena, "BEGIN; UPDATE book SET %s",
					      damage[i][0]);

		assert_int_equal(db_script(&s->op, sql.p), OK);
		assert_int_equal(shelf_get(&s->op, id, &got), E_CORRUPT);
		shelf_failed(s, "db.corrupt", damage[i][1]);
		assert_int_equal(db_script(&s->op, "ROLLBACK"), OK);
	}
	assert_int_equal(shelf_get(&s->op, id, &got), OK);
}

static void
one_row_must_be_there_and_alone(void **state)
{
	struct shelf *s = *state;
	struct shelf_get_row row;
	struct shelf_any_row any;

	assert_int_equal(shelf_get(&s->op, (book_id){ 99 }, &row), E_NOT_FOUND);
	shelf_failed(s, "shelf.no-such", "shelf_get");
	assert_int_equal(shelf_any(&s->op, &any), E_NOT_FOUND);
	shelf_failed(s, "error.not-found", "shelf_any");
	shelf_fill(s, 1);
	assert_int_equal(shelf_any(&s->op, &any), OK);
	shelf_fill(s, 1);
	assert_int_equal(shelf_any(&s->op, &any), E_CORRUPT);
	shelf_failed(s, "db.corrupt", "more than one row");
}

static void
maybe_says_whether_there_was_a_row(void **state)
{
	struct shelf *s = *state;
	struct shelf_find_row row = { { 77 }, 77 };
	bool found = true;

	assert_int_equal(shelf_find(&s->op, STR("book 1"), &found, &row), OK);
	assert_false(found);
	assert_int_equal(row.pages, 77);
	shelf_fill(s, 2);
	assert_int_equal(shelf_find(&s->op, STR("book 1"), &found, &row), OK);
	assert_true(found);
	assert_int_equal(row.pages, 1);
}

static void
many_rows_come_in_order_and_none_is_fine(void **state)
{
	struct shelf *s = *state;
	struct shelf_list_rows rows;

	assert_int_equal(shelf_list(&s->op, &rows), OK);
	assert_int_equal(rows.n, 0);
	shelf_fill(s, 300);
	assert_int_equal(shelf_list(&s->op, &rows), OK);
	assert_int_equal(rows.n, 300);
	for (size_t i = 0; i < rows.n; i++)
		assert_int_equal(rows.at[i].id.v, (int64_t)i + 1);
	assert_true(str_is(rows.at[299].title, "book 299"));
}

struct seen {
	struct shelf *s;
	int rows;
	int deep; /* rows seen by the same statement inside */
	int stop_at;
};

static enum errc
count_inside(void *ctx, const struct shelf_each_row *row)
{
	struct seen *seen = ctx;

	assert_true(str_starts(row->title, STR("book ")));
	seen->deep++;
	return OK;
}

static enum errc
count_row(void *ctx, const struct shelf_each_row *row)
{
	struct seen *seen = ctx;

	if (++seen->rows == seen->stop_at)
		return fail(&seen->s->op, E_LIMIT, "shelf.enough", "stop");
	TRY(shelf_each(&seen->s->op, 3, count_inside, seen));
	assert_int_equal(row->cover.n, 1);
	return OK;
}

static void
a_stream_may_run_the_same_statement_inside(void **state)
{
	struct shelf *s = *state;
	struct seen seen = { .s = s };

	shelf_fill(s, 5);
	assert_int_equal(shelf_each(&s->op, 0, count_row, &seen), OK);
	assert_int_equal(seen.rows, 5);
	assert_int_equal(seen.deep, 5 * 2);
}

static void
a_stream_ends_when_its_callback_fails(void **state)
{
	struct shelf *s = *state;
	struct seen seen = { .s = s, .stop_at = 2 };

	shelf_fill(s, 5);
	assert_int_equal(shelf_each(&s->op, 0, count_row, &seen), E_LIMIT);
	assert_int_equal(seen.rows, 2);
	shelf_failed(s, "shelf.enough", "stop");
	seen = (struct seen){ .s = s };
	assert_int_equal(shelf_each(&s->op, 0, count_row, &seen), OK);
	assert_int_equal(seen.rows, 5);
}

static void
a_stream_takes_no_memory_for_its_rows(void **state)
{
	struct shelf *s = *state;
	struct seen seen = { .s = s };
	size_t before;

	shelf_fill(s, 50);
	before = s->arena.used;
	assert_int_equal(shelf_each(&s->op, 0, count_inside, &seen), OK);
	assert_int_equal(seen.deep, 50);
	assert_int_equal(s->arena.used, before);
}

static void
a_text_of_its_own_goes_to_each_engine(void **state)
{
	struct shelf *s = *state;
	struct shelf_own_row row = { 0 };
	bool found = false;

	assert_int_equal(shelf_own(&s->op, &found, &row), OK);
	assert_int_equal(row.pages, 1);
}

/* ---- what tests ask of every statement ---- */

static const struct statement *
named(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(shelf_statements); i++)
		if (strcmp(shelf_statements[i].name, name) == 0)
			return &shelf_statements[i];
	assert_string_equal(name, "a statement of shelf.sql");
	return NULL;
}

static void
check_finds_what_the_compiler_cannot(void **state)
{
	struct shelf *s = *state;
	static const struct {
		const char *name;
		const char *why;
	} bad[] = {
		{ "shelf_swapped", "column 1 is id, declared pages" },
		{ "shelf_wrong", "no such table" },
		{ "shelf_too_many", "0 parameters, 2 columns; declared 0, 1" },
	};

	for (size_t i = 0; i < ARRAY_LEN(shelf_statements) - ARRAY_LEN(bad); i++)
		assert_int_equal(db_check(&s->op, &shelf_statements[i]), OK);
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		assert_int_equal(db_check(&s->op, named(bad[i].name)), E_CORRUPT);
		shelf_failed(s, "db.misuse", bad[i].why);
	}
}

static void
a_statement_that_hides_that_it_writes_is_refused(void **state)
{
	struct shelf *s = *state;
	struct statement liar = *named("shelf_grow");
	AUTO_TX tx = tx_begin(&s->op);

	liar.writes = false;
	assert_int_equal(db_check(&s->op, &liar), E_CORRUPT);
	shelf_failed(s, "db.misuse", "1 parameters, 0 columns, writes; declared 1, 0");
}

static void
closing_inside_a_transaction_rolls_back(void **state)
{
	struct shelf *s = *state;
	struct tx tx = tx_begin(&s->op);

	assert_int_equal(shelf_put(&s->op, STR("a"), 1), OK);
	assert_true(tx.open);
	shelf_close(s);
	shelf_open(s, DB_READ);
	assert_int_equal(shelf_books(s), 0);
}

static void
a_full_scan_shows_in_the_plan(void **state)
{
	struct shelf *s = *state;
	struct str plan;

	assert_int_equal(db_explain(&s->op, named("shelf_list"), &plan), OK);
	assert_true(db_plan_scans(plan));
	assert_int_equal(db_explain(&s->op, named("shelf_get"), &plan), OK);
	assert_false(db_plan_scans(plan));
	assert_true(str_find(plan, STR("SEARCH book"), 0) != STR_NPOS);
	assert_int_equal(db_explain(&s->op, named("shelf_own"), &plan), OK);
	assert_false(db_plan_scans(plan));
	assert_int_equal(db_explain(&s->op, named("shelf_wrong"), &plan), E_CORRUPT);
}

static void
the_table_says_what_the_file_says(void **state)
{
	const struct statement *grow = named("shelf_grow");
	const struct statement *list = named("shelf_list");

	(void)state;
	assert_true(grow->writes && grow->derived);
	assert_false(list->writes || list->derived);
	assert_string_equal(list->scan, "all are wanted");
	assert_null(named("shelf_get")->scan);
	assert_string_equal(grow->in[0], "by");
	assert_string_equal(named("shelf_own")->sql[DIALECT_POSTGRES], "SELECT 2::int AS pages");
	assert_string_equal(named("shelf_find")->sql[DIALECT_POSTGRES],
			    "SELECT id, pages FROM book WHERE title = $1");
}

/* ---- opening ---- */

static void
open_fails(struct shelf *s, const char *url, enum db_mode mode, enum errc code,
	   const char *msgid)
{
	struct db *db = NULL;

	assert_int_equal(db_open(&s->op, str_of(url), mode, &db), code);
	assert_null(db);
	shelf_failed(s, msgid, "");
}

static const char *
url_of(struct shelf *s, const char *name)
{
	return arena_printf(&s->arena, "sqlite:%s/%s", s->dir, name).p;
}

static void
a_url_that_is_none_is_refused(void **state)
{
	struct shelf *s = *state;

	open_fails(s, "", DB_CREATE, E_INVALID, "db.bad-url");
	open_fails(s, "sqlite:", DB_CREATE, E_INVALID, "db.bad-url");
	open_fails(s, "/tmp/x", DB_CREATE, E_INVALID, "db.bad-url");
	open_fails(s, "postgresql:///x?host=/nonexistent", DB_READ, E_UNAVAILABLE,
		   "db.unreachable");
}

static void
a_file_that_is_not_there_is_not_made_by_reading(void **state)
{
	struct shelf *s = *state;
	const char *url = url_of(s, "absent");

	open_fails(s, url, DB_READ, E_NOT_FOUND, "db.no-file");
	open_fails(s, url, DB_WRITE, E_NOT_FOUND, "db.no-file");
	assert_false(shelf_exists(s, "absent"));
	open_fails(s, url_of(s, "no/such/folder"), DB_CREATE, E_NOT_FOUND, "db.no-folder");
	open_fails(s, url_of(s, "."), DB_WRITE, E_UNAVAILABLE, "db.disk");
}

static void
a_file_of_another_kind_is_left_as_it_is(void **state)
{
	struct shelf *s = *state;
	struct str text = STR("Minutes of the 54th meeting\n");

	shelf_write(s, "text", text);
	open_fails(s, url_of(s, "text"), DB_CREATE, E_INVALID, "db.not-a-database");
	open_fails(s, url_of(s, "text"), DB_READ, E_INVALID, "db.not-a-database");
	assert_true(str_eq(shelf_read(s, "text"), text));
}

static void
a_database_of_another_program_is_left_as_it_is(void **state)
{
	struct shelf *s = *state;
	struct str before;

	shelf_foreign(s, "other", "CREATE TABLE t (a); PRAGMA application_id=7");
	before = shelf_read(s, "other");
	open_fails(s, url_of(s, "other"), DB_CREATE, E_INVALID, "db.not-ours");
	open_fails(s, url_of(s, "other"), DB_READ, E_INVALID, "db.not-ours");
	assert_true(str_eq(shelf_read(s, "other"), before));
	shelf_foreign(s, "plain", "CREATE TABLE t (a)");
	open_fails(s, url_of(s, "plain"), DB_WRITE, E_INVALID, "db.not-ours");
}

static void
an_empty_database_wants_to_be_created(void **state)
{
	struct shelf *s = *state;

	shelf_write(s, "empty", STR(""));
	open_fails(s, url_of(s, "empty"), DB_WRITE, E_CONFLICT, "db.not-initialised");
	open_fails(s, url_of(s, "empty"), DB_READ, E_CONFLICT, "db.not-initialised");
	open_fails(s, "sqlite::memory:", DB_READ, E_CONFLICT, "db.not-initialised");
}

static void
a_damaged_database_is_reported_not_believed(void **state)
{
	struct shelf *s = *state;
	struct shelf_list_rows rows;
	struct str bytes;
	char *p;

	shelf_fill(s, 500);
	shelf_close(s);
	bytes = shelf_read(s, "forum.db");
	assert_true(bytes.n > 3 * 4096);
	p = arena_alloc(&s->arena, bytes.n);
	memcpy(p, bytes.p, bytes.n);
	memset(p + 4096, 0xa5, bytes.n - 4096);
	shelf_write(s, "forum.db", (struct str){ p, bytes.n });
	shelf_open(s, DB_READ);
	assert_int_equal(shelf_list(&s->op, &rows), E_CORRUPT);
	shelf_failed(s, "db.corrupt", "malformed");
}

static void
a_reader_cannot_write(void **state)
{
	struct shelf *s = *state;

	shelf_fill(s, 1);
	shelf_close(s);
	shelf_open(s, DB_READ);
	{
		AUTO_TX tx = tx_begin(&s->op);

		assert_int_equal(shelf_put(&s->op, STR("x"), 1), E_CORRUPT);
		shelf_failed(s, "db.misuse", "opened for reading");
		assert_int_equal(tx_commit(&tx), E_CORRUPT);
		shelf_failed(s, "db.misuse", "opened for reading");
	}
	assert_int_equal(db_script(&s->op, "DELETE FROM book"), E_UNAVAILABLE);
	shelf_failed(s, "db.disk", "readonly");
	assert_int_equal(shelf_books(s), 1);
}

static void
a_statement_stops_at_its_deadline(void **state)
{
	struct shelf *s = *state;
	struct shelf_spin_row row;

	db_set_deadline(s->db, 20);
	assert_int_equal(shelf_spin(&s->op, INT64_MAX, &row), E_LIMIT);
	shelf_failed(s, "db.too-slow", "shelf_spin");
	db_set_deadline(s->db, 0);
	assert_int_equal(shelf_spin(&s->op, 50000, &row), OK);
	assert_int_equal(row.n, 50000);
}

static void
a_value_too_large_is_a_limit(void **state)
{
	struct shelf *s = *state;
	size_t n = ((size_t)256 << 20) + 1;
	char *p = malloc(n);
	struct shelf_find_row row;
	bool found;

	assert_non_null(p);
	memset(p, 'a', n);
	assert_int_equal(shelf_find(&s->op, (struct str){ p, n }, &found, &row), E_LIMIT);
	shelf_failed(s, "db.too-large", "shelf_find");
	free(p);
}

int
main(void)
{
#define SHELF_TEST(f) cmocka_unit_test_setup_teardown(f, shelf_setup, shelf_teardown)
	const struct CMUnitTest tests[] = {
		SHELF_TEST(a_row_comes_back_as_it_went_in),
		SHELF_TEST(what_is_absent_comes_back_absent),
		SHELF_TEST(a_required_parameter_must_be_given),
		SHELF_TEST(text_that_is_not_utf8_is_refused),
		SHELF_TEST(what_the_types_do_not_allow_is_corrupt),
		SHELF_TEST(one_row_must_be_there_and_alone),
		SHELF_TEST(maybe_says_whether_there_was_a_row),
		SHELF_TEST(many_rows_come_in_order_and_none_is_fine),
		SHELF_TEST(a_stream_may_run_the_same_statement_inside),
		SHELF_TEST(a_stream_ends_when_its_callback_fails),
		SHELF_TEST(a_stream_takes_no_memory_for_its_rows),
		SHELF_TEST(a_text_of_its_own_goes_to_each_engine),
		SHELF_TEST(check_finds_what_the_compiler_cannot),
		SHELF_TEST(a_statement_that_hides_that_it_writes_is_refused),
		SHELF_TEST(closing_inside_a_transaction_rolls_back),
		SHELF_TEST(a_full_scan_shows_in_the_plan),
		SHELF_TEST(the_table_says_what_the_file_says),
		SHELF_TEST(a_url_that_is_none_is_refused),
		SHELF_TEST(a_file_that_is_not_there_is_not_made_by_reading),
		SHELF_TEST(a_file_of_another_kind_is_left_as_it_is),
		SHELF_TEST(a_database_of_another_program_is_left_as_it_is),
		SHELF_TEST(an_empty_database_wants_to_be_created),
		SHELF_TEST(a_damaged_database_is_reported_not_believed),
		SHELF_TEST(a_reader_cannot_write),
		SHELF_TEST(a_statement_stops_at_its_deadline),
		SHELF_TEST(a_value_too_large_is_a_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
