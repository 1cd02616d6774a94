/* SPDX-License-Identifier: Apache-2.0 */
/* check_web: /check, a report looked through before it is sent around. */
#ifndef CONVENE_CHECK_CHECK_WEB_H
#define CONVENE_CHECK_CHECK_WEB_H

#include "http/http.h"

extern const struct http_routes check_routes;

#endif
