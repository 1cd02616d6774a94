/* SPDX-License-Identifier: Apache-2.0 */
/* The lists of the record: what their columns are, and how a row is filled from
 * the view of the page that shows the same. Columns are promises to programs:
 * new ones go to the end, none goes away. */
#include "abbreviation/abbreviation_view.h"
#include "action/action_view.h"
#include "api/api_view.h"
#include "attendance/attendance_view.h"
#include "document/document_view.h"
#include "group/group_view.h"
#include "meeting/meeting_view.h"
#include "person/person_view.h"
#include "topic/topic_view.h"
#include "web/url.h"

/* ---- coalitions ---- */

static const struct api_column coalition_columns[] = {
	{ "slug", API_TEXT, MSG_api_slug },
	{ "name", API_TEXT, MSG_api_name },
	{ "short_name", API_TEXT, MSG_api_short_name },
	{ "state", API_TEXT, MSG_api_group_state },
	{ "since", API_DATE, MSG_api_since },
	{ "present", API_INT, MSG_api_present_of },
	{ "meetings", API_INT, MSG_api_counted },
	{ "last_meeting", API_INT, MSG_api_last_meeting },
	{ "last_present", API_DATE, MSG_api_last_present },
	{ "url", API_PATH, MSG_api_url },
};

static enum errc
fill_coalitions(struct op *op, const struct page *page, struct api_rows *t)
{
	struct group_window window;
	struct group_lines lines = { 0 };

	TRY(group_lines_load(op, page->forum, &window, &lines));
	for (size_t i = 0; i < lines.n; i++) {
		const struct group_line *g = &lines.at[i];
		AUTO_BUF path = { 0 };

		path_group(&path, g->type, g->slug);
		api_row(op->arena, t);
		api_put_text(t, g->slug);
		api_put_text(t, g->name);
		api_put_text(t, g->short_name);
		api_put_text(t, group_state_word(g->state));
		api_put_date(t, g->since);
		api_put_maybe(t, g->presence.of > 0, g->presence.present);
		api_put_int(t, g->presence.of);
		api_put_maybe(t, g->presence.last_number > 0, g->presence.last_number);
		api_put_date(t, g->presence.last_number > 0 ? g->presence.last_held : DATE_NONE);
		api_put_path(op->arena, t, &path);
	}
	return OK;
}

/* ---- groups of other types ---- */

static const struct api_column group_columns[] = {
	{ "slug", API_TEXT, MSG_api_slug },
	{ "name", API_TEXT, MSG_api_name },
	{ "short_name", API_TEXT, MSG_api_short_name },
	{ "type", API_TEXT, MSG_api_group_type },
	{ "state", API_TEXT, MSG_api_group_state },
	{ "since", API_DATE, MSG_api_since },
	{ "meetings", API_INT, MSG_api_group_meetings },
	{ "url", API_PATH, MSG_api_url },
};

static enum errc
fill_groups(struct op *op, const struct page *page, struct api_rows *t)
{
	struct group_others_view v = { .page = *page };

	TRY(group_others_load(op, &v));
	for (size_t k = 0; k < v.kinds.n; k++)
		for (size_t i = 0; i < v.kinds.at[k].groups.n; i++) {
			const struct group_view_others_row *g = &v.kinds.at[k].groups.at[i];
			AUTO_BUF path = { 0 };

			path_group(&path, g->type, g->slug);
			api_row(op->arena, t);
			api_put_text(t, g->slug);
			api_put_text(t, g->name);
			api_put_text(t, g->short_name);
			api_put_text(t, group_type_word(g->type));
			api_put_text(t, group_state_word(g->state));
			api_put_date(t, g->since);
			api_put_int(t, g->meetings);
			api_put_path(op->arena, t, &path);
		}
	return OK;
}

/* ---- documents ---- */

static const struct api_column document_columns[] = {
	{ "slug", API_TEXT, MSG_api_slug },
	{ "title", API_TEXT, MSG_api_document_title },
	{ "revisions", API_INT, MSG_api_revisions },
	{ "taken_in", API_DATE, MSG_api_taken_in },
	{ "url", API_PATH, MSG_api_url },
};

