/* SPDX-License-Identifier: Apache-2.0 */
/* report_cli: commands of the feature, as rows of main.c's list. */
#ifndef CONVENE_REPORT_REPORT_CLI_H
#define CONVENE_REPORT_REPORT_CLI_H

#include "cli/cli.h"

extern const struct commands report_commands;

#endif
