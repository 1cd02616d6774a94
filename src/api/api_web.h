/* SPDX-License-Identifier: Apache-2.0 */
/* api_web: /api, everything below it, and the CSV files beside the lists. */
#ifndef CONVENE_API_API_WEB_H
#define CONVENE_API_API_WEB_H

#include "http/http.h"

extern const struct http_routes api_routes;

#endif
