/* SPDX-License-Identifier: Apache-2.0 */
#include "web/statement.h"

#include "html_statement.h"
#include "text/markdown.h"

/*
 * The renderer begins headings at h3; here the page's own h1 is all that stands
 * above them, so they move up until the first level is h2. What looks like a
 * heading's tag is one: the renderer escapes every '<' that the text has.
 */
static struct str
raise_headings(struct arena *a, struct str html)
{
	AUTO_BUF out = { 0 };
	int top = 7;
	struct str rest = html;

	for (size_t i = 0; i + 3 < html.n; i++)
		if (html.p[i] == '<' && html.p[i + 1] == 'h' && html.p[i + 3] == '>' &&
		    html.p[i + 2] >= '2' && html.p[i + 2] - '0' < top)
			top = html.p[i + 2] - '0';
	if (top == 7)
		return html;
	while (rest.n > 0) {
		size_t close = str_starts(rest, STR("</h")) ? 3 : str_starts(rest, STR("<h")) ? 2 : 0;

		if (close && rest.n > close + 1 && rest.p[close] >= '2' && rest.p[close] <= '6' &&
		    rest.p[close + 1] == '>') {
			buf_put(&out, rest.p, close);
			buf_addc(&out, (char)(rest.p[close] - top + 2));
			buf_addc(&out, '>');
			rest = str_from(rest, close + 2);
		} else {
			size_t next = str_find_char(rest, '<', 1);

			buf_add(&out, str_sub(rest, 0, next));
			rest = str_from(rest, next);
		}
	}
	return buf_to_arena(&out, a);
}

static enum errc
show(struct http_request *req, struct http_response *res, enum page_nav nav,
     enum msg title, struct str text)
{
	struct statement_view v = { 0 };
	struct html o;

	page_init(req, &v.page, nav);
	v.page.title = page_text(&v.page, title);
	if (text.n > 0)
		v.text = safe_html_from_renderer(
			raise_headings(req->op.arena, markdown_to_html(req->op.arena, text)));
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
