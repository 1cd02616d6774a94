/* SPDX-License-Identifier: Apache-2.0 */
/*
 * call: what the files of http/ share and nobody else includes.
 *
 * A call is a request as it came off the wire. It is borrowed: server.c keeps
 * its bytes alive until the response has been built.
 */
#ifndef CONVENE_HTTP_CALL_H
#define CONVENE_HTTP_CALL_H

#include <stdatomic.h>

#include "http/http.h"
#include "text/deflate.h"

/* More header lines than this are refused by the adapter. */
#define HTTP_HEADERS_MAX 100

struct http_call {
	struct str method;
	struct str target;
	bool http10;
	const struct http_header *headers; /* values without outer white space */
	size_t n_headers;
	struct str body;
	struct str remote; /* the other end's address, in text */
	bool trusted;      /* the other end is a proxy that may say who asked */
};

/* check.c */
/* First header of that name, absent when there is none. */
struct str http_call_header(const struct http_call *call, struct str name);
/* 0, or the status with which the request must be refused. */
int http_check(const struct http_call *call, const struct http_limits *limits);
/* 0, and what the checked header says about the body. */
struct http_framing {
	bool chunked;
	uint64_t length; /* 0 when chunked */
	bool awaits_continue;
};
struct http_framing http_framing(const struct http_call *call);
/* The client's address: the other end's, or the one a trusted proxy names. */
struct str http_remote(const struct http_call *call);
/* May this POST, PUT or DELETE change anything: does it come from our pages? */
bool http_same_site(const struct http_call *call);
/*
 * The target as path and query. *ret_path is decoded in the arena; a slash at
 * its end is kept. false: escapes, bytes or segments that no path of ours has.
 */
bool http_split_target(struct arena *a, struct str target, struct str host,
		       struct str *ret_path, struct str *ret_query);
/* Percent-decoding; plus_is_space for forms. false for a bad escape. */
bool http_decode(struct arena *a, struct str s, bool plus_is_space, struct str *ret);

/* router.c */
struct http_router;
struct http_match {
	const struct http_route *route[HTTP_OTHER]; /* by method; HEAD is GET's */
	const struct http_asset *asset;
	size_t asset_at;
	struct str values[8]; /* of the {name}s, in order */
	size_t n_values;
};
#define HTTP_PARAMS_MAX 8
struct http_router *http_router_new(const struct http_app *app);
void http_router_free(struct http_router *r);
/* false: nothing at all is at that path. */
bool http_router_find(const struct http_router *r, struct str path, struct http_match *ret);
/* "GET, HEAD, POST" */
struct str http_match_allow(const struct http_match *m, struct arena *a);
/* The names of route->path with these values. */
void http_route_params(struct arena *a, const struct http_match *m, struct http_request *req);

/* form.c */
/* Fills req->inputs and req->errors from the query (GET) or the body. Returns 0,
 * or 400 for a body that cannot be read, or 415 for one of another type. */
int http_form_read(struct http_request *req, struct str type, struct str body);
/* path?name=value&... of what was declared: equal for equal requests. */
struct str http_form_key(const struct http_request *req);

/* compress.c */
/* Does the client prefer gzip to bytes as they are? */
bool http_accepts_gzip(struct str accept_encoding);
/* Per-thread state; all zero before first use. */
/* level 1 to 9. The result is the caller's. false: no smaller than before. */
bool http_gzip(struct deflater *gz, struct str s, int level, struct buf *ret);

/* cache.c */
typedef void http_native_free(void *native);
/* A finished body with its headers that many responses use at the same time. */
struct http_shared {
	atomic_uint refs;
	struct str body;
	struct http_header *headers; /* all of them: sealed */
	size_t n_headers;
	/* What the adapter made of it, once; freed with it. */
	_Atomic(void *) native;
	_Atomic(http_native_free *) native_free; /* set before native */
};
/* Takes body over. One reference is the caller's. */
struct http_shared *http_shared_new(const struct http_response *res, struct buf *body);
struct http_shared *http_shared_ref(struct http_shared *s);
void http_shared_unref(struct http_shared *s); /* NULL is fine */

struct http_cache_key {
	struct str what;
	uint64_t version;
	int32_t day;
};
struct http_store;
struct http_store *http_store_new(size_t bytes);
void http_store_free(struct http_store *c);
/* NULL, or a reference for the caller. */
struct http_shared *http_store_get(struct http_store *c, const struct http_cache_key *k);
void http_store_put(struct http_store *c, const struct http_cache_key *k, struct http_shared *s);
size_t http_store_bytes(struct http_store *c);
/* SipHash-2-4. */
uint64_t http_hash(const uint64_t key[2], struct str s);

/* response.c */
/* What every response carries, behind what the handler set. */
void http_seal(struct arena *a, struct http_response *res);
/* As http_set(), where there is no request. */
void http_add(struct arena *a, struct http_response *res, const char *name, struct str value);
bool http_compressible(const char *type);
/* Cuts res->body to what Range asks for: status 206, or 416. */
void http_range(struct http_request *req, struct http_response *res, struct str etag);
/* Everything as bytes, for a refusal that must not wait for the adapter. */
void http_wire(const struct http_response *res, bool head, instant now, struct buf *ret);

/* access_log.c */
struct timespec;
void http_log_access(FILE *log, const struct http_call *call, struct str target, int status,
		     size_t bytes, const struct timespec *begun);

/* site.c */
struct http_thread {
	struct http_site *site;
	void *context;
	struct arena arena;
	struct deflater gzip;
};
void http_thread_init(struct http_thread *t, struct http_site *site);
void http_thread_done(struct http_thread *t);
/* Of the calling thread; made at the first call, freed when the thread ends. */
struct http_thread *http_thread(struct http_site *site);

struct http_plan {
	int status; /* 0: run; else refuse (or redirect) with it */
	enum http_method method;
	bool head;
	bool slow;
	size_t body_max;
	struct str path;
	struct str query;
	struct str location; /* status 308 */
	struct http_match match;
	const struct http_route *route;
};
void http_plan(const struct http_site *site, const struct http_call *call,
	       struct arena *a, struct http_plan *ret);
/* The response, ready to be sent; strings in t->arena, body the caller's. */
void http_run(struct http_thread *t, const struct http_call *call, struct http_response *ret);
/* An error page for a request that does not get as far as http_run(). */
void http_refuse(struct http_thread *t, const struct http_call *call, int status,
		 struct http_response *ret);

struct http_tally {
	atomic_uint_fast64_t requests, connections, open, refused, expired, malformed,
		not_modified, cache_hits, cache_misses;
};
struct http_tally *http_site_tally(struct http_site *site);
#define TALLY(site, what) \
	atomic_fetch_add_explicit(&http_site_tally(site)->what, 1, memory_order_relaxed)

#endif
