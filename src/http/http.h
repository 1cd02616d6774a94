/* SPDX-License-Identifier: Apache-2.0 */
/*
 * http: requests in, responses out. The library below it is seen by one .c
 * file only; this header would stay as it is over another one.
 *
 * An application is a table of routes and a few hooks (struct http_app). It is
 * compiled once into a site, which knows nothing of sockets: http_dispatch()
 * runs a request through it in-process, http_server_start() puts it on a port.
 *
 * What happens to a request, in this order, each step able to answer it:
 *   1. the header is checked (400, 414, 431, 501) and the path cleaned (400)
 *   2. the route is found (308 to the address without its trailing slash, 404,
 *      405 with Allow); POST, PUT and DELETE from another site: 403
 *   3. the body is collected up to route.body_max (413 at once), within the
 *      deadlines of struct http_limits (connection closed)
 *   4. a .slow route moves to a worker thread (503 when the queue is full)
 *   5. app.begin, app.allow (whatever its errc says)
 *   6. query and body are checked against route.fields (400, unless the route
 *      .shows_errors)
 *   7. GET and HEAD: If-None-Match against the data version (304), compressed
 *      bytes from the cache (200)
 *   8. the handler; its errc becomes a status and app.error renders it
 *   9. compression, ranges, headers that every response has; app.end
 * HEAD is answered by every GET route, with GET's headers and no body.
 *
 * Threads. Handlers of ordinary routes run on an event thread and must never
 * wait: no lock, no slow query, no other host. Those of .slow routes run on a
 * worker and may. Each of these threads has a context of the application's
 * making (app.thread_init, at its first request), so a handler is never
 * concurrent with another one that has the same context.
 *
 * Memory. req->op.arena is emptied when the response has been built: strings
 * of the request and of the response may live there, nothing may outlive it.
 */
#ifndef CONVENE_HTTP_HTTP_H
#define CONVENE_HTTP_HTTP_H

#include <stdio.h>

#include "base/buf.h"
#include "base/op.h"
#include "base/vec.h"

/* ---- content types ---- */
#define HTTP_HTML "text/html; charset=utf-8"
#define HTTP_PLAIN "text/plain; charset=utf-8"
#define HTTP_MARKDOWN "text/markdown; charset=utf-8"
#define HTTP_CSV "text/csv; charset=utf-8; header=present"
#define HTTP_JSON "application/json"
#define HTTP_ATOM "application/atom+xml; charset=utf-8"
#define HTTP_CALENDAR "text/calendar; charset=utf-8"
#define HTTP_CSS "text/css; charset=utf-8"
#define HTTP_JS "text/javascript; charset=utf-8"
#define HTTP_SVG "image/svg+xml"
#define HTTP_PNG "image/png"
#define HTTP_WOFF2 "font/woff2"
#define HTTP_BYTES "application/octet-stream"

/* ---- fields of a form or a query ---- */

enum http_field_kind {
	HTTP_TEXT,   /* UTF-8, line ends as \n, no control characters but \t \n */
	HTTP_INT,    /* decimal digits, optionally a leading '-' */
	HTTP_DATE,   /* 2021-05-13 */
	HTTP_CHOICE, /* one of .choices */
	HTTP_FILE,   /* any bytes; multipart/form-data only */
};

/*
 * A field that a route declares. One that is not declared is dropped before
 * the handler sees it. An empty value of anything but HTTP_TEXT is the same
 * as none; a .required text must have something other than white space.
 */
struct http_field {
	const char *name;
	enum http_field_kind kind;
	bool required;
	bool repeated;              /* else the field may come once only */
	size_t max;                 /* bytes; 0: 200 (a file: the body's limit) */
	int64_t least, most;        /* HTTP_INT; both 0: no bounds */
	const char *const *choices; /* HTTP_CHOICE; ends in NULL */
};

/* One value as it was entered. Of the four readings only the one of the
 * field's kind is set, and only where the input has no error. */
struct http_value {
	struct str text;  /* what was entered; a file's content */
	int64_t number;   /* HTTP_INT */
	date day;         /* HTTP_DATE */
	size_t choice;    /* HTTP_CHOICE: index into .choices */
	struct str file_name; /* HTTP_FILE: last part only; "" if none was given */
	struct str file_type; /* HTTP_FILE: as the browser claims */
};

