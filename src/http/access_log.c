/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One line per request:
 *
 *   2021-05-13T13:00:00Z 192.0.2.1 GET /meetings/dccg/54 200 8123 412
 *
 * time (UTC), who, method, path, status, bytes of the body, microseconds from
 * the request line to the end of the response. What was asked for behind '?' and
 * what was entered in forms is nobody's business and is not in it.
 */
#include <inttypes.h>
#include <time.h>

#include "http/call.h"

#define PATH_MAX_LOGGED 800

void
http_log_access(FILE *log, const struct http_call *call, struct str target, int status,
		size_t bytes, const struct timespec *begun)
{
	char line[PATH_MAX_LOGGED + 300];
	struct str path = str_sub(target, 0, PATH_MAX_LOGGED);
	struct str who = http_remote(call);
	struct timespec now, wall;
	struct tm tm;
	size_t n;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	(void)clock_gettime(CLOCK_REALTIME_COARSE, &wall);
	(void)gmtime_r(&wall.tv_sec, &tm);
	n = strftime(line, 32, "%Y-%m-%dT%H:%M:%SZ ", &tm);
	n += (size_t)snprintf(line + n, 80, "%.*s %.*s ", STRF(str_sub(who, 0, 46)),
			      STRF(call->method.n ? str_sub(call->method, 0, 16) : STR("-")));
	for (size_t i = 0; i < path.n && path.p[i] != '?'; i++)
		line[n++] = path.p[i] > 0x20 && path.p[i] < 0x7f ? path.p[i] : '_';
	n += (size_t)snprintf(line + n, 80, " %d %zu %" PRId64 "\n", status, bytes,
			      (int64_t)(now.tv_sec - begun->tv_sec) * 1000000 +
				      (now.tv_nsec - begun->tv_nsec) / 1000);
	(void)fwrite(line, 1, n, log);
}
