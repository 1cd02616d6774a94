/* SPDX-License-Identifier: Apache-2.0 */
#include "html/asset.h"

#include "base/err.h"
#include "html/html.h"

const struct asset *
asset_at(struct str address)
{
	for (size_t i = 0; i < assets_n; i++)
		if (str_eq(assets[i].address, address))
			return &assets[i];
	return NULL;
}

const struct asset *
asset_named(struct str name)
{
	for (size_t i = 0; i < assets_n; i++)
		if (str_eq(assets[i].name, name))
			return &assets[i];
	return NULL;
}

void
url_asset(struct html *o, size_t id)
{
	BUG_ON(id >= assets_n);
	html_attr_str(o, assets[id].address);
}
