/* SPDX-License-Identifier: Apache-2.0 */
/* /lists and what is below it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* ours is of base/op.h */

#include "base/buf.h"
#include "cell/cell.h"
#include "fixture.h"
#include "list/list_check.h"
#include "list/list_import.h"
#include "list/list_ops.h"
#include "list/list_remove.h"
#include "mail/refs.h"
#include "outbox_sql.h"

#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)

static const char archive[] =
	"From a Thu Apr 14 11:06:56 2016\n"
	"Message-ID: <1@r>\nFrom: Ana Lund <ana@river.example>\nSubject: [rivers] Banks & <beds>\n"
	"Date: Thu, 14 Apr 2016 11:06:56 +0000\n\nWrite to cai@sea.example or see\n"
	"https://river.example/banks.\n\n"
	"From a Thu Apr 14 12:00:00 2016\n"
	"Message-ID: <2@r>\nReferences: <1@r>\nFrom: bo@river.example\nSubject: Re: [rivers] Banks & <beds>\n"
	"Date: Thu, 14 Apr 2016 12:00:00 +0000\n\nAna wrote:\n> 1\n> 2\n> 3\n> 4\n\nHigh <b>water</b>.\n\n"
	"From a Mon May 2 12:00:00 2016\n"
	"Message-ID: <3@r>\nReferences: <ghost@r>\nFrom: Dag <dag@river.example>\nSubject: Re: Floods\n"
	"Date: Mon, 02 May 2016 12:00:00 +0000\nContent-Type: multipart/mixed; boundary=b\n\n"
	"--b\nContent-Type: application/pdf; name=\"map of dag@river.example.pdf\"\n\n%PDF\n--b--\n\n"
	"From a Mon May 2 12:00:00 2016\n"
	"Message-ID: <4@r>\nFrom: MAILER-DAEMON@river.example\nSubject: Undelivered\n\nNothing came.\n";

static const char *
key(struct fixture *f, const char *mid)
{
	return refs_key_format(&f->arena, refs_key(str_of(mid))).p;
}

static struct reply
get_of(struct fixture *f, const char *format, const char *mid)
{
	AUTO_BUF b = { 0 };

	buf_addf(&b, "%s%s", format, key(f, mid));
	return get(f, buf_cstr(&b));
}

static void
fill(struct fixture *f, const char *slug, const char *bytes)
{
	const struct list_spec spec = { .slug = str_of(slug), .name = STR("Rivers & lakes"),
					.group = STR("bridges"), .address = STR("rivers@lists.example"),
					.join_url = STR("https://lists.example/rivers") };
	struct list_source from = list_source_of(&f->arena, str_of(bytes));
	struct list_import in = { .source = STR("a.mbox"), .from = &from };
	struct list_imported done;

	f->op.db = f->db;
	assert_int_equal(list_add(&f->op, &spec, &in.list), OK);
	assert_int_equal(list_import(&f->op, &in, &done), OK);
}

static void
a_forum_without_lists_has_no_such_item_of_the_navigation(void **state)
{
	struct reply r = get(*state, "/");

	lacks(r, "href=\"/lists\"");
	r = get(*state, "/lists");
	assert_int_equal(r.status, 200);
	has(r, "There is no mailing list here yet.");
	fill(*state, "rivers", archive);
	has(get(*state, "/"), "href=\"/lists\"");
}

static void
lists_are_shown_with_whose_they_are(void **state)
{
	struct reply r;

	fill(*state, "rivers", archive);
	r = get(*state, "/lists");
	is_sound(r);
	has(r, "href=\"/lists/rivers\"><bdi>Rivers &amp; lakes</bdi>");
	has(r, "href=\"/coalitions/bridges\"");
	has(r, "4 messages");
	/* Its two years in a row: one month of two with a discussion, of what the archive reaches. */
	has(r, "role=img aria-label=\"In 1 of these 2 months");
	has(r, "<path class=f d=\"M2");
	has(get(*state, "/coalitions/bridges"), "href=\"/lists/rivers\"");
}

