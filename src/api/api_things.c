/* SPDX-License-Identifier: Apache-2.0 */
/* One coalition, group or meeting, and the forum itself, with what belongs to
 * each. Columns are promises to programs: new ones go to the end. */
#include "api/api_view.h"
#include "group/group_view.h"
#include "meeting/meeting_view.h"
#include "web/url.h"

/* ---- forum ---- */

static const struct api_column forum_columns[] = {
	{ "name", API_TEXT, MSG_api_forum_name },
	{ "short_name", API_TEXT, MSG_api_short_name },
	{ "tagline", API_TEXT, MSG_api_tagline },
	{ "cycle", API_TEXT, MSG_api_cycle },
	{ "contact", API_TEXT, MSG_api_contact },
	{ "zone", API_TEXT, MSG_api_zone },
	{ "series", API_TEXT, MSG_api_main_series },
};
static const struct api_column forum_list_columns[] = {
	{ "name", API_TEXT, MSG_api_list_name },
	{ "json", API_PATH, MSG_api_list_json },
	{ "csv", API_PATH, MSG_api_list_csv },
};

static enum errc
fill_forum(struct op *op, const struct page *page, const struct str *names, struct api_rows *t,
	   struct api_rows *parts)
{
	const struct forum *f = page->forum;

	(void)names;
	api_row(op->arena, t);
	api_put_text(t, f->name);
	api_put_text(t, f->short_name);
	api_put_text(t, f->tagline);
	api_put_text(t, f->cycle);
	api_put_text(t, f->contact);
	api_put_text(t, f->zone);
	api_put_text(t, f->series_slug);
	for (size_t i = 0; i < api_lists_n; i++) {
		struct str name = str_of(api_lists[i].name);
		AUTO_BUF json = { 0 };
		AUTO_BUF csv = { 0 };

		path_api_list(&json, name);
		path_csv(&csv, name);
		api_row(op->arena, &parts[0]);
		api_put_text(&parts[0], name);
		api_put_path(op->arena, &parts[0], &json);
		api_put_path(op->arena, &parts[0], &csv);
	}
	return OK;
}

/* ---- one group ---- */

static const struct api_column group_columns[] = {
	{ "slug", API_TEXT, MSG_api_slug },
	{ "type", API_TEXT, MSG_api_group_type },
	{ "name", API_TEXT, MSG_api_name },
	{ "short_name", API_TEXT, MSG_api_short_name },
	{ "state", API_TEXT, MSG_api_group_state },
	{ "since", API_DATE, MSG_api_since },
	{ "description", API_TEXT, MSG_api_description },
	{ "list_address", API_TEXT, MSG_api_list_address },
	{ "join_url", API_TEXT, MSG_api_join_url },
	{ "archive_url", API_TEXT, MSG_api_archive_url },
	{ "website", API_TEXT, MSG_api_website },
	{ "present", API_INT, MSG_api_present_of },
	{ "meetings_counted", API_INT, MSG_api_counted },
	{ "url", API_PATH, MSG_api_url },
};
static const struct api_column group_spelling_columns[] = {
	{ "name", API_TEXT, MSG_api_spelling },
};
static const struct api_column group_meeting_columns[] = {
	{ "series", API_TEXT, MSG_api_series },
	{ "number", API_INT, MSG_api_number },
	{ "held", API_DATE, MSG_api_held },
	{ "present", API_TEXT, MSG_api_attended },
	{ "url", API_PATH, MSG_api_url },
};
static const struct api_column group_person_columns[] = {
	{ "slug", API_TEXT, MSG_api_slug },
	{ "name", API_TEXT, MSG_api_person_name },
	{ "meetings", API_INT, MSG_api_person_meetings },
	{ "url", API_PATH, MSG_api_url },
};
static const struct api_column group_action_columns[] = {
	{ "series", API_TEXT, MSG_api_series },
	{ "meeting", API_INT, MSG_api_number },
	{ "position", API_INT, MSG_api_position },
	{ "text", API_TEXT, MSG_api_text },
	{ "owner", API_TEXT, MSG_api_owner },
	{ "due", API_DATE, MSG_api_due },
	{ "state", API_TEXT, MSG_api_action_state },
	{ "overdue", API_BOOL, MSG_api_overdue },
	{ "url", API_PATH, MSG_api_url },
};
enum { GROUP_SPELLINGS, GROUP_MEETINGS, GROUP_PEOPLE, GROUP_ACTIONS };

