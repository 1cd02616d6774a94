-- SPDX-License-Identifier: Apache-2.0
-- use "account/account.h"
-- use "assess/assess.h"
-- use "group/group.h"
-- use "list/list.h"
-- use "meeting/meeting.h"

-- query figure_sql_groups :many
-- out  id group_id, slug text, name text, since date?
-- why  those that are assessed, by name; index grp_by_type
SELECT id, slug, coalesce(short_name, name), since FROM grp
WHERE type = 'coalition' AND state = 'active' AND merged_into IS NULL ORDER BY sort_key, id;

-- query figure_sql_lists :many
-- out  grp_id group_id, id list_id, slug text
-- why  the lists of all groups
-- scan a forum has a few dozen lists
SELECT coalesce(g.merged_into, g.id), l.id, l.slug FROM list l JOIN grp g ON g.id = l.grp_id ORDER BY l.sort_key, l.id;

-- query figure_sql_calls :many
-- in   from date, to date
-- out  grp_id group_id, held date
-- why  meetings of coalitions' own series are calls of theirs
-- scan of series, a handful
SELECT coalesce(g.merged_into, g.id), m.held
FROM series s JOIN grp g ON g.id = s.grp_id JOIN meeting m ON m.series_id = s.id
WHERE g.type = 'coalition' AND m.held >= :from AND m.held < :to;

-- query figure_sql_meetings :many
-- in   series series_id, from date, to date
-- out  id meeting_id, held date, listed bool
-- why  meetings at which coalitions may have been; index on series and number
SELECT m.id, m.held, EXISTS (SELECT 1 FROM attendance t WHERE t.meeting_id = m.id)
FROM meeting m WHERE m.series_id = :series AND m.held >= :from AND m.held < :to;

-- query figure_sql_attended :many
-- in   series series_id, from date, to date
-- out  id meeting_id, grp_id group_id
-- why  … and were; index on series and number
SELECT DISTINCT m.id, coalesce(g.merged_into, g.id)
FROM meeting m JOIN attendance t ON t.meeting_id = m.id JOIN grp g ON g.id = t.grp_id
WHERE m.series_id = :series AND m.held >= :from AND m.held < :to AND t.kind <> 'apology';

-- query criteria_sql_add :exec
-- in   slug text, number int, source text, reason text, account_id account_id?, at instant
-- why  a version of a set of criteria
-- conflict assess.version-taken
INSERT INTO criteria (slug, number, state, source, reason, decided, account_id, at)
VALUES (:slug, :number, 'draft', :source, :reason, '', :account_id, :at);

-- query criteria_sql_newest :one
-- in   slug text
-- out  number int
-- why  the number of the next version; unique index on slug and number
SELECT coalesce(max(number), 0) FROM criteria WHERE slug = :slug;

-- query criteria_sql_versions :many
-- out  slug text, number int, state enum:criteria_state, source text, reason text, decided text, at instant
-- why  all sets, the newest version of each first
-- scan there are some dozens
SELECT slug, number, state, source, reason, decided, at FROM criteria ORDER BY slug, number DESC;

-- query criteria_sql_get :maybe
-- in   slug text, number int
-- out  number int, state enum:criteria_state, source text, reason text, decided text
-- why  one version, or (0) the one that holds, else the newest; unique index on slug and number
SELECT number, state, source, reason, decided FROM criteria
WHERE slug = :slug AND (CAST(:number AS bigint) = 0 OR number = :number)
ORDER BY CASE WHEN state = 'adopted' THEN 0 ELSE 1 END, number DESC LIMIT 1;

-- query criteria_sql_state :exec
-- in   slug text, number int, state enum:criteria_state, decided text
-- why  it is proposed, or adopted; unique index on slug and number
UPDATE criteria SET state = :state, decided = :decided WHERE slug = :slug AND number = :number;

-- query criteria_sql_supersede :exec
-- in   slug text, number int
-- why  another version has been adopted; unique index on slug and number
UPDATE criteria SET state = 'superseded' WHERE slug = :slug AND number <> :number AND state = 'adopted';

-- query criteria_sql_dump :many
-- out  slug text, number int, state enum:criteria_state, source text, reason text, decided text
-- why  canonical dump
-- scan all of it is wanted
SELECT slug, number, state, source, reason, decided FROM criteria ORDER BY slug, number;
