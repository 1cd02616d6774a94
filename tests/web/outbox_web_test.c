/* SPDX-License-Identifier: Apache-2.0 */
/* Which letters somebody wants: said in their account, or by one click in a mail program. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#undef fail /* ours is in base/op.h */

#include "account/account_ops.h"
#include "outbox/outbox_wish_ops.h"
#include "web/fixture.h"

#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_setup_open, fixture_teardown)

static const struct actor *
actor_of(struct fixture *f, struct str session)
{
	const struct actor *ret;
	bool stale;

	f->op.db = f->db;
	assert_int_equal(session_find(&f->op, str_from(session, sizeof "convene=" - 1), &ret, &stale), OK);
	assert_non_null(ret);
	return ret;
}

static enum letter_when
wish_of(struct fixture *f, account_id id)
{
	struct letter_wish w;

	f->op.db = f->db;
	assert_int_equal(letter_wish_get(&f->op, id, &w), OK);
	return w.when;
}

static struct reply
say(struct fixture *f, struct str session, const char *when, struct str stand_in)
{
	return post_as(f, session, "/account/letters",
		       arena_printf(&f->arena, "when=%s&stand_in=%.*s", when, STRF(stand_in)).p);
}

static void
it_is_said_in_ones_account(void **state)
{
	struct fixture *f = *state;
	struct str session = fixture_session(f, ROLE_MEMBER), other = fixture_session(f, ROLE_MEMBER);
	account_id me = actor_of(f, session)->account;
	struct reply r;

	assert_int_equal(say(f, session, "daily", STR("")).status, 303);
	assert_int_equal(wish_of(f, me), LETTERS_DAILY);
	assert_int_equal(say(f, session, "never", actor_of(f, other)->address).status, 303);
	r = get_as(f, session, "/account");
	is_sound(r);
	has(r, "<option value=\"never\" selected>");
	r = say(f, session, "daily", STR("stranger@x.example"));
	assert_int_equal(r.status, 400);
	is_sound(r);
	has(r, "value=\"stranger@x.example\"");
	assert_int_equal(wish_of(f, me), LETTERS_NEVER);
}

static void
one_click_ends_news_and_opening_the_link_does_not(void **state)
{
	struct fixture *f = *state;
	account_id me = actor_of(f, fixture_session(f, ROLE_MEMBER))->account;
	const char *path = arena_printf(&f->arena, "/letters/off/%.*s",
					STRF(letter_off_token(&f->arena, &f->key, me))).p;
	struct reply r = get(f, path);

	is_sound(r);
	assert_int_equal(r.status, 200);
	assert_int_equal(wish_of(f, me), LETTERS_AT_ONCE);
	r = post_form(f, path, "List-Unsubscribe=One-Click", "");
	assert_int_equal(r.status, 200);
	is_sound(r);
	assert_int_equal(wish_of(f, me), LETTERS_NEVER);
	assert_int_equal(post_form(f, "/letters/off/1-0", "List-Unsubscribe=One-Click", "").status, 404);
	assert_int_equal(get(f, "/letters/off/x").status, 404);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_is_said_in_ones_account),
		TEST(one_click_ends_news_and_opening_the_link_does_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
