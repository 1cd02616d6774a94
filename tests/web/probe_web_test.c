/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every field of every form is filled with what somebody would send who means harm, as the
 * secretariat, whose words go furthest; then every page and every letter is looked at. The fields
 * are those of the routes' tables: a new one is probed without being named here.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#undef fail /* ours is in base/op.h */

#include "assess/assess_ops.h"
#include "db/db.h"
#include "mail/letter.h"
#include "outbox_sql.h"
#include "web/fixture.h"

static const char *const probes[] = {
	"Pr0be <i id=pr0be>x</i>",
	"Pr0be \" onfocus=pr0be x=\"",
	"Pr0be ' onfocus='pr0be",
	"[pr0be](javascript:pr0be) ![pr0be](https://evil.example/pr0be.png) <javascript:pr0be>",
	"Pr0be\r\nBcc: pr0be@evil.example\r\n\r\npr0be",
	"pr0be@river.example\nBcc: pr0be@evil.example",
	"//evil.example/pr0be",
	"https://evil.example/pr0be",
	"javascript:pr0be",
	"/\\evil.example/pr0be",
	"{secret}{pr0be}%s%n",
	"Pr0be \xE2\x80\xAE\xE2\x80\x8B\x01\xC3\x28 pr0be",
	"'; DROP TABLE person; -- pr0be",
};

/* What none of them may have become in a page; quotes are harmless but inside a tag. */
static const char *const harms[] = {
	"<i id=pr0be", "\" onfocus=pr0be", "' onfocus='pr0be", "href=\"javascript:", "href='javascript:", "href=javascript:",
	"src=\"https://evil", "src=https://evil",
};

struct probing {
	struct fixture *f;
	struct str session;
	size_t fields, stored, shown;
};

/* Is there a "<" before it that no ">" follows? */
static bool
in_tag(struct str body, size_t at)
{
	struct str before = str_sub(body, 0, at);
	size_t open = str_rfind_char(before, '<'), shut = str_rfind_char(before, '>');

	return open != STR_NPOS && (shut == STR_NPOS || shut < open);
}

static bool
does_harm(struct str body, const char *harm)
{
	size_t at = 0;

	while ((at = str_find(body, str_of(harm), at)) != STR_NPOS) {
		if ((harm[0] != '"' && harm[0] != '\'') || in_tag(body, at))
			return true;
		at++;
	}
	return false;
}

static void
is_harmless(struct probing *p, const char *what, struct reply r)
{
	bool marked_up = str_present(r.type) && (str_find(r.type, STR("html"), 0) != STR_NPOS ||
						 str_find(r.type, STR("xml"), 0) != STR_NPOS);

	for (size_t i = 0; marked_up && i < ARRAY_LEN(harms); i++) {
		if (!does_harm(r.body, harms[i]))
			continue;
		print_error("%s (%d) has %s\n", what, r.status, harms[i]);
		assert_true(false);
	}
	if (r.status >= 500)
		print_error("%s: %d\n", what, r.status);
	assert_true(r.status < 500);
	if (str_present(r.location)) {
		/* Nobody is led away, and no header is begun. */
		assert_true(str_starts(r.location, STR("/")) && !str_starts(r.location, STR("//")));
		assert_true(str_find_char(r.location, '\\', 0) == STR_NPOS);
		assert_true(str_find_char(r.location, '\n', 0) == STR_NPOS);
	}
	p->shown += str_find(r.body, STR("r0be"), 0) != STR_NPOS;
}

/* The route's fields, with the probe in that one. */
static void
fill(struct probing *p, const struct http_route *r, size_t at, const char *probe, struct buf *ret)
{
	for (size_t i = 0; i < r->n_fields; i++) {
		if (r->fields[i].kind == HTTP_FILE)
			continue;
		buf_addf(ret, "%s%s=", ret->n ? "&" : "", r->fields[i].name);
		if (i != at && !strcmp(r->fields[i].name, "csrf"))
			buf_add(ret, fixture_csrf(p->f, p->session));
		else
			http_add_encoded(ret, str_of(i == at ? probe : fixture_plausible(&r->fields[i])));
	}
}

