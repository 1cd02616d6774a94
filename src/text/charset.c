/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which encoding a file has is decided by evidence, strongest first; see
 * charset.h for the order. Two things deserve a reason:
 *
 * Valid UTF-8 beats what was declared. Text in another encoding that happens
 * to be valid UTF-8 is practically unknown (beyond ASCII, where it does not
 * matter), while UTF-8 with a wrong label is common. The exceptions are the
 * encodings that hide behind ASCII bytes.
 *
 * A few bad bytes do not make UTF-8 into Latin-1: a file cut off in the middle
 * of a character, or one pasted line, would turn every other accent into two
 * wrong letters. So UTF-8 stays when its good sequences outnumber the bad
 * bytes by MOSTLY to one.
 */
#include "text/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/utf16.h>

#include "base/attr.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/utf8.h"
#include "text/ustr.h"

#define MOSTLY 4
#define CONFIDENCE_MIN 10
#define LOOK_MAX ((size_t)64 << 10)
#define DETECT_MAX ((size_t)3 << 10)
#define NAME_MAX_ 64

const char *const charset_common[] = {
	"UTF-8",	"UTF-16LE",	"UTF-16BE",	"UTF-32LE",
	"UTF-32BE",	"UTF-7",	"US-ASCII",	"ISO-8859-1",
	"ISO-8859-2",	"ISO-8859-3",	"ISO-8859-4",	"ISO-8859-5",
	"ISO-8859-6",	"ISO-8859-7",	"ISO-8859-8",	"ISO-8859-9",
	"ISO-8859-13",	"ISO-8859-15",	"windows-1250", "windows-1251",
	"windows-1252", "windows-1253", "windows-1254", "windows-1255",
	"windows-1256", "windows-1257", "windows-1258", "windows-874",
	"KOI8-R",	"KOI8-U",	"IBM437",	"IBM850",
	"IBM866",	"macintosh",	"Shift_JIS",	"EUC-JP",
	"ISO-2022-JP",	"GB18030",	"HZ-GB-2312",	"Big5-HKSCS",
	"windows-949",	"ISO-2022-KR",	"ISO-2022-CN",
};
const size_t charset_common_n = ARRAY_LEN(charset_common);

/* Names that senders use for something larger than they say. */
static const struct {
	const char *said;
	const char *meant;
} larger[] = {
	{ "ascii", "windows-1252" },	  { "us-ascii", "windows-1252" },
	{ "iso-8859-1", "windows-1252" }, { "iso8859-1", "windows-1252" },
	{ "iso_8859-1", "windows-1252" }, { "latin1", "windows-1252" },
	{ "latin-1", "windows-1252" },	  { "l1", "windows-1252" },
	{ "iso-8859-9", "windows-1254" }, { "latin5", "windows-1254" },
	{ "iso-8859-11", "windows-874" }, { "tis-620", "windows-874" },
	{ "gb2312", "GB18030" },	  { "gb_2312-80", "GB18030" },
	{ "euc-cn", "GB18030" },	  { "gbk", "GB18030" },
	{ "cp936", "GB18030" },		  { "big5", "Big5-HKSCS" },
	{ "euc-kr", "windows-949" },	  { "ks_c_5601-1987", "windows-949" },
};

struct str
charset_how_word(enum charset_how how)
{
	static const char *const words[] = {
		[CHARSET_BOM] = "bom",
		[CHARSET_UTF8] = "utf-8",
		[CHARSET_DECLARED] = "declared",
		[CHARSET_GUESSED] = "guessed",
	};

	BUG_ON((size_t)how >= ARRAY_LEN(words));
	return str_of(words[how]);
}

/* Output: UTF-8 in which lines and controls are as charset.h promises. */
struct sink {
	struct buf out;
	bool cr; /* the last character was \r */
	size_t controls;
};

static void
sink_put(struct sink *k, uint32_t c)
{
	char bytes[4];
	bool cr = k->cr;

	k->cr = c == '\r';
	if (c == '\n' && cr)
		return; /* \r\n, of which \r was written as \n */
	if (c == '\r' || c == '\v' || c == 0x85)
		c = '\n';
	if ((c < 0x20 && c != '\n' && c != '\t' && c != '\f') ||
	    (c >= 0x7F && c < 0xA0)) {
		k->controls++;
		c = UTF8_BAD;
	}
	buf_put(&k->out, bytes, utf8_put(c, bytes));
}

