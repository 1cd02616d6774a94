/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The import. The report that is stored is its Markdown (docs/report-format.md):
 * parsing that gives the same report again, so the page, the search index and
 * every format are made from one text, and a revision is compared line by line.
 * The bytes that came in are kept beside it.
 */
#include "report/report_ops.h"

#include <inttypes.h>

#include "account/account_ops.h"
#include "audit/audit_ops.h"
#include "cell/cell.h"
#include "cell/pdf_cell.h"
#include "db/db.h"
#include "event/event_ops.h"
#include "group/group_ops.h"
#include "meeting/meeting_index.h"
#include "office/pdf_clean.h"
#include "person/person_ops.h"
#include "report/resolve.h"
#include "report/rules.h"
#include "search/search_ops.h"
#include "text/line_diff.h"
#include "text/slug.h"
#include "text/words.h"

/* ---- reading ---- */

static enum errc
check_size(struct op *op, size_t n, size_t most)
{
	return n > most ? fail(op, E_LIMIT, "report.too-long", "%zu", n) : OK;
}

static enum errc
read_plain(struct op *op, struct cell *cell, struct str bytes, struct report_text *ret)
{
	struct charset_text t;

	TRY(check_size(op, bytes.n, REPORT_MAX_BYTES));
	TRY(cell_decode_text(cell, op, bytes, &t));
	if (str_trim(t.text).n == 0)
		return fail(op, E_INVALID, "report.no-text", "%s", "");
	*ret = (struct report_text){ .text = t.text, .charset = t.charset,
				     .guessed = t.how == CHARSET_GUESSED, .replaced = t.replaced };
	return OK;
}

static enum errc
fail_office(struct op *op, enum office_status status)
{
	switch (status) {
	case OFFICE_ENCRYPTED:
		return fail(op, E_INVALID, "report.encrypted", "%s", "");
	case OFFICE_OTHER:
		return fail(op, E_INVALID, "report.no-text", "%s", "ZIP");
	case OFFICE_EMPTY:
		return fail(op, E_INVALID, "report.only-pictures", "%s", "");
	case OFFICE_TOO_LARGE:
		return fail(op, E_LIMIT, "report.unpacks-too-large", "%s", "");
	case OFFICE_BROKEN:
	case OFFICE_GOOD:
		break;
	}
	return fail(op, E_INVALID, "report.broken-file", "%s", "");
}

static enum errc
read_office(struct op *op, struct cell *cell, struct str bytes, struct report_text *ret)
{
	struct office_text t;

	TRY(cell_read_office(cell, op, bytes, &t));
	if (t.status != OFFICE_GOOD)
		return fail_office(op, t.status);
	TRY(check_size(op, t.text.n, REPORT_MAX_BYTES));
	*ret = (struct report_text){ .text = t.text, .charset = STR("UTF-8") };
	memcpy(ret->notices, t.notices, sizeof ret->notices);
	return OK;
}

static enum errc
read_pdf(struct op *op, struct cell *cell, struct str bytes, struct report_text *ret)
{
	AUTO_BUF text = { 0 };
	struct charset_text t;

	TRY(pdf_text_read(op, bytes, &text));
	if (str_trim(buf_str(&text)).n == 0)
		return fail(op, E_INVALID, "report.only-pictures", "%s", "");
	TRY(check_size(op, text.n, REPORT_MAX_BYTES));
	TRY(cell_decode_declared(cell, op, buf_str(&text), STR("UTF-8"), &t));
	*ret = (struct report_text){ .charset = t.charset, .replaced = t.replaced };
	ret->text = pdf_text_clean(op->arena, t.text, &ret->notices[NOTICE_HEADS]);
	return OK;
}

enum errc
report_read(struct op *op, struct cell *cell, struct str bytes, struct report_text *ret)
{
	TRY(check_size(op, bytes.n, REPORT_FILE_MAX_BYTES));
	if (str_starts(bytes, STR("PK\3\4")))
		return read_office(op, cell, bytes, ret);
	if (str_starts(bytes, STR("%PDF-")))
		return read_pdf(op, cell, bytes, ret);
	if (str_starts(bytes, STR("\xD0\xCF\x11\xE0")))
		return fail(op, E_INVALID, "report.old-word", "%s", "");
	if (str_trim(bytes).n == 0 || charset_looks_binary(bytes))
		return fail(op, E_INVALID, "report.no-text", "%s",
			    charset_magic(bytes) ? charset_magic(bytes) : "");
	return read_plain(op, cell, bytes, ret);
}

