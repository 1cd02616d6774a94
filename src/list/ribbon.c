/* SPDX-License-Identifier: Apache-2.0 */
#include "list/ribbon.h"

#include <math.h>

#include "list/list_view.h"
#include "web/url.h"

#define BASE 92
#define TOP 6
#define WIDE 18
#define SCALE 7.2
/* Of the small one. */
#define SMALL_BASE 28
#define SMALL_TOP 2
#define SMALL_CELL 10
#define SMALL_SCALE 3.0

static int64_t
height(int64_t n)
{
	int64_t h = (int64_t)lround(SCALE * sqrt((double)n));

	return h > BASE - TOP ? BASE - TOP : h;
}

static int64_t
small_height(int64_t n)
{
	int64_t h = (int64_t)lround(SMALL_SCALE * sqrt((double)n));

	return h > SMALL_BASE - SMALL_TOP ? SMALL_BASE - SMALL_TOP : h;
}

static void
add_box(struct buf *b, int64_t x, int64_t from, int64_t to)
{
	if (to > from)
		buf_addf(b, "M%d %dv-%dh%dv%dz", (int)x, (int)(BASE - from), (int)(to - from), WIDE,
			 (int)(to - from));
}

static struct str
path_of(struct arena *a, const struct buf *b)
{
	return b->n ? buf_to_arena(b, a) : STR_NONE;
}

static const struct measure_month *
find_month(const struct measures *m, int number)
{
	for (size_t i = 0; i < m->by_month.n; i++)
		if (m->by_month.at[i].year * 12 + m->by_month.at[i].month - 1 == number)
			return &m->by_month.at[i];
	return NULL;
}

static struct str
label_of(struct arena *a, enum lang lang, struct str month, int64_t messages, int64_t talk)
{
	const struct msg_arg args[] = { msg_str("month", month), msg_int("n", messages),
					msg_int("m", talk) };

	return msg_format(a, lang, messages ? MSG_list_ribbon_month : MSG_list_ribbon_silent, args,
			  ARRAY_LEN(args));
}

static struct ribbon_half
make_half(struct arena *a, enum lang lang, struct ribbon *r, const struct measures *m, int first)
{
	AUTO_BUF filled = { 0 }, hollow = { 0 }, known = { 0 }, unknown = { 0 }, capped = { 0 };
	int reach = instant_known(m->reach) ? month_of_instant(m->reach) : 0;
	int end = instant_known(m->reach) ? month_of_instant((instant){ m->to.v - 1 }) : -1;
	struct ribbon_half h = { 0 };

	for (int i = 0; i < 12; i++) {
		int number = first + i, x = i * RIBBON_CELL;
		const struct measure_month *mm = find_month(m, number);
		int64_t all = mm ? mm->messages : 0, talk = mm ? mm->in_discussion : 0;
		instant begins = month_start(number);
		struct ribbon_month out = { .x = x, .middle = x + RIBBON_CELL / 2, .messages = all,
					    .year = number / 12, .year_begins = number % 12 == 0 || i == 0 };
		AUTO_BUF path = { 0 };

		out.name = list_short_month(lang, number % 12 + 1);
		/* It begins with what is seen, for those who say what they see. */
		out.label = label_of(a, lang, arena_printf(a, "%.*s %d", STRF(out.name), number / 12),
				     all, talk);
		path_list_month(&path, r->list_slug, list_month_path(a, begins));
		out.url = url_of_buf(&path, a);
		VEC_PUSH(a, &h.months, out);
		if (number < reach || number > end) {
			buf_addf(&unknown, "M%d %dh%d", x, BASE, RIBBON_CELL);
			continue;
		}
		r->any = true;
		r->of++;
		r->spoken += talk > 0;
		buf_addf(&known, "M%d %dh%d", x, BASE, RIBBON_CELL);
		add_box(&filled, x + 6, 0, height(talk));
		add_box(&hollow, x + 6, height(talk), height(all));
		if ((double)all * SCALE * SCALE > (double)(BASE - TOP) * (BASE - TOP))
			buf_addf(&capped, "M%d %dl9 -5l9 5", x + 6, TOP - 1);
	}
	h.filled = path_of(a, &filled);
	h.hollow = path_of(a, &hollow);
	h.known = path_of(a, &known);
	h.unknown = path_of(a, &unknown);
	h.capped = path_of(a, &capped);
	return h;
}

struct ribbon
ribbon_make(struct arena *a, enum lang lang, struct str slug, struct str name,
	    const struct measures *m)
{
	struct ribbon r = { .list_slug = slug, .list_name = name };
	int last;

	if (!instant_known(m->reach))
		return r;
	last = month_of_instant((instant){ m->to.v - 1 });
	r.older = make_half(a, lang, &r, m, last - 23);
	r.newer = make_half(a, lang, &r, m, last - 11);
	return r;
}

static struct str
small_label(struct arena *a, enum lang lang, int64_t spoken, int64_t of)
{
	const struct msg_arg args[] = { msg_int("n", spoken), msg_int("m", of) };

	return msg_format(a, lang, MSG_list_ribbon_words, args, ARRAY_LEN(args));
}

/* In a wall there are many of them on one page: each byte counts. */
static void
add_small_column(struct buf *filled, struct buf *hollow, int x, int64_t talk, int64_t all)
{
	if (talk > 0)
		buf_addf(filled, "M%d %dv-%d", x + SMALL_CELL / 2, SMALL_BASE, (int)talk);
	if (all > talk)
		buf_addf(hollow, "M%d.5 %dv-%dh7v%dz", x + 1, (int)(SMALL_BASE - talk), (int)(all - talk),
			 (int)(all - talk));
}

static struct str
baseline(struct arena *a, int from, int to)
{
	if (from >= to)
		return STR_NONE;
	return arena_printf(a, "M%d %dh%d", from * SMALL_CELL, SMALL_BASE, (to - from) * SMALL_CELL);
}

struct ribbon_small
ribbon_small_make(struct arena *a, enum lang lang, const struct measures *m, int months)
{
	AUTO_BUF filled = { 0 }, hollow = { 0 };
	struct ribbon_small r = { .any = instant_known(m->reach), .wide = months * SMALL_CELL };
	int first, begins;
	int64_t spoken = 0;

	if (!r.any)
		return r;
	first = month_of_instant((instant){ m->to.v - 1 }) - months + 1;
	begins = month_of_instant(m->reach) - first;
	if (begins < 0)
		begins = 0;
	for (int i = begins; i < months; i++) {
		const struct measure_month *mm = find_month(m, first + i);
		int64_t all = mm ? mm->messages : 0, talk = mm ? mm->in_discussion : 0;

		spoken += talk > 0;
		add_small_column(&filled, &hollow, i * SMALL_CELL, small_height(talk), small_height(all));
	}
	r.filled = path_of(a, &filled);
	r.hollow = path_of(a, &hollow);
	r.known = baseline(a, begins, months);
	r.unknown = baseline(a, 0, begins);
	r.label = small_label(a, lang, spoken, months - begins);
	return r;
}
