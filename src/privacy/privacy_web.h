/* SPDX-License-Identifier: Apache-2.0 */
/* privacy_web: /account/data. */
#ifndef CONVENE_PRIVACY_PRIVACY_WEB_H
#define CONVENE_PRIVACY_PRIVACY_WEB_H

#include "http/http.h"

extern const struct http_routes privacy_routes;

#endif
