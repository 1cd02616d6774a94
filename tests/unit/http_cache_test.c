/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/op.h has its own */

#include <pthread.h>
#include <stdlib.h>
#include <zlib.h>

#include "http/call.h"
#include "http/workers.h"

static struct http_shared *
page(size_t n, char fill)
{
	struct http_response res = { .status = 200 };
	struct buf body = { 0 };

	buf_reserve(&body, n);
	memset(body.p, fill, n);
	body.n = n;
	return http_shared_new(&res, &body);
}

static struct http_cache_key
key(const char *what, uint64_t version)
{
	return (struct http_cache_key){ str_of(what), version, 100 };
}

static void
put(struct http_store *c, const char *what, uint64_t version, size_t n, char fill)
{
	struct http_cache_key k = key(what, version);
	struct http_shared *s = page(n, fill);

	http_store_put(c, &k, s);
	http_shared_unref(s);
}

/* The first byte of what is kept, or 0. */
static char
get(struct http_store *c, const char *what, uint64_t version)
{
	struct http_cache_key k = key(what, version);
	struct http_shared *s = http_store_get(c, &k);
	char fill = s ? s->body.p[0] : 0;

	http_shared_unref(s);
	return fill;
}

static void
a_page_is_kept_under_its_whole_key(void **state)
{
	struct http_store *c = http_store_new(1 << 20);
	struct http_cache_key tomorrow = key("/a", 1);

	(void)state;
	put(c, "/a", 1, 1000, 'x');
	assert_int_equal(get(c, "/a", 1), 'x');
	assert_int_equal(get(c, "/a", 2), 0);
	assert_int_equal(get(c, "/b", 1), 0);
	tomorrow.day++;
	assert_null(http_store_get(c, &tomorrow));
	http_store_free(c);
}

static void
the_first_of_two_equal_pages_stays(void **state)
{
	struct http_store *c = http_store_new(1 << 20);
	size_t bytes;

	(void)state;
	put(c, "/a", 1, 1000, 'x');
	bytes = http_store_bytes(c);
	put(c, "/a", 1, 1000, 'y');
	assert_int_equal(get(c, "/a", 1), 'x');
	assert_int_equal(http_store_bytes(c), bytes);
	http_store_free(c);
}

static void
the_bytes_stay_under_the_limit(void **state)
{
	struct http_store *c = http_store_new(100000);
	char name[16];

	(void)state;
	for (int i = 0; i < 1000; i++) {
		snprintf(name, sizeof name, "/%d", i);
		put(c, name, 1, 900 + (size_t)i % 200, 'x');
		assert_true(http_store_bytes(c) <= 100000);
		assert_int_equal(get(c, name, 1), 'x');
	}
	assert_true(http_store_bytes(c) > 90000);
	http_store_free(c);
}

static void
what_is_asked_for_outlives_what_is_not(void **state)
{
	struct http_store *c = http_store_new(100000);
	char name[16];

	(void)state;
	put(c, "/wanted", 1, 1000, 'w');
	for (int i = 0; i < 1000; i++) {
		snprintf(name, sizeof name, "/%d", i);
		put(c, name, 1, 1000, 'x');
		assert_int_equal(get(c, "/wanted", 1), 'w');
	}
	assert_int_equal(get(c, "/0", 1), 0);
	http_store_free(c);
}

static void
one_huge_page_does_not_push_out_the_others(void **state)
{
	struct http_store *c = http_store_new(100000);

	(void)state;
	put(c, "/a", 1, 1000, 'x');
	put(c, "/huge", 1, 90000, 'h');
	assert_int_equal(get(c, "/a", 1), 'x');
	assert_int_equal(get(c, "/huge", 1), 0);
	http_store_free(c);
}

static void
a_page_in_use_outlives_its_place_in_the_cache(void **state)
{
	struct http_store *c = http_store_new(5000);
	struct http_cache_key k = key("/a", 1);
	struct http_shared *s;

	(void)state;
	put(c, "/a", 1, 1000, 'x');
	s = http_store_get(c, &k);
	http_store_free(c);
	assert_int_equal(s->body.n, 1000);
	assert_int_equal(s->body.p[999], 'x');
	http_shared_unref(s);
}

static void *
use_store(void *arg)
{
	struct http_store *c = arg;
	char name[16];

	for (int i = 0; i < 3000; i++) {
		char have;

		snprintf(name, sizeof name, "/%d", i % 97);
		have = get(c, name, 1);
		if (have && have != 'a' + i % 97 % 26)
			return arg;
		put(c, name, 1, 500 + (size_t)(i % 97), (char)('a' + i % 97 % 26));
	}
	return NULL;
}

static void
threads_may_use_it_at_the_same_time(void **state)
{
	struct http_store *c = http_store_new(20000);
	pthread_t t[4];
	void *bad;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(t); i++)
		pthread_create(&t[i], NULL, use_store, c);
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		pthread_join(t[i], &bad);
		assert_null(bad);
	}
	assert_true(http_store_bytes(c) <= 20000);
	http_store_free(c);
}

