/* SPDX-License-Identifier: Apache-2.0 */
/* account_web: /sign-in, /account. */
#ifndef CONVENE_ACCOUNT_ACCOUNT_WEB_H
#define CONVENE_ACCOUNT_ACCOUNT_WEB_H

#include "http/http.h"

extern const struct http_routes account_routes;

#endif
