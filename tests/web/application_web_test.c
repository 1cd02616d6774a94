/* SPDX-License-Identifier: Apache-2.0 */
/* An application to form a coalition: written, checked, sent, reviewed and answered. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#undef fail /* ours is in base/op.h */

#include "outbox_sql.h"
#include "web/fixture.h"

#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_setup_open, fixture_teardown)

struct who {
	struct fixture *f;
	struct str session;
};

static struct who
as(struct fixture *f, enum role role)
{
	return (struct who){ f, fixture_session(f, role) };
}

static struct reply
look(const struct who *w, const char *target)
{
	return get_as(w->f, w->session, target);
}

static struct reply
send(const struct who *w, const char *target, const char *form)
{
	return post_as(w->f, w->session, target, form);
}

static void
done(const struct who *w, const char *target, const char *form)
{
	struct reply r = send(w, target, form);

	if (r.status != 303)
		print_error("%s: %d %.*s\n", target, r.status, STRF(r.body));
	assert_int_equal(r.status, 303);
}

static int64_t
letters_to(struct fixture *f, const char *address)
{
	struct letter_sql_list_rows rows;
	int64_t n = 0;

	f->op.db = f->db;
	assert_int_equal(letter_sql_list(&f->op, 100, &rows), OK);
	for (size_t i = 0; i < rows.n; i++)
		n += str_is(rows.at[i].kind, "application") && str_is(rows.at[i].to_address, address);
	return n;
}

#define WHOLE                                                                                              \
	"name=Coalition+on+Tides&short_name=COT&need=Nobody+looks+at+tides.&plan=First+%3Cb%3Ewatch%3C/b%3E.%0A%0AThen+write." \
	"&list_address=tides@lists.example.org&join_url=https://lists.example.org/tides"                   \
	"&contact_name=Vera+Quist&contact_address=vera@example.org&contact_name=&contact_address="

#define SUPPORTED                                                                                          \
	"&supporter_name=Ana+Lund&supporter_of=River+Care&supporter_group=civil-society"                   \
	"&supporter_name=Bo+Salt&supporter_of=&supporter_group=government"                                 \
	"&supporter_name=Cai+Roe&supporter_of=&supporter_group=academia"                                   \
	"&supporter_name=&supporter_of=&supporter_group="

static struct who
applied(struct fixture *f)
{
	struct who w = as(f, ROLE_MEMBER);

	done(&w, "/applications", "name=Coalition+on+Tides");
	done(&w, "/applications/1", WHOLE SUPPORTED "&then=send");
	return w;
}

static void
it_is_written_in_several_sittings_and_says_what_it_lacks(void **state)
{
	struct fixture *f = *state;
	struct who w = as(f, ROLE_MEMBER), other = as(f, ROLE_MEMBER), office = as(f, ROLE_SECRETARIAT);
	struct reply r = get(f, "/applications");

	is_sound(r);
	has(r, "at least three stakeholder groups");
	assert_int_equal(send(&w, "/applications", "name=+").status, 400);
	done(&w, "/applications", "name=Coalition+on+Tides");
	r = look(&w, "/applications/1");
	is_sound(r);
	has(r, "an action plan");
	has(r, "Name of contact 1");
	has(r, "supporters from three stakeholder groups");
	/* A draft is nobody else's business. */
	assert_int_equal(get(f, "/applications/1").status, 404);
	assert_int_equal(look(&other, "/applications/1").status, 404);
	assert_int_equal(look(&office, "/applications/1").status, 404);
	lacks(look(&office, "/applications"), "Coalition on Tides");
	assert_int_equal(send(&other, "/applications/1", WHOLE).status, 404);
	/* What cannot be sent yet is saved. */
	r = send(&w, "/applications/1", WHOLE "&supporter_name=Ana+Lund&supporter_group=civil-society&then=send");
	assert_int_equal(r.status, 400);
	has(r, "It is saved, but not sent");
	r = look(&w, "/applications/1");
	is_sound(r);
	has(r, "Ana Lund");
	has(r, "supporters from three stakeholder groups");
	lacks(r, "an action plan</");
	has(r, "First &lt;b&gt;watch&lt;/b&gt;.\n\nThen write.");
	/* What is wrong is not, and stays in the form. */
	r = send(&w, "/applications/1", "name=Other&contact_name=V&contact_address=nowhere&join_url=javascript:x");
	assert_int_equal(r.status, 400);
	has(r, "value=\"Other\"");
	has(look(&w, "/applications/1"), "value=\"Coalition on Tides\"");
}

