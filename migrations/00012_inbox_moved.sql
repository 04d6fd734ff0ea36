-- +goose Up
-- When an inbox last moved, by the database's own clock. A node's sweep asks for the
-- inboxes that moved lately instead of naming everybody who is connected.

ALTER TABLE desk.inbox ADD COLUMN moved_at timestamptz NOT NULL DEFAULT clock_timestamp();
CREATE INDEX inbox_moved ON desk.inbox (moved_at);

-- Experts have no use for it.
REVOKE SELECT ON desk.inbox FROM kontor_expert;
GRANT SELECT (person, head, notified, read) ON desk.inbox TO kontor_expert;