static void
a_list_says_how_often_there_is_discussion(void **state)
{
	struct reply r;

	fill(*state, "rivers", archive);
	r = get(*state, "/lists/rivers");
	assert_int_equal(r.status, 200);
	is_sound(r);
	/* April has one; in May nobody answers what is here. */
	has(r, "<b>1 of 2 months</b>");
	has(r, "of 2 threads");
	has(r, "1 message without a date");
	has(r, "href=\"/lists/rivers/2016-04\">Apr</a> <span class=num>2</span>");
	has(r, "href=\"https://lists.example/rivers\"");
	has(r, "mailto:rivers@lists.example");
	has(r, "Banks &amp; &lt;beds&gt;");
	lacks(r, "[rivers]");
}

/* The row of that name has that value. */
static void
figure_is(struct reply r, const char *name, const char *value)
{
	AUTO_BUF head = { 0 };
	struct str row;
	size_t at;

	buf_addf(&head, "<th scope=row>%s<br>", name);
	at = str_find(r.body, buf_str(&head), 0);
	assert_true(at < r.body.n);
	row = str_from(r.body, at);
	row = str_sub(row, 0, str_find_char(row, '\n', 0));
	assert_true(str_find(row, str_of(value), 0) < row.n);
}

static void
figures_of_any_time_are_shown_and_unknown_is_not_zero(void **state)
{
	struct reply r;

	fill(*state, "rivers", archive);
	r = get(*state, "/lists/rivers/figures");
	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "From 14 April 2016 to 2 May 2016");
	figure_is(r, "Months with a discussion", "<b>1 of 2</b>");
	figure_is(r, "Share of subscribers who posted", "<span class=q>unknown</span>");
	figure_is(r, "Median time to the first reply", "<b>53 minutes</b>");
	r = get(*state, "/lists/rivers/figures?from=2016-05-01&to=2016-06-01");
	figure_is(r, "Discussions", "<b>0 of 1</b>");
	figure_is(r, "Median time to the first reply", "<span class=q>unknown</span>");
	has(r, "value=\"2016-05-01\"");
	r = get(*state, "/lists/rivers/figures?from=2016-06-01&to=2016-05-01");
	has(r, "This time ends before it begins");
	assert_int_equal(get(*state, "/lists/rivers/figures?from=yesterday").status, 400);
	assert_int_equal(get(*state, "/lists/lakes/figures").status, 404);
}

static void
a_figure_opens_the_messages_behind_it(void **state)
{
	struct reply r;

	fill(*state, "rivers", archive);
	r = get(*state, "/lists/rivers/figures?from=2016-04-01&to=2016-06-01");
	has(r, "href=\"/lists/rivers/figures/newcomers?from=2016-04-01&amp;to=2016-06-01\"");
	r = get(*state, "/lists/rivers/figures/newcomers?from=2016-04-01&to=2016-06-01");
	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "<b>3 of 3</b>");
	has(r, "3 messages");
	has(r, "content=noindex");
	has(r, "href=\"/lists/rivers/figures?from=2016-04-01&amp;to=2016-06-01\"");
	r = get(*state, "/lists/rivers/figures/in-discussion");
	has(r, "2 messages");
	has(r, "Ana Lund");
	lacks(r, "Dag");
	lacks(r, "river.example");
	r = get(*state, "/lists/rivers/figures/one-way?from=2016-05-01");
	has(r, "1 message<");
	has(r, "Dag");
	lacks(r, "Ana Lund");
	r = get(*state, "/lists/rivers/figures/newcomers?from=2016-05-03&to=2016-05-01");
	has(r, "0 messages");
	assert_int_equal(get(*state, "/lists/rivers/figures/fame").status, 404);
	assert_int_equal(get(*state, "/lists/lakes/figures/messages").status, 404);
}

static void
a_month_has_its_threads_and_its_neighbours(void **state)
{
	struct reply r;

	fill(*state, "rivers", archive);
	r = get(*state, "/lists/rivers/2016-04");
	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "April 2016");
	has(r, "2 messages");
	has(r, "2 people");
	has(r, "href=\"/lists/rivers/2016-05\">May 2016");
	lacks(r, "Floods");
	r = get(*state, "/lists/rivers/undated");
	is_sound(r);
	has(r, "Undelivered");
	assert_int_equal(get(*state, "/lists/rivers/2016-06").status, 404);
	assert_int_equal(get(*state, "/lists/rivers/2016-13").status, 404);
	assert_int_equal(get(*state, "/lists/rivers/april").status, 404);
	assert_int_equal(get(*state, "/lists/lakes").status, 404);
	assert_int_equal(get(*state, "/lists/lakes/2016-04").status, 404);
}

