/* SPDX-License-Identifier: Apache-2.0 */
/*
 * forum_view: the forum's settings as pages need them.
 *
 * A setting that was never set is absent. Names of settings are the field
 * names; statements are "page.about", "page.imprint", "page.privacy" and
 * "page.accessibility", in Markdown.
 */
#ifndef CONVENE_FORUM_FORUM_VIEW_H
#define CONVENE_FORUM_FORUM_VIEW_H

#include "base/op.h"
#include "base/vec.h"
#include "document/document.h"
#include "group/group.h"
#include "html/html.h"
#include "meeting/meeting.h"

struct forum {
	struct str name;       /* never absent: "Convene" until it is set */
	struct str short_name; /* as name when not set */
	struct str tagline;
	struct str mark;       /* two or three letters for the masthead */
	struct str cycle;      /* "2024" */
	struct str contact;    /* mail address */
	struct url contact_url; /* "": none */
	struct str zone;       /* IANA name */
	struct str site;       /* "https://forum.example": what paths stand behind, in letters */
	struct str coordination_group; /* name of a group */
	struct str about, imprint, privacy, accessibility; /* Markdown */
	bool has_documents;    /* any that is not a meeting's report */
	bool has_lists;        /* mailing lists with a message in them */
	bool has_criteria;     /* a set of them */

	/* The series in which coalitions meet: of the coordination group, else
	 * the one with most meetings. 0: no meeting has been imported. */
	series_id series;
	struct str series_slug;
	struct str series_name;
};

/* Everything in ret lives in op->arena. An empty database is OK. */
must_check enum errc forum_view_load(struct op *op, struct forum *ret);

#endif
