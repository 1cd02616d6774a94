/* SPDX-License-Identifier: Apache-2.0 */
/* The catalogue compiler in-process; what the tables do is in catalogue_test.c. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "tools/poc.h"

#define HEADER(code, plural)                                                  \
	"msgid \"\"\nmsgstr \"\"\n\"Language: " code "\\n\"\n"                \
	"\"X-Language-Name: Name\\n\"\n\"Plural-Forms: " plural "\\n\"\n"
#define EN HEADER("en", "nplurals=2; plural=(n != 1);")
#define ONE(key, text) "msgid \"" key "\"\nmsgstr \"" text "\"\n"
#define SOME(key, one, many)                                                  \
	"msgid \"" key "\"\nmsgid_plural \"" key "\"\nmsgstr[0] \"" one       \
	"\"\nmsgstr[1] \"" many "\"\n"

struct result {
	bool ok;
	const char *c, *h, *keys;
	struct complaint why;
};

/* other may be NULL. */
static struct result
compile(struct arena *a, const char *en, const char *other)
{
	struct source src[2] = {
		{ STR("en.po"), str_of(en) },
		{ STR("xx.po"), str_of(other) },
	};
	struct poc_out out = { { 0 }, { 0 }, { 0 } };
	struct result r = { 0 };

	r.ok = poc_compile(a, src, other ? 2 : 1, &out, &r.why);
	r.c = arena_cstr(a, buf_str(&out.c));
	r.h = arena_cstr(a, buf_str(&out.h));
	r.keys = arena_cstr(a, buf_str(&out.keys));
	buf_done(&out.c);
	buf_done(&out.h);
	buf_done(&out.keys);
	return r;
}

static void
check_refused(const char *en, const char *other, const char *expected)
{
	AUTO_ARENA a = { 0 };
	struct result r = compile(&a, en, other);

	if (r.ok || !strstr(r.why.text, expected)) {
		print_error("%s\n  was to be refused with: %s\n  but: %s\n", other ? other : en,
			    expected, r.ok ? "it compiled" : r.why.text);
		fail();
	}
}

static void
check_has(const char *text, const char *part)
{
	if (!strstr(text, part)) {
		print_error("%s\n  was to contain: %s\n", text, part);
		fail();
	}
}

static void
messages_are_sorted_by_key(void **state)
{
	AUTO_ARENA a = { 0 };
	struct result r = compile(&a, EN ONE("b.two", "2") ONE("a.one-x", "1"), NULL);

	(void)state;
	assert_true(r.ok);
	check_has(r.h, "\tMSG_a_one_x,\n\tMSG_b_two,\n\tMSG_COUNT_\n");
	check_has(r.h, "\tLANG_en,\n\tLANG_COUNT_\n");
	check_has(r.c, "{ \"1\", 1, true },\n\t{ \"2\", 1, true },");
	assert_string_equal(r.keys, "a.one-x\t\t-\nb.two\t\t-\n");
}

static void
the_key_list_names_parameters_in_the_order_of_the_text(void **state)
{
	AUTO_ARENA a = { 0 };
	struct result r = compile(&a, EN ONE("a", "{y} {x} {y}") SOME("b", "one", "{x} many")
				  SOME("c", "one", "{n} many"), NULL);

	(void)state;
	assert_true(r.ok);
	assert_string_equal(r.keys, "a\ty,x\t-\nb\tx,n\tplural\nc\tn\tplural\n");
}

static void
doubled_braces_are_undone_where_nothing_else_is_to_be_filled_in(void **state)
{
	AUTO_ARENA a = { 0 };
	struct result r = compile(&a, EN ONE("a", "{{x}}") ONE("b", "{{{x}}}"), NULL);

	(void)state;
	assert_true(r.ok);
	check_has(r.c, "{ \"{x}\", 3, true },");
	check_has(r.c, "{ \"{{{x}}}\", 7, false },");
}

static void
strings_may_be_continued_and_hold_escapes(void **state)
{
	AUTO_ARENA a = { 0 };
	struct result r = compile(&a, EN "#. a remark\nmsgid \"a\"\nmsgstr \"\"\n\"x\\ty\"\n \"\\\"z\\\\\"\n", NULL);

	(void)state;
	assert_true(r.ok);
	check_has(r.c, "{ \"x\\011y\\\"z\\\\\", 6, true },");
}

