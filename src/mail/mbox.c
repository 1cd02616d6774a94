/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/mbox.h"

#include "base/attr.h"
#include "base/str.h"

#define FROM STR("From ")
#define MMDF STR("\1\1\1\1")
#define LINE_MAX_SEPARATOR 1000

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t
digits(struct str s, size_t at)
{
	size_t n = 0;

	while (at + n < s.n && is_digit(s.p[at + n]))
		n++;
	return n;
}

static bool
is_month(struct str word)
{
	static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun",
					      "jul", "aug", "sep", "oct", "nov", "dec" };

	for (size_t i = 0; word.n >= 3 && i < ARRAY_LEN(months); i++)
		if (str_eq_nocase(str_sub(word, 0, 3), str_of(months[i])))
			return true;
	return false;
}

/* 9:05, 09:05, 09:05:12 */
static bool
is_time(struct str word)
{
	size_t h = digits(word, 0);

	if (h < 1 || h > 2 || h >= word.n || word.p[h] != ':' || digits(word, h + 1) != 2)
		return false;
	h += 3;
	return h == word.n || (word.p[h] == ':' && digits(word, h + 1) == 2 && h + 3 <= word.n);
}

bool
mbox_is_separator(struct str line)
{
	bool month = false, year = false, time = false;
	struct str rest;

	if (!str_starts(line, FROM) || line.n > LINE_MAX_SEPARATOR)
		return false;
	rest = str_from(line, FROM.n);
	while (str_present(rest)) {
		struct str word = str_cut(&rest, ' ');

		if (is_month(word))
			month = true;
		else if (is_time(word))
			time = true;
		else if (digits(word, 0) == 4 && (word.n == 4 || word.p[4] == '\r'))
			year = word.p[0] == '1' || word.p[0] == '2';
	}
	return month && year && time;
}

/* The line at this place, without its end; *ret_next is behind the end. */
static struct str
line_at(struct str s, size_t at, size_t *ret_next)
{
	size_t end = str_find_char(s, '\n', at);
	size_t stop = end < s.n ? end : s.n;

	*ret_next = end < s.n ? end + 1 : s.n;
	if (stop > at && s.p[stop - 1] == '\r')
		stop--;
	return str_sub(s, at, stop - at);
}

/* "Name: …", or an escaped separator, which some programs leave on top. */
static bool
is_header(struct str line)
{
	size_t colon = str_find_char(line, ':', 0);

	if (str_starts(line, STR(">From ")) || str_starts(line, FROM))
		return true;
	if (colon == 0 || colon >= line.n)
		return false;
	for (size_t i = 0; i < colon; i++)
		if (line.p[i] <= ' ' || line.p[i] > '~')
			return false;
	return true;
}

/* Is there an empty line, or nothing, in front of this place? */
static bool
after_empty(struct str s, size_t at)
{
	if (at == 0)
		return true;
	if (s.p[at - 1] != '\n')
		return false;
	if (at == 1 || s.p[at - 2] == '\n')
		return true;
	return s.p[at - 2] == '\r' && (at == 2 || s.p[at - 3] == '\n');
}

static bool
divides(struct str file, size_t at)
{
	size_t next, next2;
	struct str line = line_at(file, at, &next), head;

	if (!after_empty(file, at) || !mbox_is_separator(line))
		return false;
	head = line_at(file, next, &next2);
	return head.n == 0 || is_header(head);
}

/* Where the next separator stands from here on, or the file's length. */
static size_t
find_separator(struct str file, size_t at)
{
	for (;;) {
		at = str_find(file, FROM, at);
		if (at >= file.n)
			return file.n;
		if ((at == 0 || file.p[at - 1] == '\n') && divides(file, at))
			return at;
		at++;
	}
}

/* What the message says of its own length: the end of its body, or 0. */
static size_t
declared_end(struct str file, size_t from)
{
	size_t next, end = 0;

	for (size_t at = from; at < file.n; at = next) {
		struct str line = line_at(file, at, &next);
		int64_t n;

		if (line.n == 0)
			return end && end <= file.n - next ? next + end : 0;
		if (at != from && !is_header(line) && line.p[0] != ' ' && line.p[0] != '\t')
			return 0;
		if (str_starts_nocase(line, STR("content-length:")) &&
		    str_to_int(str_trim(str_from(line, 15)), &n) && n > 0)
			end = (size_t)n;
	}
	return 0;
}

