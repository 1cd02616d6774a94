/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The route tables as a tree of path segments.
 *
 * A node has its literal children sorted by name, and at most one child for a
 * {name}. Finding walks the path's segments down the tree, literals first, and
 * goes back to the {name} where a literal led nowhere ("/meetings/new/edit"
 * next to the routes /meetings/new and /meetings/{id}/edit). A walk visits no
 * node twice, so its cost is bounded by the number of routes.
 *
 * The tree is built once and then only read: no lock.
 */
#include <stdlib.h>

#include "http/call.h"

struct child {
	struct str name;
	struct node *node;
};

struct node {
	SLICE(struct child) literals;
	struct node *any; /* the {name} */
	const struct http_route *route[HTTP_OTHER];
	const struct http_asset *asset;
	size_t asset_at;
};

struct http_router {
	struct arena arena;
	struct node root;
};

static size_t
find_place(const struct node *n, struct str name, bool *found)
{
	size_t low = 0, high = n->literals.n;

	*found = false;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int c = str_cmp(n->literals.at[mid].name, name);

		if (c == 0) {
			*found = true;
			return mid;
		}
		if (c < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static struct node *
literal_child(struct arena *a, struct node *n, struct str name)
{
	bool found;
	size_t at = find_place(n, name, &found);

	if (found)
		return n->literals.at[at].node;
	(void)VEC_ADD(a, &n->literals);
	memmove(&n->literals.at[at + 1], &n->literals.at[at],
		(n->literals.n - 1 - at) * sizeof *n->literals.at);
	n->literals.at[at] = (struct child){ name, ARENA_NEW(a, struct node) };
	return n->literals.at[at].node;
}

static bool
is_param(struct str segment)
{
	return segment.n > 2 && segment.p[0] == '{' && segment.p[segment.n - 1] == '}';
}

static struct node *
add_path(struct http_router *r, const char *path)
{
	struct str rest = str_from(str_of(path), 1);
	struct node *n = &r->root;
	size_t params = 0;

	BUG_ON(path[0] != '/');
	if (!rest.n)
		return n;
	while (str_present(rest)) {
		struct str part = str_cut(&rest, '/');

		BUG_ON(!part.n);
		if (!is_param(part)) {
			BUG_ON(memchr(part.p, '{', part.n) || memchr(part.p, '%', part.n));
			n = literal_child(&r->arena, n, part);
			continue;
		}
		BUG_ON(++params > HTTP_PARAMS_MAX);
		if (!n->any)
			n->any = ARENA_NEW(&r->arena, struct node);
		n = n->any;
	}
	return n;
}

static void
check_fields(const struct http_route *route)
{
	for (size_t i = 0; i < route->n_fields; i++) {
		const struct http_field *f = &route->fields[i];

		BUG_ON(!f->name || !*f->name);
		BUG_ON(f->kind == HTTP_CHOICE && !f->choices);
		BUG_ON(f->kind == HTTP_FILE && route->method == HTTP_GET);
		for (size_t j = 0; j < i; j++)
			BUG_ON(!strcmp(f->name, route->fields[j].name));
	}
}

static void
add_route(struct http_router *r, const struct http_route *route)
{
	struct node *n = add_path(r, route->path);

	BUG_ON(!route->handler);
	BUG_ON(route->method == HTTP_HEAD || route->method >= HTTP_OTHER);
	BUG_ON(n->route[route->method] != NULL);
	check_fields(route);
	n->route[route->method] = route;
}

struct http_router *
http_router_new(const struct http_app *app)
{
	struct http_router *r = calloc(1, sizeof *r);

	BUG_ON(!r);
	for (size_t t = 0; t < app->n_tables; t++)
		for (size_t i = 0; i < app->tables[t].n; i++)
			add_route(r, &app->tables[t].at[i]);
	for (size_t i = 0; i < app->n_assets; i++) {
		struct node *n = add_path(r, app->assets[i].path);

		BUG_ON(n->asset != NULL || n->route[HTTP_GET] != NULL);
		n->asset = &app->assets[i];
		n->asset_at = i;
	}
	return r;
}

void
http_router_free(struct http_router *r)
{
	if (!r)
		return;
	arena_done(&r->arena);
	free(r);
}

static bool
is_place(const struct node *n)
{
	for (size_t m = 0; m < HTTP_OTHER; m++)
		if (n->route[m])
			return true;
	return n->asset != NULL;
}

static const struct node *
walk(const struct node *n, struct str rest, struct http_match *m)
{
	struct str part;
	const struct node *hit;
	bool found;
	size_t at, depth = m->n_values;

	if (!str_present(rest))
		return is_place(n) ? n : NULL;
	part = str_cut(&rest, '/');
	at = find_place(n, part, &found);
	if (found && (hit = walk(n->literals.at[at].node, rest, m)))
		return hit;
	m->n_values = depth; /* what a dead end took is given back */
	if (!n->any || !part.n || depth == HTTP_PARAMS_MAX)
		return NULL;
	m->values[m->n_values++] = part;
	return walk(n->any, rest, m);
}

bool
http_router_find(const struct http_router *r, struct str path, struct http_match *ret)
{
	struct str rest = str_from(path, 1);
	const struct node *n;

	memset(ret, 0, sizeof *ret);
	n = rest.n ? walk(&r->root, rest, ret) : &r->root;
	if (!n || !is_place(n))
		return false;
	memcpy(ret->route, n->route, sizeof ret->route);
	ret->asset = n->asset;
	ret->asset_at = n->asset_at;
	return true;
}

struct str
http_match_allow(const struct http_match *m, struct arena *a)
{
	static const char *const word[HTTP_OTHER] = {
		"GET, HEAD", NULL, "POST", "PUT", "DELETE",
	};
	struct str s = STR("");

	for (size_t i = 0; i < HTTP_OTHER; i++) {
		if (!word[i] || !(m->route[i] || (i == HTTP_GET && m->asset)))
			continue;
		s = arena_printf(a, "%.*s%s%s", STRF(s), s.n ? ", " : "", word[i]);
	}
	return s;
}

void
http_route_params(struct arena *a, const struct http_match *m, struct http_request *req)
{
	struct str rest = str_from(str_of(req->route->path), 1);
	size_t at = 0;

	while (str_present(rest)) {
		struct str part = str_cut(&rest, '/');

		if (is_param(part))
			VEC_PUSH(a, &req->params,
				 ((struct http_header){ str_sub(part, 1, part.n - 2),
							m->values[at++] }));
	}
}

struct str
http_param(const struct http_request *req, const char *name)
{
	for (size_t i = 0; i < req->params.n; i++)
		if (str_is(req->params.at[i].name, name))
			return req->params.at[i].value;
	bug_abort("a {name} of the route's path", __FILE__, __LINE__);
}
