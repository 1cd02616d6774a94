/* SPDX-License-Identifier: Apache-2.0 */
/*
 * DOCX and ODT: what is written is read back as the same report, what Word and
 * LibreOffice write is understood, and what is broken, hostile or locked is told
 * apart, in bounded memory.
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

#include "office/docx.h"
#include "office/odt.h"
#include "office/office.h"
#include "office/pdf_clean.h"
#include "office/zip.h"
#include "report/report.h"

static struct arena a;
static struct op op = { .arena = &a };

static int
setup(void **state)
{
	(void)state;
	office_warm();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_done(&a);
	return 0;
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

static bool
holds(struct str s, const char *part)
{
	return str_find(s, str_of(part), 0) != STR_NPOS;
}

/* ---- there and back ---- */

typedef enum errc writer(struct op *op, const struct doc *d, struct buf *out);

static void
assert_comes_back(struct str source, writer *write, const char *what)
{
	const struct report *r = report_parse(&a, source), *again;
	struct office_text t;
	struct str difference;
	AUTO_BUF file = { 0 };

	assert_int_equal(write(&op, report_doc(&a, r), &file), OK);
	office_read(&a, buf_str(&file), &t);
	assert_int_equal(t.status, OFFICE_GOOD);
	for (size_t i = 0; i < NOTICE_KINDS; i++)
		assert_int_equal(t.notices[i], 0);
	again = report_parse(&a, t.text);
	if (!report_equal(&a, r, again, &difference))
		print_error("%s: %.*s\n", what, STRF(difference));
	assert_true(report_equal(&a, r, again, &difference));
}

static void
every_report_comes_back(const char *root, const char *folder)
{
	const char *at = getenv(root);
	struct str path;
	const struct dirent *e;
	size_t n = 0;
	DIR *dir;

	if (!at || !*at)
		skip();
	path = arena_printf(&a, "%s/%s", at, folder);
	dir = opendir(path.p);
	assert_non_null(dir);
	while ((e = readdir(dir)) != NULL) {
		struct str source;

		if (e->d_name[0] == '.')
			continue;
		source = file_text(arena_printf(&a, "%.*s/%s", STRF(path), e->d_name).p);
		assert_comes_back(source, docx_write, e->d_name);
		assert_comes_back(source, odt_write, e->d_name);
		n++;
	}
	closedir(dir);
	assert_true(n > 0);
}

static void
the_demonstration_forums_reports_come_back(void **state)
{
	(void)state;
	every_report_comes_back("CONVENE_SOURCE", "demo/reports");
}

static void
the_real_reports_come_back(void **state)
{
	(void)state;
	every_report_comes_back("CONVENE_MATERIAL", "samples");
}

static void
every_kind_of_block_comes_back(void **state)
{
	(void)state;
	static const char source[] =
		"IGF 2021\nCoordination Group\nVirtual meeting 60 | 2 May 2021\n\n# Summary report\n\n"
		"## Conclusions and action items\n\n"
		"- The **secretariat** will *publish* it by 24 May.\n  - A `step` <https://example.org/x>.\n"
		"    - Deeper.\n- See [the survey](https://example.org/survey) and [nothing](#).\n\n"
		"## Meeting focus\n\n1. One & \"two\" < three.\n\n### Topic\n\n2. Two:\n\n   - a\n   - b\n\n"
		"5. Five, after a gap.\n\n```\nlines  as\n  they are\n```\n\n> Quoted.\n\n"
		"## List of participants\n\n| Surname | First name |\n|---|---|\n"
		"| **Facilitators** | |\n| Lund | Ida |\n";

	assert_comes_back(str_of(source), docx_write, "docx");
	assert_comes_back(str_of(source), odt_write, "odt");
}

static void
the_same_document_is_the_same_file(void **state)
{
	(void)state;
	const struct doc *d = report_doc(&a, report_parse(&a, STR("# Report\n\n1. One.\n")));
	AUTO_BUF x = { 0 };
	AUTO_BUF y = { 0 };

	assert_int_equal(docx_write(&op, d, &x), OK);
	assert_int_equal(docx_write(&op, d, &y), OK);
	assert_true(str_eq(buf_str(&x), buf_str(&y)));
}

/* ---- files of Word ---- */

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

