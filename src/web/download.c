/* SPDX-License-Identifier: Apache-2.0 */
#include "web/download.h"

#include "office/format.h"
#include "report/report.h"

static void
add(struct arena *a, struct download_links *to, const char *extension, struct str title)
{
	VEC_PUSH(a, to, ((struct download_link){ str_of(extension), title }));
}

struct download_links
download_links(struct arena *a, enum lang lang)
{
	struct download_links ret = { 0 };

	for (size_t i = 0; i < doc_formats_n; i++)
		if (!doc_formats[i].only_tables)
			add(a, &ret, doc_formats[i].extension,
			    msg_text(lang, doc_formats[i].title));
	add(a, &ret, "json", msg_text(lang, MSG_office_format_json));
	return ret;
}

struct download_links
download_list_links(struct arena *a, enum lang lang)
{
	struct download_links ret = { 0 };

	for (size_t i = 0; i < doc_formats_n; i++)
		if (doc_formats[i].binary)
			add(a, &ret, doc_formats[i].extension, msg_text(lang, doc_formats[i].title));
	return ret;
}

enum errc
download_answer(struct http_request *req, struct http_response *res, struct str source,
		struct str name)
{
	struct arena *a = req->op.arena;
	struct str path = str_of(req->route->path);
	struct str extension = str_from(path, str_rfind_char(path, '.') + 1);
	const struct doc_format *format = doc_format_find(extension);
	const struct report *r = report_parse(a, source);

	res->type = format ? format->type : HTTP_JSON;
	if (!format)
		buf_add(&res->body, report_json(a, r, NULL));
	else if (str_is(extension, "md"))
		buf_add(&res->body, source);
	else
		TRY(format->write(&req->op, report_doc(a, r), &res->body));
	http_download(req, res, arena_printf(a, "%.*s.%.*s", STRF(name), STRF(extension)));
	return OK;
}
