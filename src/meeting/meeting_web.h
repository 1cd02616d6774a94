/* SPDX-License-Identifier: Apache-2.0 */
/* meeting_web: /meetings, a series, one meeting, its downloads and revisions. */
#ifndef CONVENE_MEETING_MEETING_WEB_H
#define CONVENE_MEETING_MEETING_WEB_H

#include "http/http.h"

extern const struct http_routes meeting_routes;

#endif
