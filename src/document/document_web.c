/* SPDX-License-Identifier: Apache-2.0 */
#include "document/document_web.h"

#include "document/document_view.h"
#include "html_document_list.h"
#include "html_document_show.h"
#include "web/url.h"

static const struct http_field list_fields[] = {
	{ .name = "page", .kind = HTTP_INT, .least = 1, .most = 1000000 },
};
static const struct http_field show_fields[] = {
	{ .name = "part", .kind = HTTP_TEXT, .max = 10 },
};

static enum errc
documents_get(struct http_request *req, struct http_response *res)
{
	struct document_list_view v = { 0 };
	struct html o;

	page_init(req, &v.page, PAGE_DOCUMENTS);
	v.page.title = page_text(&v.page, MSG_page_documents);
	TRY(document_list_load(&req->op, http_int(req, "page", 1), &v));
	o = page_html(res, &v.page);
	document_overview(&o, &v);
	return OK;
}

/* "all", or a number from 1. */
static bool
read_part(struct str word, int64_t *ret)
{
	*ret = word.n ? 0 : 1;
	return word.n == 0 || str_is(word, "all") ||
	       (word.p[0] != '0' && str_to_int(word, ret) && *ret > 0);
}

static enum errc
document_get(struct http_request *req, struct http_response *res)
{
	struct document_show_view v = { 0 };
	AUTO_BUF path = { 0 };
	int64_t part;
	struct html o;
	enum errc code;

	if (!read_part(http_text(req, "part"), &part))
		return fail(&req->op, E_NOT_FOUND, "error.not-found", "%s", "part");
	page_init(req, &v.page, PAGE_DOCUMENTS);
	code = document_show_load(&req->op, http_param(req, "slug"), part, &v);
	if (code != OK)
		return page_moved(req, res, code);
	if (str_present(v.series)) {
		path_meeting(&path, v.series, v.number);
		http_redirect(req, res, 301, buf_to_arena(&path, req->op.arena));
		return OK;
	}
	path_documents(&path);
	page_step(req, &v.page, page_text(&v.page, MSG_page_documents), &path);
	v.page.title = v.d.title;
	o = page_html(res, &v.page);
	document_show(&o, &v);
	return OK;
}

static enum errc
file_get(struct http_request *req, struct http_response *res)
{
	struct str slug = http_param(req, "slug"), source;
	enum errc code = document_source(&req->op, slug, &source);

	return code == OK ? download_answer(req, res, source, slug) : page_moved(req, res, code);
}

static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/documents", .handler = documents_get, HTTP_FIELDS(list_fields) },
	{ .method = HTTP_GET, .path = "/documents/{slug}", .handler = document_get, HTTP_FIELDS(show_fields) },
	DOWNLOAD_ROUTES("/documents/{slug}/document", file_get),
};
const struct http_routes document_routes = { table, ARRAY_LEN(table) };
