package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/uuid"
	"github.com/redis/go-redis/v9"

	"kontor/internal/postgres"
	"kontor/internal/testkit"
	"kontor/people"
)

// nodeVariable makes the test program a node with the settings of its
// environment, whose standard error is a file like that of any service.
const nodeVariable = "KONTOR_TEST_NODE"

// Canaries are what is personal in this test; none of it may be found anywhere
// that does not need the key.
var personalCanaries = []string{
	"Zacharias", "Quokkaberg", "zq.canary@example.org", "second-canary@example.net", "login-canary@example.com", "helper-canary@example.org",
	"admin-canary@example.org", "applicant-canary@example.org", "31415926", "31 41 59 26", "Kanarienweg", "KAN-271828", "4111 1111 1111 1111", "DE89370400440532013000", "canary horse battery",
}

// A dump of the database, a copy of the data directory without the key, what
// goes through Redis, the logs at debug level with the trace of a crash, and
// the metrics: nobody can read in any of it who anybody is.
func TestNothingPersonalOutsideOfTheKey(t *testing.T) {
	n := startNode(t)
	root, zach := n.liveThroughEverything()
	n.exports(zach)
	dump := n.dump()
	n.search("the folder of files", n.folder())
	n.erases(root, zach)
	after := n.dump()
	metrics := n.page("/metrics")
	spoken := n.redisSpoke()
	n.crash()

	for place, text := range map[string][]byte{"the metrics": metrics, "the dump": dump, "the dump after the erasure": after, "redis": spoken, "the logs": n.said()} {
		if len(text) < 500 {
			t.Errorf("%s: only %d bytes to look at", place, len(text))
		}
		n.search(place, text)
	}
	if !bytes.Contains(dump, []byte("[name 1]")) || !bytes.Contains(n.said(), []byte("goroutine ")) || !bytes.Contains(n.said(), []byte("level=DEBUG")) {
		t.Error("the dump, the trace or the debug log is not what it should be")
	}
	files := 0
	err := filepath.WalkDir(n.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || path == filepath.Join(n.dir, "key") {
			return err
		}
		text, err := os.ReadFile(path)
		files++
		n.search(strings.TrimPrefix(path, n.dir), text)
		return err
	})
	if err != nil || files < 100 {
		t.Errorf("%d files of the data directory: %v", files, err)
	}
}

// folder is all that lies in the folder of files, names included.
func (n *node) folder() []byte {
	n.t.Helper()
	var all bytes.Buffer
	files := 0
	err := filepath.WalkDir(filepath.Join(n.dir, "files"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		text, err := os.ReadFile(path)
		all.WriteString(path + "\n")
		all.Write(text)
		files++
		return err
	})
	if err != nil || files < 6 { // five that were sent, and the export
		n.t.Errorf("%d files: %v", files, err)
	}
	return all.Bytes()
}

// node is a Kontor with a database of its own, in a process of its own.
type node struct {
	t       *testing.T
	dir     string
	log     string
	s       *Settings
	process *exec.Cmd
	ended   chan struct{}
	redis   *redis.Client
	needles [][]byte
	secrets []string // tokens that it gave away

	mu     sync.Mutex
	spoken bytes.Buffer
}

func startNode(t *testing.T) *node {
	t.Helper()
	quietRedis(slog.New(slog.DiscardHandler))
	options := testkit.RedisServer(t).Options()
	n := &node{t: t, dir: testkit.Directory(t), log: filepath.Join(t.TempDir(), "log"), ended: make(chan struct{}), redis: redis.NewClient(options)}
	t.Cleanup(func() { _ = n.redis.Close() })
	n.listenToRedis()
	log, err := os.Create(n.log)
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	n.s = &Settings{Data: n.dir, Addr: testkit.FreeAddress(t), Log: "debug", Limits: "off", DemoPassword: "kontor-demo"}
	n.process = exec.Command(os.Args[0])
	n.process.Env = append(os.Environ(), nodeVariable+"=1", "KONTOR_DATA="+n.dir, "KONTOR_ADDR="+n.s.Addr, "KONTOR_LOG=debug", "KONTOR_LIMITS=off",
		"GOTRACEBACK=all", "REDIS_URL="+options.Network+"://"+options.Addr)
	n.process.Stdout, n.process.Stderr = log, log
	if err := n.process.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { defer close(n.ended); _ = n.process.Wait() }()
	t.Cleanup(n.crash)
	testkit.Eventually(t, "the node is ready", func() bool { return readiness(n.s).Ready })
	return n
}

