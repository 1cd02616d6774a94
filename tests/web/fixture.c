/* SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* ours is of base/op.h */

#include "fixture.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "account/account_ops.h"
#include "base/map.h"
#include "db/migrate.h"
#include "group/group_ops.h"
#include "html/asset.h"
#include "migrations.h"

/* cmocka's fail_msg() needs its own fail(). */
#define STOP(...) (print_error(__VA_ARGS__), print_error("\n"), _fail(__FILE__, __LINE__))

static const char forum_sql[] =
	"INSERT INTO setting (name, value) VALUES"
	" ('name', 'Harbour Forum'), ('short_name', 'HF'), ('mark', 'HF'), ('cycle', '2021'),"
	" ('tagline', 'Harbours, and those who use them'),"
	" ('coordination_group', 'Harbour Coalitions Coordination Group'),"
	" ('contact', 'office@example.org'),"
	" ('page.imprint', 'Kept by the *harbour office*. <script>x</script>');"
	"INSERT INTO import (id, at, file_name, digest, outcome) VALUES"
	" (1, 1610000000, 'hccg-1.txt', 'x', 'new'), (2, 1618500000, 'hccg-2.txt', 'x', 'new'),"
	" (3, 1623700000, 'hccg-3.txt', 'x', 'new'), (4, 1623800000, 'hccg-3b.txt', 'x', 'revised');"
	"INSERT INTO grp (id, slug, type, name, folded, sort_key, state, since, description,"
	"  list_address, join_url, archive_url) VALUES"
	" (1, 'hccg', 'coordination-group', 'Harbour Coalitions Coordination Group', 'hccg', x'01',"
	"  'active', NULL, NULL, NULL, NULL, NULL),"
	" (2, 'bridges', 'coalition', 'Coalition on Bridges and Ferries', 'b', x'02', 'active',"
	"  '2015-03-01', 'Crossing water.', 'bridges@lists.example.org',"
	"  'mailto:bridges-join@lists.example.org', 'javascript:alert(1)'),"
	" (3, 'locks', 'coalition', '<b>Locks & \"Keys\"</b>', 'l', x'03', 'active', '2021-05-01',"
	"  NULL, NULL, NULL, NULL),"
	" (4, 'manarat', 'coalition', 'تحالف المنارات', 'm', x'04', 'active', NULL, NULL, NULL,"
	"  NULL, NULL),"
	" (5, 'long-name', 'coalition', 'Coalition on Unattended Navigation Lights and Their Upkeep',"
	"  'n', x'05', 'proposed', NULL, NULL, NULL, NULL, NULL),"
	" (6, 'old-piers', 'coalition', 'Coalition on Old Piers', 'o', x'06', 'concluded',"
	"  '2010-01-01', NULL, NULL, NULL, NULL),"
	" (7, 'reeds', 'coalition', 'Coalition on Unheard-of Reeds', 'r', x'07', 'unresolved',"
	"  NULL, NULL, NULL, NULL, NULL),"
	" (8, 'office', 'secretariat', 'Harbour Office', 's', x'08', 'active', NULL, NULL, NULL,"
	"  NULL, NULL);"
	"INSERT INTO grp_alias (grp_id, name, folded, source) VALUES"
	" (2, 'Coalition on Bridges and Ferries', 'b1', 'name'), (2, 'CBF', 'b2', 'register');"
	"INSERT INTO person (id, slug, name, sort_key, resolved) VALUES"
	" (1, 'ines-lindqvist', 'Ines Lindqvist', x'01', 1), (2, 'omar-haddad', 'Omar Haddad', x'02', 1),"
	" (3, 'tea-kovac', 'Tea Kovač', x'03', 1), (4, 'bo-salt', 'Bo Salt', x'04', 0);"
	"INSERT INTO redirect (path, target) VALUES"
	" ('/coalitions/bridges-only', '/coalitions/bridges'),"
	" ('/people/i-lindqvist', '/people/ines-lindqvist');";

