/* SPDX-License-Identifier: Apache-2.0 */
/* The text form of criteria (docs/criteria-format.md), both ways. */
#include <inttypes.h>

#include "assess/criteria.h"
#include "base/buf.h"
#include "base/utf8.h"

#define TITLE_MAX 200 /* bytes */
#define ID_MAX 30

struct reader {
	struct arena *arena;
	struct criteria *c;
	struct criteria_wrong wrong;
	size_t line;
	bool group_open;   /* there is one that criteria go into */
	size_t needs_line; /* where it says what it needs; 0: it has not yet */
	unsigned heads;    /* which of head_words have come */
};

static bool
refuse(struct reader *r, enum criteria_flaw flaw, struct str word)
{
	r->wrong = (struct criteria_wrong){ flaw, r->line, word };
	return false;
}

bool
criteria_is_name(struct str s, size_t max)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] == '-' && i)))
			return false;
	return s.n > 0 && s.n <= max;
}

/* A number of [least, most], with nothing around it. */
static bool
number(struct str s, int64_t least, int64_t most, int64_t *ret)
{
	return str_to_int(s, ret) && *ret >= least && *ret <= most;
}

/* "12 months", "1 month" */
static bool
months(struct str s, int64_t *ret)
{
	struct str n = str_cut(&s, ' '), unit = str_trim(str_or_empty(s));

	return (str_is(unit, "months") || str_is(unit, "month")) && number(n, 1, CRITERIA_MONTHS_MAX, ret);
}

/* ---- what stands before the criteria ---- */

enum head { HEAD_TITLE, HEAD_PURPOSE, HEAD_CYCLE, HEAD_UNKNOWN, HEAD_EXEMPT, HEAD_GROUPS, N_HEADS };
static const char *const head_words[] = {
	[HEAD_TITLE] = "title",	    [HEAD_PURPOSE] = "purpose", [HEAD_CYCLE] = "cycle",
	[HEAD_UNKNOWN] = "unknown", [HEAD_EXEMPT] = "exempt",	[HEAD_GROUPS] = "groups",
};

static bool
take_head(struct reader *r, enum head h, struct str value)
{
	if (r->heads & 1u << h)
		return refuse(r, CRITERIA_TWICE, str_of(head_words[h]));
	r->heads |= 1u << h;
	if (value.n > TITLE_MAX)
		return refuse(r, CRITERIA_SIZE, str_of(head_words[h]));
	switch (h) {
	case HEAD_TITLE:
		r->c->title = value;
		return true;
	case HEAD_PURPOSE:
		r->c->purpose = value;
		return true;
	case HEAD_CYCLE:
		r->c->cycle = value;
		return true;
	case HEAD_UNKNOWN:
		return unknown_rule_parse(value, &r->c->unknown) || refuse(r, CRITERIA_WORD, value);
	case HEAD_EXEMPT:
		return months(value, &r->c->exempt_months) || refuse(r, CRITERIA_WINDOW, value);
	default:
		return str_is(value, "all") || number(value, 1, CRITERIA_GROUPS_MAX, &r->c->needs) ||
		       refuse(r, CRITERIA_NEEDS, value);
	}
}

/* ---- groups ---- */

static struct criteria_group *
group(struct reader *r)
{
	return &r->c->groups.at[r->c->groups.n - 1];
}

/* The last group is closed: has it criteria, with as many points as it needs? */
static bool
is_whole(struct reader *r)
{
	int64_t points = 0;
	size_t n = 0;

	if (!r->group_open)
		return true;
	for (size_t i = 0; i < r->c->list.n; i++)
		if (r->c->list.at[i].group == r->c->groups.n - 1) {
			points += r->c->list.at[i].points;
			n++;
		}
	if (!n)
		return refuse(r, CRITERIA_EMPTY, group(r)->title);
	if (group(r)->needs > points) {
		r->line = r->needs_line;
		return refuse(r, CRITERIA_NEEDS, group(r)->title);
	}
	return true;
}

