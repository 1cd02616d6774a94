-- use "group/group.h"
-- use "document/document.h"

-- query group_sql_by_folded :maybe
-- in   folded text
-- out  id group_id, slug text, name text, type enum:group_type
-- why  matching a name or confirmed alias exactly; unique index on grp_alias.folded
SELECT g.id, g.slug, g.name, g.type
FROM grp_alias a JOIN grp g ON g.id = a.grp_id
WHERE a.folded = :folded;

-- query group_sql_by_slug :maybe
-- in   slug text
-- out  id group_id, name text, type enum:group_type, state enum:group_state, merged_into group_id?
-- why  commands name groups by their address
SELECT id, name, type, state, merged_into FROM grp WHERE slug = :slug;

-- query group_sql_names :many
-- out  id group_id, slug text, name text
-- why  candidates for suggestions, known names for the checker
-- scan all spellings are wanted
SELECT g.id, g.slug, a.name
FROM grp_alias a JOIN grp g ON g.id = a.grp_id
ORDER BY a.id;

-- query group_sql_list :many
-- out  id group_id, slug text, name text, short_name text?, type enum:group_type, state enum:group_state, spellings int
-- why  convene group list
-- scan the whole directory is wanted
SELECT g.id, g.slug, g.name, g.short_name, g.type, g.state,
       (SELECT count(*) FROM grp_alias a WHERE a.grp_id = g.id)
FROM grp g WHERE g.merged_into IS NULL ORDER BY g.sort_key;

-- query group_sql_insert :one
-- in   slug text, type enum:group_type, name text, short_name text?, folded text, sort_key blob, state enum:group_state, since date?, description text?, list_address text?, join_url text?, archive_url text?, website text?, import_id import_id?
-- out  id group_id
-- why  a group of the register, or one that a report named first
INSERT INTO grp (slug, type, name, short_name, folded, sort_key, state, since, description,
                 list_address, join_url, archive_url, website, import_id)
VALUES (:slug, :type, :name, :short_name, :folded, :sort_key, :state, :since, :description,
        :list_address, :join_url, :archive_url, :website, :import_id)
RETURNING id;

-- query group_sql_update :exec
-- in   id group_id, type enum:group_type, name text, short_name text?, folded text, sort_key blob, state enum:group_state, since date?, description text?, list_address text?, join_url text?, archive_url text?, website text?
-- why  the register read again
UPDATE grp SET type = :type, name = :name, short_name = :short_name, folded = :folded,
    sort_key = :sort_key, state = :state, since = :since, description = :description,
    list_address = :list_address, join_url = :join_url, archive_url = :archive_url,
    website = :website
WHERE id = :id;

-- query group_sql_said :one
-- in   id group_id
-- out  slug text, name text, type enum:group_type, description text?, list_address text?, join_url text?, archive_url text?, website text?
-- why  what a group says of itself, before it is changed; its key
SELECT slug, name, type, description, list_address, join_url, archive_url, website FROM grp WHERE id = :id;

-- query group_sql_say :exec
-- in   id group_id, description text?, list_address text?, join_url text?, archive_url text?, website text?
-- why  … and after; its key
UPDATE grp SET description = :description, list_address = :list_address, join_url = :join_url,
    archive_url = :archive_url, website = :website
WHERE id = :id;

-- query group_sql_confirm :count
-- in   id group_id, type enum:group_type
-- why  somebody says that there is this group, and what it is; its key
UPDATE grp SET type = :type, state = 'active' WHERE id = :id AND state = 'unresolved';

-- query group_sql_set_slug :exec
-- in   id group_id, slug text
-- why  rename
UPDATE grp SET slug = :slug WHERE id = :id;

-- query group_sql_set_merged :exec
-- in   id group_id, into group_id
-- why  merge
UPDATE grp SET merged_into = :into WHERE id = :id;

-- query group_sql_alias_insert :exec
-- in   id group_id, name text, folded text, source text, import_id import_id?
-- why  a spelling is confirmed; one that is there already stays as it is
INSERT INTO grp_alias (grp_id, name, folded, source, import_id)
VALUES (:id, :name, :folded, :source, :import_id)
ON CONFLICT (folded) DO NOTHING;

-- query group_sql_alias_move :exec
-- in   id group_id, into group_id, prefix text
-- why  merge: the spellings go over, and say where from
UPDATE grp_alias SET grp_id = :into, source = :prefix || source WHERE grp_id = :id;

-- query group_sql_alias_move_back :exec
-- in   id group_id, prefix text
-- why  a merge is taken back; only the spellings of the other one are looked at
-- scan merges are taken back by hand, and rarely
UPDATE grp_alias SET grp_id = :id, source = substr(source, length(:prefix) + 1)
WHERE substr(source, 1, length(:prefix)) = :prefix;

-- query group_sql_clear_merged :exec
-- in   id group_id
-- why  a merge is taken back
UPDATE grp SET merged_into = NULL WHERE id = :id;

