/* SPDX-License-Identifier: Apache-2.0 */
/* copy: a forum from one database to another, of whichever engine. */
#ifndef CONVENE_DB_COPY_H
#define CONVENE_DB_COPY_H

#include "db/db.h"

struct copied {
	size_t tables;
	int64_t rows;
};
/*
 * Every row of every table, with its id, in one transaction of each side; the
 * target is migrated to where the source is and holds nothing yet.
 *   E_CONFLICT copy.not-empty  the target has rows already
 *   E_CORRUPT  copy.tables     the two have different tables
 */
must_check enum errc db_copy(struct op *from, struct op *to, struct copied *ret);

#endif