static bool
open_group(struct reader *r, struct str title)
{
	if (!is_whole(r))
		return false;
	if (title.n > TITLE_MAX || r->c->groups.n == CRITERIA_GROUPS_MAX)
		return refuse(r, CRITERIA_SIZE, STR("group"));
	for (size_t i = 0; i < r->c->groups.n; i++)
		if (str_eq(r->c->groups.at[i].title, title))
			return refuse(r, CRITERIA_TWICE, title);
	VEC_PUSH(r->arena, &r->c->groups, ((struct criteria_group){ .title = title }));
	r->group_open = true;
	r->needs_line = 0;
	return true;
}

static bool
take_needs(struct reader *r, struct str value)
{
	if (!r->group_open && !open_group(r, STR("")))
		return false;
	if (r->needs_line)
		return refuse(r, CRITERIA_TWICE, STR("needs"));
	r->needs_line = r->line;
	return str_is(value, "all") ||
	       number(value, 1, (int64_t)CRITERIA_MAX * CRITERIA_POINTS_MAX, &group(r)->needs) ||
	       refuse(r, CRITERIA_NEEDS, value);
}

/* ---- a criterion: "- calls: calls, 12 months, at least 4, 2 points" ---- */

static bool
take_threshold(struct reader *r, struct str s, struct criterion *k)
{
	for (enum comparison c = AT_LEAST; c <= AT_MOST; c++) {
		struct str word = comparison_word(c);

		if (!str_starts(s, word) || s.n <= word.n || s.p[word.n] != ' ')
			continue;
		k->comparison = c;
		return number(str_trim(str_from(s, word.n)), 0, CRITERIA_THRESHOLD_MAX, &k->threshold) ||
		       refuse(r, CRITERIA_THRESHOLD, s);
	}
	return refuse(r, CRITERIA_THRESHOLD, s);
}

static bool
take_points(struct reader *r, struct str s, struct criterion *k)
{
	struct str all = s, n = str_cut(&s, ' '), unit = str_trim(str_or_empty(s));

	return ((str_is(unit, "points") || str_is(unit, "point")) && number(n, 1, CRITERIA_POINTS_MAX, &k->points)) ||
	       refuse(r, CRITERIA_POINTS, all);
}

static bool
take_criterion(struct reader *r, struct str s)
{
	struct criterion k = { .points = 1 };
	struct str part;

	if (!r->group_open && !open_group(r, STR("")))
		return false;
	if (r->c->list.n == CRITERIA_MAX)
		return refuse(r, CRITERIA_SIZE, s);
	k.group = r->c->groups.n - 1;
	k.id = str_trim(str_cut(&s, ':'));
	if (!str_present(s))
		return refuse(r, CRITERIA_LINE, k.id);
	if (!criteria_is_name(k.id, ID_MAX))
		return refuse(r, CRITERIA_ID, k.id);
	for (size_t i = 0; i < r->c->list.n; i++)
		if (str_eq(r->c->list.at[i].id, k.id))
			return refuse(r, CRITERIA_TWICE, k.id);
	part = str_trim(str_cut(&s, ','));
	k.metric = assess_metric_by_id(part);
	if (!k.metric)
		return refuse(r, CRITERIA_METRIC, part);
	part = str_trim(str_or_empty(str_cut(&s, ',')));
	if (!months(part, &k.months))
		return refuse(r, CRITERIA_WINDOW, part);
	if (!take_threshold(r, str_trim(str_or_empty(str_cut(&s, ','))), &k))
		return false;
	if (str_present(s) && !take_points(r, str_trim(s), &k))
		return false;
	VEC_PUSH(r->arena, &r->c->list, k);
	return true;
}

/* ---- lines ---- */

