/* SPDX-License-Identifier: Apache-2.0 */
#include "web/page.h"

#include "forum_view_sql.h"
#include "html_error.h"
#include "web/error.h"
#include "web/thread.h"
#include "web/url.h"

#define WRITE_BUSY_MS 5000

const struct forum *
page_forum(struct http_request *req)
{
	const struct site_thread *t = req->thread;

	return &t->forum;
}

void
page_init(struct http_request *req, struct page *ret, enum page_nav nav)
{
	const struct site_thread *t = req->thread;
	enum lang lang = LANG_en;

	*ret = (struct page){
		.forum = page_forum(req),
		.path = req->path,
		.nav = nav,
		.mail = nav == PAGE_LISTS,
		.lang = lang,
		.lang_code = lang_code(lang),
		.dir = lang_is_rtl(lang) ? STR("rtl") : STR("ltr"),
		.reports = t->reports,
		.figures = t->figures,
		.data_version = t->version,
		.today = date_of_instant(req->op.now),
		.actor = req->op.actor,
		.has_admin = actor_may(req->op.actor, RIGHT_AUDIT, (group_id){ 0 }),
		.can_sign_in = t->services->key && page_forum(req)->site.n > 0,
	};
}

void
page_step(struct http_request *req, struct page *p, struct str text, const struct buf *path)
{
	struct page_link step = { .url = url_checked(buf_to_arena(path, req->op.arena)), .text = text };

	VEC_PUSH(req->op.arena, &p->steps, step);
}

void
page_init_admin(struct http_request *req, struct page *ret, enum msg title)
{
	AUTO_BUF up = { 0 };

	page_init(req, ret, PAGE_ADMIN);
	ret->title = page_text(ret, title);
	ret->unlisted = true;
	if (title == MSG_admin_title)
		return;
	path_admin(&up);
	page_step(req, ret, page_text(ret, MSG_admin_title), &up);
}

void
page_alternate(struct http_request *req, struct page *p, struct str type, struct str text,
	       const struct buf *path)
{
	struct page_link link = {
		.url = url_checked(buf_to_arena(path, req->op.arena)),
		.text = text,
		.type = type,
	};

	VEC_PUSH(req->op.arena, &p->alternates, link);
}

struct html
page_html(struct http_response *res, const struct page *p)
{
	/* Most pages fit; growing by doubling copies what is there. */
	buf_reserve(&res->body, 24 << 10);
	return (struct html){ .buf = &res->body, .lang = p->lang };
}

struct str
page_text(const struct page *p, enum msg msg)
{
	return msg_text(p->lang, msg);
}

/* ---- writing ---- */

bool
page_is_secure(struct http_request *req)
{
	return str_starts(page_forum(req)->site, STR("https://"));
}

const struct secret_key *
page_key(struct http_request *req)
{
	const struct site_thread *t = req->thread;

	return page_forum(req)->site.n ? t->services->key : NULL;
}

void
page_set_session(struct http_request *req, struct http_response *res, struct str token)
{
	bool gone = !str_present(token);

	http_set_cookie(req, res, SITE_COOKIE, gone ? STR("") : token, gone ? 0 : SESSION_SECONDS,
			page_is_secure(req));
	res->cache = HTTP_NO_STORE;
}

enum errc
page_write_signed_out(struct http_request *req)
{
	struct site_thread *t = req->thread;

	BUG_ON(!req->route->slow);
	tx_close(&t->tx);
	if (t->services->database_is_shared) {
		req->op.db = t->db;
		return OK;
	}
	if (!t->writer)
		TRY(db_open_within(&req->op, t->services->database, DB_WRITE, WRITE_BUSY_MS, &t->writer));
	req->op.db = t->writer;
	return OK;
}

enum errc
page_write(struct http_request *req)
{
	struct str csrf = http_text(req, "csrf");

	if (!req->op.actor || !str_present(csrf) || !secret_equal(csrf, req->op.actor->csrf))
		return fail(&req->op, E_FORBIDDEN, "page.old-form", "%s", "");
	return page_write_signed_out(req);
}

/* ---- errors ---- */

struct error_words {
	int status;
	enum msg title;
	enum msg message; /* where the failure itself says nothing better */
};

