/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/assess_web.h"

#include "assess/assess_view.h"
#include "html_assess.h"
#include "web/url.h"

/* Names, of which there may be as many as criteria or groups, come in the order of the set. */
static const struct http_field trial_fields[] = {
	{ .name = "on", .kind = HTTP_TEXT, .max = 40 },
	{ .name = "trial", .kind = HTTP_TEXT, .max = 5 },
	{ .name = "use", .kind = HTTP_TEXT, .repeated = true, .max = 40 },
	{ .name = "t", .kind = HTTP_TEXT, .repeated = true, .max = 20 },
	{ .name = "needs", .kind = HTTP_TEXT, .repeated = true, .max = 20 },
	{ .name = "unknown", .kind = HTTP_TEXT, .max = 20 },
};

static enum errc
list_get(struct http_request *req, struct http_response *res)
{
	struct assess_list_view v = { 0 };
	struct html o;

	page_init(req, &v.page, PAGE_ASSESSMENT);
	v.page.title = page_text(&v.page, MSG_assess_title);
	TRY(assess_list_load(&req->op, &v));
	o = page_html(res, &v.page);
	assess_list(&o, &v);
	return OK;
}

#define TAKE_ALL(req, name, to)                                                                 \
	for (size_t i_ = 0; i_ < http_input((req), (name))->values.n; i_++)                     \
	VEC_PUSH((req)->op.arena, (to), http_input((req), (name))->values.at[i_].text)

static struct trial
trial_of(struct http_request *req, const struct page *p)
{
	struct trial t = { .given = http_text_or_empty(req, "trial").n > 0,
			   .unknown = http_text_or_empty(req, "unknown") };

	if (!date_parse(str_trim(http_text_or_empty(req, "on")), &t.on))
		t.on = p->today;
	TAKE_ALL(req, "use", &t.used);
	TAKE_ALL(req, "t", &t.thresholds);
	TAKE_ALL(req, "needs", &t.needs);
	return t;
}

static enum errc
show_get(struct http_request *req, struct http_response *res)
{
	struct assess_view v = { 0 };
	AUTO_BUF up = { 0 };
	struct trial t;
	struct html o;
	int64_t number = 0;

	page_init(req, &v.page, PAGE_ASSESSMENT);
	v.page.charts = true;
	if (!str_to_int(http_param(req, "version"), &number) || number < 1)
		return fail(&req->op, E_NOT_FOUND, "assess.no-such", "%s", "");
	t = trial_of(req, &v.page);
	TRY(assess_load(&req->op, http_param(req, "set"), number, page_forum(req)->series, &t, &v));
	v.page.title = v.version.c.title;
	v.page.unlisted = v.is_trial;
	if (v.problem.n)
		res->status = 400;
	path_assessment(&up);
	page_step(req, &v.page, page_text(&v.page, MSG_assess_title), &up);
	o = page_html(res, &v.page);
	assess_show(&o, &v);
	return OK;
}

static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/assessment", .handler = list_get },
	{ .method = HTTP_GET, .path = "/assessment/{set}/{version}", .handler = show_get, HTTP_FIELDS(trial_fields) },
};
const struct http_routes assess_routes = { table, ARRAY_LEN(table) };
