/* SPDX-License-Identifier: Apache-2.0 */
/* Whatever the text, it is a set of criteria within its bounds, which comes back from what is
 * written of it; or it is said what is wrong, in a line that there is. */
#include "assess/criteria.h"
#include "base/err.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const struct criteria *c)
{
	BUG_ON(!c->title.n || !c->groups.n || !c->list.n);
	BUG_ON(c->groups.n > CRITERIA_GROUPS_MAX || c->list.n > CRITERIA_MAX);
	BUG_ON(c->needs < 0 || c->needs > (int64_t)c->groups.n);
	for (size_t i = 0; i < c->list.n; i++) {
		const struct criterion *k = &c->list.at[i];

		BUG_ON(!k->metric || k->months < 1 || k->months > CRITERIA_MONTHS_MAX || k->group >= c->groups.n);
		BUG_ON(k->threshold < 0 || k->threshold > CRITERIA_THRESHOLD_MAX);
		BUG_ON(k->points < 1 || k->points > CRITERIA_POINTS_MAX);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO_ARENA a = { 0 };
	struct str text = { (const char *)data, size }, written;
	struct criteria_wrong why;
	struct criteria c, again;
	struct figure *figures;
	struct assessed result;

	if (!criteria_read(&a, text, &c, &why)) {
		BUG_ON(why.flaw == CRITERIA_NO_FLAW || why.line > size + 1);
		return 0;
	}
	check(&c);
	written = criteria_write(&a, &c);
	BUG_ON(!criteria_read(&a, written, &again, &why));
	check(&again);
	BUG_ON(!str_eq(criteria_write(&a, &again), written));
	figures = ARENA_ARRAY(&a, c.list.n, struct figure);
	criteria_assess(&c, figures, DATE_NONE, (date){ 19000 }, &result);
	BUG_ON(result.result == VERDICT_NOT_APPLICABLE);
	return 0;
}