// crash ends the node with a trace of everything it does, as the runtime gives
// for a panic too, and waits for its database to end after it.
func (n *node) crash() {
	_ = n.process.Process.Signal(syscall.SIGQUIT)
	<-n.ended
	testkit.Eventually(n.t, "the database has ended", func() bool {
		left, _ := filepath.Glob(filepath.Join(n.dir, "postgres*", "postmaster.pid"))
		deeper, _ := filepath.Glob(filepath.Join(n.dir, "postgres*", "*", "postmaster.pid"))
		return len(left)+len(deeper) == 0
	})
}

func (n *node) said() []byte {
	text, err := os.ReadFile(n.log)
	if err != nil {
		n.t.Fatal(err)
	}
	return text
}

// listenToRedis writes down every command that Redis is given.
func (n *node) listenToRedis() {
	options := n.redis.Options()
	line, err := net.Dial(options.Network, options.Addr)
	if err != nil {
		n.t.Fatal(err)
	}
	if _, err := line.Write([]byte("MONITOR\r\n")); err != nil {
		n.t.Fatal(err)
	}
	n.t.Cleanup(func() { line.Close() })
	go func() {
		for spoken := bufio.NewScanner(line); spoken.Scan(); {
			n.mu.Lock()
			n.spoken.WriteString(spoken.Text() + "\n")
			n.mu.Unlock()
		}
	}()
}

// redisSpoke is all that went through Redis and all that it holds.
func (n *node) redisSpoke() []byte {
	ctx := n.t.Context()
	var held bytes.Buffer
	keys := n.redis.Scan(ctx, 0, "*", 1000).Iterator()
	for keys.Next(ctx) {
		fmt.Fprintln(&held, keys.Val(), n.redis.Dump(ctx, keys.Val()).Val())
	}
	if err := keys.Err(); err != nil {
		n.t.Error(err)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	return append(bytes.Clone(n.spoken.Bytes()), held.Bytes()...)
}

// dump is what pg_dump gives the owner.
func (n *node) dump() []byte {
	e, err := postgres.Attach(n.dir)
	if err != nil {
		n.t.Fatal(err)
	}
	var errs bytes.Buffer
	command := exec.Command(filepath.Join(e.BinDir(), "pg_dump"), "--format=plain", e.OwnerDSN())
	command.Stderr = &errs
	text, err := command.Output()
	if err != nil || len(text) < 100<<10 {
		n.t.Fatalf("a dump of %d bytes: %v %s", len(text), err, &errs)
	}
	return text
}

// search looks for what is personal, in every way it could be written.
func (n *node) search(place string, text []byte) {
	n.t.Helper()
	if n.needles == nil {
		for _, secret := range append(n.secrets, personalCanaries...) {
			n.needles = append(n.needles, writings(secret)...)
		}
	}
	text = bytes.ToLower(text)
	for _, needle := range n.needles {
		if at := bytes.Index(text, needle); at >= 0 {
			n.t.Errorf("%s holds %q: …%q…", place, needle, text[max(0, at-60):min(len(text), at+80)])
		}
	}
}

// writings are the ways in which bytes may stand in a file, in lower case.
func writings(secret string) [][]byte {
	lower := strings.ToLower(secret)
	all := [][]byte{[]byte(lower), []byte(strings.ToLower(url.QueryEscape(secret))), []byte(strings.ToLower(url.PathEscape(secret)))}
	for _, s := range []string{secret, lower} {
		all = append(all, []byte(hex.EncodeToString([]byte(s))))
		for shift := range 3 { // base64 cuts text in threes, from wherever it begins
			padded := append(make([]byte, shift), s...)
			for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
				whole := encoding.EncodeToString(padded[:len(padded)/3*3])
				all = append(all, bytes.ToLower([]byte(whole[(shift+2)/3*4:])))
			}
		}
		var little, big []byte
		for _, unit := range utf16.Encode([]rune(s)) {
			little, big = append(little, byte(unit), byte(unit>>8)), append(big, byte(unit>>8), byte(unit))
		}
		all = append(all, little, big)
	}
	slices.SortFunc(all, bytes.Compare)
	return slices.CompactFunc(all, bytes.Equal)
}

