-- SPDX-License-Identifier: Apache-2.0
-- use "group/group.h"
-- use "list/list.h"

-- query list_sql_by_slug :maybe
-- in   slug text
-- out  id list_id, name text, address text?
-- why  commands and pages name lists by their address
SELECT id, name, address FROM list WHERE slug = :slug;

-- query list_sql_insert :one
-- in   slug text, name text, sort_key blob, grp_id group_id?, address text?, join_url text?, archive_url text?
-- out  id list_id
-- why  a list is added
-- conflict list.slug-taken
INSERT INTO list (slug, name, sort_key, grp_id, address, join_url, archive_url)
VALUES (:slug, :name, :sort_key, :grp_id, :address, :join_url, :archive_url)
RETURNING id;

-- query list_sql_update :exec
-- in   id list_id, name text, sort_key blob, grp_id group_id?, address text?, join_url text?, archive_url text?
-- why  what is known of a list changes
UPDATE list SET name = :name, sort_key = :sort_key, grp_id = :grp_id, address = :address,
    join_url = :join_url, archive_url = :archive_url
WHERE id = :id;

-- query list_sql_get :one
-- in   id list_id
-- out  slug text, name text, grp_id group_id?, address text?, join_url text?, archive_url text?
-- why  what is not changed stays as it is
SELECT slug, name, grp_id, address, join_url, archive_url FROM list WHERE id = :id;

-- query list_sql_all :many
-- out  id list_id, slug text, name text, grp text?, address text?, messages int, last instant?
-- why  convene list show
-- scan a forum has a few dozen lists; their appearances are counted in an index
SELECT l.id, l.slug, l.name, g.slug, l.address,
       (SELECT count(*) FROM appearance a WHERE a.list_id = l.id),
       (SELECT max(a.at) FROM appearance a WHERE a.list_id = l.id)
FROM list l LEFT JOIN grp g ON g.id = l.grp_id ORDER BY l.sort_key, l.slug;

-- query run_sql_open :maybe
-- in   list_id list_id, source text, bytes int
-- out  id run_id, begun instant, at_byte int, n_read int, n_stored int, n_known int, n_aside int
-- why  an import that was interrupted goes on; index mail_run_by_list
SELECT id, begun, at_byte, n_read, n_stored, n_known, n_aside FROM mail_run
WHERE list_id = :list_id AND source = :source AND bytes = :bytes AND ended IS NULL
ORDER BY id DESC LIMIT 1;

-- query run_sql_insert :one
-- in   list_id list_id, source text, bytes int, begun instant
-- out  id run_id
-- why  an import begins
INSERT INTO mail_run (list_id, source, bytes, begun, at_byte, n_read, n_stored, n_known, n_aside)
VALUES (:list_id, :source, :bytes, :begun, 0, 0, 0, 0, 0)
RETURNING id;

-- query run_sql_update :exec
-- in   id run_id, at_byte int, n_read int, n_stored int, n_known int, n_aside int, waiting bool, ended instant?
-- why  how far an import has come, in the transaction that stores its messages
UPDATE mail_run SET at_byte = :at_byte, n_read = :n_read, n_stored = :n_stored,
    n_known = :n_known, n_aside = :n_aside, waiting = :waiting, ended = :ended
WHERE id = :id;

-- query run_sql_indexed :exec
-- in   id run_id, ended instant?
-- why  its messages are in the index of words, and with the last of them it has ended
UPDATE mail_run SET waiting = 0, ended = coalesce(ended, :ended) WHERE id = :id;

-- query run_sql_list :many
-- in   list_id list_id
-- out  id run_id, source text, bytes int, begun instant, ended instant?, undone instant?, at_byte int, n_read int, n_stored int, n_known int, n_aside int
-- why  convene list runs; index mail_run_by_list
SELECT id, source, bytes, begun, ended, undone, at_byte, n_read, n_stored, n_known, n_aside
FROM mail_run WHERE list_id = :list_id ORDER BY id;

-- query aside_sql_insert :exec
-- in   run_id run_id, at_byte int, reason enum:mail_aside, bytes blob
-- why  what became no message is kept
INSERT INTO set_aside (run_id, at_byte, reason, bytes)
VALUES (:run_id, :at_byte, :reason, :bytes);

