/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/letter.h"

#include <gmime/gmime.h>

#include "base/attr.h"

bool
letter_address_ok(struct str s)
{
	size_t at = str_find_char(s, '@', 0);

	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= ' ' || s.p[i] == 0x7F || strchr("<>\",;:()[]\\", s.p[i]))
			return false;
	return s.n <= 254 && at > 0 && at < s.n && at + 1 < s.n && str_find_char(s, '@', at + 1) >= s.n;
}

static bool
on_one_line(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7F)
			return false;
	return true;
}

static bool
may_be_sent(const struct letter *l)
{
	return letter_address_ok(l->from) && letter_address_ok(l->to) && on_one_line(l->from_name) &&
	       on_one_line(l->to_name) && on_one_line(l->subject) && on_one_line(l->id) &&
	       on_one_line(l->conversation) && on_one_line(l->unsubscribe) && str_present(l->id);
}

static void
put_in_brackets(GMimeMessage *m, struct op *op, const char *name, struct str value)
{
	GMimeObject *o = GMIME_OBJECT(m);
	GMimeHeader *h;

	/* A long one would be cut up into encoded words, which no program looks for in such a header. */
	g_mime_object_set_header(o, name, "x", NULL);
	h = g_mime_header_list_get_header(g_mime_object_get_header_list(o), name);
	g_mime_header_set_raw_value(h, arena_printf(op->arena, " <%.*s>\n", STRF(value)).p);
}

static void
put_body(GMimeMessage *m, struct op *op, struct str body)
{
	GMimeTextPart *part = g_mime_text_part_new();

	g_mime_text_part_set_charset(part, "utf-8");
	g_mime_text_part_set_text(part, arena_cstr(op->arena, body));
	g_mime_part_set_content_encoding(
		GMIME_PART(part),
		g_mime_part_get_best_content_encoding(GMIME_PART(part), GMIME_ENCODING_CONSTRAINT_7BIT));
	g_mime_message_set_mime_part(m, GMIME_OBJECT(part));
	g_object_unref(part);
}

static struct str
bytes_of(struct op *op, GMimeMessage *m)
{
	GMimeFormatOptions *format = g_mime_format_options_new();
	char *text;
	struct str ret;

	g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
	text = g_mime_object_to_string(GMIME_OBJECT(m), format);
	ret = arena_str(op->arena, str_of(text));
	g_free(text);
	g_mime_format_options_free(format);
	return ret;
}

enum errc
letter_write(struct op *op, const struct letter *l, struct str *ret)
{
	struct arena *a = op->arena;
	GMimeMessage *m;
	GDateTime *at;

	if (!may_be_sent(l))
		return fail(op, E_INVALID, "mail.bad-letter", "%.*s", STRF(l->to));
	g_mime_init();
	m = g_mime_message_new(TRUE);
	g_mime_message_add_mailbox(m, GMIME_ADDRESS_TYPE_FROM,
				   str_present(l->from_name) ? arena_cstr(a, l->from_name) : NULL,
				   arena_cstr(a, l->from));
	g_mime_message_add_mailbox(m, GMIME_ADDRESS_TYPE_TO,
				   str_present(l->to_name) ? arena_cstr(a, l->to_name) : NULL,
				   arena_cstr(a, l->to));
	g_mime_message_set_subject(m, arena_cstr(a, l->subject), "utf-8");
	at = g_date_time_new_from_unix_utc(l->at.v);
	g_mime_message_set_date(m, at);
	g_date_time_unref(at);
	g_mime_message_set_message_id(m, arena_cstr(a, l->id));
	if (str_present(l->conversation)) {
		put_in_brackets(m, op, "In-Reply-To", l->conversation);
		put_in_brackets(m, op, "References", l->conversation);
	}
	/* Answering machines and lists are to leave it alone (RFC 3834). */
	g_mime_object_set_header(GMIME_OBJECT(m), "Auto-Submitted", "auto-generated", NULL);
	if (str_present(l->unsubscribe)) {
		put_in_brackets(m, op, "List-Unsubscribe", l->unsubscribe);
		g_mime_object_set_header(GMIME_OBJECT(m), "List-Unsubscribe-Post",
					 "List-Unsubscribe=One-Click", NULL);
	}
	put_body(m, op, l->body);
	*ret = bytes_of(op, m);
	g_object_unref(m);
	return OK;
}
