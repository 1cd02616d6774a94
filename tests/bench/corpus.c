/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writes an mbox of n messages, always the same for the same n, in the shapes of real lists:
 * sizes, threads, authors, delays, encodings and damaged references. For script/bench lists.
 *
 *	corpus N >corpus.mbox
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define WORDS 40000
#define AUTHORS 4000
#define THREAD_MAX 200
/* Exponents of the power laws: words as in prose; threads as measured; the ten busiest
 * authors write two fifths. */
#define THREAD_EXPONENT 2.1
#define AUTHOR_EXPONENT 1.08
#define DAY 86400

static uint64_t seed = 0x9E3779B97F4A7C15u;

static uint64_t
draw(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

static double
unit(void)
{
	return ((double)(draw() >> 11) + 0.5) / 9007199254740992.0;
}

static double
normal(void)
{
	return sqrt(-2 * log(unit())) * cos(6.283185307179586 * unit());
}

/* 1 … most, as x^-exponent. */
static int
power(double exponent, int most)
{
	double top = pow(most + 1.0, 1 - exponent);

	return (int)pow(1 + unit() * (top - 1), 1 / (1 - exponent));
}

static char words[WORDS][16];

static void
make_words(void)
{
	static const char *const heads[] = { "b", "br", "d", "f", "g", "gr", "k", "l", "m", "n", "p",
					     "r", "s", "st", "t", "tr", "v", "w", "sh", "ch" };
	static const char *const vowels[] = { "a", "e", "i", "o", "u", "ea", "ou", "ai" };
	static const char *const tails[] = { "", "n", "r", "s", "t", "l", "nd", "ck" };

	for (int i = 0; i < WORDS; i++) {
		int syllables = 1 + (i > 200) + (i > 6000);

		words[i][0] = '\0';
		for (int k = 0; k < syllables; k++) {
			strcat(words[i], heads[draw() % 20]);
			strcat(words[i], vowels[draw() % 8]);
			if (strlen(words[i]) < 12)
				strcat(words[i], tails[draw() % 8]);
		}
	}
}

static char text[200000];

/* About so many bytes of prose in lines of 72; every third line of an answer is quoted. */
static size_t
make_text(size_t want, int answers)
{
	size_t n = 0, line = 0, lines = 0;

	if (answers)
		n += (size_t)sprintf(text, "Somebody wrote:\n");
	while (n < want && n < sizeof text - 100) {
		const char *w = words[power(1.05, WORDS) - 1];
		size_t len = strlen(w);

		if (line + len > 72 || (line > 30 && draw() % 60 == 0)) {
			text[n++] = '\n';
			if (draw() % 9 == 0)
				text[n++] = '\n';
			line = 0;
			lines++;
		}
		if (line == 0 && answers && lines % 3 == 0) {
			text[n++] = '>';
			text[n++] = ' ';
		} else if (line) {
			text[n++] = ' ';
		}
		memcpy(text + n, w, len);
		n += len;
		line += len + 1;
	}
	text[n++] = '\n';
	return n;
}

static void
put_quoted_printable(size_t n)
{
	size_t column = 0;

	for (size_t i = 0; i < n; i++) {
		if (text[i] == '\n') {
			putchar('\n');
			column = 0;
			continue;
		}
		if (column > 70) {
			fputs("=\n", stdout);
			column = 0;
		}
		/* Some letters as an accented one would be. */
		if (text[i] == 'u' && i % 7 == 0) {
			fputs("=C3=BC", stdout);
			column += 6;
		} else {
			putchar(text[i]);
			column++;
		}
	}
}

static void
put_base64(size_t n)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t column = 0;

	for (size_t i = 0; i < n; i += 3) {
		unsigned v = (unsigned char)text[i] << 16;
		size_t have = n - i < 3 ? n - i : 3;

		if (have > 1)
			v |= (unsigned)(unsigned char)text[i + 1] << 8;
		if (have > 2)
			v |= (unsigned char)text[i + 2];
		putchar(digits[v >> 18]);
		putchar(digits[v >> 12 & 63]);
		putchar(have > 1 ? digits[v >> 6 & 63] : '=');
		putchar(have > 2 ? digits[v & 63] : '=');
		column += 4;
		if (column >= 76) {
			putchar('\n');
			column = 0;
		}
	}
	putchar('\n');
}

/* No line of a body may look like a separator: as mboxo has it. */
static void
put_plain(size_t n)
{
	fwrite(text, 1, n, stdout);
}

struct past {
	int number, thread;
	time_t at;
};

static __attribute__((format(strftime, 1, 0))) void
put_date(const char *format, time_t at)
{
	char s[64];
	struct tm tm;

	gmtime_r(&at, &tm);
	strftime(s, sizeof s, format, &tm);
	fputs(s, stdout);
}

static void
put_references(const struct past *thread, int parent, const int *up)
{
	int chain[12], n = 0;

	for (int i = parent; i >= 0 && n < 12; i = up[i])
		chain[n++] = thread[i].number;
	fputs("References:", stdout);
	while (n-- > 0)
		printf(" <%d.%08x@corpus.example>%s", chain[n], chain[n] * 2654435761u, n ? "\n" : "");
	putchar('\n');
	printf("In-Reply-To: <%d.%08x@corpus.example>\n", thread[parent].number,
	       thread[parent].number * 2654435761u);
}

