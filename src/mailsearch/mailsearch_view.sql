-- SPDX-License-Identifier: Apache-2.0
-- use "list/list.h"

-- query mailsearch_view_hit :one
-- in   id node_id, list text
-- out  key int, at instant?, subject text?, name text, address text, text_block block_id?, text_at int, text_bytes int, quotes bool, list text, list_name text
-- why  a message that was found, in the list that was asked for or else in its first one; keys
SELECT n.mid_key, m.at, m.subject, s.name, s.address, m.text_block, m.text_at, m.text_bytes, i.quotes, l.slug, l.name
FROM message m JOIN mail_node n ON n.id = m.id JOIN mail_sender s ON s.id = m.sender_id
    JOIN mail_indexed i ON i.id = m.id JOIN appearance a ON a.message_id = m.id JOIN list l ON l.id = a.list_id
WHERE m.id = :id ORDER BY CASE WHEN l.slug = :list THEN 0 ELSE 1 END, l.id LIMIT 1;

-- query mailsearch_view_any :one
-- out  any bool
-- why  a forum without mail has nothing to say of searching it
-- scan the first row of an index
SELECT CASE WHEN EXISTS (SELECT 1 FROM appearance) THEN 1 ELSE 0 END;
