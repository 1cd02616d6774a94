/* SPDX-License-Identifier: Apache-2.0 */
#include "search/search_web.h"

#include "html_search_show.h"
#include "search/search_view.h"

static const struct http_field fields[] = {
	{ .name = "q", .kind = HTTP_TEXT, .max = SEARCH_TYPED_MAX },
	{ .name = "in", .kind = HTTP_TEXT, .max = 10 },    /* mail: mailing lists */
	{ .name = "order", .kind = HTTP_TEXT, .max = 10 }, /* best: of mail */
	{ .name = "list", .kind = HTTP_TEXT, .max = 100 }, /* slug: q is about that one */
	{ .name = "page", .kind = HTTP_INT, .least = 1, .most = 100000 },
};

/* A list's own form has a field for the list, which becomes words of the query. */
static struct str
typed_words(struct http_request *req)
{
	struct str typed = str_trim(http_text(req, "q")), list = str_trim(http_text(req, "list"));

	return list.n ? arena_printf(req->op.arena, "list:%.*s %.*s", STRF(list), STRF(typed)) : typed;
}

static enum errc
search_get(struct http_request *req, struct http_response *res)
{
	struct search_view v = { 0 };
	struct str typed = typed_words(req);
	bool best = str_is(http_text(req, "order"), "best");
	int64_t page = http_int(req, "page", 1);
	struct html o;

	page_init(req, &v.page, PAGE_SEARCH);
	v.page.unlisted = true;
	v.in_mail = str_is(http_text(req, "in"), "mail") || str_present(http_text(req, "list"));
	v.page.title = page_text(&v.page, MSG_page_search);
	if (typed.n > 0) {
		struct msg_arg args[] = { msg_str("q", typed) };

		v.page.title = msg_format(req->op.arena, v.page.lang, MSG_search_title, args, ARRAY_LEN(args));
		TRY(search_load(&req->op, typed, v.in_mail ? 0 : page, &v));
		TRY(mailsearch_load(&req->op, typed, best, v.in_mail ? page : 0, &v.mail));
	}
	o = page_html(res, &v.page);
	search_show(&o, &v);
	return OK;
}

static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/search", .handler = search_get, HTTP_FIELDS(fields) },
};
const struct http_routes search_routes = { table, ARRAY_LEN(table) };
