/* SPDX-License-Identifier: Apache-2.0 */
#include "application/application_web.h"

#include "application/application_view.h"
#include "db/db.h"
#include "html_application.h"
#include "html_application_list.h"
#include "web/url.h"

#define PEOPLE(n, bytes) { .name = n, .kind = HTTP_TEXT, .repeated = true, .max = (bytes) }

static const struct http_field begin_fields[] = { PAGE_CSRF, { .name = "name", .kind = HTTP_TEXT, .max = 1000 } };
static const char *const steps[] = { "save", "send", NULL };
static const struct http_field save_fields[] = {
	PAGE_CSRF,
	{ .name = "name", .kind = HTTP_TEXT, .max = 1000 },
	{ .name = "short_name", .kind = HTTP_TEXT, .max = 1000 },
	{ .name = "need", .kind = HTTP_TEXT, .max = 9000 },
	{ .name = "plan", .kind = HTTP_TEXT, .max = 40000 },
	{ .name = "list_address", .kind = HTTP_TEXT, .max = 1000 },
	{ .name = "join_url", .kind = HTTP_TEXT, .max = 2000 },
	PEOPLE("contact_name", 1000),
	PEOPLE("contact_address", 1000),
	PEOPLE("supporter_name", 1000),
	PEOPLE("supporter_of", 1000),
	PEOPLE("supporter_group", 100),
	{ .name = "then", .kind = HTTP_CHOICE, .choices = steps },
};
static const struct http_field csrf_fields[] = { PAGE_CSRF };
static const char *const answers[] = { "back", "accept", "refuse", NULL };
static const struct http_field answer_fields[] = {
	PAGE_CSRF,
	{ .name = "words", .kind = HTTP_TEXT, .max = 9000 },
	{ .name = "coordinator", .kind = HTTP_TEXT, .max = 10 },
	{ .name = "answer", .kind = HTTP_CHOICE, .required = true, .choices = answers },
};

/* ---- the list ---- */

static enum errc
show_list(struct http_request *req, struct http_response *res, struct application_list_view *v)
{
	AUTO_BUF up = { 0 };
	struct html o;

	v->page.title = page_text(&v->page, MSG_application_title);
	path_coalitions(&up);
	page_step(req, &v->page, page_text(&v->page, MSG_page_coalitions), &up);
	TRY(application_list_load(&req->op, v));
	o = page_html(res, &v->page);
	application_list(&o, v);
	return OK;
}

static enum errc
list_get(struct http_request *req, struct http_response *res)
{
	struct application_list_view v = { .name = STR("") };

	page_init(req, &v.page, PAGE_COALITIONS);
	return show_list(req, res, &v);
}

static enum errc
begin(struct http_request *req, application_id *ret)
{
	AUTO_TX tx = tx_begin(&req->op);

	TRY(application_begin(&req->op, http_text_or_empty(req, "name"), ret));
	return tx_commit(&tx);
}

static void
go_to(struct http_request *req, struct http_response *res, application_id id)
{
	AUTO_BUF path = { 0 };

	path_application(&path, id.v);
	http_redirect(req, res, 303, buf_to_arena(&path, req->op.arena));
}

static enum errc
begin_post(struct http_request *req, struct http_response *res)
{
	struct application_list_view v = { .name = http_text_or_empty(req, "name") };
	application_id id;
	enum errc code;

	TRY(page_write(req));
	code = begin(req, &id);
	if (code != E_INVALID && code != E_LIMIT) {
		TRY(code);
		go_to(req, res, id);
		return OK;
	}
	page_init(req, &v.page, PAGE_COALITIONS);
	v.problem = page_problem(req, res, &v.page, code);
	return show_list(req, res, &v);
}

/* ---- one of them ---- */

static enum errc
id_of(struct http_request *req, application_id *ret)
{
	struct str s = http_param(req, "id");

	return str_to_int(s, &ret->v) ? OK : fail(&req->op, E_NOT_FOUND, "application.no-such", "%.*s", STRF(s));
}

static enum errc
load(struct http_request *req, application_id id, const struct application_text *text, struct application_view *v)
{
	AUTO_BUF up = { 0 };

	page_init(req, &v->page, PAGE_COALITIONS);
	TRY(application_load(&req->op, id, text, v));
	v->page.title = v->a.text.name;
	v->page.unlisted = !application_is_public(v->a.state);
	path_applications(&up);
	page_step(req, &v->page, page_text(&v->page, MSG_application_title), &up);
	return OK;
}

static void
show(struct http_response *res, struct application_view *v)
{
	struct html o = page_html(res, &v->page);

	application_show(&o, v);
}

static enum errc
application_get_page(struct http_request *req, struct http_response *res)
{
	struct application_view v = { 0 };
	application_id id;

	TRY(id_of(req, &id));
	TRY(load(req, id, NULL, &v));
	show(res, &v);
	return OK;
}

/* What somebody wants to do to it. */
struct step {
	struct http_request *req;
	application_id id;
	const struct application_text *text; /* NULL: nothing was typed */
};
typedef enum errc step_fn(const struct step *s);

static enum errc
in_one(const struct step *s, step_fn *fn)
{
	AUTO_TX tx = tx_begin(&s->req->op);

	TRY(fn(s));
	return tx_commit(&tx);
}

