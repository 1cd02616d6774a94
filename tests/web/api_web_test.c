/* SPDX-License-Identifier: Apache-2.0 */
/* /api, everything below it, and the CSV files. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* ours is of base/op.h */

#include "fixture.h"
#include "api/api_view.h"

#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)

/* ---- a strict reader of JSON: RFC 8259, no more ---- */

struct reader {
	struct str s;
	size_t at;
};

static void
space(struct reader *r)
{
	while (r->at < r->s.n && strchr(" \t\r\n", r->s.p[r->at]))
		r->at++;
}

static bool
word(struct reader *r, const char *w)
{
	if (!str_starts(str_from(r->s, r->at), str_of(w)))
		return false;
	r->at += strlen(w);
	return true;
}

static bool
string(struct reader *r)
{
	if (!word(r, "\""))
		return false;
	while (r->at < r->s.n && r->s.p[r->at] != '"') {
		if ((unsigned char)r->s.p[r->at] < ' ')
			return false;
		r->at += r->s.p[r->at] == '\\' ? 2 : 1;
	}
	return word(r, "\"");
}

static bool
number(struct reader *r)
{
	size_t from = r->at;

	word(r, "-");
	while (r->at < r->s.n && r->s.p[r->at] >= '0' && r->s.p[r->at] <= '9')
		r->at++;
	return r->at > from;
}

static bool value(struct reader *r);

static bool
members(struct reader *r, bool named, const char *end)
{
	space(r);
	if (word(r, end))
		return true;
	for (;;) {
		space(r);
		if (named) {
			if (!string(r))
				return false;
			space(r);
			if (!word(r, ":"))
				return false;
		}
		if (!value(r))
			return false;
		space(r);
		if (word(r, end))
			return true;
		if (!word(r, ","))
			return false;
	}
}

static bool
value(struct reader *r)
{
	space(r);
	if (word(r, "{"))
		return members(r, true, "}");
	if (word(r, "["))
		return members(r, false, "]");
	return string(r) || word(r, "true") || word(r, "false") || word(r, "null") || number(r);
}

static void
is_json(struct reply r)
{
	struct reader in = { r.body, 0 };
	bool good = value(&in);

	space(&in);
	if (!good || in.at != r.body.n)
		print_error("no JSON at byte %zu of %.*s\n", in.at, STRF(r.body));
	assert_true(good && in.at == r.body.n);
	assert_true(str_is(r.type, HTTP_JSON));
	assert_int_equal(r.status, 200);
}

/* ---- the tests ---- */

static void
every_list_is_json_and_csv_with_the_same_fields(void **state)
{
	fixture_add_document(*state, 20, "Hello.");
	for (size_t i = 0; i < api_lists_n; i++) {
		const struct api_list *l = &api_lists[i];
		AUTO_BUF json = { 0 };
		AUTO_BUF csv = { 0 };
		AUTO_BUF head = { 0 };
		struct reply r;

		buf_addf(&json, "/api/%s.json", l->name);
		buf_addf(&csv, "/%s.csv", l->name);
		is_json(get(*state, buf_cstr(&json)));
		for (size_t k = 0; k < l->width; k++) {
			AUTO_BUF key = { 0 };

			buf_addf(&key, "\"%s\":", l->columns[k].name);
			has(get(*state, buf_cstr(&json)), buf_cstr(&key));
			buf_addf(&head, "%s%s", k ? "," : "", l->columns[k].name);
		}
		BUF_LIT(&head, "\r\n");
		r = get(*state, buf_cstr(&csv));
		assert_int_equal(r.status, 200);
		assert_true(str_is(r.type, HTTP_CSV));
		assert_true(str_starts(r.body, buf_str(&head)));
	}
}

static void
every_list_is_a_file_for_people(void **state)
{
	static const struct {
		const char *extension, *magic;
	} files[] = {
		{ "pdf", "%PDF-" }, { "docx", "PK\3\4" }, { "odt", "PK\3\4" }, { "xlsx", "PK\3\4" },
	};

	fixture_add_document(*state, 20, "Hello.");
	for (size_t i = 0; i < api_lists_n; i++)
		for (size_t k = 0; k < ARRAY_LEN(files); k++) {
			AUTO_BUF path = { 0 };
			struct reply r;

			buf_addf(&path, "/%s.%s", api_lists[i].name, files[k].extension);
			r = get(*state, buf_cstr(&path));
			assert_int_equal(r.status, 200);
			assert_true(str_starts(r.body, str_of(files[k].magic)));
		}
}

