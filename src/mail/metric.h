/* SPDX-License-Identifier: Apache-2.0 */
/*
 * metric: the figures of a list, each a row of a table. To add one: a row here, its
 * name and meaning in po/en.po (metric.ID, metric.ID-why), and its definition in
 * docs/metrics.md. Pure.
 */
#ifndef CONVENE_MAIL_METRIC_H
#define CONVENE_MAIL_METRIC_H

#include "mail/measure.h"
#include "text/catalogue.h"

enum metric_unit {
	UNIT_MESSAGES,
	UNIT_PEOPLE,
	UNIT_THREADS,
	UNIT_MONTHS,
	UNIT_SECONDS,
	UNIT_SHARE, /* 0 to 1 */
};
struct metric_value {
	bool known;
	double v;
	int64_t of; /* the whole that it is a part of; 0: there is none */
};
struct metric {
	const char *id; /* "posters" */
	enum metric_unit unit;
	struct metric_value (*value)(const struct measures *m);
	enum measure_part part; /* the messages it is found from */
	enum msg name, why;
};
extern const struct metric metrics[];
extern const size_t metrics_n;

/* NULL: there is none. */
const struct metric *metric_by_id(struct str id);

const char *metric_unit_word(enum metric_unit u);

#endif