static const char meetings_sql[] =
	"INSERT INTO document (id, slug, kind, title) VALUES"
	" (1, 'hccg-1', 'report', 'Meeting 1'), (2, 'hccg-2', 'report', 'Meeting 2'),"
	" (3, 'hccg-3', 'report', 'Meeting 3');"
	"INSERT INTO series (id, slug, grp_id, name) VALUES"
	" (1, 'hccg', 1, 'Harbour Coalitions Coordination Group');"
	"INSERT INTO meeting (id, series_id, number, number_text, mode, held, cycle, focus, stated,"
	"  document_id) VALUES"
	" (1, 1, 1, '1', NULL, NULL, NULL, NULL, NULL, 1),"
	" (2, 1, 2, '2', 'Virtual meeting', '2021-04-14', '2021', 'Buoys', NULL, 2),"
	" (3, 1, 3, '3', 'Virtual meeting', '2021-06-09', '2021', 'Buoys & bells; Fees', 5, 3);"
	"INSERT INTO attendance (meeting_id, position, kind, label, person_id, written, folded, grp_id,"
	"  affiliation) VALUES"
	" (2, 1, 'participant', 'Participants', 1, 'Ines Lindqvist', 'a', 2, 'CBF'),"
	" (3, 1, 'facilitator', 'Facilitators', 1, 'Ines Lindqvist', 'a', 2, 'CBF'),"
	" (3, 2, 'participant', 'Participants', 2, 'Omar Haddad', 'b', 4, 'تحالف المنارات'),"
	" (3, 3, 'participant', 'Participants', 3, 'Tea Kovač', 'c', NULL, 'Board Chair'),"
	" (3, 4, 'apology', 'Apologies', 4, 'Bo Salt', 'd', 3, '<b>Locks & \"Keys\"</b>');"
	"INSERT INTO action_item (meeting_id, position, kind, kind_set, text, owner, owner_text,"
	"  owner_grp_id, due, state, closed) VALUES"
	" (3, 1, 'action', 0, 'Coalitions to read the list of buoys. Deadline: 16 June.', 'all',"
	"  'Coalitions', NULL, '2021-06-16', 'open', NULL),"
	" (3, 2, 'action', 0, 'The Harbour Office to ring the bell.', 'group', 'Harbour Office', 8,"
	"  NULL, 'done', '2021-06-10'),"
	" (3, 3, 'conclusion', 0, 'Bells were welcomed.', 'none', NULL, NULL, NULL, 'open', NULL);"
	"INSERT INTO topic (meeting_id, position, text, paragraph, state) VALUES"
	" (3, 1, 'mooring fees', 3, 'postponed');"
	"INSERT INTO abbreviation (meeting_id, shrt, lng) VALUES"
	" (3, 'HCCG', 'Harbour Coalitions Coordination Group');"
	"INSERT INTO event (at, kind, path, title) VALUES"
	" (1623700000, 'report-published', '/meetings/hccg/3', 'Meeting 3, 9 June 2021');";

static const char report_1[] =
	"Harbour Forum 2021\n\nSome notes that nobody put into form.\n";
static const char report_2[] =
	"HF 2021\nHarbour Coalitions Coordination Group\nVirtual meeting 2 | 14 April 2021\n\n"
	"# Summary report\n\n## Meeting focus\n\n1. The meeting looked at buoys.\n\n"
	"## List of participants\n\n### Participants\n\n"
	"| Given name | Surname | Affiliation |\n| --- | --- | --- |\n| Ines | Lindqvist | CBF |\n";