static void
a_translation_may_leave_out_what_falls_back(void **state)
{
	AUTO_ARENA a = { 0 };
	struct result r = compile(&a, EN ONE("a", "A") ONE("b", "B") ONE("c", "C") ONE("d", "{x}"),
				  HEADER("xx", "nplurals=1; plural=0;")
				  ONE("a", "") "#, fuzzy\n" ONE("b", "bad {y}") ONE("d", "{x}!"));

	(void)state;
	assert_true(r.ok);
	check_has(r.c, "entries_xx[MSG_COUNT_] = {\n\t{ 0, 0 },\n\t{ 0, 0 },\n\t{ 0, 0 },\n\t{ 0, 1 },\n}");
}

static void
a_plural_expression_is_written_out_anew(void **state)
{
	AUTO_ARENA a = { 0 };
	struct result r = compile(&a,
		HEADER("en", "nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n>=2 && (n<=4 || !n) ? 1 : 2;")
		ONE("a", "A"), NULL);

	(void)state;
	assert_true(r.ok);
	check_has(r.c, "return ((((n % 10) == 1) && ((n % 100) != 11)) ? 0 : "
		       "(((n >= 2) && ((n <= 4) || !(n))) ? 1 : 2));");
}

static void
a_bad_plural_expression_is_refused(void **state)
{
	static const char *const bad[][2] = {
		{ "nplurals=2; plural=n;", "no form below 2 for n = 2" },
		{ "nplurals=2; plural=n/(n-5);", "no form below 2 for n = 3" },
		{ "nplurals=2; plural=0/n;", "no form below 2 for n = 0" },
		{ "nplurals=1; plural=n%0;", "no form below 1 for n = 0" },
		{ "nplurals=2; plural=system(1);", "a number, n or '(' is missing" },
		{ "nplurals=2; plural=n n;", "something follows its end" },
		{ "nplurals=2; plural=(n;", "a ')' is missing" },
		{ "nplurals=2; plural=n ? 1;", "a ':' is missing" },
		{ "nplurals=2; plural=;", "a number, n or '(' is missing" },
		{ "nplurals=2; plural=99999999999;", "a number, n or '(' is missing" },
		{ "nplurals=2; plural=((((((((((((((((((((((((((((((((((((((((((((1", "nested too deeply" },
		{ "nplurals=2; plural=!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!1", "nested too deeply" },
		{ "nplurals=0; plural=0;", "Plural-Forms reads" },
		{ "nplurals=9; plural=0;", "Plural-Forms reads" },
		{ "plural=0; nplurals=1;", "Plural-Forms reads" },
		{ "nplurals=1;", "Plural-Forms reads" },
	};
	AUTO_ARENA a = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		check_refused(arena_printf(&a, HEADER("en", "%s") ONE("a", "A"), bad[i][0]).p, NULL,
			      bad[i][1]);
}

