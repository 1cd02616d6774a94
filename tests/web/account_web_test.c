/* SPDX-License-Identifier: Apache-2.0 */
/* Signing in, as a browser does it; and what somebody does who wants in without. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#undef fail /* ours is in base/op.h */

#include "account/account_seen.h"
#include "outbox/outbox_ops.h"
#include "outbox_sql.h"
#include "web/fixture.h"

/* ---- a browser, and a mailbox ---- */

struct browser {
	struct fixture *f;
	char jar[400]; /* what it sends as Cookie */
};

static struct str
cookie_of(struct str set, const char *name)
{
	struct str value = str_present(set) ? str_cut(&set, ';') : STR("");
	struct str head = str_cut(&value, '=');

	return str_is(head, name) ? value : STR_NONE;
}

/* One name at a time is enough here: a new value takes the place of all. */
static void
keep(struct browser *b, struct reply r, const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(r.set_cookie); i++) {
		struct str value = cookie_of(r.set_cookie[i], name);

		if (str_present(value))
			snprintf(b->jar, sizeof b->jar, "%s=%.*s", name, STRF(value));
	}
}

static void
open_site(struct fixture *f, const char *site)
{
	AUTO_BUF b = { 0 };

	buf_addf(&b, "DELETE FROM setting WHERE name IN ('site', 'mail_from');"
		     "INSERT INTO setting (name, value) VALUES ('site', '%s'), ('mail_from', 'forum@harbour.example')",
		 site);
	fixture_script(f, buf_cstr(&b));
}

static struct str
newest_secret(struct fixture *f)
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
	return secret;
}

/* "/sign-in/link/…" */
static const char *
link_in_mail(struct fixture *f)
{
	struct str s = newest_secret(f);
	size_t at = str_find(s, STR("/sign-in/link/"), 0);

	assert_true(at < s.n);
	s = str_from(s, at);
	return arena_cstr(&f->arena, str_cut_line(&s));
}

static const char *
code_in_mail(struct fixture *f)
{
	struct str s = newest_secret(f);

	return arena_cstr(&f->arena, str_from(s, s.n - 9));
}

static struct reply
ask_for_letter(struct browser *b, const char *address)
{
	AUTO_BUF form = { 0 };
	struct reply r;

	buf_addf(&form, "address=%s", address);
	r = post_form(b->f, "/sign-in", buf_cstr(&form), "");
	keep(b, r, "convene-ask");
	return r;
}

static struct reply
type_code(struct browser *b, const char *address, const char *code)
{
	AUTO_BUF form = { 0 };
	struct reply r;

	buf_addf(&form, "address=%s&code=%s", address, code);
	r = post_form(b->f, "/sign-in/code", buf_cstr(&form), b->jar);
	keep(b, r, "convene");
	return r;
}

/* In, and out again: a whole browser with a session. */
static struct browser
signed_in(struct fixture *f, const char *address)
{
	struct browser b = { .f = f };

	open_site(f, "http://localhost");
	assert_int_equal(ask_for_letter(&b, address).status, 303);
	assert_int_equal(type_code(&b, address, code_in_mail(f)).status, 303);
	return b;
}

static struct reply
look(struct browser *b, const char *target)
{
	return get_with(b->f, target, "Cookie", b->jar);
}

/* The field csrf of the first form in a page. */
static const char *
csrf_in(struct fixture *f, struct reply r)
{
	static const struct str head = STR_INIT("name=csrf value=\"");
	size_t at = str_find(r.body, head, 0);
	struct str s = str_from(r.body, at + head.n);

	assert_true(at < r.body.n);
	return arena_cstr(&f->arena, str_cut(&s, '"'));
}

static struct reply
post_csrf(struct browser *b, const char *target, const char *csrf, const char *more)
{
	AUTO_BUF form = { 0 };

	buf_addf(&form, "csrf=%s%s", csrf, more);
	return post_form(b->f, target, buf_cstr(&form), b->jar);
}

/* ---- in ---- */

static void
a_forum_that_cannot_send_letters_says_so(void **state)
{
	struct reply r = get(*state, "/sign-in");

	assert_int_equal(r.status, 200);
	has(r, "does not send mail yet");
	lacks(get(*state, "/"), "href=\"/sign-in\"");
	assert_int_equal(post_form(*state, "/sign-in", "address=ana@river.example", "").status, 503);
}

