/* SPDX-License-Identifier: Apache-2.0 */
#include "meeting/meeting_ops.h"

#include <inttypes.h>

#include "action/action_ops.h"
#include "base/buf.h"
#include "base/map.h"
#include "group/group_ops.h"
#include "meeting/meeting_index.h"
#include "meeting_sql.h"
#include "person/person_ops.h"
#include "search/search_ops.h"
#include "text/fold.h"
#include "text/slug.h"

struct str
meeting_path(struct op *op, struct str series, int64_t number)
{
	return arena_printf(op->arena, "/meetings/%.*s/%" PRId64, STRF(series), number);
}

enum errc
series_of_group(struct op *op, group_id group, struct str name, struct str wanted,
		struct series_ref *ret)
{
	struct series_sql_by_group_row row = { 0 };
	struct series_sql_insert_row made;
	struct series_sql_slugs_rows rows;
	struct map taken = { 0 };
	struct str slug;
	bool found;

	TRY(series_sql_by_group(op, group, &found, &row));
	if (found) {
		*ret = (struct series_ref){ row.id, row.slug };
		return OK;
	}
	TRY(series_sql_slugs(op, &rows));
	for (size_t i = 0; i < rows.n; i++)
		map_put(op->arena, &taken, rows.at[i].slug, &rows.at[i]);
	slug = slug_free(op->arena, wanted, &taken);
	TRY(series_sql_insert(op, slug, group, name, &made));
	*ret = (struct series_ref){ made.id, slug };
	return OK;
}

enum errc
meeting_find(struct op *op, struct series_ref series, int64_t number, struct meeting_ref *ret)
{
	struct meeting_sql_by_number_row row = { 0 };
	bool found;

	TRY(meeting_sql_by_number(op, series.id, number, &found, &row));
	*ret = (struct meeting_ref){ .series = series, .number = number };
	if (found) {
		ret->id = row.id;
		ret->document = row.document_id;
	}
	return OK;
}

enum errc
meeting_of_document(struct op *op, document_id id, struct meeting_ref *ret)
{
	struct meeting_sql_by_document_row row = { 0 };
	bool found;

	TRY(meeting_sql_by_document(op, id, &found, &row));
	*ret = found ? (struct meeting_ref){ row.id, id, { row.series_id, row.slug }, row.number }
		     : (struct meeting_ref){ 0 };
	return OK;
}

/* What it was about: the topics' headings. Absent when there are none. */
static struct str
focus_of(struct arena *a, const struct report *r)
{
	AUTO_BUF b = { 0 };

	for (size_t i = 0; i < r->sections.n; i++) {
		const struct report_section *s = &r->sections.at[i];

		if (s->kind != SECTION_TOPIC || !s->heading.n)
			continue;
		if (b.n)
			BUF_LIT(&b, "; ");
		buf_add(&b, runs_text(a, &s->heading));
	}
	return b.n ? buf_to_arena(&b, a) : STR_NONE;
}

static enum errc
record_head(struct op *op, struct meeting_ref *ref, const struct report *r)
{
	const struct report_head *h = &r->head;
	struct str focus = focus_of(op->arena, r);
	struct maybe_int stated = { r->stated_attendance >= 0, r->stated_attendance };
	struct meeting_sql_insert_row row;

	if (ref->id.v)
		return meeting_sql_update(op, ref->id, h->number_text, h->mode, h->date, h->cycle,
					  focus, stated);
	TRY(meeting_sql_insert(op, ref->series.id, ref->number, h->number_text, h->mode, h->date,
			       h->cycle, focus, stated, ref->document, &row));
	ref->id = row.id;
	return OK;
}

static enum errc
record_attendance(struct op *op, meeting_id id, const struct report *r)
{
	int64_t position = 0;

	TRY(attendance_sql_clear(op, id));
	for (size_t i = 0; i < r->roster.n; i++) {
		const struct roster_group *g = &r->roster.at[i];

		for (size_t j = 0; j < g->people.n; j++) {
			const struct roster_person *p = &g->people.at[j];
			struct person_ref who;
			struct group_ref group = { 0 };

			TRY(person_match(op, p->name, &who));
			if (!who.id.v)
				return fail(op, E_CORRUPT, "error.internal", "unknown: %.*s",
					    STRF(p->name));
			if (p->affiliation.n)
				TRY(group_match(op, p->affiliation, &group));
			/* Names under no heading of their own have no label. */
			TRY(attendance_sql_insert(op, id, ++position, g->kind,
						  g->label.p ? g->label : STR(""), who.id, p->name,
						  text_fold(op->arena, p->name), group.id,
						  p->affiliation.n ? p->affiliation : STR_NONE,
						  p->affiliation.n
							  ? text_fold(op->arena, p->affiliation)
							  : STR_NONE));
		}
	}
	return OK;
}

/* A topic that the version before had too keeps its state. */
static enum errc
record_topics(struct op *op, meeting_id id, const struct report *r)
{
	struct topic_sql_list_rows old;

	TRY(topic_sql_list(op, id, &old));
	TRY(topic_sql_clear(op, id));
	for (size_t i = 0; i < r->postponed.n; i++) {
		const struct report_postponed *p = &r->postponed.at[i];
		enum topic_state state = TOPIC_POSTPONED;
		struct str note = STR_NONE;

		for (size_t j = 0; j < old.n; j++) {
			if (str_eq(old.at[j].text, p->text)) {
				state = old.at[j].state;
				note = old.at[j].closed_note;
			}
		}
		TRY(topic_sql_insert(op, id, (int64_t)i + 1, p->text,
				     (struct maybe_int){ p->paragraph > 0, p->paragraph }, state,
				     note));
	}
	return OK;
}

static enum errc
record_abbreviations(struct op *op, meeting_id id, const struct report *r)
{
	TRY(abbreviation_sql_clear(op, id));
	for (size_t i = 0; i < r->abbreviations.n; i++)
		TRY(abbreviation_sql_insert(op, id, r->abbreviations.at[i].shrt,
					    r->abbreviations.at[i].lng));
	return OK;
}

enum errc
meeting_record(struct op *op, struct meeting_ref *ref, const struct report *r)
{
	TRY(record_head(op, ref, r));
	TRY(record_attendance(op, ref->id, r));
	TRY(record_topics(op, ref->id, r));
	TRY(record_abbreviations(op, ref->id, r));
	TRY(action_record(op, ref->id, r));
	return meeting_index(op, ref, r);
}

enum errc
meeting_forget(struct op *op, const struct meeting_ref *ref)
{
	TRY(search_clear(op, SEARCH_OF_MEETING, ref->id.v));
	TRY(action_forget(op, ref->id));
	TRY(action_forget_events(op, ref->series.slug, ref->number));
	TRY(attendance_sql_clear(op, ref->id));
	TRY(topic_sql_clear(op, ref->id));
	TRY(abbreviation_sql_clear(op, ref->id));
	TRY(meeting_sql_delete(op, ref->id));
	return series_sql_delete_empty(op);
}

enum errc
topic_set_state(struct op *op, struct str series, int64_t number, int64_t position,
		enum topic_state state, struct str note)
{
	struct topic_sql_find_row row = { 0 };
	bool found;

	TRY(topic_sql_find(op, series, number, position, &found, &row));
	if (!found)
		return fail(op, E_NOT_FOUND, "topic.no-such", "%.*s/%" PRId64 "/%" PRId64,
			    STRF(series), number, position);
	return topic_sql_set_state(op, row.id, state, note);
}
