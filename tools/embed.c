/* SPDX-License-Identifier: Apache-2.0 */
/* The command around embed_compile(): embed OUT.c OUT.h name=file … */
#include <stdio.h>

#include "tools/embed.h"

int
main(int argc, char **argv)
{
	AUTO_ARENA a = { 0 };
	struct embed_out out = { { 0 }, { 0 } };
	struct complaint why = { "" };
	struct embed_file *file;
	size_t n;
	bool ok;

	if (argc < 4) {
		fputs("usage: embed OUT.c OUT.h NAME=FILE ...\n", stderr);
		return 2;
	}
	n = (size_t)argc - 3;
	file = ARENA_ARRAY(&a, n, struct embed_file);
	for (size_t i = 0; i < n; i++) {
		struct str rest = str_of(argv[3 + i]);

		file[i].name = str_cut(&rest, '=');
		if (!str_present(rest)) {
			fprintf(stderr, "%s: not NAME=FILE\n", argv[3 + i]);
			return 2;
		}
		if (!file_load(&a, rest.p, &file[i].content))
			return 1;
	}
	ok = embed_compile(&a, path_base(str_of(argv[2])), file, n, &out, &why);
	if (!ok)
		fprintf(stderr, "%s\n", why.text);
	else
		ok = file_save(argv[1], &out.c) && file_save(argv[2], &out.h);
	buf_done(&out.c);
	buf_done(&out.h);
	return !ok;
}
