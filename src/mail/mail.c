/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/mail.h"

#include "base/buf.h"
#include "base/words.h"
#include "secret/digest.h"

#define DAY (24 * 3600)
#define WEEK (7 * DAY)
/* Nobody sent mail as we know it before: 1 January 1975. */
#define FIRST_MAIL 157766400

static bool
is_white(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
}

static void
push_id(struct arena *a, mail_ids *ids, struct str s)
{
	AUTO_BUF b = { 0 };

	for (size_t i = 0; i < s.n; i++)
		if (!is_white(s.p[i]))
			buf_put(&b, s.p + i, 1);
	if (b.n > 0 && b.n <= MAIL_ID_MAX)
		VEC_PUSH(a, ids, arena_str(a, buf_str(&b)));
}

mail_ids
mail_scan_ids(struct arena *a, struct str value)
{
	mail_ids ret = { 0 };
	bool bracket = false;
	size_t at = 0;

	for (;;) {
		size_t open = str_find_char(value, '<', at), close, again;

		if (open >= value.n)
			break;
		bracket = true;
		close = str_find_char(value, '>', open);
		/* "<a@b <c@d>": the first was cut off. */
		again = str_find_char(value, '<', open + 1);
		at = close < again ? close : again;
		push_id(a, &ret, str_sub(value, open + 1, at - open - 1));
		if (at >= value.n)
			break;
	}
	while (!bracket && str_present(value)) {
		struct str word = str_cut(&value, ' ');

		if (str_find_char(word, '@', 0) < word.n)
			push_id(a, &ret, word);
	}
	return ret;
}

instant
mail_believe(instant said, instant received, instant now, enum mail_clock *ret_clock)
{
	bool possible = instant_known(said) && said.v >= FIRST_MAIL && said.v <= now.v + DAY;
	bool taken = instant_known(received) && received.v >= FIRST_MAIL &&
		     received.v <= now.v + DAY;

	if (possible && taken && said.v - received.v <= WEEK && received.v - said.v <= WEEK) {
		*ret_clock = MAIL_CLOCK_SAID;
		return said;
	}
	if (taken) {
		*ret_clock = MAIL_CLOCK_RECEIVED;
		return received;
	}
	*ret_clock = possible ? MAIL_CLOCK_ALONE : MAIL_CLOCK_NONE;
	return possible ? said : INSTANT_NONE;
}

static const struct str clock_words[] = {
	[MAIL_CLOCK_SAID] = STR_INIT("said"),
	[MAIL_CLOCK_RECEIVED] = STR_INIT("received"),
	[MAIL_CLOCK_ALONE] = STR_INIT("alone"),
	[MAIL_CLOCK_NONE] = STR_INIT("none"),
};
WORDS_DEFINE(mail_clock, enum mail_clock, clock_words)

static const struct str text_kind_words[] = {
	[MAIL_TEXT_PLAIN] = STR_INIT("plain"),
	[MAIL_TEXT_HTML] = STR_INIT("html"),
	[MAIL_TEXT_NONE] = STR_INIT("none"),
	[MAIL_TEXT_ENCRYPTED] = STR_INIT("encrypted"),
};
WORDS_DEFINE(mail_text_kind, enum mail_text_kind, text_kind_words)

static const struct str sender_words[] = {
	[MAIL_SENDER_PERSON] = STR_INIT("person"),
	[MAIL_SENDER_AUTO] = STR_INIT("auto"),
	[MAIL_SENDER_BOUNCE] = STR_INIT("bounce"),
	[MAIL_SENDER_DIGEST] = STR_INIT("digest"),
	[MAIL_SENDER_LIST] = STR_INIT("list"),
};
WORDS_DEFINE(mail_sender, enum mail_sender, sender_words)

