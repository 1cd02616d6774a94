/* SPDX-License-Identifier: Apache-2.0 */
#include "feed/feed_web.h"

#include "feed/feed_view.h"

/* Readers come back every few minutes, whatever they are told. */
#define MAX_AGE 300

static struct feed_place
place_of(const struct http_request *req)
{
	return (struct feed_place){ req->https, req->host };
}

static enum errc
feed_get(struct http_request *req, struct http_response *res)
{
	struct feed_view v = { .place = place_of(req) };

	page_init(req, &v.page, PAGE_NONE);
	TRY(feed_load(&req->op, &v));
	res->type = HTTP_ATOM;
	feed_write(&res->body, req->op.arena, &v);
	return OK;
}

static enum errc
calendar_get(struct http_request *req, struct http_response *res)
{
	struct calendar_view v = { .place = place_of(req) };

	page_init(req, &v.page, PAGE_NONE);
	TRY(calendar_load(&req->op, &v));
	res->type = HTTP_CALENDAR;
	calendar_write(&res->body, req->op.arena, &v);
	return OK;
}

/* Uncached: what is written depends on the host, by which nothing is filed. */
static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/feed.atom", .handler = feed_get, .uncached = true,
	  .max_age = MAX_AGE },
	{ .method = HTTP_GET, .path = "/meetings.ics", .handler = calendar_get, .uncached = true,
	  .max_age = MAX_AGE },
};
const struct http_routes feed_routes = { table, ARRAY_LEN(table) };
