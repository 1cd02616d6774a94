/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mailsearch: what a message can be found by, and what somebody looks for. Pure.
 *
 * A message is found by the words of its subject, of its sender, and of its text as
 * its own writer wrote it. What it quotes belongs to the message it is quoted from;
 * only when that one is not in the archive are quoted words taken from here. The
 * signature, and what the list's program puts below it, are nobody's words.
 *
 * No address can be found out by trying: texts are masked (body_mask) before they are
 * cut into words, and of a sender's address the index has what stands before the @
 * and, as one word that nobody can guess a piece of, the whole.
 */
#ifndef CONVENE_MAILSEARCH_MAILSEARCH_H
#define CONVENE_MAILSEARCH_MAILSEARCH_H

#include "base/instant.h"
#include "text/words.h"

struct mailsearch_message {
	struct str subject, name, address, text; /* each may be absent */
};
/* Folded words, one space between them (text_segment). Nothing absent. */
struct mailsearch_words {
	struct str subject, sender, body;
	bool quotes; /* it quotes somebody, whether those words are here or not */
};
struct mailsearch_words mailsearch_words(struct arena *a, const struct mailsearch_message *m,
					 bool quotes);
/* The text that excerpts are shown from: what the body's words are taken from. */
struct str mailsearch_text(struct arena *a, struct str text, bool quotes);
/* Names the way in which words are cut: an index that was made in another one is no
 * longer right. */
struct str mailsearch_cut(struct arena *a);

/*
 * What was typed: words and "phrases" (text/words.h) for anywhere in a message, and
 *
 *	subject:words  subject:"a phrase"
 *	from:name  from:"a name"  from:ana@river.example   a whole address
 *	list:slug
 *	after:2024-05-01   that day or later; also 2024-05, 2024
 *	before:2024-05-01  earlier than that day
 *
 * Nothing that is typed is an error. A field that is none is a word; one without a
 * value is left out; of two lists or days of one kind the last one counts.
 */
struct mailsearch_query {
	struct text_query any, subject, from;
	struct str list; /* as it was typed; absent: none */
	date after, before; /* DATE_NONE: none */
	struct str not_a_day; /* what stood behind after: or before: instead; absent: nothing */
	bool clipped;         /* more words than are looked for */
};
struct mailsearch_query mailsearch_query(struct arena *a, struct str typed);
/* Are there words to look for? */
static inline bool
mailsearch_has_words(const struct mailsearch_query *q)
{
	return q->any.terms.n || q->subject.terms.n || q->from.terms.n;
}
/* … or anything else that leaves messages out? */
static inline bool
mailsearch_asks(const struct mailsearch_query *q)
{
	return mailsearch_has_words(q) || str_present(q->list) || date_known(q->after) ||
	       date_known(q->before);
}
/* In the words of the engines: FTS5's MATCH, PostgreSQL's tsquery. Only for a query
 * that has words. */
struct str mailsearch_match(struct arena *a, const struct mailsearch_query *q);
struct str mailsearch_tsquery(struct arena *a, const struct mailsearch_query *q);

#endif