static void
sent_reviewed_and_accepted_it_is_a_coalition(void **state)
{
	struct fixture *f = *state;
	struct who w = applied(f), office = as(f, ROLE_SECRETARIAT);
	struct reply r;

	assert_int_equal(letters_to(f, "office@example.org"), 1);
	assert_int_equal(send(&w, "/applications/1", WHOLE).status, 409);
	assert_int_equal(get(f, "/applications/1").status, 404);
	r = look(&office, "/applications/1");
	is_sound(r);
	has(r, "vera@example.org");
	has(look(&office, "/admin"), "/applications");
	assert_int_equal(send(&w, "/applications/1/review", "").status, 403);
	assert_int_equal(send(&office, "/applications/1/answer", "answer=accept&words=Yes").status, 409);
	done(&office, "/applications/1/review", "");
	r = get(f, "/applications/1");
	is_sound(r);
	has(r, "Nobody looks at tides.");
	lacks(r, "vera@example.org");
	has(get(f, "/applications"), "Coalition on Tides");
	has(get(f, "/coalitions/cot"), "Proposed");
	assert_int_equal(send(&office, "/applications/1/answer", "answer=accept&words=+").status, 400);
	done(&office, "/applications/1/answer", "answer=accept&words=It+is+needed.");
	r = get(f, "/coalitions/cot");
	is_sound(r);
	has(r, "It is needed.");
	has(r, "Applied for; in review.");
	lacks(r, "as the register has it");
	has(r, "Nobody looks at tides.");
	assert_int_equal(send(&office, "/applications/1/answer", "answer=refuse&words=No").status, 409);
	assert_int_equal(send(&w, "/applications/1/withdraw", "").status, 409);
}

static void
who_is_in_the_directory_becomes_its_coordinator(void **state)
{
	struct fixture *f = *state;
	struct who w = as(f, ROLE_MEMBER), office;

	done(&w, "/account/profile/enter", "name=Vera+Quist");
	done(&w, "/applications", "name=Coalition+on+Tides");
	done(&w, "/applications/1", WHOLE SUPPORTED "&then=send");
	office = as(f, ROLE_SECRETARIAT);
	done(&office, "/applications/1/review", "");
	has(look(&office, "/applications/1"), "becomes its coordinator");
	done(&office, "/applications/1/answer", "answer=accept&words=Yes.&coordinator=1");
	has(look(&office, "/admin/roles"), "Vera Quist");
	lacks(look(&office, "/groups/cot/standing"), "missing:</span> a coordinator");
}

static void
it_is_sent_back_with_questions_refused_or_withdrawn(void **state)
{
	struct fixture *f = *state;
	struct who w = applied(f), office = as(f, ROLE_SECRETARIAT);

	done(&office, "/applications/1/answer", "answer=back&words=By+when%3F");
	has(look(&w, "/applications/1"), "By when?");
	done(&w, "/applications/1", WHOLE SUPPORTED "&then=send");
	done(&office, "/applications/1/answer", "answer=refuse&words=There+is+one.");
	has(look(&w, "/applications/1"), "There is one.");
	/* Nobody else has seen it. */
	assert_int_equal(get(f, "/applications/1").status, 404);
	done(&w, "/applications", "name=Coalition+on+Ebb");
	done(&w, "/applications/2", WHOLE SUPPORTED "&then=send");
	done(&office, "/applications/2/review", "");
	done(&w, "/applications/2/withdraw", "");
	has(get(f, "/coalitions/cot"), "Withdrawn by those who applied for it.");
}

static void
a_name_that_is_taken_is_said(void **state)
{
	struct fixture *f = *state;
	struct who w = as(f, ROLE_MEMBER), office = as(f, ROLE_SECRETARIAT);
	struct reply r;

	fixture_script(f, "INSERT INTO grp_alias (grp_id, name, folded, source) VALUES"
			  " (3, 'Coalition on Tides', 'coalition on tides', 'register')");
	done(&w, "/applications", "name=Coalition+on+Tides");
	done(&w, "/applications/1", WHOLE SUPPORTED "&then=send");
	r = send(&office, "/applications/1/review", "");
	assert_int_equal(r.status, 409);
	is_sound(r);
	has(r, "Another group is spelt so already");
	/* There is a limit. */
	for (int i = 0; i < 4; i++)
		done(&w, "/applications", "name=One+more");
	assert_int_equal(send(&w, "/applications", "name=One+more").status, 429);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_is_written_in_several_sittings_and_says_what_it_lacks),
		TEST(sent_reviewed_and_accepted_it_is_a_coalition),
		TEST(who_is_in_the_directory_becomes_its_coordinator),
		TEST(it_is_sent_back_with_questions_refused_or_withdrawn),
		TEST(a_name_that_is_taken_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
