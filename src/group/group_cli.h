/* SPDX-License-Identifier: Apache-2.0 */
/* group_cli: commands of the feature, as rows of main.c's list. */
#ifndef CONVENE_GROUP_GROUP_CLI_H
#define CONVENE_GROUP_GROUP_CLI_H

#include "cli/cli.h"

extern const struct commands group_commands;

#endif
