/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fixture: one small forum in memory, for tests of pages.
 *
 * "Harbour Forum", short HF. Coalitions: Bridges and Ferries (bridges), one
 * whose name is `<b>Locks & "Keys"</b>` (locks), one in Arabic (manarat), one
 * with a name of 60 letters (long-name), Old Piers (old-piers, concluded),
 * Unheard-of Reeds (reeds, unresolved). Series hccg of the Harbour Coalitions
 * Coordination Group, meetings 1 (no list of participants), 2 and 3; meeting 3
 * has two revisions. Postponed: "mooring fees". /coalitions/bridges-only and
 * /people/i-lindqvist are old addresses. The clock stands at 20 June 2021,
 * 12:00 UTC.
 *
 * Each test has its own (group setup would share failures).
 */
#ifndef CONVENE_TESTS_WEB_FIXTURE_H
#define CONVENE_TESTS_WEB_FIXTURE_H

#include "account/account.h"
#include "db/db.h"
#include "http/http.h"
#include "secret/secret.h"
#include "web/site.h"

struct fixture {
	struct arena arena;
	struct op op;
	struct db *db;
	struct site *site;
	struct secret_key key; /* zeros */
};

/* For cmocka_unit_test_setup_teardown; *state is the fixture. */
int fixture_setup(void **state);
int fixture_teardown(void **state);
/* … with a site that sends letters: one can sign in. */
int fixture_setup_open(void **state);
/* Migrated, but with nothing in it. */
int fixture_setup_empty(void **state);

void fixture_script(struct fixture *f, const char *sql);
/* That many more active coalitions, each at meetings 2 and 3 with one person. */
void fixture_add_coalitions(struct fixture *f, int n);
/* A document that is no report, "notes-<id>". */
void fixture_add_document(struct fixture *f, int id, const char *source);
/* A meeting with this report and nothing in the tables. */
void fixture_add_report(struct fixture *f, int number, struct str source);

/* An address of the route's; slug: what stands for {slug}. */
const char *fixture_address(struct fixture *f, const struct http_route *r, const char *slug);

/* An address of the route's at which there is something. */
const char *fixture_target(struct fixture *f, const struct http_route *r);
/* What a form would have in a field, so that it does not stand in the way of the others. */
const char *fixture_plausible(const struct http_field *field);

/* Without meeting 1, whose report is none: what is stored can be derived anew then. */
void fixture_without_notes(struct fixture *f);

/* Time goes by. */
void fixture_pass(struct fixture *f, int64_t seconds);

/* All that is in its tables, in the order of the file. */
void fixture_bytes(struct fixture *f, struct buf *ret);

struct reply {
	int status;
	struct str body;     /* in the fixture's arena */
	struct str location; /* absent */
	struct str type;
	struct str etag;
	struct str cache;
	struct str set_cookie[2]; /* absent: not so many */
};
struct reply get(struct fixture *f, const char *target);
struct reply get_with(struct fixture *f, const char *target, const char *header,
		      const char *value);
/* form: as a browser writes it; cookie: "" sends none. */
struct reply post_form(struct fixture *f, const char *target, const char *form, const char *cookie);
/* A session's cookie ("convene=…") of somebody new with that role, a coordinator of bridges;
 * "" for ROLE_ANONYMOUS. And what their forms carry. */
struct str fixture_session(struct fixture *f, enum role role);
struct str fixture_csrf(struct fixture *f, struct str session);
/* As whoever has the session: a page; a form, with what shows that it is theirs. */
struct reply get_as(struct fixture *f, struct str session, const char *target);
struct reply post_as(struct fixture *f, struct str session, const char *target, const char *form);
/* So that letters can be sent: the settings site (http://localhost) and mail_from. */
void fixture_open_site(struct fixture *f);
struct reply ask(struct fixture *f, const char *method, const char *target);

/* Assertions that print the body when they fail. */
void has(struct reply r, const char *needle);
void lacks(struct reply r, const char *needle);
size_t count(struct reply r, const char *needle);
/* What every page must be: opening and closing tags in balance, no inline
 * script or style, one h1, every id once, every "#id" link leading somewhere. */
void is_sound(struct reply r);

/* The style sheet and the page compressed, as a browser loads them. */
size_t weight(struct fixture *f, const char *target, bool compressed);

#endif
