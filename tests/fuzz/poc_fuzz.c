/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a catalogue, alone and as a translation of a good one. */
#include <stdlib.h>

#include "tools/poc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(struct arena *a, const struct source *src, size_t n)
{
	struct poc_out out = { { 0 }, { 0 }, { 0 } };
	struct complaint why = { "" };
	bool ok = poc_compile(a, src, n, &out, &why);

	if (ok != (why.text[0] == '\0') || ok != (out.keys.n > 0))
		abort();
	buf_done(&out.c);
	buf_done(&out.h);
	buf_done(&out.keys);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO_ARENA a = { 0 };
	struct source src[2] = {
		{ STR("en.po"),
		  STR("msgid \"\"\nmsgstr \"Language: xx\\nX-Language-Name: X\\n"
		      "Plural-Forms: nplurals=2; plural=n!=1;\\n\"\n"
		      "msgid \"a\"\nmsgstr \"A {x}\"\n"
		      "msgid \"b\"\nmsgid_plural \"b\"\nmsgstr[0] \"B\"\nmsgstr[1] \"{n} B\"\n") },
		{ STR("f.po"), arena_str(&a, (struct str){ (const char *)data, size }) },
	};

	check(&a, src, 2);
	check(&a, &src[1], 1);
	return 0;
}
