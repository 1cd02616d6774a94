/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fetch: is there a page at an address? Addresses come from people, so machines of this
 * network are not asked: every connection, that of a redirection too, goes to a public
 * address of the internet, over HTTP or HTTPS. What comes back is not kept.
 */
#ifndef CONVENE_NET_FETCH_H
#define CONVENE_NET_FETCH_H

#include <sys/socket.h>

#include "base/op.h"

struct fetched {
	int status;       /* of HTTP, after at most five redirections; 0: nobody answered so */
	struct str said;  /* why not; absent when there is a status */
};
/* Waits up to 20 seconds. inside: machines of this network too, for tests. */
must_check enum errc fetch_probe(struct op *op, struct str url, bool inside, struct fetched *ret);

/* Neither this machine nor this network, nor what is reserved (RFC 6890). */
bool fetch_is_public(const struct sockaddr *address);

#endif
