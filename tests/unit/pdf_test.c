/* SPDX-License-Identifier: Apache-2.0 */
/*
 * PDFs: every one that is made here is checked as a screen reader would read
 * it, and the checker is shown to see each thing that it is there for.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#undef fail /* base/op.h has its own */

#include "office/pdf.h"
#include "office/pdf_draw.h"
#include "office/pdf_finish.h"
#include "report/report.h"

static struct arena a;
static struct op op = { .arena = &a };

static int
teardown(void **state)
{
	(void)state;
	arena_done(&a);
	op_clear(&op);
	return 0;
}

/* ---- documents ---- */

static const char everything[] =
	"IGF 2021\nCoordination Group\nVirtual meeting 60 | 2 May 2021\n\n# Summary report\n\n"
	"## Conclusions and action items\n\n"
	"- The secretariat will publish the **office affine** paper by 24 May.\n"
	"  - Also *in time*, as `configured` under <https://example.org/a?b=c>.\n"
	"- See [the survey](https://example.org/survey) and [nothing](#).\n\n"
	"## Meeting focus\n\n"
	"1. Ms. \xD8\xB3\xD9\x84\xD9\x85\xD9\x89 \xD8\xA7\xD9\x84\xD8\xA3\xD8\xAE\xD8\xB6\xD8\xB1"
	" spoke (\xD8\xA7\xD9\x84\xD8\xA5\xD9\x86\xD8\xAA\xD8\xB1\xD9\x86\xD8\xAA 2021) first; "
	"\xE7\x8E\x8B\xE5\xB0\x8F\xE6\x98\x8E and \xD0\x98\xD0\xB2\xD0\xB0\xD0\xBD followed, "
	"\xF0\x9F\x99\x82 with flags, ﬁnally.\n\n"
	"### A topic\n\n2. As [agreed](https://example.org/very/long/address/that/goes/on/and/on/"
	"until/it/does/not/fit/in/one/line/of/the/page/and/still/goes/on) before:\n\n"
	"   - one\n   - two\n\n"
	"> A quotation of two lines,\n> in one paragraph.\n\n"
	"```\nlines  as\n  they are\n```\n\n"
	"## List of participants\n\n"
	"| Surname | First name | Affiliation |\n|---|---|---|\n| Monte | Rosa | DC on X |\n"
	"| \xD8\xB3\xD9\x84\xD9\x85\xD9\x89 | Ana | |\n";

static const struct doc *
doc_read(struct str text)
{
	return report_doc(&a, report_parse(&a, text));
}

static struct str
path_in(const char *root, const char *rest)
{
	const char *at = getenv(root);

	if (!at || !*at)
		skip();
	return arena_printf(&a, "%s/%s", at, rest);
}

static struct str
file_text(const char *path)
{
	FILE *f = fopen(path, "rb");
	AUTO_BUF b = { 0 };
	char chunk[4096];
	size_t n;

	assert_non_null(f);
	while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
		buf_put(&b, chunk, n);
	fclose(f);
	return buf_to_arena(&b, &a);
}

/* ---- helpers ---- */

static void
assert_faultless(const struct pdf_faults *f, const char *what)
{
	for (size_t i = 0; i < f->n; i++)
		print_error("%s: %.*s\n", what, STRF(f->at[i]));
	assert_int_equal(f->n, 0);
}

static void
assert_good(const struct doc *d, const char *what)
{
	struct pdf_faults faults = { 0 };
	AUTO_BUF pdf = { 0 };

	assert_int_equal(pdf_write(&op, d, &pdf, &faults), OK);
	assert_faultless(&faults, what);
}

struct made {
	struct pdf_tree tree;
	struct buf drawn;
};

static void
make(struct made *m, const struct doc *d)
{
	struct pdf_text text;
	struct pdf_boxes boxes;

	*m = (struct made){ 0 };
	pdf_tree_init(&m->tree, &a, d->title, d->lang);
	pdf_text_init(&text, &a, &m->tree);
	boxes = pdf_flow(&text, d);
	assert_int_equal(pdf_draw(&op, &text, &boxes, STR("head"), &m->drawn), OK);
	pdf_text_done(&text);
}

static struct pdf_faults
faults_of(struct made *m, struct str words)
{
	struct pdf_faults ret = { 0 };
	AUTO_BUF pdf = { 0 };

	if (pdf_finish(&op, &m->tree, buf_str(&m->drawn), true, &pdf) != OK)
		print_error("%s\n", op.err.detail);
	assert_int_equal(op.err.code, OK);
	assert_int_equal(pdf_check(&op, buf_str(&pdf), words, &ret), OK);
	buf_done(&m->drawn);
	return ret;
}

