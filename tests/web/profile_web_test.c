/* SPDX-License-Identifier: Apache-2.0 */
/* What people say of themselves: in their own hands, and seen by whom they say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#undef fail /* ours is in base/op.h */

#include "outbox_sql.h"
#include "web/fixture.h"

static int
setup(void **state)
{
	int code = fixture_setup_open(state);

	fixture_script(*state, "INSERT INTO person_alias (person_id, name, folded, source)"
			       " SELECT id, name, lower(name), 'name' FROM person WHERE slug = 'ines-lindqvist'");
	return code;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, fixture_teardown)

/* A member who is in the directory: "Vera Quist". */
struct member {
	struct fixture *f;
	struct str session;
};

static struct member
entered(struct fixture *f)
{
	struct member m = { f, fixture_session(f, ROLE_MEMBER) };

	assert_int_equal(post_as(f, m.session, "/account/profile/enter", "name=Vera+Quist").status, 303);
	return m;
}

static void
say(struct member *m, const char *target, const char *form)
{
	struct reply r = post_as(m->f, m->session, target, form);

	if (r.status != 303)
		print_error("%s: %d %.*s\n", target, r.status, STRF(r.body));
	assert_int_equal(r.status, 303);
}

static void
nobody_needs_to_be_in_the_directory_and_a_new_name_makes_an_entry(void **state)
{
	struct fixture *f = *state;
	struct str session = fixture_session(f, ROLE_MEMBER);
	struct reply r = get_as(f, session, "/account/profile");

	is_sound(r);
	has(r, "You are nobody in the directory yet");
	assert_int_equal(get(f, "/people/vera-quist").status, 404);
	assert_int_equal(post_as(f, session, "/account/profile", "region=africa").status, 409);
	assert_int_equal(post_as(f, session, "/account/profile/enter", "name=+").status, 400);
	assert_int_equal(post_as(f, session, "/account/profile/enter", "name=Vera+Quist").status, 303);
	assert_int_equal(get(f, "/people/vera-quist").status, 200);
	r = get_as(f, session, "/account/profile");
	is_sound(r);
	has(r, "What you say of yourself");
	/* … once. */
	assert_int_equal(post_as(f, session, "/account/profile/enter", "name=Other+One").status, 409);
}

static void
a_name_that_is_there_is_for_the_secretariat_to_give(void **state)
{
	struct fixture *f = *state;
	struct str session = fixture_session(f, ROLE_MEMBER);

	assert_int_equal(post_as(f, session, "/account/profile/enter", "name=Ines+Lindqvist").status, 303);
	has(get_as(f, session, "/account/profile"), "The secretariat has been asked");
	assert_int_equal(post_as(f, session, "/account/profile/enter", "name=Somebody+Else").status, 409);
	/* Nothing is theirs meanwhile. */
	lacks(get_as(f, session, "/people/ines-lindqvist"), "/account/profile\"");
	assert_int_equal(post_as(f, session, "/account/profile", "region=africa").status, 409);
}

static void
a_name_that_looks_like_anothers_is_not_taken_by_a_stranger(void **state)
{
	/* With a Cyrillic letter, and with a capital I for an l. */
	static const char *const looks[] = { "%D0%86nes+Lindqvist", "Ines+L%D1%96ndqvist", "lnes+Lindqvist" };
	struct fixture *f = *state;
	struct member vera = entered(f);
	struct str office = fixture_session(f, ROLE_SECRETARIAT);

	for (size_t i = 0; i < ARRAY_LEN(looks); i++) {
		struct str session = fixture_session(f, ROLE_MEMBER);
		const char *form = arena_printf(&f->arena, "name=%s", looks[i]).p;

		/* A claim, which the secretariat answers; and no spelling or name of one's own. */
		assert_int_equal(post_as(f, session, "/account/profile/enter", form).status, 303);
		has(get_as(f, session, "/account/profile"), "The secretariat has been asked");
		assert_int_equal(post_as(f, vera.session, "/account/profile/name", form).status, 409);
		assert_int_equal(post_as(f, vera.session, "/account/profile/spellings",
					 arena_printf(&f->arena, "%s&seen=everybody", form).p).status, 409);
	}
	say(&vera, "/account/profile/name", "name=Ines+Lind");
	/* The secretariat knows what it does. */
	assert_int_equal(post_as(f, office, "/people/ines-lind/profile/spellings",
				 "name=lnes+Lindqvist&seen=everybody").status, 303);
}

static void
each_thing_is_seen_by_those_it_is_for(void **state)
{
	struct fixture *f = *state;
	struct member vera = entered(f);
	struct str other = fixture_session(f, ROLE_FACILITATOR), office = fixture_session(f, ROLE_SECRETARIAT);
	const char *page = "/people/vera-quist";

	say(&vera, "/account/profile",
	    "stakeholder=civil-society&stakeholder-seen=everybody&region=africa&region-seen=members"
	    "&zone=Africa/Nairobi&zone-seen=secretariat&languages=en,+sw&languages-seen=everybody");
	has(get(f, page), "Civil society");
	has(get(f, page), "<bdi>en sw</bdi>");
	lacks(get(f, page), "Africa");
	has(get_as(f, other, page), "<bdi>Africa</bdi>");
	lacks(get_as(f, other, page), "Nairobi");
	has(get_as(f, office, page), "Africa/Nairobi");
	has(get_as(f, vera.session, page), "Africa/Nairobi");
	has(get_as(f, office, page), "not for everybody");
	/* Taken back. */
	say(&vera, "/account/profile", "stakeholder=&region=africa&region-seen=members");
	lacks(get(f, page), "Civil society");
	lacks(get_as(f, vera.session, page), "Nairobi");
}

