/* SPDX-License-Identifier: Apache-2.0 */
/*
 * op: one operation. What every use case is given, and nothing else is
 * global: memory, database, who acts, what time it is, how it failed.
 */
#ifndef CONVENE_BASE_OP_H
#define CONVENE_BASE_OP_H

#include "base/arena.h"
#include "base/err.h"
#include "base/instant.h"

struct db;    /* db/db.h */
struct actor; /* comes with accounts; NULL: the person at the command line */

struct op {
	struct arena *arena;
	struct db *db;
	const struct actor *actor;
	instant now;
	struct err err;
};

/*
 * Records the failure in op->err and returns code, so that
 * `return fail(op, E_INVALID, "report.too-long", "%zu bytes", n);` reads well.
 * msgid is a key of the catalogue (po/en.po); a meta-test checks that each
 * one used exists. The first failure wins: a later one is not recorded.
 */
#define fail(op, code, msgid, ...) \
	op_fail((op), (code), (msgid), __FILE__, __LINE__, __VA_ARGS__)
enum errc op_fail(struct op *op, enum errc code, const char *msgid,
		  const char *file, int line, const char *fmt, ...)
	printf_like(6, 7);
/* Forgets a failure that was dealt with. */
void op_clear(struct op *op);

/* Leaves the function with the same code when the call did not succeed. */
#define TRY(call)                                                             \
	do {                                                                  \
		enum errc try_code_ = (call);                                 \
		if (try_code_ != OK)                                          \
			return try_code_;                                     \
	} while (0)

#endif