-- query group_sql_slugs_like :many
-- in   prefix text, after text
-- out  slug text
-- why  a free address near the wanted one; unique index on slug
SELECT slug FROM grp WHERE slug >= :prefix AND slug < :after;

-- query group_sql_forget_aliases :exec
-- in   import_id import_id
-- why  undo of an import
DELETE FROM grp_alias WHERE import_id = :import_id;

-- query group_sql_forget :exec
-- in   import_id import_id
-- why  undo of an import: groups that only this import made and nothing else names
-- scan of series, a handful
DELETE FROM grp WHERE import_id = :import_id
    AND NOT EXISTS (SELECT 1 FROM grp_alias a WHERE a.grp_id = grp.id)
    AND NOT EXISTS (SELECT 1 FROM attendance t WHERE t.grp_id = grp.id)
    AND NOT EXISTS (SELECT 1 FROM action_item i WHERE i.owner_grp_id = grp.id)
    AND NOT EXISTS (SELECT 1 FROM series s WHERE s.grp_id = grp.id)
    AND NOT EXISTS (SELECT 1 FROM grp_state t WHERE t.grp_id = grp.id)
    AND NOT EXISTS (SELECT 1 FROM on_behalf b WHERE b.grp_id = grp.id)
    AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.grp_id = grp.id)
    AND NOT EXISTS (SELECT 1 FROM grp m WHERE m.merged_into = grp.id);

-- query group_sql_adopt_alias :exec
-- in   import_id import_id
-- why  undo: a spelling that another report uses too stays, and no longer hangs on this import
UPDATE grp_alias SET import_id = NULL
WHERE import_id = :import_id
    AND (EXISTS (SELECT 1 FROM attendance t WHERE t.grp_folded = grp_alias.folded)
        OR source = 'name'
            AND (EXISTS (SELECT 1 FROM attendance t WHERE t.grp_id = grp_alias.grp_id)
                OR EXISTS (SELECT 1 FROM role_term r WHERE r.grp_id = grp_alias.grp_id)
                OR EXISTS (SELECT 1 FROM grp_state h WHERE h.grp_id = grp_alias.grp_id)
                OR EXISTS (SELECT 1 FROM on_behalf b WHERE b.grp_id = grp_alias.grp_id)
                OR EXISTS (SELECT 1 FROM evidence e WHERE e.grp_id = grp_alias.grp_id)
                OR EXISTS (SELECT 1 FROM list l WHERE l.grp_id = grp_alias.grp_id)));

-- query group_sql_adopt :exec
-- in   import_id import_id
-- why  undo: a group that another report names too, or that has a coordinator or a list, stays
UPDATE grp SET import_id = NULL
WHERE import_id = :import_id
    AND (EXISTS (SELECT 1 FROM attendance t WHERE t.grp_id = grp.id)
        OR EXISTS (SELECT 1 FROM role_term r WHERE r.grp_id = grp.id)
        OR EXISTS (SELECT 1 FROM grp_state h WHERE h.grp_id = grp.id)
        OR EXISTS (SELECT 1 FROM on_behalf b WHERE b.grp_id = grp.id)
        OR EXISTS (SELECT 1 FROM evidence e WHERE e.grp_id = grp.id)
        OR EXISTS (SELECT 1 FROM list l WHERE l.grp_id = grp.id));

-- query group_sql_dump :many
-- out  slug text, type enum:group_type, name text, short_name text?, state enum:group_state, since date?, description text?, list_address text?, join_url text?, archive_url text?, website text?, merged_into text?
-- why  convene dump --canonical
-- scan everything is wanted
SELECT g.slug, g.type, g.name, g.short_name, g.state, g.since, g.description, g.list_address,
       g.join_url, g.archive_url, g.website, m.slug
FROM grp g LEFT JOIN grp m ON m.id = g.merged_into ORDER BY g.slug;

-- query group_sql_dump_aliases :many
-- out  slug text, name text, source text
-- why  convene dump --canonical
-- scan everything is wanted
SELECT g.slug, a.name, a.source FROM grp_alias a JOIN grp g ON g.id = a.grp_id
ORDER BY g.slug, a.folded;

-- query group_sql_get :one
-- in   id group_id
-- out  slug text, type enum:group_type, name text, description text?, merged_into group_id?
-- why  rename, merge and the search index start from it
SELECT slug, type, name, description, merged_into FROM grp WHERE id = :id;

-- query group_sql_set_name :exec
-- in   id group_id, name text, folded text, sort_key blob
-- why  rename
UPDATE grp SET name = :name, folded = :folded, sort_key = :sort_key WHERE id = :id;

-- query group_sql_aliases :many
-- in   id group_id
-- out  name text
-- why  a group is found by each of its spellings; index grp_alias_by_grp
SELECT name FROM grp_alias WHERE grp_id = :id ORDER BY id;

-- query group_sql_made_by :many
-- in   import_id import_id
-- out  id group_id
-- why  undo of an import takes its groups out of the search index; index grp_by_import
SELECT id FROM grp WHERE import_id = :import_id;
