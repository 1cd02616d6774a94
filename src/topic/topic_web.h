/* SPDX-License-Identifier: Apache-2.0 */
/* topic_web: /topics. */
#ifndef CONVENE_TOPIC_TOPIC_WEB_H
#define CONVENE_TOPIC_TOPIC_WEB_H

#include "http/http.h"

extern const struct http_routes topic_routes;

#endif
