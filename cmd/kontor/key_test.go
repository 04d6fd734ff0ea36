package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/internal/testkit"
	"kontor/people"
	"kontor/privacy"
)

// rotatorVariable makes the test program a rotation of its own, which can be
// killed: it says each step and goes on when it is told to.
const rotatorVariable = "KONTOR_TEST_ROTATOR"

func rotateAsChild() int {
	var s Settings
	if err := json.Unmarshal([]byte(os.Getenv(rotatorVariable)), &s); err != nil {
		return fail(os.Stderr, err)
	}
	ctx, told := context.Background(), bufio.NewReader(os.Stdin)
	d, err := attach(ctx, &s)
	if err != nil {
		return fail(os.Stderr, err)
	}
	err = (&keyRotate{Wait: time.Minute, Batch: 3}).rotate(ctx, &s, d, io.Discard, func(p privacy.Progress) {
		fmt.Println(p.Step)
		_, _ = told.ReadString('\n')
	})
	if err != nil {
		return fail(os.Stderr, err)
	}
	return 0
}

// kill is when a rotation is killed: when it has done a step, or somewhere in
// what follows that.
type kill struct {
	step  string
	after bool
}

// rotateUntil rotates in a process that is killed (SIGKILL). It reports whether
// it was; else the rotation came to its end.
func rotateUntil(t *testing.T, s *Settings, k kill) bool {
	t.Helper()
	settings, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	child := exec.Command(os.Args[0])
	child.Env, child.Stderr = append(os.Environ(), rotatorVariable+"="+string(settings)), &said
	tell, err := child.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	steps, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(steps)
	for lines.Scan() {
		if lines.Text() != k.step || k.after {
			fmt.Fprintln(tell)
		}
		if lines.Text() == k.step {
			_ = child.Process.Kill()
		}
	}
	err = child.Wait()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) && exit.Sys().(syscall.WaitStatus).Signal() == syscall.SIGKILL {
		return true
	}
	if err != nil {
		t.Fatalf("the rotation failed: %v: %s", err, &said)
	}
	return false
}

// caller is a program that talks to a node.
type caller struct {
	t     *testing.T
	addrs []string
	turn  int
}

// ask sends to the nodes in turn and gives the answer's status.
func (c *caller) ask(method, path, token string, body, answer any) int {
	raw, _ := json.Marshal(body)
	c.turn++
	request, err := http.NewRequest(method, "http://"+c.addrs[c.turn%len(c.addrs)]+"/api/v1"+path, bytes.NewReader(raw))
	if err != nil {
		c.t.Error(err)
		return 0
	}
	request.Header.Set("Content-Type", "application/json")
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		c.t.Error(err)
		return 0
	}
	defer response.Body.Close()
	if answer != nil {
		if err := json.NewDecoder(response.Body).Decode(answer); err != nil {
			c.t.Error(err)
		}
	}
	return response.StatusCode
}

// written is what a customer wrote during a rotation.
type written struct {
	token, email, text string
	ticket             int64
}

// comes is a customer who makes an account, writes, and signs in again.
func (c *caller) comes(n int) written {
	w := written{email: fmt.Sprintf("anne%d@example.org", n), text: fmt.Sprintf("I am Anne Holm, mail anne%d@example.org or call +45 2011 %04d", n, n)}
	var made struct{ Token string }
	if status := c.ask("POST", "/customers", "", map[string]string{"email": w.email, "password": "long enough"}, &made); status != 201 {
		c.t.Errorf("an account: %d", status)
	}
	var ticket struct{ Number int64 }
	body := map[string]any{"id": uuid.Must(uuid.NewV7()), "topic": "parking", "text": w.text}
	if status := c.ask("POST", "/tickets", made.Token, body, &ticket); status != 201 {
		c.t.Errorf("a ticket: %d", status)
	}
	w.token, w.ticket = made.Token, ticket.Number
	c.signsIn(w)
	return w
}

func (c *caller) signsIn(w written) {
	if status := c.ask("POST", "/sessions", "", map[string]string{"email": w.email, "password": "long enough"}, nil); status != 201 {
		c.t.Errorf("%d signing in", status)
	}
}

func (c *caller) reads(w written) {
	c.t.Helper()
	var entries struct{ Items []struct{ Text string } }
	status := c.ask("GET", fmt.Sprintf("/tickets/%d/entries", w.ticket), w.token, nil, &entries)
	for _, e := range entries.Items {
		if e.Text == w.text {
			return
		}
	}
	c.t.Errorf("ticket %d cannot be read any more: %d, %+v", w.ticket, status, entries)
}

