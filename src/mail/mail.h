/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mail: what one message says, and what to believe of it. Pure.
 * Reading it from bytes: mail/mail_read.h.
 */
#ifndef CONVENE_MAIL_MAIL_H
#define CONVENE_MAIL_MAIL_H

#include "base/instant.h"
#include "mail/thread.h"

/* How far the time of a message can be believed. */
enum mail_clock {
	MAIL_CLOCK_SAID,     /* its Date, and nothing contradicts it */
	MAIL_CLOCK_RECEIVED, /* its Date lies or is missing: when a server took it */
	MAIL_CLOCK_ALONE,    /* its Date is possible, but there is nobody to confirm it */
	MAIL_CLOCK_NONE,     /* unknown */
};

struct mail_head {
	struct str id;           /* without brackets; absent: it has none */
	mail_ids refs;           /* References; without any, In-Reply-To. Oldest first */
	struct str from_name;    /* may be absent */
	struct str from_address; /* may be absent */
	struct str subject;      /* decoded, on one line; may be absent */
	instant at;              /* INSTANT_NONE with MAIL_CLOCK_NONE */
	enum mail_clock clock;
};

/* Where the text of a message comes from. */
enum mail_text_kind {
	MAIL_TEXT_PLAIN,     /* text/plain */
	MAIL_TEXT_HTML,      /* there was only HTML */
	MAIL_TEXT_NONE,      /* there is none */
	MAIL_TEXT_ENCRYPTED, /* there is one, and it cannot be read */
};
struct str mail_text_kind_word(enum mail_text_kind k);
bool mail_text_kind_parse(struct str s, enum mail_text_kind *ret);

/* Why a message is taken to come from a program. */
enum mail_sender {
	MAIL_SENDER_PERSON, /* nothing says otherwise */
	MAIL_SENDER_AUTO,   /* Auto-Submitted (RFC 3834), or an answering machine's mark */
	MAIL_SENDER_BOUNCE, /* a delivery report (RFC 3464), or from the mail system */
	MAIL_SENDER_DIGEST, /* multipart/digest: others' messages once more */
	MAIL_SENDER_LIST,   /* from the list's own program */
};
struct str mail_sender_word(enum mail_sender s);
bool mail_sender_parse(struct str s, enum mail_sender *ret);
/* By the address alone: the mail system's, the list program's. */
enum mail_sender mail_sender_of_address(struct str address);

struct str mail_clock_word(enum mail_clock c);
bool mail_clock_parse(struct str s, enum mail_clock *ret);

/* What hangs on a message beside its text. */
struct mail_part {
	struct str name; /* its file's; may be absent */
	struct str type; /* "application/pdf"; lower case */
	uint64_t bytes;  /* decoded */
};

/* Longer texts are cut, more attachments left out; both is said. */
#define MAIL_TEXT_MAX ((size_t)1 << 20)
#define MAIL_PARTS_MAX 100
/* Of one message; what refers to more is no conversation. The last are kept. */
#define MAIL_REFS_MAX 500
/* Of names, addresses, subjects, types: longer ones are cut. */
#define MAIL_FIELD_MAX 998

struct mail {
	struct mail_head head;
	struct str text; /* UTF-8, lines ended by \n; never absent */
	enum mail_text_kind text_kind;
	bool text_cut;
	enum mail_sender sender;
	bool no_archive; /* the sender asks not to be kept: X-No-Archive */
	SLICE(struct mail_part) parts;
	size_t parts_left_out;
};
typedef SLICE(struct mail) mails;

/*
 * A name for a message that has none: the same for the same sender, subject, date
 * and words, however an archive has folded, wrapped or masked them.
 */
struct str mail_derived_id(struct arena *a, const struct mail *m);

/* A From header's value as Pipermail writes it, "ana at host.tld (Ana)", with the @
 * put back; others as they are. */
struct str mail_unmask(struct arena *a, struct str value);

/*
 * format=flowed (RFC 3676): lines that end in a space go on in the next one of
 * the same depth of quoting. delsp: that space is none of the text's.
 */
struct str mail_unflow(struct arena *a, struct str text, bool delsp);

/* The Message-IDs in a header's value: what stands in angle brackets, without
 * white space, which folding leaves in them; without any bracket, the words that
 * hold an @. Longer ones than MAIL_ID_MAX bytes are none. */
#define MAIL_ID_MAX 998
mail_ids mail_scan_ids(struct arena *a, struct str value);

/* Which time to believe: the Date, or when the last server took it. Clocks
 * that are wrong by up to a week are believed, since mail can lie that long. */
instant mail_believe(instant said, instant received, instant now, enum mail_clock *ret_clock);

#endif
