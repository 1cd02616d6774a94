/* SPDX-License-Identifier: Apache-2.0 */
/*
 * git_inbox: an epoch of a public-inbox (its format V2): a bare repository of git in which each
 * commit brings one message, as the file "m", or says in a file "d" which one is deleted.
 */
#ifndef CONVENE_ARCHIVE_GIT_INBOX_H
#define CONVENE_ARCHIVE_GIT_INBOX_H

#include "base/op.h"

/* Is that folder a bare repository? */
bool git_inbox_knows(const char *path);

/*
 * Calls with each message that is not deleted, the oldest first; bytes live until the call
 * returns, and what it returns other than OK ends the reading. Blocks.
 *   E_INVALID git.unreadable   it is no repository, or damaged
 */
must_check enum errc git_inbox_read(struct op *op, const char *path,
				    enum errc (*each)(struct op *op, void *ctx, struct str bytes),
				    void *ctx);

#endif
