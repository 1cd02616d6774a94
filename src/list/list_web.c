/* SPDX-License-Identifier: Apache-2.0 */
#include "list/list_web.h"

#include "html_list_answer.h"
#include "html_list_evidence.h"
#include "html_list_figures.h"
#include "html_list_month.h"
#include "html_list_show.h"
#include "html_list_writer.h"
#include "html_lists.h"
#include "html_message_show.h"
#include "html_thread_show.h"
#include "list/list_check.h"
#include "list/list_feed.h"
#include "list/list_mbox.h"
#include "list/list_view.h"
#include "web/url.h"

static const struct http_field page_fields[] = {
	{ .name = "page", .kind = HTTP_INT, .least = 1, .most = 1000000 },
};
static const struct http_field figures_fields[] = {
	{ .name = "from", .kind = HTTP_DATE },
	{ .name = "to", .kind = HTTP_DATE },
};
static const struct http_field evidence_fields[] = {
	{ .name = "from", .kind = HTTP_DATE },
	{ .name = "to", .kind = HTTP_DATE },
	{ .name = "page", .kind = HTTP_INT, .least = 1, .most = 1000000 },
};
static const struct http_field part_fields[] = {
	{ .name = "part", .kind = HTTP_INT, .least = 1, .most = 1000000 },
};
static const struct http_field whole_fields[] = {
	{ .name = "whole", .kind = HTTP_INT, .least = 1, .most = 1 },
};
static const struct http_field mid_fields[] = {
	{ .name = "id", .kind = HTTP_TEXT, .most = MAIL_ID_MAX + 2 },
};

static enum errc
lists_get(struct http_request *req, struct http_response *res)
{
	struct lists_view v = { 0 };
	struct html o;

	page_init(req, &v.page, PAGE_LISTS);
	v.page.title = page_text(&v.page, MSG_page_lists);
	TRY(lists_load(&req->op, &v));
	o = page_html(res, &v.page);
	list_overview(&o, &v);
	return OK;
}

/* Steps down to the list, which every page below it has. */
static void
step_to_lists(struct http_request *req, struct page *p)
{
	AUTO_BUF up = { 0 };

	path_lists(&up);
	page_step(req, p, page_text(p, MSG_page_lists), &up);
}

static void
step_to_list(struct http_request *req, struct page *p, const struct list_head *list)
{
	AUTO_BUF up = { 0 };

	step_to_lists(req, p);
	path_list(&up, list->slug);
	page_step(req, p, list->name, &up);
}

static enum errc
list_get(struct http_request *req, struct http_response *res)
{
	struct list_show_view v = { 0 };
	AUTO_BUF feed = { 0 };
	struct html o;
	enum errc code;

	page_init(req, &v.page, PAGE_LISTS);
	code = list_show_load(&req->op, http_param(req, "slug"), &v);
	if (code != OK)
		return page_moved(req, res, code);
	v.page.title = v.list.name;
	step_to_lists(req, &v.page);
	path_list_feed(&feed, v.list.slug);
	page_alternate(req, &v.page, STR(HTTP_ATOM), v.list.name, &feed);
	o = page_html(res, &v.page);
	list_show(&o, &v);
	return OK;
}

static enum errc
feed_get(struct http_request *req, struct http_response *res)
{
	struct list_feed_view v = { .place = { req->https, req->host } };
	enum errc code;

	page_init(req, &v.page, PAGE_NONE);
	code = list_feed_load(&req->op, http_param(req, "slug"), &v);
	if (code != OK)
		return page_moved(req, res, code);
	res->type = HTTP_ATOM;
	list_feed_write(&res->body, req->op.arena, &v);
	return OK;
}

/* A figure for any time one asks for: /lists/rivers/figures?from=2024-01-01&to=2024-07-01 */
static enum errc
figures_get(struct http_request *req, struct http_response *res)
{
	struct list_figures_view v = { 0 };
	struct html o;
	enum errc code;

	page_init(req, &v.page, PAGE_LISTS);
	code = list_figures_load(&req->op, http_param(req, "slug"), http_date(req, "from"),
				 http_date(req, "to"), &v);
	if (code != OK)
		return page_moved(req, res, code);
	v.page.title = arena_printf(req->op.arena, "%.*s: %.*s", STRF(v.list.name),
				    STRF(page_text(&v.page, MSG_list_figures)));
	step_to_list(req, &v.page, &v.list);
	o = page_html(res, &v.page);
	list_figures(&o, &v);
	return OK;
}

