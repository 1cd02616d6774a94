/* SPDX-License-Identifier: Apache-2.0 */
#include "outbox/outbox_web.h"

#include "db/db.h"
#include "html_letters_off.h"
#include "outbox/outbox_view.h"
#include "outbox/outbox_wish_ops.h"

/* What mail programs send. */
static const struct http_field off_fields[] = { { .name = "List-Unsubscribe", .kind = HTTP_TEXT, .max = 100 } };

static enum errc
whose(struct http_request *req, account_id *ret)
{
	if (!page_key(req))
		return fail(&req->op, E_NOT_FOUND, "wish.no-such", "%s", "");
	return letter_off_whose(&req->op, page_key(req), http_param(req, "token"), ret);
}

static enum errc
show(struct http_request *req, struct http_response *res, bool off)
{
	struct letters_off_view v = { .token = http_param(req, "token"), .off = off };
	struct html o;

	page_init(req, &v.page, PAGE_NONE);
	v.page.title = page_text(&v.page, MSG_wish_off_title);
	v.page.unlisted = true;
	res->cache = HTTP_NO_STORE;
	o = page_html(res, &v.page);
	letters_off(&o, &v);
	return OK;
}

static enum errc
off_get(struct http_request *req, struct http_response *res)
{
	account_id id;

	TRY(whose(req, &id));
	return show(req, res, false);
}

static enum errc
set_off(struct http_request *req, account_id id)
{
	AUTO_TX tx = tx_begin(&req->op);
	struct letter_wish w;

	TRY(letter_wish_get(&req->op, id, &w));
	w.when = LETTERS_NEVER;
	TRY(letter_wish_set(&req->op, id, &w));
	return tx_commit(&tx);
}

/* The token is the right to it: mail programs have no session. */
static enum errc
off_post(struct http_request *req, struct http_response *res)
{
	account_id id;

	TRY(page_write_signed_out(req));
	TRY(whose(req, &id));
	TRY(set_off(req, id));
	return show(req, res, true);
}

static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/letters/off/{token}", .handler = off_get, .uncached = true },
	{ .method = HTTP_POST, .path = "/letters/off/{token}", .handler = off_post, .slow = true, HTTP_FIELDS(off_fields) },
};
const struct http_routes outbox_routes = { table, ARRAY_LEN(table) };
