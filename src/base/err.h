/* SPDX-License-Identifier: Apache-2.0 */
/*
 * err: how an operation says that it failed.
 *
 * A code tells the caller what it can do; a message id (a key of the
 * catalogue) tells the user; a detail tells the log. Only edges log, once.
 */
#ifndef CONVENE_BASE_ERR_H
#define CONVENE_BASE_ERR_H

#include "base/attr.h"
#include "base/str.h"

enum errc {
	OK = 0,
	E_NOT_FOUND,   /* what was named does not exist            404, exit 3 */
	E_FORBIDDEN,   /* it exists, this actor may not            403, exit 4 */
	E_INVALID,     /* the input is wrong; the user can mend it 400, exit 2 */
	E_CONFLICT,    /* the input is fine, the state forbids it  409, exit 5 */
	E_LIMIT,       /* larger or longer than allowed            413, exit 6 */
	E_UNAVAILABLE, /* try again later: locked, disk full       503, exit 7 */
	E_CORRUPT,     /* the database or the program is wrong     500, exit 8 */
};

#define ERR_DETAIL_MAX 240

struct err {
	enum errc code;
	const char *msgid; /* catalogue key, static; NULL while OK */
	char detail[ERR_DETAIL_MAX]; /* may stand in the user's message as {detail} */
	const char *file;
	int line;
};

const char *errc_name(enum errc code);

/* Programmer errors only, never for input: says where and aborts. */
#define BUG_ON(cond) ((cond) ? bug_abort(#cond, __FILE__, __LINE__) : (void)0)
noreturn_fn void bug_abort(const char *cond, const char *file, int line);

#endif
