/* SPDX-License-Identifier: Apache-2.0 */
/*
 * list_mbox: a message, a thread or a month as an mbox (the mboxrd dialect: lines that begin
 * with "From " are quoted with one more >), for mail programs and other archives.
 *
 * It is not what came in: nobody's address is in it, so it is written anew from names, texts
 * and Message-IDs; what hung on a message is named at its end. Threads stay what they are.
 */
#ifndef CONVENE_LIST_LIST_MBOX_H
#define CONVENE_LIST_LIST_MBOX_H

#include "list/list_view.h"

/* More is refused: E_LIMIT list.mbox-too-large. */
#define LIST_MBOX_MAX ((size_t)64 << 20)
#define LIST_MBOX_TYPE "application/mbox"

/* Errors as those of the pages. */
must_check enum errc list_message_mbox(struct op *op, struct str slug, struct str key, struct buf *ret);
must_check enum errc list_thread_mbox(struct op *op, struct str slug, struct str key, struct buf *ret);
/* month: "2016-04", "undated". */
must_check enum errc list_month_mbox(struct op *op, struct str slug, struct str month, struct buf *ret);

#endif
