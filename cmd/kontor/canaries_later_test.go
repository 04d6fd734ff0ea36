package main

import (
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"path/filepath"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/clock"
	"kontor/internal/postgres"
	"kontor/internal/testkit"
	"kontor/people"
)

// sends puts a file at a path, with something personal in it and in its name.
func (p person) sends(path, all string) int {
	p.n.t.Helper()
	request, err := http.NewRequest("PUT", "http://"+p.n.s.Addr+path, strings.NewReader(strings.Repeat(all+"\n", 200)))
	if err != nil {
		p.n.t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+p.token)
	request.Header.Set("Content-Type", "application/octet-stream")
	request.Header.Set("Content-Disposition", `attachment; filename="Zacharias Quokkaberg KAN-271828.txt"`)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		p.n.t.Fatal(err)
	}
	response.Body.Close()
	return response.StatusCode
}

// attaches sends a file to a ticket and posts it.
func (p person) attaches(ticket, kind, all string) {
	p.n.t.Helper()
	id := uuid.Must(uuid.NewV7())
	if status := p.sends(ticket+"/attachments/"+id.String(), all); status != http.StatusCreated {
		p.n.t.Errorf("a file: %d", status)
	}
	p.does("POST", ticket+"/entries", object{"id": uuid.Must(uuid.NewV7()), "kind": kind, "text": "see " + all, "attachments": []string{id.String()}}, nil)
}

func (p person) id() uuid.UUID {
	p.n.t.Helper()
	var me struct{ ID uuid.UUID }
	p.does("GET", "/api/v1/me", nil, &me)
	return me.ID
}

// isHelped is a ticket that begins with a file and goes through an expert's hands,
// whose answers are held, whose work is rated, contested and paid.
func (n *node) isHelped(zach, otter, lind person, all string) {
	n.t.Helper()
	first := uuid.Must(uuid.NewV7())
	if status := zach.sends("/api/v1/attachments/"+first.String(), all); status != http.StatusCreated {
		n.t.Errorf("a first file: %d", status)
	}
	zach.sends("/api/v1/attachments/"+uuid.NewString(), all) // which nothing is opened with
	n.here(otter.id())
	var opened struct{ Number int64 }
	zach.does("POST", "/api/v1/tickets", object{"id": uuid.Must(uuid.NewV7()), "topic": "parking", "text": all, "attachments": []string{first.String()}}, &opened)
	ticket := fmt.Sprintf("/api/v1/tickets/%d", opened.Number)
	testkit.Eventually(n.t, "the expert is asked", func() bool { return otter.tries("GET", ticket, nil, nil) == http.StatusOK })
	otter.does("POST", ticket+"/claim", nil, nil)
	if status := otter.sends(ticket+"/attachments/"+uuid.NewString(), all); status != http.StatusForbidden {
		n.t.Errorf("an expert's file: %d", status)
	}
	for _, over := range []string{"release_held", "drop_held"} {
		held := uuid.Must(uuid.NewV7())
		otter.does("POST", ticket+"/entries", object{"id": held, "kind": "message", "text": all, "insist": true}, nil)
		lind.does("POST", ticket+"/"+over, object{"entry": held, "note": all}, nil)
	}
	said, told := uuid.Must(uuid.NewV7()), object{"kind": "note", "text": all}
	zach.does("POST", ticket+"/entries", object{"id": said, "kind": "message", "text": all}, nil)
	zach.does("POST", ticket+"/leak", object{"entry": said, "note": all}, nil)
	told["id"] = uuid.Must(uuid.NewV7())
	otter.does("POST", ticket+"/entries", told, nil)
	otter.does("POST", ticket+"/resolve", nil, nil)
	zach.does("POST", ticket+"/rating", object{"stars": 4, "tags": []string{"Zacharias Quokkaberg"}, "comment": all}, nil)
	otter.does("POST", "/api/v1/me/ratings/contests", object{"ticket": opened.Number, "resolution": 1, "reason": all}, nil)
	otter.does("PUT", "/api/v1/me/payee", object{"name": "Zacharias Quokkaberg", "iban": "DE89370400440532013000", "password": "canary horse battery"}, nil)
	otter.tries("PUT", "/api/v1/me/payee", object{"name": "Zacharias Quokkaberg", "iban": "DE89370400440532013001", "password": "canary horse battery"}, nil)
	lind.does("POST", "/api/v1/rewards/adjustments", object{"id": uuid.Must(uuid.NewV7()), "person": otter.id(), "unit": "EUR", "amount": 500,
		"reason": "Helped Zacharias Quokkaberg, zq.canary@example.org, +45 31415926"}, nil)
}