static void
a_thread_is_read_in_the_order_of_its_answers(void **state)
{
	struct reply r;

	fill(*state, "rivers", archive);
	r = get_of(*state, "/lists/rivers/threads/", "1@r");
	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "<h1><bdi>Banks &amp; &lt;beds&gt;</bdi></h1>");
	has(r, "2 messages by 2 people. On ");
	assert_int_equal(count(r, "<article"), 2);
	has(r, "<article class=\"sec msg d1\"");
	has(r, "<summary>4 quoted lines</summary><blockquote>1\n2\n3\n4</blockquote>");
	has(r, "High &lt;b&gt;water&lt;/b&gt;.");
	has(r, "href=\"https://river.example/banks\" rel=\"nofollow noopener\">https://river.example/banks</a>.");
	has(r, "mailto:rivers@lists.example?In-Reply-To=%3C2%40r%3E&amp;Subject=Re%3A%20%5Brivers%5D");
	lacks(r, "noindex");
	/* The answer's key leads to the same thread, which search engines need once. */
	r = get_of(*state, "/lists/rivers/threads/", "2@r");
	assert_int_equal(count(r, "<article"), 2);
	has(r, "noindex");
}

static void
what_is_not_here_is_said(void **state)
{
	struct reply r;

	fill(*state, "rivers", archive);
	r = get_of(*state, "/lists/rivers/threads/", "ghost@r");
	assert_int_equal(r.status, 200);
	has(r, "answers a message that is not in this archive");
	has(r, "This message has no text.");
	assert_int_equal(get_of(*state, "/lists/rivers/messages/", "ghost@r").status, 404);
	assert_int_equal(get_of(*state, "/lists/rivers/messages/", "unheard-of@r").status, 404);
	assert_int_equal(get(*state, "/lists/rivers/messages/x").status, 404);
}

static void
a_message_has_a_page_and_is_found_by_its_id(void **state)
{
	struct reply r;

	fill(*state, "rivers", archive);
	r = get_of(*state, "/lists/rivers/messages/", "2@r");
	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "The whole thread (2 messages)");
	has(r, "Message before");
	lacks(r, "Next message");
	r = get(*state, "/mid?id=%3C2%40r%3E");
	assert_int_equal(r.status, 302);
	assert_string_equal(r.location.p, arena_printf(&((struct fixture *)*state)->arena,
						       "/lists/rivers/messages/%s", key(*state, "2@r")).p);
	assert_int_equal(get(*state, "/mid?id=nobody@r").status, 404);
}

static void
no_page_shows_anybodys_address(void **state)
{
	static const char *const pages[] = { "/lists", "/lists/rivers", "/lists/rivers/2016-04",
					     "/lists/rivers/2016-05", "/lists/rivers/undated" };
	static const char *const mids[] = { "1@r", "2@r", "3@r", "4@r" };
	struct fixture *f = *state;

	fill(f, "rivers", archive);
	for (size_t i = 0; i < ARRAY_LEN(pages); i++) {
		lacks(get(f, pages[i]), "river.example\"");
		lacks(get(f, pages[i]), "@river.example");
	}
	for (size_t i = 0; i < ARRAY_LEN(mids); i++) {
		struct reply thread = get_of(f, "/lists/rivers/threads/", mids[i]);
		struct reply message = get_of(f, "/lists/rivers/messages/", mids[i]);

		lacks(thread, "@river.example");
		lacks(thread, "@sea.example");
		lacks(message, "@river.example");
		lacks(message, "@sea.example");
	}
	has(get_of(f, "/lists/rivers/messages/", "2@r"), "<bdi>bo@…</bdi>");
	has(get_of(f, "/lists/rivers/messages/", "1@r"), "Write to cai@… or see");
	has(get_of(f, "/lists/rivers/messages/", "3@r"), "map of dag@…<");
}

