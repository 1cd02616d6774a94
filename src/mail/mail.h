/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mail: what the head of one message says, and what to believe of it. Pure.
 * Reading it from bytes: mail/mail_read.h.
 */
#ifndef CONVENE_MAIL_MAIL_H
#define CONVENE_MAIL_MAIL_H

#include "base/instant.h"
#include "mail/thread.h"

/* How far the time of a message can be believed. */
enum mail_clock {
	MAIL_CLOCK_SAID,     /* its Date, and nothing contradicts it */
	MAIL_CLOCK_RECEIVED, /* its Date lies or is missing: when a server took it */
	MAIL_CLOCK_ALONE,    /* its Date is possible, but there is nobody to confirm it */
	MAIL_CLOCK_NONE,     /* unknown */
};

struct mail_head {
	struct str id;           /* without brackets; absent: it has none */
	mail_ids refs;           /* References; without any, In-Reply-To. Oldest first */
	struct str from_name;    /* may be absent */
	struct str from_address; /* may be absent */
	struct str subject;      /* decoded, on one line; may be absent */
	instant at;              /* INSTANT_NONE with MAIL_CLOCK_NONE */
	enum mail_clock clock;
};

/* The Message-IDs in a header's value: what stands in angle brackets, without
 * white space, which folding leaves in them; without any bracket, the words that
 * hold an @. Longer ones than MAIL_ID_MAX bytes are none. */
#define MAIL_ID_MAX 998
mail_ids mail_scan_ids(struct arena *a, struct str value);

/* Which time to believe: the Date, or when the last server took it. Clocks
 * that are wrong by up to a week are believed, since mail can lie that long. */
instant mail_believe(instant said, instant received, instant now, enum mail_clock *ret_clock);

#endif
