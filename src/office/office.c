/* SPDX-License-Identifier: Apache-2.0 */
#include "office/office.h"

#include "office/docx_read.h"
#include "office/odt_read.h"
#include "office/xml_read.h"
#include "archive/zip_read.h"

enum part {
	PART_DOCUMENT,
	PART_STYLES,
	PART_NUMBERING,
	PART_RELS,
	PART_FOOTNOTES,
	PART_CONTENT,
	PART_ODT_STYLES,
	PART_MANIFEST,
	PARTS
};

static enum office_status
status_of(enum zip_result result)
{
	switch (result) {
	case ZIP_GOOD:
	case ZIP_CUT: return OFFICE_GOOD;
	case ZIP_BROKEN: return OFFICE_BROKEN;
	case ZIP_ENCRYPTED: return OFFICE_ENCRYPTED;
	case ZIP_TOO_LARGE: return OFFICE_TOO_LARGE;
	}
	return OFFICE_BROKEN;
}

static struct doc *
read_parts(struct arena *a, const struct zip_file *parts, unsigned notices[NOTICE_KINDS])
{
	const struct docx_source docx = {
		parts[PART_DOCUMENT].bytes, parts[PART_STYLES].bytes, parts[PART_NUMBERING].bytes,
		parts[PART_RELS].bytes, parts[PART_FOOTNOTES].bytes,
	};

	if (docx.document.p)
		return docx_read(a, &docx, notices);
	return odt_read(a, parts[PART_CONTENT].bytes, parts[PART_ODT_STYLES].bytes, notices);
}

void
office_read(struct arena *a, struct str bytes, struct office_text *ret)
{
	struct zip_file parts[PARTS] = {
		[PART_DOCUMENT] = { "word/document.xml", STR_NONE },
		[PART_STYLES] = { "word/styles.xml", STR_NONE },
		[PART_NUMBERING] = { "word/numbering.xml", STR_NONE },
		[PART_RELS] = { "word/_rels/document.xml.rels", STR_NONE },
		[PART_FOOTNOTES] = { "word/footnotes.xml", STR_NONE },
		[PART_CONTENT] = { "content.xml", STR_NONE },
		[PART_ODT_STYLES] = { "styles.xml", STR_NONE },
		[PART_MANIFEST] = { "META-INF/manifest.xml", STR_NONE },
	};
	enum zip_result unpacked;
	struct doc *d;

	*ret = (struct office_text){ .text = STR("") };
	unpacked = zip_read(a, bytes, parts, PARTS);
	ret->status = status_of(unpacked);
	if (ret->status != OFFICE_GOOD)
		return;
	/* OpenDocument encrypts the parts and not the archive. */
	if (str_find(parts[PART_MANIFEST].bytes, STR("encryption-data"), 0) != STR_NPOS) {
		ret->status = OFFICE_ENCRYPTED;
		return;
	}
	if (!parts[PART_DOCUMENT].bytes.p && !parts[PART_CONTENT].bytes.p) {
		ret->status = unpacked == ZIP_CUT ? OFFICE_BROKEN : OFFICE_OTHER;
		return;
	}
	d = read_parts(a, parts, ret->notices);
	if (!d) {
		ret->status = OFFICE_BROKEN;
		return;
	}
	ret->text = doc_to_markdown(a, d);
	if (str_trim(ret->text).n == 0)
		ret->status = OFFICE_EMPTY;
}

void
office_warm(void)
{
	xml_warm();
}