/* One of them, and the messages behind it: the same window. */
static enum errc
evidence_get(struct http_request *req, struct http_response *res)
{
	struct list_evidence_view v = { 0 };
	AUTO_BUF up = { 0 };
	struct html o;
	enum errc code;

	page_init(req, &v.page, PAGE_LISTS);
	code = list_evidence_load(&req->op, http_param(req, "slug"), http_param(req, "metric"),
				  http_date(req, "from"), http_date(req, "to"), http_int(req, "page", 1), &v);
	if (code != OK)
		return page_moved(req, res, code);
	v.page.title = arena_printf(req->op.arena, "%.*s: %.*s", STRF(v.list.name), STRF(v.figure.name));
	v.page.unlisted = true;
	step_to_list(req, &v.page, &v.list);
	path_list_figures_in(&up, v.list.slug, http_date(req, "from"), http_date(req, "to"));
	page_step(req, &v.page, page_text(&v.page, MSG_list_figures), &up);
	o = page_html(res, &v.page);
	list_evidence(&o, &v);
	return OK;
}

static enum errc
month_get(struct http_request *req, struct http_response *res)
{
	struct list_month_view v = { 0 };
	struct html o;
	enum errc code;

	page_init(req, &v.page, PAGE_LISTS);
	code = list_month_load(&req->op, http_param(req, "slug"), http_param(req, "month"),
			       http_int(req, "page", 1), &v);
	if (code != OK)
		return page_moved(req, res, code);
	v.page.title = arena_printf(req->op.arena, "%.*s: %.*s", STRF(v.list.name), STRF(v.name));
	step_to_list(req, &v.page, &v.list);
	o = page_html(res, &v.page);
	list_month(&o, &v);
	return OK;
}

static enum errc
thread_get(struct http_request *req, struct http_response *res)
{
	struct thread_view v = { 0 };
	AUTO_BUF month = { 0 };
	struct html o;
	enum errc code;

	page_init(req, &v.page, PAGE_LISTS);
	code = list_thread_load(&req->op, http_param(req, "slug"), http_param(req, "key"),
				http_int(req, "part", 0), &v);
	if (code != OK)
		return page_moved(req, res, code);
	v.page.title = v.subject.n ? v.subject : page_text(&v.page, MSG_list_no_subject);
	/* Any message's key leads here; one address is enough for search engines. */
	v.page.unlisted = !str_eq(http_param(req, "key"), v.key);
	step_to_list(req, &v.page, &v.list);
	if (v.month.n) {
		path_list_month(&month, v.list.slug, v.month);
		page_step(req, &v.page, v.month_name, &month);
	}
	o = page_html(res, &v.page);
	thread_show(&o, &v);
	return OK;
}

static enum errc
message_get(struct http_request *req, struct http_response *res)
{
	struct message_view v = { 0 };
	AUTO_BUF month = { 0 };
	struct html o;
	enum errc code;

	page_init(req, &v.page, PAGE_LISTS);
	code = list_message_load(&req->op, http_param(req, "slug"), http_param(req, "key"),
				 http_int(req, "whole", 0) == 1, &v);
	if (code != OK)
		return page_moved(req, res, code);
	v.page.title = v.subject.n ? v.subject : page_text(&v.page, MSG_list_no_subject);
	step_to_list(req, &v.page, &v.list);
	if (instant_known(v.m.at)) {
		path_list_month(&month, v.list.slug, list_month_path(req->op.arena, v.m.at));
		page_step(req, &v.page, list_month_name(req->op.arena, v.page.lang, v.m.at), &month);
	}
	o = page_html(res, &v.page);
	message_show(&o, &v);
	return OK;
}

static enum errc
writer_get(struct http_request *req, struct http_response *res)
{
	struct list_writer_view v = { 0 };
	struct html o;
	enum errc code;

	page_init(req, &v.page, PAGE_LISTS);
	code = list_writer_load(&req->op, http_param(req, "slug"), http_param(req, "key"),
				http_int(req, "page", 1), &v);
	if (code != OK)
		return page_moved(req, res, code);
	v.page.title = v.who.n ? v.who : page_text(&v.page, MSG_list_no_sender);
	v.page.unlisted = true;
	step_to_list(req, &v.page, &v.list);
	o = page_html(res, &v.page);
	list_writer(&o, &v);
	return OK;
}

/* name: of the file, without its ending. */
static enum errc
send_mbox(struct http_request *req, struct http_response *res, enum errc code, struct str name)
{
	if (code != OK)
		return code;
	res->type = LIST_MBOX_TYPE;
	http_set(req, res, "X-Robots-Tag", STR("noindex"));
	http_download(req, res, arena_printf(req->op.arena, "%.*s-%.*s.mbox", STRF(http_param(req, "slug")),
					     STRF(name)));
	return OK;
}

