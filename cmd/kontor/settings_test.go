package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"kontor/server"
)

func TestHelpListsEverySetting(t *testing.T) {
	var out, errs bytes.Buffer
	if code := run([]string{"help"}, &out, &errs); code != 0 || errs.Len() > 0 {
		t.Fatalf("exit %d: %s", code, &errs)
	}
	var s Settings
	parser, err := kong.New(&s)
	if err != nil {
		t.Fatal(err)
	}
	listed := 0
	for _, f := range parser.Model.Flags {
		for _, env := range f.Envs {
			listed++
			if !strings.Contains(out.String(), "  "+env+"\n") {
				t.Errorf("%s is not listed", env)
			}
		}
	}
	if listed < 15 {
		t.Errorf("only %d settings come from the environment", listed)
	}
	for _, command := range []string{"serve", "demo", "migrate", "person", "openapi", "doctor", "version", "help"} {
		if !strings.Contains(out.String(), "\n  "+command+" ") {
			t.Errorf("command %s is not listed", command)
		}
	}
}

func TestMisuse(t *testing.T) {
	for _, args := range [][]string{{"serve", "--bogus"}, {"dance"}, {"serve", "--role", "queen"}, {"person"}} {
		var out, errs bytes.Buffer
		if code := run(args, &out, &errs); code != exitMisuse || !strings.Contains(errs.String(), "kontor help") {
			t.Errorf("%v: exit %d, %q", args, code, &errs)
		}
	}
}

func TestOwnDatabase(t *testing.T) {
	for name, test := range map[string]struct {
		settings Settings
		own      bool
		missing  string
	}{
		"none":        {Settings{}, true, ""},
		"all":         {Settings{OwnerDatabase: "o", Database: "d", ExpertDatabase: "e"}, false, ""},
		"no owner":    {Settings{Database: "d", ExpertDatabase: "e"}, false, ""},
		"owner only":  {Settings{OwnerDatabase: "o"}, false, "DATABASE_URL and EXPERT_DATABASE_URL"},
		"no expert":   {Settings{OwnerDatabase: "o", Database: "d"}, false, "not EXPERT_DATABASE_URL;"},
		"expert only": {Settings{ExpertDatabase: "e"}, false, "OWNER_DATABASE_URL (for migrations) and DATABASE_URL;"},
	} {
		own, err := test.settings.ownDatabase()
		if own != test.own || (err != nil) != (test.missing != "") {
			t.Errorf("%s: %v %v", name, own, err)
		}
		if err != nil && !strings.Contains(err.Error(), test.missing) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestURL(t *testing.T) {
	for want, s := range map[string]Settings{
		"http://localhost:8080":      {Addr: "127.0.0.1:8080"},
		"http://localhost:80":        {Addr: "0.0.0.0:80"},
		"http://localhost:81":        {Addr: ":81"},
		"http://[2001:db8::1]:8080":  {Addr: "[2001:db8::1]:8080"},
		"http://desk.internal:8080":  {Addr: "desk.internal:8080"},
		"https://desk.example.org/a": {Addr: "127.0.0.1:8080", BaseURL: "https://desk.example.org/a/"},
	} {
		if got := s.url(); got != want {
			t.Errorf("%+v is reached at %s, want %s", s, got, want)
		}
	}
}

func TestCheck(t *testing.T) {
	well := Settings{Addr: ":80", Data: "x"}
	if err := well.check(); err != nil {
		t.Error(err)
	}
	for name, s := range map[string]Settings{
		"KONTOR_ADDR": {Addr: "8080", Data: "x"}, "KONTOR_DATA": {Addr: ":80"}, "KONTOR_BASE_URL": {Addr: ":80", Data: "x", BaseURL: "desk.example.org"},
	} {
		if err := s.check(); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLimits(t *testing.T) {
	usual := server.DefaultLimits()
	fast := usual
	fast.PostsPerSecond, fast.VisitorsPerMinute = 500, 0.5
	off := usual
	off.Off = true
	for text, want := range map[string]server.Limits{"": usual, "off": off, "posts=500, visitors=0.5": fast} {
		if got, err := limits(text, usual); err != nil || got != want {
			t.Errorf("%q is %+v, %v", text, got, err)
		}
	}
	for _, text := range []string{"on", "posts", "posts=", "posts=-1", "posts=0", "posts=many", "mails=3"} {
		if _, err := limits(text, usual); err == nil {
			t.Errorf("%q is accepted", text)
		}
	}
}

func TestLog(t *testing.T) {
	for setting, want := range map[string]string{"info": "level=INFO msg=hello", "warn": "", "debug,json": `"msg":"hello"`, "info,text": "msg=hello"} {
		var out bytes.Buffer
		log, err := newLog(setting, &out)
		if err != nil {
			t.Errorf("%s: %v", setting, err)
			continue
		}
		log.Info("hello")
		if got := out.String(); !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%s logs %q", setting, got)
		}
	}
	for _, setting := range []string{"", "loud", "info,xml", "json"} {
		if _, err := newLog(setting, nil); err == nil {
			t.Errorf("%q is accepted", setting)
		}
	}
}

func TestHasty(t *testing.T) {
	for dsn, want := range map[string]string{
		"host=/run dbname=kontor":             "host=/run dbname=kontor synchronous_commit=off",
		"postgres://a:b@db/kontor":            "postgres://a:b@db/kontor?synchronous_commit=off",
		"postgres://a:b@db/k?sslmode=disable": "postgres://a:b@db/k?sslmode=disable&synchronous_commit=off",
	} {
		if got := hasty(dsn); got != want {
			t.Errorf("%s becomes %s", dsn, got)
		}
	}
}
