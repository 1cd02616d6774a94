/* SPDX-License-Identifier: Apache-2.0 */
/*
 * migrate: brings the tables of a database to the form this program knows.
 *
 * Migrations go forward only. They are compiled in from migrations/NNNN_name.sql
 * (`sqlc --migrations`, which strips comments and checks that the numbers run
 * 1, 2, 3 …). Which have been applied stands in the table `migration` with a
 * BLAKE2b-256 digest of the text, comments not counted, so a migration must
 * not be edited once it is released; a comment may.
 */
#ifndef CONVENE_DB_MIGRATE_H
#define CONVENE_DB_MIGRATE_H

#include "db/db.h"

struct migration {
	int number; /* its place in the array, from 1 */
	const char *name;
	const char *sql[DIALECTS];
};

/*
 * Applies to op->db (opened for writing) what is missing, each migration in a
 * transaction of its own; nothing to do is OK. Two processes may do it at once.
 *   E_CONFLICT db.newer              the database knows more than we do
 *   E_CONFLICT db.migration-changed  what was applied is not what we have
 * and every failure of a statement; the migrations before it stay applied.
 */
must_check enum errc db_migrate(struct op *op, const struct migration *m,
				size_t n);

/*
 * The same refusals without changing anything, for a program that is about to
 * use the database; also
 *   E_CONFLICT db.needs-migration    some have not been applied yet
 */
must_check enum errc db_migrate_check(struct op *op, const struct migration *m,
				      size_t n);

#endif
