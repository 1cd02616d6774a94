/* SPDX-License-Identifier: Apache-2.0 */
/* evidence_cli: convene evidence … */
#ifndef CONVENE_EVIDENCE_EVIDENCE_CLI_H
#define CONVENE_EVIDENCE_EVIDENCE_CLI_H

#include "cli/cli.h"

extern const struct commands evidence_commands;

#endif
