/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A request is one snapshot. begin() starts a read transaction on the thread's
 * connection and reads the data version in it; the ETag is made of that
 * number, the settings in the frame are those of that number, and whatever the
 * handler reads is as of that number. end() lets go of it. So a page cannot
 * mix two states of the record, and cannot be filed under the wrong one.
 *
 * Readers of an SQLite database in WAL mode wait for nobody, so this is fit
 * for an event thread; what can take long is cut off by a deadline.
 *
 * When begin() fails it says so in t->failed, the connection is dropped, and
 * allow() refuses the request with what happened; the next request opens anew.
 * Error pages need the frame only, whose settings may then be old ones.
 */
#include "web/site.h"

#include <inttypes.h>
#include <stdlib.h>

#include "account/account_seen.h"
#include "forum_view_sql.h"
#include "html/asset.h"
#include "web/build_id.h"
#include "web/page.h"
#include "web/thread.h"

#define BUSY_MS 100
#define DEADLINE_MS 5000
#define REPORTS_KEPT ((size_t)2 << 20) /* bytes, by each thread */

struct site {
	struct site_options options;
	struct site_services services;
	struct http_app app;
	struct http_site *http;
	struct http_routes tables[32];
	struct arena arena; /* what app points into */
};

/* ---- threads ---- */

static void *
thread_init(void *app)
{
	const struct site *s = app;
	struct site_thread *t = calloc(1, sizeof *t);

	BUG_ON(!t);
	t->services = &s->services;
	t->reports = report_cache_new(REPORTS_KEPT);
	t->figures = calloc(1, sizeof *t->figures);
	BUG_ON(!t->figures);
	t->forum_version = -1;
	t->forum = (struct forum){ .name = STR("Convene"), .short_name = STR("Convene") };
	return t;
}

static void
drop_connection(const struct site *s, struct site_thread *t)
{
	if (t->db != s->options.connection)
		db_close(t->db);
	t->db = NULL;
}

static void
thread_done(void *app, void *thread)
{
	struct site_thread *t = thread;

	drop_connection(app, t);
	db_close(t->writer);
	arena_done(&t->settings);
	report_cache_free(t->reports);
	figure_memo_done(t->figures);
	free(t->figures);
	free(t);
}

/* The forum of this data version, in the thread's own memory. */
static enum errc
refresh_forum(struct op *op, struct site_thread *t)
{
	struct op own = *op;
	struct forum fresh;
	enum errc code;

	if (t->forum_version == t->version)
		return OK;
	/* Nothing of the old one is in use between two requests. */
	arena_reset(&t->settings);
	t->forum_version = -1;
	t->forum = (struct forum){ .name = STR("Convene"), .short_name = STR("Convene") };
	own.arena = &t->settings;
	code = forum_view_load(&own, &fresh);
	if (code != OK) {
		op->err = own.err;
		return code;
	}
	t->forum = fresh;
	t->forum_version = t->version;
	return OK;
}

static enum errc
open_snapshot(struct site *s, struct site_thread *t, struct op *op)
{
	if (!t->db && s->options.connection)
		t->db = s->options.connection;
	/* A backup may have been put in its place. */
	if (t->db && !s->options.connection && db_replaced(t->db))
		drop_connection(s, t);
	if (!t->db && db_open_within(op, s->options.database, DB_READ, BUSY_MS, &t->db) != OK) {
		/* Gone, locked or noise: to a reader, all of it is "try again". */
		op->err.code = E_UNAVAILABLE;
		return E_UNAVAILABLE;
	}
	op->db = t->db;
	db_set_deadline(t->db, DEADLINE_MS);
	t->tx = tx_begin_read(op);
	TRY(db_data_version(op, &t->version));
	return refresh_forum(op, t);
}

/* Who asks? Without a cookie, which is how most do, that costs nothing. */
static enum errc
find_actor(struct http_request *req)
{
	struct str token = http_cookie(req, SITE_COOKIE, page_is_secure(req));
	const struct actor *actor;
	bool stale;

	if (!str_present(token))
		return OK;
	TRY(session_find(&req->op, token, &actor, &stale));
	req->op.actor = actor;
	req->personal = actor != NULL;
	if (stale)
		account_seen_note(actor->session);
	return OK;
}

static void
begin(struct http_request *req)
{
	struct site *s = req->app;
	struct site_thread *t = req->thread;

	t->failed = open_snapshot(s, t, &req->op);
	if (t->failed == OK)
		t->failed = find_actor(req);
	if (t->failed == OK)
		return;
	tx_close(&t->tx);
	drop_connection(s, t);
	req->op.db = NULL;
}