static enum errc
fill_documents(struct op *op, const struct page *page, struct api_rows *t)
{
	struct document_list_view v = { .page = *page };

	TRY(document_list_load(op, 1, &v));
	for (size_t i = 0; i < v.documents.n; i++) {
		const struct document_line *d = &v.documents.at[i];
		AUTO_BUF path = { 0 };

		path_document(&path, d->row.slug);
		api_row(op->arena, t);
		api_put_text(t, d->row.slug);
		api_put_text(t, d->row.title);
		api_put_int(t, d->row.revisions);
		api_put_date(t, d->taken_in);
		api_put_path(op->arena, t, &path);
	}
	return OK;
}

/* ---- meetings ---- */

static const struct api_column meeting_columns[] = {
	{ "series", API_TEXT, MSG_api_series },
	{ "number", API_INT, MSG_api_number },
	{ "held", API_DATE, MSG_api_held },
	{ "mode", API_TEXT, MSG_api_mode },
	{ "cycle", API_TEXT, MSG_api_cycle },
	{ "focus", API_TEXT, MSG_api_focus },
	{ "people", API_INT, MSG_api_people_present },
	{ "coalitions", API_INT, MSG_api_coalitions_present },
	{ "actions", API_INT, MSG_api_actions },
	{ "actions_open", API_INT, MSG_api_actions_open },
	{ "url", API_PATH, MSG_api_url },
	{ "report", API_PATH, MSG_api_report },
};

static void
put_meeting(struct arena *a, struct api_rows *t, struct str series,
	    const struct meeting_view_list_row *m)
{
	AUTO_BUF path = { 0 };
	AUTO_BUF report = { 0 };

	path_meeting(&path, series, m->number);
	path_report_file(&report, series, m->number, STR("md"));
	api_row(a, t);
	api_put_text(t, series);
	api_put_int(t, m->number);
	api_put_date(t, m->held);
	api_put_text(t, m->mode);
	api_put_text(t, m->cycle);
	api_put_text(t, m->focus);
	api_put_maybe(t, m->listed > 0, m->present);
	api_put_maybe(t, m->listed > 0, m->coalitions);
	api_put_int(t, m->actions);
	api_put_int(t, m->actions_open);
	api_put_path(a, t, &path);
	api_put_path(a, t, &report);
}

static enum errc
fill_meetings(struct op *op, const struct page *page, struct api_rows *t)
{
	struct meeting_list_view v = { .page = *page };

	TRY(meeting_list_load(op, STR_NONE, &v));
	for (size_t s = 0; s < v.series.n; s++)
		for (size_t y = 0; y < v.series.at[s].years.n; y++)
			for (size_t i = 0; i < v.series.at[s].years.at[y].meetings.n; i++)
				put_meeting(op->arena, t, v.series.at[s].row.slug,
					    &v.series.at[s].years.at[y].meetings.at[i]);
	return OK;
}

/* ---- people ---- */

static const struct api_column person_columns[] = {
	{ "slug", API_TEXT, MSG_api_slug },
	{ "name", API_TEXT, MSG_api_person_name },
	{ "confirmed", API_BOOL, MSG_api_confirmed },
	{ "spellings", API_INT, MSG_api_spellings },
	{ "meetings", API_INT, MSG_api_person_meetings },
	{ "first", API_DATE, MSG_api_first },
	{ "last", API_DATE, MSG_api_last },
	{ "groups", API_TEXT, MSG_api_groups },
	{ "url", API_PATH, MSG_api_url },
};

static enum errc
fill_people(struct op *op, const struct page *page, struct api_rows *t)
{
	struct person_list_view v = { .page = *page };

	TRY(person_list_load(op, PEOPLE_BY_NAME, 0, &v));
	for (size_t i = 0; i < v.people.n; i++) {
		const struct person_line *p = &v.people.at[i];
		AUTO_BUF path = { 0 };
		AUTO_BUF groups = { 0 };

		for (size_t k = 0; k < p->groups.n; k++) {
			if (k > 0)
				buf_addc(&groups, ' ');
			buf_add(&groups, p->groups.at[k].slug);
		}
		path_person(&path, p->row.slug);
		api_row(op->arena, t);
		api_put_text(t, p->row.slug);
		api_put_text(t, p->row.name);
		api_put_bool(t, p->row.resolved);
		api_put_int(t, p->row.spellings);
		api_put_int(t, p->row.present);
		api_put_date(t, p->row.first);
		api_put_date(t, p->row.last);
		api_put_text(t, groups.n ? buf_to_arena(&groups, op->arena) : STR_NONE);
		api_put_path(op->arena, t, &path);
	}
	return OK;
}

