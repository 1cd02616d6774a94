/* SPDX-License-Identifier: Apache-2.0 */
#include "person/person_web.h"

#include "html_person_list.h"
#include "html_person_show.h"
#include "person/person_view.h"
#include "web/url.h"

/* In order of enum person_sort. */
static const char *const sorts[] = { "name", "meetings", "last", NULL };

static const struct http_field list_fields[] = {
	{ .name = "sort", .kind = HTTP_CHOICE, .choices = sorts },
	{ .name = "page", .kind = HTTP_INT, .least = 1, .most = 1000000 },
};
static const struct http_field show_fields[] = {
	{ .name = "page", .kind = HTTP_INT, .least = 1, .most = 1000000 },
};

static enum errc
people_get(struct http_request *req, struct http_response *res)
{
	struct person_list_view v = { 0 };
	AUTO_BUF json = { 0 };
	struct html o;

	page_init(req, &v.page, PAGE_PEOPLE);
	v.page.title = page_text(&v.page, MSG_page_people);
	path_api_list(&json, STR("people"));
	page_alternate(req, &v.page, STR(HTTP_JSON), v.page.title, &json);
	TRY(person_list_load(&req->op, (enum person_sort)http_choice(req, "sort", PEOPLE_BY_NAME),
			     http_int(req, "page", 1), &v));
	o = page_html(res, &v.page);
	person_list(&o, &v);
	return OK;
}

static enum errc
person_get(struct http_request *req, struct http_response *res)
{
	struct person_show_view v = { 0 };
	AUTO_BUF up = { 0 };
	struct html o;
	enum errc code;

	page_init(req, &v.page, PAGE_PEOPLE);
	code = person_show_load(&req->op, http_param(req, "slug"), http_int(req, "page", 1), &v);
	if (code != OK)
		return page_moved(req, res, code);
	path_people(&up);
	page_step(req, &v.page, page_text(&v.page, MSG_page_people), &up);
	v.page.title = v.p.name;
	o = page_html(res, &v.page);
	person_show(&o, &v);
	return OK;
}

static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/people", .handler = people_get, HTTP_FIELDS(list_fields) },
	{ .method = HTTP_GET, .path = "/people/{slug}", .handler = person_get, HTTP_FIELDS(show_fields) },
};
const struct http_routes person_routes = { table, ARRAY_LEN(table) };
