/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CONVENE_PRIVACY_PRIVACY_CLI_H
#define CONVENE_PRIVACY_PRIVACY_CLI_H

#include "cli/cli.h"

extern const struct commands privacy_commands;

#endif
