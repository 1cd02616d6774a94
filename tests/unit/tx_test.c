/* SPDX-License-Identifier: Apache-2.0 */
/* db: transactions, the data version, locks, a full disk, injected faults. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "shelf_fixture.h"

static int64_t
version(struct shelf *s)
{
	int64_t v = -1;

	assert_int_equal(db_data_version(&s->op, &v), OK);
	return v;
}

static enum errc
put_and_commit(struct op *op, const char *title)
{
	AUTO_TX tx = tx_begin(op);

	TRY(shelf_put(op, str_of(title), 1));
	return tx_commit(&tx);
}

static enum errc
put_and_leave(struct op *op, const char *title)
{
	AUTO_TX tx = tx_begin(op);

	TRY(shelf_put(op, str_of(title), 1));
	return fail(op, E_INVALID, "shelf.changed-its-mind", "%s", title);
}

static void
leaving_early_rolls_back(void **state)
{
	struct shelf *s = *state;

	assert_int_equal(put_and_commit(&s->op, "a"), OK);
	assert_int_equal(put_and_leave(&s->op, "b"), E_INVALID);
	shelf_failed(s, "shelf.changed-its-mind", "b");
	assert_int_equal(shelf_books(s), 1);
	assert_int_equal(put_and_commit(&s->op, "c"), OK);
	assert_int_equal(shelf_books(s), 2);
}

static void
writing_outside_a_transaction_is_refused(void **state)
{
	struct shelf *s = *state;

	assert_int_equal(shelf_put(&s->op, STR("a"), 1), E_CORRUPT);
	shelf_failed(s, "db.misuse", "outside a transaction");
	{
		AUTO_TX tx = tx_begin_read(&s->op);

		assert_int_equal(shelf_put(&s->op, STR("a"), 1), E_CORRUPT);
		shelf_failed(s, "db.misuse", "outside a transaction");
	}
	assert_int_equal(shelf_books(s), 0);
}

static void
an_inner_commit_waits_for_the_outer(void **state)
{
	struct shelf *s = *state;

	{
		AUTO_TX tx = tx_begin(&s->op);

		assert_int_equal(put_and_commit(&s->op, "a"), OK);
		assert_int_equal(shelf_books(s), 1);
	}
	assert_int_equal(shelf_books(s), 0);
	{
		AUTO_TX tx = tx_begin(&s->op);

		assert_int_equal(put_and_commit(&s->op, "a"), OK);
		assert_int_equal(tx_commit(&tx), OK);
	}
	assert_int_equal(shelf_books(s), 1);
}

static void
an_inner_transaction_left_open_spoils_the_outer(void **state)
{
	struct shelf *s = *state;
	struct shelf_list_rows rows;
	AUTO_TX tx = tx_begin(&s->op);

	assert_int_equal(shelf_put(&s->op, STR("a"), 1), OK);
	assert_int_equal(put_and_leave(&s->op, "b"), E_INVALID);
	op_clear(&s->op);
	assert_int_equal(shelf_list(&s->op, &rows), E_INVALID);
	shelf_failed(s, "shelf.changed-its-mind", "b");
	assert_int_equal(put_and_commit(&s->op, "c"), E_INVALID);
	op_clear(&s->op);
	assert_int_equal(tx_commit(&tx), E_INVALID);
	shelf_failed(s, "shelf.changed-its-mind", "b");
	assert_int_equal(shelf_books(s), 0);
}

static void
an_inner_transaction_left_without_a_reason_spoils_too(void **state)
{
	struct shelf *s = *state;
	AUTO_TX tx = tx_begin(&s->op);

	{
		AUTO_TX inner = tx_begin(&s->op);

		assert_int_equal(shelf_put(&s->op, STR("a"), 1), OK);
	}
	assert_int_equal(tx_commit(&tx), E_CONFLICT);
	shelf_failed(s, "db.rolled-back", "");
	assert_int_equal(shelf_books(s), 0);
}

static void
an_inner_view_may_be_left_uncommitted(void **state)
{
	struct shelf *s = *state;
	AUTO_TX tx = tx_begin(&s->op);

	assert_int_equal(shelf_put(&s->op, STR("a"), 1), OK);
	{
		AUTO_TX view = tx_begin_read(&s->op);

		assert_int_equal(shelf_books(s), 1);
	}
	assert_int_equal(tx_commit(&tx), OK);
	assert_int_equal(shelf_books(s), 1);
}

static void
a_view_cannot_become_a_write(void **state)
{
	struct shelf *s = *state;
	AUTO_TX view = tx_begin_read(&s->op);

	assert_int_equal(put_and_commit(&s->op, "a"), E_CORRUPT);
	shelf_failed(s, "db.misuse", "inside one for reading");
	assert_int_equal(tx_commit(&view), E_CORRUPT);
}

static void
a_statement_the_engine_refuses_spoils_the_transaction(void **state)
{
	struct shelf *s = *state;
	struct shelf_wrong_rows rows;
	AUTO_TX tx = tx_begin(&s->op);

	assert_int_equal(shelf_put(&s->op, STR("a"), 1), OK);
	assert_int_equal(shelf_wrong(&s->op, &rows), E_CORRUPT);
	shelf_failed(s, "db.misuse", "no such table");
	assert_int_equal(shelf_put(&s->op, STR("b"), 1), E_CORRUPT);
	shelf_failed(s, "db.misuse", "no such table");
	assert_int_equal(tx_commit(&tx), E_CORRUPT);
	op_clear(&s->op);
	assert_int_equal(shelf_books(s), 0);
}

static void
what_never_reached_the_engine_spoils_nothing(void **state)
{
	struct shelf *s = *state;
	AUTO_TX tx = tx_begin(&s->op);

	assert_int_equal(shelf_put(&s->op, STR_NONE, 1), E_CORRUPT);
	shelf_failed(s, "db.misuse", "is absent");
	assert_int_equal(shelf_put(&s->op, STR("\xff"), 1), E_INVALID);
	shelf_failed(s, "db.bad-text", "title");
	assert_int_equal(shelf_put(&s->op, STR("a"), 1), OK);
	assert_int_equal(tx_commit(&tx), OK);
	assert_int_equal(shelf_books(s), 1);
}

static enum errc
twice(struct op *op)
{
	struct shelf_add_row row;
	AUTO_TX tx = tx_begin(op);

	for (int i = 0; i < 2; i++)
		TRY(shelf_add(op, STR("t"), STR("s"), 1, 1, (struct maybe_real){ 0 }, false,
			      op->now, INSTANT_NONE, (date){ 0 }, DATE_NONE, STR("c"), STR_NONE,
			      (struct maybe_int){ 0 }, BOOK_NOVEL, (book_id){ 0 }, &row));
	return tx_commit(&tx);
}

static void
a_constraint_answers_with_the_statements_own_key(void **state)
{
	struct shelf *s = *state;

	assert_int_equal(twice(&s->op), E_CONFLICT);
	shelf_failed(s, "shelf.twice", "UNIQUE");
	assert_int_equal(shelf_books(s), 0);
}

static void
a_constraint_checked_at_commit_rolls_back(void **state)
{
	struct shelf *s = *state;

	{
		AUTO_TX tx = tx_begin(&s->op);

		assert_int_equal(shelf_put(&s->op, STR("a"), 1), OK);
		assert_int_equal(shelf_lend(&s->op, (book_id){ 99 }, STR("Ines")), OK);
		assert_int_equal(tx_commit(&tx), E_CONFLICT);
		shelf_failed(s, "db.conflict", "FOREIGN KEY");
	}
	assert_int_equal(shelf_books(s), 0);
	assert_int_equal(put_and_commit(&s->op, "b"), OK);
}

static void
no_row_changed_is_stale_or_missing_or_a_count(void **state)
{
	struct shelf *s = *state;
	int64_t n = -1;
	AUTO_TX tx = tx_begin(&s->op);

	assert_int_equal(shelf_grow(&s->op, 1, &n), OK);
	assert_int_equal(n, 0);
	assert_int_equal(shelf_rename(&s->op, (book_id){ 5 }, STR("x")), E_CONFLICT);
	shelf_failed(s, "shelf.gone", "shelf_rename");
	assert_int_equal(shelf_remove(&s->op, (book_id){ 5 }), E_NOT_FOUND);
	shelf_failed(s, "shelf.no-such", "shelf_remove");
	shelf_fill(s, 3);
	assert_int_equal(shelf_grow(&s->op, 1, &n), OK);
	assert_int_equal(n, 3);
	assert_int_equal(shelf_rename(&s->op, (book_id){ 1 }, STR("x")), OK);
	assert_int_equal(shelf_remove(&s->op, (book_id){ 1 }), OK);
	assert_int_equal(tx_commit(&tx), OK);
	assert_int_equal(shelf_books(s), 2);
}

/* ---- the data version ---- */

