-- SPDX-License-Identifier: Apache-2.0
-- What the pages of mailing lists show.
--
-- use "group/group.h"
-- use "list/list.h"

-- query list_view_all :many
-- out  id list_id, slug text, name text, grp_type enum:group_type, grp_slug text?, grp_name text?
-- why  /lists; what is counted in them the measures say
-- scan a forum has a few dozen lists
SELECT l.id, l.slug, l.name, coalesce(g.type, 'other'), g.slug, g.name
FROM list l LEFT JOIN grp g ON g.id = l.grp_id ORDER BY l.sort_key, l.slug;

-- query list_view_by_slug :maybe
-- in   slug text
-- out  id list_id, name text, address text?, join_url text?, archive_url text?, grp_type enum:group_type, grp_slug text?, grp_name text?
-- why  every page of a list; unique index on slug
SELECT l.id, l.name, l.address, l.join_url, l.archive_url, coalesce(g.type, 'other'), g.slug, g.name
FROM list l LEFT JOIN grp g ON g.id = l.grp_id WHERE l.slug = :slug;

-- query list_view_newest :many
-- in   list_id list_id, n int
-- out  at instant, root_id node_id, key int, subject text?, name text, address text
-- why  what was discussed last; index appearance_by_time
SELECT a.at, n.root_id, n.mid_key, m.subject, s.name, s.address
FROM appearance a JOIN mail_node n ON n.id = a.message_id JOIN message m ON m.id = a.message_id
    JOIN mail_sender s ON s.id = m.sender_id
WHERE a.list_id = :list_id AND a.at IS NOT NULL ORDER BY a.at DESC, a.message_id DESC LIMIT :n;

-- query list_view_between :many
-- in   list_id list_id, from instant, to instant
-- out  at instant?, root_id node_id, key int, subject text?, name text, address text
-- why  a month of a list, oldest first; index appearance_by_time
SELECT a.at, n.root_id, n.mid_key, m.subject, s.name, s.address
FROM appearance a JOIN mail_node n ON n.id = a.message_id JOIN message m ON m.id = a.message_id
    JOIN mail_sender s ON s.id = m.sender_id
WHERE a.list_id = :list_id AND a.at >= :from AND a.at < :to ORDER BY a.at, a.message_id;

-- query list_view_undated :many
-- in   list_id list_id
-- out  at instant?, root_id node_id, key int, subject text?, name text, address text
-- why  messages whose time nobody knows; index appearance_by_time
SELECT a.at, n.root_id, n.mid_key, m.subject, s.name, s.address
FROM appearance a JOIN mail_node n ON n.id = a.message_id JOIN message m ON m.id = a.message_id
    JOIN mail_sender s ON s.id = m.sender_id
WHERE a.list_id = :list_id AND a.at IS NULL ORDER BY a.message_id;

-- query list_view_node :many
-- in   key int
-- out  id node_id, root_id node_id
-- why  the message of an address; index mail_node_by_key
SELECT id, root_id FROM mail_node WHERE mid_key = :key AND root_id IS NOT NULL ORDER BY id;

-- query list_view_by_mid :many
-- in   key int
-- out  mid text, key int, list text?
-- why  the page of a Message-ID, in the first list that has it; index mail_node_by_key
SELECT n.mid, n.mid_key,
       (SELECT l.slug FROM appearance a JOIN list l ON l.id = a.list_id
        WHERE a.message_id = n.id ORDER BY l.id LIMIT 1)
FROM mail_node n WHERE n.mid_key = :key;

-- query list_view_thread :many
-- in   list_id list_id, root_id node_id
-- out  id node_id, key int, parent_id node_id?, message_id node_id?, in_list bool, at instant?, subject text?, name text?, address text?, text_bytes int
-- why  the tree of a thread; indexes mail_node_by_root and appearance's key
SELECT n.id, n.mid_key, n.parent_id, m.id,
       CASE WHEN a.message_id IS NULL THEN 0 ELSE 1 END, m.at, m.subject, s.name, s.address,
       coalesce(m.text_bytes, 0)
