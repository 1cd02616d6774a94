-- People sign in; what is sent to them is kept, and done by whoever is free.

-- Work that is to be done, each piece by one worker at a time (src/job/job_ops.h).
CREATE TABLE job (
    id        @id,
    kind      @text NOT NULL,             -- "mail": send the letter object_id
    object_id @int NOT NULL,              -- 0: of nothing
    due       @int NOT NULL,              -- not before
    state     @text NOT NULL,             -- waiting | done | dead
    attempts  @int NOT NULL,
    owner     @text,                      -- the worker that has it
    lease     @int,                       -- … until then: after that it is anybody's again
    result    @text,                      -- of the last attempt
    made      @int NOT NULL,
    ended     @int
);
CREATE INDEX job_by_due ON job (state, due, id);
CREATE INDEX job_by_object ON job (kind, object_id);

-- Letters, the sent ones too: what was sent to whom about what.
CREATE TABLE letter (
    id           @id,
    mid          @text NOT NULL UNIQUE,   -- Message-ID, without brackets
    kind         @text NOT NULL,          -- sign-in | …
    about        @text,                   -- path of what it is about; NULL: of nothing here
    to_name      @text,
    to_address   @text NOT NULL,
    to_folded    @text NOT NULL,          -- for finding: in lower case
    subject      @text NOT NULL,
    body         @text NOT NULL,          -- {secret} stands where the sealed text goes
    sealed       @blob,                   -- what nobody may read here; gone when it is sent
    made         @int NOT NULL,
    state        @text NOT NULL,          -- waiting | sent | dead
    sent         @int
);
CREATE INDEX letter_by_address ON letter (to_folded, made);
CREATE INDEX letter_by_about ON letter (about, made);
CREATE INDEX letter_by_time ON letter (made);

-- Who may sign in: an address that somebody has shown to be theirs, or that was invited.
CREATE TABLE account (
    id        @id,
    address   @text NOT NULL,             -- as it was written; mail goes there
    folded    @text NOT NULL UNIQUE,      -- in lower case
    name      @text,                      -- how they want to be called
    person_id @int REFERENCES person (id), -- who it is in the directory
    made      @int NOT NULL,
    rights_at @int NOT NULL               -- sessions from before that are over: rights have changed
);
CREATE INDEX account_by_person ON account (person_id);

-- Who had which role, and when; NULL in until: still.
CREATE TABLE role_term (
    id        @id,
    person_id @int NOT NULL REFERENCES person (id),
    role      @text NOT NULL,             -- coordinator | facilitator | secretariat | auditor
    grp_id    @int REFERENCES grp (id),   -- of a coordinator; NULL: of the whole forum
    since     @text NOT NULL,
    until     @text                       -- the first day without it
);
CREATE INDEX role_term_by_person ON role_term (person_id);
CREATE INDEX role_term_by_grp ON role_term (grp_id);

-- Somebody asks to be let in. Rows go after a day.
CREATE TABLE sign_in (
    id      @id,
    address @text NOT NULL,
    folded  @text NOT NULL,
    network @blob NOT NULL,               -- where the request came from, under the key
    browser @blob NOT NULL,               -- digest of the asking browser's cookie
    link    @blob NOT NULL UNIQUE,        -- digest of the link's token
    code    @blob NOT NULL,               -- the code, under the key
    at      @int NOT NULL,
    tries   @int NOT NULL,                -- wrong codes
    used    @int                          -- when it let somebody in
);
CREATE INDEX sign_in_by_address ON sign_in (folded, at);
CREATE INDEX sign_in_by_network ON sign_in (network, at);
CREATE INDEX sign_in_by_time ON sign_in (at);

CREATE TABLE session (
    id         @id,
    account_id @int NOT NULL REFERENCES account (id),
    digest     @blob NOT NULL UNIQUE,     -- of the cookie's token
    made       @int NOT NULL,
    seen       @int NOT NULL,             -- to the hour
    agent      @text NOT NULL             -- what the browser calls itself
);
CREATE INDEX session_by_account ON session (account_id);
CREATE INDEX session_by_seen ON session (seen);

-- What was done by whom for whom: ids and digests only, each line holding the digest of the
-- one before it, so that none can be changed or taken out unnoticed (src/audit/audit_ops.h).
CREATE TABLE audit (
    id      @id,
    at      @int NOT NULL,
    actor   @int,                         -- account; NULL: somebody at the command line
    behalf  @int,                         -- group that they acted for
    action  @text NOT NULL,               -- "role.grant"
    object  @text NOT NULL,               -- "person 12"
    digest  @text NOT NULL,               -- of what was done, in hex
    prev    @text NOT NULL UNIQUE,        -- chain of the line before it; '': it is the first
    chain   @text NOT NULL UNIQUE         -- digest of all of this line, prev too
);
