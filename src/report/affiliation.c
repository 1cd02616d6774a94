/* SPDX-License-Identifier: Apache-2.0 */
#include "report/affiliation.h"

#include "text/fold.h"

/* Whether one of the words (lower case) stands in s, which is folded loosely. */
static bool
has_word(struct str s, const char *const *words)
{
	while (str_present(s)) {
		struct str word = str_cut(&s, ' ');

		for (const char *const *w = words; *w; w++)
			if (str_is(word, *w))
				return true;
	}
	return false;
}

bool
affiliation_is_office(struct arena *a, struct str affiliation)
{
	static const char *const words[] = {
		"chair", "chairs", "chairman", "chairwoman", "chairperson", "cochair",
		"vicechair", "president", "coordinator", "director", "facilitator",
		"rapporteur", "member", "consultant", "advisor", "adviser", "observer",
		"host", "minister", "ambassador", "secretary", "fellow", "intern", NULL,
	};

	return has_word(text_fold_loose(a, affiliation), words);
}

bool
affiliation_is_coalition(struct arena *a, struct str affiliation)
{
	static const char *const words[] = { "dc", "coalition", NULL };

	return has_word(text_fold_loose(a, affiliation), words);
}