-- query aside_sql_list :many
-- in   run_id run_id
-- out  at_byte int, reason enum:mail_aside, bytes int
-- why  the balance of an import names what is missing; index set_aside_by_run
SELECT at_byte, reason, length(bytes) FROM set_aside WHERE run_id = :run_id ORDER BY at_byte, id;

-- query block_sql_insert :one
-- in   size int, packed blob
-- out  id block_id
-- why  messages are stored together
INSERT INTO mail_block (size, packed) VALUES (:size, :packed) RETURNING id;

-- query block_sql_get :one
-- in   id block_id
-- out  size int, packed blob
-- why  messages are read again
SELECT size, packed FROM mail_block WHERE id = :id;

-- query sender_sql_add :one
-- in   address text, name text, who int
-- out  id sender_id
-- why  who a message is from
INSERT INTO mail_sender (address, name, who) VALUES (:address, :name, :who) RETURNING id;

-- query sender_sql_unnumbered :many
-- in   n int
-- out  id sender_id, address text, name text
-- why  senders of before there were numbers for them; index mail_sender_by_who
SELECT id, address, name FROM mail_sender WHERE who IS NULL LIMIT :n;

-- query sender_sql_number :exec
-- in   id sender_id, who int
-- why  senders of before there were numbers for them
UPDATE mail_sender SET who = :who WHERE id = :id;

-- query node_sql_find :many
-- in   mid_key int
-- out  id node_id, mid text, root_id node_id?
-- why  has anybody this Message-ID, or named it; index mail_node_by_key
SELECT id, mid, root_id FROM mail_node WHERE mid_key = :mid_key;

-- query node_sql_insert :one
-- in   mid text, mid_key int
-- out  id node_id
-- why  a Message-ID that nobody had or named before
INSERT INTO mail_node (mid, mid_key) VALUES (:mid, :mid_key) RETURNING id;

-- query node_sql_set :exec
-- in   id node_id, parent_id node_id?, root_id node_id
-- why  where a message stands in its thread
-- derived
UPDATE mail_node SET parent_id = :parent_id, root_id = :root_id WHERE id = :id;

-- query node_sql_thread :many
-- in   root_id node_id
-- out  id node_id, mid text, parent_id node_id?, message_id node_id?, at instant?, refs blob?
-- why  a thread is built again when a message comes; index mail_node_by_root
SELECT n.id, n.mid, n.parent_id, m.id, m.at, m.refs
FROM mail_node n LEFT JOIN message m ON m.id = n.id
WHERE n.root_id = :root_id;

-- query message_sql_known :maybe
-- in   id node_id
-- out  subject text?, address text, removed bool
-- why  a message that is here already, or another one with its id
SELECT m.subject, s.address, CASE WHEN m.removed IS NULL THEN 0 ELSE 1 END
FROM message m JOIN mail_sender s ON s.id = m.sender_id WHERE m.id = :id;

-- query message_sql_insert :exec
-- in   id node_id, derived bool, sender_id sender_id, subject text?, at instant?, clock enum:mail_clock,
--      sender enum:mail_sender, refs blob, text_kind enum:mail_text_kind, text_cut bool, no_archive bool,
--      raw_block block_id?, raw_at int, raw_bytes int, raw_tail int, text_block block_id?, text_at int, text_bytes int
-- why  a message comes in
INSERT INTO message (id, derived, sender_id, subject, at, clock, sender, refs, text_kind, text_cut,
                     no_archive, raw_block, raw_at, raw_bytes, raw_tail, text_block, text_at, text_bytes)
VALUES (:id, :derived, :sender_id, :subject, :at, :clock, :sender, :refs, :text_kind, :text_cut,
        :no_archive, :raw_block, :raw_at, :raw_bytes, :raw_tail, :text_block, :text_at, :text_bytes);

-- query mail_part_sql_insert :exec
-- in   message_id node_id, position int, name text?, type text, bytes int
-- why  what hangs on a message
INSERT INTO mail_part (message_id, position, name, type, bytes)
VALUES (:message_id, :position, :name, :type, :bytes);

