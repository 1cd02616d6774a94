/* SPDX-License-Identifier: Apache-2.0 */
/* Reports of mail servers on letters that they could not hand over (RFC 3464). */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "mail/bounce.h"

static struct arena arena;

static int
fresh_arena(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

#define HEAD                                                                                      \
	"From: Mail Delivery Subsystem <mailer-daemon@mx.example>\nTo: <forum@forum.example>\n"    \
	"Message-ID: <theirs@mx.example>\nMIME-Version: 1.0\n"                                     \
	"Content-Type: Multipart/Report; report-type=delivery-status;\n boundary=\"b\"\n\n"
#define WORDS "--b\nContent-Type: text/plain\n\nAlas:\n  ana@river.example: no such user\n\n"
#define OURS                                                                                       \
	"\n--b\nContent-Type: message/rfc822\n\nFrom: forum@forum.example\nMessage-Id: <ours@forum.example>\n" \
	"Subject: Status: Action:\n\nHello.\n--b--\n"

static void
a_report_says_who_why_and_of_which_letter(void **state)
{
	static const char report[] =
		HEAD WORDS "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n"
		"Arrival-Date: Fri, 1 Mar 2024 10:00:00 +0000\n\nOriginal-Recipient: rfc822;Ana@river.example\n"
		"Final-Recipient: rfc822; ana@elsewhere.example\nAction: FAILED\nStatus: 5.1.1 (no such user)\n"
		"Diagnostic-Code: smtp; 550 5.1.1 <ana@elsewhere.example>:\n  no such user here\n" OURS;
	struct bounce b;

	(void)state;
	assert_true(bounce_read(&arena, str_of(report), &b));
	assert_int_equal(b.recipients.n, 1);
	assert_true(str_is(b.recipients.at[0].address, "Ana@river.example"));
	assert_int_equal(b.recipients.at[0].action, BOUNCE_FAILED);
	assert_true(str_is(b.recipients.at[0].status, "5.1.1"));
	assert_true(str_is(b.recipients.at[0].said, "550 5.1.1 <ana@elsewhere.example>: no such user here"));
	assert_true(bounce_is_final(&b.recipients.at[0]));
	assert_int_equal(b.mids.n, 1);
	assert_true(str_is(b.mids.at[0], "ours@forum.example"));
}

static void
several_recipients_and_lines_ended_as_on_the_wire(void **state)
{
	static const char report[] =
		"Content-Type: multipart/report; boundary=x; report-type=\"delivery-status\"\r\n\r\n--x\r\n\r\n"
		"Reporting-MTA: dns; a\r\n\r\nFinal-Recipient: RFC822; a@x.example\r\nAction: delayed\r\nStatus: 4.4.7\r\n\r\n"
		"Final-Recipient: rfc822; b@x.example\r\nAction: failed\r\nStatus: 5.2.2\r\n\r\n"
		"Final-Recipient: rfc822; c@x.example\r\nAction: failed\r\nStatus: 5.7.1";
	struct bounce b;

	(void)state;
	assert_true(bounce_read(&arena, str_of(report), &b));
	assert_int_equal(b.recipients.n, 3);
	assert_int_equal(b.recipients.at[0].action, BOUNCE_DELAYED);
	/* A full mailbox is emptied some day. */
	assert_false(bounce_is_final(&b.recipients.at[0]));
	assert_false(bounce_is_final(&b.recipients.at[1]));
	assert_true(bounce_is_final(&b.recipients.at[2]));
	assert_int_equal(b.mids.n, 0);
}

static void
what_is_no_report_is_none(void **state)
{
	static const char *const none[] = {
		"", "\n", "Final-Recipient: rfc822; a@x.example\nAction: failed\n",
		"Content-Type: text/plain\n\nContent-Type: multipart/report; report-type=delivery-status\n\nAction: failed\n",
		"Content-Type: multipart/report; report-type=disposition-notification\n\nAction: failed\n",
		"From: a\n\xff\xfe\0", ":::\n:\n a: b\n",
	};
	struct bounce b;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(none); i++)
		assert_false(bounce_read(&arena, str_of(none[i]), &b));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_report_says_who_why_and_of_which_letter, fresh_arena),
		cmocka_unit_test_setup(several_recipients_and_lines_ended_as_on_the_wire, fresh_arena),
		cmocka_unit_test_setup(what_is_no_report_is_none, fresh_arena),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_done(&arena);
	return failed;
}
