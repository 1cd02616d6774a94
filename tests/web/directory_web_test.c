/* SPDX-License-Identifier: Apache-2.0 */
/* /admin/directory: what imports left open is answered, and entries that are one are joined. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#undef fail /* ours is in base/op.h */

#include "audit_sql.h"
#include "web/fixture.h"

static int
setup(void **state)
{
	int code = fixture_setup_open(state);

	fixture_without_notes(*state);
	fixture_script(*state,
		       "INSERT INTO person (id, slug, name, sort_key, resolved) VALUES"
		       " (11, 'lindqvist-ines', 'Lindqvist Ines', x'05', 0), (12, 'haddad', 'Haddad', x'06', 0),"
		       " (13, 'omar-hadad', 'Omar Hadad', x'07', 1);"
		       "INSERT INTO person_alias (person_id, name, folded, source)"
		       " SELECT id, name, lower(name), 'name' FROM person;"
		       "INSERT INTO grp_alias (grp_id, name, folded, source) VALUES"
		       " (7, 'Coalition on Unheard-of Reeds', 'coalition on unheard-of reeds', 'name'),"
		       " (8, 'Harbour Office', 'harbour office', 'name');");
	return code;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, fixture_teardown)

struct office {
	struct fixture *f;
	struct str session;
};

static struct office
office(struct fixture *f)
{
	return (struct office){ f, fixture_session(f, ROLE_SECRETARIAT) };
}

static struct reply
look(const struct office *o, const char *target)
{
	return get_as(o->f, o->session, target);
}

static struct reply
send(const struct office *o, const char *what, const char *form)
{
	return post_as(o->f, o->session, arena_printf(&o->f->arena, "/admin/directory/%s", what).p, form);
}

static void
say(const struct office *o, const char *what, const char *form)
{
	struct reply r = send(o, what, form);

	if (r.status != 303)
		print_error("%s: %d %.*s\n", what, r.status, STRF(r.body));
	assert_int_equal(r.status, 303);
}

static int64_t
audit_lines(struct fixture *f)
{
	struct audit_sql_count_row n;

	assert_int_equal(audit_sql_count(&f->op, &n), OK);
	return n.n;
}

static void
what_nobody_has_confirmed_comes_with_those_it_may_be_and_why(void **state)
{
	struct office o = office(*state);
	struct reply r = look(&o, "/admin/directory");

	is_sound(r);
	has(r, "It is Ines Lindqvist<");
	has(r, "the same words in another order");
	has(r, "It is Omar Haddad<");
	has(r, "one word in common");
	/* Both of these are vouched for: a pair. */
	has(r, "a letter or two differ");
	has(r, "One: Omar Hadad<");
	/* The reeds: a group with nothing like it. */
	has(r, "/coalitions/reeds");
	has(look(&o, "/admin"), "/admin/directory");
}

static void
an_entry_becomes_the_one_that_it_is_and_that_is_taken_back(void **state)
{
	struct office o = office(*state);
	int64_t lines = audit_lines(o.f);
	struct reply r;

	say(&o, "join", "kind=person&a=lindqvist-ines&into=ines-lindqvist");
	assert_int_equal(audit_lines(o.f), lines + 1);
	assert_int_equal(get(o.f, "/people/lindqvist-ines").status, 301);
	r = look(&o, "/admin/directory");
	is_sound(r);
	lacks(r, "It is Ines Lindqvist<");
	has(r, "Take back");
	/* What is one with another is no entry to be joined once more. */
	r = send(&o, "join", "kind=person&a=lindqvist-ines&into=omar-haddad");
	assert_int_equal(r.status, 409);
	is_sound(r);
	say(&o, "split", "kind=person&a=lindqvist-ines");
	assert_int_equal(audit_lines(o.f), lines + 2);
	assert_int_equal(get(o.f, "/people/lindqvist-ines").status, 200);
	has(look(&o, "/admin/directory"), "It is Ines Lindqvist<");
	assert_int_equal(send(&o, "split", "kind=person&a=lindqvist-ines").status, 409);
}