enum mail_sender
mail_sender_of_address(struct str address)
{
	static const struct str list_ends[] = {
		STR_INIT("-bounces"), STR_INIT("-owner"), STR_INIT("-request"),
		STR_INIT("-admin"), STR_INIT("-confirm"),
	};
	struct str local = str_sub(address, 0, str_find_char(address, '@', 0));

	if (str_eq_nocase(local, STR("mailer-daemon")) || str_eq_nocase(local, STR("postmaster")))
		return MAIL_SENDER_BOUNCE;
	if (str_eq_nocase(local, STR("mailman")) || str_eq_nocase(local, STR("listserv")) ||
	    str_eq_nocase(local, STR("majordomo")) || str_eq_nocase(local, STR("mailman-owner")))
		return MAIL_SENDER_LIST;
	for (size_t i = 0; i < ARRAY_LEN(list_ends); i++)
		if (local.n > list_ends[i].n &&
		    str_eq_nocase(str_from(local, local.n - list_ends[i].n), list_ends[i]))
			return MAIL_SENDER_LIST;
	return MAIL_SENDER_PERSON;
}

/* ---- names for what has none ---- */

static void
add_words(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_white(s.p[i]))
			buf_addc(b, s.p[i]);
	buf_addc(b, '\0');
}

static void
add_lower(struct buf *b, struct str s)
{
	size_t from = b->n;

	add_words(b, s);
	for (size_t i = from; i < b->n; i++)
		if (b->p[i] >= 'A' && b->p[i] <= 'Z')
			b->p[i] = (char)(b->p[i] - 'A' + 'a');
}

struct str
mail_derived_id(struct arena *a, const struct mail *m)
{
	AUTO_BUF b = { 0 };

	add_lower(&b, m->head.from_address);
	add_words(&b, m->head.subject);
	if (instant_known(m->head.at))
		buf_addint(&b, m->head.at.v);
	buf_addc(&b, '\0');
	add_words(&b, m->text);
	return arena_printf(a, "%.32s@without-id.invalid", digest_hex(a, buf_str(&b)).p);
}

/* Does something that can be a host stand at `at`? How long it is. */
static size_t
host_length(struct str s, size_t at)
{
	size_t n = at;
	bool dot = false;

	while (n < s.n && !is_white(s.p[n]) && !strchr("<>()\",;", s.p[n])) {
		dot |= s.p[n] == '.' && n > at;
		n++;
	}
	return dot ? n - at : 0;
}

struct str
mail_unmask(struct arena *a, struct str value)
{
	const struct str mask = STR(" at ");

	if (str_find_char(value, '@', 0) < value.n)
		return value;
	for (size_t at = str_find(value, mask, 0); at < value.n; at = str_find(value, mask, at + 1)) {
		if (at == 0 || is_white(value.p[at - 1]) || !host_length(value, at + mask.n))
			continue;
		return arena_printf(a, "%.*s@%.*s", STRF(str_sub(value, 0, at)),
				    STRF(str_from(value, at + mask.n)));
	}
	return value;
}

/* ---- format=flowed ---- */

/* How deep a line is quoted; *line becomes what stands behind the marks. */
static size_t
take_quote_marks(struct str *line)
{
	size_t depth = 0;

	while (depth < line->n && line->p[depth] == '>')
		depth++;
	*line = str_from(*line, depth);
	/* Stuffed, so that a line may begin with a space, a mark or "From ". */
	if (str_starts(*line, STR(" ")))
		*line = str_from(*line, 1);
	return depth;
}

struct str
mail_unflow(struct arena *a, struct str text, bool delsp)
{
	AUTO_BUF out = { 0 };
	bool flows = false;
	size_t before = 0;
	struct str rest = text;

	while (str_present(rest) && rest.n) {
		struct str line = str_cut(&rest, '\n');
		size_t depth = take_quote_marks(&line);
		bool signature = str_eq(line, STR("-- "));

		if (flows && (depth != before || signature)) {
			buf_addc(&out, '\n');
			flows = false;
		}
		if (!flows) {
			for (size_t i = 0; i < depth; i++)
				buf_addc(&out, '>');
			if (depth && line.n)
				buf_addc(&out, ' ');
		}
		flows = !signature && str_ends(line, STR(" "));
		buf_add(&out, flows && delsp ? str_sub(line, 0, line.n - 1) : line);
		if (!flows)
			buf_addc(&out, '\n');
		before = depth;
	}
	return buf_to_arena(&out, a);
}