/* A column that is named for paper and does not exist would be left out. */
static void
paper_names_columns_that_there_are(void **state)
{
	(void)state;
	for (size_t i = 0; i < api_lists_n; i++) {
		struct str rest = str_of(api_lists[i].paper);
		size_t found, n = 0;

		while (str_present(rest)) {
			struct str name = str_cut(&rest, ' ');

			found = 0;
			for (size_t k = 0; k < api_lists[i].width; k++)
				found += str_is(name, api_lists[i].columns[k].name);
			assert_int_equal(found, 1);
			n++;
		}
		assert_in_range(n, 2, 9);
	}
}

static void
every_list_is_empty_in_an_empty_record(void **state)
{
	for (size_t i = 0; i < api_lists_n; i++) {
		AUTO_BUF json = { 0 };
		AUTO_BUF csv = { 0 };

		buf_addf(&json, "/api/%s.json", api_lists[i].name);
		buf_addf(&csv, "/%s.csv", api_lists[i].name);
		is_json(get(*state, buf_cstr(&json)));
		has(get(*state, buf_cstr(&json)), "\"n\":0");
		assert_int_equal(count(get(*state, buf_cstr(&csv)), "\r\n"), 1);
	}
	is_json(get(*state, "/api/forum.json"));
	is_json(get(*state, "/api/openapi.json"));
}

static void
unknown_is_null_and_not_nought(void **state)
{
	struct reply r = get(*state, "/api/meetings.json");

	/* Meeting 1 has no date and no list of participants. */
	has(r, "\"number\":1,\"held\":null");
	has(r, "\"people\":null,\"coalitions\":null,\"actions\":0");
	has(r, "\"number\":3,\"held\":\"2021-06-09\"");
	has(r, "\"people\":3,\"coalitions\":2");
	has(get(*state, "/meetings.csv"), "hccg,1,,,,,,,0,0,/meetings/hccg/1,");
}

static void
figures_are_those_of_the_pages(void **state)
{
	has(get(*state, "/api/coalitions.json"),
	    "\"slug\":\"bridges\",\"name\":\"Coalition on Bridges and Ferries\",\"short_name\":null,"
	    "\"state\":\"active\",\"since\":\"2015-03-01\",\"present\":2,\"meetings\":2,\"last_meeting\":3,"
	    "\"last_present\":\"2021-06-09\",\"url\":\"/coalitions/bridges\"");
	has(get(*state, "/api/actions.json"), "\"due\":\"2021-06-16\"");
	has(get(*state, "/api/actions.json"), "\"state\":\"open\",\"overdue\":true");
	has(get(*state, "/api/actions.json"), "\"kind\":\"conclusion\"");
	has(get(*state, "/api/attendance.json"),
	    "\"coalition\":\"locks\",\"name\":\"<b>Locks & \\\"Keys\\\"</b>\",\"series\":\"hccg\",\"meeting\":3,"
	    "\"held\":\"2021-06-09\",\"present\":\"apology\",\"people\":0");
	has(get(*state, "/api/people.json"), "\"slug\":\"bo-salt\",\"name\":\"Bo Salt\",\"confirmed\":false");
	has(get(*state, "/api/topics.json"), "\"url\":\"/topics#hccg-3-1\"");
	has(get(*state, "/api/abbreviations.json"), "\"abbreviation\":\"HCCG\"");
	has(get(*state, "/groups.csv"), "hccg,Harbour Coalitions Coordination Group,");
	lacks(get(*state, "/groups.csv"), "bridges");
	fixture_add_document(*state, 20, "Hello.");
	has(get(*state, "/documents.csv"), "notes-20,Notes <20>,1,2021-06-17,/documents/notes-20\r\n");
}

static void
csv_quotes_what_it_must_and_disarms_formulas(void **state)
{
	has(get(*state, "/coalitions.csv"), "locks,\"<b>Locks & \"\"Keys\"\"</b>\",");
	fixture_script(*state, "UPDATE topic SET text = '=1+1';");
	lacks(get(*state, "/topics.csv"), ",=1+1");
}