static void
fill_group_parts(struct arena *a, const struct group_show_view *v, struct api_rows *parts)
{
	static const struct str was[] = {
		[GROUP_WAS_PRESENT] = STR_INIT("yes"),
		[GROUP_WAS_AWAY] = STR_INIT("no"),
		[GROUP_NOT_LISTED] = STR_INIT("unknown"),
	};
	struct api_rows *t = &parts[GROUP_SPELLINGS];

	for (size_t i = 0; i < v->spellings.n; i++) {
		api_row(a, t);
		api_put_text(t, v->spellings.at[i].name);
	}
	t = &parts[GROUP_MEETINGS];
	for (size_t i = 0; i < v->meetings.n; i++) {
		const struct group_meeting *m = &v->meetings.at[i];
		AUTO_BUF path = { 0 };

		path_meeting(&path, m->series, m->number);
		api_row(a, t);
		api_put_text(t, m->series);
		api_put_int(t, m->number);
		api_put_date(t, m->held);
		api_put_text(t, m->was == GROUP_WAS_AWAY && m->apologies.n ? STR("apology") : was[m->was]);
		api_put_path(a, t, &path);
	}
	t = &parts[GROUP_PEOPLE];
	for (size_t i = 0; i < v->people.n; i++) {
		AUTO_BUF path = { 0 };

		path_person(&path, v->people.at[i].slug);
		api_row(a, t);
		api_put_text(t, v->people.at[i].slug);
		api_put_text(t, v->people.at[i].name);
		api_put_int(t, v->people.at[i].times);
		api_put_path(a, t, &path);
	}
	t = &parts[GROUP_ACTIONS];
	for (size_t i = 0; i < v->actions.n; i++) {
		const struct group_view_actions_row *r = &v->actions.at[i].row;
		AUTO_BUF path = { 0 };

		path_action(&path, r->series, r->number, r->position);
		api_row(a, t);
		api_put_text(t, r->series);
		api_put_int(t, r->number);
		api_put_int(t, r->position);
		api_put_text(t, r->text);
		api_put_text(t, owner_kind_word(r->owner));
		api_put_date(t, r->due);
		api_put_text(t, action_state_word(r->state));
		api_put_bool(t, v->actions.at[i].overdue);
		api_put_path(a, t, &path);
	}
}

static enum errc
fill_one_group(struct op *op, const struct page *page, struct str slug, bool coalition,
	       struct api_rows *t, struct api_rows *parts)
{
	struct group_show_view v = { .page = *page };
	AUTO_BUF path = { 0 };

	TRY(group_show_load(op, slug, coalition, &v));
	path_group(&path, v.g.type, v.g.slug);
	api_row(op->arena, t);
	api_put_text(t, v.g.slug);
	api_put_text(t, group_type_word(v.g.type));
	api_put_text(t, v.g.name);
	api_put_text(t, v.g.short_name);
	api_put_text(t, group_state_word(v.g.state));
	api_put_date(t, v.g.since);
	api_put_text(t, v.g.description);
	api_put_text(t, v.g.list_address);
	api_put_text(t, v.g.join_url);
	api_put_text(t, v.g.archive_url);
	api_put_text(t, v.g.website);
	api_put_maybe(t, v.presence.of > 0, v.presence.present);
	api_put_int(t, v.presence.of);
	api_put_path(op->arena, t, &path);
	fill_group_parts(op->arena, &v, parts);
	return OK;
}

static enum errc
fill_coalition(struct op *op, const struct page *page, const struct str *names, struct api_rows *t,
	       struct api_rows *parts)
{
	return fill_one_group(op, page, names[0], true, t, parts);
}

static enum errc
fill_group(struct op *op, const struct page *page, const struct str *names, struct api_rows *t,
	   struct api_rows *parts)
{
	return fill_one_group(op, page, names[0], false, t, parts);
}

/* ---- one meeting ---- */

