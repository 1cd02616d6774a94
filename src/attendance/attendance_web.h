/* SPDX-License-Identifier: Apache-2.0 */
/* attendance_web: /attendance. */
#ifndef CONVENE_ATTENDANCE_ATTENDANCE_WEB_H
#define CONVENE_ATTENDANCE_ATTENDANCE_WEB_H

#include "http/http.h"

extern const struct http_routes attendance_routes;

#endif
