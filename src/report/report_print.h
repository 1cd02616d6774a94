/* SPDX-License-Identifier: Apache-2.0 */
/* report_print: a report for the command line: as a text about what was
 * understood, or in one of the formats. */
#ifndef CONVENE_REPORT_REPORT_PRINT_H
#define CONVENE_REPORT_REPORT_PRINT_H

#include "base/buf.h"
#include "report/report_ops.h"

void report_print(struct buf *out, struct arena *a, struct str file,
		  const struct report_text *text, const struct report *r,
		  const struct findings *f);
/* format: html, json, or one of doc_formats. E_INVALID report.no-such-format. */
must_check enum errc report_render(struct op *op, const struct report *r, struct str format,
				   struct buf *out);
/* Why a file could not be read, as a sentence. */
struct str report_problem(struct arena *a, const struct err *e);

#endif
