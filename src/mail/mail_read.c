/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The only file that knows GMime. It keeps headers in the order in which they
 * stand, which matters: each server puts its Received on top.
 */
#include "mail/mail_read.h"

#include <gmime/gmime.h>
#include <pthread.h>

#include "text/charset.h"
#include "text/clean.h"

/* What stands on top of the messages of some archives, and is no header. */
#define MBOX_FROM STR(">From ")

static pthread_once_t started = PTHREAD_ONCE_INIT;

static void
start(void)
{
	g_mime_init();
}

/* On one line, UTF-8, without control characters. */
static struct str
clean(struct arena *a, const char *s)
{
	struct str t = text_clean(a, charset_decode(a, str_of(s), STR_NONE).text);

	return t.n ? arena_str(a, t) : STR_NONE;
}

static instant
date_of(const char *value)
{
	GDateTime *t = value ? g_mime_utils_header_decode_date(value) : NULL;
	instant ret = INSTANT_NONE;

	if (t) {
		ret.v = g_date_time_to_unix(t);
		g_date_time_unref(t);
	}
	return ret;
}

/* When the last server that says so took it: the topmost Received with a date. */
static instant
received(GMimeHeaderList *headers)
{
	int n = g_mime_header_list_get_count(headers);

	for (int i = 0; i < n; i++) {
		GMimeHeader *h = g_mime_header_list_get_header_at(headers, i);
		const char *value, *semicolon;
		instant t;

		if (!str_eq_nocase(str_of(g_mime_header_get_name(h)), STR("received")))
			continue;
		value = g_mime_header_get_raw_value(h);
		semicolon = value ? strrchr(value, ';') : NULL;
		t = date_of(semicolon ? semicolon + 1 : NULL);
		if (instant_known(t))
			return t;
	}
	return INSTANT_NONE;
}

static struct str
raw_header(GMimeHeaderList *headers, const char *name)
{
	GMimeHeader *h = g_mime_header_list_get_header(headers, name);

	return h ? str_of(g_mime_header_get_raw_value(h)) : STR_NONE;
}

static mail_ids
ids_of(struct arena *a, GMimeHeaderList *headers, const char *name)
{
	return mail_scan_ids(a, charset_decode(a, raw_header(headers, name), STR_NONE).text);
}

static void
read_from(struct arena *a, GMimeMessage *m, struct mail_head *ret)
{
	InternetAddressList *from = g_mime_message_get_from(m);
	InternetAddress *first;

	if (!from || internet_address_list_length(from) < 1)
		return;
	first = internet_address_list_get_address(from, 0);
	ret->from_name = clean(a, internet_address_get_name(first));
	if (INTERNET_ADDRESS_IS_MAILBOX(first))
		ret->from_address = clean(
			a, internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(first)));
}

static GMimeMessage *
parse(struct str bytes)
{
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes.p ? bytes.p : "", bytes.n);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *m = g_mime_parser_construct_message(parser, NULL);

	g_object_unref(parser);
	g_object_unref(stream);
	return m;
}

void
mail_read_head(struct arena *a, struct str message, instant now, struct mail_head *ret)
{
	GMimeHeaderList *headers;
	GMimeMessage *m;
	mail_ids ids;

	(void)pthread_once(&started, start);
	*ret = (struct mail_head){ .at = INSTANT_NONE, .clock = MAIL_CLOCK_NONE };
	if (str_starts(message, MBOX_FROM))
		(void)str_cut(&message, '\n');
	m = parse(message);
	if (!m)
		return;
	headers = g_mime_object_get_header_list(GMIME_OBJECT(m));
	ids = ids_of(a, headers, "Message-ID");
	if (ids.n)
		ret->id = ids.at[0];
	ret->refs = ids_of(a, headers, "References");
	if (!ret->refs.n)
		ret->refs = ids_of(a, headers, "In-Reply-To");
	read_from(a, m, ret);
	ret->subject = clean(a, g_mime_message_get_subject(m));
	ret->at = mail_believe(date_of(raw_header(headers, "Date").p), received(headers), now,
			       &ret->clock);
	g_object_unref(m);
}
