/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_web.h"

#include "api/api_view.h"
#include "html_api_show.h"
#include "office/format.h"

/* Anybody's program may read it, from any page: it is public, and answers are
 * the same for everybody. */
static void
allow_everybody(struct http_request *req, struct http_response *res)
{
	http_set(req, res, "Access-Control-Allow-Origin", STR("*"));
}

/* What stands between `before` and `after` in s. */
static bool
cut_out(struct str s, const char *before, const char *after, struct str *ret)
{
	struct str b = str_of(before), e = str_of(after);

	if (s.n <= b.n + e.n || !str_starts(s, b) || !str_ends(s, e))
		return false;
	*ret = str_sub(s, b.n, s.n - b.n - e.n);
	return true;
}

/* ---- lists ---- */

static enum errc
load_list(struct http_request *req, const char *before, const char *after, struct page *page,
	  const struct api_list **ret, struct api_rows *rows)
{
	struct str name;

	*ret = cut_out(req->path, before, after, &name) ? api_list_find(name) : NULL;
	if (!*ret)
		return fail(&req->op, E_NOT_FOUND, "error.not-found", "%.*s", STRF(req->path));
	page_init(req, page, PAGE_API);
	*rows = (struct api_rows){ .columns = (*ret)->columns, .width = (*ret)->width };
	return (*ret)->fill(&req->op, page, rows);
}

static enum errc
list_json_get(struct http_request *req, struct http_response *res)
{
	const struct api_list *list;
	struct api_rows rows;
	struct page page;

	TRY(load_list(req, "/api/", ".json", &page, &list, &rows));
	res->type = HTTP_JSON;
	allow_everybody(req, res);
	api_write_list(&res->body, req->op.arena, &page, list, &rows);
	return OK;
}

static enum errc
list_csv_get(struct http_request *req, struct http_response *res)
{
	const struct api_list *list;
	struct api_rows rows;
	struct page page;

	TRY(load_list(req, "/", ".csv", &page, &list, &rows));
	res->type = HTTP_CSV;
	allow_everybody(req, res);
	api_write_csv(&res->body, req->op.arena, &rows);
	http_download(req, res, arena_printf(req->op.arena, "%s.csv", list->name));
	return OK;
}

/* As PDF, DOCX, ODT or XLSX, as the route's extension says. */
static enum errc
list_file_get(struct http_request *req, struct http_response *res)
{
	struct str path = str_of(req->route->path);
	struct str extension = str_from(path, str_rfind_char(path, '.'));
	const struct doc_format *format = doc_format_find(str_from(extension, 1));
	const struct api_list *list;
	struct api_rows rows;
	struct page page;

	BUG_ON(!format);
	TRY(load_list(req, "/", arena_cstr(req->op.arena, extension), &page, &list, &rows));
	res->type = format->type;
	TRY(format->write(&req->op,
			  api_list_doc(req->op.arena, &page, list, &rows, !format->only_tables),
			  &res->body));
	http_download(req, res, arena_printf(req->op.arena, "%s%.*s", list->name, STRF(extension)));
	return OK;
}

/* ---- things ---- */

/* Old addresses are known without the "/api" before them. */
static enum errc
moved(struct http_request *req, struct http_response *res, enum errc code)
{
	struct str path = req->path, prefix = STR("/api");

	req->path = str_from(path, prefix.n);
	code = page_moved(req, res, code);
	req->path = path;
	for (size_t i = 0; code == OK && i < res->headers.n; i++)
		if (str_eq_nocase(res->headers.at[i].name, STR("Location")))
			res->headers.at[i].value = arena_concat(req->op.arena, prefix, res->headers.at[i].value);
	return code;
}

static enum errc
show_thing(struct http_request *req, struct http_response *res, size_t which, const struct str *names)
{
	const struct api_thing *thing = &api_things[which];
	struct api_rows row = { .columns = thing->columns, .width = thing->width };
	struct api_rows parts[API_PARTS] = { { 0 } };
	struct page page;
	enum errc code;

	for (size_t i = 0; i < API_PARTS && thing->parts[i].name; i++)
		parts[i] = (struct api_rows){ .columns = thing->parts[i].columns,
					      .width = thing->parts[i].width };
	page_init(req, &page, PAGE_API);
	code = thing->fill(&req->op, &page, names, &row, parts);
	if (code != OK)
		return moved(req, res, code);
	res->type = HTTP_JSON;
	allow_everybody(req, res);
	api_write_thing(&res->body, req->op.arena, thing, &row, parts);
	return OK;
}

/* The last piece of the path ends in ".json". */
static enum errc
file_param(struct http_request *req, struct str *ret)
{
	if (!cut_out(http_param(req, "file"), "", ".json", ret))
		return fail(&req->op, E_NOT_FOUND, "error.not-found", "%.*s", STRF(req->path));
	return OK;
}

static enum errc
forum_get(struct http_request *req, struct http_response *res)
{
	return show_thing(req, res, API_FORUM, NULL);
}

static enum errc
coalition_get(struct http_request *req, struct http_response *res)
{
	struct str slug;

	TRY(file_param(req, &slug));
	return show_thing(req, res, API_COALITION, &slug);
}

static enum errc
group_get(struct http_request *req, struct http_response *res)
{
	struct str slug;

	TRY(file_param(req, &slug));
	return show_thing(req, res, API_GROUP, &slug);
}

static enum errc
meeting_get(struct http_request *req, struct http_response *res)
{
	struct str names[2] = { http_param(req, "series") };

	TRY(file_param(req, &names[1]));
	return show_thing(req, res, API_MEETING, names);
}

/* ---- descriptions ---- */

static enum errc
openapi_get(struct http_request *req, struct http_response *res)
{
	struct page page;

	page_init(req, &page, PAGE_API);
	res->type = HTTP_JSON;
	allow_everybody(req, res);
	api_write_openapi(&res->body, &page);
	return OK;
}

static enum errc
api_get(struct http_request *req, struct http_response *res)
{
	struct api_show_view v = { 0 };
	struct html o;

	page_init(req, &v.page, PAGE_API);
	v.page.title = page_text(&v.page, MSG_api_title);
	api_show_load(req->op.arena, &v);
	o = page_html(res, &v.page);
	api_show(&o, &v);
	return OK;
}

#define FILE_OF(name, extension)                                              \
	{ .method = HTTP_GET, .path = "/" name "." extension, .handler = list_file_get, .slow = true }
#define LIST(name)                                                            \
	{ .method = HTTP_GET, .path = "/api/" name ".json", .handler = list_json_get }, \
	{ .method = HTTP_GET, .path = "/" name ".csv", .handler = list_csv_get }, \
	FILE_OF(name, "xlsx"), FILE_OF(name, "pdf"), FILE_OF(name, "docx"),   \
	FILE_OF(name, "odt")

static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/api", .handler = api_get },
	{ .method = HTTP_GET, .path = "/api/openapi.json", .handler = openapi_get },
	{ .method = HTTP_GET, .path = "/api/forum.json", .handler = forum_get },
	{ .method = HTTP_GET, .path = "/api/coalitions/{file}", .handler = coalition_get },
	{ .method = HTTP_GET, .path = "/api/groups/{file}", .handler = group_get },
	{ .method = HTTP_GET, .path = "/api/meetings/{series}/{file}", .handler = meeting_get },
	LIST("coalitions"),
	LIST("groups"),
	LIST("documents"),
	LIST("meetings"),
	LIST("people"),
	LIST("actions"),
	LIST("attendance"),
	LIST("topics"),
	LIST("abbreviations"),
};
const struct http_routes api_routes = { table, ARRAY_LEN(table) };
