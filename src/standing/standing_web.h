/* SPDX-License-Identifier: Apache-2.0 */
/* standing_web: /groups/{slug}/standing, for the secretariat. */
#ifndef CONVENE_STANDING_STANDING_WEB_H
#define CONVENE_STANDING_STANDING_WEB_H

#include "http/http.h"

extern const struct http_routes standing_routes;

#endif
