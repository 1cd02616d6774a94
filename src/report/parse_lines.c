/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lines and what they begin with.
 *
 * Every line is looked at once, by itself. Whether a marker really begins a
 * list or a numbered paragraph depends on where it stands and is decided by
 * the reader of blocks; here it is only recognised. A form feed (a page
 * break) divides a line and leaves an empty one behind it.
 */
#include "report/parse.h"

#include "base/buf.h"
#include "base/utf8.h"

enum { NUMBER_DIGITS_MAX = 3 };

static bool
is_space(char c)
{
	return c == ' ' || c == '\t';
}

/* The marks that stand for a bullet, and the class they belong to: plain
 * hyphens and stars are one class; dots of every kind another, so that dashes
 * under dots are a nested list even without indent. */
static size_t
bullet_len(struct str s, char *ret_class)
{
	static const struct {
		const char *mark;
		char class;
	} marks[] = {
		{ "-", '-' }, { "*", '-' }, { "+", '-' },
		{ "\xE2\x80\xA2", 'o' }, { "\xE2\x97\x8F", 'o' },
		{ "\xEF\x82\xB7", 'o' }, { "\xC2\xB7", 'o' },
		{ "\xE2\x80\xA3", 'o' },
		{ "\xE2\x80\x93", 'e' }, { "\xE2\x80\x94", 'e' },
		{ "\xE2\x97\xA6", 'e' }, { "\xE2\x96\xAA", 'e' },
	};

	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		size_t n = strlen(marks[i].mark);

		if (s.n > n && memcmp(s.p, marks[i].mark, n) == 0 &&
		    text_space_len(s, n)) {
			*ret_class = marks[i].class;
			return n;
		}
	}
	return 0;
}

/* "12. " or "12) " */
static size_t
number_len(struct str s, int *ret_number)
{
	size_t n = 0;
	int number = 0;

	while (n < s.n && n < NUMBER_DIGITS_MAX && s.p[n] >= '0' && s.p[n] <= '9')
		number = number * 10 + (s.p[n++] - '0');
	if (n == 0 || n + 1 >= s.n || (s.p[n] != '.' && s.p[n] != ')') ||
	    !text_space_len(s, n + 1) || number == 0 || s.p[0] == '0')
		return 0;
	*ret_number = number;
	return n;
}

/* "a) ", "(b) ", "iv) ", "(2) " */
size_t
letter_mark_len(struct str s)
{
	size_t n;
	bool open = s.n > 0 && s.p[0] == '(';
	size_t from = open;

	n = from;
	while (n < s.n && n < from + 4 &&
	       (s.p[n] == 'i' || s.p[n] == 'v' || s.p[n] == 'x'))
		n++;
	if (n == from && n < s.n && s.p[n] >= 'a' && s.p[n] <= 'z')
		n++;
	if (n == from && open)
		while (n < s.n && n < from + 2 && s.p[n] >= '0' && s.p[n] <= '9')
			n++;
	if (n == from || n + 1 >= s.n || s.p[n] != ')')
		return 0;
	return text_space_len(s, n + 1) ? n + 1 + text_space_len(s, n + 1) : 0;
}

/* Three or more of one of - * _ =, with nothing but spaces between. */
static char
rule_char(struct str s)
{
	char c = s.n >= 3 ? s.p[0] : '\0';
	size_t n = 0;

	if (c != '-' && c != '*' && c != '_' && c != '=')
		return '\0';
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == c)
			n++;
		else if (!is_space(s.p[i]))
			return '\0';
	}
	return n >= 3 ? c : '\0';
}

static struct str
skip_space(struct str s)
{
	size_t i = 0, n;

	while (i < s.n && (n = text_space_len(s, i)) > 0)
		i += n;
	return str_from(s, i);
}

