/* SPDX-License-Identifier: Apache-2.0 */
#include "outbox/outbox.h"

#include "base/words.h"

static const struct str states[] = {
	[LETTER_WAITING] = STR_INIT("waiting"),
	[LETTER_SENT] = STR_INIT("sent"),
	[LETTER_DEAD] = STR_INIT("dead"),
	[LETTER_RETURNED] = STR_INIT("returned"),
};
WORDS_DEFINE(letter_state, enum letter_state, states)

struct str
letter_with_secret(struct arena *a, struct str body, struct str secret)
{
	size_t at = str_find(body, STR(LETTER_SECRET), 0);

	if (at >= body.n)
		return body;
	return arena_printf(a, "%.*s%.*s%.*s", (int)at, body.p, STRF(secret),
			    STRF(str_from(body, at + sizeof LETTER_SECRET - 1)));
}
