/* SPDX-License-Identifier: Apache-2.0 */
/*
 * measure: how often there is discussion on a list, and how many take part. Pure.
 * docs/metrics.md says of each figure what it counts and what it leaves out.
 *
 * A window is [from, to) in UTC. A thread is a discussion in a window when, by the
 * window's end, at least two people have spoken in it: so what comes later does not
 * change what was said of a window that is over. What programs send (enum mail_sender)
 * is counted apart and is nobody's speech. Messages whose time nobody knows are in no
 * window.
 */
#ifndef CONVENE_MAIL_MEASURE_H
#define CONVENE_MAIL_MEASURE_H

#include "base/instant.h"
#include "base/vec.h"

/* A message of a list. */
struct measure_message {
	int64_t id;
	instant at;     /* INSTANT_NONE: nobody knows */
	int64_t thread; /* the same number: the same thread */
	int64_t who;    /* the same number: the same person */
	bool automatic; /* sent by a program */
};
typedef SLICE(struct measure_message) measure_messages;

struct measure_month {
	int year, month;
	int64_t messages;      /* all of them */
	int64_t in_discussion; /* those of people, in threads that are discussions by its end */
};

struct measures {
	instant from, to;       /* the window; to is at most `now` */
	instant reach, last;    /* first and last message of the whole archive with a time */
	int64_t undated;        /* of the whole archive */
	int64_t messages;       /* all, in the window; so is everything below */
	int64_t automatic;
	int64_t people;         /* who posted */
	int64_t threads;        /* with a message of a person */
	int64_t discussions;
	int64_t in_discussion;  /* messages of people in them */
	int64_t begun;          /* threads whose first message of a person is in the window */
	int64_t answered;       /* of these: somebody else has spoken, by the window's end */
	int64_t first_reply;    /* median seconds from a beginning to that; -1: none is answered */
	int64_t months;         /* of the calendar that the window touches and the archive reaches */
	int64_t spoken;         /* of these: with a message in a discussion */
	int64_t silence;        /* longest time without a message of a person, seconds; -1: unknown */
	int64_t newcomers;      /* people whose first message ever is in the window */
	int64_t returners;      /* … who had written before, but not in the year before it */
	int64_t half;           /* how few people wrote half of the messages of people */
	double gini;            /* of messages among the people who posted, 0 to 1; -1: nobody did */
	int64_t one_way;        /* people who posted and are in no discussion */
	int64_t one_way_messages;
	int64_t subscribers;    /* who had joined when the window ended; -1: unknown. Set by the caller, */
	int64_t subscribers_posting; /* … with how many of them posted: measure_people() helps */
	SLICE(struct measure_month) by_month; /* those of the window with a message, oldest first */
};

/* In any order. from, to: INSTANT_NONE is the archive's beginning, now. */
struct measures measure(struct arena *a, const struct measure_message *m, size_t n, instant from,
			instant to, instant now);

/* The same for several windows: what does not depend on them is done once. ret has n_windows of them. */
struct measure_window {
	instant from, to;
};
void measure_many(struct arena *a, const struct measure_message *m, size_t n, const struct measure_window *windows,
		  size_t n_windows, instant now, struct measures *ret);

/* The messages that a figure counts, or that it is found from. Each is in the window. */
enum measure_part {
	MEASURE_ALL,
	MEASURE_PEOPLES,   /* … of people; the others of it are too */
	MEASURE_AUTOMATIC, /* … of programs */
	MEASURE_DISCUSSED, /* in threads that are discussions by the window's end */
	MEASURE_SPOKEN,    /* … by their own month's end */
	MEASURE_BEGUN,     /* the first one of each thread that was answered by the window's end */
	MEASURE_SILENCE,   /* before and after the longest time without any; one where the window cuts it */
	MEASURE_NEW,       /* the first one of each newcomer */
	MEASURE_RETURNED,  /* the first one in the window of each returner */
	MEASURE_ONE_WAY,   /* of people none of whose messages in it is in a discussion */
};
typedef SLICE(int64_t) measure_ids;
/* Oldest first. The window is that of measure(), with the same arguments; *ret_all is what
 * that gives. */
measure_ids measure_evidence(struct arena *a, const struct measure_message *m, size_t n, instant from,
			     instant to, instant now, enum measure_part part, struct measures *ret_all);

/* Who posted in the window, in any order: the numbers of measure_message. */
typedef SLICE(int64_t) measure_people_numbers;
measure_people_numbers measure_people(struct arena *a, const struct measure_message *m, size_t n,
				      instant from, instant to);

#endif
