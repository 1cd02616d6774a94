-- SPDX-License-Identifier: Apache-2.0
-- use "account/account.h"
-- use "group/group.h"
-- use "standing/standing.h"

-- query standing_sql_of :many
-- in   grp_id group_id
-- out  id standing_id, state enum:group_state, since date?, reason text?
-- why  the history of a group, the newest first; index grp_state_by_grp
SELECT id, state, since, reason FROM grp_state WHERE grp_id = :grp_id
ORDER BY since IS NULL, since DESC, id DESC;

-- query standing_sql_add :exec
-- in   grp_id group_id, state enum:group_state, since date?, reason text?, account_id account_id?, at instant
-- why  somebody says what a group is from a day on
INSERT INTO grp_state (grp_id, state, since, reason, account_id, at)
VALUES (:grp_id, :state, :since, :reason, :account_id, :at);

-- query standing_sql_drop :count
-- in   id standing_id, grp_id group_id
-- why  … that was wrong; its key
DELETE FROM grp_state WHERE id = :id AND grp_id = :grp_id;

-- query standing_sql_group :one
-- in   id group_id
-- out  slug text, name text, type enum:group_type, state enum:group_state, since date?, description text?, list_address text?, join_url text?, archive_url text?, website text?, coordinators int
-- why  what a group is, and has of what is asked of it; its key, index role_term_by_grp
SELECT g.slug, g.name, g.type, g.state, g.since, g.description, g.list_address, g.join_url, g.archive_url, g.website,
       (SELECT count(*) FROM role_term r WHERE r.grp_id = g.id AND r.role = 'coordinator' AND r.until IS NULL)
FROM grp g WHERE g.id = :id;

-- query standing_sql_now :exec
-- in   id group_id, state enum:group_state
-- why  the newest state is the one it is in; its key
UPDATE grp SET state = :state WHERE id = :id;

-- query standing_sql_formed :exec
-- in   id group_id, since date
-- why  a group that nobody knew the beginning of begins as it becomes active; its key
UPDATE grp SET since = :since WHERE id = :id AND since IS NULL;

-- query standing_sql_dump :many
-- out  slug text, state enum:group_state, since date?, reason text?
-- why  canonical dump
-- scan all of it is wanted
SELECT g.slug, s.state, s.since, s.reason FROM grp_state s JOIN grp g ON g.id = s.grp_id
ORDER BY g.slug, s.since IS NOT NULL, s.since, s.id;