static void
the_newest_messages_are_an_atom_feed_without_addresses(void **state)
{
	struct reply r;

	fill(*state, "rivers", archive);
	r = get(*state, "/lists/rivers/feed.atom");
	assert_int_equal(r.status, 200);
	assert_true(str_starts(r.type, STR("application/atom+xml")));
	has(r, "<title>Rivers &amp; lakes</title>");
	has(r, "<title>[rivers] Banks &amp; &lt;beds&gt;</title>");
	has(r, "<updated>2016-05-02T12:00:00Z</updated>");
	has(r, "<name>bo@…</name>");
	assert_int_equal(count(r, "<entry>"), 3); /* one has no time */
	lacks(r, "@river.example");
	has(get(*state, "/lists/rivers"), "href=\"/lists/rivers/feed.atom\"");
	assert_int_equal(get(*state, "/lists/lakes/feed.atom").status, 404);
}

static void
a_message_that_was_removed_keeps_its_place(void **state)
{
	struct fixture *f = *state;
	struct reply r;

	fill(f, "rivers", archive);
	assert_int_equal(list_remove(&f->op, STR("1@r"), STR("Asked <for> it.")), OK);
	r = get_of(f, "/lists/rivers/threads/", "2@r");
	is_sound(r);
	assert_int_equal(count(r, "<article"), 2);
	has(r, "Removed on ");
	has(r, "<bdi>Asked &lt;for&gt; it.</bdi>");
	has(r, "Unknown sender");
	lacks(r, "Ana Lund");
	lacks(r, "river.example/banks");
	/* What stood behind it in its block is still right. */
	has(r, "High &lt;b&gt;water&lt;/b&gt;.");
	has(get_of(f, "/lists/rivers/messages/", "4@r"), "Nothing came.");
}

static void
a_long_thread_comes_in_parts_and_each_message_is_in_one(void **state)
{
	struct fixture *f = *state;
	AUTO_BUF b = { 0 };
	size_t articles = 0;
	AUTO_BUF target = { 0 };
	struct reply r;

	for (int i = 0; i < 60; i++) {
		buf_addf(&b, "From a Thu Apr 14 11:06:56 2016\nMessage-ID: <%d@r>\nReferences: <%d@r>\n"
			     "From: p%d@r.example\nSubject: Long\n"
			     "Date: Thu, 14 Apr 2016 %02d:%02d:00 +0000\n\n", i, i - 1, i % 7, i / 60 + 10, i % 60);
		for (int k = 0; k < 20; k++)
			buf_addf(&b, "Line %d of message %d, which somebody wrote at length.\n", k, i);
		BUF_LIT(&b, "\n");
	}
	fill(f, "rivers", buf_cstr(&b));
	for (int part = 1; part <= 8; part++) {
		buf_clear(&target);
		buf_addf(&target, "/lists/rivers/threads/%s?part=%d", key(f, "0@r"), part);
		r = get(f, buf_cstr(&target));
		is_sound(r);
		articles += count(r, "<article");
		assert_in_range(weight(f, buf_cstr(&target), false), 1, 40000);
		if (str_find(r.body, STR("rel=next"), 0) == STR_NPOS)
			break;
	}
	assert_int_equal(articles, 60);
	/* A message's own key leads to its part. */
	r = get_of(f, "/lists/rivers/threads/", "45@r");
	has(r, arena_printf(&f->arena, "id=\"%s\"", key(f, "45@r")).p);
}

static void
a_long_message_is_cut_and_can_be_read_whole(void **state)
{
	struct fixture *f = *state;
	AUTO_BUF b = { 0 };
	struct reply r;

	BUF_LIT(&b, "Message-ID: <1@r>\nSubject: Long\n\n");
	for (int i = 0; i < 2000; i++)
		buf_addf(&b, "Line number %d of a long text\n", i);
	fill(f, "rivers", buf_cstr(&b));
	r = get_of(f, "/lists/rivers/threads/", "1@r");
	has(r, "Read the rest");
	lacks(r, "number 1999 of");
	r = get_of(f, "/lists/rivers/messages/", "1@r");
	has(r, "Read all of it");
	lacks(r, "number 1999 of");
	r = get(f, arena_printf(&f->arena, "/lists/rivers/messages/%s?whole=1", key(f, "1@r")).p);
	has(r, "number 1999 of");
}

