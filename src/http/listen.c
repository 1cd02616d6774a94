/* SPDX-License-Identifier: Apache-2.0 */
/* The socket that a server listens on. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/conns.h"

void
http_raise_descriptor_limit(unsigned connections)
{
	struct rlimit r;
	rlim_t want = 2 * (rlim_t)connections + 256;

	if (getrlimit(RLIMIT_NOFILE, &r) != 0 || r.rlim_cur >= want)
		return;
	r.rlim_cur = r.rlim_max < want ? r.rlim_max : want;
	(void)setrlimit(RLIMIT_NOFILE, &r);
}

static socklen_t
read_address(const struct http_options *o, struct sockaddr_storage *ret)
{
	struct sockaddr_in four = { .sin_family = AF_INET, .sin_port = htons(o->port) };
	struct sockaddr_in6 six = { .sin6_family = AF_INET6, .sin6_port = htons(o->port) };
	const char *address = o->address ? o->address : "127.0.0.1";

	if (inet_pton(AF_INET, address, &four.sin_addr) == 1) {
		memcpy(ret, &four, sizeof four);
		return sizeof four;
	}
	if (inet_pton(AF_INET6, address, &six.sin6_addr) == 1) {
		memcpy(ret, &six, sizeof six);
		return sizeof six;
	}
	errno = EINVAL;
	return 0;
}

int
http_listen(const struct http_options *o)
{
	struct sockaddr_storage at = { 0 };
	socklen_t n = read_address(o, &at);
	int one = 1, none = 0, fd, saved;

	if (!n)
		return -1;
	fd = socket(at.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return -1;
	(void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
	if (at.ss_family == AF_INET6) /* "::" takes IPv4 too */
		(void)setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &none, sizeof none);
	if (bind(fd, (struct sockaddr *)&at, n) == 0 && listen(fd, 511) == 0)
		return fd;
	saved = errno;
	(void)close(fd);
	errno = saved;
	return -1;
}

uint16_t
http_port_of(int fd)
{
	struct sockaddr_storage at = { 0 };
	socklen_t n = sizeof at;
	struct sockaddr_in four;

	if (getsockname(fd, (struct sockaddr *)&at, &n) != 0)
		return 0;
	memcpy(&four, &at, sizeof four); /* the port is at the same place in both */
	return ntohs(four.sin_port);
}
