/* SPDX-License-Identifier: Apache-2.0 */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

void
log_line(enum log_level level, const char *fmt, ...)
{
	static const char *const name[] = { "error", "warning", "info" };
	char line[1024];
	va_list ap;
	int head = snprintf(line, sizeof line, "%s: ", name[level]);
	int n;

	va_start(ap, fmt);
	n = vsnprintf(line + head, sizeof line - (size_t)head - 1, fmt, ap);
	va_end(ap);
	if (n < 0)
		return;
	n += head;
	if (n > (int)sizeof line - 2)
		n = (int)sizeof line - 2;
	line[n++] = '\n';
	/* One write, so that lines of two threads do not mix. */
	if (write(STDERR_FILENO, line, (size_t)n) < 0)
		return;
}
