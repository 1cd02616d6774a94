/* SPDX-License-Identifier: Apache-2.0 */
/* directory_web: /admin/directory, for the secretariat. */
#ifndef CONVENE_DIRECTORY_DIRECTORY_WEB_H
#define CONVENE_DIRECTORY_DIRECTORY_WEB_H

#include "http/http.h"

extern const struct http_routes directory_routes;

#endif
