/* SPDX-License-Identifier: Apache-2.0 */
/* feed_web: /feed.atom and /meetings.ics. */
#ifndef CONVENE_FEED_FEED_WEB_H
#define CONVENE_FEED_FEED_WEB_H

#include "http/http.h"

extern const struct http_routes feed_routes;

#endif
