/* SPDX-License-Identifier: Apache-2.0 */
/* Every form that there is, a line each: GET or POST, its address, its fields as a form sends
 * them; for programs that try them out from outside. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#undef fail /* ours is in base/op.h */

#include "web/fixture.h"

static void
print_form(struct fixture *f, const struct http_route *r)
{
	AUTO_BUF form = { 0 };

	for (size_t i = 0; i < r->n_fields; i++) {
		if (r->fields[i].kind == HTTP_FILE)
			continue;
		buf_addf(&form, "%s%s=", form.n ? "&" : "", r->fields[i].name);
		http_add_encoded(&form, str_of(strcmp(r->fields[i].name, "csrf") ? fixture_plausible(&r->fields[i])
											  : "CSRF"));
	}
	printf("%s %s %s\n", r->method == HTTP_GET ? "GET" : "POST", fixture_target(f, r), buf_cstr(&form));
}

int
main(void)
{
	struct fixture f = { .db = NULL };

	for (size_t t = 0; site_routes[t]; t++)
		for (size_t i = 0; i < site_routes[t]->n; i++)
			if (site_routes[t]->at[i].n_fields)
				print_form(&f, &site_routes[t]->at[i]);
	arena_done(&f.arena);
	return 0;
}
