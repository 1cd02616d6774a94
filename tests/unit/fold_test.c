/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "text/collate.h"
#include "text/fold.h"
#include "text/skeleton.h"

#define assert_str(s, z)                                                      \
	do {                                                                  \
		struct str got_ = (s);                                        \
		assert_string_equal(arena_cstr(&a, got_), (z));               \
		assert_int_equal(got_.n, strlen(z));                          \
	} while (0)

static bool
same(struct arena *a, const char *x, const char *y)
{
	return str_eq(text_fold(a, str_of(x)), text_fold(a, str_of(y)));
}

static void
what_has_the_normal_form_is_returned_itself(void **state)
{
	AUTO_ARENA a = { 0 };
	struct str ascii = STR("plain"), composed = STR("Zürich");

	(void)state;
	assert_ptr_equal(text_nfc(&a, ascii).p, ascii.p);
	assert_ptr_equal(text_nfc(&a, composed).p, composed.p);
	assert_str(text_nfc(&a, STR("Zu\u0308rich")), "Zürich");
	assert_str(text_nfc(&a, STR("a\xFF" "b")), "a\uFFFDb");
	assert_non_null(text_nfc(&a, STR_NONE).p);
}

static void
case_spaces_and_kinds_of_signs_are_forgiven(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	assert_true(same(&a, "Coalition on Children’s  Rights ",
			 "COALITION ON CHILDREN'S RIGHTS"));
	assert_true(same(&a, "O`Dwyer", "Oʼdwyer"));
	assert_true(same(&a, "Ng–Okoro", "ng-okoro"));
	assert_true(same(&a, "Ng‑Okoro", "ng—okoro"));
	assert_true(same(&a, "a\u00A0b\u2003c", "a b\tc"));
	assert_true(same(&a, "Stra\u00ADße", "STRASSE"));
	assert_true(same(&a, "„Forum“", "\"forum\""));
	assert_true(same(&a, "\u200Fشبكة\u200E", "شبكة"));
	assert_true(same(&a, "Renée", "rene\u0301e"));
	assert_true(same(&a, "ΟΔΟΣ", "οδός") == false);
	assert_true(same(&a, "ΟΔΟΣ", "οδος"));
}

static void
accents_letters_and_punctuation_count(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	assert_false(same(&a, "Meier", "Meïer"));
	assert_false(same(&a, "Meier", "Maier"));
	assert_false(same(&a, "A.I.", "AI"));
	assert_false(same(&a, "Ng-Okoro", "Ng Okoro"));
	assert_false(same(&a, "Мария", "Maria"));
}

static void
folding_twice_is_folding_once(void **state)
{
	static const char *const names[] = {
		"`\u1FFDx", "ŉa", "\u0130stanbul", "e\u00AD\u0301", "\u1FEF",
		"ﬁne ﬂow", "\u2126 \u212A", "\u0345\u0301", "ǅ", "ẞ ß",
	};
	AUTO_ARENA a = { 0 };
	uint32_t random = 12345;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		struct str once = text_fold(&a, str_of(names[i]));

		assert_str(text_fold(&a, once), once.n ? arena_cstr(&a, once) : "");
	}
	for (int round = 0; round < 3000; round++) {
		char bytes[40];
		size_t n = 0;
		struct str once;

		while (n < 32) {
			random = random * 1664525 + 1013904223;
			n += utf8_put((random >> 8) % 0x3100, bytes + n);
		}
		once = text_fold(&a, (struct str){ bytes, n });
		assert_true(str_eq(text_fold(&a, once), once));
		assert_int_equal(utf8_bad(once), STR_NPOS);
	}
}

static void
loosely_everything_is_latin_without_accents(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	assert_str(text_fold_loose(&a, STR("Łukasz O’Dwyer-Ng")), "lukasz odwyer ng");
	assert_str(text_fold_loose(&a, STR("Мария")), "maria");
	assert_str(text_fold_loose(&a, STR("王小明")), "wang xiao ming");
	assert_str(text_fold_loose(&a, STR("  José  (chair), Ph.D. ")),
		   "jose chair ph d");
	assert_str(text_fold_loose(&a, STR("—")), "");
	assert_str(text_fold_loose(&a, STR("")), "");
	assert_true(text_fold_loose(&a, STR("شبكة الشباب")).n > 4);
}

static void
a_slug_is_ascii_and_never_empty(void **state)
{
	AUTO_ARENA a = { 0 };
	struct str arabic = text_slug(&a, STR("شبكة المدن"), 60);

	(void)state;
	assert_str(text_slug(&a, STR("Coalition d’Accès"), 60), "coalition-dacces");
	assert_str(text_slug(&a, STR("  R&D -- (2021) "), 60), "r-d-2021");
	assert_str(text_slug(&a, STR("学习网络"), 60), "xue-xi-wang-luo");
	assert_str(text_slug(&a, STR(""), 60), "x");
	assert_str(text_slug(&a, STR("!!!"), 60), "x");
	assert_true(arabic.n > 2);
	for (size_t i = 0; i < arabic.n; i++)
		assert_true(arabic.p[i] == '-' || (arabic.p[i] >= 'a' && arabic.p[i] <= 'z'));
}

static void
a_long_slug_is_cut_at_a_dash_where_it_can(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	assert_str(text_slug(&a, STR("accessible interfaces"), 14), "accessible");
	assert_str(text_slug(&a, STR("accessible interfaces"), 10), "accessible");
	assert_str(text_slug(&a, STR("accessible interfaces"), 11), "accessible");
	assert_str(text_slug(&a, STR("internationalisation"), 8), "internat");
	assert_str(text_slug(&a, STR("a internationalisation"), 8), "a-intern");
	assert_str(text_slug(&a, STR("a b"), 1), "a");
}

