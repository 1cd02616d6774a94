/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The only file that knows GMime. It keeps headers in the order in which they
 * stand, which matters: each server puts its Received on top.
 */
#include "mail/mail_read.h"

#include <gmime/gmime.h>
#include <pthread.h>

#include "base/buf.h"
#include "mail/mail_html.h"
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

static struct str
cut(struct str s)
{
	size_t n = MAIL_FIELD_MAX;

	if (s.n <= n)
		return s;
	while (n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80)
		n--;
	return str_sub(s, 0, n);
}

static void
read_mailbox(struct arena *a, InternetAddressList *from, struct mail_head *ret)
{
	InternetAddress *first;

	if (!from || internet_address_list_length(from) < 1)
		return;
	first = internet_address_list_get_address(from, 0);
	ret->from_name = cut(clean(a, internet_address_get_name(first)));
	if (INTERNET_ADDRESS_IS_MAILBOX(first))
		ret->from_address = cut(clean(
			a, internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(first))));
}

static bool
is_address(struct str word)
{
	size_t at = str_rfind_char(word, '@');

	return at != STR_NPOS && at > 0 && at + 1 < word.n;
}

/* What no grammar takes, "Glenn glenn@ships.example", as list programs of around 2000 wrote it: its last
 * word that looks like an address, and the name before it; without one all of it is the name. */
static void
read_loosely(struct arena *a, struct str raw, struct mail_head *ret)
{
	struct str rest = clean(a, arena_cstr(a, raw)), whole = rest, name = rest;

	while (str_present(rest)) {
		struct str word = str_cut(&rest, ' ');

		if (!is_address(word))
			continue;
		ret->from_address = cut(arena_str(a, word));
		name = str_trim(str_sub(whole, 0, (size_t)(word.p - whole.p)));
	}
	if (name.n)
		ret->from_name = cut(arena_str(a, name));
}

static void
read_from(struct arena *a, GMimeMessage *m, struct mail_head *ret)
{
	struct str raw = raw_header(g_mime_object_get_header_list(GMIME_OBJECT(m)), "From");
	struct str plain = raw.n ? mail_unmask(a, raw) : raw;
	InternetAddressList *again;

	if (plain.p == raw.p) {
		read_mailbox(a, g_mime_message_get_from(m), ret);
	} else {
		again = internet_address_list_parse(NULL, arena_cstr(a, plain));
		read_mailbox(a, again, ret);
		if (again)
			g_object_unref(again);
	}
	if (raw.n && !ret->from_address.n && !ret->from_name.n)
		read_loosely(a, plain, ret);
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

static void
read_head(struct arena *a, GMimeMessage *m, instant now, struct mail_head *ret)
{
	GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(m));
	mail_ids ids = ids_of(a, headers, "Message-ID");

	if (ids.n)
		ret->id = ids.at[0];
	ret->refs = ids_of(a, headers, "References");
	if (!ret->refs.n)
		ret->refs = ids_of(a, headers, "In-Reply-To");
	read_from(a, m, ret);
	ret->subject = cut(clean(a, g_mime_message_get_subject(m)));
	ret->at = mail_believe(date_of(raw_header(headers, "Date").p), received(headers), now,
			       &ret->clock);
}

/* ---- the body ---- */

/* Parts in parts: deeper ones are not looked into, more of them not counted one by
 * one, so that a bomb costs no more than its bytes. */
#define DEPTH_MAX 30
#define LEAVES_MAX 10000

struct body {
	struct arena *arena;
	struct mail *mail;
	struct buf text;
	size_t leaves;
	bool encrypted;
	bool said; /* the text is there in another form; attachments still count */
};

/* The bytes of a part without their transfer encoding; in the arena. */
static struct str
decoded(struct arena *a, GMimePart *part)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	GMimeStream *out;
	GByteArray *bytes;
	struct str ret;

	if (!content)
		return STR("");
	bytes = g_byte_array_new();
	out = g_mime_stream_mem_new_with_byte_array(bytes);
	g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(out), FALSE);
	g_mime_data_wrapper_write_to_stream(content, out);
	ret = arena_str(a, (struct str){ (const char *)bytes->data, bytes->len });
	g_object_unref(out);
	g_byte_array_unref(bytes);
	return ret;
}

static struct str
type_of(struct arena *a, GMimeObject *o)
{
	GMimeContentType *t = g_mime_object_get_content_type(o);
	char *s = t ? g_mime_content_type_get_mime_type(t) : NULL;
	char *low = s ? g_ascii_strdown(s, -1) : NULL;
	struct str ret = cut(clean(a, low));

	g_free(low);
	g_free(s);
	return ret.n ? ret : STR("application/octet-stream");
}

