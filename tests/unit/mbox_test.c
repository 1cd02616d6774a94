/* SPDX-License-Identifier: Apache-2.0 */
/* mbox: what divides messages, what does not, and that no byte is lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "mail/mbox.h"

#define SEP "From ana@river.example  Thu Apr 14 11:06:56 2016\n"
#define HEAD "Subject: s\n\n"

/* The messages, each in brackets. */
static struct str
messages(struct buf *b, struct str file)
{
	struct mbox m = mbox_of(file);
	struct mbox_item item;

	buf_clear(b);
	while (mbox_next(&m, &item)) {
		BUF_LIT(b, "[");
		buf_add(b, item.bytes);
		BUF_LIT(b, "]");
	}
	return buf_str(b);
}

static void
cut_is(const char *file, const char *want)
{
	AUTO_BUF b = { 0 };

	(void)messages(&b, str_of(file));
	assert_string_equal(buf_cstr(&b), want);
}

static void
separators_of_every_program_are_known(void **state)
{
	static const char *const good[] = {
		"From ana@river.example Thu Apr 14 11:06:56 2016",
		"From ana at river.example  Sat Mar  3 18:20:35 2012",
		"From MAILER-DAEMON Fri, 12 Mar 1999 08:01:02 -0500 (EST)",
		"From ana@river.example Fri, 2 Apr 1999 08:01:02 EST",
		"From ana Thu Apr 14 11:06 1994",
		"From ana@river.example Thu Apr 14 11:06:56 MET DST 2016",
		"From ana Thu Apr 14 11:06:56 2016 remote from river",
		"From luc\355a at river.example  Mon Nov  7 18:44:27 2016",
	};
	static const char *const bad[] = {
		"From here on all is well",
		"From the meeting of 14 April 2016 on",
		"From 11:06 on 14 April we met",
		"from ana@river.example Thu Apr 14 11:06:56 2016",
		">From ana@river.example Thu Apr 14 11:06:56 2016",
		"From: ana@river.example Thu Apr 14 11:06:56 2016",
	};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		if (!mbox_is_separator(str_of(good[i])))
			assert_string_equal(good[i], "");
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (mbox_is_separator(str_of(bad[i])))
			assert_string_equal(bad[i], "");
}

static void
messages_are_what_stands_between_separators(void **state)
{
	(void)state;
	cut_is("", "");
	cut_is(SEP HEAD "one\n\n" SEP HEAD "two\n", "[" HEAD "one\n][" HEAD "two\n]");
	cut_is(SEP HEAD "\n" SEP HEAD "two\n\n", "[" HEAD "][" HEAD "two\n]");
	cut_is("\n\n" SEP HEAD "one", "[" HEAD "one]");
	/* No header at all. */
	cut_is(SEP "\nbody\n\n" SEP "\n", "[\nbody\n][\n]");
}

static void
what_only_looks_like_a_separator_stays_in_the_body(void **state)
{
	(void)state;
	/* Not after an empty line; not in front of a header; not a date. */
	cut_is(SEP HEAD "one\n" SEP HEAD "two\n", "[" HEAD "one\n" SEP HEAD "two\n]");
	cut_is(SEP HEAD "one\n\n" SEP "two went on\n", "[" HEAD "one\n\n" SEP "two went on\n]");
	cut_is(SEP HEAD "one\n\nFrom here on: nothing\n", "[" HEAD "one\n\nFrom here on: nothing\n]");
	cut_is(SEP HEAD "one\n\n>" SEP HEAD, "[" HEAD "one\n\n>" SEP "Subject: s\n]");
}

static void
a_length_that_leads_to_a_separator_is_believed(void **state)
{
	/* What is inside would divide. */
	const char *inner = "one\n\n" SEP HEAD "in\n";
	AUTO_BUF b = { 0 }, file = { 0 };

	(void)state;
	buf_addf(&file, SEP "Content-Length: %zu\nSubject: s\n\n%s\n" SEP HEAD "two\n", strlen(inner),
		 inner);
	(void)messages(&b, buf_str(&file));
	assert_non_null(strstr(buf_cstr(&b), "in\n][" HEAD "two\n]"));
	assert_int_equal(b.p[0], '[');
	assert_null(strstr(buf_cstr(&b), "one\n]["));

	/* One that leads elsewhere is not: the separators decide. */
	buf_clear(&file);
	buf_addf(&file, SEP "Content-Length: %zu\nSubject: s\n\n%s\n" SEP HEAD "two\n",
		 strlen(inner) - 3, inner);
	(void)messages(&b, buf_str(&file));
	assert_non_null(strstr(buf_cstr(&b), "one\n]["));
}

static void
lines_may_end_as_on_windows(void **state)
{
	(void)state;
	cut_is("From a@b Thu Apr 14 11:06:56 2016\r\nSubject: s\r\n\r\none\r\n\r\n"
	       "From a@b Thu Apr 14 11:06:56 2016\r\nSubject: s\r\n\r\ntwo\r\n",
	       "[Subject: s\r\n\r\none\r\n][Subject: s\r\n\r\ntwo\r\n]");
}

static void
mmdf_and_single_messages_are_read(void **state)
{
	(void)state;
	cut_is("\1\1\1\1\n" HEAD "one\n\1\1\1\1\n\1\1\1\1\n" HEAD "two\n\1\1\1\1\n",
	       "[" HEAD "one\n][" HEAD "two\n]");
	cut_is(HEAD "one\n\n" SEP HEAD "quoted\n", "[" HEAD "one\n\n" SEP HEAD "quoted\n]");
}

/* Random files of the pieces that matter: all bytes are in some item, in order. */
static void
every_byte_is_accounted_for(void **state)
{
	static const char *const pieces[] = { SEP, HEAD, "\n", "\r\n", "x\n", "From ", "\1\1\1\1\n",
					      "Content-Length: 7\n", "Content-Length: 40\n", "y", ">" };
	uint32_t seed = 7;
	size_t cut = 0;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		AUTO_BUF file = { 0 };
		struct mbox m;
		struct mbox_item item;
		size_t at = 0;

		for (int i = 0; i < 12; i++) {
			seed = seed * 1664525u + 1013904223u;
			buf_add(&file, str_of(pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)]));
		}
		m = mbox_of(buf_str(&file));
		while (mbox_next(&m, &item)) {
			cut++;
			assert_int_equal(item.offset, at + item.before.n);
			assert_ptr_equal(item.bytes.p, file.p + item.offset + item.separator.n);
			/* Between a message and the next there is an empty line at most. */
			at = (size_t)(item.bytes.p - file.p) + item.bytes.n;
			assert_in_range(m.at - at, 0, 2);
			at = m.at;
		}
		for (; at < file.n; at++)
			assert_non_null(strchr("\r\n\1", file.p[at]));
	}
	assert_in_range(cut, 20000, 12 * 20000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(separators_of_every_program_are_known),
		cmocka_unit_test(messages_are_what_stands_between_separators),
		cmocka_unit_test(what_only_looks_like_a_separator_stays_in_the_body),
		cmocka_unit_test(a_length_that_leads_to_a_separator_is_believed),
		cmocka_unit_test(lines_may_end_as_on_windows),
		cmocka_unit_test(mmdf_and_single_messages_are_read),
		cmocka_unit_test(every_byte_is_accounted_for),
	};

	return cmocka_run_group_tests_name("mbox", tests, NULL, NULL);
}