static bool
take_line(struct reader *r, struct str s)
{
	struct str value = s, word;

	if (s.p[0] == '-')
		return take_criterion(r, str_trim(str_from(s, 1)));
	word = str_trim(str_cut(&value, ':'));
	if (!str_present(value))
		return refuse(r, CRITERIA_LINE, word);
	value = str_trim(value);
	if (str_is(word, "group"))
		return value.n ? open_group(r, value) : refuse(r, CRITERIA_EMPTY, word);
	if (str_is(word, "needs"))
		return take_needs(r, value);
	for (enum head h = 0; h < N_HEADS; h++)
		if (str_is(word, head_words[h]))
			return take_head(r, h, value);
	return refuse(r, CRITERIA_WORD, word);
}

/* Text that people can read, and nothing else. */
static bool
is_text(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (((unsigned char)s.p[i] < ' ' && s.p[i] != '\t') || s.p[i] == 0x7F)
			return false;
	return utf8_bad(s) == STR_NPOS;
}

static bool
read_lines(struct reader *r, struct str text)
{
	if (text.n > CRITERIA_TEXT_MAX)
		return refuse(r, CRITERIA_SIZE, STR(""));
	while (str_present(text)) {
		struct str s = str_trim(str_cut_line(&text));

		r->line++;
		if (!is_text(s))
			return refuse(r, CRITERIA_LINE, STR(""));
		if (s.n && s.p[0] != '#' && !take_line(r, s))
			return false;
	}
	r->line = 0;
	if (!r->c->title.n)
		return refuse(r, CRITERIA_EMPTY, STR("title"));
	if (!r->group_open)
		return refuse(r, CRITERIA_EMPTY, STR(""));
	if (!is_whole(r))
		return false;
	return r->c->needs <= (int64_t)r->c->groups.n || refuse(r, CRITERIA_NEEDS, STR("groups"));
}

bool
criteria_read(struct arena *a, struct str text, struct criteria *ret, struct criteria_wrong *why)
{
	struct reader r = { .arena = a, .c = ret };
	bool ok;

	*ret = (struct criteria){ .title = STR(""), .purpose = STR(""), .cycle = STR("") };
	ok = read_lines(&r, text);
	*why = r.wrong;
	return ok;
}

static void
write_needs(struct buf *b, const char *word, int64_t n)
{
	if (n)
		buf_addf(b, "%s: %" PRId64 "\n", word, n);
	else
		buf_addf(b, "%s: all\n", word);
}

static void
write_group(struct buf *b, const struct criteria *c, size_t g)
{
	buf_addc(b, '\n');
	if (c->groups.at[g].title.n)
		buf_addf(b, "group: %.*s\n", STRF(c->groups.at[g].title));
	write_needs(b, "needs", c->groups.at[g].needs);
	for (size_t i = 0; i < c->list.n; i++) {
		const struct criterion *k = &c->list.at[i];

		if (k->group != g)
			continue;
		buf_addf(b, "- %.*s: %s, %" PRId64 " months, %.*s %" PRId64, STRF(k->id), k->metric->id, k->months,
			 STRF(comparison_word(k->comparison)), k->threshold);
		if (k->points != 1)
			buf_addf(b, ", %" PRId64 " points", k->points);
		buf_addc(b, '\n');
	}
}

struct str
criteria_write(struct arena *a, const struct criteria *c)
{
	AUTO_BUF b = { 0 };

	buf_addf(&b, "title: %.*s\n", STRF(c->title));
	if (c->purpose.n)
		buf_addf(&b, "purpose: %.*s\n", STRF(c->purpose));
	if (c->cycle.n)
		buf_addf(&b, "cycle: %.*s\n", STRF(c->cycle));
	buf_addf(&b, "unknown: %.*s\n", STRF(unknown_rule_word(c->unknown)));
	if (c->exempt_months)
		buf_addf(&b, "exempt: %" PRId64 " months\n", c->exempt_months);
	if (c->groups.n > 1)
		write_needs(&b, "groups", c->needs);
	for (size_t g = 0; g < c->groups.n; g++)
		write_group(&b, c, g);
	return buf_to_arena(&b, a);
}
