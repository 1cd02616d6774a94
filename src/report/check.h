/* SPDX-License-Identifier: Apache-2.0 */
/* check: what the parts of report_check() share. Not for other folders. */
#ifndef CONVENE_REPORT_CHECK_H
#define CONVENE_REPORT_CHECK_H

#include "report/report.h"
#include "report/rules.h"

struct check {
	struct arena *arena;
	const struct report *report;
	const struct report_known *known; /* never NULL */
	struct findings found;
};

/* Adds a finding; x, y, z as for rule_finding(). */
void check_add(struct check *c, enum rule_id id, uint32_t line, struct str x, struct str y,
	       struct str z);
struct str check_number(struct check *c, int64_t n);

/* check_names.c: attendance, people and groups. */
void check_names(struct check *c);

#endif