#define REPORT_3(word)                                                                     \
	"HF 2021\nHarbour Coalitions Coordination Group\nVirtual meeting 3 | 9 June 2021\n\n"  \
	"# Summary report\n\n## Conclusions and action items\n\n"                              \
	"- Coalitions to read the [list of buoys](https://example.org/buoys). Deadline: **16 June**.\n" \
	"  - One of them is red.\n"                                                            \
	"- The Harbour Office to ring the bell.\n"                                             \
	"- Bells were welcomed.\n\n"                                                           \
	"## Meeting focus\n\n"                                                                 \
	"1. The third meeting of the Harbour Coalitions Coordination Group (HCCG) was "        \
	"facilitated by Ms. Ines Lindqvist and attended by 5 participants.\n\n"                \
	"### Buoys & bells\n\n"                                                                \
	"2. Buoys were " word ". See the [chart](#) and the *almanac*.\n\n"                    \
	"   - red ones <first>\n   - green ones\n\n"                                           \
	"### Fees\n\n"                                                                         \
	"3. The discussion on mooring fees was postponed.\n\n"                                 \
	"## List of participants\n\n"                                                          \
	"### Facilitators\n\n| Given name | Surname | Affiliation |\n| --- | --- | --- |\n"    \
	"| Ines | Lindqvist | CBF |\n\n"                                                       \
	"### Participants\n\n| Given name | Surname | Affiliation |\n| --- | --- | --- |\n"    \
	"| Omar | Haddad | تحالف المنارات |\n| Tea | Kovač | Board Chair |\n\n"                 \
	"### Apologies\n\n| Given name | Surname | Affiliation |\n| --- | --- | --- |\n"       \
	"| Bo | Salt | <b>Locks & \"Keys\"</b> |\n"
static const char report_3a[] = REPORT_3("conted");
static const char report_3b[] = REPORT_3("counted");

/* 2021-06-20T12:00:00Z, and what a test lets pass. */
static int64_t passed;

static instant
clock_of_the_test(void)
{
	return (instant){ 1624190400 + passed };
}

void
fixture_without_notes(struct fixture *f)
{
	fixture_script(f, "DELETE FROM meeting WHERE id = 1; DELETE FROM version WHERE document_id = 1;"
			  "DELETE FROM document WHERE id = 1;");
}

void
fixture_pass(struct fixture *f, int64_t seconds)
{
	passed += seconds;
	f->op.now = clock_of_the_test();
}

/* Text as an SQL literal. */
static void
put_sql(struct buf *b, struct str s)
{
	buf_addc(b, '\'');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\'')
			buf_addc(b, '\'');
		buf_addc(b, s.p[i]);
	}
	buf_addc(b, '\'');
}

void
fixture_script(struct fixture *f, const char *sql)
{
	if (db_script(&f->op, sql) != OK)
		STOP("fixture: %s %s", f->op.err.msgid, f->op.err.detail);
}

static void
add_version(struct fixture *f, int document, int revision, int64_t at, int import,
	    const char *name, struct str source)
{
	AUTO_BUF b = { 0 };

	buf_addf(&b,
		 "INSERT INTO version (document_id, revision, source, digest, original,"
		 " original_name, charset, at, import_id) VALUES (%d, %d, ",
		 document, revision);
	put_sql(&b, source);
	buf_addf(&b, ", 'x', x'00', '%s', 'UTF-8', %" PRId64 ", %d)", name, at, import);
	fixture_script(f, buf_cstr(&b));
}

void
fixture_add_document(struct fixture *f, int id, const char *source)
{
	AUTO_BUF b = { 0 };

	buf_addf(&b,
		 "INSERT INTO document (id, slug, kind, title) VALUES"
		 " (%d, 'notes-%d', 'other', 'Notes <%d>');",
		 id, id, id);
	fixture_script(f, buf_cstr(&b));
	add_version(f, id, 1, 1623900000, 1, "/home/somebody/notes.md", str_of(source));
}

