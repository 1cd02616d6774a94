/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Action items and conclusions, from the bullets of the actions section.
 *
 * A sentence is an action when it says who is "to" do something or that
 * something is "to be" done; a conclusion when a verb in the past (agreed,
 * welcomed, …) comes first. The first sentence gives the item its kind. What
 * follows becomes parts: steps of an action, the follow-up of a conclusion,
 * notes. All of it is a guess that a person may change; the words themselves
 * stay in the section's blocks.
 */
#include "report/parse.h"

enum { OWNER_WORDS_MAX = 14, SCAN_WORDS_MAX = 40 };

enum sentence_kind { SENTENCE_PLAIN, SENTENCE_ACTION, SENTENCE_CONCLUSION };

static bool
one_of(struct str w, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq_nocase(w, str_of(words[i])))
			return true;
	return false;
}
#define ONE_OF(w, table) one_of((w), (table), ARRAY_LEN(table))

/* Before these "to" does not begin what somebody does. */
static bool
is_to_of_phrase(struct str before, struct str after)
{
	static const char *const words[] = { "due", "according", "order",
		"related", "relating", "regard", "regards", "relation", "response",
		"addition", "access", "up", "as", "contribution", "contributions",
		"respect", "approach", "prior", "subject", "thanks", "reference",
		"compared", "committed", "able", "how", "where", "what", "back",
		"wish", "wishes", "want", "ready", "willing", "like", "need",
		"needs", "wishing", "wanting" };
	static const char *const articles[] = { "the", "a", "an", "this",
		"these", "that", "its", "their", "igf", "dcs" };

	return ONE_OF(before, words) || ONE_OF(after, articles);
}

static bool
is_conclusion_verb(struct str w)
{
	static const char *const words[] = { "welcomed", "agreed", "noted",
		"decided", "endorsed", "concluded", "adopted", "approved",
		"supported", "acknowledged", "recognised", "recognized",
		"expressed", "consensus", "confirmed", "reiterated", "thanked",
		"discussed", "emphasised", "stressed", "accepted", "elected",
		"agree", "agrees", "welcome", "opinion" };

	return ONE_OF(w, words);
}

static bool
is_modal(struct str w)
{
	static const char *const words[] = { "will", "shall", "should", "must" };

	return ONE_OF(w, words);
}

static bool
is_imperative(struct str w)
{
	static const char *const words[] = { "review", "send", "share", "prepare",
		"circulate", "draft", "organise", "organize", "update", "contact",
		"invite", "submit", "provide", "finalise", "finalize", "publish",
		"collect", "continue", "develop", "follow", "ask", "consider",
		"explore", "schedule", "set", "write", "check", "complete" };

	return ONE_OF(w, words);
}

/* "were glad to", but not "were asked to". */
static bool
is_past(struct str w, struct str next)
{
	static const char *const words[] = { "were", "was", "had", "has", "have" };
	static const char *const asked[] = { "asked", "invited", "requested",
		"encouraged", "tasked", "to" };

	return ONE_OF(w, words) && !ONE_OF(next, asked);
}

/* *ret_subject: bytes before the "to" or "will" that decided it. */
static enum sentence_kind
sentence_kind(struct str s, size_t *ret_subject)
{
	size_t at = 0, next;
	struct str before = STR("");

	*ret_subject = 0;
	for (int i = 0; i < SCAN_WORDS_MAX; i++) {
		struct str w = word_next(s, &at), bare = word_bare(w);

		if (w.n == 0)
			break;
		if (i == 0 && (str_eq_nocase(bare, STR("action")) ||
			       str_eq_nocase(bare, STR("ap"))) &&
		    str_ends(w, STR(":")))
			return SENTENCE_ACTION;
		if (i == 0 && is_imperative(bare))
			return SENTENCE_ACTION;
		next = at;
		if (is_conclusion_verb(bare) ||
		    is_past(bare, word_bare(word_next(s, &next))))
			return SENTENCE_CONCLUSION;
		next = at;
		if (i > 0 && (is_modal(bare) ||
			      (str_eq_nocase(bare, STR("to")) &&
			       !is_to_of_phrase(before,
						word_bare(word_next(s, &next)))))) {
			*ret_subject = (size_t)(w.p - s.p);
			return SENTENCE_ACTION;
		}
		before = bare;
	}
	return SENTENCE_PLAIN;
}

