-- SPDX-License-Identifier: Apache-2.0
-- use "account/account.h"
-- use "group/group.h"

-- query audit_sql_last :maybe
-- out  chain text
-- why  the next line hangs on it
-- scan backwards by the key, one row
SELECT chain FROM audit ORDER BY id DESC LIMIT 1;

-- query audit_sql_add :exec
-- in   at instant, actor account_id?, behalf group_id?, action text, object text, digest text, prev text, chain text
-- why  something was done
-- conflict audit.busy
INSERT INTO audit (at, actor, behalf, action, object, digest, prev, chain)
VALUES (:at, :actor, :behalf, :action, :object, :digest, :prev, :chain);

-- query audit_sql_all :stream
-- out  id int, at instant, actor account_id?, behalf group_id?, action text, object text, digest text, prev text, chain text
-- why  convene audit verify reads all of it, in order
-- scan all of it is wanted
SELECT id, at, actor, behalf, action, object, digest, prev, chain FROM audit ORDER BY id;

-- query audit_sql_newest :many
-- in   n int, skip int
-- out  at instant, actor account_id?, address text?, name text?, behalf text?, action text, object text, digest text
-- why  /admin/audit and convene audit list; backwards by the key
-- scan only so many lines
SELECT u.at, u.actor, a.address, a.name, g.name, u.action, u.object, u.digest
FROM audit u LEFT JOIN account a ON a.id = u.actor LEFT JOIN grp g ON g.id = u.behalf
ORDER BY u.id DESC LIMIT :n OFFSET :skip;

-- query audit_sql_count :one
-- out  n int
-- why  pages of it
-- scan lines are counted in the index of its key
SELECT count(*) FROM audit;
