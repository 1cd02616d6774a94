/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/op.h has its own */

#include "http/call.h"

static enum errc
nothing(struct http_request *req, struct http_response *res)
{
	(void)req;
	(void)res;
	return OK;
}

#define R(m, p) { .method = HTTP_##m, .path = p, .handler = nothing }
static const struct http_route routes[] = {
	R(GET, "/"),
	R(GET, "/meetings"),
	R(POST, "/meetings"),
	R(GET, "/meetings/new"),
	R(GET, "/meetings/{series}/{number}"),
	R(DELETE, "/meetings/{series}/{number}"),
	R(GET, "/meetings/{series}/latest"),
	R(GET, "/meetings/{series}"),
	R(GET, "/{a}/{b}/{c}/{d}"),
	R(POST, "/only/post"),
};
static const struct http_routes tables[] = { { routes, 5 },
					     { routes + 5, ARRAY_LEN(routes) - 5 } };
static const struct http_asset assets[] = {
	{ .path = "/assets/a.css", .type = HTTP_CSS, .body = STR_INIT("a{}") },
};
static const struct http_app app = { .tables = tables, .n_tables = 2,
				     .assets = assets, .n_assets = 1 };

static struct http_router *router;

static int
set_up(void **state)
{
	(void)state;
	router = http_router_new(&app);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	http_router_free(router);
	return 0;
}

/* The pattern that a GET finds, and its values joined by commas. */
static void
assert_found(const char *path, const char *pattern, const char *values)
{
	AUTO_ARENA a = { 0 };
	struct http_match m;
	struct str s = STR("");

	assert_true(http_router_find(router, str_of(path), &m));
	assert_non_null(m.route[HTTP_GET]);
	assert_string_equal(m.route[HTTP_GET]->path, pattern);
	for (size_t i = 0; i < m.n_values; i++)
		s = arena_printf(&a, "%.*s%s%.*s", STRF(s), i ? "," : "", STRF(m.values[i]));
	assert_true(str_is(s, values));
}

static void
a_path_finds_its_route(void **state)
{
	(void)state;
	assert_found("/", "/", "");
	assert_found("/meetings", "/meetings", "");
	assert_found("/meetings/dccg/54", "/meetings/{series}/{number}", "dccg,54");
}

static void
a_literal_wins_over_a_name(void **state)
{
	(void)state;
	assert_found("/meetings/new", "/meetings/new", "");
	assert_found("/meetings/newer", "/meetings/{series}", "newer");
	assert_found("/meetings/dccg/latest", "/meetings/{series}/latest", "dccg");
}

static void
a_literal_that_leads_nowhere_is_left_again(void **state)
{
	(void)state;
	assert_found("/meetings/new/7", "/meetings/{series}/{number}", "new,7");
	assert_found("/meetings/x/y/z", "/{a}/{b}/{c}/{d}", "meetings,x,y,z");
	assert_found("/meetings/new/y/z", "/{a}/{b}/{c}/{d}", "meetings,new,y,z");
}

static void
what_has_no_route_is_not_found(void **state)
{
	static const char *const none[] = { "/meeting", "/meetingss", "/only", "/a/b/c/d/e",
					    "/meetings/", "/meetings/a/", "/Meetings",
					    "/assets", "/a/b/c" };
	struct http_match m;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(none); i++)
		assert_false(http_router_find(router, str_of(none[i]), &m));
}

static void
the_allowed_methods_are_listed(void **state)
{
	AUTO_ARENA a = { 0 };
	struct http_match m;

	(void)state;
	assert_true(http_router_find(router, STR("/meetings"), &m));
	assert_true(str_is(http_match_allow(&m, &a), "GET, HEAD, POST"));
	assert_true(http_router_find(router, STR("/only/post"), &m));
	assert_true(str_is(http_match_allow(&m, &a), "POST"));
	assert_true(http_router_find(router, STR("/meetings/a/1"), &m));
	assert_true(str_is(http_match_allow(&m, &a), "GET, HEAD, DELETE"));
	assert_true(http_router_find(router, STR("/assets/a.css"), &m));
	assert_true(str_is(http_match_allow(&m, &a), "GET, HEAD"));
	assert_ptr_equal(m.asset, &assets[0]);
}

static void
names_get_their_values(void **state)
{
	AUTO_ARENA a = { 0 };
	struct http_request req = { 0 };
	struct http_match m;

	(void)state;
	assert_true(http_router_find(router, STR("/meetings/dccg/54"), &m));
	req.route = m.route[HTTP_GET];
	http_route_params(&a, &m, &req);
	assert_true(str_is(http_param(&req, "series"), "dccg"));
	assert_true(str_is(http_param(&req, "number"), "54"));
}

/* ---- the target ---- */

