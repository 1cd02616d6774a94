/* SPDX-License-Identifier: Apache-2.0 */
/* The figures of a list in any window, and the messages behind each of them. */
#include "list/list_view.h"

#include "list/list_measure.h"
#include "mail/metric.h"
#include "mail/refs.h"
#include "web/url.h"

#define LINES_ON_PAGE 40

/* "14 of 22", "3 hours", "0.46", or nothing. */
static struct str
figure(struct op *op, const struct page *p, const struct metric *m, struct metric_value v)
{
	struct arena *a = op->arena;
	const struct msg_arg args[] = { msg_int("n", (int64_t)v.v), msg_int("m", v.of) };

	if (!v.known)
		return STR_NONE;
	if (m->unit == UNIT_SHARE && v.of)
		return arena_printf(a, "%.0f %%", 100 * v.v);
	if (m->unit == UNIT_SHARE)
		return arena_printf(a, "%.2f", v.v);
	if (m->unit == UNIT_SECONDS) {
		int64_t n = (int64_t)v.v;
		enum msg msg = n < 7200 ? MSG_list_n_minutes : n < 172800 ? MSG_list_n_hours : MSG_list_n_days;
		const struct msg_arg time[] = {
			msg_int("n", n < 7200 ? n / 60 : n < 172800 ? n / 3600 : n / 86400),
		};

		return msg_format(a, p->lang, msg, time, ARRAY_LEN(time));
	}
	return msg_format(a, p->lang, v.of ? MSG_list_n_of_m : MSG_list_n, args, v.of ? 2 : 1);
}

/* The first second of a day; INSTANT_NONE for no day. */
static instant
start_of(date d)
{
	return date_known(d) ? date_start(d) : INSTANT_NONE;
}

static struct figure_line
line_of(struct op *op, const struct page *p, struct str slug, date from, date to, const struct metric *m,
	const struct measures *all)
{
	AUTO_BUF b = { 0 };

	path_list_evidence(&b, slug, str_of(m->id), from, to);
	return (struct figure_line){ page_text(p, m->name), page_text(p, m->why),
				     figure(op, p, m, m->value(all)), url_of_buf(&b, op->arena) };
}

enum errc
list_figures_load(struct op *op, struct str slug, date from, date to, struct list_figures_view *v)
{
	struct measures m;

	TRY(list_head_load(op, slug, &v->list));
	TRY(list_measure(op, v->list.id, LIST_RULE_REFERENCES, start_of(from), start_of(to), &m));
	v->given_from = date_format(op->arena, from);
	v->given_to = date_format(op->arena, to);
	v->from = date_of_instant(m.from);
	/* The last day that is in it: windows end where the next one begins. */
	v->until = date_of_instant((instant){ m.to.v - 1 });
	v->reach = instant_known(m.reach) ? date_of_instant(m.reach) : DATE_NONE;
	v->last = instant_known(m.last) ? date_of_instant(m.last) : DATE_NONE;
	v->empty = m.from.v >= m.to.v;
	for (size_t i = 0; i < metrics_n; i++)
		VEC_PUSH(op->arena, &v->lines,
			 line_of(op, &v->page, v->list.slug, from, to, &metrics[i], &m));
	return OK;
}

static enum errc
add_evidence(struct op *op, struct list_evidence_view *v, node_id id)
{
	struct list_view_line_row m;

	TRY(list_view_line(op, id, &m));
	VEC_PUSH(op->arena, &v->lines, ((struct evidence_line){
		refs_key_format(op->arena, m.key), list_subject(op->arena, &v->list, m.subject),
		list_who(op->arena, m.name, m.address),
		instant_known(m.at) ? date_of_instant(m.at) : DATE_NONE }));
	return OK;
}

enum errc
list_evidence_load(struct op *op, struct str slug, struct str metric, date from, date to, int64_t page,
		   struct list_evidence_view *v)
{
	const struct metric *m = metric_by_id(metric);
	struct measures all;
	measure_ids ids;
	AUTO_BUF base = { 0 };

	TRY(list_head_load(op, slug, &v->list));
	if (!m)
		return fail(op, E_NOT_FOUND, "list.no-such-figure", "%.*s", STRF(metric));
	TRY(list_measure_evidence(op, v->list.id, start_of(from), start_of(to), m->part, &all, &ids));
	v->from = date_of_instant(all.from);
	v->until = date_of_instant((instant){ all.to.v - 1 });
	v->figure = line_of(op, &v->page, v->list.slug, from, to, m, &all);
	v->pager = pager_make(page, LINES_ON_PAGE, (int64_t)ids.n);
	path_list_evidence(&base, v->list.slug, metric, from, to);
	pager_link(op->arena, &v->pager, buf_str(&base));
	for (size_t i = 0; i < pager_count(&v->pager); i++)
		TRY(add_evidence(op, v, (node_id){ ids.at[pager_from(&v->pager) + i] }));
	return OK;
}
