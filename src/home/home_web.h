/* SPDX-License-Identifier: Apache-2.0 */
/* home_web: the front page. */
#ifndef CONVENE_HOME_HOME_WEB_H
#define CONVENE_HOME_HOME_WEB_H

#include "http/http.h"

extern const struct http_routes home_routes;

#endif
