/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The tables are static and checked by tools/poc: braces balance, every
 * translation has the placeholders of its source and as many forms as its
 * language counts. So nothing here has a failure to report.
 *
 * Dates are messages too (date.day-month-year, month.1 …): a language orders
 * day, month and year as it likes, and no ICU is needed for it.
 */
#include "text/catalogue.h"

#include "base/err.h"

struct str
lang_code(enum lang lang)
{
	return lang_tables[lang].code;
}

struct str
lang_name(enum lang lang)
{
	return lang_tables[lang].name;
}

bool
lang_is_rtl(enum lang lang)
{
	return lang_tables[lang].rtl;
}

bool
lang_find(struct str code, enum lang *ret)
{
	size_t dash;

	for (size_t i = 0; i < LANG_COUNT_; i++)
		if (str_eq_nocase(code, lang_tables[i].code)) {
			*ret = (enum lang)i;
			return true;
		}
	dash = str_rfind_char(code, '-');
	return dash != STR_NPOS && lang_find(str_sub(code, 0, dash), ret);
}

struct str
msg_key(enum msg msg)
{
	return msg_keys[msg];
}

bool
msg_find(struct str key, enum msg *ret)
{
	size_t low = 0, high = MSG_COUNT_;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int c = str_cmp(key, msg_keys[mid]);

		if (c == 0) {
			*ret = (enum msg)mid;
			return true;
		}
		if (c < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return false;
}

/* The forms of a message, and the language that they are in. */
static const struct msg_entry *
entry_of(enum lang *lang, enum msg msg)
{
	const struct msg_entry *e;

	BUG_ON((unsigned)msg >= MSG_COUNT_ || (unsigned)*lang >= LANG_COUNT_);
	e = &lang_tables[*lang].entry[msg];
	if (e->n == 0) {
		*lang = (enum lang)0;
		e = &lang_tables[0].entry[msg];
	}
	return e;
}

static const struct msg_form *
form_for(enum lang lang, enum msg msg, int64_t n)
{
	const struct msg_entry *e = entry_of(&lang, msg);
	uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	unsigned i = e->n > 1 ? lang_tables[lang].plural(size) : 0;

	/* poc tried the expression on small numbers only. */
	if (i >= e->n)
		i = e->n - 1;
	return &lang_tables[lang].form[e->first + i];
}

struct str
msg_text(enum lang lang, enum msg msg)
{
	const struct msg_entry *e = entry_of(&lang, msg);
	const struct msg_form *f = &lang_tables[lang].form[e->first + e->n - 1];

	return (struct str){ f->p, f->n };
}

struct str
msg_plural(enum lang lang, enum msg msg, int64_t n)
{
	const struct msg_form *f = form_for(lang, msg, n);

	return (struct str){ f->p, f->n };
}

static const struct msg_arg *
find_arg(const struct msg_walk *w, struct str name)
{
	for (size_t i = 0; i < w->n; i++)
		if (str_is(name, w->args[i].name))
			return &w->args[i];
	return NULL;
}

struct msg_walk
msg_walk_start(enum lang lang, enum msg msg, const struct msg_arg *args, size_t n)
{
	struct msg_walk w = { .args = args, .n = n };
	const struct msg_arg *count = find_arg(&w, STR("n"));
	const struct msg_form *f;

	f = form_for(lang, msg, count && count->kind == MSG_INT ? count->i : 2);
	w.rest = (struct str){ f->p, f->n };
	w.plain = f->plain;
	return w;
}

bool
msg_walk_next(struct msg_walk *w, struct msg_part *ret)
{
	struct str s = w->rest;
	size_t i = 0;

	if (s.n == 0)
		return false;
	if (!w->plain)
		while (i < s.n && s.p[i] != '{' && s.p[i] != '}')
			i++;
	if (w->plain || i == s.n) {
		*ret = (struct msg_part){ .text = s };
		w->rest = STR_NONE;
	} else if (i > 0) {
		*ret = (struct msg_part){ .text = str_sub(s, 0, i) };
		w->rest = str_from(s, i);
	} else if (s.n > 1 && s.p[1] == s.p[0]) {
		*ret = (struct msg_part){ .text = str_sub(s, 0, 1) };
		w->rest = str_from(s, 2);
	} else {
		size_t end = str_find_char(s, '}', 0);

		BUG_ON(end == STR_NPOS);
		*ret = (struct msg_part){ .text = str_sub(s, 0, end + 1) };
		ret->arg = find_arg(w, str_sub(s, 1, end - 1));
		w->rest = str_from(s, end + 1);
	}
	return true;
}

static void
put_arg(struct buf *b, enum lang lang, const struct msg_arg *arg)
{
	switch (arg->kind) {
	case MSG_STR:
	case MSG_MARKUP:
		buf_add(b, arg->s);
		return;
	case MSG_INT:
		lang_put_number(b, lang, arg->i);
		return;
	case MSG_DATE:
		lang_put_date(b, lang, arg->d);
		return;
	case MSG_INSTANT:
		lang_put_instant(b, lang, arg->t);
		return;
	}
}

static void
put_msg(struct buf *b, enum lang lang, enum msg msg, const struct msg_arg *args, size_t n)
{
	struct msg_walk w = msg_walk_start(lang, msg, args, n);
	struct msg_part part;

	while (msg_walk_next(&w, &part)) {
		if (part.arg)
			put_arg(b, lang, part.arg);
		else
			buf_add(b, part.text);
	}
}

struct str
msg_format(struct arena *a, enum lang lang, enum msg msg, const struct msg_arg *args, size_t n)
{
	AUTO_BUF b = { 0 };

	put_msg(&b, lang, msg, args, n);
	return buf_to_arena(&b, a);
}

void
lang_put_number(struct buf *b, enum lang lang, int64_t v)
{
	struct str sep = msg_text(lang, MSG_number_group);
	uint64_t size = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
	char digit[20];
	size_t n = 0;

	if (v < 0)
		buf_addc(b, '-');
	do {
		digit[n++] = (char)('0' + size % 10);
		size /= 10;
	} while (size);
	while (n > 0) {
		buf_addc(b, digit[--n]);
		if (n > 0 && n % 3 == 0)
			buf_add(b, sep);
	}
}

/* Plain digits as a placeholder's text: years and days are not grouped. */
static struct str
digits(int v, char room[12])
{
	size_t at = 12;

	do {
		room[--at] = (char)('0' + v % 10);
		v /= 10;
	} while (v > 0);
	return (struct str){ room + at, 12 - at };
}

struct str
lang_month(enum lang lang, int month)
{
	static const enum msg name[] = {
		MSG_month_1, MSG_month_2, MSG_month_3, MSG_month_4,
		MSG_month_5, MSG_month_6, MSG_month_7, MSG_month_8,
		MSG_month_9, MSG_month_10, MSG_month_11, MSG_month_12,
	};

	BUG_ON(month < 1 || month > 12);
	return msg_text(lang, name[month - 1]);
}

void
lang_put_date(struct buf *b, enum lang lang, date d)
{
	char day[12], year[12];
	struct civil c;

	if (!date_known(d))
		return;
	c = date_to_civil(d);
	put_msg(b, lang, MSG_date_day_month_year,
		(struct msg_arg[]){
			msg_str("day", digits(c.day, day)),
			msg_str("month", lang_month(lang, c.month)),
			msg_str("year", digits(c.year, year)),
		},
		3);
}

void
lang_put_instant(struct buf *b, enum lang lang, instant t)
{
	date d = date_of_instant(t);
	char clock[5];
	int minute;

	if (!instant_known(t))
		return;
	minute = (int)((t.v - (int64_t)d.v * 86400) / 60);
	clock[0] = (char)('0' + minute / 600);
	clock[1] = (char)('0' + minute / 60 % 10);
	clock[2] = ':';
	clock[3] = (char)('0' + minute % 60 / 10);
	clock[4] = (char)('0' + minute % 10);
	put_msg(b, lang, MSG_date_instant,
		(struct msg_arg[]){
			msg_date("date", d),
			msg_str("time", (struct str){ clock, sizeof clock }),
		},
		2);
}
