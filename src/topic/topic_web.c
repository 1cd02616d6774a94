/* SPDX-License-Identifier: Apache-2.0 */
#include "topic/topic_web.h"

#include "html_topic_list.h"
#include "topic/topic_view.h"
#include "web/url.h"

static enum errc
topics_get(struct http_request *req, struct http_response *res)
{
	struct topic_list_view v = { 0 };
	AUTO_BUF json = { 0 };
	struct html o;

	page_init(req, &v.page, PAGE_TOPICS);
	v.page.title = page_text(&v.page, MSG_topic_title);
	path_api_list(&json, STR("topics"));
	page_alternate(req, &v.page, STR(HTTP_JSON), v.page.title, &json);
	TRY(topic_list_load(&req->op, &v));
	o = page_html(res, &v.page);
	topic_list(&o, &v);
	return OK;
}

static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/topics", .handler = topics_get },
};
const struct http_routes topic_routes = { table, ARRAY_LEN(table) };