static void
what_makes_no_sense_is_said_and_nothing_of_the_form_is_kept(void **state)
{
	struct fixture *f = *state;
	struct member vera = entered(f);
	struct reply r = post_as(f, vera.session, "/account/profile", "region=africa&region-seen=everybody&zone=Berlin");

	assert_int_equal(r.status, 400);
	is_sound(r);
	has(r, "“Berlin” is not a time zone");
	lacks(get(f, "/people/vera-quist"), "Africa");
	assert_int_equal(post_as(f, vera.session, "/account/profile", "languages=english!").status, 400);
	assert_int_equal(post_as(f, vera.session, "/account/profile", "stakeholder=pirates").status, 400);
	assert_int_equal(post_as(f, vera.session, "/account/profile/affiliations", "affiliation=+").status, 400);
	r = post_as(f, vera.session, "/account/profile/affiliations",
		 "affiliation=Pier+House&since=2020-05-01&until=2019-05-01");
	assert_int_equal(r.status, 400);
	has(r, "would be over before it began");
}

static void
affiliations_have_their_days(void **state)
{
	struct fixture *f = *state;
	struct member vera = entered(f);
	struct reply r;

	say(&vera, "/account/profile/affiliations", "affiliation=Pier+House&since=2018-01-01&until=2020-01-01&seen=everybody");
	say(&vera, "/account/profile/affiliations", "affiliation=Quay+%3Cb%3E&since=2020-01-01&seen=everybody");
	r = get(f, "/people/vera-quist");
	is_sound(r);
	has(r, "<bdi>Quay &lt;b&gt;</bdi>");
	has(r, "To 1 January 2020");
	say(&vera, "/account/profile/affiliations/end", "id=2");
	has(get(f, "/people/vera-quist"), "To 20 June 2021");
	say(&vera, "/account/profile/affiliations/drop", "id=1");
	lacks(get(f, "/people/vera-quist"), "Pier House");
}

static void
what_is_another_s_cannot_be_touched(void **state)
{
	struct fixture *f = *state;
	struct member vera = entered(f);
	struct str other = fixture_session(f, ROLE_FACILITATOR);

	say(&vera, "/account/profile/affiliations", "affiliation=Pier+House&seen=everybody");
	assert_int_equal(post_as(f, other, "/account/profile/affiliations/drop", "id=1").status, 404);
	assert_int_equal(post_as(f, other, "/account/profile/affiliations/end", "id=1").status, 404);
	assert_int_equal(post_as(f, other, "/people/vera-quist/profile", "region=africa").status, 403);
	assert_int_equal(post_as(f, other, "/account/profile/addresses/seen", "id=1&seen=everybody").status, 404);
	assert_int_equal(post_as(f, other, "/account/profile/addresses/drop", "id=1").status, 404);
	has(get(f, "/people/vera-quist"), "Pier House");
}

static void
a_spelling_of_one_s_own_finds_them_and_can_be_kept_from_others(void **state)
{
	struct fixture *f = *state;
	struct member vera = entered(f);

	say(&vera, "/account/profile/spellings", "name=%D0%92%D0%B5%D1%80%D0%B0+%D0%9A%D0%B2%D0%B8%D1%81%D1%82&seen=everybody");
	has(get(f, "/people/vera-quist"), "Вера Квист");
	has(get(f, "/search?q=%D0%9A%D0%B2%D0%B8%D1%81%D1%82"), "/people/vera-quist");
	say(&vera, "/account/profile/spellings", "name=Vera+Marriedname&seen=secretariat");
	lacks(get(f, "/people/vera-quist"), "Marriedname");
	lacks(get(f, "/search?q=Marriedname"), "/people/vera-quist");
	has(get_as(f, vera.session, "/account/profile"), "Vera Marriedname");
	/* Nobody else can be spelt so. */
	assert_int_equal(post_as(f, vera.session, "/account/profile/spellings", "name=Ines+Lindqvist").status, 409);
	say(&vera, "/account/profile/spellings/drop", "name=Vera+Marriedname");
	lacks(get_as(f, vera.session, "/account/profile"), "Marriedname");
	/* One that a report has is the report's. */
	assert_int_equal(post_as(f, vera.session, "/account/profile/spellings/drop", "name=Vera+Quist").status, 404);
}

