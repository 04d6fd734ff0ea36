package postgres

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"kontor/internal/child"
)

func TestFirstStart(t *testing.T) {
	c := shared(t)
	for login, dsn := range map[string]string{OwnerLogin: c.OwnerDSN(), AppLogin: c.AppDSN(), ExpertLogin: c.ExpertDSN()} {
		if got := one[string](t, connect(t, dsn), "SELECT current_user"); got != login {
			t.Errorf("logged in as %s, want %s", got, login)
		}
	}
	owner := connect(t, c.OwnerDSN())
	for setting, want := range map[string]string{
		"listen_addresses": "", "data_checksums": "on", "server_encoding": "UTF8", "lc_collate": "C.UTF-8",
		"jit": "off", "TimeZone": "UTC", "password_encryption": "scram-sha-256",
		"log_error_verbosity": "terse", "log_min_messages": "log", "min_wal_size": "512MB",
	} {
		if got := one[string](t, owner, "SELECT current_setting('"+setting+"')"); got != want {
			t.Errorf("%s is %q, want %q", setting, got, want)
		}
	}
	if st, err := os.Stat(filepath.Join(c.DataDir(), secretsName)); err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("passwords: %v %v", st, err)
	}
	if child.IsRoot() {
		if a := child.OwnerOf(filepath.Join("/proc", strconv.Itoa(c.PID()))); a == nil {
			t.Error("the server runs as root")
		}
	}
}

func TestNobodyElseEnters(t *testing.T) {
	c := shared(t)
	without := strings.Replace(c.ExpertDSN(), c.secrets.Expert, "guess", 1)
	as := func(user string) string { return strings.Replace(without, ExpertLogin, user, 1) }
	for name, dsn := range map[string]string{
		"wrong password":   without,
		"superuser":        as(superuser),
		"another's name":   strings.Replace(c.ExpertDSN(), ExpertLogin, AppLogin, 1),
		"unknown login":    as("nobody"),
		"another database": strings.Replace(c.ExpertDSN(), "dbname=kontor", "dbname=postgres", 1),
	} {
		if db, err := Connect(t.Context(), dsn, Pool{}); err == nil {
			db.Close()
			t.Errorf("%s: let in", name)
		}
	}
}

func TestOwnerMakesNoRolesOutsideTests(t *testing.T) {
	w := workshop{}
	if got := w.foundation()[0]; strings.Contains(got, "CREATEROLE") || strings.Contains(got, "SUPERUSER") {
		t.Errorf("owner is made by %q", got)
	}
}

func TestRestartKeepsData(t *testing.T) {
	dir := dataDir(t)
	c, err := StartCluster(t.Context(), ClusterOptions{DataDir: dir}) // not volatile: the real thing
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Stop(context.Background()) })
	owner := connect(t, c.OwnerDSN())
	do(t, owner, "CREATE TABLE kept AS SELECT 42 AS n")
	if !one[bool](t, owner, "SELECT setting = 'lz4' OR NOT 'lz4' = ANY (coalesce(enumvals, '{}')) FROM pg_settings WHERE name = 'wal_compression'") {
		t.Error("pages are not compressed with lz4, which this server knows")
	}
	for range 2 { // twice is fine
		if err := c.Stop(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if err, more := <-c.Done(); err != nil || more {
		t.Errorf("done says %v %v after a stop", err, more)
	}
	if serves(c.PID(), filepath.Join(dir, clusterName)) {
		t.Error("the server outlived its stop")
	}
	again := start(t, dir)
	if n := one[int](t, connect(t, again.OwnerDSN()), "SELECT n FROM kept"); n != 42 {
		t.Errorf("kept %d", n)
	}
}

func TestStopCutsOffWhoIsConnected(t *testing.T) {
	c := start(t, dataDir(t))
	tx, err := connect(t, c.AppDSN()).BeginTxx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if err := c.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec("SELECT 1"); !IsRetryable(err) {
		t.Errorf("a session that was cut off says %v", err)
	}
}

func TestStopWithoutTime(t *testing.T) {
	dir := dataDir(t)
	c := start(t, dir)
	do(t, connect(t, c.OwnerDSN()), "CREATE TABLE kept ()")
	hurry, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.Stop(hurry); err != nil && !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if serves(c.PID(), filepath.Join(dir, clusterName)) {
		t.Error("the server outlived its stop")
	}
	do(t, connect(t, start(t, dir).OwnerDSN()), "TABLE kept")
}

func TestAttach(t *testing.T) {
	dir := dataDir(t)
	if _, err := Attach(dir); !errors.Is(err, ErrNotRunning) {
		t.Fatalf("with nothing running: %v", err)
	}
	c := start(t, dir)
	e, err := Attach(dir)
	if err != nil {
		t.Fatal(err)
	}
	if e != c.Endpoint {
		t.Errorf("attached to %v, want %v", e, c.Endpoint)
	}
	if err := c.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := Attach(dir); !errors.Is(err, ErrNotRunning) {
		t.Errorf("after the stop: %v", err)
	}
}

func TestLostPasswordsAreMadeAnew(t *testing.T) {
	dir := dataDir(t)
	c := start(t, dir)
	old := c.secrets
	if err := c.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	strange := newSecrets()
	if err := strange.write(dir); err != nil {
		t.Fatal(err)
	}
	_, err := StartCluster(t.Context(), ClusterOptions{DataDir: dir, Volatile: true})
	if err == nil || !strings.Contains(err.Error(), "remove the file") {
		t.Fatalf("with strange passwords: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, secretsName), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = StartCluster(t.Context(), ClusterOptions{DataDir: dir, Volatile: true})
	if err == nil || !strings.Contains(err.Error(), "remove the file") {
		t.Fatalf("with a broken file: %v", err)
	}
	if err := os.Remove(filepath.Join(dir, secretsName)); err != nil {
		t.Fatal(err)
	}
	c = start(t, dir)
	if c.secrets == old || c.secrets == strange {
		t.Error("the passwords are not new")
	}
}
