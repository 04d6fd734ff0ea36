package postgres

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Endpoint is how to reach a server of our own.
type Endpoint struct {
	dataDir   string
	socketDir string
	binDir    string
	secrets   secrets
}

// ErrNotRunning says that no Kontor runs a server in this data directory.
var ErrNotRunning = errors.New("no Kontor is running on this data directory; start it with kontor serve, or set KONTOR_DATA to the directory of the one that runs")

// Attach gives the way to the server that another Kontor runs in this data
// directory, for commands that work beside it. It starts nothing.
func Attach(dataDir string) (Endpoint, error) {
	account, err := serverAccount(dataDir)
	if err != nil {
		return Endpoint{}, err
	}
	for _, dir := range places(dataDir, account != nil) {
		f := readPidFile(filepath.Join(dir, clusterName))
		if !serves(f.pid, filepath.Join(dir, clusterName)) || f.socketDir == "" {
			continue
		}
		s, err := readSecrets(dir)
		if errors.Is(err, os.ErrPermission) {
			return Endpoint{}, fmt.Errorf("only the user who runs Kontor may do this: %w", err)
		}
		return Endpoint{dataDir: dir, socketDir: f.socketDir, binDir: serverBinDir(f.pid), secrets: s}, err
	}
	return Endpoint{}, fmt.Errorf("%w (looked in %s)", ErrNotRunning, dataDir)
}

// places are where the data may be: root's may have moved.
func places(dataDir string, root bool) []string {
	dirs := []string{dataDir}
	if abs, err := filepath.Abs(dataDir); err == nil {
		dirs[0] = abs
	}
	if root {
		dirs = append(dirs, systemDir)
	}
	return dirs
}

func serverBinDir(pid int) string {
	line := commandLine(pid)
	if len(line) == 0 {
		return ""
	}
	return filepath.Dir(line[0])
}

// DataDir is the directory the data really lives in.
func (e Endpoint) DataDir() string { return e.dataDir }

// BinDir is the directory of the server's programs: pg_dump and psql of the
// same version are there.
func (e Endpoint) BinDir() string { return e.binDir }

// OwnerDSN is for migrations, backup and restore.
func (e Endpoint) OwnerDSN() string { return e.dsn(OwnerLogin, e.secrets.Owner) }

// AppDSN is for the application.
func (e Endpoint) AppDSN() string { return e.dsn(AppLogin, e.secrets.App) }

// ExpertDSN is for what experts read.
func (e Endpoint) ExpertDSN() string { return e.dsn(ExpertLogin, e.secrets.Expert) }

// dsn needs no quotes: the directory is a plain path and the passwords are
// letters and digits.
func (e Endpoint) dsn(login, password string) string {
	return fmt.Sprintf("host=%s port=%s dbname=%s user=%s password=%s sslmode=disable", e.socketDir, socketPort, database, login, password)
}
