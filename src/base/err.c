/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"

#include <stdio.h>
#include <stdlib.h>

const char *
errc_name(enum errc code)
{
	switch (code) {
	case OK: return "ok";
	case E_NOT_FOUND: return "not-found";
	case E_FORBIDDEN: return "forbidden";
	case E_INVALID: return "invalid";
	case E_CONFLICT: return "conflict";
	case E_LIMIT: return "limit";
	case E_UNAVAILABLE: return "unavailable";
	case E_CORRUPT: return "corrupt";
	}
	return "unknown";
}

void
bug_abort(const char *cond, const char *file, int line)
{
	fprintf(stderr, "bug: %s:%d: %s\n", file, line, cond);
	abort();
}
