/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The bodies of messages: which part is the text, and what is made of it; and the
 * form in which a cell gives them back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "mail/mail_html.h"
#include "mail/mail_read.h"
#include "mail/mail_wire.h"

static const instant now = { 1700000000 };

static struct mail
read(struct arena *a, const char *message)
{
	struct mail m;

	mail_read(a, str_of(message), now, &m);
	return m;
}

static void
a_body_is_text_whatever_wraps_it(void **state)
{
	static const struct {
		const char *message, *text;
		enum mail_text_kind kind;
		size_t parts;
	} t[] = {
		{ "Subject: a\n\nGood morning.\n", "Good morning.\n", MAIL_TEXT_PLAIN, 0 },
		{ "Content-Type: text/plain; charset=iso-8859-1\n"
		  "Content-Transfer-Encoding: quoted-printable\n\nRh=F4ne\n",
		  "Rhône\n", MAIL_TEXT_PLAIN, 0 },
		{ "Content-Type: text/plain; charset=x-never-heard\n\nGood day\n", "Good day\n",
		  MAIL_TEXT_PLAIN, 0 },
		{ "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nPlain.\n--b\n"
		  "Content-Type: text/html\n\n<p>Rich.</p>\n--b--\n",
		  "Plain.", MAIL_TEXT_PLAIN, 0 },
		{ "Content-Type: multipart/alternative; boundary=b\n\n--b\n\n \n--b\n"
		  "Content-Type: text/html\n\n<p>Rich.</p>\n--b--\n",
		  "Rich.\n", MAIL_TEXT_HTML, 0 },
		/* As most programs send HTML with a picture. */
		{ "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nPlain.\n--b\n"
		  "Content-Type: multipart/related; boundary=c\n\n--c\n"
		  "Content-Type: text/html\n\n<p>Rich.</p>\n--c\nContent-Type: image/png\n\nx\n"
		  "--c--\n--b--\n",
		  "Plain.", MAIL_TEXT_PLAIN, 1 },
		{ "Content-Type: multipart/alternative; boundary=b\n\n--b\n"
		  "Content-Type: multipart/mixed; boundary=c\n\n--c\n\nAbove.\n--c\n"
		  "Content-Type: image/png\n\nx\n--c\n\nBelow.\n--c--\n--b\n"
		  "Content-Type: text/html\n\n<p>Rich.</p>\n--b--\n",
		  "Above.\n\nBelow.", MAIL_TEXT_PLAIN, 1 },
		{ "Content-Type: multipart/mixed\n\tboundary=b\n\nThe semicolon is missing.\n",
		  "The semicolon is missing.\n", MAIL_TEXT_PLAIN, 0 },
		{ "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSee the file.\n--b\n"
		  "Content-Type: application/pdf; name=\"plan.pdf\"\n"
		  "Content-Disposition: attachment\n\n%PDF-\n--b\n\nA footer.\n--b--\n",
		  "See the file.\n\nA footer.", MAIL_TEXT_PLAIN, 1 },
		{ "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nCut off in the middle",
		  "Cut off in the middle", MAIL_TEXT_PLAIN, 0 },
		{ "Content-Type: multipart/encrypted; boundary=b\n\n--b\n"
		  "Content-Type: application/pgp-encrypted\n\nVersion: 1\n--b\n"
		  "Content-Type: application/octet-stream\n\nx\n--b--\n",
		  "", MAIL_TEXT_ENCRYPTED, 2 },
		{ "Content-Type: image/png; name=a.png\n\nx\n", "", MAIL_TEXT_NONE, 1 },
		{ "Content-Type: message/rfc822\n\nSubject: inner\n\nWithin\n", "", MAIL_TEXT_NONE, 1 },
		{ "", "", MAIL_TEXT_NONE, 0 },
	};
	AUTO_ARENA a = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		struct mail m = read(&a, t[i].message);

		assert_string_equal(arena_cstr(&a, m.text), t[i].text);
		assert_int_equal(m.text_kind, t[i].kind);
		assert_int_equal(m.parts.n, t[i].parts);
	}
}

static void
attachments_have_names_types_and_sizes(void **state)
{
	AUTO_ARENA a = { 0 };
	struct mail m = read(&a, "Content-Type: multipart/mixed; boundary=b\n\n--b\n"
				 "Content-Type: Application/PDF\nContent-Transfer-Encoding: base64\n"
				 "Content-Disposition: attachment; filename*=utf-8''Rh%C3%B4ne.pdf\n\n"
				 "JVBERi0=\n--b--\n");

	(void)state;
	assert_int_equal(m.parts.n, 1);
	assert_string_equal(m.parts.at[0].name.p, "Rhône.pdf");
	assert_string_equal(m.parts.at[0].type.p, "application/pdf");
	assert_int_equal(m.parts.at[0].bytes, 5);
}

