/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A pasted text has been decoded by the browser; an uploaded file is foreign
 * bytes, which only a cell may read. A cell belongs to the thread that started
 * it, so each worker thread has one of its own, started when first needed and
 * stopped when the thread ends (a destructor of thread-specific storage).
 *
 * What cannot be read is no error page: the form comes back with the reason,
 * and with the text.
 */
#include "check/check_web.h"

#include <threads.h>

#include "base/utf8.h"
#include "cell/cell.h"
#include "check/check_view.h"
#include "html_check_show.h"
#include "text/charset.h"

/* Either field may be full; what multipart puts around them is little. */
#define BODY_MAX (2 * REPORT_MAX_BYTES + ((size_t)64 << 10))

static const struct http_field fields[] = {
	{ .name = "text", .kind = HTTP_TEXT, .max = REPORT_MAX_BYTES },
	{ .name = "file", .kind = HTTP_FILE, .max = REPORT_MAX_BYTES },
};

/* ---- a cell for each thread ---- */

static tss_t cell_key;
static bool cell_key_made;
static once_flag cell_key_once = ONCE_FLAG_INIT;

static void
stop_cell(void *cell)
{
	cell_stop(cell);
}

static void
make_key(void)
{
	cell_key_made = tss_create(&cell_key, stop_cell) == thrd_success;
}

static enum errc
cell_of_thread(struct op *op, struct cell **ret)
{
	struct cell *cell;

	call_once(&cell_key_once, make_key);
	if (!cell_key_made)
		return fail(op, E_UNAVAILABLE, "cell.start", "%s", "no thread-specific storage");
	cell = tss_get(cell_key);
	if (!cell) {
		TRY(cell_start(op, NULL, &cell));
		if (tss_set(cell_key, cell) != thrd_success) {
			cell_stop(cell);
			return fail(op, E_UNAVAILABLE, "cell.start", "%s", "no thread-specific storage");
		}
	}
	*ret = cell;
	return OK;
}

/* ---- the page ---- */

static void
begin_page(struct http_request *req, struct check_view *v)
{
	page_init(req, &v->page, PAGE_CHECK);
	v->page.title = page_text(&v->page, MSG_check_title);
}

static enum errc
show(struct http_response *res, const struct check_view *v)
{
	struct html o = page_html(res, &v->page);

	check_show(&o, v);
	return OK;
}

static enum errc
check_get(struct http_request *req, struct http_response *res)
{
	struct check_view v = { 0 };

	begin_page(req, &v);
	return show(res, &v);
}

static struct str
sentence(struct http_request *req, const struct page *p, const char *msgid, struct str detail)
{
	struct msg_arg args[] = { msg_str("detail", detail) };
	enum msg msg;

	if (!msg_find(str_of(msgid), &msg))
		msg = MSG_check_unreadable;
	return msg_format(req->op.arena, p->lang, msg, args, ARRAY_LEN(args));
}

/* The form again, with what is wrong. */
static enum errc
show_problem(struct http_request *req, struct http_response *res, struct check_view *v, int status,
	     struct str problem)
{
	op_clear(&req->op);
	v->problem = problem;
	res->status = status;
	return show(res, v);
}

/* A report copied from a text file may hold form feeds, which a form's text may
 * not: what is UTF-8 is read as a file of it would be. */
static bool
mend_pasted(struct http_request *req, const struct http_input *in, struct str *text)
{
	if (in != http_input(req, "text") || !str_is(str_of(in->msgid), "form.not-text") ||
	    utf8_bad(*text) != STR_NPOS || text->n > REPORT_MAX_BYTES)
		return false;
	*text = charset_decode(req->op.arena, *text, STR("UTF-8")).text;
	return true;
}

static enum errc
read_file(struct http_request *req, const struct http_value *file, struct check_view *v)
{
	struct report_text text;
	struct cell *cell = NULL;

	v->file = file->file_name.n > 0 ? file->file_name : STR_NONE;
	TRY(cell_of_thread(&req->op, &cell));
	TRY(report_read(&req->op, cell, file->text, &text));
	v->text = text.text;
	v->charset = text.charset;
	memcpy(v->notices, text.notices, sizeof v->notices);
	v->guessed = text.guessed;
	v->replaced = (int64_t)text.replaced;
	return OK;
}

static enum errc
check_post(struct http_request *req, struct http_response *res)
{
	const struct http_value *file = http_file(req, "file");
	struct check_view v = { 0 };
	enum errc code = OK;

	begin_page(req, &v);
	v.page.unlisted = true;
	res->cache = HTTP_NO_STORE;
	v.text = http_text(req, "text");
	for (size_t i = 0; i < req->inputs.n; i++) {
		const char *msgid = req->inputs.at[i].msgid;

		if (msgid && mend_pasted(req, &req->inputs.at[i], &v.text))
			msgid = NULL;

		if (msgid)
			return show_problem(req, res, &v, str_is(str_of(msgid), "form.long") ? 413 : 400,
					    sentence(req, &v.page, msgid, STR("")));
	}
	if (file)
		code = read_file(req, file, &v);
	else if (str_trim(v.text).n == 0)
		return show_problem(req, res, &v, 400, page_text(&v.page, MSG_check_nothing));
	if (code == E_INVALID || code == E_LIMIT)
		return show_problem(req, res, &v, http_status(code),
				    sentence(req, &v.page, req->op.err.msgid, str_of(req->op.err.detail)));
	TRY(code);
	TRY(check_load(&req->op, &v));
	return show(res, &v);
}

static const struct http_route table[] = {
	{ .method = HTTP_GET, .path = "/check", .handler = check_get },
	{ .method = HTTP_POST, .path = "/check", .handler = check_post, .slow = true, .shows_errors = true,
	  .body_max = BODY_MAX, HTTP_FIELDS(fields) },
};
const struct http_routes check_routes = { table, ARRAY_LEN(table) };