/* Whether the text may be handed on without a look at each character. */
static bool
is_clean(struct str s)
{
	for (size_t i = utf8_plain_end(s, 0); i < s.n; i = utf8_plain_end(s, i + 1)) {
		unsigned char c = (unsigned char)s.p[i];

		if (c < 0x20 && c != '\n' && c != '\t' && c != '\f')
			return false;
		/* U+0080 to U+009F are C2 80 to C2 9F. */
		if (c == 0x7F || (c == 0xC2 && i + 1 < s.n &&
				  (unsigned char)s.p[i + 1] < 0xA0))
			return false;
	}
	return true;
}

/* bytes without byte-order mark, as UTF-8. */
static void
decode_utf8(struct arena *a, struct str bytes, struct charset_text *ret)
{
	struct sink k = { 0 };
	size_t bad = 0;

	ret->charset = STR("UTF-8");
	ret->replaced = 0;
	if (bytes.n == 0) {
		ret->text = STR("");
		return;
	}
	if (is_clean(bytes) && utf8_bad(bytes) == STR_NPOS) {
		ret->text = bytes;
		return;
	}
	buf_reserve(&k.out, bytes.n);
	for (size_t i = 0; i < bytes.n;) {
		size_t from = i;
		uint32_t c = utf8_next(bytes, &i);

		bad += c == UTF8_BAD && i - from == 1;
		sink_put(&k, c);
	}
	ret->text = buf_to_arena(&k.out, a);
	ret->replaced = bad + k.controls;
	buf_done(&k.out);
}

static void U_CALLCONV
count_bad(const void *context, UConverterToUnicodeArgs *args,
	  const char *bytes, int32_t n, UConverterCallbackReason reason,
	  UErrorCode *code)
{
	/* The library hands the context back as const. */
	size_t *count = (size_t *)(uintptr_t)context;

	if (reason == UCNV_ILLEGAL || reason == UCNV_IRREGULAR ||
	    reason == UCNV_UNASSIGNED)
		*count += (size_t)n;
	UCNV_TO_U_CALLBACK_SUBSTITUTE(NULL, args, bytes, n, reason, code);
}

static void
sink_utf16(struct sink *k, const uint16_t *p, const uint16_t *end, uint16_t *lead)
{
	for (; p < end; p++) {
		if (*lead && U16_IS_TRAIL(*p)) {
			sink_put(k, (uint32_t)U16_GET_SUPPLEMENTARY(*lead, *p));
			*lead = 0;
			continue;
		}
		if (*lead)
			sink_put(k, UTF8_BAD);
		*lead = U16_IS_LEAD(*p) ? *p : 0;
		if (!*lead)
			sink_put(k, U16_IS_TRAIL(*p) ? UTF8_BAD : *p);
	}
}

/* bytes without byte-order mark. */
static void
decode_with(struct arena *a, UConverter *cnv, struct str bytes,
	    struct charset_text *ret)
{
	struct sink k = { 0 };
	uint16_t chunk[2048];
	uint16_t lead = 0;
	size_t bad = 0;
	const char *from = bytes.n ? bytes.p : "";
	const char *end = from + bytes.n;
	UErrorCode code = U_ZERO_ERROR;

	ucnv_setToUCallBack(cnv, count_bad, &bad, NULL, NULL, &code);
	BUG_ON(U_FAILURE(code));
	buf_reserve(&k.out, bytes.n + 1);
	do {
		uint16_t *to = chunk;

		code = U_ZERO_ERROR;
		ucnv_toUnicode(cnv, &to, chunk + ARRAY_LEN(chunk), &from, end,
			       NULL, true, &code);
		sink_utf16(&k, chunk, to, &lead);
	} while (code == U_BUFFER_OVERFLOW_ERROR);
	if (lead)
		sink_put(&k, UTF8_BAD);
	/* With the callback set, bad input is no failure; a converter that
	 * gives up all the same leaves the rest undecoded, and we say so. */
	if (U_FAILURE(code)) {
		bad += (size_t)(end - from);
		sink_put(&k, UTF8_BAD);
	}
	ret->text = k.out.n ? buf_to_arena(&k.out, a) : STR("");
	ret->replaced = bad + k.controls;
	buf_done(&k.out);
}

/* NULL for a name that is none. A name we were given may be anything. */
static UConverter *
open_named(struct str name)
{
	char z[NAME_MAX_];
	UErrorCode code = U_ZERO_ERROR;
	UConverter *cnv;

	name = str_trim(name);
	if (name.n == 0 || name.n >= sizeof z)
		return NULL;
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];
		bool ok = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			  (c >= '0' && c <= '9') || (c && strchr("-_.:+()", c));

		/* No commas: ICU reads options behind them. */
		if (!ok)
			return NULL;
		z[i] = c;
	}
	z[name.n] = '\0';
	for (size_t i = 0; i < ARRAY_LEN(larger); i++)
		if (str_eq_nocase(name, str_of(larger[i].said)))
			memcpy(z, larger[i].meant, strlen(larger[i].meant) + 1);
	cnv = ucnv_open(z, &code);
	return U_SUCCESS(code) ? cnv : NULL;
}

