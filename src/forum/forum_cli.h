/* SPDX-License-Identifier: Apache-2.0 */
/* forum_cli: commands of the feature, as rows of main.c's list. */
#ifndef CONVENE_FORUM_FORUM_CLI_H
#define CONVENE_FORUM_FORUM_CLI_H

#include "cli/cli.h"

extern const struct commands forum_commands;

#endif
