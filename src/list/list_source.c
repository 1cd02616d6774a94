/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Large files are mapped, so that an archive of any size costs no memory; small ones,
 * of which a Maildir has a hundred thousand, are read one by one when their turn comes.
 *
 * Whoever cuts a file short while it is mapped stops the import with SIGBUS; it goes
 * on where it was when it is started again.
 */
#include "list/list_source.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/git_inbox.h"
#include "archive/unpack.h"
#include "base/attr.h"
#include "cell/cell.h"

/* Files up to this size are read and not mapped. */
#define SMALL ((int64_t)1 << 20)
#define DEPTH_MAX 16
#define MAGIC 262

struct list_map {
	struct list_map *older;
	void *p;
	size_t n;
};

struct opening {
	struct op *op;
	struct list_source *source;
	struct cell *cell;
};

static enum errc
fail_read(struct op *op, const char *path)
{
	return fail(op, E_NOT_FOUND, "file.cannot-read", "%s: %s", path, strerror(errno));
}

static void
add_segment(struct opening *o, int64_t size, struct str bytes, const char *path)
{
	struct list_source *s = o->source;

	if (!size)
		return;
	VEC_PUSH(o->op->arena, &s->segments, ((struct list_segment){ s->size, size, bytes, path }));
	s->size += size;
}

