package faults

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
)

// Talk is a number of visitors who write on and on, each read over two
// connections to different nodes. It knows what each was told, so that it can
// say in the end whether it is what the log holds. It asks for nothing but
// addresses, and so suits what the load tool does not: a database that goes
// back in time.
type Talk struct {
	stage    *Stage
	visitors []*visitor
	cancel   context.CancelFunc
	writing  atomic.Bool
	ended    sync.WaitGroup
}

// visitor is one customer with one ticket.
type visitor struct {
	talk   *Talk
	token  string
	ticket int64
	lines  [2]*line

	told chan struct{} // of an acknowledgement

	mu      sync.Mutex
	acked   map[uuid.UUID]bool
	refused bool           // since the last post was sent
	codes   map[string]int // of errors told
	longest time.Duration
}

// Talk lets visitors begin to write, one message after the other with a pause
// in between.
func (s *Stage) Talk(t testing.TB, bases []string, visitors int, pause time.Duration) *Talk {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	talk := &Talk{stage: s, cancel: cancel}
	talk.writing.Store(true)
	for i := range visitors {
		v, err := talk.come(ctx, bases, i)
		s.must(nil, err)
		talk.visitors = append(talk.visitors, v)
	}
	for _, v := range talk.visitors {
		for _, l := range v.lines {
			talk.ended.Go(func() { l.run(ctx) })
		}
		talk.ended.Go(func() { v.write(ctx, pause) })
	}
	t.Cleanup(talk.End)
	return talk
}

// come makes a visitor with a ticket.
func (t *Talk) come(ctx context.Context, bases []string, i int) (*visitor, error) {
	id := newID() // the ticket's and its first message's
	v := &visitor{talk: t, acked: map[uuid.UUID]bool{}, told: make(chan struct{}, 1)}
	var made struct{ Token string }
	base := bases[i%len(bases)] + "/api/v1"
	if err := call(ctx, base+"/visitors", "", map[string]any{}, &made); err != nil {
		return nil, err
	}
	var opened struct{ Number int64 }
	if err := call(ctx, base+"/tickets", made.Token, map[string]any{"id": id, "topic": topic, "text": "hello"}, &opened); err != nil {
		return nil, err
	}
	v.token, v.ticket, v.acked[id] = made.Token, opened.Number, true
	for j := range v.lines {
		v.lines[j] = &line{visitor: v, bases: bases, next: i + j, writes: j == 0, outbox: make(chan []byte, 1)}
	}
	return v, nil
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }

func call(ctx context.Context, url, token string, body, answer any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(raw))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	got, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer got.Body.Close()
	if got.StatusCode/100 != 2 {
		return fmt.Errorf("%s answers %d", url, got.StatusCode)
	}
	return json.NewDecoder(got.Body).Decode(answer)
}

// resendAfter is how long an acknowledgement is waited for.
const resendAfter = 2 * time.Second

// retryAfter is how long a post that was refused is not tried again.
const retryAfter = 300 * time.Millisecond

// write sends one message at a time until it is acknowledged, with the same id
// as often as it takes.
func (v *visitor) write(ctx context.Context, pause time.Duration) {
	for n := 1; ctx.Err() == nil; n++ {
		if v.talk.writing.Load() {
			id := newID()
			frame := encode(map[string]any{"type": "post", "id": id, "ticket": v.ticket, "kind": "message", "text": fmt.Sprintf("message %d", n)})
			began := time.Now()
			for !v.sent(ctx, id, frame) && ctx.Err() == nil {
			}
			v.took(time.Since(began))
		}
		Lasts(ctx, pause)
	}
}

func (v *visitor) sent(ctx context.Context, id uuid.UUID, frame []byte) bool {
	v.takeRefusal()
	select {
	case v.lines[0].outbox <- frame:
	default: // it has not been fetched yet
	}
	patience := time.NewTimer(resendAfter)
	defer patience.Stop()
	for !v.hasAck(id) {
		select {
		case <-v.told:
			if v.takeRefusal() {
				Lasts(ctx, retryAfter)
				return v.hasAck(id)
			}
		case <-patience.C:
			return false
		case <-ctx.Done():
			return false
		}
	}
	return true
}

// wasRefused says that something could not be done just now.
func (v *visitor) wasRefused(code string) {
	v.mu.Lock()
	v.refused = true
	if v.codes == nil {
		v.codes = map[string]int{}
	}
	v.codes[code]++
	v.mu.Unlock()
	v.tell()
}

func (v *visitor) takeRefusal() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	was := v.refused
	v.refused = false
	return was
}

func (v *visitor) tell() {
	select {
	case v.told <- struct{}{}:
	default:
	}
}

func (v *visitor) wasAcked(id uuid.UUID) {
	v.mu.Lock()
	v.acked[id] = true
	v.mu.Unlock()
	v.tell()
}

