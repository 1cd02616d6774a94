/* SPDX-License-Identifier: Apache-2.0 */
/* resolve: from the names in a report to people and groups. Shared by the
 * parts of the import; not for other folders. */
#ifndef CONVENE_REPORT_RESOLVE_H
#define CONVENE_REPORT_RESOLVE_H

#include "report/report_ops.h"

struct plan_entry {
	enum name_kind kind;
	struct str written;
	struct str sort_as; /* people */
	struct report_answer answer;
	uint32_t line;
};
struct plan {
	SLICE(struct plan_entry) entries; /* only names that nobody knows */
};

/* Answers for every name in the report that is not exactly known. */
must_check enum errc plan_make(struct op *op, const struct report *r,
			       const struct report_import *in, struct plan *ret);
/* Carries it out, in the write transaction. Counts what it made. */
must_check enum errc plan_apply(struct op *op, const struct plan *plan, import_id import,
				struct report_imported *count);

#endif
