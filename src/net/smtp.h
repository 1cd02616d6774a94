/* SPDX-License-Identifier: Apache-2.0 */
/*
 * smtp: a letter handed over, by libcurl.
 *
 * Where letters go is a transport: smtp://[user:password@]host[:port] (STARTTLS, which a
 * host that is not this one must offer), smtps://…, or maildir:/path, a folder on this
 * machine, for demonstrations and tests.
 */
#ifndef CONVENE_NET_SMTP_H
#define CONVENE_NET_SMTP_H

#include "base/op.h"

/* E_INVALID mail.bad-transport. */
must_check enum errc smtp_check_transport(struct op *op, struct str transport);
/*
 * A connection to a mail server, which stays open from letter to letter: greeting each anew
 * takes longer than the letter, and servers keep those waiting who come too often. All zero
 * when it is closed. Of one thread.
 */
struct smtp {
	void *curl;
};
/* Says goodbye, if it is open; before a pause, since servers do not wait for ever. */
void smtp_close(struct smtp *s);
/*
 * Hands it over; who returns OK has it on the other side. The detail of a failure is what
 * the server said.
 *   E_UNAVAILABLE mail.later    no server, or not now: try again
 *   E_CONFLICT    mail.refused  this letter or this address will never be taken
 */
must_check enum errc smtp_send(struct op *op, struct smtp *s, struct str transport, struct str from,
			       struct str to, struct str bytes);

#endif
