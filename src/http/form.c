/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Forms and queries: bytes to declared, checked fields.
 *
 * Three stages. A splitter cuts the input into raw parts: one for
 * application/x-www-form-urlencoded (WHATWG URL 5), one for
 * multipart/form-data (RFC 7578, RFC 2046 5.1). Each raw part that carries a
 * declared name becomes a value of its input. When all are in, every input is
 * checked against its declaration; what is wrong is noted next to what was
 * entered, so that a page can show both.
 *
 * The multipart splitter works on the complete body, which is bounded by the
 * route, and is stricter than the RFCs: no preamble, CRLF only, no nesting, no
 * transfer encoding. It makes one pass: every byte is looked at by one search
 * for the next delimiter. What it does not understand is a 400, not a guess.
 */
#include "http/call.h"

#include "base/utf8.h"

#define TEXT_MAX_DEFAULT 200
#define PARTS_MAX 2000
#define PART_HEADERS_MAX 4096
#define BOUNDARY_MAX 70 /* RFC 2046 5.1.1 */

struct part {
	struct str name;
	struct str text;
	bool bad_text; /* the escapes were wrong: text is as sent */
	bool is_file;
	struct str file_name;
	struct str file_type;
};

static struct http_input *
input_of(struct http_request *req, struct str name)
{
	for (size_t i = 0; i < req->inputs.n; i++)
		if (str_is(name, req->inputs.at[i].field->name))
			return &req->inputs.at[i];
	return NULL;
}

static void
wrong(struct http_input *in, const char *msgid)
{
	if (!in->msgid)
		in->msgid = msgid;
}

/* Line ends as \n: a browser sends \r\n, whatever the user's system has. */
static struct str
unify_lines(struct arena *a, struct str s)
{
	char *out;
	size_t n = 0;

	if (!s.n || !memchr(s.p, '\r', s.n))
		return s;
	out = arena_alloc(a, s.n + 1);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\r') {
			out[n++] = '\n';
			if (i + 1 < s.n && s.p[i + 1] == '\n')
				i++;
		} else {
			out[n++] = s.p[i];
		}
	}
	return (struct str){ out, n };
}

static void
take_part(struct http_request *req, const struct part *part)
{
	struct http_input *in = input_of(req, part->name);
	struct http_value v = { .text = part->text };

	if (!in)
		return;
	if (in->field->kind == HTTP_FILE) {
		if (!part->is_file)
			wrong(in, part->text.n ? "form.not-a-file" : NULL);
		if (!part->text.n && !part->file_name.n)
			return;
		v.file_name = str_or_empty(part->file_name);
		v.file_type = part->file_type;
	} else {
		if (part->is_file || part->bad_text)
			wrong(in, "form.not-text");
		v.text = unify_lines(req->op.arena, v.text);
		if (in->field->kind != HTTP_TEXT && !v.text.n)
			return;
	}
	VEC_PUSH(req->op.arena, &in->values, v);
}

/* ---- application/x-www-form-urlencoded ---- */

static void
read_urlencoded(struct http_request *req, struct str s)
{
	struct str rest = s;

	while (str_present(rest)) {
		struct str value = str_cut(&rest, '&');
		struct str name = str_cut(&value, '=');
		struct part part = { 0 };

		if (!name.n || !http_decode(req->op.arena, name, true, &part.name))
			continue;
		if (!input_of(req, part.name))
			continue;
		if (!str_present(value))
			value = STR("");
		if (!http_decode(req->op.arena, value, true, &part.text)) {
			part.text = value;
			part.bad_text = true;
		}
		take_part(req, &part);
	}
}

/* ---- multipart/form-data ---- */

/* Cuts `name=value` or `name="value"` off the front of *rest, which starts
 * behind a ';'. In quotes only \" is an escape: browsers send paths. */
static bool
cut_parameter(struct arena *a, struct str *rest, struct str *name, struct str *value)
{
	struct str s = str_trim(*rest);
	size_t eq = str_find_char(s, '=', 0), i;
	char *out;
	size_t n = 0;

	if (eq == STR_NPOS || !eq)
		return false;
	*name = str_sub(s, 0, eq);
	s = str_from(s, eq + 1);
	if (!s.n || s.p[0] != '"') {
		struct str tail = s;

		*value = str_trim(str_cut(&tail, ';'));
		*rest = tail;
		return value->n > 0 && !memchr(value->p, '"', value->n);
	}
	out = arena_alloc(a, s.n);
	for (i = 1; i < s.n && s.p[i] != '"'; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n && s.p[i + 1] == '"')
			i++;
		out[n++] = s.p[i];
	}
	if (i == s.n)
		return false;
	*value = (struct str){ out, n };
	s = str_trim(str_from(s, i + 1));
	if (s.n && s.p[0] != ';')
		return false;
	*rest = s.n ? str_from(s, 1) : STR_NONE;
	return true;
}

