-- SPDX-License-Identifier: Apache-2.0
-- What feeds are written from.
--
-- use "event/event.h"
-- use "meeting/meeting.h"

-- query feed_view_events :many
-- in   n int
-- out  at instant, kind enum:event_kind, path text, title text, detail text?
-- why  /feed.atom: the newest; index event_by_time
-- scan walks the index from its end, n rows
SELECT at, kind, path, title, detail FROM event ORDER BY at DESC, id DESC LIMIT :n;

-- query feed_view_meetings :many
-- out  series text, series_name text, number int, mode text?, held date?, focus text?, first instant, newest instant, revisions int
-- why  /meetings.ics: every meeting whose date is known
-- scan all meetings are wanted
SELECT s.slug, s.name, m.number, m.mode, m.held, m.focus,
       min(v.at), max(v.at), count(v.id)
FROM meeting m JOIN series s ON s.id = m.series_id JOIN version v ON v.document_id = m.document_id
WHERE m.held IS NOT NULL
GROUP BY m.id, s.slug, s.name, m.number, m.mode, m.held, m.focus
ORDER BY m.held NULLS FIRST, s.slug, m.number;
