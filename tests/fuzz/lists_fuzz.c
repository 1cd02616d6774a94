/* SPDX-License-Identifier: Apache-2.0 */
/* What people type into the search of mail, and the files that say who is who: a query on the first
 * line, then a roster or a mailmap. */
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/utf8.h"
#include "mailsearch/mailsearch.h"
#include "writer/writer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Nothing that is typed leaves the quotation marks around it. */
static void
check_query(struct arena *a, struct str typed)
{
	struct mailsearch_query q = mailsearch_query(a, typed);
	size_t marks = 0;
	struct str match;

	if (!mailsearch_has_words(&q))
		return;
	match = mailsearch_match(a, &q);
	for (size_t i = 0; i < match.n; i++) {
		marks += match.p[i] == '"';
		BUG_ON(marks % 2 == 0 && match.p[i] != '"' && !strchr("* AND:subjectsender", match.p[i]));
	}
	BUG_ON(!marks || marks % 2 || utf8_bad(match) != STR_NPOS);
	match = mailsearch_tsquery(a, &q);
	for (size_t i = 0, inside = 0; i < match.n; i++) {
		inside ^= match.p[i] == '\'';
		BUG_ON(!inside && !strchr("'()&<->:*AB ", match.p[i]));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO_ARENA a = { 0 };
	struct str file = { (const char *)data, size };
	struct str typed = utf8_mend(&a, str_cut(&file, '\n'));
	writer_addresses roster = writer_roster_read(&a, file);
	writer_senders senders = { 0 };
	writer_guesses guesses;
	int64_t skipped;
	writer_mailmap map;

	check_query(&a, typed);
	for (size_t i = 0; i < roster.n; i++) {
		struct str address = roster.at[i];

		BUG_ON(str_find_char(address, '@', 0) == STR_NPOS || str_find_char(address, ' ', 0) != STR_NPOS);
		VEC_PUSH(&a, &senders, ((struct writer_sender){ writer_key(&a, address, typed), address, typed,
								(int64_t)i }));
	}
	map = writer_mailmap_read(&a, file, &skipped);
	for (size_t i = 0; i < map.n; i++)
		BUG_ON(!map.at[i].own.n || !map.at[i].other.n);
	guesses = writer_guess_all(&a, &senders);
	for (size_t i = 0; i < guesses.n; i++)
		BUG_ON(guesses.at[i].a >= senders.n || guesses.at[i].b >= senders.n ||
		       senders.at[guesses.at[i].a].who == senders.at[guesses.at[i].b].who);
	return 0;
}
