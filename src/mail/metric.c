/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/metric.h"

#include "base/attr.h"

static struct metric_value
count(int64_t v, int64_t of)
{
	return (struct metric_value){ true, (double)v, of };
}

/* Unknown is never zero. */
static struct metric_value
unless_negative(double v)
{
	return (struct metric_value){ v >= 0, v, 0 };
}

static struct metric_value
share(int64_t part, int64_t of)
{
	return (struct metric_value){ of > 0, of > 0 ? (double)part / (double)of : 0, of };
}

#define VALUE(name, expression)                                               \
	static struct metric_value name(const struct measures *m)             \
	{                                                                     \
		return expression;                                            \
	}

VALUE(months_spoken, ((struct metric_value){ m->months > 0, (double)m->spoken, m->months }))
VALUE(discussions, count(m->discussions, m->threads))
VALUE(posters, count(m->people, 0))
VALUE(in_discussion, count(m->in_discussion, m->messages))
VALUE(messages, count(m->messages, 0))
VALUE(automatic, count(m->automatic, m->messages))
VALUE(threads_answered, share(m->answered, m->begun))
VALUE(first_reply, unless_negative((double)m->first_reply))
VALUE(longest_silence, unless_negative((double)m->silence))
VALUE(newcomers, count(m->newcomers, m->people))
VALUE(returners, count(m->returners, m->people))
VALUE(half, ((struct metric_value){ m->people > 0, (double)m->half, m->people }))
VALUE(gini, unless_negative(m->gini))
VALUE(one_way, count(m->one_way, m->people))
VALUE(one_way_messages, count(m->one_way_messages, m->messages))
/* Without a roster nobody knows how many have joined. */
VALUE(subscribers_posting, ((void)m, (struct metric_value){ 0 }))

#define METRIC(ident, text, u)                                                \
	{                                                                     \
		.id = text, .unit = u, .value = ident, .name = MSG_metric_##ident, \
		.why = MSG_metric_##ident##_why,                              \
	}

const struct metric metrics[] = {
	METRIC(months_spoken, "months-spoken", UNIT_MONTHS),
	METRIC(discussions, "discussions", UNIT_THREADS),
	METRIC(posters, "posters", UNIT_PEOPLE),
	METRIC(in_discussion, "in-discussion", UNIT_MESSAGES),
	METRIC(messages, "messages", UNIT_MESSAGES),
	METRIC(automatic, "automatic", UNIT_MESSAGES),
	METRIC(threads_answered, "threads-answered", UNIT_SHARE),
	METRIC(first_reply, "first-reply", UNIT_SECONDS),
	METRIC(longest_silence, "longest-silence", UNIT_SECONDS),
	METRIC(newcomers, "newcomers", UNIT_PEOPLE),
	METRIC(returners, "returners", UNIT_PEOPLE),
	METRIC(half, "half", UNIT_PEOPLE),
	METRIC(gini, "gini", UNIT_SHARE),
	METRIC(one_way, "one-way", UNIT_PEOPLE),
	METRIC(one_way_messages, "one-way-messages", UNIT_MESSAGES),
	METRIC(subscribers_posting, "subscribers-posting", UNIT_SHARE),
};
const size_t metrics_n = ARRAY_LEN(metrics);

const char *
metric_unit_word(enum metric_unit u)
{
	static const char *const words[] = {
		[UNIT_MESSAGES] = "messages", [UNIT_PEOPLE] = "people", [UNIT_THREADS] = "threads",
		[UNIT_MONTHS] = "months",     [UNIT_SECONDS] = "seconds", [UNIT_SHARE] = "share",
	};

	return words[u];
}
