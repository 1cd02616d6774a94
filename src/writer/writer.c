/* SPDX-License-Identifier: Apache-2.0 */
#include "writer/writer.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/words.h"
#include "secret/digest.h"
#include "text/fold.h"
#include "text/words.h"

static const struct str reason_words[] = {
	[WRITER_MAILBOX] = STR_INIT("mailbox"), [WRITER_NAME_HOST] = STR_INIT("name-host"),
	[WRITER_VIA] = STR_INIT("via"),		[WRITER_NAME] = STR_INIT("name"),
	[WRITER_COMMENT] = STR_INIT("comment"), [WRITER_ORDER] = STR_INIT("order"),
};
WORDS_DEFINE(writer_reason, enum writer_reason, reason_words)

/* What stands before the last " via ": STR_NPOS when a list has not rewritten it. */
static size_t
via_at(struct str name)
{
	size_t found = STR_NPOS;

	for (size_t i = 1; i + 5 < name.n; i++)
		if (str_starts_nocase(str_from(name, i), STR(" via ")))
			found = i;
	return found;
}

int64_t
writer_key(struct arena *a, struct str address, struct str name)
{
	size_t via = via_at(name);
	struct str who = arena_lower(a, address.n ? address : name);

	if (via != STR_NPOS)
		who = arena_concat(a, STR("via "), text_fold(a, str_trim(str_sub(name, 0, via))));
	return (int64_t)(digest_number(who) >> 1);
}

/* ---- likeness ---- */

