/* SPDX-License-Identifier: Apache-2.0 */
/*
 * instant: a point in time, seconds since 1970-01-01T00:00:00Z.
 * date: a day of the civil (proleptic Gregorian) calendar, days since 1970-01-01.
 *
 * Both are one-field structs so that they cannot be mixed up, nor with ids.
 * Pure: only instant_now() reads a clock, and only main() and servers call it;
 * everything else is given the time.
 */
#ifndef CONVENE_BASE_INSTANT_H
#define CONVENE_BASE_INSTANT_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

typedef struct {
	int64_t v;
} instant;
typedef struct {
	int32_t v;
} date;

#define INSTANT_NONE ((instant){ INT64_MIN })
#define DATE_NONE ((date){ INT32_MIN })

static inline bool instant_known(instant t)
{
	return t.v != INT64_MIN;
}
static inline bool date_known(date d)
{
	return d.v != INT32_MIN;
}

struct civil {
	int year;  /* 1 to 9999 */
	int month; /* 1 to 12 */
	int day;   /* 1 to 31 */
};

instant instant_now(void);

/* false for a day that does not exist (31 June, year 0 or 10000). */
bool date_from_civil(struct civil c, date *ret);
struct civil date_to_civil(date d);
/* The same day so many months before, or the last one of that month; DATE_NONE before the year 1. */
date date_months_before(date d, int64_t months);
/* 1 Monday to 7 Sunday (ISO 8601). */
int date_weekday(date d);
date date_of_instant(instant t); /* the UTC day */
/* Months of UTC since the year 0: May 2021 is 2021 * 12 + 4. */
int month_of_instant(instant t);
instant month_start(int month); /* its first second; INSTANT_NONE outside 1 to 9999 */
instant date_start(date d);      /* 00:00:00 UTC */

/* "2021-05-13"; exactly that form. DATE_NONE formats as "". */
bool date_parse(struct str s, date *ret);
struct str date_format(struct arena *a, date d);
/* "2021-05-13T13:00:00Z"; exactly that form. INSTANT_NONE formats as "". */
bool instant_parse(struct str s, instant *ret);
struct str instant_format(struct arena *a, instant t);
/* RFC 9110 IMF-fixdate, "Thu, 13 May 2021 13:00:00 GMT". */
struct str instant_format_http(struct arena *a, instant t);

#endif
