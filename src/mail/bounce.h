/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bounce: what a mail server says of a letter that it could not hand over (RFC 3464). Pure, and
 * total: any bytes are a valid argument.
 *
 * The fields of a delivery status are 7-bit lines (RFC 3464, 2.1), so they are read as lines.
 */
#ifndef CONVENE_MAIL_BOUNCE_H
#define CONVENE_MAIL_BOUNCE_H

#include "base/arena.h"
#include "base/vec.h"

enum bounce_action {
	BOUNCE_FAILED,
	BOUNCE_DELAYED, /* it is tried on */
	BOUNCE_OTHER,   /* delivered, relayed, expanded */
};
struct bounce_recipient {
	struct str address; /* the original one where it is said; may be absent */
	enum bounce_action action;
	struct str status;  /* RFC 3463: "5.1.1"; absent: not said */
	struct str said;    /* diagnostic; may be absent */
};
struct bounce {
	SLICE(struct bounce_recipient) recipients;
	SLICE(struct str) mids; /* of the letters that it is about, without brackets */
};
/* false: it is no report of a delivery. */
bool bounce_read(struct arena *a, struct str message, struct bounce *ret);

/* It failed for good: not for want of room, time or luck. */
bool bounce_is_final(const struct bounce_recipient *r);

#endif
