/* SPDX-License-Identifier: Apache-2.0 */
/*
 * list_remove: a message goes, its place in the thread stays.
 *
 * Its bytes, text, subject, sender and attachments' names are taken out of the
 * database; the blocks they were in are written anew without them. What is left is a
 * notice, and a line of audit. Imported again it stays removed. What others have
 * quoted of it is in their messages.
 */
#ifndef CONVENE_LIST_LIST_REMOVE_H
#define CONVENE_LIST_LIST_REMOVE_H

#include "base/op.h"
#include "list/list.h"

/*
 * message: its key (as in its address) or its Message-ID. why: a sentence that
 * everybody may read. Not in a transaction.
 *   E_NOT_FOUND list.no-such-message   E_CONFLICT list.removed-already
 *   E_INVALID list.no-reason
 *   E_UNAVAILABLE db.not-purged: it is removed, and somebody reads the database, so
 *   that the old bytes are still in its log; db_purge() later takes them out
 */
must_check enum errc list_remove(struct op *op, struct str message, struct str why);

#endif