// What is searched with would find what it is to find.
func TestWritingsAreFound(t *testing.T) {
	for _, secret := range personalCanaries {
		for shift := range 3 {
			text := append([]byte("xyz")[:shift], "before "+secret+" after"...)
			for how, written := range map[string]string{
				"plain": string(text), "hex": hex.EncodeToString(text), "base64": base64.StdEncoding.EncodeToString(text),
				"base64 for addresses": base64.URLEncoding.EncodeToString(text), "query": url.QueryEscape(string(text)),
			} {
				if !slices.ContainsFunc(writings(secret), func(w []byte) bool { return bytes.Contains(bytes.ToLower([]byte(written)), w) }) {
					t.Errorf("%q is not found as %s: %s", secret, how, written)
				}
			}
		}
	}
}

func (n *node) page(path string) []byte {
	answer, err := http.Get("http://" + n.s.Addr + path)
	if err != nil {
		n.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		n.t.Fatal(err)
	}
	return text
}

// person speaks the API; what should succeed and does not is an error.
type person struct {
	n     *node
	token string
}

func (p person) does(method, path string, body any, answer any) {
	p.n.t.Helper()
	if status := p.tries(method, path, body, answer); status < 200 || status > 299 {
		p.n.t.Errorf("%s %s: %d", method, path, status)
	}
}

// tries may be refused. A string is sent as it is.
func (p person) tries(method, path string, body any, answer any) int {
	p.n.t.Helper()
	var raw []byte
	switch body := body.(type) {
	case nil:
	case string:
		raw = []byte(body)
	default:
		raw, _ = json.Marshal(body)
	}
	request, err := http.NewRequest(method, "http://"+p.n.s.Addr+path, bytes.NewReader(raw))
	if err != nil {
		p.n.t.Fatal(err)
	}
	if raw != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	if p.token != "" {
		request.Header.Set("Authorization", "Bearer "+p.token)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		p.n.t.Fatal(err)
	}
	defer response.Body.Close()
	if answer != nil {
		if err := json.NewDecoder(response.Body).Decode(answer); err != nil {
			p.n.t.Error(err)
		}
	}
	return response.StatusCode
}

type object = map[string]any

// hire adds somebody as the shell does and lets them in by their link.
func (n *node) hire(role people.Role, name, email string) person {
	n.t.Helper()
	p := person{n: n}
	err := withRegister(n.t.Context(), n.s, func(r *people.Register) error {
		_, link, err := r.CreateHelper(n.t.Context(), people.System(), people.NewHelper{ID: uuid.Must(uuid.NewV7()), Role: role, Name: name, Email: email, Languages: []string{"en"}})
		if err != nil {
			return err
		}
		_, p.token, err = r.Accept(n.t.Context(), link, people.AcceptInput{Password: "canary horse battery"})
		n.secrets = append(n.secrets, link, p.token)
		return err
	})
	if err != nil {
		n.t.Fatal(err)
	}
	return p
}

