package tickets

import (
	"testing"
	"testing/synctest"
	"time"
)

// A lane waits for those whom it has just answered together, and for nobody else.
func TestLaneGathers(t *testing.T) {
	const ms = time.Millisecond
	for name, c := range map[string]struct {
		posts      int           // of the last batch
		took, idle time.Duration // by it, and since
		come       []time.Duration
		want       int
		after      time.Duration
	}{
		"all who were answered write again":      {posts: 3, took: 4 * ms, idle: ms, come: []time.Duration{0, ms, 3 * ms}, want: 3, after: 3 * ms},
		"one does not":                           {posts: 3, took: 4 * ms, idle: ms, come: []time.Duration{0, ms, 9 * ms}, want: 2, after: 4 * ms},
		"one who was not there":                  {posts: 2, took: 4 * ms, idle: ms, come: []time.Duration{0, 0, 0}, want: 3},
		"somebody alone":                         {posts: 1, took: 4 * ms, idle: ms, come: []time.Duration{0, ms}, want: 1},
		"the first ever":                         {come: []time.Duration{0, ms}, want: 1},
		"it is long ago":                         {posts: 3, took: 4 * ms, idle: 5 * ms, come: []time.Duration{0, ms, ms}, want: 1},
		"a database that took its time":          {posts: 3, took: time.Minute, idle: ms, come: []time.Duration{0, ms, 9 * ms}, want: 2, after: gatherMost},
		"more at once than a batch holds":        {posts: batchMost, took: 4 * ms, idle: ms, come: make([]time.Duration, batchMost+9), want: batchMost},
		"a full batch, and the rest comes later": {posts: 2, took: 4 * ms, idle: ms, come: []time.Duration{0, 2 * ms, 3 * ms}, want: 2, after: 2 * ms},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := &lane{queue: make(chan *posting, queueMost), last: round{c.posts, c.took, time.Now()}}
				time.Sleep(c.idle) // of the bubble
				began := time.Now()
				for _, after := range c.come {
					if after == 0 {
						l.queue <- &posting{}
						continue
					}
					time.AfterFunc(after, func() { l.queue <- &posting{} })
				}
				got := l.collect(<-l.queue)
				if took := time.Since(began); len(got) != c.want || took != c.after {
					t.Errorf("%d posts after %s, want %d after %s", len(got), took, c.want, c.after)
				}
				time.Sleep(time.Second) // until all have come
			})
		})
	}
}