static struct str
trim_end(struct str s)
{
	for (;;) {
		size_t n = s.n && (unsigned char)s.p[s.n - 1] < 0x80 ? 1
			   : s.n > 1 && (unsigned char)s.p[s.n - 2] == 0xC2 ? 2
									    : 3;

		if (s.n < n || text_space_len(s, s.n - n) != n)
			return s;
		s.n -= n;
	}
}

/* "## text ##": the closing marks are no text. */
static bool
heading_marked(struct line *l)
{
	struct str s = l->text;
	size_t level = 0;

	while (level < s.n && level < 7 && s.p[level] == '#')
		level++;
	if (level == 0 || level > 6 || level >= s.n || !is_space(s.p[level]))
		return false;
	s = skip_space(str_from(s, level));
	if (s.n && s.p[s.n - 1] == '#') {
		size_t n = s.n;

		while (n && s.p[n - 1] == '#')
			n--;
		if (n && is_space(s.p[n - 1]))
			s = trim_end(str_sub(s, 0, n));
	}
	if (s.n == 0)
		return false;
	l->kind = LINE_HEADING;
	l->level = (uint8_t)level;
	l->text = s;
	return true;
}

static bool
fence_marked(struct line *l)
{
	struct str s = l->text;
	size_t n = 0;

	if (s.n < 3 || (s.p[0] != '`' && s.p[0] != '~'))
		return false;
	while (n < s.n && s.p[n] == s.p[0])
		n++;
	if (n < 3 || n > 200 ||
	    (s.p[0] == '`' && str_find_char(s, '`', n) != STR_NPOS))
		return false;
	l->kind = LINE_FENCE;
	l->level = (uint8_t)n;
	l->mark = s.p[0];
	l->text = skip_space(str_from(s, n));
	return true;
}

static void
line_classify(struct line *l)
{
	struct str s = l->text;
	size_t n;

	l->kind = LINE_TEXT;
	switch (s.p[0]) {
	case '#':
		if (heading_marked(l))
			return;
		break;
	case '>':
		l->kind = LINE_QUOTE;
		l->text = str_from(s, s.n > 1 && s.p[1] == ' ' ? 2 : 1);
		return;
	case '|':
		l->kind = LINE_TABLE;
		return;
	case '`':
	case '~':
		if (fence_marked(l))
			return;
		break;
	default:
		break;
	}
	if ((l->mark = rule_char(s)) != '\0') {
		l->kind = LINE_RULE;
		return;
	}
	if ((n = number_len(s, &l->number)) > 0) {
		l->kind = LINE_NUMBER;
		l->mark = s.p[n];
		l->text = skip_space(str_from(s, n + 1));
	} else if ((n = bullet_len(s, &l->mark)) > 0) {
		l->kind = LINE_BULLET;
		l->text = skip_space(str_from(s, n));
	} else if (letter_mark_len(s)) {
		l->kind = LINE_LETTER;
		l->mark = 'l';
	}
}

struct line
line_read(struct str raw, uint32_t no)
{
	struct line l = { .raw = trim_end(raw), .no = no };
	size_t i = 0, n;

	while (i < l.raw.n && (n = text_space_len(l.raw, i)) > 0) {
		l.indent = l.raw.p[i] == '\t' ? (l.indent / 4 + 1) * 4
					      : l.indent + (n < 3);
		i += n;
	}
	l.text = str_from(l.raw, i);
	if (l.text.n == 0)
		l.raw = l.text;
	else
		line_classify(&l);
	return l;
}

static struct line *
line_add(struct reading *rd, struct str raw, uint32_t no, size_t *room)
{
	struct line *l;

	if (rd->n >= *room)
		rd->at = vec_grow(rd->a, rd->at, rd->n, room, sizeof *rd->at);
	l = &rd->at[rd->n++];
	*l = line_read(raw, no);
	return l;
}

