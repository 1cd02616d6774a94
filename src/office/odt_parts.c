/* SPDX-License-Identifier: Apache-2.0 */
#include "office/odt.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define OASIS "urn:oasis:names:tc:opendocument:xmlns:"
#define SERIF "style:font-name=\"Serif\" style:font-name-complex=\"Sans\""
#define SANS "style:font-name=\"Sans\" style:font-name-complex=\"Sans\""
#define MONO "style:font-name=\"Mono\""

#define PARA(name, shown, parent, ppr, tpr)                                   \
	"<style:style style:name=\"" name "\" style:display-name=\"" shown          \
	"\" style:family=\"paragraph\" style:parent-style-name=\"" parent           \
	"\"><style:paragraph-properties " ppr "/><style:text-properties " tpr "/></style:style>\n"
#define HEADING(n, size, before)                                              \
	"<style:style style:name=\"Heading" n "\" style:display-name=\"Heading " n  \
	"\" style:family=\"paragraph\" style:parent-style-name=\"Normal\""            \
	" style:default-outline-level=\"" n "\"><style:paragraph-properties"           \
	" fo:keep-with-next=\"always\" fo:margin-top=\"" before "\" fo:margin-bottom=\"5pt\"/>" \
	"<style:text-properties fo:font-weight=\"bold\" fo:font-size=\"" size "\"/></style:style>\n"
#define TEXT(name, shown, tpr)                                                \
	"<style:style style:name=\"" name "\" style:display-name=\"" shown          \
	"\" style:family=\"text\"><style:text-properties " tpr "/></style:style>\n"
#define FACE(name, family)                                                    \
	"<style:font-face style:name=\"" name "\" svg:font-family=\"" family "\"/>\n"

const char odt_styles_head[] = XML
	"<office:document-styles xmlns:office=\"" OASIS "office:1.0\" xmlns:style=\"" OASIS
	"style:1.0\" xmlns:text=\"" OASIS "text:1.0\" xmlns:fo=\"" OASIS
	"xsl-fo-compatible:1.0\" xmlns:svg=\"" OASIS "svg-compatible:1.0\" office:version=\"1.3\">\n"
	"<office:font-face-decls>"
	FACE("Serif", "'Noto Serif'") FACE("Sans", "'Noto Sans'") FACE("Mono", "'Noto Sans Mono'")
	"</office:font-face-decls>\n<office:styles>\n"
	"<style:default-style style:family=\"paragraph\"><style:paragraph-properties"
	" fo:orphans=\"2\" fo:widows=\"2\" style:writing-mode=\"lr-tb\"/><style:text-properties " SERIF
	" fo:font-size=\"10.5pt\" style:font-size-complex=\"10.5pt\" style:font-size-asian=\"10.5pt\""
	" fo:language=\"en\" fo:country=\"GB\" style:language-complex=\"ar\" style:country-complex="
	"\"SA\" style:language-asian=\"zh\" style:country-asian=\"CN\"/></style:default-style>\n"
	"<style:style style:name=\"Normal\" style:family=\"paragraph\"><style:paragraph-properties"
	" fo:margin-bottom=\"6pt\" fo:line-height=\"125%\"/></style:style>\n"
	PARA("Imprint", "Imprint", "Normal", "fo:margin-bottom=\"0pt\"",
	     SANS " fo:font-size=\"9.5pt\" fo:color=\"#4b5659\"")
	PARA("Title", "Title", "Normal", "fo:margin-top=\"10pt\" fo:margin-bottom=\"12pt\"",
	     "fo:font-size=\"24pt\"")
	HEADING("1", "16pt", "18pt") HEADING("2", "12.5pt", "14pt") HEADING("3", "11pt", "11pt")
	HEADING("4", "10.5pt", "10pt") HEADING("5", "10.5pt", "10pt")
	PARA("NumberedParagraph", "Numbered Paragraph", "Normal", "fo:margin-bottom=\"6pt\"", "")
	PARA("ListBullet", "List Bullet", "Normal", "fo:margin-bottom=\"3pt\"", "")
	PARA("ListNumber", "List Number", "Normal", "fo:margin-bottom=\"3pt\"", "")
	PARA("ListContinue", "List Continue", "Normal", "fo:margin-bottom=\"6pt\"", "")
	PARA("Quote", "Quote", "Normal", "fo:margin-left=\"18pt\" fo:margin-right=\"18pt\"", "")
	PARA("Preformatted", "Preformatted", "Normal", "fo:margin-bottom=\"6pt\"",
	     MONO " fo:font-size=\"9pt\"")
	PARA("PreformattedHead", "Preformatted Head", "Preformatted", "fo:keep-with-next=\"always\"", "")
	PARA("TableText", "Table Text", "Normal",
	     "fo:margin-top=\"2pt\" fo:margin-bottom=\"2pt\" fo:line-height=\"110%\"",
	     "fo:font-size=\"9.5pt\"")
	PARA("TableHeading", "Table Heading", "TableText", "fo:keep-with-next=\"always\"",
	     SANS " fo:font-weight=\"bold\" fo:font-size=\"8.5pt\"")
	PARA("TableGroup", "Table Group", "TableText",
	     "fo:keep-with-next=\"always\" fo:margin-top=\"7pt\"",
	     SANS " fo:font-weight=\"bold\" fo:font-size=\"8.5pt\"")
	PARA("Header", "Header", "Normal", "fo:margin-bottom=\"0pt\"",
	     SANS " fo:font-size=\"8pt\" fo:color=\"#4b5659\"")
	PARA("Footer", "Footer", "Normal", "fo:margin-bottom=\"0pt\" fo:text-align=\"end\"",
	     SANS " fo:font-size=\"8pt\" fo:color=\"#4b5659\"")
	TEXT("Hyperlink", "Hyperlink", "fo:color=\"#0b5566\" style:text-underline-style=\"solid\"")
	TEXT("Address", "Address", "fo:color=\"#0b5566\" style:text-underline-style=\"solid\"")
	TEXT("NoTarget", "No Target", "")
	TEXT("Code", "Code", MONO " fo:font-size=\"9.5pt\"")
	"</office:styles>\n<office:automatic-styles>\n"
	"<style:page-layout style:name=\"A4\"><style:page-layout-properties fo:page-width=\"210mm\""
	" fo:page-height=\"297mm\" style:print-orientation=\"portrait\" fo:margin-top=\"14mm\""
	" fo:margin-bottom=\"14mm\" fo:margin-left=\"20mm\" fo:margin-right=\"20mm\"/>"
	"<style:header-style><style:header-footer-properties fo:min-height=\"8mm\"/>"
	"</style:header-style><style:footer-style><style:header-footer-properties"
	" fo:min-height=\"10mm\"/></style:footer-style></style:page-layout>\n"
	"</office:automatic-styles>\n<office:master-styles>\n"
	"<style:master-page style:name=\"Standard\" style:page-layout-name=\"A4\">"
	"<style:header><text:p text:style-name=\"Header\">";
