/* SPDX-License-Identifier: Apache-2.0 */
/* The command around poc_compile(): poc OUT.c OUT.h KEYS.txt po/en.po [po/fr.po …] */
#include <stdio.h>

#include "tools/poc.h"

int
main(int argc, char **argv)
{
	AUTO_ARENA a = { 0 };
	struct poc_out out = { { 0 }, { 0 }, { 0 } };
	struct complaint why = { "" };
	struct source *src;
	size_t n;
	bool ok;

	if (argc < 5) {
		fputs("usage: poc OUT.c OUT.h KEYS.txt SOURCE.po [OTHER.po ...]\n", stderr);
		return 2;
	}
	n = (size_t)argc - 4;
	src = ARENA_ARRAY(&a, n, struct source);
	for (size_t i = 0; i < n; i++)
		if (!source_load(&a, argv[4 + i], &src[i]))
			return 1;
	ok = poc_compile(&a, src, n, &out, &why);
	if (!ok)
		fprintf(stderr, "%s\n", why.text);
	else
		ok = file_save(argv[1], &out.c) && file_save(argv[2], &out.h) &&
		     file_save(argv[3], &out.keys);
	buf_done(&out.c);
	buf_done(&out.h);
	buf_done(&out.keys);
	return !ok;
}
