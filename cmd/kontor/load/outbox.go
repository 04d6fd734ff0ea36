package load

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"
)

// send puts something into the outbox and writes it if there is a connection.
// Its done is closed when it is answered.
func (c *client) send(s *sent, frame any) *sent {
	s.frame, _ = json.Marshal(frame)
	s.By, s.At, s.done = c.index, time.Now(), make(chan struct{})
	s.due = s.At.Add(againFirst)
	c.run.sends(s)
	c.sending.Lock()
	defer c.sending.Unlock()
	c.mu.Lock()
	c.outbox = append(c.outbox, s)
	c.journal.Sent = append(c.journal.Sent, s)
	conn := c.conn
	c.mu.Unlock()
	if conn != nil {
		_ = write(conn, s.frame)
	}
	return s
}

// sends remembers when something was sent, for the watchers' clock.
func (r *run) sends(s *sent) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sentAt[s.ID] = s.At
}

func (r *run) sentWhen(id uuid.UUID) (time.Time, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	at, ok := r.sentAt[id]
	return at, ok
}

// answered takes something out of the outbox.
func (c *client) answered(id uuid.UUID, set func(*sent)) {
	for i, s := range c.outbox {
		if s.ID == id {
			c.outbox = append(c.outbox[:i:i], c.outbox[i+1:]...)
			set(s)
			close(s.done)
			return
		}
	}
}

func (c *client) post(ticket int64, kind, audience, text string, id uuid.UUID, personal bool) *sent {
	f := map[string]any{"type": "post", "id": id, "ticket": ticket, "kind": kind, "text": text}
	if audience != "" {
		f["audience"] = audience
	}
	return c.send(&sent{ID: id, Ticket: ticket, What: kind, Audience: audience, Text: text, Personal: personal}, f)
}

func (c *client) act(ticket int64, act string, fields map[string]any, text string, id uuid.UUID) *sent {
	f := map[string]any{"type": "act", "id": id, "ticket": ticket, "act": act}
	for name, value := range fields {
		f[name] = value
	}
	return c.send(&sent{ID: id, Ticket: ticket, What: act, Text: text}, f)
}

// wait waits for an answer and reports whether it was an ack.
func (c *client) wait(ctx context.Context, s *sent) bool {
	select {
	case <-ctx.Done():
		return false
	case <-s.done:
		return s.Acked
	}
}
