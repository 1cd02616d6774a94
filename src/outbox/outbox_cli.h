/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CONVENE_OUTBOX_OUTBOX_CLI_H
#define CONVENE_OUTBOX_OUTBOX_CLI_H

#include "cli/cli.h"

extern const struct commands outbox_commands;

#endif
