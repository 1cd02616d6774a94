/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/criteria.h"

#include "base/words.h"

static const struct str comparisons[] = { [AT_LEAST] = STR_INIT("at least"), [AT_MOST] = STR_INIT("at most") };

struct str
comparison_word(enum comparison c)
{
	return comparisons[c];
}

static const struct str rules[] = {
	[UNKNOWN_STAYS] = STR_INIT("stays"), [UNKNOWN_NOT_MET] = STR_INIT("not-met"), [UNKNOWN_LEFT_OUT] = STR_INIT("left-out"),
};
WORDS_DEFINE(unknown_rule, enum unknown_rule, rules)

struct str
verdict_word(enum verdict v)
{
	static const struct str words[] = {
		[VERDICT_MET] = STR_INIT("met"), [VERDICT_NOT_MET] = STR_INIT("not-met"),
		[VERDICT_UNKNOWN] = STR_INIT("unknown"), [VERDICT_NOT_APPLICABLE] = STR_INIT("not-applicable"),
	};

	return words[v];
}

/* ---- one criterion, and several ---- */

static enum verdict
compare(const struct criterion *c, const struct figure *f)
{
	if (f->is == FIGURE_NOT_APPLICABLE)
		return VERDICT_NOT_APPLICABLE;
	if (f->is == FIGURE_UNKNOWN)
		return VERDICT_UNKNOWN;
	if (c->comparison == AT_LEAST && f->v >= c->threshold)
		return VERDICT_MET;
	if (c->comparison == AT_MOST && f->v > c->threshold)
		return VERDICT_NOT_MET;
	if (f->at_least)
		return VERDICT_UNKNOWN;
	return c->comparison == AT_LEAST ? VERDICT_NOT_MET : VERDICT_MET;
}

/* Points of what is met, of what may be, and of all that counts. */
struct tally {
	int64_t met, open, all;
	bool unknown;
};

static void
count(struct tally *t, enum verdict v, int64_t points, enum unknown_rule rule)
{
	t->unknown |= v == VERDICT_UNKNOWN;
	if (v == VERDICT_NOT_APPLICABLE || (v == VERDICT_UNKNOWN && rule == UNKNOWN_LEFT_OUT))
		return;
	t->all += points;
	if (v == VERDICT_MET)
		t->met += points;
	if (v == VERDICT_UNKNOWN && rule == UNKNOWN_STAYS)
		t->open += points;
}

/* Where nothing counts nobody knows, unless nothing was asked. */
static enum verdict
conclude(const struct tally *t, int64_t needs)
{
	if (needs == 0 || needs > t->all)
		needs = t->all;
	if (t->all == 0)
		return t->unknown ? VERDICT_UNKNOWN : VERDICT_NOT_APPLICABLE;
	if (t->met >= needs)
		return VERDICT_MET;
	return t->met + t->open >= needs ? VERDICT_UNKNOWN : VERDICT_NOT_MET;
}

static bool
is_exempt(const struct criteria *c, date formed, date on)
{
	return c->exempt_months && date_known(formed) && formed.v > date_months_before(on, c->exempt_months).v;
}

void
criteria_assess(const struct criteria *c, const struct figure *figures, date formed, date on, struct assessed *ret)
{
	struct tally in[CRITERIA_GROUPS_MAX] = { 0 }, whole = { 0 };

	*ret = (struct assessed){ .exempt = is_exempt(c, formed, on) };
	for (size_t i = 0; i < c->list.n; i++) {
		const struct criterion *k = &c->list.at[i];

		ret->criteria[i] = compare(k, &figures[i]);
		if (k->off)
			continue;
		ret->met += ret->criteria[i] == VERDICT_MET;
		count(&in[k->group], ret->criteria[i], k->points, c->unknown);
	}
	for (size_t g = 0; g < c->groups.n; g++) {
		ret->groups[g] = conclude(&in[g], c->groups.at[g].needs);
		count(&whole, ret->groups[g], 1, UNKNOWN_STAYS);
	}
	ret->result = ret->exempt ? VERDICT_MET : conclude(&whole, c->needs);
	/* Nothing was asked that applies to it: that is no proof of anything. */
	if (ret->result == VERDICT_NOT_APPLICABLE)
		ret->result = VERDICT_UNKNOWN;
}
