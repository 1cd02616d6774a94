/* SPDX-License-Identifier: Apache-2.0 */
/*
 * measure: how often there is discussion on a list, and how many take part. Pure.
 *
 * A discussion is a thread in which at least two people speak. What programs send
 * (enum mail_sender) is counted and is nobody's speech. Months are those of UTC.
 */
#ifndef CONVENE_MAIL_MEASURE_H
#define CONVENE_MAIL_MEASURE_H

#include "base/instant.h"
#include "base/vec.h"

/* A message of a list. */
struct measure_message {
	instant at;     /* INSTANT_NONE: nobody knows */
	int64_t thread; /* the same number: the same thread */
	struct str who; /* an address, else a name; compared without regard to case */
	bool automatic; /* sent by a program */
};

struct measure_month {
	int year, month;
	int64_t messages;      /* all of them */
	int64_t in_discussion; /* those of people, in threads that are discussions */
};
struct measures {
	SLICE(struct measure_month) months; /* oldest first; those without a message are left out */
	int64_t messages, undated, automatic;
	int64_t people;      /* who posted */
	int64_t threads;     /* with at least one message of a person */
	int64_t discussions;
	instant first, last; /* INSTANT_NONE: no message has a time */
};
/* In any order. */
struct measures measure(struct arena *a, const struct measure_message *m, size_t n);

#endif
