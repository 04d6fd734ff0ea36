package main

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"kontor/privacy"
)

// turn is one run of kontor key rotate: which key is to come, and what becomes
// of the key file.
type turn struct {
	place   keyPlace
	ring    *privacy.Keyring
	masters []privacy.Master
	out     io.Writer
}

// choose gives the fingerprint of the key that is to be the current one: that of
// a rotation that has begun, else a key at hand that has never been used, else
// one that is made in the key file. It gives none where an earlier run was
// killed with nothing left to do but to tidy up.
func (t *turn) choose() (string, error) {
	for _, m := range t.masters {
		switch m.State {
		case privacy.MasterNext:
			if !t.ring.Holds(m.Fingerprint) {
				return "", fmt.Errorf("a rotation to the key with fingerprint %s has begun, and that key is not here; add it (%s)", m.Fingerprint, t.place.addIt())
			}
			return m.Fingerprint, nil
		case privacy.MasterOld:
			return t.ring.Fingerprint(), nil
		}
	}
	unused := slices.DeleteFunc(t.ring.Held(), t.known)
	switch {
	case len(unused) > 1:
		return "", errors.New("there are several new keys; leave the one that is to be used")
	case len(unused) == 1:
		return unused[0], nil
	case !t.place.inFile():
		return "", errors.New("there is no new key: print one with kontor key new, give it to all nodes as KONTOR_KEYS beside KONTOR_KEY, start them again one after the other, and run this with the same settings")
	case len(t.ring.Held()) > 1:
		return "", nil
	}
	return t.make()
}

func (t *turn) known(fingerprint string) bool {
	return slices.ContainsFunc(t.masters, func(m privacy.Master) bool { return m.Fingerprint == fingerprint })
}

// make adds a new key to the key file, where running nodes find it.
func (t *turn) make() (string, error) {
	keys, err := t.place.read()
	if err != nil {
		return "", err
	}
	fresh := privacy.NewKey()
	if err := privacy.ReplaceKeyFile(t.place.path, append(keys, fresh)...); err != nil {
		return "", err
	}
	fmt.Fprintf(t.out, "A new key stands in %s beside the old one. Keep a copy of it in a safe place, apart from the backups.\n", t.place.path)
	return t.ring.Hold(fresh)
}

// tell says what has been done.
func (t *turn) tell(p privacy.Progress) {
	switch p.Step {
	case privacy.StepAnnounce:
		fmt.Fprintln(t.out, "1 of 5  the new key is announced")
	case privacy.StepAwait:
		for _, h := range p.Lacking {
			fmt.Fprintf(t.out, "        waiting for %s, which has not got it yet\n", h.Name)
		}
		if len(p.Lacking) == 0 {
			fmt.Fprintln(t.out, "2 of 5  every running node holds it")
		}
	case privacy.StepSwitch:
		fmt.Fprintln(t.out, "3 of 5  what is new is wrapped with it")
	case privacy.StepRewrap:
		fmt.Fprintf(t.out, "4 of 5  %d of %d people's keys wrapped with it\n", p.Done, p.Total)
	case privacy.StepRetire:
		fmt.Fprintln(t.out, "5 of 5  nothing is wrapped with the old key any more")
	}
}

// tidy leaves only the current key in the key file. The old one is put beside
// it, because backups from before can be read only with it.
func (t *turn) tidy(current string) error {
	if !t.place.inFile() {
		_, err := fmt.Fprintf(t.out, "The key is now the one with fingerprint %s. Make it KONTOR_KEY on all nodes and take the other one away; "+
			"keep that as long as you keep backups from before.\n", current)
		return err
	}
	keys, err := t.place.read()
	if err != nil {
		return err
	}
	var keep [][]byte
	for _, key := range keys {
		ring, err := privacy.NewKeyring(key)
		if err != nil {
			return err
		}
		if ring.Fingerprint() == current {
			keep = append(keep, key)
			continue
		}
		old := t.place.path + ".old-" + ring.Fingerprint()
		if err := privacy.ReplaceKeyFile(old, key); err != nil {
			return err
		}
		fmt.Fprintf(t.out, "The old key is in %s now. Put it away with the backups from before, which need it, and delete it here.\n", old)
	}
	if err := privacy.ReplaceKeyFile(t.place.path, keep...); err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.out, "The key in %s has fingerprint %s.\n", t.place.path, current)
	return err
}
