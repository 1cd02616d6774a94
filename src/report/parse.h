/* SPDX-License-Identifier: Apache-2.0 */
/*
 * parse: what the readers of a report share. Private to report/.
 *
 * A reading goes once over the text and cuts it into lines (parse_lines.c),
 * decides from them whether it is in the house form (head.c, parse.c), and
 * then reads forward, never back: sections (parse.c) of blocks
 * (parse_blocks.c) of runs (inline.c), and rosters (roster.c). Items and facts
 * are read from the finished sections (items.c, parse_facts.c).
 */
#ifndef CONVENE_REPORT_PARSE_H
#define CONVENE_REPORT_PARSE_H

#include "report/report.h"
#include "report/rules.h"
#include "text/clean.h"

enum line_kind {
	LINE_BLANK,
	LINE_TEXT,
	LINE_HEADING, /* "## …", or underlined; level, text */
	LINE_BULLET,  /* mark, text behind it */
	LINE_NUMBER,  /* number, mark is its '.' or ')' */
	LINE_LETTER,  /* "a) …", "(ii) …"; text with the mark */
	LINE_FENCE,   /* ``` or ~~~; level is its length */
	LINE_QUOTE,   /* "> …"; text behind it */
	LINE_TABLE,   /* "| … |"; text is all of it */
	LINE_RULE,    /* "---": no words */
};

struct line {
	struct str raw;  /* without its end and white space there */
	struct str text; /* without indent and marker */
	uint32_t no;     /* 1-based */
	uint32_t indent; /* columns */
	int number;
	uint8_t kind; /* enum line_kind */
	uint8_t level;
	char mark; /* class of the marker: '-', 'o' (•), 'e' (–), '.', ')', … */
};

enum { NUMBER_MAX = 999 };

struct reading {
	struct arena *a;
	struct report *r;
	struct line *at;
	size_t n;
	size_t pos;
	bool markdown; /* has headings marked as such */
	bool house;
	unsigned depth; /* of quotes */
	/* Numbered paragraphs so far. */
	int number;      /* the last one; 0: none */
	char delimiter;  /* '.' or ')' behind their numbers; 0: none yet */
	uint8_t seen[NUMBER_MAX + 1]; /* how often each number was there */
	enum section_kind section;
	struct str source;
};

/* parse_lines.c */
struct line line_read(struct str raw, uint32_t no);
void lines_read(struct reading *rd, struct str text);
/* How long "a) ", "(ii) " at the beginning of s is; 0: there is none. */
size_t letter_mark_len(struct str s);
/* Is there an empty line (or nothing) before line i? */
bool line_after_blank(const struct reading *rd, size_t i);
/* The first line at or behind i that is not blank; rd->n: none. */
size_t line_next(const struct reading *rd, size_t i);
/* Without a final run of marks, does it end as a sentence does? */
bool text_finished(struct str s);
/* Words as the reader counts them: runs of letters and digits. */
size_t words_count(struct str s);
size_t runs_words(const struct runs *r);

/* inline.c: emphasis, code, links. Links are added to report.links. */
struct runs inline_read(struct reading *rd, struct str text);
/* As plain text; a link that has a target keeps it in angle brackets. */
struct str inline_plain(struct reading *rd, struct str text);

/* head.c */
enum { HEAD_LINES_MAX = 14 };
/* Returns the index behind the head, 0 when there is none. *ret_points: how
 * much it looks like the house's. */
size_t head_read(struct reading *rd, struct report_head *ret, int *ret_points);

/* parse.c */
struct heading {
	enum section_kind kind;
	bool known; /* by its words, not by where it stands */
	int level;  /* as marked; 0: not marked */
	struct str text;
	size_t next; /* line behind it */
};
bool heading_kind(struct str text, enum section_kind *ret);
bool heading_at(const struct reading *rd, size_t i, struct heading *ret);

/* parse_blocks.c: until a heading of the house form, or the end. */
void blocks_read(struct reading *rd, struct blocks *ret);
/* The paragraph that begins with `first`, text of line rd->pos; ends behind it. */
struct str paragraph_read(struct reading *rd, struct str first);
struct block block_table_read(struct reading *rd);
struct block block_para(struct reading *rd, struct str text, uint32_t line);
/* The fields of "| a | b |". */
struct cells {
	struct str *at;
	size_t n;
	size_t room;
};
struct cells cells_split(struct arena *a, struct str row);
/* "|---|:--|" */
bool cells_are_rule(struct str row);

/* roster.c: the groups of a participants section; prose before them goes to
 * section->blocks. Stops at what is no roster any more. */
void roster_read(struct reading *rd, struct report_section *section, int level);
/* "Participants: Ada Low, Ben Om (DC on X), …" outside such a section. */
bool roster_is_line(struct str s);
bool roster_line_at(const struct reading *rd, size_t i);
bool roster_label_kind(struct str label, enum roster_kind *ret);
/* roster_order.c: which column is the surname. */
void roster_order(struct reading *rd);

/* deadline.c: dates in words. */
struct found_date {
	size_t from, to; /* bytes of the text */
	int year;        /* 0: not said */
	int month, day;  /* day 0: the end of the month */
};
bool date_find(struct str s, size_t from, struct found_date *ret);
/* The day; without a year the one nearest to `near`, DATE_NONE when that is
 * unknown too, or when there is no such day. */
date date_resolve(const struct found_date *f, date near, bool *ret_guessed);
/* "Deadline: 24 May", "until …", "by the end of June". */
bool deadline_find(struct str s, struct found_date *ret);
/* "54", "54th", "#61", "XXXIX", "fifty-fourth"; 0: none of these. */
int number_read(struct str word);
/* "sixteen", "16" */
int count_read(struct str word);

/* items.c, parse_facts.c */
void items_read(struct reading *rd);
void facts_read(struct reading *rd);
bool is_person_title(struct str word);
/* The next word of s from *at: no white space; *at moves behind it. */
struct str word_next(struct str s, size_t *at);
/* Without . , ; : ( ) and quotation marks at the ends. */
struct str word_bare(struct str w);

#endif