const char odt_styles_middle[] =
	"</text:p></style:header><style:header-first><text:p text:style-name=\"Header\"/>"
	"</style:header-first><style:footer><text:p text:style-name=\"Footer\">";
const char odt_styles_tail[] =
	"</text:p></style:footer></style:master-page>\n</office:master-styles>"
	"</office:document-styles>\n";

#define POSITION(left)                                                        \
	"<style:list-level-properties text:list-level-position-and-space-mode=\"label-alignment\">" \
	"<style:list-level-label-alignment text:label-followed-by=\"listtab\" fo:margin-left=\"" left \
	"\" fo:text-indent=\"-16pt\"/></style:list-level-properties>"
#define BULLET(level, left)                                                   \
	"<text:list-level-style-bullet text:level=\"" level "\" text:bullet-char=\"\xE2\x80\xA2\">" \
	POSITION(left) "</text:list-level-style-bullet>\n"
#define NUMBER(level, left)                                                   \
	"<text:list-level-style-number text:level=\"" level                         \
	"\" style:num-format=\"1\" style:num-suffix=\".\">" POSITION(left)              \
	"</text:list-level-style-number>\n"
#define LEVELS(L)                                                             \
	L("1", "16pt") L("2", "38pt") L("3", "54pt") L("4", "70pt") L("5", "86pt")  \
	L("6", "102pt") L("7", "118pt") L("8", "134pt") L("9", "150pt") L("10", "166pt")

const char odt_list_styles[] =
	"<text:list-style style:name=\"Bullets\">\n" LEVELS(BULLET) "</text:list-style>\n"
	"<text:list-style style:name=\"Numbers\">\n" LEVELS(NUMBER) "</text:list-style>\n"
	"<text:list-style style:name=\"Paragraphs\"><text:list-level-style-number text:level=\"1\""
	" style:num-format=\"1\" style:num-suffix=\".\"><style:list-level-properties"
	" text:list-level-position-and-space-mode=\"label-alignment\"><style:list-level-label-alignment"
	" text:label-followed-by=\"listtab\" fo:margin-left=\"22pt\" fo:text-indent=\"-22pt\"/>"
	"</style:list-level-properties></text:list-level-style-number></text:list-style>\n"
	"<style:style style:name=\"Row\" style:family=\"table-row\"><style:table-row-properties"
	" fo:keep-together=\"always\"/></style:style>\n"
	"<style:style style:name=\"Cell\" style:family=\"table-cell\"><style:table-cell-properties"
	" fo:border-bottom=\"0.5pt solid #a0a0a0\" fo:padding-right=\"8pt\"/></style:style>\n";
