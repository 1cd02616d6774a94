-- SPDX-License-Identifier: Apache-2.0
-- use "group/group.h"
-- use "meeting/meeting.h"

-- query forum_view_settings :many
-- out  name text, value text
-- why  masthead, footer and statements of every page, once per data version and thread
-- scan a dozen rows
SELECT name, value FROM setting;

-- query forum_view_documents :maybe
-- out  slug text
-- why  the navigation shows documents when there are any
-- scan stops at the first document that is no report
SELECT slug FROM document WHERE kind = 'other' LIMIT 1;

-- query forum_view_series :maybe
-- in   name text
-- out  id series_id, slug text, name text
-- why  the series that coalitions' attendance is counted in
-- scan a forum has a handful of series
SELECT s.id, s.slug, s.name
FROM series s JOIN grp g ON g.id = s.grp_id
ORDER BY CASE WHEN g.name = :name OR g.short_name = :name OR g.slug = :name THEN 0
              WHEN g.type = 'coordination-group' THEN 1 ELSE 2 END,
         (SELECT count(*) FROM meeting m WHERE m.series_id = s.id) DESC, s.slug
LIMIT 1;

-- query forum_view_redirect :maybe
-- in   path text
-- out  target text
-- why  an address that is not found may have moved; primary key
SELECT target FROM redirect WHERE path = :path;

-- query forum_view_lists :maybe
-- out  id int
-- why  the navigation shows mailing lists when there is anything in them
-- scan stops at the first appearance
SELECT list_id FROM appearance LIMIT 1;

-- query forum_view_criteria :maybe
-- out  id int
-- why  the navigation shows criteria when there is a set of them
-- scan stops at the first
SELECT id FROM criteria LIMIT 1;

-- query forum_view_group :maybe
-- in   slug text
-- out  id group_id
-- why  of which group a route is; unique index on slug
SELECT id FROM grp WHERE slug = :slug AND merged_into IS NULL;