static void
assert_split(const char *target, const char *path, const char *query)
{
	AUTO_ARENA a = { 0 };
	struct str p = { 0 }, q = { 0 };
	bool ok = http_split_target(&a, str_of(target), STR("forum.example"), &p, &q);

	if (!path) {
		assert_false(ok);
		return;
	}
	assert_true(ok);
	assert_true(str_is(p, path));
	assert_int_equal(str_present(q), query != NULL);
	assert_true(str_is(q, query));
}

static void
a_target_is_path_and_query(void **state)
{
	(void)state;
	assert_split("/", "/", NULL);
	assert_split("/a?", "/a", "");
	assert_split("/a?b=c?d", "/a", "b=c?d");
	assert_split("/a/?b", "/a/", "b");
	assert_split("http://forum.example/a?b", "/a", "b");
	assert_split("HTTPS://Forum.Example/a", "/a", NULL);
	assert_split("/a?x=%zz/../", "/a", "x=%zz/../");
}

static void
a_path_is_decoded_once(void **state)
{
	(void)state;
	assert_split("/%D9%86/a%20b", "/\xd9\x86/a b", NULL);
	assert_split("/a%2541", "/a%41", NULL);
	assert_split("/a+b", "/a+b", NULL);
	assert_split("/%41%3f", "/A?", NULL);
}

static void
a_path_with_tricks_is_refused(void **state)
{
	static const char *const bad[] = {
		"", "a", "*", "//", "/a//b", "//evil.example/", "/.", "/..", "/a/..", "/a/../b",
		"/%2e%2e", "/%2E./", "/a%2fb", "/a%2Fb", "/a%00", "/a%0d", "/a%7f", "/%", "/%a",
		"/%ag", "/%c3", "/%c0%ae", "/%ed%a0%80", "/\\", "/%5C..", "http://other.example/",
		"http://forum.example", "ftp://forum.example/", "http:///",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		assert_split(bad[i], NULL, NULL);
}

/* ---- who asks ---- */

static struct http_call
call_with(const struct http_header *headers, size_t n)
{
	return (struct http_call){ .method = STR("POST"), .target = STR("/"),
				   .headers = headers, .n_headers = n,
				   .remote = STR("192.0.2.1"), .trusted = true };
}

static bool
is_same_site(const char *name, const char *value)
{
	struct http_header h[] = { { STR("Host"), STR("forum.example:8080") },
				   { str_of(name), str_of(value) } };
	struct http_call c = call_with(h, 2);

	return http_same_site(&c);
}

static void
a_form_from_elsewhere_is_told_apart(void **state)
{
	(void)state;
	assert_true(is_same_site("Sec-Fetch-Site", "same-origin"));
	assert_true(is_same_site("Sec-Fetch-Site", "none"));
	assert_false(is_same_site("Sec-Fetch-Site", "same-site"));
	assert_false(is_same_site("Sec-Fetch-Site", "cross-site"));
	assert_true(is_same_site("Origin", "http://forum.example:8080"));
	assert_true(is_same_site("Origin", "https://Forum.example:8080"));
	assert_false(is_same_site("Origin", "http://forum.example"));
	assert_false(is_same_site("Origin", "http://evil.example/forum.example:8080"));
	assert_false(is_same_site("Origin", "null"));
	assert_false(is_same_site("Origin", ""));
	assert_true(is_same_site("X-Other", "x"));
}

static void
only_the_last_forwarded_address_counts(void **state)
{
	static const struct {
		const char *value, *remote;
	} cases[] = {
		{ "198.51.100.7", "198.51.100.7" },
		{ "10.0.0.1, 198.51.100.7", "198.51.100.7" },
		{ "2001:db8::1", "2001:db8::1" },
		{ "198.51.100.7, <script>", "192.0.2.1" },
		{ "unknown", "192.0.2.1" },
		{ "", "192.0.2.1" },
		{ ",", "192.0.2.1" },
		{ "1111111111111111111111111111111111111111111111", "192.0.2.1" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct http_header h[] = { { STR("X-Forwarded-For"), str_of(cases[i].value) } };
		struct http_call c = call_with(h, 1);

		assert_true(str_is(http_remote(&c), cases[i].remote));
		c.trusted = false;
		assert_true(str_is(http_remote(&c), "192.0.2.1"));
	}
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_path_finds_its_route),
		T(a_literal_wins_over_a_name),
		T(a_literal_that_leads_nowhere_is_left_again),
		T(what_has_no_route_is_not_found),
		T(the_allowed_methods_are_listed),
		T(names_get_their_values),
		T(a_target_is_path_and_query),
		T(a_path_is_decoded_once),
		T(a_path_with_tricks_is_refused),
		T(a_form_from_elsewhere_is_told_apart),
		T(only_the_last_forwarded_address_counts),
	};

	return cmocka_run_group_tests_name("http_router", tests, NULL, NULL);
}
