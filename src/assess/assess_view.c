/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/assess_view.h"

#include <inttypes.h>
#include <stdlib.h>

#include "account/account.h"
#include "assess/histogram.h"
#include "assess_sql.h"
#include "http/http.h"
#include "web/url.h"

#define NEAREST_MAX 8
#define STEPS 2 /* of the sensitivity, down and up */

/* All coalitions by one set. */
struct results {
	struct assessed *at; /* as the groups of the figures */
	int64_t met;
};

/* How many meet it; at: each result, in their order, or NULL. */
static int64_t
assess_each(const struct criteria *c, const struct figures *f, date on, struct assessed *at)
{
	int64_t n = 0;

	for (size_t i = 0; i < f->groups.n; i++) {
		struct assessed one, *a = at ? &at[i] : &one;

		criteria_assess(c, f->groups.at[i].figure, f->groups.at[i].since, on, a);
		n += a->result == VERDICT_MET;
	}
	return n;
}

static struct results
assess_all(struct arena *a, const struct criteria *c, const struct figures *f, date on)
{
	struct results r = { .at = ARENA_ARRAY(a, f->groups.n + 1, struct assessed) };

	r.met = assess_each(c, f, on, r.at);
	return r;
}

/* ---- addresses ---- */

/* path: of the version, or of something behind it. */
static struct url
trial_url(struct op *op, const struct assess_view *v, const struct criteria *c, date on,
	  void (*path)(struct buf *b, struct str set, int64_t version))
{
	AUTO_BUF b = { 0 };

	path(&b, v->version.slug, v->version.number);
	trial_put_query(op->arena, &b, &v->version.c, c, on);
	return url_of_buf(&b, op->arena);
}

enum errc
assess_form_url(struct op *op, struct str slug, int64_t number, const struct trial_form *form, struct buf *ret)
{
	struct criteria_version v;
	struct criteria c;

	TRY(criteria_get(op, slug, number, &v));
	c = trial_begin(op->arena, &v.c);
	TRY(trial_apply_form(op, form, &c));
	path_criteria(ret, slug, number);
	trial_put_query(op->arena, ret, &v.c, &c, form->on);
	return OK;
}

/* ---- criteria ---- */

static void
add_sensitivity(struct op *op, const struct assess_view *v, struct criteria *c, const struct figures *f, date on, size_t k,
		struct assess_column *ret)
{
	int64_t now = c->list.at[k].threshold;

	for (int64_t t = now > STEPS ? now - STEPS : 0; t <= now + STEPS; t++) {
		c->list.at[k].threshold = t;
		VEC_PUSH(op->arena, &ret->sensitivity, ((struct sensitivity){
			t, assess_each(c, f, on, NULL), t == now, trial_url(op, v, c, on, path_criteria) }));
	}
	c->list.at[k].threshold = now;
}

static struct assess_column
column_of(struct op *op, const struct assess_view *v, struct criteria *c, const struct figures *f,
	  const struct results *r, date on, size_t k)
{
	const struct criterion *criterion = &c->list.at[k];
	enum verdict *verdicts = ARENA_ARRAY(op->arena, f->groups.n + 1, enum verdict);
	struct assess_column col = {
		.number = k, .id = criterion->id, .name = page_text(&v->page, criterion->metric->name),
		.months = criterion->months,
		.at_least = criterion->comparison == AT_LEAST, .used = !criterion->off, .points = criterion->points,
		.threshold = arena_printf(op->arena, "%" PRId64, criterion->threshold), .n = (int64_t)f->groups.n,
	};

	for (size_t i = 0; i < f->groups.n; i++) {
		verdicts[i] = r->at[i].criteria[k];
		col.met += verdicts[i] == VERDICT_MET;
		col.unknown += verdicts[i] == VERDICT_UNKNOWN;
	}
	histogram_make(op->arena, criterion, f, k, verdicts, &col.histogram);
	if (col.used)
		add_sensitivity(op, v, c, f, on, k, &col);
	return col;
}

static void
load_groups(struct op *op, struct assess_view *v, struct criteria *c, const struct figures *f, const struct results *r,
	    date on)
{
	for (size_t g = 0; g < c->groups.n; g++) {
		struct assess_group_view group = {
			.number = g, .title = c->groups.at[g].title, .plain = true,
			.needs = c->groups.at[g].needs ? arena_printf(op->arena, "%" PRId64, c->groups.at[g].needs) : STR(""),
		};

		for (size_t k = 0; k < c->list.n; k++) {
			if (c->list.at[k].group != g)
				continue;
			VEC_PUSH(op->arena, &group.columns, column_of(op, v, c, f, r, on, k));
			group.points += c->list.at[k].off ? 0 : c->list.at[k].points;
			group.plain &= c->list.at[k].points == 1;
		}
		VEC_PUSH(op->arena, &v->groups, group);
	}
}

