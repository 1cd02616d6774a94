/* SPDX-License-Identifier: Apache-2.0 */
/* Whom a page may be asked for. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* ours is in base/op.h */

#include "net/fetch.h"

static bool
is_public(const char *address)
{
	struct sockaddr_storage s = { 0 };
	struct sockaddr_in *four = (struct sockaddr_in *)&s;
	struct sockaddr_in6 *six = (struct sockaddr_in6 *)&s;

	s.ss_family = strchr(address, ':') ? AF_INET6 : AF_INET;
	assert_int_equal(inet_pton(s.ss_family, address, s.ss_family == AF_INET6 ? (void *)&six->sin6_addr
										   : (void *)&four->sin_addr), 1);
	return fetch_is_public((const struct sockaddr *)&s);
}

static void
machines_of_this_network_are_not_asked(void **state)
{
	static const char *const inside[] = {
		"0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254",
		"169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.0.1",
		"198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.7", "224.0.0.1", "255.255.255.255",
		"::", "::1", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1", "2001::1",
		/* the same, in other clothes */
		"::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1",
	};

	const char *wrong = "";

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(inside); i++)
		if (is_public(inside[i]))
			wrong = inside[i];
	assert_string_equal(wrong, "");
}

static void
others_are(void **state)
{
	static const char *const outside[] = {
		"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.0.0.1", "128.0.0.1",
		"172.15.0.1", "172.32.0.1", "192.167.0.1", "192.169.0.1", "198.17.0.1", "198.20.0.1",
		"223.255.255.255", "2001:4860:4860::8888", "2606:4700::1", "::ffff:1.1.1.1", "64:ff9b::101:101",
		"2002:101:101::",
	};

	const char *wrong = "";

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(outside); i++)
		if (!is_public(outside[i]))
			wrong = outside[i];
	assert_string_equal(wrong, "");
}

static void
what_is_no_address_of_the_internet_is_not_asked(void **state)
{
	struct sockaddr s = { .sa_family = AF_UNIX };

	(void)state;
	assert_false(fetch_is_public(&s));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(machines_of_this_network_are_not_asked),
		cmocka_unit_test(others_are),
		cmocka_unit_test(what_is_no_address_of_the_internet_is_not_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
