/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sweep: while a long run of large writes goes on, what it has put into SQLite's log is
 * moved into the database on another thread. The writer itself would stand still
 * meanwhile, an eighth of the time of an import.
 */
#ifndef CONVENE_DB_SWEEP_H
#define CONVENE_DB_SWEEP_H

struct sweep;

/* NULL: there is no thread, or no second connection; nothing is lost by it. */
struct sweep *sweep_start(const char *path);
/* The log has grown: move what is in it. Returns at once. */
void sweep_nudge(struct sweep *s);
/* Waits for what is being moved. NULL is nothing. */
void sweep_stop(struct sweep *s);

#endif
