-- +goose Up
-- Files that were sent to a ticket. Their bytes lie in a folder, sealed with the
-- customer's key under the name in blob, which says nothing about them. Here is
-- what the desk must know to hand them out. The expert login has no right on it.
CREATE TABLE vault.attachments (
    id         uuid PRIMARY KEY,               -- made by who sent it
    ticket     bigint NOT NULL REFERENCES desk.tickets,
    customer   uuid NOT NULL REFERENCES desk.people,
    uploader   uuid NOT NULL REFERENCES desk.people,
    blob       uuid NOT NULL UNIQUE,           -- name of the file
    kind       text NOT NULL CHECK (kind IN ('image', 'pdf', 'text', 'office', 'audio', 'video', 'archive', 'other')),
    media_type text NOT NULL,                  -- as the content says, whatever the sender said
    size       bigint NOT NULL CHECK (size > 0),
    name       bytea,                          -- sealed; null: it came without one
    digest     bytea NOT NULL,                 -- sealed: a bare one would tell who has a known file
    at         timestamptz NOT NULL,
    entry      uuid                            -- the entry it was posted with; null: not yet
);
CREATE INDEX attachments_ticket   ON vault.attachments (ticket);
CREATE INDEX attachments_customer ON vault.attachments (customer);
CREATE INDEX attachments_uploader ON vault.attachments (uploader, at);
CREATE INDEX attachments_orphans  ON vault.attachments (at) WHERE entry IS NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON vault.attachments TO kontor_app;
