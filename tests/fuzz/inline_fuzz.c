/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Emphasis, code and links of any paragraph: written as Markdown and read
 * again they have the same words. (That they are the same runs is tested on
 * texts that people write: tests/unit/report_doc_test.c.)
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "report/parse.h"
#include "text/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct report *
of_runs(struct arena *a, struct runs runs, const struct report *links)
{
	struct report *r = ARENA_NEW(a, struct report);
	struct report_section *s = VEC_ADD(a, &r->sections);

	*VEC_ADD(a, &s->blocks) = (struct block){ .kind = BLOCK_PARA, .runs = runs };
	for (size_t i = 0; i < links->links.n; i++)
		VEC_PUSH(a, &r->links, links->links.at[i]);
	return r;
}

static struct str
written(struct arena *a, const struct report *r)
{
	return str_trim(doc_to_markdown(a, report_doc(a, r)));
}

/* The same words in the same order. Signs that divide nothing may differ: not
 * every neighbourhood of styles can be written. */
static void
check_words(struct arena *a, const struct report *x, const struct report *y, struct str source,
	    struct str md)
{
	struct text_lcs l = text_words_lcs(a, doc_to_text(a, report_doc(a, x)),
					   doc_to_text(a, report_doc(a, y)));

	if (l.a_words == l.common && l.b_words == l.common)
		return;
	fprintf(stderr, "%.*s\nwritten as\n%.*s\n", STRF(source), STRF(md));
	abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO_ARENA a = { 0 };
	struct report first = { 0 }, second = { 0 };
	struct reading rd = { .a = &a, .r = &first };
	struct str text = { (const char *)data, size }, md;
	struct report *x, *y;

	if (size > 4096 || utf8_bad(text) != STR_NPOS)
		return 0;
	text = text_clean(&a, text);
	if (text.n == 0)
		return 0;
	x = of_runs(&a, inline_read(&rd, text), &first);
	md = written(&a, x);
	rd.r = &second;
	y = of_runs(&a, inline_read(&rd, md), &second);
	check_words(&a, x, y, text, md);
	return 0;
}