static void
docx_of(struct buf *out, const char *body, const char *numbering)
{
	struct zip z;

	zip_begin(&z, out);
	zip_add(&z, "word/document.xml",
		arena_printf(&a, "<w:document " W " xmlns:r=\"x\"><w:body>%s</w:body></w:document>", body),
		false);
	if (numbering)
		zip_add(&z, "word/numbering.xml",
			arena_printf(&a, "<w:numbering " W ">%s</w:numbering>", numbering), false);
	zip_add(&z, "word/footnotes.xml",
		STR("<w:footnotes " W "><w:footnote w:id=\"2\"><w:p><w:r><w:t>As decided.</w:t></w:r></w:p>"
		    "</w:footnote></w:footnotes>"),
		false);
	zip_add(&z, "word/styles.xml",
		STR("<w:styles " W "><w:style w:type=\"paragraph\" w:styleId=\"T\"><w:name w:val=\"Title\"/>"
		    "</w:style><w:style w:type=\"paragraph\" w:styleId=\"U1\"><w:name w:val=\"heading 1\"/>"
		    "</w:style><w:style w:type=\"paragraph\" w:styleId=\"Mine\"><w:basedOn w:val=\"U1\"/>"
		    "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style></w:styles>"),
		false);
	zip_end(&z);
}

static struct office_text
read_docx(const char *body, const char *numbering)
{
	struct office_text t;
	AUTO_BUF file = { 0 };

	docx_of(&file, body, numbering);
	office_read(&a, buf_str(&file), &t);
	return t;
}

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define NUM(id, level, text)                                                  \
	"<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" id    \
	"\"/></w:numPr></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define LVL(level, format, text)                                              \
	"<w:lvl w:ilvl=\"" level "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" format \
	"\"/><w:lvlText w:val=\"" text "\"/></w:lvl>"

static void
words_own_numbers_are_shown(void **state)
{
	(void)state;
	struct office_text t = read_docx(
		P("A text long enough to be no head.") NUM("1", "0", "One.") NUM("1", "0", "Two.")
		NUM("1", "1", "Sub.") NUM("2", "0", "Letter.") NUM("2", "0", "Second.")
		NUM("3", "0", "Roman.") NUM("1", "0", "Three.") NUM("4", "0", "Point."),
		"<w:abstractNum w:abstractNumId=\"0\">" LVL("0", "decimal", "%1.")
		LVL("1", "decimal", "%1.%2") "</w:abstractNum>"
		"<w:abstractNum w:abstractNumId=\"1\">" LVL("0", "lowerLetter", "(%1)") "</w:abstractNum>"
		"<w:abstractNum w:abstractNumId=\"2\">" LVL("0", "upperRoman", "%1.") "</w:abstractNum>"
		"<w:abstractNum w:abstractNumId=\"3\">" LVL("0", "bullet", "o") "</w:abstractNum>"
		"<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
		"<w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>"
		"<w:num w:numId=\"3\"><w:abstractNumId w:val=\"2\"/></w:num>"
		"<w:num w:numId=\"4\"><w:abstractNumId w:val=\"3\"/></w:num>");

	assert_int_equal(t.status, OFFICE_GOOD);
	assert_true(holds(t.text, "1. One."));
	assert_true(holds(t.text, "2. Two."));
	assert_true(holds(t.text, "2.1 Sub."));
	assert_true(holds(t.text, "(a\\) Letter."));
	assert_true(holds(t.text, "(b\\) Second."));
	assert_true(holds(t.text, "I. Roman."));
	assert_true(holds(t.text, "3. Three."));
	assert_true(holds(t.text, "- Point."));
}

static void
tracked_changes_are_accepted_and_counted(void **state)
{
	(void)state;
	struct office_text t = read_docx(
		"<w:p><w:r><w:t>The call is on </w:t></w:r><w:del><w:r><w:delText>Monday</w:delText></w:r>"
		"</w:del><w:ins><w:r><w:t>Tuesday</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r></w:p>", NULL);

	assert_true(holds(t.text, "The call is on Tuesday."));
	assert_false(holds(t.text, "Monday"));
	assert_int_equal(t.notices[NOTICE_CHANGES], 2);
}

static void
styles_and_bold_lines_make_headings(void **state)
{
	(void)state;
	struct office_text t = read_docx(
		"<w:p><w:pPr><w:pStyle w:val=\"T\"/></w:pPr><w:r><w:t>Summary report</w:t></w:r></w:p>"
		"<w:p><w:pPr><w:pStyle w:val=\"Mine\"/></w:pPr><w:r><w:t>Meeting focus</w:t></w:r></w:p>"
		P("Text.")
		"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Next steps</w:t></w:r></w:p>" P("More."), NULL);

	assert_true(holds(t.text, "# Summary report"));
	assert_true(holds(t.text, "## Meeting focus"));
	assert_true(holds(t.text, "## Next steps"));
}

