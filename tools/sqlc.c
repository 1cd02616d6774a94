/* SPDX-License-Identifier: Apache-2.0 */
/* The command around the statement compiler; see sqlc.h. */
#include <stdio.h>

#include "tools/sqlc.h"

static bool
statements(struct arena *a, const char *path, struct str header, struct buf *c,
	   struct buf *h, struct complaint *why)
{
	struct source src = { 0 };
	struct sqlc_file file = { 0 };

	if (!source_load(a, path, &src) || !sqlc_read(a, &src, &file, why))
		return false;
	sqlc_emit_c(&file, header, c);
	sqlc_emit_h(&file, header, h);
	return true;
}

static bool
migrations(struct arena *a, char **paths, size_t n, struct str header, struct buf *c,
	   struct buf *h, struct complaint *why)
{
	struct source *src = ARENA_ARRAY(a, n, struct source);
	sqlc_migrations all = { 0 };

	for (size_t i = 0; i < n; i++)
		if (!source_load(a, paths[i], &src[i]))
			return false;
	if (!sqlc_migrations_read(a, src, n, &all, why))
		return false;
	sqlc_migrations_emit_c(&all, header, c);
	sqlc_migrations_emit_h(&all, h);
	return true;
}

int
main(int argc, char **argv)
{
	AUTO_ARENA a = { 0 };
	AUTO_BUF c = { 0 }, h = { 0 };
	struct complaint why = { "" };
	bool many = argc > 1 && strcmp(argv[1], "--migrations") == 0;
	char **arg = argv + 1 + many;
	int n = argc - 1 - many;
	struct str header;
	bool ok;

	if (many ? n < 3 : n != 3) {
		fputs("usage: sqlc OUT.c OUT.h IN.sql\n"
		      "       sqlc --migrations OUT.c OUT.h 0001_name.sql ...\n",
		      stderr);
		return 2;
	}
	header = path_base(str_of(arg[1]));
	ok = many ? migrations(&a, arg + 2, (size_t)n - 2, header, &c, &h, &why)
		  : statements(&a, arg[2], header, &c, &h, &why);
	if (!ok) {
		if (why.text[0])
			fprintf(stderr, "%s\n", why.text);
		return 1;
	}
	return !(file_save(arg[0], &c) && file_save(arg[1], &h));
}