static struct str
without_article(struct str s)
{
	static const char *const articles[] = { "the ", "an ", "a " };

	for (size_t i = 0; i < ARRAY_LEN(articles); i++)
		if (str_starts_nocase(s, str_of(articles[i])))
			return str_trim(str_from(s, strlen(articles[i])));
	return s;
}

/* "are invited", "is asked" behind the subject. */
static struct str
without_invitation(struct str s)
{
	static const char *const verbs[] = { " are ", " is ", " was ", " were ",
		" agreed", " kindly" };

	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		size_t at = str_find_nocase(s, str_of(verbs[i]), 0);

		if (at != STR_NPOS)
			return str_trim(str_sub(s, 0, at));
	}
	return s;
}

static bool
has_nocase(struct str s, const char *word)
{
	return str_find_nocase(s, str_of(word), 0) != STR_NPOS;
}

static bool
is_all(struct str s)
{
	static const char *const words[] = { "dcs", "coalitions",
		"dynamic coalitions", "bpfs", "pns", "nris", "members",
		"participants", "coordinators", "everybody", "everyone",
		"all dcs", "each dc", "each coalition", "every coalition",
		"every dc", "all coalitions", "all groups", "groups" };

	if (ONE_OF(s, words))
		return true;
	if (str_starts_nocase(s, STR("all ")))
		return true;
	return str_starts_nocase(s, STR("interested ")) && is_all(str_from(s, 11));
}

/* A short name in capitals: "PAG", "DCCG", "WG-Strategy". */
static bool
is_acronym(struct str w)
{
	size_t upper = 0;

	for (size_t i = 0; i < w.n; i++)
		upper += w.p[i] >= 'A' && w.p[i] <= 'Z';
	return upper >= 2 && w.n <= 14 && str_find_char(w, ' ', 0) == STR_NPOS;
}

static bool
is_group(struct str s)
{
	static const char *const words[] = { "secretariat", "coalition",
		"working group", "committee", "facilitator", "task force",
		"forum", "network", "chair", "team", "council", "group", "drafters",
		"rapporteur", "office", "host", "coordinator", "speaker",
		"moderator", "members", "volunteer" };

	if (str_starts(s, STR("DC ")) || str_starts(s, STR("DCs ")) || str_starts(s, STR("BPF ")) ||
	    str_starts(s, STR("PN ")) || str_starts(s, STR("WG ")) ||
	    is_acronym(s))
		return true;
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (has_nocase(s, words[i]))
			return true;
	return false;
}

static bool
is_person(const struct report *r, struct str s)
{
	size_t at = 0, words = 0;

	if (is_person_title(word_next(s, &at)))
		return true;
	for (size_t i = 0; i < r->roster.n; i++)
		for (size_t k = 0; k < r->roster.at[i].people.n; k++)
			if (str_eq_nocase(r->roster.at[i].people.at[k].name, s))
				return true;
	at = 0;
	for (struct str w; (w = word_next(s, &at)).n > 0; words++)
		if (w.p[0] < 'A' || (w.p[0] > 'Z' && (unsigned char)w.p[0] < 0xC3))
			return false;
	return words >= 2 && words <= 4 && !is_group(s);
}

static enum owner_kind
owner_kind(const struct report *r, struct str s, struct str *ret)
{
	s = without_article(str_trim(s));
	if (s.n == 0 || words_count(s) > OWNER_WORDS_MAX)
		return OWNER_NONE;
	*ret = s;
	if (is_all(s))
		return OWNER_ALL;
	if (is_group(s) && !is_person_title(str_sub(s, 0, str_find_char(s, ' ', 0))))
		return OWNER_GROUP;
	return is_person(r, s) ? OWNER_PERSON : OWNER_NONE;
}

