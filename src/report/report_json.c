/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A report as JSON: all slots, blocks and findings, keys always in this order
 * and always there (null where nothing was said), so that two outputs can be
 * compared line by line.
 */
#include "base/buf.h"
#include "report/report.h"

struct json {
	struct arena *a;
	struct buf *b;
	unsigned depth;
	bool first; /* nothing stands in the object or list that is open */
};

static void
gap(struct json *j)
{
	if (!j->first)
		buf_addc(j->b, ',');
	j->first = false;
	buf_addc(j->b, '\n');
	for (unsigned i = 0; i < j->depth; i++)
		buf_addc(j->b, '\t');
}

static void
key(struct json *j, const char *name)
{
	gap(j);
	buf_addf(j->b, "\"%s\": ", name);
}

static void
begin(struct json *j, char bracket)
{
	buf_addc(j->b, bracket);
	j->depth++;
	j->first = true;
}

static void
end(struct json *j, char bracket)
{
	j->depth--;
	if (!j->first) {
		buf_addc(j->b, '\n');
		for (unsigned i = 0; i < j->depth; i++)
			buf_addc(j->b, '\t');
	}
	buf_addc(j->b, bracket);
	j->first = false;
}

static void
put_str(struct json *j, const char *name, struct str s)
{
	key(j, name);
	buf_add_json(j->b, s);
}

static void
put_int(struct json *j, const char *name, int64_t v)
{
	key(j, name);
	buf_addint(j->b, v);
}

/* null instead of a number that means "not said". */
static void
put_known(struct json *j, const char *name, int64_t v, bool known)
{
	key(j, name);
	if (known)
		buf_addint(j->b, v);
	else
		BUF_LIT(j->b, "null");
}

static void
put_bool(struct json *j, const char *name, bool v)
{
	key(j, name);
	buf_addz(j->b, v ? "true" : "false");
}

static void
put_date(struct json *j, const char *name, date d)
{
	put_str(j, name, date_known(d) ? date_format(j->a, d) : STR_NONE);
}

static void
put_word(struct json *j, const char *name, const char *word)
{
	put_str(j, name, str_of(word));
}

static const char *const form_words[] = { "house", "other" };
static const char *const section_words[] = { "actions", "focus", "topic", "aob",
	"annex", "participants", "other" };
static const char *const item_words[] = { "action", "conclusion" };
static const char *const owner_words[] = { "none", "all", "group", "person" };
static const char *const part_words[] = { "step", "follow-up", "note" };
static const char *const roster_words[] = { "facilitator", "participant",
	"secretariat", "apology", "other" };
static const char *const roster_form_words[] = { "table", "line", "list" };
static const char *const order_words[] = { "given-first", "surname-first",
	"one-column" };
static const char *const block_words[] = { "heading", "paragraph", "list", "item",
	"table", "kept", "quote" };
static const char *const severity_words[] = { "info", "warning", "error" };

/* ---- blocks ---- */

static void
put_runs(struct json *j, const char *name, const struct runs *r)
{
	key(j, name);
	begin(j, '[');
	for (size_t i = 0; i < r->n; i++) {
		const struct run *run = &r->at[i];

		gap(j);
		BUF_LIT(j->b, "{\"text\": ");
		buf_add_json(j->b, run->text);
		if (run->style & RUN_STRONG)
			BUF_LIT(j->b, ", \"strong\": true");
		if (run->style & RUN_EM)
			BUF_LIT(j->b, ", \"em\": true");
		if (run->style & RUN_CODE)
			BUF_LIT(j->b, ", \"code\": true");
		if (run->link) {
			BUF_LIT(j->b, ", \"target\": ");
			buf_add_json(j->b, run->link->target);
		}
		buf_addc(j->b, '}');
	}
	end(j, ']');
}

static void
put_cells(struct json *j, const struct cell_text *cells, size_t n)
{
	buf_addc(j->b, '[');
	for (size_t i = 0; i < n; i++) {
		if (i)
			BUF_LIT(j->b, ", ");
		buf_add_json(j->b, runs_text(j->a, &cells[i].runs));
	}
	buf_addc(j->b, ']');
}

