/* SPDX-License-Identifier: Apache-2.0 */
#include "search/search_view.h"

#include "web/url.h"

static enum msg
kind_msg(enum search_kind k)
{
	static const enum msg kinds[] = {
		[SEARCH_PARAGRAPH] = MSG_search_kind_paragraph,
		[SEARCH_ACTION] = MSG_search_kind_action,
		[SEARCH_TOPIC] = MSG_search_kind_topic,
		[SEARCH_GROUP] = MSG_search_kind_group,
		[SEARCH_PERSON] = MSG_search_kind_person,
		[SEARCH_MEETING] = MSG_search_kind_meeting,
		[SEARCH_ABBREVIATION] = MSG_search_kind_abbreviation,
		[SEARCH_DOCUMENT] = MSG_search_kind_document,
	};

	return kinds[k];
}

static void
add_hit(struct op *op, struct search_view *v, const struct text_query *q,
	const struct search_entry *e)
{
	struct search_hit h = {
		.url = url_checked(e->path),
		.kind = page_text(&v->page, kind_msg(e->kind)),
		.held = e->held,
		.title = text_excerpt(op->arena, e->title, q, SEARCH_EXCERPT),
	};

	/* A text that only repeats its title is not shown twice. */
	if (!str_eq(e->body, e->title))
		h.text = text_excerpt(op->arena, e->body, q, SEARCH_EXCERPT);
	VEC_PUSH(op->arena, &v->hits, h);
}

enum errc
search_load(struct op *op, struct str typed, int64_t page, struct search_view *v)
{
	struct text_query q = text_query(op->arena, typed);
	struct search_hits hits = { 0 };
	AUTO_BUF base = { 0 };

	int64_t n = page ? SEARCH_PAGE : 0;

	path_search_for(&base, typed, 1);
	v->own_url = url_of_buf(&base, op->arena);
	v->typed = typed;
	v->asked = q.terms.n > 0;
	v->clipped = q.clipped;
	if (!v->asked)
		return OK;
	TRY(search_find(op, &q, n ? (page - 1) * n : 0, n, &hits));
	v->total = hits.total;
	v->pager = pager_make(page ? page : 1, SEARCH_PAGE, hits.total);
	/* Asked for a page behind the last one: show that. */
	if (n && v->pager.page != page)
		TRY(search_find(op, &q, v->pager.skip, n, &hits));
	pager_link(op->arena, &v->pager, v->own_url.s);
	for (size_t i = 0; i < hits.entries.n; i++)
		add_hit(op, v, &q, &hits.entries.at[i]);
	return OK;
}
