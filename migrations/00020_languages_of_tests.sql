-- +goose Up
-- Tests, practice and notes in several languages, one more attempt from staff,
-- and terms that have to be accepted again.

-- The language that something was first written in, and its words in others by
-- language. What was there before is taken for English until an admin says otherwise.
ALTER TABLE desk.questions
    ADD COLUMN language     text  NOT NULL DEFAULT 'en',
    ADD COLUMN translations jsonb NOT NULL DEFAULT '{}';   -- text, options, guidance
ALTER TABLE desk.practice_cases
    ADD COLUMN language     text  NOT NULL DEFAULT 'en',
    ADD COLUMN translations jsonb NOT NULL DEFAULT '{}';   -- subject, text, keywords, sample
ALTER TABLE desk.lessons
    ADD COLUMN language     text  NOT NULL DEFAULT 'en',
    ADD COLUMN translations jsonb NOT NULL DEFAULT '{}';   -- title, text

-- What was asked for, and what a practice ticket was shown in; '': it was not said.
ALTER TABLE desk.attempts         ADD COLUMN language text NOT NULL DEFAULT '';
ALTER TABLE desk.practice_answers ADD COLUMN language text NOT NULL DEFAULT '';

-- One more attempt at a version of a test, with the reason sealed by the key of
-- who gets it.
CREATE TABLE vault.extra_attempts (
    id       uuid PRIMARY KEY,
    person   uuid NOT NULL REFERENCES desk.people,
    topic    text NOT NULL REFERENCES desk.tests,
    major    integer NOT NULL,
    reason   bytea NOT NULL,
    given_by uuid NOT NULL,
    given_at timestamptz NOT NULL
);
CREATE INDEX extra_attempts_person ON vault.extra_attempts (person, topic, given_at);
GRANT SELECT, INSERT, DELETE ON vault.extra_attempts TO kontor_app;

-- Until when a version of the terms is to be accepted. Whoever has not by then is
-- offered nothing new. Versions from before count from today.
ALTER TABLE desk.expert_terms ADD COLUMN accept_by timestamptz;
UPDATE desk.expert_terms SET accept_by = now() + interval '14 days';
ALTER TABLE desk.expert_terms ALTER COLUMN accept_by SET NOT NULL;
