/* SPDX-License-Identifier: Apache-2.0 */
/*
 * topic_view: the register of topics that were put off.
 *
 * A topic stays in it until somebody says that it was taken up or is over. The
 * oldest that is still open comes first: it has waited longest. It is one page,
 * since addresses of topics are places on it.
 */
#ifndef CONVENE_TOPIC_TOPIC_VIEW_H
#define CONVENE_TOPIC_TOPIC_VIEW_H

#include "topic_view_sql.h"
#include "web/page.h"

struct topic_line {
	struct topic_view_list_row row;
	struct str anchor; /* "dccg-53-1" */
};
struct topic_lines {
	struct topic_line *at;
	size_t n;
	size_t room;
};
struct topic_list_view {
	struct page page;
	struct topic_lines open;   /* longest waiting first */
	struct topic_lines closed; /* newest first */
	int64_t n_open, n_closed;
};
must_check enum errc topic_list_load(struct op *op, struct topic_list_view *v);

#endif
