-- What people say of themselves, and which entries of the directory are one.

-- What somebody says of themselves, or the secretariat for them: all of it optional, each with
-- who may see it.
CREATE TABLE person_fact (
    id        @id,
    person_id @int NOT NULL REFERENCES person (id),
    field     @text NOT NULL,             -- affiliation | stakeholder | region | zone | languages
    value     @text NOT NULL,
    seen_by   @text NOT NULL,             -- everybody | members | secretariat
    since     @text,                      -- of an affiliation
    until     @text,                      -- the first day without it; NULL: still
    at        @int NOT NULL               -- when it was said
);
CREATE INDEX person_fact_by_person ON person_fact (person_id, field);

-- Spellings that reports have are public as the reports are; those that people add need not be.
ALTER TABLE person_alias ADD COLUMN seen_by @text NOT NULL DEFAULT 'everybody';
-- Who may see the address.
ALTER TABLE account ADD COLUMN seen_by @text NOT NULL DEFAULT 'secretariat';

-- Somebody says that another address is theirs: a letter there has the link that shows it.
CREATE TABLE address_claim (
    id         @id,
    account_id @int NOT NULL REFERENCES account (id),
    address    @text NOT NULL,
    token      @blob NOT NULL UNIQUE,     -- digest of what the link has
    at         @int NOT NULL
);
CREATE INDEX address_claim_by_account ON address_claim (account_id);
CREATE INDEX address_claim_by_time ON address_claim (at);

-- Somebody who is signed in says that an entry of the directory is them; the secretariat answers.
CREATE TABLE person_claim (
    id         @id,
    account_id @int NOT NULL REFERENCES account (id),
    person_id  @int NOT NULL REFERENCES person (id),
    at         @int NOT NULL,
    state      @text NOT NULL,            -- waiting | granted | refused
    answered   @int
);
CREATE INDEX person_claim_by_account ON person_claim (account_id);
CREATE INDEX person_claim_by_person ON person_claim (person_id);
CREATE INDEX person_claim_by_state ON person_claim (state, at);

-- Somebody has said that two entries that look like one are two. (That they are one is said by
-- merged_into.) No foreign keys: of an entry that is gone nobody asks again.
CREATE TABLE kept_apart (
    id     @id,
    kind   @text NOT NULL,                -- person | group
    a      @int NOT NULL,                 -- the lower id
    b      @int NOT NULL,
    at     @int NOT NULL,
    UNIQUE (kind, a, b)
);

-- The states of a group, each with the day from which it holds and why. grp.state is the newest.
CREATE TABLE grp_state (
    id         @id,
    grp_id     @int NOT NULL REFERENCES grp (id),
    state      @text NOT NULL,            -- proposed | active | inactive | concluded
    since      @text,                     -- NULL: nobody knows
    reason     @text,                     -- NULL: as the register has it
    account_id @int REFERENCES account (id), -- who said so; NULL: at the command line
    at         @int NOT NULL
);
CREATE INDEX grp_state_by_grp ON grp_state (grp_id, since);
CREATE INDEX grp_state_by_account ON grp_state (account_id);

-- Somebody wants to form a group: why, what it will do, and who is for it.
CREATE TABLE application (
    id           @id,
    account_id   @int NOT NULL REFERENCES account (id),
    name         @text NOT NULL,
    short_name   @text NOT NULL,
    need         @text NOT NULL,
    plan         @text NOT NULL,
    list_address @text NOT NULL,
    join_url     @text NOT NULL,
    state        @text NOT NULL,          -- draft | waiting | review | accepted | refused | withdrawn
    made         @int NOT NULL,
    changed      @int NOT NULL,
    answer       @text,                   -- the secretariat's last words
    grp_id       @int REFERENCES grp (id) -- from its review on
);
CREATE INDEX application_by_account ON application (account_id);
CREATE INDEX application_by_grp ON application (grp_id);

CREATE TABLE application_person (
    id             @id,
    application_id @int NOT NULL REFERENCES application (id),
    kind           @text NOT NULL,        -- contact | supporter
    name           @text NOT NULL,
    address        @text NOT NULL,        -- of a contact
    organisation   @text NOT NULL,        -- of a supporter
    stakeholder    @text NOT NULL         -- … and its group, or ''
);
CREATE INDEX application_person_by_application ON application_person (application_id);

-- What the other side said of a letter that came back.
ALTER TABLE letter ADD COLUMN said @text;

-- Addresses that letters come back from, until somebody signs in with one, or the secretariat
-- says to try again.
CREATE TABLE bad_address (
    id     @id,
    folded @text NOT NULL UNIQUE,
    since  @int NOT NULL,
    said   @text NOT NULL
);

-- What somebody recorded for a group who is not of it, and by which mail it was asked for.
CREATE TABLE on_behalf (
    id         @id,
    grp_id     @int NOT NULL REFERENCES grp (id),
    account_id @int NOT NULL REFERENCES account (id),
    action     @text NOT NULL,            -- as in the audit: "group.say"
    evidence   @text NOT NULL,            -- as it was given
    message_id @int,                      -- … where that is a message that is here; it may go
    at         @int NOT NULL
);
CREATE INDEX on_behalf_by_grp ON on_behalf (grp_id, at);
CREATE INDEX on_behalf_by_account ON on_behalf (account_id);

-- Which letters somebody wants, and when. No row: all, at once.
CREATE TABLE letter_wish (
    id         @id,
    account_id @int NOT NULL UNIQUE REFERENCES account (id),
    at_times   @text NOT NULL,            -- at-once | daily | never
    stand_in   @int REFERENCES account (id) -- who gets what is a duty while that is never
);
CREATE INDEX letter_wish_by_stand_in ON letter_wish (stand_in);
CREATE INDEX letter_by_state ON letter (to_folded, state);
