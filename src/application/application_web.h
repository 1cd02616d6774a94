/* SPDX-License-Identifier: Apache-2.0 */
/* application_web: /applications and what is done to one. */
#ifndef CONVENE_APPLICATION_APPLICATION_WEB_H
#define CONVENE_APPLICATION_APPLICATION_WEB_H

#include "http/http.h"

extern const struct http_routes application_routes;

#endif