/* ---- action items ---- */

static const struct api_column action_columns[] = {
	{ "series", API_TEXT, MSG_api_series },
	{ "meeting", API_INT, MSG_api_number },
	{ "held", API_DATE, MSG_api_held },
	{ "position", API_INT, MSG_api_position },
	{ "kind", API_TEXT, MSG_api_action_kind },
	{ "text", API_TEXT, MSG_api_text },
	{ "owner", API_TEXT, MSG_api_owner },
	{ "owner_text", API_TEXT, MSG_api_owner_text },
	{ "owner_group", API_TEXT, MSG_api_owner_group },
	{ "owner_person", API_TEXT, MSG_api_owner_person },
	{ "due", API_DATE, MSG_api_due },
	{ "due_text", API_TEXT, MSG_api_due_text },
	{ "state", API_TEXT, MSG_api_action_state },
	{ "overdue", API_BOOL, MSG_api_overdue },
	{ "closed", API_DATE, MSG_api_closed },
	{ "url", API_PATH, MSG_api_url },
};

static enum errc
fill_actions(struct op *op, const struct page *page, struct api_rows *t)
{
	struct action_list_view v = { .page = *page };
	struct action_query q = { .state = ACTIONS_ALL, .sort = ACTIONS_BY_MEETING };

	TRY(action_list_load(op, &q, &v));
	for (size_t i = 0; i < v.items.n; i++) {
		const struct action_view_list_row *r = &v.items.at[i].row;
		AUTO_BUF path = { 0 };

		path_action(&path, r->series, r->number, r->position);
		api_row(op->arena, t);
		api_put_text(t, r->series);
		api_put_int(t, r->number);
		api_put_date(t, r->held);
		api_put_int(t, r->position);
		api_put_text(t, item_kind_word(r->kind));
		api_put_text(t, r->text);
		api_put_text(t, owner_kind_word(r->owner));
		api_put_text(t, r->owner_text);
		api_put_text(t, r->grp_slug);
		api_put_text(t, r->person);
		api_put_date(t, r->due);
		api_put_text(t, r->due_text);
		api_put_text(t, action_state_word(r->state));
		api_put_bool(t, v.items.at[i].overdue);
		api_put_date(t, r->closed);
		api_put_path(op->arena, t, &path);
	}
	return OK;
}

/* ---- attendance: a row for each coalition and meeting ---- */

static const struct api_column attendance_columns[] = {
	{ "coalition", API_TEXT, MSG_api_coalition },
	{ "name", API_TEXT, MSG_api_name },
	{ "series", API_TEXT, MSG_api_series },
	{ "meeting", API_INT, MSG_api_number },
	{ "held", API_DATE, MSG_api_held },
	{ "present", API_TEXT, MSG_api_attended },
	{ "people", API_INT, MSG_api_attended_people },
};

static void
put_attendance(struct arena *a, struct api_rows *t, const struct attendance_view *v,
	       const struct attendance_row *row)
{
	for (size_t i = 0; i < row->marks.n; i++) {
		const struct attendance_mark *m = &row->marks.at[i];

		api_row(a, t);
		api_put_text(t, row->group.slug);
		api_put_text(t, row->group.name);
		api_put_text(t, v->series);
		api_put_int(t, v->meetings.at[i].row.number);
		api_put_date(t, v->meetings.at[i].row.held);
		api_put_text(t, attended_word(m->was));
		api_put_maybe(t, m->was != ATTENDED_UNKNOWN && m->was != ATTENDED_NONE, m->people);
	}
}

static enum errc
fill_attendance(struct op *op, const struct page *page, struct api_rows *t)
{
	struct attendance_view v = { .page = *page };

	TRY(attendance_load(op, -1, &v));
	for (size_t i = 0; i < v.active.n; i++)
		put_attendance(op->arena, t, &v, &v.active.at[i]);
	for (size_t i = 0; i < v.others.n; i++)
		put_attendance(op->arena, t, &v, &v.others.at[i]);
	return OK;
}

/* ---- topics ---- */

