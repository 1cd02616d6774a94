/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Forms, queries and targets. The input is a first line, which is the
 * Content-Type of a body, or "GET" for a query, or "TARGET" for a request
 * target; the rest is the thing itself. What comes out has to keep what the
 * declaration promises to handlers.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "http/call.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const words[] = { "open", "done", NULL };
static const struct http_field fields[] = {
	{ .name = "text", .kind = HTTP_TEXT, .max = 100, .required = true },
	{ .name = "many", .kind = HTTP_TEXT, .repeated = true },
	{ .name = "n", .kind = HTTP_INT, .least = -5, .most = 5 },
	{ .name = "day", .kind = HTTP_DATE },
	{ .name = "word", .kind = HTTP_CHOICE, .choices = words },
	{ .name = "file", .kind = HTTP_FILE, .max = 200 },
};
static const struct http_route routes[2] = {
	{ .method = HTTP_GET, .path = "/", HTTP_FIELDS(fields) },
	{ .method = HTTP_POST, .path = "/", HTTP_FIELDS(fields) },
};

static void
check_value(const struct http_field *f, const struct http_value *v)
{
	if (f->kind == HTTP_FILE) {
		BUG_ON(v->text.n > f->max);
		BUG_ON(utf8_bad(v->file_name) != STR_NPOS);
		BUG_ON(v->file_name.n && memchr(v->file_name.p, '/', v->file_name.n));
		return;
	}
	BUG_ON(utf8_bad(v->text) != STR_NPOS);
	BUG_ON(v->text.n > (f->max ? f->max : 200));
	for (size_t i = 0; i < v->text.n; i++)
		BUG_ON((unsigned char)v->text.p[i] < 0x20 && v->text.p[i] != '\t' &&
		       v->text.p[i] != '\n');
	BUG_ON(f->kind == HTTP_INT && (v->number < f->least || v->number > f->most));
	BUG_ON(f->kind == HTTP_DATE && !date_known(v->day));
	BUG_ON(f->kind == HTTP_CHOICE && !str_is(v->text, f->choices[v->choice]));
}

static void
check_request(const struct http_request *req)
{
	size_t errors = 0;

	BUG_ON(req->inputs.n != ARRAY_LEN(fields));
	for (size_t i = 0; i < req->inputs.n; i++) {
		const struct http_input *in = &req->inputs.at[i];

		errors += in->msgid != NULL;
		if (in->msgid)
			continue;
		BUG_ON(in->values.n > 1 && !in->field->repeated);
		BUG_ON(in->field->required && !in->values.n);
		for (size_t j = 0; j < in->values.n; j++)
			check_value(in->field, &in->values.at[j]);
	}
	BUG_ON(errors != req->errors);
	BUG_ON(http_int(req, "n", 0) < -5 || http_int(req, "n", 0) > 5);
	BUG_ON(http_choice(req, "word", 0) > 1);
	BUG_ON(http_file(req, "file") && http_input(req, "file")->msgid);
	BUG_ON(date_known(http_date(req, "day")) && http_input(req, "day")->msgid);
	BUG_ON(str_present(http_text(req, "text")) != (http_input(req, "text")->values.n > 0));
}

static void
check_target(struct arena *a, struct str s)
{
	struct str path, query;

	if (!http_split_target(a, s, STR("host"), &path, &query))
		return;
	BUG_ON(!path.n || path.p[0] != '/');
	BUG_ON(utf8_bad(path) != STR_NPOS);
	BUG_ON(memchr(path.p, 0, path.n) != NULL);
	BUG_ON(str_find(path, STR("/../"), 0) != STR_NPOS || str_ends(path, STR("/..")));
	BUG_ON(str_find(path, STR("//"), 0) != STR_NPOS);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO_ARENA a = { 0 };
	struct str rest = { (const char *)data, size };
	struct str type = str_cut(&rest, '\n');
	struct http_request req = { .op.arena = &a, .path = STR("/") };
	struct http_call call = { .method = STR("GET"), .target = rest };
	struct str key;

	if (!str_present(rest))
		return 0;
	if (str_eq(type, STR("TARGET"))) {
		struct http_limits limits = { .request_line = 8192, .header_count = 9 };

		(void)http_check(&call, &limits);
		check_target(&a, rest);
		(void)http_accepts_gzip(rest);
		return 0;
	}
	req.method = str_eq(type, STR("GET")) ? HTTP_GET : HTTP_POST;
	req.route = &routes[req.method == HTTP_POST];
	req.query = req.method == HTTP_GET ? rest : STR_NONE;
	if (http_form_read(&req, type, req.method == HTTP_GET ? STR("") : rest) == 0)
		check_request(&req);
	key = http_form_key(&req);
	BUG_ON(utf8_bad(key) != STR_NPOS);
	return 0;
}