static void
a_link_lets_in_the_browser_that_asked(void **state)
{
	struct browser b = { .f = *state };
	const char *link;
	struct reply r;

	open_site(b.f, "http://localhost");
	has(get(b.f, "/"), "href=\"/sign-in\"");
	r = get(b.f, "/sign-in");
	is_sound(r);
	r = ask_for_letter(&b, "ana%40river.example");
	assert_int_equal(r.status, 303);
	assert_string_equal(r.location.p, "/sign-in/code?address=ana%40river.example");
	is_sound(get(b.f, "/sign-in/code?address=ana%40river.example"));
	link = link_in_mail(b.f);
	/* Opened by a program that looks through mail: nothing happens. */
	r = get(b.f, link);
	assert_int_equal(r.status, 200);
	has(r, "only in the browser where you asked");
	lacks(r, "ana@river.example");
	assert_int_equal(post_form(b.f, link, "", "").status, 403);
	r = look(&b, link);
	is_sound(r);
	has(r, "ana@river.example");
	r = post_form(b.f, link, "", b.jar);
	assert_int_equal(r.status, 303);
	assert_string_equal(r.location.p, "/");
	keep(&b, r, "convene");
	r = look(&b, "/");
	has(r, ">ana@river.example<");
	assert_string_equal(r.cache.p, "no-store");
	assert_false(str_present(r.etag));
	/* Others see the page as it was, from wherever it is kept. */
	lacks(get(b.f, "/"), "ana@river.example");
	/* It works once. */
	assert_int_equal(post_form(b.f, link, "", "convene-ask=x").status, 403);
	has(get(b.f, link), "has been used, or is older");
}

static void
a_code_lets_in_any_browser_once(void **state)
{
	struct browser a = { .f = *state }, other = { .f = *state };
	const char *code;

	open_site(a.f, "http://localhost");
	ask_for_letter(&a, "ana@river.example");
	code = code_in_mail(a.f);
	assert_int_equal(type_code(&other, "ANA@river.example", code).status, 303);
	has(look(&other, "/account"), "ana@river.example");
	assert_int_equal(type_code(&a, "ana@river.example", code).status, 403);
	/* Neither does the link of the same letter. */
	assert_int_equal(post_form(a.f, link_in_mail(a.f), "", a.jar).status, 403);
}

static void
five_wrong_codes_are_the_end_of_it(void **state)
{
	struct browser b = { .f = *state };
	const char *code;

	open_site(b.f, "http://localhost");
	ask_for_letter(&b, "ana@river.example");
	code = code_in_mail(b.f);
	for (int i = 0; i < 5; i++) {
		AUTO_BUF wrong = { 0 };
		struct reply r;

		buf_addf(&wrong, "%c%s", code[0] == '9' ? '0' : code[0] + 1, code + 1);
		r = type_code(&b, "ana@river.example", buf_cstr(&wrong));
		assert_int_equal(r.status, 403);
		has(r, "This is not the code");
		has(r, "value=\"ana@river.example\"");
	}
	assert_int_equal(type_code(&b, "ana@river.example", code).status, 403);
	/* Codes are the weak part; the link is as good as before. */
	snprintf(b.jar, sizeof b.jar, "%s", "");
	ask_for_letter(&b, "ana@river.example");
	assert_int_equal(post_form(b.f, link_in_mail(b.f), "", b.jar).status, 303);
}

static void
what_is_in_a_letter_lasts_ten_minutes(void **state)
{
	struct browser b = { .f = *state };

	open_site(b.f, "http://localhost");
	ask_for_letter(&b, "ana@river.example");
	fixture_pass(b.f, 601);
	has(look(&b, link_in_mail(b.f)), "older than ten minutes");
	assert_int_equal(post_form(b.f, link_in_mail(b.f), "", b.jar).status, 403);
	assert_int_equal(type_code(&b, "ana@river.example", code_in_mail(b.f)).status, 403);
}