static void
a_name_can_be_corrected_and_the_old_address_leads_on(void **state)
{
	struct fixture *f = *state;
	struct member vera = entered(f);
	struct str office = fixture_session(f, ROLE_SECRETARIAT);
	struct reply r;

	say(&vera, "/account/profile/name", "name=Vera+Lund");
	assert_int_equal(get(f, "/people/vera-lund").status, 200);
	assert_string_equal(arena_cstr(&f->arena, get(f, "/people/vera-quist").location), "/people/vera-lund");
	r = post_as(f, office, "/people/vera-lund/profile/name", "name=Vera+Lunde");
	assert_int_equal(r.status, 303);
	assert_string_equal(arena_cstr(&f->arena, r.location), "/people/vera-lunde/profile");
	assert_int_equal(post_as(f, office, "/people/vera-lunde/profile/name", "name=Ines+Lindqvist").status, 409);
}

/* "/account/addresses/…" of the newest letter. */
static const char *
link_in_letter(struct fixture *f)
{
	struct letter_sql_list_rows rows;
	struct letter_sql_get_row row;
	struct str secret;
	bool found;

	f->op.db = f->db;
	assert_int_equal(letter_sql_list(&f->op, 1, &rows), OK);
	assert_int_equal(rows.n, 1);
	assert_int_equal(letter_sql_get(&f->op, rows.at[0].id, &found, &row), OK);
	assert_true(secret_open(&f->arena, &f->key, row.sealed, &secret));
	return arena_cstr(&f->arena, str_from(secret, str_find(secret, STR("/account/addresses/"), 0)));
}

static void
an_address_is_taken_by_who_asked_and_has_its_letter(void **state)
{
	struct fixture *f = *state;
	struct member vera = entered(f);
	struct str other = fixture_session(f, ROLE_FACILITATOR);
	const char *link;
	struct reply r;

	assert_int_equal(post_as(f, vera.session, "/account/addresses", "address=no+address").status, 400);
	say(&vera, "/account/addresses", "address=vera@quay.example");
	link = link_in_letter(f);
	/* Looking takes nothing, and the link is no use to others. */
	has(get_as(f, vera.session, link), "Is vera@quay.example yours?");
	lacks(get_as(f, vera.session, "/account/profile"), "<bdi>vera@quay.example");
	r = get_as(f, other, link);
	lacks(r, "vera@quay.example");
	assert_int_equal(post_as(f, other, link, "").status, 404);
	say(&vera, link, "");
	has(get_as(f, vera.session, "/account/profile"), "<bdi>vera@quay.example");
	assert_int_equal(post_as(f, vera.session, link, "").status, 404);
	lacks(get(f, "/people/vera-quist"), "vera@quay.example");
	say(&vera, "/account/profile/addresses/seen", "id=3&seen=everybody");
	has(get(f, "/people/vera-quist"), "mailto:vera@quay.example");
	say(&vera, "/account/profile/addresses/drop", "id=3");
	lacks(get(f, "/people/vera-quist"), "quay.example");
}

static void
a_link_is_good_for_a_day_and_strangers_get_few_letters(void **state)
{
	struct fixture *f = *state;
	struct member vera = entered(f);
	const char *link;

	say(&vera, "/account/addresses", "address=vera@quay.example");
	link = link_in_letter(f);
	for (int i = 0; i < 4; i++)
		say(&vera, "/account/addresses", "address=stranger@quay.example");
	assert_int_equal(post_as(f, vera.session, "/account/addresses", "address=a@quay.example").status, 429);
	fixture_pass(f, 86401);
	assert_int_equal(post_as(f, vera.session, link, "").status, 404);
	say(&vera, "/account/addresses", "address=a@quay.example");
}

static void
an_address_of_somebody_else_stays_theirs(void **state)
{
	struct fixture *f = *state;
	struct member vera = entered(f);
	struct reply r;

	fixture_script(f, "INSERT INTO account (address, folded, person_id, made, rights_at) VALUES ("
			  "'bo@quay.example', 'bo@quay.example', (SELECT id FROM person WHERE slug = 'bo-salt'), 0, 0)");
	say(&vera, "/account/addresses", "address=bo@quay.example");
	r = post_as(f, vera.session, link_in_letter(f), "");
	assert_int_equal(r.status, 409);
	is_sound(r);
	has(r, "belongs to somebody else");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nobody_needs_to_be_in_the_directory_and_a_new_name_makes_an_entry),
		TEST(a_name_that_is_there_is_for_the_secretariat_to_give),
		TEST(a_name_that_looks_like_anothers_is_not_taken_by_a_stranger),
		TEST(each_thing_is_seen_by_those_it_is_for),
		TEST(what_makes_no_sense_is_said_and_nothing_of_the_form_is_kept),
		TEST(affiliations_have_their_days),
		TEST(what_is_another_s_cannot_be_touched),
		TEST(a_spelling_of_one_s_own_finds_them_and_can_be_kept_from_others),
		TEST(a_name_can_be_corrected_and_the_old_address_leads_on),
		TEST(an_address_is_taken_by_who_asked_and_has_its_letter),
		TEST(a_link_is_good_for_a_day_and_strangers_get_few_letters),
		TEST(an_address_of_somebody_else_stays_theirs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
