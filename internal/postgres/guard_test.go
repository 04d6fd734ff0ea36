package postgres

import (
	"io"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"
)

// wayTo is a way to the server that can fall silent: what is sent on it then
// is lost, and nobody is told.
type wayTo struct {
	dsn string

	mu     sync.Mutex
	silent map[net.Conn]bool
	held   bool // new ones are silent too
}

func newWay(t *testing.T, c *Cluster) *wayTo {
	t.Helper()
	dir := t.TempDir()
	l, err := net.Listen("unix", filepath.Join(dir, socketFile))
	if err != nil {
		t.Fatal(err)
	}
	w := &wayTo{dsn: strings.Replace(c.AppDSN(), c.socketDir, dir, 1), silent: map[net.Conn]bool{}}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			from, err := l.Accept()
			if err != nil {
				return
			}
			to, err := net.Dial("unix", filepath.Join(c.socketDir, socketFile))
			if err != nil {
				from.Close()
				continue
			}
			w.mu.Lock()
			w.silent[to], w.silent[from] = w.held, w.held
			w.mu.Unlock()
			go w.carry(to, from)
			go w.carry(from, to)
		}
	}()
	return w
}

func (w *wayTo) carry(to, from net.Conn) {
	defer to.Close()
	defer from.Close()
	piece := make([]byte, 4096)
	for {
		n, err := from.Read(piece)
		if err != nil {
			return
		}
		w.mu.Lock()
		silent := w.silent[from]
		w.mu.Unlock()
		if silent {
			continue
		}
		if _, err := io.Writer(to).Write(piece[:n]); err != nil {
			return
		}
	}
}

// fallSilent silences what is open, and what comes if all is said.
func (w *wayTo) fallSilent(all bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.held = all
	for conn := range w.silent {
		w.silent[conn] = true
	}
}

func throughWay(t *testing.T) (*wayTo, *sqlx.DB) {
	t.Helper()
	w := newWay(t, shared(t))
	db, err := Connect(t.Context(), w.dsn, Pool{MaxOpen: 2})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return w, db
}

func TestGuardEndsAConnectionThatIsHalfOpen(t *testing.T) {
	t.Parallel()
	w, db := throughWay(t)
	w.fallSilent(false)
	_, err := db.Exec(`SELECT 1`) // nobody bounds it
	if !IsConnectionLost(err) {
		t.Fatalf("a half-open connection: %v", err)
	}
	if _, err := db.Exec(`SELECT 1`); err != nil {
		t.Errorf("the next connection: %v", err)
	}
}

func TestGuardEndsConnectionsToAServerThatIsSilent(t *testing.T) {
	t.Parallel()
	w, db := throughWay(t)
	conn, err := db.Connx(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	w.fallSilent(true)
	if _, err := conn.ExecContext(t.Context(), `SELECT 1`); !IsConnectionLost(err) {
		t.Fatalf("a silent server: %v", err)
	}
}

func TestGuardLeavesSlowStatementsAlone(t *testing.T) {
	t.Parallel()
	_, db := throughWay(t)
	long := (2*suspectAfter + time.Second).Seconds()
	if _, err := db.Exec(`SELECT pg_sleep($1)`, long); err != nil {
		t.Errorf("a slow statement: %v", err)
	}
}

func TestGuardLeavesIdleConnectionsAlone(t *testing.T) {
	t.Parallel()
	_, db := throughWay(t)
	one, err := db.Connx(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer one.Close()
	two, err := db.Connx(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer two.Close()
	// The other one waits until the guard has asked.
	if _, err := two.ExecContext(t.Context(), `SELECT pg_sleep($1)`, (suspectAfter + time.Second).Seconds()); err != nil {
		t.Error(err)
	}
	if _, err := one.ExecContext(t.Context(), `SELECT 1`); err != nil {
		t.Errorf("a connection that waited for nothing: %v", err)
	}
}
