/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "charset_samples.h"
#include "text/charset.h"

#define assert_str(s, z)                                                      \
	do {                                                                  \
		struct str got_ = (s);                                        \
		assert_string_equal(arena_cstr(&a, got_), (z));               \
		assert_int_equal(got_.n, strlen(z));                          \
	} while (0)

#define GERMAN_1252                                                           \
	"Die Koalition f\xFCr Z\xFCrich hat die Beschl\xFCsse gepr\xFC" "ft "  \
	"und \x84gro\xDF" "e Fortschritte\x93 gew\xFCrdigt.\n"

static struct charset_text
decoded(struct arena *a, struct str bytes)
{
	return charset_decode(a, bytes, STR_NONE);
}

static void
each_encoding_decodes_byte_for_byte(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	assert_true(CHARSET_SAMPLES_N >= 20);
	for (size_t i = 0; i < CHARSET_SAMPLES_N; i++) {
		const struct charset_sample *s = &charset_samples[i];
		struct charset_text t;

		assert_true(charset_decode_as(&a, s->bytes, str_of(s->name), &t));
		assert_str(t.text, s->text);
		assert_int_equal(t.replaced, 0);
		t = charset_decode(&a, s->bytes, str_of(s->name));
		assert_str(t.text, s->text);
	}
}

static void
a_byte_order_mark_decides_and_is_gone(void **state)
{
	AUTO_ARENA a = { 0 };
	struct charset_text t = charset_decode(&a, STR("\xEF\xBB\xBF" "a\xC3\xA9"),
					       STR("KOI8-R"));

	(void)state;
	assert_str(t.text, "aé");
	assert_str(t.charset, "UTF-8");
	assert_int_equal(t.how, CHARSET_BOM);
	assert_str(decoded(&a, STR("\xFF\xFE" "a\0\x2D\x4E")).text, "a中");
	assert_str(decoded(&a, STR("\xFE\xFF\0a\x4E\x2D")).text, "a中");
	assert_str(decoded(&a, STR("\xFF\xFE\0\0a\0\0\0")).text, "a");
	assert_str(decoded(&a, STR("\0\0\xFE\xFF\0\0\0a")).text, "a");
	assert_str(decoded(&a, STR("\xEF\xBB\xBF")).text, "");
	assert_str(decoded(&a, STR("\xFF\xFE")).text, "");
	t = decoded(&a, STR("\xEF\xBB\xBF" "a\xE9"));
	assert_str(t.text, "a\uFFFD");
	assert_int_equal(t.replaced, 1);
}

static void
valid_utf8_beats_a_wrong_label_and_is_not_copied(void **state)
{
	AUTO_ARENA a = { 0 };
	struct str bytes = STR("Z\xC3\xBCrich\n");
	struct charset_text t = charset_decode(&a, bytes, STR("iso-8859-1"));

	(void)state;
	assert_ptr_equal(t.text.p, bytes.p);
	assert_int_equal(t.text.n, bytes.n);
	assert_int_equal(t.how, CHARSET_UTF8);
	assert_int_equal(t.confidence, 100);
	assert_str(decoded(&a, STR_NONE).text, "");
	assert_int_equal(decoded(&a, STR_NONE).how, CHARSET_UTF8);
}

static void
what_hides_behind_ascii_is_decoded_as_declared(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	assert_str(charset_decode(&a, STR("\x1B$B@1\x1B(B"), STR("iso-2022-jp")).text, "星");
	assert_str(decoded(&a, STR("\x1B$B@1$N2q5D\x1B(B and more \x1B$B@1\x1B(B")).charset,
		   "ISO-2022-JP");
	assert_str(charset_decode(&a, STR("+ZeVnLA-"), STR("UTF-7")).text, "日本");
	assert_str(charset_decode(&a, STR("~{VPND~}"), STR("hz-gb-2312")).text, "中文");
}

static void
utf16_without_a_mark_is_known_by_its_nuls(void **state)
{
	AUTO_ARENA a = { 0 };
	struct charset_text t = decoded(&a, STR("h\0e\0l\0l\0o\0\n\0"));

	(void)state;
	assert_str(t.text, "hello\n");
	assert_str(t.charset, "UTF-16LE");
	assert_int_equal(t.how, CHARSET_GUESSED);
	assert_str(decoded(&a, STR("\0h\0e\0l\0l\0o")).text, "hello");
}

