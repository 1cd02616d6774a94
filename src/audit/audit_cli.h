/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CONVENE_AUDIT_AUDIT_CLI_H
#define CONVENE_AUDIT_AUDIT_CLI_H

#include "cli/cli.h"

extern const struct commands audit_commands;

#endif
