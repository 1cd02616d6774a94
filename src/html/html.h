/* SPDX-License-Identifier: Apache-2.0 */
/*
 * html: the sink that pages are written into, and what compiled templates
 * call. What a value becomes is decided by its C type and by where it stands:
 *
 *   type             in text              in an attribute     in an address
 *   struct str       escaped              escaped, quotes too percent-encoded
 *   struct safe_html as it is             does not compile    does not compile
 *   integers         {number} or {int}    digits              digits
 *   date, instant    {date}               {date}              does not compile
 *   struct url       does not compile     does not compile    as it is, escaped
 *   char *           does not compile     does not compile    does not compile
 *
 * An absent str writes nothing. Bytes that are not UTF-8, and NUL, come out
 * as U+FFFD. Rendering cannot fail: the sink grows or the process aborts.
 *
 * Handlers fill a view, then call one page function with a sink:
 *
 *	struct html o = { .buf = &body, .lang = LANG_en };
 *	meeting_show(&o, &view);
 */
#ifndef CONVENE_HTML_HTML_H
#define CONVENE_HTML_HTML_H

#include "base/buf.h"
#include "base/instant.h"
#include "text/catalogue.h"

struct html {
	struct buf *buf;
	enum lang lang;
};

/*
 * HTML that may be written as it is. Nothing makes one but the functions
 * below; look for their callers to see all that is trusted.
 */
struct safe_html {
	struct str html;
};
/* What the Markdown renderer in safe mode, or the document tree's HTML writer,
 * has just written. Never for anything a person sent. */
struct safe_html safe_html_from_renderer(struct str html);

/*
 * An address that may stand in href, src and the like. url_checked() lets
 * through http:, https:, mailto: and tel:, and addresses of this site that
 * start with one '/', '#' or '?'; everything else, the absent str included,
 * becomes "#".
 */
struct url {
	struct str s;
};
struct url url_checked(struct str s);

/* A literal of the template; n bytes. */
static inline void
html_lit(struct html *o, const char *p, size_t n)
{
	buf_put(o->buf, p, n);
}
void html_text(struct html *o, struct str s); /* escapes & < > */
void html_safe(struct html *o, struct safe_html s);
void html_attr_str(struct html *o, struct str s); /* escapes & < > " ' */
void html_int(struct html *o, int64_t v);         /* 1234 */
void html_number(struct html *o, int64_t v);      /* 1,234 */

/* Dates as words, and in text in a <time> element. */
void html_date_words(struct html *o, date d);
void html_instant_words(struct html *o, instant t);
void html_date_element(struct html *o, date d);
void html_instant_element(struct html *o, instant t);

/* The whole of an address. */
void html_url(struct html *o, struct url u);
/*
 * A piece of an address behind a literal beginning. A piece of the path that
 * is empty, "." or ".." would change what the rest means: it becomes "-".
 */
void html_url_segment_str(struct html *o, struct str s);
void html_url_query_str(struct html *o, struct str s);

/* Messages; _attr for attribute values, <title> and <textarea>. */
void html_msg(struct html *o, enum msg msg, const struct msg_arg *args, size_t n);
void html_msg_attr(struct html *o, enum msg msg, const struct msg_arg *args, size_t n);

static inline struct msg_arg
html_arg_markup(const char *name, struct safe_html s)
{
	return (struct msg_arg){ name, MSG_MARKUP, { .s = s.html } };
}

/* What the conditions of {if} take for true. */
static inline bool
html_true_bool(bool v)
{
	return v;
}
static inline bool
html_true_str(struct str s)
{
	return s.n > 0;
}
static inline bool
html_true_safe(struct safe_html s)
{
	return s.html.n > 0;
}
static inline bool
html_true_url(struct url u)
{
	return u.s.n > 0;
}

/*
 * A type that may not stand somewhere is given a function that takes a struct
 * nobody has: the compiler's complaint then names the function.
 */
struct html_refused {
	char no;
};
void html_refuses_char_pointer_use_struct_str(struct html *, struct html_refused);
void html_refuses_integer_in_text_use_number_or_int(struct html *, struct html_refused);
void html_refuses_date_here_use_date(struct html *, struct html_refused);
void html_refuses_safe_html_outside_text(struct html *, struct html_refused);
void html_refuses_url_outside_addresses(struct html *, struct html_refused);
struct msg_arg html_refuses_char_pointer_as_argument(const char *, struct html_refused);
struct msg_arg html_refuses_safe_html_as_argument_here(const char *, struct html_refused);

