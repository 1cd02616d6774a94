/* SPDX-License-Identifier: Apache-2.0 */
#include "office/pdf_tree.h"

void
pdf_tree_init(struct pdf_tree *t, struct arena *a, struct str title, struct str lang)
{
	*t = (struct pdf_tree){ .arena = a, .title = title, .lang = lang };
	VEC_ADD(a, &t->nodes)->tag = "Document";
}

uint32_t
pdf_tree_node(struct pdf_tree *t, uint32_t up, const char *tag)
{
	uint32_t index = (uint32_t)t->nodes.n;

	VEC_ADD(t->arena, &t->nodes)->tag = tag;
	VEC_PUSH(t->arena, &t->nodes.at[up].kids, ((struct pdf_kid){ false, index }));
	return index;
}

uint32_t
pdf_tree_slot(struct pdf_tree *t, uint32_t up)
{
	uint32_t index = (uint32_t)t->slots.n;

	VEC_ADD(t->arena, &t->slots);
	VEC_PUSH(t->arena, &t->nodes.at[up].kids, ((struct pdf_kid){ true, index }));
	return index;
}
