/* SPDX-License-Identifier: Apache-2.0 */
/* group_web: /coalitions, /groups and the page of each. */
#ifndef CONVENE_GROUP_GROUP_WEB_H
#define CONVENE_GROUP_GROUP_WEB_H

#include "http/http.h"

extern const struct http_routes group_routes;

#endif
