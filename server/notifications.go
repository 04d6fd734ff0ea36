package server

import (
	"context"
	"strconv"

	"kontor/internal/fault"
	"kontor/people"
	"kontor/tickets"
)

// Notifications is a page of notifications, newest first, and how many of all
// have not been seen.
type Notifications struct {
	List[Notification]
	Unread int `json:"unread"`
}

const notificationsPage = 30

func (s *Server) getNotifications(c *call, in *PageInput) (Notifications, error) {
	before, limit := int64(0), in.Limit
	if limit == 0 {
		limit = notificationsPage
	}
	if in.Before != "" {
		var err error
		if before, err = strconv.ParseInt(in.Before, 10, 64); err != nil {
			return Notifications{}, fault.Invalid("This is not a page of the notifications.").With("before", "is not a cursor of this list")
		}
	}
	found, err := s.desk.Notifications(c, c.by, before, limit)
	if err != nil {
		return Notifications{}, err
	}
	items, err := s.notificationShapes(c, c.by, found)
	if err != nil {
		return Notifications{}, err
	}
	next := ""
	if len(items) == limit {
		next = strconv.FormatInt(items[limit-1].Seq, 10)
	}
	counts, err := s.desk.Counts(c, c.by)
	return Notifications{List: listOf(items, next), Unread: counts.Unread}, err
}

// notificationShapes are notifications as their person reads them, with the
// subjects of their tickets.
func (s *Server) notificationShapes(ctx context.Context, viewer people.Person, found []tickets.Notification) ([]Notification, error) {
	subjects, err := subjectsOf(ctx, s, viewer, found, func(n tickets.Notification) int64 { return n.Ticket })
	items := make([]Notification, 0, len(found))
	for _, n := range found {
		items = append(items, notificationShape(n, subjects[n.Ticket]))
	}
	return items, err
}

type postNotificationsReadInput struct {
	Body struct {
		UpTo int64 `json:"upto" minimum:"0" doc:"The seq of the last one seen"`
	}
}

func (s *Server) postNotificationsRead(c *call, in *postNotificationsReadInput) error {
	return s.desk.ReadNotifications(c, c.by, in.Body.UpTo)
}
