package server

import (
	"strconv"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/people"
	"kontor/tickets"
)

type getEntriesInput struct {
	Number int64 `path:"number"`
	After  int64 `query:"after" minimum:"0" doc:"The last number the client has; 0 for all"`
	Last   int   `query:"last" minimum:"1" maximum:"200" doc:"Instead of after: the last so many, in order; next is then the before of the ones before"`
	Before int64 `query:"before" minimum:"1" doc:"With last: those before this number"`
	Limit  int   `query:"limit" minimum:"1" maximum:"200" doc:"100 unless given"`
}

const entriesPage = 100

func (s *Server) getEntries(c *call, in *getEntriesInput) (List[Entry], error) {
	if in.Last > 0 {
		return s.lastEntries(c, in)
	}
	limit := in.Limit
	if limit == 0 {
		limit = entriesPage
	}
	seen, err := s.desk.Entries(c, c.by, in.Number, in.After, limit)
	items, next := entryShapes(seen, c.by), ""
	if len(items) == limit {
		next = strconv.FormatInt(items[limit-1].Seq, 10)
	}
	return listOf(items, next), err
}

func (s *Server) lastEntries(c *call, in *getEntriesInput) (List[Entry], error) {
	seen, err := s.desk.LastEntries(c, c.by, in.Number, in.Before, in.Last)
	items, next := entryShapes(seen, c.by), ""
	if len(items) > 0 && items[0].Seq > 1 {
		next = strconv.FormatInt(items[0].Seq, 10)
	}
	return listOf(items, next), err
}

func entryShapes(seen []tickets.Seen, viewer people.Person) []Entry {
	items := make([]Entry, 0, len(seen))
	for _, e := range seen {
		items = append(items, entryShape(e, viewer))
	}
	return items
}

type postEntryInput struct {
	Number int64 `path:"number"`
	Body   struct {
		ID          uuid.UUID        `json:"id" format:"uuid" doc:"Made by the sender; the same id again gives the same entry"`
		Kind        tickets.Kind     `json:"kind,omitempty" enum:"message,note" doc:"message unless given"`
		Text        string           `json:"text,omitempty" doc:"May be empty where files are attached"`
		Audience    tickets.Audience `json:"audience,omitempty" enum:"helpers,staff" doc:"Of a note; without it staff's for staff and helpers' for experts"`
		Insist      bool             `json:"insist,omitempty" doc:"An expert was warned that this is risky: hold it for staff to look at"`
		Attachments []uuid.UUID      `json:"attachments,omitempty" maxItems:"10" format:"uuid" doc:"Files that were put to the ticket before, by their ids; experts attach none"`
	}
}

func (s *Server) postEntry(c *call, in *postEntryInput) (Entry, error) {
	if in.Body.ID == uuid.Nil {
		return Entry{}, fault.Invalid("an entry needs an id").With("id", "must be a UUID made by the sender")
	}
	if err := s.limits.post(c.by.ID); err != nil {
		return Entry{}, err
	}
	kind := in.Body.Kind
	if kind == "" {
		kind = tickets.KindMessage
	}
	act, err := tickets.Writes(c.by, tickets.Writing{Kind: kind, Audience: in.Body.Audience, Text: in.Body.Text, Attachments: in.Body.Attachments, Insist: in.Body.Insist})
	if err != nil {
		return Entry{}, err
	}
	done, err := s.desk.Do(c, tickets.Order{Ticket: in.Number, ID: in.Body.ID, By: c.by}, act)
	if err != nil {
		return Entry{}, err
	}
	s.posted(c.by, done)
	return s.entry(c, in.Number, done.Entry.In(tickets.Stream(c.by)))
}

// entry reads one entry back as its author sees it.
func (s *Server) entry(c *call, ticket, own int64) (Entry, error) {
	seen, err := s.desk.Entries(c, c.by, ticket, own-1, 1)
	if err != nil {
		return Entry{}, err
	}
	if len(seen) == 0 || seen[0].Seq != own {
		return Entry{}, fault.NotFound("there is no such entry")
	}
	return entryShape(seen[0], c.by), nil
}
