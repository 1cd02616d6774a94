/* SPDX-License-Identifier: Apache-2.0 */
/* /check: a report looked through, nothing stored. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* ours is of base/op.h */

#include "fixture.h"
#include "cell/cell.h"

#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)
#define FORM "application/x-www-form-urlencoded"
#define BOUNDARY "xxBOUNDARYxx"
#define MULTIPART "multipart/form-data; boundary=" BOUNDARY

/* "The 5th meeting" stands in the report of meeting 4. */
static const char report[] =
	"HF 2021\nHarbour Coalitions Coordination Group\nVirtual meeting 4 | 23 June 2021\n\n"
	"# Summary report\n\n## Conclusions and action items\n\n"
	"- The Harbour Office to paint the <bell>. Deadline: 30 June.\n\n"
	"## Meeting focus\n\n"
	"1. The 5th meeting of the Harbour Coalitions Coordination Group was attended by 2 participants.\n\n"
	"## List of participants\n\n### Participants\n\n"
	"| Given name | Surname | Affiliation |\n| --- | --- | --- |\n"
	"| Ines | Lindqvist | CBF |\n| Omar | Haddad | CBF |\n";

static struct reply
post(struct fixture *f, const char *type, struct str body)
{
	struct http_header header = { STR("Content-Type"), str_of(type) };
	struct http_test_request req = {
		.method = "POST", .target = "/check", .body = body, .headers = &header, .n_headers = 1,
	};
	struct http_response res = { 0 };
	struct reply r;

	http_dispatch(site_http(f->site), &f->arena, &req, &res);
	r = (struct reply){ .status = res.status,
			    .body = arena_str(&f->arena, buf_str(&res.body)),
			    .etag = http_response_header(&res, "Cache-Control") };
	buf_done(&res.body);
	return r;
}

static struct reply
paste(struct fixture *f, struct str text)
{
	AUTO_BUF b = { 0 };

	BUF_LIT(&b, "text=");
	http_add_encoded(&b, text);
	return post(f, FORM, buf_str(&b));
}

static struct reply
upload(struct fixture *f, const char *name, struct str bytes)
{
	AUTO_BUF b = { 0 };

	buf_addf(&b,
		 "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n\r\n"
		 "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
		 "Content-Type: text/plain\r\n\r\n",
		 name);
	buf_add(&b, bytes);
	BUF_LIT(&b, "\r\n--" BOUNDARY "--\r\n");
	return post(f, MULTIPART, buf_str(&b));
}

static void
the_form_says_what_it_takes(void **state)
{
	struct reply r = get(*state, "/check");

	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "enctype=\"multipart/form-data\"");
	has(r, "Nothing is stored");
	lacks(r, "id=findings");
}

static void
a_pasted_report_is_read_and_its_findings_shown(void **state)
{
	struct reply r = paste(*state, str_of(report));

	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "House form");
	has(r, "Harbour Coalitions Coordination Group</b>");
	has(r, "<time datetime=\"2021-06-23\">");
	has(r, "The Harbour Office to paint the &lt;bell&gt;.");
	/* The number in the text, with its line. */
	has(r, "line 13");
	has(r, "1. The 5th meeting of the Harbour");
}

static void
the_text_stays_in_the_form(void **state)
{
	struct reply r = paste(*state, STR("\n\nfirst </textarea> & last"));

	assert_int_equal(r.status, 200);
	has(r, "\n\n\nfirst &lt;/textarea&gt; &amp; last</textarea>");
	is_sound(r);
}

static void
form_feeds_and_other_controls_do_not_stop_it(void **state)
{
	struct reply r = paste(*state, STR("Page one ends here.\f\nAnd page two be\x01gins.\n"));

	assert_int_equal(r.status, 200);
	has(r, "And page two be\xEF\xBF\xBDgins.");
	r = post(*state, FORM, STR("text=%ff%fe"));
	assert_int_equal(r.status, 400);
	has(r, "This could not be checked");
}

static void
nothing_of_it_is_kept(void **state)
{
	struct fixture *f = *state;
	struct reply r;
	int64_t before, after;

	assert_int_equal(db_data_version(&f->op, &before), OK);
	r = paste(f, str_of(report));
	assert_true(str_is(r.etag, "no-store"));
	assert_int_equal(db_data_version(&f->op, &after), OK);
	assert_int_equal(before, after);
	lacks(get(f, "/search?q=paint"), "Harbour Office to paint");
}

static void
an_uploaded_file_is_decoded_first(void **state)
{
	/* windows-1252 */
	struct reply r = upload(*state, "r\xc3\xa9union.txt",
				STR("The bell\x92s caf\xe9 was closed, and na\xefve visitors went \x93home\x94.\n"
				    "Nobody had told them that the caf\xe9 would be closed on Sundays.\n"));

	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "café was closed");
	has(r, "réunion.txt");
	has(r, "windows-1252");
	has(r, "Another form");
}

static void
what_is_no_text_is_refused_with_the_form(void **state)
{
	struct reply r = upload(*state, "scan.pdf", STR("%PDF-1.7\n\x00\x01\x02\x03\xff\xfe"));

	assert_int_equal(r.status, 400);
	is_sound(r);
	has(r, "This could not be checked");
	has(r, "<textarea");
	r = upload(*state, "empty.txt", STR(""));
	assert_int_equal(r.status, 400);
	r = paste(*state, STR(" \n "));
	assert_int_equal(r.status, 400);
	has(r, "There is no text to check");
}

static void
a_text_that_is_too_long_is_refused(void **state)
{
	struct fixture *f = *state;
	size_t n = ((size_t)1 << 20) + 1;
	char *p = arena_alloc(&f->arena, n);
	struct reply r;

	memset(p, 'a', n);
	r = upload(f, "long.txt", (struct str){ p, n });
	assert_int_equal(r.status, 413);
	has(r, "longer than allowed");
	r = paste(f, (struct str){ p, n });
	assert_int_equal(r.status, 413);
	r = paste(f, (struct str){ p, n - 1 });
	assert_int_equal(r.status, 200);
}

static void
a_form_from_elsewhere_is_refused(void **state)
{
	struct fixture *f = *state;
	struct http_header headers[] = { { STR("Content-Type"), STR(FORM) },
					 { STR("Origin"), STR("https://elsewhere.example") } };
	struct http_test_request req = { .method = "POST", .target = "/check", .body = STR("text=x"),
					 .headers = headers, .n_headers = 2 };
	struct http_response res = { 0 };

	http_dispatch(site_http(f->site), &f->arena, &req, &res);
	assert_int_equal(res.status, 403);
	buf_done(&res.body);
}

int
main(int argc, char **argv)
{
	int code;
	const struct CMUnitTest tests[] = {
		TEST(the_form_says_what_it_takes),
		TEST(a_pasted_report_is_read_and_its_findings_shown),
		TEST(the_text_stays_in_the_form),
		TEST(form_feeds_and_other_controls_do_not_stop_it),
		TEST(nothing_of_it_is_kept),
		TEST(an_uploaded_file_is_decoded_first),
		TEST(what_is_no_text_is_refused_with_the_form),
		TEST(a_text_that_is_too_long_is_refused),
		TEST(a_form_from_elsewhere_is_refused),
	};

	/* The walled child is this same program. */
	if (cell_child(argc, argv, &code))
		return code;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
