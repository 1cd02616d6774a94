/* SPDX-License-Identifier: Apache-2.0 */
/* One checker, opened on first use and never changed: ICU's functions on a const one may be called
 * from several threads at once. */
#include "text/skeleton.h"

#include <pthread.h>

#include <unicode/uspoof.h>

#include "base/err.h"
#include "text/fold.h"

static pthread_once_t once = PTHREAD_ONCE_INIT;
static USpoofChecker *checker;

static void
open_checker(void)
{
	UErrorCode code = U_ZERO_ERROR;

	checker = uspoof_open(&code);
	BUG_ON(U_FAILURE(code));
}

/* A character can look like several (ﷺ): there is room for that. */
#define LONGEST 20

struct str
text_skeleton(struct arena *a, struct str s)
{
	struct str plain = text_nfc(a, s);
	size_t room = plain.n * LONGEST + 1;
	UErrorCode code = U_ZERO_ERROR;
	char *to;
	int32_t n;

	pthread_once(&once, open_checker);
	BUG_ON(room > INT32_MAX);
	to = arena_alloc(a, room);
	n = uspoof_getSkeletonUTF8(checker, 0, plain.n ? plain.p : "", (int32_t)plain.n, to, (int32_t)room, &code);
	/* What it cannot read looks like itself. */
	if (U_FAILURE(code) || n < 0 || (size_t)n > room)
		return text_fold(a, plain);
	return text_fold(a, (struct str){ to, (size_t)n });
}