/* "… to be prepared by the secretariat": the words behind "by". */
static struct str
passive_owner(struct str s)
{
	size_t by = str_find(s, STR(" by "), 0), end;
	struct str rest;

	if (by == STR_NPOS)
		return STR_NONE;
	rest = str_from(s, by + 4);
	for (end = 0; end < rest.n; end++)
		if (memchr(",;.(", rest.p[end], 4) &&
		    (rest.p[end] != '.' || end + 1 >= rest.n ||
		     rest.p[end + 1] != ' ' || end < 2 || end > 4))
			break;
	rest = str_sub(rest, 0, end);
	for (const char *const *stop = (const char *const[]){ " by ", " until ",
		     " before ", " no later ", " not later ", " at the latest", " and ",
		     " in ", " for ", " with ", NULL };
	     *stop; stop++) {
		size_t at = str_find(rest, str_of(*stop), 0);

		if (at != STR_NPOS)
			rest = str_sub(rest, 0, at);
	}
	/* "on 3 July" is a date, "DC on Rivers" a name. */
	end = str_find(rest, STR(" on "), 0);
	if (end != STR_NPOS && end + 4 < rest.n && rest.p[end + 4] >= '0' && rest.p[end + 4] <= '9')
		rest = str_sub(rest, 0, end);
	return rest;
}

/* "to be …", "to then be …" */
static bool
is_passive(struct str s)
{
	size_t at = 0;

	word_next(s, &at);
	for (int i = 0; i < 2; i++)
		if (str_eq_nocase(word_next(s, &at), STR("be")))
			return true;
	return false;
}

/* "A paragraph that the secretariat" (will print): who acts stands behind
 * "that". Of "DCs that wish to take part" all is the owner. */
static struct str
behind_that(const struct report *r, struct str s)
{
	size_t at = str_find(s, STR(" that "), 0);
	struct str who, name;

	if (at == STR_NPOS)
		return s;
	who = without_article(str_trim(str_from(s, at + 6)));
	return words_count(who) <= 2 && owner_kind(r, who, &name) != OWNER_NONE ? who : s;
}

static void
owner_read(const struct report *r, struct str sentence, size_t subject,
	   struct report_item *item)
{
	struct str s = without_invitation(str_sub(sentence, 0, subject)), by;
	struct str owner = STR_NONE;

	/* What is to be done does nothing itself. */
	if (!is_passive(str_from(sentence, subject)))
		item->owner = owner_kind(r, behind_that(r, s), &owner);
	if (item->owner == OWNER_NONE) {
		by = passive_owner(str_from(sentence, subject));
		if (by.p)
			item->owner = owner_kind(r, by, &owner);
	}
	item->owner_text = item->owner == OWNER_NONE ? STR_NONE : owner;
}

/* The sentence at *at; moves behind it. A full stop ends one when a capital
 * follows and it does not stand behind a title, "e.g." or an initial. */
static struct str
sentence_next(struct str s, size_t *at)
{
	size_t from = *at, i;

	while (from < s.n && s.p[from] == ' ')
		from++;
	for (i = from; i < s.n; i++) {
		size_t next = i + 1;

		if (s.p[i] != '.' && s.p[i] != '!' && s.p[i] != '?' && s.p[i] != ';')
			continue;
		while (next < s.n && memchr(")\"'", s.p[next], 3))
			next++;
		if (next >= s.n) {
			i = next;
			break;
		}
		if (s.p[next] != ' ')
			continue;
		if (s.p[i] == '.' && i >= 2) {
			size_t w = i;

			while (w > from && s.p[w - 1] != ' ')
				w--;
			if (i - w == 1 || is_person_title(str_sub(s, w, i + 1 - w)) ||
			    str_find_char(str_sub(s, w, i - w), '.', 0) != STR_NPOS)
				continue;
		}
		if (s.p[next + 1] >= 'a' && s.p[next + 1] <= 'z')
			continue;
		i = next;
		break;
	}
	*at = i;
	return str_trim(str_sub(s, from, i - from));
}

static bool
is_note(struct str s)
{
	static const char *const words[] = { "details ", "more details",
		"further details", "more information", "further information" };

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (str_starts_nocase(s, str_of(words[i])))
			return true;
	return has_nocase(s, " in due course") || has_nocase(s, " at a later stage") ||
	       has_nocase(s, " later on");
}

struct due {
	date day;
	struct str text;
	bool guessed;
};

static bool
due_read(const struct report *r, struct str s, struct due *ret)
{
	struct found_date f;

	if (!deadline_find(s, &f))
		return false;
	ret->text = str_sub(s, f.from, f.to - f.from);
	ret->day = date_resolve(&f, r->head.date, &ret->guessed);
	return true;
}

/* "Deadline: 24 May." says nothing else. */
static bool
is_only_deadline(const struct report *r, struct str s)
{
	struct due d;

	return (str_starts_nocase(s, STR("deadline")) ||
		str_starts_nocase(s, STR("due"))) && words_count(s) <= 8 &&
	       due_read(r, s, &d);
}

