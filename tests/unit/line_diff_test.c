/* SPDX-License-Identifier: Apache-2.0 */
/* line_diff: what it says, and that what it says is true. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "text/line_diff.h"

static void
diff_is(const char *old, const char *now, const char *want)
{
	AUTO_ARENA a = { 0 };

	assert_string_equal(line_diff(&a, str_of(old), str_of(now)).p, want);
}

static void
only_what_differs_is_shown_in_order(void **state)
{
	(void)state;
	diff_is("a\nb\nc\n", "a\nb\nc\n", "");
	diff_is("a\nb\nc\n", "a\nx\nc\n", "- b\n+ x\n");
	diff_is("a\nb\nc\nd\n", "b\nc\ne\nd\n", "- a\n+ e\n");
	diff_is("", "a\n", "+ a\n");
	diff_is("a\n", "", "- a\n");
}

/* Applies what the diff says to the old text: taking out and putting in must
 * give as many lines of each kind as the new one has. */
static void
the_lines_of_the_diff_account_for_every_difference(void **state)
{
	uint32_t seed = 12345;

	(void)state;
	for (int round = 0; round < 300; round++) {
		AUTO_ARENA a = { 0 };
		AUTO_BUF x = { 0 };
		AUTO_BUF y = { 0 };
		int count[8] = { 0 };
		struct str diff;

		for (int i = 0; i < 40; i++) {
			int cx, cy;

			seed = seed * 1664525u + 1013904223u;
			cx = (int)(seed >> 24) % 8;
			cy = (seed >> 16 & 7) < 5 ? cx : (int)(seed >> 20) % 8;
			if (seed >> 8 & 1) {
				buf_addf(&x, "%c\n", 'a' + cx);
				count[cx]--;
			}
			if (seed >> 9 & 1) {
				buf_addf(&y, "%c\n", 'a' + cy);
				count[cy]++;
			}
		}
		diff = line_diff(&a, buf_str(&x), buf_str(&y));
		while (str_present(diff)) {
			struct str line = str_cut_line(&diff);

			if (line.n == 3)
				count[line.p[2] - 'a'] += line.p[0] == '+' ? -1 : 1;
		}
		for (int i = 0; i < 8; i++)
			assert_int_equal(count[i], 0);
	}
}

static void
texts_with_nothing_in_common_are_replaced_as_a_whole(void **state)
{
	AUTO_ARENA a = { 0 };
	AUTO_BUF x = { 0 };
	AUTO_BUF y = { 0 };
	struct str diff;
	size_t n = 0;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		buf_addf(&x, "old %d\n", i);
		buf_addf(&y, "new %d\n", i);
	}
	diff = line_diff(&a, buf_str(&x), buf_str(&y));
	for (; str_present(diff); n++)
		str_cut_line(&diff);
	assert_int_equal(n, 6000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_differs_is_shown_in_order),
		cmocka_unit_test(the_lines_of_the_diff_account_for_every_difference),
		cmocka_unit_test(texts_with_nothing_in_common_are_replaced_as_a_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
