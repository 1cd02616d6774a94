-- The public record of one forum. One database is one forum: there is no forum
-- column anywhere.
--
-- Conventions. Dates are TEXT 'YYYY-MM-DD', instants INTEGER seconds since
-- 1970-01-01T00:00:00Z, enumerations TEXT words that the C side checks. NULL
-- means unknown or not applicable, never "no". Tables marked DERIVED can be
-- rebuilt from the others with `convene rebuild`.

-- One row. data_version grows with each write transaction that changed
-- anything; pages' ETags and caches hang on it.
CREATE TABLE meta (
    id           INTEGER PRIMARY KEY CHECK (id = 1),
    data_version @int NOT NULL
);
INSERT INTO meta (id, data_version) VALUES (1, 1);

-- Forum settings (name, short_name, cycle, contact, zone, tagline, mark, ...)
-- and statements in Markdown (page.imprint, page.privacy, ...).
CREATE TABLE setting (
    name  @text NOT NULL PRIMARY KEY,
    value @text NOT NULL
);

-- A run of an import: what came in, when, and whether it was taken back.
CREATE TABLE import (
    id        @id,
    at        @int NOT NULL,
    file_name @text NOT NULL,
    digest    @text NOT NULL,          -- BLAKE2b-256 of the bytes, hex
    outcome   @text NOT NULL,          -- new | revised
    undone    @int                 -- instant of the undo
);

-- Groups of every type; "group" is a word of SQL.
CREATE TABLE grp (
    id           @id,
    slug         @text NOT NULL UNIQUE,   -- address: /coalitions/<slug>
    type         @text NOT NULL,          -- coalition, coordination-group, ...
    name         @text NOT NULL,          -- as the forum writes it
    short_name   @text,
    folded       @text NOT NULL,          -- name for exact matching
    sort_key     @blob NOT NULL,          -- collation key of the name
    state        @text NOT NULL,          -- active | proposed | inactive | concluded | unresolved
    since        @text,
    description  @text,
    list_address @text,
    join_url     @text,
    archive_url  @text,
    website      @text,
    merged_into  @int REFERENCES grp (id),
    import_id    @int REFERENCES import (id)  -- set: a report named it first
);
CREATE INDEX grp_by_type ON grp (type, sort_key);
CREATE INDEX grp_by_import ON grp (import_id);
CREATE INDEX grp_by_merge ON grp (merged_into);

-- Every confirmed spelling of a group, its own name included. A spelling names
-- one group only.
CREATE TABLE grp_alias (
    id        @id,
    grp_id    @int NOT NULL REFERENCES grp (id),
    name      @text NOT NULL,
    folded    @text NOT NULL UNIQUE,
    source    @text NOT NULL,             -- name | register | confirmed; after a merge merged:<slug>:<source>
    import_id @int REFERENCES import (id)
);
CREATE INDEX grp_alias_by_grp ON grp_alias (grp_id);
CREATE INDEX grp_alias_by_import ON grp_alias (import_id);

CREATE TABLE person (
    id          @id,
    slug        @text NOT NULL UNIQUE,    -- address: /people/<slug>
    name        @text NOT NULL,
    sort_key    @blob NOT NULL,
    resolved    @int NOT NULL,        -- 0: made by an import, nobody confirmed it
    merged_into @int REFERENCES person (id),
    import_id   @int REFERENCES import (id)
);
CREATE INDEX person_by_name ON person (sort_key);
CREATE INDEX person_by_import ON person (import_id);
CREATE INDEX person_by_merge ON person (merged_into);

CREATE TABLE person_alias (
    id        @id,
    person_id @int NOT NULL REFERENCES person (id),
    name      @text NOT NULL,
    folded    @text NOT NULL UNIQUE,
    source    @text NOT NULL,             -- name | confirmed; after a merge merged:<slug>:<source>
    import_id @int REFERENCES import (id)
);
CREATE INDEX person_alias_by_person ON person_alias (person_id);
CREATE INDEX person_alias_by_import ON person_alias (import_id);

