/* SPDX-License-Identifier: Apache-2.0 */
/* writer_cli: convene writer. */
#ifndef CONVENE_WRITER_WRITER_CLI_H
#define CONVENE_WRITER_WRITER_CLI_H

#include "cli/cli.h"

extern const struct commands writer_commands;

#endif
