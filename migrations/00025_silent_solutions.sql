-- +goose Up
-- Who resolves a ticket without a word to its customer has solved nothing that is paid.
ALTER TABLE desk.solutions DROP CONSTRAINT solutions_outcome_check,
    ADD CONSTRAINT solutions_outcome_check CHECK (outcome IN ('', 'rewarded', 'no_rate', 'before', 'reopened', 'staff', 'silent'));