static void
end(struct http_request *req)
{
	struct site_thread *t = req->thread;

	tx_close(&t->tx);
}

/* Of which group a route is. One that is not there is nobody's own: whoever may act for any
 * is told that by the handler. */
static enum errc
group_of(struct http_request *req, group_id *ret)
{
	struct forum_view_group_row row = { 0 };
	bool found;

	TRY(forum_view_group(&req->op, http_param(req, req->route->of), &found, &row));
	if (found)
		*ret = row.id;
	return OK;
}

static enum errc
allow(struct http_request *req)
{
	const struct site_thread *t = req->thread;
	group_id group = { 0 };

	if (t->failed != OK)
		return t->failed; /* begin() left its reason in req->op.err */
	if (req->op.actor && req->route->of)
		TRY(group_of(req, &group));
	if (actor_may(req->op.actor, (enum right)req->route->need, group))
		return OK;
	return fail(&req->op, E_FORBIDDEN, req->op.actor ? "page.not-allowed" : "page.sign-in-first",
		    "%s", right_word((enum right)req->route->need));
}

static bool
data_version(void *thread, uint64_t *ret)
{
	const struct site_thread *t = thread;

	*ret = (uint64_t)t->version;
	return t->failed == OK;
}

/* ---- health ---- */

/* For machines: plain text, a line each. allow() has refused already when the
 * database cannot be read. */
static enum errc
healthz_get(struct http_request *req, struct http_response *res)
{
	const struct site *s = req->app;
	const struct site_thread *t = req->thread;
	struct http_counters c = http_site_counters(s->http);

	res->type = HTTP_PLAIN;
	res->cache = HTTP_NO_STORE;
	buf_addf(&res->body,
		 "ok\n"
		 "version " CONVENE_VERSION "\n"
		 "data_version %" PRId64 "\n"
		 "requests %" PRIu64 "\n"
		 "connections_open %" PRIu64 "\n"
		 "connections_refused %" PRIu64 "\n"
		 "connections_expired %" PRIu64 "\n"
		 "not_modified %" PRIu64 "\n"
		 "cache_hits %" PRIu64 "\n"
		 "cache_misses %" PRIu64 "\n"
		 "cache_bytes %" PRIu64 "\n",
		 t->version, c.requests, c.open, c.refused, c.expired, c.not_modified,
		 c.cache_hits, c.cache_misses, c.cache_bytes);
	return OK;
}

static const struct http_route health_table[] = {
	{ .method = HTTP_GET, .path = "/healthz", .handler = healthz_get, .uncached = true },
};
static const struct http_routes health_routes = { health_table, ARRAY_LEN(health_table) };

/* ---- the whole ---- */

static void
add_assets(struct site *s)
{
	struct http_asset *list = ARENA_ARRAY(&s->arena, assets_n, struct http_asset);

	for (size_t i = 0; i < assets_n; i++)
		list[i] = (struct http_asset){
			.path = arena_cstr(&s->arena, assets[i].address),
			.type = arena_cstr(&s->arena, assets[i].type),
			.body = { (const char *)assets[i].bytes, assets[i].n },
		};
	s->app.assets = list;
	s->app.n_assets = assets_n;
}

struct site *
site_new(const struct site_options *options)
{
	struct site *s = calloc(1, sizeof *s);
	size_t n = 0;

	BUG_ON(!s);
	s->options = *options;
	s->options.database = arena_str(&s->arena, options->database);
	s->services = (struct site_services){
		.key = options->key,
		.database = s->options.database,
		.database_is_shared = options->connection != NULL,
	};
	s->tables[n++] = health_routes;
	for (size_t i = 0; site_routes[i]; i++) {
		BUG_ON(n == ARRAY_LEN(s->tables));
		s->tables[n++] = *site_routes[i];
	}
	s->app = (struct http_app){
		.app = s,
		.build_id = build_id(),
		.tables = s->tables,
		.n_tables = n,
		.thread_init = thread_init,
		.thread_done = thread_done,
		.begin = begin,
		.end = end,
		.allow = allow,
		.data_version = data_version,
		.error = page_error,
		.clock = options->clock,
		.waits = !options->connection && db_is_remote(options->database),
		.cache_bytes = options->cache_bytes,
	};
	add_assets(s);
	s->http = http_site_new(&s->app);
	return s;
}

struct http_site *
site_http(struct site *site)
{
	return site->http;
}

void
site_free(struct site *site)
{
	if (!site)
		return;
	http_site_free(site->http);
	arena_done(&site->arena);
	free(site);
}
