/* SPDX-License-Identifier: Apache-2.0 */
/* person_cli: commands of the feature, as rows of main.c's list. */
#ifndef CONVENE_PERSON_PERSON_CLI_H
#define CONVENE_PERSON_PERSON_CLI_H

#include "cli/cli.h"

extern const struct commands person_commands;

#endif