static void
the_version_grows_with_changes_only(void **state)
{
	struct shelf *s = *state;
	int64_t v = version(s);
	int64_t n;

	assert_int_equal(put_and_commit(&s->op, "a"), OK);
	assert_int_equal(version(s), v + 1);
	assert_int_equal(put_and_leave(&s->op, "b"), E_INVALID);
	op_clear(&s->op);
	assert_int_equal(version(s), v + 1);
	{
		AUTO_TX tx = tx_begin(&s->op);

		assert_int_equal(shelf_remove(&s->op, (book_id){ 7 }), E_NOT_FOUND);
		op_clear(&s->op);
		assert_int_equal(tx_commit(&tx), OK);
	}
	assert_int_equal(version(s), v + 1);
	{
		AUTO_TX tx = tx_begin(&s->op);

		assert_int_equal(put_and_commit(&s->op, "c"), OK);
		assert_int_equal(shelf_grow(&s->op, 1, &n), OK);
		assert_int_equal(tx_commit(&tx), OK);
	}
	assert_int_equal(version(s), v + 2);
}

static void
another_connection_sees_the_version_grow(void **state)
{
	struct shelf *s = *state;
	struct op other = { .arena = &s->arena };
	int64_t v = version(s);
	int64_t seen = 0;

	assert_int_equal(db_open(&other, str_of(s->url), DB_READ, &other.db), OK);
	assert_int_equal(db_data_version(&other, &seen), OK);
	assert_int_equal(seen, v);
	assert_int_equal(put_and_commit(&s->op, "a"), OK);
	assert_int_equal(db_data_version(&other, &seen), OK);
	assert_int_equal(seen, v + 1);
	db_close(other.db);
}

