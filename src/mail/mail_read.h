/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mail_read: a message out of its bytes.
 *
 * These are foreign bytes and a large library reads them: that belongs in a cell
 * (cell/cell.h), not in the server. Safe from any thread.
 */
#ifndef CONVENE_MAIL_MAIL_READ_H
#define CONVENE_MAIL_MAIL_READ_H

#include "mail/mail.h"

/*
 * Reads one message as it stands in an archive. Never fails: what cannot be
 * read is absent. `now` bounds what a Date may say. All of it is valid UTF-8.
 * A message without a Message-ID has none here: see mail_derived_id().
 */
void mail_read(struct arena *a, struct str message, instant now, struct mail *ret);
/* Only the head. */
void mail_read_head(struct arena *a, struct str message, instant now, struct mail_head *ret);

/* What the libraries need from the system, before a process is walled in. */
void mail_read_warm(void);

#endif
