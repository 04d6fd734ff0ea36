-- +goose Up
-- Examples can be searched: the words of their texts, folded like all words to
-- search for. Those of earlier ones are the words of the entries they are made of;
-- where these were not written down yet, or the subject is not the first entry's, an
-- example is found by what is there.
ALTER TABLE desk.examples ADD COLUMN words tsvector NOT NULL DEFAULT '';
ALTER TABLE desk.examples ALTER COLUMN words SET STATISTICS 0; -- 00010_wall.sql
UPDATE desk.examples x SET words = w.question || w.answer
FROM (SELECT x.id, coalesce(q.words, '') AS question, coalesce(a.words, '') AS answer
      FROM desk.examples x
      JOIN desk.entries qe ON qe.ticket = x.ticket AND qe.id = x.question_entry
      JOIN desk.entries ae ON ae.ticket = x.ticket AND ae.id = x.answer_entry
      LEFT JOIN desk.search q ON q.ticket = x.ticket AND q.seq = qe.seq
      LEFT JOIN desk.search a ON a.ticket = x.ticket AND a.seq = ae.seq) w
WHERE w.id = x.id;
CREATE INDEX examples_words ON desk.examples USING gin (words);

GRANT SELECT (words) ON desk.examples TO kontor_expert;
