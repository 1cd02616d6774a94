/* SPDX-License-Identifier: Apache-2.0 */
#include "privacy/privacy_web.h"

#include "db/db.h"
#include "forum/forum_ops.h"
#include "html_privacy_data.h"
#include "html_privacy_withhold.h"
#include "mail/letter.h"
#include "outbox/outbox_ops.h"
#include "person/person_ops.h"
#include "privacy/privacy_view.h"
#include "web/url.h"

static const struct http_field ask_fields[] = { PAGE_CSRF, { .name = "words", .kind = HTTP_TEXT, .max = 9000 } };
static const struct http_field forget_fields[] = { PAGE_CSRF, { .name = "address", .kind = HTTP_TEXT, .max = 1000 } };

#define WORDS_MAX 2000

static enum errc
subject(struct http_request *req, struct subject *ret)
{
	return privacy_of_account(&req->op, req->op.actor->account, ret);
}

static enum errc
show(struct http_request *req, struct http_response *res, struct privacy_view *v)
{
	AUTO_BUF up = { 0 };
	struct html o;

	v->page.title = page_text(&v->page, MSG_privacy_title);
	v->page.unlisted = true;
	path_account(&up);
	page_step(req, &v->page, page_text(&v->page, MSG_account_title), &up);
	TRY(subject(req, &v->s));
	o = page_html(res, &v->page);
	privacy_data(&o, v);
	return OK;
}

static enum errc
data_get(struct http_request *req, struct http_response *res)
{
	struct privacy_view v = { .words = STR("") };

	page_init(req, &v.page, PAGE_ACCOUNT);
	return show(req, res, &v);
}

static enum errc
json_get(struct http_request *req, struct http_response *res)
{
	struct subject s;

	TRY(subject(req, &s));
	TRY(privacy_export(&req->op, &s, &res->body));
	res->type = HTTP_JSON;
	http_download(req, res, STR("data.json"));
	return OK;
}

static enum errc
mail_get(struct http_request *req, struct http_response *res)
{
	struct subject s;

	TRY(subject(req, &s));
	TRY(privacy_export_mail(&req->op, &s, &res->body));
	res->type = "application/mbox";
	http_download(req, res, STR("mail.mbox"));
	return OK;
}

/* ---- asking the secretariat ---- */

static enum errc
write_letter(struct http_request *req, struct str words)
{
	struct op *op = &req->op;
	AUTO_TX tx = tx_begin(op);
	struct str contact;
	struct subject s;
	letter_id id;

	if (!str_trim(words).n || words.n > WORDS_MAX)
		return fail(op, E_INVALID, "privacy.no-words", "%d", WORDS_MAX);
	TRY(subject(req, &s));
	TRY(forum_get(op, STR("contact"), &contact));
	if (!str_present(contact) || !letter_address_ok(contact))
		return fail(op, E_INVALID, "mail.no-sender", "%s", "contact");
	const struct msg_arg args[] = {
		msg_str("who", op->actor->address),
		msg_str("name", str_or_empty(s.name)),
		msg_str("words", str_trim(words)),
	};
	TRY(outbox_put(op, page_key(req), &(struct outbox_letter){
		.kind = STR("privacy"),
		.about = s.person.v ? arena_concat(op->arena, STR("/people/"), s.slug) : STR_NONE,
		.to = contact,
		.subject = msg_text(LANG_en, MSG_mail_privacy_subject),
		.body = msg_format(op->arena, LANG_en, MSG_mail_privacy_body, args, ARRAY_LEN(args)),
	}, &id));
	return tx_commit(&tx);
}

static enum errc
ask_post(struct http_request *req, struct http_response *res)
{
	struct privacy_view v = { .words = http_text_or_empty(req, "words") };
	enum errc code;

	TRY(page_write(req));
	code = write_letter(req, v.words);
	if (code != OK && code != E_INVALID)
		return code;
	page_init(req, &v.page, PAGE_ACCOUNT);
	if (code != OK) {
		v.problem = page_problem(req, res, &v.page, code);
	} else {
		v.asked = true;
		v.words = STR("");
	}
	return show(req, res, &v);
}

/* ---- going ---- */

static enum errc
forget(struct http_request *req)
{
	struct str typed = arena_lower(req->op.arena, str_trim(http_text_or_empty(req, "address")));
	AUTO_TX tx = tx_begin(&req->op);
	struct subject s;

	/* It cannot be taken back: nobody does it by a slip. */
	if (!str_eq(typed, arena_lower(req->op.arena, req->op.actor->address)))
		return fail(&req->op, E_INVALID, "privacy.not-the-address", "%.*s", STRF(typed));
	TRY(subject(req, &s));
	TRY(privacy_forget(&req->op, &s));
	return tx_commit(&tx);
}

