/* SPDX-License-Identifier: Apache-2.0 */
#include "net/fetch.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <unistd.h>

#include "net/start.h"

#define CONNECT_SECONDS 10L
#define SECONDS 20L
#define REDIRECTIONS 5L
#define BYTES_MOST ((size_t)256 << 10)

/* ---- whom we ask ---- */

struct network {
	uint32_t prefix;
	int bits;
};

static bool
is_public_4(uint32_t a)
{
	static const struct network reserved[] = {
		{ 0x00000000, 8 },  /* this network */
		{ 0x0A000000, 8 },  /* private */
		{ 0x64400000, 10 }, /* carriers' own */
		{ 0x7F000000, 8 },  /* this machine */
		{ 0xA9FE0000, 16 }, /* this link */
		{ 0xAC100000, 12 }, /* private */
		{ 0xC0000000, 24 }, /* protocols */
		{ 0xC0000200, 24 }, /* documentation */
		{ 0xC0586300, 24 }, /* 6to4 relays */
		{ 0xC0A80000, 16 }, /* private */
		{ 0xC6120000, 15 }, /* benchmarks */
		{ 0xC6336400, 24 }, /* documentation */
		{ 0xCB007100, 24 }, /* documentation */
		{ 0xE0000000, 3 },  /* multicast, reserved, broadcast */
	};

	for (size_t i = 0; i < ARRAY_LEN(reserved); i++)
		if ((a ^ reserved[i].prefix) >> (32 - reserved[i].bits) == 0)
			return false;
	return true;
}

static uint32_t
four_bytes(const unsigned char *b)
{
	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* Of IPv6 what is given out is 2000::/3, but for the parts that stand for others. */
static bool
is_public_6(const unsigned char *b)
{
	static const unsigned char mapped[12] = { [10] = 0xFF, [11] = 0xFF };
	uint32_t first = four_bytes(b);

	if (memcmp(b, mapped, sizeof mapped) == 0)
		return is_public_4(four_bytes(b + 12));
	if (first == 0x0064FF9B)                 /* translated */
		return is_public_4(four_bytes(b + 12));
	if (first >> 16 == 0x2002)               /* 6to4 */
		return is_public_4(four_bytes(b + 2));
	if (first == 0x20010DB8 || first >> 9 == 0x20010000 >> 9)
		return false;                    /* documentation; protocols */
	return first >> 29 == 1;
}

bool
fetch_is_public(const struct sockaddr *address)
{
	if (address->sa_family == AF_INET) {
		struct sockaddr_in four;

		memcpy(&four, address, sizeof four);
		return is_public_4(ntohl(four.sin_addr.s_addr));
	}
	if (address->sa_family == AF_INET6) {
		struct sockaddr_in6 six;

		memcpy(&six, address, sizeof six);
		return is_public_6(six.sin6_addr.s6_addr);
	}
	return false;
}

struct asking {
	bool inside;
	bool refused; /* an address was inside */
	size_t left;  /* bytes that are taken still */
};

/* Called with what a name was resolved to, just before it is connected to. */
static curl_socket_t
open_socket(void *ctx, curlsocktype purpose, struct curl_sockaddr *a)
{
	struct asking *asking = ctx;

	(void)purpose;
	if (!asking->inside && !fetch_is_public(&a->addr)) {
		asking->refused = true;
		return CURL_SOCKET_BAD;
	}
	return socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
}

/* ---- asking ---- */

static size_t
forget(char *bytes, size_t size, size_t n, void *ctx)
{
	struct asking *asking = ctx;

	(void)bytes;
	if (size * n > asking->left)
		return 0; /* enough was seen */
	asking->left -= size * n;
	return size * n;
}

static void
set_options(CURL *c, const char *url, struct asking *asking)
{
	curl_easy_setopt(c, CURLOPT_URL, url);
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(c, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 1L);
	curl_easy_setopt(c, CURLOPT_MAXREDIRS, REDIRECTIONS);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_PROXY, ""); /* one could lead inside */
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
	curl_easy_setopt(c, CURLOPT_TIMEOUT, SECONDS);
	curl_easy_setopt(c, CURLOPT_USERAGENT, "Convene/" CONVENE_VERSION " (is this page there?)");
	curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, asking);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, forget);
	curl_easy_setopt(c, CURLOPT_WRITEDATA, asking);
}

enum errc
fetch_probe(struct op *op, struct str url, bool inside, struct fetched *ret)
{
	struct asking asking = { .inside = inside, .left = BYTES_MOST };
	long status = 0;
	CURLcode code;
	CURL *c;

	*ret = (struct fetched){ 0 };
	net_start();
	c = curl_easy_init();
	if (!c)
		return fail(op, E_UNAVAILABLE, "mail.later", "%s", "out of memory");
	set_options(c, arena_cstr(op->arena, url), &asking);
	code = curl_easy_perform(c);
	curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
	/* A long page that is cut off is there. */
	if (code == CURLE_OK || code == CURLE_WRITE_ERROR)
		ret->status = (int)status;
	else if (asking.refused)
		ret->said = STR("it leads into this network, which is not asked");
	else
		ret->said = arena_str(op->arena, str_of(curl_easy_strerror(code)));
	curl_easy_cleanup(c);
	return OK;
}