void
fixture_add_report(struct fixture *f, int number, struct str source)
{
	AUTO_BUF b = { 0 };

	buf_addf(&b,
		 "INSERT INTO document (id, slug, kind, title) VALUES (%d, 'hccg-%d', 'report', 'x');"
		 "INSERT INTO meeting (id, series_id, number, number_text, document_id)"
		 " VALUES (%d, 1, %d, '%d', %d);",
		 number, number, number, number, number, number);
	fixture_script(f, buf_cstr(&b));
	add_version(f, number, 1, 1623900000, 1, "long.txt", source);
}

void
fixture_add_coalitions(struct fixture *f, int n)
{
	for (int i = 0; i < n; i++) {
		AUTO_BUF b = { 0 };

		buf_addf(&b,
			 "INSERT INTO grp (id, slug, type, name, folded, sort_key, state) VALUES"
			 " (%d, 'coalition-number-%d', 'coalition',"
			 "  'Coalition on Quite an Ordinary Subject, Number %d', 'c%d', x'10%02x', 'active');"
			 "INSERT INTO person (id, slug, name, sort_key, resolved) VALUES"
			 " (%d, 'ada-delegate-%d', 'Ada Delegate the %dth', x'10%02x', 1);"
			 "INSERT INTO attendance (meeting_id, position, kind, label, person_id, written,"
			 " folded, grp_id, affiliation) VALUES",
			 100 + i, i, i, i, i, 100 + i, i, i, i);
		for (int m = 2; m <= 3; m++)
			buf_addf(&b, "%s(%d, %d, 'participant', 'Participants', %d,"
				     " 'Ada Delegate the %dth', 'x', %d, 'Coalition %d')",
				 m == 2 ? " " : ", ", m, 10 + i, 100 + i, i, 100 + i, i);
		fixture_script(f, buf_cstr(&b));
	}
}

/* ---- set-up ---- */

static struct fixture *
open_forum(void)
{
	struct fixture *f = calloc(1, sizeof *f);
	struct site_options options = { .clock = clock_of_the_test, .key = &f->key };

	assert_non_null(f);
	passed = 0;
	f->op = (struct op){ .arena = &f->arena, .now = clock_of_the_test() };
	if (db_open(&f->op, STR("sqlite::memory:"), DB_CREATE, &f->db) != OK)
		STOP("open: %s %s", f->op.err.msgid, f->op.err.detail);
	f->op.db = f->db;
	if (db_migrate(&f->op, migrations, ARRAY_LEN(migrations)) != OK)
		STOP("migrate: %s %s", f->op.err.msgid, f->op.err.detail);
	options.connection = f->db;
	f->site = site_new(&options);
	return f;
}

int
fixture_setup_empty(void **state)
{
	*state = open_forum();
	return 0;
}

int
fixture_setup(void **state)
{
	struct fixture *f = open_forum();

	*state = f;
	fixture_script(f, forum_sql);
	fixture_script(f, meetings_sql);
	add_version(f, 1, 1, 1610000000, 1, "hccg-1.txt", str_of(report_1));
	add_version(f, 2, 1, 1618500000, 2, "hccg-2.txt", str_of(report_2));
	add_version(f, 3, 1, 1623700000, 3, "hccg-3.txt", str_of(report_3a));
	add_version(f, 3, 2, 1623800000, 4, "hccg-3b.txt", str_of(report_3b));
	return 0;
}

int
fixture_setup_open(void **state)
{
	int code = fixture_setup(state);

	fixture_open_site(*state);
	return code;
}

int
fixture_teardown(void **state)
{
	struct fixture *f = *state;

	site_free(f->site);
	db_close(f->db);
	arena_done(&f->arena);
	free(f);
	return 0;
}

/* ---- requests ---- */

