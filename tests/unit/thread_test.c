/* SPDX-License-Identifier: Apache-2.0 */
/* thread: who answers whom, that order cannot matter, and that a thread's tree
 * depends on its own messages alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "mail/thread.h"

/* "b@10:a" is message b, of second 10, which refers to a; refs by commas. */
static struct thread_message
message_of(struct arena *a, struct str word)
{
	struct str rest = word, head = str_cut(&rest, ':');
	struct str at = head;
	struct thread_message m = { .id = str_cut(&at, '@'), .at = INSTANT_NONE };

	if (str_present(at))
		(void)str_to_int(at, &m.at.v);
	while (str_present(rest) && rest.n)
		VEC_PUSH(a, &m.refs, str_cut(&rest, ','));
	return m;
}

struct messages {
	struct thread_message *at;
	size_t n, room;
};

static struct messages
messages_of(struct arena *a, const char *text)
{
	struct messages ret = { 0 };
	struct str rest = str_of(text);

	while (str_present(rest) && rest.n)
		VEC_PUSH(a, &ret, message_of(a, str_cut(&rest, ' ')));
	return ret;
}

/* Each node in order of ids: its id (a ghost in parentheses), its parent, its
 * thread's root. */
static const char *
told(struct arena *a, const struct thread_forest *f)
{
	AUTO_BUF b = { 0 };

	for (size_t i = 0; i < f->nodes.n; i++) {
		const struct thread_node *n = &f->nodes.at[i];

		buf_addf(&b, "%s%s%.*s%s<%.*s/%.*s", b.n ? " " : "",
			 n->message == THREAD_NONE ? "(" : "", STRF(n->id),
			 n->message == THREAD_NONE ? ")" : "",
			 STRF(n->parent == THREAD_NONE ? STR("-") : f->nodes.at[n->parent].id),
			 STRF(f->nodes.at[n->root].id));
	}
	return arena_str(a, str_of(buf_cstr(&b))).p;
}

static void
forest_is(const char *messages, const char *want)
{
	AUTO_ARENA a = { 0 };
	struct messages m = messages_of(&a, messages);
	struct thread_forest f = thread_build(&a, m.at, m.n);

	assert_string_equal(told(&a, &f), want);
}

static void
the_last_reference_is_the_parent(void **state)
{
	(void)state;
	forest_is("", "");
	forest_is("a", "a<-/a");
	forest_is("a b:a c:a,b", "a<-/a b<a/a c<b/a");
	forest_is("a b", "a<-/a b<-/b");
	forest_is("a:a b:a,b", "a<-/a b<a/a");
}

static void
a_ghost_joins_those_who_name_it(void **state)
{
	(void)state;
	forest_is("b:a c:a", "(a)<-/a b<a/a c<a/a");
	/* Both ghosts: b stands behind a for two, behind d for one. */
	forest_is("x:a,b y:a,b z:d,b", "(a)<-/a (b)<a/a (d)<-/a x<b/a y<b/a z<b/a");
	/* As many votes for each: the smaller id. */
	forest_is("x:c,b y:a,b", "(a)<-/a (b)<a/a (c)<-/a x<b/a y<b/a");
}

static void
contradictions_make_no_cycle(void **state)
{
	(void)state;
	forest_is("a:b b:a", "a<b/b b<-/b");
	forest_is("a:c b:a c:b", "a<c/c b<a/c c<-/c");
	/* The next reference in line is taken. */
	forest_is("a:b b:x,a", "a<b/x b<x/x (x)<-/x");
}

static void
a_thread_is_named_by_the_root_above_its_earliest_message(void **state)
{
	(void)state;
	/* p and q are both roots: m refers to both. */
	forest_is("p@20 q@10 m@30:p,q", "m<q/q p<-/q q<-/q");
	forest_is("p@20 q@40 m@30:p,q", "m<q/p p<-/p q<-/p");
	/* An unknown time is the latest. */
	forest_is("p q@40 m@50:p,q", "m<q/q p<-/q q<-/q");
}

static uint32_t
draw(uint32_t *seed, uint32_t n)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 16) % n;
}

/* Messages with references at random, among few ids, so that ghosts, cycles and
 * contradictions come in numbers. */
