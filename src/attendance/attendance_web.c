/* SPDX-License-Identifier: Apache-2.0 */
#include "attendance/attendance_web.h"

#include "attendance/attendance_view.h"
#include "html_attendance_show.h"
#include "web/url.h"

static const struct http_field fields[] = {
	{ .name = "year", .kind = HTTP_INT, .least = 1, .most = 9999 },
};

static enum errc
attendance_get(struct http_request *req, struct http_response *res)
{
	struct attendance_view v = { 0 };
	AUTO_BUF json = { 0 };
	struct html o;

	page_init(req, &v.page, PAGE_ATTENDANCE);
	v.page.title = page_text(&v.page, MSG_page_attendance);
	path_api_list(&json, STR("attendance"));
	page_alternate(req, &v.page, STR(HTTP_JSON), v.page.title, &json);
	TRY(attendance_load(&req->op, http_int(req, "year", 0), &v));
	o = page_html(res, &v.page);
	attendance_show(&o, &v);
	return OK;
}

static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/attendance", .handler = attendance_get, HTTP_FIELDS(fields) },
};
const struct http_routes attendance_routes = { table, ARRAY_LEN(table) };