struct report *
report_understand(struct arena *a, const struct report_text *t)
{
	static const enum rule_id rules_of[NOTICE_KINDS] = {
		[NOTICE_CHANGES] = RULE_CHANGES_TAKEN,
		[NOTICE_PICTURES] = RULE_PICTURES_LEFT_OUT,
		[NOTICE_COMMENTS] = RULE_COMMENTS_LEFT_OUT,
		[NOTICE_HEADS] = RULE_HEADS_LEFT_OUT,
	};
	struct report *r = report_parse(a, t->text);

	for (size_t i = 0; i < NOTICE_KINDS; i++)
		if (t->notices[i])
			VEC_PUSH(a, &r->noticed,
				 rule_finding(a, rules_of[i], 0, arena_printf(a, "%u", t->notices[i]),
					      STR_NONE, STR_NONE));
	return r;
}

enum errc
report_known_names(struct op *op, struct report_known *ret)
{
	struct report_known known = { 0 };
	struct group_names groups;
	struct person_names people;

	if (op->db) {
		TRY(group_names(op, &groups));
		TRY(person_names(op, &people));
		for (size_t i = 0; i < groups.n; i++)
			VEC_PUSH(op->arena, &known.groups, groups.at[i].name);
		for (size_t i = 0; i < people.n; i++)
			VEC_PUSH(op->arena, &known.people, people.at[i].name);
	}
	*ret = known;
	return OK;
}

/* ---- where it goes ---- */

/* "Dynamic Coalition Coordination Group (DCCG)" in the text: "DCCG". */
static struct str
abbreviation_of(const struct report *r, struct str lng)
{
	for (size_t i = 0; i < r->abbreviations.n; i++)
		if (str_eq_nocase(r->abbreviations.at[i].lng, lng))
			return r->abbreviations.at[i].shrt;
	return STR_NONE;
}

static enum errc
find_series(struct op *op, const struct report *r, import_id import,
	    struct report_imported *out, struct series_ref *ret)
{
	struct str shrt = abbreviation_of(r, r->head.body);
	struct group_spec spec = {
		.type = GROUP_OTHER,
		.name = r->head.body,
		.short_name = shrt,
		.state = STATE_UNRESOLVED,
		.since = DATE_NONE,
		.import = import,
	};
	struct group_ref g;

	TRY(group_match(op, r->head.body, &g));
	if (!g.id.v && shrt.n)
		TRY(group_match(op, shrt, &g));
	if (!g.id.v) {
		TRY(group_add(op, &spec, &g.id));
		out->new_groups++;
	}
	return series_of_group(op, g.id, r->head.body, shrt.n ? shrt : r->head.body, ret);
}

static bool
is_meeting(const struct report *r)
{
	return r->form == REPORT_HOUSE && r->head.number > 0 && r->head.body.n > 0;
}

/* "Virtual meeting 53, 13 May 2021", as the report writes it. */
static struct str
meeting_title(struct arena *a, const struct report *r)
{
	const struct report_head *h = &r->head;

	return str_trim(arena_printf(a, "%.*s %.*s%s%.*s", STRF(h->mode), STRF(h->number_text),
				     h->date_text.n ? ", " : "", STRF(h->date_text)));
}

/* The document's title: its first heading, or what its file is called. */
static struct str
title_of(struct arena *a, const struct report *r, struct str file_name)
{
	size_t dot = str_rfind_char(file_name, '.');

	if (r->head.title.n && r->form == REPORT_OTHER)
		return r->head.title;
	for (size_t i = 0; i < r->sections.n && i < 3; i++)
		if (r->sections.at[i].heading.n)
			return runs_text(a, &r->sections.at[i].heading);
	return dot == STR_NPOS || dot == 0 ? file_name : str_sub(file_name, 0, dot);
}

static struct str
file_slug(struct arena *a, struct str file_name)
{
	size_t dot = str_rfind_char(file_name, '.');

	return text_slug(a, dot == STR_NPOS || dot == 0 ? file_name : str_sub(file_name, 0, dot),
			 SLUG_MAX);
}

/* ---- storing ---- */

struct store {
	const struct report_import *in;
	const struct report_text *text;
	const struct plan *plan;
	struct str source; /* Markdown */
	struct report_imported *out;
};

