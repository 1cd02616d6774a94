/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/figure_ops.h"

#include "assess_sql.h"
#include "base/number_map.h"
#include "evidence_sql.h"
#include "list/list_measure.h"
#include "mail/metric.h"

/* As many as assess_metrics may have. */
#define LIST_METRICS_MAX 32

typedef SLICE(list_id) list_ids;

/* The groups are the same for all asks, and so are their places. */
struct search_for {
	struct op *op;
	struct figures_ask *asks;
	size_t n;
	struct number_map places; /* of groups, by id */
	list_ids *lists;          /* of each */
};

static enum errc
load_groups(struct search_for *f)
{
	struct figure_sql_groups_rows rows;
	bool is_new;

	TRY(figure_sql_groups(f->op, &rows));
	f->lists = ARENA_ARRAY(f->op->arena, rows.n + 1, list_ids);
	for (size_t i = 0; i < rows.n; i++) {
		number_map_place(f->op->arena, &f->places, rows.at[i].id.v, &is_new);
		for (size_t a = 0; a < f->n; a++)
			VEC_PUSH(f->op->arena, &f->asks[a].ret.groups, ((struct figures_of){
				rows.at[i].id, rows.at[i].slug, rows.at[i].name, rows.at[i].since, STR_NONE,
				ARENA_ARRAY(f->op->arena, f->asks[a].c->list.n + 1, struct figure) }));
	}
	return OK;
}

