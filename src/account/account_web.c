/* SPDX-License-Identifier: Apache-2.0 */
#include "account/account_web.h"

#include "account/account_view.h"
#include "db/db.h"
#include "html_account_show.h"
#include "html_sign_in.h"
#include "html_sign_in_code.h"
#include "html_sign_in_link.h"
#include "outbox/outbox_wish_ops.h"
#include "web/url.h"

/* Of the browser that asks; see http_set_cookie(). */
#define ASK_COOKIE "convene-ask"

#define NEXT { .name = "next", .kind = HTTP_TEXT, .max = 400 }
static const struct http_field next_fields[] = { NEXT };
static const struct http_field ask_fields[] = { { .name = "address", .kind = HTTP_TEXT, .max = 300 }, NEXT };
static const struct http_field code_fields[] = {
	{ .name = "address", .kind = HTTP_TEXT, .max = 300 },
	{ .name = "code", .kind = HTTP_TEXT, .max = 40 },
	NEXT,
};
static const struct http_field csrf_fields[] = { PAGE_CSRF };
static const struct http_field name_fields[] = { { .name = "name", .kind = HTTP_TEXT, .max = 1000 }, PAGE_CSRF };

static void
begin_page(struct http_request *req, struct page *p, enum msg title)
{
	page_init(req, p, PAGE_ACCOUNT);
	p->title = page_text(p, title);
	p->unlisted = true;
}

static void
go(struct http_request *req, struct http_response *res, struct str path)
{
	http_redirect(req, res, 303, path);
	res->cache = HTTP_NO_STORE;
}

/* ---- asking ---- */

static void
fill_sign_in(struct http_request *req, struct sign_in_view *v, enum msg title)
{
	begin_page(req, &v->page, title);
	v->can = page_key(req) != NULL;
	v->next = account_next(http_text(req, "next"));
}

/* Either form. */
typedef void sign_in_page(struct html *o, const struct sign_in_view *v);

static enum errc
show_sign_in(struct http_response *res, const struct sign_in_view *v, sign_in_page *page)
{
	struct html o = page_html(res, &v->page);

	page(&o, v);
	return OK;
}

/* The form once more, with what is wrong, where that is for it to say; else an error page. */
static enum errc
sign_in_problem(struct http_request *req, struct http_response *res, struct sign_in_view *v,
		sign_in_page *page, enum errc code)
{
	if (code != E_INVALID && code != E_LIMIT && code != E_FORBIDDEN)
		return code;
	v->problem = page_problem(req, res, &v->page, code);
	return show_sign_in(res, v, page);
}

static enum errc
sign_in_get(struct http_request *req, struct http_response *res)
{
	struct sign_in_view v = { 0 };

	fill_sign_in(req, &v, MSG_sign_in_title);
	v.address = STR("");
	return show_sign_in(res, &v, sign_in_show);
}

static struct str
code_page_path(struct http_request *req, struct str address, struct str next)
{
	AUTO_BUF b = { 0 };

	path_sign_in_code(&b);
	BUF_LIT(&b, "?address=");
	http_add_encoded(&b, address);
	if (next.n > 1) {
		BUF_LIT(&b, "&next=");
		http_add_encoded(&b, next);
	}
	return buf_to_arena(&b, req->op.arena);
}

/* Everybody gets the same answer, whether or not we have heard of the address. */
static enum errc
sign_in_post(struct http_request *req, struct http_response *res)
{
	struct sign_in_view v = { 0 };
	struct sign_in_request r;
	enum errc code;

	fill_sign_in(req, &v, MSG_sign_in_title);
	v.address = str_trim(http_text_or_empty(req, "address"));
	if (!v.can)
		return fail(&req->op, E_UNAVAILABLE, "sign-in.cannot", "%s", "");
	r = (struct sign_in_request){ v.address, req->remote, secret_token(req->op.arena), v.next, v.page.lang };
	TRY(page_write_signed_out(req));
	code = sign_in_ask(&req->op, page_key(req), &r);
	if (code != OK)
		return sign_in_problem(req, res, &v, sign_in_show, code);
	http_set_cookie(req, res, ASK_COOKIE, r.browser, SIGN_IN_SECONDS, page_is_secure(req));
	go(req, res, code_page_path(req, r.address, r.next));
	return OK;
}

