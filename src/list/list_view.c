/* SPDX-License-Identifier: Apache-2.0 */
#include "list/list_view.h"

#include <stdlib.h>

#include "list/list_measure.h"
#include "mail/refs.h"
#include "web/url.h"

#define NEWEST_MESSAGES 80
#define NEWEST_THREADS 8
#define THREADS_ON_PAGE 40

static date
day_of(instant at)
{
	return instant_known(at) ? date_of_instant(at) : DATE_NONE;
}

enum errc
list_ribbons_load(struct op *op, enum lang lang, int months, list_ribbons *ret)
{
	struct list_view_all_rows rows;

	TRY(list_view_all(op, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		struct ribbon_small ribbon;
		struct measures m;

		if (!str_present(rows.at[i].grp_slug))
			continue;
		TRY(list_measure(op, rows.at[i].id, LIST_RULE_REFERENCES, INSTANT_NONE, INSTANT_NONE, &m));
		ribbon = ribbon_small_make(op->arena, lang, &m, months);
		if (ribbon.any)
			VEC_PUSH(op->arena, ret, ((struct list_ribbon){ rows.at[i].grp_slug, rows.at[i].slug, ribbon }));
	}
	return OK;
}

enum errc
lists_load(struct op *op, struct lists_view *v)
{
	struct list_view_all_rows rows;

	TRY(list_view_all(op, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		struct measures m;

		TRY(list_measure(op, rows.at[i].id, LIST_RULE_REFERENCES, INSTANT_NONE, INSTANT_NONE, &m));
		VEC_PUSH(op->arena, &v->lists, ((struct list_line){
			rows.at[i], m.messages + m.undated, day_of(m.reach), day_of(m.last),
			ribbon_small_make(op->arena, v->page.lang, &m, RIBBON_MONTHS) }));
	}
	v->n = (int64_t)rows.n;
	return OK;
}

enum errc
list_head_load(struct op *op, struct str slug, struct list_head *ret)
{
	struct list_view_by_slug_row row;
	bool found;

	TRY(list_view_by_slug(op, slug, &found, &row));
	if (!found)
		return fail(op, E_NOT_FOUND, "list.no-such", "%.*s", STRF(slug));
	*ret = (struct list_head){
		.id = row.id, .slug = arena_str(op->arena, slug), .name = row.name, .address = row.address,
		.write = url_mail(op->arena, row.address), .can_write = str_present(row.address),
		.join = url_checked(row.join_url), .can_join = str_present(row.join_url),
		.archive = url_checked(row.archive_url), .has_archive = str_present(row.archive_url),
		.grp_type = row.grp_type, .grp_slug = row.grp_slug, .grp_name = row.grp_name,
	};
	return OK;
}

/* ---- names ---- */

/* "Re: [rivers] Re: Banks" is about Banks. */
static bool
drop_mark(struct str *subject, const struct list_head *list)
{
	static const struct str marks[] = {
		STR_INIT("re:"), STR_INIT("aw:"), STR_INIT("sv:"), STR_INIT("fwd:"), STR_INIT("fw:"),
	};
	struct str local = str_sub(list->address, 0, str_find_char(list->address, '@', 0));
	struct str tag;
	size_t close;

	for (size_t i = 0; i < ARRAY_LEN(marks); i++)
		if (str_starts_nocase(*subject, marks[i])) {
			*subject = str_trim(str_from(*subject, marks[i].n));
			return true;
		}
	close = str_find_char(*subject, ']', 0);
	if (!str_starts(*subject, STR("[")) || close >= subject->n)
		return false;
	tag = str_sub(*subject, 1, close - 1);
	if (!str_eq_nocase(tag, list->slug) && !str_eq_nocase(tag, list->name) &&
	    !(local.n && str_eq_nocase(tag, local)))
		return false;
	*subject = str_trim(str_from(*subject, close + 1));
	return true;
}

struct str
list_subject(struct arena *a, const struct list_head *list, struct str subject)
{
	while (drop_mark(&subject, list))
		;
	return subject.n ? body_mask(a, subject) : STR_NONE;
}

int64_t
list_person(struct arena *a, const struct list_head *list, struct str address, struct str name)
{
	return writers_person(&list->writers, writer_key(a, address, name));
}

struct str
list_who(struct arena *a, struct str name, struct str address)
{
	struct str who = name.n ? name : address;

	return who.n ? body_mask(a, who) : STR_NONE;
}

static struct str
month_name(struct arena *a, enum lang lang, struct civil c)
{
	static const enum msg months[] = {
		MSG_month_1, MSG_month_2, MSG_month_3, MSG_month_4, MSG_month_5, MSG_month_6,
		MSG_month_7, MSG_month_8, MSG_month_9, MSG_month_10, MSG_month_11, MSG_month_12,
	};
	const struct msg_arg args[] = {
		msg_str("month", msg_text(lang, months[c.month - 1])),
		msg_str("year", arena_printf(a, "%d", c.year)),
	};

	return msg_format(a, lang, MSG_date_month_year, args, ARRAY_LEN(args));
}

/* Where the year stands beside it. */
struct str
list_short_month(enum lang lang, int month)
{
	static const enum msg months[] = {
		MSG_month_short_1, MSG_month_short_2, MSG_month_short_3, MSG_month_short_4,
		MSG_month_short_5, MSG_month_short_6, MSG_month_short_7, MSG_month_short_8,
		MSG_month_short_9, MSG_month_short_10, MSG_month_short_11, MSG_month_short_12,
	};

	return msg_text(lang, months[month - 1]);
}

static struct str
month_path(struct arena *a, struct civil c)
{
	return arena_printf(a, "%04d-%02d", c.year, c.month);
}

static bool
month_parse(struct str s, struct civil *ret)
{
	int64_t year, month;
	date d;

	if (s.n != 7 || s.p[4] != '-' || !str_to_int(str_sub(s, 0, 4), &year) ||
	    !str_to_int(str_from(s, 5), &month))
		return false;
	*ret = (struct civil){ (int)year, (int)month, 1 };
	return date_from_civil(*ret, &d);
}

bool
list_month_bounds(struct str month, instant *ret_from, instant *ret_to)
{
	struct civil c;

	if (!month_parse(month, &c))
		return false;
	*ret_from = month_start(c.year * 12 + c.month - 1);
	*ret_to = month_start(c.year * 12 + c.month);
	return true;
}

static struct civil
month_after(struct civil c)
{
	return c.month == 12 ? (struct civil){ c.year + 1, 1, 1 } : (struct civil){ c.year, c.month + 1, 1 };
}

struct str
list_month_name(struct arena *a, enum lang lang, instant at)
{
	return month_name(a, lang, date_to_civil(date_of_instant(at)));
}

struct str
list_month_path(struct arena *a, instant at)
{
	return month_path(a, date_to_civil(date_of_instant(at)));
}

/* ---- rows of threads ---- */

struct thread_row {
	instant at;
	node_id root;
	int64_t key;
	struct str subject, name, address;
};

static struct thread_line *
find_line(struct thread_lines *lines, struct map *by_root, node_id root)
{
	const size_t *at = map_get(by_root, (struct str){ (const char *)&root, sizeof root });

	return at ? &lines->at[*at] : NULL;
}

/* Messages come in order of time, or newest first: then the last one seen is the
 * first one written. */
static void
add_to_lines(struct arena *a, const struct list_head *list, struct thread_lines *lines,
	     struct map *by_root, const struct thread_row *r, bool newest_first)
{
	struct thread_line *line = find_line(lines, by_root, r->root);
	bool is_new = !line;

	if (is_new) {
		size_t *at = ARENA_NEW(a, size_t);
		node_id *key = ARENA_NEW(a, node_id);

		*at = lines->n;
		*key = r->root;
		line = VEC_ADD(a, lines);
		*line = (struct thread_line){ .first = r->at, .last = r->at,
					      .writers = ARENA_NEW(a, struct number_map) };
		map_put(a, by_root, (struct str){ (const char *)key, sizeof *key }, at);
	}
	if (is_new || newest_first) {
		line->key = refs_key_format(a, r->key);
		line->subject = list_subject(a, list, r->subject);
		line->who = list_who(a, r->name, r->address);
		line->first = r->at;
	}
	if (!newest_first)
		line->last = r->at;
	line->messages++;
	(void)number_map_place(a, line->writers, list_person(a, list, r->address, r->name), &is_new);
	line->people += is_new;
}

/* ---- a list ---- */

/* From the first to the last message: what is known to be nothing is 0. */
static void
add_months(struct op *op, struct list_show_view *v, const struct measures *m)
{
	struct civil c, end;
	size_t i = 0;

	if (!m->by_month.n)
		return;
	c = (struct civil){ m->by_month.at[0].year, m->by_month.at[0].month, 1 };
	end = month_after((struct civil){ m->by_month.at[m->by_month.n - 1].year,
					  m->by_month.at[m->by_month.n - 1].month, 1 });
	for (; c.year != end.year || c.month != end.month; c = month_after(c)) {
		const struct measure_month *mm = &m->by_month.at[i];
		bool any = mm->year == c.year && mm->month == c.month;
		struct year_line *y = v->years.n ? &v->years.at[v->years.n - 1] : NULL;

		if (!y || y->year != c.year) {
			y = VEC_ADD(op->arena, &v->years);
			*y = (struct year_line){ .year = c.year };
		}
		VEC_PUSH(op->arena, &y->months, ((struct month_cell){
			month_path(op->arena, c), list_short_month(v->page.lang, c.month),
			any ? mm->messages : 0 }));
		i += any;
	}
	for (size_t k = 0, n = v->years.n; k < n / 2; k++) {
		struct year_line t = v->years.at[k];

		v->years.at[k] = v->years.at[n - 1 - k];
		v->years.at[n - 1 - k] = t;
	}
}

/* Months with a discussion among the twelve that end with the last message's: how
 * far the archive reaches, and no further, is known. */
static void
count_spoken(struct list_show_view *v, const struct measures *m)
{
	int last, reach;

	if (!m->by_month.n)
		return;
	last = month_of_instant(m->last);
	reach = last - month_of_instant(m->reach) + 1;
	v->of = reach < 12 ? reach : 12;
	for (size_t i = 0; i < m->by_month.n; i++)
		v->spoken += m->by_month.at[i].year * 12 + m->by_month.at[i].month - 1 > last - 12 &&
			     m->by_month.at[i].in_discussion > 0;
}

static enum errc
load_newest(struct op *op, struct list_show_view *v)
{
	struct list_view_newest_rows rows;
	struct map by_root = { 0 };

	TRY(list_view_newest(op, v->list.id, NEWEST_MESSAGES, &rows));
	for (size_t i = 0; i < rows.n; i++) {
		const struct list_view_newest_row *r = &rows.at[i];

		if (v->newest.n == NEWEST_THREADS && !find_line(&v->newest, &by_root, r->root_id))
			continue;
		add_to_lines(op->arena, &v->list, &v->newest, &by_root, &(struct thread_row){
			r->at, r->root_id, r->key, r->subject, r->name, r->address }, true);
	}
	return OK;
}

enum errc
list_show_load(struct op *op, struct str slug, struct list_show_view *v)
{
	struct measures m;

	TRY(list_head_load(op, slug, &v->list));
	TRY(writers_load(op, &v->list.writers));
	TRY(list_measure(op, v->list.id, LIST_RULE_REFERENCES, INSTANT_NONE, INSTANT_NONE, &m));
	v->messages = m.messages + m.undated;
	v->people = m.people;
	v->threads = m.threads;
	v->discussions = m.discussions;
	v->automatic = m.automatic;
	v->undated = m.undated;
	v->first = day_of(m.reach);
	v->last = day_of(m.last);
	add_months(op, v, &m);
	v->ribbon = ribbon_make(op->arena, v->page.lang, v->list.slug, v->list.name, &m);
	count_spoken(v, &m);
	return load_newest(op, v);
}

/* ---- a month ---- */

static void
name_month(struct op *op, const struct page *p, instant at, struct month_cell *ret)
{
	ret->path = list_month_path(op->arena, at);
	ret->name = list_month_name(op->arena, p->lang, at);
}

static enum errc
load_month_rows(struct op *op, struct list_month_view *v, struct civil c, struct thread_lines *all)
{
	struct list_view_between_rows rows;
	struct list_view_before_row before;
	struct list_view_after_row after;
	struct map by_root = { 0 };
	int month = c.year * 12 + c.month - 1;
	instant from = month_start(month), to = month_start(month + 1);
	bool found;

	TRY(list_view_between(op, v->list.id, from, to, &rows));
	v->messages = (int64_t)rows.n;
	for (size_t i = 0; i < rows.n; i++)
		add_to_lines(op->arena, &v->list, all, &by_root, &(struct thread_row){
			rows.at[i].at, rows.at[i].root_id, rows.at[i].key, rows.at[i].subject,
			rows.at[i].name, rows.at[i].address }, false);
	TRY(list_view_before(op, v->list.id, from, &found, &before));
	if (found)
		name_month(op, &v->page, before.at, &v->prev);
	TRY(list_view_after(op, v->list.id, to, &found, &after));
	if (found)
		name_month(op, &v->page, after.at, &v->next);
	return OK;
}

static enum errc
load_undated(struct op *op, struct list_month_view *v, struct thread_lines *all)
{
	struct list_view_undated_rows rows;
	struct map by_root = { 0 };

	TRY(list_view_undated(op, v->list.id, &rows));
	v->messages = (int64_t)rows.n;
	for (size_t i = 0; i < rows.n; i++)
		add_to_lines(op->arena, &v->list, all, &by_root, &(struct thread_row){
			rows.at[i].at, rows.at[i].root_id, rows.at[i].key, rows.at[i].subject,
			rows.at[i].name, rows.at[i].address }, false);
	return OK;
}

enum errc
list_month_load(struct op *op, struct str slug, struct str month, int64_t page,
		struct list_month_view *v)
{
	struct thread_lines all = { 0 };
	struct civil c;
	AUTO_BUF base = { 0 };

	TRY(list_head_load(op, slug, &v->list));
	TRY(writers_load(op, &v->list.writers));
	v->path = month;
	if (str_is(month, "undated")) {
		v->name = page_text(&v->page, MSG_list_undated);
		TRY(load_undated(op, v, &all));
	} else {
		if (!month_parse(month, &c))
			return fail(op, E_NOT_FOUND, "list.no-such-month", "%.*s", STRF(month));
		v->name = month_name(op->arena, v->page.lang, c);
		TRY(load_month_rows(op, v, c, &all));
	}
	if (!all.n)
		return fail(op, E_NOT_FOUND, "list.no-such-month", "%.*s", STRF(month));
	v->pager = pager_make(page, THREADS_ON_PAGE, (int64_t)all.n);
	path_list_month(&base, v->list.slug, month);
	pager_link(op->arena, &v->pager, buf_str(&base));
	v->shown = (struct thread_lines){ all.at + pager_from(&v->pager), pager_count(&v->pager), 0 };
	return OK;
}
