-- SPDX-License-Identifier: Apache-2.0
-- use "meeting/meeting.h"
-- use "action/action.h"
-- use "event/event.h"

-- query home_figures :one
-- in   today date
-- out  meetings int, first date?, people int, open int, overdue int, topics int
-- why  the figures under the title
-- scan counts over everything, for one page that is cached
SELECT (SELECT count(*) FROM meeting), (SELECT min(held) FROM meeting),
       (SELECT count(*) FROM person p WHERE p.merged_into IS NULL
        AND EXISTS (SELECT 1 FROM attendance t WHERE t.person_id = p.id AND t.kind <> 'apology')),
       (SELECT count(*) FROM action_item WHERE kind = 'action' AND state IN ('open', 'in-progress')),
       (SELECT count(*) FROM action_item WHERE kind = 'action' AND state IN ('open', 'in-progress')
        AND due < :today),
       (SELECT count(*) FROM topic WHERE state = 'postponed');

-- query home_latest :maybe
-- out  series text, number int, mode text?, held date?, focus text?, listed int, present int
-- why  the newest meeting of any series; index meeting_by_date
-- scan walks the index from its end, one row
SELECT s.slug, m.number, m.mode, m.held, m.focus,
       (SELECT count(*) FROM attendance t WHERE t.meeting_id = m.id),
       (SELECT count(*) FROM attendance t WHERE t.meeting_id = m.id AND t.kind <> 'apology')
FROM meeting m JOIN series s ON s.id = m.series_id
ORDER BY m.held DESC NULLS LAST, m.number DESC LIMIT 1;

-- query home_actions :many
-- in   n int
-- out  series text, number int, position int, text text, owner enum:owner_kind, owner_text text?, grp_slug text?, grp_name text?, grp_type text?, due date?, state enum:action_state
-- why  what is to be done, the soonest first; index action_item_by_due
SELECT s.slug, m.number, i.position, i.text, i.owner, i.owner_text, g.slug, g.name, g.type,
       i.due, i.state
FROM action_item i JOIN meeting m ON m.id = i.meeting_id JOIN series s ON s.id = m.series_id
LEFT JOIN grp g ON g.id = i.owner_grp_id
WHERE i.kind = 'action' AND i.state IN ('open', 'in-progress')
ORDER BY m.held DESC NULLS LAST, i.position LIMIT :n;

-- query home_topics :many
-- in   n int
-- out  series text, number int, position int, text text, held date?
-- why  what was put off and nobody has taken up; index topic_by_state
SELECT s.slug, m.number, t.position, t.text, m.held
FROM topic t JOIN meeting m ON m.id = t.meeting_id JOIN series s ON s.id = m.series_id
WHERE t.state = 'postponed' ORDER BY m.held DESC NULLS LAST, t.position LIMIT :n;

-- query home_events :many
-- in   n int
-- out  at instant, kind enum:event_kind, path text, title text
-- why  what is new; index event_by_time
-- scan walks the index from its end, n rows
SELECT at, kind, path, title FROM event ORDER BY at DESC, id DESC LIMIT :n;
