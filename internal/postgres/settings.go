package postgres

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"kontor/internal/child"
)

// The server's configuration is ours and written anew at every start, so that a
// new version of Kontor brings its settings along. Whoever wants others puts
// them into local.conf, or uses ALTER SYSTEM; both win.
const settings = `# Written by Kontor at every start. Your own settings belong into local.conf
# beside this file: they win over these.
max_connections = %d
shared_buffers = %s
effective_cache_size = 1GB
work_mem = 8MB
maintenance_work_mem = 64MB
random_page_cost = 1.1
huge_pages = off
jit = off
max_parallel_workers_per_gather = 0
wal_compression = %s
max_wal_size = 2GB
min_wal_size = 512MB
checkpoint_timeout = 15min
autovacuum_naptime = 20s
password_encryption = 'scram-sha-256'
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
default_text_search_config = 'pg_catalog.simple'
tcp_keepalives_idle = 60

# Statements and the details of errors hold what people wrote: they stay out
# of the log, and so do errors, which the client is told anyway.
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_statement = none
log_checkpoints = off
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_autovacuum_min_duration = -1
log_line_prefix = ''
%s
include_if_exists = 'local.conf'
`

// carelessness makes a cluster fast that need not outlive its machine. It
// still outlives its processes: what is committed is handed to the kernel.
const carelessness = `fsync = off
full_page_writes = off
autovacuum = off
max_wal_senders = 0
wal_level = minimal
`

const hostAccess = `# Written by Kontor at every start.
local all postgres reject
local all all %s
`

// compression is how pages are compressed that are written to the log. What a ticket of
// years ago is asked for touches pages that nobody else has touched since the last
// checkpoint, and each of them goes to the log whole: with pglz that took a tenth of the
// time of an act. Not every server was built with lz4.
func (w workshop) compression(dir string) string {
	if w.volatile { // it writes no whole pages
		return "off"
	}
	ask := []string{"-D", dir, "-c", "wal_compression=lz4", "-C", "wal_compression"}
	if _, err := child.Run(child.Spec{Path: w.binaries.path("postgres"), Args: ask, Account: w.account}, nil); err != nil {
		return "on"
	}
	return "lz4"
}

func (w workshop) configure(dir string) error {
	connections, buffers, extra, proof := 100, "256MB", "", "scram-sha-256"
	if w.volatile { // several test programs may share it, and connect all the time
		connections, buffers, extra, proof = 300, "64MB", carelessness, "password"
	}
	files := map[string]string{
		"postgresql.conf": fmt.Sprintf(settings, connections, buffers, w.compression(dir), extra),
		"pg_hba.conf":     fmt.Sprintf(hostAccess, proof),
		"pg_ident.conf":   "",
	}
	for name, text := range files {
		if err := w.replace(filepath.Join(dir, name), text); err != nil {
			return fmt.Errorf("configure the database: %w", err)
		}
	}
	local := filepath.Join(dir, "local.conf")
	if _, err := os.Stat(local); !errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return w.replace(local, "# Your own settings for this server; they win over those of postgresql.conf.\n")
}

// replace writes a file of the cluster if it does not already read so.
func (w workshop) replace(path, text string) error {
	if old, err := os.ReadFile(path); err == nil && string(old) == text {
		return nil
	}
	if err := os.WriteFile(path+".new", []byte(text), 0o600); err != nil {
		return err
	}
	if err := w.account.Own(path + ".new"); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// serverArgs are the settings that no file may change: the server is reached
// through one socket, and that by us.
func serverArgs(cluster, socketDir string) []string {
	return []string{
		"-D", cluster,
		"-c", "listen_addresses=",
		"-c", "port=" + socketPort,
		"-c", "unix_socket_directories=" + socketDir,
		"-c", "unix_socket_permissions=0700",
		"-c", "external_pid_file=",
		"-c", "hba_file=" + filepath.Join(cluster, "pg_hba.conf"),
		"-c", "logging_collector=off",
		"-c", "log_destination=stderr",
	}
}

// socketPort names the socket file; nothing listens on a port.
const socketPort = "5432"

const socketFile = ".s.PGSQL." + socketPort

// isFatal tells what the server says when it, or a session, cannot go on.
func isFatal(line string) bool {
	return strings.HasPrefix(line, "FATAL:") || strings.HasPrefix(line, "PANIC:")
}

// transient tells a start that failed because processes of a server that was
// killed have not all noticed yet.
func transient(said string) bool {
	return strings.Contains(said, "shared memory block") || strings.Contains(said, "lock file")
}
