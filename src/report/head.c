/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The head: forum and cycle, body, meeting and date, title.
 *
 *	SRF 2021
 *	Dynamic Coalition Coordination Group
 *	Virtual meeting 53 | 13 May 2021
 *
 *	Summary report
 *
 * The lines may stand in any order, several in one line with separators
 * between, the title above or below. Every line is kept as it is written
 * (report_head.lines); the slots are read from the lines, each from the first
 * place that offers it, so nothing is lost by reading a line wrongly.
 *
 * Where there is a title, every short line above it belongs to the head; below
 * it, and where there is none, only lines in which something was recognised.
 */
#include "report/parse.h"

enum { HEAD_LINE_BYTES_MAX = 160, HEAD_WORDS_MAX = 18 };

static bool
is_title(struct str s)
{
	static const char *const whole[] = {
		"summary", "report", "minutes", "notes", "summary report",
		"meeting report", "meeting summary", "meeting minutes",
		"meeting notes", "draft summary report", "draft report",
		"draft minutes", "final report", "draft summary",
	};
	static const char *const begins[] = {
		"summary report", "summary of the", "report of the",
		"report on the", "minutes of the", "meeting report",
		"meeting summary", "draft summary report",
	};

	s = str_trim(s);
	while (s.n && s.p[s.n - 1] == ':')
		s.n--;
	for (size_t i = 0; i < ARRAY_LEN(whole); i++)
		if (str_eq_nocase(s, str_of(whole[i])))
			return true;
	for (size_t i = 0; i < ARRAY_LEN(begins); i++)
		if (str_starts_nocase(s, str_of(begins[i])))
			return true;
	return false;
}

static bool
is_mode(struct str w)
{
	static const char *const words[] = { "virtual", "in-person", "hybrid",
		"online", "face-to-face", "physical", "remote", "extraordinary",
		"special", "regular", "onsite", "on-site", "ordinary", "open" };

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (str_eq_nocase(w, str_of(words[i])))
			return true;
	return false;
}

static bool
is_meeting(struct str w)
{
	return str_eq_nocase(w, STR("meeting")) || str_eq_nocase(w, STR("call")) ||
	       str_eq_nocase(w, STR("teleconference"));
}

static struct str
between(struct str from, struct str to)
{
	return (struct str){ from.p, (size_t)(to.p + to.n - from.p) };
}

/* "Virtual meeting 53", "54th meeting of the …", "Meeting XXXIX". */
static bool
read_meeting(struct str part, struct report_head *h)
{
	struct str w[12], number = STR_NONE, mode = STR_NONE;
	size_t at = 0, n = 0, m;

	while (n < ARRAY_LEN(w) && (w[n] = word_next(part, &at)).n > 0)
		n++;
	for (m = 0; m < n && !is_meeting(word_bare(w[m])); m++)
		;
	if (m == n) {
		if (n == 1 && is_mode(word_bare(w[0])) && !str_present(h->mode)) {
			h->mode = word_bare(w[0]);
			return true;
		}
		return false;
	}
	for (size_t k = m + 1; k < n && k <= m + 2 && !number.p; k++)
		if (number_read(w[k]))
			number = word_bare(w[k]);
	for (size_t k = m; k-- > 0 && !number.p;)
		if (number_read(w[k]))
			number = word_bare(w[k]);
	for (size_t k = m; k-- > 0 && is_mode(word_bare(w[k]));)
		mode = between(w[k], word_bare(w[m]));
	if (number.p && !h->number) {
		h->number_text = number;
		h->number = number_read(number);
	}
	if (mode.p && !str_present(h->mode))
		h->mode = mode;
	at = str_find_nocase(part, STR(" of the "), 0);
	if (at != STR_NPOS && !str_present(h->body)) {
		at += STR(" of the ").n;
		h->body = str_trim(str_from(part, at));
	}
	return number.p || mode.p;
}

/* "SRF 2021" */
static bool
read_cycle(struct str part, struct report_head *h)
{
	size_t cut = str_rfind_char(part, ' ');
	struct str last = cut == STR_NPOS ? part : str_from(part, cut + 1);
	struct str name = cut == STR_NPOS ? STR_NONE
					  : str_trim(str_sub(part, 0, cut));
	int64_t year;

	last = word_bare(last);
	if (last.n != 4 || !str_to_int(last, &year) || year < 1990 || year > 2199 ||
	    str_present(h->cycle))
		return false;
	if (name.n && words_count(name) > 6)
		return false;
	h->cycle = last;
	if (name.n)
		h->forum = name;
	return true;
}

static bool
is_weekday_or_time(struct str part)
{
	static const char *const days[] = { "mon", "tue", "wed", "thu", "fri",
					    "sat", "sun" };

	if (str_find_nocase(part, STR("utc"), 0) != STR_NPOS ||
	    str_find_nocase(part, STR("gmt"), 0) != STR_NPOS)
		return true;
	for (size_t i = 0; i < ARRAY_LEN(days); i++)
		if (str_starts_nocase(part, str_of(days[i])) &&
		    str_find_char(part, ' ', 0) == STR_NPOS)
			return true;
	return false;
}

/* true: something was recognised beyond a name that may be the body's. */
static bool
read_part(struct str part, struct report_head *h)
{
	part = str_trim(part);
	if (part.n == 0)
		return false;
	if (read_meeting(part, h) || read_cycle(part, h))
		return true;
	if (is_weekday_or_time(part) || is_title(part))
		return false;
	if (!str_present(h->forum) && str_ends(part, STR(" Forum"))) {
		h->forum = part;
		return true;
	}
	if (!str_present(h->body) && words_count(part) >= 1 &&
	    words_count(part) <= 14 && (unsigned char)part.p[0] > '9' &&
	    (part.p[0] < 'a' || part.p[0] > 'z'))
		h->body = part;
	return false;
}

