/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/trial.h"

#include <inttypes.h>

static enum errc
read_number(struct op *op, struct str typed, int64_t least, int64_t most, int64_t *ret)
{
	int64_t n;

	if (!str_to_int(str_trim(typed), &n) || n < least || n > most)
		return fail(op, E_INVALID, "assess.bad-number", "%" PRId64 " – %" PRId64 ": %.*s", least, most, STRF(typed));
	*ret = n;
	return OK;
}

static struct criterion *
criterion_of(struct criteria *c, struct str id)
{
	for (size_t i = 0; i < c->list.n; i++)
		if (str_eq(c->list.at[i].id, id))
			return &c->list.at[i];
	return NULL;
}

static enum errc
set_needs(struct op *op, struct criteria *c, int64_t group, struct str typed)
{
	if (group < 0 || group >= (int64_t)c->groups.n)
		return fail(op, E_INVALID, "assess.bad-number", "%" PRId64, group);
	c->groups.at[group].needs = 0;
	return typed.n ? read_number(op, typed, 1, (int64_t)CRITERIA_MAX * CRITERIA_POINTS_MAX, &c->groups.at[group].needs) : OK;
}

static enum errc
set_unknown(struct op *op, struct criteria *c, struct str word)
{
	if (word.n && !unknown_rule_parse(word, &c->unknown))
		return fail(op, E_INVALID, "assess.bad-number", "%.*s", STRF(word));
	return OK;
}

enum errc
trial_apply(struct op *op, const struct trial *t, struct criteria *c)
{
	for (size_t i = 0; i < t->thresholds.n; i++) {
		struct str value = t->thresholds.at[i], id = str_cut(&value, ':');
		struct criterion *k = criterion_of(c, id);

		if (!k)
			return fail(op, E_INVALID, "assess.bad-number", "%.*s", STRF(id));
		TRY(read_number(op, str_or_empty(value), 0, CRITERIA_THRESHOLD_MAX, &k->threshold));
	}
	for (size_t i = 0; i < t->off.n; i++) {
		struct criterion *k = criterion_of(c, t->off.at[i]);

		if (!k)
			return fail(op, E_INVALID, "assess.bad-number", "%.*s", STRF(t->off.at[i]));
		k->off = true;
	}
	for (size_t i = 0; i < t->needs.n; i++) {
		struct str value = t->needs.at[i], group = str_cut(&value, ':');
		int64_t g = 0;

		TRY(read_number(op, group, 0, CRITERIA_GROUPS_MAX, &g));
		TRY(set_needs(op, c, g, str_or_empty(value)));
	}
	return set_unknown(op, c, t->unknown);
}

static bool
is_among(struct str id, const struct str *at, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(at[i], id))
			return true;
	return false;
}

enum errc
trial_apply_form(struct op *op, const struct trial_form *form, struct criteria *c)
{
	for (size_t i = 0; i < c->list.n; i++) {
		c->list.at[i].off = !is_among(c->list.at[i].id, form->used.at, form->used.n);
		if (i < form->thresholds.n)
			TRY(read_number(op, form->thresholds.at[i], 0, CRITERIA_THRESHOLD_MAX, &c->list.at[i].threshold));
	}
	for (size_t g = 0; g < c->groups.n && g < form->needs.n; g++)
		TRY(set_needs(op, c, (int64_t)g, str_trim(form->needs.at[g])));
	return set_unknown(op, c, form->unknown);
}

bool
trial_is_none(const struct criteria *a, const struct criteria *b)
{
	for (size_t i = 0; i < a->list.n; i++)
		if (a->list.at[i].off != b->list.at[i].off || a->list.at[i].threshold != b->list.at[i].threshold)
			return false;
	for (size_t g = 0; g < a->groups.n; g++)
		if (a->groups.at[g].needs != b->groups.at[g].needs)
			return false;
	return a->unknown == b->unknown;
}

struct criteria
trial_begin(struct arena *a, const struct criteria *from)
{
	struct criteria c = *from;

	c.list.at = ARENA_ARRAY(a, from->list.n + 1, struct criterion);
	memcpy(c.list.at, from->list.at, from->list.n * sizeof *from->list.at);
	c.groups.at = ARENA_ARRAY(a, from->groups.n + 1, struct criteria_group);
	memcpy(c.groups.at, from->groups.at, from->groups.n * sizeof *from->groups.at);
	return c;
}

void
trial_put_query(struct arena *a, struct buf *b, const struct criteria *version, const struct criteria *c, date on)
{
	buf_addf(b, "?on=%.*s", STRF(date_format(a, on)));
	for (size_t i = 0; i < c->list.n; i++) {
		const struct criterion *k = &c->list.at[i];

		if (k->off)
			buf_addf(b, "&off=%.*s", STRF(k->id));
		if (k->threshold != version->list.at[i].threshold)
			buf_addf(b, "&t=%.*s:%" PRId64, STRF(k->id), k->threshold);
	}
	for (size_t g = 0; g < c->groups.n; g++) {
		if (c->groups.at[g].needs == version->groups.at[g].needs)
			continue;
		buf_addf(b, "&needs=%zu:", g);
		if (c->groups.at[g].needs)
			buf_addint(b, c->groups.at[g].needs);
	}
	if (c->unknown != version->unknown)
		buf_addf(b, "&unknown=%.*s", STRF(unknown_rule_word(c->unknown)));
}
