/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CONVENE_ACCOUNT_ACCOUNT_CLI_H
#define CONVENE_ACCOUNT_ACCOUNT_CLI_H

#include "cli/cli.h"

extern const struct commands account_commands;

#endif