static enum errc
note_import(struct op *op, const char *action, import_id id, struct str bytes)
{
	return audit_note(op, (group_id){ 0 }, action, "import", id.v, bytes);
}

static enum errc
begin_import(struct op *op, struct store *s, enum import_outcome outcome)
{
	s->out->outcome = outcome;
	TRY(import_begin(op, s->in->name, s->in->bytes, outcome, &s->out->import));
	TRY(note_import(op, "report.import", s->out->import, s->in->bytes));
	return plan_apply(op, s->plan, s->out->import, s->out);
}

static enum errc
add_version(struct op *op, struct store *s, document_id id, int64_t revision)
{
	struct document_origin from = { s->in->bytes, s->in->name, s->text->charset };

	s->out->revision = revision;
	return document_add_version(op, id, revision, s->source, &from, s->out->import);
}

/* Same text as the newest version: nothing to do. Sets the diff otherwise. */
static bool
unchanged(struct op *op, struct store *s, const struct document_version *newest)
{
	if (!newest->id.v)
		return false;
	s->out->revision = newest->revision;
	if (str_eq(newest->source, s->source)) {
		s->out->outcome = IMPORT_UNCHANGED;
		return true;
	}
	s->out->diff = line_diff(op->arena, newest->source, s->source);
	return false;
}

static enum errc
store_meeting(struct op *op, struct store *s)
{
	const struct report *r = s->out->report;
	struct series_ref series = { 0 };
	struct meeting_ref m = { 0 };
	struct document_version newest = { 0 };
	struct group_ref g;
	struct str title;

	/* Looked up first: the same file again must not write anything. */
	TRY(group_match(op, r->head.body, &g));
	if (g.id.v) {
		TRY(series_of_group(op, g.id, r->head.body,
				    abbreviation_of(r, r->head.body).n
					    ? abbreviation_of(r, r->head.body)
					    : r->head.body,
				    &series));
		TRY(meeting_find(op, series, r->head.number, &m));
	}
	if (m.id.v) {
		s->out->path = meeting_path(op, series.slug, m.number);
		TRY(document_newest(op, m.document, &newest));
		if (unchanged(op, s, &newest))
			return OK;
	}
	TRY(begin_import(op, s, m.id.v ? IMPORT_REVISED : IMPORT_NEW));
	if (!series.id.v) {
		TRY(find_series(op, r, s->out->import, s->out, &series));
		TRY(meeting_find(op, series, r->head.number, &m));
	}
	s->out->path = meeting_path(op, series.slug, m.number);
	title = meeting_title(op->arena, r);
	if (!m.id.v) {
		struct str slug = arena_printf(op->arena, "%.*s-%" PRId64, STRF(series.slug),
					       m.number);

		TRY(document_add(op, slug, DOCUMENT_REPORT, title, &m.document));
	} else {
		TRY(document_retitle(op, m.document, title));
	}
	TRY(add_version(op, s, m.document, newest.revision + 1));
	TRY(meeting_record(op, &m, r));
	return event_record(op, m.id.v && newest.id.v ? EVENT_REPORT_REVISED : EVENT_REPORT_PUBLISHED,
			    s->out->path, title, STR_NONE, s->out->import);
}

/* Two files share at least this part of the longer one's words, or one of them
 * is not the other one corrected. */
#define SAME_DOCUMENT_PERCENT 50

static struct str
base_name(struct str path)
{
	size_t slash = str_rfind_char(path, '/');

	return slash == STR_NPOS ? path : str_from(path, slash + 1);
}

/* The same file from another folder, corrected? "x.html" is not "x.txt". */
static bool
is_corrected(struct arena *a, const struct document_version *old, const struct store *s)
{
	struct text_lcs lcs;
	size_t longer;

	if (!str_eq(base_name(old->name), base_name(s->in->name)))
		return false;
	lcs = text_words_lcs(a, old->source, s->source);
	longer = lcs.a_words > lcs.b_words ? lcs.a_words : lcs.b_words;
	return lcs.common * 100 >= longer * SAME_DOCUMENT_PERCENT;
}

/*
 * Which document a file of this name is. Files of one name lie in many folders
 * ("minutes.txt"), so the name alone makes nothing a revision: among slug,
 * slug-2, … it is the one with the same text, else the
 * first that says mostly the same, else a new one (ret_d->id 0).
 */
