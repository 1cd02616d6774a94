/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a message: what is read of it goes over the wire of a cell and comes back
 * the same, its text is a text, and nobody's address is left in what is shown of it. */
#include "base/buf.h"
#include "base/err.h"
#include "cell/record.h"
#include "mailsearch/mailsearch.h"
#include "writer/writer.h"
#include "mail/body.h"
#include "mail/mail_read.h"
#include "mail/mail_wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "a@b.c" with letters there is an address whatever else one calls so. */
static void
check_masked(struct str s)
{
	for (size_t i = 1; i + 3 < s.n; i++)
		BUG_ON(s.p[i] == '@' && is_letter(s.p[i - 1]) && is_letter(s.p[i + 1]) &&
		       s.p[i + 2] == '.' && is_letter(s.p[i + 3]));
}

static void
check_body(struct arena *a, struct str text)
{
	struct str masked = body_mask(a, text);
	body_pieces pieces = body_split(a, masked);

	check_masked(masked);
	for (size_t i = 0; i < pieces.n; i++) {
		size_t lines = 1;

		BUG_ON(!pieces.at[i].spans.n);
		for (size_t k = 0; k < pieces.at[i].spans.n; k++) {
			struct str t = pieces.at[i].spans.at[k].text;

			BUG_ON(!t.n);
			for (size_t c = 0; c < t.n; c++)
				lines += t.p[c] == '\n';
		}
		BUG_ON(lines != pieces.at[i].lines);
	}
}

/* What goes into the index of words: words and single spaces, less without quotations. */
static void
check_words(struct arena *a, const struct mail *m)
{
	const struct mailsearch_message found = { m->head.subject, m->head.from_name, m->head.from_address,
						  m->text };
	struct mailsearch_words own = mailsearch_words(a, &found, false);
	struct mailsearch_words all = mailsearch_words(a, &found, true);

	BUG_ON(!own.body.p || !own.subject.p || !own.sender.p);
	BUG_ON(own.quotes != all.quotes || own.body.n > all.body.n);
	BUG_ON(!own.quotes && !str_eq(own.body, all.body));
	for (size_t i = 0; i < all.body.n; i++)
		BUG_ON((unsigned char)all.body.p[i] < ' ' || all.body.p[i] == '@' ||
		       (all.body.p[i] == ' ' && (!i || all.body.p[i - 1] == ' ')));
	BUG_ON(writer_key(a, m->head.from_address, m->head.from_name) < 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO_ARENA a = { 0 };
	AUTO_BUF wire = { 0 }, again = { 0 };
	struct mail m, back;

	mail_read(&a, (struct str){ (const char *)data, size }, (instant){ 1700000000 }, &m);
	BUG_ON(!text_is_clean(m.text) || m.text.n > MAIL_TEXT_MAX);
	mail_put(&wire, &m);
	BUG_ON(wire.n > MAIL_WIRE_MAX);
	BUG_ON(!mail_get(buf_str(&wire), &a, &back));
	mail_put(&again, &back);
	BUG_ON(!str_eq(buf_str(&wire), buf_str(&again)));
	BUG_ON(!mail_derived_id(&a, &m).n);
	check_body(&a, m.text);
	check_words(&a, &m);
	return 0;
}
