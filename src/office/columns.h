/* SPDX-License-Identifier: Apache-2.0 */
/* columns: how wide the columns of a table should be, guessed from its text. */
#ifndef CONVENE_OFFICE_COLUMNS_H
#define CONVENE_OFFICE_COLUMNS_H

#include "doc/doc.h"

/* One share for each column; together at most `whole`. */
unsigned *column_shares(struct arena *a, const struct table *t, unsigned whole);

#endif
