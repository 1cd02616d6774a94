/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_cli: commands of the feature, as rows of main.c's list. */
#ifndef CONVENE_MEETING_MEETING_CLI_H
#define CONVENE_MEETING_MEETING_CLI_H

#include "cli/cli.h"

extern const struct commands meeting_commands;

#endif