static enum errc
message_mbox_get(struct http_request *req, struct http_response *res)
{
	struct str key = http_param(req, "key");

	return send_mbox(req, res, list_message_mbox(&req->op, http_param(req, "slug"), key, &res->body), key);
}

static enum errc
thread_mbox_get(struct http_request *req, struct http_response *res)
{
	struct str key = http_param(req, "key");

	return send_mbox(req, res, list_thread_mbox(&req->op, http_param(req, "slug"), key, &res->body), key);
}

static enum errc
month_mbox_get(struct http_request *req, struct http_response *res)
{
	struct str month = http_param(req, "month");

	return send_mbox(req, res, list_month_mbox(&req->op, http_param(req, "slug"), month, &res->body), month);
}

/* ---- is somebody there ---- */

static enum errc
show_answer(struct http_request *req, struct http_response *res, struct list_answer_view *v)
{
	struct html o;

	page_init(req, &v->page, PAGE_NONE);
	v->page.unlisted = true;
	v->page.title = page_text(&v->page, MSG_list_answer_title);
	o = page_html(res, &v->page);
	list_answer(&o, v);
	return OK;
}

static enum errc
answer_get(struct http_request *req, struct http_response *res)
{
	struct list_answer_view v = { .token = http_param(req, "token") };

	TRY(list_check_asked(&req->op, v.token, &v.list));
	if (!str_present(v.list))
		return fail(&req->op, E_NOT_FOUND, "list.no-such-question", "%s", "");
	return show_answer(req, res, &v);
}

static enum errc
answer_post(struct http_request *req, struct http_response *res)
{
	struct list_answer_view v = { .token = http_param(req, "token"), .thanks = true };

	TRY(page_write_signed_out(req));
	TRY(list_check_answer(&req->op, v.token));
	return show_answer(req, res, &v);
}

/* A Message-ID as other archives and mail programs know it. */
static enum errc
mid_get(struct http_request *req, struct http_response *res)
{
	AUTO_BUF path = { 0 };

	TRY(list_find_mid(&req->op, http_text(req, "id"), &path));
	http_redirect(req, res, 302, buf_to_arena(&path, req->op.arena));
	return OK;
}

static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/lists", .handler = lists_get },
	{ .method = HTTP_GET, .path = "/lists/{slug}", .handler = list_get },
	/* Uncached: what is written depends on the host, by which nothing is filed. */
	{ .method = HTTP_GET, .path = "/lists/{slug}/feed.atom", .handler = feed_get, .uncached = true,
	  .max_age = 300 },
	{ .method = HTTP_GET, .path = "/lists/{slug}/figures", .handler = figures_get,
	  HTTP_FIELDS(figures_fields) },
	{ .method = HTTP_GET, .path = "/lists/{slug}/figures/{metric}", .handler = evidence_get,
	  HTTP_FIELDS(evidence_fields) },
	{ .method = HTTP_GET, .path = "/lists/{slug}/{month}", .handler = month_get,
	  HTTP_FIELDS(page_fields) },
	{ .method = HTTP_GET, .path = "/lists/{slug}/threads/{key}", .handler = thread_get,
	  HTTP_FIELDS(part_fields) },
	{ .method = HTTP_GET, .path = "/lists/{slug}/messages/{key}", .handler = message_get,
	  HTTP_FIELDS(whole_fields) },
	{ .method = HTTP_GET, .path = "/lists/{slug}/messages/{key}/writer", .handler = writer_get,
	  HTTP_FIELDS(page_fields) },
	{ .method = HTTP_GET, .path = "/lists/{slug}/messages/{key}/mbox", .handler = message_mbox_get,
	  .uncached = true },
	{ .method = HTTP_GET, .path = "/lists/{slug}/threads/{key}/mbox", .handler = thread_mbox_get,
	  .uncached = true },
	{ .method = HTTP_GET, .path = "/lists/{slug}/{month}/mbox", .handler = month_mbox_get,
	  .uncached = true },
	{ .method = HTTP_GET, .path = "/answers/{token}", .handler = answer_get, .uncached = true },
	{ .method = HTTP_POST, .path = "/answers/{token}", .handler = answer_post, .slow = true },
	{ .method = HTTP_GET, .path = "/mid", .handler = mid_get, HTTP_FIELDS(mid_fields) },
};
const struct http_routes list_routes = { table, ARRAY_LEN(table) };
