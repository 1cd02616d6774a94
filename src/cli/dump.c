/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `convene dump --canonical`: one JSON object a line, its first member the
 * table's name, rows in an order that depends on content alone, ids replaced
 * by natural keys. Two databases that say the same give the same bytes,
 * whichever engine holds them and in whichever order they were filled.
 */
#include "cli/dump.h"

#include <inttypes.h>

#include "account_sql.h"
#include "action_sql.h"
#include "application_sql.h"
#include "base/number_map.h"
#include "behalf_sql.h"
#include "db/db.h"
#include "directory_sql.h"
#include "document_sql.h"
#include "event_sql.h"
#include "forum_sql.h"
#include "group_sql.h"
#include "list/list_block.h"
#include "list_sql.h"
#include "meeting_sql.h"
#include "person_sql.h"
#include "profile_sql.h"
#include "search_sql.h"
#include "assess_sql.h"
#include "evidence_sql.h"
#include "standing_sql.h"
#include "secret/digest.h"
#include "writer_sql.h"

struct dump {
	struct op *op;
	struct buf *out;
	FILE *file;
	bool written; /* everything so far could be */
	struct number_map kept; /* ids of messages of which there are bytes -> places in */
	SLICE(int64_t) sums;    /* their sums */
};

/* A row being written; members come in the order they are put. */
static void
row(struct dump *d, const char *table)
{
	/* Memory stays small however large the forum is. */
	if (d->file && d->out->n > (size_t)1 << 16) {
		d->written &= fwrite(d->out->p, 1, d->out->n, d->file) == d->out->n;
		buf_clear(d->out);
	}
	buf_addf(d->out, "{\"table\":\"%s\"", table);
}

static void
text(struct dump *d, const char *name, struct str value)
{
	buf_addf(d->out, ",\"%s\":", name);
	buf_add_json(d->out, value);
}

static void
number(struct dump *d, const char *name, int64_t value)
{
	buf_addf(d->out, ",\"%s\":%" PRId64, name, value);
}

static void
maybe(struct dump *d, const char *name, struct maybe_int value)
{
	if (value.known)
		number(d, name, value.v);
	else
		text(d, name, STR_NONE);
}

static void
flag(struct dump *d, const char *name, bool value)
{
	buf_addf(d->out, ",\"%s\":%s", name, value ? "true" : "false");
}

static void
day(struct dump *d, const char *name, date value)
{
	text(d, name, date_known(value) ? date_format(d->op->arena, value) : STR_NONE);
}

static void
end(struct dump *d)
{
	BUF_LIT(d->out, "}\n");
}

static enum errc
dump_forum(struct dump *d)
{
	struct setting_sql_all_rows settings;
	struct redirect_sql_dump_rows redirects;

	TRY(setting_sql_all(d->op, &settings));
	for (size_t i = 0; i < settings.n; i++) {
		row(d, "setting");
		text(d, "name", settings.at[i].name);
		text(d, "value", settings.at[i].value);
		end(d);
	}
	TRY(redirect_sql_dump(d->op, &redirects));
	for (size_t i = 0; i < redirects.n; i++) {
		row(d, "redirect");
		text(d, "path", redirects.at[i].path);
		text(d, "target", redirects.at[i].target);
		end(d);
	}
	return OK;
}

static enum errc
dump_groups(struct dump *d)
{
	struct group_sql_dump_rows groups;
	struct group_sql_dump_aliases_rows aliases;

	TRY(group_sql_dump(d->op, &groups));
	for (size_t i = 0; i < groups.n; i++) {
		const struct group_sql_dump_row *g = &groups.at[i];

		row(d, "group");
		text(d, "slug", g->slug);
		text(d, "type", group_type_word(g->type));
		text(d, "name", g->name);
		text(d, "short_name", g->short_name);
		text(d, "state", group_state_word(g->state));
		day(d, "since", g->since);
		text(d, "description", g->description);
		text(d, "list_address", g->list_address);
		text(d, "join_url", g->join_url);
		text(d, "archive_url", g->archive_url);
		text(d, "website", g->website);
		text(d, "merged_into", g->merged_into);
		end(d);
	}
	TRY(group_sql_dump_aliases(d->op, &aliases));
	for (size_t i = 0; i < aliases.n; i++) {
		row(d, "group_alias");
		text(d, "group", aliases.at[i].slug);
		text(d, "name", aliases.at[i].name);
		text(d, "source", aliases.at[i].source);
		end(d);
	}
	return OK;
}

