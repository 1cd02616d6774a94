/* SPDX-License-Identifier: Apache-2.0 */
/*
 * check-layers: includes point left only.
 *
 * Reads docs/layers.txt ("name: glob glob …", lowest layer first) and every .c
 * and .h under src/, and refuses
 *   - a file that no layer names,
 *   - an include of a file in a higher layer,
 *   - a third-party header that more than one .c includes, or any header does;
 *     a line "shared: glob …" names the headers that several .c of one folder
 *     may include.
 * Where several globs fit a file the longest one decides, so that
 * src/x/x_ops.c may be in another layer than src/x/x.c.
 */
#include <dirent.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/map.h"
#include "base/vec.h"
#include "tools/tool.h"

struct rule {
	struct str glob;
	size_t layer;
};
struct checker {
	struct arena arena;
	SLICE(struct str) layers;
	SLICE(struct rule) rules;
	SLICE(struct str) shared;
	SLICE(struct str) files;
	struct map foreign; /* header -> struct str *: the .c that includes it */
	size_t problems;
};

/* Headers of the C library and of POSIX; any file may use them. */
static const char *const standard[] = {
	"alloca.h", "arpa/inet.h", "assert.h", "cpuid.h", "ctype.h", "dirent.h", "errno.h",
	"fcntl.h", "fnmatch.h", "inttypes.h", "limits.h", "linux/", "locale.h", "math.h",
	"net/", "netdb.h", "netinet/", "poll.h", "pthread.h", "sched.h", "semaphore.h",
	"signal.h", "spawn.h", "stdalign.h", "stdarg.h", "stdatomic.h", "stdbool.h",
	"stddef.h", "stdint.h", "stdio.h", "stdlib.h", "string.h", "strings.h", "sys/",
	"termios.h", "threads.h", "time.h", "unistd.h", NULL,
};

static void
problem(struct checker *c, struct str file, size_t line, const char *what, struct str name)
{
	fprintf(stderr, "%.*s:%zu: %s: %.*s\n", STRF(file), line, what, STRF(name));
	c->problems++;
}

static bool
load_rules(struct checker *c, const char *path)
{
	struct source src;
	struct str rest;

	if (!source_load(&c->arena, path, &src))
		return false;
	rest = src.text;
	while (str_present(rest)) {
		struct str line = str_trim(str_cut_line(&rest));
		struct str globs, name;

		if (!line.n || line.p[0] == '#')
			continue;
		globs = line;
		name = str_cut(&globs, ':');
		if (!str_is(name, "shared"))
			VEC_PUSH(&c->arena, &c->layers, name);
		while (str_present(globs)) {
			struct str glob = str_trim(str_cut(&globs, ' '));

			if (glob.n && str_is(name, "shared"))
				VEC_PUSH(&c->arena, &c->shared, glob);
			else if (glob.n)
				VEC_PUSH(&c->arena, &c->rules,
					 ((struct rule){ glob, c->layers.n - 1 }));
		}
	}
	return c->rules.n > 0;
}

/* Index of the layer, or the number of layers when none names the file. */
static size_t
layer_of(struct checker *c, struct str file)
{
	const struct rule *best = NULL;

	for (size_t i = 0; i < c->rules.n; i++) {
		const struct rule *r = &c->rules.at[i];

		if (fnmatch(arena_cstr(&c->arena, r->glob), arena_cstr(&c->arena, file), 0) == 0 &&
		    (!best || r->glob.n > best->glob.n))
			best = r;
	}
	return best ? best->layer : c->layers.n;
}

static void
walk(struct checker *c, struct str dir)
{
	DIR *d = opendir(arena_cstr(&c->arena, dir));
	struct dirent *e;

	while (d && (e = readdir(d))) {
		struct str path;
		struct stat st;

		if (e->d_name[0] == '.')
			continue;
		path = arena_printf(&c->arena, "%.*s/%s", STRF(dir), e->d_name);
		if (stat(path.p, &st) == 0 && S_ISDIR(st.st_mode))
			walk(c, path);
		else if (str_ends(path, STR(".c")) || str_ends(path, STR(".h")))
			VEC_PUSH(&c->arena, &c->files, path);
	}
	if (d)
		closedir(d);
}

static bool
is_standard(struct str name)
{
	for (const char *const *s = standard; *s; s++) {
		struct str known = str_of(*s);

		if (known.p[known.n - 1] == '/' ? str_starts(name, known) : str_eq(name, known))
			return true;
	}
	return false;
}

/* The folder of a path, with its slash. */
static struct str
folder(struct str path)
{
	return str_sub(path, 0, str_rfind_char(path, '/') + 1);
}

static bool
is_shared(struct checker *c, struct str name)
{
	for (size_t i = 0; i < c->shared.n; i++)
		if (fnmatch(arena_cstr(&c->arena, c->shared.at[i]), arena_cstr(&c->arena, name),
			    0) == 0)
			return true;
	return false;
}

static void
check_foreign(struct checker *c, struct str file, size_t line, struct str name)
{
	struct str *first;

	if (is_standard(name))
		return;
	if (str_ends(file, STR(".h"))) {
		problem(c, file, line, "a header shows a library", name);
		return;
	}
	first = map_get(&c->foreign, name);
	if (!first) {
		first = ARENA_NEW(&c->arena, struct str);
		*first = file;
		map_put(&c->arena, &c->foreign, name, first);
	} else if (!str_eq(*first, file) &&
		   !(is_shared(c, name) && str_eq(folder(*first), folder(file)))) {
		problem(c, file, line,
			arena_printf(&c->arena, "is in %.*s already", STRF(*first)).p, name);
	}
}

static void
check_own(struct checker *c, struct str file, size_t line, struct str name)
{
	struct str path = arena_concat(&c->arena, STR("src/"), name);
	size_t here = layer_of(c, file);

	/* Generated headers have no folder; they belong to who includes them. */
	if (str_find_char(name, '/', 0) == STR_NPOS)
		return;
	if (layer_of(c, path) > here)
		problem(c, file, line, "points to a higher layer", name);
}

static void
check_file(struct checker *c, struct str file)
{
	struct source src;
	struct str rest;
	size_t line = 0;

	if (layer_of(c, file) == c->layers.n)
		problem(c, file, 1, "no layer names this file", STR("see docs/layers.txt"));
	if (!source_load(&c->arena, file.p, &src)) {
		c->problems++;
		return;
	}
	rest = src.text;
	while (str_present(rest)) {
		struct str text = str_cut_line(&rest);
		struct str name;
		size_t end;

		line++;
		if (!str_starts(text, STR("#include ")) || text.n < 11)
			continue;
		name = str_from(text, 10);
		end = str_find_char(name, text.p[9] == '<' ? '>' : '"', 0);
		name = str_sub(name, 0, end);
		if (text.p[9] == '<')
			check_foreign(c, file, line, name);
		else
			check_own(c, file, line, name);
	}
}

int
main(int argc, char **argv)
{
	struct checker c = { 0 };
	size_t problems;

	if (argc != 2) {
		fputs("usage: check-layers LAYERS.txt (from the top of the source)\n", stderr);
		return 2;
	}
	if (!load_rules(&c, argv[1]))
		return 2;
	walk(&c, STR("src"));
	for (size_t i = 0; i < c.files.n; i++)
		check_file(&c, c.files.at[i]);
	printf("%zu files, %zu layers, %zu problems\n", c.files.n, c.layers.n, c.problems);
	problems = c.problems + (c.files.n == 0);
	arena_done(&c.arena);
	return problems ? 1 : 0;
}