#define HTML_CHAR_POINTERS_(fn) \
	char *: fn, const char *: fn
#define HTML_INTEGERS_(fn)                                                    \
	signed char: fn, unsigned char: fn, short: fn, unsigned short: fn,    \
	int: fn, unsigned: fn, long: fn, unsigned long: fn, long long: fn,    \
	unsigned long long: fn

/* {path} in text. */
#define html_put(o, x)                                                        \
	_Generic((x),                                                         \
		struct str: html_text,                                        \
		struct safe_html: html_safe,                                  \
		struct url: html_refuses_url_outside_addresses,               \
		date: html_refuses_date_here_use_date,                        \
		instant: html_refuses_date_here_use_date,                     \
		HTML_INTEGERS_(html_refuses_integer_in_text_use_number_or_int), \
		HTML_CHAR_POINTERS_(html_refuses_char_pointer_use_struct_str) \
	)((o), (x))

/* {path} in an attribute, in <title> and in <textarea>. */
#define html_attr(o, x)                                                       \
	_Generic((x),                                                         \
		struct str: html_attr_str,                                    \
		struct safe_html: html_refuses_safe_html_outside_text,        \
		struct url: html_refuses_url_outside_addresses,               \
		date: html_refuses_date_here_use_date,                        \
		instant: html_refuses_date_here_use_date,                     \
		HTML_INTEGERS_(html_int),                                     \
		HTML_CHAR_POINTERS_(html_refuses_char_pointer_use_struct_str) \
	)((o), (x))

/* {path} behind the literal beginning of an address. */
#define html_url_segment(o, x)                                                \
	_Generic((x),                                                         \
		struct str: html_url_segment_str,                             \
		HTML_INTEGERS_(html_int),                                     \
		HTML_CHAR_POINTERS_(html_refuses_char_pointer_use_struct_str) \
	)((o), (x))
#define html_url_query(o, x)                                                  \
	_Generic((x),                                                         \
		struct str: html_url_query_str,                               \
		HTML_INTEGERS_(html_int),                                     \
		HTML_CHAR_POINTERS_(html_refuses_char_pointer_use_struct_str) \
	)((o), (x))

/* {date path}, {date path plain}. */
#define html_date(o, x)                                                       \
	_Generic((x), date: html_date_element, instant: html_instant_element)((o), (x))
#define html_date_plain(o, x)                                                 \
	_Generic((x), date: html_date_words, instant: html_instant_words)((o), (x))

/* name=path of {t}, in text and elsewhere. */
#define html_arg(name, x)                                                     \
	_Generic((x),                                                         \
		struct str: msg_str,                                          \
		struct safe_html: html_arg_markup,                            \
		date: msg_date,                                               \
		instant: msg_instant,                                         \
		HTML_INTEGERS_(msg_int),                                      \
		HTML_CHAR_POINTERS_(html_refuses_char_pointer_as_argument)    \
	)((name), (x))
#define html_attr_arg(name, x)                                                \
	_Generic((x),                                                         \
		struct str: msg_str,                                          \
		struct safe_html: html_refuses_safe_html_as_argument_here,    \
		date: msg_date,                                               \
		instant: msg_instant,                                         \
		HTML_INTEGERS_(msg_int),                                      \
		HTML_CHAR_POINTERS_(html_refuses_char_pointer_as_argument)    \
	)((name), (x))

/* n=path of a message with plural forms: a number, in text and elsewhere. */
#define html_count(name, x) _Generic((x), HTML_INTEGERS_(msg_int))((name), (x))

/* {if path}: a str, url or safe_html that is not empty, a date or instant
 * that is known, a number that is not 0, a pointer that is not NULL. */
#define html_true(x)                                                          \
	_Generic((x),                                                         \
		struct str: html_true_str,                                    \
		struct safe_html: html_true_safe,                             \
		struct url: html_true_url,                                    \
		date: date_known,                                             \
		instant: instant_known,                                       \
		default: html_true_bool)(x)

#endif
