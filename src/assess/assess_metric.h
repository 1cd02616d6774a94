/* SPDX-License-Identifier: Apache-2.0 */
/*
 * assess_metric: what a criterion can ask of a coalition, a row of a table each. To add one: a row
 * here, its name and meaning in po/en.po, its definition in docs/metrics.md; where its source is
 * none of those below, a loader in assess/figure_ops.c. Pure.
 */
#ifndef CONVENE_ASSESS_ASSESS_METRIC_H
#define CONVENE_ASSESS_ASSESS_METRIC_H

#include "base/instant.h"
#include "evidence/evidence.h"
#include "text/catalogue.h"

enum assess_source {
	SOURCE_LIST,       /* the coalition's mailing lists: .list says which figure of them */
	SOURCE_EVIDENCE,   /* the register: pieces of .kind */
	SOURCE_ATTENDANCE, /* the meetings of the coordination group at which somebody of it was */
};
struct assess_metric {
	const char *id; /* "calls" */
	enum assess_source source;
	const char *list;        /* a metric of mail/metric.h */
	enum evidence_kind kind;
	bool whole_months;       /* its window begins and ends with a month */
	enum msg name, why;
};
extern const struct assess_metric assess_metrics[];
extern const size_t assess_metrics_n;
/* NULL: there is none. */
const struct assess_metric *assess_metric_by_id(struct str id);

/* What one says of one coalition. A known zero, unknown and not applicable are three things. */
enum figure_is {
	FIGURE_UNKNOWN,
	FIGURE_KNOWN,
	FIGURE_NOT_APPLICABLE,
};
struct figure {
	enum figure_is is;
	int64_t v;
	int64_t claimed; /* pieces of it that nobody else has confirmed */
	bool at_least;   /* it may be more: what is known ends before its window does */
};

/*
 * The window of a metric, [from, to): so many months before `on`, which is not in it; of whole
 * months the last that had ended by then.
 */
void assess_window(const struct assess_metric *m, date on, int64_t months, date *ret_from, date *ret_to);

#endif
