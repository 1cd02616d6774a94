/* SPDX-License-Identifier: Apache-2.0 */
/*
 * log: one line to standard error, "level: text". Only edges log (main, the
 * server, the worker), once per failure. Safe from any thread.
 */
#ifndef CONVENE_BASE_LOG_H
#define CONVENE_BASE_LOG_H

#include "base/attr.h"

enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO };

void log_line(enum log_level level, const char *fmt, ...) printf_like(2, 3);

#endif
