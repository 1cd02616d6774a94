/* SPDX-License-Identifier: Apache-2.0 */
#include "web/url.h"

#include <inttypes.h>

#include "http/http.h"

static void
segment(struct buf *b, struct str s)
{
	buf_addc(b, '/');
	/* "." and ".." would change what the rest of the address means. */
	if (s.n == 0 || str_eq(s, STR(".")) || str_eq(s, STR("..")))
		buf_addc(b, '-');
	else
		http_add_encoded(b, s);
}

static void
number_segment(struct buf *b, int64_t v)
{
	buf_addc(b, '/');
	buf_addint(b, v);
}

void
url_escape_since(struct html *o, size_t from)
{
	const char *amp = memchr(o->buf->p + from, '&', o->buf->n - from);
	AUTO_BUF rest = { 0 };

	if (!amp)
		return;
	buf_put(&rest, amp, o->buf->n - (size_t)(amp - o->buf->p));
	o->buf->n = (size_t)(amp - o->buf->p);
	html_attr_str(o, buf_str(&rest));
}

#define FIXED(name, path)                                                     \
	void path_##name(struct buf *b)                                       \
	{                                                                     \
		BUF_LIT(b, path);                                             \
	}

FIXED(home, "/")
FIXED(coalitions, "/coalitions")
FIXED(groups, "/groups")
FIXED(meetings, "/meetings")
FIXED(attendance, "/attendance")
FIXED(people, "/people")
FIXED(actions, "/actions")
FIXED(topics, "/topics")
FIXED(abbreviations, "/abbreviations")
FIXED(documents, "/documents")
FIXED(lists, "/lists")
FIXED(search, "/search")
FIXED(check, "/check")
FIXED(about, "/about")
FIXED(imprint, "/imprint")
FIXED(privacy, "/privacy")
FIXED(accessibility, "/accessibility")
FIXED(feed, "/feed.atom")
FIXED(calendar, "/meetings.ics")
FIXED(api, "/api")
FIXED(openapi, "/api/openapi.json")

void
path_group(struct buf *b, enum group_type type, struct str slug)
{
	buf_add(b, group_home(type));
	segment(b, slug);
}

void
path_series(struct buf *b, struct str series)
{
	path_meetings(b);
	segment(b, series);
}

void
path_meeting(struct buf *b, struct str series, int64_t number)
{
	path_series(b, series);
	number_segment(b, number);
}

void
path_meeting_part(struct buf *b, struct str series, int64_t number, int64_t part)
{
	path_meeting(b, series, number);
	if (part > 1) {
		BUF_LIT(b, "?part=");
		buf_addint(b, part);
	}
}

void
path_meeting_whole(struct buf *b, struct str series, int64_t number)
{
	path_meeting(b, series, number);
	BUF_LIT(b, "?part=all");
}

void
path_paragraph(struct buf *b, struct str series, int64_t number, int64_t paragraph)
{
	path_meeting(b, series, number);
	BUF_LIT(b, "#p");
	buf_addint(b, paragraph);
}

#define BEHIND_MEETING(name, rest)                                            \
	void path_##name(struct buf *b, struct str series, int64_t number)    \
	{                                                                     \
		path_meeting(b, series, number);                              \
		BUF_LIT(b, rest);                                             \
	}

BEHIND_MEETING(revisions, "/revisions")
BEHIND_MEETING(meeting_actions, "#actions")
BEHIND_MEETING(meeting_people, "#people")

void
path_document_file(struct buf *b, struct str slug, struct str extension)
{
	path_document(b, slug);
	BUF_LIT(b, "/document.");
	buf_add(b, extension);
}

void
path_list_file(struct buf *b, struct str list, struct str extension)
{
	buf_addc(b, '/');
	buf_add(b, list);
	buf_addc(b, '.');
	buf_add(b, extension);
}

void
path_report_file(struct buf *b, struct str series, int64_t number, struct str extension)
{
	path_meeting(b, series, number);
	BUF_LIT(b, "/report.");
	buf_add(b, extension);
}

void
path_revision(struct buf *b, struct str series, int64_t number, int64_t revision)
{
	path_revisions(b, series, number);
	number_segment(b, revision);
}

void
path_attendance_of(struct buf *b, struct str slug)
{
	path_attendance(b);
	buf_addc(b, '#');
	http_add_encoded(b, slug);
}

void
path_person(struct buf *b, struct str slug)
{
	path_people(b);
	segment(b, slug);
}

void
path_actions_by_state(struct buf *b, struct str state)
{
	path_actions(b);
	BUF_LIT(b, "?state=");
	http_add_encoded(b, state);
}

