/* SPDX-License-Identifier: Apache-2.0 */
/* download: a stored text as a file, in every format that there is. */
#ifndef CONVENE_WEB_DOWNLOAD_H
#define CONVENE_WEB_DOWNLOAD_H

#include "http/http.h"
#include "text/catalogue.h"

struct download_link {
	struct str extension;
	struct str title; /* of the format */
};
struct download_links {
	struct download_link *at;
	size_t n;
	size_t room;
};
/* The formats of doc_formats (office/format.h), and JSON. */
struct download_links download_links(struct arena *a, enum lang lang);

/* The formats in which lists leave the house for people. */
struct download_links download_list_links(struct arena *a, enum lang lang);

/* Answers with the source in the format that the route's extension names: as it
 * was written for Markdown, made of what is understood for the others. name is
 * the file's, without extension. */
must_check enum errc download_answer(struct http_request *req, struct http_response *res,
				     struct str source, struct str name);

/* Routes of all formats, for a table of routes: one row each. */
#define DOWNLOAD_ROUTE(stem, extension, get)                                  \
	{ .method = HTTP_GET, .path = stem "." extension, .handler = (get),   \
	  .slow = true }
#define DOWNLOAD_ROUTES(stem, get)                                            \
	DOWNLOAD_ROUTE(stem, "pdf", get), DOWNLOAD_ROUTE(stem, "docx", get),  \
	DOWNLOAD_ROUTE(stem, "odt", get), DOWNLOAD_ROUTE(stem, "txt", get),   \
	DOWNLOAD_ROUTE(stem, "md", get), DOWNLOAD_ROUTE(stem, "json", get)

#endif
