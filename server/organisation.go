package server

import (
	"context"
	"sync"
	"time"

	"kontor/people"
)

// Organisation is whose desk this is.
type Organisation struct {
	Name            string   `json:"name"`
	Languages       []string `json:"languages" nullable:"false"`
	DefaultLanguage string   `json:"default_language"`
	FirstReply      *int     `json:"typical_first_reply_seconds" doc:"null while too little is known"`
}

// orUsual fills in what was not said.
func (o Organisation) orUsual() Organisation {
	if o.Name == "" {
		o.Name = "Kontor"
	}
	if len(o.Languages) == 0 {
		o.Languages = people.Locales
	}
	if o.DefaultLanguage == "" {
		o.DefaultLanguage = o.Languages[0]
	}
	return o
}

func (s *Server) getOrganisation(c *call, _ *struct{}) (Organisation, error) {
	o := s.organisation
	usual, err := s.usual.read(c, s.clock.Now(), s.desk.UsualFirstReply)
	o.FirstReply = usual
	return o, err
}

// usualReply remembers the usual time to a first reply for a minute: every
// visitor asks for it.
type usualReply struct {
	mu      sync.Mutex
	seconds *int
	until   time.Time
}

const usualFor = time.Minute

func (u *usualReply) read(ctx context.Context, now time.Time, ask func(context.Context) (time.Duration, bool, error)) (*int, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if now.Before(u.until) {
		return u.seconds, nil
	}
	usual, known, err := ask(ctx)
	if err != nil {
		return nil, err
	}
	u.seconds, u.until = nil, now.Add(usualFor)
	if known {
		seconds := int(usual.Seconds())
		u.seconds = &seconds
	}
	return u.seconds, nil
}
