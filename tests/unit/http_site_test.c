/* SPDX-License-Identifier: Apache-2.0 */
/* A request's way through the application, in-process. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/op.h has its own */

#include <inttypes.h>

#include "http/call.h"

/* ---- the application under test: what happened is written down ---- */

static struct buf trace;
static uint64_t version;
static bool version_known;
static int64_t today;
static size_t size;

static enum errc
show(struct http_request *req, struct http_response *res)
{
	(void)req;
	BUF_LIT(&trace, "handler ");
	for (size_t i = 0; i < size; i++)
		buf_addc(&res->body, "abcdefg"[i % 7]);
	return OK;
}

static enum errc
meeting(struct http_request *req, struct http_response *res)
{
	buf_addf(&res->body, "%.*s %.*s %" PRId64, STRF(http_param(req, "series")),
		 STRF(http_param(req, "number")), http_int(req, "page", 1));
	return OK;
}

static enum errc
lose(struct http_request *req, struct http_response *res)
{
	BUF_LIT(&res->body, "half a page");
	http_set(req, res, "X-Half", STR("yes"));
	return fail(&req->op, E_NOT_FOUND, "meeting.none", "no %d", 5);
}

static enum errc
conflict(struct http_request *req, struct http_response *res)
{
	(void)res;
	return fail(&req->op, E_CONFLICT, "meeting.twice", "twice");
}

static enum errc
mend(struct http_request *req, struct http_response *res)
{
	buf_addf(&res->body, "errors=%zu %.*s", req->errors, STRF(http_text(req, "title")));
	return OK;
}

static enum errc
leave(struct http_request *req, struct http_response *res)
{
	http_redirect(req, res, 303, http_text(req, "to"));
	return OK;
}

static enum errc
download(struct http_request *req, struct http_response *res)
{
	res->type = HTTP_BYTES;
	BUF_LIT(&res->body, "0123456789");
	http_download(req, res, STR("r\xc3\xa9sum\xc3\xa9 \"x\".bin"));
	return OK;
}

static enum errc
raw(struct http_request *req, struct http_response *res)
{
	res->type = HTTP_JSON;
	res->cache = HTTP_NO_STORE;
	buf_add(&res->body, http_body(req));
	return OK;
}

static const struct http_field page_field[] = { { .name = "page", .kind = HTTP_INT } };
static const struct http_field title_field[] = {
	{ .name = "title", .kind = HTTP_TEXT, .required = true, .max = 5 },
};
static const struct http_field to_field[] = { { .name = "to", .kind = HTTP_TEXT, .max = 999 } };

#define G(p, h, ...) { .method = HTTP_GET, .path = p, .handler = h, __VA_ARGS__ }
#define P(p, h, ...) { .method = HTTP_POST, .path = p, .handler = h, __VA_ARGS__ }
static const struct http_route routes[] = {
	G("/", show, .max_age = 0),
	G("/feed", show, .max_age = 600),
	G("/me", show, .uncached = true),
	G("/secret", show, .need = 1),
	G("/meetings/{series}/{number}", meeting, HTTP_FIELDS(page_field)),
	G("/lost", lose, .need = 0),
	P("/conflict", conflict, .need = 0),
	P("/mend", mend, HTTP_FIELDS(title_field), .shows_errors = true),
	P("/strict", mend, HTTP_FIELDS(title_field), .body_max = 100),
	G("/leave", leave, HTTP_FIELDS(to_field)),
	G("/download", download, .need = 0),
	P("/raw", raw, .need = 0),
};
static const struct http_routes tables[] = { { routes, ARRAY_LEN(routes) } };
#define CSS "body { color: red } body { color: red } body { color: red } body { color: red }"
static const struct http_asset assets[] = {
	{ .path = "/assets/a.css", .type = HTTP_CSS, .body = STR_INIT(CSS) },
	{ .path = "/assets/a.png", .type = HTTP_PNG, .body = STR_INIT("\x89PNG" CSS) },
};

static void *
thread_init(void *app)
{
	BUF_LIT(&trace, "thread ");
	return app;
}

