/* SPDX-License-Identifier: Apache-2.0 */
/* What a hijacked cell may answer. The first byte says how the rest arrives:
 * in pieces of so many bytes, and nothing must depend on that. */
#include "base/buf.h"
#include "base/err.h"
#include "base/utf8.h"
#include "cell/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What was believed is what would have been written. */
static void
check_record(const struct record *r)
{
	AUTO_ARENA a = { 0 };
	AUTO_BUF again = { 0 };
	struct cell_status status;
	struct charset_text t;
	uint32_t id, result;

	if (r->type == RECORD_HELLO && hello_get(r->bytes, &status))
		hello_put(&again, &status);
	else if (r->type == RECORD_CHARSET && charset_get(r->bytes, &a, &t))
		charset_put(&again, &t);
	else if (r->type == RECORD_END && end_get(r->bytes, &id, &result))
		end_put(&again, id, result);
	else if (r->type == RECORD_TEXT || r->type == RECORD_PROBE)
		record_put(&again, r->type, r->bytes);
	if (again.n)
		BUG_ON(!str_eq(str_from(buf_str(&again), RECORD_HEAD), r->bytes));
}

/* The server's side of the wire, which the child reads. */
static void
check_request(struct str bytes)
{
	AUTO_BUF ask = { 0 };
	struct str declared, file;
	struct cell_limits limits;
	struct request r;
	char again[START_SIZE];

	if (bytes.n >= REQUEST_SIZE) {
		r = request_get(bytes.p);
		request_put(again, &r);
		BUG_ON(memcmp(again, bytes.p, REQUEST_SIZE) != 0);
	}
	if (start_get(str_sub(bytes, 0, START_SIZE), &limits)) {
		start_put(again, &limits);
		BUG_ON(memcmp(again, bytes.p, START_SIZE - 4) != 0);
	}
	if (!ask_text_get(bytes, &declared, &file))
		return;
	BUG_ON(declared.n + file.n + 1 != bytes.n);
	ask_text_put(&ask, declared);
	BUG_ON(ask.n > ASK_HEAD_MAX);
}

/* Reads all records as the server does; returns how many, or SIZE_MAX for a
 * lie. */
static size_t
converse(struct str bytes, size_t piece)
{
	AUTO_ARENA a = { 0 };
	AUTO_BUF in = { 0 };
	struct text_answer answer = { 0 };
	struct charset_text t;
	size_t n = 0;

	while (bytes.n && n != SIZE_MAX) {
		struct str rest;
		struct record r;
		enum record_read got;

		buf_add(&in, str_sub(bytes, 0, piece));
		bytes = str_from(bytes, piece);
		rest = buf_str(&in);
		while ((got = record_next(&rest, &r)) == RECORD_GOOD) {
			n++;
			BUG_ON(r.bytes.n > RECORD_MAX);
			check_record(&r);
			(void)text_answer_add(&answer, &a, &r);
		}
		if (got == RECORD_LIE)
			n = SIZE_MAX;
		if (rest.n)
			memmove(in.p, rest.p, rest.n);
		in.n = rest.n;
	}
	if (text_answer_done(&answer, &a, &t))
		BUG_ON(utf8_bad(t.text) != STR_NPOS || t.confidence > 100);
	buf_done(&answer.text);
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = { (const char *)data, size };

	if (size == 0)
		return 0;
	BUG_ON(converse(str_from(bytes, 1), data[0] + 1u) !=
	       converse(str_from(bytes, 1), SIZE_MAX));
	check_request(bytes);
	return 0;
}
