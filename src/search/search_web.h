/* SPDX-License-Identifier: Apache-2.0 */
/* search_web: /search. */
#ifndef CONVENE_SEARCH_SEARCH_WEB_H
#define CONVENE_SEARCH_SEARCH_WEB_H

#include "http/http.h"

extern const struct http_routes search_routes;

#endif
