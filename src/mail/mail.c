/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/mail.h"

#include "base/buf.h"

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
