/* SPDX-License-Identifier: Apache-2.0 */
/*
 * asset: files that are compiled in (style sheet, script, marks), by
 * tools/embed. An asset's address holds a hash of its content, so it may be
 * cached for ever: /static/convene.0123456789abcdef.css.
 *
 * The generated assets_gen.h has an enum asset_id, so that a name that does
 * not exist is a build error in a template too: {url asset ASSET_CONVENE_CSS}.
 */
#ifndef CONVENE_HTML_ASSET_H
#define CONVENE_HTML_ASSET_H

#include "base/str.h"

struct html;

struct asset {
	struct str name;    /* "convene.css" */
	struct str type;    /* "text/css; charset=utf-8" */
	struct str address; /* "/static/convene.0123456789abcdef.css" */
	struct str hash;    /* 16 hex digits: FNV-1a of the content */
	const unsigned char *bytes;
	size_t n;
};

extern const struct asset assets[];
extern const size_t assets_n;

/* NULL when there is none. By address, exactly; by name. */
const struct asset *asset_at(struct str address);
const struct asset *asset_named(struct str name);

/* For templates; id is an enum asset_id. */
void url_asset(struct html *o, size_t id);

#endif
