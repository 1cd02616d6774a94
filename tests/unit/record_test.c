/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/op.h has its own */

#include "base/arena.h"
#include "base/buf.h"
#include "cell/record.h"

static void
a_request_reads_as_it_was_written(void **state)
{
	struct request r = { 7, 0x01020304, UINT64_C(0x1122334455667788) };
	char bytes[REQUEST_SIZE];
	struct request back;

	(void)state;
	request_put(bytes, &r);
	assert_memory_equal(bytes, "\7\0\0\0\4\3\2\1\x88\x77\x66\x55\x44\x33\x22\x11", 16);
	back = request_get(bytes);
	assert_int_equal(back.kind, r.kind);
	assert_int_equal(back.id, r.id);
	assert_int_equal(back.length, r.length);
}

static void
limits_and_questions_read_as_they_were_written(void **state)
{
	struct cell_limits l = { 1, 2, 3, 4, 5, 2 }, back;
	char bytes[START_SIZE];
	AUTO_BUF b = { 0 };
	struct str declared, file;

	(void)state;
	start_put(bytes, &l);
	assert_true(start_get((struct str){ bytes, START_SIZE }, &back));
	assert_memory_equal(&l, &back, sizeof l);
	assert_false(start_get((struct str){ bytes, START_SIZE - 1 }, &back));
	ask_text_put(&b, STR("KOI8-R"));
	buf_put(&b, "a\0b", 3);
	assert_true(ask_text_get(buf_str(&b), &declared, &file));
	assert_true(str_is(declared, "KOI8-R"));
	assert_int_equal(file.n, 3);
	buf_clear(&b);
	ask_text_put(&b, STR_NONE);
	assert_true(ask_text_get(buf_str(&b), &declared, &file));
	assert_false(str_present(declared));
	assert_int_equal(file.n, 0);
	assert_false(ask_text_get(STR("no end"), &declared, &file));
}

static void
records_are_cut_off_one_by_one(void **state)
{
	AUTO_BUF b = { 0 };
	struct record r;
	struct str in;

	(void)state;
	record_put(&b, RECORD_TEXT, STR("abc"));
	end_put(&b, 9, CELL_DONE);
	in = buf_str(&b);
	assert_int_equal(record_next(&in, &r), RECORD_GOOD);
	assert_int_equal(r.type, RECORD_TEXT);
	assert_true(str_is(r.bytes, "abc"));
	assert_int_equal(record_next(&in, &r), RECORD_GOOD);
	assert_int_equal(r.type, RECORD_END);
	assert_int_equal(in.n, 0);
	assert_int_equal(record_next(&in, &r), RECORD_MORE);
}

static void
half_a_record_waits_for_the_rest(void **state)
{
	AUTO_BUF b = { 0 };
	struct record r;

	(void)state;
	record_put(&b, RECORD_TEXT, STR("abc"));
	for (size_t n = 0; n < b.n; n++) {
		struct str in = { b.p, n };

		assert_int_equal(record_next(&in, &r), RECORD_MORE);
		assert_int_equal(in.n, n);
	}
}

static void
a_length_is_refused_before_its_bytes_are_there(void **state)
{
	static const struct str lies[] = {
		STR_INIT("\0\0"),                   /* no such type */
		STR_INIT("\xFF\xFF"),
		STR_INIT("\3\0\xFF\xFF\xFF\xFF"),   /* four gigabytes of text */
		STR_INIT("\3\0\1\0\4\0"),           /* one byte above the most */
		STR_INIT("\3\0\0\0\0\0"),           /* an empty part */
		STR_INIT("\5\0\7\0\0\0"),           /* an end that is too short */
		STR_INIT("\1\0\x0A\0\0\0"),         /* a hello that is too long */
		STR_INIT("\2\0\x4B\0\0\0"),         /* a name that is too long */
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(lies); i++) {
		struct str in = lies[i];
		struct record r;

		assert_int_equal(record_next(&in, &r), RECORD_LIE);
	}
}

static void
what_the_cell_says_of_itself_is_checked(void **state)
{
	struct cell_status s = { .landlock = true, .landlock_abi = 6,
				 .own_user = true, .charsets = 43 };
	struct cell_status back = { 0 };
	AUTO_BUF b = { 0 };

	(void)state;
	hello_put(&b, &s);
	assert_true(hello_get(str_from(buf_str(&b), RECORD_HEAD), &back));
	assert_true(back.landlock && back.own_user);
	assert_false(back.seccomp || back.memory_bound);
	assert_int_equal(back.landlock_abi, 6);
	assert_int_equal(back.charsets, 43);
	assert_false(hello_get(STR("\x10\1\0\0\0\1\0\0\0"), &back));
	/* A wall of a kind that the kernel does not have. */
	assert_false(hello_get(STR("\1\0\0\0\0\1\0\0\0"), &back));
	assert_false(hello_get(STR("\1"), &back));
}

static bool
charset_bytes(struct str bytes)
{
	AUTO_ARENA a = { 0 };
	struct charset_text t;

	return charset_get(bytes, &a, &t);
}

