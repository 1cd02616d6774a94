/* SPDX-License-Identifier: Apache-2.0 */
/* mailing: where letters go and what they are sealed with, as the command line and the
 * environment say; and the kinds of jobs that there are. */
#ifndef CONVENE_CLI_MAILING_H
#define CONVENE_CLI_MAILING_H

#include "cli/cli.h"
#include "outbox/outbox_ops.h"

#define MAILING_OPTION { "--mail", "URL", "where letters go: smtp://… or maildir:/path; $CONVENE_MAIL when not given" }

struct mailing {
	struct outbox outbox;
	bool there; /* a transport is given; else only the key is loaded */
};
/* must: E_INVALID mail.bad-transport where none is given. */
must_check enum errc mailing_load(struct cli *cli, bool must, struct mailing *ret);

/* What the worker does beside jobs (worker_options.also). */
must_check enum errc mailing_also(struct op *op, bool minute);

extern const struct job_kind job_kinds[];
extern const size_t job_kinds_n;

#endif
