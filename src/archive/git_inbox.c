/* SPDX-License-Identifier: Apache-2.0 */
#include "archive/git_inbox.h"

#include <git2.h>
#include <pthread.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/map.h"

/* A history is as long as the list is old; a message in it no longer than one we keep. */
struct walk {
	struct op *op;
	git_repository *repo;
	git_revwalk *commits;
	struct map deleted; /* ids of blobs -> themselves */
	enum errc (*each)(struct op *op, void *ctx, struct str bytes);
	void *ctx;
};

static void
start_library(void)
{
	(void)git_libgit2_init();
	/* Only the repository itself is read: nobody's settings, whoever owns it. */
	(void)git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
	for (int level = GIT_CONFIG_LEVEL_PROGRAMDATA; level <= GIT_CONFIG_LEVEL_GLOBAL; level++)
		(void)git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, "");
}

static enum errc
unreadable(struct op *op)
{
	const git_error *e = git_error_last();

	return fail(op, E_INVALID, "git.unreadable", "%s", e && e->message ? e->message : "");
}

static bool
has(const char *path, const char *name)
{
	AUTO_BUF b = { 0 };
	struct stat st;

	buf_addf(&b, "%s/%s", path, name);
	return stat(buf_cstr(&b), &st) == 0;
}

bool
git_inbox_knows(const char *path)
{
	return has(path, "HEAD") && has(path, "objects") && has(path, "refs");
}

static struct str
id_of(struct arena *a, const git_oid *oid)
{
	return arena_str(a, (struct str){ (const char *)oid->id, GIT_OID_RAWSZ });
}

/* The blob of a commit's file; *ret false: it has none of that name. */
static enum errc
find_blob(struct walk *w, const git_oid *commit_id, const char *name, git_oid *ret_blob, bool *ret)
{
	git_commit *commit = NULL;
	git_tree *tree = NULL;
	const git_tree_entry *entry;
	enum errc code = OK;

	*ret = false;
	if (git_commit_lookup(&commit, w->repo, commit_id) || git_commit_tree(&tree, commit)) {
		code = unreadable(w->op);
	} else {
		entry = git_tree_entry_byname(tree, name);
		*ret = entry && git_tree_entry_type(entry) == GIT_OBJECT_BLOB;
		if (*ret)
			*ret_blob = *git_tree_entry_id(entry);
	}
	git_tree_free(tree);
	git_commit_free(commit);
	return code;
}

static enum errc
give_message(struct walk *w, const git_oid *blob_id)
{
	git_blob *blob = NULL;
	struct str bytes;
	enum errc code;

	if (git_blob_lookup(&blob, w->repo, blob_id))
		return unreadable(w->op);
	bytes.p = git_blob_rawcontent(blob);
	bytes.n = (size_t)git_blob_rawsize(blob);
	code = w->each(w->op, w->ctx, bytes);
	git_blob_free(blob);
	return code;
}

static enum errc
note_deleted(struct walk *w, const git_oid *commit)
{
	git_oid blob;
	bool found;

	TRY(find_blob(w, commit, "d", &blob, &found));
	if (found)
		map_put(w->op->arena, &w->deleted, id_of(w->op->arena, &blob), w);
	return OK;
}

static enum errc
take_message(struct walk *w, const git_oid *commit)
{
	git_oid blob;
	bool found;

	TRY(find_blob(w, commit, "m", &blob, &found));
	if (!found || map_get(&w->deleted, (struct str){ (const char *)blob.id, GIT_OID_RAWSZ }))
		return OK;
	return give_message(w, &blob);
}

/* Oldest first. */
static enum errc
each_commit(struct walk *w, enum errc (*f)(struct walk *w, const git_oid *commit))
{
	git_oid id;
	int rc;

	git_revwalk_reset(w->commits);
	if (git_revwalk_sorting(w->commits, GIT_SORT_TOPOLOGICAL | GIT_SORT_REVERSE) ||
	    git_revwalk_push_head(w->commits))
		return unreadable(w->op);
	while ((rc = git_revwalk_next(&id, w->commits)) == 0)
		TRY(f(w, &id));
	return rc == GIT_ITEROVER ? OK : unreadable(w->op);
}

static enum errc
read_open(struct walk *w, const char *path)
{
	/* Of nothing but a repository: git would look for one in the folders above. */
	if (git_repository_open_ext(&w->repo, path, GIT_REPOSITORY_OPEN_NO_SEARCH | GIT_REPOSITORY_OPEN_BARE,
				    NULL))
		return unreadable(w->op);
	/* An epoch that has just begun. */
	if (git_repository_is_empty(w->repo) == 1)
		return OK;
	if (git_revwalk_new(&w->commits, w->repo))
		return unreadable(w->op);
	TRY(each_commit(w, note_deleted));
	return each_commit(w, take_message);
}

enum errc
git_inbox_read(struct op *op, const char *path,
	       enum errc (*each)(struct op *op, void *ctx, struct str bytes), void *ctx)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct walk w = { .op = op, .each = each, .ctx = ctx };
	enum errc code;

	(void)pthread_once(&once, start_library);
	code = read_open(&w, path);
	git_revwalk_free(w.commits);
	git_repository_free(w.repo);
	return code;
}