static struct reply
dispatch(struct fixture *f, const struct http_test_request *req)
{
	struct http_response res = { 0 };
	struct reply r;

	http_dispatch(site_http(f->site), &f->arena, req, &res);
	r = (struct reply){
		.status = res.status,
		.body = arena_str(&f->arena, buf_str(&res.body)),
		.location = http_response_header(&res, "Location"),
		.etag = http_response_header(&res, "ETag"),
		.type = res.type ? str_of(res.type) : STR_NONE,
		.cache = http_response_header(&res, "Cache-Control"),
	};
	for (size_t i = 0, n = 0; i < res.headers.n && n < ARRAY_LEN(r.set_cookie); i++)
		if (str_is(res.headers.at[i].name, "Set-Cookie"))
			r.set_cookie[n++] = res.headers.at[i].value;
	buf_done(&res.body);
	return r;
}

struct reply
get(struct fixture *f, const char *target)
{
	return dispatch(f, &(struct http_test_request){ .target = target });
}

struct reply
get_with(struct fixture *f, const char *target, const char *header, const char *value)
{
	struct http_header h = { str_of(header), str_of(value) };

	return dispatch(f, &(struct http_test_request){ .target = target, .headers = &h,
							.n_headers = 1 });
}

struct reply
ask(struct fixture *f, const char *method, const char *target)
{
	return dispatch(f, &(struct http_test_request){ .method = method, .target = target });
}

void
fixture_bytes(struct fixture *f, struct buf *ret)
{
	char folder[] = "/tmp/convene-bytes-XXXXXX", piece[65536];
	AUTO_BUF path = { 0 }, sql = { 0 };
	FILE *file;
	size_t n;

	assert_non_null(mkdtemp(folder));
	buf_addf(&path, "%s/db", folder);
	buf_addf(&sql, "VACUUM INTO '%s'", buf_cstr(&path));
	f->op.db = f->db;
	assert_int_equal(db_script(&f->op, buf_cstr(&sql)), OK);
	file = fopen(buf_cstr(&path), "re");
	assert_non_null(file);
	while ((n = fread(piece, 1, sizeof piece, file)) > 0)
		buf_put(ret, piece, n);
	fclose(file);
	assert_int_equal(unlink(buf_cstr(&path)), 0);
	assert_int_equal(rmdir(folder), 0);
}

struct reply
post_form(struct fixture *f, const char *target, const char *form, const char *cookie)
{
	const struct http_header h[] = {
		{ STR("Content-Type"), STR("application/x-www-form-urlencoded") },
		{ STR("Cookie"), str_of(cookie) },
	};

	return dispatch(f, &(struct http_test_request){ .method = "POST", .target = target, .headers = h,
							.n_headers = cookie[0] ? 2 : 1,
							.body = str_of(form) });
}

size_t
weight(struct fixture *f, const char *target, bool compressed)
{
	AUTO_BUF css = { 0 };
	const char *gzip = compressed ? "gzip" : "identity";

	buf_add(&css, asset_named(STR("convene.css"))->address);
	return get_with(f, target, "Accept-Encoding", gzip).body.n +
	       get_with(f, buf_cstr(&css), "Accept-Encoding", gzip).body.n;
}

/* ---- people ---- */

void
fixture_open_site(struct fixture *f)
{
	fixture_script(f, "INSERT INTO setting (name, value) VALUES ('site', 'http://localhost'),"
			  " ('mail_from', 'forum@harbour.example')");
}

struct str
fixture_session(struct fixture *f, enum role role)
{
	static int count;
	struct arena *a = &f->arena;
	struct str word = role_word(role), link, session;
	struct str address = arena_printf(a, "%.*s%d@harbour.example", STRF(word), ++count);
	struct group_ref bridges;
	account_id account;
	person_id person;

	if (role == ROLE_ANONYMOUS)
		return STR("");
	f->op.db = f->db;
	assert_int_equal(group_by_slug(&f->op, STR("bridges"), &bridges), OK);
	if (role != ROLE_MEMBER) {
		AUTO_TX tx = tx_begin(&f->op);

		assert_int_equal(account_invite(&f->op, address, arena_printf(a, "The %.*s %d", STRF(word), count),
						&account, &person), OK);
		assert_int_equal(role_grant(&f->op, person, role,
					    role_has_group(role) ? bridges.id : (group_id){ 0 },
					    date_of_instant(f->op.now), DATE_NONE), OK);
		assert_int_equal(tx_commit(&tx), OK);
	}
	fixture_pass(f, 2); /* sessions from before a change of rights are over */
	assert_int_equal(sign_in_link(&f->op, &f->key, address, &link), OK);
	link = str_from(link, str_rfind_char(link, '/') + 1);
	assert_int_equal(sign_in_by_link(&f->op, link, STR_NONE, STR("test"), &session), OK);
	return arena_concat(a, STR("convene="), session);
}

