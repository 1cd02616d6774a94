/* SPDX-License-Identifier: Apache-2.0 */
#include "admin/admin_web.h"

#include "account/account_ops.h"
#include "admin/admin_view.h"
#include "audit/audit_ops.h"
#include "db/db.h"
#include "group/group_ops.h"
#include "html_admin_audit.h"
#include "html_admin_home.h"
#include "html_admin_jobs.h"
#include "html_admin_letter.h"
#include "html_admin_letters.h"
#include "html_admin_roles.h"
#include "job/job_ops.h"
#include "outbox/outbox_ops.h"
#include "person/person_ops.h"
#include "web/url.h"

#define PAGE { .name = "page", .kind = HTTP_INT, .least = 1, .most = 1000000 }
static const struct http_field page_fields[] = { PAGE };
static const struct http_field csrf_fields[] = { PAGE_CSRF };
static const struct http_field letters_fields[] = { { .name = "to", .kind = HTTP_TEXT, .max = 300 }, PAGE };
static const struct http_field give_fields[] = {
	PAGE_CSRF,
	{ .name = "person", .kind = HTTP_TEXT, .max = 400 },
	{ .name = "address", .kind = HTTP_TEXT, .max = 300 },
	{ .name = "role", .kind = HTTP_CHOICE, .required = true, .choices = admin_roles },
	{ .name = "group", .kind = HTTP_TEXT, .max = 200 },
	{ .name = "since", .kind = HTTP_DATE },
};
static const struct http_field end_fields[] = {
	PAGE_CSRF,
	{ .name = "person", .kind = HTTP_TEXT, .max = 400 },
	{ .name = "role", .kind = HTTP_CHOICE, .required = true, .choices = admin_roles },
	{ .name = "group", .kind = HTTP_TEXT, .max = 200 },
};

static struct str
given(const struct http_request *req, const char *name)
{
	return str_trim(http_text_or_empty(req, name));
}

static enum errc
home_get(struct http_request *req, struct http_response *res)
{
	struct admin_home_view v = { 0 };
	struct html o;

	page_init_admin(req, &v.page, MSG_admin_title);
	TRY(admin_home_load(&req->op, &v));
	o = page_html(res, &v.page);
	admin_home(&o, &v);
	return OK;
}

/* ---- work ---- */

static enum errc
jobs_get(struct http_request *req, struct http_response *res)
{
	struct admin_jobs_view v = { 0 };
	struct html o;

	page_init_admin(req, &v.page, MSG_admin_jobs);
	TRY(admin_jobs_load(&req->op, http_int(req, "page", 1), &v));
	o = page_html(res, &v.page);
	admin_jobs_show(&o, &v);
	return OK;
}

static enum errc
job_again_post(struct http_request *req, struct http_response *res)
{
	int64_t id;

	TRY(page_write(req));
	if (!str_to_int(http_param(req, "id"), &id))
		return fail(&req->op, E_NOT_FOUND, "job.no-such", "%.*s", STRF(http_param(req, "id")));
	AUTO_TX tx = tx_begin_quiet(&req->op);
	TRY(job_again(&req->op, (job_id){ id }));
	TRY(audit_note(&req->op, (group_id){ 0 }, "job.again", "job", id, STR("")));
	TRY(tx_commit(&tx));
	http_redirect(req, res, 303, STR("/admin/jobs"));
	return OK;
}

/* ---- letters ---- */

static enum errc
letters_get(struct http_request *req, struct http_response *res)
{
	struct admin_letters_view v = { 0 };
	struct html o;

	page_init_admin(req, &v.page, MSG_admin_letters);
	TRY(admin_letters_load(&req->op, given(req, "to"), http_int(req, "page", 1), &v));
	o = page_html(res, &v.page);
	admin_letters_show(&o, &v);
	return OK;
}

static enum errc
letter_get(struct http_request *req, struct http_response *res)
{
	struct admin_letter_view v = { 0 };
	AUTO_BUF up = { 0 };
	struct html o;
	int64_t id;

	page_init_admin(req, &v.page, MSG_admin_letter);
	if (!str_to_int(http_param(req, "id"), &id))
		return fail(&req->op, E_NOT_FOUND, "mail.no-such", "%.*s", STRF(http_param(req, "id")));
	TRY(admin_letter_load(&req->op, id, &v));
	v.page.mail = true;
	path_admin_letters(&up);
	page_step(req, &v.page, page_text(&v.page, MSG_admin_letters), &up);
	o = page_html(res, &v.page);
	admin_letter_show(&o, &v);
	return OK;
}

static const struct http_field good_fields[] = { PAGE_CSRF, { .name = "address", .kind = HTTP_TEXT, .max = 300 } };

static enum errc
try_again(struct http_request *req)
{
	AUTO_TX tx = tx_begin(&req->op);
	struct str address = given(req, "address");

	TRY(outbox_try_again(&req->op, address));
	TRY(audit_add(&req->op, (group_id){ 0 }, "mail.good", STR("address"), address));
	return tx_commit(&tx);
}

static enum errc
letters_good_post(struct http_request *req, struct http_response *res)
{
	TRY(page_write(req));
	TRY(try_again(req));
	http_redirect(req, res, 303, STR("/admin/letters"));
	return OK;
}