/* ---- coalitions ---- */

static struct url
evidence_of(struct op *op, const struct criterion *k, const struct figures_of *g, date on)
{
	AUTO_BUF b = { 0 };
	date from, to;

	assess_window(k->metric, on, k->months, &from, &to);
	switch (k->metric->source) {
	case SOURCE_LIST:
		if (!str_present(g->list))
			return (struct url){ STR("") };
		path_list_evidence(&b, g->list, str_of(k->metric->list), from, to);
		break;
	case SOURCE_EVIDENCE:
		path_evidence_in(&b, g->slug, evidence_kind_word(k->metric->kind), from, to);
		break;
	default:
		path_attendance_of(&b, g->slug);
	}
	return url_of_buf(&b, op->arena);
}

static struct assess_row
row_of(const struct figures_of *g, const struct assessed *a)
{
	return (struct assess_row){ .slug = g->slug, .name = g->name, .result = a->result, .exempt = a->exempt, .met = a->met };
}

static void
load_rows(struct op *op, struct assess_view *v, const struct criteria *c, const struct figures *f, const struct results *r,
	  date on)
{
	enum tick *ticks = ARENA_ARRAY(op->arena, f->groups.n + 1, enum tick);

	for (size_t i = 0; i < f->groups.n; i++) {
		const struct figures_of *g = &f->groups.at[i];
		struct assess_row row = row_of(g, &r->at[i]);

		for (size_t k = 0; k < c->list.n; k++) {
			const struct figure *figure = &g->figure[k];

			if (!c->list.at[k].off)
				VEC_PUSH(op->arena, &row.cells, ((struct assess_cell){
					r->at[i].criteria[k], figure->is == FIGURE_KNOWN, figure->at_least, figure->v,
					figure->claimed, evidence_of(op, &c->list.at[k], g, on) }));
		}
		VEC_PUSH(op->arena, &v->rows, row);
		v->unknown += row.result == VERDICT_UNKNOWN;
		v->exempt += row.exempt;
		ticks[i] = row.result == VERDICT_MET ? TICK_YES : row.result == VERDICT_UNKNOWN ? TICK_UNKNOWN : TICK_NO;
	}
	v->met = r->met;
	v->ticks = ticks_make(op->arena, ticks, f->groups.n);
}

/* ---- nearest to the line ---- */

static int
nearer(const void *a, const void *b)
{
	const struct nearest *x = a, *y = b;

	if (x->known != y->known)
		return x->known ? -1 : 1;
	if (x->more != y->more)
		return x->more < y->more ? -1 : 1;
	return str_cmp(x->name, y->name);
}

/* Of each that would not qualify, the one criterion that would change that, if there is one. */
static void
load_nearest(struct op *op, struct assess_view *v, const struct criteria *c, const struct figures *f,
	     const struct results *r, date on)
{
	for (size_t i = 0; i < f->groups.n; i++) {
		const struct figures_of *g = &f->groups.at[i];
		struct nearest best = { .needs = -1 };

		for (size_t k = 0; r->at[i].result != VERDICT_MET && k < c->list.n; k++) {
			const struct criterion *criterion = &c->list.at[k];
			struct figure was = g->figure[k];
			struct assessed then;
			struct nearest n = { g->slug, g->name, page_text(&v->page, criterion->metric->name),
					     was.is == FIGURE_KNOWN ? was.v : 0, criterion->threshold,
					     criterion->threshold - (was.is == FIGURE_KNOWN ? was.v : 0), was.is == FIGURE_KNOWN };

			if (criterion->off || criterion->comparison != AT_LEAST || r->at[i].criteria[k] == VERDICT_MET ||
			    was.is == FIGURE_NOT_APPLICABLE)
				continue;
			g->figure[k] = (struct figure){ .is = FIGURE_KNOWN, .v = criterion->threshold };
			criteria_assess(c, g->figure, g->since, on, &then);
			g->figure[k] = was;
			if (then.result == VERDICT_MET && (best.needs < 0 || nearer(&n, &best) < 0))
				best = n;
		}
		if (best.needs >= 0)
			VEC_PUSH(op->arena, &v->nearest, best);
	}
	if (v->nearest.n)
		qsort(v->nearest.at, v->nearest.n, sizeof *v->nearest.at, nearer);
	if (v->nearest.n > NEAREST_MAX)
		v->nearest.n = NEAREST_MAX;
}

/* ---- compared ---- */

