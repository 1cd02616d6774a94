/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CONVENE_JOB_JOB_CLI_H
#define CONVENE_JOB_JOB_CLI_H

#include "cli/cli.h"

extern const struct commands job_commands;

#endif
