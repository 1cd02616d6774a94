/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A request's way through the application, without sockets.
 *
 * http_plan() decides from the header alone (address, method, origin);
 * http_run() does the rest once the body is there. The order is that of the
 * list in http.h, and the reason for it is cost: what is cheap to refuse is
 * refused first, and a page that the client or the cache has is not rendered.
 *
 * The data version is read before the handler runs. A change in between makes
 * a page that is newer than its tag says, which costs one needless rendering;
 * the other order would keep an old page under a new tag.
 */
#include <inttypes.h>
#include <pthread.h>
#include <stdlib.h>

#include "base/log.h"
#include "http/call.h"

/* Smaller bodies fit a packet either way. */
#define COMPRESS_FROM 860
#define LEVEL_KEPT 6 /* done once, sent many times */
#define LEVEL_ONCE 1
#define BODY_DEFAULT ((size_t)64 << 10)
#define CACHE_DEFAULT ((size_t)16 << 20)

struct http_site {
	struct http_app app;
	struct http_router *router;
	struct http_store *store;    /* NULL: nothing is kept */
	struct http_shared **assets; /* two for each: as it is, gzip (or NULL) */
	pthread_key_t key;
	uint64_t tag_key[2];
	struct http_tally tally;
};

/* One request on its way. */
struct run {
	struct http_thread *t;
	struct http_site *site;
	const struct http_call *call;
	struct http_plan plan;
	struct http_request req;
	struct http_response res;
	bool wants_gzip;
	bool tagged; /* key, tag are set */
	struct http_cache_key key;
	struct str tag; /* without the closing quote */
};

/* ---- set-up ---- */

static void
make_asset(struct http_site *site, size_t i)
{
	static const struct str forever = STR_INIT("public, max-age=31536000, immutable");
	const struct http_asset *asset = &site->app.assets[i];

	for (int packed = 0; packed < 2; packed++) {
		AUTO_ARENA a = { 0 };
		struct http_response res = { .status = 200, .type = asset->type };
		struct deflater gz = { 0 };
		struct buf body = { 0 };

		if (!packed)
			buf_add(&body, asset->body);
		else if (str_present(asset->gzip))
			buf_add(&body, asset->gzip);
		else if (!http_compressible(asset->type) || !http_gzip(&gz, asset->body, 9, &body))
			continue;
		deflate_done(&gz);
		http_add(&a, &res, "Cache-Control", forever);
		http_add(&a, &res, "Vary", STR("Accept-Encoding"));
		if (packed)
			http_add(&a, &res, "Content-Encoding", STR("gzip"));
		http_seal(&a, &res);
		site->assets[2 * i + (size_t)packed] = http_shared_new(&res, &body);
	}
}

static void
end_thread(void *arg)
{
	struct http_thread *t = arg;

	http_thread_done(t);
	free(t);
}

struct http_site *
http_site_new(const struct http_app *app)
{
	struct http_site *site = calloc(1, sizeof *site);
	struct str build = str_of(app->build_id ? app->build_id : "");

	BUG_ON(!site);
	site->app = *app;
	site->router = http_router_new(app);
	if (app->cache_bytes != SIZE_MAX)
		site->store = http_store_new(app->cache_bytes ? app->cache_bytes : CACHE_DEFAULT);
	site->assets = calloc(2 * app->n_assets + 1, sizeof(struct http_shared *));
	BUG_ON(!site->assets);
	for (size_t i = 0; i < app->n_assets; i++)
		make_asset(site, i);
	/* The same in every process of a build: tags survive a restart. */
	site->tag_key[0] = http_hash((uint64_t[2]){ 1, 2 }, build);
	site->tag_key[1] = http_hash((uint64_t[2]){ 3, 4 }, build);
	BUG_ON(pthread_key_create(&site->key, end_thread) != 0);
	return site;
}