static void
compare_with(struct arena *a, struct assess_view *v, const struct criteria *with, const struct figures *theirs,
	     const struct figures *f, const struct results *r)
{
	struct results other = assess_all(a, with, theirs, v->on);

	v->compared_met = other.met;
	for (size_t i = 0; i < f->groups.n; i++) {
		bool now = r->at[i].result == VERDICT_MET, then = other.at[i].result == VERDICT_MET;

		if (now && !then)
			VEC_PUSH(a, &v->changed.gained, row_of(&f->groups.at[i], &r->at[i]));
		if (then && !now)
			VEC_PUSH(a, &v->changed.lost, row_of(&f->groups.at[i], &r->at[i]));
	}
	v->the_same = v->changed.gained.n + v->changed.lost.n == 0;
}

/* With what: the version as it stands, the one before, or (NULL) nothing. */
static enum errc
find_other(struct op *op, struct assess_view *v, struct criteria_version *before, const struct criteria **ret)
{
	*ret = NULL;
	if (v->is_trial) {
		v->compared = COMPARED_WITH_VERSION;
		v->compared_number = v->version.number;
		*ret = &v->version.c;
		return OK;
	}
	if (v->version.number < 2)
		return OK;
	TRY(criteria_get(op, v->version.slug, v->version.number - 1, before));
	v->compared = COMPARED_WITH_BEFORE;
	v->compared_number = before->number;
	*ret = &before->c;
	return OK;
}

enum errc
assess_load(struct op *op, struct str slug, int64_t number, series_id series, const struct trial *t, struct assess_view *v)
{
	static const enum msg rules[] = { [UNKNOWN_STAYS] = MSG_assess_unknown_stays,
					  [UNKNOWN_NOT_MET] = MSG_assess_unknown_not_met,
					  [UNKNOWN_LEFT_OUT] = MSG_assess_unknown_left_out };
	struct figures_ask asks[3];
	struct criteria_version before;
	const struct criteria *other;
	struct criteria c;
	struct results r;
	date year_before;
	size_t n = 1;

	TRY(criteria_get(op, slug, number, &v->version));
	c = trial_begin(op->arena, &v->version.c);
	if (trial_apply(op, t, &c) != OK) {
		const struct msg_arg args[] = { msg_str("detail", arena_str(op->arena, str_of(op->err.detail))) };

		v->problem = msg_format(op->arena, v->page.lang, MSG_assess_bad_number, args, 1);
		op_clear(op);
		c = trial_begin(op->arena, &v->version.c);
	}
	v->may_write = actor_may(op->actor, RIGHT_CRITERIA, (group_id){ 0 });
	v->is_trial = !trial_is_none(&c, &v->version.c);
	v->on = t->on;
	v->csv = trial_url(op, v, &c, t->on, path_criteria_table);
	v->given_on = date_format(op->arena, t->on);
	for (enum unknown_rule u = 0; u < N_UNKNOWN_RULES; u++)
		VEC_PUSH(op->arena, &v->unknowns.list, ((struct choice){ unknown_rule_word(u), page_text(&v->page, rules[u]),
									 u == c.unknown }));
	v->needs_groups = c.needs ? arena_printf(op->arena, "%" PRId64, c.needs) : STR("");
	TRY(find_other(op, v, &before, &other));
	year_before = date_months_before(t->on, 12);
	asks[0] = (struct figures_ask){ .c = &c, .on = t->on };
	if (date_known(year_before))
		asks[n++] = (struct figures_ask){ .c = &c, .on = year_before };
	/* A trial asks for the figures that its version asks for. */
	if (other && !v->is_trial)
		asks[n++] = (struct figures_ask){ .c = other, .on = t->on };
	TRY(figures_load(op, v->page.figures, v->page.data_version, series, asks, n));
	r = assess_all(op->arena, &c, &asks[0].ret, t->on);
	load_groups(op, v, &c, &asks[0].ret, &r, t->on);
	load_rows(op, v, &c, &asks[0].ret, &r, t->on);
	load_nearest(op, v, &c, &asks[0].ret, &r, t->on);
	if (other)
		compare_with(op->arena, v, other, v->is_trial ? &asks[0].ret : &asks[n - 1].ret, &asks[0].ret, &r);
	v->year_before = date_known(year_before) ? assess_each(&c, &asks[1].ret, year_before, NULL) : -1;
	return OK;
}

enum errc
assess_list_load(struct op *op, struct assess_list_view *v)
{
	struct criteria_sql_versions_rows rows;

	v->may_write = actor_may(op->actor, RIGHT_CRITERIA, (group_id){ 0 });
	TRY(criteria_sql_versions(op, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		struct criteria c;

		TRY(criteria_parse(op, rows.at[i].source, &c));
		VEC_PUSH(op->arena, &v->lines, ((struct criteria_line){
			rows.at[i].slug, c.title, rows.at[i].reason, rows.at[i].decided, rows.at[i].number, rows.at[i].state,
			rows.at[i].at }));
	}
	return OK;
}
