package load

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/google/uuid"
)

// truth without a database is what each customer reads over HTTP of each of
// their own tickets.
func (v *visitors) truth(ctx context.Context, of []person) (*truth, error) {
	t := &truth{Tickets: map[int64]*ticketTruth{}}
	for i, p := range of {
		rows, err := v.mine(ctx, i, p)
		if err != nil {
			return nil, err
		}
		for _, number := range slices.Sorted(maps.Keys(rows)) {
			ticket := &ticketTruth{Number: number, Customer: p.id, Tier: rows[number].Tier, State: rows[number].State, HeadEveryone: rows[number].Head}
			if err := v.readLog(ctx, i, p, ticket); err != nil {
				return nil, err
			}
			t.Tickets[number] = ticket
		}
	}
	return t, nil
}

func (v *visitors) mine(ctx context.Context, i int, p person) (map[int64]row, error) {
	rows, before := map[int64]row{}, ""
	for {
		var page struct {
			Items []row   `json:"items"`
			Next  *string `json:"next"`
		}
		path := apiPath + "/tickets?view=mine&limit=50"
		if before != "" {
			path += "&before=" + before
		}
		if err := v.run.road.insist(ctx, i, p.token, "GET", path, nil, &page); err != nil {
			return nil, fmt.Errorf("read a customer's tickets: %w", err)
		}
		for _, r := range page.Items {
			rows[r.Number] = r
		}
		if page.Next == nil {
			return rows, nil
		}
		before = *page.Next
	}
}

func (v *visitors) readLog(ctx context.Context, i int, p person, t *ticketTruth) error {
	for after := int64(0); ; {
		var page struct {
			Items []entry `json:"items"`
		}
		if err := v.run.road.insist(ctx, i, p.token, "GET", fmt.Sprintf("%s?after=%d&limit=200", entriesOf(t.Number), after), nil, &page); err != nil {
			return fmt.Errorf("read a log: %w", err)
		}
		for _, e := range page.Items {
			line := entryTruth{Ticket: t.Number, Seq: e.Seq, Everyone: e.Seq, ID: e.ID, Kind: e.Kind, Audience: e.Audience, Author: e.Author.ID, Role: e.Author.Role,
				Text: e.Text, Event: e.Data.Event, Reason: e.Data.Reason}
			if e.Data.To != nil {
				line.To, line.ToRole = uuid.NullUUID{UUID: e.Data.To.ID, Valid: true}, e.Data.To.Role
			}
			t.Entries = append(t.Entries, line)
			after = e.Seq
			t.HeadEveryone = max(t.HeadEveryone, e.Seq)
		}
		if len(page.Items) < 200 {
			return nil
		}
	}
}
