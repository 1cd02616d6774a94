/* SPDX-License-Identifier: Apache-2.0 */
/* assess_cli: convene assess … */
#ifndef CONVENE_ASSESS_ASSESS_CLI_H
#define CONVENE_ASSESS_ASSESS_CLI_H

#include "cli/cli.h"

extern const struct commands assess_commands;

#endif
