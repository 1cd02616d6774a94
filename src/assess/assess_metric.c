/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/assess_metric.h"

#include "base/attr.h"
#include "base/err.h"

const struct assess_metric assess_metrics[] = {
	{ .id = "months-spoken", .source = SOURCE_LIST, .list = "months-spoken", .whole_months = true,
	  .name = MSG_metric_months_spoken, .why = MSG_metric_months_spoken_why },
	{ .id = "discussions", .source = SOURCE_LIST, .list = "discussions",
	  .name = MSG_metric_discussions, .why = MSG_metric_discussions_why },
	{ .id = "posters", .source = SOURCE_LIST, .list = "posters",
	  .name = MSG_metric_posters, .why = MSG_metric_posters_why },
	{ .id = "calls", .source = SOURCE_EVIDENCE, .kind = EVIDENCE_CALL,
	  .name = MSG_assess_calls, .why = MSG_assess_calls_why },
	{ .id = "papers", .source = SOURCE_EVIDENCE, .kind = EVIDENCE_PAPER,
	  .name = MSG_assess_papers, .why = MSG_assess_papers_why },
	{ .id = "events", .source = SOURCE_EVIDENCE, .kind = EVIDENCE_EVENT,
	  .name = MSG_assess_events, .why = MSG_assess_events_why },
	{ .id = "inputs", .source = SOURCE_EVIDENCE, .kind = EVIDENCE_INPUT,
	  .name = MSG_assess_inputs, .why = MSG_assess_inputs_why },
	{ .id = "reports", .source = SOURCE_EVIDENCE, .kind = EVIDENCE_REPORT,
	  .name = MSG_assess_reports, .why = MSG_assess_reports_why },
	{ .id = "goals", .source = SOURCE_EVIDENCE, .kind = EVIDENCE_GOAL,
	  .name = MSG_assess_goals, .why = MSG_assess_goals_why },
	{ .id = "attended", .source = SOURCE_ATTENDANCE,
	  .name = MSG_assess_attended, .why = MSG_assess_attended_why },
};
const size_t assess_metrics_n = ARRAY_LEN(assess_metrics);

const struct assess_metric *
assess_metric_by_id(struct str id)
{
	for (size_t i = 0; i < assess_metrics_n; i++)
		if (str_is(id, assess_metrics[i].id))
			return &assess_metrics[i];
	return NULL;
}

void
assess_window(const struct assess_metric *m, date on, int64_t months, date *ret_from, date *ret_to)
{
	struct civil c = date_to_civil(on);
	int64_t since_year_1;

	if (m->whole_months)
		c.day = 1;
	BUG_ON(!date_from_civil(c, ret_to));
	since_year_1 = (int64_t)(c.year - 1) * 12 + c.month - 1;
	*ret_from = date_months_before(*ret_to, months < since_year_1 ? months : since_year_1);
}