static enum errc
dump_said(struct dump *d)
{
	struct fact_sql_dump_rows facts;

	TRY(fact_sql_dump(d->op, &facts));
	for (size_t i = 0; i < facts.n; i++) {
		const struct fact_sql_dump_row *f = &facts.at[i];

		row(d, "person_fact");
		text(d, "person", f->slug);
		text(d, "field", fact_field_word(f->field));
		text(d, "value", f->value);
		text(d, "seen_by", seen_by_word(f->seen_by));
		day(d, "since", f->since);
		day(d, "until", f->until);
		end(d);
	}
	return OK;
}

static enum errc
dump_people(struct dump *d)
{
	struct person_sql_dump_rows people;
	struct person_sql_dump_aliases_rows aliases;

	TRY(person_sql_dump(d->op, &people));
	for (size_t i = 0; i < people.n; i++) {
		row(d, "person");
		text(d, "slug", people.at[i].slug);
		text(d, "name", people.at[i].name);
		flag(d, "resolved", people.at[i].resolved);
		text(d, "merged_into", people.at[i].merged_into);
		end(d);
	}
	TRY(person_sql_dump_aliases(d->op, &aliases));
	for (size_t i = 0; i < aliases.n; i++) {
		row(d, "person_alias");
		text(d, "person", aliases.at[i].slug);
		text(d, "name", aliases.at[i].name);
		text(d, "source", aliases.at[i].source);
		text(d, "seen_by", aliases.at[i].seen_by);
		end(d);
	}
	return dump_said(d);
}

static enum errc
dump_documents(struct dump *d)
{
	struct version_sql_dump_rows versions;
	struct event_sql_dump_rows events;

	TRY(version_sql_dump(d->op, &versions));
	for (size_t i = 0; i < versions.n; i++) {
		const struct version_sql_dump_row *v = &versions.at[i];

		row(d, "version");
		text(d, "document", v->slug);
		text(d, "kind", document_kind_word(v->kind));
		text(d, "title", v->title);
		number(d, "revision", v->revision);
		text(d, "digest", v->digest);
		text(d, "original_name", v->original_name);
		text(d, "charset", v->charset);
		text(d, "at", instant_format(d->op->arena, v->at));
		text(d, "source", v->source);
		end(d);
	}
	TRY(event_sql_dump(d->op, &events));
	for (size_t i = 0; i < events.n; i++) {
		row(d, "event");
		text(d, "at", instant_format(d->op->arena, events.at[i].at));
		text(d, "kind", event_kind_word(events.at[i].kind));
		text(d, "path", events.at[i].path);
		text(d, "title", events.at[i].title);
		text(d, "detail", events.at[i].detail);
		end(d);
	}
	return OK;
}

static enum errc
dump_meetings(struct dump *d)
{
	struct meeting_sql_dump_rows meetings;
	struct attendance_sql_dump_rows there;

	TRY(meeting_sql_dump(d->op, &meetings));
	for (size_t i = 0; i < meetings.n; i++) {
		const struct meeting_sql_dump_row *m = &meetings.at[i];

		row(d, "meeting");
		text(d, "series", m->slug);
		number(d, "number", m->number);
		text(d, "number_text", m->number_text);
		text(d, "mode", m->mode);
		day(d, "held", m->held);
		text(d, "cycle", m->cycle);
		text(d, "focus", m->focus);
		maybe(d, "stated", m->stated);
		end(d);
	}
	TRY(attendance_sql_dump(d->op, &there));
	for (size_t i = 0; i < there.n; i++) {
		const struct attendance_sql_dump_row *t = &there.at[i];

		row(d, "attendance");
		text(d, "series", t->slug);
		number(d, "number", t->number);
		number(d, "position", t->position);
		text(d, "kind", roster_kind_word(t->kind));
		text(d, "label", t->label);
		text(d, "person", t->person);
		text(d, "written", t->written);
		text(d, "group", t->grp);
		text(d, "affiliation", t->affiliation);
		end(d);
	}
	return OK;
}