static int
by_text(const void *x, const void *y)
{
	return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

/* Its words without single letters, in alphabetic order; "" when there are fewer than two. */
static struct str
sorted_words(struct arena *a, struct str name)
{
	SLICE(struct str) words = { 0 };
	struct str rest = text_segment(a, name);
	AUTO_BUF b = { 0 };

	while (str_present(rest)) {
		struct str w = str_cut(&rest, ' ');

		if (w.n > 1)
			VEC_PUSH(a, &words, w);
	}
	if (words.n < 2)
		return STR("");
	qsort(words.at, words.n, sizeof *words.at, by_text);
	for (size_t i = 0; i < words.n; i++)
		buf_addf(&b, "%s%.*s", i ? " " : "", STRF(words.at[i]));
	return buf_to_arena(&b, a);
}

/* A name under one of the forms by which it may be like another. */
struct form {
	struct str key;
	size_t sender;
	enum writer_reason by; /* how the form came about: NAME, VIA, COMMENT, MAILBOX */
};
typedef SLICE(struct form) forms;

static void
add_form(struct arena *a, forms *f, struct str key, size_t sender, enum writer_reason by)
{
	if (key.n)
		VEC_PUSH(a, f, ((struct form){ key, sender, by }));
}

/* "tyrion+hand@host": the same mailbox without the tag (RFC 5233). */
static struct str
mailbox(struct arena *a, struct str address)
{
	size_t at = str_find_char(address, '@', 0), plus = str_find_char(address, '+', 0);

	if (at == STR_NPOS)
		return STR("");
	if (plus == 0 || plus > at)
		plus = at;
	return arena_lower(a, arena_printf(a, "<%.*s%.*s>", STRF(str_sub(address, 0, plus)),
				     STRF(str_from(address, at))));
}

static void
add_forms(struct arena *a, forms *f, const struct writer_sender *s, size_t i)
{
	struct str name = s->name;
	size_t via = via_at(name), open, comma;

	add_form(a, f, mailbox(a, s->address), i, WRITER_MAILBOX);
	if (str_find_char(name, '@', 0) != STR_NPOS)
		return;
	if (via != STR_NPOS)
		name = str_sub(name, 0, via);
	add_form(a, f, sorted_words(a, name), i, via != STR_NPOS ? WRITER_VIA : WRITER_NAME);
	open = str_find_char(name, '(', 0);
	comma = str_find_char(name, ',', 0);
	if (open != STR_NPOS || comma != STR_NPOS)
		add_form(a, f, sorted_words(a, str_sub(name, 0, open < comma ? open : comma)), i,
			 WRITER_COMMENT);
}

static struct str
host(struct arena *a, struct str address)
{
	size_t at = str_find_char(address, '@', 0);

	return at == STR_NPOS ? STR("") : arena_lower(a, str_from(address, at + 1));
}

static enum writer_reason
reason_for(struct arena *a, const struct form *x, const struct form *y, const writer_senders *s)
{
	const struct writer_sender *p = &s->at[x->sender], *q = &s->at[y->sender];

	if (x->by == WRITER_MAILBOX)
		return WRITER_MAILBOX;
	if (x->by == WRITER_VIA || y->by == WRITER_VIA)
		return WRITER_VIA;
	if (x->by == WRITER_COMMENT || y->by == WRITER_COMMENT)
		return WRITER_COMMENT;
	if (!str_eq(text_fold(a, p->name), text_fold(a, q->name)))
		return WRITER_ORDER;
	return str_eq(host(a, p->address), host(a, q->address)) ? WRITER_NAME_HOST : WRITER_NAME;
}

/* Alike ones together, the busiest first. */
static int
by_key(const void *x, const void *y)
{
	const struct form *a = x, *b = y;
	int order = str_cmp(a->key, b->key);

	return order ? order : (a->sender > b->sender) - (a->sender < b->sender);
}

static int
by_messages(const void *x, const void *y)
{
	const struct writer_sender *a = x, *b = y;

	if (a->messages != b->messages)
		return a->messages > b->messages ? -1 : 1;
	return (a->who > b->who) - (a->who < b->who);
}

static int
by_reason(const void *x, const void *y)
{
	const struct writer_guess *a = x, *b = y;

	if (a->reason != b->reason)
		return (a->reason > b->reason) - (a->reason < b->reason);
	return a->a != b->a ? (a->a > b->a) - (a->a < b->a) : (a->b > b->b) - (a->b < b->b);
}

/* Each pair once, by its surest reason. */
static void
keep_surest(struct arena *a, writer_guesses *g, const writer_senders *s)
{
	struct map seen = { 0 };
	size_t n = 0;

	if (g->n)
		qsort(g->at, g->n, sizeof *g->at, by_reason);
	for (size_t i = 0; i < g->n; i++) {
		int64_t p = s->at[g->at[i].a].who, q = s->at[g->at[i].b].who;
		struct str pair = arena_printf(a, "%016llx%016llx", (unsigned long long)(p < q ? p : q),
					       (unsigned long long)(p < q ? q : p));

		if (map_get(&seen, pair))
			continue;
		map_put(a, &seen, pair, g);
		g->at[n++] = g->at[i];
	}
	g->n = n;
}

writer_guesses
writer_guess_all(struct arena *a, const writer_senders *senders)
{
	writer_guesses ret = { 0 };
	forms f = { 0 };

	/* Their places are said, so they are put in order first. */
	if (senders->n)
		qsort(senders->at, senders->n, sizeof *senders->at, by_messages);
	for (size_t i = 0; i < senders->n; i++)
		add_forms(a, &f, &senders->at[i], i);
	if (f.n)
		qsort(f.at, f.n, sizeof *f.at, by_key);
	for (size_t first = 0, i = 0; i < f.n; i++) {
		if (!str_eq(f.at[i].key, f.at[first].key))
			first = i;
		if (senders->at[f.at[i].sender].who != senders->at[f.at[first].sender].who)
			VEC_PUSH(a, &ret, ((struct writer_guess){
				f.at[first].sender, f.at[i].sender,
				reason_for(a, &f.at[first], &f.at[i], senders) }));
	}
	keep_surest(a, &ret, senders);
	return ret;
}

/* ---- files ---- */

static struct str
next_bracketed(struct str *rest)
{
	size_t open = str_find_char(*rest, '<', 0), close;
	struct str found;

	if (open == STR_NPOS)
		return STR_NONE;
	close = str_find_char(*rest, '>', open);
	if (close == STR_NPOS)
		return STR_NONE;
	found = str_trim(str_sub(*rest, open + 1, close - open - 1));
	*rest = str_from(*rest, close + 1);
	return found;
}

writer_mailmap
writer_mailmap_read(struct arena *a, struct str file, int64_t *ret_skipped)
{
	writer_mailmap ret = { 0 };

	*ret_skipped = 0;
	while (str_present(file)) {
		struct str line = str_trim(str_cut_line(&file)), rest = line;
		struct str own, other;

		if (!line.n || line.p[0] == '#')
			continue;
		own = next_bracketed(&rest);
		other = next_bracketed(&rest);
		if (own.n && other.n)
			VEC_PUSH(a, &ret, ((struct writer_mailmap_line){ own, other }));
		else
			++*ret_skipped;
	}
	return ret;
}

static bool
is_part(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (unsigned char)c >= 0x80 || (c && strchr("._%+-=~!#$&'*?^`{|}", c));
}

static void
add_address(struct arena *a, writer_addresses *ret, struct map *seen, struct str s)
{
	struct str address = arena_lower(a, s);

	if (map_get(seen, address))
		return;
	map_put(a, seen, address, ret);
	VEC_PUSH(a, ret, address);
}

/* Whatever looks like an address. */
static void
add_all(struct arena *a, writer_addresses *ret, struct map *seen, struct str s)
{
	for (size_t at = str_find_char(s, '@', 0); at != STR_NPOS; at = str_find_char(s, '@', at + 1)) {
		size_t from = at, to = at + 1;

		while (from > 0 && is_part(s.p[from - 1]))
			from--;
		while (to < s.n && is_part(s.p[to]))
			to++;
		while (to > at + 1 && s.p[to - 1] == '.')
			to--;
		if (from < at && str_find_char(str_sub(s, at, to - at), '.', 0) != STR_NPOS)
			add_address(a, ret, seen, str_sub(s, from, to - from));
	}
}

static void
add_json(struct arena *a, writer_addresses *ret, struct map *seen, struct str s)
{
	static const struct str name = STR_INIT("\"email\"");

	for (size_t at = str_find(s, name, 0); at != STR_NPOS; at = str_find(s, name, at + 1)) {
		size_t open = str_find_char(s, '"', at + name.n);
		size_t close = open == STR_NPOS ? STR_NPOS : str_find_char(s, '"', open + 1);

		if (close != STR_NPOS)
			add_all(a, ret, seen, str_sub(s, open, close - open));
	}
}

/* The next field of a line of CSV (RFC 4180) without its quotation marks. */
static struct str
next_field(struct str *rest, char sep)
{
	size_t end;
	struct str field;

	if (!str_starts(*rest, STR("\"")))
		return str_cut(rest, sep);
	end = str_find_char(*rest, '"', 1);
	if (end == STR_NPOS)
		return str_cut(rest, sep);
	field = str_sub(*rest, 1, end - 1);
	*rest = str_from(*rest, end + 1);
	(void)str_cut(rest, sep);
	return field;
}

/* Which column of a head has "mail" in its name; STR_NPOS: it is none. */
static size_t
mail_column(struct arena *a, struct str head, char sep)
{
	for (size_t i = 0; str_present(head); i++)
		if (str_find(arena_lower(a, next_field(&head, sep)), STR("mail"), 0) != STR_NPOS)
			return i;
	return STR_NPOS;
}

static void
add_csv(struct arena *a, writer_addresses *ret, struct map *seen, struct str file)
{
	struct str head = str_sub(file, 0, str_find_char(file, '\n', 0));
	char sep = str_find_char(head, ';', 0) != STR_NPOS	? ';'
		   : str_find_char(head, '\t', 0) != STR_NPOS ? '\t'
							      : ',';
	size_t column = str_find_char(head, '@', 0) == STR_NPOS ? mail_column(a, head, sep) : STR_NPOS;

	if (column == STR_NPOS) {
		add_all(a, ret, seen, file);
		return;
	}
	(void)str_cut_line(&file);
	while (str_present(file)) {
		struct str line = str_cut_line(&file), field = STR_NONE;

		for (size_t i = 0; i <= column && str_present(line); i++)
			field = next_field(&line, sep);
		add_all(a, ret, seen, field);
	}
}

writer_addresses
writer_roster_read(struct arena *a, struct str file)
{
	writer_addresses ret = { 0 };
	struct map seen = { 0 };
	struct str s = str_trim(file);

	if (str_starts(s, STR("{")) || str_starts(s, STR("[")))
		add_json(a, &ret, &seen, s);
	else
		add_csv(a, &ret, &seen, s);
	return ret;
}