/* What came in for one declared field. */
struct http_input {
	const struct http_field *field;
	SLICE(struct http_value) values;
	/* A catalogue key saying what is wrong, or NULL: form.missing, form.long,
	 * form.twice, form.not-text, form.not-a-number, form.out-of-range,
	 * form.not-a-date, form.not-a-choice, form.not-a-file. */
	const char *msgid;
};

/* ---- routes ---- */

enum http_method { HTTP_GET, HTTP_HEAD, HTTP_POST, HTTP_PUT, HTTP_DELETE, HTTP_OTHER };

struct http_request;
struct http_response;
typedef enum errc http_handler(struct http_request *req, struct http_response *res);

/*
 * .path is "/", or segments, each a literal or one {name}:
 * "/meetings/{series}/{number}". A literal wins over a {name} at the same
 * place; two patterns that differ in names only are a BUG. No trailing slash.
 */
struct http_route {
	enum http_method method; /* GET, POST, PUT or DELETE */
	const char *path;
	http_handler *handler;
	bool slow;         /* may wait: runs on a worker thread */
	bool uncached;     /* no ETag, no cached bytes (personal, or not from data) */
	bool shows_errors; /* run the handler on invalid input; it reads req->errors */
	int need;          /* for app.allow; the application's own enum */
	const char *of;    /* for app.allow: the {name} that says of which thing; NULL: of none */
	int max_age;       /* seconds a response may be reused unasked; 0: none */
	const struct http_field *fields;
	size_t n_fields;
	size_t body_max; /* bytes; 0: 64 KiB for POST and PUT, nothing for the others */
};
#define HTTP_FIELDS(table) .fields = (table), .n_fields = ARRAY_LEN(table)

struct http_routes {
	const struct http_route *at;
	size_t n;
};

/* A file that never changes at its address (a hash of the content is part of
 * .path); served as immutable, compressed once. .gzip may be absent. */
struct http_asset {
	const char *path;
	const char *type;
	struct str body;
	struct str gzip;
};

/* ---- request ---- */

struct http_header {
	struct str name;
	struct str value;
};

struct http_request {
	struct op op;   /* arena and now are set; db and actor are for app.begin */
	void *app;      /* http_app.app */
	void *thread;   /* what app.thread_init returned on this thread */
	void *state;    /* the application's own, NULL at app.begin */
	enum http_method method; /* HTTP_GET for a HEAD request too */
	bool head;
	bool https;         /* as the trusted proxy says */
	bool personal;      /* set by app.begin: the answer is for this client alone, and
			     * is kept by nobody */
	struct str method_word;
	struct str path;    /* decoded, good UTF-8, no empty or dot segment */
	struct str query;   /* as sent, without '?'; absent when there is none */
	struct str host;    /* as sent, "" for HTTP/1.0 without one */
	struct str remote;  /* the client's address, in text */
	const struct http_route *route; /* NULL on error pages of no route */
	SLICE(struct http_header) params;  /* {name}s of the path, decoded */
	SLICE(struct http_input) inputs;   /* in the order of route->fields */
	size_t errors;                     /* inputs that have a msgid */
	const struct http_call *call;      /* the wrapper's own */
};

/* A {name} of the path; a name that is not in the pattern is a BUG. */
struct str http_param(const struct http_request *req, const char *name);
/* First value of a header, absent when not sent; name in any case. */
struct str http_header_get(const struct http_request *req, const char *name);
/* A cookie's value as http_set_cookie() set it, absent when not sent; of several the first. */
struct str http_cookie(const struct http_request *req, const char *name, bool secure);
/* The body as sent, for routes that take no form (JSON). */
struct str http_body(const struct http_request *req);

