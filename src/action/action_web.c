/* SPDX-License-Identifier: Apache-2.0 */
#include "action/action_web.h"

#include "html_action_list.h"
#include "html_action_show.h"
#include "web/url.h"

static const struct http_field list_fields[] = {
	{ .name = "state", .kind = HTTP_CHOICE, .choices = action_filter_words },
	{ .name = "owner", .kind = HTTP_CHOICE, .choices = action_owner_words },
	{ .name = "sort", .kind = HTTP_CHOICE, .choices = action_sort_words },
	{ .name = "group", .kind = HTTP_TEXT },
	{ .name = "person", .kind = HTTP_TEXT },
	{ .name = "page", .kind = HTTP_INT, .least = 1, .most = 1000000 },
};

static struct str
slug_or_none(struct str s)
{
	s = str_trim(s);
	return s.n ? s : STR_NONE;
}

static enum errc
actions_get(struct http_request *req, struct http_response *res)
{
	struct action_list_view v = { 0 };
	struct action_query q = {
		.state = (enum action_filter)http_choice(req, "state", ACTIONS_PENDING),
		.owner = (enum action_owner_filter)http_choice(req, "owner", ACTIONS_OF_ANYBODY),
		.sort = (enum action_sort)http_choice(req, "sort", ACTIONS_BY_DEADLINE),
		.group = slug_or_none(http_text(req, "group")),
		.person = slug_or_none(http_text(req, "person")),
		.page = http_int(req, "page", 1),
	};
	AUTO_BUF json = { 0 };
	struct html o;

	page_init(req, &v.page, PAGE_ACTIONS);
	v.page.title = page_text(&v.page, MSG_page_actions);
	path_api_list(&json, STR("actions"));
	page_alternate(req, &v.page, STR(HTTP_JSON), v.page.title, &json);
	TRY(action_list_load(&req->op, &q, &v));
	o = page_html(res, &v.page);
	action_list(&o, &v);
	return OK;
}

static enum errc
action_get(struct http_request *req, struct http_response *res)
{
	struct action_show_view v = { 0 };
	AUTO_BUF up = { 0 };
	int64_t number, position;
	struct msg_arg args[2];
	struct html o;

	page_init(req, &v.page, PAGE_ACTIONS);
	if (!str_to_int(http_param(req, "number"), &number) ||
	    !str_to_int(http_param(req, "position"), &position))
		return fail(&req->op, E_NOT_FOUND, "error.not-found", "%.*s", STRF(req->path));
	TRY(action_show_load(&req->op, http_param(req, "series"), number, position, &v));
	path_actions(&up);
	page_step(req, &v.page, page_text(&v.page, MSG_page_actions), &up);
	args[0] = msg_int("position", v.a.position);
	args[1] = msg_int("number", v.a.number);
	v.page.title = msg_format(req->op.arena, v.page.lang,
				  v.a.kind == ITEM_ACTION ? MSG_action_title : MSG_action_title_conclusion,
				  args, ARRAY_LEN(args));
	o = page_html(res, &v.page);
	action_show(&o, &v);
	return OK;
}

static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/actions", .handler = actions_get, HTTP_FIELDS(list_fields) },
	{ .method = HTTP_GET, .path = "/actions/{series}/{number}/{position}", .handler = action_get },
};
const struct http_routes action_routes = { table, ARRAY_LEN(table) };