static enum errc
dump_topics(struct dump *d)
{
	struct topic_sql_dump_rows topics;
	struct abbreviation_sql_dump_rows abbreviations;

	TRY(topic_sql_dump(d->op, &topics));
	for (size_t i = 0; i < topics.n; i++) {
		const struct topic_sql_dump_row *t = &topics.at[i];

		row(d, "topic");
		text(d, "series", t->slug);
		number(d, "number", t->number);
		number(d, "position", t->position);
		text(d, "text", t->text);
		maybe(d, "paragraph", t->paragraph);
		text(d, "state", topic_state_word(t->state));
		text(d, "closed_note", t->closed_note);
		end(d);
	}
	TRY(abbreviation_sql_dump(d->op, &abbreviations));
	for (size_t i = 0; i < abbreviations.n; i++) {
		row(d, "abbreviation");
		text(d, "series", abbreviations.at[i].slug);
		number(d, "number", abbreviations.at[i].number);
		text(d, "short", abbreviations.at[i].shrt);
		text(d, "long", abbreviations.at[i].lng);
		end(d);
	}
	return OK;
}

static enum errc
dump_actions(struct dump *d)
{
	struct action_sql_dump_rows items;
	struct action_sql_dump_parts_rows parts;

	TRY(action_sql_dump(d->op, &items));
	for (size_t i = 0; i < items.n; i++) {
		const struct action_sql_dump_row *a = &items.at[i];

		row(d, "action_item");
		text(d, "series", a->slug);
		number(d, "number", a->number);
		number(d, "position", a->position);
		text(d, "kind", item_kind_word(a->kind));
		flag(d, "kind_set", a->kind_set);
		text(d, "text", a->text);
		text(d, "owner", owner_kind_word(a->owner));
		text(d, "owner_text", a->owner_text);
		text(d, "owner_group", a->grp);
		text(d, "owner_person", a->person);
		day(d, "due", a->due);
		text(d, "due_text", a->due_text);
		text(d, "state", action_state_word(a->state));
		day(d, "closed", a->closed);
		end(d);
	}
	TRY(action_sql_dump_parts(d->op, &parts));
	for (size_t i = 0; i < parts.n; i++) {
		const struct action_sql_dump_parts_row *p = &parts.at[i];

		row(d, "action_part");
		text(d, "series", p->slug);
		number(d, "number", p->number);
		number(d, "item", p->item);
		number(d, "position", p->position);
		text(d, "kind", part_kind_word(p->kind));
		text(d, "text", p->text);
		day(d, "due", p->due);
		end(d);
	}
	return OK;
}

static enum errc
dump_search(struct dump *d)
{
	struct search_sql_dump_rows entries;

	TRY(search_sql_dump(d->op, &entries));
	for (size_t i = 0; i < entries.n; i++) {
		const struct search_sql_dump_row *e = &entries.at[i];

		row(d, "search_entry");
		text(d, "kind", search_kind_word(e->kind));
		text(d, "path", e->path);
		text(d, "title", e->title);
		text(d, "body", e->body);
		day(d, "held", e->held);
		text(d, "words_title", e->words_title);
		text(d, "words_body", e->words_body);
		end(d);
	}
	return OK;
}

static enum errc
dump_lists(struct dump *d)
{
	struct list_sql_dump_rows lists;
	struct run_sql_dump_rows runs;
	struct aside_sql_dump_rows aside;

	TRY(list_sql_dump(d->op, &lists));
	for (size_t i = 0; i < lists.n; i++) {
		row(d, "list");
		text(d, "slug", lists.at[i].slug);
		text(d, "name", lists.at[i].name);
		text(d, "group", lists.at[i].grp);
		text(d, "address", lists.at[i].address);
		text(d, "join_url", lists.at[i].join_url);
		text(d, "archive_url", lists.at[i].archive_url);
		end(d);
	}
	TRY(run_sql_dump(d->op, &runs));
	for (size_t i = 0; i < runs.n; i++) {
		const struct run_sql_dump_row *r = &runs.at[i];

		row(d, "mail_run");
		text(d, "list", r->slug);
		text(d, "source", r->source);
		number(d, "bytes", r->bytes);
		flag(d, "ended", r->ended);
		flag(d, "undone", r->undone);
		number(d, "at_byte", r->at_byte);
		number(d, "read", r->n_read);
		number(d, "stored", r->n_stored);
		number(d, "known", r->n_known);
		number(d, "aside", r->n_aside);
		end(d);
	}
	TRY(aside_sql_dump(d->op, &aside));
	for (size_t i = 0; i < aside.n; i++) {
		row(d, "set_aside");
		text(d, "list", aside.at[i].slug);
		text(d, "source", aside.at[i].source);
		number(d, "at_byte", aside.at[i].at_byte);
		text(d, "reason", mail_aside_word(aside.at[i].reason));
		text(d, "digest", digest_hex(d->op->arena, aside.at[i].bytes));
		end(d);
	}
	return OK;
}