/* Skips the empty lines that close a message in front of a separator. */
static size_t
over_empty(struct str file, size_t at)
{
	while (at < file.n && (file.p[at] == '\n' || file.p[at] == '\r'))
		at++;
	return at;
}

static struct str
without_last_empty(struct str s)
{
	size_t n = s.n;

	if (n >= 1 && s.p[n - 1] == '\n')
		n -= n >= 2 && s.p[n - 2] == '\r' ? 2 : 1;
	else
		return s;
	/* Only where a whole empty line goes: the text keeps its last line end. */
	return n == 0 || s.p[n - 1] == '\n' ? str_sub(s, 0, n) : s;
}

/* LISTSERV's notebooks: 73 of them, then a header. */
#define LISTSERV_LINE 73

static bool
is_listserv(struct str line)
{
	for (size_t i = 0; i < line.n; i++)
		if (line.p[i] != '=')
			return false;
	return line.n == LISTSERV_LINE;
}

static bool
next_listserv(struct mbox *m, struct mbox_item *ret)
{
	struct str file = m->file;
	size_t start = over_empty(file, m->at), next, end, at;

	if (start >= file.n)
		return false;
	*ret = (struct mbox_item){ .offset = start };
	ret->before = str_sub(file, m->at, start - m->at);
	(void)line_at(file, start, &at);
	ret->separator = str_sub(file, start, at - start);
	for (end = at; end < file.n; end = next) {
		size_t behind;
		struct str line = line_at(file, end, &next);

		if (is_listserv(line) && is_header(line_at(file, next, &behind)))
			break;
	}
	ret->bytes = without_last_empty(str_sub(file, at, end - at));
	m->at = end;
	return true;
}

bool
mbox_is_message(struct str bytes)
{
	size_t next;
	struct str line = line_at(bytes, over_empty(bytes, 0), &next);

	return is_header(line) || str_starts(line, STR(">From "));
}

struct mbox
mbox_of(struct str file)
{
	size_t next;
	struct str line = line_at(file, over_empty(file, 0), &next);

	return (struct mbox){ file, 0, str_starts(file, MMDF), is_listserv(line) };
}

static bool
next_mmdf(struct mbox *m, struct mbox_item *ret)
{
	struct str file = m->file;
	size_t next, at = m->at, end;

	while (at < file.n && str_eq(line_at(file, at, &next), MMDF))
		at = next;
	*ret = (struct mbox_item){ .offset = m->at };
	ret->separator = str_sub(file, m->at, at - m->at);
	for (end = at; end < file.n; end = next)
		if (str_eq(line_at(file, end, &next), MMDF))
			break;
	ret->bytes = str_sub(file, at, end - at);
	m->at = end;
	/* The last line closes the last message: there is nothing behind it. */
	return ret->bytes.n > 0;
}

bool
mbox_next(struct mbox *m, struct mbox_item *ret)
{
	struct str file = m->file;
	size_t start, body, end, said;

	if (m->at >= file.n)
		return false;
	if (m->mmdf)
		return next_mmdf(m, ret);
	if (m->listserv)
		return next_listserv(m, ret);
	*ret = (struct mbox_item){ .offset = m->at };
	start = over_empty(file, m->at);
	if (start >= file.n)
		return false;
	if (m->at == 0 && !divides(file, start) && !mbox_is_separator(line_at(file, start, &body))) {
		ret->bytes = file;
		m->at = file.n;
		return true;
	}
	ret->before = str_sub(file, m->at, start - m->at);
	ret->offset = start;
	(void)line_at(file, start, &body);
	ret->separator = str_sub(file, start, body - start);
	end = find_separator(file, body);
	said = declared_end(file, body);
	if (said > end) {
		size_t there = over_empty(file, said);

		if (there >= file.n || divides(file, there))
			end = there;
	}
	ret->bytes = str_sub(file, body, end - body);
	if (end < file.n || str_ends(ret->bytes, STR("\n\n")))
		ret->bytes = without_last_empty(ret->bytes);
	m->at = end;
	return true;
}

static bool
is_from_line(struct str line)
{
	while (str_starts(line, STR(">")))
		line = str_from(line, 1);
	return str_starts(line, STR("From "));
}

void
mbox_put_lines(struct buf *to, struct str bytes)
{
	while (str_present(bytes)) {
		struct str line = str_cut_line(&bytes);

		if (is_from_line(line))
			buf_addc(to, '>');
		buf_add(to, line);
		buf_addc(to, '\n');
	}
}
