package load

import (
	"context"
	"fmt"

	"github.com/google/uuid"
)

// line is an entry of a sender's ticket after the first two.
type line struct {
	Ticket   int64     `db:"ticket"`
	Seq      int64     `db:"seq"`
	Helpers  int64     `db:"seq_helpers"`
	Everyone int64     `db:"seq_everyone"`
	ID       uuid.UUID `db:"id"`
	Text     string    `db:"text"`
}

// judgeSenders reads the senders' tickets and compares.
func (r *run) judgeSenders(ctx context.Context, senders []*sender) error {
	h, ok := r.town.(*hall)
	if !ok {
		return r.judgeVisitors(ctx, senders)
	}
	limit, cancel := context.WithTimeout(ctx, r.Settle)
	defer cancel()
	if err := h.quiet(limit); err != nil && ctx.Err() == nil {
		h.found.broken("the jobs that follow from the messages are not done %s after the end", r.Settle)
	}
	for _, s := range senders {
		lines, err := h.lines(ctx, s.number())
		if err != nil {
			return err
		}
		judgeSender(s.number(), s.Posted, s.Open, lines, &h.found)
	}
	if err := h.judgeFanout(ctx); err != nil {
		return err
	}
	r.report.take(&h.found)
	return nil
}

func (h *hall) lines(ctx context.Context, ticket int64) (lines []line, err error) {
	err = h.db.SelectContext(ctx, &lines, `
		SELECT ticket, seq, coalesce(seq_helpers, 0) AS seq_helpers, coalesce(seq_everyone, 0) AS seq_everyone, id, text
		FROM desk.entries WHERE ticket = $1 AND seq > $2 ORDER BY seq`, ticket, preparedHead)
	if err != nil {
		err = fmt.Errorf("read a log: %w", err)
	}
	return lines, err
}

// judgeSender checks that a ticket holds what its sender was acknowledged, in
// order, each once, and nothing else but perhaps what was not answered.
func judgeSender(ticket int64, acked []posted, open uuid.UUID, lines []line, found *ruling) {
	for i, l := range lines {
		number := int64(preparedHead + i + 1)
		switch {
		case l.Seq != number || l.Helpers != number || l.Everyone != number:
			found.broken("ticket %d: entry %d has the numbers %d, %d, %d", ticket, number, l.Seq, l.Helpers, l.Everyone)
			return
		case i >= len(acked) && (l.ID != open || i > len(acked)):
			found.broken("ticket %d: entry %d is there and was not sent, or not once", ticket, number)
			return
		case i < len(acked) && l.ID != acked[i].ID:
			found.broken("ticket %d: entry %d is not what was sent then: a message is lost, doubled or in another place", ticket, number)
			return
		case i < len(acked) && acked[i].Seq != number:
			found.broken("ticket %d: the ack of entry %d says %d", ticket, number, acked[i].Seq)
		case l.Text != plain(l.ID):
			found.broken("ticket %d: the text of entry %d is not what was sent", ticket, number)
		}
	}
	if len(lines) < len(acked) {
		found.broken("ticket %d: %d of %d acknowledged messages are lost", ticket, len(acked)-len(lines), len(acked))
	}
}

// judgeFanout checks that each message was fanned out once.
func (h *hall) judgeFanout(ctx context.Context) error {
	var n struct {
		Entries int `db:"entries"`
		Found   int `db:"found"`
		Late    int `db:"late"`
		Dead    int `db:"dead"`
	}
	err := h.db.GetContext(ctx, &n, `
		WITH t AS (SELECT number, fanned, head_staff FROM desk.tickets WHERE topic = $1)
		SELECT (SELECT count(*) FROM desk.entries e JOIN t ON t.number = e.ticket WHERE e.seq > $2) AS entries,
		       (SELECT count(*) FROM desk.search s JOIN t ON t.number = s.ticket WHERE s.seq > $2) AS found,
		       (SELECT count(*) FROM t WHERE fanned <> head_staff) AS late,
		       (SELECT count(*) FROM desk.jobs j JOIN t ON t.number = j.ticket WHERE j.dead_at IS NOT NULL) AS dead`, h.mark.topicIdle(), preparedHead)
	if err != nil {
		return fmt.Errorf("count what was fanned out: %w", err)
	}
	if n.Late == 0 && n.Entries != n.Found {
		h.found.broken("%d messages were written and %d can be found by their words", n.Entries, n.Found)
	}
	if n.Late > 0 || n.Dead > 0 {
		h.found.broken("%d tickets were not fanned out to their end, %d jobs were given up", n.Late, n.Dead)
	}
	return nil
}

// judgeVisitors reads the logs as the customers see them.
func (r *run) judgeVisitors(ctx context.Context, senders []*sender) error {
	v := r.town.(*visitors)
	for i, s := range senders {
		t := &ticketTruth{Number: s.number()}
		if err := v.readLog(ctx, i, s.who, t); err != nil {
			return err
		}
		var lines []line
		for _, e := range t.Entries {
			if e.Seq > preparedHead {
				lines = append(lines, line{t.Number, e.Seq, e.Seq, e.Seq, e.ID, e.Text})
			}
		}
		judgeSender(s.number(), s.Posted, s.Open, lines, &v.found)
	}
	r.report.take(&v.found)
	return nil
}
