/* SPDX-License-Identifier: Apache-2.0 */
#include "search/search.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "base/words.h"

#define WORD_CHARACTERS_MAX 255 /* see migrations/0001_core.sql */

static const struct str kind_words[] = {
	[SEARCH_PARAGRAPH] = STR_INIT("paragraph"),
	[SEARCH_ACTION] = STR_INIT("action"),
	[SEARCH_TOPIC] = STR_INIT("topic"),
	[SEARCH_GROUP] = STR_INIT("group"),
	[SEARCH_PERSON] = STR_INIT("person"),
	[SEARCH_MEETING] = STR_INIT("meeting"),
	[SEARCH_ABBREVIATION] = STR_INIT("abbreviation"),
	[SEARCH_DOCUMENT] = STR_INIT("document"),
};
static const struct str owner_words[] = {
	[SEARCH_OF_MEETING] = STR_INIT("meeting"),
	[SEARCH_OF_GROUP] = STR_INIT("grp"),
	[SEARCH_OF_PERSON] = STR_INIT("person"),
	[SEARCH_OF_DOCUMENT] = STR_INIT("document"),
};

WORDS_DEFINE(search_kind, enum search_kind, kind_words)
WORDS_DEFINE(search_owner, enum search_owner, owner_words)

struct str
search_match(struct arena *a, const struct text_query *q)
{
	AUTO_BUF b = { 0 };

	for (size_t i = 0; i < q->terms.n; i++) {
		if (i)
			BUF_LIT(&b, " AND ");
		buf_addc(&b, '"');
		buf_add(&b, q->terms.at[i].phrase);
		buf_addc(&b, '"');
		if (q->terms.at[i].prefix)
			buf_addc(&b, '*');
	}
	return buf_to_arena(&b, a);
}

/* At most so many characters of a word: as many as search_words() keeps. */
static struct str
clipped(struct str word)
{
	size_t at = 0;

	for (int n = 0; n < WORD_CHARACTERS_MAX && at < word.n; n++)
		utf8_next(word, &at);
	return str_sub(word, 0, at);
}

struct str
search_tsquery(struct arena *a, const struct text_query *q)
{
	AUTO_BUF b = { 0 };

	for (size_t i = 0; i < q->terms.n; i++) {
		struct str rest = q->terms.at[i].phrase;
		bool first = true;

		buf_addz(&b, i ? " & (" : "(");
		while (str_present(rest)) {
			struct str word = clipped(str_cut(&rest, ' '));

			buf_addf(&b, "%s'%.*s'", first ? "" : " <-> ", STRF(word));
			first = false;
		}
		buf_addz(&b, q->terms.at[i].prefix ? ":*)" : ")");
	}
	return buf_to_arena(&b, a);
}
