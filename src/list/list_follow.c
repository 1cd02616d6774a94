/* SPDX-License-Identifier: Apache-2.0 */
#include "list/list_follow.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "list/list_import.h"

static const char *const folders[] = { "new", "cur" };

/* "1700000000.M1P2.host:2,S" is the same file with other flags. */
static struct str
without_flags(const char *name)
{
	struct str s = str_of(name);
	size_t at = str_find(s, STR(":2,"), 0);

	return at == STR_NPOS ? s : str_sub(s, 0, at);
}

static void
note(struct list_followed *f, const char *name)
{
	map_put(&f->arena, &f->seen, arena_str(&f->arena, without_flags(name)), f);
}

static int
wanted(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

struct following {
	struct op *op;
	struct list_followed *f;
	struct cell *cell;
	void (*on_refused)(void *ctx, const char *path);
	void *ctx;
	struct list_balance *balance;
};

static void
add(struct list_balance *to, const struct list_balance *b)
{
	to->read += b->read;
	to->stored += b->stored;
	to->known += b->known;
	to->aside += b->aside;
}

static enum errc
deliver(struct following *w, const char *path)
{
	struct list_segment file = { .path = path };
	struct list_balance b = { 0 };
	struct str message;
	enum errc code;
	struct stat st;

	/* It may have been moved from new to cur since: there it is found. */
	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return E_NOT_FOUND;
	/* A byte more than may be is enough to be refused. */
	file.size = st.st_size <= (int64_t)LIST_MESSAGE_MAX ? st.st_size : (int64_t)LIST_MESSAGE_MAX + 1;
	message = list_segment_bytes(w->op->arena, &file);
	if (!str_present(message))
		return E_NOT_FOUND;
	code = list_deliver(w->op, w->f->list, message, w->cell, &b);
	add(w->balance, &b);
	return code;
}

static enum errc
take_file(struct following *w, const char *folder, const char *name)
{
	struct arena *outer = w->op->arena;
	AUTO_ARENA own = { 0 };
	enum errc code;
	const char *path;

	if (map_get(&w->f->seen, without_flags(name)))
		return OK;
	w->op->arena = &own;
	path = arena_printf(&own, "%s/%s/%s", w->f->folder, folder, name).p;
	code = deliver(w, path);
	if (code == E_INVALID || code == E_LIMIT) {
		w->on_refused(w->ctx, path);
		op_clear(w->op);
		code = OK;
	}
	if (code == OK)
		note(w->f, name);
	w->op->arena = outer;
	return code == E_NOT_FOUND ? OK : code;
}

/* take: deliver each that is new; otherwise only note it. */
static enum errc
each_file(struct following *w, bool take)
{
	for (size_t i = 0; i < ARRAY_LEN(folders); i++) {
		struct str path = arena_printf(w->op->arena, "%s/%s", w->f->folder, folders[i]);
		struct dirent **names;
		int n = scandir(path.p, &names, wanted, alphasort);
		enum errc code = OK;

		if (n < 0)
			return fail(w->op, E_NOT_FOUND, "file.cannot-read", "%s: %s", path.p, strerror(errno));
		for (int k = 0; k < n; k++) {
			if (code == OK && take)
				code = take_file(w, folders[i], names[k]->d_name);
			else if (!take)
				note(w->f, names[k]->d_name);
			free(names[k]);
		}
		free(names);
		TRY(code);
	}
	return OK;
}

/* All of it at once is much faster than one by one. What is noted is read: a file that comes
 * in between is read too, and then delivered once more, which stores nothing. */
static enum errc
begin(struct following *w)
{
	AUTO_LIST_SOURCE from = { 0 };
	struct list_import in = { .list = w->f->list, .source = str_of(w->f->folder), .from = &from };
	struct list_imported done;

	TRY(each_file(w, false));
	TRY(list_source_open(w->op, str_of(w->f->folder), &from));
	TRY(list_import(w->op, &in, &done));
	add(w->balance, &done.balance);
	TRY(list_live(w->op, w->f->list));
	w->f->begun = true;
	return OK;
}

enum errc
list_follow(struct op *op, struct list_followed *f, struct cell *cell,
	    void (*on_refused)(void *ctx, const char *path), void *ctx, struct list_balance *ret)
{
	struct following w = { op, f, cell, on_refused, ctx, ret };
	struct arena *outer = op->arena;
	AUTO_ARENA own = { 0 };
	enum errc code;

	op->arena = &own;
	code = f->begun ? each_file(&w, true) : begin(&w);
	op->arena = outer;
	return code;
}

void
list_followed_done(struct list_followed *f)
{
	arena_done(&f->arena);
	*f = (struct list_followed){ 0 };
}
