/* SPDX-License-Identifier: Apache-2.0 */
#include "outbox/outbox.h"

#include "base/words.h"

static const struct str states[] = {
	[LETTER_WAITING] = STR_INIT("waiting"),
	[LETTER_SENT] = STR_INIT("sent"),
	[LETTER_DEAD] = STR_INIT("dead"),
	[LETTER_RETURNED] = STR_INIT("returned"),
	[LETTER_HELD] = STR_INIT("held"),
	[LETTER_MUTED] = STR_INIT("muted"),
};
WORDS_DEFINE(letter_state, enum letter_state, states)

static const struct str whens[] = {
	[LETTERS_AT_ONCE] = STR_INIT("at-once"), [LETTERS_DAILY] = STR_INIT("daily"), [LETTERS_NEVER] = STR_INIT("never"),
};
WORDS_DEFINE(letter_when, enum letter_when, whens)

/* Kinds that are not here are news. */
static const struct {
	const char *kind;
	enum letter_class class;
} classes[] = {
	{ "sign-in", LETTER_ASKED_FOR },    { "address", LETTER_ASKED_FOR }, { "digest", LETTER_ASKED_FOR },
	{ "application", LETTER_ASKED_FOR }, { "privacy", LETTER_OF_DUTY },  { "list-check", LETTER_OF_DUTY },
};

enum letter_class
letter_class_of(struct str kind)
{
	for (size_t i = 0; i < ARRAY_LEN(classes); i++)
		if (str_is(kind, classes[i].kind))
			return classes[i].class;
	return LETTER_OF_NEWS;
}

struct str
letter_with_secret(struct arena *a, struct str body, struct str secret)
{
	size_t at = str_find(body, STR(LETTER_SECRET), 0);

	if (at >= body.n)
		return body;
	return arena_printf(a, "%.*s%.*s%.*s", (int)at, body.p, STRF(secret),
			    STRF(str_from(body, at + sizeof LETTER_SECRET - 1)));
}
