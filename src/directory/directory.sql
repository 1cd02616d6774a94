-- SPDX-License-Identifier: Apache-2.0
-- use "directory/directory.h"
-- use "group/group.h"

-- query directory_sql_people :many
-- out  id int, slug text, name text, resolved bool, meetings int
-- why  who of them may be one; by their order in the directory
-- scan everybody is wanted; attendance by its index on the person
SELECT p.id, p.slug, p.name, p.resolved,
       (SELECT count(DISTINCT t.meeting_id) FROM attendance t WHERE t.person_id = p.id)
FROM person p WHERE p.merged_into IS NULL ORDER BY p.sort_key, p.id;

-- query directory_sql_people_spelt :many
-- out  id int, name text
-- why  … by each of their spellings
-- scan all spellings are wanted
SELECT person_id, name FROM person_alias ORDER BY id;

-- query directory_sql_groups :many
-- out  id int, slug text, name text, resolved bool, type enum:group_type, meetings int
-- why  which of them may be one; by their order in the directory
-- scan all groups are wanted; attendance by its index on the group
SELECT g.id, g.slug, g.name, CASE WHEN g.state = 'unresolved' THEN 0 ELSE 1 END, g.type,
       (SELECT count(DISTINCT t.meeting_id) FROM attendance t WHERE t.grp_id = g.id)
FROM grp g WHERE g.merged_into IS NULL ORDER BY g.sort_key, g.id;

-- query directory_sql_groups_spelt :many
-- out  id int, name text
-- why  … by each of their spellings
-- scan all spellings are wanted
SELECT grp_id, name FROM grp_alias ORDER BY id;

-- query directory_sql_apart :many
-- in   kind enum:entry_kind
-- out  a int, b int, at instant
-- why  what is suggested no more, the newest first; unique index on kind, a, b
SELECT a, b, at FROM kept_apart WHERE kind = :kind ORDER BY id DESC;

-- query directory_sql_keep_apart :count
-- in   kind enum:entry_kind, a int, b int, at instant
-- why  two that look alike are two
INSERT INTO kept_apart (kind, a, b, at) VALUES (:kind, :a, :b, :at) ON CONFLICT (kind, a, b) DO NOTHING;

-- query directory_sql_no_more_apart :count
-- in   kind enum:entry_kind, a int, b int
-- why  … that is taken back; unique index on kind, a, b
DELETE FROM kept_apart WHERE kind = :kind AND a = :a AND b = :b;

-- query directory_sql_merged_people :many
-- out  slug text, name text, into_slug text, into_name text, last bool
-- why  what can be taken back: the last of a chain
-- scan those that are merged, by an index
SELECT p.slug, p.name, q.slug, q.name, CASE WHEN q.merged_into IS NULL THEN 1 ELSE 0 END
FROM person p JOIN person q ON q.id = p.merged_into ORDER BY p.sort_key, p.id;

-- query directory_sql_merged_groups :many
-- out  slug text, name text, into_slug text, into_name text, last bool
-- why  what can be taken back: the last of a chain
-- scan those that are merged, by an index
SELECT g.slug, g.name, h.slug, h.name, CASE WHEN h.merged_into IS NULL THEN 1 ELSE 0 END
FROM grp g JOIN grp h ON h.id = g.merged_into ORDER BY g.sort_key, g.id;

-- query directory_sql_dump_people :many
-- out  a text, b text
-- why  canonical dump
-- scan all of it is wanted
SELECT p.slug, q.slug FROM kept_apart k JOIN person p ON p.id = k.a JOIN person q ON q.id = k.b
WHERE k.kind = 'person' ORDER BY p.slug, q.slug;

-- query directory_sql_dump_groups :many
-- out  a text, b text
-- why  canonical dump
-- scan all of it is wanted
SELECT g.slug, h.slug FROM kept_apart k JOIN grp g ON g.id = k.a JOIN grp h ON h.id = k.b
WHERE k.kind = 'group' ORDER BY g.slug, h.slug;