static void
without_tables_the_version_is_zero(void **state)
{
	struct shelf *s = *state;
	struct op fresh = { .arena = &s->arena };
	int64_t v = -1;

	assert_int_equal(db_open(&fresh, STR("sqlite::memory:"), DB_CREATE, &fresh.db), OK);
	assert_int_equal(db_data_version(&fresh, &v), OK);
	assert_int_equal(v, 0);
	db_close(fresh.db);
}

/* ---- other connections, full disks, faults ---- */

static void
a_view_does_not_change_while_it_is_open(void **state)
{
	struct shelf *s = *state;
	struct op other = { .arena = &s->arena };
	struct shelf_list_rows rows;

	assert_int_equal(db_open(&other, str_of(s->url), DB_READ, &other.db), OK);
	{
		AUTO_TX view = tx_begin_read(&other);

		assert_int_equal(shelf_list(&other, &rows), OK);
		assert_int_equal(put_and_commit(&s->op, "a"), OK);
		assert_int_equal(shelf_list(&other, &rows), OK);
		assert_int_equal(rows.n, 0);
	}
	assert_int_equal(shelf_list(&other, &rows), OK);
	assert_int_equal(rows.n, 1);
	db_close(other.db);
}

static void
a_locked_database_is_busy_and_readable(void **state)
{
	struct shelf *s = *state;
	struct op other = { .arena = &s->arena };

	assert_int_equal(db_open(&other, str_of(s->url), DB_WRITE, &other.db), OK);
	db_set_busy(s->db, 10);
	{
		AUTO_TX lock = tx_begin(&other);

		assert_int_equal(shelf_put(&other, STR("theirs"), 1), OK);
		assert_int_equal(put_and_commit(&s->op, "ours"), E_UNAVAILABLE);
		shelf_failed(s, "db.busy", "begin");
		assert_int_equal(shelf_books(s), 0);
		assert_int_equal(tx_commit(&lock), OK);
	}
	assert_int_equal(put_and_commit(&s->op, "ours"), OK);
	assert_int_equal(shelf_books(s), 2);
	db_close(other.db);
}

static void
a_failed_begin_is_told_by_the_commit(void **state)
{
	struct shelf *s = *state;
	struct op other = { .arena = &s->arena };

	assert_int_equal(db_open(&other, str_of(s->url), DB_WRITE, &other.db), OK);
	db_set_busy(s->db, 0);
	{
		AUTO_TX lock = tx_begin(&other);
		AUTO_TX tx = tx_begin(&s->op);

		op_clear(&s->op);
		assert_int_equal(tx_commit(&tx), E_UNAVAILABLE);
		shelf_failed(s, "db.busy", "begin");
	}
	db_close(other.db);
}

