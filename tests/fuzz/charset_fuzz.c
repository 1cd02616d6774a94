/* SPDX-License-Identifier: Apache-2.0 */
/* Whatever the bytes and the declared name, the text keeps charset.h's
 * promises. Input: a declared name, a line end, the file. */
#include "base/arena.h"
#include "base/err.h"
#include "base/utf8.h"
#include "text/charset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const struct charset_text *t)
{
	BUG_ON(!t->text.p || !t->charset.n || utf8_bad(t->text) != STR_NPOS);
	BUG_ON(t->confidence < 0 || t->confidence > 100);
	for (size_t i = 0; i < t->text.n; i++) {
		unsigned char c = (unsigned char)t->text.p[i];

		BUG_ON((c < 0x20 && c != '\n' && c != '\t' && c != '\f') || c == 0x7F);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO_ARENA a = { 0 };
	struct str rest = { (const char *)data, size };
	struct str name = str_cut(&rest, '\n');
	struct charset_text t;

	t = charset_decode(&a, rest, STR_NONE);
	check(&t);
	t = charset_decode(&a, rest, name);
	check(&t);
	if (charset_decode_as(&a, rest, name, &t))
		check(&t);
	if (!charset_looks_binary(rest))
		BUG_ON(charset_magic(rest));
	/* What came out is clean text: it comes out again as it is. */
	t = charset_decode(&a, t.text, STR_NONE);
	check(&t);
	return 0;
}