void
path_actions_of_group(struct buf *b, struct str slug)
{
	path_actions(b);
	BUF_LIT(b, "?state=all&group=");
	http_add_encoded(b, slug);
}

void
path_actions_of_person(struct buf *b, struct str slug)
{
	path_actions(b);
	BUF_LIT(b, "?state=all&person=");
	http_add_encoded(b, slug);
}

void
path_action(struct buf *b, struct str series, int64_t number, int64_t position)
{
	path_actions(b);
	segment(b, series);
	number_segment(b, number);
	number_segment(b, position);
}

void
path_topic(struct buf *b, struct str series, int64_t number, int64_t position)
{
	path_topics(b);
	buf_addc(b, '#');
	http_add_encoded(b, series);
	buf_addc(b, '-');
	buf_addint(b, number);
	buf_addc(b, '-');
	buf_addint(b, position);
}

void
path_abbreviation(struct buf *b, struct str shrt)
{
	path_abbreviations(b);
	buf_addc(b, '#');
	http_add_encoded(b, shrt);
}

void
path_document(struct buf *b, struct str slug)
{
	path_documents(b);
	segment(b, slug);
}

void
path_list(struct buf *b, struct str slug)
{
	path_lists(b);
	segment(b, slug);
}

void
path_list_figures(struct buf *b, struct str slug)
{
	path_list(b, slug);
	BUF_LIT(b, "/figures");
}

static void
put_day(struct buf *b, struct str name, date d)
{
	AUTO_ARENA a = { 0 };

	if (!date_known(d))
		return;
	buf_addc(b, memchr(b->p, '?', b->n) ? '&' : '?');
	buf_add(b, name);
	buf_add(b, date_format(&a, d));
}

void
path_list_figures_in(struct buf *b, struct str slug, date from, date to)
{
	path_list_figures(b, slug);
	put_day(b, STR("from="), from);
	put_day(b, STR("to="), to);
}

void
path_list_evidence(struct buf *b, struct str slug, struct str metric, date from, date to)
{
	path_list_figures(b, slug);
	segment(b, metric);
	put_day(b, STR("from="), from);
	put_day(b, STR("to="), to);
}

void
path_list_feed(struct buf *b, struct str slug)
{
	path_list(b, slug);
	BUF_LIT(b, "/feed.atom");
}

void
path_list_month(struct buf *b, struct str slug, struct str month)
{
	path_list(b, slug);
	segment(b, month);
}

void
path_list_thread(struct buf *b, struct str slug, struct str key)
{
	path_list(b, slug);
	BUF_LIT(b, "/threads");
	segment(b, key);
}

void
path_list_thread_part(struct buf *b, struct str slug, struct str key, int64_t part)
{
	path_list_thread(b, slug, key);
	BUF_LIT(b, "?part=");
	buf_addint(b, part);
}

void
path_list_in_thread(struct buf *b, struct str slug, struct str key)
{
	path_list_thread(b, slug, key);
	buf_addc(b, '#');
	http_add_encoded(b, key);
}

void
path_list_message(struct buf *b, struct str slug, struct str key)
{
	path_list(b, slug);
	BUF_LIT(b, "/messages");
	segment(b, key);
}

void
path_list_message_whole(struct buf *b, struct str slug, struct str key)
{
	path_list_message(b, slug, key);
	BUF_LIT(b, "?whole=1");
}

void
path_list_message_mbox(struct buf *b, struct str slug, struct str key)
{
	path_list_message(b, slug, key);
	BUF_LIT(b, "/mbox");
}

void
path_list_thread_mbox(struct buf *b, struct str slug, struct str key)
{
	path_list_thread(b, slug, key);
	BUF_LIT(b, "/mbox");
}

void
path_list_month_mbox(struct buf *b, struct str slug, struct str month)
{
	path_list_month(b, slug, month);
	BUF_LIT(b, "/mbox");
}

void
path_answer(struct buf *b, struct str token)
{
	BUF_LIT(b, "/answers");
	segment(b, token);
}

void
path_admin(struct buf *b)
{
	BUF_LIT(b, "/admin");
}

void
path_admin_jobs(struct buf *b)
{
	BUF_LIT(b, "/admin/jobs");
}

void
path_admin_job_again(struct buf *b, int64_t id)
{
	path_admin_jobs(b);
	buf_addf(b, "/%" PRId64 "/again", id);
}

void
path_admin_letters(struct buf *b)
{
	BUF_LIT(b, "/admin/letters");
}

