/* SPDX-License-Identifier: Apache-2.0 */
/* statement: /about, /imprint, /privacy, /accessibility, written by the forum
 * in Markdown and kept as settings. */
#ifndef CONVENE_WEB_STATEMENT_H
#define CONVENE_WEB_STATEMENT_H

#include "web/page.h"

struct statement_view {
	struct page page;
	struct safe_html text; /* empty: the forum has not written it */
};

extern const struct http_routes statement_routes;

#endif