-- A document and its versions. The text of a version is Markdown in the form
-- of docs/report-format.md; the bytes that came in are kept beside it.
CREATE TABLE document (
    id    @id,
    slug  @text NOT NULL UNIQUE,          -- dccg-54; address: /documents/<slug> unless it is a meeting's report
    kind  @text NOT NULL,                 -- report | other
    title @text NOT NULL
);
CREATE TABLE version (
    id            @id,
    document_id   @int NOT NULL REFERENCES document (id),
    revision      @int NOT NULL,      -- 1, 2, ...
    source        @text NOT NULL,
    digest        @text NOT NULL,         -- BLAKE2b-256 of source, hex
    original      @blob NOT NULL,
    original_name @text NOT NULL,
    charset       @text NOT NULL,
    at            @int NOT NULL,
    import_id     @int NOT NULL REFERENCES import (id),
    UNIQUE (document_id, revision)
);
CREATE INDEX version_by_import ON version (import_id);

-- A numbered series of meetings of a group.
CREATE TABLE series (
    id     @id,
    slug   @text NOT NULL UNIQUE,         -- dccg; address: /meetings/dccg
    grp_id @int NOT NULL REFERENCES grp (id),
    name   @text NOT NULL
);
CREATE INDEX series_by_grp ON series (grp_id);

-- A meeting, as its report's newest version tells it. From here on all but
-- action_item.state, kind_set, closed and topic.state is DERIVED from versions.
CREATE TABLE meeting (
    id          @id,
    series_id   @int NOT NULL REFERENCES series (id),
    number      @int NOT NULL,
    number_text @text NOT NULL,           -- as written: XXXIX
    mode        @text,                    -- "Virtual meeting"
    held        @text,                    -- date
    cycle       @text,                    -- "2021"
    focus       @text,                    -- topics of the report, joined: what it was about
    stated      @int,                 -- participants as the text says
    document_id @int NOT NULL REFERENCES document (id),
    UNIQUE (series_id, number)
);
CREATE INDEX meeting_by_date ON meeting (held, number);
CREATE INDEX meeting_by_document ON meeting (document_id);

CREATE TABLE attendance (
    id          @id,
    meeting_id  @int NOT NULL REFERENCES meeting (id),
    position    @int NOT NULL,
    kind        @text NOT NULL,           -- facilitator | participant | secretariat | apology | other
    label       @text NOT NULL,           -- the group's label as written
    person_id   @int NOT NULL REFERENCES person (id),
    written     @text NOT NULL,           -- the name as the report has it
    folded      @text NOT NULL,
    grp_id      @int REFERENCES grp (id),
    affiliation @text,                    -- as written; NULL: none
    grp_folded  @text,                    -- the affiliation for exact matching
    UNIQUE (meeting_id, position)
);
CREATE INDEX attendance_by_person ON attendance (person_id);
CREATE INDEX attendance_by_grp ON attendance (grp_id, meeting_id);
CREATE INDEX attendance_by_folded ON attendance (folded);
CREATE INDEX attendance_by_grp_folded ON attendance (grp_folded);

CREATE TABLE action_item (
    id              @id,
    meeting_id      @int NOT NULL REFERENCES meeting (id),
    position        @int NOT NULL,    -- 1, 2, ... in the report; address: /actions/<series>-<meeting>-<position>
    kind            @text NOT NULL,       -- action | conclusion
    kind_set        @int NOT NULL,    -- 1: a person decided, an import keeps it
    text            @text NOT NULL,
    owner           @text NOT NULL,       -- none | all | group | person
    owner_text      @text,
    owner_grp_id    @int REFERENCES grp (id),
    owner_person_id @int REFERENCES person (id),
    due             @text,
    due_text        @text,
    state           @text NOT NULL,       -- open | in-progress | done | dropped
    closed          @text,                -- date
    UNIQUE (meeting_id, position)
);
CREATE INDEX action_item_by_due ON action_item (state, due);
CREATE INDEX action_item_by_grp ON action_item (owner_grp_id);
CREATE INDEX action_item_by_person ON action_item (owner_person_id);

