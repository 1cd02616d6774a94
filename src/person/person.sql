-- use "person/person.h"
-- use "document/document.h"

-- query person_sql_by_folded :maybe
-- in   folded text
-- out  id person_id, slug text, name text
-- why  matching a name or confirmed alias exactly; unique index on person_alias.folded
SELECT p.id, p.slug, p.name
FROM person_alias a JOIN person p ON p.id = a.person_id
WHERE a.folded = :folded;

-- query person_sql_by_slug :maybe
-- in   slug text
-- out  id person_id, name text, resolved bool, merged_into person_id?
-- why  commands name people by their address
SELECT id, name, resolved, merged_into FROM person WHERE slug = :slug;

-- query person_sql_names :many
-- out  id person_id, slug text, name text
-- why  candidates for suggestions, known names for the checker
-- scan all spellings are wanted
SELECT p.id, p.slug, a.name FROM person_alias a JOIN person p ON p.id = a.person_id
WHERE a.seen_by = 'everybody' ORDER BY a.id;

-- query person_sql_list :many
-- out  id person_id, slug text, name text, resolved bool, spellings int, meetings int
-- why  convene person list
-- scan everybody is wanted
SELECT p.id, p.slug, p.name, p.resolved,
       (SELECT count(*) FROM person_alias a WHERE a.person_id = p.id),
       (SELECT count(DISTINCT t.meeting_id) FROM attendance t WHERE t.person_id = p.id AND t.kind <> 'apology')
FROM person p WHERE p.merged_into IS NULL ORDER BY p.sort_key;

-- query person_sql_insert :one
-- in   slug text, name text, sort_key blob, resolved bool, import_id import_id?
-- out  id person_id
-- why  somebody whom a report names first
INSERT INTO person (slug, name, sort_key, resolved, import_id)
VALUES (:slug, :name, :sort_key, :resolved, :import_id)
RETURNING id;

-- query person_sql_set_name :exec
-- in   id person_id, slug text, name text, sort_key blob
-- why  rename
UPDATE person SET slug = :slug, name = :name, sort_key = :sort_key, resolved = 1 WHERE id = :id;

-- query person_sql_confirm :exec
-- in   id person_id
-- why  somebody says that this person is who they seem
UPDATE person SET resolved = 1 WHERE id = :id;

-- query person_sql_set_merged :exec
-- in   id person_id, into person_id
-- why  merge
UPDATE person SET merged_into = :into WHERE id = :id;

-- query person_sql_clear_merged :exec
-- in   id person_id
-- why  a merge is taken back
UPDATE person SET merged_into = NULL WHERE id = :id;

-- query person_sql_alias_insert :exec
-- in   id person_id, name text, folded text, source text, import_id import_id?
-- why  a spelling is confirmed; one that is there already stays as it is
INSERT INTO person_alias (person_id, name, folded, source, import_id)
VALUES (:id, :name, :folded, :source, :import_id)
ON CONFLICT (folded) DO NOTHING;

-- query person_sql_alias_move :exec
-- in   id person_id, into person_id, prefix text
-- why  merge: the spellings go over, and say where from
UPDATE person_alias SET person_id = :into, source = :prefix || source WHERE person_id = :id;

-- query person_sql_alias_move_back :exec
-- in   id person_id, prefix text
-- why  a merge is taken back; only the spellings of the other one are looked at
-- scan merges are taken back by hand, and rarely
UPDATE person_alias SET person_id = :id, source = substr(source, length(:prefix) + 1)
WHERE substr(source, 1, length(:prefix)) = :prefix;

-- query person_sql_slugs_like :many
-- in   prefix text, after text
-- out  slug text
-- why  a free address near the wanted one; unique index on slug
SELECT slug FROM person WHERE slug >= :prefix AND slug < :after;

-- query person_sql_adopt_alias :exec
-- in   import_id import_id
-- why  undo: a spelling that another report uses too stays, and no longer hangs on this import
UPDATE person_alias SET import_id = NULL
WHERE import_id = :import_id
    AND (EXISTS (SELECT 1 FROM attendance t WHERE t.folded = person_alias.folded)
        OR source = 'name'
            AND (EXISTS (SELECT 1 FROM attendance t WHERE t.person_id = person_alias.person_id)
                OR EXISTS (SELECT 1 FROM role_term r WHERE r.person_id = person_alias.person_id)
                OR EXISTS (SELECT 1 FROM account u WHERE u.person_id = person_alias.person_id)
                OR EXISTS (SELECT 1 FROM person_claim c WHERE c.person_id = person_alias.person_id)
                OR EXISTS (SELECT 1 FROM person_fact f WHERE f.person_id = person_alias.person_id)));

-- query person_sql_adopt :exec
-- in   import_id import_id
-- why  undo: somebody whom another report names too, or who has a role or an account or has said something, stays
UPDATE person SET import_id = NULL
WHERE import_id = :import_id
    AND (EXISTS (SELECT 1 FROM attendance t WHERE t.person_id = person.id)
        OR EXISTS (SELECT 1 FROM role_term r WHERE r.person_id = person.id)
        OR EXISTS (SELECT 1 FROM account u WHERE u.person_id = person.id)
        OR EXISTS (SELECT 1 FROM person_claim c WHERE c.person_id = person.id)
        OR EXISTS (SELECT 1 FROM person_fact f WHERE f.person_id = person.id));

-- query person_sql_forget_aliases :exec
-- in   import_id import_id
-- why  undo of an import
DELETE FROM person_alias WHERE import_id = :import_id;

-- query person_sql_forget :exec
-- in   import_id import_id
-- why  undo of an import: people that only this import made
DELETE FROM person WHERE import_id = :import_id
    AND NOT EXISTS (SELECT 1 FROM person_alias a WHERE a.person_id = person.id)
    AND NOT EXISTS (SELECT 1 FROM attendance t WHERE t.person_id = person.id)
    AND NOT EXISTS (SELECT 1 FROM action_item i WHERE i.owner_person_id = person.id)
    AND NOT EXISTS (SELECT 1 FROM person m WHERE m.merged_into = person.id);

-- query person_sql_dump :many
-- out  slug text, name text, resolved bool, merged_into text?
-- why  convene dump --canonical
-- scan everything is wanted
SELECT p.slug, p.name, p.resolved, m.slug
FROM person p LEFT JOIN person m ON m.id = p.merged_into ORDER BY p.slug;

-- query person_sql_dump_aliases :many
-- out  slug text, name text, source text, seen_by text
-- why  convene dump --canonical
-- scan everything is wanted
SELECT p.slug, a.name, a.source, a.seen_by FROM person_alias a JOIN person p ON p.id = a.person_id
ORDER BY p.slug, a.folded;

-- query person_sql_get :one
-- in   id person_id
-- out  slug text, name text, merged_into person_id?
-- why  rename, merge and the search index start from it
SELECT slug, name, merged_into FROM person WHERE id = :id;

-- query person_sql_aliases :many
-- in   id person_id
-- out  name text
-- why  somebody is found by each spelling; index person_alias_by_person
SELECT name FROM person_alias WHERE person_id = :id AND seen_by = 'everybody' ORDER BY id;

-- query person_sql_made_by :many
-- in   import_id import_id
-- out  id person_id
-- why  undo of an import takes its people out of the search index; index person_by_import
SELECT id FROM person WHERE import_id = :import_id;