/* The name people know, not ICU's own. */
static struct str
name_of(struct arena *a, UConverter *cnv)
{
	static const char *const standards[] = { "MIME", "IANA", "WINDOWS" };
	UErrorCode code = U_ZERO_ERROR;
	const char *own = ucnv_getName(cnv, &code);

	BUG_ON(U_FAILURE(code));
	for (size_t i = 0; i < ARRAY_LEN(standards); i++) {
		const char *z;

		code = U_ZERO_ERROR;
		z = ucnv_getStandardName(own, standards[i], &code);
		if (U_SUCCESS(code) && z)
			return arena_str(a, str_of(z));
	}
	return arena_str(a, str_of(own));
}

/* The encoding that a byte-order mark names, and the mark's length. */
static const char *
bom_of(struct str b, size_t *ret_len)
{
	static const struct {
		struct str mark;
		const char *name;
	} boms[] = {
		{ STR_INIT("\xEF\xBB\xBF"), "UTF-8" },
		/* Before UTF-16, which begins alike. */
		{ STR_INIT("\xFF\xFE\0\0"), "UTF-32LE" },
		{ STR_INIT("\0\0\xFE\xFF"), "UTF-32BE" },
		{ STR_INIT("\xFF\xFE"), "UTF-16LE" },
		{ STR_INIT("\xFE\xFF"), "UTF-16BE" },
	};

	for (size_t i = 0; i < ARRAY_LEN(boms); i++) {
		if (!str_starts(b, boms[i].mark))
			continue;
		if (boms[i].mark.n == 4 && b.n % 4 != 0)
			continue; /* UTF-16 that begins with a NUL */
		*ret_len = boms[i].mark.n;
		return boms[i].name;
	}
	return NULL;
}

bool
charset_decode_as(struct arena *a, struct str bytes, struct str name,
		  struct charset_text *ret)
{
	UConverter *cnv = open_named(name);
	struct charset_text t = { .how = CHARSET_DECLARED, .confidence = 100 };
	const char *bom;
	size_t mark = 0;

	if (!cnv)
		return false;
	t.charset = name_of(a, cnv);
	bom = bom_of(bytes, &mark);
	if (bom && str_eq_nocase(t.charset, str_of(bom)))
		bytes = str_from(bytes, mark);
	if (str_is(t.charset, "UTF-8"))
		decode_utf8(a, bytes, &t);
	else
		decode_with(a, cnv, bytes, &t);
	ucnv_close(cnv);
	*ret = t;
	return true;
}

/* Encodings whose bytes can look like ASCII, or that are full of NULs. */
static bool
is_hidden(struct str name)
{
	static const char *const prefixes[] = { "ISO-2022-", "HZ", "UTF-7",
						"UTF-16", "UTF-32", "UCS-" };

	name = str_trim(name);
	for (size_t i = 0; i < ARRAY_LEN(prefixes); i++)
		if (str_starts_nocase(name, str_of(prefixes[i])))
			return true;
	return false;
}

/* ESC $ begins a character set of ISO 2022. */
static bool
has_iso_2022(struct str s)
{
	for (size_t at = str_find_char(s, 0x1B, 0); at != STR_NPOS; at = str_find_char(s, 0x1B, at + 1))
		if (at + 1 < s.n && s.p[at + 1] == '$')
			return true;
	return false;
}

/* Good multi-byte sequences and bad bytes. */
static void
count_utf8(struct str s, size_t *ret_good, size_t *ret_bad)
{
	*ret_good = *ret_bad = 0;
	for (size_t i = 0; i < s.n;) {
		size_t from = i = utf8_ascii_end(s, i);
		uint32_t c;

		if (i == s.n)
			break;
		c = utf8_next(s, &i);
		if (c == UTF8_BAD && i - from == 1)
			++*ret_bad;
		else
			++*ret_good;
	}
}

/* UTF-16 without a mark: every other byte of mostly Latin text is NUL. */
static const char *
utf16_by_nuls(struct str s)
{
	size_t even = 0, odd = 0;
	size_t pairs;

	if (s.n < 4 || s.n % 2)
		return NULL;
	s = str_sub(s, 0, LOOK_MAX);
	pairs = s.n / 2;
	for (size_t i = 0; i + 1 < s.n; i += 2) {
		even += s.p[i] == 0;
		odd += s.p[i + 1] == 0;
	}
	/* Spaces, digits and line ends alone make a tenth of any script. */
	if (odd * 10 >= pairs && even * 5 < odd)
		return "UTF-16LE";
	if (even * 10 >= pairs && odd * 5 < even)
		return "UTF-16BE";
	return NULL;
}

