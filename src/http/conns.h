/* SPDX-License-Identifier: Apache-2.0 */
/*
 * conns: the connections that are open, who they belong to and how long they
 * may still take. Knows descriptors and addresses, not HTTP.
 */
#ifndef CONVENE_HTTP_CONNS_H
#define CONVENE_HTTP_CONNS_H

#include <netinet/in.h>
#include <sys/socket.h>

#include "http/call.h"

struct http_conns;

struct http_conn {
	struct http_conn *prev, *next;
	int fd;
	struct in6_addr owner;   /* who it is counted for: an address or a /64 */
	bool exempt;
	bool trusted;            /* one of options->proxies */
	bool seen;               /* has a request line come in on it? */
	char remote[INET6_ADDRSTRLEN];
	int64_t since;           /* accepted, in ms of http_now_ms() */
	_Atomic int64_t deadline; /* in the same; 0: none */
	atomic_bool busy;        /* between request line and end of response */
	atomic_bool receiving;   /* between request line and end of body */
	int hung_up;             /* ticks since its other end was closed; the timer's own */
};

int64_t http_now_ms(void);

/* Starts the thread that closes what is late (and flushes o->access_log). */
struct http_conns *http_conns_new(struct http_site *site, const struct http_options *o,
				  const struct http_limits *limits);
/* No connection may be left. */
void http_conns_free(struct http_conns *c);

/* false: one too many, from there or in all. */
bool http_conns_admit(struct http_conns *c, const struct sockaddr *from);
struct http_conn *http_conns_add(struct http_conns *c, int fd, const struct sockaddr *from);
void http_conns_remove(struct http_conns *c, struct http_conn *conn);
size_t http_conns_count(struct http_conns *c);

/* A time of http_now_ms(); 0: without end. */
void http_conn_until(struct http_conn *conn, int64_t deadline);
/* Shuts them down (the adapter sees the end of input and closes). Idle is also
 * one whose request is not complete. */
void http_conns_shut(struct http_conns *c, bool idle_only);

/* listen.c: a listening socket, or -1 and errno. */
int http_listen(const struct http_options *o);
uint16_t http_port_of(int fd);
/* Descriptors for so many connections, and as many again for other uses. */
void http_raise_descriptor_limit(unsigned connections);

#endif
