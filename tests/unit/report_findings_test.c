/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading and checking together: a text goes in, and exactly these findings
 * come out, each as its line and its rule. The texts here are small; the two
 * real reports are read from $CONVENE_MATERIAL, the demonstration forum's
 * from $CONVENE_SOURCE (the root of the source), else "skipped".
 */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "report/report.h"
#include "report/rules.h"

static struct arena arena;

static int
fresh_arena(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

/* "11 link-no-target\n…" */
static const char *
findings_text(struct str text, const struct report_known *known)
{
	struct report *r = report_parse(&arena, text);
	struct findings f = report_check(&arena, r, known);
	AUTO_BUF out = { 0 };

	for (size_t i = 0; i < f.n; i++) {
		assert_non_null(rule_find(f.at[i].rule));
		assert_true(finding_what(&arena, LANG_en, &f.at[i]).n && finding_mend(&arena, LANG_en, &f.at[i]).n);
		buf_addf(&out, "%u %s\n", f.at[i].line, f.at[i].rule);
	}
	return arena_cstr(&arena, buf_str(&out));
}

static void
assert_findings(const char *text, const struct report_known *known, const char *want)
{
	struct str s = str_of(text);
	struct findings f;

	if (strcmp(findings_text(s, known), want) == 0)
		return;
	f = report_check(&arena, report_parse(&arena, s), known);
	for (size_t i = 0; i < f.n; i++)
		print_error("%u %s: %.*s\n", f.at[i].line, f.at[i].rule, STRF(finding_what(&arena, LANG_en, &f.at[i])));
	fail_msg("expected:\n%s", want);
}

#define HEAD                                                                  \
	"SRF 2024\n"                                                          \
	"Dynamic Coalition Coordination Group\n"                              \
	"Virtual meeting 32 | 14 March 2024\n"                                \
	"\n"                                                                  \
	"Summary report\n"                                                    \
	"\n"
/* Line 7 on. */
#define ITEMS                                                                 \
	"Action items\n"                                                      \
	"\n"                                                                  \
	"- DC on Fish Passage to count the ladders. Deadline: 11 April 2024.\n" \
	"\n"
/* Line 11 on. */
#define FOCUS                                                                 \
	"Meeting focus\n"                                                     \
	"\n"                                                                  \
	"1. The 32nd meeting of the Dynamic Coalition Coordination Group (DCCG) " \
	"looked back at the winter. It was facilitated by Ms. Signe Brandvold " \
	"and attended by 4 participants.\n"                                   \
	"\n"
/* Line 15 on. */
#define TOPIC                                                                 \
	"Ladders\n"                                                           \
	"\n"                                                                  \
	"2. Ms. Aino Saarelma showed Ms. Nadia Hrastnik and Mr. Dylan "       \
	"Kirkbride pictures of three ladders.\n"                              \
	"\n"
/* Line 19 on. */
#define PEOPLE                                                                \
	"List of participants\n"                                              \
	"\n"                                                                  \
	"Coordination facilitators\t\t\n"                                     \
	"Brandvold\tSigne\t\n"                                                \
	"Participants\t\t\n"                                                  \
	"Dylan\tKirkbride\tYouth Coalition on Rivers\n"                       \
	"Aino\tSaarelma\tDC on Fish Passage\n"                                \
	"Secretariat support\t\t\n"                                           \
	"Nadia\tHrastnik\t\n"

static void
a_report_without_flaws_is_clean(void **state)
{
	(void)state;
	assert_findings(HEAD ITEMS FOCUS TOPIC PEOPLE, NULL, "");
}

static void
a_wrong_number_in_the_text_is_found(void **state)
{
	(void)state;
	assert_findings(HEAD ITEMS
			"Meeting focus\n"
			"\n"
			"1. The 3rd meeting of the Dynamic Coalition Coordination Group (DCCG) "
			"looked back. It was facilitated by Ms. Signe Brandvold and attended "
			"by five participants.\n"
			"\n" TOPIC PEOPLE,
			NULL, "13 number-mismatch\n13 attendance-mismatch\n");
}

static void
flaws_of_items_are_found(void **state)
{
	(void)state;
	assert_findings(HEAD "Action items\n"
			     "\n"
			     "- DC on Fish Passage to count the ladders, by 11 April.\n"
			     "- A list of ladders to be made.\n"
			     "- Secretariat to print it, by 1 March 2024.\n"
			     "\n" FOCUS TOPIC PEOPLE,
			NULL,
			"9 deadline-no-year\n10 item-no-owner\n10 item-no-date\n"
			"11 deadline-before-meeting\n");
}

static void
links_numbers_and_headings_are_checked(void **state)
{
	(void)state;
	assert_findings(HEAD ITEMS FOCUS "Ladders\n"
					 "\n"
					 "2. See the [first](#) and the [**second** one]().\n"
					 "\n"
					 "- [third](#)\n"
					 "\n"
					 "4. Mr. Dylan Kirkbride thanked Ms. Nadia Hrastnik.\n"
					 "\n"
					 "AOB\n"
					 "\n" PEOPLE,
			NULL,
			"17 link-no-target\n17 link-no-target\n19 link-no-target\n"
			"21 numbering-gap\n23 heading-empty\n");
}

static void
people_and_groups_are_checked(void **state)
{
	static struct str groups[] = {
		STR_INIT("DC on Fish Passage"),
		STR_INIT("Youth Coalition on Rivers"),
	};
	struct report_known known = { .groups = { groups, 2, 0 } };

	(void)state;
	assert_findings(HEAD ITEMS FOCUS TOPIC "List of participants\n"
					       "\n"
					       "Coordination facilitators\t\t\n"
					       "Brandvold\tSigne\t\n"
					       "Participants\t\t\n"
					       "Dylan\tKirkbride\tYouth Coalition on River\n"
					       "Aino\tSaarelma\tDC Fish Passage\n"
					       "Aino\tSaarelma\tDC on Fish Passage\n",
			&known,
			"24 group-spellings\n25 group-spellings\n26 person-twice\n");
}

static void
a_letter_is_not_in_the_house_form(void **state)
{
	(void)state;
	assert_findings("Dear all,\n\nplease find the [list](#) below.\n\nYours\n", NULL,
			"0 not-house-form\n3 link-no-target\n");
}

/* ---- real material ---- */

static struct str
file_text(const char *variable, const char *path)
{
	const char *root = getenv(variable);
	AUTO_BUF b = { 0 };
	FILE *f;

	if (!root)
		skip();
	f = fopen(arena_cstr(&arena, arena_printf(&arena, "%s/%s", root, path)), "rb");
	if (!f)
		fail_msg("%s/%s cannot be opened", root, path);
	for (int c; (c = getc(f)) != EOF;)
		buf_addc(&b, (char)c);
	fclose(f);
	return buf_to_arena(&b, &arena);
}

static void
check_file(const char *variable, const char *path, const char *want)
{
	struct str text = file_text(variable, path);

	assert_findings(arena_cstr(&arena, text), NULL, want);
}

/*
 * An action of all coalitions whose deadline lacks its year, one without owner
 * and date; six links that lead nowhere; two sentences broken at a page; an
 * office for a coalition; a facilitator who did not chair.
 */
#define FINDINGS_53                                                           \
	"11 deadline-no-year\n"                                               \
	"11 link-no-target\n"                                                 \
	"13 item-no-owner\n"                                                  \
	"13 item-no-date\n"                                                   \
	"22 link-no-target\n"                                                 \
	"26 link-no-target\n"                                                 \
	"32 break-joined\n"                                                   \
	"36 link-no-target\n"                                                 \
	"36 link-no-target\n"                                                 \
	"40 link-no-target\n"                                                 \
	"47 break-joined\n"
#define FINDINGS_54                                                           \
	"11 item-no-owner\n"                                                  \
	"11 item-no-date\n"                                                   \
	"15 number-mismatch\n"                                                \
	"15 link-no-target\n"                                                 \
	"27 break-joined\n"                                                   \
	"33 link-no-target\n"

static void
the_first_sample_has_exactly_these_findings(void **state)
{
	(void)state;
	check_file("CONVENE_MATERIAL", "samples/dccg-53.txt",
		   FINDINGS_53 "56 facilitator-unnamed\n65 affiliation-office\n");
}

static void
the_second_sample_has_exactly_these_findings(void **state)
{
	(void)state;
	check_file("CONVENE_MATERIAL", "samples/dccg-54.txt", FINDINGS_54);
}

static void
the_fictional_twins_have_the_same_findings(void **state)
{
	(void)state;
	check_file("CONVENE_SOURCE", "demo/reports/dccg-31.txt",
		   FINDINGS_53 "56 facilitator-unnamed\n65 affiliation-office\n");
	check_file("CONVENE_SOURCE", "demo/reports/dccg-32.txt", FINDINGS_54);
}

static void
the_flaws_planted_in_the_demonstration_are_found(void **state)
{
	static const struct {
		const char *path, *finding;
	} flaws[] = {
		{ "demo/reports/dccg-22.txt", "55 person-spellings\n" },
		{ "demo/reports/dccg-23.txt", "17 attendance-mismatch\n" },
		{ "demo/reports/dccg-23.txt", "59 person-twice\n" },
		{ "demo/reports/dccg-24.txt", "33 numbering-gap\n" },
		{ "demo/reports/dccg-25.md", "39 heading-empty\n" },
		{ "demo/reports/dccg-27.txt", "19 person-spellings\n" },
		{ "demo/reports/dccg-27.txt", "21 person-spellings\n" },
		{ "demo/reports/dccg-27.txt", "42 group-unknown\n" },
		{ "demo/reports/dccg-35.txt", "16 date-mismatch\n" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(flaws); i++) {
		struct str text = file_text("CONVENE_SOURCE", flaws[i].path);
		const char *found = findings_text(text, NULL);

		if (!strstr(found, flaws[i].finding))
			fail_msg("%s has no %sbut\n%s", flaws[i].path, flaws[i].finding, found);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_report_without_flaws_is_clean, fresh_arena),
		cmocka_unit_test_setup(a_wrong_number_in_the_text_is_found, fresh_arena),
		cmocka_unit_test_setup(flaws_of_items_are_found, fresh_arena),
		cmocka_unit_test_setup(links_numbers_and_headings_are_checked, fresh_arena),
		cmocka_unit_test_setup(people_and_groups_are_checked, fresh_arena),
		cmocka_unit_test_setup(a_letter_is_not_in_the_house_form, fresh_arena),
		cmocka_unit_test_setup(the_first_sample_has_exactly_these_findings, fresh_arena),
		cmocka_unit_test_setup(the_second_sample_has_exactly_these_findings, fresh_arena),
		cmocka_unit_test_setup(the_fictional_twins_have_the_same_findings, fresh_arena),
		cmocka_unit_test_setup(the_flaws_planted_in_the_demonstration_are_found, fresh_arena),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_done(&arena);
	return failed;
}