static void
thread_done(void *app, void *thread)
{
	assert_ptr_equal(app, thread);
	BUF_LIT(&trace, "gone ");
}

static void
begin(struct http_request *req)
{
	assert_ptr_equal(req->thread, req->app);
	BUF_LIT(&trace, "begin ");
}

static void
end(struct http_request *req)
{
	(void)req;
	BUF_LIT(&trace, "end ");
}

static enum errc
allow(struct http_request *req)
{
	return req->route->need ? fail(&req->op, E_FORBIDDEN, "access.denied", "no") : OK;
}

static bool
data_version(void *thread, uint64_t *ret)
{
	(void)thread;
	*ret = version;
	return version_known;
}

static void
error_page(struct http_request *req, struct http_response *res)
{
	buf_addf(&res->body, "<h1>%d</h1>%s|%s", res->status,
		 req->op.err.msgid ? req->op.err.msgid : "-", req->op.err.detail);
}

static instant
clock_of_test(void)
{
	return (instant){ today * 86400 + 3600 };
}

static const struct http_app app = {
	.app = &trace,
	.build_id = "build 1",
	.tables = tables,
	.n_tables = 1,
	.assets = assets,
	.n_assets = 2,
	.thread_init = thread_init,
	.thread_done = thread_done,
	.begin = begin,
	.end = end,
	.allow = allow,
	.data_version = data_version,
	.error = error_page,
	.clock = clock_of_test,
};

/* ---- fixture ---- */

static struct http_site *site;
static struct arena arena;
static struct http_response res;

static int
set_up(void **state)
{
	(void)state;
	version = 7;
	version_known = true;
	today = 20000;
	size = 4000;
	site = http_site_new(&app);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	http_site_free(site);
	arena_done(&arena);
	buf_done(&res.body);
	buf_done(&trace);
	return 0;
}

static int
send(const char *method, const char *target, struct str body, const char *name,
     const char *value)
{
	struct http_header h = { str_of(name), str_of(value) };
	struct http_test_request q = { .method = method, .target = target, .body = body,
				       .headers = &h, .n_headers = name != NULL };

	buf_done(&res.body);
	buf_clear(&trace);
	http_dispatch(site, &arena, &q, &res);
	return res.status;
}

static int
get(const char *target)
{
	return send("GET", target, STR(""), NULL, NULL);
}

static int
get_with(const char *target, const char *name, const char *value)
{
	return send("GET", target, STR(""), name, value);
}

static int
post(const char *target, const char *body)
{
	return send("POST", target, str_of(body), "Content-Type",
		    "application/x-www-form-urlencoded");
}

static void
assert_body(const char *body)
{
	assert_string_equal(buf_cstr(&res.body), body);
}

static const char *
header(const char *name)
{
	struct str s = http_response_header(&res, name);

	return str_present(s) ? arena_cstr(&arena, s) : "(none)";
}

static bool
traced(const char *what)
{
	return str_find(buf_str(&trace), str_of(what), 0) != STR_NPOS;
}

/* ---- tests ---- */

static void
a_handler_gets_its_parameters_and_fields(void **state)
{
	(void)state;
	assert_int_equal(get("/meetings/dccg/54?page=3&utm=x"), 200);
	assert_body("dccg 54 3");
	assert_int_equal(get("/meetings/d%C3%A9/a%20b"), 200);
	assert_body("d\xc3\xa9 a b 1");
}

static void
hooks_run_around_the_handler(void **state)
{
	(void)state;
	assert_int_equal(get("/"), 200);
	assert_string_equal(buf_cstr(&trace), "thread begin handler end gone ");
	assert_int_equal(get("/none"), 404);
	assert_string_equal(buf_cstr(&trace), "thread begin end gone ");
}