static void
a_few_bad_bytes_do_not_unmake_utf8(void **state)
{
	AUTO_ARENA a = { 0 };
	struct charset_text t =
		decoded(&a, STR("äöüßéèêñ and then it was cut off: \xC3"));

	(void)state;
	assert_str(t.charset, "UTF-8");
	assert_str(t.text, "äöüßéèêñ and then it was cut off: \uFFFD");
	assert_int_equal(t.replaced, 1);
	assert_int_equal(t.how, CHARSET_GUESSED);
	assert_true(t.confidence >= 80);
}

static void
a_declared_encoding_is_used_and_its_name_is_stretched(void **state)
{
	AUTO_ARENA a = { 0 };
	struct charset_text t =
		charset_decode(&a, STR("\x93" "caf\xE9\x94 \x80"), STR(" ISO-8859-1 "));

	(void)state;
	assert_str(t.text, "“café” €");
	assert_str(t.charset, "windows-1252");
	assert_int_equal(t.how, CHARSET_DECLARED);
	assert_int_equal(t.replaced, 0);
	t = charset_decode(&a, STR("caf\xE9"), STR("utf-8"));
	assert_int_equal(t.how, CHARSET_GUESSED);
	assert_str(t.text, "café");
}

static void
an_unknown_name_is_no_encoding(void **state)
{
	static const char *const names[] = {
		"", " ", "x-nonsense", "../../etc/passwd", "UTF-8,swaplfnl",
		"a b", "ISO_2022,locale=ja", "\xFF",
		"a-name-that-is-longer-than-any-encoding-has-ever-had-and-goes-on-so",
	};
	AUTO_ARENA a = { 0 };
	struct charset_text t = { .confidence = -7 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		assert_false(charset_decode_as(&a, STR("x"), str_of(names[i]), &t));
	assert_int_equal(t.confidence, -7);
	assert_str(charset_decode(&a, STR("caf\xE9"), STR("x-nonsense")).text, "café");
}

static void
statistics_tell_common_encodings_apart(void **state)
{
	AUTO_ARENA a = { 0 };
	AUTO_BUF koi = { 0 };
	struct charset_text t = decoded(&a, STR(GERMAN_1252));

	(void)state;
	assert_str(t.charset, "windows-1252");
	assert_true(str_find(t.text, STR("„große Fortschritte“"), 0) != STR_NPOS);
	assert_int_equal(t.how, CHARSET_GUESSED);
	for (int i = 0; i < 6; i++)
		buf_addz(&koi, "\xEB\xCF\xC1\xCC\xC9\xC3\xC9\xD1 \xD0\xCF "
			       "\xC4\xCF\xD3\xD4\xD5\xD0\xD5 \xCB "
			       "\xC9\xCE\xD4\xC5\xD2\xCE\xC5\xD4\xD5 ");
	t = decoded(&a, buf_str(&koi));
	assert_str(t.charset, "KOI8-R");
	assert_true(str_starts(t.text, STR("Коалиция по доступу к интернету")));
}

static void
lines_end_alike_and_controls_are_replaced(void **state)
{
	AUTO_ARENA a = { 0 };
	struct charset_text t = decoded(&a, STR("a\r\nb\rc\vd\r\r\ne\fg\th\n"));

	(void)state;
	assert_str(t.text, "a\nb\nc\nd\n\ne\fg\th\n");
	assert_int_equal(t.replaced, 0);
	t = decoded(&a, STR("a\0b\x1B" "c\x7F\xC2\x80\xC2\x85z"));
	assert_str(t.text, "a\uFFFDb\uFFFDc\uFFFD\uFFFD\nz");
	assert_int_equal(t.replaced, 4);
	t = charset_decode(&a, STR("a\r\n\x81\xE9\r\nb"), STR("windows-1252"));
	assert_str(t.text, "a\n\uFFFDé\nb");
	assert_int_equal(t.replaced, 1);
}

static void
a_character_cut_by_the_chunk_of_the_converter_is_whole(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	for (size_t pad = 2040; pad < 2056; pad++) {
		AUTO_BUF b = { 0 };
		struct charset_text t;

		for (size_t i = 0; i < pad; i++)
			BUF_LIT(&b, "x\0");
		BUF_LIT(&b, "\x3D\xD8\x00\xDE\r\0\n\0y\0");
		assert_true(charset_decode_as(&a, buf_str(&b), STR("UTF-16LE"), &t));
		assert_true(str_ends(t.text, STR("x😀\ny")));
		assert_int_equal(t.text.n, pad + 6);
		assert_int_equal(t.replaced, 0);
	}
}

static void
what_is_broken_in_any_encoding_comes_out_as_utf8(void **state)
{
	uint32_t random = 99;

	(void)state;
	for (size_t i = 0; i < charset_common_n * 40; i++) {
		AUTO_ARENA a = { 0 };
		char bytes[101];
		struct charset_text t;
		size_t n = 0;

		for (; n < sizeof bytes; n++) {
			random = random * 1664525 + 1013904223;
			bytes[n] = (char)(random >> 23);
		}
		assert_true(charset_decode_as(&a, (struct str){ bytes, n },
					      str_of(charset_common[i % charset_common_n]),
					      &t));
		assert_int_equal(utf8_bad(t.text), STR_NPOS);
		assert_true(str_find_char(t.text, '\r', 0) == STR_NPOS);
	}
}

static void
every_common_encoding_can_be_opened(void **state)
{
	(void)state;
	assert_true(charset_common_n >= 20);
	assert_int_equal(charset_warm(), charset_common_n);
}

static void
files_that_are_no_text_are_known(void **state)
{
	char noise[5000];
	uint32_t random = 5;

	(void)state;
	for (size_t i = 0; i < sizeof noise; i++) {
		random = random * 1664525 + 1013904223;
		noise[i] = (char)(random >> 23);
	}
	assert_true(charset_looks_binary((struct str){ noise, sizeof noise }));
	assert_true(charset_looks_binary(STR("%PDF-1.7\n")));
	assert_true(charset_looks_binary(STR("PK\3\4xxxx")));
	assert_true(charset_looks_binary(STR("\x7F" "ELF")));
	assert_true(charset_looks_binary(STR("\0\0\0\0\0\0\0\0")));
	assert_true(charset_looks_binary(STR("\1\2\3\4")));
	assert_string_equal(charset_magic(STR("\x89PNG\r\n\x1A\n...")), "PNG");
	assert_string_equal(charset_magic(STR("....ftypheic")), "MP4 or HEIC");
	assert_null(charset_magic(STR("PK is how the village is called")));
	assert_null(charset_magic(STR_NONE));
}

static void
text_in_any_encoding_is_no_binary(void **state)
{
	char text[3000];

	(void)state;
	for (size_t i = 0; i < CHARSET_SAMPLES_N; i++) {
		/* UTF-32 only with its mark: nobody sends it without. */
		if (strncmp(charset_samples[i].name, "UTF-32", 6) != 0)
			assert_false(charset_looks_binary(charset_samples[i].bytes));
	}
	assert_false(charset_looks_binary(STR("")));
	assert_false(charset_looks_binary(STR("a\fb\r\n\t")));
	assert_false(charset_looks_binary(STR("h\0e\0l\0l\0o\0")));
	assert_false(charset_looks_binary(STR("\xFF\xFE\x2D\x4E")));
	memset(text, 'x', sizeof text);
	text[100] = '\0';
	assert_false(charset_looks_binary((struct str){ text, sizeof text }));
}

static void
ways_of_finding_out_have_words(void **state)
{
	(void)state;
	assert_true(str_is(charset_how_word(CHARSET_BOM), "bom"));
	assert_true(str_is(charset_how_word(CHARSET_GUESSED), "guessed"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_encoding_decodes_byte_for_byte),
		cmocka_unit_test(a_byte_order_mark_decides_and_is_gone),
		cmocka_unit_test(valid_utf8_beats_a_wrong_label_and_is_not_copied),
		cmocka_unit_test(what_hides_behind_ascii_is_decoded_as_declared),
		cmocka_unit_test(utf16_without_a_mark_is_known_by_its_nuls),
		cmocka_unit_test(a_few_bad_bytes_do_not_unmake_utf8),
		cmocka_unit_test(a_declared_encoding_is_used_and_its_name_is_stretched),
		cmocka_unit_test(an_unknown_name_is_no_encoding),
		cmocka_unit_test(statistics_tell_common_encodings_apart),
		cmocka_unit_test(lines_end_alike_and_controls_are_replaced),
		cmocka_unit_test(a_character_cut_by_the_chunk_of_the_converter_is_whole),
		cmocka_unit_test(what_is_broken_in_any_encoding_comes_out_as_utf8),
		cmocka_unit_test(every_common_encoding_can_be_opened),
		cmocka_unit_test(files_that_are_no_text_are_known),
		cmocka_unit_test(text_in_any_encoding_is_no_binary),
		cmocka_unit_test(ways_of_finding_out_have_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
