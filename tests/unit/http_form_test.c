/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/op.h has its own */

#include "http/call.h"

static const char *const states[] = { "open", "done", NULL };
static const struct http_field fields[] = {
	{ .name = "title", .kind = HTTP_TEXT, .required = true, .max = 10 },
	{ .name = "year", .kind = HTTP_INT, .least = 1990, .most = 2100 },
	{ .name = "shift", .kind = HTTP_INT },
	{ .name = "due", .kind = HTTP_DATE },
	{ .name = "state", .kind = HTTP_CHOICE, .choices = states },
	{ .name = "group", .kind = HTTP_TEXT, .repeated = true },
	{ .name = "report", .kind = HTTP_FILE, .max = 20 },
};
static const struct http_route route = { .method = HTTP_POST, .path = "/",
					 HTTP_FIELDS(fields) };

static struct arena arena;

static int
tear_down(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static struct http_request
read_form(const char *type, struct str body, int status)
{
	struct http_request req = { .op.arena = &arena, .route = &route,
				    .method = HTTP_POST, .path = STR("/") };

	assert_int_equal(http_form_read(&req, str_of(type), body), status);
	return req;
}

static struct http_request
urlencoded(const char *body)
{
	return read_form("application/x-www-form-urlencoded", str_of(body), 0);
}

static void
assert_msgid(const struct http_request *req, const char *name, const char *msgid)
{
	const char *have = http_input(req, name)->msgid;

	if (!msgid) {
		assert_null(have);
		return;
	}
	assert_non_null(have);
	assert_string_equal(have, msgid);
}

static void
every_kind_is_read(void **state)
{
	struct http_request req = urlencoded("title=a+b%21&year=2021&shift=-3&due=2021-05-13&"
					     "state=done&group=x&group=y%26z");
	date d;

	(void)state;
	assert_int_equal(req.errors, 0);
	assert_true(str_is(http_text(&req, "title"), "a b!"));
	assert_int_equal(http_int(&req, "year", 0), 2021);
	assert_int_equal(http_int(&req, "shift", 0), -3);
	assert_true(date_parse(STR("2021-05-13"), &d));
	assert_int_equal(http_date(&req, "due").v, d.v);
	assert_int_equal(http_choice(&req, "state", 9), 1);
	assert_int_equal(http_input(&req, "group")->values.n, 2);
	assert_true(str_is(http_input(&req, "group")->values.at[1].text, "y&z"));
	assert_null(http_file(&req, "report"));
}

static void
what_is_not_sent_is_absent(void **state)
{
	struct http_request req = urlencoded("title=a");

	(void)state;
	assert_int_equal(req.errors, 0);
	assert_false(str_present(http_text(&req, "group")));
	assert_int_equal(http_int(&req, "year", -1), -1);
	assert_false(date_known(http_date(&req, "due")));
	assert_int_equal(http_choice(&req, "state", 9), 9);
}

static void
what_is_sent_empty_is_absent_too_unless_it_is_text(void **state)
{
	struct http_request req = urlencoded("title=a&year=&due=&state=&group=");

	(void)state;
	assert_int_equal(req.errors, 0);
	assert_int_equal(http_int(&req, "year", -1), -1);
	assert_int_equal(http_choice(&req, "state", 9), 9);
	assert_true(str_present(http_text(&req, "group")));
	assert_int_equal(http_text(&req, "group").n, 0);
}

static void
undeclared_fields_are_dropped(void **state)
{
	struct http_request req = urlencoded("utm=100%&title=a&=b&&x=y&%ff=z&%zz=1&titl=b&title2=c");

	(void)state;
	assert_int_equal(req.errors, 0);
	assert_true(str_is(http_text(&req, "title"), "a"));
}

static void
each_mistake_is_named_and_what_was_entered_is_kept(void **state)
{
	static const struct {
		const char *body, *name, *msgid, *text;
	} cases[] = {
		{ "", "title", "form.missing", NULL },
		{ "title=", "title", "form.missing", "" },
		{ "title=+%0a+", "title", "form.missing", " \n " },
		{ "title=12345678901", "title", "form.long", "12345678901" },
		{ "title=a&title=b", "title", "form.twice", "a" },
		{ "title=%ff", "title", "form.not-text", "\xff" },
		{ "title=%zz", "title", "form.not-text", "%zz" },
		{ "title=a%00b", "title", "form.not-text", NULL },
		{ "title=a%1bb", "title", "form.not-text", "a\x1b" "b" },
		{ "title=%ed%a0%80", "title", "form.not-text", "\xed\xa0\x80" },
		{ "year=abc", "year", "form.not-a-number", "abc" },
		{ "year=1e3", "year", "form.not-a-number", "1e3" },
		{ "year=%2b5", "year", "form.not-a-number", "+5" },
		{ "year=--5", "year", "form.not-a-number", "--5" },
		{ "year=-", "year", "form.not-a-number", "-" },
		{ "year=99999999999999999999", "year", "form.not-a-number",
		  "99999999999999999999" },
		{ "year=1989", "year", "form.out-of-range", "1989" },
		{ "year=2101", "year", "form.out-of-range", "2101" },
		{ "due=2021-02-30", "due", "form.not-a-date", "2021-02-30" },
		{ "due=13.5.2021", "due", "form.not-a-date", "13.5.2021" },
		{ "state=closed", "state", "form.not-a-choice", "closed" },
		{ "state=ope", "state", "form.not-a-choice", "ope" },
		{ "report=x", "report", "form.not-a-file", "x" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct http_request req = urlencoded(cases[i].body);

		assert_true(req.errors > 0);
		assert_msgid(&req, cases[i].name, cases[i].msgid);
		if (cases[i].text)
			assert_true(str_is(http_text(&req, cases[i].name), cases[i].text));
		arena_done(&arena);
	}
}

static void
a_wrong_value_reads_as_none(void **state)
{
	struct http_request req = urlencoded("title=a&year=1989&due=x&state=y");

	(void)state;
	assert_int_equal(http_int(&req, "year", 5), 5);
	assert_false(date_known(http_date(&req, "due")));
	assert_int_equal(http_choice(&req, "state", 9), 9);
	assert_int_equal(req.errors, 3);
}

static void
line_ends_become_one_kind(void **state)
{
	struct http_request req = urlencoded("title=a%0D%0Ab%0Dc%0A");

	(void)state;
	assert_true(str_is(http_text(&req, "title"), "a\nb\nc\n"));
}

static void
a_query_has_the_same_rules(void **state)
{
	struct http_route get = route;
	struct http_request req = { .op.arena = &arena, .route = &get, .method = HTTP_GET,
				    .path = STR("/m"), .query = STR("year=2021&x=1&title=a") };

	(void)state;
	get.method = HTTP_GET;
	assert_int_equal(http_form_read(&req, STR_NONE, STR("")), 0);
	assert_int_equal(req.errors, 0);
	assert_int_equal(http_int(&req, "year", 0), 2021);
}

static struct str
key_of(const char *query)
{
	struct http_route get = route;
	struct http_request req = { .op.arena = &arena, .route = &get, .method = HTTP_GET,
				    .path = STR("/m"), .query = str_of(query) };

	get.method = HTTP_GET;
	assert_int_equal(http_form_read(&req, STR_NONE, STR("")), 0);
	return http_form_key(&req);
}

static void
equal_requests_have_equal_keys(void **state)
{
	(void)state;
	assert_true(str_is(key_of("title=a&year=2021"), "/m?title=a&year=2021"));
	assert_true(str_eq(key_of("year=2021&title=a&utm=x"), key_of("title=%61&year=2021&due=")));
	assert_false(str_eq(key_of("title=a&group=b"), key_of("title=a%26group%3Db")));
	assert_false(str_eq(key_of("group=a&group=b"), key_of("group=b&group=a")));
	assert_true(str_is(key_of(""), "/m"));
}

/* ---- multipart ---- */

#define MULTI "multipart/form-data; boundary=XyZ"
#define PART(head, text) "--XyZ\r\nContent-Disposition: form-data; " head "\r\n\r\n" text "\r\n"
#define END "--XyZ--\r\n"

static void
a_multipart_form_is_read(void **state)
{
	struct http_request req = read_form(
		MULTI,
		STR(PART("name=\"title\"", "a\r\nb") PART("name=group", "") PART(
			"name=\"report\"; filename=\"r.txt\"\r\nContent-Type: text/plain",
			"\r\n--XyY\0\r\n--Xy") END),
		0);
	const struct http_value *f = http_file(&req, "report");

	(void)state;
	assert_int_equal(req.errors, 0);
	assert_true(str_is(http_text(&req, "title"), "a\nb"));
	assert_non_null(f);
	assert_true(str_eq(f->text, STR("\r\n--XyY\0\r\n--Xy")));
	assert_true(str_is(f->file_name, "r.txt"));
	assert_true(str_is(f->file_type, "text/plain"));
}

static void
the_boundary_may_be_quoted_and_odd(void **state)
{
	struct http_request req = read_form(
		"Multipart/Form-Data; charset=utf-8; Boundary=\"a'b(c)+_,-./:=? d\"",
		STR("--a'b(c)+_,-./:=? d\r\nContent-Disposition: form-data; name=\"title\"\r\n"
		    "\r\nx\r\n--a'b(c)+_,-./:=? d--"), 0);

	(void)state;
	assert_true(str_is(http_text(&req, "title"), "x"));
}

static void
a_file_name_is_only_the_last_part_of_a_path(void **state)
{
	static const struct {
		const char *sent, *name;
	} cases[] = {
		{ "filename=\"../../etc/passwd\"", "passwd" },
		{ "filename=\"C:\\Users\\x\\r.txt\"", "r.txt" },
		{ "filename=\"a %22b%22.txt\"", "a \"b\".txt" },
		{ "filename=\"a \\\"b\\\".txt\"", "a \"b\".txt" },
		{ "filename=\"\xd9\x86\xff.txt\"", "\xd9\x86\xef\xbf\xbd.txt" },
		{ "filename=\"a\tb\"", "ab" },
		{ "filename=plain.txt", "plain.txt" },
		{ "filename=\"..\\\"", NULL }, /* \" is a quote: never closed */
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct str body = arena_printf(&arena, PART("name=\"report\"; %s", "x") END,
					       cases[i].sent);
		struct http_request req = read_form(MULTI, body, cases[i].name ? 0 : 400);

		if (cases[i].name)
			assert_true(str_is(http_input(&req, "report")->values.at[0].file_name,
					   cases[i].name));
		arena_done(&arena);
	}
}

static void
an_empty_file_field_is_none(void **state)
{
	struct http_request req = read_form(
		MULTI, STR(PART("name=\"title\"", "a")
			   PART("name=\"report\"; filename=\"\"", "") END), 0);

	(void)state;
	assert_int_equal(req.errors, 0);
	assert_null(http_file(&req, "report"));
}

static void
a_file_that_is_too_long_is_named_and_kept(void **state)
{
	struct http_request req = read_form(
		MULTI, STR(PART("name=\"title\"", "a")
			   PART("name=\"report\"; filename=\"r\"", "123456789012345678901") END), 0);

	(void)state;
	assert_msgid(&req, "report", "form.long");
	assert_null(http_file(&req, "report"));
	assert_int_equal(http_input(&req, "report")->values.at[0].text.n, 21);
}

static void
a_file_where_text_belongs_is_a_mistake(void **state)
{
	struct http_request req = read_form(
		MULTI, STR(PART("name=\"title\"; filename=\"a\"", "a") END), 0);

	(void)state;
	assert_msgid(&req, "title", "form.not-text");
}

static void
a_multipart_body_with_a_flaw_is_refused(void **state)
{
	static const struct str bad[] = {
		STR_INIT("x"),
		STR_INIT("--XyZ"),
		STR_INIT("--XyZ\r\n"),
		STR_INIT("preamble\r\n" PART("name=title", "a") END),
		STR_INIT("\r\n" PART("name=title", "a") END),
		STR_INIT(PART("name=title", "a")),
		STR_INIT(PART("name=title", "a") "--XyZ"),
		STR_INIT(PART("name=title", "a") "--XyZ--junk"),
		STR_INIT(PART("name=title", "a") "--XyZ-\r\n"),
		STR_INIT(PART("name=title", "a") END PART("name=title", "b") END),
		STR_INIT("--XyZ\nContent-Disposition: form-data; name=title\n\na\n--XyZ--\n"),
		STR_INIT("--XyZ\r\n\r\na\r\n" END),
		STR_INIT("--XyZ\r\nContent-Type: text/plain\r\n\r\na\r\n" END),
		STR_INIT("--XyZ\r\nContent-Disposition: attachment; name=title\r\n\r\na\r\n" END),
		STR_INIT("--XyZ\r\nContent-Disposition: form-data\r\n\r\na\r\n" END),
		STR_INIT("--XyZ\r\nno colon\r\n\r\na\r\n" END),
		STR_INIT(PART("name=title\r\n folded: x", "a") END),
		STR_INIT(PART("name=title\r\nContent-Transfer-Encoding: base64", "YQ==") END),
		STR_INIT(PART("name=title; name=group", "a") END),
		STR_INIT(PART("name=report; filename=a; filename=b", "a") END),
		STR_INIT(PART("name=\"title", "a") END),
		STR_INIT(PART("name=\"title\"x", "a") END),
		STR_INIT(PART("name=title\r\nContent-Disposition: form-data; name=group", "a") END),
		STR_INIT("--XyZ\r\nContent-Disposition: form-data; name=title\r\n\r\n--XyZ--\r\n"),
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		(void)read_form(MULTI, bad[i], 400);
		arena_done(&arena);
	}
}

static void
a_bad_boundary_is_refused(void **state)
{
	static const char *const bad[] = {
		"multipart/form-data", "multipart/form-data; boundary=",
		"multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=a\"b",
		"multipart/form-data; boundary=\"a{b}\"", "multipart/form-data; boundary=\"a \"",
		"multipart/form-data; boundary", "multipart/form-data; boundary=\"a",
		("multipart/form-data; boundary="
		 "01234567890123456789012345678901234567890123456789012345678901234567890"),
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		(void)read_form(bad[i], STR("--a\r\n"), 400);
}

static void
too_many_parts_are_refused(void **state)
{
	struct buf b = { 0 };

	(void)state;
	for (int i = 0; i < 2001; i++)
		BUF_LIT(&b, PART("name=group", "a"));
	BUF_LIT(&b, END);
	(void)read_form(MULTI, buf_str(&b), 400);
	buf_done(&b);
}

static void
another_type_of_body_is_refused(void **state)
{
	(void)state;
	(void)read_form("application/json", STR("{}"), 415);
	(void)read_form("text/plain", STR("title=a"), 415);
	(void)read_form("", STR("title=a"), 415);
	(void)read_form("application/json", STR(""), 0);
}

#define T(name) cmocka_unit_test_teardown(name, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(every_kind_is_read),
		T(what_is_not_sent_is_absent),
		T(what_is_sent_empty_is_absent_too_unless_it_is_text),
		T(undeclared_fields_are_dropped),
		T(each_mistake_is_named_and_what_was_entered_is_kept),
		T(a_wrong_value_reads_as_none),
		T(line_ends_become_one_kind),
		T(a_query_has_the_same_rules),
		T(equal_requests_have_equal_keys),
		T(a_multipart_form_is_read),
		T(the_boundary_may_be_quoted_and_odd),
		T(a_file_name_is_only_the_last_part_of_a_path),
		T(an_empty_file_field_is_none),
		T(a_file_that_is_too_long_is_named_and_kept),
		T(a_file_where_text_belongs_is_a_mistake),
		T(a_multipart_body_with_a_flaw_is_refused),
		T(a_bad_boundary_is_refused),
		T(too_many_parts_are_refused),
		T(another_type_of_body_is_refused),
	};

	return cmocka_run_group_tests_name("http_form", tests, NULL, NULL);
}