/* The next separator at or after `at`: " | ", " – ", ", " and such. */
static size_t
separator(struct str s, size_t at, size_t *ret_n)
{
	for (; at < s.n; at++) {
		struct str rest = str_from(s, at);

		if (rest.p[0] == '|') {
			*ret_n = 1;
			return at;
		}
		if (rest.n > 1 && memchr(",;:", rest.p[0], 3) && rest.p[1] == ' ') {
			*ret_n = 2;
			return at;
		}
		if (str_starts(rest, STR(" - "))) {
			*ret_n = 3;
			return at;
		}
		if (str_starts(rest, STR(" \xE2\x80\x93 ")) ||
		    str_starts(rest, STR(" \xE2\x80\x94 "))) {
			*ret_n = 5;
			return at;
		}
	}
	*ret_n = 0;
	return s.n;
}

static bool
read_parts(struct str s, struct report_head *h)
{
	bool any = false;

	while (s.n) {
		size_t n, cut = separator(s, 0, &n);

		any |= read_part(str_sub(s, 0, cut), h);
		s = str_from(s, cut + n);
	}
	return any;
}

static bool
read_line(struct str s, uint32_t no, struct report_head *h)
{
	struct found_date f;
	bool any = false, guessed;
	int number = h->number;

	if (date_find(s, 0, &f) && f.year) {
		struct str before = str_sub(s, 0, f.from);

		if (!date_known(h->date)) {
			h->date_text = str_sub(s, f.from, f.to - f.from);
			h->date = date_resolve(&f, DATE_NONE, &guessed);
		}
		if (str_ends(before, STR("(")))
			before.n--;
		any = read_parts(before, h);
		any |= read_parts(str_from(s, f.to), h);
		h->line = no;
		return true;
	}
	any = read_parts(s, h);
	if (h->number != number)
		h->line = no;
	return any;
}

/* A line that can belong to a head at all. */
static bool
is_head_line(const struct reading *rd, size_t i)
{
	const struct line *l = &rd->at[i];
	enum section_kind kind;

	if (l->kind != LINE_TEXT && l->kind != LINE_HEADING)
		return false;
	if (l->text.n > HEAD_LINE_BYTES_MAX)
		return false;
	return !heading_kind(l->text, &kind) && !roster_is_line(l->text);
}

static size_t
find_title(const struct reading *rd)
{
	size_t lines = 0;

	for (size_t i = line_next(rd, 0); i < rd->n && lines < HEAD_LINES_MAX;
	     i = line_next(rd, i + 1), lines++) {
		const struct line *l = &rd->at[i];
		struct str bare = word_bare(l->text);

		if (!is_head_line(rd, i))
			return rd->n;
		if (is_title(bare))
			return i;
	}
	return rd->n;
}

static void
take_line(struct reading *rd, struct report_head *h, struct str text, uint32_t no)
{
	VEC_PUSH(rd->a, &h->lines, text);
	if (!h->line)
		h->line = no;
}

/* Lines behind the title, or all when there is none. */
static size_t
read_below(struct reading *rd, size_t i, struct report_head *h)
{
	size_t end = i, lines = h->lines.n;
	bool title = str_present(h->title), below = false;

	for (i = line_next(rd, i); i < rd->n && h->lines.n < HEAD_LINES_MAX;
	     i = line_next(rd, i + 1)) {
		struct line *l = &rd->at[i];
		struct report_head old = *h;
		struct str text;
		bool strong;

		if (!is_head_line(rd, i) || (title && l->kind == LINE_HEADING))
			break;
		text = inline_plain(rd, l->text);
		if (words_count(text) > (text_finished(text) ? 8 : HEAD_WORDS_MAX))
			break;
		strong = read_line(text, l->no, h);
		/* A title that is none of the usual, but marked as such. */
		if (!strong && !title && l->kind == LINE_HEADING && l->level == 1) {
			*h = old;
			h->title = text;
			h->title_at = lines = h->lines.n;
			title = true;
			end = i + 1;
			continue;
		}
		/* What says nothing belongs to the head between lines that do. */
		if (!strong && str_eq(h->body, old.body) && line_after_blank(rd, i)) {
			*h = old;
			break;
		}
		if (!strong && title && !below) {
			*h = old;
			break;
		}
		take_line(rd, h, text, l->no);
		if (!strong && (title || str_eq(h->body, old.body)))
			continue;
		below = title;
		end = i + 1;
		lines = h->lines.n;
	}
	h->lines.n = lines;
	return end;
}

size_t
head_read(struct reading *rd, struct report_head *ret, int *ret_points)
{
	struct report_head h = { .date = DATE_NONE };
	size_t title = find_title(rd), end = 0;
	bool known = title < rd->n;

	if (known) {
		for (size_t i = line_next(rd, 0); i < title; i = line_next(rd, i + 1)) {
			struct str text = inline_plain(rd, rd->at[i].text);

			read_line(text, rd->at[i].no, &h);
			take_line(rd, &h, text, rd->at[i].no);
		}
		h.title = inline_plain(rd, rd->at[title].text);
		h.title_at = h.lines.n;
		read_line(h.title, rd->at[title].no, &h);
		if (str_eq(h.body, h.title))
			h.body = STR_NONE;
		end = title + 1;
	}
	end = read_below(rd, end, &h);
	*ret_points = known + (h.number > 0) + date_known(h.date);
	if (*ret_points == 0) {
		*ret = (struct report_head){ .date = DATE_NONE };
		return 0;
	}
	if (!str_present(h.title))
		h.title_at = h.lines.n;
	*ret = h;
	return end;
}
