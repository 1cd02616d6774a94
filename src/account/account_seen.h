/* SPDX-License-Identifier: Apache-2.0 */
/*
 * account_seen: sessions that were used, noted by threads that may not write and written by
 * the worker. What is lost when the process ends shortens a session by an hour.
 * Safe from any thread.
 */
#ifndef CONVENE_ACCOUNT_ACCOUNT_SEEN_H
#define CONVENE_ACCOUNT_ACCOUNT_SEEN_H

#include "account/account_ops.h"

void account_seen_note(session_id id);
must_check enum errc account_seen_write(struct op *op);

#endif
