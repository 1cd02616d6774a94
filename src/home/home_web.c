/* SPDX-License-Identifier: Apache-2.0 */
#include "home/home_web.h"

#include "home/home_view.h"
#include "html_home.h"

static enum errc
home_get(struct http_request *req, struct http_response *res)
{
	struct home_view v = { 0 };
	struct html o;

	page_init(req, &v.page, PAGE_NONE);
	v.page.home = true;
	TRY(home_load(&req->op, &v));
	o = page_html(res, &v.page);
	home_show(&o, &v);
	return OK;
}

static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/", .handler = home_get },
};
const struct http_routes home_routes = { table, ARRAY_LEN(table) };
