/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/figure_ops.h"

#include "assess_sql.h"
#include "base/number_map.h"
#include "evidence_sql.h"
#include "list/list_measure.h"
#include "mail/metric.h"

struct search_for {
	struct op *op;
	const struct criteria *c;
	series_id series;
	date on;
	struct figures *ret;
	struct number_map places; /* of groups, by id */
};

static struct figures_of *
group_of(struct search_for *f, group_id id)
{
	size_t at = number_map_find(&f->places, id.v);

	return at == SIZE_MAX ? NULL : &f->ret->groups.at[at];
}

static void
window(const struct search_for *f, const struct criterion *k, date *ret_from, date *ret_to)
{
	assess_window(k->metric, f->on, k->months, ret_from, ret_to);
}

static enum errc
load_groups(struct search_for *f)
{
	struct figure_sql_groups_rows rows;
	bool is_new;

	TRY(figure_sql_groups(f->op, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		VEC_PUSH(f->op->arena, &f->ret->groups, ((struct figures_of){
			rows.at[i].id, rows.at[i].slug, rows.at[i].name, rows.at[i].since, STR_NONE,
			ARENA_ARRAY(f->op->arena, f->c->list.n + 1, struct figure) }));
		number_map_place(f->op->arena, &f->places, rows.at[i].id.v, &is_new);
	}
	return OK;
}

/* ---- mailing lists ---- */

/* The windows that are asked for, each once. */
struct windows {
	struct list_window at[CRITERIA_MAX];
	size_t n;
	size_t of[CRITERIA_MAX]; /* by criterion */
};

static void
find_windows(const struct search_for *f, struct windows *w)
{
	w->n = 0;
	for (size_t i = 0; i < f->c->list.n; i++) {
		date from, to;
		size_t k = 0;

		if (f->c->list.at[i].metric->source != SOURCE_LIST)
			continue;
		window(f, &f->c->list.at[i], &from, &to);
		while (k < w->n && (w->at[k].from.v != date_start(from).v || w->at[k].to.v != date_start(to).v))
			k++;
		if (k == w->n)
			w->at[w->n++] = (struct list_window){ date_start(from), date_start(to) };
		w->of[i] = k;
	}
}

/* An archive that begins after the window says nothing of it; of one that ends within it the rest
 * is not known, unless it is the same day. */
static struct figure
figure_of_list(const struct criterion *k, const struct list_window *w, const struct measures *m, instant ends)
{
	struct metric_value v = metric_by_id(str_of(k->metric->list))->value(m);

	if (!instant_known(ends) || m->months == 0 || !v.known)
		return (struct figure){ .is = FIGURE_UNKNOWN };
	return (struct figure){
		.is = FIGURE_KNOWN, .v = (int64_t)v.v, .of = k->metric->whole_months ? v.of : 0,
		.at_least = k->metric->whole_months ? month_of_instant((instant){ ends.v - 1 }) <
							      month_of_instant((instant){ w->to.v - 1 })
						    : date_of_instant(ends).v + 31 < date_of_instant(w->to).v,
	};
}

typedef SLICE(list_id) list_ids;

static enum errc
measure_group(struct search_for *f, const struct windows *w, struct figures_of *g, const list_ids *lists)
{
	struct measures m[CRITERIA_MAX];
	instant ends;

	TRY(list_measure_windows(f->op, lists->at, lists->n, w->at, w->n, m, &ends));
	for (size_t i = 0; i < f->c->list.n; i++)
		if (f->c->list.at[i].metric->source == SOURCE_LIST)
			g->figure[i] = figure_of_list(&f->c->list.at[i], &w->at[w->of[i]], &m[w->of[i]], ends);
	return OK;
}

static enum errc
find_in_lists(struct search_for *f)
{
	struct figure_sql_lists_rows rows;
	struct windows w;
	list_ids *lists = ARENA_ARRAY(f->op->arena, f->ret->groups.n + 1, list_ids);

	find_windows(f, &w);
	TRY(figure_sql_lists(f->op, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		struct figures_of *g = group_of(f, rows.at[i].grp_id);

		if (!g)
			continue;
		if (!str_present(g->list))
			g->list = rows.at[i].slug;
		VEC_PUSH(f->op->arena, &lists[g - f->ret->groups.at], rows.at[i].id);
	}
	for (size_t i = 0; w.n && i < f->ret->groups.n; i++)
		if (lists[i].n)
			TRY(measure_group(f, &w, &f->ret->groups.at[i], &lists[i]));
	return OK;
}

/* ---- the register ---- */

/* What a line says of a criterion's window: pieces are counted; a statement counts where it is of
 * the whole of it. */
static void
take_line(struct search_for *f, const struct evidence_sql_all_row *row, const struct criterion *k, struct figure *figure)
{
	date from, to;

	window(f, k, &from, &to);
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
	struct figures_of *g = group_of(f, row->grp_id);

	for (size_t i = 0; g && i < f->c->list.n; i++) {
		const struct criterion *k = &f->c->list.at[i];

		if (k->metric->source == SOURCE_EVIDENCE && k->metric->kind == row->kind)
			take_line(f, row, k, &g->figure[i]);
	}
	return OK;
}

/* From the first day that any criterion looks back to. */
static bool
longest(const struct search_for *f, enum assess_source source, date *ret_from)
{
	date to;
	int64_t months = 0;
	const struct criterion *k = NULL;

	for (size_t i = 0; i < f->c->list.n; i++)
		if (f->c->list.at[i].metric->source == source && f->c->list.at[i].months > months) {
			k = &f->c->list.at[i];
			months = k->months;
		}
	if (k)
		window(f, k, ret_from, &to);
	return k;
}

/* Meetings of its own series have reports: nobody has to confirm them. */
static enum errc
find_calls(struct search_for *f, date from)
{
	struct figure_sql_calls_rows rows;

	TRY(figure_sql_calls(f->op, from, f->on, &rows));
	for (size_t i = 0; i < rows.n; i++)
		TRY(each_line(f, &(struct evidence_sql_all_row){
			.grp_id = rows.at[i].grp_id, .kind = EVIDENCE_CALL, .says = EVIDENCE_IS, .day = rows.at[i].held,
			.until = rows.at[i].held, .state = EVIDENCE_CONFIRMED }));
	return OK;
}

static enum errc
find_in_register(struct search_for *f)
{
	date from;

	if (!longest(f, SOURCE_EVIDENCE, &from))
		return OK;
	TRY(find_calls(f, from));
	return evidence_sql_all(f->op, from, f->on, each_line, f);
}

/* ---- meetings of the coordination group ---- */

/* A meeting without a list of participants says nothing, one before the coalition was formed does
 * not apply. */
static void
count_meeting(const struct search_for *f, const struct figure_sql_meetings_row *m, const struct number_map *there)
{
	for (size_t g = 0; g < f->ret->groups.n; g++) {
		struct figures_of *group = &f->ret->groups.at[g];

		for (size_t i = 0; i < f->c->list.n; i++) {
			struct figure *figure = &group->figure[i];
			date from, to;

			if (f->c->list.at[i].metric->source != SOURCE_ATTENDANCE)
				continue;
			window(f, &f->c->list.at[i], &from, &to);
			if (m->held.v < from.v || m->held.v >= to.v ||
			    (date_known(group->since) && m->held.v < group->since.v))
				continue;
			if (!m->listed) {
				figure->at_least = true;
				continue;
			}
			figure->is = FIGURE_KNOWN;
			figure->of++;
			figure->v += number_map_find(there, group->id.v) != SIZE_MAX;
		}
	}
}

static enum errc
find_attendance(struct search_for *f)
{
	struct figure_sql_meetings_rows meetings;
	struct figure_sql_attended_rows rows;
	date from;

	if (!longest(f, SOURCE_ATTENDANCE, &from))
		return OK;
	TRY(figure_sql_meetings(f->op, f->series, from, f->on, &meetings));
	TRY(figure_sql_attended(f->op, f->series, from, f->on, &rows));
	for (size_t i = 0; i < meetings.n; i++) {
		struct number_map there = { 0 };
		bool is_new;

		for (size_t k = 0; k < rows.n; k++)
			if (rows.at[k].id.v == meetings.at[i].id.v)
				number_map_place(f->op->arena, &there, rows.at[k].grp_id.v, &is_new);
		count_meeting(f, &meetings.at[i], &there);
	}
	/* None was held to which it could have come. */
	for (size_t g = 0; g < f->ret->groups.n; g++)
		for (size_t i = 0; i < f->c->list.n; i++) {
			struct figure *figure = &f->ret->groups.at[g].figure[i];

			if (f->c->list.at[i].metric->source == SOURCE_ATTENDANCE && figure->is == FIGURE_UNKNOWN &&
			    !figure->at_least)
				figure->is = FIGURE_NOT_APPLICABLE;
		}
	return OK;
}

enum errc
figures_load(struct op *op, const struct criteria *c, series_id series, date on, struct figures *ret)
{
	struct search_for f = { .op = op, .c = c, .series = series, .on = on, .ret = ret };

	*ret = (struct figures){ 0 };
	TRY(load_groups(&f));
	TRY(find_in_lists(&f));
	TRY(find_in_register(&f));
	return find_attendance(&f);
}
