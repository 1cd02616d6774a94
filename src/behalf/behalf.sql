-- SPDX-License-Identifier: Apache-2.0
-- use "account/account.h"
-- use "group/group.h"
-- use "list/list.h"

-- query behalf_sql_add :exec
-- in   grp_id group_id, account_id account_id, action text, evidence text, message_id node_id?, at instant
-- why  somebody records something for a group
INSERT INTO on_behalf (grp_id, account_id, action, evidence, message_id, at)
VALUES (:grp_id, :account_id, :action, :evidence, :message_id, :at);

-- query behalf_sql_message :many
-- in   mid_key int
-- out  id node_id, mid text
-- why  the mail that it is by, where that is here; index mail_node_by_key
SELECT n.id, n.mid FROM mail_node n JOIN message m ON m.id = n.id WHERE n.mid_key = :mid_key AND m.removed IS NULL;

-- query behalf_sql_of :many
-- in   grp_id group_id, n int
-- out  action text, evidence text, message_id node_id?, mid_key int, list text?, at instant
-- why  what was recorded for a group, the newest first; index on_behalf_by_grp
SELECT b.action, b.evidence, b.message_id, coalesce(x.mid_key, 0),
       (SELECT min(l.slug) FROM appearance a JOIN list l ON l.id = a.list_id JOIN message m ON m.id = a.message_id
        WHERE a.message_id = b.message_id AND m.removed IS NULL), b.at
FROM on_behalf b LEFT JOIN mail_node x ON x.id = b.message_id
WHERE b.grp_id = :grp_id ORDER BY b.at DESC, b.id DESC LIMIT :n;

-- query behalf_sql_dump :many
-- out  slug text, account text, action text, evidence text, at instant
-- why  canonical dump
-- scan all of it is wanted
SELECT g.slug, u.folded, b.action, b.evidence, b.at
FROM on_behalf b JOIN grp g ON g.id = b.grp_id JOIN account u ON u.id = b.account_id
ORDER BY g.slug, b.at, b.id;