static void
what_is_downloaded_has_no_address_and_keeps_its_threads(void **state)
{
	struct fixture *f = *state;
	struct list_imported done;
	struct list_source from;
	struct list_import in = { .source = STR("b.mbox"), .from = &from };
	const struct list_spec spec = { .slug = STR("copy"), .name = STR("Copy") };
	struct reply r;
	struct str mbox;

	fill(f, "rivers", archive);
	r = get_of(f, "/lists/rivers/threads/", "1@r");
	has(r, "/mbox\"");
	has(get(f, "/lists/rivers/2016-04"), "href=\"/lists/rivers/2016-04/mbox\"");
	r = get(f, "/lists/rivers/2016-04/mbox");
	assert_int_equal(r.status, 200);
	has(r, "From: \"Ana Lund\" <address.hidden@invalid>\n");
	has(r, "Date: Thu, 14 Apr 2016 11:06:56 +0000\n");
	has(r, "In-Reply-To: <1@r>\n");
	has(r, "Write to cai@\xE2\x80\xA6 or see\n");
	lacks(r, "@river.example");
	lacks(r, "@sea.example");
	/* It can be imported again, and is the same thread. */
	mbox = r.body;
	assert_int_equal(list_add(&f->op, &spec, &in.list), OK);
	from = list_source_of(&f->arena, mbox);
	assert_int_equal(list_import(&f->op, &in, &done), OK);
	assert_int_equal(done.balance.known + done.balance.stored, 2);
	assert_int_equal(done.balance.aside, 0);
	has(get_of(f, "/lists/copy/threads/", "2@r"), "2 messages");
	r = get(f, "/lists/rivers/undated/mbox");
	assert_int_equal(r.status, 200);
	has(r, "Nothing came.");
	r = get_of(f, "/lists/rivers/messages/", "3@r");
	has(r, "/mbox\"");
	assert_int_equal(get(f, "/lists/rivers/2015-01/mbox").status, 404);
	assert_int_equal(get(f, "/lists/rivers/threads/0000000000000/mbox").status, 404);
}

static void
what_else_somebody_wrote_has_no_count_and_is_for_no_search_engine(void **state)
{
	struct reply r;
	AUTO_BUF b = { 0 };

	fill(*state, "rivers", archive);
	buf_addf(&b, "/lists/rivers/messages/%s/writer", key(*state, "1@r"));
	has(get_of(*state, "/lists/rivers/messages/", "1@r"), buf_cstr(&b));
	r = get(*state, buf_cstr(&b));
	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "<meta name=robots content=noindex>");
	has(r, "<h1><bdi>Ana Lund</bdi></h1>");
	has(r, "<bdi>Banks &amp; &lt;beds&gt;</bdi>");
	lacks(r, "Floods");
	lacks(r, "1 message");
	/* Nobody's page for what a program sent. */
	buf_clear(&b);
	buf_addf(&b, "/lists/rivers/messages/%s/writer", key(*state, "4@r"));
	assert_int_equal(get(*state, buf_cstr(&b)).status, 404);
}

static void
messages_are_found_by_words_fields_and_days(void **state)
{
	struct reply r;

	lacks(get(*state, "/search?q=water"), "Mailing lists <span");
	fill(*state, "rivers", archive);
	r = get(*state, "/search?q=water&in=mail");
	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "1 message<");
	has(r, "High &lt;b&gt;<mark>water</mark>&lt;/b&gt;.");
	has(r, "Re: [rivers] Banks &amp; &lt;beds&gt;");
	has(r, "<bdi>bo@\xE2\x80\xA6</bdi>");
	has(r, "href=\"/lists/rivers/threads/");
	has(r, "name=in value=mail");
	has(r, "order=best");
	/* The other place is a click away, with how much is there. */
	has(get(*state, "/search?q=water"), "Mailing lists <span class=num>1</span>");
	has(get(*state, "/search?q=subject:banks&in=mail"), "<mark>Banks</mark>");
	has(get(*state, "/search?q=from:dag+after:2016-05&in=mail"), "1 message<");
	has(get(*state, "/search?q=from:dag@river.example&in=mail"), "1 message<");
	has(get(*state, "/search?q=from:river.example&in=mail"), "No message was found");
	has(get(*state, "/search?q=sea+example&in=mail"), "No message was found");
	has(get(*state, "/search?q=x+list:lakes&in=mail"), "There is no list \xE2\x80\x9Clakes\xE2\x80\x9D");
	has(get(*state, "/search?q=banks+after:soon&in=mail"), "\xE2\x80\x9Csoon\xE2\x80\x9D is no day");
	/* A list's own form. */
	has(get(*state, "/lists/rivers"), "name=list value=\"rivers\"");
	r = get(*state, "/search?list=rivers&q=water");
	has(r, "value=\"list:rivers water\"");
	has(r, "1 message<");
	r = get(*state, "/search?list=rivers&q=");
	has(r, "4 messages<");
	lacks(r, "order=best");
}

