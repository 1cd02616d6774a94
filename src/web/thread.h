/* SPDX-License-Identifier: Apache-2.0 */
/*
 * thread: what site.c keeps for each thread that answers requests, and what
 * page.c reads of it. Nobody else includes this.
 */
#ifndef CONVENE_WEB_THREAD_H
#define CONVENE_WEB_THREAD_H

#include "assess/figure_ops.h"
#include "db/db.h"
#include "forum/forum_view.h"
#include "secret/secret.h"
#include "web/report_cache.h"

/* Of the session; see http_set_cookie(). */
#define SITE_COOKIE "convene"

/* What the whole site has. */
struct site_services {
	const struct secret_key *key; /* NULL: letters can't be sent */
	struct str database;
	bool database_is_shared;      /* the connection that reads writes too (tests) */
};

struct site_thread {
	const struct site_services *services;
	struct db *writer;    /* opened when first needed; NULL before */
	struct db *db;        /* NULL: not open, or not any more */
	struct tx tx;         /* the snapshot of the request that runs */
	enum errc failed;     /* why there is no snapshot */
	int64_t version;      /* the data version of the snapshot */

	struct forum forum;   /* as of forum_version */
	int64_t forum_version; /* -1: never loaded */
	struct arena settings; /* what forum points into */
	struct report_cache *reports;
	struct figure_memo *figures;
};

#endif
