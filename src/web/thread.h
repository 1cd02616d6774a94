/* SPDX-License-Identifier: Apache-2.0 */
/*
 * thread: what site.c keeps for each thread that answers requests, and what
 * page.c reads of it. Nobody else includes this.
 */
#ifndef CONVENE_WEB_THREAD_H
#define CONVENE_WEB_THREAD_H

#include "db/db.h"
#include "forum/forum_view.h"
#include "web/report_cache.h"

struct site_thread {
	struct db *db;        /* NULL: not open, or not any more */
	struct tx tx;         /* the snapshot of the request that runs */
	enum errc failed;     /* why there is no snapshot */
	int64_t version;      /* the data version of the snapshot */

	struct forum forum;   /* as of forum_version */
	int64_t forum_version; /* -1: never loaded */
	struct arena settings; /* what forum points into */
	struct report_cache *reports;
};

#endif