static void
no_query_in_mail_is_an_error(void **state)
{
	static const char *const queries[] = {
		"%22", "a+OR+b", "NEAR(a+b)", "a%22%29%3B--", "*", "subject:", "from:%22", "sender:x",
		"subject:%22%22%22", "list:", "%7Ba%7D", "^a", "-a", "(((", "%EF%BF%BD", "from:@", "before:9999-99",
	};

	fill(*state, "rivers", archive);
	for (size_t i = 0; i < ARRAY_LEN(queries); i++) {
		AUTO_BUF b = { 0 };

		buf_addf(&b, "/search?in=mail&order=best&q=%s", queries[i]);
		assert_int_equal(get(*state, buf_cstr(&b)).status, 200);
	}
}

/* ---- who is one person ---- */

/* The same name and host twice; and one whose From has markup in it. */
static const char namesakes[] =
	"From a Thu Apr 14 11:06:56 2016\n"
	"Message-ID: <1@n>\nFrom: Ana Lund <ana@river.example>\nSubject: Banks\n"
	"Date: Thu, 14 Apr 2016 11:06:56 +0000\n\nFirst.\n\n"
	"From a Thu Apr 14 12:00:00 2016\n"
	"Message-ID: <2@n>\nReferences: <1@n>\nFrom: Ana Lund <a.lund@river.example>\nSubject: Re: Banks\n"
	"Date: Thu, 14 Apr 2016 12:00:00 +0000\n\nSecond.\n\n"
	"From a Thu Apr 14 13:00:00 2016\n"
	"Message-ID: <3@n>\nReferences: <2@n>\nFrom: \"<b>Bo\" <bo@river.example>\nSubject: Re: Banks\n"
	"Date: Thu, 14 Apr 2016 13:00:00 +0000\n\nThird.\n";

static struct reply
writers_as(struct fixture *f, struct str session)
{
	return get_with(f, "/admin/writers", "Cookie", arena_cstr(&f->arena, session));
}

static const char *
field(struct fixture *f, struct reply r, const char *name)
{
	struct str head = arena_printf(&f->arena, "name=%s value=\"", name), s;
	size_t at = str_find(r.body, head, 0);

	assert_true(at < r.body.n);
	s = str_from(r.body, at + head.n);
	return arena_cstr(&f->arena, str_cut(&s, '"'));
}

static struct reply
say(struct fixture *f, struct str session, struct reply page, const char *same)
{
	AUTO_BUF form = { 0 };

	buf_addf(&form, "csrf=%s&a=%s&b=%s&same=%s", field(f, page, "csrf"), field(f, page, "a"),
		 field(f, page, "b"), same);
	return post_form(f, "/admin/writers", buf_cstr(&form), arena_cstr(&f->arena, session));
}

static void
what_is_recorded_for_a_group_leads_to_the_mail_that_asked_for_it(void **state)
{
	static const char *const said[] = { "%3C1@r%3E", "1@r", "https%3A%2F%2Fforum.example%2Flists%2Frivers%2Fmessages%2F" };
	struct fixture *f = *state;
	struct str session;

	fixture_open_site(f);
	fill(f, "rivers", archive);
	session = fixture_session(f, ROLE_SECRETARIAT);
	for (size_t i = 0; i < ARRAY_LEN(said); i++) {
		const char *cookie = arena_cstr(&f->arena, session);
		struct reply r = get_with(f, "/groups/bridges/edit", "Cookie", cookie);
		AUTO_BUF form = { 0 };

		has(r, "By which mail");
		buf_addf(&form, "csrf=%s&seen=%s&description=Said+%zu&evidence=%s%s", field(f, r, "csrf"),
			 field(f, r, "seen"), i, said[i], i == 2 ? key(f, "1@r") : "");
		assert_int_equal(post_form(f, "/groups/bridges/edit", buf_cstr(&form), cookie).status, 303);
		r = get(f, "/coalitions/bridges");
		is_sound(r);
		assert_int_equal(count(r, ">after this message</a>"), i + 1);
		has(r, arena_printf(&f->arena, "/lists/rivers/messages/%s\">after", key(f, "1@r")).p);
	}
}

