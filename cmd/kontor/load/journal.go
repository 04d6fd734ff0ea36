package load

import (
	"time"

	"github.com/google/uuid"
)

// sent is one thing that a client asked for: a ticket, a message, a note or an
// act. It stays in the client's outbox until it is answered for good.
type sent struct {
	ID       uuid.UUID
	By       int
	Ticket   int64
	What     string // open, message, note or the name of the act
	Audience string // of a note
	Text     string // as it was written; "" where there is none
	Personal bool   // it holds something personal

	At      time.Time
	Acked   bool
	AckedAt time.Time
	Seq     int64  // as the ack says, in the sender's stream; 0: not in it, or over HTTP
	Epoch   string // of the connection that acknowledged
	Refused string // the code of the refusal
	Delayed bool   // was put off at least once, so that others may have overtaken it
	HTTP    bool

	frame []byte
	tries int
	due   time.Time // when it is sent again if nothing is heard
	done  chan struct{}
}

// got is one entry as a watcher received it.
type got struct {
	Seq      int64
	ID       uuid.UUID
	Kind     string
	Audience string
	Text     string
	Event    string
	Personal bool // the original text came with it
}

// record is what one client received of one ticket, in order.
type record struct {
	Ticket int64
	Epoch  string
	Got    []got
	Ended  string // why the watch ended; "" while it lasts

	wanted   bool      // the client still watches
	live     bool      // `watching` was received on this connection
	resuming bool      // asked for again after a reconnect, not answered yet
	left     time.Time // when the client stopped by itself
	again    time.Time // when to ask again after a refusal that may pass
	holding  bool      // by a claim of this client's
}

// leftByItself ends a watch that the client wanted no more.
const leftByItself = "unwatch"

func (r *record) last() int64 {
	if len(r.Got) == 0 {
		return 0
	}
	return r.Got[len(r.Got)-1].Seq
}

// journal is everything that one client sent and received, as the referee
// reads it.
type journal struct {
	Who     person
	Sent    []*sent
	Records map[int64]*record
	Told    map[int64]string // tickets that it was told of beside watching, and by which frame
	Away    bool             // without a live connection at the end
}