static void
put_body(size_t size, int answers)
{
	unsigned kind = (unsigned)(draw() % 100);
	size_t n = make_text(size, answers);

	if (kind < 10) {
		fputs("MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
		      "Content-Transfer-Encoding: quoted-printable\n\n", stdout);
		put_quoted_printable(n);
	} else if (kind < 14) {
		fputs("MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
		      "Content-Transfer-Encoding: base64\n\n", stdout);
		put_base64(n);
	} else if (kind < 18) {
		fputs("MIME-Version: 1.0\nContent-Type: multipart/signed; micalg=pgp-sha256;\n"
		      " protocol=\"application/pgp-signature\"; boundary=\"=-s-=\"\n\n--=-s-=\n"
		      "Content-Type: text/plain; charset=utf-8\n\n", stdout);
		put_plain(n);
		fputs("--=-s-=\nContent-Type: application/pgp-signature\n\n"
		      "-----BEGIN PGP SIGNATURE-----\n\n", stdout);
		for (int i = 0; i < 8; i++)
			printf("%016llx%016llx%016llx%016llx\n", (unsigned long long)draw(),
			       (unsigned long long)draw(), (unsigned long long)draw(),
			       (unsigned long long)draw());
		fputs("-----END PGP SIGNATURE-----\n--=-s-=--\n", stdout);
	} else if (kind < 22) {
		fputs("MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=\"=-a-=\"\n\n"
		      "--=-a-=\nContent-Type: text/plain; charset=utf-8\n\n", stdout);
		put_plain(n / 2);
		fputs("\n--=-a-=\nContent-Type: text/html; charset=utf-8\n\n<html><body><p>", stdout);
		put_plain(n / 2);
		fputs("</p></body></html>\n--=-a-=--\n", stdout);
	} else {
		putchar('\n');
		put_plain(n);
	}
	putchar('\n');
}

static void
put_message(const struct past *thread, int i, const int *up)
{
	int author = power(AUTHOR_EXPONENT, AUTHORS), number = thread[i].number;
	double size = exp(log(2100) + 0.75 * normal());

	printf("From a%d@corpus.example ", author);
	put_date("%a %b %e %H:%M:%S %Y\n", thread[i].at);
	printf("Return-Path: <list-bounces@lists.example>\n"
	       "Received: from mail.lists.example (mail.lists.example [192.0.2.%d])\n"
	       "\tby archive.example (Postfix) with ESMTPS id %010llX\n\tfor <list@archive.example>; ",
	       author % 250, (unsigned long long)draw() & 0xFFFFFFFFFFu);
	put_date("%a, %d %b %Y %H:%M:%S +0000 (UTC)\n", thread[i].at + 40);
	printf("Received: by host%d.corpus.example with SMTP; ", author % 700);
	put_date("%a, %d %b %Y %H:%M:%S +0000\n", thread[i].at + 4);
	printf("From: %s %s <a%d@corpus.example>\nTo: list@lists.example\nSubject: %s[list] %s %s %s\n",
	       words[author % 1000 + 300], words[author * 7 % 9000 + 2000], author,
	       up[i] >= 0 ? "Re: " : "", words[thread[0].number % 7919 + 40],
	       words[thread[0].number % 1009 + 900], words[thread[0].number % 30011 + 5000]);
	fputs("Date: ", stdout);
	put_date("%a, %d %b %Y %H:%M:%S +0000\n", thread[i].at);
	printf("Message-ID: <%d.%08x@corpus.example>\n", number, number * 2654435761u);
	if (up[i] >= 0 && draw() % 100 >= 6)
		put_references(thread, up[i], up);
	fputs("List-Id: <list.lists.example>\nList-Post: <mailto:list@lists.example>\n"
	      "Precedence: list\nUser-Agent: Corpus/1.0\n", stdout);
	if (size > 95000)
		size = 95000;
	put_body((size_t)size, up[i] >= 0);
}

int
main(int argc, char **argv)
{
	int n = argc == 2 ? atoi(argv[1]) : 0, number = 0;
	struct past thread[THREAD_MAX];
	int up[THREAD_MAX];
	time_t at = 946684800;

	if (n < 1) {
		fputs("corpus N >corpus.mbox\n", stderr);
		return 2;
	}
	make_words();
	while (number < n) {
		int size = power(THREAD_EXPONENT, THREAD_MAX);

		at += (time_t)(-log(unit()) * 20 * DAY * 365 / n * 2.5);
		for (int i = 0; i < size && number < n; i++) {
			up[i] = i ? (int)(draw() % 3 ? i - 1 : (int)(draw() % (unsigned)i)) : -1;
			thread[i] = (struct past){ number++, 0, at };
			if (i)
				thread[i].at = thread[up[i]].at +
					       (time_t)exp(log(3 * 3600) + 1.5 * normal());
			put_message(thread, i, up);
		}
	}
	return 0;
}
