/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is promised of every report: no word is lost, what is written is read
 * back the same, and what is understood does not change unseen.
 *
 * The demonstration forum's reports and the golden files are read from
 * $CONVENE_SOURCE (the root of the source), real reports and minutes of other
 * houses from $CONVENE_MATERIAL; where one is not set, "skipped". With
 * CONVENE_GOLDEN=write the golden files are written instead of compared.
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

#include "base/buf.h"
#include "report/report.h"
#include "report/rules.h"
#include "text/words.h"

/* ---- files ---- */

static struct str
path_in(struct arena *a, const char *root, const char *dir, const char *name)
{
	const char *at = getenv(root);

	if (!at || !*at)
		skip();
	return arena_printf(a, "%s/%s%s%s", at, dir, *name ? "/" : "", name);
}

static struct str
file_text(struct arena *a, struct str path)
{
	FILE *f = fopen(arena_cstr(a, path), "rb");
	AUTO_BUF b = { 0 };
	char chunk[4096];
	size_t n;

	if (!f)
		return STR_NONE;
	while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
		buf_put(&b, chunk, n);
	fclose(f);
	return buf_to_arena(&b, a);
}

struct names {
	struct str *at;
	size_t n;
	size_t room;
};

static int
by_name(const void *x, const void *y)
{
	return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

/* Names of the files in the directory that have a suffix, in order. */
static struct names
files_in(struct arena *a, struct str dir)
{
	DIR *d = opendir(arena_cstr(a, dir));
	struct names ret = { 0 };
	struct dirent *e;

	assert_non_null(d);
	while ((e = readdir(d)))
		if (e->d_name[0] != '.' && strchr(e->d_name, '.'))
			VEC_PUSH(a, &ret, arena_str(a, str_of(e->d_name)));
	closedir(d);
	if (ret.n)
		qsort(ret.at, ret.n, sizeof *ret.at, by_name);
	return ret;
}

/* ---- properties ---- */

static bool
is_named(struct arena *a, const struct report *r, struct str word)
{
	for (size_t i = 0; i < r->noticed.n; i++)
		if (str_find(finding_what(a, LANG_en, &r->noticed.at[i]), word, 0) != STR_NPOS)
			return true;
	return false;
}

static void
assert_words_kept(struct arena *a, const char *name, const struct report *r,
		  struct str source)
{
	struct str text = doc_to_text(a, report_doc(a, r));
	struct text_lcs l = text_words_lcs(a, source, text);

	for (size_t i = 0; i < l.lost.n; i++)
		if (!is_named(a, r, l.lost.at[i].word))
			fail_msg("%s: \"%.*s\" is lost and not named", name,
				 STRF(l.lost.at[i].word));
	/* The two halves of a word that was divided are two words lost. */
	if ((l.a_words - l.common) * 200 > l.a_words + 200 * 2 * r->noticed.n)
		fail_msg("%s: %zu of %zu words", name, l.common, l.a_words);
}

static void
assert_read_back(struct arena *a, const char *name, const struct report *r)
{
	struct str md = doc_to_markdown(a, report_doc(a, r)), why = STR("");

	if (!report_equal(a, r, report_parse(a, md), &why))
		fail_msg("%s: read back differently: %.*s", name, STRF(why));
}

static struct report *
check_text(struct arena *a, const char *name, struct str source)
{
	struct report *r = report_parse(a, source);

	assert_words_kept(a, name, r, source);
	assert_read_back(a, name, r);
	return r;
}

static void
check_directory(const char *root, const char *dir, enum report_form form)
{
	AUTO_ARENA a = { 0 };
	struct str path = path_in(&a, root, dir, "");
	struct names names = files_in(&a, path);

	assert_true(names.n > 0);
	for (size_t i = 0; i < names.n; i++) {
		AUTO_ARENA one = { 0 };
		const char *name = arena_cstr(&one, names.at[i]);
		struct report *r = check_text(&one, name,
			file_text(&one, path_in(&one, root, dir, name)));

		if (r->form != form)
			fail_msg("%s is taken for %s form", name,
				 r->form == REPORT_HOUSE ? "the house" : "another");
	}
}

static void
the_demonstration_forums_reports_lose_no_word_and_are_read_back(void **state)
{
	(void)state;
	check_directory("CONVENE_SOURCE", "demo/reports", REPORT_HOUSE);
}

static void
the_real_reports_lose_no_word_and_stand_in_typed_slots(void **state)
{
	(void)state;
	static const char *const names[] = { "dccg-53.txt", "dccg-54.txt" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		AUTO_ARENA a = { 0 };
		struct str source = file_text(&a, path_in(&a, "CONVENE_MATERIAL",
							  "samples", names[i]));
		struct report *r = check_text(&a, names[i], source);

		assert_int_equal(r->form, REPORT_HOUSE);
		assert_true(r->typed_words * 100 >=
			    98 * (r->typed_words + r->remainder_words));
		assert_true(r->typed_words > 500);
	}
}

static void
the_real_reports_are_understood_as_expected(void **state)
{
	(void)state;
	AUTO_ARENA a = { 0 };
	struct report *r = report_parse(&a, file_text(&a,
		path_in(&a, "CONVENE_MATERIAL", "samples", "dccg-53.txt")));

	assert_int_equal(r->items.n, 3);
	assert_int_equal(r->items.at[0].owner, OWNER_ALL);
	assert_true(str_is(r->items.at[0].owner_text, "DCs"));
	assert_true(str_is(date_format(&a, r->items.at[0].due), "2021-05-24"));
	assert_int_equal(r->items.at[0].parts.n, 1);
	assert_int_equal(r->items.at[0].parts.at[0].kind, PART_STEP);
	assert_int_equal(r->items.at[1].kind, ITEM_ACTION);
	assert_int_equal(r->items.at[1].owner, OWNER_NONE);
	assert_false(date_known(r->items.at[1].due));
	assert_int_equal(r->items.at[2].kind, ITEM_CONCLUSION);
	assert_int_equal(r->items.at[2].parts.at[0].kind, PART_FOLLOW_UP);
	assert_int_equal(r->stated_attendance, 16);
	assert_int_equal(report_present(r), 16);
	assert_int_equal(r->links.n, 6);
	assert_int_equal(r->postponed.at[0].paragraph, 7);

	r = report_parse(&a, file_text(&a, path_in(&a, "CONVENE_MATERIAL", "samples",
						   "dccg-54.txt")));
	assert_int_equal(r->items.n, 1);
	assert_int_equal(r->items.at[0].parts.n, 2);
	assert_int_equal(r->items.at[0].parts.at[1].kind, PART_STEP);
	assert_int_equal(r->items.at[0].owner, OWNER_NONE);
	assert_int_equal(r->stated_number, 5);
	assert_int_equal(r->head.number, 54);
	assert_int_equal(report_present(r), 20);
}

static void
minutes_of_other_houses_are_kept_whole(void **state)
{
	(void)state;
	check_directory("CONVENE_MATERIAL", "minutes/httpwg", REPORT_OTHER);
	check_directory("CONVENE_MATERIAL", "minutes/quicwg", REPORT_OTHER);
	check_directory("CONVENE_MATERIAL", "minutes/w3c", REPORT_OTHER);
}

/* ---- golden files ---- */

static void
check_golden(const char *name)
{
	AUTO_ARENA a = { 0 };
	struct report *r = report_parse(&a, file_text(&a,
		path_in(&a, "CONVENE_SOURCE", "demo/reports", name)));
	struct str got = report_json(&a, r, NULL);
	struct str path = path_in(&a, "CONVENE_SOURCE", "tests/golden/reports",
				  arena_cstr(&a, arena_printf(&a, "%s.json", name)));
	const char *mode = getenv("CONVENE_GOLDEN");

	if (mode && strcmp(mode, "write") == 0) {
		FILE *f = fopen(arena_cstr(&a, path), "wb");

		assert_non_null(f);
		fwrite(got.p, 1, got.n, f);
		fclose(f);
		return;
	}
	if (!str_eq(got, file_text(&a, path)))
		fail_msg("%s is understood differently: compare the report's JSON "
			 "with %.*s", name, STRF(path));
}

static void
the_twins_are_understood_as_they_were(void **state)
{
	(void)state;
	static const char *const names[] = { "dccg-22.txt", "dccg-24.txt", "dccg-25.md",
		"dccg-26.txt", "dccg-31.txt", "dccg-32.txt", "dccg-35.txt" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		check_golden(names[i]);
}

static void
a_change_of_one_word_changes_what_is_understood(void **state)
{
	(void)state;
	AUTO_ARENA a = { 0 };
	static const char text[] = "DCF 2021\nRivers Group\nMeeting 5 | 13 May 2021\n\n"
				   "Meeting focus\n\n1. The 5th meeting.\n";
	char other[sizeof text];
	struct str why = STR("");
	struct report *x = report_parse(&a, str_of(text)), *y;

	memcpy(other, text, sizeof text);
	other[sizeof text - 6] = 'M';
	y = report_parse(&a, str_of(other));
	assert_false(report_equal(&a, x, y, &why));
	assert_true(why.n > 0);
	assert_false(str_eq(report_json(&a, x, NULL), report_json(&a, y, NULL)));
}

/* Each text says something else than the first, and nothing is overlooked. */
static void
every_difference_is_seen(void **state)
{
	(void)state;
	static const char head[] = "DCF 2021\nRivers Group\nMeeting 5 | 13 May 2021\n\n"
				   "# Summary report\n\n";
	static const char *const rest[] = {
		"## Action items\n\n- DCs to do a by 1 June.\n  - b\n\n## Meeting focus\n\n1. T.\n",
		"## Action items\n\n- DCs to do a by 2 June.\n  - b\n\n## Meeting focus\n\n1. T.\n",
		"## Action items\n\n- DCs to do a by 1 June.\n  - c\n\n## Meeting focus\n\n1. T.\n",
		"## Action items\n\n- DCs to do a by 1 June.\n\n## Meeting focus\n\n1. T.\n",
		"## Meeting focus\n\n1. T.\n", "## Meeting focus\n\n2. T.\n",
		"## Meeting focus\n\n1. T.\n\n2. T.\n", "## Meeting focus\n\n1. **T.**\n",
		"## Meeting focus\n\n1. [T.](#)\n", "## Meeting focus\n\n1. [T.](x)\n",
		"## Meeting focus\n\n1. T.\n\n   - a\n",
		"## Meeting focus\n\n1. T.\n\n   1) a\n",
		"## Meeting focus\n\n1. T.\n\n| a |\n|---|\n| b |\n",
		"## Meeting focus\n\n1. T.\n\n| a |\n|---|\n| c |\n",
		"## Meeting focus\n\n1. T.\n\n| | |\n|---|---|\n| c |\n",
		"## Meeting focus\n\n1. T.\n\n```\na\n```\n",
		"## Meeting focus\n\n1. T.\n\n```\nb\n```\n",
		"## Meeting focus\n\n1. T.\n\n## Participants\n\n- Ada Lo\n",
		"## Meeting focus\n\n1. T.\n\n## Participants\n\n- Ada Lo (X)\n",
		"## Meeting focus\n\n1. T.\n\n## Participants\n\n- Ada Lo\n- Ben Om\n",
		"## Meeting focus\n\n1. T.\n\n## Participants\n\n**Staff:** Ada Lo\n",
		"## Meeting focus\n\n1. T.\n\n## Participants\n\n**Staff:** none\n",
		"## Meeting focus\n\n1. The 5th meeting, attended by 3 people.\n",
		"## Meeting focus\n\n1. The 6th meeting, attended by 3 people.\n",
		"## Meeting focus\n\n1. Rivers Group (RG). X was postponed.\n",
		"## Focus\n\n1. T.\n", "### Meeting focus\n\n1. T.\n",
	};
	AUTO_ARENA a = { 0 };
	struct report *r[ARRAY_LEN(rest)];

	for (size_t i = 0; i < ARRAY_LEN(rest); i++)
		r[i] = report_parse(&a, arena_printf(&a, "%s%s", head, rest[i]));
	for (size_t i = 0; i < ARRAY_LEN(rest); i++) {
		for (size_t k = 0; k < ARRAY_LEN(rest); k++) {
			struct str why = STR("");

			if (report_equal(&a, r[i], r[k], &why) != (i == k))
				fail_msg("%s\nand\n%s", rest[i], rest[k]);
			assert_int_equal(why.n > 0, i != k);
		}
	}
}

/* ---- mutated texts ---- */

static uint64_t seed;

static uint32_t
random_below(uint32_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t)((seed >> 11) % n);
}

static struct str
noise(void)
{
	static const char *const pieces[] = { "\n", "\n\n", "\f", "- ", "1. ", "a) ", "# ",
		"**", "_", "`", "[", "](", ")", "|", "\t", "  ", "> ", "Annex I\n",
		"List of participants\n", "Participants: ", "Apologies: none\n", "AOB\n",
		"```\n", "---\n", "\xC2\xA0", "\xE2\x80\xA2 ", "\xFF", "docu-\nmentation ",
		"Ms. Ida Lund", "24 May", "99. ", "\\", "<", "&amp;", "\xE4\xB8\xAD",
		"    ", "===\n", "(x)", ";", ", " };

	return str_of(pieces[random_below(ARRAY_LEN(pieces))]);
}

/* One of: a line taken out, doubled or swapped with the next; the rest cut
 * off; something put in. */
static struct str
mutated(struct arena *a, struct str s)
{
	size_t at = s.n ? random_below((uint32_t)s.n) : 0;
	size_t end = str_find_char(s, '\n', at), next;
	size_t from = at;

	while (from && s.p[from - 1] != '\n')
		from--;
	end = end == STR_NPOS ? s.n : end + 1;
	next = str_find_char(s, '\n', end);
	next = next == STR_NPOS ? s.n : next + 1;
	switch (random_below(6)) {
	case 0:
		return arena_concat(a, str_sub(s, 0, from), str_from(s, end));
	case 1:
		return arena_concat(a, str_sub(s, 0, end), str_from(s, from));
	case 2:
		return arena_concat(a, arena_concat(a, str_sub(s, 0, from),
						    str_sub(s, end, next - end)),
				    arena_concat(a, str_sub(s, from, end - from),
						 str_from(s, next)));
	case 3:
		return random_below(8) ? s : str_sub(s, 0, at);
	default:
		return arena_concat(a, arena_concat(a, str_sub(s, 0, at), noise()),
				    str_from(s, at));
	}
}

static void
spoilt_reports_lose_no_word_and_are_read_back(void **state)
{
	(void)state;
	AUTO_ARENA a = { 0 };
	struct names names = files_in(&a, path_in(&a, "CONVENE_SOURCE", "demo/reports", ""));

	seed = 20210513;
	for (size_t i = 0; i < names.n; i++) {
		const char *name = arena_cstr(&a, names.at[i]);
		struct str whole = file_text(&a, path_in(&a, "CONVENE_SOURCE",
							 "demo/reports", name));

		for (int round = 0; round < 40; round++) {
			AUTO_ARENA one = { 0 };
			uint64_t before = seed;
			struct str s = whole;

			for (uint32_t k = random_below(12) + 1; k; k--)
				s = mutated(&one, s);
			check_text(&one, arena_cstr(&one, arena_printf(&one,
				"%s spoilt with seed %llu", name,
				(unsigned long long)before)), s);
		}
	}
}

/* ---- made reports ---- */

static struct str
made_words(struct arena *a, uint32_t n)
{
	static const char *const words[] = { "river", "Water", "the", "DC", "(DCs)", "of",
		"a_b", "2*3", "R&D", "<b>", "&amp;", "[x]", "C:\\d", "`", "*", "_", "!",
		"1.", "-", "a)", "#5", "caf\xC3\xA9", "\xE4\xB8\xAD\xE6\x96\x87",
		"\xD9\x85\xD8\xA7\xD8\xA1", "don't", "24", "|", "x](y", "**", "ok." };
	struct str s = STR("Word");

	while (n--)
		s = arena_printf(a, "%.*s %s", STRF(s),
				 words[random_below(ARRAY_LEN(words))]);
	return s;
}

/* Runs as a reader can have made them: no space at the ends of a style. */
static struct runs
made_runs(struct arena *a, struct report *r)
{
	struct runs ret = { 0 };
	uint32_t n = random_below(4);

	*VEC_ADD(a, &ret) = (struct run){ .text = made_words(a, random_below(9)) };
	for (uint32_t i = 0; i < n; i++) {
		struct run run = { .text = arena_printf(a, "word%u", i) };
		struct link *l;

		switch (random_below(4)) {
		case 0:
			run.style = RUN_STRONG;
			break;
		case 1:
			run.style = RUN_EM;
			break;
		case 2:
			run.style = RUN_CODE;
			run.text = STR("x `y* <z");
			break;
		default:
			l = ARENA_NEW(a, struct link);
			l->target = random_below(2) ? STR("#") : STR("https://a.example/(b)?c");
			VEC_PUSH(a, &r->links, l);
			run.link = l;
			run.text = STR("a [b] *c*");
		}
		*VEC_ADD(a, &ret) = (struct run){ .text = STR(" ") };
		VEC_PUSH(a, &ret, run);
		*VEC_ADD(a, &ret) = (struct run){
			.text = arena_concat(a, STR(" "), made_words(a, 2))
		};
	}
	/* Neighbours without style are one run. */
	for (size_t i = 1; i < ret.n; i++) {
		if (ret.at[i].style || ret.at[i].link || ret.at[i - 1].style ||
		    ret.at[i - 1].link)
			continue;
		ret.at[i - 1].text = arena_concat(a, ret.at[i - 1].text, ret.at[i].text);
		memmove(&ret.at[i], &ret.at[i + 1], (ret.n - i - 1) * sizeof *ret.at);
		ret.n--;
		i--;
	}
	return ret;
}

static struct block
made_list(struct arena *a, struct report *r, int depth)
{
	struct block list = { .kind = BLOCK_LIST, .ordered = random_below(2) };
	uint32_t n = random_below(3) + 1;

	for (uint32_t i = 0; i < n; i++) {
		struct block item = { .kind = BLOCK_ITEM, .runs = made_runs(a, r),
				      .number = list.ordered ? (int)i + 1 : 0 };

		if (depth < 3 && random_below(3) == 0)
			VEC_PUSH(a, &item.children, made_list(a, r, depth + 1));
		VEC_PUSH(a, &list.children, item);
	}
	return list;
}

static void
made_section(struct arena *a, struct report *r, enum section_kind kind,
	     const char *heading, int level, int *number)
{
	struct report_section s = { .kind = kind, .level = level };
	uint32_t n = random_below(3) + 1;

	*VEC_ADD(a, &s.heading) = (struct run){ .text = str_of(heading) };
	for (uint32_t i = 0; i < n; i++) {
		struct block p = { .kind = BLOCK_PARA, .runs = made_runs(a, r),
				   .number = ++*number,
				   .anchor = arena_printf(a, "p%d", *number) };

		if (random_below(2))
			VEC_PUSH(a, &p.children, made_list(a, r, 0));
		VEC_PUSH(a, &s.blocks, p);
	}
	VEC_PUSH(a, &r->sections, s);
}

static void
made_roster(struct arena *a, struct report *r)
{
	static const char *const labels[] = { "Facilitators", "Participants",
					      "Secretariat support", "Apologies" };
	struct report_section s = { .kind = SECTION_PARTICIPANTS, .level = 2 };

	*VEC_ADD(a, &s.heading) = (struct run){ .text = STR("List of participants") };
	for (uint32_t i = 0; i < ARRAY_LEN(labels); i++) {
		struct roster_group g = { .kind = (enum roster_kind)i,
					  .label = str_of(labels[i]),
					  .order = ORDER_ONE_COLUMN,
					  .form = (enum roster_form)random_below(3) };
		uint32_t n = random_below(3) + 2;

		for (uint32_t k = 0; k < n; k++) {
			struct roster_person p = {
				.first = arena_printf(a, "Ada %c\xC3\xB6mer", 'A' + (int)k)
			};

			p.name = p.first;
			if (random_below(2))
				p.affiliation = STR("DC on A|B *and* C");
			VEC_PUSH(a, &g.people, p);
		}
		VEC_PUSH(a, &r->roster, g);
		s.roster_n++;
	}
	VEC_PUSH(a, &r->sections, s);
}

static struct report *
made_report(struct arena *a)
{
	struct report *r = ARENA_NEW(a, struct report);
	int number = 0;

	r->head.forum = STR("DCF");
	r->head.cycle = STR("2021");
	r->head.body = STR("Rivers *and* Lakes Group");
	r->head.mode = STR("Virtual meeting");
	r->head.number_text = STR("53");
	r->head.number = 53;
	r->head.date_text = STR("13 May 2021");
	assert_true(date_from_civil((struct civil){ 2021, 5, 13 }, &r->head.date));
	r->head.title = STR("Summary report");
	made_section(a, r, SECTION_FOCUS, "Meeting focus", 2, &number);
	while (random_below(3))
		made_section(a, r, SECTION_TOPIC, "Rivers & <lakes>", 3, &number);
	made_section(a, r, SECTION_AOB, "AOB", 3, &number);
	made_roster(a, r);
	return r;
}

static void
made_reports_are_read_back(void **state)
{
	(void)state;
	seed = 42;
	for (int i = 0; i < 400; i++) {
		AUTO_ARENA a = { 0 };
		uint64_t before = seed;
		struct report *x = made_report(&a), *y;
		struct str md = doc_to_markdown(&a, report_doc(&a, x)), why = STR("");

		y = report_parse(&a, md);
		/* What is read from the words was not made. */
		x->head.lines.at = y->head.lines.at;
		x->head.lines.n = y->head.lines.n;
		x->head.title_at = y->head.title_at;
		x->abbreviations.at = y->abbreviations.at;
		x->abbreviations.n = y->abbreviations.n;
		x->stated_attendance = y->stated_attendance;
		if (!report_equal(&a, x, y, &why))
			fail_msg("seed %llu: %.*s", (unsigned long long)before,
				 STRF(why));
	}
}

/* ---- JSON ---- */

static void
json_has_every_key_and_the_findings(void **state)
{
	(void)state;
	AUTO_ARENA a = { 0 };
	struct report *r = report_parse(&a, STR("Some \"text\" of\tno form.\n"));
	struct finding one = rule_finding(&a, RULE_NUMBER_MISMATCH, 3, STR("5"), STR("54"),
					  STR_NONE);
	struct findings f = { .at = &one, .n = 1 };
	struct str json = report_json(&a, r, &f);
	static const char *const keys[] = { "\"form\": \"other\"", "\"head\": {",
		"\"number\": null", "\"date\": null", "\"items\": []", "\"roster\": []",
		"\"stated_attendance\": null", "\"text\": \"Some \\\"text\\\" of no form.\"",
		"\"rule\": \"number-mismatch\"", "\"severity\": \"error\"", "\"line\": 3",
		"number 5, the head says 54.", "\"mend\": \"Correct " };

	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		if (str_find(json, str_of(keys[i]), 0) == STR_NPOS)
			fail_msg("%s is not in %.*s", keys[i], STRF(json));
}

static void
a_report_without_lines_has_a_head_made_of_its_slots(void **state)
{
	(void)state;
	AUTO_ARENA a = { 0 };
	struct report r = { 0 };
	struct doc *d;

	r.head.cycle = STR("2021");
	r.head.number_text = STR("7");
	r.head.date_text = STR("1 May 2021");
	d = report_doc(&a, &r);
	assert_int_equal(d->head.n, 2);
	assert_true(str_is(d->head.at[0], "2021"));
	assert_true(str_is(d->head.at[1], "Meeting 7 | 1 May 2021"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_demonstration_forums_reports_lose_no_word_and_are_read_back),
		cmocka_unit_test(the_real_reports_lose_no_word_and_stand_in_typed_slots),
		cmocka_unit_test(the_real_reports_are_understood_as_expected),
		cmocka_unit_test(minutes_of_other_houses_are_kept_whole),
		cmocka_unit_test(the_twins_are_understood_as_they_were),
		cmocka_unit_test(a_change_of_one_word_changes_what_is_understood),
		cmocka_unit_test(every_difference_is_seen),
		cmocka_unit_test(spoilt_reports_lose_no_word_and_are_read_back),
		cmocka_unit_test(made_reports_are_read_back),
		cmocka_unit_test(json_has_every_key_and_the_findings),
		cmocka_unit_test(a_report_without_lines_has_a_head_made_of_its_slots),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
