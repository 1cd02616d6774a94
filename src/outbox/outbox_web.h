/* SPDX-License-Identifier: Apache-2.0 */
/* outbox_web: /letters/off/…: one click, for people and for mail programs (RFC 8058). */
#ifndef CONVENE_OUTBOX_OUTBOX_WEB_H
#define CONVENE_OUTBOX_OUTBOX_WEB_H

#include "http/http.h"

extern const struct http_routes outbox_routes;

#endif
