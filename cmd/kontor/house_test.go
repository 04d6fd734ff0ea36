package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"

	"kontor/cmd/kontor/seed"
	"kontor/internal/testkit"
	"kontor/people"
	"kontor/privacy"
)

func TestMain(m *testing.M) {
	if os.Getenv(rotatorVariable) != "" {
		os.Exit(rotateAsChild())
	}
	if os.Getenv(nodeVariable) != "" {
		os.Exit(run([]string{"serve"}, os.Stdout, os.Stderr))
	}
	testkit.Main(m)
}

// managed are the settings of a Kontor with a database that is looked after
// elsewhere, and no Redis that answers.
func managed(t *testing.T) (*Settings, *testkit.DB) {
	t.Helper()
	db := testkit.Database(t)
	return &Settings{
		Data: t.TempDir(), Addr: testkit.FreeAddress(t), OwnerDatabase: db.OwnerDSN, Database: db.AppDSN, ExpertDatabase: db.ExpertDSN,
		Redis: "redis://127.0.0.1:1/0", Log: "error", DemoPassword: "kontor-demo",
	}, db
}

// output is what a command has printed so far.
type output struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buf.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buf.String()
}

// start runs a command until stop, which gives what it came to.
func start(t *testing.T, command func(context.Context) error) (stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- command(ctx) }()
	stop = sync.OnceValue(func() error {
		cancel()
		return <-ended
	})
	t.Cleanup(func() { _ = stop() })
	return stop
}

func readiness(s *Settings) (state struct{ Ready, Demo bool }) {
	answer, err := http.Get("http://" + s.Addr + "/readyz")
	if err != nil {
		return state
	}
	defer answer.Body.Close()
	_ = json.NewDecoder(answer.Body).Decode(&state) // what cannot be read is not ready
	return state
}

func TestServe(t *testing.T) {
	s, db := managed(t)
	var out output
	stop := start(t, func(ctx context.Context) error { return (&serveCommand{Role: "all"}).Run(ctx, s, &out) })
	testkit.Eventually(t, "it is ready", func() bool { return readiness(s).Ready })
	testkit.Eventually(t, "there is a way in for the first admin", func() bool { return strings.Contains(out.String(), "/set-up?token=") })
	if err := stop(); err != nil {
		t.Errorf("stopped with %v", err)
	}
	if readiness(s).Ready {
		t.Error("it still answers")
	}
	addAdmin(t, s, db)
	out = output{}
	stop = start(t, func(ctx context.Context) error { return (&serveCommand{Role: "all"}).Run(ctx, s, &out) })
	testkit.Eventually(t, "it is ready again", func() bool { return readiness(s).Ready })
	if strings.Contains(out.String(), "set-up") {
		t.Error("there is an admin and it offers a set-up link")
	}
	if err := stop(); err != nil {
		t.Errorf("stopped with %v", err)
	}
}