-- query appearance_sql_add :count
-- in   list_id list_id, message_id node_id, at instant?, root_id node_id, who int, automatic bool, run_id run_id
-- why  a message is in a list; one that is there stays as it is
INSERT INTO appearance (list_id, message_id, at, root_id, who, automatic, run_id)
VALUES (:list_id, :message_id, :at, :root_id, :who, :automatic, :run_id)
ON CONFLICT (message_id, list_id) DO NOTHING;

-- query appearance_sql_move :exec
-- in   message_id node_id, root_id node_id
-- why  a message's thread has become another one's; appearance's key
-- derived
UPDATE appearance SET root_id = :root_id WHERE message_id = :message_id;

-- query appearance_sql_subjects :stream
-- in   list_id list_id
-- out  id node_id, root_id node_id, subject text?
-- why  threads joined by subject: each thread's earliest message first; index appearance_by_time
SELECT a.message_id, a.root_id, m.subject
FROM appearance a JOIN message m ON m.id = a.message_id
WHERE a.list_id = :list_id ORDER BY a.at IS NULL, a.at, a.message_id;

-- query appearance_sql_threads :stream
-- in   list_id list_id
-- out  mid text, root_id node_id, root text
-- why  convene list threads; each message of a list and its thread; index appearance_by_time
SELECT n.mid, n.root_id, r.mid
FROM appearance a JOIN mail_node n ON n.id = a.message_id JOIN mail_node r ON r.id = n.root_id
WHERE a.list_id = :list_id ORDER BY n.mid;

-- query sender_sql_find :maybe
-- in   address text, name text
-- out  id sender_id
-- why  most messages are from somebody who wrote before; unique index
SELECT id FROM mail_sender WHERE address = :address AND name = :name;

-- query appearance_sql_times :stream
-- in   list_id list_id
-- out  id node_id, at instant?, root_id node_id, who int, automatic bool
-- why  the measures of a list; index appearance_by_time, which has all of it
SELECT message_id, at, root_id, who, automatic FROM appearance WHERE list_id = :list_id
ORDER BY at, message_id;

-- query run_sql_delivers :maybe
-- in   list_id list_id
-- out  id run_id
-- why  is mail delivered to the list as it comes; index mail_run_by_list
SELECT id FROM mail_run WHERE list_id = :list_id AND source = '' AND undone IS NULL LIMIT 1;

-- query list_sql_dump :many
-- out  slug text, name text, grp text?, address text?, join_url text?, archive_url text?
-- why  canonical dump
-- scan all of it is wanted
SELECT l.slug, l.name, g.slug, l.address, l.join_url, l.archive_url
FROM list l LEFT JOIN grp g ON g.id = l.grp_id ORDER BY l.slug;

-- query run_sql_dump :many
-- out  slug text, source text, bytes int, ended bool, undone bool, at_byte int, n_read int, n_stored int, n_known int, n_aside int
-- why  canonical dump
-- scan all of it is wanted
SELECT l.slug, r.source, r.bytes, CASE WHEN r.ended IS NULL THEN 0 ELSE 1 END,
       CASE WHEN r.undone IS NULL THEN 0 ELSE 1 END, r.at_byte, r.n_read,
       r.n_stored, r.n_known, r.n_aside
FROM mail_run r JOIN list l ON l.id = r.list_id ORDER BY l.slug, r.source, r.id;

-- query aside_sql_dump :many
-- out  slug text, source text, at_byte int, reason enum:mail_aside, bytes blob
-- why  canonical dump
-- scan all of it is wanted
SELECT l.slug, r.source, s.at_byte, s.reason, s.bytes
FROM set_aside s JOIN mail_run r ON r.id = s.run_id JOIN list l ON l.id = r.list_id
ORDER BY l.slug, r.source, s.at_byte, s.id;

