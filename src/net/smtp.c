/* SPDX-License-Identifier: Apache-2.0 */
#include "net/smtp.h"

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/attr.h"
#include "net/start.h"

#define CONNECT_SECONDS 20L
#define SECONDS 120L

static const struct str maildir_scheme = STR_INIT("maildir:");

enum errc
smtp_check_transport(struct op *op, struct str transport)
{
	static const struct str schemes[] = { STR_INIT("smtp://"), STR_INIT("smtps://"),
					      STR_INIT("maildir:/") };

	for (size_t i = 0; i < ARRAY_LEN(schemes); i++)
		if (str_starts(transport, schemes[i]) && transport.n > schemes[i].n)
			return OK;
	/* It may hold a password: it is not repeated. */
	return fail(op, E_INVALID, "mail.bad-transport", "%s", "");
}

/* ---- a folder ---- */

static bool
write_file(const char *path, struct str bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool whole = fd >= 0;

	for (size_t at = 0; whole && at < bytes.n;) {
		ssize_t n = write(fd, bytes.p + at, bytes.n - at);

		whole = n > 0 || errno == EINTR;
		at += n > 0 ? (size_t)n : 0;
	}
	whole = whole && fsync(fd) == 0;
	if (fd >= 0)
		whole &= close(fd) == 0;
	return whole;
}

static enum errc
send_to_folder(struct op *op, struct str folder, struct str bytes)
{
	static _Atomic unsigned count;
	static const char *const parts[] = { "", "/tmp", "/new", "/cur" };
	struct str name = arena_printf(op->arena, "%lld.%ld_%u.convene", (long long)op->now.v,
				       (long)getpid(), count++);
	struct str tmp = arena_printf(op->arena, "%.*s/tmp/%.*s", STRF(folder), STRF(name));
	struct str to = arena_printf(op->arena, "%.*s/new/%.*s", STRF(folder), STRF(name));

	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		(void)mkdir(arena_printf(op->arena, "%.*s%s", STRF(folder), parts[i]).p, 0700);
	if (write_file(tmp.p, bytes) && rename(tmp.p, to.p) == 0)
		return OK;
	return fail(op, E_UNAVAILABLE, "mail.later", "%.*s: %s", STRF(folder), strerror(errno));
}

/* ---- SMTP ---- */

struct upload {
	struct str rest;
};

static size_t
give(char *to, size_t size, size_t n, void *ctx)
{
	struct upload *u = ctx;
	size_t most = size * n < u->rest.n ? size * n : u->rest.n;

	memcpy(to, u->rest.p, most);
	u->rest = str_from(u->rest, most);
	return most;
}

/* What the server answered; the last refusal, for those who look why a letter waits. */
struct said {
	bool anything;
	char line[200];
};

static int
hear(CURL *c, curl_infotype type, char *data, size_t n, void *ctx)
{
	struct said *s = ctx;

	(void)c;
	s->anything |= type == CURLINFO_HEADER_IN;
	if (type == CURLINFO_HEADER_IN && n > 0 && (data[0] == '4' || data[0] == '5')) {
		size_t k = 0;

		while (k < n && k + 1 < sizeof s->line && data[k] != '\r' && data[k] != '\n') {
			s->line[k] = (char)((unsigned char)data[k] < ' ' ? ' ' : data[k]);
			k++;
		}
		s->line[k] = '\0';
	}
	return 0;
}

/* On this machine nobody listens in between. */
static bool
is_here(struct str transport)
{
	struct str host = str_from(transport, str_find(transport, STR("://"), 0) + 3);
	size_t at = str_rfind_char(host, '@');

	if (at != STR_NPOS)
		host = str_from(host, at + 1);
	return str_starts(host, STR("127.")) || str_starts(host, STR("[::1]")) ||
	       str_starts(host, STR("localhost"));
}

static void
set_options(CURL *c, struct op *op, struct str transport, struct str from, struct curl_slist *to,
	    struct upload *u, struct said *said)
{
	curl_easy_setopt(c, CURLOPT_URL, arena_cstr(op->arena, transport));
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_USE_SSL,
			 is_here(transport) ? (long)CURLUSESSL_TRY : (long)CURLUSESSL_ALL);
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
	curl_easy_setopt(c, CURLOPT_TIMEOUT, SECONDS);
	curl_easy_setopt(c, CURLOPT_MAIL_FROM, arena_printf(op->arena, "<%.*s>", STRF(from)).p);
	curl_easy_setopt(c, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(c, CURLOPT_READFUNCTION, give);
	curl_easy_setopt(c, CURLOPT_READDATA, u);
	curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(c, CURLOPT_DEBUGFUNCTION, hear);
	curl_easy_setopt(c, CURLOPT_DEBUGDATA, said);
	curl_easy_setopt(c, CURLOPT_VERBOSE, 1L);
}

/* 550 to 554: the letter or the address. Others of that class (530, 535) are about us. */
static bool
is_final(long reply)
{
	return reply >= 550 && reply <= 554;
}

/*
 * Was the connection that was open of no use any more? Either nothing came on it, or "not now",
 * with one number or another (421, 451, 452), which servers say when they have had enough letters
 * on one. Such a letter was not taken.
 */
static bool
is_worn_out(CURL *c, const struct said *said, long reply)
{
	long connects = 0;

	curl_easy_getinfo(c, CURLINFO_NUM_CONNECTS, &connects);
	return connects == 0 && (!said->anything || (reply >= 400 && reply < 500));
}

static enum errc
send_by_curl(struct op *op, CURL *c, struct str transport, struct str from, struct str to,
	     struct str bytes)
{
	struct curl_slist *list = curl_slist_append(NULL, arena_printf(op->arena, "<%.*s>", STRF(to)).p);
	struct upload u;
	struct said said;
	long reply = 0;
	CURLcode code = CURLE_OK;

	for (int tries = 0; tries < 2; tries++) {
		u = (struct upload){ bytes };
		said = (struct said){ 0 };
		curl_easy_reset(c); /* the connection stays */
		set_options(c, op, transport, from, list, &u, &said);
		curl_easy_setopt(c, CURLOPT_FRESH_CONNECT, (long)tries);
		code = curl_easy_perform(c);
		curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &reply);
		if (code == CURLE_OK || !is_worn_out(c, &said, reply))
			break;
	}
	curl_slist_free_all(list);
	if (code == CURLE_OK)
		return OK;
	if (is_final(reply) && code != CURLE_LOGIN_DENIED)
		return fail(op, E_CONFLICT, "mail.refused", "%s", said.line);
	return fail(op, E_UNAVAILABLE, "mail.later", "%s%s%s", curl_easy_strerror(code),
		    said.line[0] ? ": " : "", said.line);
}

enum errc
smtp_send(struct op *op, struct smtp *s, struct str transport, struct str from, struct str to,
	  struct str bytes)
{
	if (str_starts(transport, maildir_scheme))
		return send_to_folder(op, str_from(transport, maildir_scheme.n), bytes);
	net_start();
	if (!s->curl)
		s->curl = curl_easy_init();
	if (!s->curl)
		return fail(op, E_UNAVAILABLE, "mail.later", "%s", "out of memory");
	return send_by_curl(op, s->curl, transport, from, to, bytes);
}

void
smtp_close(struct smtp *s)
{
	if (s->curl)
		curl_easy_cleanup(s->curl);
	s->curl = NULL;
}
