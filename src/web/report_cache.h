/* SPDX-License-Identifier: Apache-2.0 */
/*
 * report_cache: reports that were read lately, so that showing one again does
 * not read it again.
 *
 * The source of a version never changes and reading is a pure function of it,
 * so there is nothing to go stale: an entry is used when its source is the
 * same bytes. One cache belongs to one thread.
 */
#ifndef CONVENE_WEB_REPORT_CACHE_H
#define CONVENE_WEB_REPORT_CACHE_H

#include "report/report.h"

struct report_cache;

/* Keeps about so many bytes of what reading made, in at most 32 entries. */
struct report_cache *report_cache_new(size_t bytes);
void report_cache_free(struct report_cache *c); /* NULL is fine */

/* report_parse() of source. The result is the cache's, and is valid until the
 * next call; nobody may change it. */
const struct report *report_cache_parse(struct report_cache *c, struct str source);

#endif
