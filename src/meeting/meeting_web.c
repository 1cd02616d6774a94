/* SPDX-License-Identifier: Apache-2.0 */
#include "meeting/meeting_web.h"

#include <inttypes.h>

#include "html_meeting_list.h"
#include "html_meeting_revisions.h"
#include "html_meeting_show.h"
#include "meeting/meeting_view.h"
#include "web/url.h"

/* ---- addresses ---- */

/* A number as addresses write it: digits without a leading zero. */
static bool
read_number(struct str s, int64_t *ret)
{
	return str_to_int(s, ret) && (s.n == 1 || s.p[0] != '0');
}

static enum errc
number_param(struct http_request *req, const char *name, int64_t *ret)
{
	struct str s = http_param(req, name);

	if (!read_number(s, ret))
		return fail(&req->op, E_NOT_FOUND, "error.not-found", "%s %.*s", name, STRF(s));
	return OK;
}

static void
step_meetings(struct http_request *req, struct page *p)
{
	AUTO_BUF path = { 0 };

	path_meetings(&path);
	page_step(req, p, page_text(p, MSG_page_meetings), &path);
}

static void
step_series(struct http_request *req, struct page *p, struct str slug, struct str name)
{
	AUTO_BUF path = { 0 };

	path_series(&path, slug);
	page_step(req, p, name, &path);
}

static void
step_meeting(struct http_request *req, struct page *p, const struct meeting_view_show_row *m)
{
	AUTO_BUF path = { 0 };

	path_meeting(&path, m->series, m->number);
	page_step(req, p, meeting_title(req->op.arena, p, m->number, m->held), &path);
}

/* ---- lists ---- */

static enum errc
list(struct http_request *req, struct http_response *res, struct str only)
{
	struct meeting_list_view v = { 0 };
	AUTO_BUF calendar = { 0 };
	struct html o;
	enum errc code;

	page_init(req, &v.page, PAGE_MEETINGS);
	code = meeting_list_load(&req->op, only, &v);
	if (code != OK)
		return page_moved(req, res, code);
	v.page.title = page_text(&v.page, MSG_page_meetings);
	if (v.one) {
		v.page.title = v.series.at[0].row.name;
		step_meetings(req, &v.page);
	}
	path_calendar(&calendar);
	page_alternate(req, &v.page, STR(HTTP_CALENDAR), page_text(&v.page, MSG_page_calendar),
		       &calendar);
	o = page_html(res, &v.page);
	meeting_list(&o, &v);
	return OK;
}

static enum errc
meetings_get(struct http_request *req, struct http_response *res)
{
	return list(req, res, STR_NONE);
}

static enum errc
series_get(struct http_request *req, struct http_response *res)
{
	return list(req, res, http_param(req, "series"));
}

/* ---- one meeting ---- */

static enum errc
meeting_get(struct http_request *req, struct http_response *res)
{
	struct meeting_show_view v = { 0 };
	struct str word = http_text(req, "part");
	AUTO_BUF json = { 0 };
	int64_t number, part = 1;
	struct html o;
	enum errc code;

	TRY(number_param(req, "number", &number));
	if (str_is(word, "all"))
		part = 0;
	else if (word.n > 0 && (!read_number(word, &part) || part == 0))
		return fail(&req->op, E_NOT_FOUND, "error.not-found", "part %.*s", STRF(word));
	page_init(req, &v.page, PAGE_MEETINGS);
	code = meeting_show_load(&req->op, http_param(req, "series"), number, part, &v);
	if (code != OK)
		return page_moved(req, res, code);
	v.page.title = v.title;
	step_meetings(req, &v.page);
	step_series(req, &v.page, v.m.series, v.m.series_name);
	path_api_meeting(&json, v.m.series, v.m.number);
	page_alternate(req, &v.page, STR(HTTP_JSON), v.title, &json);
	o = page_html(res, &v.page);
	meeting_show(&o, &v);
	return OK;
}

/* ---- downloads ---- */

static enum errc
report_get(struct http_request *req, struct http_response *res)
{
	struct str series = http_param(req, "series");
	struct meeting_view_source_row row;
	int64_t number;
	bool found;

	TRY(number_param(req, "number", &number));
	TRY(meeting_view_source(&req->op, series, number, &found, &row));
	if (!found)
		return page_moved(req, res,
				  fail(&req->op, E_NOT_FOUND, "error.not-found", "report of %.*s/%" PRId64,
				       STRF(series), number));
	return download_answer(req, res, row.source,
			       arena_printf(req->op.arena, "%.*s-%" PRId64, STRF(series), number));
}

/* ---- revisions ---- */

static enum errc
revisions_get(struct http_request *req, struct http_response *res)
{
	struct meeting_revisions_view v = { 0 };
	int64_t number;
	struct html o;
	enum errc code;

	TRY(number_param(req, "number", &number));
	page_init(req, &v.page, PAGE_MEETINGS);
	code = meeting_revisions_load(&req->op, http_param(req, "series"), number, &v);
	if (code != OK)
		return page_moved(req, res, code);
	v.page.title = page_text(&v.page, MSG_meeting_revisions);
	step_meetings(req, &v.page);
	step_meeting(req, &v.page, &v.m);
	o = page_html(res, &v.page);
	meeting_revisions(&o, &v);
	return OK;
}

static enum errc
revision_get(struct http_request *req, struct http_response *res)
{
	struct meeting_revision_view v = { 0 };
	struct msg_arg n;
	AUTO_BUF up = { 0 };
	int64_t number, revision;
	struct html o;
	enum errc code;

	TRY(number_param(req, "number", &number));
	TRY(number_param(req, "revision", &revision));
	page_init(req, &v.page, PAGE_MEETINGS);
	code = meeting_revision_load(&req->op, http_param(req, "series"), number, revision, &v);
	if (code != OK)
		return page_moved(req, res, code);
	n = msg_int("n", v.revision);
	v.page.title = msg_format(req->op.arena, v.page.lang, MSG_meeting_revision_n, &n, 1);
	step_meetings(req, &v.page);
	step_meeting(req, &v.page, &v.m);
	path_revisions(&up, v.m.series, v.m.number);
	page_step(req, &v.page, page_text(&v.page, MSG_meeting_revisions), &up);
	o = page_html(res, &v.page);
	meeting_revision(&o, &v);
	return OK;
}

static const struct http_field show_fields[] = {
	{ .name = "part", .kind = HTTP_TEXT, .max = 10 },
};
static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/meetings", .handler = meetings_get },
	{ .method = HTTP_GET, .path = "/meetings/{series}", .handler = series_get },
	{ .method = HTTP_GET, .path = "/meetings/{series}/{number}",
	  .handler = meeting_get, HTTP_FIELDS(show_fields) },
	DOWNLOAD_ROUTES("/meetings/{series}/{number}/report", report_get),
	{ .method = HTTP_GET, .path = "/meetings/{series}/{number}/revisions",
	  .handler = revisions_get },
	{ .method = HTTP_GET, .path = "/meetings/{series}/{number}/revisions/{revision}",
	  .handler = revision_get },
};
const struct http_routes meeting_routes = { table, ARRAY_LEN(table) };
