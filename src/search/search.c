/* SPDX-License-Identifier: Apache-2.0 */
#include "search/search.h"

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

void
search_match_add(struct buf *b, const struct text_query *q, struct str column)
{
	for (size_t i = 0; i < q->terms.n; i++) {
		if (b->n)
			BUF_LIT(b, " AND ");
		if (str_present(column))
			buf_addf(b, "%.*s : ", STRF(column));
		buf_addf(b, "\"%.*s\"", STRF(q->terms.at[i].phrase));
		if (q->terms.at[i].prefix)
			buf_addc(b, '*');
	}
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

/* 'word':*A */
static void
add_lexeme(struct buf *b, struct str word, bool prefix, struct str weight)
{
	buf_addf(b, "'%.*s'", STRF(clipped(word)));
	if (prefix || weight.n)
		buf_addf(b, ":%s%.*s", prefix ? "*" : "", STRF(weight));
}

void
search_tsquery_add(struct buf *b, const struct text_query *q, struct str weight)
{
	for (size_t i = 0; i < q->terms.n; i++) {
		struct str rest = q->terms.at[i].phrase;
		bool first = true;

		buf_addz(b, b->n ? " & (" : "(");
		while (str_present(rest)) {
			struct str word = str_cut(&rest, ' ');

			if (!first)
				BUF_LIT(b, " <-> ");
			add_lexeme(b, word, q->terms.at[i].prefix && !str_present(rest), weight);
			first = false;
		}
		buf_addc(b, ')');
	}
}
