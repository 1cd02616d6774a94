/* SPDX-License-Identifier: Apache-2.0 */
#include "office/docx_style.h"

#include "base/buf.h"

#define BASED_ON_MAX 20
#define NUMBER_MAX 100000

bool
docx_is(const struct xml_reader *r, const char *name)
{
	return str_is(r->name, name) && str_find(r->ns, STR("wordprocessingml"), 0) != STR_NPOS;
}

bool
docx_flag(struct xml_reader *r, struct arena *a)
{
	struct str v = xml_attr(r, a, "val");

	return !str_is(v, "0") && !str_is(v, "false") && !str_is(v, "off") && !str_is(v, "none");
}

static int
number_attr(struct xml_reader *r, struct arena *a, const char *name, int otherwise)
{
	int64_t v;

	if (!str_to_int(xml_attr(r, a, name), &v) || v < -NUMBER_MAX || v > NUMBER_MAX)
		return otherwise;
	return (int)v;
}

static int
level_attr(struct xml_reader *r, struct arena *a, const char *name)
{
	int v = number_attr(r, a, name, -1);

	return v >= 0 && v < DOCX_LEVELS ? v : -1;
}

/* ---- styles ---- */

static void
read_style(struct docx_styles *s, struct xml_reader *r)
{
	struct docx_style *style = VEC_ADD(s->arena, &s->styles);
	int depth = r->depth;

	*style = (struct docx_style){ .id = xml_attr(r, s->arena, "styleId"), .outline = -1 };
	while (xml_next(r) != XML_DONE && r->event != XML_BROKEN) {
		if (r->event == XML_CLOSE && r->depth == depth)
			return;
		if (r->event != XML_OPEN)
			continue;
		if (docx_is(r, "name"))
			style->name = xml_attr(r, s->arena, "val");
		else if (docx_is(r, "basedOn"))
			style->based_on = xml_attr(r, s->arena, "val");
		else if (docx_is(r, "outlineLvl"))
			style->outline = level_attr(r, s->arena, "val");
		else if (docx_is(r, "numId"))
			style->num = xml_attr(r, s->arena, "val");
		else if (docx_is(r, "ilvl"))
			style->level = number_attr(r, s->arena, "val", 0);
		else if (docx_is(r, "b"))
			style->bold = docx_flag(r, s->arena);
		else if (docx_is(r, "i"))
			style->italic = docx_flag(r, s->arena);
	}
}

static const struct docx_style *
style_by_id(const struct docx_styles *s, struct str id)
{
	for (size_t i = 0; id.n && i < s->styles.n; i++)
		if (str_eq(s->styles.at[i].id, id))
			return &s->styles.at[i];
	return NULL;
}

const struct docx_style *
docx_style_find(struct docx_styles *s, struct str id)
{
	struct docx_style *ret = ARENA_NEW(s->arena, struct docx_style);
	const struct docx_style *at = style_by_id(s, id);

	*ret = at ? *at : (struct docx_style){ .id = id, .outline = -1 };
	for (int i = 0; at && i < BASED_ON_MAX; i++) {
		at = style_by_id(s, at->based_on);
		if (!at)
			break;
		if (ret->outline < 0)
			ret->outline = at->outline;
		if (!ret->num.p) {
			ret->num = at->num;
			ret->level = at->level;
		}
		ret->bold |= at->bold;
		ret->italic |= at->italic;
	}
	return ret;
}

bool
docx_style_is(const struct docx_style *s, const char *name)
{
	return str_eq_nocase(s->name, str_of(name)) || str_eq_nocase(s->id, str_of(name));
}

/* ---- numbering ---- */

static void
read_level(struct docx_styles *s, struct xml_reader *r, struct docx_level *level)
{
	int depth = r->depth;

	level->start = 1;
	while (xml_next(r) != XML_DONE && r->event != XML_BROKEN) {
		if (r->event == XML_CLOSE && r->depth == depth)
			return;
		if (r->event != XML_OPEN)
			continue;
		if (docx_is(r, "start"))
			level->start = number_attr(r, s->arena, "val", 1);
		else if (docx_is(r, "numFmt"))
			level->format = xml_attr(r, s->arena, "val");
		else if (docx_is(r, "lvlText"))
			level->text = xml_attr(r, s->arena, "val");
	}
}

static void
read_abstract(struct docx_styles *s, struct xml_reader *r)
{
	struct docx_abstract *abstract = VEC_ADD(s->arena, &s->abstracts);
	int depth = r->depth;

	abstract->id = xml_attr(r, s->arena, "abstractNumId");
	while (xml_next(r) != XML_DONE && r->event != XML_BROKEN) {
		if (r->event == XML_CLOSE && r->depth == depth)
			return;
		if (r->event == XML_OPEN && docx_is(r, "lvl")) {
			int level = level_attr(r, s->arena, "ilvl");

			if (level >= 0)
				read_level(s, r, &abstract->levels[level]);
		}
	}
}

