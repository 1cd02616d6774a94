-- What coalitions show of their work, and the criteria that it may be assessed by.

-- One line: a piece of work, or that there was none of a kind in some days, or that the kind did
-- not apply in them. Nothing at all means that nobody knows.
CREATE TABLE evidence (
    id         @id,
    grp_id     @int NOT NULL REFERENCES grp (id),
    kind       @text NOT NULL,            -- call | paper | event | input | report | goal
    says       @text NOT NULL,            -- is | none | not-applicable
    day        @text NOT NULL,            -- of a piece; else the first
    until      @text NOT NULL,            -- of a piece the same; else the last
    title      @text NOT NULL,            -- "" where nothing was
    link       @text NOT NULL,            -- "": none
    note       @text NOT NULL,
    source     @text NOT NULL,            -- form | file | command
    state      @text NOT NULL,            -- claimed | confirmed | refused
    answer     @text NOT NULL,            -- why it is refused
    account_id @int REFERENCES account (id), -- who entered it; NULL: at the command line
    at         @int NOT NULL
);
CREATE INDEX evidence_by_grp ON evidence (grp_id, kind, day);
CREATE INDEX evidence_by_account ON evidence (account_id);
CREATE INDEX evidence_by_state ON evidence (state, at);

-- A set of criteria in one of its versions: docs/criteria-format.md. Versions are only added.
CREATE TABLE criteria (
    id         @id,
    slug       @text NOT NULL,            -- of the set; address: /assessment/<slug>/<number>
    number     @int NOT NULL,             -- of the version, from 1
    state      @text NOT NULL,            -- draft | proposed | adopted | superseded
    source     @text NOT NULL,            -- the set as text
    reason     @text NOT NULL,            -- what this version changes, and why
    decided    @text NOT NULL,            -- at which meeting, by which decision; "": not adopted
    account_id @int REFERENCES account (id), -- whose it is; NULL: at the command line
    at         @int NOT NULL,
    UNIQUE (slug, number)
);
CREATE INDEX criteria_by_account ON criteria (account_id);
