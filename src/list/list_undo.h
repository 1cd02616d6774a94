/* SPDX-License-Identifier: Apache-2.0 */
/* list_undo: an import of mail is taken back. */
#ifndef CONVENE_LIST_LIST_UNDO_H
#define CONVENE_LIST_LIST_UNDO_H

#include "base/op.h"
#include "list/list.h"

/*
 * What the run brought into the list goes; a message that another list has stays there,
 * and one that was removed (list_remove.h) stays known, so that it does not come back.
 * Threads are built again without it. In several transactions: interrupted, it is gone
 * on with when it is called again. Not in a transaction. *ret: messages that went.
 *   E_NOT_FOUND list.no-such-run   E_CONFLICT list.undone-already
 */
must_check enum errc list_undo(struct op *op, run_id run, int64_t *ret);

#endif
