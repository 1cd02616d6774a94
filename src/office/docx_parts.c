/* SPDX-License-Identifier: Apache-2.0 */
/* Styles, numbering and the like. Sizes are half points, lengths twentieths of
 * a point, as the format counts. */
#include "office/docx.h"

#include "base/attr.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define W_NS "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define SERIF                                                                 \
	"<w:rFonts w:ascii=\"Palatino Linotype\" w:hAnsi=\"Palatino Linotype\"" \
	" w:eastAsia=\"SimSun\" w:cs=\"Arial\"/>"
#define SANS "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/>"
#define MONO "<w:rFonts w:ascii=\"Consolas\" w:hAnsi=\"Consolas\" w:cs=\"Courier New\"/>"

#define PARA_STYLE(id, name, next, ppr, rpr)                                  \
	"<w:style w:type=\"paragraph\" w:styleId=\"" id "\"><w:name w:val=\"" name \
	"\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"" next                  \
	"\"/><w:qFormat/><w:pPr>" ppr "</w:pPr><w:rPr>" rpr "</w:rPr></w:style>\n"
#define RUN_STYLE(id, name, rpr)                                              \
	"<w:style w:type=\"character\" w:styleId=\"" id "\"><w:name w:val=\"" name \
	"\"/><w:rPr>" rpr "</w:rPr></w:style>\n"
#define HEADING(n, level, size, before)                                       \
	PARA_STYLE("Heading" n, "heading " n, "Normal",                       \
		   "<w:keepNext/><w:keepLines/><w:spacing w:before=\"" before \
		   "\" w:after=\"100\"/><w:outlineLvl w:val=\"" level "\"/>", \
		   "<w:b/><w:bCs/><w:sz w:val=\"" size "\"/><w:szCs w:val=\"" size "\"/>")

static const char styles[] = XML
	"<w:styles " W_NS ">\n"
	"<w:docDefaults><w:rPrDefault><w:rPr>" SERIF
	"<w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>"
	"<w:lang w:val=\"en-GB\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>"
	"<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after=\"120\" w:line=\"276\""
	" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\n"
	"<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
	"<w:name w:val=\"Normal\"/><w:qFormat/></w:style>\n"
	"<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">"
	"<w:name w:val=\"Default Paragraph Font\"/></w:style>\n"
	"<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">"
	"<w:name w:val=\"Normal Table\"/><w:tblPr><w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/>"
	"<w:right w:w=\"200\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\n"
	PARA_STYLE("Imprint", "Imprint", "Imprint", "<w:spacing w:after=\"0\"/>",
		   SANS "<w:color w:val=\"4B5659\"/><w:sz w:val=\"19\"/><w:szCs w:val=\"19\"/>")
	PARA_STYLE("Title", "Title", "Normal", "<w:spacing w:before=\"200\" w:after=\"240\"/>",
		   "<w:sz w:val=\"48\"/><w:szCs w:val=\"48\"/>")
	HEADING("1", "0", "32", "360")
	HEADING("2", "1", "25", "280")
	HEADING("3", "2", "22", "220")
	HEADING("4", "3", "21", "200")
	HEADING("5", "4", "21", "200")
	PARA_STYLE("NumberedParagraph", "Numbered Paragraph", "NumberedParagraph",
		   "<w:numPr><w:numId w:val=\"2\"/></w:numPr>", "")
	PARA_STYLE("ListBullet", "List Bullet", "ListBullet",
		   "<w:numPr><w:numId w:val=\"1\"/></w:numPr><w:spacing w:after=\"60\"/>", "")
	PARA_STYLE("ListNumber", "List Number", "ListNumber", "<w:spacing w:after=\"60\"/>", "")
	PARA_STYLE("ListContinue", "List Continue", "ListContinue", "<w:ind w:left=\"440\"/>", "")
	PARA_STYLE("Quote", "Quote", "Normal", "<w:ind w:left=\"360\" w:right=\"360\"/>", "")
	PARA_STYLE("Preformatted", "HTML Preformatted", "Preformatted", "",
		   MONO "<w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>")
	PARA_STYLE("PreformattedHead", "Preformatted Head", "Preformatted", "<w:keepNext/>",
		   MONO "<w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>")
	PARA_STYLE("TableText", "Table Text", "TableText",
		   "<w:spacing w:before=\"40\" w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/>",
		   "<w:sz w:val=\"19\"/><w:szCs w:val=\"19\"/>")
	PARA_STYLE("TableHeading", "Table Heading", "TableText",
		   "<w:keepNext/><w:spacing w:before=\"40\" w:after=\"40\"/>",
		   SANS "<w:b/><w:bCs/><w:sz w:val=\"17\"/><w:szCs w:val=\"17\"/>")
	PARA_STYLE("TableGroup", "Table Group", "TableText",
		   "<w:keepNext/><w:spacing w:before=\"140\" w:after=\"40\"/>",
		   SANS "<w:b/><w:bCs/><w:sz w:val=\"17\"/><w:szCs w:val=\"17\"/>")
	PARA_STYLE("Header", "header", "Header", "<w:spacing w:after=\"0\"/>",
		   SANS "<w:color w:val=\"4B5659\"/><w:sz w:val=\"16\"/><w:szCs w:val=\"16\"/>")
	PARA_STYLE("Footer", "footer", "Footer", "<w:spacing w:after=\"0\"/><w:jc w:val=\"right\"/>",
		   SANS "<w:color w:val=\"4B5659\"/><w:sz w:val=\"16\"/><w:szCs w:val=\"16\"/>")
	RUN_STYLE("Hyperlink", "Hyperlink", "<w:color w:val=\"0B5566\"/><w:u w:val=\"single\"/>")
	RUN_STYLE("Address", "Address", "<w:color w:val=\"0B5566\"/><w:u w:val=\"single\"/>")
	RUN_STYLE("NoTarget", "No Target", "")
	RUN_STYLE("Code", "HTML Code", MONO "<w:sz w:val=\"19\"/><w:szCs w:val=\"19\"/>")
	"</w:styles>\n";

