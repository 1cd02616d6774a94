/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Days and civil dates by the era method: 400 years are 146,097 days, the
 * year begins in March so that the leap day is its last. Exact for the whole
 * range of int32 days; we only let years 1 to 9999 in.
 */
#include "base/instant.h"

#include <time.h>

instant
instant_now(void)
{
	return (instant){ (int64_t)time(NULL) };
}

static bool
leap(int y)
{
	return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

bool
date_from_civil(struct civil c, date *ret)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int y, era, yoe, doy, doe;

	if (c.year < 1 || c.year > 9999 || c.month < 1 || c.month > 12 || c.day < 1)
		return false;
	if (c.day > days[c.month - 1] + (c.month == 2 && leap(c.year)))
		return false;
	y = c.year - (c.month <= 2);
	era = y / 400;
	yoe = y - era * 400;
	doy = (153 * (c.month + (c.month > 2 ? -3 : 9)) + 2) / 5 + c.day - 1;
	doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	*ret = (date){ era * 146097 + doe - 719468 };
	return true;
}

struct civil
date_to_civil(date d)
{
	int64_t z = (int64_t)d.v + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int doe = (int)(z - era * 146097);
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;
	int month = mp < 10 ? mp + 3 : mp - 9;

	return (struct civil){
		.year = (int)(yoe + era * 400) + (month <= 2),
		.month = month,
		.day = doy - (153 * mp + 2) / 5 + 1,
	};
}

date
date_months_before(date d, int64_t months)
{
	struct civil c = date_to_civil(d);
	int64_t month = (int64_t)c.year * 12 + c.month - 1 - months;
	date ret;

	if (month < 12)
		return DATE_NONE;
	c.year = (int)(month / 12);
	c.month = (int)(month % 12) + 1;
	while (!date_from_civil(c, &ret))
		c.day--;
	return ret;
}

int
date_weekday(date d)
{
	/* 1970-01-01 was a Thursday (4). */
	int w = (int)(((int64_t)d.v + 3) % 7);

	return (w < 0 ? w + 7 : w) + 1;
}

date
date_of_instant(instant t)
{
	int64_t day = t.v / 86400;

	if (!instant_known(t))
		return DATE_NONE;
	if (t.v % 86400 < 0)
		day--;
	return (date){ (int32_t)day };
}

instant
date_start(date d)
{
	if (!date_known(d))
		return INSTANT_NONE;
	return (instant){ (int64_t)d.v * 86400 };
}

static bool
digits(struct str s, size_t from, size_t n, int *ret)
{
	int64_t v;

	if (from + n > s.n || !str_to_int(str_sub(s, from, n), &v))
		return false;
	*ret = (int)v;
	return true;
}

bool
date_parse(struct str s, date *ret)
{
	struct civil c;

	if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-')
		return false;
	if (!digits(s, 0, 4, &c.year) || !digits(s, 5, 2, &c.month) ||
	    !digits(s, 8, 2, &c.day))
		return false;
	return date_from_civil(c, ret);
}

struct str
date_format(struct arena *a, date d)
{
	struct civil c;

	if (!date_known(d))
		return STR("");
	c = date_to_civil(d);
	return arena_printf(a, "%04d-%02d-%02d", c.year, c.month, c.day);
}

bool
instant_parse(struct str s, instant *ret)
{
	date d;
	int h, m, sec;

	if (s.n != 20 || s.p[10] != 'T' || s.p[13] != ':' || s.p[16] != ':' ||
	    s.p[19] != 'Z')
		return false;
	if (!date_parse(str_sub(s, 0, 10), &d) || !digits(s, 11, 2, &h) ||
	    !digits(s, 14, 2, &m) || !digits(s, 17, 2, &sec))
		return false;
	if (h > 23 || m > 59 || sec > 59)
		return false;
	*ret = (instant){ (int64_t)d.v * 86400 + h * 3600 + m * 60 + sec };
	return true;
}

struct str
instant_format(struct arena *a, instant t)
{
	date d = date_of_instant(t);
	struct civil c;
	int sec;

	if (!instant_known(t))
		return STR("");
	c = date_to_civil(d);
	sec = (int)(t.v - (int64_t)d.v * 86400);
	return arena_printf(a, "%04d-%02d-%02dT%02d:%02d:%02dZ", c.year, c.month,
			    c.day, sec / 3600, sec / 60 % 60, sec % 60);
}

struct str
instant_format_http(struct arena *a, instant t)
{
	static const char *const day[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	static const char *const month[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	date d = date_of_instant(t);
	struct civil c;
	int sec;

	if (!instant_known(t))
		return STR("");
	c = date_to_civil(d);
	sec = (int)(t.v - (int64_t)d.v * 86400);
	return arena_printf(a, "%s, %02d %s %04d %02d:%02d:%02d GMT",
			    day[date_weekday(d) - 1], c.day, month[c.month - 1], c.year,
			    sec / 3600, sec / 60 % 60, sec % 60);
}

int
month_of_instant(instant t)
{
	struct civil c = date_to_civil(date_of_instant(t));

	return c.year * 12 + c.month - 1;
}

instant
month_start(int month)
{
	date d;

	return date_from_civil((struct civil){ month / 12, month % 12 + 1, 1 }, &d) ? date_start(d)
										    : INSTANT_NONE;
}
