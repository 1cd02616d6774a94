/* SPDX-License-Identifier: Apache-2.0 */
/* Who writes, who may be one person, and the files that say so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "writer/writer.h"

static struct arena a;

static int64_t
key(const char *address, const char *name)
{
	return writer_key(&a, address ? str_of(address) : STR_NONE, name ? str_of(name) : STR_NONE);
}

static void
an_address_is_one_writer_however_it_is_spelt(void **state)
{
	(void)state;
	assert_true(key("Ana@River.example", "Ana") == key("ana@river.example", "Lima"));
	assert_true(key("ana@river.example", NULL) != key("ana@sea.example", NULL));
	assert_true(key(NULL, "Ana") == key("", "ANA"));
	/* The address is the list's. */
	assert_true(key("rivers@lists.example", "Ana via Rivers") != key("rivers@lists.example", "Bo via Rivers"));
	assert_true(key("rivers@lists.example", "Ana via Rivers") == key("lakes@lists.example", "ana VIA Lakes"));
	assert_true(key("via@river.example", "via") == key("via@river.example", NULL));
	assert_true(key(NULL, NULL) >= 0);
}

static const char *
guesses(const char *const (*senders)[2], size_t n)
{
	writer_senders s = { 0 };
	writer_guesses g;
	AUTO_BUF b = { 0 };

	for (size_t i = 0; i < n; i++)
		VEC_PUSH(&a, &s, ((struct writer_sender){ key(senders[i][0], senders[i][1]), str_of(senders[i][0]),
							  str_of(senders[i][1]), (int64_t)(n - i) }));
	g = writer_guess_all(&a, &s);
	for (size_t i = 0; i < g.n; i++) {
		struct str word = writer_reason_word(g.at[i].reason);

		buf_addf(&b, "%s%zu~%zu %.*s", i ? ", " : "", g.at[i].a, g.at[i].b, STRF(word));
	}
	return buf_to_arena(&b, &a).p;
}

#define GUESSES(...)                                                               \
	guesses((const char *const[][2]){ __VA_ARGS__ },                           \
		sizeof((const char *const[][2]){ __VA_ARGS__ }) / sizeof(const char *[2]))

static void
likeness_has_a_reason(void **state)
{
	(void)state;
	assert_string_equal(GUESSES({ "ana@river.example", "Ana Lima" }, { "alima@river.example", "ana lima" }),
			    "0~1 name-host");
	assert_string_equal(GUESSES({ "ana@river.example", "Ana Lima" }, { "ana@sea.example", "Ana Lima" }),
			    "0~1 name");
	assert_string_equal(GUESSES({ "ana@river.example", "" }, { "ana+lists@River.example", "A. L." }),
			    "0~1 mailbox");
	assert_string_equal(GUESSES({ "ana@river.example", "Ana Lima" }, { "rivers@lists.example", "Ana Lima via Rivers" }),
			    "0~1 via");
	assert_string_equal(GUESSES({ "ana@river.example", "Ana Lima" }, { "ana@sea.example", "Ana Lima (River House)" },
				    { "a@sea.example", "Ana Lima, River House" }),
			    "0~1 comment, 0~2 comment, 1~2 order");
	assert_string_equal(GUESSES({ "ana@river.example", "Ana Lima" }, { "ana@sea.example", "Lima, Ana" },
				    { "a@sea.example", "Ana T. Lima" }),
			    "0~1 order, 0~2 order");
	/* The surest reason of a pair, once. */
	assert_string_equal(GUESSES({ "ana@river.example", "Ana Lima" }, { "ana+x@river.example", "Ana Lima" }),
			    "0~1 mailbox");
}

static void
little_is_not_enough(void **state)
{
	(void)state;
	assert_string_equal(GUESSES({ "ana@river.example", "Ana" }, { "ana@sea.example", "Ana" }), "");
	assert_string_equal(GUESSES({ "ana@river.example", "Ana Lima" }, { "ana@sea.example", "Ana Luna" }), "");
	assert_string_equal(GUESSES({ "a@river.example", "me@here.example" }, { "b@river.example", "me@here.example" }), "");
	/* Two spellings of one address are one writer already. */
	assert_string_equal(GUESSES({ "ana@river.example", "Ana Lima" }, { "ANA@river.example", "Ana Lima" }), "");
}

static void
a_mailmap_joins_addresses(void **state)
{
	int64_t skipped;
	writer_mailmap m = writer_mailmap_read(&a, STR("# people\n\nAna Lima <ana@r.example> <a@s.example>\r\n"
						       "Ana Lima <a@s.example>\n"
						       "Bo <bo@r.example> Bob < bob@s.example >\nnothing\n"), &skipped);

	(void)state;
	assert_int_equal(m.n, 2);
	assert_int_equal(skipped, 2);
	assert_true(str_is(m.at[0].own, "ana@r.example") && str_is(m.at[0].other, "a@s.example"));
	assert_true(str_is(m.at[1].own, "bo@r.example") && str_is(m.at[1].other, "bob@s.example"));
}

static void
a_roster_is_read_in_every_form(void **state)
{
	static const char *const t[] = {
		"Ana@r.example\nbo@s.example\n",
		"Ana Lima <ana@r.example>\n\"Bo, B.\" <bo@s.example>.\nana@R.example\n",
		("{\"entries\":[{\"address\":\"x@y.example\",\"email\":\"ana@r.example\"},"
		 "{\"email\": \"bo@s.example\", \"role\":\"member\"}]}"),
		"Name,E-mail,Sponsor\r\n\"Lima, Ana\",ana@r.example,x@y.example\r\nBo,bo@s.example,\r\n",
		"email;name\nana@r.example;Ana\nbo@s.example;x@y.example\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		writer_addresses r = writer_roster_read(&a, str_of(t[i]));

		assert_int_equal(r.n, 2);
		assert_true(str_is(r.at[0], "ana@r.example") && str_is(r.at[1], "bo@s.example"));
	}
	assert_int_equal(writer_roster_read(&a, STR("nobody @ all, a@b\n\"")).n, 0);
	assert_int_equal(writer_roster_read(&a, STR("[\"email\"")).n, 0);
	assert_int_equal(writer_roster_read(&a, STR("")).n, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_address_is_one_writer_however_it_is_spelt),
		cmocka_unit_test(likeness_has_a_reason),
		cmocka_unit_test(little_is_not_enough),
		cmocka_unit_test(a_mailmap_joins_addresses),
		cmocka_unit_test(a_roster_is_read_in_every_form),
	};
	int code = cmocka_run_group_tests(tests, NULL, NULL);

	arena_done(&a);
	return code;
}
