/* SPDX-License-Identifier: Apache-2.0 */
#include "net/start.h"

#include <curl/curl.h>
#include <threads.h>

#include "base/err.h"

static once_flag once = ONCE_FLAG_INIT;

static void
start(void)
{
	BUG_ON(curl_global_init(CURL_GLOBAL_DEFAULT) != 0);
}

void
net_start(void)
{
	call_once(&once, start);
}
