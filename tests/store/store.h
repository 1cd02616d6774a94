/* SPDX-License-Identifier: Apache-2.0 */
/* store: a database of its own for each test, and a cell for foreign bytes. */
#ifndef CONVENE_TESTS_STORE_STORE_H
#define CONVENE_TESTS_STORE_STORE_H

#include "base/op.h"
#include "report/report_ops.h"

struct store {
	struct arena arena;
	struct op op;
	struct cell *cell;
};

/* cmocka's fail_msg(), which our fail() hides. */
#define store_fail(...) (print_error(__VA_ARGS__), print_error("\n"), _fail(__FILE__, __LINE__))

/* An empty, migrated database in memory; for cmocka's setup and teardown. */
int store_setup(void **state);
int store_teardown(void **state);

/* Everything the database says, as `convene dump --canonical` prints it. */
struct str store_dump(struct store *s);
/* Imports a text under a name, asking nothing; the outcome must be OK. */
struct report_imported store_import(struct store *s, const char *name, const char *text);
/* The same with answers, in the form of a file of answers. */
struct report_imported store_import_with(struct store *s, const char *name, const char *text,
					 const char *answers);

/* A short report in the house form, with everything an import touches. */
extern const char store_report_7[];
/* The same meeting, corrected: another person, one item reworded. */
extern const char store_report_7_corrected[];
/* The meeting after it. */
extern const char store_report_8[];

#endif
