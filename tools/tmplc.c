/* SPDX-License-Identifier: Apache-2.0 */
/* The command around tmplc_compile(): tmplc OUT.c OUT.h IN.html [--keys FILE] */
#include <stdio.h>

#include "tools/tmplc.h"

int
main(int argc, char **argv)
{
	AUTO_ARENA a = { 0 };
	struct tmplc_in in = { 0 };
	struct tmplc_out out = { { 0 }, { 0 } };
	struct complaint why = { "" };
	bool ok;

	if (argc != 4 && !(argc == 6 && strcmp(argv[4], "--keys") == 0)) {
		fputs("usage: tmplc OUT.c OUT.h IN.html [--keys FILE]\n", stderr);
		return 2;
	}
	if (!source_load(&a, argv[3], &in.src))
		return 1;
	if (argc == 6 && !source_load(&a, argv[5], &in.keys))
		return 1;
	in.header = path_base(str_of(argv[2]));
	ok = tmplc_compile(&a, &in, &out, &why);
	if (!ok)
		fprintf(stderr, "%s\n", why.text);
	else
		ok = file_save(argv[1], &out.c) && file_save(argv[2], &out.h);
	buf_done(&out.c);
	buf_done(&out.h);
	return !ok;
}
