package load

import (
	"context"
	"strconv"
	"sync"
	"time"

	"github.com/google/uuid"

	"kontor/internal/clock"
)

// posted is one message of a sender, without a pointer in it, so that hundreds
// of thousands weigh little.
type posted struct {
	ID   uuid.UUID
	Took time.Duration // until the ack
	Seq  int64         // as the ack says
}

// sender writes to a ticket of its own, one message in flight.
type sender struct {
	*light
	answers chan int64 // numbers of acks; below zero: try again
	flight  uuid.UUID
	Posted  []posted
	Open    uuid.UUID // sent and not acknowledged at the end
}

// throughput measures how many messages are acknowledged.
func (r *run) throughput(ctx context.Context) error {
	if r.Senders == 0 {
		return nil
	}
	s, err := r.seat(ctx, r.Senders)
	if err != nil {
		return err
	}
	defer s.leave()
	senders := make([]*sender, len(s.all))
	for i, l := range s.all {
		senders[i] = &sender{light: l, answers: make(chan int64, 4)}
		l.took, l.cursor = senders[i].hear, preparedHead
		l.watchNothing()
	}
	if _, err := s.connect(ctx, dialsMost); err != nil {
		return err
	}
	before := r.gauge(ctx)
	began := time.Now()
	r.postAll(ctx, senders)
	r.report.Took = time.Since(began)
	r.report.spent(before, r.gauge(ctx))
	if ctx.Err() != nil {
		return ctx.Err()
	}
	r.report.count(senders)
	return r.judgeSenders(ctx, senders)
}

func (r *run) postAll(ctx context.Context, senders []*sender) {
	acting, end := context.WithTimeout(ctx, r.For)
	defer end()
	patient, over := context.WithTimeout(ctx, r.For+r.Settle)
	defer over()
	var all sync.WaitGroup
	for _, s := range senders {
		all.Go(func() { s.post(acting, patient) })
	}
	all.Wait()
}

// post sends one message after the other. What is lost on the way is sent again
// under the same id.
func (s *sender) post(acting, patient context.Context) {
	frame := make([]byte, 0, 256)
	for acting.Err() == nil {
		id := newID()
		s.begin(id)
		frame = postFrame(frame[:0], id, s.number())
		began := time.Now()
		seq, ok := s.insist(patient, frame)
		if !ok {
			s.Open = id
			return
		}
		s.Posted = append(s.Posted, posted{ID: id, Took: time.Since(began), Seq: seq})
	}
}

// insist sends a frame until it is acknowledged.
func (s *sender) insist(ctx context.Context, frame []byte) (seq int64, ok bool) {
	again := time.NewTimer(againFirst)
	defer again.Stop()
	for ctx.Err() == nil {
		if !s.send(frame) {
			clock.Pause(ctx, 10*time.Millisecond)
			continue
		}
		again.Reset(againFirst)
		select {
		case seq := <-s.answers:
			if seq >= 0 {
				return seq, true
			}
			clock.Pause(ctx, putOffFor)
		case <-again.C:
		case <-ctx.Done():
		}
	}
	return 0, false
}

// begin notes what is in flight; answers to anything earlier count no more.
func (s *sender) begin(id uuid.UUID) {
	s.mu.Lock()
	s.flight = id
	s.mu.Unlock()
	for len(s.answers) > 0 {
		<-s.answers
	}
}

// hear runs on the reader's goroutine.
func (s *sender) hear(raw []byte) {
	kind := frameType(raw)
	if kind != "ack" && kind != "error" {
		return
	}
	id, ok := ackedID(raw)
	s.mu.Lock()
	ours := ok && id == s.flight
	s.mu.Unlock()
	switch {
	case !ours:
	case kind == "ack":
		s.tell(numberIn(raw, "seq"))
	default:
		s.tell(-1)
	}
}

func (s *sender) tell(seq int64) {
	select {
	case s.answers <- seq:
	default:
	}
}

// watchNothing lets a socket write to its ticket without watching it.
func (l *light) watchNothing() { l.writes, l.ticket = l.ticket, 0 }

// number is the ticket that the socket writes to.
func (l *light) number() int64 {
	if l.ticket != 0 {
		return l.ticket
	}
	return l.writes
}

// postFrame is a post of eighty characters.
func postFrame(to []byte, id uuid.UUID, ticket int64) []byte {
	to = append(to, `{"type":"post","id":"`...)
	to = append(to, id.String()...)
	to = append(to, `","ticket":`...)
	to = strconv.AppendInt(to, ticket, 10)
	to = append(to, `,"kind":"message","text":"`...)
	to = append(to, plain(id)...)
	return append(to, `"}`...)
}

func (rep *Report) count(senders []*sender) {
	var acks []time.Duration
	for _, s := range senders {
		for _, p := range s.Posted {
			acks = append(acks, p.Took)
		}
		if s.Open != uuid.Nil {
			rep.Unacked++
		}
	}
	rep.Acked, rep.Ack = len(acks), latenciesOf(acks)
	rep.PerSecond = float64(rep.Acked) / rep.Took.Seconds()
	if rep.Acked > 0 {
		rep.CPUPerAck = rep.cpu / time.Duration(rep.Acked)
	}
}