void
http_site_free(struct http_site *site)
{
	struct http_thread *t;

	if (!site)
		return;
	t = pthread_getspecific(site->key);
	if (t)
		end_thread(t);
	pthread_key_delete(site->key);
	for (size_t i = 0; i < 2 * site->app.n_assets; i++)
		http_shared_unref(site->assets[i]);
	free(site->assets);
	http_store_free(site->store);
	http_router_free(site->router);
	free(site);
}

void
http_thread_init(struct http_thread *t, struct http_site *site)
{
	*t = (struct http_thread){ .site = site };
	if (site->app.thread_init)
		t->context = site->app.thread_init(site->app.app);
}

void
http_thread_done(struct http_thread *t)
{
	if (t->site->app.thread_done)
		t->site->app.thread_done(t->site->app.app, t->context);
	arena_done(&t->arena);
	deflate_done(&t->gzip);
}

struct http_thread *
http_thread(struct http_site *site)
{
	struct http_thread *t = pthread_getspecific(site->key);

	if (!t) {
		t = malloc(sizeof *t);
		BUG_ON(!t);
		http_thread_init(t, site);
		BUG_ON(pthread_setspecific(site->key, t) != 0);
	}
	return t;
}

struct http_tally *
http_site_tally(struct http_site *site)
{
	return &site->tally;
}

struct http_counters
http_site_counters(const struct http_site *site)
{
	const struct http_tally *t = &site->tally;

	return (struct http_counters){
		.requests = atomic_load(&t->requests),
		.connections = atomic_load(&t->connections),
		.open = atomic_load(&t->open),
		.refused = atomic_load(&t->refused),
		.expired = atomic_load(&t->expired),
		.malformed = atomic_load(&t->malformed),
		.not_modified = atomic_load(&t->not_modified),
		.cache_hits = atomic_load(&t->cache_hits),
		.cache_misses = atomic_load(&t->cache_misses),
		.cache_bytes = site->store ? http_store_bytes(site->store) : 0,
	};
}

/* ---- the plan ---- */

static enum http_method
read_method(struct str s)
{
	static const char *const word[HTTP_OTHER] = { "GET", "HEAD", "POST", "PUT", "DELETE" };
	size_t i = 0;

	while (i < HTTP_OTHER && !str_is(s, word[i]))
		i++;
	return (enum http_method)i;
}

/* Where the path without its slash leads, or absent. */
static struct str
without_slash(const struct http_site *site, struct arena *a, const struct http_plan *plan)
{
	struct str path = str_sub(plan->path, 0, plan->path.n - 1), rest = str_from(path, 1);
	struct http_match match;
	struct buf b = { 0 };
	struct str s;

	if (plan->path.n < 2 || plan->path.p[path.n] != '/' ||
	    !http_router_find(site->router, path, &match))
		return STR_NONE;
	while (str_present(rest)) {
		buf_addc(&b, '/');
		http_add_encoded(&b, str_cut(&rest, '/'));
	}
	if (str_present(plan->query)) {
		buf_addc(&b, '?');
		buf_add(&b, plan->query);
	}
	s = buf_to_arena(&b, a);
	buf_done(&b);
	return s;
}

void
http_plan(const struct http_site *site, const struct http_call *call, struct arena *a,
	  struct http_plan *ret)
{
	struct http_plan *p = ret;

	*p = (struct http_plan){ .method = read_method(call->method) };
	p->head = p->method == HTTP_HEAD;
	if (p->head)
		p->method = HTTP_GET;
	if (!http_split_target(a, call->target, http_call_header(call, STR("host")), &p->path,
			       &p->query)) {
		p->status = 400;
		return;
	}
	if (!http_router_find(site->router, p->path, &p->match)) {
		p->location = without_slash(site, a, p);
		p->status = str_present(p->location) ? 308 : 404;
		return;
	}
	if (p->match.asset && p->method == HTTP_GET)
		return;
	p->route = p->method < HTTP_OTHER ? p->match.route[p->method] : NULL;
	if (!p->route) {
		p->status = 405;
		return;
	}
	p->slow = p->route->slow || site->app.waits;
	p->body_max = p->route->body_max;
	if (!p->body_max && (p->method == HTTP_POST || p->method == HTTP_PUT))
		p->body_max = BODY_DEFAULT;
	if (p->method != HTTP_GET && !http_same_site(call))
		p->status = 403;
}