static void
assert_found(const struct pdf_faults *f, const char *part)
{
	for (size_t i = 0; i < f->n; i++)
		if (str_find(f->at[i], str_of(part), 0) != STR_NPOS)
			return;
	print_error("not found: %s, in %zu faults\n", part, f->n);
	for (size_t i = 0; i < f->n; i++)
		print_error("  %.*s\n", STRF(f->at[i]));
	assert_true(false);
}

static struct pdf_node *
node_of(struct made *m, const char *tag)
{
	for (size_t i = 0; i < m->tree.nodes.n; i++)
		if (strcmp(m->tree.nodes.at[i].tag, tag) == 0)
			return &m->tree.nodes.at[i];
	print_error("no %s\n", tag);
	assert_true(false);
	return NULL;
}

/* ---- what is made ---- */

static void
a_document_of_everything_is_accessible(void **state)
{
	(void)state;
	assert_good(doc_read(str_of(everything)), "everything");
}

static void
every_report_of_a_folder(const char *root, const char *folder)
{
	struct str path = path_in(root, folder);
	DIR *dir = opendir(path.p);
	const struct dirent *e;
	size_t n = 0;

	assert_non_null(dir);
	while ((e = readdir(dir)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		assert_good(doc_read(file_text(arena_printf(&a, "%.*s/%s", STRF(path),
							    e->d_name).p)),
			    e->d_name);
		n++;
	}
	closedir(dir);
	assert_true(n > 0);
}

static void
every_report_of_the_demonstration_forum_is_accessible(void **state)
{
	(void)state;
	every_report_of_a_folder("CONVENE_SOURCE", "demo/reports");
}

static void
the_real_reports_are_accessible(void **state)
{
	(void)state;
	every_report_of_a_folder("CONVENE_MATERIAL", "samples");
}

static void
the_same_document_is_the_same_file(void **state)
{
	(void)state;
	const struct doc *d = doc_read(str_of(everything));
	AUTO_BUF x = { 0 };
	AUTO_BUF y = { 0 };

	assert_int_equal(pdf_write(&op, d, &x, NULL), OK);
	assert_int_equal(pdf_write(&op, d, &y, NULL), OK);
	assert_int_equal(x.n, y.n);
	assert_memory_equal(x.p, y.p, x.n);
}

static void
a_document_without_anything_is_a_page(void **state)
{
	(void)state;
	const struct doc d = { .lang = STR_INIT("en") };

	assert_good(&d, "empty");
}

/* ---- pages ---- */

static struct str
long_report(size_t paragraphs, size_t people)
{
	AUTO_BUF b = { 0 };

	BUF_LIT(&b, "IGF 2021\nCoordination Group\nVirtual meeting 60 | 2 May 2021\n\n"
		    "# Summary report\n\n## Meeting focus\n\n");
	for (size_t i = 1; i <= paragraphs; i++) {
		if (i % 4 == 1)
			buf_addf(&b, "### Topic %zu\n\n", i);
		buf_addf(&b, "%zu. ", i);
		for (size_t k = 0; k < 20 + i * 7 % 90; k++)
			buf_addf(&b, "word%zu ", k);
		BUF_LIT(&b, "end.\n\n");
	}
	BUF_LIT(&b, "## List of participants\n\n| Name | Coalition |\n|---|---|\n");
	for (size_t i = 0; i < people; i++)
		buf_addf(&b, "| Rosa Monte%zu | DC on the letter %zu |\n", i, i);
	return buf_to_arena(&b, &a);
}

/* Where a page may not end: in front of box i. */
static bool
is_bad_break(const struct pdf_boxes *b, size_t i)
{
	const struct pdf_box *box = &b->at[i], *above = &b->at[i - 1];

	if (box->para && above->para == box->para)
		return box->line == 1 || box->line + 1 == box->para->lines.n;
	if (above->para && above->para->style >= PDF_H2 && above->para->style <= PDF_H4)
		return true;
	return above->row && above->row->head;
}

static void
pages_end_where_they_may(void **state)
{
	(void)state;
	const struct doc *d = doc_read(long_report(60, 120));
	struct pdf_tree tree;
	struct pdf_text text;
	struct pdf_boxes b;
	size_t pages = 0;

	pdf_tree_init(&tree, &a, d->title, d->lang);
	pdf_text_init(&text, &a, &tree);
	b = pdf_flow(&text, d);
	for (size_t at = 0; at < b.n; pages++) {
		size_t end = pdf_page_end(&b, at);
		const struct pdf_row *again = pdf_page_heading(&b, at);
		double height = again ? b.at[at].row->heading_height : 0;

		assert_true(end > at);
		for (size_t i = at; i < end; i++)
			height += b.at[i].height + (i > at ? b.at[i].before : 0);
		assert_true(height <= PDF_HEIGHT);
		if (end < b.n)
			assert_false(is_bad_break(&b, end));
		/* A table that goes on has its head again. */
		if (at && b.at[at].row && b.at[at - 1].row)
			assert_non_null(again);
		at = end;
	}
	assert_true(pages > 8);
	pdf_text_done(&text);
	assert_good(d, "long");
}

static void
a_row_higher_than_a_page_goes_on(void **state)
{
	(void)state;
	AUTO_BUF b = { 0 };

	BUF_LIT(&b, "# Report\n\n| Name | Text |\n|---|---|\n| Rosa | ");
	for (int i = 0; i < 3000; i++)
		buf_addf(&b, "word%d ", i);
	BUF_LIT(&b, "|\n| Ana | short |\n");
	assert_good(doc_read(buf_str(&b)), "high row");
}

/* ---- what the checker sees ---- */

static void
the_checker_sees_a_word_too_many(void **state)
{
	(void)state;
	const struct doc *d = doc_read(str_of(everything));
	struct made m;
	struct pdf_faults f;

	make(&m, d);
	f = faults_of(&m, arena_concat(&a, doc_plain(&a, d), STR("more")));
	assert_found(&f, "not \"more\"");
}

static void
the_checker_sees_text_in_no_element(void **state)
{
	(void)state;
	struct made m;
	struct pdf_faults f;

	make(&m, doc_read(str_of(everything)));
	node_of(&m, "LBody")->kids.n = 0;
	f = faults_of(&m, STR_NONE);
	assert_found(&f, "is in 0 elements");
}

static void
the_checker_sees_a_link_without_annotation(void **state)
{
	(void)state;
	struct made m;
	struct pdf_faults f;

	make(&m, doc_read(str_of(everything)));
	node_of(&m, "Link")->areas.n = 0;
	f = faults_of(&m, STR_NONE);
	assert_found(&f, "a link has no annotation");
}

static void
the_checker_sees_an_annotation_in_no_link(void **state)
{
	(void)state;
	struct made m;
	struct pdf_faults f;

	make(&m, doc_read(str_of(everything)));
	node_of(&m, "Link")->tag = "Span";
	f = faults_of(&m, STR_NONE);
	assert_found(&f, "in an element that is no link");
}

static void
the_checker_sees_a_header_cell_without_scope(void **state)
{
	(void)state;
	struct made m;
	struct pdf_faults f;

	make(&m, doc_read(str_of(everything)));
	node_of(&m, "TH")->scope = PDF_SCOPE_NONE;
	f = faults_of(&m, STR_NONE);
	assert_found(&f, "a header cell has no scope");
}

static void
the_checker_sees_a_heading_left_out(void **state)
{
	(void)state;
	struct made m;
	struct pdf_faults f;

	make(&m, doc_read(str_of(everything)));
	node_of(&m, "H2")->tag = "H3";
	f = faults_of(&m, STR_NONE);
	assert_found(&f, "a heading of level 3 follows one of level 1");
}

static void
the_checker_sees_what_cairo_leaves_unmarked(void **state)
{
	(void)state;
	struct pdf_faults f = { 0 };
	struct made m;

	make(&m, doc_read(str_of(everything)));
	assert_int_equal(pdf_check(&op, buf_str(&m.drawn), STR_NONE, &f), OK);
	buf_done(&m.drawn);
	assert_found(&f, "paints outside of marked content");
	assert_found(&f, "no structure tree");
	assert_found(&f, "title is not shown");
	assert_found(&f, "no tab order");
}

static void
what_is_no_pdf_is_refused(void **state)
{
	(void)state;
	struct pdf_faults f = { 0 };

	assert_int_equal(pdf_check(&op, STR("not a PDF"), STR_NONE, &f), E_INVALID);
	assert_string_equal(op.err.msgid, "office.no-pdf");
}

int
main(void)
{
#define T(f) cmocka_unit_test_teardown(f, teardown)
	static const struct CMUnitTest tests[] = {
		T(a_document_of_everything_is_accessible),
		T(every_report_of_the_demonstration_forum_is_accessible),
		T(the_real_reports_are_accessible),
		T(the_same_document_is_the_same_file),
		T(a_document_without_anything_is_a_page),
		T(pages_end_where_they_may),
		T(a_row_higher_than_a_page_goes_on),
		T(the_checker_sees_a_word_too_many),
		T(the_checker_sees_text_in_no_element),
		T(the_checker_sees_a_link_without_annotation),
		T(the_checker_sees_an_annotation_in_no_link),
		T(the_checker_sees_a_header_cell_without_scope),
		T(the_checker_sees_a_heading_left_out),
		T(the_checker_sees_what_cairo_leaves_unmarked),
		T(what_is_no_pdf_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
