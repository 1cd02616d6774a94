/* SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "shelf_fixture.h"

#define N ARRAY_LEN(shelf_migrations)

/* An empty database without tables. */
static int
empty_setup(void **state)
{
	struct shelf *s = shelf_new();

	shelf_open(s, DB_CREATE);
	*state = s;
	return 0;
}

static void
reopen(struct shelf *s, enum db_mode mode)
{
	shelf_close(s);
	shelf_open(s, mode);
}

static void
migrating_twice_is_migrating_once(void **state)
{
	struct shelf *s = *state;
	int64_t v = 0, again = 0;

	assert_int_equal(db_migrate(&s->op, shelf_migrations, N), OK);
	assert_int_equal(db_data_version(&s->op, &v), OK);
	assert_int_equal(db_migrate(&s->op, shelf_migrations, N), OK);
	assert_int_equal(db_migrate_check(&s->op, shelf_migrations, N), OK);
	assert_int_equal(db_data_version(&s->op, &again), OK);
	assert_int_equal(v, again);
	reopen(s, DB_READ);
	assert_int_equal(db_migrate_check(&s->op, shelf_migrations, N), OK);
	assert_int_equal(shelf_books(s), 0);
}

static void
what_is_missing_is_added_to_what_is_there(void **state)
{
	struct shelf *s = *state;

	assert_int_equal(db_migrate_check(&s->op, shelf_migrations, N), E_CONFLICT);
	shelf_failed(s, "db.needs-migration", "0001_shelf");
	assert_int_equal(db_migrate(&s->op, shelf_migrations, 1), OK);
	shelf_fill(s, 3);
	assert_int_equal(db_migrate_check(&s->op, shelf_migrations, N), E_CONFLICT);
	shelf_failed(s, "db.needs-migration", "0002_loan");
	reopen(s, DB_WRITE);
	assert_int_equal(db_migrate(&s->op, shelf_migrations, N), OK);
	assert_int_equal(shelf_books(s), 3);
	assert_int_equal(db_migrate_check(&s->op, shelf_migrations, N), OK);
}

static void
a_database_from_the_future_is_refused(void **state)
{
	struct shelf *s = *state;

	assert_int_equal(db_migrate(&s->op, shelf_migrations, N), OK);
	assert_int_equal(db_migrate(&s->op, shelf_migrations, 1), E_CONFLICT);
	shelf_failed(s, "db.newer", "0002_loan");
	assert_int_equal(db_migrate_check(&s->op, shelf_migrations, 1), E_CONFLICT);
	shelf_failed(s, "db.newer", "0002_loan");
}

static void
an_edited_migration_is_refused(void **state)
{
	struct shelf *s = *state;
	struct migration edited[N];

	memcpy(edited, shelf_migrations, sizeof edited);
	edited[0].sql[DIALECT_SQLITE] = "CREATE TABLE meta (data_version INTEGER);";
	assert_int_equal(db_migrate(&s->op, shelf_migrations, 1), OK);
	assert_int_equal(db_migrate(&s->op, edited, N), E_CONFLICT);
	shelf_failed(s, "db.migration-changed", "0001_shelf");
	assert_int_equal(db_migrate_check(&s->op, shelf_migrations, N), E_CONFLICT);
	shelf_failed(s, "db.needs-migration", "0002_loan");
}

static void
a_migration_that_fails_leaves_those_before_it(void **state)
{
	struct shelf *s = *state;
	struct migration bad[N];

	memcpy(bad, shelf_migrations, sizeof bad);
	bad[1].sql[DIALECT_SQLITE] = "CREATE TABLE loan (a); INSERT INTO book (nothing) VALUES (1)";
	assert_int_equal(db_migrate(&s->op, bad, N), E_CORRUPT);
	shelf_failed(s, "db.misuse", "0002_loan");
	shelf_fill(s, 1);
	assert_int_equal(db_migrate(&s->op, shelf_migrations, N), OK);
	assert_int_equal(shelf_books(s), 1);
}

static void
a_fault_anywhere_can_be_tried_again(void **state)
{
	struct shelf *s = *state;
	enum errc code = E_UNAVAILABLE;
	int faults = 0;
	int64_t v;

	for (int n = 1; code != OK; n++) {
		db_fail_after(s->db, n);
		code = db_migrate(&s->op, shelf_migrations, N);
		if (code == OK)
			break;
		shelf_failed(s, "db.disk", "injected");
		faults++;
		/* What was seen inside is not remembered. */
		assert_int_equal(db_data_version(&s->op, &v), OK);
		/* As after a crash: empty, or ours; never somebody else's. */
		reopen(s, DB_CREATE);
	}
	assert_in_range(faults, 8, 40);
	assert_int_equal(db_migrate_check(&s->op, shelf_migrations, N), OK);
	reopen(s, DB_WRITE);
	shelf_fill(s, 1);
}

static void
a_second_process_finds_the_work_done(void **state)
{
	struct shelf *s = *state;
	struct op other = { .arena = &s->arena };

	assert_int_equal(db_open(&other, str_of(s->url), DB_CREATE, &other.db), OK);
	assert_int_equal(db_migrate(&s->op, shelf_migrations, 1), OK);
	assert_int_equal(db_migrate(&other, shelf_migrations, N), OK);
	assert_int_equal(db_migrate(&s->op, shelf_migrations, N), OK);
	db_close(other.db);
}

static void
a_locked_database_is_not_half_migrated(void **state)
{
	struct shelf *s = *state;
	struct op other = { .arena = &s->arena };

	assert_int_equal(db_open(&other, str_of(s->url), DB_CREATE, &other.db), OK);
	db_set_busy(s->db, 0);
	{
		AUTO_TX lock = tx_begin(&other);

		assert_int_equal(db_migrate(&s->op, shelf_migrations, N), E_UNAVAILABLE);
		shelf_failed(s, "db.busy", "begin");
	}
	db_close(other.db);
	/* Not even marked as ours. */
	shelf_close(s);
	assert_int_equal(db_open(&s->op, str_of(s->url), DB_WRITE, &s->db), E_CONFLICT);
	shelf_failed(s, "db.not-initialised", "forum.db");
}

int
main(void)
{
#define EMPTY_TEST(f) cmocka_unit_test_setup_teardown(f, empty_setup, shelf_teardown)
	const struct CMUnitTest tests[] = {
		EMPTY_TEST(migrating_twice_is_migrating_once),
		EMPTY_TEST(what_is_missing_is_added_to_what_is_there),
		EMPTY_TEST(a_database_from_the_future_is_refused),
		EMPTY_TEST(an_edited_migration_is_refused),
		EMPTY_TEST(a_migration_that_fails_leaves_those_before_it),
		EMPTY_TEST(a_fault_anywhere_can_be_tried_again),
		EMPTY_TEST(a_second_process_finds_the_work_done),
		EMPTY_TEST(a_locked_database_is_not_half_migrated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