struct str
fixture_csrf(struct fixture *f, struct str session)
{
	return secret_mac_text(&f->arena, "csrf", str_from(session, sizeof "convene=" - 1));
}

const char *
fixture_address(struct fixture *f, const struct http_route *r, const char *group)
{
	static const struct {
		const char *name, *value;
	} values[] = {
		{ "series", "hccg" }, { "number", "3" }, { "position", "1" }, { "id", "999" },
		{ "key", "1qaxtjp7fng4x" }, { "month", "2016-04" }, { "metric", "messages" }, { "set", "slot" }, { "version", "1" },
	};
	struct str rest = str_of(r->path), part;
	AUTO_BUF b = { 0 };

	(void)str_cut(&rest, '/');
	while (str_present(rest)) {
		part = str_cut(&rest, '/');
		buf_addc(&b, '/');
		if (!part.n || part.p[0] != '{') {
			buf_add(&b, part);
			continue;
		}
		part = str_sub(part, 1, part.n - 2);
		if (str_is(part, "slug")) {
			buf_addz(&b, group);
			continue;
		}
		size_t i = 0;
		while (i < ARRAY_LEN(values) && !str_is(part, values[i].name))
			i++;
		buf_addz(&b, i < ARRAY_LEN(values) ? values[i].value : "x");
	}
	return b.n ? arena_cstr(&f->arena, buf_str(&b)) : "/";
}

struct reply
get_as(struct fixture *f, struct str session, const char *target)
{
	return get_with(f, target, "Cookie", arena_cstr(&f->arena, session));
}

struct reply
post_as(struct fixture *f, struct str session, const char *target, const char *form)
{
	AUTO_BUF b = { 0 };

	buf_addf(&b, "csrf=%.*s&%s", STRF(fixture_csrf(f, session)), form);
	return post_form(f, target, buf_cstr(&b), arena_cstr(&f->arena, session));
}

const char *
fixture_plausible(const struct http_field *field)
{
	static const struct {
		const char *name, *value;
	} values[] = {
		{ "a", "bo-salt" }, { "b", "omar-haddad" }, { "into", "omar-haddad" }, { "person", "omar-haddad" },
		{ "type", "coalition" }, { "address", "vera@river.example" }, { "contact_address", "vera@river.example" },
		{ "list_address", "vera@river.example" }, { "since", "2021-01-02" }, { "until", "2021-02-03" },
		{ "join_url", "https://river.example" }, { "archive_url", "https://river.example" },
		{ "website", "https://river.example" }, { "zone", "Africa/Nairobi" }, { "languages", "en" },
		{ "region", "africa" }, { "stakeholder", "academia" }, { "supporter_group", "academia" },
		{ "group", "bridges" }, { "role", "facilitator" }, { "page", "1" }, { "set", "slot" },
		{ "text", "title: x\n- calls: calls, 12 months, at least 1\n" }, { "t", "calls:1" }, { "needs", "0:1" },
		{ "unknown", "stays" }, { "day", "2021-01-02" }, { "link", "https://river.example" },
	};

	if (field->kind == HTTP_CHOICE)
		return field->choices[0];
	if (field->kind == HTTP_INT)
		return "1";
	if (field->kind == HTTP_DATE)
		return "2021-01-02";
	for (size_t i = 0; i < ARRAY_LEN(values); i++)
		if (!strcmp(values[i].name, field->name))
			return values[i].value;
	return "Vera";
}

