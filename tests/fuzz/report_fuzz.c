/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any text is a report. Nothing of it is lost: its words stand in the rendered
 * text, in order, but for those that a hyphen over a break divides, which a
 * finding names. Nor is a word lost in writing it as Markdown and reading that.
 *
 * That the second reading equals the first is promised of reports, not of
 * noise, in which lines that are put together may look like a head: see
 * report_doc_test.c for spoilt and for made reports.
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

/* A word that was divided counts as two lost. Which two the comparison calls so
 * is not certain in noise, so they are counted and not looked up by name. */
static size_t
may_be_lost(const struct report *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->noticed.n; i++)
		n += 2 * (strcmp(r->noticed.at[i].rule, "hyphen-joined") == 0);
	return n;
}

static void
check_words(struct arena *a, const struct report *r, struct str source)
{
	struct text_lcs l = text_words_lcs(a, source,
					   doc_to_text(a, report_doc(a, r)));

	if (l.exact && l.lost.n > may_be_lost(r))
		give_up("lost", l.lost.at[0].word);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str source = { (const char *)data, size }, md;
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
	return 0;
}
