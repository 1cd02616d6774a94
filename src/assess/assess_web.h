/* SPDX-License-Identifier: Apache-2.0 */
/* assess_web: /assessment. */
#ifndef CONVENE_ASSESS_ASSESS_WEB_H
#define CONVENE_ASSESS_ASSESS_WEB_H

#include "http/http.h"

extern const struct http_routes assess_routes;

#endif