// addAdmin makes an admin as the shell would.
func addAdmin(t *testing.T, s *Settings, db *testkit.DB) {
	t.Helper()
	var out output
	if err := (&personAdd{Role: "admin", Email: "boss@example.org", Name: "B. Boss", Capacity: 5}).Run(t.Context(), s, &out); err != nil {
		t.Fatal(err)
	}
	_, token, _ := strings.Cut(out.String(), "token=")
	err := withRegister(t.Context(), s, func(r *people.Register) error {
		_, _, err := r.Accept(t.Context(), strings.TrimSpace(token), people.AcceptInput{Password: "long enough"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestPersonCommands(t *testing.T) {
	s, db := managed(t)
	addAdmin(t, s, db)
	var out output
	if err := (&personList{}).Run(t.Context(), s, &out); err != nil || !strings.Contains(out.String(), "boss@example.org") {
		t.Errorf("%v: %s", err, &out)
	}
	if err := (&personInvite{Email: "Boss@example.org"}).Run(t.Context(), s, &out); err != nil || !strings.Contains(out.String(), "/set-up?token=") {
		t.Errorf("%v: %s", err, &out)
	}
	for what, err := range map[string]error{
		"kontor person list":     (&personInvite{Email: "nobody@example.org"}).Run(t.Context(), s, &out),
		"email is not an e-mail": (&personAdd{Role: "staff", Email: "nobody", Name: "N."}).Run(t.Context(), s, &out),
	} {
		if err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("want %q, got %v", what, err)
		}
	}
}

func TestRefusals(t *testing.T) {
	other := privacy.FormatKey(privacy.NewKey())
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	settled, db := managed(t)
	settled.Key = privacy.FormatKey(privacy.NewKey())
	first, err := build(t.Context(), settled)
	if err != nil {
		t.Fatal(err)
	}
	if err := first.close(); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name   string
		change func(s *Settings)
		say    string
	}{
		{"another key", func(s *Settings) { s.Key = other }, "is not the key of this database"},
		{"a lost key", func(s *Settings) { s.Key = "" }, "key of this database is missing"},
		{"half a key", func(s *Settings) { s.Key = "c2hvcnQ" }, "KONTOR_KEY"},
		{"a taken port", func(s *Settings) { s.Addr = busy.Addr().String() }, "KONTOR_ADDR"},
		{"half a database", func(s *Settings) { s.ExpertDatabase = "" }, "EXPERT_DATABASE_URL"},
		{"no database", func(s *Settings) { s.Database += " host=/nowhere" }, "DATABASE_URL"},
		{"a garbled redis", func(s *Settings) { s.Redis = "bogus" }, "REDIS_URL"},
		{"an odd log", func(s *Settings) { s.Log = "loud" }, "KONTOR_LOG"},
		{"odd limits", func(s *Settings) { s.Limits = "many" }, "KONTOR_LIMITS"},
		{"one login for all", func(s *Settings) { s.Database = s.OwnerDatabase }, "logins"},
		{"a newer database", func(*Settings) {
			db.Owner.MustExec(`INSERT INTO kontor.migrations (version_id, is_applied) VALUES (99999, true)`)
		}, "newer Kontor"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := *settled
			test.change(&s)
			err := (&serveCommand{Role: "all"}).Run(t.Context(), &s, &output{})
			if err == nil || !strings.Contains(err.Error(), test.say) {
				t.Fatalf("want %q, got %v", test.say, err)
			}
			for _, secret := range []string{settled.Key, other, "c2hvcnQ"} {
				if strings.Contains(err.Error(), secret) {
					t.Error("the error holds the key")
				}
			}
		})
	}
}

func TestPartsNeedASharedDatabase(t *testing.T) {
	err := (&serveCommand{Role: "worker"}).Run(t.Context(), &Settings{Addr: ":0", Data: t.TempDir(), Log: "error"}, &output{})
	if err == nil || !strings.Contains(err.Error(), "DATABASE_URL") {
		t.Errorf("a worker without a shared database: %v", err)
	}
}

// What the filling itself comes to is tested where it is done.
func TestDemo(t *testing.T) {
	s, db := managed(t)
	var out output
	demo := func(ctx context.Context) error { return (&demoCommand{}).Run(ctx, s, &out) }
	stop := start(t, demo)
	testkit.Eventually(t, "it answers while it is being filled", func() bool { return readiness(s).Ready })
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	if mark, is, err := seed.Read(t.Context(), db.App); err != nil || !is {
		t.Fatalf("the mark is %+v, %v, %v", mark, is, err)
	}
	db.Owner.MustExec(`UPDATE desk.settings SET value = value || '{"seeded": true}' WHERE key = 'demo'`)
	stop = start(t, demo)
	testkit.Eventually(t, "it says that it is seeded", func() bool { return readiness(s).Demo })
	testkit.Eventually(t, "it says how to get in", func() bool { return strings.Contains(out.String(), s.DemoPassword) })
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	for _, email := range []string{"customer@example.org", "expert@example.org", "staff@example.org", "admin@example.org"} {
		if !strings.Contains(out.String(), email) {
			t.Errorf("%s is not told of", email)
		}
	}
}

func TestDemoRefusesWhatItDidNotMake(t *testing.T) {
	s, db := managed(t)
	addAdmin(t, s, db)
	if err := (&demoCommand{}).Run(t.Context(), s, &output{}); err == nil || !strings.Contains(err.Error(), "KONTOR_DATA") {
		t.Errorf("a database with an admin in it: %v", err)
	}
}

func TestDoctor(t *testing.T) {
	s, _ := managed(t)
	s.Redis = ""
	first, err := build(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	if err := first.close(); err != nil {
		t.Fatal(err)
	}
	state := func() map[string]bool {
		well := map[string]bool{}
		for _, f := range examine(t.Context(), s) {
			well[f.what] = f.err == nil
		}
		return well
	}
	for _, what := range []string{"settings", "database", "wall", "key", "disk", "address", "redis"} {
		if !state()[what] {
			t.Errorf("%s is said to be wrong", what)
		}
	}
	s.Key, s.Redis = privacy.FormatKey(privacy.NewKey()), "redis://127.0.0.1:1"
	for _, what := range []string{"key", "redis"} {
		if state()[what] {
			t.Errorf("%s is said to be well", what)
		}
	}
}

func TestOpenAPI(t *testing.T) {
	var out bytes.Buffer
	if err := (openAPICommand{}).Run(&out); err != nil {
		t.Fatal(err)
	}
	var document struct {
		OpenAPI string
		Paths   map[string]any
	}
	if err := json.Unmarshal(out.Bytes(), &document); err != nil || !strings.HasPrefix(document.OpenAPI, "3.1") || document.Paths["/tickets"] == nil {
		t.Errorf("%v: version %q, %d paths", err, document.OpenAPI, len(document.Paths))
	}
}