CREATE TABLE action_part (
    id       @id,
    item_id  @int NOT NULL REFERENCES action_item (id),
    position @int NOT NULL,
    kind     @text NOT NULL,              -- step | follow-up | note
    text     @text NOT NULL,
    due      @text,
    UNIQUE (item_id, position)
);

-- Topics that a report says were postponed: the register that keeps them alive
-- until somebody closes them.
CREATE TABLE topic (
    id             @id,
    meeting_id     @int NOT NULL REFERENCES meeting (id),
    position       @int NOT NULL,
    text           @text NOT NULL,
    paragraph      @int,
    state          @text NOT NULL,        -- postponed | closed
    closed_note    @text,
    UNIQUE (meeting_id, position)
);
CREATE INDEX topic_by_state ON topic (state);

CREATE TABLE abbreviation (
    id         @id,
    meeting_id @int NOT NULL REFERENCES meeting (id),
    shrt       @text NOT NULL,
    lng        @text NOT NULL
);
CREATE INDEX abbreviation_by_meeting ON abbreviation (meeting_id);
CREATE INDEX abbreviation_by_shrt ON abbreviation (shrt, lng);

-- What happened, newest last: feeds and histories are read from it.
CREATE TABLE event (
    id        @id,
    at        @int NOT NULL,
    kind      @text NOT NULL,             -- report-published | report-revised | ...
    path      @text NOT NULL,             -- address of what it is about
    title     @text NOT NULL,
    detail    @text,
    import_id @int REFERENCES import (id)
);
CREATE INDEX event_by_time ON event (at);
CREATE INDEX event_by_import ON event (import_id);

-- Old addresses, after a rename or a merge.
CREATE TABLE redirect (
    path   @text NOT NULL PRIMARY KEY,
    target @text NOT NULL
);

-- DERIVED: everything that can be searched for. words_* are the title and the
-- body cut into words by ICU (Chinese too), folded; the index sees only them.
CREATE TABLE search_entry (
    id          @id,
    kind        @text NOT NULL,           -- paragraph | action | topic | group | person | meeting | abbreviation | document
    path        @text NOT NULL,
    owner_kind  @text NOT NULL,           -- meeting | grp | person | document: with owner_id what it is rebuilt with
    owner_id    @int NOT NULL,
    title       @text NOT NULL,
    body        @text NOT NULL,
    held        @text,
    words_title @text NOT NULL,
    words_body  @text NOT NULL
);
CREATE INDEX search_entry_by_owner ON search_entry (owner_kind, owner_id);

-- @sqlite
CREATE VIRTUAL TABLE search_index USING fts5 (
    words_title, words_body,
    content = 'search_entry', content_rowid = 'id',
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
);
CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN
    INSERT INTO search_index (rowid, words_title, words_body)
    VALUES (new.id, new.words_title, new.words_body);
END;
CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN
    INSERT INTO search_index (search_index, rowid, words_title, words_body)
    VALUES ('delete', old.id, old.words_title, old.words_body);
END;
-- @end

-- The same index in PostgreSQL: the words with their places, those of the title
-- weighing more. They are words already, so no parser looks at them again.
-- @postgres
CREATE FUNCTION search_words(words text, weight "char") RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS '
    SELECT setweight(CAST(coalesce(string_agg(quote_literal(left(w, 255)) || '':'' || least(n, 16383), '' ''), '''')
                          AS tsvector), weight)
    FROM regexp_split_to_table(words, '' '') WITH ORDINALITY AS t (w, n) WHERE w <> ''''';
ALTER TABLE search_entry ADD COLUMN words tsvector
    GENERATED ALWAYS AS (search_words(words_title, 'A') || search_words(words_body, 'D')) STORED;
CREATE INDEX search_entry_by_words ON search_entry USING gin (words);
-- A forum that is copied comes in table by table, with rows that point at each
-- other among them.
DO 'DECLARE c record; BEGIN
    FOR c IN SELECT conrelid::regclass AS tab, conname FROM pg_constraint
             WHERE contype = ''f'' AND connamespace = current_schema()::regnamespace LOOP
        EXECUTE format(''ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE'', c.tab, c.conname);
    END LOOP;
END';
-- @end