static const struct api_column topic_columns[] = {
	{ "series", API_TEXT, MSG_api_series },
	{ "meeting", API_INT, MSG_api_number },
	{ "held", API_DATE, MSG_api_held },
	{ "position", API_INT, MSG_api_position },
	{ "text", API_TEXT, MSG_api_text },
	{ "paragraph", API_INT, MSG_api_paragraph },
	{ "state", API_TEXT, MSG_api_topic_state },
	{ "note", API_TEXT, MSG_api_topic_note },
	{ "url", API_PATH, MSG_api_url },
};

static void
put_topics(struct arena *a, struct api_rows *t, const struct topic_lines *lines)
{
	for (size_t i = 0; i < lines->n; i++) {
		const struct topic_view_list_row *r = &lines->at[i].row;
		AUTO_BUF path = { 0 };

		path_topic(&path, r->series, r->number, r->position);
		api_row(a, t);
		api_put_text(t, r->series);
		api_put_int(t, r->number);
		api_put_date(t, r->held);
		api_put_int(t, r->position);
		api_put_text(t, r->text);
		api_put_maybe(t, r->paragraph.known, r->paragraph.v);
		api_put_text(t, topic_state_word(r->state));
		api_put_text(t, r->closed_note);
		api_put_path(a, t, &path);
	}
}

static enum errc
fill_topics(struct op *op, const struct page *page, struct api_rows *t)
{
	struct topic_list_view v = { .page = *page };

	TRY(topic_list_load(op, &v));
	put_topics(op->arena, t, &v.open);
	put_topics(op->arena, t, &v.closed);
	return OK;
}

/* ---- abbreviations: a row for each meaning ---- */

static const struct api_column abbreviation_columns[] = {
	{ "abbreviation", API_TEXT, MSG_api_abbreviation },
	{ "meaning", API_TEXT, MSG_api_meaning },
	{ "conflict", API_BOOL, MSG_api_conflict },
	{ "series", API_TEXT, MSG_api_series },
	{ "meeting", API_INT, MSG_api_first_meeting },
	{ "held", API_DATE, MSG_api_held },
	{ "times", API_INT, MSG_api_times },
	{ "url", API_PATH, MSG_api_url },
};

static enum errc
fill_abbreviations(struct op *op, const struct page *page, struct api_rows *t)
{
	struct abbreviation_list_view v = { .page = *page };

	TRY(abbreviation_list_load(op, &v));
	for (size_t i = 0; i < v.lines.n; i++) {
		const struct abbreviation_line *l = &v.lines.at[i];

		for (size_t k = 0; k < l->meanings.n; k++) {
			const struct abbreviation_meaning *m = &l->meanings.at[k];
			AUTO_BUF path = { 0 };

			path_abbreviation(&path, l->shrt);
			api_row(op->arena, t);
			api_put_text(t, l->shrt);
			api_put_text(t, m->lng);
			api_put_bool(t, l->conflict);
			api_put_text(t, m->series);
			api_put_int(t, m->number);
			api_put_date(t, m->held);
			api_put_int(t, m->others + 1);
			api_put_path(op->arena, t, &path);
		}
	}
	return OK;
}

const struct api_list api_lists[] = {
	{ "coalitions", MSG_page_coalitions, API_COLUMNS(coalition_columns), fill_coalitions,
	  "name state since present meetings last_present" },
	{ "groups", MSG_page_groups, API_COLUMNS(group_columns), fill_groups,
	  "name type state since meetings" },
	{ "documents", MSG_page_documents, API_COLUMNS(document_columns), fill_documents,
	  "title revisions taken_in" },
	{ "meetings", MSG_page_meetings, API_COLUMNS(meeting_columns), fill_meetings,
	  "number held mode focus people coalitions actions actions_open" },
	{ "people", MSG_page_people, API_COLUMNS(person_columns), fill_people,
	  "name meetings first last groups" },
	{ "actions", MSG_page_actions, API_COLUMNS(action_columns), fill_actions,
	  "meeting held kind text owner_text due state" },
	{ "attendance", MSG_page_attendance, API_COLUMNS(attendance_columns), fill_attendance,
	  "coalition meeting held present people" },
	{ "topics", MSG_page_topics, API_COLUMNS(topic_columns), fill_topics,
	  "meeting held text state" },
	{ "abbreviations", MSG_page_abbreviations, API_COLUMNS(abbreviation_columns), fill_abbreviations,
	  "abbreviation meaning meeting times" },
};
const size_t api_lists_n = ARRAY_LEN(api_lists);
