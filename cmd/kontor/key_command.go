package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"kontor/privacy"
)

type keyCommand struct {
	Rotate keyRotate `cmd:"" help:"Replace the master key by a new one while nodes run. Killed, it goes on where it was."`
	Status keyStatus `cmd:"" help:"Which keys there are, what is wrapped with them, and which nodes hold them."`
	New    keyNew    `cmd:"" help:"Print a new master key, for KONTOR_KEYS."`
}

type keyNew struct{}

// Run prints a key.
func (keyNew) Run(out io.Writer) error {
	_, err := fmt.Fprintln(out, privacy.FormatKey(privacy.NewKey()))
	return err
}

type keyStatus struct{}

// Run says where the keys stand.
func (keyStatus) Run(ctx context.Context, s *Settings, out io.Writer) error {
	d, err := attach(ctx, s)
	if err != nil {
		return err
	}
	return errors.Join(keysStand(ctx, d, out), d.close())
}

// keysStand needs no key itself.
func keysStand(ctx context.Context, d *database, out io.Writer) error {
	masters, err := privacy.Masters(ctx, d.app)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "KEY\tSTATE\tSINCE\tPEOPLE\tNODES WITHOUT IT")
	for _, m := range masters {
		n, err := privacy.WrappedWith(ctx, d.app, m.Fingerprint)
		if err != nil {
			return err
		}
		lacking := ""
		if m.State != privacy.MasterRetired {
			if lacking, err = whoLacks(ctx, d, m.Fingerprint); err != nil {
				return err
			}
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%s\n", m.Fingerprint, m.State, m.Since.UTC().Format(time.DateTime), n, lacking)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err = fmt.Fprintln(out, advice(masters))
	return err
}

func whoLacks(ctx context.Context, d *database, fingerprint string) (string, error) {
	holders, err := privacy.Lacking(ctx, d.app, fingerprint)
	var names []string
	for _, h := range holders {
		names = append(names, h.Name)
	}
	return strings.Join(names, ", "), err
}

// advice is what to do next.
func advice(masters []privacy.Master) string {
	has := func(state string) bool {
		return slices.ContainsFunc(masters, func(m privacy.Master) bool { return m.State == state })
	}
	switch {
	case has(privacy.MasterNext):
		return "A rotation has begun; nothing is wrapped with the next key yet. Give it to the nodes without it and run kontor key rotate."
	case has(privacy.MasterOld):
		return "A rotation has not ended: nodes need both keys. Run kontor key rotate; it goes on where it was."
	case has(privacy.MasterCurrent):
		return "No rotation is under way."
	}
	return "The database has no key yet; the first start gives it one."
}

// rotating reports whether a rotation has begun and not ended.
func rotating(masters []privacy.Master) bool {
	return slices.ContainsFunc(masters, func(m privacy.Master) bool {
		return m.State == privacy.MasterNext || m.State == privacy.MasterOld
	})
}

type keyRotate struct {
	Status bool          `help:"Only say where it stands, as kontor key status does."`
	Wait   time.Duration `default:"10m" help:"How long to wait for nodes that have not got the new key."`
	Batch  int           `default:"500" help:"How many keys are wrapped in one transaction."`
}

// Run rotates, or goes on with a rotation.
func (c *keyRotate) Run(ctx context.Context, s *Settings, out io.Writer) error {
	d, err := attach(ctx, s)
	if err != nil {
		return err
	}
	if c.Status {
		return errors.Join(keysStand(ctx, d, out), d.close())
	}
	return errors.Join(c.rotate(ctx, s, d, out, nil), d.close())
}

// rotate tells then of each step, where then is not nil.
func (c *keyRotate) rotate(ctx context.Context, s *Settings, d *database, out io.Writer, then func(privacy.Progress)) error {
	ring, err := openKeyring(ctx, s, d, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	t := turn{place: keyPlace{s, filepath.Join(d.dir, "key")}, ring: ring, out: out}
	if t.masters, err = privacy.Masters(ctx, d.app); err != nil {
		return err
	}
	to, err := t.choose()
	if err != nil {
		return err
	}
	if to == "" {
		return t.tidy(ring.Fingerprint())
	}
	r := privacy.Rotation{DB: d.app, Ring: ring, To: to, Batch: c.Batch, Wait: c.Wait, Tell: func(p privacy.Progress) {
		t.tell(p)
		if then != nil {
			then(p)
		}
	}}
	if err := r.Run(ctx); err != nil {
		return err
	}
	return t.tidy(to)
}