static void
read_num(struct docx_styles *s, struct xml_reader *r)
{
	struct docx_num *num = VEC_ADD(s->arena, &s->nums);
	int depth = r->depth, level = -1;

	num->id = xml_attr(r, s->arena, "numId");
	for (int i = 0; i < DOCX_LEVELS; i++)
		num->start[i] = -1;
	while (xml_next(r) != XML_DONE && r->event != XML_BROKEN) {
		if (r->event == XML_CLOSE && r->depth == depth)
			return;
		if (r->event != XML_OPEN)
			continue;
		if (docx_is(r, "abstractNumId"))
			num->abstract = xml_attr(r, s->arena, "val");
		else if (docx_is(r, "lvlOverride"))
			level = level_attr(r, s->arena, "ilvl");
		else if (docx_is(r, "startOverride") && level >= 0)
			num->start[level] = number_attr(r, s->arena, "val", -1);
	}
}

static void
roman(struct buf *b, int v, bool upper)
{
	static const struct {
		int value;
		const char *lower, *upper;
	} digits[] = {
		{ 1000, "m", "M" }, { 900, "cm", "CM" }, { 500, "d", "D" }, { 400, "cd", "CD" },
		{ 100, "c", "C" }, { 90, "xc", "XC" }, { 50, "l", "L" }, { 40, "xl", "XL" },
		{ 10, "x", "X" }, { 9, "ix", "IX" }, { 5, "v", "V" }, { 4, "iv", "IV" },
		{ 1, "i", "I" },
	};

	for (size_t i = 0; v < 4000 && i < ARRAY_LEN(digits); i++)
		for (; v >= digits[i].value; v -= digits[i].value)
			buf_addz(b, upper ? digits[i].upper : digits[i].lower);
}

static void
put_number(struct buf *b, struct str format, int v)
{
	bool upper = str_starts(format, STR("upper"));

	if (v > 0 && str_ends(format, STR("Roman"))) {
		roman(b, v, upper);
	} else if (v > 0 && str_ends(format, STR("Letter"))) {
		/* z is followed by aa, and that by bb. */
		for (int i = 0; i <= (v - 1) / 26 && i < 5; i++)
			buf_addc(b, (char)((upper ? 'A' : 'a') + (v - 1) % 26));
	} else if (str_is(format, "decimalZero")) {
		buf_addf(b, "%02d", v);
	} else {
		buf_addint(b, v);
	}
}

/* "%1.%2)" with the levels' numbers in it. */
static struct str
shown(struct docx_styles *s, const struct docx_abstract *abstract, int level)
{
	struct str text = abstract->levels[level].text;
	AUTO_BUF b = { 0 };

	for (size_t i = 0; i < text.n; i++) {
		int k = i + 1 < text.n ? text.p[i + 1] - '1' : -1;

		if (text.p[i] == '%' && k >= 0 && k < DOCX_LEVELS) {
			put_number(&b, abstract->levels[k].format, abstract->count[k]);
			i++;
		} else {
			buf_addc(&b, text.p[i]);
		}
	}
	return buf_to_arena(&b, s->arena);
}

struct docx_number
docx_count(struct docx_styles *s, struct str id, int level)
{
	struct docx_num *num = NULL;
	struct docx_abstract *abstract = NULL;
	struct docx_number ret = { 0 };

	if (level < 0 || level >= DOCX_LEVELS)
		return ret;
	for (size_t i = 0; i < s->nums.n; i++)
		if (str_eq(s->nums.at[i].id, id))
			num = &s->nums.at[i];
	for (size_t i = 0; num && i < s->abstracts.n; i++)
		if (str_eq(s->abstracts.at[i].id, num->abstract))
			abstract = &s->abstracts.at[i];
	if (!abstract)
		return ret;
	ret.level = &abstract->levels[level];
	if (num->start[level] >= 0 && !num->used[level])
		abstract->count[level] = num->start[level];
	else if (!abstract->counted[level])
		abstract->count[level] = ret.level->start;
	else
		abstract->count[level]++;
	num->used[level] = abstract->counted[level] = true;
	for (int i = level + 1; i < DOCX_LEVELS; i++)
		abstract->counted[i] = false;
	/* A level that was left out counts as begun. */
	for (int i = 0; i < level; i++)
		if (!abstract->counted[i]) {
			abstract->counted[i] = true;
			abstract->count[i] = abstract->levels[i].start;
		}
	ret.value = abstract->count[level];
	ret.shown = shown(s, abstract, level);
	return ret;
}

/* ---- files ---- */

void
docx_styles_read(struct docx_styles *s, struct arena *a, struct str styles, struct str numbering,
		 struct str rels)
{
	struct xml_reader r;

	*s = (struct docx_styles){ .arena = a };
	xml_open(&r, styles);
	while (xml_next(&r) != XML_DONE && r.event != XML_BROKEN)
		if (r.event == XML_OPEN && docx_is(&r, "style"))
			read_style(s, &r);
	xml_close(&r);
	xml_open(&r, numbering);
	while (xml_next(&r) != XML_DONE && r.event != XML_BROKEN) {
		if (r.event == XML_OPEN && docx_is(&r, "abstractNum"))
			read_abstract(s, &r);
		else if (r.event == XML_OPEN && docx_is(&r, "num"))
			read_num(s, &r);
	}
	xml_close(&r);
	xml_open(&r, rels);
	while (xml_next(&r) != XML_DONE && r.event != XML_BROKEN) {
		struct str *target;

		if (r.event != XML_OPEN || !str_is(r.name, "Relationship"))
			continue;
		target = ARENA_NEW(a, struct str);
		*target = xml_attr(&r, a, "Target");
		map_put(a, &s->links, xml_attr(&r, a, "Id"), target);
	}
	xml_close(&r);
}