// here lets an expert be asked, as if a page of theirs were open.
func (n *node) here(expert uuid.UUID) {
	n.t.Helper()
	err := withRegister(n.t.Context(), n.s, func(r *people.Register) error {
		_, err := r.SetAvailable(n.t.Context(), expert, true)
		return err
	})
	if err != nil {
		n.t.Fatal(err)
	}
	presence := people.NewPresence(n.redis, clock.System{})
	testkit.Eventually(n.t, "Redis knows of the expert", func() bool { return presence.Renew(n.t.Context(), expert) == nil })
}

// exports has the customer take a file with everything about them.
func (n *node) exports(zach person) {
	n.t.Helper()
	zach.does("POST", "/api/v1/me/export", object{"password": "canary horse battery"}, nil)
	testkit.Eventually(n.t, "the export is ready", func() bool {
		var export struct{ State string }
		zach.does("GET", "/api/v1/me/export", nil, &export)
		return export.State == "ready"
	})
	zach.does("GET", "/api/v1/me/export/file", nil, nil)
}

// erases has the customer erased, and looks for what even the key could still open.
func (n *node) erases(root, zach person) {
	n.t.Helper()
	id := zach.id()
	root.does("PATCH", "/api/v1/retention", object{"erase_after_days": 0}, nil)
	zach.does("POST", "/api/v1/me/erasure", object{"password": "canary horse battery"}, nil)
	db := n.owner()
	defer db.Close()
	testkit.Eventually(n.t, "the key is gone", func() bool { return n.count(db, `SELECT count(*) FROM vault.keys WHERE person = $1`, id) == 0 })
	var columns []struct{ Relation, Named string }
	err := db.SelectContext(n.t.Context(), &columns, `
		SELECT c.table_name AS relation, c.column_name AS named FROM information_schema.columns c
		WHERE c.table_schema = 'vault' AND c.column_name IN ('person', 'customer', 'uploader') AND c.table_name <> 'access_log'`)
	if err != nil || len(columns) < 10 {
		n.t.Fatalf("%d columns of the vault name people: %v", len(columns), err)
	}
	for _, c := range columns {
		if left := n.count(db, `SELECT count(*) FROM vault.`+c.Relation+` WHERE `+c.Named+` = $1`, id); left != 0 {
			n.t.Errorf("after the erasure vault.%s holds %d rows of theirs", c.Relation, left)
		}
	}
	err = filepath.WalkDir(filepath.Join(n.dir, "files"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			n.t.Errorf("after the erasure there is %s", path)
		}
		return err
	})
	if err != nil {
		n.t.Error(err)
	}
}

func (n *node) owner() *sqlx.DB {
	n.t.Helper()
	e, err := postgres.Attach(n.dir)
	if err != nil {
		n.t.Fatal(err)
	}
	db, err := sqlx.Open("postgres", e.OwnerDSN())
	if err != nil {
		n.t.Fatal(err)
	}
	return db
}

func (n *node) count(db *sqlx.DB, query string, args ...any) (count int) {
	n.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := db.GetContext(ctx, &count, query, args...); err != nil {
		n.t.Fatal(err)
	}
	return count
}