static void
probe_field(struct probing *p, const struct http_route *r, size_t at)
{
	AUTO_BUF cookie = { 0 };

	p->fields++;
	for (size_t i = 0; i < ARRAY_LEN(probes); i++) {
		const char *target = fixture_target(p->f, r);
		AUTO_BUF form = { 0 };
		AUTO_BUF query = { 0 };
		struct reply reply;

		/* Some forms end it. */
		if (get_as(p->f, p->session, "/account").status == 403)
			p->session = fixture_session(p->f, ROLE_SECRETARIAT);
		buf_clear(&cookie);
		buf_add(&cookie, p->session);
		/* No name is given twice. */
		fill(p, r, at, arena_printf(&p->f->arena, "%s %zu", probes[i], p->fields).p, &form);
		if (r->method == HTTP_GET) {
			buf_addf(&query, "%s?%s", target, buf_cstr(&form));
			reply = get_as(p->f, p->session, buf_cstr(&query));
		} else {
			reply = post_form(p->f, target, buf_cstr(&form), buf_cstr(&cookie));
		}
		p->stored += r->method != HTTP_GET && reply.status == 303;
		is_harmless(p, arena_printf(&p->f->arena, "%s, %s = %s", r->path, r->fields[at].name, probes[i]).p, reply);
	}
}

static void
look_everywhere(struct probing *p)
{
	static const char *const slugs[] = { "bridges", "omar-haddad", "bo-salt", "ines-lindqvist", "vera", "hccg-1" };
	static const char *const more[] = { "/applications/1", "/applications/2", "/admin/letters/1", "/admin/letters/2" };

	for (size_t t = 0; site_routes[t]; t++)
		for (size_t i = 0; i < site_routes[t]->n; i++)
			for (size_t s = 0; s < ARRAY_LEN(slugs); s++) {
				const struct http_route *r = &site_routes[t]->at[i];

				if (r->method == HTTP_GET)
					is_harmless(p, r->path, get_as(p->f, p->session, fixture_address(p->f, r, slugs[s])));
			}
	for (size_t i = 0; i < ARRAY_LEN(more); i++)
		is_harmless(p, more[i], get_as(p->f, p->session, more[i]));
}

static void
is_one_line(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		assert_true((unsigned char)s.p[i] >= ' ' && s.p[i] != 0x7f);
}

/* As they would go over the wire: nobody has put a header into them. */
static void
look_at_letters(struct fixture *f)
{
	struct letter_sql_list_rows rows;

	f->op.db = f->db;
	assert_int_equal(letter_sql_list(&f->op, 10000, &rows), OK);
	assert_true(rows.n > 10);
	for (size_t i = 0; i < rows.n; i++) {
		struct letter_sql_get_row row;
		struct letter letter;
		struct str bytes;
		size_t end;
		bool found;

		assert_int_equal(letter_sql_get(&f->op, rows.at[i].id, &found, &row), OK);
		is_one_line(row.subject);
		is_one_line(row.to_address);
		letter = (struct letter){ .from = STR("forum@river.example"), .to = row.to_address, .to_name = row.to_name,
					  .subject = row.subject, .body = row.body, .id = row.mid, .at = row.made };
		assert_int_equal(letter_write(&f->op, &letter, &bytes), OK);
		end = str_find(bytes, STR("\r\n\r\n"), 0);
		assert_true(str_find(str_sub(bytes, 0, end), STR("\nBcc:"), 0) == STR_NPOS);
	}
}

/* A set for the pages that show one: others come from the probes. */
static enum errc
add_criteria(struct op *op)
{
	AUTO_TX tx = tx_begin(op);
	int64_t number;

	TRY(criteria_add(op, STR("slot"), STR("title: A\n- calls: calls, 12 months, at least 2\n"), STR("First"), &number));
	return tx_commit(&tx);
}

static void
no_field_leads_into_a_page_a_header_or_a_letter(void **state)
{
	struct probing p = { .f = *state };

	fixture_open_site(p.f);
	fixture_without_notes(p.f);
	p.session = fixture_session(p.f, ROLE_SECRETARIAT);
	p.f->op.db = p.f->db;
	assert_int_equal(add_criteria(&p.f->op), OK);
	for (size_t t = 0; site_routes[t]; t++)
		for (size_t i = 0; i < site_routes[t]->n; i++)
			for (size_t k = 0; k < site_routes[t]->at[i].n_fields; k++)
				if (site_routes[t]->at[i].fields[k].kind == HTTP_TEXT)
					probe_field(&p, &site_routes[t]->at[i], k);
	look_everywhere(&p);
	look_at_letters(p.f);
	/* It was no walk past closed doors. */
	print_message("%zu fields; %zu forms took a probe, %zu pages showed one\n", p.fields, p.stored, p.shown);
	assert_true(p.fields > 100);
	assert_true(p.stored > 150);
	assert_true(p.shown > 800);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(no_field_leads_into_a_page_a_header_or_a_letter, fixture_setup,
						fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
