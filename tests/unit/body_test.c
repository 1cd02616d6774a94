/* SPDX-License-Identifier: Apache-2.0 */
/* Texts of messages: quotations, signatures, links, and addresses that are hidden. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/attr.h"
#include "base/buf.h"
#include "mail/body.h"

/* "T:text|Q:quoted" with links in brackets. */
static const char *
shown(struct arena *a, const char *text)
{
	static const char kinds[] = { [BODY_TEXT] = 'T', [BODY_QUOTE] = 'Q', [BODY_SIGNATURE] = 'S' };
	body_pieces pieces = body_split(a, str_of(text));
	AUTO_BUF b = { 0 };

	for (size_t i = 0; i < pieces.n; i++) {
		buf_addf(&b, "%s%c%zu:", i ? "|" : "", kinds[pieces.at[i].kind], pieces.at[i].lines);
		for (size_t k = 0; k < pieces.at[i].spans.n; k++)
			buf_addf(&b, pieces.at[i].spans.at[k].link ? "[%.*s]" : "%.*s",
				 STRF(pieces.at[i].spans.at[k].text));
	}
	return arena_cstr(a, buf_str(&b));
}

static void
a_text_falls_into_own_words_quotations_and_signature(void **state)
{
	static const struct {
		const char *text, *want;
	} t[] = {
		{ "", "" },
		{ "\n \n", "" },
		{ "One.\n\nTwo.\n", "T3:One.\n\nTwo." },
		{ "Ana wrote:\n> Said.\n> > Before.\n\nMine.\n", "T1:Ana wrote:|Q2:Said.\n> Before.|T1:Mine." },
		{ ">One\n\n>Two\nMine", "Q3:One\n\nTwo|T1:Mine" },
		{ " > Stepped in\nMine", "Q1:Stepped in|T1:Mine" },
		{ "Mine\n-- \nAna\n> no quote\n", "T1:Mine|S3:-- \nAna\n> no quote" },
		{ "--\nno signature", "T2:--\nno signature" },
		{ ">\n>\n", "" },
		{ "Mine\n____________________\nrivers list\n", "T1:Mine|S2:____________________\nrivers list" },
		{ "Fill in:\n____________________\n1\n2\n3\n4\n5\n6\n7\n8\n9\n",
		  "T11:Fill in:\n____________________\n1\n2\n3\n4\n5\n6\n7\n8\n9" },
	};
	AUTO_ARENA a = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(t); i++)
		assert_string_equal(shown(&a, t[i].text), t[i].want);
}

static void
links_are_found_without_what_ends_the_sentence(void **state)
{
	static const struct {
		const char *text, *want;
	} t[] = {
		{ "See https://river.example/a.", "T1:See [https://river.example/a]." },
		{ "(https://river.example/a)", "T1:([https://river.example/a])" },
		{ "https://river.example/a_(b)", "T1:[https://river.example/a_(b)]" },
		{ "<http://river.example>", "T1:<[http://river.example]>" },
		{ "https://", "T1:https://" },
		{ "shttps://x.example", "T1:s[https://x.example]" },
		{ "javascript://x.example", "T1:javascript://x.example" },
	};
	AUTO_ARENA a = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(t); i++)
		assert_string_equal(shown(&a, t[i].text), t[i].want);
}

static void
nobodys_address_is_shown(void **state)
{
	static const struct {
		const char *text, *want;
	} t[] = {
		{ "Ana <ana@river.example> wrote", "Ana <ana@…> wrote" },
		{ "mailto:ana.lund+x@mail.river.example?subject=a", "mailto:ana.lund+x@…?subject=a" },
		{ "a@b.example, c@d.example.", "a@…, c@…." },
		{ "\"ana lund\"@river.example", "\"ana lund\"@…" },
		{ "ana@[192.0.2.1]", "ana@…" },
		{ "ana@[IPv6:2001:db8::1].", "ana@…." },
		{ "ana@[ and bo@river.example ]", "ana@[ and bo@… ]" },
		{ "ana@bo@river.example", "ana@bo@…" },
		{ "ana@river.example@sea.example", "ana@…@…" },
		{ "jörg@rhône.example", "jörg@…" },
		{ "https://lists.example/m/20190530.1@river.example/", "https://lists.example/m/20190530.1@…/" },
		{ "@ana and ana@localhost and a @ b.c", "@ana and ana@localhost and a @ b.c" },
		{ "no address", "no address" },
		{ "", "" },
	};
	AUTO_ARENA a = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(t); i++)
		assert_string_equal(arena_cstr(&a, body_mask(&a, str_of(t[i].text))), t[i].want);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_falls_into_own_words_quotations_and_signature),
		cmocka_unit_test(links_are_found_without_what_ends_the_sentence),
		cmocka_unit_test(nobodys_address_is_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
