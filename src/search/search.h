/* SPDX-License-Identifier: Apache-2.0 */
/*
 * search: what can be found, and a query in the full-text engine's words. Pure.
 *
 * What a typed query means is text/words.h's: words, "phrases", prefixes*.
 * Nothing that is typed is an error, and no operator of the engine reaches it.
 */
#ifndef CONVENE_SEARCH_SEARCH_H
#define CONVENE_SEARCH_SEARCH_H

#include "base/buf.h"
#include "text/words.h"

enum search_kind { SEARCH_PARAGRAPH, SEARCH_ACTION, SEARCH_TOPIC, SEARCH_GROUP, SEARCH_PERSON, SEARCH_MEETING, SEARCH_ABBREVIATION, SEARCH_DOCUMENT };
/* Whose entries are replaced together. */
enum search_owner { SEARCH_OF_MEETING, SEARCH_OF_GROUP, SEARCH_OF_PERSON, SEARCH_OF_DOCUMENT };

struct str search_kind_word(enum search_kind k);
bool search_kind_parse(struct str s, enum search_kind *ret);
struct str search_owner_word(enum search_owner k);
bool search_owner_parse(struct str s, enum search_owner *ret);

/* For FTS5's MATCH: each term quoted, all of them required, and what b holds
 * already. column: they must be in that one; absent: in any. A query without terms
 * adds nothing, and nothing must not be sent. */
void search_match_add(struct buf *b, const struct text_query *q, struct str column);
/* The same for PostgreSQL, as a tsquery. weight: "A" to "D", or absent. */
void search_tsquery_add(struct buf *b, const struct text_query *q, struct str weight);

#endif
