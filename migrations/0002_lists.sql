-- Mailing lists: their archives, and which message answers which.

-- A mailing list. Its address is where one writes to, join_url where one joins:
-- a page, or a mailto.
CREATE TABLE list (
    id          @id,
    slug        @text NOT NULL UNIQUE,    -- address: /lists/<slug>
    name        @text NOT NULL,
    sort_key    @blob NOT NULL,           -- collation key of the name
    grp_id      @int REFERENCES grp (id), -- whose list it is
    address     @text,
    join_url    @text,
    archive_url @text                     -- an archive elsewhere
);
CREATE INDEX list_by_grp ON list (grp_id);

-- A run of an import into a list, or what has been delivered to it one by one
-- (source ''). read = stored + known + aside.
CREATE TABLE mail_run (
    id      @id,
    list_id @int NOT NULL REFERENCES list (id),
    source  @text NOT NULL,               -- the file, as it was named
    bytes   @int NOT NULL,                -- of the source
    begun   @int NOT NULL,
    ended   @int,                         -- NULL: it goes on from at_byte
    undone  @int,                         -- since when it is taken back
    at_byte @int NOT NULL,                -- of the source: before it all is dealt with
    n_read  @int NOT NULL,
    n_stored @int NOT NULL,
    n_known @int NOT NULL,                -- were in the list already
    n_aside @int NOT NULL
);
CREATE INDEX mail_run_by_list ON mail_run (list_id);

-- What no message could be made of, with its bytes.
CREATE TABLE set_aside (
    id      @id,
    run_id  @int NOT NULL REFERENCES mail_run (id),
    at_byte @int NOT NULL,                -- of the source
    reason  @text NOT NULL,               -- mail_aside_word
    bytes   @blob NOT NULL
);
CREATE INDEX set_aside_by_run ON set_aside (run_id, at_byte);

-- Bytes of many messages, compressed together (zstd): as they came in, or their
-- texts. One by one they would take half as much again.
CREATE TABLE mail_block (
    id     @id,
    size   @int NOT NULL,                 -- uncompressed
    packed @blob NOT NULL
);

-- An address and a name as they stood in a From; '' where there was none.
CREATE TABLE mail_sender (
    id      @id,
    address @text NOT NULL,
    name    @text NOT NULL,
    UNIQUE (address, name)
);

-- A Message-ID that a message has or refers to. Parent and root are DERIVED from
-- the references of all messages (src/mail/thread.h).
CREATE TABLE mail_node (
    id        @id,
    mid       @text NOT NULL,
    mid_key   @int NOT NULL,              -- 63 bits of its digest: its place in addresses
    parent_id @int,
    root_id   @int                        -- stands for the thread
);
CREATE INDEX mail_node_by_key ON mail_node (mid_key);
CREATE INDEX mail_node_by_root ON mail_node (root_id);

-- A message that is here; its id is its node's.
CREATE TABLE message (
    id         @int NOT NULL PRIMARY KEY REFERENCES mail_node (id),
    derived    @int NOT NULL,             -- 1: it has no Message-ID, the node's is made up
    sender_id  @int NOT NULL REFERENCES mail_sender (id),
    subject    @text,
    at         @int,                      -- NULL: nobody knows
    clock      @text NOT NULL,            -- how far to believe it: said | received | alone | none
    sender     @text NOT NULL,            -- person | auto | bounce | digest | list
    refs       @blob NOT NULL,            -- nodes it refers to, oldest first (mail/refs.h)
    text_kind  @text NOT NULL,            -- plain | html | none | encrypted
    text_cut   @int NOT NULL,             -- 1: it was longer
    no_archive @int NOT NULL,             -- 1: its sender asks not to be kept, and is not
    removed    @int,                      -- since when nothing is left of it but its place
    removed_why @text,                    -- … as everybody may read it
    raw_block  @int REFERENCES mail_block (id),
    raw_at     @int NOT NULL,
    raw_bytes  @int NOT NULL,
    raw_sum    @int NOT NULL,             -- 63 bits of their digest
    text_block @int REFERENCES mail_block (id),
    text_at    @int NOT NULL,
    text_bytes @int NOT NULL
);
CREATE INDEX message_by_sender ON message (sender_id);
CREATE INDEX message_by_raw ON message (raw_block);
CREATE INDEX message_by_text ON message (text_block);

-- Who took what out of the archive: lines are added and never changed.
CREATE TABLE mail_audit (
    id     @id,
    at     @int NOT NULL,
    action @text NOT NULL,                -- removed
    mid    @text NOT NULL,
    why    @text NOT NULL
);

-- What hangs on a message beside its text; the bytes are in the message.
CREATE TABLE mail_part (
    message_id @int NOT NULL REFERENCES message (id),
    position   @int NOT NULL,             -- 1, 2, ...
    name       @text,
    type       @text NOT NULL,
    bytes      @int NOT NULL,
    PRIMARY KEY (message_id, position)
);

-- A message in a list; one in several lists is one message.
CREATE TABLE appearance (
    list_id    @int NOT NULL REFERENCES list (id),
    message_id @int NOT NULL REFERENCES message (id),
    at         @int,                      -- of the message
    root_id    @int NOT NULL,             -- of its thread; DERIVED
    who        @int NOT NULL,             -- 63 bits of the digest of its sender's address, else name, in lower case
    automatic  @int NOT NULL,             -- 1: sent by a program
    run_id     @int NOT NULL REFERENCES mail_run (id),
    PRIMARY KEY (message_id, list_id)
);
-- Measures are computed from this index alone.
CREATE INDEX appearance_by_time ON appearance (list_id, at, message_id, root_id, who, automatic);
CREATE INDEX appearance_by_run ON appearance (run_id);
