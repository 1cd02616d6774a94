-- SPDX-License-Identifier: Apache-2.0
-- use "list/list.h"

-- query mailsearch_sql_mark :count
-- in   id node_id, at instant?, quotes bool
-- why  a message that the index knows; one that it knows already stays as it is
INSERT INTO mail_indexed (id, at, quotes)
SELECT m.id, :at, :quotes FROM message m WHERE m.id = :id AND m.removed IS NULL
ON CONFLICT (id) DO NOTHING;

-- query mailsearch_sql_add :exec
-- in   id node_id, subject text, sender text, body text
-- why  its words
-- @sqlite
INSERT INTO search_index_mail (rowid, subject, sender, body) VALUES (:id, :subject, :sender, :body);
-- @postgres
INSERT INTO search_index_mail (id, words)
VALUES (:id, search_words(:subject, 'A') || search_words(:sender, 'B') || search_words(:body, 'D'));

-- query mailsearch_sql_unmark :exec
-- in   id node_id
-- why  a message goes out of the index; its key
DELETE FROM mail_indexed WHERE id = :id;

-- query mailsearch_sql_drop :exec
-- in   id node_id, subject text, sender text, body text
-- why  its words go; an index that keeps no text must be told which they were
-- @sqlite
INSERT INTO search_index_mail (search_index_mail, rowid, subject, sender, body)
VALUES ('delete', :id, :subject, :sender, :body);
-- @postgres
DELETE FROM search_index_mail WHERE id = :id AND :subject || :sender || :body IS NOT NULL;

-- query mailsearch_sql_unmark_all :exec
-- why  the index is made anew
-- scan all of it goes
DELETE FROM mail_indexed;

-- query mailsearch_sql_drop_all :exec
-- why  the index is made anew
-- scan all of it goes
-- @sqlite
INSERT INTO search_index_mail (search_index_mail) VALUES ('delete-all');
-- @postgres
DELETE FROM search_index_mail;

-- query mailsearch_sql_merge :exec
-- in   pages int
-- why  some pages of the parts of the index become one part; below 0: until there is only one
-- @sqlite
INSERT INTO search_index_mail (search_index_mail, rank) VALUES ('merge', :pages);
-- @postgres
DELETE FROM search_index_mail WHERE id < 0 AND :pages < 0;

-- query mailsearch_sql_changes :one
-- out  n int
-- why  FTS5 says that a merge had nothing to do by changing fewer than two rows
-- @sqlite
SELECT total_changes();
-- @postgres
SELECT 0;

-- query mailsearch_sql_parts :one
-- out  n int
-- why  many parts make searching slower; one step in the index's own table for each
-- scan one seek for each part
-- @sqlite
WITH RECURSIVE part (id) AS (
    SELECT min(segid) FROM search_index_mail_idx
    UNION ALL
    SELECT (SELECT min(i.segid) FROM search_index_mail_idx i WHERE i.segid > part.id) FROM part WHERE part.id IS NOT NULL
)
SELECT count(id) FROM part;
-- @postgres
SELECT 0;

-- query mailsearch_sql_state :one
-- out  cut text, complete bool, any bool
-- why  is the index right, does it know all messages, and are there any
-- scan one row, and one message; runs are few
SELECT cut, CASE WHEN complete = 0 OR EXISTS (SELECT 1 FROM mail_run WHERE waiting = 1) THEN 0 ELSE 1 END,
       CASE WHEN EXISTS (SELECT 1 FROM message) THEN 1 ELSE 0 END
FROM mail_index_state;

-- query mailsearch_sql_set_none_waiting :exec
-- why  the index knows all messages
-- scan runs are few
UPDATE mail_run SET waiting = 0 WHERE waiting = 1;

-- query mailsearch_sql_set_state :exec
-- in   cut text, complete bool
-- why  the index is made anew
-- scan one row
UPDATE mail_index_state SET cut = :cut, complete = :complete;

-- query mailsearch_sql_indexed :maybe
-- in   id node_id
-- out  quotes bool, subject text?, name text, address text, text_block block_id?, text_at int, text_bytes int
-- why  which words the index has of a message; keys
SELECT i.quotes, m.subject, s.name, s.address, m.text_block, m.text_at, m.text_bytes
FROM mail_indexed i JOIN message m ON m.id = i.id JOIN mail_sender s ON s.id = m.sender_id
WHERE i.id = :id;