static enum errc
load_lists(struct search_for *f)
{
	struct figure_sql_lists_rows rows;

	TRY(figure_sql_lists(f->op, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		size_t g = number_map_find(&f->places, rows.at[i].grp_id.v);

		if (g == SIZE_MAX)
			continue;
		if (!f->lists[g].n)
			for (size_t a = 0; a < f->n; a++)
				f->asks[a].ret.groups.at[g].list = rows.at[i].slug;
		VEC_PUSH(f->op->arena, &f->lists[g], rows.at[i].id);
	}
	return OK;
}

/* What a criterion of an ask looks at, [from, to). */
static void
window(const struct figures_ask *ask, const struct criterion *k, date *ret_from, date *ret_to)
{
	assess_window(k->metric, ask->on, k->months, ret_from, ret_to);
}

/* From the first to the last day that a criterion with that source looks at. false: there is none. */
static bool
whole_window(const struct search_for *f, enum assess_source source, date *ret_from, date *ret_to)
{
	bool any = false;

	for (size_t a = 0; a < f->n; a++)
		for (size_t i = 0; i < f->asks[a].c->list.n; i++) {
			const struct criterion *k = &f->asks[a].c->list.at[i];
			date from, to;

			if (k->metric->source != source)
				continue;
			window(&f->asks[a], k, &from, &to);
			if (!any || from.v < ret_from->v)
				*ret_from = from;
			if (!any || to.v > ret_to->v)
				*ret_to = to;
			any = true;
		}
	return any;
}

/* ---- mailing lists ---- */

/* What is found in the lists of a group in a window. */
struct list_figure {
	group_id group;
	instant ends;                            /* of what is known; INSTANT_NONE: nothing is */
	int64_t months;                          /* of the window, that the archive reaches */
	struct metric_value of[LIST_METRICS_MAX]; /* by place among assess_metrics */
};
/* … and of all groups, by id. */
struct list_found {
	struct measure_window window;
	SLICE(struct list_figure) groups;
	struct number_map places;
};

static struct list_found *
found_of(struct figure_memo *m, struct measure_window w)
{
	for (size_t i = 0; i < m->found.n; i++)
		if (m->found.at[i].window.from.v == w.from.v && m->found.at[i].window.to.v == w.to.v)
			return &m->found.at[i];
	return NULL;
}

static struct measure_window
list_window_of(const struct figures_ask *ask, const struct criterion *k)
{
	date from, to;

	window(ask, k, &from, &to);
	return (struct measure_window){ date_start(from), date_start(to) };
}

void
figure_memo_done(struct figure_memo *m)
{
	arena_done(&m->arena);
	*m = (struct figure_memo){ 0 };
}

/* What is asked for and not known yet, each once. */
static size_t
add_windows(const struct search_for *f, struct figure_memo *m)
{
	size_t before = m->found.n;

	for (size_t a = 0; a < f->n; a++)
		for (size_t i = 0; i < f->asks[a].c->list.n; i++) {
			const struct criterion *k = &f->asks[a].c->list.at[i];
			struct measure_window w;

			if (k->metric->source != SOURCE_LIST)
				continue;
			w = list_window_of(&f->asks[a], k);
			if (!found_of(m, w))
				VEC_PUSH(&m->arena, &m->found, ((struct list_found){ .window = w }));
		}
	return before;
}

static void
keep(struct figure_memo *m, struct list_found *found, group_id group, const struct measures *measures, instant ends)
{
	struct list_figure f = { .group = group, .ends = ends, .months = measures->months };
	bool is_new;

	BUG_ON(assess_metrics_n > LIST_METRICS_MAX);
	for (size_t i = 0; i < assess_metrics_n; i++)
		if (assess_metrics[i].source == SOURCE_LIST)
			f.of[i] = metric_by_id(str_of(assess_metrics[i].list))->value(measures);
	VEC_PUSH(&m->arena, &found->groups, f);
	number_map_place(&m->arena, &found->places, group.v, &is_new);
}

/* Of the windows from `first` on, which are not known yet. Messages are many: each group's go before
 * the next one's come. */
static enum errc
measure_group(struct op *op, struct arena *scratch, struct figure_memo *m, size_t first, group_id group,
	      const list_ids *lists)
{
	struct arena *whole = op->arena;
	size_t n = m->found.n - first;
	struct measure_window *windows = ARENA_ARRAY(scratch, n, struct measure_window);
	struct measures *measures = ARENA_ARRAY(scratch, n, struct measures);
	instant ends;
	enum errc code;

	for (size_t i = 0; i < n; i++)
		windows[i] = m->found.at[first + i].window;
	op->arena = scratch;
	code = list_measure_windows(op, lists->at, lists->n, windows, n, measures, &ends);
	op->arena = whole;
	for (size_t i = 0; code == OK && i < n; i++)
		keep(m, &m->found.at[first + i], group, &measures[i], ends);
	arena_reset(scratch);
	return code;
}

static enum errc
measure_lists(struct search_for *f, struct figure_memo *m)
{
	AUTO_ARENA scratch = { 0 };
	const struct figures *any = &f->asks[0].ret;
	size_t first = add_windows(f, m);

	for (size_t i = 0; first < m->found.n && i < any->groups.n; i++)
		if (f->lists[i].n)
			TRY(measure_group(f->op, &scratch, m, first, any->groups.at[i].id, &f->lists[i]));
	return OK;
}

/* An archive that begins after the window says nothing of it; of one that ends within it the rest
 * is not known. */
static struct figure
figure_of_list(const struct criterion *k, const struct list_found *found, const struct list_figure *l)
{
	struct metric_value v = l->of[k->metric - assess_metrics];
	instant to = found->window.to;

	if (!instant_known(l->ends) || l->months == 0 || !v.known)
		return (struct figure){ .is = FIGURE_UNKNOWN };
	return (struct figure){
		.is = FIGURE_KNOWN, .v = (int64_t)v.v,
		.at_least = k->metric->whole_months
				    ? month_of_instant((instant){ l->ends.v - 1 }) < month_of_instant((instant){ to.v - 1 })
				    : date_of_instant(l->ends).v + 31 < date_of_instant(to).v,
	};
}

static void
take_lists(const struct figures_ask *ask, struct figure_memo *m)
{
	for (size_t i = 0; i < ask->c->list.n; i++) {
		const struct criterion *k = &ask->c->list.at[i];
		const struct list_found *found;

		if (k->metric->source != SOURCE_LIST)
			continue;
		found = found_of(m, list_window_of(ask, k));
		for (size_t g = 0; g < ask->ret.groups.n; g++) {
			size_t at = number_map_find(&found->places, ask->ret.groups.at[g].id.v);

			if (at != SIZE_MAX)
				ask->ret.groups.at[g].figure[i] = figure_of_list(k, found, &found->groups.at[at]);
		}
	}
}

/* ---- the register ---- */

/* What a line says of a criterion's window: pieces are counted; a statement counts where it is of
 * the whole of it. */
static void
take_line(const struct figures_ask *ask, const struct evidence_sql_all_row *row, const struct criterion *k,
	  struct figure *figure)
{
	date from, to;

	window(ask, k, &from, &to);
	if (row->says == EVIDENCE_IS) {
		if (row->day.v < from.v || row->day.v >= to.v)
			return;
		figure->v++;
		figure->claimed += row->state == EVIDENCE_CLAIMED;
		figure->is = FIGURE_KNOWN;
	} else if (row->day.v <= from.v && row->until.v >= to.v - 1 && figure->is != FIGURE_KNOWN) {
		figure->is = row->says == EVIDENCE_NONE ? FIGURE_KNOWN : FIGURE_NOT_APPLICABLE;
	}
}

static enum errc
each_line(void *ctx, const struct evidence_sql_all_row *row)
{
	struct search_for *f = ctx;
	size_t g = number_map_find(&f->places, row->grp_id.v);

	for (size_t a = 0; g != SIZE_MAX && a < f->n; a++) {
		const struct figures_ask *ask = &f->asks[a];

		for (size_t i = 0; i < ask->c->list.n; i++) {
			const struct criterion *k = &ask->c->list.at[i];

			if (k->metric->source == SOURCE_EVIDENCE && k->metric->kind == row->kind)
				take_line(ask, row, k, &ask->ret.groups.at[g].figure[i]);
		}
	}
	return OK;
}

/* Meetings of its own series have reports: nobody has to confirm them. */
static enum errc
find_calls(struct search_for *f, date from, date to)
{
	struct figure_sql_calls_rows rows;

	TRY(figure_sql_calls(f->op, from, to, &rows));
	for (size_t i = 0; i < rows.n; i++)
		TRY(each_line(f, &(struct evidence_sql_all_row){
			.grp_id = rows.at[i].grp_id, .kind = EVIDENCE_CALL, .says = EVIDENCE_IS, .day = rows.at[i].held,
			.until = rows.at[i].held, .state = EVIDENCE_CONFIRMED }));
	return OK;
}

static enum errc
find_in_register(struct search_for *f)
{
	date from, to;

	if (!whole_window(f, SOURCE_EVIDENCE, &from, &to))
		return OK;
	TRY(find_calls(f, from, to));
	return evidence_sql_all(f->op, from, to, each_line, f);
}

/* ---- meetings of the coordination group ---- */

/* A meeting without a list of participants says nothing, one before the coalition was formed does
 * not apply. */
static void
count_meeting(const struct figures_ask *ask, const struct figure_sql_meetings_row *m, const struct number_map *there)
{
	for (size_t i = 0; i < ask->c->list.n; i++) {
		const struct criterion *k = &ask->c->list.at[i];
		date from, to;

		if (k->metric->source != SOURCE_ATTENDANCE)
			continue;
		window(ask, k, &from, &to);
		if (m->held.v < from.v || m->held.v >= to.v)
			continue;
		for (size_t g = 0; g < ask->ret.groups.n; g++) {
			const struct figures_of *group = &ask->ret.groups.at[g];
			struct figure *figure = &group->figure[i];

			if (date_known(group->since) && m->held.v < group->since.v)
				continue;
			if (!m->listed) {
				figure->at_least = true;
				continue;
			}
			figure->is = FIGURE_KNOWN;
			figure->v += number_map_find(there, group->id.v) != SIZE_MAX;
		}
	}
}

/* None was held to which it could have come. */
static void
end_attendance(const struct figures_ask *ask)
{
	for (size_t g = 0; g < ask->ret.groups.n; g++)
		for (size_t i = 0; i < ask->c->list.n; i++) {
			struct figure *figure = &ask->ret.groups.at[g].figure[i];

			if (ask->c->list.at[i].metric->source == SOURCE_ATTENDANCE && figure->is == FIGURE_UNKNOWN &&
			    !figure->at_least)
				figure->is = FIGURE_NOT_APPLICABLE;
		}
}

static enum errc
find_attendance(struct search_for *f, series_id series)
{
	struct figure_sql_meetings_rows meetings;
	struct figure_sql_attended_rows rows;
	date from, to;

	if (!whole_window(f, SOURCE_ATTENDANCE, &from, &to))
		return OK;
	TRY(figure_sql_meetings(f->op, series, from, to, &meetings));
	TRY(figure_sql_attended(f->op, series, from, to, &rows));
	for (size_t i = 0; i < meetings.n; i++) {
		struct number_map there = { 0 };
		bool is_new;

		for (size_t k = 0; k < rows.n; k++)
			if (rows.at[k].id.v == meetings.at[i].id.v)
				number_map_place(f->op->arena, &there, rows.at[k].grp_id.v, &is_new);
		for (size_t a = 0; a < f->n; a++)
			count_meeting(&f->asks[a], &meetings.at[i], &there);
	}
	for (size_t a = 0; a < f->n; a++)
		end_attendance(&f->asks[a]);
	return OK;
}

/* More windows than a reader moves between would only lie there. */
#define WINDOWS_KEPT 40

static void
refresh(struct figure_memo *m, int64_t version)
{
	if (m->version == version && m->found.n < WINDOWS_KEPT)
		return;
	figure_memo_done(m);
	m->version = version;
}

static enum errc
load_all(struct op *op, struct figure_memo *m, series_id series, struct figures_ask *asks, size_t n)
{
	struct search_for f = { .op = op, .asks = asks, .n = n };

	TRY(load_groups(&f));
	TRY(load_lists(&f));
	TRY(measure_lists(&f, m));
	for (size_t a = 0; a < n; a++)
		take_lists(&asks[a], m);
	TRY(find_in_register(&f));
	return find_attendance(&f, series);
}

enum errc
figures_load(struct op *op, struct figure_memo *memo, int64_t version, series_id series, struct figures_ask *asks, size_t n)
{
	struct figure_memo own = { 0 }, *m = memo ? memo : &own;
	enum errc code;

	refresh(m, version);
	code = load_all(op, m, series, asks, n);
	if (code != OK || !memo)
		figure_memo_done(m); /* half of it may be there */
	return code;
}