static void
put_table(struct json *j, const struct table *t)
{
	key(j, "head");
	if (t->head)
		put_cells(j, t->head, t->columns);
	else
		BUF_LIT(j->b, "null");
	key(j, "rows");
	begin(j, '[');
	for (size_t i = 0; i < t->n; i++) {
		gap(j);
		put_cells(j, t->at[i].at, t->at[i].n);
	}
	end(j, ']');
}

static void
put_blocks(struct json *j, const char *name, const struct blocks *bs)
{
	key(j, name);
	begin(j, '[');
	for (size_t i = 0; i < bs->n; i++) {
		const struct block *b = &bs->at[i];

		gap(j);
		begin(j, '{');
		put_word(j, "kind", block_words[b->kind]);
		put_int(j, "line", b->line);
		if (b->kind == BLOCK_HEADING)
			put_int(j, "level", b->level);
		if (b->kind == BLOCK_LIST)
			put_bool(j, "ordered", b->ordered);
		if (b->kind == BLOCK_PARA || b->kind == BLOCK_ITEM)
			put_known(j, "number", b->number, b->number > 0);
		if (b->kind != BLOCK_LIST && b->kind != BLOCK_TABLE &&
		    b->kind != BLOCK_QUOTE)
			put_runs(j, "runs", &b->runs);
		if (b->kind == BLOCK_PRE)
			put_str(j, "text", b->text);
		if (b->table)
			put_table(j, b->table);
		else if (b->kind != BLOCK_HEADING && b->kind != BLOCK_PRE)
			put_blocks(j, "children", &b->children);
		end(j, '}');
	}
	end(j, ']');
}

/* ---- the report ---- */

static void
put_head(struct json *j, const struct report_head *h)
{
	key(j, "head");
	begin(j, '{');
	put_str(j, "forum", h->forum);
	put_str(j, "cycle", h->cycle);
	put_str(j, "body", h->body);
	put_str(j, "mode", h->mode);
	put_str(j, "number_text", h->number_text);
	put_known(j, "number", h->number, h->number > 0);
	put_str(j, "date_text", h->date_text);
	put_date(j, "date", h->date);
	put_str(j, "title", h->title);
	put_int(j, "line", h->line);
	key(j, "lines");
	begin(j, '[');
	for (size_t i = 0; i < h->lines.n; i++) {
		gap(j);
		buf_add_json(j->b, h->lines.at[i]);
	}
	end(j, ']');
	end(j, '}');
}

static void
put_item(struct json *j, const struct report_item *it)
{
	begin(j, '{');
	put_word(j, "kind", item_words[it->kind]);
	put_str(j, "text", it->text);
	put_word(j, "owner", owner_words[it->owner]);
	put_str(j, "owner_text", it->owner_text);
	put_date(j, "due", it->due);
	put_str(j, "due_text", it->due_text);
	put_bool(j, "due_year_guessed", it->due_year_guessed);
	put_int(j, "line", it->line);
	key(j, "parts");
	begin(j, '[');
	for (size_t i = 0; i < it->parts.n; i++) {
		const struct report_part *p = &it->parts.at[i];

		gap(j);
		begin(j, '{');
		put_word(j, "kind", part_words[p->kind]);
		put_str(j, "text", p->text);
		put_date(j, "due", p->due);
		put_str(j, "due_text", p->due_text);
		put_int(j, "line", p->line);
		end(j, '}');
	}
	end(j, ']');
	end(j, '}');
}

static void
put_group(struct json *j, const struct roster_group *g)
{
	begin(j, '{');
	put_word(j, "kind", roster_words[g->kind]);
	put_str(j, "label", g->label);
	put_word(j, "form", roster_form_words[g->form]);
	put_word(j, "order", order_words[g->order]);
	put_bool(j, "order_in_doubt", g->order_in_doubt);
	put_str(j, "note", g->note);
	put_int(j, "line", g->line);
	key(j, "columns");
	begin(j, '[');
	for (size_t i = 0; i < g->columns.n; i++) {
		gap(j);
		buf_add_json(j->b, g->columns.at[i]);
	}
	end(j, ']');
	key(j, "people");
	begin(j, '[');
	for (size_t i = 0; i < g->people.n; i++) {
		const struct roster_person *p = &g->people.at[i];

		gap(j);
		begin(j, '{');
		put_str(j, "name", p->name);
		put_str(j, "first", p->first);
		put_str(j, "second", p->second);
		put_str(j, "affiliation", p->affiliation);
		put_str(j, "more", p->more);
		put_int(j, "line", p->line);
		end(j, '}');
	}
	end(j, ']');
	end(j, '}');
}

