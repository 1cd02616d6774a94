/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include "db/db.h"
#include "list/list_block.h"
#include "mail/mbox.h"
#include "privacy/privacy_ops.h"
#include "privacy_sql.h"
#include "profile/profile_ops.h"

/* ---- JSON: objects of texts, lists of them ---- */

static void
key(struct buf *b, const char *name)
{
	if (b->n && b->p[b->n - 1] != '{' && b->p[b->n - 1] != '[')
		buf_addc(b, ',');
	buf_add_json(b, str_of(name));
	buf_addc(b, ':');
}

static void
text(struct buf *b, const char *name, struct str value)
{
	key(b, name);
	if (str_present(value))
		buf_add_json(b, value);
	else
		BUF_LIT(b, "null");
}

static void
number(struct buf *b, const char *name, int64_t n)
{
	key(b, name);
	buf_addint(b, n);
}

static void
at(struct op *op, struct buf *b, const char *name, instant t)
{
	text(b, name, instant_known(t) ? instant_format(op->arena, t) : STR_NONE);
}

static void
day(struct op *op, struct buf *b, const char *name, date d)
{
	text(b, name, date_known(d) ? date_format(op->arena, d) : STR_NONE);
}

static void
begin_list(struct buf *b, const char *name)
{
	key(b, name);
	buf_addc(b, '[');
}

static void
begin_object(struct buf *b)
{
	if (b->p[b->n - 1] != '[')
		buf_addc(b, ',');
	buf_addc(b, '{');
}

/* ---- what is held ---- */

static enum errc
put_sessions(struct op *op, account_id id, struct buf *b)
{
	struct privacy_sql_sessions_rows rows;

	TRY(privacy_sql_sessions(op, id, &rows));
	begin_list(b, "sessions");
	for (size_t i = 0; i < rows.n; i++) {
		begin_object(b);
		at(op, b, "made", rows.at[i].made);
		at(op, b, "seen", rows.at[i].seen);
		text(b, "agent", rows.at[i].agent);
		buf_addc(b, '}');
	}
	buf_addc(b, ']');
	return OK;
}

static enum errc
put_letters(struct op *op, struct str folded, struct buf *b)
{
	struct privacy_sql_letters_rows rows;

	TRY(privacy_sql_letters(op, folded, &rows));
	begin_list(b, "letters");
	for (size_t i = 0; i < rows.n; i++) {
		begin_object(b);
		text(b, "kind", rows.at[i].kind);
		text(b, "about", rows.at[i].about);
		text(b, "subject", rows.at[i].subject);
		text(b, "body", rows.at[i].body);
		at(op, b, "made", rows.at[i].made);
		at(op, b, "sent", rows.at[i].sent);
		buf_addc(b, '}');
	}
	buf_addc(b, ']');
	return OK;
}

static enum errc
put_audit(struct op *op, account_id id, struct buf *b)
{
	struct privacy_sql_audit_rows rows;

	TRY(privacy_sql_audit(op, id, &rows));
	begin_list(b, "audit");
	for (size_t i = 0; i < rows.n; i++) {
		begin_object(b);
		at(op, b, "at", rows.at[i].at);
		text(b, "action", rows.at[i].action);
		text(b, "object", rows.at[i].object);
		buf_addc(b, '}');
	}
	buf_addc(b, ']');
	return OK;
}

static enum errc
put_applications(struct op *op, account_id id, struct buf *b)
{
	struct privacy_sql_applications_rows rows;

	TRY(privacy_sql_applications(op, id, &rows));
	begin_list(b, "applications");
	for (size_t i = 0; i < rows.n; i++) {
		begin_object(b);
		number(b, "id", rows.at[i].id);
		text(b, "name", rows.at[i].name);
		text(b, "need", rows.at[i].need);
		text(b, "plan", rows.at[i].plan);
		text(b, "state", rows.at[i].state);
		at(op, b, "made", rows.at[i].made);
		buf_addc(b, '}');
	}
	buf_addc(b, ']');
	return OK;
}

static enum errc
put_messages(struct op *op, struct str folded, struct buf *b)
{
	struct privacy_sql_messages_rows rows;

	TRY(privacy_sql_messages(op, folded, &rows));
	begin_list(b, "messages");
	for (size_t i = 0; i < rows.n; i++) {
		begin_object(b);
		text(b, "list", rows.at[i].list);
		text(b, "message_id", rows.at[i].mid);
		text(b, "subject", rows.at[i].subject);
		at(op, b, "at", rows.at[i].at);
		buf_addc(b, '}');
	}
	buf_addc(b, ']');
	return OK;
}

static enum errc
put_accounts(struct op *op, const struct subject *s, struct buf *b)
{
	begin_list(b, "addresses");
	for (size_t i = 0; i < s->accounts.n; i++) {
		const struct subject_account *a = &s->accounts.at[i];
		struct privacy_sql_account_row row;
		bool found;

		TRY(privacy_sql_account(op, a->id, &found, &row));
		begin_object(b);
		text(b, "address", a->address);
		text(b, "called", row.name);
		at(op, b, "made", row.made);
		TRY(put_sessions(op, a->id, b));
		TRY(put_letters(op, a->folded, b));
		TRY(put_applications(op, a->id, b));
		TRY(put_messages(op, a->folded, b));
		TRY(put_audit(op, a->id, b));
		buf_addc(b, '}');
	}
	buf_addc(b, ']');
	return OK;
}

