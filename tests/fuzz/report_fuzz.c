/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any text is a report. Nothing of it is lost: its words stand in the rendered
 * text, in order, but for those that a hyphen over a break divides, which a
 * finding names. Nor is a word lost in writing it as Markdown and reading that,
 * and a report with a title and without a roster is read back the same.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "report/report.h"
#include "text/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
give_up(const char *what, struct str why)
{
	fprintf(stderr, "%s: %.*s\n", what, STRF(why));
	abort();
}

/* Is the word a part of what some finding quotes? */
static bool
is_named(const struct report *r, struct str word)
{
	for (size_t i = 0; i < r->noticed.n; i++)
		if (str_find(r->noticed.at[i].what, word, 0) != STR_NPOS)
			return true;
	return false;
}

static void
check_words(struct arena *a, const struct report *r, struct str source)
{
	struct text_lcs l = text_words_lcs(a, source,
					   doc_to_text(a, report_doc(a, r)));

	for (size_t i = 0; l.exact && i < l.lost.n; i++)
		if (!is_named(r, l.lost.at[i].word))
			give_up("lost", l.lost.at[i].word);
}

static bool
has_roster(const struct report *r)
{
	for (size_t i = 0; i < r->sections.n; i++)
		if (r->sections.at[i].kind == SECTION_PARTICIPANTS)
			return true;
	return false;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str source = { (const char *)data, size }, why = STR(""), md;
	AUTO_ARENA a = { 0 };
	struct report *r, *again;

	if (size > 20000)
		return 0;
	r = report_parse(&a, source);
	report_json(&a, r, NULL);
	check_words(&a, r, source);
	md = doc_to_markdown(&a, report_doc(&a, r));
	again = report_parse(&a, md);
	check_words(&a, again, doc_to_text(&a, report_doc(&a, r)));
	/*
	 * Where there is no title nothing says where the head ends, and a broken
	 * roster has many readings: those need not be the same. A text in
	 * another form whose lines, put together, look like the house's is taken
	 * for the house's the second time.
	 */
	if (r->form != again->form || r->head.title.n == 0 || has_roster(r) ||
	    has_roster(again))
		return 0;
	if (!report_equal(&a, r, again, &why))
		give_up("read back differently", why);
	return 0;
}
