/* SPDX-License-Identifier: Apache-2.0 */
#include "mailsearch/mailsearch_view.h"

#include "base/utf8.h"
#include "list/list_block.h"
#include "mail/body.h"
#include "mail/refs.h"
#include "mailsearch_view_sql.h"
#include "web/url.h"

/* What to mark in subjects, and in texts. */
struct marks {
	struct text_query subject, text;
};

static struct marks
marks_of(struct arena *a, const struct mailsearch_query *q)
{
	struct marks m = { .text = q->any };

	for (size_t i = 0; i < q->any.terms.n; i++)
		VEC_PUSH(a, &m.subject.terms, q->any.terms.at[i]);
	for (size_t i = 0; i < q->subject.terms.n && m.subject.terms.n < TEXT_QUERY_MAX; i++)
		VEC_PUSH(a, &m.subject.terms, q->subject.terms.at[i]);
	return m;
}

static enum errc
add_hit(struct op *op, const struct mailsearch_query *q, const struct marks *marks,
	struct list_block_open *texts, node_id id, struct mailsearch_view *v)
{
	struct arena *a = op->arena;
	struct mailsearch_hit *h = VEC_ADD(a, &v->hits);
	struct mailsearch_view_hit_row m;
	struct str text, who;
	AUTO_BUF path = { 0 };

	TRY(mailsearch_view_hit(op, id, q->list.p ? q->list : STR(""), &m));
	TRY(list_block_read(op, texts, m.text_block, m.text_at, m.text_bytes, &text));
	text = str_trim(mailsearch_text(a, utf8_clip(text, MAILSEARCH_LOOKED), m.quotes));
	who = m.name.n ? m.name : m.address;
	*h = (struct mailsearch_hit){
		.day = instant_known(m.at) ? date_of_instant(m.at) : DATE_NONE,
		.list = m.list, .list_name = m.list_name,
		.who = who.n ? body_mask(a, who) : STR_NONE,
		.text = text_excerpt(a, text, &marks->text, MAILSEARCH_EXCERPT),
	};
	if (m.subject.n)
		h->subject = text_excerpt(a, body_mask(a, m.subject), &marks->subject, MAILSEARCH_EXCERPT);
	path_list_in_thread(&path, m.list, refs_key_format(a, m.key));
	h->url = url_of_buf(&path, a);
	buf_clear(&path);
	path_list(&path, m.list);
	h->list_url = url_of_buf(&path, a);
	return OK;
}

static struct url
url_for(struct arena *a, struct str typed, bool best)
{
	AUTO_BUF b = { 0 };

	path_search_mail(&b, typed, best, 1);
	return url_of_buf(&b, a);
}

enum errc
mailsearch_load(struct op *op, struct str typed, bool best, int64_t page, struct mailsearch_view *v)
{
	struct arena *a = op->arena;
	struct mailsearch_query q = mailsearch_query(a, typed);
	enum mailsearch_order order = best ? MAILSEARCH_BEST : MAILSEARCH_NEWEST;
	struct list_block_open texts = { 0 };
	struct mailsearch_view_any_row any;
	struct mailsearch_hits hits;
	struct marks marks;
	int64_t n = page ? MAILSEARCH_PAGE : 0;

	TRY(mailsearch_view_any(op, &any));
	v->any = any.any;
	v->newest_url = url_for(a, typed, false);
	v->best_url = url_for(a, typed, true);
	v->best = best;
	v->url = best ? v->best_url : v->newest_url;
	if (!v->any)
		return OK;
	TRY(mailsearch_find(op, &q, order, n ? (page - 1) * n : 0, n, &hits));
	v->pager = pager_make(page ? page : 1, MAILSEARCH_PAGE, hits.compared ? hits.compared : hits.total);
	/* Asked for a page behind the last one: show that. */
	if (n && v->pager.page != page)
		TRY(mailsearch_find(op, &q, order, v->pager.skip, n, &hits));
	v->asked = mailsearch_asks(&q);
	v->has_words = mailsearch_has_words(&q);
	v->clipped = q.clipped;
	v->not_a_day = q.not_a_day;
	v->list = q.list;
	v->no_such_list = hits.no_such_list;
	v->incomplete = hits.incomplete;
	v->total = hits.total;
	v->compared = hits.compared;
	pager_link(a, &v->pager, v->url.s);
	marks = marks_of(a, &q);
	for (size_t i = 0; i < hits.ids.n; i++)
		TRY(add_hit(op, &q, &marks, &texts, hits.ids.at[i], v));
	return OK;
}
