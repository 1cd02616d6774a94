/* SPDX-License-Identifier: Apache-2.0 */
/*
 * site: the public site as one http_app over one database.
 *
 *	struct site *site;
 *
 *	site = site_new(&(struct site_options){ .database = url });
 *	TRY(http_server_start(op, site_http(site), &options, &server));
 *	…
 *	http_server_stop(server, 5000);
 *	site_free(site);
 *
 * Every thread that answers requests has a read-only connection of its own,
 * opened at its first request and again after a failure, the forum's settings
 * as of the data version that it last saw, and some reports as read. There is
 * nothing else that threads share or keep.
 *
 * A database that is away, locked or corrupt gives 503 and 500 pages in the
 * plain frame, and /healthz says 503; the site recovers by itself.
 */
#ifndef CONVENE_WEB_SITE_H
#define CONVENE_WEB_SITE_H

#include "http/http.h"

struct db;
struct secret_key;

struct site_options {
	struct str database;    /* as db_open() takes it */
	/* For tests: one connection that every request uses; database is then
	 * not looked at. The caller closes it after site_free(). */
	struct db *connection;
	/* For codes and letters. NULL: nobody can sign in. The caller's. */
	const struct secret_key *key;
	instant (*clock)(void); /* NULL: instant_now */
	size_t cache_bytes;     /* http_app.cache_bytes */
};

struct site;
/* Does not touch the database: a server may start before its disk is there. */
struct site *site_new(const struct site_options *options);
struct http_site *site_http(struct site *site);
/* Before: http_server_stop. NULL is fine. */
void site_free(struct site *site);

/* routes.c: the route table of every feature, ends in NULL. */
extern const struct http_routes *const site_routes[];

#endif
