-- query setting_sql_get :maybe
-- in   name text
-- out  value text
-- why  every page needs the forum's name
SELECT value FROM setting WHERE name = :name;

-- query setting_sql_all :many
-- out  name text, value text
-- why  convene forum show, the masthead
-- scan a dozen rows
SELECT name, value FROM setting ORDER BY name;

-- query setting_sql_set :exec
-- in   name text, value text
-- why  convene forum set
INSERT INTO setting (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- query redirect_sql_get :maybe
-- in   path text
-- out  target text
-- why  an address that is not found any more
SELECT target FROM redirect WHERE path = :path;

-- query redirect_sql_set :exec
-- in   path text, target text
-- why  rename and merge leave the old address behind
INSERT INTO redirect (path, target) VALUES (:path, :target)
ON CONFLICT (path) DO UPDATE SET target = excluded.target;

-- query redirect_sql_follow :exec
-- in   old text, target text
-- why  no chains: what led to the old address leads to the new one
-- scan redirects are few
UPDATE redirect SET target = :target WHERE target = :old;

-- query redirect_sql_delete :exec
-- in   path text
-- why  an address is in use again
DELETE FROM redirect WHERE path = :path;

-- query redirect_sql_dump :many
-- out  path text, target text
-- why  convene dump --canonical
-- scan everything is wanted
SELECT path, target FROM redirect ORDER BY path;