// applies lets somebody become an expert, with canaries in all that they and who
// judges them write.
func (n *node) applies(root, lind person, all string) {
	question, practice, attempt := uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7())
	root.does("PUT", "/api/v1/expert-page", object{"open": true, "about": object{}, "earn": object{}}, nil)
	root.does("PUT", "/api/v1/tests/parking/questions/"+question.String(), object{"kind": "short", "text": "Why?"}, nil)
	root.does("PUT", "/api/v1/tests/parking/practice/"+practice.String(), object{"subject": "A fine", "text": "What now?", "sample": "Pay it."}, nil)
	root.does("PUT", "/api/v1/tests/parking", object{"active": true, "draws": 1, "minutes": 10, "pass_percent": 1, "attempts": 1, "pause_hours": 1, "practice": 1,
		"probation": 1, "lapse_months": 1, "renewal": 1, "retest_days": 1}, nil)
	id, in := uuid.Must(uuid.NewV7()), struct{ Token string }{}
	person{n: n}.does("POST", "/api/v1/applications", object{"id": id, "name": "Zacharias Quokkaberg", "email": "applicant-canary@example.org", "password": "canary horse battery",
		"languages": []string{"en"}, "introduction": all, "topics": []string{"parking"}}, &in)
	applicant := person{n, in.Token}
	n.secrets = append(n.secrets, in.Token)
	applicant.does("POST", "/api/v1/attempts", object{"id": attempt, "topic": "parking"}, nil)
	applicant.does("POST", "/api/v1/attempts/"+attempt.String()+"/finish", object{"answers": []object{{"question": question, "text": all}}}, nil)
	lind.does("POST", "/api/v1/judgements/"+attempt.String(), object{"question": question, "points": 1}, nil)
	answer := uuid.Must(uuid.NewV7())
	applicant.does("POST", "/api/v1/practice/"+practice.String()+"/answer", object{"id": answer, "text": all}, nil)
	lind.does("POST", "/api/v1/judgements/"+answer.String(), object{"good": true, "note": all}, nil)
	lind.does("GET", "/api/v1/applications/"+id.String(), nil, nil)
	lind.does("POST", "/api/v1/applications/"+id.String()+"/decline", object{"reason": all}, nil)
}

// liveThroughEverything plants the canaries in every place that takes text.
func (n *node) liveThroughEverything() (root, zach person) {
	all := strings.Join([]string{"I am Zacharias Quokkaberg, Kanarienweg 3", "zq.canary@example.org", "second-canary@example.net", "login-canary@example.com",
		"+45 31415926 or 31 41 59 26", "order KAN-271828", "card 4111 1111 1111 1111", "DE89370400440532013000"}, ", ")
	root = n.hire(people.RoleAdmin, "Root", "admin-canary@example.org")
	root.does("POST", "/api/v1/teams", object{"id": "town", "name": "Town hall"}, nil)
	lind, otter := n.hire(people.RoleStaff, "S. Lind", "helper-canary@example.org"), n.hire(people.RoleExpert, "Otter K.", "otter@example.org")
	n.joins(root, lind, object{"teams": []string{"town"}})
	root.does("POST", "/api/v1/topics", object{"id": "parking", "names": object{"en": "Parking"}, "policy": "experts_first", "team": "town", "take_within_seconds": 3600, "offer_seconds": 3600}, nil)
	n.joins(root, otter, object{"topics": []string{"parking"}})

	guest := person{n: n}
	var visit struct{ Token string }
	guest.does("POST", "/api/v1/visitors", object{"name": "Zacharias", "email": "zq.canary@example.org"}, &visit)
	guest.token = visit.Token
	var session struct{ Token string }
	guest.does("POST", "/api/v1/customers", object{"email": "login-canary@example.com", "password": "canary horse battery", "name": "Zacharias Quokkaberg"}, &session)
	zach = person{n, session.Token}
	n.secrets = append(n.secrets, guest.token, zach.token)
	zach.does("PUT", "/api/v1/me/profile", object{"name": "Zacharias Quokkaberg", "emails": []string{"login-canary@example.com", "zq.canary@example.org", "second-canary@example.net"},
		"phones": []string{"+45 31415926"}, "address": "Kanarienweg 3, 9000 Aalborg", "orders": []string{"KAN-271828"}}, nil)

	var opened struct{ Number int64 }
	zach.does("POST", "/api/v1/tickets", object{"id": uuid.Must(uuid.NewV7()), "topic": "parking", "subject": "Zacharias Quokkaberg, zq.canary@example.org, KAN-271828", "text": all,
		"fields": object{"order": "KAN-271828", "who": "Zacharias Quokkaberg, +45 31415926, Kanarienweg 3"}}, &opened)
	ticket := fmt.Sprintf("/api/v1/tickets/%d", opened.Number)
	zach.attaches(ticket, "message", all)
	says := func(p person, kind, text string) {
		p.does("POST", ticket+"/entries", object{"id": uuid.Must(uuid.NewV7()), "kind": kind, "text": text}, nil)
	}
	says(zach, "message", all)
	zach.does("POST", ticket+"/escalate", object{"note": all}, nil)
	says(lind, "note", all)
	lind.does("POST", ticket+"/assign", nil, nil)
	lind.attaches(ticket, "message", all)
	lind.attaches(ticket, "note", all)
	says(lind, "message", all)
	lind.does("POST", ticket+"/personal", object{"reason": all}, nil)
	lind.does("POST", ticket+"/release", object{"note": all}, nil)
	lind.does("POST", ticket+"/assign", nil, nil)
	lind.does("POST", ticket+"/handback", object{"note": all}, nil)
	lind.does("POST", ticket+"/assign", nil, nil)
	lind.does("POST", ticket+"/resolve", nil, nil)
	zach.does("POST", ticket+"/rating", object{"stars": 1, "tags": []string{"Zacharias", "quick"}, "comment": all}, nil)

	n.isHelped(zach, otter, lind, all)
	n.applies(root, lind, all)
	for _, key := range []string{"Zacharias Quokkaberg", "zq.canary@example.org", "31415926", "KAN-271828"} {
		q := "?q=" + url.QueryEscape(key)
		var found struct{ Items []object }
		lind.does("GET", "/api/v1/customers"+q, nil, &found)
		if len(found.Items) != 1 {
			n.t.Errorf("%q finds %d customers", key, len(found.Items))
		}
		lind.does("GET", "/api/v1/tickets"+q, nil, nil)
		lind.does("GET", "/api/v1/people"+q, nil, nil)
	}
	n.goesWrong(zach, lind, all)
	testkit.Eventually(n.t, "all jobs that are due are done", func() bool { return n.jobsLeft() == 0 })
	var log struct{ Items []struct{ Text string } }
	zach.does("GET", ticket+"/entries", nil, &log)
	if !slices.ContainsFunc(log.Items, func(e struct{ Text string }) bool { return e.Text == all }) {
		n.t.Error("the customer cannot read their own words")
	}
	return root, zach
}

