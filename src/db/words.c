/* SPDX-License-Identifier: Apache-2.0 */
#include "db/words.h"

#include <sqlite3.h>
#include <string.h>

/* It has no state; FTS5 wants a pointer that is not NULL. */
static char nothing;

static int
create(void *ctx, const char **args, int n, Fts5Tokenizer **ret)
{
	(void)ctx;
	(void)args;
	(void)n;
	*ret = (Fts5Tokenizer *)(void *)&nothing;
	return SQLITE_OK;
}

static void
discard(Fts5Tokenizer *t)
{
	(void)t;
}

static int
tokenize(Fts5Tokenizer *t, void *ctx, int flags, const char *text, int n,
	 int (*each)(void *, int, const char *, int, int, int))
{
	int rc = SQLITE_OK;

	(void)t;
	(void)flags;
	for (int i = 0; i < n && rc == SQLITE_OK;) {
		const char *end = memchr(text + i, ' ', (size_t)(n - i));
		int to = end ? (int)(end - text) : n;

		if (to > i)
			rc = each(ctx, 0, text + i, to - i, i, to);
		i = to + 1;
	}
	return rc;
}

int
words_register(sqlite3 *db)
{
	static fts5_tokenizer words = { create, discard, tokenize };
	sqlite3_stmt *st = NULL;
	fts5_api *api = NULL;
	int rc = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &st, NULL);

	if (rc != SQLITE_OK)
		return rc;
	sqlite3_bind_pointer(st, 1, (void *)&api, "fts5_api_ptr", NULL);
	sqlite3_step(st);
	rc = sqlite3_finalize(st);
	if (rc != SQLITE_OK || !api)
		return rc != SQLITE_OK ? rc : SQLITE_ERROR;
	return api->xCreateTokenizer(api, "words", NULL, &words, NULL);
}