static void
an_encoding_that_is_none_is_refused(void **state)
{
	(void)state;
	assert_true(charset_bytes(STR("\3\x64\0\0\0\0\0\0\0\0KOI8-R")));
	assert_false(charset_bytes(STR("\4\x64\0\0\0\0\0\0\0\0KOI8-R")));
	assert_false(charset_bytes(STR("\3\x65\0\0\0\0\0\0\0\0KOI8-R")));
	assert_false(charset_bytes(STR("\3\x64\0\0\0\0\0\0\0\0<script>")));
	assert_false(charset_bytes(STR("\3\x64\0\0\0\0\0\0\0\0KOI8 R")));
	assert_false(charset_bytes(STR("\3\x64\0\0\0\0\0\0\0\0\xC3\xA9")));
	assert_false(charset_bytes(STR("\3\x64\0\0\0\0\0\0\0\0")));
	assert_false(charset_bytes(STR("\3")));
}

static void
an_end_is_of_an_item_and_has_a_known_result(void **state)
{
	uint32_t id = 0, result = 9;

	(void)state;
	assert_true(end_get(STR("\1\2\0\0\2\0\0\0"), &id, &result));
	assert_int_equal(id, 0x201);
	assert_int_equal(result, CELL_TOO_LARGE);
	assert_false(end_get(STR("\1\2\0\0\3\0\0\0"), &id, &result));
	assert_false(end_get(STR("\1\2\0\0"), &id, &result));
}

/* Puts an answer together from records; returns whether it was believed. */
static bool
answered(struct arena *a, struct str bytes, struct charset_text *ret)
{
	struct text_answer t = { 0 };
	struct record r;
	bool ok = true;

	while (ok && bytes.n)
		ok = record_next(&bytes, &r) == RECORD_GOOD &&
		     text_answer_add(&t, a, &r);
	ok = ok && text_answer_done(&t, a, ret);
	buf_done(&t.text);
	return ok;
}

static void
a_text_is_put_together_from_its_parts(void **state)
{
	AUTO_ARENA a = { 0 };
	AUTO_BUF b = { 0 };
	struct charset_text t = { .charset = STR("KOI8-R"), .how = CHARSET_GUESSED,
				  .confidence = 40, .replaced = 3 };
	struct charset_text back;

	(void)state;
	charset_put(&b, &t);
	assert_true(answered(&a, buf_str(&b), &back));
	assert_int_equal(back.text.n, 0);
	/* A character may be cut between two parts. */
	record_put(&b, RECORD_TEXT, STR("Z\xC3"));
	record_put(&b, RECORD_TEXT, STR("\xBC\n"));
	assert_true(answered(&a, buf_str(&b), &back));
	assert_true(str_is(back.text, "Zü\n"));
	assert_true(str_is(back.charset, "KOI8-R"));
	assert_int_equal(back.how, CHARSET_GUESSED);
	assert_int_equal(back.confidence, 40);
	assert_int_equal(back.replaced, 3);
}

static void
a_text_that_is_not_as_promised_is_refused(void **state)
{
	static const struct str texts[] = {
		STR_INIT("a\xFF"), STR_INIT("a\r\n"), STR_INIT("a\0"),
		STR_INIT("\x1B[2J"), STR_INIT("a\xC3"), STR_INIT("\x7F"),
	};
	struct charset_text utf8 = { .charset = STR("UTF-8") };
	struct charset_text back;
	AUTO_ARENA a = { 0 };
	AUTO_BUF b = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		buf_clear(&b);
		charset_put(&b, &utf8);
		record_put(&b, RECORD_TEXT, texts[i]);
		assert_false(answered(&a, buf_str(&b), &back));
	}
}

static void
records_out_of_order_are_refused(void **state)
{
	struct charset_text utf8 = { .charset = STR("UTF-8") };
	struct charset_text back;
	AUTO_ARENA a = { 0 };
	AUTO_BUF b = { 0 };

	(void)state;
	assert_false(answered(&a, STR(""), &back));
	record_put(&b, RECORD_TEXT, STR("text first"));
	charset_put(&b, &utf8);
	assert_false(answered(&a, buf_str(&b), &back));
	buf_clear(&b);
	charset_put(&b, &utf8);
	charset_put(&b, &utf8);
	assert_false(answered(&a, buf_str(&b), &back));
	buf_clear(&b);
	charset_put(&b, &utf8);
	record_put(&b, RECORD_PROBE, STR("x"));
	assert_false(answered(&a, buf_str(&b), &back));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_request_reads_as_it_was_written),
		cmocka_unit_test(limits_and_questions_read_as_they_were_written),
		cmocka_unit_test(records_are_cut_off_one_by_one),
		cmocka_unit_test(half_a_record_waits_for_the_rest),
		cmocka_unit_test(a_length_is_refused_before_its_bytes_are_there),
		cmocka_unit_test(what_the_cell_says_of_itself_is_checked),
		cmocka_unit_test(an_encoding_that_is_none_is_refused),
		cmocka_unit_test(an_end_is_of_an_item_and_has_a_known_result),
		cmocka_unit_test(a_text_is_put_together_from_its_parts),
		cmocka_unit_test(a_text_that_is_not_as_promised_is_refused),
		cmocka_unit_test(records_out_of_order_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
