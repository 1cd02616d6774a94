/* SPDX-License-Identifier: Apache-2.0 */
#include "web/statement.h"

#include "html_statement.h"
#include "text/markdown.h"

static enum errc
show(struct http_request *req, struct http_response *res, enum page_nav nav,
     enum msg title, struct str text)
{
	struct statement_view v = { 0 };
	struct html o;

	page_init(req, &v.page, nav);
	v.page.title = page_text(&v.page, title);
	if (text.n > 0)
		v.text = safe_html_from_renderer(markdown_to_html(req->op.arena, text));
	o = page_html(res, &v.page);
	statement_show(&o, &v);
	return OK;
}

static enum errc
about_get(struct http_request *req, struct http_response *res)
{
	return show(req, res, PAGE_ABOUT, MSG_page_about, page_forum(req)->about);
}

static enum errc
imprint_get(struct http_request *req, struct http_response *res)
{
	return show(req, res, PAGE_IMPRINT, MSG_page_imprint, page_forum(req)->imprint);
}

static enum errc
privacy_get(struct http_request *req, struct http_response *res)
{
	return show(req, res, PAGE_PRIVACY, MSG_page_privacy, page_forum(req)->privacy);
}

static enum errc
accessibility_get(struct http_request *req, struct http_response *res)
{
	return show(req, res, PAGE_ACCESSIBILITY, MSG_page_accessibility,
		    page_forum(req)->accessibility);
}

static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/about", .handler = about_get },
	{ .method = HTTP_GET, .path = "/imprint", .handler = imprint_get },
	{ .method = HTTP_GET, .path = "/privacy", .handler = privacy_get },
	{ .method = HTTP_GET, .path = "/accessibility", .handler = accessibility_get },
};
const struct http_routes statement_routes = { table, ARRAY_LEN(table) };