/* Messages are read in the order in which they are kept: in that of their
 * ids each one would need its block again. */
struct summing {
	struct dump *d;
	struct list_block_open raw, text;
	struct buf bytes;
};

static enum errc
each_place(void *ctx, const struct message_sql_places_row *m)
{
	struct summing *s = ctx;
	struct list_place place = { m->raw_block, m->text_block, m->raw_at, m->raw_bytes, m->raw_tail,
				    m->text_at, m->text_bytes };
	bool is_new;

	buf_clear(&s->bytes);
	TRY(list_raw_read(s->d->op, &s->raw, &s->text, &place, &s->bytes));
	(void)number_map_place(s->d->op->arena, &s->d->kept, m->id.v, &is_new);
	VEC_PUSH(s->d->op->arena, &s->d->sums, (int64_t)(digest_number(buf_str(&s->bytes)) >> 1));
	return OK;
}

static enum errc
sum_messages(struct dump *d)
{
	AUTO_ARENA raw = { 0 };
	AUTO_ARENA text = { 0 };
	struct summing s = { .d = d, .raw.arena = &raw, .text.arena = &text };
	enum errc code = message_sql_places(d->op, each_place, &s);

	buf_done(&s.bytes);
	return code;
}

/* 0: nothing of it is kept. */
static int64_t
sum_of(const struct dump *d, node_id id)
{
	size_t at = number_map_find(&d->kept, id.v);

	return at == SIZE_MAX ? 0 : d->sums.at[at];
}

static enum errc
each_node(void *ctx, const struct node_sql_dump_row *n)
{
	struct dump *d = ctx;

	row(d, "mail_node");
	text(d, "message", n->mid);
	text(d, "parent", n->parent);
	text(d, "root", n->root);
	flag(d, "here", n->message);
	if (n->message) {
		flag(d, "derived", n->derived);
		text(d, "address", n->address);
		text(d, "name", n->name);
		text(d, "subject", n->subject);
		text(d, "clock", n->clock);
		if (instant_known(n->at))
			number(d, "at", n->at.v);
		text(d, "sender", n->sender);
		text(d, "text_kind", n->text_kind);
		flag(d, "text_cut", n->text_cut);
		flag(d, "no_archive", n->no_archive);
		flag(d, "removed", n->removed);
		number(d, "raw_bytes", n->raw_bytes);
		number(d, "raw_sum", sum_of(d, n->id));
		number(d, "text_bytes", n->text_bytes);
	}
	end(d);
	return OK;
}

static enum errc
each_mail_part(void *ctx, const struct mail_part_sql_dump_row *p)
{
	struct dump *d = ctx;

	row(d, "mail_part");
	text(d, "message", p->mid);
	number(d, "position", p->position);
	text(d, "name", p->name);
	text(d, "type", p->type);
	number(d, "bytes", p->bytes);
	end(d);
	return OK;
}

static enum errc
each_appearance(void *ctx, const struct appearance_sql_dump_row *a)
{
	struct dump *d = ctx;

	row(d, "appearance");
	text(d, "list", a->slug);
	text(d, "message", a->mid);
	text(d, "thread", a->thread);
	number(d, "who", a->who);
	flag(d, "automatic", a->automatic);
	text(d, "source", a->source);
	end(d);
	return OK;
}

