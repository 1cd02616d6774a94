/* SPDX-License-Identifier: Apache-2.0 */
/* list_feed: the newest messages of a list as Atom (RFC 4287), without addresses. */
#ifndef CONVENE_LIST_LIST_FEED_H
#define CONVENE_LIST_LIST_FEED_H

#include "feed/feed_view.h"
#include "list/list_view.h"

#define LIST_FEED_ENTRIES 30

struct list_feed_view {
	struct page page;
	struct feed_place place;
	struct list_head list;
	struct list_view_newest_rows messages; /* newest first */
};
/* E_NOT_FOUND list.no-such. */
must_check enum errc list_feed_load(struct op *op, struct str slug, struct list_feed_view *v);
void list_feed_write(struct buf *out, struct arena *a, const struct list_feed_view *v);

#endif
