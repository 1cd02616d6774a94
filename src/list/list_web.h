/* SPDX-License-Identifier: Apache-2.0 */
/* list_web: /lists and what is below it; /mid. */
#ifndef CONVENE_LIST_LIST_WEB_H
#define CONVENE_LIST_LIST_WEB_H

#include "http/http.h"

extern const struct http_routes list_routes;

#endif