void
path_admin_letter(struct buf *b, int64_t id)
{
	path_admin_letters(b);
	buf_addf(b, "/%" PRId64, id);
}

void
path_admin_letters_good(struct buf *b)
{
	path_admin_letters(b);
	BUF_LIT(b, "/good");
}

void
path_admin_roles(struct buf *b)
{
	BUF_LIT(b, "/admin/roles");
}

void
path_admin_role_end(struct buf *b)
{
	BUF_LIT(b, "/admin/roles/end");
}

void
path_admin_audit(struct buf *b)
{
	BUF_LIT(b, "/admin/audit");
}

void
path_directory(struct buf *b)
{
	BUF_LIT(b, "/admin/directory");
}

void
path_directory_confirm(struct buf *b)
{
	path_directory(b);
	BUF_LIT(b, "/confirm");
}

void
path_directory_join(struct buf *b)
{
	path_directory(b);
	BUF_LIT(b, "/join");
}

void
path_directory_split(struct buf *b)
{
	path_directory(b);
	BUF_LIT(b, "/split");
}

void
path_directory_apart(struct buf *b)
{
	path_directory(b);
	BUF_LIT(b, "/apart");
}

void
path_directory_claims(struct buf *b)
{
	path_directory(b);
	BUF_LIT(b, "/claims");
}

void
path_writers(struct buf *b)
{
	BUF_LIT(b, "/admin/writers");
}

void
path_writer_undo(struct buf *b, int64_t id)
{
	path_writers(b);
	buf_addf(b, "/%" PRId64 "/undo", id);
}

void
path_applications(struct buf *b)
{
	BUF_LIT(b, "/applications");
}

void
path_application(struct buf *b, int64_t id)
{
	path_applications(b);
	buf_addf(b, "/%" PRId64, id);
}

void
path_application_withdraw(struct buf *b, int64_t id)
{
	path_application(b, id);
	BUF_LIT(b, "/withdraw");
}

void
path_application_review(struct buf *b, int64_t id)
{
	path_application(b, id);
	BUF_LIT(b, "/review");
}

void
path_application_answer(struct buf *b, int64_t id)
{
	path_application(b, id);
	BUF_LIT(b, "/answer");
}

void
path_group_edit(struct buf *b, struct str slug)
{
	BUF_LIT(b, "/groups");
	segment(b, slug);
	BUF_LIT(b, "/edit");
}

void
path_group_standing(struct buf *b, struct str slug)
{
	BUF_LIT(b, "/groups");
	segment(b, slug);
	BUF_LIT(b, "/standing");
}

void
path_group_standing_drop(struct buf *b, struct str slug)
{
	path_group_standing(b, slug);
	BUF_LIT(b, "/drop");
}

void
path_evidence(struct buf *b, struct str slug)
{
	path_groups(b);
	segment(b, slug);
	BUF_LIT(b, "/evidence");
}

void
path_evidence_answer(struct buf *b, struct str slug)
{
	path_evidence(b, slug);
	BUF_LIT(b, "/answer");
}

void
path_evidence_drop(struct buf *b, struct str slug)
{
	path_evidence(b, slug);
	BUF_LIT(b, "/drop");
}

void
path_evidence_in(struct buf *b, struct str slug, struct str kind, date from, date to)
{
	path_evidence(b, slug);
	BUF_LIT(b, "?kind=");
	http_add_encoded(b, str_or_empty(kind));
	put_day(b, STR("from="), from);
	put_day(b, STR("to="), to);
}

void
path_assessment(struct buf *b)
{
	BUF_LIT(b, "/assessment");
}

void
path_criteria(struct buf *b, struct str set, int64_t version)
{
	path_assessment(b);
	segment(b, set);
	number_segment(b, version);
}

void
path_criteria_table(struct buf *b, struct str set, int64_t version)
{
	path_criteria(b, set, version);
	BUF_LIT(b, "/table.csv");
}

void
path_criteria_propose(struct buf *b, struct str set, int64_t version)
{
	path_criteria(b, set, version);
	BUF_LIT(b, "/propose");
}

void
path_criteria_adopt(struct buf *b, struct str set, int64_t version)
{
	path_criteria(b, set, version);
	BUF_LIT(b, "/adopt");
}

void
path_criteria_new(struct buf *b)
{
	path_assessment(b);
	BUF_LIT(b, "/new");
}

void
path_criteria_next(struct buf *b, struct str set, int64_t version)
{
	path_criteria_new(b);
	BUF_LIT(b, "?set=");
	http_add_encoded(b, set);
	BUF_LIT(b, "&from=");
	buf_addint(b, version);
}

