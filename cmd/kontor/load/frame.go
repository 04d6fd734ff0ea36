package load

import (
	"bytes"
	"encoding/json"
	"strconv"

	"github.com/google/uuid"
)

// frame is what a server sends, as far as a client cares. The ticket of a frame
// `ticket` is in Row.
type frame struct {
	Type    string    `json:"type"`
	Ticket  int64     `json:"-"`
	Epoch   string    `json:"epoch"`
	Head    int64     `json:"head"`
	Seq     int64     `json:"seq"`
	ID      uuid.UUID `json:"id"`
	Code    string    `json:"code"`
	Message string    `json:"message"`
	Reason  string    `json:"reason"`
	Entry   *entry    `json:"entry"`

	Where json.RawMessage `json:"ticket"`
	News  *struct {
		Ticket int64 `json:"ticket"`
	} `json:"notification"`
	Row *row `json:"-"`
}

// entry is one line of a log as a client receives it.
type entry struct {
	ID       uuid.UUID `json:"id"`
	Seq      int64     `json:"seq"`
	Kind     string    `json:"kind"`
	Audience string    `json:"audience"`
	Author   face      `json:"author"`
	Text     string    `json:"text"`
	Data     data      `json:"data"`
	Personal *struct {
		Text string `json:"text"`
	} `json:"personal"`
}

type face struct {
	ID   uuid.UUID `json:"id"`
	Role string    `json:"role"`
}

type data struct {
	Event    string `json:"event"`
	Reason   string `json:"reason"`
	Handover bool   `json:"handover"`
	Stars    int    `json:"stars"`
	To       *face  `json:"to"`
}

// row is a ticket as lists and frames show it.
type row struct {
	Number   int64  `json:"number"`
	Topic    string `json:"topic"`
	Team     string `json:"team"`
	Tier     string `json:"tier"`
	State    string `json:"state"`
	Assignee *face  `json:"assignee"`
	Head     int64  `json:"head"`
}

// about is the ticket that a frame tells of.
func (f frame) about() int64 {
	if f.News != nil {
		return f.News.Ticket
	}
	return f.Ticket
}

func readFrame(raw []byte) (f frame, err error) {
	if err = json.Unmarshal(raw, &f); err != nil || len(f.Where) == 0 {
		return f, err
	}
	if f.Where[0] == '{' {
		f.Row = &row{}
		err = json.Unmarshal(f.Where, f.Row)
		f.Ticket = f.Row.Number
	} else {
		f.Ticket, err = strconv.ParseInt(string(f.Where), 10, 64)
	}
	return f, err
}

// frameType finds the type without reading the rest. The desk writes it first;
// from anything else comes "".
func frameType(raw []byte) string {
	const begin = `{"type":"`
	if !bytes.HasPrefix(raw, []byte(begin)) {
		return ""
	}
	rest := raw[len(begin):]
	end := bytes.IndexByte(rest, '"')
	if end < 0 {
		return ""
	}
	for _, known := range frameTypes {
		if string(rest[:end]) == known {
			return known
		}
	}
	return ""
}

var frameTypes = []string{"entry", "ack", "ticket", "typing", "read", "pong", "watching", "hello", "error", "notification", "offer", "offer_gone", "unwatched", "presence", "resync"}

// numberIn reads a whole number member of a frame without reading the rest;
// only for members whose name occurs once.
func numberIn(raw []byte, member string) int64 {
	at := bytes.Index(raw, []byte(`"`+member+`":`))
	if at < 0 {
		return 0
	}
	var n int64
	for _, c := range raw[at+len(member)+3:] {
		if c < '0' || c > '9' {
			break
		}
		n = 10*n + int64(c-'0')
	}
	return n
}

// ackedID reads the id of an ack.
func ackedID(raw []byte) (id uuid.UUID, ok bool) {
	const member = `"id":"`
	at := bytes.Index(raw, []byte(member))
	if at < 0 || len(raw) < at+len(member)+36 {
		return uuid.Nil, false
	}
	id, err := uuid.ParseBytes(raw[at+len(member) : at+len(member)+36])
	return id, err == nil
}