static const struct api_column meeting_columns[] = {
	{ "series", API_TEXT, MSG_api_series },
	{ "number", API_INT, MSG_api_number },
	{ "number_text", API_TEXT, MSG_api_number_text },
	{ "group", API_TEXT, MSG_api_meeting_group },
	{ "mode", API_TEXT, MSG_api_mode },
	{ "held", API_DATE, MSG_api_held },
	{ "cycle", API_TEXT, MSG_api_cycle },
	{ "focus", API_TEXT, MSG_api_focus },
	{ "people", API_INT, MSG_api_people_present },
	{ "people_stated", API_INT, MSG_api_stated },
	{ "coalitions", API_INT, MSG_api_coalitions_present },
	{ "published", API_DATE, MSG_api_published },
	{ "revised", API_DATE, MSG_api_revised },
	{ "revision", API_INT, MSG_api_revision },
	{ "url", API_PATH, MSG_api_url },
	{ "report", API_PATH, MSG_api_report },
	{ "report_json", API_PATH, MSG_api_report_json },
};
static const struct api_column meeting_person_columns[] = {
	{ "list", API_TEXT, MSG_api_roster_label },
	{ "written", API_TEXT, MSG_api_written },
	{ "person", API_TEXT, MSG_api_person },
	{ "affiliation", API_TEXT, MSG_api_affiliation },
	{ "group", API_TEXT, MSG_api_affiliation_group },
};
static const struct api_column meeting_action_columns[] = {
	{ "position", API_INT, MSG_api_position },
	{ "kind", API_TEXT, MSG_api_action_kind },
	{ "text", API_TEXT, MSG_api_text },
	{ "owner", API_TEXT, MSG_api_owner },
	{ "owner_text", API_TEXT, MSG_api_owner_text },
	{ "owner_group", API_TEXT, MSG_api_owner_group },
	{ "owner_person", API_TEXT, MSG_api_owner_person },
	{ "due", API_DATE, MSG_api_due },
	{ "state", API_TEXT, MSG_api_action_state },
	{ "closed", API_DATE, MSG_api_closed },
	{ "url", API_PATH, MSG_api_url },
};
static const struct api_column meeting_topic_columns[] = {
	{ "position", API_INT, MSG_api_position },
	{ "text", API_TEXT, MSG_api_text },
	{ "paragraph", API_INT, MSG_api_paragraph },
	{ "state", API_TEXT, MSG_api_topic_state },
	{ "note", API_TEXT, MSG_api_topic_note },
};
static const struct api_column meeting_abbreviation_columns[] = {
	{ "abbreviation", API_TEXT, MSG_api_abbreviation },
	{ "meaning", API_TEXT, MSG_api_meaning },
};
enum { MEETING_PEOPLE, MEETING_ACTIONS, MEETING_TOPICS, MEETING_ABBREVIATIONS };

static void
fill_meeting_actions(struct arena *a, const struct meeting_show_view *v, struct api_rows *t)
{
	for (size_t i = 0; i < v->rows.n; i++) {
		const struct meeting_view_actions_row *r = &v->rows.at[i];
		AUTO_BUF path = { 0 };

		path_action(&path, v->m.series, v->m.number, r->position);
		api_row(a, t);
		api_put_int(t, r->position);
		api_put_text(t, item_kind_word(r->kind));
		api_put_text(t, r->text);
		api_put_text(t, owner_kind_word(r->owner));
		api_put_text(t, r->owner_text);
		api_put_text(t, r->grp_slug);
		api_put_text(t, r->person);
		api_put_date(t, r->due);
		api_put_text(t, action_state_word(r->state));
		api_put_date(t, r->closed);
		api_put_path(a, t, &path);
	}
}

