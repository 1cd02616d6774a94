/* SPDX-License-Identifier: Apache-2.0 */
/* jail: a process gives up all it does not need. Cannot be undone. */
#ifndef CONVENE_CELL_JAIL_H
#define CONVENE_CELL_JAIL_H

#include "cell/cell.h"

/* The one descriptor that may still be read and written. */
#define JAIL_FD 3

/* Call with a single thread, after everything that needs a file was opened.
 * What could not be put in force is false in *ret. */
void jail_enter(const struct cell_limits *l, struct cell_status *ret);

/* Before another program is executed: it may read the system's programs,
 * libraries and fonts, and what descriptors it has, and nothing else: no other
 * file, no network, no process. Memory in bytes of address space, processor
 * time in seconds. */
void jail_enter_program(uint64_t memory_bytes, unsigned cpu_seconds);

#endif
