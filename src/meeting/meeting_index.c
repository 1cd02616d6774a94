/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Search entries of a report: one for the meeting, one for each paragraph of
 * its sections (with what hangs below it), one for each item, topic and
 * abbreviation. A paragraph's entry leads to the paragraph.
 */
#include "meeting/meeting_index.h"

#include <inttypes.h>

#include "base/buf.h"
#include "search/search_ops.h"

/* Where entries go, and what they say of themselves. */
struct target {
	enum search_owner owner;
	int64_t id;
	struct str path;
	struct str label; /* "DCCG 53" */
	date held;
};

/* The words of a block and everything in it. */
static void
add_block(struct arena *a, struct buf *b, const struct block *block)
{
	struct str own = runs_text(a, &block->runs);

	if (own.n) {
		buf_add(b, own);
		buf_addc(b, '\n');
	}
	if (block->text.n) {
		buf_add(b, block->text);
		buf_addc(b, '\n');
	}
	for (size_t i = 0; block->table && i < block->table->n; i++)
		for (size_t j = 0; j < block->table->at[i].n; j++) {
			buf_add(b, runs_text(a, &block->table->at[i].at[j].runs));
			buf_addc(b, ' ');
		}
	for (size_t i = 0; i < block->children.n; i++)
		add_block(a, b, &block->children.at[i]);
}

static enum errc
index_block(struct op *op, const struct target *t, struct str heading, const struct block *block)
{
	AUTO_BUF body = { 0 };
	struct search_entry e = { .kind = SEARCH_PARAGRAPH, .path = t->path, .held = t->held };

	add_block(op->arena, &body, block);
	if (!body.n)
		return OK;
	e.body = str_trim(buf_to_arena(&body, op->arena));
	e.title = t->label;
	if (block->number) {
		e.path = arena_printf(op->arena, "%.*s#p%d", STRF(t->path), block->number);
		e.title = arena_printf(op->arena, "%.*s, ¶%d", STRF(t->label), block->number);
	}
	if (heading.n)
		e.title = arena_printf(op->arena, "%.*s: %.*s", STRF(e.title), STRF(heading));
	return search_add(op, t->owner, t->id, &e);
}

static enum errc
index_sections(struct op *op, const struct target *t, const struct report *r)
{
	for (size_t i = 0; i < r->sections.n; i++) {
		const struct report_section *s = &r->sections.at[i];
		struct str heading = runs_text(op->arena, &s->heading);

		/* Items have entries of their own. */
		if (s->kind == SECTION_ACTIONS && r->items.n)
			continue;
		for (size_t j = 0; j < s->blocks.n; j++)
			TRY(index_block(op, t, heading, &s->blocks.at[j]));
	}
	return OK;
}

static enum errc
index_items(struct op *op, const struct target *t, const struct meeting_ref *ref,
	    const struct report *r)
{
	for (size_t i = 0; i < r->items.n; i++) {
		const struct report_item *item = &r->items.at[i];
		AUTO_BUF body = { 0 };
		struct search_entry e = {
			.kind = SEARCH_ACTION,
			.path = arena_printf(op->arena, "/actions/%.*s/%" PRId64 "/%zu",
					     STRF(ref->series.slug), ref->number, i + 1),
			.title = t->label,
			.held = t->held,
		};

		buf_add(&body, item->text);
		for (size_t j = 0; j < item->parts.n; j++) {
			/* A step read out of the item's own words is there already. */
			if (str_find(item->text, item->parts.at[j].text, 0) != STR_NPOS)
				continue;
			buf_addc(&body, '\n');
			buf_add(&body, item->parts.at[j].text);
		}
		e.body = buf_to_arena(&body, op->arena);
		TRY(search_add(op, t->owner, t->id, &e));
	}
	return OK;
}

static enum errc
index_topics(struct op *op, const struct target *t, const struct report *r)
{
	for (size_t i = 0; i < r->postponed.n; i++) {
		const struct report_postponed *p = &r->postponed.at[i];
		struct search_entry e = {
			.kind = SEARCH_TOPIC,
			.path = STR("/topics"),
			.title = t->label,
			.body = p->text,
			.held = t->held,
		};

		TRY(search_add(op, t->owner, t->id, &e));
	}
	for (size_t i = 0; i < r->abbreviations.n; i++) {
		const struct report_abbreviation *b = &r->abbreviations.at[i];
		struct search_entry e = {
			.kind = SEARCH_ABBREVIATION,
			.path = STR("/abbreviations"),
			.title = b->shrt,
			.body = b->lng,
			.held = t->held,
		};

		TRY(search_add(op, t->owner, t->id, &e));
	}
	return OK;
}

/* "DCCG": how a series is called in short, in every language. */
static struct str
series_label(struct arena *a, struct str slug)
{
	char *p = arena_alloc(a, slug.n + 1);

	for (size_t i = 0; i < slug.n; i++)
		p[i] = (char)(slug.p[i] >= 'a' && slug.p[i] <= 'z' ? slug.p[i] - 32 : slug.p[i]);
	return (struct str){ p, slug.n };
}

enum errc
meeting_index(struct op *op, const struct meeting_ref *ref, const struct report *r)
{
	struct target t = {
		.owner = SEARCH_OF_MEETING,
		.id = ref->id.v,
		.path = meeting_path(op, ref->series.slug, ref->number),
		.label = arena_printf(op->arena, "%.*s %" PRId64,
				      STRF(series_label(op->arena, ref->series.slug)), ref->number),
		.held = r->head.date,
	};
	struct search_entry e = {
		.kind = SEARCH_MEETING,
		.path = t.path,
		.title = t.label,
		.body = arena_printf(op->arena, "%.*s. %.*s %.*s, %.*s", STRF(r->head.body),
				     STRF(r->head.mode), STRF(r->head.number_text),
				     STRF(r->head.date_text)),
		.held = t.held,
	};

	TRY(search_clear(op, t.owner, t.id));
	TRY(search_add(op, t.owner, t.id, &e));
	TRY(index_sections(op, &t, r));
	TRY(index_items(op, &t, ref, r));
	return index_topics(op, &t, r);
}

enum errc
document_index(struct op *op, document_id id, struct str slug, struct str title,
	       const struct report *r)
{
	struct target t = {
		.owner = SEARCH_OF_DOCUMENT,
		.id = id.v,
		.path = arena_concat(op->arena, STR("/documents/"), slug),
		.label = title,
		.held = r->head.date,
	};
	struct search_entry e = {
		.kind = SEARCH_DOCUMENT, .path = t.path, .title = title,
		.body = STR(""), .held = t.held,
	};

	TRY(search_clear(op, t.owner, t.id));
	TRY(search_add(op, t.owner, t.id, &e));
	return index_sections(op, &t, r);
}