static void
ten_thousand_parts_and_deep_nests_are_bounded(void **state)
{
	AUTO_ARENA a = { 0 };
	AUTO_BUF wide = { 0 }, deep = { 0 };
	struct mail m;

	(void)state;
	BUF_LIT(&wide, "Content-Type: multipart/mixed; boundary=b\n\n");
	for (int i = 0; i < 10050; i++)
		BUF_LIT(&wide, "--b\nContent-Type: image/png\n\nx\n");
	m = read(&a, buf_cstr(&wide));
	assert_int_equal(m.parts.n, MAIL_PARTS_MAX);
	assert_int_equal(m.parts.n + m.parts_left_out, 10050);
	for (int i = 0; i < 200; i++)
		buf_addf(&deep, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i);
	BUF_LIT(&deep, "\nAt the bottom\n");
	m = read(&a, buf_cstr(&deep));
	assert_int_equal(m.text_kind, MAIL_TEXT_NONE);
	assert_int_equal(m.parts_left_out, 1);
}

static void
flowed_lines_are_joined(void **state)
{
	AUTO_ARENA a = { 0 };

	(void)state;
	assert_string_equal(
		mail_unflow(&a, STR("One \nline.\n\n> they \n> said\n>> more \n> than\nend \n-- \nAna\n"),
			    false).p,
		"One line.\n\n> they said\n>> more \n> than\nend \n-- \nAna\n");
	assert_string_equal(mail_unflow(&a, STR("\xE6\xB2\xB3 \n\xE5\xB7\x9D\n"), true).p,
			    "\xE6\xB2\xB3\xE5\xB7\x9D\n");
	assert_string_equal(mail_unflow(&a, STR(" From here\n >no quote\n"), false).p,
			    "From here\n>no quote\n");
}

static void
html_becomes_lines(void **state)
{
	static const struct {
		const char *html, *want;
	} t[] = {
		{ "<p>One</p><p>Two &amp; three</p>", "One\n\nTwo & three\n" },
		{ "a<br>b<br><br>c", "a\nb\n\nc\n" },
		{ "<style>p{}</style><script>x()</script><title>t</title>Text", "Text\n" },
		{ "<blockquote><p>Said</p><blockquote>Before</blockquote></blockquote>Mine",
		  "> Said\n\n> > Before\n\nMine\n" },
		{ "<ul><li>One<li>Two</ul>", "- One\n- Two\n" },
		{ "<a href='https://river.example/'>the river</a>", "the river <https://river.example/>\n" },
		{ "<a href='https://river.example/'>https://river.example/</a>", "https://river.example/\n" },
		{ "<a href='javascript:x'>no</a>", "no\n" },
		{ "<pre>a  b\n c</pre>d", "a  b\n c\n\nd\n" },
		{ "<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc\n" },
		{ "<p>un<b>closed <i>every", "unclosed every\n" },
		{ "", "" },
		{ "<div><div><div></div></div></div>", "" },
	};
	AUTO_ARENA a = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(t); i++)
		assert_string_equal(
			arena_cstr(&a, mail_html_text(&a, str_of(t[i].html), MAIL_TEXT_MAX)), t[i].want);
}

static void
programs_are_told_from_people(void **state)
{
	static const struct {
		const char *message;
		enum mail_sender want;
	} t[] = {
		{ "From: ana@river.example\n\nx\n", MAIL_SENDER_PERSON },
		{ "From: ana@river.example\nPrecedence: list\nAuto-Submitted: no\n\nx\n", MAIL_SENDER_PERSON },
		{ "From: ana@river.example\nAuto-Submitted: auto-replied\n\nx\n", MAIL_SENDER_AUTO },
		{ "From: MAILER-DAEMON@river.example\n\nx\n", MAIL_SENDER_BOUNCE },
		{ "From: a@b.example\nReturn-Path: <>\n\nx\n", MAIL_SENDER_BOUNCE },
		{ "From: a@b.example\nContent-Type: multipart/report; boundary=b\n\n--b\n\nx\n--b--\n",
		  MAIL_SENDER_BOUNCE },
		{ "From: a@b.example\nContent-Type: multipart/digest; boundary=b\n\n--b\n\nx\n--b--\n",
		  MAIL_SENDER_DIGEST },
		{ "From: rivers-bounces@river.example\n\nx\n", MAIL_SENDER_LIST },
		{ "From: mailman-owner@river.example\n\nx\n", MAIL_SENDER_LIST },
	};
	AUTO_ARENA a = { 0 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(t); i++)
		assert_int_equal(read(&a, t[i].message).sender, t[i].want);
	assert_true(read(&a, "X-No-Archive: Yes\n\nx\n").no_archive);
	assert_false(read(&a, "X-No-Archive: no\n\nx\n").no_archive);
}

