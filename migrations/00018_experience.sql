-- +goose Up
-- What a desk has learned of its own past: how likely experts solve a ticket.

ALTER TABLE desk.topics
    ADD COLUMN min_chance integer NOT NULL DEFAULT 0 CHECK (min_chance BETWEEN 0 AND 90), -- percent, less goes to staff at once; 0: nothing does
    ADD COLUMN form_rules jsonb   NOT NULL DEFAULT '[]';                                  -- fields of the form that choose another policy

-- One row a topic, reckoned anew from its tickets now and then: counts, and how predictions
-- did. Of wording it holds words that several customers wrote, never a text. Experts
-- do not read it: it would tell them how well the others do.
CREATE TABLE desk.experience (
    topic      text PRIMARY KEY REFERENCES desk.topics,
    learned_at timestamptz NOT NULL,
    learned    jsonb NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON desk.experience TO kontor_app;
