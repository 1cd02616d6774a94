/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any bytes as a template: the compiler answers with C or with one complaint
 * that names file and line, never with both or neither.
 */
#include <stdlib.h>

#include "tools/tmplc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO_ARENA a = { 0 };
	struct tmplc_in in = {
		.src = { STR("f.html"), arena_str(&a, (struct str){ (const char *)data, size }) },
		.keys = { STR("keys.txt"), STR("a.b\t\t-\nf\tx,y\t-\ni\tn\tplural\n") },
		.header = STR("f_gen.h"),
	};
	struct tmplc_out out = { { 0 }, { 0 } };
	struct complaint why = { "" };
	bool ok = tmplc_compile(&a, &in, &out, &why);

	if (ok != (why.text[0] == '\0') || ok != (out.c.n > 0))
		abort();
	if (!ok && !str_starts(str_of(why.text), STR("f.html:")))
		abort();
	/* Nothing that the policy forbids is ever written. */
	if (ok && str_find_nocase(buf_str(&out.c), STR("\"<script>"), 0) != STR_NPOS)
		abort();
	buf_done(&out.c);
	buf_done(&out.h);
	return 0;
}
