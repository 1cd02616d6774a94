/* SPDX-License-Identifier: Apache-2.0 */
#include "mailsearch/mailsearch.h"

#include "base/buf.h"
#include "mail/body.h"
#include "mail/refs.h"
#include "search/search.h"
#include "writer/writer.h"

/* Put before the digest of an address, so that it is no word of any text. */
#define ADDRESS_MARK "zqaddress"
/* Own number of the rules below, beside that of the library's tables. */
#define RULES "1"

/* ---- what a message is found by ---- */

struct str
mailsearch_text(struct arena *a, struct str text, bool quotes)
{
	bool any;

	return body_mask(a, body_own(a, text, quotes, &any));
}

static struct str
address_word(struct arena *a, struct str address)
{
	return arena_concat(a, STR(ADDRESS_MARK), refs_key_format(a, writer_key(a, address, STR_NONE)));
}

struct mailsearch_words
mailsearch_words(struct arena *a, const struct mailsearch_message *m, bool quotes)
{
	AUTO_ARENA scratch = { 0 };
	AUTO_BUF sender = { 0 };
	struct str name = body_mask(&scratch, m->name), own;
	bool any;
	size_t at = str_find_char(m->address, '@', 0);

	buf_add(&sender, text_segment(&scratch, name));
	if (m->address.n) {
		struct str local = text_segment(&scratch, str_sub(m->address, 0, at));

		if (local.n)
			buf_addf(&sender, "%s%.*s", sender.n ? " " : "", STRF(local));
		buf_addf(&sender, "%s%.*s", sender.n ? " " : "", STRF(address_word(&scratch, m->address)));
	}
	own = body_own(&scratch, m->text, quotes, &any);
	return (struct mailsearch_words){
		.subject = text_segment(a, body_mask(&scratch, m->subject)),
		.sender = buf_to_arena(&sender, a),
		.body = text_segment(a, body_mask(&scratch, own)),
		.quotes = any,
	};
}

struct str
mailsearch_cut(struct arena *a)
{
	return arena_printf(a, RULES " %.*s", STRF(text_segment_version(a)));
}

/* ---- what somebody looks for ---- */

enum field { FIELD_SUBJECT, FIELD_FROM, FIELD_LIST, FIELD_AFTER, FIELD_BEFORE, FIELDS };

static const struct str fields[FIELDS] = {
	STR_INIT("subject:"), STR_INIT("from:"), STR_INIT("list:"), STR_INIT("after:"), STR_INIT("before:"),
};

static enum field
field_at(struct str s)
{
	enum field f = 0;

	while (f < FIELDS && !str_starts_nocase(s, fields[f]))
		f++;
	return f;
}

/* "2024", "2024-05", "2024-05-01" */
static bool
parse_day(struct arena *a, struct str s, date *ret)
{
	static const char *const rest[] = { "-01-01", "-01", "" };

	for (size_t i = 0; i < 3; i++)
		if (date_parse(arena_concat(a, s, str_of(rest[i])), ret))
			return true;
	return false;
}

static void
add_terms(struct arena *a, struct text_query *to, struct text_query from, bool *clipped)
{
	*clipped |= from.clipped;
	for (size_t i = 0; i < from.terms.n; i++) {
		if (to->terms.n == TEXT_QUERY_MAX)
			*clipped = true;
		else
			VEC_PUSH(a, &to->terms, from.terms.at[i]);
	}
}

static struct str
bare(struct str s)
{
	while (s.n && strchr("\"<", s.p[0]))
		s = str_from(s, 1);
	while (s.n && strchr("\">", s.p[s.n - 1]))
		s.n--;
	return s;
}

static void
set_field(struct arena *a, struct mailsearch_query *q, enum field f, struct str value)
{
	date *day = f == FIELD_AFTER ? &q->after : &q->before;

	if (!value.n)
		return;
	if (f == FIELD_LIST)
		q->list = value;
	else if (f == FIELD_AFTER || f == FIELD_BEFORE) {
		if (!parse_day(a, value, day))
			q->not_a_day = value;
	} else if (f == FIELD_FROM && str_find_char(value, '@', 0) != STR_NPOS)
		add_terms(a, &q->from, text_query(a, address_word(a, bare(value))), &q->clipped);
	else
		add_terms(a, f == FIELD_FROM ? &q->from : &q->subject, text_query(a, value), &q->clipped);
}

/* Up to the next space; in quotation marks, with them, up to the second one. */
static struct str
cut_value(struct str s)
{
	size_t end;

	if (str_starts(s, STR("\""))) {
		end = str_find_char(s, '"', 1);
		return str_sub(s, 0, end == STR_NPOS ? s.n : end + 1);
	}
	for (end = 0; end < s.n && !strchr(" \t\n", s.p[end]); end++)
		;
	return str_sub(s, 0, end);
}

struct mailsearch_query
mailsearch_query(struct arena *a, struct str typed)
{
	struct mailsearch_query q = { .after = DATE_NONE, .before = DATE_NONE };
	AUTO_BUF words = { 0 };
	bool inside = false;

	for (size_t i = 0; i < typed.n;) {
		struct str rest = str_from(typed, i);
		bool begins = !inside && (i == 0 || strchr(" \t\n", typed.p[i - 1]));
		enum field f = begins ? field_at(rest) : FIELDS;
		struct str value;

		if (f == FIELDS) {
			inside ^= typed.p[i] == '"';
			buf_addc(&words, typed.p[i++]);
			continue;
		}
		value = cut_value(str_from(rest, fields[f].n));
		/* Names and subjects keep their quotation marks: they make a phrase. */
		set_field(a, &q, f, f == FIELD_SUBJECT || f == FIELD_FROM ? value : bare(value));
		i += fields[f].n + value.n;
	}
	q.any = text_query(a, buf_to_arena(&words, a));
	q.clipped |= q.any.clipped;
	return q;
}

struct str
mailsearch_match(struct arena *a, const struct mailsearch_query *q)
{
	AUTO_BUF b = { 0 };

	search_match_add(&b, &q->any, STR_NONE);
	search_match_add(&b, &q->subject, STR("subject"));
	search_match_add(&b, &q->from, STR("sender"));
	return buf_to_arena(&b, a);
}

struct str
mailsearch_tsquery(struct arena *a, const struct mailsearch_query *q)
{
	AUTO_BUF b = { 0 };

	search_tsquery_add(&b, &q->any, STR_NONE);
	search_tsquery_add(&b, &q->subject, STR("A"));
	search_tsquery_add(&b, &q->from, STR("B"));
	return buf_to_arena(&b, a);
}
