/* SPDX-License-Identifier: Apache-2.0 */
#include "standing/standing_web.h"

#include "db/db.h"
#include "html_standing.h"
#include "standing/standing_view.h"
#include "web/url.h"

/* In the order of enum group_state. */
static const char *const states[] = { "active", "proposed", "inactive", "concluded", NULL };

static const struct http_field set_fields[] = {
	PAGE_CSRF,
	{ .name = "state", .kind = HTTP_CHOICE, .required = true, .choices = states },
	{ .name = "since", .kind = HTTP_TEXT, .max = 40 },
	{ .name = "reason", .kind = HTTP_TEXT, .max = 9000 },
};
static const struct http_field drop_fields[] = {
	PAGE_CSRF,
	{ .name = "id", .kind = HTTP_INT, .required = true, .least = 1, .most = INT64_C(999999999999999999) },
};

static enum errc
begin(struct http_request *req, enum group_state chosen, struct standing_view *v)
{
	AUTO_BUF up = { 0 };

	page_init(req, &v->page, PAGE_NONE);
	TRY(standing_load(&req->op, http_param(req, "slug"), chosen, v));
	v->since = date_format(req->op.arena, v->page.today);
	v->reason = STR("");
	v->page.title = arena_printf(req->op.arena, "%.*s: %.*s", STRF(v->name),
				     STRF(page_text(&v->page, MSG_standing_title)));
	v->page.unlisted = true;
	path_group(&up, v->type, v->slug);
	page_step(req, &v->page, v->name, &up);
	return OK;
}

static void
show(struct http_response *res, struct standing_view *v)
{
	struct html o = page_html(res, &v->page);

	standing_show(&o, v);
}

static enum errc
standing_get(struct http_request *req, struct http_response *res)
{
	struct standing_view v = { 0 };

	TRY(begin(req, STATE_ACTIVE, &v));
	show(res, &v);
	return OK;
}

static enum errc
after(struct http_request *req, struct http_response *res, struct standing_view *v, enum errc code)
{
	AUTO_BUF path = { 0 };

	if (page_can_mend(code)) {
		v->problem = page_problem(req, res, &v->page, code);
		show(res, v);
		return OK;
	}
	TRY(code);
	path_group_standing(&path, v->slug);
	return page_go(req, res, &path);
}

static enum errc
set(struct http_request *req, const struct standing_view *v, enum group_state state)
{
	struct standing s = { .state = state, .reason = v->reason };
	AUTO_TX tx = tx_begin(&req->op);

	if (!date_parse(v->since, &s.since))
		return fail(&req->op, E_INVALID, "list.bad-day", "%.*s", STRF(v->since));
	TRY(standing_set(&req->op, v->id, &s));
	return tx_commit(&tx);
}

static enum errc
set_post(struct http_request *req, struct http_response *res)
{
	enum group_state state = (enum group_state)http_choice(req, "state", STATE_ACTIVE);
	struct standing_view v = { 0 };

	TRY(page_write(req));
	TRY(begin(req, state, &v));
	v.since = str_trim(http_text_or_empty(req, "since"));
	v.reason = http_text_or_empty(req, "reason");
	return after(req, res, &v, set(req, &v, state));
}

static enum errc
drop(struct http_request *req, group_id id)
{
	AUTO_TX tx = tx_begin(&req->op);

	TRY(standing_drop(&req->op, id, (standing_id){ http_int(req, "id", 0) }));
	return tx_commit(&tx);
}

static enum errc
drop_post(struct http_request *req, struct http_response *res)
{
	struct standing_view v = { 0 };

	TRY(page_write(req));
	TRY(begin(req, STATE_ACTIVE, &v));
	return after(req, res, &v, drop(req, v.id));
}

static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/groups/{slug}/standing", .handler = standing_get, .need = RIGHT_STANDING },
	{ .method = HTTP_POST, .path = "/groups/{slug}/standing", .handler = set_post, .slow = true,
	  .need = RIGHT_STANDING, HTTP_FIELDS(set_fields) },
	{ .method = HTTP_POST, .path = "/groups/{slug}/standing/drop", .handler = drop_post, .slow = true,
	  .need = RIGHT_STANDING, HTTP_FIELDS(drop_fields) },
};
const struct http_routes standing_routes = { table, ARRAY_LEN(table) };