/* ---- roles ---- */

static enum errc
show_roles(struct http_request *req, struct http_response *res, struct admin_roles_view *v)
{
	struct html o;

	TRY(admin_roles_load(&req->op, v));
	o = page_html(res, &v->page);
	admin_roles_show(&o, v);
	return OK;
}

static enum errc
roles_get(struct http_request *req, struct http_response *res)
{
	struct admin_roles_view v = { .person = STR(""), .since = STR("") };

	page_init_admin(req, &v.page, MSG_admin_roles);
	return show_roles(req, res, &v);
}

static enum role
chosen_role(struct http_request *req)
{
	enum role role = ROLE_COORDINATOR;

	(void)role_parse(str_of(admin_roles[http_choice(req, "role", 0)]), &role);
	return role;
}

static enum errc
group_given(struct http_request *req, group_id *ret)
{
	struct str slug = given(req, "group");
	struct group_ref group = { 0 };

	if (slug.n)
		TRY(group_by_slug(&req->op, slug, &group));
	*ret = group.id;
	return OK;
}

/* With an address somebody can sign in as them; without one the record says it, and no more. */
static enum errc
give(struct http_request *req)
{
	struct op *op = &req->op;
	AUTO_TX tx = tx_begin(op);
	struct str name = given(req, "person"), address = given(req, "address");
	date since = http_date(req, "since");
	struct person_ref person = { 0 };
	account_id account;
	group_id group;

	TRY(group_given(req, &group));
	if (address.n) {
		TRY(account_invite(op, address, name, &account, &person.id));
	} else {
		TRY(person_match(op, name, &person));
		if (!person.id.v)
			return fail(op, E_INVALID, "admin.no-such-person", "%.*s", STRF(name));
	}
	TRY(role_grant(op, person.id, chosen_role(req), group,
		       date_known(since) ? since : date_of_instant(op->now), DATE_NONE));
	return tx_commit(&tx);
}

static enum errc
roles_post(struct http_request *req, struct http_response *res)
{
	struct admin_roles_view v = { .person = given(req, "person") };
	enum errc code;

	TRY(page_write(req));
	page_init_admin(req, &v.page, MSG_admin_roles);
	v.since = date_format(req->op.arena, http_date(req, "since"));
	code = give(req);
	if (page_can_mend(code)) {
		v.problem = page_problem(req, res, &v.page, code);
		return show_roles(req, res, &v);
	}
	TRY(code);
	http_redirect(req, res, 303, STR("/admin/roles"));
	return OK;
}

static enum errc
role_end_post(struct http_request *req, struct http_response *res)
{
	struct op *op = &req->op;
	struct person_ref person;
	group_id group;

	TRY(page_write(req));
	AUTO_TX tx = tx_begin(op);
	TRY(person_by_slug(op, given(req, "person"), &person));
	TRY(group_given(req, &group));
	TRY(role_end(op, person.id, chosen_role(req), group, date_of_instant(op->now)));
	TRY(tx_commit(&tx));
	http_redirect(req, res, 303, STR("/admin/roles"));
	return OK;
}

/* ---- the audit ---- */

static enum errc
audit_get(struct http_request *req, struct http_response *res)
{
	struct admin_audit_view v = { 0 };
	struct html o;

	page_init_admin(req, &v.page, MSG_admin_audit);
	TRY(admin_audit_load(&req->op, http_int(req, "page", 1), &v));
	o = page_html(res, &v.page);
	admin_audit_show(&o, &v);
	return OK;
}

static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/admin", .handler = home_get, .need = RIGHT_AUDIT },
	{ .method = HTTP_GET, .path = "/admin/jobs", .handler = jobs_get, .need = RIGHT_LETTERS,
	  HTTP_FIELDS(page_fields) },
	{ .method = HTTP_POST, .path = "/admin/jobs/{id}/again", .handler = job_again_post, .slow = true,
	  .need = RIGHT_LETTERS, HTTP_FIELDS(csrf_fields) },
	{ .method = HTTP_GET, .path = "/admin/letters", .handler = letters_get, .need = RIGHT_LETTERS,
	  HTTP_FIELDS(letters_fields) },
	{ .method = HTTP_POST, .path = "/admin/letters/good", .handler = letters_good_post, .slow = true,
	  .need = RIGHT_LETTERS, HTTP_FIELDS(good_fields) },
	{ .method = HTTP_GET, .path = "/admin/letters/{id}", .handler = letter_get, .need = RIGHT_LETTERS },
	{ .method = HTTP_GET, .path = "/admin/roles", .handler = roles_get, .need = RIGHT_ROLES },
	{ .method = HTTP_POST, .path = "/admin/roles", .handler = roles_post, .slow = true, .need = RIGHT_ROLES,
	  HTTP_FIELDS(give_fields) },
	{ .method = HTTP_POST, .path = "/admin/roles/end", .handler = role_end_post, .slow = true,
	  .need = RIGHT_ROLES, HTTP_FIELDS(end_fields) },
	{ .method = HTTP_GET, .path = "/admin/audit", .handler = audit_get, .need = RIGHT_AUDIT,
	  HTTP_FIELDS(page_fields) },
};
const struct http_routes admin_routes = { table, ARRAY_LEN(table) };