static enum errc
dump_messages(struct dump *d)
{
	struct audit_sql_dump_rows audit;

	TRY(audit_sql_dump(d->op, &audit));
	for (size_t i = 0; i < audit.n; i++) {
		row(d, "mail_audit");
		text(d, "action", audit.at[i].action);
		text(d, "message", audit.at[i].mid);
		text(d, "why", audit.at[i].why);
		end(d);
	}
	TRY(sum_messages(d));
	TRY(node_sql_dump(d->op, each_node, d));
	TRY(mail_part_sql_dump(d->op, each_mail_part, d));
	return appearance_sql_dump(d->op, each_appearance, d);
}

static enum errc
dump_writers(struct dump *d)
{
	struct writer_sql_dump_rows decisions;
	struct roster_sql_dump_rows rosters;

	TRY(writer_sql_dump(d->op, &decisions));
	for (size_t i = 0; i < decisions.n; i++) {
		row(d, "writer_decision");
		number(d, "a", decisions.at[i].a);
		number(d, "b", decisions.at[i].b);
		flag(d, "same", decisions.at[i].same);
		text(d, "source", decisions.at[i].source);
		flag(d, "undone", decisions.at[i].undone);
		end(d);
	}
	TRY(roster_sql_dump(d->op, &rosters));
	for (size_t i = 0; i < rosters.n; i++) {
		row(d, "roster");
		text(d, "list", rosters.at[i].slug);
		text(d, "held", date_format(d->op->arena, rosters.at[i].held));
		number(d, "n", rosters.at[i].n);
		end(d);
	}
	return OK;
}

/* Who may sign in and act. Not who is signed in, nor what waits to be sent: that is of a
 * moment, and of one database. */
static enum errc
dump_accounts(struct dump *d)
{
	struct account_sql_dump_rows accounts;
	struct role_sql_dump_rows roles;
	struct claim_sql_dump_rows claims;

	TRY(account_sql_dump(d->op, &accounts));
	for (size_t i = 0; i < accounts.n; i++) {
		row(d, "account");
		text(d, "address", accounts.at[i].folded);
		text(d, "name", accounts.at[i].name);
		text(d, "person", accounts.at[i].person);
		text(d, "seen_by", accounts.at[i].seen_by);
		end(d);
	}
	TRY(claim_sql_dump(d->op, &claims));
	for (size_t i = 0; i < claims.n; i++) {
		row(d, "person_claim");
		text(d, "account", claims.at[i].account);
		text(d, "person", claims.at[i].slug);
		number(d, "at", claims.at[i].at.v);
		text(d, "state", claims.at[i].state);
		end(d);
	}
	TRY(role_sql_dump(d->op, &roles));
	for (size_t i = 0; i < roles.n; i++) {
		row(d, "role_term");
		text(d, "person", roles.at[i].slug);
		text(d, "role", role_word(roles.at[i].role));
		text(d, "group", roles.at[i].grp);
		text(d, "since", date_format(d->op->arena, roles.at[i].since));
		text(d, "until", date_format(d->op->arena, roles.at[i].until));
		end(d);
	}
	return OK;
}