/* ---- running ---- */

static void
start_request(struct run *r)
{
	struct http_request *req = &r->req;
	const struct http_app *app = &r->site->app;

	req->op.arena = &r->t->arena;
	req->op.now = app->clock ? app->clock() : instant_now();
	req->app = app->app;
	req->thread = r->t->context;
	req->method = r->plan.method;
	req->head = r->plan.head;
	req->https =
		r->call->trusted &&
		str_eq_nocase(http_call_header(r->call, STR("x-forwarded-proto")), STR("https"));
	req->method_word = r->call->method;
	req->path = str_or_empty(r->plan.path);
	req->query = r->plan.query;
	req->host = http_call_header(r->call, STR("host"));
	if (!str_present(req->host) || r->plan.status == 400)
		req->host = STR("");
	req->remote = http_remote(r->call);
	req->route = r->plan.route;
	req->call = r->call;
	if (req->route)
		http_route_params(req->op.arena, &r->plan.match, req);
	r->wants_gzip = http_accepts_gzip(http_call_header(r->call, STR("accept-encoding")));
}

static void
fresh_response(struct run *r)
{
	buf_done(&r->res.body);
	r->res = (struct http_response){ .status = 200, .type = HTTP_HTML };
	if (r->req.route && r->req.route->max_age > 0) {
		r->res.cache = HTTP_PUBLIC;
		r->res.max_age = r->req.route->max_age;
	}
	if (r->req.personal)
		r->res.cache = HTTP_NO_STORE;
}

static void
error_page(struct run *r, int status)
{
	const struct http_app *app = &r->site->app;

	fresh_response(r);
	r->res.cache = HTTP_REVALIDATE;
	r->res.status = status;
	r->tagged = false;
	if (app->error)
		app->error(&r->req, &r->res);
	if (!r->res.body.n) {
		r->res.type = HTTP_PLAIN;
		buf_addf(&r->res.body, "%d %s\n", status, http_phrase(status));
	}
	r->res.status = status;
	r->res.ranges = false;
	if (status == 405)
		http_set(&r->req, &r->res, "Allow",
			 http_match_allow(&r->plan.match, r->req.op.arena));
	if (status == 503)
		http_set(&r->req, &r->res, "Retry-After", STR("5"));
}

/* An operation failed: what the user sees is a page, what we see is a line. */
static void
failure_page(struct run *r, enum errc code)
{
	const struct err *err = &r->req.op.err;
	int status = http_status(code);

	if (status >= 500)
		log_line(LOG_ERROR, "%.*s %.*s: %s: %s (%s:%d)", STRF(r->req.method_word),
			 STRF(r->req.path), err->msgid ? err->msgid : errc_name(code), err->detail,
			 err->file ? err->file : "?", err->line);
	error_page(r, status);
}

/* Key and tag of what a GET asks for, where the data version is known. */
static void
make_tag(struct run *r)
{
	const struct http_app *app = &r->site->app;
	struct arena *a = r->req.op.arena;
	struct str all;

	if (r->req.method != HTTP_GET || r->req.route->uncached || r->req.personal || r->req.errors ||
	    !app->data_version || !app->data_version(r->t->context, &r->key.version))
		return;
	r->key.day = date_of_instant(r->req.op.now).v;
	r->key.what = http_form_key(&r->req);
	all = arena_printf(a, "%" PRIx64 " %" PRIx32 " %.*s", r->key.version, (uint32_t)r->key.day,
			   STRF(r->key.what));
	r->tag = arena_printf(a, "\"%016" PRIx64, http_hash(r->site->tag_key, all));
	r->tagged = true;
}

