/* SPDX-License-Identifier: Apache-2.0 */
/* What those with a role do: a coordinator for a group, the secretariat for the forum. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#undef fail /* ours is in base/op.h */

#include "audit/audit_ops.h"
#include "web/fixture.h"

struct somebody {
	struct fixture *f;
	struct str session;
};

static struct somebody
with(struct fixture *f, enum role role)
{
	fixture_open_site(f);
	return (struct somebody){ f, fixture_session(f, role) };
}

static struct reply
look(const struct somebody *s, const char *target)
{
	return get_as(s->f, s->session, target);
}

static struct reply
send(const struct somebody *s, const char *target, const char *fields)
{
	return post_as(s->f, s->session, target, fields);
}

/* The value of a hidden field. */
static struct str
hidden(struct reply r, const char *name)
{
	AUTO_BUF head = { 0 };
	struct str s;
	size_t at;

	buf_addf(&head, "name=%s value=\"", name);
	at = str_find(r.body, buf_str(&head), 0);
	assert_true(at < r.body.n);
	s = str_from(r.body, at + head.n);
	return str_cut(&s, '"');
}

static const char *
edit(struct fixture *f, struct str seen, const char *description, const char *join)
{
	return arena_printf(&f->arena, "seen=%.*s&description=%s&join_url=%s&list_address=a%%40b.example", STRF(seen),
			    description, join).p;
}

static void
a_coordinator_changes_what_a_group_says(void **state)
{
	struct somebody s = with(*state, ROLE_COORDINATOR);
	struct str seen;
	struct reply r;

	lacks(get(s.f, "/coalitions/bridges"), "/groups/bridges/edit");
	lacks(look(&s, "/coalitions/locks"), "/groups/locks/edit");
	has(look(&s, "/coalitions/bridges"), "href=\"/groups/bridges/edit\"");
	r = look(&s, "/groups/bridges/edit");
	is_sound(r);
	seen = hidden(r, "seen");
	r = send(&s, "/groups/bridges/edit", edit(s.f, seen, "We+%3Cb%3Ebuild", "https%3A%2F%2Fl.example%2Fj"));
	assert_int_equal(r.status, 303);
	assert_string_equal(r.location.p, "/coalitions/bridges");
	r = get(s.f, "/coalitions/bridges");
	is_sound(r);
	has(r, "We &lt;b&gt;build");
	has(r, "https://l.example/j");
	/* Somebody else's form from before that. */
	r = send(&s, "/groups/bridges/edit", edit(s.f, seen, "Another+text", ""));
	assert_int_equal(r.status, 409);
	is_sound(r);
	has(r, "Somebody has changed this meanwhile");
	has(r, ">Another text</textarea>");
	has(get(s.f, "/coalitions/bridges"), "We &lt;b&gt;build");
}

static void
what_is_no_link_is_refused_and_kept_in_the_form(void **state)
{
	static const char *const bad[] = { "javascript:alert(1)", "ftp%3A%2F%2Fx", "%2Fcoalitions", "x%0d%0ay",
					   "https%3A%2F%2Fx%22%3E", "https%3A%2F%2Fx+y" };
	struct somebody s = with(*state, ROLE_SECRETARIAT);
	struct str seen = hidden(look(&s, "/groups/locks/edit"), "seen");

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct reply r = send(&s, "/groups/locks/edit", edit(s.f, seen, "Kept+text", bad[i]));

		assert_int_equal(r.status, 400);
		has(r, ">Kept text</textarea>");
		is_sound(r);
	}
}