#define LEVEL(n, format, text, left)                                          \
	"<w:lvl w:ilvl=\"" n "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" format \
	"\"/><w:lvlText w:val=\"" text "\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"" \
	left "\" w:hanging=\"320\"/></w:pPr></w:lvl>\n"
#define BULLET "\xE2\x80\xA2"

const char docx_numbering_head[] = XML
	"<w:numbering " W_NS ">\n"
	"<w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"hybridMultilevel\"/>\n"
	LEVEL("0", "bullet", BULLET, "320") LEVEL("1", "bullet", BULLET, "760")
	LEVEL("2", "bullet", BULLET, "1080") LEVEL("3", "bullet", BULLET, "1400")
	LEVEL("4", "bullet", BULLET, "1720") LEVEL("5", "bullet", BULLET, "2040")
	LEVEL("6", "bullet", BULLET, "2360") LEVEL("7", "bullet", BULLET, "2680")
	LEVEL("8", "bullet", BULLET, "3000")
	"</w:abstractNum>\n"
	"<w:abstractNum w:abstractNumId=\"1\"><w:multiLevelType w:val=\"singleLevel\"/>\n"
	"<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>"
	"<w:lvlText w:val=\"%1.\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"440\""
	" w:hanging=\"440\"/></w:pPr></w:lvl>\n"
	"</w:abstractNum>\n"
	"<w:abstractNum w:abstractNumId=\"2\"><w:multiLevelType w:val=\"hybridMultilevel\"/>\n"
	LEVEL("0", "decimal", "%1.", "320") LEVEL("1", "decimal", "%2.", "760")
	LEVEL("2", "decimal", "%3.", "1080") LEVEL("3", "decimal", "%4.", "1400")
	LEVEL("4", "decimal", "%5.", "1720") LEVEL("5", "decimal", "%6.", "2040")
	LEVEL("6", "decimal", "%7.", "2360") LEVEL("7", "decimal", "%8.", "2680")
	LEVEL("8", "decimal", "%9.", "3000")
	"</w:abstractNum>\n"
	"<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\n"
	"<w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>\n";

static const char types[] = XML
	"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\n"
	"<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
	"relationships+xml\"/>\n<Default Extension=\"xml\" ContentType=\"application/xml\"/>\n"
	"<Override PartName=\"/word/document.xml\" ContentType=\"" TYPE "document.main+xml\"/>\n"
	"<Override PartName=\"/word/styles.xml\" ContentType=\"" TYPE "styles+xml\"/>\n"
	"<Override PartName=\"/word/numbering.xml\" ContentType=\"" TYPE "numbering+xml\"/>\n"
	"<Override PartName=\"/word/settings.xml\" ContentType=\"" TYPE "settings+xml\"/>\n"
	"<Override PartName=\"/word/header.xml\" ContentType=\"" TYPE "header+xml\"/>\n"
	"<Override PartName=\"/word/footer.xml\" ContentType=\"" TYPE "footer+xml\"/>\n"
	"<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-"
	"package.core-properties+xml\"/>\n</Types>\n";

static const char rels[] = XML
	"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\n"
	"<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
	"relationships/officeDocument\" Target=\"word/document.xml\"/>\n"
	"<Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/package/2006/"
	"relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\n"
	"</Relationships>\n";

static const char settings[] = XML
	"<w:settings " W_NS "><w:compat><w:compatSetting w:name=\"compatibilityMode\""
	" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>\n";

const struct docx_part docx_parts[] = {
	{ "[Content_Types].xml", types },
	{ "_rels/.rels", rels },
	{ "word/styles.xml", styles },
	{ "word/settings.xml", settings },
};
const size_t docx_parts_n = ARRAY_LEN(docx_parts);
