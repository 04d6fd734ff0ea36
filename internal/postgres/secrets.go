package postgres

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// The logins of the embedded cluster and its database.
const (
	OwnerLogin  = "kontor_owner"
	AppLogin    = "kontor_app"
	ExpertLogin = "kontor_expert"

	database = "kontor"
)

// secrets are the passwords of the three logins.
type secrets struct {
	Owner  string `json:"owner"`
	App    string `json:"app"`
	Expert string `json:"expert"`
}

func newSecrets() secrets {
	return secrets{Owner: rand.Text(), App: rand.Text(), Expert: rand.Text()}
}

// readSecrets gives the passwords kept in the data directory; the error is
// os.ErrNotExist when there are none.
func readSecrets(dataDir string) (secrets, error) {
	path := filepath.Join(dataDir, secretsName)
	text, err := os.ReadFile(path)
	if err != nil {
		return secrets{}, fmt.Errorf("read the database passwords: %w", err)
	}
	var s secrets
	if err := json.Unmarshal(text, &s); err != nil || s.Owner == "" || s.App == "" || s.Expert == "" {
		return secrets{}, fmt.Errorf("the database passwords in %s cannot be read; remove the file and start Kontor again: it makes new ones", path)
	}
	return s, nil
}

// write replaces the file in one step, so that it is whole or not there.
func (s secrets) write(dataDir string) error {
	text, err := json.Marshal(s)
	if err != nil {
		return err
	}
	path := filepath.Join(dataDir, secretsName)
	if err := writeSynced(path+".new", append(text, '\n')); err != nil {
		return fmt.Errorf("write the database passwords: %w", err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		return fmt.Errorf("keep the database passwords: %w", err)
	}
	return nil
}

func writeSynced(path string, text []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	return errors.Join(err, file.Sync(), file.Close())
}
