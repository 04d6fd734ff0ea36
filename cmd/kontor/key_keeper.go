package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/privacy"
)

// keeper keeps a running node's keys in line with the database: it says which
// it holds, looks for a key that is to come where it found the others, wraps
// with the one that has become current, and ends the node when one that it
// needs is not to be found.
type keeper struct {
	db    *sqlx.DB
	ring  *privacy.Keyring
	place keyPlace
	log   *slog.Logger
	node  uuid.UUID
	name  string
	said  time.Time // when it last said what it holds
}

// How often a node looks whether the key is being replaced, which is one small
// question, and how often it says what it holds, which is a write.
const (
	keeperLook = time.Second
	keeperSays = privacy.HolderGone / 3
)

// newKeeper enters this node among the holders of keys.
func newKeeper(ctx context.Context, s *Settings, d *database, ring *privacy.Keyring, log *slog.Logger) (*keeper, error) {
	node, err := uuid.NewV7()
	if err != nil {
		return nil, fmt.Errorf("make id: %w", err)
	}
	host, err := os.Hostname()
	if err != nil {
		host = "node"
	}
	k := &keeper{db: d.app, ring: ring, place: keyPlace{s, filepath.Join(d.dir, "key")}, log: log, node: node, name: fmt.Sprintf("%s/%d", host, os.Getpid())}
	return k, k.look(ctx)
}

// Run looks until ctx ends, or until a key is missing. A database that does not
// answer is somebody else's business.
func (k *keeper) Run(ctx context.Context) error {
	tick := time.NewTicker(keeperLook)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return nil
		}
		err := k.look(ctx)
		if missing := (*privacy.MissingKey)(nil); errors.As(err, &missing) {
			return fmt.Errorf("this node cannot go on: %w", k.place.inWords(err))
		}
		if err != nil && ctx.Err() == nil {
			k.log.Debug("keys not looked after", "error", err)
		}
	}
}

// look says what this node holds, and only then asks what it needs: whoever
// changes the key sees every node that may have asked before the change.
func (k *keeper) look(ctx context.Context) error {
	if time.Since(k.said) >= keeperSays {
		if err := k.say(ctx); err != nil {
			return err
		}
	}
	masters, err := privacy.Masters(ctx, k.db)
	if err != nil {
		return err
	}
	if k.lacks(masters) && k.find() {
		if err := k.say(ctx); err != nil {
			return err
		}
	}
	was := k.ring.Fingerprint()
	if err := k.ring.SettleTo(masters); err != nil {
		return err
	}
	if now := k.ring.Fingerprint(); now != was {
		k.log.Info("another key wraps from now on", "fingerprint", now)
	}
	return nil
}

func (k *keeper) say(ctx context.Context) error {
	err := k.ring.SayHeld(ctx, k.db, k.node, k.name)
	if err == nil {
		k.said = time.Now()
	}
	return err
}

// lacks reports whether the database names a key that this node has not got.
func (k *keeper) lacks(masters []privacy.Master) bool {
	return slices.ContainsFunc(masters, func(m privacy.Master) bool {
		return m.State != privacy.MasterRetired && !k.ring.Holds(m.Fingerprint)
	})
}

// find takes up keys that have been put where this node's own were; in the
// environment there are none before the node is started again.
func (k *keeper) find() bool {
	if !k.place.inFile() {
		return false
	}
	keys, err := k.place.read()
	if err != nil {
		k.log.Warn("key file not read", "error", err)
		return false
	}
	before := len(k.ring.Held())
	for _, key := range keys {
		if _, err := k.ring.Hold(key); err != nil {
			k.log.Warn("key not taken up", "error", err)
		}
	}
	return len(k.ring.Held()) > before
}

// leave takes the node off the list of those who hold keys.
func (k *keeper) leave() {
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	if err := privacy.LeaveHolders(ctx, k.db, k.node); err != nil {
		k.log.Debug("keys not left", "error", err) // it is not seen any more anyway
	}
}
