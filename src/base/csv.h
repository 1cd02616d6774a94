/* SPDX-License-Identifier: Apache-2.0 */
/* csv: reading RFC 4180. Writing is buf_add_csv(). Pure. */
#ifndef CONVENE_BASE_CSV_H
#define CONVENE_BASE_CSV_H

#include "base/vec.h"

struct csv_row {
	struct str *at;
	size_t n;
	size_t room;
	size_t line; /* 1-based line it begins on */
};

struct csv_reader {
	struct str rest; /* set to the text */
	size_t line;     /* lines read so far */
	const char *problem; /* static, what is wrong; NULL: nothing */
};

/*
 * The next row, or false at the end and at a problem (a quotation mark that is
 * not closed, or text behind a closing one). Lines end in \n or \r\n; quoted
 * fields may hold line ends. Empty lines are passed over.
 */
bool csv_next(struct arena *a, struct csv_reader *r, struct csv_row *ret);

#endif