static void
masked_addresses_are_addresses(void **state)
{
	AUTO_ARENA a = { 0 };
	struct mail m = read(&a, "From: ana at river.example (Ana Lund)\n\nx\n");

	(void)state;
	assert_string_equal(m.head.from_address.p, "ana@river.example");
	assert_string_equal(m.head.from_name.p, "Ana Lund");
	assert_string_equal(arena_cstr(&a, mail_unmask(&a, STR("Look at me <a at b.example>"))),
			    "Look at me <a@b.example>");
	assert_string_equal(arena_cstr(&a, mail_unmask(&a, STR("Look at me"))), "Look at me");
	assert_string_equal(arena_cstr(&a, mail_unmask(&a, STR("Ana <a@b.example> at c.example"))),
			    "Ana <a@b.example> at c.example");
}

static void
a_derived_id_survives_what_archives_do(void **state)
{
	AUTO_ARENA a = { 0 };
	const char *head = "Date: Thu, 14 Apr 2016 11:06:56 +0200\n";
	struct mail one = read(&a, arena_printf(&a, "From: Ana <ana@river.example>\nSubject: The\n two "
						    "rivers\n%s\nGood day.\n", head).p);
	struct mail two = read(&a, arena_printf(&a, "From: ana at river.example (Ana)\nSubject: The two "
						    "rivers\n%s\nGood  day. \n\n", head).p);
	struct mail other = read(&a, arena_printf(&a, "From: Ana <ana@river.example>\nSubject: The two "
						      "rivers\n%s\nBad day.\n", head).p);

	(void)state;
	assert_string_equal(mail_derived_id(&a, &one).p, mail_derived_id(&a, &two).p);
	assert_string_not_equal(mail_derived_id(&a, &one).p, mail_derived_id(&a, &other).p);
}

static void
what_comes_out_of_a_cell_is_what_went_in(void **state)
{
	AUTO_ARENA a = { 0 };
	AUTO_BUF b = { 0 };
	struct mail m = read(&a, "Message-ID: <2@r>\nReferences: <0@r> <1@r>\nFrom: Ana <a@r.example>\n"
				 "Subject: s\nDate: Thu, 14 Apr 2016 11:06:56 +0200\n"
				 "Content-Type: multipart/mixed; boundary=b\n\n--b\n"
				 "Content-Type: image/png; name=a.png\n\nx\n--b--\n");
	struct mail back;

	(void)state;
	mail_put(&b, &m);
	assert_true(mail_get(buf_str(&b), &a, &back));
	assert_string_equal(back.head.id.p, "2@r");
	assert_int_equal(back.head.refs.n, 2);
	assert_string_equal(back.head.refs.at[1].p, "1@r");
	assert_string_equal(back.head.from_name.p, "Ana");
	assert_string_equal(back.head.subject.p, "s");
	assert_int_equal(back.head.at.v, m.head.at.v);
	assert_int_equal(back.parts.n, 1);
	assert_string_equal(back.parts.at[0].name.p, "a.png");
	/* Whatever is cut off or put behind it is a lie. */
	for (size_t n = 0; n < b.n; n++)
		assert_false(mail_get(str_sub(buf_str(&b), 0, n), &a, &back));
	buf_addc(&b, '\0');
	assert_false(mail_get(buf_str(&b), &a, &back));
}

static void
more_references_than_there_is_room_for_lose_the_oldest(void **state)
{
	AUTO_ARENA a = { 0 };
	AUTO_BUF head = { 0 }, b = { 0 };
	struct mail m, back;

	(void)state;
	BUF_LIT(&head, "References:");
	for (int i = 0; i < 2000; i++)
		buf_addf(&head, "\n <%d.%0200d@r>", i, 0);
	BUF_LIT(&head, "\n\nx\n");
	m = read(&a, buf_cstr(&head));
	assert_int_equal(m.head.refs.n, 2000);
	mail_put(&b, &m);
	assert_in_range(b.n, 1, MAIL_WIRE_MAX);
	assert_true(mail_get(buf_str(&b), &a, &back));
	assert_int_equal(back.head.refs.n, MAIL_REFS_MAX);
	assert_true(str_eq(back.head.refs.at[MAIL_REFS_MAX - 1], m.head.refs.at[1999]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_body_is_text_whatever_wraps_it),
		cmocka_unit_test(attachments_have_names_types_and_sizes),
		cmocka_unit_test(ten_thousand_parts_and_deep_nests_are_bounded),
		cmocka_unit_test(flowed_lines_are_joined),
		cmocka_unit_test(html_becomes_lines),
		cmocka_unit_test(programs_are_told_from_people),
		cmocka_unit_test(masked_addresses_are_addresses),
		cmocka_unit_test(a_derived_id_survives_what_archives_do),
		cmocka_unit_test(what_comes_out_of_a_cell_is_what_went_in),
		cmocka_unit_test(more_references_than_there_is_room_for_lose_the_oldest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
