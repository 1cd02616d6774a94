-- How many letters went to the mailboxes of one host in the current minute: some of them take
-- a rush of letters for abuse.
CREATE TABLE mail_host (
    id     @id,
    host   @text NOT NULL UNIQUE,         -- in small letters
    minute @int NOT NULL,                 -- since 1970
    sent   @int NOT NULL                  -- in it
);