/* The last part of a path in either system's spelling, and %22 undone. */
static struct str
clean_file_name(struct arena *a, struct str s)
{
	size_t from = 0;
	char *out = arena_alloc(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '/' || s.p[i] == '\\')
			from = i + 1;
	for (size_t i = from; i < s.n; i++) {
		if (str_starts(str_from(s, i), STR("%22"))) {
			out[n++] = '"';
			i += 2;
		} else if ((unsigned char)s.p[i] >= 0x20 && s.p[i] != 0x7f) {
			out[n++] = s.p[i];
		}
	}
	return utf8_mend(a, (struct str){ out, n });
}

static bool
read_disposition(struct arena *a, struct str value, struct part *part)
{
	struct str rest = value;
	bool named = false;

	if (!str_eq_nocase(str_trim(str_cut(&rest, ';')), STR("form-data")))
		return false;
	while (str_present(rest)) {
		struct str key, v;

		if (!cut_parameter(a, &rest, &key, &v))
			return false;
		if (str_eq_nocase(key, STR("name"))) {
			if (named)
				return false;
			named = true;
			part->name = v;
		} else if (str_eq_nocase(key, STR("filename"))) {
			if (part->is_file)
				return false;
			part->is_file = true;
			part->file_name = clean_file_name(a, v);
		}
	}
	return named;
}

/* The header lines of a part, each with its CRLF. */
static bool
read_part_headers(struct arena *a, struct str head, struct part *part)
{
	bool placed = false;

	while (head.n) {
		size_t end = str_find(head, STR("\r\n"), 0);
		struct str value = str_sub(head, 0, end);
		struct str name;

		head = str_from(head, end + 2);
		if (!value.n || value.p[0] == ' ' || value.p[0] == '\t')
			return false;
		name = str_cut(&value, ':');
		if (!str_present(value))
			return false;
		value = str_trim(value);
		if (str_eq_nocase(name, STR("content-disposition"))) {
			if (placed || !read_disposition(a, value, part))
				return false;
			placed = true;
		} else if (str_eq_nocase(name, STR("content-type"))) {
			part->file_type = utf8_bad(value) == STR_NPOS ? value : STR("");
		} else if (str_eq_nocase(name, STR("content-transfer-encoding"))) {
			return false; /* RFC 7578 4.7: not to be used */
		}
	}
	return placed;
}

static bool
is_boundary(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] >= 'a' && s.p[i] <= 'z') ||
		      (s.p[i] >= 'A' && s.p[i] <= 'Z') || memchr("'()+_,-./:=? ", s.p[i], 13)))
			return false;
	return s.n > 0 && s.n <= BOUNDARY_MAX && s.p[s.n - 1] != ' ';
}

static bool
boundary_of(struct arena *a, struct str params, struct str *ret)
{
	struct str rest = params;

	while (str_present(rest)) {
		struct str key, v;

		if (!cut_parameter(a, &rest, &key, &v))
			return false;
		if (str_eq_nocase(key, STR("boundary"))) {
			*ret = v;
			return is_boundary(v);
		}
	}
	return false;
}

static bool
read_multipart(struct http_request *req, struct str params, struct str body)
{
	struct arena *a = req->op.arena;
	struct str boundary, mark, rest;

	if (!boundary_of(a, params, &boundary))
		return false;
	mark = arena_concat(a, STR("\r\n--"), boundary);
	if (!str_starts(body, str_from(mark, 2)))
		return false;
	rest = str_from(body, mark.n - 2);
	for (size_t n = 0; n < PARTS_MAX; n++) {
		struct part part = { 0 };
		size_t head, end;

		if (str_starts(rest, STR("--")))
			return rest.n == 2 || str_eq(rest, STR("--\r\n"));
		if (!str_starts(rest, STR("\r\n")))
			return false;
		rest = str_from(rest, 2);
		head = str_find(str_sub(rest, 0, PART_HEADERS_MAX), STR("\r\n\r\n"), 0);
		if (head == STR_NPOS || !read_part_headers(a, str_sub(rest, 0, head + 2), &part))
			return false;
		rest = str_from(rest, head + 4);
		/* Some would take this for a part without content, some not. */
		if (str_starts(rest, str_from(mark, 2)))
			return false;
		end = str_find(rest, mark, 0);
		if (end == STR_NPOS)
			return false;
		part.text = str_sub(rest, 0, end);
		take_part(req, &part);
		rest = str_from(rest, end + mark.n);
	}
	return false;
}

/* ---- checking ---- */

static bool
is_text(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if ((c < 0x20 && c != '\t' && c != '\n') || c == 0x7f)
			return false;
	}
	return utf8_bad(s) == STR_NPOS;
}

static bool
read_number(struct str s, int64_t *ret)
{
	bool minus = s.n > 0 && s.p[0] == '-';

	if (!str_to_int(str_from(s, minus), ret))
		return false;
	if (minus)
		*ret = -*ret;
	return true;
}