/*
 * "hash-length" or "hash-length-gz". The length is there for us: a 304 may tell
 * the length of the body that it saves only if it tells the right one (RFC 9110
 * 8.6), the adapter cannot tell none, and the handler that would know is not run.
 */
static struct str
whole_tag(struct run *r, size_t length, bool packed)
{
	return arena_printf(r->req.op.arena, "%.*s-%zu%s\"", STRF(r->tag), length,
			    packed ? "-gz" : "");
}

/* The tag of ours at the front of s, with the length in it. */
static bool
cut_tag(struct str hash, struct str s, struct str *ret_tag, uint64_t *ret_length)
{
	struct str rest = str_from(s, hash.n), digits;
	int64_t length;
	size_t end;

	if (!str_starts(s, hash) || !str_starts(rest, STR("-")))
		return false;
	end = str_find_char(rest, '"', 0);
	if (end == STR_NPOS)
		return false;
	*ret_tag = str_sub(s, 0, hash.n + end + 1);
	digits = str_sub(rest, 1, end - 1);
	if (str_ends(digits, STR("-gz")))
		digits.n -= 3;
	if (!str_to_int(digits, &length))
		return false;
	*ret_length = (uint64_t)length;
	return true;
}

/* RFC 9110 13.1.2. Either encoding of the page will do: the tag that the client
 * has is the one it is told again. */
static bool
is_known_to_client(struct run *r)
{
	struct str have = http_call_header(r->call, STR("if-none-match"));
	size_t at = str_present(have) ? str_find(have, r->tag, 0) : STR_NPOS;
	struct str tag;
	uint64_t length;

	if (at == STR_NPOS || !cut_tag(r->tag, str_from(have, at), &tag, &length))
		return false;
	fresh_response(r);
	r->res.status = 304;
	r->res.type = NULL;
	r->res.unsent = length;
	http_set(&r->req, &r->res, "ETag", tag);
	http_set(&r->req, &r->res, "Vary", STR("Accept-Encoding"));
	TALLY(r->site, not_modified);
	return true;
}

static void
use_shared(struct http_response *res, struct http_shared *s)
{
	*res = (struct http_response){ .status = 200, .shared = s };
	res->headers.at = s->headers;
	res->headers.n = s->n_headers;
}

static bool
is_kept(const struct run *r)
{
	return r->tagged && r->site->store && r->wants_gzip &&
	       !str_present(http_call_header(r->call, STR("range")));
}

static bool
from_cache(struct run *r)
{
	struct http_shared *s;

	if (!is_kept(r))
		return false;
	s = http_store_get(r->site->store, &r->key);
	if (!s) {
		TALLY(r->site, cache_misses);
		return false;
	}
	TALLY(r->site, cache_hits);
	use_shared(&r->res, s);
	return true;
}

/* Is what the handler made the same for everybody who asks for it? */
static bool
is_common(const struct run *r)
{
	return r->tagged && r->res.status == 200 && r->res.cache != HTTP_NO_STORE &&
	       !str_present(http_response_header(&r->res, "Set-Cookie"));
}

static void
pack(struct run *r)
{
	bool common = is_common(r);
	struct http_shared *s;
	struct buf packed = { 0 };
	struct str tag = STR_NONE;
	bool may = !r->res.ranges && !r->res.plain && r->res.type && http_compressible(r->res.type);

	if (may)
		http_set(&r->req, &r->res, "Vary", STR("Accept-Encoding"));
	if (!may || !r->wants_gzip || r->res.body.n < COMPRESS_FROM ||
	    !http_gzip(&r->t->gzip, buf_str(&r->res.body),
		       common && r->site->store ? LEVEL_KEPT : LEVEL_ONCE, &packed)) {
		if (common) {
			tag = whole_tag(r, r->res.body.n, false);
			http_set(&r->req, &r->res, "ETag", tag);
		}
		if (r->res.ranges && r->res.status == 200)
			http_range(&r->req, &r->res, tag);
		http_seal(r->req.op.arena, &r->res);
		return;
	}
	http_set(&r->req, &r->res, "Content-Encoding", STR("gzip"));
	if (common)
		http_set(&r->req, &r->res, "ETag", whole_tag(r, packed.n, true));
	http_seal(r->req.op.arena, &r->res);
	buf_done(&r->res.body);
	if (!common || !is_kept(r)) {
		r->res.body = packed;
		return;
	}
	s = http_shared_new(&r->res, &packed);
	http_store_put(r->site->store, &r->key, s);
	use_shared(&r->res, s);
}