static enum errc
dump_standings(struct dump *d)
{
	struct standing_sql_dump_rows rows;

	TRY(standing_sql_dump(d->op, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		row(d, "grp_state");
		text(d, "group", rows.at[i].slug);
		text(d, "state", group_state_word(rows.at[i].state));
		text(d, "since", date_format(d->op->arena, rows.at[i].since));
		text(d, "reason", rows.at[i].reason);
		end(d);
	}
	return OK;
}

static enum errc
dump_evidence(struct dump *d)
{
	struct evidence_sql_dump_rows rows;

	TRY(evidence_sql_dump(d->op, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		row(d, "evidence");
		text(d, "group", rows.at[i].slug);
		text(d, "kind", evidence_kind_word(rows.at[i].kind));
		text(d, "says", evidence_says_word(rows.at[i].says));
		text(d, "day", date_format(d->op->arena, rows.at[i].day));
		text(d, "until", date_format(d->op->arena, rows.at[i].until));
		text(d, "title", rows.at[i].title);
		text(d, "link", rows.at[i].link);
		text(d, "note", rows.at[i].note);
		text(d, "source", rows.at[i].source);
		text(d, "state", evidence_state_word(rows.at[i].state));
		text(d, "answer", rows.at[i].answer);
		end(d);
	}
	return OK;
}

static enum errc
dump_criteria(struct dump *d)
{
	struct criteria_sql_dump_rows rows;

	TRY(criteria_sql_dump(d->op, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		row(d, "criteria");
		text(d, "set", rows.at[i].slug);
		number(d, "version", rows.at[i].number);
		text(d, "state", criteria_state_word(rows.at[i].state));
		text(d, "source", rows.at[i].source);
		text(d, "reason", rows.at[i].reason);
		text(d, "decided", rows.at[i].decided);
		end(d);
	}
	return OK;
}

static enum errc
dump_behalf(struct dump *d)
{
	struct behalf_sql_dump_rows rows;

	TRY(behalf_sql_dump(d->op, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		row(d, "on_behalf");
		text(d, "group", rows.at[i].slug);
		text(d, "account", rows.at[i].account);
		text(d, "action", rows.at[i].action);
		text(d, "evidence", rows.at[i].evidence);
		number(d, "at", rows.at[i].at.v);
		end(d);
	}
	return OK;
}

static enum errc
dump_applications(struct dump *d)
{
	struct application_sql_dump_rows rows;

	TRY(application_sql_dump(d->op, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		const struct application_sql_dump_row *a = &rows.at[i];
		struct application_sql_people_rows people;

		row(d, "application");
		text(d, "account", a->account);
		text(d, "name", a->name);
		text(d, "short_name", a->short_name);
		text(d, "need", a->need);
		text(d, "plan", a->plan);
		text(d, "list_address", a->list_address);
		text(d, "join_url", a->join_url);
		text(d, "state", application_state_word(a->state));
		text(d, "answer", a->answer);
		text(d, "group", a->grp);
		end(d);
		TRY(application_sql_people(d->op, a->id, &people));
		for (size_t j = 0; j < people.n; j++) {
			row(d, people.at[j].supporter ? "supporter" : "contact");
			text(d, "name", people.at[j].name);
			text(d, "address", people.at[j].address);
			text(d, "organisation", people.at[j].organisation);
			text(d, "stakeholder", people.at[j].stakeholder);
			end(d);
		}
	}
	return OK;
}

/* Entries of the directory that look like one and are two. */
static enum errc
dump_apart(struct dump *d)
{
	struct directory_sql_dump_people_rows people;
	struct directory_sql_dump_groups_rows groups;

	TRY(directory_sql_dump_people(d->op, &people));
	for (size_t i = 0; i < people.n; i++) {
		row(d, "kept_apart");
		text(d, "person", people.at[i].a);
		text(d, "other", people.at[i].b);
		end(d);
	}
	TRY(directory_sql_dump_groups(d->op, &groups));
	for (size_t i = 0; i < groups.n; i++) {
		row(d, "kept_apart");
		text(d, "group", groups.at[i].a);
		text(d, "other", groups.at[i].b);
		end(d);
	}
	return OK;
}

static enum errc
dump_all(struct dump *d)
{
	TRY(dump_forum(d));
	TRY(dump_groups(d));
	TRY(dump_standings(d));
	TRY(dump_people(d));
	TRY(dump_documents(d));
	TRY(dump_meetings(d));
	TRY(dump_topics(d));
	TRY(dump_actions(d));
	TRY(dump_lists(d));
	TRY(dump_messages(d));
	TRY(dump_writers(d));
	TRY(dump_accounts(d));
	TRY(dump_evidence(d));
	TRY(dump_criteria(d));
	TRY(dump_behalf(d));
	TRY(dump_applications(d));
	TRY(dump_apart(d));
	return dump_search(d);
}

enum errc
dump_canonical(struct op *op, struct buf *out, FILE *file)
{
	/* One view of the database from the first row to the last. */
	AUTO_TX tx = tx_begin_read(op);
	struct dump d = { .op = op, .out = out, .file = file, .written = true };

	TRY(dump_all(&d));
	if (!d.written)
		return fail(op, E_UNAVAILABLE, "file.cannot-write", "%s", "");
	return tx_commit(&tx);
}