static struct reply
take_back(struct fixture *f, struct str session, const char *decision)
{
	AUTO_BUF form = { 0 };

	buf_addf(&form, "csrf=%.*s", STRF(fixture_csrf(f, session)));
	return post_form(f, decision, buf_cstr(&form), arena_cstr(&f->arena, session));
}

static void
the_secretariat_says_who_is_one_person_and_takes_it_back(void **state)
{
	struct fixture *f = *state;
	struct str session;
	struct reply first, r;
	size_t people; /* how often three are shown: of people, too */

	fill(f, "rivers", namesakes);
	fixture_open_site(f);
	session = fixture_session(f, ROLE_SECRETARIAT);
	first = writers_as(f, session);
	is_sound(first);
	has(first, "the same name at the same host");
	has(first, "a.lund@river.example");
	people = count(get(f, "/lists/rivers/figures"), "<b>3</b>");
	r = say(f, session, first, "yes");
	assert_int_equal(r.status, 303);
	assert_true(count(get(f, "/lists/rivers/figures"), "<b>3</b>") < people);
	r = writers_as(f, session);
	is_sound(r);
	has(r, "Nobody looks like somebody else.");
	has(get_with(f, "/admin/audit", "Cookie", arena_cstr(&f->arena, session)), "writer.join");
	/* Sent twice: once is enough, and the second time it is said why. */
	r = say(f, session, first, "yes");
	assert_int_equal(r.status, 409);
	has(r, "role=alert");
	is_sound(r);
	assert_int_equal(take_back(f, session, "/admin/writers/1/undo").status, 303);
	has(writers_as(f, session), "taken back");
	has(writers_as(f, session), "the same name at the same host");
	assert_int_equal(take_back(f, session, "/admin/writers/1/undo").status, 409);
	assert_int_equal(take_back(f, session, "/admin/writers/7/undo").status, 404);
	/* Two people: it is suggested no more. */
	assert_int_equal(say(f, session, writers_as(f, session), "no").status, 303);
	has(writers_as(f, session), "Nobody looks like somebody else.");
	has(writers_as(f, session), "is not");
}

static void
a_decision_on_nobody_is_refused(void **state)
{
	struct fixture *f = *state;
	struct str session;
	AUTO_BUF form = { 0 };
	struct reply r;

	fill(f, "rivers", namesakes);
	fixture_open_site(f);
	session = fixture_session(f, ROLE_SECRETARIAT);
	buf_addf(&form, "csrf=%.*s&a=%.*s&b=%.*s&same=yes", STRF(fixture_csrf(f, session)),
		 STRF(refs_key_format(&f->arena, 1)), STRF(refs_key_format(&f->arena, 2)));
	r = post_form(f, "/admin/writers", buf_cstr(&form), arena_cstr(&f->arena, session));
	assert_int_equal(r.status, 404);
	is_sound(r);
	lacks(r, "Decided");
}

/* ---- is somebody there ---- */

static struct reply
group_as(struct fixture *f, struct str session)
{
	return get_with(f, "/coalitions/bridges", "Cookie", arena_cstr(&f->arena, session));
}

/* "/answers/…" of the letter to the coordinator. */
static const char *
answer_link(struct fixture *f)
{
	struct letter_sql_list_rows rows;
	struct letter_sql_get_row row;
	struct str secret;
	size_t at;
	bool found;

	f->op.db = f->db;
	assert_int_equal(letter_sql_list(&f->op, 10, &rows), OK);
	assert_int_equal(rows.n, 1);
	assert_int_equal(letter_sql_get(&f->op, rows.at[0].id, &found, &row), OK);
	assert_true(secret_open(&f->arena, &f->key, row.sealed, &secret));
	at = str_find(secret, STR("/answers/"), 0);
	assert_true(at < secret.n);
	return arena_cstr(&f->arena, str_from(secret, at));
}

/* The list's page for joining is on this machine, which is not asked: so it counts as not there. */
static struct list_check
look_at(struct fixture *f)
{
	struct list_check c;
	struct list_ref list;

	f->op.db = f->db;
	assert_int_equal(list_by_slug(&f->op, STR("rivers"), &list), OK);
	assert_int_equal(list_check_now(&f->op, &f->key, list.id, false, &c), OK);
	return c;
}

