/* SPDX-License-Identifier: Apache-2.0 */
/* Requests without a server: what server.c does, less the socket. */
#include <inttypes.h>

#include "http/call.h"

void
http_dispatch(struct http_site *site, struct arena *arena, const struct http_test_request *test,
	      struct http_response *ret)
{
	static const struct http_limits limits = { .request_line = 8192,
						   .header_count = HTTP_HEADERS_MAX };
	struct http_header *headers = ARENA_ARRAY(arena, test->n_headers + 1, struct http_header);
	struct http_call call = { .method = str_of(test->method ? test->method : "GET"),
				  .target = str_of(test->target),
				  .headers = headers,
				  .n_headers = test->n_headers,
				  .body = test->body,
				  .remote = STR("127.0.0.1") };
	struct http_thread t;
	struct http_shared *s;
	struct http_plan plan;
	int status;

	if (test->n_headers)
		memcpy(headers, test->headers, test->n_headers * sizeof *headers);
	if (!str_present(http_call_header(&call, STR("host"))))
		headers[call.n_headers++] = (struct http_header){ STR("Host"), STR("localhost") };
	http_thread_init(&t, site);
	t.arena = *arena; /* the response's strings are to stay */
	status = http_check(&call, &limits);
	http_plan(site, &call, &t.arena, &plan);
	if (!status && test->body.n > plan.body_max)
		status = plan.status ? plan.status : 413;
	if (status)
		http_refuse(&t, &call, status, ret);
	else
		http_run(&t, &call, ret);
	TALLY(site, requests);
	s = ret->shared;
	if (s) {
		struct http_header *copy = ARENA_ARRAY(&t.arena, s->n_headers, struct http_header);

		buf_add(&ret->body, s->body);
		for (size_t i = 0; i < s->n_headers; i++)
			copy[i] = (struct http_header){ arena_str(&t.arena, s->headers[i].name),
							arena_str(&t.arena, s->headers[i].value) };
		ret->headers.at = copy;
		ret->headers.room = 0;
		ret->shared = NULL;
		http_shared_unref(s);
	}
	http_add(&t.arena, ret, "Content-Length",
		 arena_printf(&t.arena, "%" PRIu64,
			      ret->status == 304 ? ret->unsent : (uint64_t)ret->body.n));
	if (plan.head)
		buf_clear(&ret->body);
	*arena = t.arena;
	t.arena = (struct arena){ 0 };
	http_thread_done(&t);
}
