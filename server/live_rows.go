package server

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kontor/people"
	"kontor/tickets"
)

// flushRows tells which rows of a turn have changed.
func (l *live) flushRows(ctx context.Context, turn int64) error {
	var numbers []int64
	l.mu.Lock()
	for n := range l.rows {
		if n%rowsTurns == turn {
			numbers = append(numbers, n)
			delete(l.rows, n)
		}
	}
	l.mu.Unlock()
	if len(numbers) == 0 {
		return nil
	}
	return l.tellRows(ctx, numbers)
}

// tellRows gives changed rows to those who have them in a list: to the customer
// and to staff as they are, to the expert who holds a ticket as the expert window
// shows it.
func (l *live) tellRows(ctx context.Context, numbers []int64) error {
	rows, err := l.s.desk.RowsOf(ctx, numbers)
	if err != nil {
		return err
	}
	staff := slices.DeleteFunc(l.allSockets(), func(s *socket) bool { return !isStaff(s.who()) })
	held := map[uuid.UUID]bool{}
	for _, row := range rows {
		for _, s := range l.socketsOf(row.Customer) {
			l.tellRow(ctx, s, row)
		}
		for _, s := range staff {
			if p := s.who(); inTeam(p, row.Team) || row.HeldBy(p.ID) {
				l.tellRow(ctx, s, row.ForStaff())
			}
		}
		if row.AssigneeRole == string(people.RoleExpert) && len(l.socketsOf(row.Assignee.UUID)) > 0 {
			held[row.Assignee.UUID] = true
		}
	}
	return l.tellHolders(ctx, keys(held), numbers)
}

func (l *live) tellHolders(ctx context.Context, experts []uuid.UUID, numbers []int64) error {
	if len(experts) == 0 {
		return nil
	}
	rows, err := l.s.desk.HeldRows(ctx, experts, numbers)
	for _, row := range rows {
		for _, s := range l.socketsOf(row.Assignee.UUID) {
			l.tellRow(ctx, s, row)
		}
	}
	return err
}

func (l *live) tellRow(ctx context.Context, s *socket, row tickets.Sight) {
	p := s.who()
	row.Head = row.Heads.In(tickets.Stream(p))
	s.send(ticketFrame{Type: "ticket", Ticket: l.s.ticketRow(ctx, row, p)})
}

func inTeam(p people.Person, team string) bool {
	for _, t := range p.Teams {
		if t == team {
			return true
		}
	}
	return false
}
