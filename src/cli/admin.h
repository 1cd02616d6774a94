/* SPDX-License-Identifier: Apache-2.0 */
/* admin: commands about the database and the server, not about a feature. */
#ifndef CONVENE_CLI_ADMIN_H
#define CONVENE_CLI_ADMIN_H

#include "cli/cli.h"

extern const struct commands admin_commands;

#endif