static void
split_runs_are_one_and_typed_marks_are_marks(void **state)
{
	(void)state;
	struct office_text t = read_docx(
		P("Something long enough to be no head, since a head has short lines and this is a line that "
		  "goes on and on and on and on until nobody can take it for one any more.")
		"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>bo</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ld</w:t></w:r>"
		"<w:r><w:t xml:space=\"preserve\"> plain</w:t></w:r></w:p>"
		P("7. A number that somebody typed.") P("\xE2\x80\xA2 A bullet, too."), NULL);

	assert_true(holds(t.text, "**bold** plain"));
	assert_true(holds(t.text, "\n7. A number that somebody typed."));
	assert_true(holds(t.text, "\n- A bullet, too."));
}

static void
lines_with_tabs_are_a_table(void **state)
{
	(void)state;
#define TAB "</w:t><w:tab/><w:t>"
	struct office_text t = read_docx(P("Croll" TAB "Jutta" TAB "DC on X") P("Lund" TAB "Ida" TAB "DC on Y"),
					 NULL);

	assert_true(holds(t.text, "Croll | Jutta | DC on X"));
	assert_true(holds(t.text, "Lund | Ida | DC on Y"));
}

static void
links_fields_and_notes_are_kept(void **state)
{
	(void)state;
	struct office_text t = read_docx(
		"<w:p><w:r><w:t>See </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r>"
		"<w:instrText> HYPERLINK \"https://example.org/a\" </w:instrText></w:r><w:r>"
		"<w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>the paper</w:t></w:r><w:r>"
		"<w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>",
		NULL);

	assert_true(holds(t.text, "[the paper](https://example.org/a)"));
	assert_true(holds(t.text, "As decided."));
}

static void
a_table_keeps_merged_and_nested_cells(void **state)
{
	(void)state;
	struct office_text t = read_docx(
		"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>" P("Wide") "</w:tc></w:tr>"
		"<w:tr><w:tc>" P("left") "</w:tc><w:tc><w:tbl><w:tr><w:tc>" P("in") "</w:tc><w:tc>" P("side")
		"</w:tc></w:tr></w:tbl>" P("out") "</w:tc></w:tr></w:tbl>", NULL);

	assert_true(holds(t.text, "Wide"));
	assert_true(holds(t.text, "| left | in side out |"));
}

static void
text_boxes_are_text(void **state)
{
	(void)state;
	struct office_text t = read_docx(
		"<w:p><w:r><w:t>before </w:t><w:pict><w:txbxContent>" P("in the box")
		"</w:txbxContent></w:pict></w:r><w:r><w:t>after</w:t></w:r></w:p>", NULL);

	assert_true(holds(t.text, "in the box"));
	assert_true(holds(t.text, "before after"));
}

/* ---- files that are none ---- */

static enum office_status
status_of(struct str bytes)
{
	struct office_text t;

	office_read(&a, bytes, &t);
	return t.status;
}

static void
broken_files_are_told_apart(void **state)
{
	(void)state;
	struct zip z;
	AUTO_BUF other = { 0 };
	AUTO_BUF good = { 0 };
	AUTO_BUF locked = { 0 };

	assert_int_equal(status_of(STR("PK\3\4")), OFFICE_BROKEN);
	assert_int_equal(status_of(STR("PK\3\4 and then nothing that makes sense at all")), OFFICE_BROKEN);
	zip_begin(&z, &other);
	zip_add(&z, "readme.txt", STR("hello"), false);
	zip_end(&z);
	assert_int_equal(status_of(buf_str(&other)), OFFICE_OTHER);
	docx_of(&good, P("Text."), NULL);
	assert_int_equal(status_of(buf_str(&good)), OFFICE_GOOD);
	/* Cut in the first file's data. */
	assert_int_equal(status_of(str_sub(buf_str(&good), 0, 60)), OFFICE_BROKEN);
	zip_begin(&z, &locked);
	zip_add(&z, "content.xml", STR("noise"), false);
	zip_add(&z, "META-INF/manifest.xml", STR("<m><manifest:encryption-data/></m>"), false);
	zip_end(&z);
	assert_int_equal(status_of(buf_str(&locked)), OFFICE_ENCRYPTED);
	assert_int_equal(read_docx("<w:p><w:r>", NULL).status, OFFICE_BROKEN);
	assert_int_equal(read_docx("<w:p><w:r><w:drawing/></w:r></w:p>", NULL).status, OFFICE_EMPTY);
}