void
path_sign_in(struct buf *b)
{
	BUF_LIT(b, "/sign-in");
}

void
path_sign_in_code(struct buf *b)
{
	BUF_LIT(b, "/sign-in/code");
}

void
path_sign_in_link(struct buf *b, struct str token)
{
	BUF_LIT(b, "/sign-in/link");
	segment(b, token);
}

void
path_sign_out(struct buf *b)
{
	BUF_LIT(b, "/sign-out");
}

void
path_sign_out_everywhere(struct buf *b)
{
	BUF_LIT(b, "/sign-out/everywhere");
}

void
path_account(struct buf *b)
{
	BUF_LIT(b, "/account");
}

void
path_account_letters(struct buf *b)
{
	BUF_LIT(b, "/account/letters");
}

void
path_letters_off(struct buf *b, struct str token)
{
	BUF_LIT(b, "/letters/off");
	segment(b, token);
}

void
path_account_session(struct buf *b, int64_t id)
{
	BUF_LIT(b, "/account/sessions/");
	buf_addint(b, id);
}

void
path_account_data(struct buf *b)
{
	BUF_LIT(b, "/account/data");
}

void
path_account_data_json(struct buf *b)
{
	BUF_LIT(b, "/account/data.json");
}

void
path_account_data_mail(struct buf *b)
{
	BUF_LIT(b, "/account/data.mbox");
}

void
path_account_data_ask(struct buf *b)
{
	BUF_LIT(b, "/account/data/ask");
}

void
path_account_data_forget(struct buf *b)
{
	BUF_LIT(b, "/account/data/forget");
}

void
path_account_addresses(struct buf *b)
{
	BUF_LIT(b, "/account/addresses");
}

void
path_account_address(struct buf *b, struct str token)
{
	path_account_addresses(b);
	segment(b, token);
}

void
path_profile(struct buf *b)
{
	BUF_LIT(b, "/account/profile");
}

void
path_person_profile(struct buf *b, struct str slug)
{
	path_person(b, slug);
	BUF_LIT(b, "/profile");
}

void
path_person_withhold(struct buf *b, struct str slug)
{
	path_person(b, slug);
	BUF_LIT(b, "/withhold");
}

static void
put_page(struct buf *b, int64_t page)
{
	if (page > 1) {
		BUF_LIT(b, "&page=");
		buf_addint(b, page);
	}
}

void
path_list_writer(struct buf *b, struct str slug, struct str key, int64_t page)
{
	path_list_message(b, slug, key);
	BUF_LIT(b, "/writer");
	if (page > 1) {
		BUF_LIT(b, "?page=");
		buf_addint(b, page);
	}
}

void
path_search_mail(struct buf *b, struct str q, bool best, int64_t page)
{
	path_search(b);
	BUF_LIT(b, "?in=mail&q=");
	http_add_encoded(b, q);
	if (best)
		BUF_LIT(b, "&order=best");
	put_page(b, page);
}

void
path_search_for(struct buf *b, struct str q, int64_t page)
{
	path_search(b);
	BUF_LIT(b, "?q=");
	http_add_encoded(b, q);
	put_page(b, page);
}

void
path_api_list(struct buf *b, struct str list)
{
	path_api(b);
	segment(b, list);
	BUF_LIT(b, ".json");
}

void
path_api_group(struct buf *b, enum group_type type, struct str slug)
{
	path_api(b);
	path_group(b, type, slug);
	BUF_LIT(b, ".json");
}

void
path_api_meeting(struct buf *b, struct str series, int64_t number)
{
	path_api(b);
	path_meeting(b, series, number);
	BUF_LIT(b, ".json");
}

void
path_csv(struct buf *b, struct str list)
{
	segment(b, list);
	BUF_LIT(b, ".csv");
}

void
url_absolute(struct buf *b, bool https, struct str host, struct str path)
{
	if (https)
		BUF_LIT(b, "https://");
	else
		BUF_LIT(b, "http://");
	buf_add(b, host);
	buf_add(b, path);
}

struct url
url_mail(struct arena *a, struct str address)
{
	struct url none = { STR("") };
	struct url u;

	if (str_find_char(address, '@', 0) == STR_NPOS || str_find_char(address, '?', 0) != STR_NPOS)
		return none;
	u = url_checked(arena_concat(a, STR("mailto:"), address));
	return str_eq(u.s, STR("#")) ? none : u;
}

struct url
url_of_buf(const struct buf *b, struct arena *a)
{
	return url_checked(buf_to_arena(b, a));
}
