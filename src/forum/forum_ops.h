/* SPDX-License-Identifier: Apache-2.0 */
/*
 * forum_ops: the settings of the forum, and addresses that moved.
 *
 * The settings that exist are a table (forum_settings); any other name is
 * refused. Values are text; page.* are Markdown.
 */
#ifndef CONVENE_FORUM_FORUM_OPS_H
#define CONVENE_FORUM_FORUM_OPS_H

#include "base/op.h"
#include "base/vec.h"

struct forum_setting {
	const char *name;
	const char *msgid; /* what it is for */
	size_t max;        /* bytes */
	bool (*ok)(struct str value); /* of one that is not empty; NULL: any */
	const char *wrong;            /* the failure where it is not */
};
extern const struct forum_setting forum_settings[];
extern const size_t forum_settings_n;

/* Absent when it was never set. E_INVALID forum.no-such-setting. */
must_check enum errc forum_get(struct op *op, struct str name, struct str *ret);
/* Where links in letters begin. E_INVALID mail.no-sender: it is not set. */
must_check enum errc forum_site(struct op *op, struct str *ret);
/* E_INVALID forum.no-such-setting, and what the setting's row says; E_LIMIT forum.setting-too-long. */
must_check enum errc forum_set(struct op *op, struct str name, struct str value);

/*
 * Settings from a text of `name = value` lines; # begins a comment, and an
 * indented line goes on with the value before it. All or nothing:
 * E_INVALID forum.bad-line names the line.
 */
must_check enum errc forum_settings_load(struct op *op, struct str text, size_t *ret_n);

/* The old address leads to the new one from now on. What led to the old one goes
 * on doing so, in two steps: when a merge is taken back, it is right again. */
must_check enum errc redirect_add(struct op *op, struct str old, struct str target);
must_check enum errc redirect_remove(struct op *op, struct str old);
/* Absent: no such redirect. */
must_check enum errc redirect_find(struct op *op, struct str path, struct str *ret);

#endif