static void
it_is_named_by_whoever_knows_better(void **state)
{
	struct office o = office(*state);
	struct reply r = send(&o, "join", "kind=person&a=haddad&name=Nobody+Here");

	assert_int_equal(r.status, 404);
	has(r, "Nothing in the directory is called “Nobody Here”");
	say(&o, "join", "kind=person&a=haddad&name=bo++SALT");
	has(look(&o, "/people/bo-salt"), "Haddad");
}

static void
somebody_of_their_own_is_not_asked_about_again(void **state)
{
	struct office o = office(*state);
	struct reply r;

	say(&o, "confirm", "kind=person&a=lindqvist-ines");
	r = look(&o, "/admin/directory");
	lacks(r, "One: Lindqvist Ines<");
	lacks(r, "It is Ines Lindqvist<");
	/* Taken back, the two are a pair. */
	say(&o, "apart", "kind=person&a=lindqvist-ines&b=ines-lindqvist&apart=no");
	has(look(&o, "/admin/directory"), "One: Lindqvist Ines<");
}

static void
two_that_are_two_are_suggested_no_more(void **state)
{
	struct office o = office(*state);
	int64_t lines = audit_lines(o.f);

	say(&o, "apart", "kind=person&a=omar-hadad&b=omar-haddad&apart=yes");
	lacks(look(&o, "/admin/directory"), "One: Omar Hadad<");
	/* Said twice, and the other way round, it is said once. */
	say(&o, "apart", "kind=person&a=omar-haddad&b=omar-hadad&apart=yes");
	assert_int_equal(audit_lines(o.f), lines + 1);
	say(&o, "apart", "kind=person&a=omar-haddad&b=omar-hadad&apart=no");
	has(look(&o, "/admin/directory"), "One: Omar Hadad<");
	assert_int_equal(send(&o, "apart", "kind=person&a=omar-haddad&b=omar-haddad&apart=yes").status, 409);
	/* Of two, the one is kept whose button it is. */
	say(&o, "join", "kind=person&a=omar-hadad&b=omar-haddad&into=omar-haddad");
	assert_int_equal(get(o.f, "/people/omar-hadad").status, 301);
	assert_int_equal(get(o.f, "/people/omar-haddad").status, 200);
}

static void
a_group_is_confirmed_with_what_it_is(void **state)
{
	struct office o = office(*state);

	assert_int_equal(send(&o, "confirm", "kind=group&a=reeds&type=club").status, 400);
	say(&o, "confirm", "kind=group&a=reeds&type=working-group");
	assert_int_equal(get(o.f, "/groups/reeds").status, 200);
	/* Where it was before leads there. */
	assert_int_equal(get(o.f, "/coalitions/reeds").status, 301);
	assert_int_equal(send(&o, "confirm", "kind=group&a=reeds&type=working-group").status, 409);
	say(&o, "join", "kind=group&a=reeds&name=harbour+office");
	assert_int_equal(get(o.f, "/groups/reeds").status, 301);
	say(&o, "split", "kind=group&a=reeds");
	assert_int_equal(get(o.f, "/groups/reeds").status, 200);
}

static void
whoever_says_who_they_are_is_answered(void **state)
{
	struct fixture *f = *state;
	struct office member = { f, fixture_session(f, ROLE_MEMBER) }, o = office(f);
	struct reply r;

	assert_int_equal(post_as(f, member.session, "/account/profile/enter", "name=Tea+Kova%C4%8D").status, 303);
	r = look(&o, "/admin/directory");
	is_sound(r);
	has(r, "Yes, that is them");
	say(&o, "claims", "id=1&is=yes");
	lacks(look(&o, "/admin/directory"), "Yes, that is them");
	assert_int_equal(send(&o, "claims", "id=1&is=no").status, 409);
	assert_int_equal(send(&o, "claims", "id=7&is=no").status, 404);
	/* Their rights may have risen: they come in anew. */
	assert_int_equal(look(&member, "/account/profile").status, 403);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_nobody_has_confirmed_comes_with_those_it_may_be_and_why),
		TEST(an_entry_becomes_the_one_that_it_is_and_that_is_taken_back),
		TEST(it_is_named_by_whoever_knows_better),
		TEST(somebody_of_their_own_is_not_asked_about_again),
		TEST(two_that_are_two_are_suggested_no_more),
		TEST(a_group_is_confirmed_with_what_it_is),
		TEST(whoever_says_who_they_are_is_answered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