FROM mail_node n LEFT JOIN message m ON m.id = n.id LEFT JOIN mail_sender s ON s.id = m.sender_id
    LEFT JOIN appearance a ON a.message_id = n.id AND a.list_id = :list_id
WHERE n.root_id = :root_id;

-- query list_view_message :one
-- in   id node_id
-- out  mid text, derived bool, at instant?, clock enum:mail_clock, subject text?, name text, address text, sender enum:mail_sender,
--      text_kind enum:mail_text_kind, text_cut bool, no_archive bool, removed instant?, removed_why text?, text_block block_id?, text_at int, text_bytes int
-- why  a message as it is read
SELECT n.mid, m.derived, m.at, m.clock, m.subject, s.name, s.address, m.sender, m.text_kind, m.text_cut,
       m.no_archive, m.removed, m.removed_why, m.text_block, m.text_at, m.text_bytes
FROM message m JOIN mail_node n ON n.id = m.id JOIN mail_sender s ON s.id = m.sender_id
WHERE m.id = :id;

-- query list_view_parts :many
-- in   message_id node_id
-- out  name text?, type text, bytes int
-- why  what hangs on a message; its key
SELECT name, type, bytes FROM mail_part WHERE message_id = :message_id ORDER BY position;

-- query list_view_before :maybe
-- in   list_id list_id, before instant
-- out  at instant
-- why  the month before this one that has messages; index appearance_by_time
SELECT at FROM appearance WHERE list_id = :list_id AND at < :before ORDER BY at DESC LIMIT 1;

-- query list_view_after :maybe
-- in   list_id list_id, from instant
-- out  at instant
-- why  the month after this one that has messages; index appearance_by_time
SELECT at FROM appearance WHERE list_id = :list_id AND at >= :from ORDER BY at LIMIT 1;

-- query list_view_mbox :one
-- in   id node_id
-- out  mid text, derived bool, parent text?, at instant?, subject text?, name text, address text, removed instant?,
--      text_block block_id?, text_at int, text_bytes int
-- why  a message as it is downloaded
SELECT n.mid, m.derived, p.mid, m.at, m.subject, s.name, s.address, m.removed, m.text_block, m.text_at, m.text_bytes
FROM message m JOIN mail_node n ON n.id = m.id JOIN mail_sender s ON s.id = m.sender_id
    LEFT JOIN mail_node p ON p.id = n.parent_id
WHERE m.id = :id;

-- query list_view_ids :many
-- in   list_id list_id, from instant?, to instant?
-- out  id node_id, at instant?
-- why  the messages of a month, or those without a time, oldest first; index appearance_by_time
SELECT message_id, at FROM appearance
WHERE list_id = :list_id AND at >= CAST(:from AS bigint) AND at < CAST(:to AS bigint)
UNION ALL
SELECT message_id, at FROM appearance
WHERE list_id = :list_id AND at IS NULL AND CAST(:from AS bigint) IS NULL
ORDER BY 2, 1;

-- query list_view_writers :stream
-- in   list_id list_id
-- out  id node_id, at instant?, who int
-- why  whose a message is, for what else its writer wrote there; index appearance_by_time, which has all of it
SELECT message_id, at, who FROM appearance WHERE list_id = :list_id ORDER BY at DESC, message_id DESC;

-- query list_view_who :maybe
-- in   list_id list_id, message_id node_id
-- out  who int, automatic bool
-- why  whose a message is; appearance's key
SELECT who, automatic FROM appearance WHERE message_id = :message_id AND list_id = :list_id;

-- query list_view_line :one
-- in   id node_id
-- out  key int, at instant?, subject text?, name text, address text, removed instant?
-- why  a message in a row of them; keys
SELECT n.mid_key, m.at, m.subject, s.name, s.address, m.removed
FROM message m JOIN mail_node n ON n.id = m.id JOIN mail_sender s ON s.id = m.sender_id WHERE m.id = :id;