// aTopic is what can be asked about.
func aTopic(t *testing.T, db *testkit.DB) {
	t.Helper()
	for _, statement := range []string{
		`INSERT INTO desk.teams (id, name) VALUES ('town', 'Town hall')`,
		`INSERT INTO desk.topics (id, names, policy, team) VALUES ('parking', '{"en":"Parking"}', 'experts_first', 'town')`,
	} {
		if _, err := db.Owner.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
}

// Two nodes run, people write and sign in, and the rotation is killed at every
// one of its steps and between them.
func TestKeyIsRotatedWhileTheDeskRuns(t *testing.T) {
	s, db := managed(t)
	s.Limits = "off"
	aTopic(t, db)
	other := *s
	other.Addr = testkit.FreeAddress(t)
	for _, node := range []*Settings{s, &other} {
		start(t, func(ctx context.Context) error { return (&serveCommand{Role: "all"}).Run(ctx, node, io.Discard) })
		testkit.Eventually(t, "a node is ready", func() bool { return readiness(node).Ready })
	}
	before, err := os.ReadFile(filepath.Join(s.Data, "key"))
	if err != nil {
		t.Fatal(err)
	}
	c := &caller{t: t, addrs: []string{s.Addr, other.Addr}}
	var all []written
	for range 40 {
		c.ask("POST", "/visitors", "", map[string]string{"name": "Bo Friis"}, nil)
	}
	for n := range 3 {
		all = append(all, c.comes(n))
	}

	rotated, busy := make(chan struct{}), sync.WaitGroup{}
	busy.Go(func() {
		for n := len(all); ; n++ {
			select {
			case <-rotated:
				return
			default:
				all = append(all, c.comes(n))
			}
		}
	})
	for _, k := range []kill{
		{privacy.StepAnnounce, false}, {privacy.StepAwait, false}, {privacy.StepAwait, true}, {privacy.StepSwitch, false}, {privacy.StepSwitch, true},
		{privacy.StepRewrap, false}, {privacy.StepRewrap, true}, {privacy.StepRewrap, false}, {privacy.StepRetire, false},
	} {
		if !rotateUntil(t, s, k) {
			t.Errorf("the rotation ended before it was killed at %v", k)
		}
	}
	if rotateUntil(t, s, kill{}) {
		t.Error("the last run did not end")
	}
	close(rotated)
	busy.Wait()

	after, err := os.ReadFile(filepath.Join(s.Data, "key"))
	if err != nil || bytes.Equal(before, after) || bytes.Count(after, []byte("\n")) != 1 {
		t.Fatalf("the key file is as before, or holds several keys: %v", err)
	}
	for _, w := range all {
		c.reads(w)
		c.signsIn(w)
	}
	onlyTheNewKeyOpens(t, s, db, before, all)
}

// onlyTheNewKeyOpens looks at the database from new nodes, one with the old key
// and one with the new one.
func onlyTheNewKeyOpens(t *testing.T, s *Settings, db *testkit.DB, old []byte, all []written) {
	t.Helper()
	var states []string
	if err := db.Owner.Select(&states, `SELECT state FROM vault.master_keys ORDER BY state`); err != nil || strings.Join(states, " ") != "current retired" {
		t.Fatalf("the keys are %v: %v", states, err)
	}
	key, err := privacy.ParseKey(string(old))
	if err != nil {
		t.Fatal(err)
	}
	ring, err := privacy.NewKeyring(key)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := privacy.WrappedWith(t.Context(), db.App, ring.Fingerprint()); n != 0 || err != nil {
		t.Errorf("%d people's keys are wrapped with the old key: %v", n, err)
	}
	person, wrapped := all[0], []byte(nil)
	if _, wrapped, err = ring.NewPersonKey(uuid.New()); err != nil {
		t.Fatal(err)
	}
	_, err = db.App.Exec(`UPDATE vault.keys SET wrapped = $1 WHERE person = (SELECT person FROM vault.keys LIMIT 1)`, wrapped)
	if err == nil || !strings.Contains(err.Error(), "retired") {
		t.Errorf("the retired key may still be used: %v", err)
	}
	stale := *s
	stale.Key = string(old)
	if err := withRegister(t.Context(), &stale, func(*people.Register) error { return nil }); err == nil || !strings.Contains(err.Error(), "KONTOR_KEY is not the key of this database") {
		t.Errorf("a node with the old key: %v", err)
	}
	err = withRegister(t.Context(), s, func(r *people.Register) error {
		hits, err := r.LookUp(t.Context(), people.Person{ID: uuid.New(), Role: people.RoleStaff, Name: "S. Lind", Active: true}, person.email)
		if err == nil && len(hits) != 1 {
			t.Errorf("the look-up finds %v", hits)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
