-- +goose Up
-- A payout that was marked paid by mistake is taken back by a transfer of its own.
ALTER TABLE desk.transfers DROP CONSTRAINT transfers_kind_check,
    ADD CONSTRAINT transfers_kind_check CHECK (kind IN ('solved', 'adjusted', 'payout', 'paid', 'taken_back', 'called_off'));
