/* SPDX-License-Identifier: Apache-2.0 */
/* letter: a message that we write ourselves, as it goes over the wire. Safe from any thread. */
#ifndef CONVENE_MAIL_LETTER_H
#define CONVENE_MAIL_LETTER_H

#include "base/op.h"

struct letter {
	struct str from_name; /* may be absent */
	struct str from;      /* an address */
	struct str to_name;   /* may be absent */
	struct str to;        /* an address */
	struct str subject;
	struct str body;      /* UTF-8, plain text */
	struct str id;        /* without brackets */
	struct str conversation; /* the Message-ID that all letters about one thing answer; absent: none */
	struct str unsubscribe;  /* an address of the site that takes one POST (RFC 8058); absent: none */
	instant at;
};

/* One @ with something on both sides, and nothing that would end a header. */
bool letter_address_ok(struct str s);
/* As it goes over the wire, lines ended by \r\n. E_INVALID mail.bad-letter: an address is
 * none, or a name, subject or id holds a control character. */
must_check enum errc letter_write(struct op *op, const struct letter *l, struct str *ret);

#endif