static void
a_bad_source_file_is_refused(void **state)
{
	static const char *const bad[][2] = {
		{ "", "en.po:1:1: the header (msgid \"\") is missing" },
		{ "\xEF\xBB\xBF" EN, "en.po:1:1: a byte-order mark" },
		{ ONE("a", "A"), "en.po:1:1: the header (msgid \"\") comes first" },
		{ EN, "no messages" },
		{ EN EN ONE("a", "A"), "en.po:6:1: an empty msgid: a second header" },
		{ EN ONE("a", "A") ONE("a", "B"), "en.po:8:1: \"a\" is there twice" },
		{ EN ONE("a.b", "A") ONE("a-b", "B"), "become the same name in C" },
		{ EN ONE("A", "A"), "the key \"A\" is not of a-z" },
		{ EN ONE("1a", "A"), "the key \"1a\" is not of a-z" },
		{ EN ONE("a b", "A"), "the key \"a b\" is not of a-z" },
		{ EN ONE("a", ""), "en.po:7:1: the text is empty" },
		{ EN SOME("a", "", "x"), "the text is empty" },
		{ EN ONE("a", "{x"), "'{' begins no {name}" },
		{ EN ONE("a", "{}"), "'{' begins no {name}" },
		{ EN ONE("a", "{X}"), "'{' begins no {name}" },
		{ EN ONE("a", "{x }"), "'{' begins no {name}" },
		{ EN ONE("a", "x}"), "a lone '}'" },
		{ EN ONE("a", "\\q"), "unknown escape" },
		{ EN ONE("a", "\\"), "'\\' at the end of the string" },
		{ EN ONE("a", "x\"y"), "needs a '\\'" },
		{ EN "msgid \"a\"\nmsgstr \"x\001y\"\n", "a control character in a string" },
		{ EN "msgid \"a\"\nmsgstr x\n", "a string in double quotes is missing" },
		{ EN "msgid \"a\"\nmsgstr \"x\n", "a string in double quotes is missing" },
		{ EN "msgid \"a\"\n", "this msgid has no msgstr" },
		{ EN "msgid \"a\"\nmsgid \"b\"\nmsgstr \"B\"\n", "en.po:6:1: this msgid has no msgstr" },
		{ EN "msgid \"a\"\nmsgstr[0] \"A\"\n", "needs msgid_plural" },
		{ EN "msgid \"a\"\nmsgid_plural \"a\"\nmsgstr \"A\"\n", "has msgstr[0]" },
		{ EN "msgid \"a\"\nmsgid_plural \"as\"\nmsgstr[0] \"A\"\n", "msgid_plural repeats the key" },
		{ EN "msgid \"a\"\nmsgid_plural \"a\"\nmsgstr[0] \"A\"\n", "1 forms where the language has 2" },
		{ EN "msgid \"a\"\nmsgid_plural \"a\"\nmsgstr[1] \"A\"\n", "msgstr[1] is not the next form" },
		{ EN ONE("a", "A") "msgid_plural \"a\"\n", "msgid_plural follows a msgid" },
		{ EN ONE("a", "A") "msgstr \"B\"\n", "msgstr[0] is not the next form" },
		{ EN "msgctxt \"x\"\n" ONE("a", "A"), "en.po:6:1: neither comment" },
		{ EN "\"x\"\n" "x\n", "neither comment" },
		{ EN "#, fuzzy\n" ONE("a", "A"), "fuzzy in the source language" },
		{ "msgid \"\"\nmsgstr \"Language: en\\n\"\n", "X-Language-Name" },
		{ "msgid \"\"\nmsgstr \"X-Language-Name: E\\n\"\n", "names no Language" },
		{ HEADER("EN", "nplurals=1; plural=0;"), "Language is a code" },
		{ "msgid \"\"\nmsgstr \"Language: en\\nX-Language-Name: E\\n\"\n", "no Plural-Forms" },
		{ "msgid \"\"\nmsgstr \"Language: en\\nX-Language-Name: E\\nX-Direction: up\\n\"\n",
		  "X-Direction is ltr or rtl" },
		{ "msgstr \"x\"\n", "msgstr without a msgid" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		check_refused(bad[i][0], NULL, bad[i][1]);
}

static void
a_message_longer_than_a_c_literal_may_be_is_refused(void **state)
{
	AUTO_ARENA a = { 0 };
	char *text = arena_alloc(&a, PO_TEXT_MAX + 2);

	(void)state;
	memset(text, 'x', PO_TEXT_MAX + 1);
	check_refused(arena_printf(&a, EN "msgid \"a\"\nmsgstr \"%s\"\n", text).p, NULL,
		      "longer than 4000 bytes");
	text[PO_TEXT_MAX] = '\0';
	assert_true(compile(&a, arena_printf(&a, EN "msgid \"a\"\nmsgstr \"%s\"\n", text).p, NULL).ok);
}

static void
a_bad_translation_is_refused(void **state)
{
#define XX HEADER("xx", "nplurals=2; plural=(n > 1);")
	static const char en[] = EN ONE("a", "A {x}") SOME("b", "one", "{n} {y}");
	static const char *const bad[][2] = {
		{ XX ONE("z", "Z"), "xx.po:6:1: \"z\" is no key of en.po" },
		{ XX ONE("a", "A"), "xx.po:7:1: {x} of the source text is missing" },
		{ XX ONE("a", "A {x} {q}"), "{q} is not in the source text" },
		{ XX SOME("b", "{y}", "{q} {y}"), "{q} is not in the source text" },
		{ XX SOME("b", "one", "many"), "{y} of the source text is missing" },
		{ XX ONE("b", "B"), "plural forms in one language only" },
		{ XX SOME("a", "A {x}", "A {x}"), "plural forms in one language only" },
		{ HEADER("en", "nplurals=1; plural=0;") ONE("a", "A {x}"), "the language en is there twice" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		check_refused(en, bad[i][0], bad[i][1]);
	/* A form may say its number in words. */
	AUTO_ARENA a = { 0 };
	assert_true(compile(&a, en, XX SOME("b", "{y}", "{y}")).ok);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(messages_are_sorted_by_key),
		cmocka_unit_test(the_key_list_names_parameters_in_the_order_of_the_text),
		cmocka_unit_test(doubled_braces_are_undone_where_nothing_else_is_to_be_filled_in),
		cmocka_unit_test(strings_may_be_continued_and_hold_escapes),
		cmocka_unit_test(a_translation_may_leave_out_what_falls_back),
		cmocka_unit_test(a_plural_expression_is_written_out_anew),
		cmocka_unit_test(a_bad_plural_expression_is_refused),
		cmocka_unit_test(a_bad_source_file_is_refused),
		cmocka_unit_test(a_message_longer_than_a_c_literal_may_be_is_refused),
		cmocka_unit_test(a_bad_translation_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
