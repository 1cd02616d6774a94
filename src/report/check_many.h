/* SPDX-License-Identifier: Apache-2.0 */
/*
 * check_many: many files judged by as many threads as there are processors,
 * each with a cell of its own; what is said of them comes out in the order of
 * the files, as if one had followed the other.
 */
#ifndef CONVENE_REPORT_CHECK_MANY_H
#define CONVENE_REPORT_CHECK_MANY_H

#include <stdbool.h>

#include "cli/cli.h"

/*
 * Judges one file: prints into cli->out, which is handed on when it returns, and
 * keeps what it needs in cli->op.arena, which is emptied then. cli is the
 * thread's own, without a database; ctx is shared, so only to be read.
 */
typedef enum errc (*check_fn)(struct cli *cli, struct str path, const void *ctx, bool *ret_clean);

/*
 * All of cli->args. Goes on after a file that cannot be read, and says so on
 * standard error; other failures end it, and are recorded in cli->op.
 * *ret_clean: none had a finding; *ret_read: all could be read.
 */
must_check enum errc check_many(struct cli *cli, check_fn check, const void *ctx, bool *ret_clean,
				bool *ret_read);

#endif
