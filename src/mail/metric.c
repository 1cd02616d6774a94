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
VALUE(subscribers_posting, share(m->subscribers < 0 ? 0 : m->subscribers_posting, m->subscribers))

const struct metric metrics[] = {
	{ .id = "months-spoken", .unit = UNIT_MONTHS, .value = months_spoken, .part = MEASURE_SPOKEN,
	  .name = MSG_metric_months_spoken, .why = MSG_metric_months_spoken_why },
	{ .id = "discussions", .unit = UNIT_THREADS, .value = discussions, .part = MEASURE_DISCUSSED,
	  .name = MSG_metric_discussions, .why = MSG_metric_discussions_why },
	{ .id = "posters", .unit = UNIT_PEOPLE, .value = posters, .part = MEASURE_PEOPLES,
	  .name = MSG_metric_posters, .why = MSG_metric_posters_why },
	{ .id = "in-discussion", .unit = UNIT_MESSAGES, .value = in_discussion, .part = MEASURE_DISCUSSED,
	  .name = MSG_metric_in_discussion, .why = MSG_metric_in_discussion_why },
	{ .id = "messages", .unit = UNIT_MESSAGES, .value = messages, .part = MEASURE_ALL,
	  .name = MSG_metric_messages, .why = MSG_metric_messages_why },
	{ .id = "automatic", .unit = UNIT_MESSAGES, .value = automatic, .part = MEASURE_AUTOMATIC,
	  .name = MSG_metric_automatic, .why = MSG_metric_automatic_why },
	{ .id = "threads-answered", .unit = UNIT_SHARE, .value = threads_answered, .part = MEASURE_BEGUN,
	  .name = MSG_metric_threads_answered, .why = MSG_metric_threads_answered_why },
	{ .id = "first-reply", .unit = UNIT_SECONDS, .value = first_reply, .part = MEASURE_BEGUN,
	  .name = MSG_metric_first_reply, .why = MSG_metric_first_reply_why },
	{ .id = "longest-silence", .unit = UNIT_SECONDS, .value = longest_silence, .part = MEASURE_SILENCE,
	  .name = MSG_metric_longest_silence, .why = MSG_metric_longest_silence_why },
	{ .id = "newcomers", .unit = UNIT_PEOPLE, .value = newcomers, .part = MEASURE_NEW,
	  .name = MSG_metric_newcomers, .why = MSG_metric_newcomers_why },
	{ .id = "returners", .unit = UNIT_PEOPLE, .value = returners, .part = MEASURE_RETURNED,
	  .name = MSG_metric_returners, .why = MSG_metric_returners_why },
	{ .id = "half", .unit = UNIT_PEOPLE, .value = half, .part = MEASURE_PEOPLES,
	  .name = MSG_metric_half, .why = MSG_metric_half_why },
	{ .id = "gini", .unit = UNIT_SHARE, .value = gini, .part = MEASURE_PEOPLES,
	  .name = MSG_metric_gini, .why = MSG_metric_gini_why },
	{ .id = "one-way", .unit = UNIT_PEOPLE, .value = one_way, .part = MEASURE_ONE_WAY,
	  .name = MSG_metric_one_way, .why = MSG_metric_one_way_why },
	{ .id = "one-way-messages", .unit = UNIT_MESSAGES, .value = one_way_messages, .part = MEASURE_ONE_WAY,
	  .name = MSG_metric_one_way_messages, .why = MSG_metric_one_way_messages_why },
	{ .id = "subscribers-posting", .unit = UNIT_SHARE, .value = subscribers_posting, .part = MEASURE_PEOPLES,
	  .name = MSG_metric_subscribers_posting, .why = MSG_metric_subscribers_posting_why },
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

const struct metric *
metric_by_id(struct str id)
{
	for (size_t i = 0; i < metrics_n; i++)
		if (str_is(id, metrics[i].id))
			return &metrics[i];
	return NULL;
}