/* A line of = or - under a line of text that stands by itself marks it. */
static void
underline(struct reading *rd)
{
	struct line *rule = &rd->at[rd->n - 1];
	struct line *over = rd->n > 1 ? rule - 1 : NULL;

	if (rule->kind != LINE_RULE || (rule->mark != '=' && rule->mark != '-'))
		return;
	if (!over || over->kind != LINE_TEXT || over->indent > 3 ||
	    (rd->n > 2 && over[-1].kind != LINE_BLANK &&
	     over[-1].kind != LINE_RULE))
		return;
	if (str_find_char(over->text, '\t', 0) != STR_NPOS)
		return;
	over->kind = LINE_HEADING;
	over->level = rule->mark == '=' ? 1 : 2;
	rd->markdown = true;
	rule->kind = LINE_BLANK;
}

/* Inside a fence nothing is a marker but the fence's end. */
struct fence {
	char mark;
	uint8_t level; /* 0: outside */
};

static void
fence_follow(struct fence *f, struct line *l)
{
	if (f->level == 0) {
		if (l->kind == LINE_FENCE) {
			f->mark = l->mark;
			f->level = l->level;
		}
		return;
	}
	if (l->kind == LINE_FENCE && l->mark == f->mark && l->level >= f->level &&
	    l->text.n == 0) {
		f->level = 0;
	} else if (l->kind != LINE_BLANK) {
		/* With its marker, in case nobody takes the fence for one. */
		l->kind = LINE_TEXT;
		l->text = skip_space(l->raw);
	}
}

void
lines_read(struct reading *rd, struct str text)
{
	struct str rest = text;
	struct fence fence = { 0 };
	uint32_t no = 0;
	size_t room = 0;

	if (str_starts(rest, STR("\xEF\xBB\xBF")))
		rest = str_from(rest, 3);
	while (str_present(rest)) {
		struct str one = str_cut_line(&rest);

		no++;
		for (bool more = true; more;) {
			size_t page = str_find_char(one, '\f', 0);
			struct line *l = line_add(rd, str_sub(one, 0, page), no, &room);

			fence_follow(&fence, l);
			if (fence.level == 0 && l->kind == LINE_HEADING)
				rd->markdown = true;
			else if (fence.level == 0)
				underline(rd);
			more = page != STR_NPOS;
			if (more) {
				line_add(rd, STR(""), no, &room);
				one = str_from(one, page + 1);
			}
		}
	}
}

bool
line_after_blank(const struct reading *rd, size_t i)
{
	return i == 0 || rd->at[i - 1].kind == LINE_BLANK;
}

size_t
line_next(const struct reading *rd, size_t i)
{
	while (i < rd->n && rd->at[i].kind == LINE_BLANK)
		i++;
	return i;
}

bool
text_finished(struct str s)
{
	while (s.n) {
		char c = s.p[s.n - 1];

		if (memchr(".?!:;|", c, 6))
			return true;
		if (memchr("*_)]\"'`>", c, 8)) {
			s.n--;
		} else if (s.n >= 3 && memcmp(s.p + s.n - 3, "\xE2\x80", 2) == 0) {
			if ((unsigned char)c == 0xA6) /* … */
				return true;
			if ((unsigned char)c != 0x9D && (unsigned char)c != 0x99)
				return false;
			s.n -= 3;
		} else {
			return (unsigned char)c >= 0x80 && s.n >= 3 &&
			       (memcmp(s.p + s.n - 3, "\xE3\x80\x82", 3) == 0 ||
				memcmp(s.p + s.n - 2, "\xD8\x9F", 2) == 0);
		}
	}
	return true;
}

size_t
words_count(struct str s)
{
	size_t n = 0;
	bool in = false;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool word = (c >= '0' && c <= '9') ||
			    ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c >= 0x80;

		/* General punctuation: dashes, quotation marks, spaces. */
		if (c == 0xE2 && i + 2 < s.n &&
		    (unsigned char)(s.p[i + 1] & 0xFE) == 0x80) {
			word = false;
			i += 2;
		}
		n += word && !in;
		in = word;
	}
	return n;
}

size_t
runs_words(const struct runs *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++)
		n += words_count(r->at[i].text);
	return n;
}