static void
answer(struct run *r)
{
	const struct http_app *app = &r->site->app;
	struct http_request *req = &r->req;
	struct str type = http_call_header(r->call, STR("content-type"));
	enum errc code = app->allow ? app->allow(req) : OK;
	int status;

	if (code != OK) {
		failure_page(r, code);
		return;
	}
	status = http_form_read(req, type, r->call->body);
	if (!status && req->errors && !req->route->shows_errors)
		status = 400;
	if (status) {
		(void)fail(&req->op, E_INVALID, "http.bad-form", "%s", http_phrase(status));
		error_page(r, status);
		return;
	}
	make_tag(r);
	if (r->tagged && (is_known_to_client(r) || from_cache(r)))
		return;
	fresh_response(r);
	code = req->route->handler(req, &r->res);
	if (code != OK)
		failure_page(r, code);
}

static void
give_asset(struct run *r)
{
	struct http_shared **both = &r->site->assets[2 * r->plan.match.asset_at];
	bool gz = http_accepts_gzip(http_call_header(r->call, STR("accept-encoding")));

	use_shared(&r->res, http_shared_ref(both[gz && both[1] ? 1 : 0]));
}

static void
refuse(struct run *r, int status)
{
	start_request(r);
	if (r->site->app.begin)
		r->site->app.begin(&r->req);
	if (status == 308)
		http_redirect(&r->req, &r->res, status, r->plan.location);
	else
		error_page(r, status);
	pack(r);
	if (r->site->app.end)
		r->site->app.end(&r->req);
}

void
http_refuse(struct http_thread *t, const struct http_call *call, int status,
	    struct http_response *ret)
{
	struct run r = { .t = t, .site = t->site, .call = call };

	http_plan(t->site, call, &t->arena, &r.plan);
	if (status == 400)
		r.plan.status = 400;
	refuse(&r, status);
	*ret = r.res;
}

void
http_run(struct http_thread *t, const struct http_call *call, struct http_response *ret)
{
	struct run r = { .t = t, .site = t->site, .call = call };

	http_plan(t->site, call, &t->arena, &r.plan);
	if (r.plan.status) {
		refuse(&r, r.plan.status);
	} else if (r.plan.match.asset && !r.plan.route) {
		give_asset(&r);
	} else {
		start_request(&r);
		if (r.site->app.begin)
			r.site->app.begin(&r.req);
		answer(&r);
		if (!r.res.shared && r.res.status != 304)
			pack(&r);
		else if (r.res.status == 304)
			http_seal(&t->arena, &r.res);
		if (r.site->app.end)
			r.site->app.end(&r.req);
	}
	*ret = r.res;
}

struct str
http_header_get(const struct http_request *req, const char *name)
{
	return http_call_header(req->call, str_of(name));
}

struct str
http_cookie(const struct http_request *req, const char *name, bool secure)
{
	struct str want = arena_printf(req->op.arena, "%s%s=", secure ? "__Host-" : "", name);
	struct str rest = http_header_get(req, "cookie");

	while (str_present(rest)) {
		struct str one = str_trim(str_cut(&rest, ';'));

		if (str_starts(one, want))
			return str_from(one, want.n);
	}
	return STR_NONE;
}

struct str
http_body(const struct http_request *req)
{
	return req->call->body;
}
