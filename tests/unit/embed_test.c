/* SPDX-License-Identifier: Apache-2.0 */
/* The asset compiler in-process. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "tools/embed.h"

struct result {
	bool ok;
	const char *c, *h;
	struct complaint why;
};

static struct result
compile(struct arena *a, const struct embed_file *file, size_t n)
{
	struct embed_out out = { { 0 }, { 0 } };
	struct result r = { 0 };

	r.ok = embed_compile(a, STR("assets_gen.h"), file, n, &out, &r.why);
	r.c = arena_cstr(a, buf_str(&out.c));
	r.h = arena_cstr(a, buf_str(&out.h));
	buf_done(&out.c);
	buf_done(&out.h);
	return r;
}

static void
an_asset_has_bytes_type_hash_and_address(void **state)
{
	static const struct embed_file file[] = {
		{ STR_INIT("a.css"), STR_INIT("p{}\n") },
		{ STR_INIT("b-2.min.js"), STR_INIT("") },
	};
	AUTO_ARENA a = { 0 };
	struct result r = compile(&a, file, 2);
	const char *row = arena_printf(&a, "STR_INIT(\"/static/a.%016lx.css\")",
				       (unsigned long)str_hash(STR("p{}\n"))).p;

	(void)state;
	assert_true(r.ok);
	assert_non_null(strstr(r.h, "enum asset_id {\n\tASSET_A_CSS,\n\tASSET_B_2_MIN_JS,\n};"));
	assert_non_null(strstr(r.c, "bytes_0[] = {\n\t112, 123, 125, 10,\n\t0,\n};"));
	assert_non_null(strstr(r.c, "bytes_1[] = {\n\t0,\n};"));
	assert_non_null(strstr(r.c, row));
	/* FNV-1a of nothing is its offset basis. */
	assert_non_null(strstr(r.c, "STR_INIT(\"/static/b-2.min.cbf29ce484222325.js\")"));
	assert_non_null(strstr(r.c, "\"text/css; charset=utf-8\""));
	assert_non_null(strstr(r.c, "bytes_0, 4 },"));
	assert_non_null(strstr(r.c, "bytes_1, 0 },"));
	assert_non_null(strstr(r.c, "assets_n = 2;"));
}

static void
another_content_has_another_address(void **state)
{
	static const struct embed_file one = { STR_INIT("a.css"), STR_INIT("x") };
	static const struct embed_file two = { STR_INIT("a.css"), STR_INIT("y") };
	AUTO_ARENA a = { 0 };

	(void)state;
	assert_string_not_equal(strstr(compile(&a, &one, 1).c, "/static/"),
				strstr(compile(&a, &two, 1).c, "/static/"));
}

static void
a_bad_name_is_refused(void **state)
{
	static const struct {
		struct embed_file file[2];
		size_t n;
		const char *expected;
	} bad[] = {
		{ { { STR_INIT("A.css"), STR_INIT("") } }, 1, "A.css: the name is not of a-z" },
		{ { { STR_INIT("a/b.css"), STR_INIT("") } }, 1, "the name is not of a-z" },
		{ { { STR_INIT("..css"), STR_INIT("") } }, 1, "the name is not of a-z" },
		{ { { STR_INIT("a\".css"), STR_INIT("") } }, 1, "the name is not of a-z" },
		{ { { STR_INIT(""), STR_INIT("") } }, 1, "no content type" },
		{ { { STR_INIT("a.exe"), STR_INIT("") } }, 1, "a.exe: no content type" },
		{ { { STR_INIT("css"), STR_INIT("") } }, 1, "no content type" },
		{ { { STR_INIT("a.css"), STR_INIT("") }, { STR_INIT("a.css"), STR_INIT("") } }, 2,
		  "there twice" },
		{ { { STR_INIT("a-b.css"), STR_INIT("") }, { STR_INIT("a.b.css"), STR_INIT("") } }, 2,
		  "a.b.css: there twice, or too like another name" },
		{ { { STR_INIT(""), STR_INIT("") } }, 0, "no files were given" },
	};
	AUTO_ARENA a = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct result r = compile(&a, bad[i].file, bad[i].n);

		if (r.ok || !strstr(r.why.text, bad[i].expected)) {
			print_error("%zu: %s instead of %s\n", i, r.why.text, bad[i].expected);
			fail();
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_asset_has_bytes_type_hash_and_address),
		cmocka_unit_test(another_content_has_another_address),
		cmocka_unit_test(a_bad_name_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
