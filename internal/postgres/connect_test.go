package postgres

import (
	"context"
	"encoding/binary"
	"net"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
)

func TestConnectSession(t *testing.T) {
	c := shared(t)
	for name, db := range map[string]struct {
		dsn  string
		pool Pool
		want map[string]string
	}{
		"defaults": {c.AppDSN(), Pool{}, map[string]string{
			"statement_timeout": "30s", "lock_timeout": "10s", "idle_in_transaction_session_timeout": "5s",
			"application_name": "kontor", "TimeZone": "UTC",
		}},
		"chosen": {c.AppDSN(), Pool{Name: "test", StatementTimeout: 1500 * time.Millisecond, LockTimeout: -1}, map[string]string{
			"statement_timeout": "1500ms", "lock_timeout": "0", "application_name": "test",
		}},
		"the string wins": {c.AppDSN() + " statement_timeout=7s application_name=mine", Pool{Name: "test", StatementTimeout: time.Second}, map[string]string{
			"statement_timeout": "7s", "application_name": "mine",
		}},
		"url": {"postgres://" + AppLogin + ":" + c.secrets.App + "@/kontor?host=" + url.QueryEscape(c.socketDir), Pool{}, map[string]string{
			"statement_timeout": "30s",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			conn, err := Connect(t.Context(), db.dsn, db.pool)
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			if conn.DriverName() != "postgres" {
				t.Errorf("driver %s", conn.DriverName())
			}
			for setting, want := range db.want {
				var got string
				if err := conn.Get(&got, "SELECT current_setting($1)", setting); err != nil || got != want {
					t.Errorf("%s is %q, want %q (%v)", setting, got, want, err)
				}
			}
		})
	}
}

func TestConnectSaysWhatIsWrong(t *testing.T) {
	c := shared(t)
	closed := closedPort(t)
	silent := silentPort(t)
	for name, wrong := range map[string]struct {
		dsn  string
		want []string
	}{
		"nothing":           {"  ", []string{"it is empty", "postgres://"}},
		"no sense":          {"postgres://me:hush-hush@host:port/db", []string{"cannot be read", "percent-encoded"}},
		"no sense in pairs": {"host=here password=hush hush-hush", []string{"cannot be read"}},
		"strange sslmode":   {"host=here password=hush-hush sslmode=maybe", []string{"cannot be read", "sslmode"}},
		"wrong password":    {strings.Replace(c.AppDSN(), c.secrets.App, "hush-hush", 1), []string{"check the password of user kontor_app"}},
		"no database":       {strings.Replace(c.OwnerDSN(), "dbname=kontor", "dbname=gone", 1), []string{`CREATE DATABASE "gone"`}},
		"may not enter":     {strings.Replace(c.AppDSN(), "dbname=kontor", "dbname=postgres", 1), []string{"GRANT CONNECT", "kontor_app"}},
		"superuser":         {strings.Replace(c.AppDSN(), AppLogin, superuser, 1), []string{"pg_hba.conf"}},
		"no socket":         {"host=/nowhere/at/all dbname=kontor user=me password=hush-hush", []string{"is the server running"}},
		"nobody listens":    {"postgres://me:hush-hush@" + closed + "/kontor", []string{"is the server running", "127.0.0.1"}},
		"no such host":      {"postgres://me:hush-hush@nowhere.invalid/kontor", []string{"nowhere.invalid"}},
		"no answer":         {"postgres://me:hush-hush@" + silent + "/kontor?connect_timeout=1", []string{"does not answer"}},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
			defer cancel()
			db, err := Connect(ctx, wrong.dsn, Pool{Setting: "DATABASE_URL"})
			if err == nil {
				db.Close()
				t.Fatal("connected")
			}
			for _, part := range append(wrong.want, "DATABASE_URL") {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("nothing about %q in: %v", part, err)
				}
			}
			if strings.Contains(err.Error(), "hush") {
				t.Errorf("the password shows: %v", err)
			}
		})
	}
}

func closedPort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// silentPort accepts and never says a word.
func silentPort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l.Addr().String()
}

func TestSSLMode(t *testing.T) {
	for dsn, want := range map[string]pq.SSLMode{
		"host=/var/run/postgresql":                  pq.SSLModeDisable,
		"host=localhost":                            pq.SSLModeDisable,
		"":                                          pq.SSLModeDisable,
		"postgres://u:p@127.0.0.1:5432/db":          pq.SSLModeDisable,
		"postgres://u:p@[::1]:5432/db":              pq.SSLModeDisable,
		"postgres://u:p@db.example.org/db":          pq.SSLModeRequire,
		"postgresql://u:p@10.0.0.5/db":              pq.SSLModeRequire,
		"host=localhost,db.example.org":             pq.SSLModeRequire,
		"host=localhost hostaddr=10.0.0.5":          pq.SSLModeRequire,
		"host=db.example.org sslmode=verify-full":   pq.SSLModeVerifyFull,
		"postgres://u:p@10.0.0.5/db?sslmode=prefer": pq.SSLModePrefer,
		"host=db.example.org sslrootcert=system":    pq.SSLModeVerifyFull,
	} {
		cfg, err := Pool{}.config(dsn + " ")
		if dsn == "" {
			cfg, err = Pool{}.config("user=me")
		}
		if err != nil || cfg.SSLMode != want {
			t.Errorf("%s: %q, want %q (%v)", dsn, cfg.SSLMode, want, err)
		}
	}
}

func TestUnknownEnvironment(t *testing.T) {
	t.Setenv("PGREQUIRESSL", "1")
	_, err := Connect(t.Context(), "host=localhost", Pool{})
	if err == nil || !strings.Contains(err.Error(), "$PGREQUIRESSL") {
		t.Errorf("with a setting of libpq that is not supported: %v", err)
	}
}

func TestConnectToAServerThatIsGone(t *testing.T) {
	c := start(t, dataDir(t))
	if err := c.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, err := Connect(t.Context(), c.AppDSN(), Pool{})
	if err == nil || !strings.Contains(err.Error(), "is the server running") {
		t.Errorf("with a server that is gone: %v", err)
	}
}

// TestConnectWaitsForAServerThatStarts has a server say that it is starting
// and only then what is really wrong.
func TestConnectWaitsForAServerThatStarts(t *testing.T) {
	codes := []pqerror.Code{pqerror.CannotConnectNow, pqerror.CannotConnectNow, pqerror.InvalidCatalogName}
	_, err := Connect(t.Context(), refusingServer(t, codes), Pool{})
	if pq.As(err, pqerror.InvalidCatalogName) == nil {
		t.Errorf("with time to wait: %v", err)
	}
	_, err = Connect(t.Context(), refusingServer(t, codes), Pool{StartupTimeout: -1})
	if pq.As(err, pqerror.CannotConnectNow) == nil || !strings.Contains(err.Error(), "try again") {
		t.Errorf("without: %v", err)
	}
}

// refusingServer turns away one client after another, each with its own code.
func refusingServer(t *testing.T, codes []pqerror.Code) (dsn string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for _, code := range codes {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			conn.Read(make([]byte, 4096))
			conn.Write(refusal(code))
			conn.Close()
		}
	}()
	return "postgres://me:secret@" + l.Addr().String() + "/kontor"
}

// refusal is an ErrorResponse of PostgreSQL's protocol.
func refusal(code pqerror.Code) []byte {
	fields := "SFATAL\x00C" + string(code) + "\x00Mno\x00\x00"
	return append(binary.BigEndian.AppendUint32([]byte{'E'}, uint32(len(fields)+4)), fields...)
}