static void
put_section(struct json *j, const struct report_section *s)
{
	begin(j, '{');
	put_word(j, "kind", section_words[s->kind]);
	put_known(j, "level", s->level, s->level > 0);
	put_int(j, "line", s->line);
	put_runs(j, "heading", &s->heading);
	put_blocks(j, "blocks", &s->blocks);
	put_known(j, "roster_at", (int64_t)s->roster_at, s->roster_n > 0);
	put_int(j, "roster_n", (int64_t)s->roster_n);
	end(j, '}');
}

static void
put_facts(struct json *j, const struct report *r)
{
	key(j, "abbreviations");
	begin(j, '[');
	for (size_t i = 0; i < r->abbreviations.n; i++) {
		gap(j);
		begin(j, '{');
		put_str(j, "short", r->abbreviations.at[i].shrt);
		put_str(j, "long", r->abbreviations.at[i].lng);
		put_int(j, "line", r->abbreviations.at[i].line);
		end(j, '}');
	}
	end(j, ']');
	key(j, "postponed");
	begin(j, '[');
	for (size_t i = 0; i < r->postponed.n; i++) {
		const struct report_postponed *p = &r->postponed.at[i];

		gap(j);
		begin(j, '{');
		put_str(j, "text", p->text);
		put_known(j, "paragraph", p->paragraph, p->paragraph > 0);
		put_int(j, "line", p->line);
		end(j, '}');
	}
	end(j, ']');
	key(j, "links");
	begin(j, '[');
	for (size_t i = 0; i < r->links.n; i++) {
		gap(j);
		buf_add_json(j->b, r->links.at[i]->target);
	}
	end(j, ']');
	put_known(j, "stated_attendance", r->stated_attendance,
		  r->stated_attendance >= 0);
	put_int(j, "present", (int64_t)report_present(r));
	put_known(j, "stated_number", r->stated_number, r->stated_number > 0);
	key(j, "named_facilitators");
	begin(j, '[');
	for (size_t i = 0; i < r->named_facilitators.n; i++) {
		gap(j);
		buf_add_json(j->b, r->named_facilitators.at[i]);
	}
	end(j, ']');
	put_int(j, "typed_words", (int64_t)r->typed_words);
	put_int(j, "remainder_words", (int64_t)r->remainder_words);
}

static void
put_findings(struct json *j, const struct findings *f)
{
	key(j, "findings");
	begin(j, '[');
	for (size_t i = 0; i < f->n; i++) {
		gap(j);
		begin(j, '{');
		put_word(j, "rule", f->at[i].rule);
		put_word(j, "severity", severity_words[f->at[i].severity]);
		put_known(j, "line", f->at[i].line, f->at[i].line > 0);
		put_str(j, "what", finding_what(j->a, LANG_en, &f->at[i]));
		put_str(j, "mend", finding_mend(j->a, LANG_en, &f->at[i]));
		end(j, '}');
	}
	end(j, ']');
}

struct str
report_json(struct arena *a, const struct report *r, const struct findings *findings)
{
	AUTO_BUF b = { 0 };
	struct json j = { .a = a, .b = &b, .first = true };

	begin(&j, '{');
	put_word(&j, "form", form_words[r->form]);
	put_head(&j, &r->head);
	key(&j, "items");
	begin(&j, '[');
	for (size_t i = 0; i < r->items.n; i++) {
		gap(&j);
		put_item(&j, &r->items.at[i]);
	}
	end(&j, ']');
	key(&j, "roster");
	begin(&j, '[');
	for (size_t i = 0; i < r->roster.n; i++) {
		gap(&j);
		put_group(&j, &r->roster.at[i]);
	}
	end(&j, ']');
	put_facts(&j, r);
	key(&j, "sections");
	begin(&j, '[');
	for (size_t i = 0; i < r->sections.n; i++) {
		gap(&j);
		put_section(&j, &r->sections.at[i]);
	}
	end(&j, ']');
	if (findings)
		put_findings(&j, findings);
	end(&j, '}');
	buf_addc(&b, '\n');
	return buf_to_arena(&b, a);
}
