/* SPDX-License-Identifier: Apache-2.0 */
/* action_cli: commands of the feature, as rows of main.c's list. */
#ifndef CONVENE_ACTION_ACTION_CLI_H
#define CONVENE_ACTION_ACTION_CLI_H

#include "cli/cli.h"

extern const struct commands action_commands;

#endif