func (n *node) joins(root, p person, where object) {
	var me struct{ ID string }
	p.does("GET", "/api/v1/me", nil, &me)
	root.does("PATCH", "/api/v1/people/"+me.ID, where, nil)
}

// goesWrong sends what is refused, with something personal in every part of it.
func (n *node) goesWrong(zach, lind person, all string) {
	nobody := person{n: n}
	in := func(path string) string {
		return path + url.PathEscape("zq.canary@example.org") + "?q=" + url.QueryEscape(all)
	}
	for _, p := range []person{nobody, zach, lind} {
		for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE"} {
			for _, path := range []string{in("/api/v1/"), in("/api/v1/tickets/"), in("/api/v1/people/"), in("/"), "/api/v1/tickets/1001/entries?after=" + url.QueryEscape(all)} {
				p.tries(method, path, object{"text": all, all: all}, nil)
			}
		}
		p.tries("POST", "/api/v1/sessions", object{"email": "zq.canary@example.org", "password": "canary horse battery wrong"}, nil)
		p.tries("POST", "/api/v1/sessions", `{"email": "zq.canary@example.org", "password": `, nil)
		p.tries("POST", "/api/v1/customers", object{"email": "login-canary@example.com", "password": "canary horse battery"}, nil)
		p.tries("POST", "/api/v1/visitors", object{"name": strings.Repeat("Zacharias Quokkaberg ", 500), "email": "zq.canary@example.org zq.canary@example.org"}, nil)
		p.tries("POST", "/api/v1/tickets", object{"id": all, "topic": all, "text": all, "language": all}, nil)
		p.tries("PUT", "/api/v1/me/profile", object{"name": all, "emails": []string{all}, "phones": []string{"Kanarienweg"}, "orders": all}, nil)
		p.tries("GET", "/api/v1/set-up?token="+url.QueryEscape(all), nil, nil)
	}
}

func (n *node) jobsLeft() (left int) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	d, err := attach(ctx, n.s)
	if err != nil {
		n.t.Fatal(err)
	}
	defer d.close()
	if err := d.app.GetContext(ctx, &left, `SELECT count(*) FROM desk.jobs WHERE done_at IS NULL AND due_at <= now()`); err != nil {
		n.t.Fatal(err)
	}
	return left
}