static void
fill_meeting_parts(struct arena *a, const struct meeting_show_view *v, struct api_rows *parts)
{
	struct api_rows *t = &parts[MEETING_PEOPLE];

	for (size_t i = 0; i < v->roster.n; i++) {
		for (size_t k = 0; k < v->roster.at[i].people.n; k++) {
			const struct meeting_attendee *p = &v->roster.at[i].people.at[k];

			api_row(a, t);
			api_put_text(t, v->roster.at[i].label);
			api_put_text(t, p->written);
			api_put_text(t, p->person);
			api_put_text(t, p->affiliation);
			api_put_text(t, p->grp_slug);
		}
	}
	fill_meeting_actions(a, v, &parts[MEETING_ACTIONS]);
	t = &parts[MEETING_TOPICS];
	for (size_t i = 0; i < v->topics.n; i++) {
		const struct meeting_view_topics_row *r = &v->topics.at[i];

		api_row(a, t);
		api_put_int(t, r->position);
		api_put_text(t, r->text);
		api_put_maybe(t, r->paragraph.known, r->paragraph.v);
		api_put_text(t, topic_state_word(r->state));
		api_put_text(t, r->closed_note);
	}
	t = &parts[MEETING_ABBREVIATIONS];
	for (size_t i = 0; i < v->abbreviations.n; i++) {
		api_row(a, t);
		api_put_text(t, v->abbreviations.at[i].shrt);
		api_put_text(t, v->abbreviations.at[i].lng);
	}
}

static enum errc
fill_meeting(struct op *op, const struct page *page, const struct str *names, struct api_rows *t,
	     struct api_rows *parts)
{
	struct meeting_show_view v = { .page = *page };
	AUTO_BUF path = { 0 };
	AUTO_BUF md = { 0 };
	AUTO_BUF json = { 0 };
	int64_t number;

	if (!str_to_int(names[1], &number))
		return fail(op, E_NOT_FOUND, "error.not-found", "meeting %.*s", STRF(names[1]));
	TRY(meeting_show_load(op, names[0], number, 1, &v));
	path_meeting(&path, v.m.series, v.m.number);
	path_report_file(&md, v.m.series, v.m.number, STR("md"));
	path_report_file(&json, v.m.series, v.m.number, STR("json"));
	api_row(op->arena, t);
	api_put_text(t, v.m.series);
	api_put_int(t, v.m.number);
	api_put_text(t, v.m.number_text);
	api_put_text(t, v.m.grp_slug);
	api_put_text(t, v.m.mode);
	api_put_date(t, v.m.held);
	api_put_text(t, v.m.cycle);
	api_put_text(t, v.m.focus);
	api_put_maybe(t, v.listed, v.present);
	api_put_maybe(t, v.m.stated.known, v.m.stated.v);
	api_put_maybe(t, v.listed, v.coalitions);
	api_put_date(t, v.published);
	api_put_date(t, v.revised);
	api_put_int(t, v.m.revision);
	api_put_path(op->arena, t, &path);
	api_put_path(op->arena, t, &md);
	api_put_path(op->arena, t, &json);
	fill_meeting_parts(op->arena, &v, parts);
	return OK;
}

#define GROUP_PARTS                                                           \
	{                                                                     \
		{ "spellings", API_COLUMNS(group_spelling_columns) },         \
		{ "meetings", API_COLUMNS(group_meeting_columns) },           \
		{ "people", API_COLUMNS(group_person_columns) },              \
		{ "actions", API_COLUMNS(group_action_columns) },             \
	}

const struct api_thing api_things[] = {
	[API_FORUM] = { .name = "Forum", .path = "/api/forum.json", .title = MSG_api_forum,
			API_COLUMNS(forum_columns),
			.parts = { { "lists", API_COLUMNS(forum_list_columns) } },
			.fill = fill_forum },
	[API_COALITION] = { .name = "Coalition", .path = "/api/coalitions/{slug}.json",
			    .title = MSG_api_one_coalition, API_COLUMNS(group_columns),
			    .parts = GROUP_PARTS, .fill = fill_coalition },
	[API_GROUP] = { .name = "Group", .path = "/api/groups/{slug}.json", .title = MSG_api_one_group,
			API_COLUMNS(group_columns), .parts = GROUP_PARTS, .fill = fill_group },
	[API_MEETING] = { .name = "Meeting", .path = "/api/meetings/{series}/{number}.json",
			  .title = MSG_api_one_meeting, API_COLUMNS(meeting_columns),
			  .parts = {
				  { "people", API_COLUMNS(meeting_person_columns) },
				  { "actions", API_COLUMNS(meeting_action_columns) },
				  { "topics", API_COLUMNS(meeting_topic_columns) },
				  { "abbreviations", API_COLUMNS(meeting_abbreviation_columns) },
			  },
			  .fill = fill_meeting },
};