static void
an_address_gets_five_letters_an_hour_and_a_network_sixty(void **state)
{
	struct browser b = { .f = *state };
	int sent = 0;

	open_site(b.f, "http://localhost");
	for (int i = 0; i < 5; i++)
		assert_int_equal(ask_for_letter(&b, "ana@river.example").status, 303);
	has(ask_for_letter(&b, "Ana@River.example"), "many requests");
	assert_int_equal(ask_for_letter(&b, "ana@river.example").status, 429);
	for (int i = 0; i < 70; i++) {
		AUTO_BUF address = { 0 };

		buf_addf(&address, "p%d@river.example", i);
		sent += ask_for_letter(&b, buf_cstr(&address)).status == 303;
	}
	assert_int_equal(sent, 55);
	fixture_pass(b.f, 3601);
	assert_int_equal(ask_for_letter(&b, "ana@river.example").status, 303);
}

static void
no_answer_says_whether_an_address_is_known(void **state)
{
	struct browser known = signed_in(*state, "ana@river.example"), b = { .f = *state };
	struct reply with = ask_for_letter(&known, "ana@river.example");
	struct reply without = ask_for_letter(&b, "nobody@river.example");

	assert_int_equal(with.status, without.status);
	assert_int_equal(with.body.n, without.body.n);
	with = type_code(&b, "ana@river.example", "11112222");
	without = type_code(&b, "nobodyx@river.example", "11112222");
	assert_int_equal(with.status, without.status);
	assert_int_equal(with.body.n + 4, without.body.n); /* as the address is longer */
}

static void
addresses_that_are_none_are_refused(void **state)
{
	static const char *const bad[] = {
		"", "ana", "ana%40", "%40river", "a%40b%40c", "ana%40river.example%0d%0aBcc:x%40y", "a%0ab%40c",
		"a,b%40c", "%22a%22%40c", "a%20b%40c", "%3Ca%40b%3E", "a%40b%00c",
	};
	struct browser b = { .f = *state };

	open_site(b.f, "http://localhost");
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct reply r = ask_for_letter(&b, bad[i]);

		if (r.status != 400)
			print_message("[%s]: %d\n", bad[i], r.status);
		assert_int_equal(r.status, 400);
	}
}

static void
one_goes_on_to_pages_of_this_site_only(void **state)
{
	static const struct {
		const char *next, *want;
	} t[] = {
		{ "/lists", "/lists" },
		{ "/search?q=a%26b", "/search?q=a&b" },
		{ "https://bad.example/", "/" },
		{ "//bad.example/", "/" },
		{ "/%5Cbad.example", "/" },
		{ "%5C%5Cbad.example", "/" },
		{ "javascript:alert(1)", "/" },
		{ "/%09/bad.example", "/" },
		{ "/a%0d%0aSet-Cookie:x", "/" },
	};
	struct browser b = { .f = *state };

	open_site(b.f, "http://localhost");
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		AUTO_BUF form = { 0 };
		struct reply r;

		ask_for_letter(&b, arena_printf(&b.f->arena, "a%zu@river.example", i).p);
		buf_addf(&form, "address=a%zu@river.example&code=%s&next=%s", i, code_in_mail(b.f), t[i].next);
		r = post_form(b.f, "/sign-in/code", buf_cstr(&form), "");
		assert_int_equal(r.status, 303);
		assert_string_equal(r.location.p, t[i].want);
	}
}

static void
the_link_of_a_letter_goes_on_to_the_whole_address(void **state)
{
	struct browser b = { .f = *state };
	struct reply r;

	open_site(b.f, "http://localhost");
	r = post_form(b.f, "/sign-in", "address=ana%40river.example&next=%2Fsearch%3Fq%3Dfish%26in%3Dmail", "");
	assert_int_equal(r.status, 303);
	keep(&b, r, "convene-ask");
	r = look(&b, link_in_mail(b.f));
	assert_int_equal(r.status, 200);
	has(r, "name=next value=\"/search?q=fish&amp;in=mail\"");
}

/* ---- what a session is ---- */

