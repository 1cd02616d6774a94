/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fresh: an empty database for one test: in memory, or, with the URL of a
 * PostgreSQL database in $CONVENE_TEST_POSTGRES, that one emptied. So a suite
 * runs on either engine.
 */
#ifndef CONVENE_TESTS_FRESH_H
#define CONVENE_TESTS_FRESH_H

#include "db/db.h"

/* Sets op->db. Stops the program where it cannot. */
void fresh_db(struct op *op);
/* Does this run look at PostgreSQL? */
bool fresh_is_postgres(void);

#endif