/*
 * What statistics look at: the lines that are not plain ASCII, which are the
 * ones that tell, and of those as much as a detector can use in a millisecond.
 */
static struct str
telling_lines(struct arena *a, struct str bytes)
{
	struct str rest = str_sub(bytes, 0, LOOK_MAX);
	AUTO_BUF b = { 0 };

	while (str_present(rest) && b.n < DETECT_MAX) {
		struct str line = str_cut(&rest, '\n');

		if (str_is_ascii(line) && str_find_char(line, 0x1B, 0) == STR_NPOS)
			continue;
		buf_add(&b, str_sub(line, 0, DETECT_MAX - b.n));
		buf_addc(&b, '\n');
	}
	return buf_to_arena(&b, a);
}

static void
guess(struct arena *a, struct str bytes, struct charset_text *ret)
{
	UErrorCode code = U_ZERO_ERROR;
	UCharsetDetector *det = ucsdet_open(&code);
	struct str part = telling_lines(a, bytes);
	const UCharsetMatch **matches;
	struct charset_text t;
	int32_t n = 0;

	BUG_ON(U_FAILURE(code));
	ucsdet_setText(det, part.p, (int32_t)part.n, &code);
	matches = ucsdet_detectAll(det, &n, &code);
	for (int32_t i = 0; U_SUCCESS(code) && i < n; i++) {
		const char *name = ucsdet_getName(matches[i], &code);
		int32_t sure = ucsdet_getConfidence(matches[i], &code);

		if (U_FAILURE(code) || sure < CONFIDENCE_MIN)
			break;
		/* UTF-8 and UTF-16 were looked for before, and better; EBCDIC
		 * is nothing that is sent to us. */
		if (strncmp(name, "UTF-", 4) == 0 || strncmp(name, "IBM", 3) == 0)
			continue;
		if (charset_decode_as(a, bytes, str_of(name), &t)) {
			t.confidence = sure > 99 ? 99 : sure;
			ucsdet_close(det);
			t.how = CHARSET_GUESSED;
			*ret = t;
			return;
		}
	}
	ucsdet_close(det);
	BUG_ON(!charset_decode_as(a, bytes, STR("windows-1252"), &t));
	t.how = CHARSET_GUESSED;
	t.confidence = 0;
	*ret = t;
}

struct charset_text
charset_decode(struct arena *a, struct str bytes, struct str declared)
{
	struct charset_text t = { .how = CHARSET_UTF8, .confidence = 100 };
	size_t mark = 0;
	const char *name = bom_of(bytes, &mark);
	size_t good, bad;

	if (name) {
		BUG_ON(!charset_decode_as(a, bytes, str_of(name), &t));
		t.how = CHARSET_BOM;
		return t;
	}
	if (is_hidden(declared) && charset_decode_as(a, bytes, declared, &t))
		return t;
	/* Printable ASCII, as most texts are, needs no other look. */
	if (bytes.n && utf8_plain_end(bytes, 0) == bytes.n) {
		t.charset = STR("UTF-8");
		t.text = bytes;
		return t;
	}
	name = utf16_by_nuls(bytes);
	if (name && charset_decode_as(a, bytes, str_of(name), &t)) {
		t.how = CHARSET_GUESSED;
		t.confidence = 90;
		return t;
	}
	count_utf8(bytes, &good, &bad);
	if (bad == 0 && !has_iso_2022(bytes)) {
		decode_utf8(a, bytes, &t);
		return t;
	}
	if (bad && good / MOSTLY >= bad) {
		decode_utf8(a, bytes, &t);
		t.how = CHARSET_GUESSED;
		t.confidence = (int)(100 * good / (good + bad));
		return t;
	}
	/* A declared UTF-8 is refuted by now. */
	if (str_present(declared) &&
	    !str_eq_nocase(str_trim(declared), STR("utf-8")) &&
	    !str_eq_nocase(str_trim(declared), STR("utf8")) &&
	    charset_decode_as(a, bytes, declared, &t))
		return t;
	guess(a, bytes, &t);
	return t;
}

size_t
charset_warm(void)
{
	AUTO_ARENA a = { 0 };
	/* Bytes that are letters in most encodings, so that tables are used. */
	const struct str sample = STR("Aa\xC4\xE3\xB0\xA1\xD6\xD0.");
	struct charset_text t;
	size_t n = 0;

	for (size_t i = 0; i < charset_common_n; i++)
		n += charset_decode_as(&a, sample,
				       str_of(charset_common[i]), &t);
	charset_decode(&a, STR("Gr\xFC\xDF"), STR_NONE);
	return n;
}