static enum errc
find_document(struct op *op, const struct store *s, struct str *ret_slug,
	      struct document_ref *ret_d, struct document_version *ret_newest)
{
	struct str base = file_slug(op->arena, s->in->name), slug = base;
	struct map seen = { 0 };
	bool similar = false;

	for (;; slug = slug_free(op->arena, base, &seen)) {
		struct document_ref d;
		struct document_version newest = { 0 };
		bool same;

		TRY(document_find(op, slug, &d));
		if (d.id.v && d.kind == DOCUMENT_REPORT)
			return fail(op, E_CONFLICT, "report.slug-taken", "%.*s", STRF(slug));
		if (d.id.v)
			TRY(document_newest(op, d.id, &newest));
		same = d.id.v && str_eq(newest.source, s->source);
		if (same || (!d.id.v && !similar) ||
		    (d.id.v && !similar && is_corrected(op->arena, &newest, s))) {
			*ret_slug = slug;
			*ret_d = d;
			*ret_newest = newest;
			similar = d.id.v != 0;
		}
		if (same || !d.id.v)
			return OK;
		map_put(op->arena, &seen, slug, &seen);
	}
}

static enum errc
store_document(struct op *op, struct store *s)
{
	const struct report *r = s->out->report;
	struct str title = title_of(op->arena, r, s->in->name);
	struct str slug = STR_NONE;
	struct document_ref d = { 0 };
	struct document_version newest = { 0 };

	TRY(find_document(op, s, &slug, &d, &newest));
	s->out->path = arena_concat(op->arena, STR("/documents/"), slug);
	if (d.id.v && unchanged(op, s, &newest))
		return OK;
	TRY(begin_import(op, s, d.id.v ? IMPORT_REVISED : IMPORT_NEW));
	if (!d.id.v)
		TRY(document_add(op, slug, DOCUMENT_OTHER, title, &d.id));
	else
		TRY(document_retitle(op, d.id, title));
	TRY(add_version(op, s, d.id, newest.revision + 1));
	TRY(document_index(op, d.id, slug, title, r));
	return event_record(op, newest.id.v ? EVENT_DOCUMENT_REVISED : EVENT_DOCUMENT_PUBLISHED,
			    s->out->path, title, STR_NONE, s->out->import);
}

enum errc
report_import(struct op *op, struct cell *cell, const struct report_import *in,
	      struct report_imported *ret)
{
	struct report_imported out = { .diff = STR("") };
	struct report_known known;
	struct report_text text;
	struct plan plan;
	struct report_import named = *in;
	struct store s = { .in = &named, .text = &text, .plan = &plan, .out = &out };

	/* Where the file lay on somebody's disk is nobody's business. */
	named.name = str_from(in->name, str_rfind_char(in->name, '/') + 1);

	TRY(report_read(op, cell, in->bytes, &text));
	TRY(report_known_names(op, &known));
	out.report = report_understand(op->arena, &text);
	out.findings = report_check(op->arena, out.report, &known);
	s.source = doc_to_markdown(op->arena, report_doc(op->arena, out.report));
	/* What is stored and what was understood must be one: read it back. */
	out.report = report_parse(op->arena, s.source);
	TRY(plan_make(op, out.report, in, &plan));

	AUTO_TX tx = tx_begin(op);
	if (is_meeting(out.report))
		TRY(store_meeting(op, &s));
	else
		TRY(store_document(op, &s));
	/* An unchanged file leaves no trace, so its transaction is dropped. */
	if (out.outcome != IMPORT_UNCHANGED)
		TRY(tx_commit(&tx));
	*ret = out;
	return OK;
}

/* ---- undo and rebuild ---- */

/* Whoever was known when a report came in may have gone since, with the undo of
 * the import that made them. Groups need not be known. */
static enum errc
make_missing_people(struct op *op, const struct report *r)
{
	const struct report_import nobody_asked = { 0 };
	struct report_imported counted = { 0 };
	struct plan all, people = { 0 };

	TRY(plan_make(op, r, &nobody_asked, &all));
	for (size_t i = 0; i < all.entries.n; i++)
		if (all.entries.at[i].kind == NAME_PERSON)
			VEC_PUSH(op->arena, &people.entries, all.entries.at[i]);
	return plan_apply(op, &people, (import_id){ 0 }, &counted);
}