/* ---- by code ---- */

static enum errc
code_get(struct http_request *req, struct http_response *res)
{
	struct sign_in_view v = { 0 };

	fill_sign_in(req, &v, MSG_sign_in_code_title);
	v.address = http_text_or_empty(req, "address");
	return show_sign_in(res, &v, sign_in_code_show);
}

static struct str
agent_of(const struct http_request *req)
{
	struct str agent = http_header_get(req, "user-agent");

	return str_or_empty(agent);
}

static enum errc
code_post(struct http_request *req, struct http_response *res)
{
	struct sign_in_view v = { 0 };
	struct str session;
	enum errc code;

	fill_sign_in(req, &v, MSG_sign_in_code_title);
	v.address = str_trim(http_text_or_empty(req, "address"));
	if (!v.can)
		return fail(&req->op, E_UNAVAILABLE, "sign-in.cannot", "%s", "");
	TRY(page_write_signed_out(req));
	code = sign_in_by_code(&req->op, page_key(req), v.address, http_text_or_empty(req, "code"), agent_of(req),
			       &session);
	if (code != OK)
		return sign_in_problem(req, res, &v, sign_in_code_show, code);
	page_set_session(req, res, session);
	go(req, res, v.next);
	return OK;
}

/* ---- by link ---- */

static enum errc
show_link(struct http_request *req, struct http_response *res)
{
	struct sign_in_link_view v = { .token = http_param(req, "token") };
	struct html o;

	begin_page(req, &v.page, MSG_sign_in_title);
	v.next = account_next(http_text(req, "next"));
	TRY(sign_in_link_state(&req->op, v.token, http_cookie(req, ASK_COOKIE, page_is_secure(req)),
			       &v.there, &v.browser, &v.address));
	res->cache = HTTP_NO_STORE;
	o = page_html(res, &v.page);
	sign_in_link_show(&o, &v);
	return OK;
}

static enum errc
link_post(struct http_request *req, struct http_response *res)
{
	struct str session;
	enum errc code;

	TRY(page_write_signed_out(req));
	code = sign_in_by_link(&req->op, http_param(req, "token"),
			       http_cookie(req, ASK_COOKIE, page_is_secure(req)), agent_of(req), &session);
	if (code == E_FORBIDDEN) {
		op_clear(&req->op);
		res->status = 403;
		return show_link(req, res);
	}
	TRY(code);
	page_set_session(req, res, session);
	go(req, res, account_next(http_text(req, "next")));
	return OK;
}

/* ---- one's own ---- */

static enum errc
show_account(struct http_request *req, struct http_response *res, struct account_show_view *v)
{
	struct html o;

	TRY(account_show_load(&req->op, v));
	o = page_html(res, &v->page);
	account_show(&o, v);
	return OK;
}

static enum errc
account_get(struct http_request *req, struct http_response *res)
{
	struct account_show_view v = { 0 };

	begin_page(req, &v.page, MSG_account_title);
	return show_account(req, res, &v);
}

static enum errc
account_post(struct http_request *req, struct http_response *res)
{
	TRY(page_write(req));
	AUTO_TX tx = tx_begin_quiet(&req->op);
	TRY(account_set_name(&req->op, req->op.actor->account, http_text_or_empty(req, "name")));
	TRY(tx_commit(&tx));
	go(req, res, STR("/account"));
	return OK;
}

/* In the order of enum letter_when. */
static const char *const whens[] = { "at-once", "daily", "never", NULL };
static const struct http_field letters_fields[] = {
	PAGE_CSRF,
	{ .name = "when", .kind = HTTP_CHOICE, .required = true, .choices = whens },
	{ .name = "stand_in", .kind = HTTP_TEXT, .max = 300 },
};

static enum errc
set_wish(struct http_request *req)
{
	const struct letter_wish wish = { (enum letter_when)http_choice(req, "when", LETTERS_AT_ONCE),
					  http_text_or_empty(req, "stand_in") };
	AUTO_TX tx = tx_begin(&req->op);

	TRY(letter_wish_set(&req->op, req->op.actor->account, &wish));
	return tx_commit(&tx);
}