/* What came in for a declared field; an undeclared name is a BUG. */
const struct http_input *http_input(const struct http_request *req, const char *name);
/* First value: absent when none was sent. */
struct str http_text(const struct http_request *req, const char *name);
/* … "" when none was sent. */
struct str http_text_or_empty(const struct http_request *req, const char *name);
/* First value, or `otherwise` when none was sent or it is wrong. */
int64_t http_int(const struct http_request *req, const char *name, int64_t otherwise);
/* First value, or DATE_NONE. */
date http_date(const struct http_request *req, const char *name);
/* Index into .choices, or `otherwise`. */
size_t http_choice(const struct http_request *req, const char *name, size_t otherwise);
/* NULL when none was sent. An empty file field counts as none. */
const struct http_value *http_file(const struct http_request *req, const char *name);

/* ---- response ---- */

enum http_cache {
	HTTP_REVALIDATE, /* "no-cache": kept, but asked for each time (ETag) */
	HTTP_PUBLIC,     /* "public, max-age=N" */
	HTTP_NO_STORE,   /* "no-store" */
};

/* When a handler gets it: .status 200, .type HTTP_HTML, .cache and .max_age as
 * the route says, the rest zero. */
struct http_response {
	int status;
	const char *type;    /* static string; NULL: no Content-Type */
	struct buf body;     /* the handler fills it, the server takes it over */
	enum http_cache cache;
	int max_age;         /* seconds, for HTTP_PUBLIC */
	bool ranges;         /* single byte ranges are served (downloads) */
	bool plain;          /* never compress (already is) */
	SLICE(struct http_header) headers; /* see http_set() */
	struct http_shared *shared;        /* the wrapper's own, as is: */
	uint64_t unsent;                   /* length that a 304 tells */
};

/* Adds a header; name and value must live as long as the request's arena and
 * a control character in them is a BUG (values made from input are encoded
 * first, see http_add_encoded()). */
void http_set(struct http_request *req, struct http_response *res,
	      const char *name, struct str value);
/*
 * Set-Cookie for the whole site, out of reach of scripts, sent along when somebody follows a
 * link to here but with no form of another site's (SameSite=Lax). seconds 0: it is taken
 * back. secure: over TLS only, and under a name with "__Host-" in front, so that no other
 * host can have set it. value: of letters, digits, "-_".
 */
void http_set_cookie(struct http_request *req, struct http_response *res, const char *name,
		     struct str value, int64_t seconds, bool secure);
/* status 301, 302, 303, 307 or 308; location is a path of ours, or an absolute
 * address. Bytes that may not stand in an address are percent-encoded. */
void http_redirect(struct http_request *req, struct http_response *res,
		   int status, struct str location);
/* Content-Disposition: attachment, with the name in both spellings of RFC
 * 6266, and .ranges. Any name will do. */
void http_download(struct http_request *req, struct http_response *res,
		   struct str file_name);
/* s with everything but RFC 3986 unreserved percent-encoded: safe as a path
 * segment, a query name or a query value. */
void http_add_encoded(struct buf *out, struct str s);

/* "Not Found"; "" for a status without a usual phrase. */
const char *http_phrase(int status);
/* The status that stands for an errc: see base/err.h. */
int http_status(enum errc code);

/* ---- the application ---- */

struct http_app {
	void *app;       /* handed to hooks and requests */
	/* Changes with every build: part of every ETag. */
	const char *build_id;
	const struct http_routes *tables;
	size_t n_tables;
	const struct http_asset *assets;
	size_t n_assets;

	/* Called on the thread itself; may be NULL. */
	void *(*thread_init)(void *app);
	void (*thread_done)(void *app, void *thread);
	/* Around every request that reaches a handler or app.error. May be NULL. */
	void (*begin)(struct http_request *req);
	void (*end)(struct http_request *req);
	/* May this request go on? Decides by req->route->need. NULL: always. */
	enum errc (*allow)(struct http_request *req);
	/* A number that changes whenever any data does; false: not known now, and
	 * the response has no ETag. NULL: never known. Must be quick. */
	bool (*data_version)(void *thread, uint64_t *ret);
	/* Renders an error page: res is fresh but for .status. req->op.err says
	 * more where the status comes from an errc. NULL: one plain line. */
	void (*error)(struct http_request *req, struct http_response *res);
	/* NULL: instant_now. */
	instant (*clock)(void);
	bool waits;         /* every handler may wait (a database behind a network):
			     * all routes are .slow */
	size_t cache_bytes; /* compressed pages kept; 0: 16 MiB; SIZE_MAX: none */
};