static enum errc
forget_post(struct http_request *req, struct http_response *res)
{
	struct privacy_view v = { .words = STR("") };
	enum errc code;

	TRY(page_write(req));
	code = forget(req);
	if (code == E_INVALID) {
		page_init(req, &v.page, PAGE_ACCOUNT);
		v.problem = page_problem(req, res, &v.page, code);
		return show(req, res, &v);
	}
	TRY(code);
	/* Where somebody reads at this moment the old pages go with the next purge: it is gone for all readers. */
	if (privacy_purge(&req->op) != OK)
		op_clear(&req->op);
	page_set_session(req, res, STR_NONE);
	http_redirect(req, res, 303, STR("/"));
	return OK;
}

/* ---- a name withheld, for somebody who has asked for it ---- */

static const struct http_field withhold_fields[] = {
	PAGE_CSRF,
	{ .name = "also", .kind = HTTP_TEXT, .max = 4000 },
	{ .name = "name", .kind = HTTP_TEXT, .max = 2000 },
};

static enum errc
begin_withholding(struct http_request *req, struct withhold_view *v)
{
	AUTO_BUF up = { 0 };
	struct person_ref p;

	page_init(req, &v->page, PAGE_PEOPLE);
	v->page.title = page_text(&v->page, MSG_privacy_withhold);
	v->page.unlisted = true;
	TRY(person_by_slug(&req->op, http_param(req, "slug"), &p));
	TRY(privacy_of_person(&req->op, p.id, &v->s));
	path_person(&up, v->s.slug);
	page_step(req, &v->page, v->s.name, &up);
	return OK;
}

static enum errc
withhold_show(struct http_response *res, struct withhold_view *v)
{
	struct html o = page_html(res, &v->page);

	privacy_withhold_page(&o, v);
	return OK;
}

static enum errc
withhold_get(struct http_request *req, struct http_response *res)
{
	struct withhold_view v = { .also = STR("") };

	TRY(begin_withholding(req, &v));
	return withhold_show(res, &v);
}

static enum errc
withhold(struct http_request *req, struct withhold_view *v)
{
	struct str typed = str_trim(http_text_or_empty(req, "name"));

	/* It cannot be taken back: nobody does it by a slip. */
	if (!str_eq(typed, v->s.name))
		return fail(&req->op, E_INVALID, "privacy.not-the-name", "%.*s", STRF(typed));
	TRY(privacy_withhold(&req->op, &v->s, v->also, &v->done));
	/* As in forget_post(). */
	if (privacy_purge(&req->op) != OK)
		op_clear(&req->op);
	return OK;
}

static enum errc
withhold_post(struct http_request *req, struct http_response *res)
{
	struct withhold_view v = { 0 };
	enum errc code;

	TRY(page_write(req));
	TRY(begin_withholding(req, &v));
	v.also = http_text_or_empty(req, "also");
	code = withhold(req, &v);
	if (code != OK && code != E_INVALID && code != E_CONFLICT)
		return code;
	if (code != OK)
		v.problem = page_problem(req, res, &v.page, code);
	else
		v.page.steps.n = 0; /* that address leads nowhere any more, and has the name */
	return withhold_show(res, &v);
}

static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/account/data", .handler = data_get, .need = RIGHT_SELF },
	{ .method = HTTP_GET, .path = "/account/data.json", .handler = json_get, .slow = true, .need = RIGHT_SELF },
	{ .method = HTTP_GET, .path = "/account/data.mbox", .handler = mail_get, .slow = true, .need = RIGHT_SELF },
	{ .method = HTTP_POST, .path = "/account/data/ask", .handler = ask_post, .slow = true, .need = RIGHT_SELF,
	  HTTP_FIELDS(ask_fields) },
	{ .method = HTTP_POST, .path = "/account/data/forget", .handler = forget_post, .slow = true,
	  .need = RIGHT_SELF, HTTP_FIELDS(forget_fields) },
	{ .method = HTTP_GET, .path = "/people/{slug}/withhold", .handler = withhold_get, .need = RIGHT_PEOPLE },
	{ .method = HTTP_POST, .path = "/people/{slug}/withhold", .handler = withhold_post, .slow = true,
	  .need = RIGHT_PEOPLE, HTTP_FIELDS(withhold_fields) },
};
const struct http_routes privacy_routes = { table, ARRAY_LEN(table) };