static const char *
check_value(const struct http_field *f, struct http_value *v)
{
	size_t max = f->max ? f->max : TEXT_MAX_DEFAULT;

	if (f->kind == HTTP_FILE)
		return f->max && v->text.n > f->max ? "form.long" : NULL;
	if (!is_text(v->text))
		return "form.not-text";
	if (v->text.n > max)
		return "form.long";
	switch (f->kind) {
	case HTTP_INT:
		if (!read_number(str_trim(v->text), &v->number))
			return "form.not-a-number";
		if ((f->least || f->most) && (v->number < f->least || v->number > f->most))
			return "form.out-of-range";
		return NULL;
	case HTTP_DATE:
		return date_parse(str_trim(v->text), &v->day) ? NULL : "form.not-a-date";
	case HTTP_CHOICE:
		for (v->choice = 0; f->choices[v->choice]; v->choice++)
			if (str_is(v->text, f->choices[v->choice]))
				return NULL;
		v->choice = 0;
		return "form.not-a-choice";
	default:
		return NULL;
	}
}

static void
check_input(struct http_input *in)
{
	bool filled = false;

	for (size_t i = 0; i < in->values.n; i++) {
		struct http_value *v = &in->values.at[i];

		wrong(in, check_value(in->field, v));
		filled = filled || in->field->kind != HTTP_TEXT || str_trim(v->text).n;
	}
	if (in->values.n > 1 && !in->field->repeated)
		wrong(in, "form.twice");
	if (in->field->required && !filled)
		wrong(in, "form.missing");
}

static int
read_body(struct http_request *req, struct str type, struct str body)
{
	struct str params = type;
	struct str name = str_trim(str_cut(&params, ';'));

	if (!body.n)
		return 0;
	if (str_eq_nocase(name, STR("application/x-www-form-urlencoded"))) {
		read_urlencoded(req, body);
		return 0;
	}
	if (str_eq_nocase(name, STR("multipart/form-data")))
		return read_multipart(req, params, body) ? 0 : 400;
	return 415;
}

int
http_form_read(struct http_request *req, struct str type, struct str body)
{
	const struct http_route *route = req->route;
	int status = 0;

	for (size_t i = 0; i < route->n_fields; i++)
		VEC_PUSH(req->op.arena, &req->inputs,
			 (struct http_input){ .field = &route->fields[i] });
	if (!route->n_fields)
		return 0;
	if (req->method == HTTP_GET)
		read_urlencoded(req, str_or_empty(req->query));
	else
		status = read_body(req, type, body);
	for (size_t i = 0; i < req->inputs.n; i++) {
		check_input(&req->inputs.at[i]);
		req->errors += req->inputs.at[i].msgid != NULL;
	}
	return status;
}

struct str
http_form_key(const struct http_request *req)
{
	struct buf b = { 0 };
	struct str s;
	char sep = '?';

	buf_add(&b, req->path);
	for (size_t i = 0; i < req->inputs.n; i++) {
		const struct http_input *in = &req->inputs.at[i];

		for (size_t j = 0; j < in->values.n; j++) {
			buf_addc(&b, sep);
			buf_addz(&b, in->field->name);
			buf_addc(&b, '=');
			http_add_encoded(&b, in->values.at[j].text);
			sep = '&';
		}
	}
	s = buf_to_arena(&b, req->op.arena);
	buf_done(&b);
	return s;
}

/* ---- what handlers read ---- */

const struct http_input *
http_input(const struct http_request *req, const char *name)
{
	for (size_t i = 0; i < req->inputs.n; i++)
		if (!strcmp(req->inputs.at[i].field->name, name))
			return &req->inputs.at[i];
	bug_abort("a field that the route declares", __FILE__, __LINE__);
}

static const struct http_value *
first(const struct http_request *req, const char *name, bool checked)
{
	const struct http_input *in = http_input(req, name);

	return in->values.n && !(checked && in->msgid) ? &in->values.at[0] : NULL;
}

struct str
http_text(const struct http_request *req, const char *name)
{
	const struct http_value *v = first(req, name, false);

	return v ? v->text : STR_NONE;
}

struct str
http_text_or_empty(const struct http_request *req, const char *name)
{
	struct str s = http_text(req, name);

	return str_or_empty(s);
}

int64_t
http_int(const struct http_request *req, const char *name, int64_t otherwise)
{
	const struct http_value *v = first(req, name, true);

	return v ? v->number : otherwise;
}

date
http_date(const struct http_request *req, const char *name)
{
	const struct http_value *v = first(req, name, true);

	return v ? v->day : DATE_NONE;
}

size_t
http_choice(const struct http_request *req, const char *name, size_t otherwise)
{
	const struct http_value *v = first(req, name, true);

	return v ? v->choice : otherwise;
}

const struct http_value *
http_file(const struct http_request *req, const char *name)
{
	return first(req, name, true);
}
