/* SPDX-License-Identifier: Apache-2.0 */
/* What the template of html_test takes. */
#ifndef CONVENE_TESTS_UNIT_HTML_CASES_VIEW_H
#define CONVENE_TESTS_UNIT_HTML_CASES_VIEW_H

#include "base/vec.h"
#include "html/html.h"

enum case_state { CASE_OPEN, CASE_DONE };

struct case_item {
	int64_t id;
	struct str text;
	date due;
	enum case_state state;
	struct url link;
	SLICE(struct str) tags;
};
struct case_frame {
	struct str title;
};
struct case_view {
	struct case_frame frame;
	struct str query;
	struct safe_html report;
	size_t present;
	instant published;
	bool draft;
	enum msg label;
	SLICE(struct case_item) items;
};

/* An address as a feature's table of routes would write it. */
static inline void
url_item(struct html *o, int64_t id)
{
	BUF_LIT(o->buf, "/items/");
	html_int(o, id);
}

#endif