func (v *visitor) hasAck(id uuid.UUID) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.acked[id]
}

func (v *visitor) took(d time.Duration) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.longest = max(v.longest, d)
}

// Slowest is the longest that a message has waited to be acknowledged, over all
// its tries, and the codes of the errors that clients were told meanwhile.
func (t *Talk) Slowest() (longest time.Duration, codes map[string]int) {
	codes = map[string]int{}
	for _, v := range t.visitors {
		v.mu.Lock()
		longest = max(longest, v.longest)
		for code, n := range v.codes {
			codes[code] += n
		}
		v.mu.Unlock()
	}
	return longest, codes
}

// Acked is how many messages were acknowledged so far.
func (t *Talk) Acked() (n int) {
	for _, v := range t.visitors {
		v.mu.Lock()
		n += len(v.acked) - 1
		v.mu.Unlock()
	}
	return n
}

// each is how many messages of each visitor were acknowledged so far.
func (t *Talk) each() (all []int) {
	for _, v := range t.visitors {
		v.mu.Lock()
		all = append(all, len(v.acked))
		v.mu.Unlock()
	}
	return all
}

// Delivered is how many entries all connections were given and kept.
func (t *Talk) Delivered() (n int) {
	for _, v := range t.visitors {
		for _, l := range v.lines {
			n += len(l.list())
		}
	}
	return n
}

// shout posts a long message to the first visitor's ticket, over HTTP.
func (t *Talk) shout(tb testing.TB, base string, letters int) {
	tb.Helper()
	v, id := t.visitors[0], newID()
	body := map[string]any{"id": id, "kind": "message", "text": strings.Repeat("long ", letters/5)}
	var answer struct{}
	if err := call(tb.Context(), fmt.Sprintf("%s/api/v1/tickets/%d/entries", base, v.ticket), v.token, body, &answer); err != nil {
		tb.Error(err)
		return
	}
	v.wasAcked(id)
}

// Lines gives how often all connections were lost, and the longest time that
// one of them was.
func (t *Talk) Lines() (reconnects int, gap time.Duration) {
	for _, v := range t.visitors {
		for _, l := range v.lines {
			l.mu.Lock()
			reconnects += l.reconnects
			gap = max(gap, l.gap)
			l.mu.Unlock()
		}
	}
	return reconnects, gap
}

// Settle lets nobody write any more, waits until every connection has all that
// is in the log, and gives what is wrong. forgotten: the database went back in
// time, so that what was acknowledged before may be gone.
func (t *Talk) Settle(tb testing.TB, forgotten bool) []string {
	tb.Helper()
	t.writing.Store(false)
	end := time.Now().Add(patience)
	for {
		wrong := t.wrongs(tb, forgotten)
		if len(wrong) == 0 || time.Now().After(end) {
			return wrong
		}
		Lasts(tb.Context(), 50*time.Millisecond)
	}
}

func (t *Talk) wrongs(tb testing.TB, forgotten bool) (wrong []string) {
	tb.Helper()
	for _, v := range t.visitors {
		log, err := v.log(tb.Context())
		if err != nil {
			return []string{err.Error()}
		}
		if !forgotten {
			wrong = append(wrong, v.lost(log)...)
		}
		for i, l := range v.lines {
			if got := l.list(); !slices.Equal(got, log) {
				wrong = append(wrong, fmt.Sprintf("ticket %d, connection %d: has %d entries, the log %d; they differ at %d", v.ticket, i, len(got), len(log), differAt(got, log)))
			}
		}
	}
	return wrong
}

func differAt(a, b []seen) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}

// seen is an entry as a client keeps it.
type seen struct {
	Seq int64     `json:"seq" db:"seq_everyone"`
	ID  uuid.UUID `json:"id" db:"id"`
}

func (v *visitor) log(ctx context.Context) ([]seen, error) {
	var log []seen
	return log, v.talk.stage.Owner.SelectContext(ctx, &log, `
		SELECT seq_everyone, id FROM desk.entries WHERE ticket = $1 AND seq_everyone IS NOT NULL ORDER BY seq`, v.ticket)
}

func (v *visitor) lost(log []seen) (wrong []string) {
	times := map[uuid.UUID]int{}
	for i, e := range log {
		times[e.ID]++
		if e.Seq != int64(i+1) {
			wrong = append(wrong, fmt.Sprintf("ticket %d: entry %d bears number %d", v.ticket, i+1, e.Seq))
		}
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	for id := range v.acked {
		if times[id] != 1 {
			wrong = append(wrong, fmt.Sprintf("ticket %d: message %s was acknowledged and is %d times in the log", v.ticket, id, times[id]))
		}
	}
	return wrong
}

// End lets everybody go. Twice is fine.
func (t *Talk) End() {
	t.cancel()
	t.ended.Wait()
}