static const struct error_words error_words[] = {
	{ 400, MSG_error_400_title, MSG_error_400 },
	{ 403, MSG_error_403_title, MSG_error_403 },
	{ 404, MSG_error_404_title, MSG_error_404 },
	{ 405, MSG_error_405_title, MSG_error_405 },
	{ 409, MSG_error_409_title, MSG_error_409 },
	{ 413, MSG_error_413_title, MSG_error_413 },
	{ 414, MSG_error_414_title, MSG_error_414 },
	{ 415, MSG_error_415_title, MSG_error_415 },
	{ 416, MSG_error_416_title, MSG_error_416 },
	{ 431, MSG_error_414_title, MSG_error_414 },
	{ 503, MSG_error_503_title, MSG_error_503 },
	{ 0, MSG_error_500_title, MSG_error_500 }, /* everything else */
};

static const struct error_words *
words_for(int status)
{
	const struct error_words *w = error_words;

	while (w->status && w->status != status)
		w++;
	return w;
}

/* The failure's own message, unless it is one that only the log should see. */
static struct str
error_message(struct http_request *req, const struct page *p, const struct error_words *w)
{
	const struct err *err = &req->op.err;
	struct msg_arg detail = msg_str("detail", str_of(err->detail));
	enum msg msg;

	/* What broke inside is for the log; whoever sees the page can do
	 * nothing about it but wait or write to us. What is not there is not
	 * there, whatever it was called. */
	if (err->code == OK || err->code == E_CORRUPT || err->code == E_UNAVAILABLE ||
	    err->code == E_NOT_FOUND || !err->msgid || !msg_find(str_of(err->msgid), &msg))
		return page_text(p, w->message);
	return msg_format(req->op.arena, p->lang, msg, &detail, 1);
}

/*
 * Where an old address leads: table redirect has "/coalitions/old"; whatever
 * hangs on it ("/coalitions/old/x", "/coalitions/old.json") goes along.
 */
static bool
find_redirect(struct http_request *req, struct str *ret)
{
	struct op *op = &req->op;
	struct str path = req->path;
	struct forum_view_redirect_row row;
	bool found;

	for (size_t n = path.n; n > 1; n--) {
		if (n < path.n && path.p[n] != '/' && path.p[n] != '.')
			continue;
		if (forum_view_redirect(op, str_sub(path, 0, n), &found, &row) != OK)
			return false;
		if (found) {
			*ret = arena_concat(op->arena, row.target, str_from(path, n));
			return true;
		}
	}
	return false;
}

enum errc
page_moved(struct http_request *req, struct http_response *res, enum errc code)
{
	struct str target;

	if (code != E_NOT_FOUND || !find_redirect(req, &target))
		return code;
	op_clear(&req->op);
	http_redirect(req, res, 301, target);
	return OK;
}

struct str
page_problem(struct http_request *req, struct http_response *res, const struct page *p, enum errc code)
{
	struct str detail = arena_str(req->op.arena, str_of(req->op.err.detail));
	const struct msg_arg args[] = { msg_str("detail", detail) };
	enum msg msg;

	if (!req->op.err.msgid || !msg_find(str_of(req->op.err.msgid), &msg))
		msg = MSG_error_500;
	res->status = code == E_LIMIT ? 429 : http_status(code);
	op_clear(&req->op);
	return msg_format(req->op.arena, p->lang, msg, args, 1);
}

bool
page_can_mend(enum errc code)
{
	return code == E_INVALID || code == E_CONFLICT || code == E_NOT_FOUND;
}

enum errc
page_go(struct http_request *req, struct http_response *res, const struct buf *path)
{
	http_redirect(req, res, 303, buf_to_arena(path, req->op.arena));
	return OK;
}

void
page_error(struct http_request *req, struct http_response *res)
{
	struct error_view v = { .status = res->status };
	const struct error_words *w = words_for(res->status);
	struct html o;

	page_init(req, &v.page, PAGE_NONE);
	v.page.unlisted = true;
	v.title = page_text(&v.page, w->title);
	v.page.title = v.title;
	v.message = error_message(req, &v.page, w);
	o = page_html(res, &v.page);
	error_show(&o, &v);
}
