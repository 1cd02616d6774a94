/* SPDX-License-Identifier: Apache-2.0 */
/* person_web: /people and the page of each. */
#ifndef CONVENE_PERSON_PERSON_WEB_H
#define CONVENE_PERSON_PERSON_WEB_H

#include "http/http.h"

extern const struct http_routes person_routes;

#endif
