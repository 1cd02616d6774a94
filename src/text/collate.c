/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One collator, opened on first use, never changed afterwards and never
 * freed. ICU's functions that take a const collator may be called from
 * several threads at once, and ucol_getSortKey() is one of them.
 */
#include "text/collate.h"

#include <pthread.h>

#include <unicode/ucol.h>

#include "base/err.h"
#include "text/ustr.h"

static pthread_once_t once = PTHREAD_ONCE_INIT;
static UCollator *collator;
static char version[64];

static void
open_collator(void)
{
	UErrorCode code = U_ZERO_ERROR;
	UVersionInfo v;
	char z[U_MAX_VERSION_STRING_LENGTH];

	collator = ucol_open("", &code);
	BUG_ON(U_FAILURE(code));
	ucol_setAttribute(collator, UCOL_NUMERIC_COLLATION, UCOL_ON, &code);
	/* So that equal-looking names in different forms compare equal. */
	ucol_setAttribute(collator, UCOL_NORMALIZATION_MODE, UCOL_ON, &code);
	BUG_ON(U_FAILURE(code));
	ucol_getVersion(collator, v);
	u_versionToString(v, z);
	memcpy(version, "root-numeric-", 13);
	memcpy(version + 13, z, strlen(z) + 1);
}

struct str
collate_key(struct arena *a, struct str s)
{
	struct ustr u;
	uint8_t *key;
	size_t room, n;

	if (s.n == 0)
		return STR("");
	pthread_once(&once, open_collator);
	u = ustr_from(a, s);
	room = (size_t)u.n * 4 + 16;
	key = arena_alloc(a, room);
	n = (size_t)ucol_getSortKey(collator, u.p, u.n, key, (int32_t)room);
	if (n > room) {
		key = arena_alloc(a, n);
		n = (size_t)ucol_getSortKey(collator, u.p, u.n, key, (int32_t)n);
	}
	BUG_ON(n == 0);
	/* The key's own end mark is of no use to a str. */
	return (struct str){ (const char *)key, n - 1 };
}

struct str
collate_version(void)
{
	pthread_once(&once, open_collator);
	return str_of(version);
}
