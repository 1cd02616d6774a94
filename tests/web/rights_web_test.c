/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every route, asked by everybody: is it answered to those who may, and refused to the others?
 * What they may is written here once more; the table of the program is compared with it by
 * what the site does, and the test is tried out by taking each row out of that.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#undef fail /* ours is in base/op.h */

#include "web/fixture.h"

enum { NO, OWN, YES };
static const struct {
	const char *right;
	int anonymous, member, coordinator, facilitator, secretariat, auditor;
} want[N_RIGHTS] = {
	[RIGHT_READ] = { "read", YES, YES, YES, YES, YES, YES },
	[RIGHT_SELF] = { "self", NO, YES, YES, YES, YES, YES },
	[RIGHT_GROUP] = { "group", NO, NO, OWN, NO, YES, NO },
	[RIGHT_ROLES] = { "roles", NO, NO, NO, NO, YES, NO },
	[RIGHT_LETTERS] = { "letters", NO, NO, NO, NO, YES, NO },
	[RIGHT_AUDIT] = { "audit", NO, NO, NO, NO, YES, YES },
	[RIGHT_WRITERS] = { "writers", NO, NO, NO, NO, YES, NO },
	[RIGHT_PEOPLE] = { "people", NO, NO, NO, NO, YES, NO },
	[RIGHT_STANDING] = { "standing", NO, NO, NO, NO, YES, NO },
	[RIGHT_EVIDENCE] = { "evidence", NO, NO, NO, YES, YES, NO },
	[RIGHT_CRITERIA] = { "criteria", NO, NO, NO, YES, YES, NO },
};

static int
wanted(enum right right, enum role role)
{
	const int by_role[N_ROLES] = {
		[ROLE_ANONYMOUS] = want[right].anonymous,     [ROLE_MEMBER] = want[right].member,
		[ROLE_COORDINATOR] = want[right].coordinator, [ROLE_FACILITATOR] = want[right].facilitator,
		[ROLE_SECRETARIAT] = want[right].secretariat, [ROLE_AUDITOR] = want[right].auditor,
	};

	return by_role[role];
}

/* ---- what is asked ---- */

static int
ask_as(struct fixture *f, const struct http_route *r, const char *group, struct str session)
{
	const char *target = fixture_address(f, r, group);
	const char *cookie = arena_cstr(&f->arena, session);
	AUTO_BUF form = { 0 };

	if (r->method == HTTP_GET)
		return get_with(f, target, "Cookie", cookie).status;
	if (session.n)
		buf_addf(&form, "csrf=%.*s", STRF(fixture_csrf(f, session)));
	return post_form(f, target, buf_cstr(&form), cookie).status;
}

/* How often the site answers otherwise than it should; only: routes of that right, N_RIGHTS: all.
 * Signing out is asked with another session, as it ends it. */
static size_t
walk(struct fixture *f, enum right only, bool tell)
{
	static const char *const groups[] = { "bridges", "locks" };
	size_t wrong = 0;

	for (enum role role = ROLE_ANONYMOUS; role < N_ROLES; role++) {
		struct str session = fixture_session(f, role);

		for (size_t t = 0; site_routes[t]; t++) {
			for (size_t i = 0; i < site_routes[t]->n; i++) {
				const struct http_route *r = &site_routes[t]->at[i];
				enum right right = (enum right)r->need;

				if (only != N_RIGHTS && right != only)
					continue;
				for (size_t g = 0; g < (r->of ? ARRAY_LEN(groups) : 1); g++) {
					int may = wanted(right, role), status;
					bool ends = str_starts(str_of(r->path), STR("/sign-out"));

					status = ask_as(f, r, groups[g], ends ? fixture_session(f, role) : session);
					if ((status != 403) == (may == YES || (may == OWN && g == 0)))
						continue;
					/* These answer so for a reason of their own. */
					if (str_starts(str_of(r->path), STR("/sign-in/")) && status == 403)
						continue;
					wrong++;
					if (tell)
						print_message("%s as %.*s of bridges, for %s: %d\n", r->path,
							      STRF(role_word(role)), groups[g], status);
				}
			}
		}
	}
	return wrong;
}

static void
every_route_answers_those_who_may(void **state)
{
	fixture_open_site(*state);
	assert_int_equal(walk(*state, N_RIGHTS, true), 0);
}

/* A row that could go without anybody's noticing would be tested by nothing. */
static void
every_row_of_the_table_is_noticed(void **state)
{
	size_t rows = 0;

	fixture_open_site(*state);
	for (enum right right = RIGHT_READ; right < N_RIGHTS; right++) {
		for (enum role role = ROLE_ANONYMOUS; role < N_ROLES; role++) {
			size_t wrong;

			if (right_scope(right, role) == SCOPE_NONE)
				continue;
			rows++;
			rights_without(right, role);
			wrong = walk(*state, right, false);
			rights_without(N_RIGHTS, N_ROLES);
			if (!wrong)
				print_message("%s of %.*s\n", right_word(right), STRF(role_word(role)));
			assert_true(wrong > 0);
		}
	}
	assert_true(rows >= 8);
}

static void
the_words_are_those_of_the_table(void **state)
{
	(void)state;
	for (enum right right = RIGHT_READ; right < N_RIGHTS; right++)
		assert_string_equal(right_word(right), want[right].right);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_words_are_those_of_the_table),
		TEST(every_route_answers_those_who_may),
		TEST(every_row_of_the_table_is_noticed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