static void
one_of_each_comes_with_what_belongs_to_it(void **state)
{
	struct reply r = get(*state, "/api/coalitions/bridges.json");

	is_json(r);
	has(r, "\"type\":\"coalition\"");
	has(r, "\"spellings\":[\n{\"name\":\"CBF\"}]");
	has(r, "\"slug\":\"ines-lindqvist\"");
	r = get(*state, "/api/groups/office.json");
	is_json(r);
	has(r, "\"type\":\"secretariat\"");
	r = get(*state, "/api/meetings/hccg/3.json");
	is_json(r);
	has(r, "\"people_stated\":5");
	has(r, "\"written\":\"Tea Kovač\",\"person\":\"tea-kovac\",\"affiliation\":\"Board Chair\",\"group\":null");
	has(r, "\"text\":\"mooring fees\",\"paragraph\":3");
	has(r, "\"meaning\":\"Harbour Coalitions Coordination Group\"");
}

static void
what_is_not_there_is_not_found(void **state)
{
	static const char *const targets[] = {
		"/api/nothing.json", "/api/coalitions/none.json", "/api/coalitions/bridges",
		"/api/coalitions/.json", "/api/coalitions/office.json", "/api/groups/bridges.json",
		"/api/meetings/hccg/9.json", "/api/meetings/hccg/x.json", "/api/meetings/none/1.json",
		"/nothing.csv",
	};

	for (size_t i = 0; i < ARRAY_LEN(targets); i++)
		assert_int_equal(get(*state, targets[i]).status, 404);
}

static void
an_old_address_leads_on(void **state)
{
	struct reply r = get(*state, "/api/coalitions/bridges-only.json");

	assert_int_equal(r.status, 301);
	assert_true(str_is(r.location, "/api/coalitions/bridges.json"));
}

static void
the_description_for_machines_names_every_address(void **state)
{
	struct reply r = get(*state, "/api/openapi.json");

	is_json(r);
	has(r, "\"openapi\":\"3.1.0\"");
	for (size_t i = 0; i < api_lists_n; i++) {
		AUTO_BUF path = { 0 };

		buf_addf(&path, "\"/api/%s.json\":", api_lists[i].name);
		has(r, buf_cstr(&path));
		buf_clear(&path);
		buf_addf(&path, "\"/%s.csv\":", api_lists[i].name);
		has(r, buf_cstr(&path));
	}
	has(r, "\"/api/coalitions/{slug}.json\":");
	has(r, "\"/api/meetings/{series}/{number}.json\":");
	/* Each $ref leads to a schema. */
	has(r, "\"#/components/schemas/Meeting\"");
	has(r, "\"Meeting\":{\"type\":\"object\"");
}

static void
the_description_for_people_is_a_page(void **state)
{
	struct reply r = get(*state, "/api");

	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "/api/coalitions.json");
	has(r, "href=\"/coalitions.csv\"");
	has(r, "href=\"/api/openapi.json\"");
	assert_int_equal(get(*state, "/api/").status, 308);
	assert_true(weight(*state, "/api", false) <= 40000);
	assert_true(weight(*state, "/api", true) <= 12000);
}

static void
any_page_may_ask_and_what_has_not_changed_is_not_sent_again(void **state)
{
	struct fixture *f = *state;
	struct http_response res = { 0 };
	struct http_test_request req = { .target = "/api/people.json" };
	struct reply r = get(f, "/api/people.json");

	assert_true(str_present(r.etag));
	assert_int_equal(get_with(f, "/api/people.json", "If-None-Match",
				  arena_cstr(&f->arena, r.etag)).status, 304);
	http_dispatch(site_http(f->site), &f->arena, &req, &res);
	assert_true(str_is(http_response_header(&res, "Access-Control-Allow-Origin"), "*"));
	buf_done(&res.body);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_list_is_json_and_csv_with_the_same_fields),
		TEST(every_list_is_a_file_for_people),
		TEST(paper_names_columns_that_there_are),
		cmocka_unit_test_setup_teardown(every_list_is_empty_in_an_empty_record,
						fixture_setup_empty, fixture_teardown),
		TEST(unknown_is_null_and_not_nought),
		TEST(figures_are_those_of_the_pages),
		TEST(csv_quotes_what_it_must_and_disarms_formulas),
		TEST(one_of_each_comes_with_what_belongs_to_it),
		TEST(what_is_not_there_is_not_found),
		TEST(an_old_address_leads_on),
		TEST(the_description_for_machines_names_every_address),
		TEST(the_description_for_people_is_a_page),
		TEST(any_page_may_ask_and_what_has_not_changed_is_not_sent_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
