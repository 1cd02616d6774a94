/* SPDX-License-Identifier: Apache-2.0 */
/* report_view: what the templates of a report take. */
#ifndef CONVENE_REPORT_REPORT_VIEW_H
#define CONVENE_REPORT_REPORT_VIEW_H

#include "base/vec.h"
#include "html/html.h"

/* A report as a page of its own, without a site around it. */
struct report_page {
	struct str lang;
	struct str title;
	SLICE(struct str) head; /* forum and cycle, body, number and date */
	struct safe_html body;
};

#endif
