-- Is a list open: can one join it, read it, and does somebody answer? Its coordinators are told first.
CREATE TABLE list_check (
    id           @id,
    list_id      @int NOT NULL REFERENCES list (id),
    at           @int NOT NULL,
    joinable     @text NOT NULL,          -- yes | no | unknown
    join_said    @text,                   -- why not
    readable     @text NOT NULL,          -- yes | no | unknown
    read_said    @text,
    last_at      @int,                    -- newest message that is here
    asked        @int,                    -- when its coordinators were; NULL: there is nobody to ask
    token        @blob UNIQUE,            -- digest of what the letters' link has
    answered     @int
);
CREATE INDEX list_check_by_list ON list_check (list_id, at);
