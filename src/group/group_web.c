/* SPDX-License-Identifier: Apache-2.0 */
#include "group/group_web.h"

#include "db/db.h"
#include "group/group_view.h"
#include "html_group_edit.h"
#include "html_group_list.h"
#include "html_group_others.h"
#include "html_group_show.h"
#include "web/url.h"

static enum errc
coalitions_get(struct http_request *req, struct http_response *res)
{
	struct group_list_view v = { 0 };
	AUTO_BUF json = { 0 };
	struct html o;

	page_init(req, &v.page, PAGE_COALITIONS);
	v.page.title = page_text(&v.page, MSG_page_coalitions);
	path_api_list(&json, STR("coalitions"));
	page_alternate(req, &v.page, STR(HTTP_JSON), v.page.title, &json);
	TRY(group_list_load(&req->op, &v));
	o = page_html(res, &v.page);
	group_list(&o, &v);
	return OK;
}

static enum errc
groups_get(struct http_request *req, struct http_response *res)
{
	struct group_others_view v = { 0 };
	struct html o;

	page_init(req, &v.page, PAGE_GROUPS);
	v.page.title = page_text(&v.page, MSG_page_groups);
	TRY(group_others_load(&req->op, &v));
	o = page_html(res, &v.page);
	group_others(&o, &v);
	return OK;
}

static enum errc
show(struct http_request *req, struct http_response *res, bool coalition)
{
	struct group_show_view v = { 0 };
	AUTO_BUF up = { 0 };
	AUTO_BUF json = { 0 };
	struct html o;
	enum errc code;

	page_init(req, &v.page, coalition ? PAGE_COALITIONS : PAGE_GROUPS);
	code = group_show_load(&req->op, http_param(req, "slug"), coalition, &v);
	if (code != OK)
		return page_moved(req, res, code);
	if (coalition)
		path_coalitions(&up);
	else
		path_groups(&up);
	page_step(req, &v.page,
		  page_text(&v.page, coalition ? MSG_page_coalitions : MSG_page_groups), &up);
	path_api_group(&json, v.g.type, v.g.slug);
	page_alternate(req, &v.page, STR(HTTP_JSON), v.g.name, &json);
	v.page.title = v.g.name;
	o = page_html(res, &v.page);
	group_show(&o, &v);
	return OK;
}

static enum errc
coalition_get(struct http_request *req, struct http_response *res)
{
	return show(req, res, true);
}

static enum errc
group_get(struct http_request *req, struct http_response *res)
{
	return show(req, res, false);
}

/* ---- kept by its coordinators ---- */

static const struct http_field edit_fields[] = {
	PAGE_CSRF,
	{ .name = "seen", .kind = HTTP_TEXT, .max = 100 },
	{ .name = "description", .kind = HTTP_TEXT, .max = 9000 },
	{ .name = "list_address", .kind = HTTP_TEXT, .max = 1000 },
	{ .name = "join_url", .kind = HTTP_TEXT, .max = 2000 },
	{ .name = "archive_url", .kind = HTTP_TEXT, .max = 2000 },
	{ .name = "website", .kind = HTTP_TEXT, .max = 2000 },
	{ .name = "evidence", .kind = HTTP_TEXT, .max = 2000 },
};

static enum errc
begin_edit(struct http_request *req, struct group_edit_view *v, group_id *ret)
{
	AUTO_BUF up = { 0 };

	page_init(req, &v->page, PAGE_NONE);
	TRY(group_edit_load(&req->op, http_param(req, "slug"), v, ret));
	v->page.title = arena_printf(req->op.arena, "%.*s: %.*s", STRF(v->name),
				     STRF(page_text(&v->page, MSG_group_edit)));
	path_group(&up, v->type, v->slug);
	page_step(req, &v->page, v->name, &up);
	return OK;
}

static enum errc
edit_get(struct http_request *req, struct http_response *res)
{
	struct group_edit_view v = { 0 };
	struct html o;
	group_id id;

	TRY(begin_edit(req, &v, &id));
	o = page_html(res, &v.page);
	group_edit(&o, &v);
	return OK;
}

static enum errc
say(struct http_request *req, group_id id, const struct group_said *said)
{
	AUTO_TX tx = tx_begin(&req->op);

	TRY(group_say(&req->op, id, said, http_text_or_empty(req, "seen")));
	if (behalf_of_others(req->op.actor, id))
		TRY(behalf_record(&req->op, id, "group.say", http_text_or_empty(req, "evidence")));
	return tx_commit(&tx);
}

static enum errc
edit_post(struct http_request *req, struct http_response *res)
{
	struct group_edit_view v = { 0 };
	AUTO_BUF path = { 0 };
	struct html o;
	enum errc code;
	group_id id;

	TRY(page_write(req));
	TRY(begin_edit(req, &v, &id));
	v.said = (struct group_said){ http_text_or_empty(req, "description"), http_text_or_empty(req, "list_address"),
				      http_text_or_empty(req, "join_url"), http_text_or_empty(req, "archive_url"), http_text_or_empty(req, "website") };
	v.evidence = http_text_or_empty(req, "evidence");
	code = say(req, id, &v.said);
	if (code != OK && code != E_INVALID && code != E_CONFLICT)
		return code;
	if (code != OK) {
		/* What was typed stays; what somebody else has written meanwhile is on the group's page. */
		v.problem = page_problem(req, res, &v.page, code);
		o = page_html(res, &v.page);
		group_edit(&o, &v);
		return OK;
	}
	path_group(&path, v.type, v.slug);
	return page_go(req, res, &path);
}

static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/coalitions", .handler = coalitions_get },
	{ .method = HTTP_GET, .path = "/coalitions/{slug}", .handler = coalition_get },
	{ .method = HTTP_GET, .path = "/groups", .handler = groups_get },
	{ .method = HTTP_GET, .path = "/groups/{slug}", .handler = group_get },
	{ .method = HTTP_GET, .path = "/groups/{slug}/edit", .handler = edit_get, .need = RIGHT_GROUP,
	  .of = "slug" },
	{ .method = HTTP_POST, .path = "/groups/{slug}/edit", .handler = edit_post, .slow = true,
	  .need = RIGHT_GROUP, .of = "slug", HTTP_FIELDS(edit_fields) },
};
const struct http_routes group_routes = { table, ARRAY_LEN(table) };