static void
every_response_has_the_security_headers(void **state)
{
	static const char *const targets[] = { "/", "/none", "/assets/a.css", "/a%zz", "/lost",
					       "/leave?to=/x", "/feed/" };
	static const char *const names[] = { "X-Content-Type-Options", "X-Frame-Options",
					     "Referrer-Policy", "Cross-Origin-Opener-Policy",
					     "Permissions-Policy", "Cache-Control" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(targets); i++) {
		(void)get(targets[i]);
		for (size_t j = 0; j < ARRAY_LEN(names); j++)
			assert_string_not_equal(header(names[j]), "(none)");
		assert_non_null(strstr(header("Content-Security-Policy"), "default-src 'none'"));
		assert_null(strstr(header("Content-Security-Policy"), "unsafe"));
	}
	(void)get("/");
	(void)get_with("/", "If-None-Match", header("ETag"));
	assert_int_equal(res.status, 304);
	assert_string_equal(header("X-Content-Type-Options"), "nosniff");
}

static void
an_error_becomes_a_page_of_the_application(void **state)
{
	(void)state;
	assert_int_equal(get("/lost"), 404);
	assert_body("<h1>404</h1>meeting.none|no 5");
	assert_string_equal(header("X-Half"), "(none)");
	assert_string_equal(header("ETag"), "(none)");
	assert_int_equal(post("/conflict", ""), 409);
	assert_body("<h1>409</h1>meeting.twice|twice");
	assert_int_equal(get("/secret"), 403);
	assert_body("<h1>403</h1>access.denied|no");
	assert_false(traced("handler"));
	assert_int_equal(get("/none"), 404);
	assert_body("<h1>404</h1>-|");
}

static void
a_wrong_method_is_told_the_right_ones(void **state)
{
	(void)state;
	assert_int_equal(post("/", ""), 405);
	assert_string_equal(header("Allow"), "GET, HEAD");
	assert_int_equal(get("/mend"), 405);
	assert_string_equal(header("Allow"), "POST");
	assert_int_equal(send("BREW", "/", STR(""), NULL, NULL), 405);
	assert_int_equal(post("/assets/a.css", ""), 405);
}

static void
a_slash_at_the_end_is_redirected_away(void **state)
{
	(void)state;
	assert_int_equal(get("/feed/"), 308);
	assert_string_equal(header("Location"), "/feed");
	assert_int_equal(get("/meetings/a%3Fb/5/?page=2"), 308);
	assert_string_equal(header("Location"), "/meetings/a%3Fb/5?page=2");
	assert_int_equal(get("/none/"), 404);
	assert_int_equal(get("/mend/"), 308);
}

