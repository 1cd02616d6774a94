/* SPDX-License-Identifier: Apache-2.0 */
/* profile_web: /account/profile, /people/{slug}/profile, and links to show that an address is one's own. */
#ifndef CONVENE_PROFILE_PROFILE_WEB_H
#define CONVENE_PROFILE_PROFILE_WEB_H

#include "http/http.h"

extern const struct http_routes profile_routes;

#endif
