/* SPDX-License-Identifier: Apache-2.0 */
#include "base/op.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"

enum errc
op_fail(struct op *op, enum errc code, const char *msgid, const char *file,
	int line, const char *fmt, ...)
{
	struct err *e = &op->err;
	va_list ap;
	int n;

	BUG_ON(code == OK);
	if (e->code != OK)
		return code;
	e->code = code;
	e->msgid = msgid;
	e->file = file;
	e->line = line;
	va_start(ap, fmt);
	n = vsnprintf(e->detail, sizeof e->detail, fmt, ap);
	va_end(ap);
	/* Never half a character at the end. */
	if (n >= (int)sizeof e->detail)
		e->detail[utf8_clip(str_of(e->detail), sizeof e->detail - 1).n] = '\0';
	return code;
}

void
op_clear(struct op *op)
{
	op->err = (struct err){ 0 };
}