static void
a_redirect_never_leaves_for_another_host_by_accident(void **state)
{
	static const struct {
		const char *to, *location;
	} cases[] = {
		{ "/a", "/a" },
		{ "a", "/a" },
		{ "//evil.example", "/evil.example" },
		{ "/\\evil.example", "/evil.example" },
		{ "%5c%5cevil.example", "/evil.example" },
		{ "/a%20%C3%A9%22%3C", "/a%20%C3%A9%22%3C" },
		{ "/a%0d%0aX-A:b", "/a%0AX-A:b" },
		{ "/a?b=c%25d", "/a?b=c%d" },
		{ "https://forum.example/x", "https://forum.example/x" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct str target = arena_printf(&arena, "/leave?to=%s", cases[i].to);

		assert_int_equal(get(target.p), 303);
		assert_string_equal(header("Location"), cases[i].location);
	}
}

static void
invalid_input_does_not_reach_a_handler_that_does_not_ask_for_it(void **state)
{
	(void)state;
	assert_int_equal(get("/meetings/a/1?page=x"), 400);
	assert_int_equal(post("/strict", "title=much+too+long"), 400);
	assert_int_equal(post("/strict", "title=fine"), 200);
	assert_body("errors=0 fine");
}

static void
invalid_input_is_shown_by_a_handler_that_does(void **state)
{
	(void)state;
	assert_int_equal(post("/mend", "title=much+too+long"), 200);
	assert_body("errors=1 much too long");
}

static void
a_body_is_limited_by_its_route(void **state)
{
	char body[200];

	(void)state;
	memset(body, 'a', sizeof body);
	body[sizeof body - 1] = 0;
	assert_int_equal(post("/strict", body), 413);
	assert_int_equal(send("POST", "/raw", STR("{}"), NULL, NULL), 200);
	assert_body("{}");
	assert_string_equal(header("Cache-Control"), "no-store");
	assert_int_equal(send("GET", "/", STR("x"), NULL, NULL), 413);
}

static void
a_post_from_another_site_does_not_run(void **state)
{
	(void)state;
	assert_int_equal(send("POST", "/mend", STR(""), "Sec-Fetch-Site", "cross-site"), 403);
	assert_int_equal(send("POST", "/mend", STR(""), "Origin", "http://evil.example"), 403);
	assert_int_equal(send("POST", "/mend", STR(""), "Origin", "http://localhost"), 200);
	assert_int_equal(send("GET", "/", STR(""), "Sec-Fetch-Site", "cross-site"), 200);
}

static void
head_is_get_without_the_body(void **state)
{
	(void)state;
	assert_int_equal(send("HEAD", "/", STR(""), NULL, NULL), 200);
	assert_int_equal(res.body.n, 0);
	assert_string_equal(header("Content-Length"), "4000");
	assert_true(traced("handler"));
	assert_int_equal(send("HEAD", "/none", STR(""), NULL, NULL), 404);
	assert_int_equal(res.body.n, 0);
	assert_int_equal(send("HEAD", "/mend", STR(""), NULL, NULL), 405);
}

/* ---- tags and the cache ---- */

static void
a_tag_spares_the_handler_until_the_data_changes(void **state)
{
	const char *tag;

	(void)state;
	assert_int_equal(get("/"), 200);
	tag = header("ETag");
	assert_int_equal(tag[0], '"');
	assert_int_equal(get_with("/", "If-None-Match", tag), 304);
	assert_false(traced("handler"));
	assert_int_equal(res.body.n, 0);
	assert_string_equal(header("ETag"), tag);
	assert_string_equal(header("Content-Length"), "4000");
	version++;
	assert_int_equal(get_with("/", "If-None-Match", tag), 200);
	assert_true(traced("handler"));
	version--;
	today++;
	assert_int_equal(get_with("/", "If-None-Match", tag), 200);
	today--;
	assert_int_equal(get_with("/feed", "If-None-Match", tag), 200);
	assert_int_equal(get_with("/", "If-None-Match", tag), 304);
	assert_int_equal(get_with("/", "If-None-Match",
				  arena_printf(&arena, "\"x\", W/%s", tag).p), 304);
}

static void
a_tag_that_is_not_ours_is_not_believed(void **state)
{
	static const char *const bad[] = { "*", "\"\"", "\"", "", "\"0000000000000000-4000\"" };
	const char *tag;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		assert_int_equal(get_with("/", "If-None-Match", bad[i]), 200);
	tag = header("ETag");
	assert_int_equal(get_with("/", "If-None-Match",
				  arena_printf(&arena, "%.17s\"", tag).p), 200);
	assert_int_equal(get_with("/", "If-None-Match",
				  arena_printf(&arena, "%.17s-x\"", tag).p), 200);
	assert_int_equal(get_with("/", "If-None-Match",
				  arena_printf(&arena, "%.17s-99999999999999999999\"", tag).p), 200);
	assert_int_equal(get_with("/", "If-None-Match",
				  arena_printf(&arena, "%.17s-4000", tag).p), 200);
}

static void
a_page_without_a_data_version_has_no_tag(void **state)
{
	(void)state;
	version_known = false;
	assert_int_equal(get("/"), 200);
	assert_string_equal(header("ETag"), "(none)");
	version_known = true;
	assert_int_equal(get("/me"), 200);
	assert_string_equal(header("ETag"), "(none)");
}

static void
compressed_pages_come_from_the_cache_and_others_are_made_afresh(void **state)
{
	struct str first;

	(void)state;
	assert_int_equal(get_with("/", "Accept-Encoding", "gzip"), 200);
	assert_true(traced("handler"));
	assert_string_equal(header("Content-Encoding"), "gzip");
	assert_string_equal(header("Vary"), "Accept-Encoding");
	assert_true(res.body.n < 200);
	first = buf_to_arena(&res.body, &arena);
	assert_int_equal(get_with("/", "Accept-Encoding", "gzip"), 200);
	assert_false(traced("handler"));
	assert_true(str_eq(first, buf_str(&res.body)));
	assert_string_equal(header("Content-Type"), HTTP_HTML);
	assert_int_equal(get("/"), 200);
	assert_true(traced("handler"));
	assert_string_equal(header("Vary"), "Accept-Encoding");
	version++;
	assert_int_equal(get_with("/", "Accept-Encoding", "gzip"), 200);
	assert_true(traced("handler"));
	assert_int_equal(http_site_counters(site).cache_hits, 1);
	assert_int_equal(http_site_counters(site).cache_misses, 2);
}

static void
the_two_encodings_have_two_tags(void **state)
{
	const char *plain, *packed;

	(void)state;
	(void)get("/");
	plain = header("ETag");
	(void)get_with("/", "Accept-Encoding", "gzip");
	packed = header("ETag");
	assert_string_not_equal(plain, packed);
	assert_int_equal(get_with("/", "If-None-Match", packed), 304);
	assert_string_equal(header("ETag"), packed);
}

static void
a_personal_page_is_compressed_but_not_kept(void **state)
{
	(void)state;
	assert_int_equal(get_with("/me", "Accept-Encoding", "gzip"), 200);
	assert_string_equal(header("Content-Encoding"), "gzip");
	assert_int_equal(get_with("/me", "Accept-Encoding", "gzip"), 200);
	assert_true(traced("handler"));
	assert_int_equal(http_site_counters(site).cache_bytes, 0);
}

static void
a_small_page_is_not_compressed(void **state)
{
	(void)state;
	size = 859;
	assert_int_equal(get_with("/", "Accept-Encoding", "gzip"), 200);
	assert_string_equal(header("Content-Encoding"), "(none)");
	assert_int_equal(res.body.n, 859);
	size = 860;
	version++;
	assert_int_equal(get_with("/", "Accept-Encoding", "gzip"), 200);
	assert_string_equal(header("Content-Encoding"), "gzip");
}

static void
a_route_says_how_long_its_pages_hold(void **state)
{
	(void)state;
	assert_int_equal(get("/feed"), 200);
	assert_string_equal(header("Cache-Control"), "public, max-age=600");
	assert_int_equal(get_with("/feed", "If-None-Match", header("ETag")), 304);
	assert_string_equal(header("Cache-Control"), "public, max-age=600");
	assert_int_equal(get("/"), 200);
	assert_string_equal(header("Cache-Control"), "no-cache");
}

static void
an_asset_is_immutable_and_comes_in_both_encodings(void **state)
{
	(void)state;
	assert_int_equal(get("/assets/a.css"), 200);
	assert_body(CSS);
	assert_string_equal(header("Content-Type"), HTTP_CSS);
	assert_string_equal(header("Cache-Control"), "public, max-age=31536000, immutable");
	assert_int_equal(get_with("/assets/a.css", "Accept-Encoding", "gzip"), 200);
	assert_string_equal(header("Content-Encoding"), "gzip");
	assert_true(res.body.n < sizeof CSS);
	assert_int_equal(get_with("/assets/a.png", "Accept-Encoding", "gzip"), 200);
	assert_string_equal(header("Content-Encoding"), "(none)");
}

/* ---- downloads ---- */

static void
a_download_has_its_name_in_both_spellings(void **state)
{
	(void)state;
	assert_int_equal(get("/download"), 200);
	assert_string_equal(header("Content-Disposition"),
			    "attachment; filename=\"r__sum__ _x_.bin\"; "
			    "filename*=UTF-8''r%C3%A9sum%C3%A9%20%22x%22.bin");
	assert_string_equal(header("Accept-Ranges"), "bytes");
}

static void
ranges_are_served(void **state)
{
	static const struct {
		const char *range;
		int status;
		const char *content_range, *body;
	} cases[] = {
		{ "bytes=0-0", 206, "bytes 0-0/10", "0" },
		{ "bytes=2-5", 206, "bytes 2-5/10", "2345" },
		{ "bytes=8-", 206, "bytes 8-9/10", "89" },
		{ "bytes=8-99", 206, "bytes 8-9/10", "89" },
		{ "bytes=-3", 206, "bytes 7-9/10", "789" },
		{ "bytes=-99", 206, "bytes 0-9/10", "0123456789" },
		{ "bytes=10-", 416, "bytes */10", "" },
		{ "bytes=-0", 416, "bytes */10", "" },
		{ "bytes=99999999999999-", 416, "bytes */10", "" },
		{ "bytes=5-2", 200, "(none)", "0123456789" },
		{ "bytes=", 200, "(none)", "0123456789" },
		{ "bytes=-", 200, "(none)", "0123456789" },
		{ "bytes=a-b", 200, "(none)", "0123456789" },
		{ "bytes=0-1,3-4", 200, "(none)", "0123456789" },
		{ "bytes=99999999999999999999-", 200, "(none)", "0123456789" },
		{ "lines=1-2", 200, "(none)", "0123456789" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		assert_int_equal(get_with("/download", "Range", cases[i].range), cases[i].status);
		assert_string_equal(header("Content-Range"), cases[i].content_range);
		assert_body(cases[i].body);
	}
	assert_int_equal(get_with("/", "Range", "bytes=0-1"), 200);
	assert_int_equal(send("HEAD", "/download", STR(""), "Range", "bytes=0-1"), 200);
}

static void
a_range_of_an_older_file_is_not_served(void **state)
{
	struct http_header h[] = { { STR("Range"), STR("bytes=0-1") }, { STR("If-Range"), STR("") } };
	struct http_test_request q = { .target = "/download", .headers = h, .n_headers = 2 };

	(void)state;
	(void)get("/download");
	h[1].value = str_of(header("ETag"));
	buf_done(&res.body);
	http_dispatch(site, &arena, &q, &res);
	assert_int_equal(res.status, 206);
	version++;
	buf_done(&res.body);
	http_dispatch(site, &arena, &q, &res);
	assert_int_equal(res.status, 200);
	h[1].value = STR("Thu, 13 May 2021 13:00:00 GMT");
	buf_done(&res.body);
	http_dispatch(site, &arena, &q, &res);
	assert_int_equal(res.status, 200);
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_handler_gets_its_parameters_and_fields),
		T(hooks_run_around_the_handler),
		T(every_response_has_the_security_headers),
		T(an_error_becomes_a_page_of_the_application),
		T(a_wrong_method_is_told_the_right_ones),
		T(a_slash_at_the_end_is_redirected_away),
		T(a_redirect_never_leaves_for_another_host_by_accident),
		T(invalid_input_does_not_reach_a_handler_that_does_not_ask_for_it),
		T(invalid_input_is_shown_by_a_handler_that_does),
		T(a_body_is_limited_by_its_route),
		T(a_post_from_another_site_does_not_run),
		T(head_is_get_without_the_body),
		T(a_tag_spares_the_handler_until_the_data_changes),
		T(a_tag_that_is_not_ours_is_not_believed),
		T(a_page_without_a_data_version_has_no_tag),
		T(compressed_pages_come_from_the_cache_and_others_are_made_afresh),
		T(the_two_encodings_have_two_tags),
		T(a_personal_page_is_compressed_but_not_kept),
		T(a_small_page_is_not_compressed),
		T(a_route_says_how_long_its_pages_hold),
		T(an_asset_is_immutable_and_comes_in_both_encodings),
		T(a_download_has_its_name_in_both_spellings),
		T(ranges_are_served),
		T(a_range_of_an_older_file_is_not_served),
	};

	return cmocka_run_group_tests_name("http_site", tests, NULL, NULL);
}
