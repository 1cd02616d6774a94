/* SPDX-License-Identifier: Apache-2.0 */
#include "directory/directory_web.h"

#include "db/db.h"
#include "directory/directory_view.h"
#include "group/group_ops.h"
#include "html_directory.h"
#include "person/person_ops.h"
#include "profile/profile_ops.h"
#include "web/url.h"

/* In the order of the enums. */
static const char *const kinds[] = { "person", "group", NULL };
static const char *const answers[] = { "no", "yes", NULL };

#define KIND { .name = "kind", .kind = HTTP_CHOICE, .required = true, .choices = kinds }
#define SLUG(n) { .name = n, .kind = HTTP_TEXT, .max = 200 }

static const struct http_field confirm_fields[] = {
	PAGE_CSRF, KIND, SLUG("a"), { .name = "type", .kind = HTTP_TEXT, .max = 40 },
};
static const struct http_field join_fields[] = {
	PAGE_CSRF, KIND, SLUG("a"), SLUG("b"), SLUG("into"), { .name = "name", .kind = HTTP_TEXT, .max = 1000 },
};
static const struct http_field split_fields[] = { PAGE_CSRF, KIND, SLUG("a") };
static const struct http_field apart_fields[] = {
	PAGE_CSRF, KIND, SLUG("a"), SLUG("b"),
	{ .name = "apart", .kind = HTTP_CHOICE, .required = true, .choices = answers },
};
static const struct http_field claim_fields[] = {
	PAGE_CSRF,
	PAGE_ID,
	{ .name = "is", .kind = HTTP_CHOICE, .required = true, .choices = answers },
};

static enum errc
show(struct http_request *req, struct http_response *res, struct directory_view *v)
{
	struct html o;

	TRY(directory_load(&req->op, v));
	o = page_html(res, &v->page);
	directory_show(&o, v);
	return OK;
}

static enum errc
directory_get(struct http_request *req, struct http_response *res)
{
	struct directory_view v = { 0 };

	page_init_admin(req, &v.page, MSG_directory_title);
	return show(req, res, &v);
}

/* Back to the page, or that again with what went wrong. */
static enum errc
after(struct http_request *req, struct http_response *res, enum errc code)
{
	struct directory_view v = { 0 };

	if (!page_can_mend(code)) {
		TRY(code);
		http_redirect(req, res, 303, STR("/admin/directory"));
		return OK;
	}
	page_init_admin(req, &v.page, MSG_directory_title);
	v.problem = page_problem(req, res, &v.page, code);
	return show(req, res, &v);
}

static enum entry_kind
kind_given(const struct http_request *req)
{
	return (enum entry_kind)http_choice(req, "kind", ENTRY_PERSON);
}

static struct str
given(struct http_request *req, const char *name)
{
	return str_trim(http_text_or_empty(req, name));
}

static enum errc
confirm(struct http_request *req)
{
	enum group_type type = GROUP_OTHER;

	if (kind_given(req) == ENTRY_GROUP && !group_type_parse(given(req, "type"), &type))
		return fail(&req->op, E_INVALID, "group.bad-type", "%.*s", STRF(given(req, "type")));
	return directory_confirm(&req->op, kind_given(req), given(req, "a"), type);
}

static enum errc
confirm_post(struct http_request *req, struct http_response *res)
{
	TRY(page_write(req));
	return after(req, res, confirm(req));
}

/* The entry that somebody has typed the name of. */
static enum errc
by_name(struct http_request *req, struct str name, struct str *ret)
{
	struct person_ref p = { .id = { 0 } };
	struct group_ref g = { .id = { 0 } };

	if (kind_given(req) == ENTRY_PERSON)
		TRY(person_match(&req->op, name, &p));
	else
		TRY(group_match(&req->op, name, &g));
	if (!p.id.v && !g.id.v)
		return fail(&req->op, E_NOT_FOUND, "directory.no-such", "%.*s", STRF(name));
	*ret = p.id.v ? p.slug : g.slug;
	return OK;
}

static enum errc
join(struct http_request *req)
{
	struct str a = given(req, "a"), b = given(req, "b"), into = given(req, "into");

	if (!into.n)
		TRY(by_name(req, given(req, "name"), &into));
	return directory_join(&req->op, kind_given(req), str_eq(into, a) ? b : a, into);
}

static enum errc
join_post(struct http_request *req, struct http_response *res)
{
	TRY(page_write(req));
	return after(req, res, join(req));
}

static enum errc
split_post(struct http_request *req, struct http_response *res)
{
	TRY(page_write(req));
	return after(req, res, directory_split(&req->op, kind_given(req), given(req, "a")));
}

static enum errc
apart_post(struct http_request *req, struct http_response *res)
{
	TRY(page_write(req));
	return after(req, res, directory_keep_apart(&req->op, kind_given(req), given(req, "a"), given(req, "b"),
						    http_choice(req, "apart", 0) == 1));
}

static enum errc
answer(struct http_request *req)
{
	AUTO_TX tx = tx_begin(&req->op);

	TRY(profile_answer(&req->op, (claim_id){ http_int(req, "id", 0) }, http_choice(req, "is", 0) == 1));
	return tx_commit(&tx);
}

static enum errc
claim_post(struct http_request *req, struct http_response *res)
{
	TRY(page_write(req));
	return after(req, res, answer(req));
}

#define POST(what, fn, fields)                                                                          \
	{ .method = HTTP_POST, .path = "/admin/directory/" what, .handler = fn, .slow = true,           \
	  .need = RIGHT_PEOPLE, HTTP_FIELDS(fields) }

static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/admin/directory", .handler = directory_get, .slow = true, .need = RIGHT_PEOPLE },
	POST("confirm", confirm_post, confirm_fields),
	POST("join", join_post, join_fields),
	POST("split", split_post, split_fields),
	POST("apart", apart_post, apart_fields),
	POST("claims", claim_post, claim_fields),
};
const struct http_routes directory_routes = { table, ARRAY_LEN(table) };
