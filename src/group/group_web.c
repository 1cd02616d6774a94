/* SPDX-License-Identifier: Apache-2.0 */
#include "group/group_web.h"

#include "group/group_view.h"
#include "html_group_list.h"
#include "html_group_others.h"
#include "html_group_show.h"
#include "web/url.h"

static enum errc
coalitions_get(struct http_request *req, struct http_response *res)
{
	struct group_list_view v = { 0 };
	AUTO_BUF json = { 0 };
	struct html o;

	page_init(req, &v.page, PAGE_COALITIONS);
	v.page.title = page_text(&v.page, MSG_page_coalitions);
	path_api_list(&json, STR("coalitions"));
	page_alternate(req, &v.page, STR(HTTP_JSON), v.page.title, &json);
	TRY(group_list_load(&req->op, &v));
	o = page_html(res, &v.page);
	group_list(&o, &v);
	return OK;
}

static enum errc
groups_get(struct http_request *req, struct http_response *res)
{
	struct group_others_view v = { 0 };
	struct html o;

	page_init(req, &v.page, PAGE_GROUPS);
	v.page.title = page_text(&v.page, MSG_page_groups);
	TRY(group_others_load(&req->op, &v));
	o = page_html(res, &v.page);
	group_others(&o, &v);
	return OK;
}

static enum errc
show(struct http_request *req, struct http_response *res, bool coalition)
{
	struct group_show_view v = { 0 };
	AUTO_BUF up = { 0 };
	AUTO_BUF json = { 0 };
	struct html o;
	enum errc code;

	page_init(req, &v.page, coalition ? PAGE_COALITIONS : PAGE_GROUPS);
	code = group_show_load(&req->op, http_param(req, "slug"), coalition, &v);
	if (code != OK)
		return page_moved(req, res, code);
	if (coalition)
		path_coalitions(&up);
	else
		path_groups(&up);
	page_step(req, &v.page,
		  page_text(&v.page, coalition ? MSG_page_coalitions : MSG_page_groups), &up);
	path_api_group(&json, v.g.type, v.g.slug);
	page_alternate(req, &v.page, STR(HTTP_JSON), v.g.name, &json);
	v.page.title = v.g.name;
	o = page_html(res, &v.page);
	group_show(&o, &v);
	return OK;
}

static enum errc
coalition_get(struct http_request *req, struct http_response *res)
{
	return show(req, res, true);
}

static enum errc
group_get(struct http_request *req, struct http_response *res)
{
	return show(req, res, false);
}

static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/coalitions", .handler = coalitions_get },
	{ .method = HTTP_GET, .path = "/coalitions/{slug}", .handler = coalition_get },
	{ .method = HTTP_GET, .path = "/groups", .handler = groups_get },
	{ .method = HTTP_GET, .path = "/groups/{slug}", .handler = group_get },
};
const struct http_routes group_routes = { table, ARRAY_LEN(table) };