static bool
is_type(GMimeObject *o, const char *type, const char *subtype)
{
	GMimeContentType *t = g_mime_object_get_content_type(o);

	return t && g_mime_content_type_is_type(t, type, subtype);
}

static const char *
file_name(GMimeObject *o)
{
	if (GMIME_IS_PART(o))
		return g_mime_part_get_filename(GMIME_PART(o));
	return NULL;
}

static bool
is_attachment(GMimeObject *o)
{
	const char *d = g_mime_object_get_disposition(o);

	return (d && g_ascii_strcasecmp(d, GMIME_DISPOSITION_ATTACHMENT) == 0) || file_name(o);
}

static void
add_attachment(struct body *b, GMimeObject *o, uint64_t bytes)
{
	struct mail_part *p;

	if (b->mail->parts.n >= MAIL_PARTS_MAX) {
		b->mail->parts_left_out++;
		return;
	}
	p = VEC_ADD(b->arena, &b->mail->parts);
	p->name = cut(clean(b->arena, file_name(o)));
	p->type = type_of(b->arena, o);
	p->bytes = bytes;
}

static struct str
text_of(struct body *b, GMimeObject *o)
{
	struct arena *a = b->arena;
	GMimeContentType *t = g_mime_object_get_content_type(o);
	const char *charset = g_mime_content_type_get_parameter(t, "charset");
	const char *format = g_mime_content_type_get_parameter(t, "format");
	const char *delsp = g_mime_content_type_get_parameter(t, "delsp");
	struct str text = charset_decode(a, decoded(a, GMIME_PART(o)), str_of(charset)).text;

	/* Decoded again, for the characters that its entities name. */
	if (is_type(o, "text", "html"))
		return charset_decode(a, mail_html_text(a, text, MAIL_TEXT_MAX), STR("utf-8")).text;
	if (format && g_ascii_strcasecmp(format, "flowed") == 0)
		return mail_unflow(a, text, delsp && g_ascii_strcasecmp(delsp, "yes") == 0);
	return text;
}

static bool
is_blank(struct str s)
{
	size_t at = 0, n;

	while (at < s.n && (n = text_space_len(s, at)) > 0)
		at += n;
	return at >= s.n;
}

static void
add_text(struct body *b, struct str text, bool html)
{
	/* White space alone says nothing, and hides that there is nothing. */
	if (is_blank(text))
		return;
	if (b->text.n)
		buf_addz(&b->text, b->text.p[b->text.n - 1] == '\n' ? "\n" : "\n\n");
	buf_add(&b->text, text);
	if (b->mail->text_kind != MAIL_TEXT_PLAIN)
		b->mail->text_kind = html ? MAIL_TEXT_HTML : MAIL_TEXT_PLAIN;
}

static void walk(struct body *b, GMimeObject *o, unsigned depth);

enum form {
	FORM_PLAIN,
	FORM_PARTS, /* plain text with pictures between, HTML with its own */
	FORM_OTHER,
	N_FORMS,
};

static enum form
form_of(GMimeObject *o)
{
	if (is_type(o, "text", "plain"))
		return FORM_PLAIN;
	return GMIME_IS_MULTIPART(o) ? FORM_PARTS : FORM_OTHER;
}

/* The same thing in several forms, plainest first, as senders order them: the plainest
 * that says anything is the text. Of forms that are no plain text the last is best. */
static void
walk_alternatives(struct body *b, GMimeMultipart *m, unsigned depth)
{
	int n = g_mime_multipart_get_count(m);
	size_t before = b->text.n;
	bool said = b->said;

	for (enum form f = FORM_PLAIN; f < N_FORMS; f++) {
		for (int i = 0; i < n; i++) {
			GMimeObject *o =
				g_mime_multipart_get_part(m, f == FORM_OTHER ? n - 1 - i : i);

			if (form_of(o) != f)
				continue;
			walk(b, o, depth);
			if (f != FORM_PLAIN)
				b->said = said || b->text.n > before;
		}
		b->said = said || b->text.n > before;
	}
	b->said = said;
}

static void
walk_multipart(struct body *b, GMimeObject *o, unsigned depth)
{
	GMimeMultipart *m = GMIME_MULTIPART(o);

	if (is_type(o, "multipart", "encrypted"))
		b->encrypted = true;
	if (is_type(o, "multipart", "alternative")) {
		walk_alternatives(b, m, depth + 1);
		return;
	}
	for (int i = 0; i < g_mime_multipart_get_count(m); i++)
		walk(b, g_mime_multipart_get_part(m, i), depth + 1);
	/* Its boundary is broken: all of it is what stands before the first part. */
	if (g_mime_multipart_get_count(m) == 0 && !b->said)
		add_text(b, charset_decode(b->arena, str_of(g_mime_multipart_get_prologue(m)), STR("")).text,
			 false);
}

