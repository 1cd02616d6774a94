/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mbox: a file of many messages, cut into the messages. Pure; nothing is copied.
 *
 * What divides them, in any mixture of dialects:
 *   "From who when"   after an empty line (mboxo, mboxrd, mboxcl, Pipermail's
 *                     "user at host"), believed only with a month, a year and a
 *                     time in it and a header, or nothing, behind it
 *   ^A^A^A^A          a line of its own (MMDF)
 *   =====…            73 of them before a header, in a file that begins so (LISTSERV)
 * Bodies hold lines that begin with "From " all the time, and few programs
 * escape them rightly: a line that is not believed belongs to the body. Where a
 * message's Content-Length leads to the end of the file or exactly to a
 * separator that is believed, lines on the way there divide nothing (mboxcl).
 *
 * A file that begins with neither is one message (.eml).
 *
 * Every byte of the file is in one item's before, separator or bytes, but for the
 * empty line that closes a message, empty lines behind the last one, and the line
 * that ends a file of MMDF.
 */
#ifndef CONVENE_MAIL_MBOX_H
#define CONVENE_MAIL_MBOX_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

struct mbox {
	struct str file;
	size_t at;
	bool mmdf, listserv;
};

struct mbox_item {
	size_t offset;        /* of the separator, or of the message without one */
	struct str before;    /* what stands in front of it and is no message */
	struct str separator; /* with its line end; empty for a single message */
	struct str bytes;     /* the message as it stands; may be empty. The empty
			       * line that belongs to the next separator is not in it */
};

/* The file must outlive it and all items. */
struct mbox mbox_of(struct str file);
/* false: there is no more. */
bool mbox_next(struct mbox *m, struct mbox_item *ret);

/* Does it begin with a header, as a message does? For a file that is none. */
bool mbox_is_message(struct str bytes);

/* Could this line (without its end) divide messages, wherever it stands? */
bool mbox_is_separator(struct str line);

/* The lines of a message as they stand in an mbox of the mboxrd dialect: one that begins with "From ",
 * quoted or not, gets one more >. The last line is ended. */
void mbox_put_lines(struct buf *to, struct str bytes);

#endif
