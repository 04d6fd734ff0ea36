package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"kontor/internal/postgres"
	"kontor/migrations"
	"kontor/privacy"
	"kontor/tickets"
	"kontor/web"
	"kontor/workers"
)

type doctorCommand struct{}

// finding is what one look came to: all well, or what is wrong and how to mend
// it.
type finding struct {
	what string
	well string
	err  error
}

var errSick = errors.New("something is wrong, see above")

// Run looks at everything that Kontor stands on and changes nothing.
func (doctorCommand) Run(ctx context.Context, s *Settings, out io.Writer) error {
	sick := false
	for _, f := range examine(ctx, s) {
		mark, text := "well ", f.well
		if f.err != nil {
			mark, text, sick = "WRONG", strings.ReplaceAll(f.err.Error(), "\n", "\n                 "), true
		}
		if _, err := fmt.Fprintf(out, "%s  %-8s %s\n", mark, f.what, text); err != nil {
			return err
		}
	}
	if sick {
		return errSick
	}
	return nil
}

func examine(ctx context.Context, s *Settings) []finding {
	found := []finding{{"settings", "they make sense", s.check()}, disk(s), pages(), address(s)}
	d, err := attach(ctx, s)
	switch {
	case errors.Is(err, postgres.ErrNotRunning):
		found = append(found, finding{what: "database", well: "one of Kontor's own, which is not running now; kontor serve starts it and says what it lacks"})
	case err != nil:
		found = append(found, finding{what: "database", err: err})
	default:
		found = append(found, finding{what: "database", well: fmt.Sprintf("answers, version %d", migrations.Latest())},
			wall(ctx, d), key(ctx, s, d), masking(ctx, d), retention(ctx, d))
		defer d.close()
	}
	return append(found, redisAt(ctx, s))
}

// leastFree is how much room there should be on the disk.
const leastFree = 512 << 20

func disk(s *Settings) finding {
	f := finding{what: "disk"}
	dir := s.Data
	for st, err := os.Stat(dir); err != nil && dir != filepath.Dir(dir); st, err = os.Stat(dir) {
		_, dir = st, filepath.Dir(dir)
	}
	var fs syscall.Statfs_t
	if f.err = syscall.Statfs(dir, &fs); f.err != nil {
		return f
	}
	free := fs.Bavail * uint64(fs.Bsize)
	f.well = fmt.Sprintf("%d MB free for %s", free>>20, s.Data)
	if free < leastFree {
		f.err = fmt.Errorf("only %d MB free for %s; make room, or move the data directory and set KONTOR_DATA", free>>20, s.Data)
	}
	return f
}

func pages() finding {
	f := finding{what: "pages", well: "are built in"}
	if !web.Built() {
		f.err = errors.New("this binary holds no pages, only the API; build it with make build")
	}
	return f
}

func address(s *Settings) finding {
	f := finding{what: "address"}
	if conn, err := net.Dial("tcp", s.Addr); err == nil {
		conn.Close()
		f.well = "something serves on " + s.Addr + ", Kontor itself if it is running"
		return f
	}
	l, err := listen(s)
	if err != nil {
		f.err = err
		return f
	}
	l.Close()
	f.well = s.Addr + " is free"
	return f
}

func wall(ctx context.Context, d *database) finding {
	return finding{"wall", "experts cannot reach personal data", migrations.CheckWall(ctx, d.app, d.expert)}
}

// key compares what is set with the database; it makes nothing.
func key(ctx context.Context, s *Settings, d *database) finding {
	f := finding{what: "key", well: "fits the database"}
	known, err := fingerprint(ctx, d.app)
	if err != nil || known == "" {
		f.well, f.err = "none yet, the first start makes one", err
		return f
	}
	if _, f.err = openKeyring(ctx, s, d, slog.New(slog.DiscardHandler)); f.err != nil {
		return f
	}
	masters, err := privacy.Masters(ctx, d.app)
	if f.err = err; rotating(masters) {
		f.well += ", and is being replaced: kontor key status says how far that is"
	}
	return f
}

// retentionWithin is how long ago the last nightly round may be; a node that is
// off for a weekend is no illness.
const retentionWithin = 3 * 24 * time.Hour

// retention says what the last round let go of, and that there was one.
func retention(ctx context.Context, d *database) finding {
	f := finding{what: "privacy"}
	var r struct {
		Topics, Tickets, People int64
		Last                    *time.Time
	}
	f.err = d.app.GetContext(ctx, &r, `
		SELECT (SELECT count(*) FROM desk.topics WHERE retention_months IS NOT NULL) AS topics,
		       (SELECT (value #>> '{}')::timestamptz FROM desk.settings WHERE key = '`+workers.RoundKey+`retention') AS last,
		       coalesce(sum(tickets), 0) AS tickets, coalesce(sum(people), 0) AS people
		FROM desk.retention_runs WHERE run = (SELECT max(run) FROM desk.retention_runs)`)
	switch {
	case f.err != nil:
	case r.Last == nil:
		f.well = "no round yet in which old personal data goes; the first is within minutes of the start"
	case time.Since(*r.Last) > retentionWithin:
		f.err = fmt.Errorf("old personal data was last looked for on %s; a node that works (kontor serve, role all or worker) does so every night", r.Last.UTC().Format(time.DateOnly))
	default:
		f.well = fmt.Sprintf("%d topics let personal data go; last looked on %s; the last round that found any: %d tickets, %d people",
			r.Topics, r.Last.UTC().Format(time.DateOnly), r.Tickets, r.People)
	}
	return f
}

// masking says whether all texts are masked by the rules of today.
func masking(ctx context.Context, d *database) finding {
	f := finding{what: "masking", well: "no older texts to mask anew"}
	r, err := tickets.ReadRemasking(ctx, d.app)
	switch {
	case err != nil:
		f.err = err
	case r == nil:
	case r.Left > 0:
		f.err = fmt.Errorf("the texts of %d tickets do not open and keep the older masking: the keys of their customers, or the numbers of their placeholders, are damaged or lost (vault.keys, vault.placeholders); once those are restored the next change of rules masks them anew", r.Left)
	case r.Ended != nil:
		f.well = fmt.Sprintf("all texts follow the rules of today; %d changed by the last change", r.Changed)
	default:
		f.well = fmt.Sprintf("older texts are being masked anew: %.0f %%, %d changed so far", 100*r.Share(), r.Changed)
	}
	return f
}

func redisAt(ctx context.Context, s *Settings) finding {
	f := finding{what: "redis", well: "answers"}
	if s.Redis == "" {
		f.well = "one of Kontor's own, started with it"
		return f
	}
	quietRedis(slog.New(slog.DiscardHandler))
	client, err := dialRedis(s.Redis)
	if err != nil {
		f.err = err
		return f
	}
	defer client.Close()
	if f.err = ping(ctx, client); f.err != nil {
		f.err = fmt.Errorf("%w; check REDIS_URL. Kontor works without it, a little slower, and other nodes hear of nothing for a second", f.err)
		return f
	}
	if policy := client.ConfigGet(ctx, "maxmemory-policy").Val()["maxmemory-policy"]; policy != "" && policy != "noeviction" {
		f.err = fmt.Errorf("it throws keys away when memory is short (%s); set maxmemory-policy to noeviction", policy)
	}
	return f
}
