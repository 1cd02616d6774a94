/* SPDX-License-Identifier: Apache-2.0 */
/* Every address of the site: one table for each feature. */
#include "group/group_web.h"
#include "meeting/meeting_web.h"
#include "home/home_web.h"
#include "web/site.h"
#include "web/statement.h"

const struct http_routes *const site_routes[] = {
	&home_routes,
	&statement_routes,
	&group_routes,
	&meeting_routes,
	NULL,
};
