-- Mail can be searched and measured faster, and is kept once where it stood twice.

-- The last bytes of a message that are its text, and so in the block of texts only:
-- most plain messages end in them. raw_bytes counts them too.
ALTER TABLE message ADD COLUMN raw_tail @int NOT NULL DEFAULT 0;
-- A dump computes it from the bytes that are there.
ALTER TABLE message DROP COLUMN raw_sum;

-- 1: some of its messages are not in the index of words yet.
ALTER TABLE mail_run ADD COLUMN waiting @int NOT NULL DEFAULT 0;

-- DERIVED: the messages that the index of words knows.
CREATE TABLE mail_indexed (
    id     @int NOT NULL PRIMARY KEY REFERENCES message (id),
    at     @int,                          -- of the message: results are put in its order
    quotes @int NOT NULL                  -- 1: with the words it quotes, which nobody else here has written
);
-- DERIVED: how words were cut when the index was made. Words that are cut in another
-- way can't be taken out of it, so then it is made anew.
CREATE TABLE mail_index_state (
    cut      @text NOT NULL,
    complete @int NOT NULL                -- 0: messages that were here before it are missing
);
INSERT INTO mail_index_state (cut, complete) VALUES ('', 0);

-- The index keeps no text, only words and their places, and its writers decide
-- when its parts are merged (src/mailsearch/mailsearch_store.c).
-- @sqlite
CREATE VIRTUAL TABLE search_index_mail USING fts5 (
    subject, sender, body, content = '', tokenize = 'words'
);
INSERT INTO search_index_mail (search_index_mail, rank) VALUES ('automerge', 0);
INSERT INTO search_index_mail (search_index_mail, rank) VALUES ('crisismerge', 1900);
INSERT INTO search_index_mail (search_index_mail, rank) VALUES ('hashsize', 33554432);
-- @end
-- @postgres
CREATE TABLE search_index_mail (
    id    bigint NOT NULL PRIMARY KEY,
    words tsvector NOT NULL
);
CREATE INDEX search_index_mail_by_words ON search_index_mail USING gin (words);
-- @end

-- DERIVED: the messages of a list in a month of UTC, packed for the measures (src/list/list_month.h):
-- reading a hundred thousand rows takes longer than everything that is computed from them.
CREATE TABLE mail_month (
    list_id @int NOT NULL REFERENCES list (id),
    month   @int NOT NULL,                -- since the year 0; -1: messages without a time
    packed  @blob NOT NULL,
    PRIMARY KEY (list_id, month)
);
-- 0: those of the list are still to be made.
ALTER TABLE list ADD COLUMN months_made @int NOT NULL DEFAULT 1;
UPDATE list SET months_made = 0;

-- Who a sender is: 63 bits of the digest of its address, else name (src/writer/writer.h).
-- NULL: not computed yet.
ALTER TABLE mail_sender ADD COLUMN who @int;
CREATE INDEX mail_sender_by_who ON mail_sender (who);

-- What has been decided of two writers: that they are one person, or that they are not.
-- Lines are added, and taken back, never removed. Digests, so that nothing of an address is
-- left when its messages have gone.
CREATE TABLE writer_decision (
    id     @id,
    at     @int NOT NULL,
    a      @int NOT NULL,
    b      @int NOT NULL,
    same   @int NOT NULL,                 -- 1: one person; 0: two
    source @text NOT NULL,                -- command | mailmap
    undone @int                           -- since when it does not hold
);
-- DERIVED: writers who are one person with others, and the one that stands for them all.
CREATE TABLE writer (
    who    @int NOT NULL PRIMARY KEY,
    person @int NOT NULL
);

-- Who had joined a list on a day, as its roster said. Digests of addresses: all that is
-- asked of it is whether somebody who wrote is among them.
CREATE TABLE roster (
    id      @id,
    list_id @int NOT NULL REFERENCES list (id),
    held    @text NOT NULL,
    n       @int NOT NULL,                -- members
    UNIQUE (list_id, held)
);
CREATE TABLE roster_member (
    roster_id @int NOT NULL REFERENCES roster (id),
    who       @int NOT NULL,
    PRIMARY KEY (roster_id, who)
);
