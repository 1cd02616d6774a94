/* SPDX-License-Identifier: Apache-2.0 */
/* What is held about somebody is theirs to have, to question and to have taken out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#undef fail /* ours is in base/op.h */

#include "audit/audit_ops.h"
#include "outbox_sql.h"
#include "web/fixture.h"

#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_setup_open, fixture_teardown)

static struct str
newest_letter(struct fixture *f)
{
	struct letter_sql_list_rows rows;
	struct letter_sql_get_row row;
	bool found;

	f->op.db = f->db;
	assert_int_equal(letter_sql_list(&f->op, 1, &rows), OK);
	assert_int_equal(rows.n, 1);
	assert_int_equal(letter_sql_get(&f->op, rows.at[0].id, &found, &row), OK);
	return row.body;
}

static void
everybody_has_what_is_held_about_them_and_nobody_elses(void **state)
{
	struct fixture *f = *state;
	struct str vera = fixture_session(f, ROLE_MEMBER), other = fixture_session(f, ROLE_MEMBER);
	struct reply r;

	assert_int_equal(post_as(f, vera, "/account/profile/enter", "name=Vera+Quist").status, 303);
	assert_int_equal(post_as(f, vera, "/account/profile", "region=africa").status, 303);
	r = get_as(f, vera, "/account/data");
	is_sound(r);
	r = get_as(f, vera, "/account/data.json");
	assert_int_equal(r.status, 200);
	has(r, "\"name\":\"Vera Quist\"");
	has(r, "\"field\":\"region\",\"value\":\"africa\"");
	has(r, "\"action\":\"profile.enter\"");
	r = get_as(f, other, "/account/data.json");
	lacks(r, "Quist");
	assert_int_equal(get(f, "/account/data.json").status, 403);
	assert_int_equal(get_as(f, vera, "/account/data.mbox").status, 200);
}

static void
the_secretariat_withholds_a_name(void **state)
{
	struct fixture *f = *state;
	struct str office = fixture_session(f, ROLE_SECRETARIAT), member = fixture_session(f, ROLE_MEMBER);
	struct reply r;

	fixture_without_notes(f);
	lacks(get_as(f, member, "/people/ines-lindqvist"), "/withhold");
	r = get_as(f, office, "/people/ines-lindqvist");
	has(r, "href=\"/people/ines-lindqvist/withhold\"");
	r = get_as(f, office, "/people/ines-lindqvist/withhold");
	is_sound(r);
	has(r, "Ines Lindqvist");
	r = post_as(f, office, "/people/ines-lindqvist/withhold", "name=Ines+Lindquist&also=I.+Lindqvist");
	assert_int_equal(r.status, 400);
	has(r, "Nothing was done");
	has(r, "value=\"I. Lindqvist\"");
	assert_int_equal(get(f, "/people/ines-lindqvist").status, 200);
	assert_int_equal(post_as(f, member, "/people/ines-lindqvist/withhold", "name=Ines+Lindqvist").status, 403);
	r = post_as(f, office, "/people/ines-lindqvist/withhold", "name=Ines+Lindqvist&also=I.+Lindqvist");
	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "Name withheld 1");
	lacks(r, "Ines Lindqvist");
	assert_int_equal(get(f, "/people/ines-lindqvist").status, 404);
	has(get(f, "/people/name-withheld-1"), "Name withheld 1");
}

static void
the_secretariat_is_asked_in_ones_own_words(void **state)
{
	struct fixture *f = *state;
	struct str vera = fixture_session(f, ROLE_MEMBER);
	struct reply r = post_as(f, vera, "/account/data/ask", "words=+");

	assert_int_equal(r.status, 400);
	r = post_as(f, vera, "/account/data/ask", "words=Please+%7Bsecret%7D+withhold+my+name.");
	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "The secretariat has been asked");
	assert_true(str_find(newest_letter(f), STR("withhold my name."), 0) != STR_NPOS);
}

static void
an_account_is_forgotten_and_the_audit_stays_whole(void **state)
{
	struct fixture *f = *state;
	struct str vera = fixture_session(f, ROLE_MEMBER);
	struct str last;
	int64_t n;

	assert_int_equal(post_as(f, vera, "/account/profile/enter", "name=Vera+Quist").status, 303);
	assert_int_equal(post_as(f, vera, "/account/profile", "region=africa&region-seen=everybody").status, 303);
	has(get(f, "/people/vera-quist"), "Africa");
	/* Nobody does it by a slip. */
	assert_int_equal(post_as(f, vera, "/account/data/forget", "address=somebody@else.example").status, 400);
	assert_int_equal(get_as(f, vera, "/account").status, 200);
	has(get_as(f, vera, "/account/data"), "@harbour.example");
	{
		struct reply r = get_as(f, vera, "/account/data.json");
		size_t at = str_find(r.body, STR("\"address\":\""), 0) + strlen("\"address\":\"");
		struct str address = str_sub(r.body, at, str_find_char(r.body, '"', at) - at);
		AUTO_BUF form = { 0 };

		buf_addf(&form, "address=%.*s", STRF(address));
		assert_int_equal(post_as(f, vera, "/account/data/forget", buf_cstr(&form)).status, 303);
	}
	assert_int_equal(get_as(f, vera, "/account").status, 403);
	lacks(get(f, "/people/vera-quist"), "Africa");
	f->op.db = f->db;
	f->op.actor = NULL;
	assert_int_equal(audit_verify(&f->op, &n, &last), OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(everybody_has_what_is_held_about_them_and_nobody_elses),
		TEST(the_secretariat_withholds_a_name),
		TEST(the_secretariat_is_asked_in_ones_own_words),
		TEST(an_account_is_forgotten_and_the_audit_stays_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