static enum errc
put_said(struct op *op, person_id id, struct buf *b)
{
	struct facts facts = { 0 };
	struct spellings spellings = { 0 };

	TRY(profile_facts(op, id, SEEN_SECRETARIAT, &facts));
	begin_list(b, "said");
	for (size_t i = 0; i < facts.n; i++) {
		begin_object(b);
		text(b, "field", fact_field_word(facts.at[i].field));
		text(b, "value", facts.at[i].value);
		text(b, "seen_by", seen_by_word(facts.at[i].seen));
		day(op, b, "since", facts.at[i].since);
		day(op, b, "until", facts.at[i].until);
		buf_addc(b, '}');
	}
	buf_addc(b, ']');
	TRY(profile_spellings(op, id, SEEN_SECRETARIAT, &spellings));
	begin_list(b, "spellings");
	for (size_t i = 0; i < spellings.n; i++) {
		begin_object(b);
		text(b, "name", spellings.at[i].name);
		text(b, "seen_by", seen_by_word(spellings.at[i].seen));
		buf_addc(b, '}');
	}
	buf_addc(b, ']');
	return OK;
}

static enum errc
put_record(struct op *op, person_id id, struct buf *b)
{
	struct privacy_sql_roles_rows roles;
	struct privacy_sql_attendance_rows was;
	struct privacy_sql_actions_rows actions;

	TRY(privacy_sql_roles(op, id, &roles));
	begin_list(b, "roles");
	for (size_t i = 0; i < roles.n; i++) {
		begin_object(b);
		text(b, "role", role_word(roles.at[i].role));
		text(b, "group", roles.at[i].grp);
		day(op, b, "since", roles.at[i].since);
		day(op, b, "until", roles.at[i].until);
		buf_addc(b, '}');
	}
	buf_addc(b, ']');
	TRY(privacy_sql_attendance(op, id, &was));
	begin_list(b, "attendance");
	for (size_t i = 0; i < was.n; i++) {
		begin_object(b);
		text(b, "series", was.at[i].series);
		number(b, "meeting", was.at[i].number);
		day(op, b, "held", was.at[i].held);
		text(b, "listed_under", was.at[i].label);
		text(b, "written", was.at[i].written);
		text(b, "affiliation", was.at[i].affiliation);
		buf_addc(b, '}');
	}
	buf_addc(b, ']');
	TRY(privacy_sql_actions(op, id, &actions));
	begin_list(b, "action_items");
	for (size_t i = 0; i < actions.n; i++) {
		begin_object(b);
		text(b, "series", actions.at[i].series);
		number(b, "meeting", actions.at[i].number);
		text(b, "text", actions.at[i].text);
		day(op, b, "due", actions.at[i].due);
		text(b, "state", action_state_word(actions.at[i].state));
		buf_addc(b, '}');
	}
	buf_addc(b, ']');
	return OK;
}

enum errc
privacy_export(struct op *op, const struct subject *s, struct buf *ret)
{
	buf_addc(ret, '{');
	text(ret, "name", s->name);
	if (s->person.v) {
		text(ret, "entry", arena_concat(op->arena, STR("/people/"), s->slug));
		TRY(put_said(op, s->person, ret));
		TRY(put_record(op, s->person, ret));
	}
	TRY(put_accounts(op, s, ret));
	BUF_LIT(ret, "}\n");
	return OK;
}

/* ---- mail ---- */

static enum errc
put_message(struct op *op, const struct privacy_sql_messages_row *m, struct list_block_open *raw,
	    struct list_block_open *texts, struct buf *ret)
{
	const struct list_place place = {
		.raw_block = m->raw_block, .text_block = m->text_block, .raw_at = m->raw_at, .raw_bytes = m->raw_bytes,
		.raw_tail = m->raw_tail, .text_at = m->text_at, .text_bytes = m->text_bytes,
	};
	AUTO_BUF bytes = { 0 };

	TRY(list_raw_read(op, raw, texts, &place, &bytes));
	if (!bytes.n)
		return OK;
	BUF_LIT(ret, "From - Thu Jan  1 00:00:00 1970\n");
	mbox_put_lines(ret, buf_str(&bytes));
	buf_addc(ret, '\n');
	return ret->n > PRIVACY_MBOX_MAX ? fail(op, E_LIMIT, "list.mbox-too-large", "%zu", PRIVACY_MBOX_MAX) : OK;
}

enum errc
privacy_export_mail(struct op *op, const struct subject *s, struct buf *ret)
{
	struct list_block_open raw = { 0 }, texts = { 0 };

	for (size_t i = 0; i < s->accounts.n; i++) {
		struct privacy_sql_messages_rows rows;

		TRY(privacy_sql_messages(op, s->accounts.at[i].folded, &rows));
		for (size_t j = 0; j < rows.n; j++)
			/* One in several lists is one message. */
			if (!j || rows.at[j].id.v != rows.at[j - 1].id.v)
				TRY(put_message(op, &rows.at[j], &raw, &texts, ret));
	}
	return OK;
}
