/* SPDX-License-Identifier: Apache-2.0 */
/* admin_web: /admin, for those with a role. */
#ifndef CONVENE_ADMIN_ADMIN_WEB_H
#define CONVENE_ADMIN_ADMIN_WEB_H

#include "http/http.h"

extern const struct http_routes admin_routes;

#endif