/* From the reference implementation: key 00..0f, input 00..(n-1). */
static void
the_hash_is_siphash(void **state)
{
	const uint64_t k[2] = { 0x0706050403020100, 0x0f0e0d0c0b0a0908 };
	char in[16];

	(void)state;
	for (int i = 0; i < 16; i++)
		in[i] = (char)i;
	assert_int_equal(http_hash(k, (struct str){ in, 0 }), 0x726fdb47dd0e0e31);
	assert_int_equal(http_hash(k, (struct str){ in, 1 }), 0x74f839c593dc67fd);
	assert_int_equal(http_hash(k, (struct str){ in, 8 }), 0x93f5f5799a932462);
	assert_int_equal(http_hash(k, (struct str){ in, 15 }), 0xa129ca6149be45e5);
}

/* ---- compression ---- */

static struct buf
unpack(struct str s)
{
	struct buf out = { 0 };
	z_stream z = { 0 };

	assert_int_equal(inflateInit2(&z, 15 + 16), Z_OK);
	buf_reserve(&out, 1 << 20);
	z.next_in = (Bytef *)(uintptr_t)s.p;
	z.avail_in = (uInt)s.n;
	z.next_out = (Bytef *)out.p;
	z.avail_out = 1 << 20;
	assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
	out.n = z.total_out;
	inflateEnd(&z);
	return out;
}

static void
what_is_packed_can_be_unpacked(void **state)
{
	struct deflater gz = { 0 };
	struct buf text = { 0 };

	(void)state;
	for (int i = 0; i < 3000; i++)
		buf_addf(&text, "%d bottles\n", i % 100);
	for (int level = 1; level <= 9; level += 2) {
		for (int again = 0; again < 2; again++) {
			struct buf packed, back;

			assert_true(http_gzip(&gz, buf_str(&text), level, &packed));
			assert_true(packed.n < text.n / 10);
			back = unpack(buf_str(&packed));
			assert_true(str_eq(buf_str(&back), buf_str(&text)));
			buf_done(&packed);
			buf_done(&back);
		}
	}
	deflate_done(&gz);
	buf_done(&text);
}

static void
what_does_not_get_smaller_is_left(void **state)
{
	struct deflater gz = { 0 };
	struct buf packed = { 0 };
	char noise[4000];

	(void)state;
	srand(7);
	for (size_t i = 0; i < sizeof noise; i++)
		noise[i] = (char)(rand() >> 7);
	assert_false(http_gzip(&gz, (struct str){ noise, sizeof noise }, 6, &packed));
	assert_false(http_gzip(&gz, STR("short"), 6, &packed));
	assert_null(packed.p);
	deflate_done(&gz);
}

static void
the_client_says_whether_it_takes_gzip(void **state)
{
	static const struct {
		const char *header;
		bool gzip;
	} cases[] = {
		{ "gzip", true },
		{ "gzip, deflate, br, zstd", true },
		{ "br;q=1.0, GZIP;q=0.5, *;q=0", true },
		{ "x-gzip", true },
		{ "*", true },
		{ "gzip;q=0.001", true },
		{ " deflate ,gzip ; q=1", true },
		{ "gzip;q=0.5, identity;q=0.5", true },
		{ "", false },
		{ "identity", false },
		{ "br", false },
		{ "gzip;q=0", false },
		{ "gzip;q=0.000", false },
		{ "*;q=0", false },
		{ "gzip;q=0, *", false },
		{ "gzip;q=0.3, identity;q=0.7", false },
		{ "gzip;q=2", false },
		{ "gzip;q=-1", false },
		{ "gzip;q=0.1234", false },
		{ "gzip;q=x", false },
		{ "gzipped", false },
	};

	(void)state;
	assert_false(http_accepts_gzip(STR_NONE));
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(http_accepts_gzip(str_of(cases[i].header)), cases[i].gzip);
}

/* ---- workers ---- */

static atomic_int gone, left;

static void
note(void *job, bool go)
{
	(void)job;
	atomic_fetch_add(go ? &gone : &left, 1);
}

static void
every_job_is_run_once(void **state)
{
	struct http_workers *w = http_workers_new(3, 1000, note);

	(void)state;
	atomic_store(&gone, 0);
	atomic_store(&left, 0);
	for (int i = 0; i < 500; i++)
		assert_true(http_workers_submit(w, w));
	http_workers_stop(w);
	assert_int_equal(atomic_load(&gone) + atomic_load(&left), 500);
	assert_false(http_workers_submit(w, w));
	http_workers_free(w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_is_kept_under_its_whole_key),
		cmocka_unit_test(the_first_of_two_equal_pages_stays),
		cmocka_unit_test(the_bytes_stay_under_the_limit),
		cmocka_unit_test(what_is_asked_for_outlives_what_is_not),
		cmocka_unit_test(one_huge_page_does_not_push_out_the_others),
		cmocka_unit_test(a_page_in_use_outlives_its_place_in_the_cache),
		cmocka_unit_test(threads_may_use_it_at_the_same_time),
		cmocka_unit_test(the_hash_is_siphash),
		cmocka_unit_test(what_is_packed_can_be_unpacked),
		cmocka_unit_test(what_does_not_get_smaller_is_left),
		cmocka_unit_test(the_client_says_whether_it_takes_gzip),
		cmocka_unit_test(every_job_is_run_once),
	};

	return cmocka_run_group_tests_name("http_cache", tests, NULL, NULL);
}