static struct messages
random_messages(struct arena *a, uint32_t *seed, size_t n, uint32_t ids)
{
	struct messages ret = { 0 };
	bool had[26] = { 0 };

	while (ret.n < n) {
		uint32_t id = draw(seed, ids);
		struct thread_message *m;
		uint32_t refs = draw(seed, 4);

		if (had[id])
			continue;
		had[id] = true;
		m = VEC_ADD(a, &ret);
		*m = (struct thread_message){ .id = arena_printf(a, "%c", 'a' + id),
					      .at = { draw(seed, 5) } };
		for (uint32_t k = 0; k < refs; k++)
			VEC_PUSH(a, &m->refs, arena_printf(a, "%c", 'a' + draw(seed, ids)));
	}
	return ret;
}

static void
order_does_not_matter(void **state)
{
	uint32_t seed = 99;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		AUTO_ARENA a = { 0 };
		struct messages m = random_messages(&a, &seed, 8, 14);
		struct thread_forest f = thread_build(&a, m.at, m.n);
		const char *first = told(&a, &f);

		for (size_t i = m.n; i > 1; i--) {
			size_t k = draw(&seed, (uint32_t)i);
			struct thread_message t = m.at[i - 1];

			m.at[i - 1] = m.at[k];
			m.at[k] = t;
		}
		f = thread_build(&a, m.at, m.n);
		assert_string_equal(told(&a, &f), first);
	}
}

static bool
is_acyclic(const struct thread_forest *f)
{
	for (size_t i = 0; i < f->nodes.n; i++) {
		size_t steps = 0;

		for (size_t k = i; k != THREAD_NONE; k = f->nodes.at[k].parent)
			if (steps++ > f->nodes.n)
				return false;
	}
	return true;
}

/* What one thread looks like when it is built from its own messages alone. */
static void
a_thread_stands_alone(void **state)
{
	uint32_t seed = 4;
	int several = 0;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		AUTO_ARENA a = { 0 };
		struct messages m = random_messages(&a, &seed, 7, 26);
		struct thread_forest f = thread_build(&a, m.at, m.n);

		assert_true(is_acyclic(&f));
		for (size_t r = 0; r < f.nodes.n; r++) {
			struct messages own = { 0 };
			struct thread_forest alone;

			if (f.nodes.at[r].root != r)
				continue;
			for (size_t i = 0; i < f.nodes.n; i++)
				if (f.nodes.at[i].root == r && f.nodes.at[i].message != THREAD_NONE)
					VEC_PUSH(&a, &own, m.at[f.nodes.at[i].message]);
			several += own.n < m.n;
			alone = thread_build(&a, own.at, own.n);
			for (size_t i = 0; i < alone.nodes.n; i++) {
				size_t there = thread_find(&f, alone.nodes.at[i].id);
				size_t p = alone.nodes.at[i].parent, q = f.nodes.at[there].parent;

				assert_int_equal(f.nodes.at[there].root, r);
				assert_int_equal(p == THREAD_NONE, q == THREAD_NONE);
				if (p != THREAD_NONE)
					assert_true(str_eq(alone.nodes.at[p].id, f.nodes.at[q].id));
			}
		}
	}
	assert_in_range(several, 1000, 100000);
}

/* A chain of many, each of which names all before it up to a bound: not more
 * than in proportion. The depth must not go on the stack either. */
static void
a_long_chain_is_built(void **state)
{
	AUTO_ARENA a = { 0 };
	struct messages m = { 0 };
	size_t n = 20000;
	struct thread_forest f;

	(void)state;
	for (size_t i = 0; i < n; i++) {
		struct thread_message *t = VEC_ADD(&a, &m);

		*t = (struct thread_message){ .id = arena_printf(&a, "%06zu", i), .at = { (int64_t)i } };
		for (size_t k = i > 10 ? i - 10 : 0; k < i; k++)
			VEC_PUSH(&a, &t->refs, m.at[k].id);
	}
	f = thread_build(&a, m.at, m.n);
	assert_int_equal(f.nodes.n, n);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(f.nodes.at[i].root, 0);
		assert_int_equal(f.nodes.at[i].parent, i ? i - 1 : THREAD_NONE);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_last_reference_is_the_parent),
		cmocka_unit_test(a_ghost_joins_those_who_name_it),
		cmocka_unit_test(contradictions_make_no_cycle),
		cmocka_unit_test(a_thread_is_named_by_the_root_above_its_earliest_message),
		cmocka_unit_test(order_does_not_matter),
		cmocka_unit_test(a_thread_stands_alone),
		cmocka_unit_test(a_long_chain_is_built),
	};

	return cmocka_run_group_tests_name("thread", tests, NULL, NULL);
}