static void
a_full_disk_leaves_the_database_as_it_was(void **state)
{
	struct shelf *s = *state;
	int64_t v;
	enum errc code = OK;

	shelf_fill(s, 10);
	v = version(s);
	assert_int_equal(db_script(&s->op, "PRAGMA max_page_count=20"), OK);
	{
		AUTO_TX tx = tx_begin(&s->op);

		for (int i = 0; i < 10000 && code == OK; i++)
			code = shelf_put(&s->op, arena_printf(&s->arena, "more %d", i), 1);
		assert_int_equal(code, E_UNAVAILABLE);
		shelf_failed(s, "db.disk", "full");
		assert_int_equal(tx_commit(&tx), E_UNAVAILABLE);
		op_clear(&s->op);
	}
	assert_int_equal(shelf_books(s), 10);
	assert_int_equal(version(s), v);
	assert_int_equal(db_script(&s->op, "PRAGMA max_page_count=100000"), OK);
	assert_int_equal(put_and_commit(&s->op, "later"), OK);
}

/* Two transactions, one inside the other, and reads in between. */
static enum errc
much(struct op *op)
{
	struct shelf_list_rows rows;
	struct shelf_any_row any;
	int64_t n;
	AUTO_TX tx = tx_begin(op);

	TRY(shelf_put(op, STR("a"), 1));
	TRY(shelf_any(op, &any));
	TRY(put_and_commit(op, "b"));
	TRY(shelf_list(op, &rows));
	TRY(shelf_grow(op, 1, &n));
	return tx_commit(&tx);
}

static void
a_fault_at_any_statement_leaves_nothing_behind(void **state)
{
	struct shelf *s = *state;
	int64_t v = version(s);
	int n;

	for (n = 1;; n++) {
		int64_t runs = db_runs(s->db);
		enum errc code;

		db_fail_after(s->db, n);
		code = much(&s->op);
		if (code == OK)
			break;
		assert_int_equal(code, E_UNAVAILABLE);
		shelf_failed(s, "db.disk", "injected");
		assert_int_equal(db_runs(s->db) - runs, n);
		assert_int_equal(shelf_books(s), 0);
		assert_int_equal(version(s), v);
	}
	db_fail_after(s->db, 0);
	/* begin, put, any, put, list, grow, bump (once more: is there a
	 * table?), commit. */
	assert_in_range(n, 9, 10);
	assert_int_equal(shelf_books(s), 2);
}

int
main(void)
{
#define SHELF_TEST(f) cmocka_unit_test_setup_teardown(f, shelf_setup, shelf_teardown)
	const struct CMUnitTest tests[] = {
		SHELF_TEST(leaving_early_rolls_back),
		SHELF_TEST(writing_outside_a_transaction_is_refused),
		SHELF_TEST(an_inner_commit_waits_for_the_outer),
		SHELF_TEST(an_inner_transaction_left_open_spoils_the_outer),
		SHELF_TEST(an_inner_transaction_left_without_a_reason_spoils_too),
		SHELF_TEST(an_inner_view_may_be_left_uncommitted),
		SHELF_TEST(a_view_cannot_become_a_write),
		SHELF_TEST(a_statement_the_engine_refuses_spoils_the_transaction),
		SHELF_TEST(what_never_reached_the_engine_spoils_nothing),
		SHELF_TEST(a_constraint_answers_with_the_statements_own_key),
		SHELF_TEST(a_constraint_checked_at_commit_rolls_back),
		SHELF_TEST(no_row_changed_is_stale_or_missing_or_a_count),
		SHELF_TEST(the_version_grows_with_changes_only),
		SHELF_TEST(another_connection_sees_the_version_grow),
		SHELF_TEST(without_tables_the_version_is_zero),
		SHELF_TEST(a_view_does_not_change_while_it_is_open),
		SHELF_TEST(a_locked_database_is_busy_and_readable),
		SHELF_TEST(a_failed_begin_is_told_by_the_commit),
		SHELF_TEST(a_full_disk_leaves_the_database_as_it_was),
		SHELF_TEST(a_fault_at_any_statement_leaves_nothing_behind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
