/* SPDX-License-Identifier: Apache-2.0 */
#include "writer/writer_web.h"

#include <inttypes.h>

#include "html_writers.h"
#include "list/list_month.h"
#include "mail/refs.h"
#include "web/url.h"
#include "writer/writer_view.h"

static const char *const answers[] = { "no", "yes", NULL };
static const struct http_field csrf_fields[] = { PAGE_CSRF };
static const struct http_field decide_fields[] = {
	PAGE_CSRF,
	{ .name = "a", .kind = HTTP_TEXT, .required = true, .max = REFS_KEY_TEXT },
	{ .name = "b", .kind = HTTP_TEXT, .required = true, .max = REFS_KEY_TEXT },
	{ .name = "same", .kind = HTTP_CHOICE, .required = true, .choices = answers },
};

static enum errc
show(struct http_request *req, struct http_response *res, struct writers_view *v)
{
	struct html o;

	TRY(writers_load_view(&req->op, v));
	o = page_html(res, &v->page);
	writers_show(&o, v);
	return OK;
}

static enum errc
writers_get(struct http_request *req, struct http_response *res)
{
	struct writers_view v = { 0 };

	page_init_admin(req, &v.page, MSG_writer_title);
	return show(req, res, &v);
}

/* Back to the list, or that again with what went wrong. */
static enum errc
after(struct http_request *req, struct http_response *res, enum errc code)
{
	struct writers_view v = { 0 };

	if (code != E_CONFLICT && code != E_NOT_FOUND) {
		TRY(code);
		http_redirect(req, res, 303, STR("/admin/writers"));
		return OK;
	}
	page_init_admin(req, &v.page, MSG_writer_title);
	v.problem = page_problem(req, res, &v.page, code);
	return show(req, res, &v);
}

static enum errc
writer_given(struct http_request *req, const char *name, int64_t *ret)
{
	struct str s = http_text_or_empty(req, name);

	return refs_key_parse(s, ret) ? OK : fail(&req->op, E_INVALID, "writer.no-such", "%.*s", STRF(s));
}

static enum errc
decide_post(struct http_request *req, struct http_response *res)
{
	bool same = http_choice(req, "same", 0) == 1;
	decision_id id;
	int64_t a, b;

	TRY(page_write(req));
	TRY(writer_given(req, "a", &a));
	TRY(writer_given(req, "b", &b));
	TRY(list_prepare(&req->op));
	return after(req, res, writer_decide_on(&req->op, a, b, same, &id));
}

static enum errc
undo_post(struct http_request *req, struct http_response *res)
{
	decision_id id = { 0 };

	TRY(page_write(req));
	if (!str_to_int(http_param(req, "id"), &id.v))
		return fail(&req->op, E_NOT_FOUND, "writer.no-such-decision", "%.*s",
			    STRF(http_param(req, "id")));
	return after(req, res, writer_undo(&req->op, id));
}

static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/admin/writers", .handler = writers_get, .slow = true, .need = RIGHT_WRITERS },
	{ .method = HTTP_POST, .path = "/admin/writers", .handler = decide_post, .slow = true,
	  .need = RIGHT_WRITERS, HTTP_FIELDS(decide_fields) },
	{ .method = HTTP_POST, .path = "/admin/writers/{id}/undo", .handler = undo_post, .slow = true,
	  .need = RIGHT_WRITERS, HTTP_FIELDS(csrf_fields) },
};
const struct http_routes writer_routes = { table, ARRAY_LEN(table) };