-- query node_sql_dump :stream
-- out  id node_id, mid text, parent text?, root text, message bool, derived bool, address text?, name text?, subject text?, at instant?, clock text?, sender text?, text_kind text?, text_cut bool, no_archive bool, removed bool, raw_bytes int, text_bytes int
-- why  canonical dump
-- scan all of it is wanted
SELECT n.id, n.mid, p.mid, r.mid, CASE WHEN m.id IS NULL THEN 0 ELSE 1 END, coalesce(m.derived, 0), s.address, s.name, m.subject, m.at,
       m.clock, m.sender, m.text_kind, coalesce(m.text_cut, 0), coalesce(m.no_archive, 0),
       CASE WHEN m.removed IS NULL THEN 0 ELSE 1 END, coalesce(m.raw_bytes, 0), coalesce(m.text_bytes, 0)
FROM mail_node n LEFT JOIN mail_node p ON p.id = n.parent_id JOIN mail_node r ON r.id = n.root_id
    LEFT JOIN message m ON m.id = n.id LEFT JOIN mail_sender s ON s.id = m.sender_id
ORDER BY n.mid;

-- query message_sql_places :stream
-- out  id node_id, raw_block block_id, raw_at int, raw_bytes int, raw_tail int, text_block block_id?, text_at int, text_bytes int
-- why  the bytes of all messages, in the order in which they are kept; index message_by_raw
SELECT id, raw_block, raw_at, raw_bytes, raw_tail, text_block, text_at, text_bytes
FROM message WHERE raw_block IS NOT NULL ORDER BY raw_block, raw_at;

-- query mail_part_sql_dump :stream
-- out  mid text, position int, name text?, type text, bytes int
-- why  canonical dump
-- scan all of it is wanted
SELECT n.mid, p.position, p.name, p.type, p.bytes
FROM mail_part p JOIN mail_node n ON n.id = p.message_id ORDER BY n.mid, p.position;

-- query appearance_sql_dump :stream
-- out  slug text, mid text, thread text, who int, automatic bool, source text
-- why  canonical dump
-- scan all of it is wanted
SELECT l.slug, n.mid, t.mid, a.who, a.automatic, r.source
FROM appearance a JOIN list l ON l.id = a.list_id JOIN mail_node n ON n.id = a.message_id
    JOIN mail_node t ON t.id = a.root_id JOIN mail_run r ON r.id = a.run_id
ORDER BY l.slug, n.mid;

-- query message_sql_where :maybe
-- in   id node_id
-- out  raw_block block_id?, text_block block_id?, sender_id sender_id, removed instant?
-- why  a message is taken out of the blocks it is in
SELECT raw_block, text_block, sender_id, removed
FROM message WHERE id = :id;

-- query message_sql_remove :exec
-- in   id node_id, sender_id sender_id, removed instant, removed_why text
-- why  nothing is left of a message but its place in the thread
UPDATE message SET sender_id = :sender_id, subject = NULL, raw_block = NULL, raw_at = 0, raw_bytes = 0,
    raw_tail = 0, text_block = NULL, text_at = 0, text_bytes = 0, text_kind = 'none', text_cut = 0,
    removed = :removed, removed_why = :removed_why
WHERE id = :id;

-- query block_sql_set :exec
-- in   id block_id, size int, packed blob
-- why  a block without a message that was removed
UPDATE mail_block SET size = :size, packed = :packed WHERE id = :id;

-- query mail_part_sql_remove :exec
-- in   message_id node_id
-- why  names of files go with the message
DELETE FROM mail_part WHERE message_id = :message_id;

-- query sender_sql_forget :exec
-- in   id sender_id
-- why  an address that no message has any more; index message_by_sender
DELETE FROM mail_sender WHERE id = :id AND NOT EXISTS (SELECT 1 FROM message m WHERE m.sender_id = :id);

-- query appearance_sql_forget :exec
-- in   message_id node_id, who int
-- why  the digest of an address can be guessed; appearance's key
UPDATE appearance SET who = :who WHERE message_id = :message_id;

-- query audit_sql_insert :exec
-- in   at instant, action text, mid text, why text
-- why  what was taken out of the archive, and why
INSERT INTO mail_audit (at, action, mid, why) VALUES (:at, :action, :mid, :why);

-- query audit_sql_dump :many
-- out  action text, mid text, why text
-- why  canonical dump
-- scan all of it is wanted
SELECT action, mid, why FROM mail_audit ORDER BY mid, id;

-- query run_sql_get :maybe
-- in   id run_id
-- out  list_id list_id, source text, undone instant?
-- why  an import is taken back
SELECT list_id, source, undone FROM mail_run WHERE id = :id;

