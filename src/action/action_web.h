/* SPDX-License-Identifier: Apache-2.0 */
/* action_web: /actions and the page of each item. */
#ifndef CONVENE_ACTION_ACTION_WEB_H
#define CONVENE_ACTION_ACTION_WEB_H

#include "http/http.h"

extern const struct http_routes action_routes;

#endif
