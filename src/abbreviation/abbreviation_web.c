/* SPDX-License-Identifier: Apache-2.0 */
#include "abbreviation/abbreviation_web.h"

#include "abbreviation/abbreviation_view.h"
#include "html_abbreviation_list.h"
#include "web/url.h"

static enum errc
abbreviations_get(struct http_request *req, struct http_response *res)
{
	struct abbreviation_list_view v = { 0 };
	AUTO_BUF json = { 0 };
	struct html o;

	page_init(req, &v.page, PAGE_ABBREVIATIONS);
	v.page.title = page_text(&v.page, MSG_page_abbreviations);
	path_api_list(&json, STR("abbreviations"));
	page_alternate(req, &v.page, STR(HTTP_JSON), v.page.title, &json);
	TRY(abbreviation_list_load(&req->op, &v));
	o = page_html(res, &v.page);
	abbreviation_list(&o, &v);
	return OK;
}

static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/abbreviations", .handler = abbreviations_get },
};
const struct http_routes abbreviation_routes = { table, ARRAY_LEN(table) };