-- query run_sql_undo :exec
-- in   id run_id, undone instant
-- why  what an import brought is gone; if it was interrupted it does not go on
UPDATE mail_run SET undone = :undone, ended = coalesce(ended, :undone) WHERE id = :id;

-- query aside_sql_clear :exec
-- in   run_id run_id
-- why  an import is taken back; index set_aside_by_run
DELETE FROM set_aside WHERE run_id = :run_id;

-- query appearance_sql_of_run :many
-- in   run_id run_id, n int
-- out  message_id node_id, at instant?, elsewhere bool, removed bool, root_id node_id, raw_block block_id?, text_block block_id?, sender_id sender_id
-- why  an import is taken back, some messages at a time; index appearance_by_run
SELECT a.message_id, a.at,
       CASE WHEN EXISTS (SELECT 1 FROM appearance o WHERE o.message_id = a.message_id AND o.list_id <> a.list_id)
            THEN 1 ELSE 0 END,
       CASE WHEN m.removed IS NULL THEN 0 ELSE 1 END, a.root_id, m.raw_block, m.text_block, m.sender_id
FROM appearance a JOIN message m ON m.id = a.message_id WHERE a.run_id = :run_id LIMIT :n;

-- query appearance_sql_delete :exec
-- in   list_id list_id, message_id node_id
-- why  an import is taken back; appearance's key
DELETE FROM appearance WHERE message_id = :message_id AND list_id = :list_id;

-- query message_sql_delete :exec
-- in   id node_id
-- why  no list has the message any more
DELETE FROM message WHERE id = :id;

-- query node_sql_delete :exec
-- in   id node_id
-- why  nobody has or names the Message-ID any more
DELETE FROM mail_node WHERE id = :id;

-- query message_sql_in_raw :many
-- in   block block_id
-- out  id node_id, at int, n int
-- why  what is left in a block; index message_by_raw
SELECT id, raw_at, raw_bytes - raw_tail FROM message WHERE raw_block = :block ORDER BY raw_at;

-- query message_sql_in_text :many
-- in   block block_id
-- out  id node_id, at int, n int
-- why  the same for texts; index message_by_text
SELECT id, text_at, text_bytes FROM message WHERE text_block = :block ORDER BY text_at;

-- query message_sql_set_raw :exec
-- in   id node_id, at int
-- why  a message has moved in its block
UPDATE message SET raw_at = :at WHERE id = :id;

-- query message_sql_set_text :exec
-- in   id node_id, at int
-- why  the same for texts
UPDATE message SET text_at = :at WHERE id = :id;

-- query block_sql_delete :exec
-- in   id block_id
-- why  nothing is in the block any more
DELETE FROM mail_block WHERE id = :id;

-- query node_sql_mid :one
-- in   id node_id
-- out  mid text
-- why  the Message-ID of a message; its key
SELECT mid FROM mail_node WHERE id = :id;

-- query appearance_sql_where :many
-- in   message_id node_id
-- out  list_id list_id, at instant?
-- why  which months a change of a message touches; appearance's key
SELECT list_id, at FROM appearance WHERE message_id = :message_id;

-- query appearance_sql_between :stream
-- in   list_id list_id, from instant, to instant
-- out  at instant, root_id node_id, who int, automatic bool
-- why  a month of a list is packed for the measures; index appearance_by_time, which has all of it
SELECT at, root_id, who, automatic FROM appearance
WHERE list_id = :list_id AND at >= :from AND at < :to ORDER BY at, message_id;

-- query appearance_sql_undated :stream
-- in   list_id list_id
-- out  root_id node_id, who int, automatic bool
-- why  the same for messages without a time; index appearance_by_time
SELECT root_id, who, automatic FROM appearance
WHERE list_id = :list_id AND at IS NULL ORDER BY message_id;

-- query month_sql_put :exec
-- in   list_id list_id, month int, packed blob
-- why  a month of a list has changed
-- derived
INSERT INTO mail_month (list_id, month, packed) VALUES (:list_id, :month, :packed)
ON CONFLICT (list_id, month) DO UPDATE SET packed = excluded.packed;

