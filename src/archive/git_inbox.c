/* SPDX-License-Identifier: Apache-2.0 */
#include "archive/git_inbox.h"

#include <git2.h>
#include <pthread.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"

struct walk {
	struct op *op;
	git_repository *repo;
	git_revwalk *commits;
	SLICE(git_oid) messages; /* blobs, the oldest first */
	struct map deleted;      /* ids of those that are not wanted any more */
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
id_of(const git_oid *oid)
{
	return (struct str){ (const char *)oid->id, GIT_OID_RAWSZ };
}

static const git_oid *
blob_of(const git_tree *tree, const char *name)
{
	const git_tree_entry *entry = git_tree_entry_byname(tree, name);

	return entry && git_tree_entry_type(entry) == GIT_OBJECT_BLOB ? git_tree_entry_id(entry) : NULL;
}

/* Which message a commit brings, or deletes. */
static enum errc
note_commit(struct walk *w, const git_oid *id)
{
	struct arena *a = w->op->arena;
	const git_oid *brings, *deletes;
	git_commit *commit = NULL;
	git_tree *tree = NULL;
	enum errc code = OK;

	if (git_commit_lookup(&commit, w->repo, id) || git_commit_tree(&tree, commit)) {
		code = unreadable(w->op);
	} else {
		brings = blob_of(tree, "m");
		deletes = blob_of(tree, "d");
		if (brings)
			VEC_PUSH(a, &w->messages, *brings);
		if (deletes)
			map_put(a, &w->deleted, arena_str(a, id_of(deletes)), w);
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
note_commits(struct walk *w)
{
	git_oid id;
	int rc;

	if (git_revwalk_sorting(w->commits, GIT_SORT_TOPOLOGICAL | GIT_SORT_REVERSE) ||
	    git_revwalk_push_head(w->commits))
		return unreadable(w->op);
	while ((rc = git_revwalk_next(&id, w->commits)) == 0)
		TRY(note_commit(w, &id));
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
	TRY(note_commits(w));
	for (size_t i = 0; i < w->messages.n; i++)
		if (!map_get(&w->deleted, id_of(&w->messages.at[i])))
			TRY(give_message(w, &w->messages.at[i]));
	return OK;
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