static enum errc
letters_post(struct http_request *req, struct http_response *res)
{
	struct account_show_view v = { .stand_in = http_text_or_empty(req, "stand_in") };
	enum errc code;

	TRY(page_write(req));
	code = set_wish(req);
	if (code != E_INVALID) {
		TRY(code);
		go(req, res, STR("/account"));
		return OK;
	}
	begin_page(req, &v.page, MSG_account_title);
	v.problem = page_problem(req, res, &v.page, code);
	return show_account(req, res, &v);
}

static enum errc
session_post(struct http_request *req, struct http_response *res)
{
	int64_t id;

	TRY(page_write(req));
	if (!str_to_int(http_param(req, "id"), &id))
		return fail(&req->op, E_NOT_FOUND, "session.no-such", "%s", "");
	AUTO_TX tx = tx_begin_quiet(&req->op);
	TRY(session_end(&req->op, req->op.actor->account, (session_id){ id }));
	TRY(tx_commit(&tx));
	go(req, res, STR("/account"));
	return OK;
}

static enum errc
sign_out_post(struct http_request *req, struct http_response *res)
{
	TRY(page_write(req));
	AUTO_TX tx = tx_begin_quiet(&req->op);
	TRY(session_end(&req->op, req->op.actor->account, req->op.actor->session));
	TRY(tx_commit(&tx));
	page_set_session(req, res, STR_NONE);
	go(req, res, STR("/"));
	return OK;
}

static enum errc
sign_out_everywhere_post(struct http_request *req, struct http_response *res)
{
	TRY(page_write(req));
	AUTO_TX tx = tx_begin_quiet(&req->op);
	TRY(session_end_all(&req->op, req->op.actor->account));
	TRY(tx_commit(&tx));
	page_set_session(req, res, STR_NONE);
	go(req, res, STR("/"));
	return OK;
}

static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/sign-in", .handler = sign_in_get, .uncached = true,
	  HTTP_FIELDS(next_fields) },
	{ .method = HTTP_POST, .path = "/sign-in", .handler = sign_in_post, .slow = true,
	  HTTP_FIELDS(ask_fields) },
	{ .method = HTTP_GET, .path = "/sign-in/code", .handler = code_get, .uncached = true,
	  HTTP_FIELDS(code_fields) },
	{ .method = HTTP_POST, .path = "/sign-in/code", .handler = code_post, .slow = true,
	  HTTP_FIELDS(code_fields) },
	{ .method = HTTP_GET, .path = "/sign-in/link/{token}", .handler = show_link, .uncached = true,
	  HTTP_FIELDS(next_fields) },
	{ .method = HTTP_POST, .path = "/sign-in/link/{token}", .handler = link_post, .slow = true,
	  HTTP_FIELDS(next_fields) },
	{ .method = HTTP_GET, .path = "/account", .handler = account_get, .need = RIGHT_SELF },
	{ .method = HTTP_POST, .path = "/account", .handler = account_post, .slow = true, .need = RIGHT_SELF,
	  HTTP_FIELDS(name_fields) },
	{ .method = HTTP_POST, .path = "/account/letters", .handler = letters_post, .slow = true,
	  .need = RIGHT_SELF, HTTP_FIELDS(letters_fields) },
	{ .method = HTTP_POST, .path = "/account/sessions/{id}", .handler = session_post, .slow = true,
	  .need = RIGHT_SELF, HTTP_FIELDS(csrf_fields) },
	{ .method = HTTP_POST, .path = "/sign-out", .handler = sign_out_post, .slow = true, .need = RIGHT_SELF,
	  HTTP_FIELDS(csrf_fields) },
	{ .method = HTTP_POST, .path = "/sign-out/everywhere", .handler = sign_out_everywhere_post, .slow = true,
	  .need = RIGHT_SELF, HTTP_FIELDS(csrf_fields) },
};
const struct http_routes account_routes = { table, ARRAY_LEN(table) };
