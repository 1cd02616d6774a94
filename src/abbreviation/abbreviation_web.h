/* SPDX-License-Identifier: Apache-2.0 */
/* abbreviation_web: /abbreviations. */
#ifndef CONVENE_ABBREVIATION_ABBREVIATION_WEB_H
#define CONVENE_ABBREVIATION_ABBREVIATION_WEB_H

#include "http/http.h"

extern const struct http_routes abbreviation_routes;

#endif