/* Back to it, or that again with what went wrong and all that was typed. */
static enum errc
after(const struct step *s, struct http_response *res, enum errc code, struct str words)
{
	struct application_view v = { .words = words };

	if (code != E_INVALID && code != E_CONFLICT) {
		TRY(code);
		go_to(s->req, res, s->id);
		return OK;
	}
	page_init(s->req, &v.page, PAGE_COALITIONS);
	v.problem = page_problem(s->req, res, &v.page, code);
	TRY(load(s->req, s->id, s->text, &v));
	show(res, &v);
	return OK;
}

/* Of the applicant's: whoever it is not of finds none. then: what follows when that is done; NULL: nothing. */
static enum errc
own_step(struct http_request *req, struct http_response *res, const struct application_text *text, step_fn *fn,
	 step_fn *then)
{
	enum errc code;

	struct step s = { .req = req, .text = text };
	struct application a;

	TRY(page_write(req));
	TRY(id_of(req, &s.id));
	TRY(application_get(&req->op, s.id, &a));
	if (a.account.v != req->op.actor->account.v)
		return fail(&req->op, E_NOT_FOUND, "application.no-such", "%.*s", STRF(http_param(req, "id")));
	code = in_one(&s, fn);
	if (code == OK && then)
		code = in_one(&s, then);
	return after(&s, res, code, STR(""));
}

static struct str
typed(const struct http_input *in, size_t i)
{
	return i < in->values.n ? str_or_empty(in->values.at[i].text) : STR("");
}

static void
read_people(struct http_request *req, struct application_text *t)
{
	const struct http_input *name = http_input(req, "contact_name"), *address = http_input(req, "contact_address");
	const struct http_input *who = http_input(req, "supporter_name"), *of = http_input(req, "supporter_of");
	const struct http_input *group = http_input(req, "supporter_group");

	for (size_t i = 0; i < name->values.n; i++)
		VEC_PUSH(req->op.arena, &t->contacts,
			 ((struct application_contact){ typed(name, i), typed(address, i) }));
	for (size_t i = 0; i < who->values.n; i++)
		VEC_PUSH(req->op.arena, &t->supporters,
			 ((struct application_supporter){ typed(who, i), typed(of, i), typed(group, i) }));
}

static enum errc
save(const struct step *s)
{
	return application_save(&s->req->op, s->id, s->text);
}

static enum errc
send(const struct step *s)
{
	return application_send(&s->req->op, page_key(s->req), s->id);
}

static enum errc
save_post(struct http_request *req, struct http_response *res)
{
	struct application_text t = {
		.name = http_text_or_empty(req, "name"), .short_name = http_text_or_empty(req, "short_name"),
		.need = http_text_or_empty(req, "need"), .plan = http_text_or_empty(req, "plan"),
		.list_address = http_text_or_empty(req, "list_address"), .join_url = http_text_or_empty(req, "join_url"),
	};

	read_people(req, &t);
	/* What is incomplete cannot be sent; it is saved all the same. */
	return own_step(req, res, &t, save, http_choice(req, "then", 0) == 1 ? send : NULL);
}

static enum errc
withdraw(const struct step *s)
{
	return application_withdraw(&s->req->op, s->id);
}

static enum errc
withdraw_post(struct http_request *req, struct http_response *res)
{
	return own_step(req, res, NULL, withdraw, NULL);
}

static enum errc
take_up(const struct step *s)
{
	return application_take_up(&s->req->op, s->id);
}

static enum errc
review_post(struct http_request *req, struct http_response *res)
{
	struct step s = { .req = req };

	TRY(page_write(req));
	TRY(id_of(req, &s.id));
	return after(&s, res, in_one(&s, take_up), STR(""));
}

static enum errc
answer(const struct step *s)
{
	static const enum application_state to[] = { APPLICATION_DRAFT, APPLICATION_ACCEPTED, APPLICATION_REFUSED };
	struct http_request *req = s->req;

	return application_answer(&req->op, page_key(req), s->id, to[http_choice(req, "answer", 0)],
				  http_text_or_empty(req, "words"), http_text_or_empty(req, "coordinator").n > 0);
}

static enum errc
answer_post(struct http_request *req, struct http_response *res)
{
	struct step s = { .req = req };

	TRY(page_write(req));
	TRY(id_of(req, &s.id));
	return after(&s, res, in_one(&s, answer), http_text_or_empty(req, "words"));
}

#define POST(what, fn, right, fields_)                                                                  \
	{ .method = HTTP_POST, .path = "/applications" what, .handler = fn, .slow = true,               \
	  .need = right, .body_max = 131072, HTTP_FIELDS(fields_) }

static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/applications", .handler = list_get },
	{ .method = HTTP_GET, .path = "/applications/{id}", .handler = application_get_page },
	POST("", begin_post, RIGHT_SELF, begin_fields),
	POST("/{id}", save_post, RIGHT_SELF, save_fields),
	POST("/{id}/withdraw", withdraw_post, RIGHT_SELF, csrf_fields),
	POST("/{id}/review", review_post, RIGHT_STANDING, csrf_fields),
	POST("/{id}/answer", answer_post, RIGHT_STANDING, answer_fields),
};
const struct http_routes application_routes = { table, ARRAY_LEN(table) };