static void
walk_leaf(struct body *b, GMimeObject *o)
{
	bool html = is_type(o, "text", "html");
	bool text = html || is_type(o, "text", "plain") || is_type(o, "text", "enriched") ||
		    is_type(o, "text", "richtext");

	if (text && !is_attachment(o)) {
		if (b->said)
			return;
		if (b->text.n < MAIL_TEXT_MAX)
			add_text(b, text_of(b, o), html);
		else
			b->mail->text_cut = true;
		return;
	}
	add_attachment(b, o, decoded(b->arena, GMIME_PART(o)).n);
}

static void
walk(struct body *b, GMimeObject *o, unsigned depth)
{
	if (!o)
		return;
	if (depth > DEPTH_MAX || b->leaves >= LEAVES_MAX) {
		b->mail->parts_left_out++;
		return;
	}
	if (GMIME_IS_MULTIPART(o)) {
		walk_multipart(b, o, depth);
		return;
	}
	b->leaves++;
	if (GMIME_IS_PART(o))
		walk_leaf(b, o);
	else
		/* A message within: somebody else's words, with a head of their own. */
		add_attachment(b, o, 0);
}

/* Text up to the limit, cut between characters. */
static void
take_text(struct body *b)
{
	struct str text = buf_str(&b->text);
	size_t n = MAIL_TEXT_MAX;

	if (text.n > n) {
		while (n > 0 && ((unsigned char)text.p[n] & 0xC0) == 0x80)
			n--;
		text = str_sub(text, 0, n);
		b->mail->text_cut = true;
	}
	b->mail->text = arena_str(b->arena, text);
	if (!text.n && b->encrypted)
		b->mail->text_kind = MAIL_TEXT_ENCRYPTED;
}

/* ---- who sends it ---- */

static bool
says(GMimeHeaderList *headers, const char *name, struct str *ret)
{
	*ret = str_trim(raw_header(headers, name));
	return ret->n > 0;
}

static enum mail_sender
sender_of(GMimeMessage *m, const struct mail_head *head)
{
	GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(m));
	GMimeObject *body = g_mime_message_get_mime_part(m);
	struct str v;

	if (body && is_type(body, "multipart", "report"))
		return MAIL_SENDER_BOUNCE;
	if (says(headers, "Return-Path", &v) && str_eq(v, STR("<>")))
		return MAIL_SENDER_BOUNCE;
	if (body && is_type(body, "multipart", "digest"))
		return MAIL_SENDER_DIGEST;
	if (says(headers, "Auto-Submitted", &v) && !str_starts_nocase(v, STR("no")))
		return MAIL_SENDER_AUTO;
	if (says(headers, "X-Autoreply", &v) || says(headers, "X-Autorespond", &v) ||
	    (says(headers, "Precedence", &v) && str_eq_nocase(v, STR("auto_reply"))))
		return MAIL_SENDER_AUTO;
	return mail_sender_of_address(head->from_address);
}

static bool
asks_not_to_be_kept(GMimeHeaderList *headers)
{
	struct str v;

	return says(headers, "X-No-Archive", &v) && str_starts_nocase(v, STR("yes"));
}

/* Of a message as it stands in an archive. NULL: nothing can be read. */
static GMimeMessage *
open_message(struct str message)
{
	(void)pthread_once(&started, start);
	if (str_starts(message, MBOX_FROM))
		(void)str_cut(&message, '\n');
	return parse(message);
}

static const struct mail_head unknown_head = { .at = { INT64_MIN }, .clock = MAIL_CLOCK_NONE };

void
mail_read_head(struct arena *a, struct str message, instant now, struct mail_head *ret)
{
	GMimeMessage *m = open_message(message);

	*ret = unknown_head;
	if (!m)
		return;
	read_head(a, m, now, ret);
	g_object_unref(m);
}

void
mail_read(struct arena *a, struct str message, instant now, struct mail *ret)
{
	GMimeMessage *m = open_message(message);
	struct body b = { .arena = a, .mail = ret };

	*ret = (struct mail){ .head = unknown_head, .text = STR(""), .text_kind = MAIL_TEXT_NONE };
	if (!m)
		return;
	read_head(a, m, now, &ret->head);
	walk(&b, g_mime_message_get_mime_part(m), 0);
	take_text(&b);
	buf_done(&b.text);
	ret->sender = sender_of(m, &ret->head);
	ret->no_archive = asks_not_to_be_kept(g_mime_object_get_header_list(GMIME_OBJECT(m)));
	g_object_unref(m);
}

void
mail_read_warm(void)
{
	AUTO_ARENA a = { 0 };
	struct mail m;

	mail_read(&a, STR("Subject: =?utf-8?q?a?=\n\na\n"), (instant){ 0 }, &m);
	mail_html_warm();
}