static enum errc
map_file(struct opening *o, int fd, int64_t size, const char *path, struct str *ret)
{
	struct list_map *m = ARENA_NEW(o->op->arena, struct list_map);

	m->p = mmap(NULL, (size_t)size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (m->p == MAP_FAILED)
		return fail_read(o->op, path);
	(void)madvise(m->p, (size_t)size, MADV_SEQUENTIAL);
	m->n = (size_t)size;
	m->older = o->source->maps;
	o->source->maps = m;
	*ret = (struct str){ m->p, m->n };
	return OK;
}

/* ---- packed files ---- */

struct unpacked {
	FILE *to;
	int64_t written;
	SLICE(int64_t) ends; /* of the files, in what is written */
};

static enum errc
on_file(struct op *op, void *ctx, struct str name)
{
	struct unpacked *u = ctx;

	(void)name;
	VEC_PUSH(op->arena, &u->ends, u->written);
	return OK;
}

static enum errc
on_bytes(struct op *op, void *ctx, struct str bytes)
{
	struct unpacked *u = ctx;

	if (fwrite(bytes.p, 1, bytes.n, u->to) != bytes.n)
		return fail(op, E_UNAVAILABLE, "file.cannot-write", "%s", strerror(errno));
	u->written += (int64_t)bytes.n;
	u->ends.at[u->ends.n - 1] = u->written;
	return OK;
}

static void
close_file(FILE **f)
{
	if (*f)
		fclose(*f);
}

/* A segment for each file. */
static enum errc
add_written(struct opening *o, const struct unpacked *u, const char *path)
{
	struct str bytes;
	int64_t from = 0;

	if (fflush(u->to) != 0)
		return fail(o->op, E_UNAVAILABLE, "file.cannot-write", "%s", strerror(errno));
	if (!u->written)
		return OK;
	TRY(map_file(o, fileno(u->to), u->written, path, &bytes));
	for (size_t i = 0; i < u->ends.n; i++) {
		add_segment(o, u->ends.at[i] - from, str_sub(bytes, (size_t)from,
			    (size_t)(u->ends.at[i] - from)), NULL);
		from = u->ends.at[i];
	}
	return OK;
}

static enum errc
add_unpacked(struct opening *o, struct str packed, const char *path)
{
	__attribute__((cleanup(close_file))) FILE *to = tmpfile();
	struct unpacked u = { .to = to };
	const struct cell_unpacked into = { &u, on_file, on_bytes };
	bool cut;

	if (!to)
		return fail(o->op, E_UNAVAILABLE, "file.cannot-write", "%s", strerror(errno));
	if (!o->cell)
		TRY(cell_start(o->op, &CELL_UNPACK_LIMITS, &o->cell));
	TRY(cell_unpack(o->cell, o->op, packed, &into, &cut));
	o->source->cut |= cut;
	return add_written(o, &u, path);
}

/* ---- public-inboxes ---- */

static enum errc
on_message(struct op *op, void *ctx, struct str bytes)
{
	struct unpacked *u = ctx;

	TRY(on_file(op, u, STR_NONE));
	return on_bytes(op, u, bytes);
}

static enum errc
add_inbox(struct opening *o, const char *path)
{
	__attribute__((cleanup(close_file))) FILE *to = tmpfile();
	struct unpacked u = { .to = to };

	if (!to)
		return fail(o->op, E_UNAVAILABLE, "file.cannot-write", "%s", strerror(errno));
	TRY(git_inbox_read(o->op, path, on_message, &u));
	return add_written(o, &u, path);
}

/* ---- files and folders ---- */

static void
close_descriptor(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}
#define AUTO_FD __attribute__((cleanup(close_descriptor))) int

static enum errc
add_file(struct opening *o, const char *path)
{
	AUTO_FD fd = open(path, O_RDONLY | O_CLOEXEC);
	char head[MAGIC];
	struct str bytes;
	struct stat st;
	ssize_t n;

	if (fd < 0 || fstat(fd, &st) != 0)
		return fail_read(o->op, path);
	if (!S_ISREG(st.st_mode)) {
		errno = ESPIPE;
		return fail_read(o->op, path);
	}
	n = pread(fd, head, sizeof head, 0);
	if (n < 0)
		return fail_read(o->op, path);
	if (unpack_knows((struct str){ head, (size_t)n })) {
		TRY(map_file(o, fd, st.st_size, path, &bytes));
		return add_unpacked(o, bytes, path);
	}
	if (st.st_size <= SMALL) {
		add_segment(o, st.st_size, STR_NONE, path);
		return OK;
	}
	TRY(map_file(o, fd, st.st_size, path, &bytes));
	add_segment(o, st.st_size, bytes, path);
	return OK;
}

static int
wanted(const struct dirent *d)
{
	return d->d_name[0] != '.' && strcmp(d->d_name, "tmp") != 0;
}

/* By bytes: the same in every locale. */
static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static enum errc add_path(struct opening *o, const char *path, unsigned depth);

static enum errc
add_folder(struct opening *o, const char *path, unsigned depth)
{
	struct dirent **names;
	int n = scandir(path, &names, wanted, by_name);
	enum errc code = OK;

	if (n < 0)
		return fail_read(o->op, path);
	for (int i = 0; i < n; i++) {
		if (code == OK)
			code = add_path(o, arena_printf(o->op->arena, "%s/%s", path,
							names[i]->d_name).p, depth + 1);
		free(names[i]);
	}
	free(names);
	return code;
}

static enum errc
add_path(struct opening *o, const char *path, unsigned depth)
{
	struct stat st;

	/* A link to a folder may lead back to where we are. */
	if ((depth ? lstat(path, &st) : stat(path, &st)) != 0)
		return fail_read(o->op, path);
	if (S_ISDIR(st.st_mode) && git_inbox_knows(path))
		return add_inbox(o, path);
	if (S_ISDIR(st.st_mode))
		return depth < DEPTH_MAX ? add_folder(o, path, depth) : OK;
	if (depth && !S_ISREG(st.st_mode))
		return OK;
	return add_file(o, path);
}

enum errc
list_source_open(struct op *op, struct str path, struct list_source *ret)
{
	struct list_source s = { 0 };
	struct opening o = { .op = op, .source = &s };
	enum errc code = add_path(&o, arena_cstr(op->arena, path), 0);

	cell_stop(o.cell);
	if (code != OK)
		list_source_close(&s);
	else
		*ret = s;
	return code;
}

void
list_source_close(struct list_source *s)
{
	for (struct list_map *m = s->maps; m; m = m->older)
		munmap(m->p, m->n);
	s->maps = NULL;
}

struct list_source
list_source_of(struct arena *a, struct str bytes)
{
	struct list_source s = { .size = (int64_t)bytes.n };

	if (bytes.n)
		VEC_PUSH(a, &s.segments, ((struct list_segment){ 0, (int64_t)bytes.n, bytes, NULL }));
	return s;
}

struct str
list_segment_bytes(struct arena *a, const struct list_segment *s)
{
	AUTO_FD fd = -1;
	char *p;
	ssize_t n;

	if (str_present(s->bytes))
		return s->bytes;
	fd = open(s->path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return STR_NONE;
	p = arena_alloc(a, (size_t)s->size + 1);
	/* A regular file gives all of it at once, or what there is of it now. */
	n = pread(fd, p, (size_t)s->size, 0);
	return n < 0 ? STR_NONE : (struct str){ p, (size_t)n };
}