static void
an_entity_is_not_expanded(void **state)
{
	(void)state;
	struct office_text t;
	struct zip z;
	AUTO_BUF file = { 0 };

	zip_begin(&z, &file);
	zip_add(&z, "word/document.xml",
		STR("<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/passwd\"><!ENTITY lol \"lolol\">"
		    "<!ENTITY l2 \"&lol;&lol;&lol;&lol;\">]><w:document " W "><w:body>" P("A &e; B &l2; C.")
		    "</w:body></w:document>"),
		false);
	zip_end(&z);
	office_read(&a, buf_str(&file), &t);
	assert_false(holds(t.text, "root"));
	assert_false(holds(t.text, "lolol"));
}

static void
what_unpacks_to_too_much_is_refused(void **state)
{
	(void)state;
	static const size_t size = (size_t)80 << 20;
	char *zeros = calloc(1, size);
	struct zip z;
	AUTO_BUF bomb = { 0 };

	assert_non_null(zeros);
	zip_begin(&z, &bomb);
	zip_add(&z, "word/document.xml", (struct str){ zeros, size }, false);
	zip_end(&z);
	free(zeros);
	assert_true(bomb.n < 200000);
	assert_int_equal(status_of(buf_str(&bomb)), OFFICE_TOO_LARGE);
}

static void
ten_thousand_tables_are_read(void **state)
{
	(void)state;
	struct office_text t;
	AUTO_BUF body = { 0 };

	for (int i = 0; i < 10000; i++)
		buf_addf(&body, "<w:tbl><w:tr><w:tc>" P("cell %d") "</w:tc></w:tr></w:tbl>", i);
	t = read_docx(buf_cstr(&body), NULL);
	assert_int_equal(t.status, OFFICE_GOOD);
	assert_true(holds(t.text, "cell 9999"));
}

static void
depth_is_bounded(void **state)
{
	(void)state;
	AUTO_BUF body = { 0 };

	for (int i = 0; i < 200; i++)
		BUF_LIT(&body, "<w:p><w:r><w:pict><w:txbxContent>");
	BUF_LIT(&body, P("deep"));
	for (int i = 0; i < 200; i++)
		BUF_LIT(&body, "</w:txbxContent></w:pict></w:r></w:p>");
	/* Anything but a crash. */
	assert_in_range(read_docx(buf_cstr(&body), NULL).status, OFFICE_GOOD, OFFICE_EMPTY);
}

/* ---- pages of a PDF ---- */

static void
heads_and_feet_of_pages_are_left_out(void **state)
{
	(void)state;
	unsigned heads;
	struct str text = pdf_text_clean(
		&a,
		STR("   Report\n\n   1.   The first\n        goes on\n   Page 1 of 3\n\f   IGF 2021\n\n   over here.\n"
		    "   Page 2 of 3\n\f   IGF 2021\n   2.   Second.\n   Page 3 of 3\n\f"),
		&heads);

	assert_int_equal(heads, 5);
	assert_false(holds(text, "Page"));
	assert_false(holds(text, "IGF 2021"));
	assert_true(holds(text, "1. The first\n     goes on"));
	assert_true(str_starts(text, STR("Report\n")));
	assert_true(holds(text, "2. Second."));
}

static void
a_text_without_pages_is_as_it_was(void **state)
{
	(void)state;
	unsigned heads;
	struct str text = pdf_text_clean(&a, STR("One\n\n  Two   three\n"), &heads);

	assert_int_equal(heads, 0);
	assert_true(holds(text, "One\n\n  Two   three\n"));
}

int
main(void)
{
#define T(f) cmocka_unit_test_teardown(f, teardown)
	static const struct CMUnitTest tests[] = {
		T(the_demonstration_forums_reports_come_back),
		T(the_real_reports_come_back),
		T(every_kind_of_block_comes_back),
		T(the_same_document_is_the_same_file),
		T(words_own_numbers_are_shown),
		T(tracked_changes_are_accepted_and_counted),
		T(styles_and_bold_lines_make_headings),
		T(split_runs_are_one_and_typed_marks_are_marks),
		T(lines_with_tabs_are_a_table),
		T(links_fields_and_notes_are_kept),
		T(a_table_keeps_merged_and_nested_cells),
		T(text_boxes_are_text),
		T(broken_files_are_told_apart),
		T(an_entity_is_not_expanded),
		T(what_unpacks_to_too_much_is_refused),
		T(ten_thousand_tables_are_read),
		T(depth_is_bounded),
		T(heads_and_feet_of_pages_are_left_out),
		T(a_text_without_pages_is_as_it_was),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
