/* SPDX-License-Identifier: Apache-2.0 */
/* Counting and deadlines, on socket pairs and made-up addresses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/op.h has its own */

#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "http/conns.h"

static const struct http_app app = { .build_id = "test" };
static const char *const proxies[] = { "192.0.2.9", "2001:db8:9::1", "nonsense" };
static const struct http_options options = { .proxies = proxies, .n_proxies = 3 };
static const struct http_limits limits = { .connections = 5, .per_address = 2 };

static struct http_site *site;
static struct http_conns *conns;
static struct http_conn *open_conns[8];
static size_t n_open;

static int
set_up(void **state)
{
	(void)state;
	site = http_site_new(&app);
	conns = http_conns_new(site, &options, &limits);
	n_open = 0;
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	while (n_open)
		http_conns_remove(conns, open_conns[--n_open]);
	http_conns_free(conns);
	http_site_free(site);
	return 0;
}

/* What the adapter does with a new connection. */
static bool
arrive(const char *address)
{
	struct sockaddr_storage at = { 0 };
	struct sockaddr_in four = { .sin_family = AF_INET };
	struct sockaddr_in6 six = { .sin6_family = AF_INET6 };

	if (inet_pton(AF_INET, address, &four.sin_addr) == 1) {
		memcpy(&at, &four, sizeof four);
	} else {
		assert_int_equal(inet_pton(AF_INET6, address, &six.sin6_addr), 1);
		memcpy(&at, &six, sizeof six);
	}
	if (!http_conns_admit(conns, (struct sockaddr *)&at))
		return false;
	open_conns[n_open++] = http_conns_add(conns, -1, (struct sockaddr *)&at);
	return true;
}

static void
leave(size_t i)
{
	http_conns_remove(conns, open_conns[i]);
	open_conns[i] = open_conns[--n_open];
}

static void
an_address_has_its_share_and_gets_it_back(void **state)
{
	(void)state;
	assert_true(arrive("192.0.2.1"));
	assert_true(arrive("192.0.2.1"));
	assert_false(arrive("192.0.2.1"));
	assert_true(arrive("192.0.2.2"));
	leave(0);
	assert_true(arrive("192.0.2.1"));
	assert_false(arrive("192.0.2.1"));
	assert_int_equal(http_site_counters(site).refused, 2);
}

static void
an_ipv6_network_is_one_address(void **state)
{
	(void)state;
	assert_true(arrive("2001:db8:1:2::1"));
	assert_true(arrive("2001:db8:1:2:ffff::2"));
	assert_false(arrive("2001:db8:1:2::3"));
	assert_true(arrive("2001:db8:1:3::1"));
}

static void
an_ipv4_address_is_the_same_in_both_families(void **state)
{
	(void)state;
	assert_true(arrive("192.0.2.1"));
	assert_true(arrive("::ffff:192.0.2.1"));
	assert_false(arrive("::ffff:192.0.2.1"));
	assert_string_equal(open_conns[1]->remote, "192.0.2.1");
}

static void
this_machine_and_proxies_are_counted_in_the_total_only(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++)
		assert_true(arrive("127.0.0.1"));
	assert_false(open_conns[0]->trusted);
	assert_true(arrive("192.0.2.9"));
	assert_true(open_conns[3]->trusted);
	assert_true(arrive("2001:db8:9::1"));
	assert_true(open_conns[4]->trusted);
	assert_false(arrive("192.0.2.9"));
	assert_int_equal(http_conns_count(conns), 5);
}

static bool
ends_within(int fd, int ms)
{
	struct pollfd p = { fd, POLLIN, 0 };
	char c;

	return poll(&p, 1, ms) == 1 && read(fd, &c, 1) == 0;
}

static void
what_is_late_is_shut_and_what_is_not_stays(void **state)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	struct http_conn *late, *fine, *endless;
	int a[2], b[2], c[2];

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, a), 0);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, b), 0);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, c), 0);
	late = http_conns_add(conns, a[0], (struct sockaddr *)&at);
	fine = http_conns_add(conns, b[0], (struct sockaddr *)&at);
	endless = http_conns_add(conns, c[0], (struct sockaddr *)&at);
	http_conn_until(late, http_now_ms() + 1);
	http_conn_until(fine, http_now_ms() + 100000);
	http_conn_until(endless, 0);
	assert_true(ends_within(a[1], 5000));
	assert_false(ends_within(b[1], 0));
	assert_false(ends_within(c[1], 0));
	assert_int_equal(http_site_counters(site).expired, 1);
	http_conns_remove(conns, late);
	http_conns_remove(conns, fine);
	http_conns_remove(conns, endless);
	for (int i = 0; i < 2; i++) {
		(void)close(a[i]);
		(void)close(b[i]);
		(void)close(c[i]);
	}
}

static void
an_access_log_line_is_one_line(void **state)
{
	struct http_header h = { STR("X-Forwarded-For"), STR("198.51.100.7") };
	struct http_call call = { .method = STR("GET"), .headers = &h, .n_headers = 1,
				  .remote = STR("192.0.2.1"), .trusted = true };
	struct timespec begun = { 0 };
	char line[2000] = "", target[3000];
	FILE *f = tmpfile();

	(void)state;
	assert_non_null(f);
	memset(target, 'a', sizeof target);
	memcpy(target, "/\n\"\x1b\xff", 5);
	http_log_access(f, &call, (struct str){ target, sizeof target }, 200, 5, &begun);
	rewind(f);
	assert_non_null(fgets(line, sizeof line, f));
	assert_non_null(strstr(line, "Z 198.51.100.7 GET /_\"__aaaa"));
	assert_int_equal(line[strlen(line) - 1], '\n');
	assert_int_equal(fgetc(f), EOF);
	(void)fclose(f);
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(an_address_has_its_share_and_gets_it_back),
		T(an_ipv6_network_is_one_address),
		T(an_ipv4_address_is_the_same_in_both_families),
		T(this_machine_and_proxies_are_counted_in_the_total_only),
		T(what_is_late_is_shut_and_what_is_not_stays),
		T(an_access_log_line_is_one_line),
	};

	return cmocka_run_group_tests_name("http_conns", tests, NULL, NULL);
}
