/* SPDX-License-Identifier: Apache-2.0 */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "report/withhold.h"

static struct arena arena;

static int
fresh_arena(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static const struct {
	const char *source, *want;
	int64_t places;
} cases[] = {
	{ "Ines Lindqvist spoke.", "Name withheld 2 spoke.", 1 },
	{ "1. (INES  LINDQVIST), and Ines Lindqvist's dog", "1. (Name withheld 2), and Name withheld 2's dog", 2 },
	{ "| Ines | Lindqvist | CBF |\n", "| Name | withheld 2 | CBF |\n", 1 },
	{ "| Lindqvist | Ines | CBF |\n", "| Name | withheld 2 | CBF |\n", 1 },
	{ "| Lindqvist, Ines | CBF |\n", "| Name withheld 2 | CBF |\n", 1 },
	{ "**Ines** Lindqvist", "**Name** withheld 2", 1 },
	{ "I. Lindqvist: I.  Lindqvist", "Name withheld 2: Name withheld 2", 2 },
	{ "Mara Lindqvist, Ines Okello, Ines Lindqvist", "Mara Lindqvist, Ines Okello, Name withheld 2", 1 },
	/* Others have one of the names too; and a name does not go on in the next line. */
	{ "Ines Lindqvistson, Mara Lindqvist, Ines", "Ines Lindqvistson, Mara Lindqvist, Ines", 0 },
	{ "- Ines\n- Lindqvist\n", "- Ines\n- Lindqvist\n", 0 },
	{ "| Ines |    | x | Lindqvist | y |\n", "| Ines |    | x | Lindqvist | y |\n", 0 },
	{ "", "", 0 },
};

static void
a_name_is_found_wherever_its_words_stand_together(void **state)
{
	static const char *const spelt[] = { "Ines Lindqvist", "I. Lindqvist", "..." };
	struct str names[ARRAY_LEN(spelt)];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(spelt); i++)
		names[i] = str_of(spelt[i]);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct withheld w = report_withhold(&arena, str_of(cases[i].source), names, ARRAY_LEN(names),
						    STR("Name"), STR("withheld 2"));

		if (!str_is(w.text, cases[i].want))
			print_error("%s: %.*s\n", cases[i].source, STRF(w.text));
		assert_true(str_is(w.text, cases[i].want));
		assert_int_equal(w.places, cases[i].places);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_name_is_found_wherever_its_words_stand_together, fresh_arena),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_done(&arena);
	return failed;
}