static void
what_is_found_of_a_list_is_told_to_its_coordinators_first(void **state)
{
	struct fixture *f = *state;
	struct str coordinator, member;
	struct list_check c;

	fill(f, "rivers", archive);
	fixture_script(f, "UPDATE list SET join_url = 'http://127.0.0.1:1/'");
	fixture_open_site(f);
	member = fixture_session(f, ROLE_MEMBER);
	coordinator = fixture_session(f, ROLE_COORDINATOR);
	lacks(group_as(f, coordinator), "Is its list open?");
	c = look_at(f);
	assert_int_equal(c.joinable, CHECK_NO);
	assert_int_equal(c.readable, CHECK_YES); /* it is here */
	assert_true(instant_known(c.asked));
	has(group_as(f, coordinator), "Is its list open?");
	has(group_as(f, coordinator), "leads into this network");
	has(group_as(f, coordinator), "not yet, asked");
	has(group_as(f, fixture_session(f, ROLE_SECRETARIAT)), "Is its list open?");
	lacks(group_as(f, member), "Is its list open?");
	lacks(get(f, "/coalitions/bridges"), "Is its list open?");
}

static void
an_answer_is_a_click_and_opening_the_link_is_none(void **state)
{
	struct fixture *f = *state;
	struct str coordinator;
	const char *link;
	struct reply r;

	fill(f, "rivers", archive);
	fixture_script(f, "UPDATE list SET join_url = NULL; UPDATE grp SET join_url = NULL");
	fixture_open_site(f);
	coordinator = fixture_session(f, ROLE_COORDINATOR);
	assert_int_equal(look_at(f).joinable, CHECK_UNKNOWN);
	link = answer_link(f);
	r = get(f, link);
	is_sound(r);
	has(r, "Rivers &amp; lakes");
	has(group_as(f, coordinator), "not yet, asked");
	r = post_form(f, link, "", "");
	assert_int_equal(r.status, 200);
	is_sound(r);
	has(r, "Thank you.");
	lacks(group_as(f, coordinator), "not yet, asked");
	/* Once more is no harm; a link that was cut off leads nowhere. */
	assert_int_equal(post_form(f, link, "", "").status, 200);
	assert_int_equal(post_form(f, "/answers/abc", "", "").status, 404);
	assert_int_equal(get(f, "/answers/abc").status, 404);
}

int
main(int argc, char **argv)
{
	int code;
	const struct CMUnitTest tests[] = {
		TEST(a_forum_without_lists_has_no_such_item_of_the_navigation),
		TEST(lists_are_shown_with_whose_they_are),
		TEST(a_list_says_how_often_there_is_discussion),
		TEST(figures_of_any_time_are_shown_and_unknown_is_not_zero),
		TEST(a_figure_opens_the_messages_behind_it),
		TEST(a_month_has_its_threads_and_its_neighbours),
		TEST(a_thread_is_read_in_the_order_of_its_answers),
		TEST(what_is_not_here_is_said),
		TEST(a_message_has_a_page_and_is_found_by_its_id),
		TEST(no_page_shows_anybodys_address),
		TEST(the_newest_messages_are_an_atom_feed_without_addresses),
		TEST(what_is_downloaded_has_no_address_and_keeps_its_threads),
		TEST(what_else_somebody_wrote_has_no_count_and_is_for_no_search_engine),
		TEST(messages_are_found_by_words_fields_and_days),
		TEST(no_query_in_mail_is_an_error),
		TEST(a_message_that_was_removed_keeps_its_place),
		TEST(a_long_thread_comes_in_parts_and_each_message_is_in_one),
		TEST(a_long_message_is_cut_and_can_be_read_whole),
		TEST(the_secretariat_says_who_is_one_person_and_takes_it_back),
		TEST(a_decision_on_nobody_is_refused),
		TEST(what_is_recorded_for_a_group_leads_to_the_mail_that_asked_for_it),
		TEST(what_is_found_of_a_list_is_told_to_its_coordinators_first),
		TEST(an_answer_is_a_click_and_opening_the_link_is_none),
	};

	if (cell_child(argc, argv, &code))
		return code;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
