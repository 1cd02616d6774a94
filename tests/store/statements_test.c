/* SPDX-License-Identifier: Apache-2.0 */
/* Every statement of every feature: it prepares, says what it promises, and
 * reads no whole table without saying why. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* ours is in base/op.h */

#include "statement_tables.h"

#include "base/arena.h"
#include "cell/cell.h"
#include "db/db.h"
#include "store/store.h"

static void
every_statement_prepares_and_returns_the_columns_it_promises(void **state)
{
	struct store *s = *state;
	size_t n = 0;

	for (size_t i = 0; i < statement_tables_n; i++)
		for (size_t j = 0; j < statement_tables[i].n; j++, n++) {
			const struct statement *st = &statement_tables[i].at[j];

			if (db_check(&s->op, st) != OK)
				store_fail("%s:%d %s: %s", st->file, st->line, st->name,
					   s->op.err.detail);
		}
	assert_true(n > 50);
}

static void
no_statement_scans_a_table_without_saying_why(void **state)
{
	struct store *s = *state;
	size_t scans = 0, unsaid = 0;

	for (size_t i = 0; i < statement_tables_n; i++)
		for (size_t j = 0; j < statement_tables[i].n; j++) {
			const struct statement *st = &statement_tables[i].at[j];
			struct str plan;

			assert_int_equal(db_explain(&s->op, st, &plan), OK);
			if (!db_plan_scans(plan))
				continue;
			scans++;
			if (st->scan)
				continue;
			unsaid++;
			print_error("%s:%d %s:\n%.*s\n", st->file, st->line, st->name, STRF(plan));
		}
	/* Some do, with a reason, so the plan is really looked at. */
	assert_true(scans > 0);
	assert_int_equal(unsaid, 0);
}

int
main(int argc, char **argv)
{
	int code;
#define T(f) cmocka_unit_test_setup_teardown(f, store_setup, store_teardown)
	const struct CMUnitTest tests[] = {
		T(every_statement_prepares_and_returns_the_columns_it_promises),
		T(no_statement_scans_a_table_without_saying_why),
	};

	if (cell_child(argc, argv, &code))
		return code;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