static void
a_session_is_over_when_it_was_not_used_or_is_old(void **state)
{
	struct browser b = signed_in(*state, "ana@river.example");

	fixture_pass(b.f, SESSION_SECONDS - 10);
	assert_int_equal(look(&b, "/account").status, 200);
	b.f->op.db = b.f->db;
	assert_int_equal(account_seen_write(&b.f->op), OK);
	fixture_pass(b.f, SESSION_SECONDS - 10);
	assert_int_equal(look(&b, "/account").status, 200);
	assert_int_equal(account_seen_write(&b.f->op), OK);
	fixture_pass(b.f, SESSION_SECONDS + 10);
	assert_int_equal(look(&b, "/account").status, 403);
	/* However often it is used. */
	b = signed_in(b.f, "bo@river.example");
	for (int i = 0; i < 8; i++) {
		assert_int_equal(look(&b, "/account").status, i < 7 ? 200 : 403);
		assert_int_equal(account_seen_write(&b.f->op), OK);
		fixture_pass(b.f, SESSION_SECONDS + 1 - 3600);
	}
}

static void
a_cookie_that_somebody_else_has_set_is_worth_nothing(void **state)
{
	struct browser b = { .f = *state };
	struct str session;
	struct reply r;

	open_site(b.f, "http://localhost");
	ask_for_letter(&b, "ana@river.example");
	snprintf(b.jar, sizeof b.jar, "convene=%s", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
	assert_int_equal(look(&b, "/account").status, 403);
	r = type_code(&b, "ana@river.example", code_in_mail(b.f));
	session = cookie_of(r.set_cookie[0], "convene");
	assert_int_equal(session.n, SECRET_TOKEN);
	assert_false(str_starts(session, STR("AAAAA")));
}

static void
cookies_have_the_right_marks(void **state)
{
	struct browser b = { .f = *state };
	struct reply r;

	open_site(b.f, "http://localhost");
	r = ask_for_letter(&b, "ana@river.example");
	assert_true(str_find(r.set_cookie[0], STR("; HttpOnly; SameSite=Lax; Max-Age=600"), 0) < r.set_cookie[0].n);
	assert_true(str_find(r.set_cookie[0], STR("Secure"), 0) >= r.set_cookie[0].n);
	/* A site of TLS: a cookie that came without it is not looked at. */
	open_site(b.f, "https://harbour.example");
	r = ask_for_letter(&b, "ana@river.example");
	assert_true(str_starts(r.set_cookie[0], STR("__Host-convene-ask=")));
	assert_true(str_ends(r.set_cookie[0], STR("; Secure")));
	r = type_code(&b, "ana@river.example", code_in_mail(b.f));
	assert_true(str_starts(r.set_cookie[0], STR("__Host-convene=")));
	keep(&b, r, "__Host-convene");
	assert_int_equal(look(&b, "/account").status, 200);
	memmove(b.jar, b.jar + 7, strlen(b.jar + 7) + 1);
	assert_memory_equal(b.jar, "convene=", 8);
	assert_int_equal(look(&b, "/account").status, 403);
}

static void
forms_of_others_are_refused(void **state)
{
	struct browser ana = signed_in(*state, "ana@river.example"), bo = signed_in(*state, "bo@river.example");
	const char *anas = csrf_in(ana.f, look(&ana, "/account")), *bos = csrf_in(bo.f, look(&bo, "/account"));
	struct reply r;

	assert_string_not_equal(anas, bos);
	assert_int_equal(post_csrf(&ana, "/account", "", "&name=X").status, 403);
	assert_int_equal(post_csrf(&ana, "/account", bos, "&name=X").status, 403);
	assert_int_equal(post_form(ana.f, "/account", "name=X", ana.jar).status, 403);
	lacks(look(&ana, "/account"), ">X<");
	assert_int_equal(post_csrf(&ana, "/account", anas, "&name=Ana+%3Cb%3E").status, 303);
	r = look(&ana, "/account");
	is_sound(r);
	has(r, "Ana &lt;b&gt;");
	/* Without a session there is no form to be sent. */
	assert_int_equal(post_form(ana.f, "/account", "csrf=&name=Y", "").status, 403);
	/* After signing out, the form that was open still. */
	assert_int_equal(post_csrf(&ana, "/sign-out", anas, "").status, 303);
	assert_int_equal(post_csrf(&ana, "/account", anas, "&name=Z").status, 403);
	assert_int_equal(look(&bo, "/account").status, 200);
}

static void
sessions_are_listed_and_ended_by_their_owner(void **state)
{
	struct browser here = signed_in(*state, "ana@river.example"), there = signed_in(*state, "ana@river.example");
	struct browser bo = signed_in(*state, "bo@river.example");
	const char *csrf = csrf_in(here.f, look(&here, "/account"));
	struct reply r = look(&here, "/account");

	is_sound(r);
	assert_int_equal(count(r, "Sign out there"), 1);
	/* Another's, by its number. */
	assert_int_equal(post_csrf(&here, "/account/sessions/3", csrf, "").status, 404);
	assert_int_equal(look(&bo, "/account").status, 200);
	assert_int_equal(post_csrf(&here, "/account/sessions/2", csrf, "").status, 303);
	assert_int_equal(look(&there, "/account").status, 403);
	assert_int_equal(look(&here, "/account").status, 200);
	assert_int_equal(post_csrf(&here, "/account/sessions/x", csrf, "").status, 404);
	assert_int_equal(post_csrf(&here, "/sign-out/everywhere", csrf, "").status, 303);
	assert_int_equal(look(&here, "/account").status, 403);
}

static void
a_change_of_rights_ends_sessions(void **state)
{
	struct browser b = signed_in(*state, "ana@river.example");
	account_id account;
	person_id person;

	b.f->op.db = b.f->db;
	fixture_pass(b.f, 60);
	{
		AUTO_TX tx = tx_begin(&b.f->op);

		assert_int_equal(account_invite(&b.f->op, STR("ANA@river.example"), STR("Ana Lund"), &account,
						&person), OK);
		assert_int_equal(role_grant(&b.f->op, person, ROLE_AUDITOR, (group_id){ 0 },
					    date_of_instant(b.f->op.now), DATE_NONE), OK);
		assert_int_equal(tx_commit(&tx), OK);
	}
	assert_int_equal(look(&b, "/account").status, 403);
	fixture_pass(b.f, 60);
	b = signed_in(b.f, "ana@river.example");
	has(look(&b, "/account"), "Auditor");
	has(look(&b, "/account"), "Ana Lund");
}

/* ---- what a thief of the database has ---- */

static void
nothing_in_the_database_lets_anybody_in(void **state)
{
	struct browser b = signed_in(*state, "ana@river.example");
	struct str session = str_from(str_of(b.jar), 8), secret, token;
	const char *code;
	AUTO_BUF all = { 0 };
	struct browser asking = { .f = b.f };

	ask_for_letter(&asking, "bo@river.example");
	secret = newest_secret(b.f);
	token = str_from(str_of(link_in_mail(b.f)), sizeof "/sign-in/link/" - 1);
	code = code_in_mail(b.f);
	fixture_bytes(b.f, &all);
	assert_true(all.n > 10000);
	assert_true(str_find(buf_str(&all), STR("bo@river.example"), 0) < all.n);
	assert_true(str_find(buf_str(&all), session, 0) >= all.n);
	assert_true(str_find(buf_str(&all), token, 0) >= all.n);
	assert_true(str_find(buf_str(&all), str_of(code), 0) >= all.n);
	assert_true(str_find(buf_str(&all), str_from(str_of(asking.jar), 12), 0) >= all.n);
	assert_true(str_find(buf_str(&all), str_sub(secret, 0, 30), 0) >= all.n);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_forum_that_cannot_send_letters_says_so),
		TEST(a_link_lets_in_the_browser_that_asked),
		TEST(a_code_lets_in_any_browser_once),
		TEST(five_wrong_codes_are_the_end_of_it),
		TEST(what_is_in_a_letter_lasts_ten_minutes),
		TEST(an_address_gets_five_letters_an_hour_and_a_network_sixty),
		TEST(no_answer_says_whether_an_address_is_known),
		TEST(addresses_that_are_none_are_refused),
		TEST(one_goes_on_to_pages_of_this_site_only),
		TEST(the_link_of_a_letter_goes_on_to_the_whole_address),
		TEST(a_session_is_over_when_it_was_not_used_or_is_old),
		TEST(a_cookie_that_somebody_else_has_set_is_worth_nothing),
		TEST(cookies_have_the_right_marks),
		TEST(forms_of_others_are_refused),
		TEST(sessions_are_listed_and_ended_by_their_owner),
		TEST(a_change_of_rights_ends_sessions),
		TEST(nothing_in_the_database_lets_anybody_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
