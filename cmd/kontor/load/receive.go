package load

import (
	"fmt"
	"io"
	"time"

	ws "github.com/fasthttp/websocket"
	"github.com/google/uuid"
)

var (
	errEOF = io.EOF
	noID   uuid.UUID
)

// take handles one frame. What may not be is a violation at once; the rest is
// written down.
func (c *client) take(conn *ws.Conn, raw []byte) error {
	c.suspect(raw)
	f, err := readFrame(raw)
	if err != nil {
		c.run.town.ruling().broken("%s received a frame that is not as described: %v", c.who.name, err)
		return nil
	}
	if f.Type == "hello" {
		c.greeted(conn, f.Epoch)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.heard = time.Now()
	switch f.Type {
	case "entry":
		c.entry(f)
	case "watching":
		c.watching(f)
	case "unwatched":
		c.unwatched(f)
	case "ack":
		c.ack(f)
	case "error":
		c.refused(f)
	case "typing", "read":
		if r := c.journal.Records[f.Ticket]; r == nil || !r.wanted && r.Ended != leftByItself {
			c.run.town.ruling().broken("ticket %d: %s is told of %s after the watch has ended", f.Ticket, c.who.name, f.Type)
		}
		return nil
	case "pong", "hello", "presence":
		return nil
	case "ticket", "offer", "notification":
		c.journal.Told[f.about()] = f.Type
	}
	c.tell(f)
	return nil
}

// suspect looks through a frame for what its receiver may never see.
func (c *client) suspect(raw []byte) {
	if c.who.role == "expert" && holdsSecret(string(raw)) {
		c.run.town.ruling().broken("%s received personal data as it was written, in a frame of type %q", c.who.name, frameType(raw))
	}
}

func (c *client) tell(f frame) {
	if len(c.news) < newsMost {
		c.news = append(c.news, f)
	}
	select {
	case c.woken <- struct{}{}:
	default:
	}
}

func (c *client) entry(f frame) {
	r, e := c.journal.Records[f.Ticket], f.Entry
	switch {
	case e == nil:
		c.run.town.ruling().broken("%s received an entry frame without an entry", c.who.name)
		return
	case r == nil:
		c.run.town.ruling().broken("ticket %d: %s received entry %d without watching", f.Ticket, c.who.name, e.Seq)
		return
	case !r.wanted && r.Ended != leftByItself:
		c.run.town.ruling().broken("ticket %d: %s received entry %d after the watch had ended (%s)", f.Ticket, c.who.name, e.Seq, r.Ended)
		return
	case !r.wanted:
		return // on its way when the client left
	}
	r.Got = append(r.Got, got{Seq: e.Seq, ID: e.ID, Kind: e.Kind, Audience: e.Audience, Text: e.Text, Event: e.Data.Event, Personal: e.Personal != nil})
	c.stats.received++
	if at, ok := c.run.sentWhen(e.ID); ok && r.live && e.Author.ID != c.who.id && c.mayReadOn(r) {
		if e.Kind == "event" {
			c.stats.acts = append(c.stats.acts, time.Since(at))
		} else {
			c.stats.deliveries = append(c.stats.deliveries, time.Since(at))
		}
	}
	if c.who.id == e.Author.ID && e.Data.Event == "claimed" {
		r.holding = true
	}
}

// mayReadOn reports whether entries come as they are written: what is read to
// catch up does not, nor what an expert is shown by the claim of a ticket whose
// offer they had open.
func (c *client) mayReadOn(r *record) bool { return c.who.role != "expert" || r.holding }

func (c *client) watching(f frame) {
	r := c.journal.Records[f.Ticket]
	if r == nil || r.live {
		return
	}
	if r.wanted && f.Head != r.last() {
		c.run.town.ruling().broken("ticket %d: %s is told head %d at the end of catching up, but has %d", f.Ticket, c.who.name, f.Head, r.last())
	}
	r.live = true
	c.resumed(r)
}

// resumed counts a watch that was asked for again and has answered.
func (c *client) resumed(r *record) {
	if !r.resuming {
		return
	}
	r.resuming = false
	c.waiting--
	if c.waiting == 0 {
		c.nowLive()
	}
}

func (c *client) unwatched(f frame) {
	if r := c.journal.Records[f.Ticket]; r != nil {
		r.wanted, r.holding, r.Ended = false, false, f.Reason
		c.resumed(r)
	}
}

func (c *client) ack(f frame) {
	now := time.Now()
	c.answered(f.ID, func(s *sent) {
		s.Acked, s.AckedAt, s.Seq, s.Epoch = true, now, f.Seq, c.epoch
		if s.tries == 0 {
			c.stats.acks = append(c.stats.acks, now.Sub(s.At))
		}
	})
}

// refused is an error frame. What may pass is tried again under the same id;
// the rest is final.
func (c *client) refused(f frame) {
	passing := f.Code == "limited" || f.Code == "unavailable" || f.Code == "internal" || f.Code == "unauthenticated"
	for _, s := range c.outbox {
		if s.ID == f.ID && passing {
			s.Delayed, s.due = true, time.Now().Add(putOffFor<<min(s.tries, 3))
			return
		}
	}
	if !passing {
		c.answered(f.ID, func(s *sent) { s.Refused, s.AckedAt = f.Code, time.Now() })
	}
	if r := c.journal.Records[f.Ticket]; r != nil && r.wanted && !r.live && f.ID == noID && f.Code != "conflict" { // that is about typing or reading before the watch
		c.watchRefused(r, f, passing)
	}
}

func (c *client) watchRefused(r *record, f frame, passing bool) {
	if passing {
		r.again = time.Now().Add(putOffFor)
		return
	}
	r.wanted, r.Ended = false, fmt.Sprintf("refused: %s", f.Code)
	c.resumed(r)
}
