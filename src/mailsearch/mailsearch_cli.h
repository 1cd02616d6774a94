/* SPDX-License-Identifier: Apache-2.0 */
/* mailsearch_cli: convene search. */
#ifndef CONVENE_MAILSEARCH_MAILSEARCH_CLI_H
#define CONVENE_MAILSEARCH_MAILSEARCH_CLI_H

#include "cli/cli.h"

extern const struct commands mailsearch_commands;

#endif