static void
the_secretariat_acts_for_a_group_and_the_audit_says_so(void **state)
{
	struct somebody s = with(*state, ROLE_SECRETARIAT);
	struct str seen = hidden(look(&s, "/groups/bridges/edit"), "seen"), last;
	struct reply r;
	int64_t n;

	/* By which mail the group asks for it, is said. */
	assert_int_equal(send(&s, "/groups/bridges/edit", edit(s.f, seen, "x", "")).status, 400);
	assert_int_equal(send(&s, "/groups/bridges/edit",
			      arena_printf(&s.f->arena, "%s&evidence=Mail+of+Ana+%%3Cana@river.example%%3E",
					   edit(s.f, seen, "x", "")).p).status, 303);
	r = get(s.f, "/coalitions/bridges");
	is_sound(r);
	has(r, "Recorded for this group");
	has(r, "Mail of Ana");
	lacks(r, "ana@river.example");
	r = look(&s, "/admin/audit");
	is_sound(r);
	has(r, "group.say");
	has(r, "for <bdi>Coalition on Bridges and Ferries</bdi>");
	s.f->op.db = s.f->db;
	assert_int_equal(audit_verify(&s.f->op, &n, &last), OK);
	assert_true(n >= 3);
	assert_int_equal(look(&s, "/groups/unheard-of/edit").status, 404);
}

static void
roles_are_given_and_ended_on_a_page(void **state)
{
	struct somebody s = with(*state, ROLE_SECRETARIAT);
	struct reply r = look(&s, "/admin/roles");

	is_sound(r);
	r = send(&s, "/admin/roles", "person=Nobody+Atall&role=coordinator&group=bridges");
	assert_int_equal(r.status, 400);
	has(r, "Nobody in the directory is called Nobody Atall");
	r = send(&s, "/admin/roles", "person=Nobody+Atall&address=n%40b.example&role=coordinator");
	assert_int_equal(r.status, 400);
	has(r, "A coordinator is one of a group");
	r = send(&s, "/admin/roles", "person=Nobody+Atall&address=n%40b.example&role=coordinator&group=bridges&since=2020-02-03");
	assert_int_equal(r.status, 303);
	r = look(&s, "/admin/roles");
	has(r, "Nobody Atall");
	has(r, "3 February 2020");
	r = send(&s, "/admin/roles", "person=Nobody+Atall&role=coordinator&group=bridges");
	assert_int_equal(r.status, 409);
	assert_int_equal(send(&s, "/admin/roles", "person=X&role=king&group=").status, 400);
	assert_int_equal(send(&s, "/admin/roles/end", "person=nobody-atall&role=coordinator&group=bridges").status, 303);
	has(look(&s, "/admin/roles"), "20 June 2021");
	assert_int_equal(send(&s, "/admin/roles/end", "person=nobody-atall&role=coordinator&group=bridges").status, 404);
}

static void
letters_and_work_can_be_looked_at(void **state)
{
	struct somebody s = with(*state, ROLE_SECRETARIAT);
	struct reply r;

	is_sound(look(&s, "/admin"));
	is_sound(look(&s, "/admin/jobs"));
	assert_int_equal(post_form(s.f, "/sign-in", "address=Bo%40river.example", "").status, 303);
	r = look(&s, "/admin/letters?to=BO%40river.example");
	is_sound(r);
	has(r, "Bo@river.example");
	has(look(&s, "/admin/letters?to=nobody"), "No letter has been sent");
	r = look(&s, "/admin/letters/1");
	is_sound(r);
	has(r, "{secret}");
	lacks(r, "/sign-in/link/");
	r = look(&s, "/admin/jobs");
	is_sound(r);
	has(r, "href=\"/admin/letters/1\"");
	assert_int_equal(send(&s, "/admin/jobs/1/again", "").status, 303);
	assert_int_equal(send(&s, "/admin/jobs/99/again", "").status, 404);
	assert_int_equal(look(&s, "/admin/letters/99").status, 404);
	has(look(&s, "/admin/audit"), "job.again");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_coordinator_changes_what_a_group_says),
		TEST(what_is_no_link_is_refused_and_kept_in_the_form),
		TEST(the_secretariat_acts_for_a_group_and_the_audit_says_so),
		TEST(roles_are_given_and_ended_on_a_page),
		TEST(letters_and_work_can_be_looked_at),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