struct http_site;
/* The tables are used in place. Mistakes in them are BUGs. */
struct http_site *http_site_new(const struct http_app *app);
void http_site_free(struct http_site *site);

/* ---- in-process requests, for tests ---- */

struct http_test_request {
	const char *method; /* NULL: GET */
	const char *target; /* "/meetings?year=2021" */
	struct str body;
	const struct http_header *headers; /* Host is added where missing */
	size_t n_headers;
};

/*
 * Everything but sockets, on the calling thread with a thread context made for
 * the call. ret->body is the bytes that would be sent (empty for HEAD), and is
 * the caller's; ret->headers has every header, its strings in `arena`.
 */
void http_dispatch(struct http_site *site, struct arena *arena,
		   const struct http_test_request *test, struct http_response *ret);
/* First header of that name, absent when there is none. */
struct str http_response_header(const struct http_response *res, const char *name);

/* ---- the server ---- */

/* 0 stands for the default in brackets. */
struct http_limits {
	size_t request_line;    /* bytes [8 Ki]; longer: 414 */
	size_t header_block;    /* bytes with the request line [16 Ki]; longer: 431 */
	size_t header_count;    /* [100, which is also the most]; more: 431 */
	unsigned connections;   /* [1000]; more are closed at once */
	unsigned per_address;   /* [64]; an IPv6 /64 is one address */
	bool count_loopback;    /* per_address holds for 127.0.0.0/8 and ::1 too */
	/* Deadlines count from a fixed moment: sending a byte now and then does
	 * not move them. A connection that misses one is closed. In ms. */
	unsigned header_ms;     /* [10000] from accept, or from the request's first line */
	unsigned request_ms;    /* [30000] until header and body are there */
	unsigned idle_ms;       /* [15000] from a response to the next request line */
	unsigned send_ms;       /* [30000] to take a response... */
	unsigned send_rate;     /* [8192] ...plus its size at so many bytes per second */
	unsigned linger_ms;     /* [2000] a refused body is read and dropped so long */
};

struct http_options {
	const char *address;    /* NULL: 127.0.0.1; "::" for every address */
	uint16_t port;          /* 0: any free one, see http_server_port() */
	unsigned threads;       /* event threads [2] */
	unsigned workers;       /* threads for .slow routes [2] */
	unsigned queue;         /* .slow requests waiting [256]; more: 503 */
	struct http_limits limits;
	/* Proxies whose X-Forwarded-For and -Proto are believed, and which are
	 * not counted by per_address: addresses in text. */
	const char *const *proxies;
	size_t n_proxies;
	FILE *access_log;       /* NULL: none; not closed by the server */
};

struct http_counters {
	uint64_t requests;      /* answered */
	uint64_t connections;   /* accepted since start */
	uint64_t open;          /* connections open now */
	uint64_t refused;       /* connections over a limit */
	uint64_t expired;       /* connections that missed a deadline */
	uint64_t malformed;     /* requests refused in step 1 */
	uint64_t not_modified;  /* answered 304 without a handler */
	uint64_t cache_hits;    /* compressed bytes that were there */
	uint64_t cache_misses;
	uint64_t cache_bytes;   /* held now */
};

struct http_server;
/* Its threads inherit the caller's signal mask: block what main waits for first.
 * A site may have several servers. E_UNAVAILABLE http.cannot-listen: the address
 * is taken or not ours. */
must_check enum errc http_server_start(struct op *op, struct http_site *site,
				       const struct http_options *options,
				       struct http_server **ret);
uint16_t http_server_port(const struct http_server *server);
/*
 * Accepts nothing more, closes idle connections, lets requests that are there
 * finish for up to grace_ms, closes the rest and frees the server. A .slow
 * handler that runs longer is waited for: it must be bounded itself.
 */
void http_server_stop(struct http_server *server, unsigned grace_ms);
/* Safe from any thread, handlers included. */
struct http_counters http_site_counters(const struct http_site *site);

#endif