-- query mailsearch_sql_missing :many
-- in   after node_id, n int
-- out  id node_id, at instant?, quotes bool, subject text?, name text, address text, text_block block_id?, text_at int, text_bytes int
-- why  messages that the index does not know, some at a time, by their key
SELECT m.id, m.at,
       CASE WHEN EXISTS (SELECT 1 FROM mail_node n JOIN message p ON p.id = n.parent_id WHERE n.id = m.id) THEN 0 ELSE 1 END,
       m.subject, s.name, s.address, m.text_block, m.text_at, m.text_bytes
FROM message m JOIN mail_sender s ON s.id = m.sender_id
WHERE m.id > :after AND m.removed IS NULL AND NOT EXISTS (SELECT 1 FROM mail_indexed i WHERE i.id = m.id)
ORDER BY m.id LIMIT :n;

-- query mailsearch_sql_all :stream
-- in   match text, list_id list_id?, from instant?, to instant?
-- out  id node_id, at instant?
-- why  messages with these words: how many, and which are the newest
-- scan the full-text index is the way in
-- @sqlite
SELECT i.id, i.at FROM search_index_mail x JOIN mail_indexed i ON i.id = x.rowid
WHERE search_index_mail MATCH :match
    AND (CAST(:from AS bigint) IS NULL OR i.at >= :from) AND (CAST(:to AS bigint) IS NULL OR i.at < :to)
    AND (CAST(:list_id AS bigint) IS NULL OR EXISTS (SELECT 1 FROM appearance a WHERE a.message_id = i.id AND a.list_id = :list_id));
-- @postgres
SELECT i.id, i.at FROM search_index_mail x JOIN mail_indexed i ON i.id = x.id
WHERE x.words @@ CAST(CAST(:match AS text) AS tsquery)
    AND (CAST(:from AS bigint) IS NULL OR i.at >= :from) AND (CAST(:to AS bigint) IS NULL OR i.at < :to)
    AND (CAST(:list_id AS bigint) IS NULL OR EXISTS (SELECT 1 FROM appearance a WHERE a.message_id = i.id AND a.list_id = :list_id));

-- query mailsearch_sql_best :many
-- in   match text, list_id list_id?, from instant?, to instant?, n int, skip int
-- out  id node_id
-- why  the same, best first: subjects weigh four times a text
-- scan the full-text index is the way in
-- @sqlite
SELECT i.id FROM search_index_mail x JOIN mail_indexed i ON i.id = x.rowid
WHERE search_index_mail MATCH :match
    AND (CAST(:from AS bigint) IS NULL OR i.at >= :from) AND (CAST(:to AS bigint) IS NULL OR i.at < :to)
    AND (CAST(:list_id AS bigint) IS NULL OR EXISTS (SELECT 1 FROM appearance a WHERE a.message_id = i.id AND a.list_id = :list_id))
ORDER BY bm25(search_index_mail, 4.0, 1.0, 1.0), i.at DESC NULLS LAST, i.id DESC LIMIT :n OFFSET :skip;
-- @postgres
SELECT i.id FROM search_index_mail x JOIN mail_indexed i ON i.id = x.id
WHERE x.words @@ CAST(CAST(:match AS text) AS tsquery)
    AND (CAST(:from AS bigint) IS NULL OR i.at >= :from) AND (CAST(:to AS bigint) IS NULL OR i.at < :to)
    AND (CAST(:list_id AS bigint) IS NULL OR EXISTS (SELECT 1 FROM appearance a WHERE a.message_id = i.id AND a.list_id = :list_id))
ORDER BY ts_rank('{0.25, 0.25, 0.25, 1}', x.words, CAST(CAST(:match AS text) AS tsquery)) DESC, i.at DESC NULLS LAST, i.id DESC LIMIT :n OFFSET :skip;

-- query mailsearch_sql_browse :stream
-- in   list_id list_id?, from instant?, to instant?
-- out  id node_id, at instant?
-- why  a search for a list or days alone
-- scan what is asked for has no words; mail_indexed is small
SELECT i.id, i.at FROM mail_indexed i
WHERE (CAST(:from AS bigint) IS NULL OR i.at >= :from) AND (CAST(:to AS bigint) IS NULL OR i.at < :to)
    AND (CAST(:list_id AS bigint) IS NULL OR EXISTS (SELECT 1 FROM appearance a WHERE a.message_id = i.id AND a.list_id = :list_id));