static void
part_add(struct reading *rd, struct report_item *item, enum part_kind kind,
	 struct str text, uint32_t line)
{
	struct report_part *p = VEC_ADD(rd->a, &item->parts);
	struct due due;

	*p = (struct report_part){ .kind = kind, .text = text, .due = DATE_NONE,
				   .line = line };
	if (due_read(rd->r, text, &due)) {
		p->due = due.day;
		p->due_text = due.text;
	}
}

/* The sentences behind the first one. */
static void
read_sentences(struct reading *rd, struct report_item *item)
{
	size_t at = 0, subject;
	struct str first = sentence_next(item->text, &at);
	bool first_is_step = false;

	while (at < item->text.n) {
		struct str s = sentence_next(item->text, &at);
		enum sentence_kind kind = sentence_kind(s, &subject);

		if (s.n == 0 || is_only_deadline(rd->r, s))
			continue;
		if (item->kind == ITEM_CONCLUSION) {
			if (kind == SENTENCE_ACTION)
				part_add(rd, item, PART_FOLLOW_UP, s, item->line);
			continue;
		}
		if (kind != SENTENCE_ACTION || is_note(s)) {
			part_add(rd, item, PART_NOTE, s, item->line);
			continue;
		}
		if (!first_is_step)
			part_add(rd, item, PART_STEP, first, item->line);
		first_is_step = true;
		part_add(rd, item, PART_STEP, s, item->line);
	}
}

static void
read_children(struct reading *rd, const struct blocks *bs, struct report_item *item)
{
	for (size_t i = 0; i < bs->n; i++) {
		const struct block *b = &bs->at[i];
		struct str text = runs_text(rd->a, &b->runs);
		size_t mark = letter_mark_len(text);
		enum part_kind kind = PART_STEP;
		size_t subject;

		if (b->kind == BLOCK_PARA)
			kind = PART_NOTE;
		else if (item->kind == ITEM_CONCLUSION)
			kind = sentence_kind(text, &subject) == SENTENCE_ACTION
				       ? PART_FOLLOW_UP : PART_NOTE;
		if (text.n && (b->kind == BLOCK_ITEM || b->kind == BLOCK_PARA))
			part_add(rd, item, kind, str_from(text, mark), b->line);
		read_children(rd, &b->children, item);
	}
}

static void
read_item(struct reading *rd, const struct report_section *s, const struct block *b)
{
	struct report *r = rd->r;
	struct report_item item = { .text = runs_text(rd->a, &b->runs),
				    .due = DATE_NONE, .line = b->line };
	struct str heading = runs_text(rd->a, &s->heading), first;
	size_t mark = letter_mark_len(item.text);
	size_t at = 0, subject;
	enum sentence_kind kind;
	struct due due;

	if (item.text.n == 0)
		return;
	item.text = str_from(item.text, mark);
	first = sentence_next(item.text, &at);
	kind = sentence_kind(first, &subject);
	if (kind == SENTENCE_PLAIN)
		kind = has_nocase(heading, "conclusion") ||
				       has_nocase(heading, "decision")
			       ? SENTENCE_CONCLUSION : SENTENCE_ACTION;
	if (kind == SENTENCE_CONCLUSION)
		item.kind = ITEM_CONCLUSION;
	else
		owner_read(r, first, subject, &item);
	if (due_read(r, item.text, &due)) {
		item.due = due.day;
		item.due_text = due.text;
		item.due_year_guessed = due.guessed;
	}
	read_sentences(rd, &item);
	read_children(rd, &b->children, &item);
	VEC_PUSH(rd->a, &r->items, item);
}

void
items_read(struct reading *rd)
{
	for (size_t i = 0; i < rd->r->sections.n; i++) {
		const struct report_section *s = &rd->r->sections.at[i];

		if (s->kind != SECTION_ACTIONS)
			continue;
		for (size_t k = 0; k < s->blocks.n; k++) {
			const struct block *b = &s->blocks.at[k];

			if (b->kind == BLOCK_LIST)
				for (size_t m = 0; m < b->children.n; m++)
					read_item(rd, s, &b->children.at[m]);
			else if (b->kind == BLOCK_PARA &&
				 !str_ends(runs_text(rd->a, &b->runs), STR(":")))
				read_item(rd, s, b);
		}
	}
}