-- query month_sql_delete :exec
-- in   list_id list_id, month int
-- why  nothing is left of a month
-- derived
DELETE FROM mail_month WHERE list_id = :list_id AND month = :month;

-- query month_sql_clear :exec
-- in   list_id list_id
-- why  they are made anew; the key
-- derived
DELETE FROM mail_month WHERE list_id = :list_id;

-- query month_sql_all :stream
-- in   list_id list_id
-- out  month int, packed blob
-- why  the measures of a list; the key
SELECT month, packed FROM mail_month WHERE list_id = :list_id ORDER BY month;

-- query list_sql_months_made :exec
-- in   id list_id
-- why  the months of a list are right
-- derived
UPDATE list SET months_made = 1 WHERE id = :id;

-- query list_sql_forget_months :exec
-- why  all are made anew
-- derived
-- scan a forum has a few dozen lists
UPDATE list SET months_made = 0;

-- query list_sql_without_months :many
-- out  id list_id
-- why  lists whose months are not right yet
-- scan a forum has a few dozen lists
SELECT id FROM list WHERE months_made = 0;

-- query list_sql_has_months :one
-- in   id list_id
-- out  made bool
-- why  are the months of a list right
SELECT months_made FROM list WHERE id = :id;

-- query list_check_sql_list :one
-- in   id list_id
-- out  slug text, name text, grp_id group_id?, join_url text?, archive_url text?, last instant?
-- why  what is looked at; index appearance_by_time
SELECT l.slug, l.name, l.grp_id, coalesce(l.join_url, g.join_url), coalesce(l.archive_url, g.archive_url),
       (SELECT max(a.at) FROM appearance a WHERE a.list_id = l.id)
FROM list l LEFT JOIN grp g ON g.id = l.grp_id WHERE l.id = :id;

-- query list_check_sql_add :exec
-- in   list_id list_id, at instant, joinable enum:check_answer, join_said text?, readable enum:check_answer, read_said text?, last_at instant?, asked instant?, token blob?
-- why  what was found
INSERT INTO list_check (list_id, at, joinable, join_said, readable, read_said, last_at, asked, token)
VALUES (:list_id, :at, :joinable, :join_said, :readable, :read_said, :last_at, :asked, :token);

-- query list_check_sql_latest :maybe
-- in   list_id list_id
-- out  at instant, joinable enum:check_answer, join_said text?, readable enum:check_answer, read_said text?, last_at instant?, asked instant?, answered instant?
-- why  what was found last; index list_check_by_list
SELECT at, joinable, join_said, readable, read_said, last_at, asked, answered FROM list_check
WHERE list_id = :list_id ORDER BY at DESC, id DESC LIMIT 1;

-- query list_check_sql_by_token :maybe
-- in   token blob
-- out  id int, list text, answered instant?
-- why  a letter's link is opened; unique index on token
SELECT c.id, l.name, c.answered FROM list_check c JOIN list l ON l.id = c.list_id WHERE c.token = :token;

-- query list_check_sql_answer :exec
-- in   id int, at instant
-- why  somebody has answered; its key
UPDATE list_check SET answered = :at WHERE id = :id AND answered IS NULL;

-- query list_check_sql_coordinators :many
-- in   grp_id group_id, today date
-- out  address text, name text?
-- why  who is told first; index role_term_by_grp
SELECT DISTINCT a.address, a.name
FROM role_term r JOIN account a ON a.person_id = r.person_id
WHERE r.grp_id = :grp_id AND r.role = 'coordinator' AND r.since <= :today
  AND (r.until IS NULL OR r.until > :today)
ORDER BY a.address;

-- query list_check_sql_due :many
-- in   before instant
-- out  id list_id
-- why  lists that were not looked at for long, and about which there is no job; a forum has a few dozen
-- scan of list, a few dozen
SELECT l.id FROM list l
WHERE NOT EXISTS (SELECT 1 FROM list_check c WHERE c.list_id = l.id AND c.at > :before)
  AND NOT EXISTS (SELECT 1 FROM job j WHERE j.kind = 'list-check' AND j.object_id = l.id AND j.state = 'waiting')
ORDER BY l.id;
