/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CONVENE_LIST_LIST_CLI_H
#define CONVENE_LIST_LIST_CLI_H

#include "cli/cli.h"

extern const struct commands list_commands;

#endif
