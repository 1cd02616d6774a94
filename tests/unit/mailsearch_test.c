/* SPDX-License-Identifier: Apache-2.0 */
/* What a message is found by, and what a typed query means. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "mailsearch/mailsearch.h"

static struct arena a;

static const char *
match(const char *typed)
{
	struct mailsearch_query q = mailsearch_query(&a, str_of(typed));

	return mailsearch_has_words(&q) ? mailsearch_match(&a, &q).p : "nothing";
}

static void
words_and_fields_become_a_query(void **state)
{
	static const char *const t[][2] = {
		{ "river", "\"river\"" },
		{ "River banks", "\"river\" AND \"banks\"" },
		{ "\"river banks\"", "\"river banks\"" },
		{ "bank*", "\"bank\"*" },
		{ "subject:Floods", "subject : \"floods\"" },
		{ "SUBJECT:\"high water\" dam", "\"dam\" AND subject : \"high water\"" },
		{ "from:Ana", "sender : \"ana\"" },
		{ "from:\"Ana Lima\" dam", "\"dam\" AND sender : \"ana lima\"" },
		/* No fields: inside quotation marks, in the middle of a word, unknown. */
		{ "\"from:ana\"", "\"from ana\"" },
		{ "xfrom:ana", "\"xfrom ana\"" },
		{ "colour:red", "\"colour red\"" },
		{ "subject:", "nothing" },
		{ "list:rivers", "nothing" },
		{ "\" AND subject : \"x", "\"and subject\" AND \"x\"" },
		{ "", "nothing" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		assert_string_equal(match(t[i][0]), t[i][1]);
}

static void
an_engine_without_columns_gets_weights(void **state)
{
	struct mailsearch_query q = mailsearch_query(&a, STR("dam high* subject:\"wet land\" from:ana"));

	(void)state;
	assert_string_equal(mailsearch_tsquery(&a, &q).p,
			    "('dam') & ('high':*) & ('wet':A <-> 'land':A) & ('ana':B)");
}

static void
days_are_half_open_and_may_be_short(void **state)
{
	static const struct {
		const char *typed;
		const char *after, *before;
	} t[] = {
		{ "after:2024-05-01 before:2024-06-01", "2024-05-01", "2024-06-01" },
		{ "after:2024-05", "2024-05-01", "" },
		{ "before:2024", "", "2024-01-01" },
		{ "after:2024 after:2025", "2025-01-01", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct mailsearch_query q = mailsearch_query(&a, str_of(t[i].typed));

		assert_string_equal(date_format(&a, q.after).p, t[i].after);
		assert_string_equal(date_format(&a, q.before).p, t[i].before);
		assert_false(str_present(q.not_a_day));
		assert_true(mailsearch_asks(&q) && !mailsearch_has_words(&q));
	}
}

static void
what_is_no_day_is_said(void **state)
{
	struct mailsearch_query q = mailsearch_query(&a, STR("dam after:yesterday list:\"rivers\""));

	(void)state;
	assert_true(str_is(q.not_a_day, "yesterday"));
	assert_false(date_known(q.after));
	assert_true(str_is(q.list, "rivers"));
}

static struct mailsearch_words
words_of(const char *text, bool quotes)
{
	const struct mailsearch_message m = { STR("[rivers] Re: Banks"), STR("Ana Lima"),
					      STR("Ana.L@river.example"), str_of(text) };

	return mailsearch_words(&a, &m, quotes);
}

static const char mail[] =
	"Ask bo@sea.example.\n\nOn 3 May 2016, Bo wrote:\n> how are\n> the banks?\n\nHigh again.\n"
	"-- \nAna, River House\n";

static void
own_words_are_indexed_and_quoted_ones_when_asked(void **state)
{
	(void)state;
	assert_string_equal(words_of(mail, false).body.p, "ask bo high again");
	assert_string_equal(words_of(mail, true).body.p, "ask bo on 3 may 2016 bo wrote how are the banks high again");
	assert_true(words_of(mail, false).quotes);
	assert_false(words_of("High again.\n", true).quotes);
	assert_string_equal(words_of(mail, false).subject.p, "rivers re banks");
}

static void
only_a_line_that_says_who_is_quoted_is_left_out(void **state)
{
	static const char *const t[][2] = {
		{ "On Mon, 3 May 2016 at 10:00 Ana Lima <a@r.example>\nwrote:\n\n> x\n", "" },
		{ "Le 3 mai 2016, Ana a \xC3\xA9" "crit :\n> x\nOui.\n", "oui" },
		{ "Ana said this:\n> x\n", "ana said this" },
		{ "Three things in 2016:\nrain\n> x\n", "three things in 2016 rain" },
		{ "In 2016:\n\nrain\n", "in 2016 rain" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		assert_string_equal(words_of(t[i][0], false).body.p, t[i][1]);
}

static void
an_address_is_found_whole_or_not_at_all(void **state)
{
	struct str sender = words_of("", false).sender;
	struct mailsearch_query whole = mailsearch_query(&a, STR("from:ana.l@RIVER.example"));
	struct mailsearch_query other = mailsearch_query(&a, STR("from:<ana.m@river.example>"));

	(void)state;
	assert_true(str_starts(sender, STR("ana lima ana l ")));
	assert_int_equal(str_find(sender, STR("river"), 0), STR_NPOS);
	assert_int_equal(whole.from.terms.n, 1);
	assert_true(str_find(sender, whole.from.terms.at[0].phrase, 0) != STR_NPOS);
	assert_int_equal(other.from.terms.n, 1);
	assert_int_equal(str_find(sender, other.from.terms.at[0].phrase, 0), STR_NPOS);
}

static void
nothing_absent_comes_out(void **state)
{
	struct mailsearch_words w = mailsearch_words(&a, &(struct mailsearch_message){ 0 }, true);

	(void)state;
	assert_true(w.subject.p && w.sender.p && w.body.p);
	assert_int_equal(w.subject.n + w.sender.n + w.body.n, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_and_fields_become_a_query),
		cmocka_unit_test(an_engine_without_columns_gets_weights),
		cmocka_unit_test(days_are_half_open_and_may_be_short),
		cmocka_unit_test(what_is_no_day_is_said),
		cmocka_unit_test(own_words_are_indexed_and_quoted_ones_when_asked),
		cmocka_unit_test(only_a_line_that_says_who_is_quoted_is_left_out),
		cmocka_unit_test(an_address_is_found_whole_or_not_at_all),
		cmocka_unit_test(nothing_absent_comes_out),
	};
	int code = cmocka_run_group_tests(tests, NULL, NULL);

	arena_done(&a);
	return code;
}
