/* SPDX-License-Identifier: Apache-2.0 */
/* writer_web: /admin/writers. */
#ifndef CONVENE_WRITER_WRITER_WEB_H
#define CONVENE_WRITER_WRITER_WEB_H

#include "http/http.h"

extern const struct http_routes writer_routes;

#endif