static void
distance_counts_edits_and_swaps_of_characters(void **state)
{
	(void)state;
	assert_int_equal(text_distance(STR("okoro"), STR("okoro"), 2), 0);
	assert_int_equal(text_distance(STR(""), STR("ab"), 2), 2);
	assert_int_equal(text_distance(STR("okoro"), STR("okorro"), 2), 1);
	assert_int_equal(text_distance(STR("okoro"), STR("okroo"), 2), 1);
	assert_int_equal(text_distance(STR("abcd"), STR("badc"), 2), 2);
	assert_int_equal(text_distance(STR("Zürich"), STR("Zurich"), 2), 1);
	/* é and è share their first byte. */
	assert_int_equal(text_distance(STR("é"), STR("è"), 2), 1);
	assert_int_equal(text_distance(STR("é"), STR("éè"), 2), 1);
	assert_int_equal(text_distance(STR("ca"), STR("abc"), 9), 3);
	assert_int_equal(text_distance(STR("kitten"), STR("sitting"), 9), 3);
}

static void
distance_stops_at_its_limit(void **state)
{
	char x[600], y[600];

	(void)state;
	memset(x, 'x', sizeof x);
	memset(y, 'y', sizeof y);
	assert_int_equal(text_distance(STR("kitten"), STR("sitting"), 2), 3);
	assert_int_equal(text_distance(STR("abcdef"), STR("uvwxyz"), 2), 3);
	assert_int_equal(text_distance(STR("a"), STR("abcdefgh"), 3), 4);
	assert_int_equal(text_distance((struct str){ x, 600 },
				       (struct str){ y, 600 }, 1000), 1001);
	/* Equal ends do not count towards the length. */
	y[0] = 'x';
	memset(y, 'x', sizeof y);
	y[300] = 'y';
	assert_int_equal(text_distance((struct str){ x, 600 },
				       (struct str){ y, 600 }, 3), 1);
}

static void
direction_is_that_of_the_first_strong_character(void **state)
{
	(void)state;
	assert_true(text_is_rtl(STR("12. شبكة (DC)")));
	assert_true(text_is_rtl(STR("שלום hello")));
	assert_false(text_is_rtl(STR("DC شبكة")));
	assert_false(text_is_rtl(STR("123 …")));
	assert_false(text_is_rtl(STR_NONE));
}

static void
names_sort_as_people_look_for_them(void **state)
{
	static const char *const order[] = {
		"", "abacus", "Äbacus", "Abaküs", "Session 9", "Session 10",
		"Zürich", "Ωmega", "Мария", "شبكة", "学习",
	};
	AUTO_ARENA a = { 0 };

	(void)state;
	for (size_t i = 1; i < ARRAY_LEN(order); i++) {
		struct str before = collate_key(&a, str_of(order[i - 1]));
		struct str after = collate_key(&a, str_of(order[i]));

		assert_true(str_cmp(before, after) < 0);
		assert_true(str_find_char(after, '\0', 0) == STR_NPOS);
	}
	assert_true(str_eq(collate_key(&a, STR("Zu\u0308rich")),
			   collate_key(&a, STR("Zürich"))));
	assert_int_equal(collate_key(&a, STR_NONE).n, 0);
	assert_true(collate_version().n > 0);
}

static void
a_long_name_has_a_key_too(void **state)
{
	AUTO_ARENA a = { 0 };
	char name[3000];
	struct str key;

	(void)state;
	for (size_t i = 0; i < sizeof name; i += 3)
		memcpy(name + i, "中", 3);
	key = collate_key(&a, (struct str){ name, sizeof name });
	assert_true(key.n >= 1000);
	name[2999]++;
	assert_true(str_cmp(key, collate_key(&a, (struct str){ name, 3000 })) != 0);
}

static void
what_looks_alike_has_one_skeleton(void **state)
{
	static const struct {
		const char *x, *y;
		bool alike;
	} pairs[] = {
		{ "Ines", "І\x6e\x65\x73", true }, /* Cyrillic */
		{ "Ines", "INES", true },
		{ "AI", "Al", true },
		{ "Maria", "Mаria", true },
		{ "Mara", "Maria", false },
		{ "José", "Jose", false },
		{ "", "", true },
		{ "\xff\xfe", "x", false },
	};
	AUTO_ARENA a = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
		assert_int_equal(str_eq(text_skeleton(&a, str_of(pairs[i].x)), text_skeleton(&a, str_of(pairs[i].y))),
				 pairs[i].alike);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_looks_alike_has_one_skeleton),
		cmocka_unit_test(what_has_the_normal_form_is_returned_itself),
		cmocka_unit_test(case_spaces_and_kinds_of_signs_are_forgiven),
		cmocka_unit_test(accents_letters_and_punctuation_count),
		cmocka_unit_test(folding_twice_is_folding_once),
		cmocka_unit_test(loosely_everything_is_latin_without_accents),
		cmocka_unit_test(a_slug_is_ascii_and_never_empty),
		cmocka_unit_test(a_long_slug_is_cut_at_a_dash_where_it_can),
		cmocka_unit_test(distance_counts_edits_and_swaps_of_characters),
		cmocka_unit_test(distance_stops_at_its_limit),
		cmocka_unit_test(direction_is_that_of_the_first_strong_character),
		cmocka_unit_test(names_sort_as_people_look_for_them),
		cmocka_unit_test(a_long_name_has_a_key_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