const char *
fixture_target(struct fixture *f, const struct http_route *r)
{
	bool person = str_starts(str_of(r->path), STR("/people/"));
	struct str path = str_of(fixture_address(f, r, person ? "omar-haddad" : "bridges"));
	size_t at = str_find(path, STR("/999"), 0);

	if (at == STR_NPOS)
		return path.p;
	return arena_printf(&f->arena, "%.*s/1%.*s", (int)at, path.p, STRF(str_from(path, at + 4))).p;
}

/* ---- assertions ---- */

size_t
count(struct reply r, const char *needle)
{
	size_t n = 0, at = 0;

	while ((at = str_find(r.body, str_of(needle), at)) != STR_NPOS) {
		n++;
		at += strlen(needle);
	}
	return n;
}

void
has(struct reply r, const char *needle)
{
	if (count(r, needle) == 0)
		STOP("no \"%s\" in (%d)\n%.*s", needle, r.status, STRF(r.body));
}

void
lacks(struct reply r, const char *needle)
{
	if (count(r, needle) > 0)
		STOP("\"%s\" in (%d)\n%.*s", needle, r.status, STRF(r.body));
}

/* Elements that our pages always close; the others may be left open. */
static const char *const closed[] = {
	"a", "article", "b", "bdi", "caption", "dl", "div", "em", "footer", "form", "h1", "h2",
	"h3", "header", "main", "nav", "ol", "section", "small", "span", "strong", "svg", "table",
	"time", "title", "ul",
};

static void
tags_balance(struct reply r)
{
	for (size_t i = 0; i < ARRAY_LEN(closed); i++) {
		char with[32], bare[32], end[32];
		size_t opened, ended;

		snprintf(with, sizeof with, "<%s ", closed[i]);
		snprintf(bare, sizeof bare, "<%s>", closed[i]);
		snprintf(end, sizeof end, "</%s>", closed[i]);
		opened = count(r, with) + count(r, bare);
		ended = count(r, end);
		if (opened != ended)
			STOP("<%s> opened %zu times, closed %zu times in\n%.*s", closed[i],
				 opened, ended, STRF(r.body));
	}
}

/* The value that begins at `at`: quoted or bare. */
static struct str
value_at(struct str s, size_t at)
{
	size_t end;

	if (at < s.n && s.p[at] == '"') {
		end = str_find_char(s, '"', at + 1);
		return str_sub(s, at + 1, end - at - 1);
	}
	end = at;
	while (end < s.n && s.p[end] != ' ' && s.p[end] != '>')
		end++;
	return str_sub(s, at, end - at);
}

void
is_sound(struct reply r)
{
	AUTO_ARENA a = { 0 };
	struct map ids = { 0 };
	size_t at = 0;

	tags_balance(r);
	lacks(r, "<script>");
	lacks(r, " style=");
	lacks(r, "<style");
	lacks(r, " onclick");
	assert_int_equal(count(r, "<h1"), 1);
	while ((at = str_find(r.body, STR(" id="), at)) != STR_NPOS) {
		struct str id = value_at(r.body, at + 4);

		if (map_get(&ids, id))
			STOP("id %.*s twice in\n%.*s", STRF(id), STRF(r.body));
		map_put(&a, &ids, id, &ids);
		at += 4;
	}
	at = 0;
	while ((at = str_find(r.body, STR(" href=\"#"), at)) != STR_NPOS) {
		struct str id = str_from(value_at(r.body, at + 6), 1);

		if (!map_get(&ids, id))
			STOP("#%.*s leads nowhere in\n%.*s", STRF(id), STRF(r.body));
		at += 6;
	}
}