/* Everything that hangs on what the document says now, its title included. */
static enum errc
rederive(struct op *op, document_id id, struct str slug, const struct document_version *now)
{
	struct report *r = report_parse(op->arena, now->source);
	struct meeting_ref m;
	struct str title;

	TRY(make_missing_people(op, r));
	TRY(meeting_of_document(op, id, &m));
	if (m.id.v) {
		TRY(document_retitle(op, id, meeting_title(op->arena, r)));
		return meeting_record(op, &m, r);
	}
	title = title_of(op->arena, r, now->name);
	TRY(document_retitle(op, id, title));
	return document_index(op, id, slug, title, r);
}

static enum errc
forget_document(struct op *op, document_id id)
{
	struct meeting_ref m;

	TRY(meeting_of_document(op, id, &m));
	if (m.id.v)
		TRY(meeting_forget(op, &m));
	TRY(search_clear(op, SEARCH_OF_DOCUMENT, id.v));
	return document_delete(op, id);
}

enum errc
report_undo(struct op *op, import_id import, struct import_ref *ret)
{
	AUTO_TX tx = tx_begin(op);
	struct import_ref ref;
	struct document_version newest;

	TRY(import_find(op, import, &ref));
	if (!ref.id.v)
		return fail(op, E_NOT_FOUND, "report.nothing-to-undo", "%" PRId64, import.v);
	TRY(document_newest(op, ref.document, &newest));
	if (newest.revision != ref.revision)
		return fail(op, E_CONFLICT, "report.undo-newer", "%" PRId64, newest.revision);
	TRY(document_drop_version(op, ref.document, ref.revision));
	TRY(document_newest(op, ref.document, &newest));
	if (newest.id.v)
		TRY(rederive(op, ref.document, ref.slug, &newest));
	else
		TRY(forget_document(op, ref.document));
	TRY(event_forget(op, ref.id));
	TRY(person_forget_import(op, ref.id));
	TRY(group_forget_import(op, ref.id));
	TRY(import_mark_undone(op, ref.id));
	TRY(note_import(op, "report.undo", ref.id, STR("")));
	TRY(tx_commit(&tx));
	*ret = ref;
	return OK;
}

enum errc
report_rebuild(struct op *op)
{
	AUTO_TX tx = tx_begin(op);
	struct document_refs list;

	TRY(search_clear_all(op));
	TRY(group_index_all(op));
	TRY(person_index_all(op));
	TRY(document_list(op, &list));
	for (size_t i = 0; i < list.documents.n; i++) {
		const struct document_ref *d = &list.documents.at[i];
		struct document_version newest;

		TRY(document_newest(op, d->id, &newest));
		TRY(rederive(op, d->id, d->slug, &newest));
	}
	return tx_commit(&tx);
}

static enum errc
note(struct op *op, const char *action, const char *kind, int64_t id, int64_t into)
{
	struct arena *a = op->arena;

	return audit_note(op, (group_id){ 0 }, action, kind, id, into ? arena_printf(a, "into %" PRId64, into) : STR(""));
}

enum errc
report_merge_person(struct op *op, person_id from, person_id into)
{
	AUTO_TX tx = tx_begin(op);

	TRY(person_merge(op, from, into));
	TRY(role_joined(op, from, into));
	TRY(report_rebuild(op));
	TRY(note(op, "directory.join", "person", from.v, into.v));
	return tx_commit(&tx);
}

enum errc
report_merge_group(struct op *op, group_id from, group_id into)
{
	AUTO_TX tx = tx_begin(op);

	TRY(group_merge(op, from, into));
	TRY(report_rebuild(op));
	TRY(note(op, "directory.join", "group", from.v, into.v));
	return tx_commit(&tx);
}

enum errc
report_unmerge_person(struct op *op, person_id id)
{
	AUTO_TX tx = tx_begin(op);
	person_id was;

	TRY(person_unmerge(op, id, &was));
	TRY(role_joined(op, id, was));
	TRY(report_rebuild(op));
	TRY(note(op, "directory.split", "person", id.v, 0));
	return tx_commit(&tx);
}

enum errc
report_unmerge_group(struct op *op, group_id id)
{
	AUTO_TX tx = tx_begin(op);

	TRY(group_unmerge(op, id));
	TRY(report_rebuild(op));
	TRY(note(op, "directory.split", "group", id.v, 0));
	return tx_commit(&tx);
}
