package postgres

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"kontor/internal/child"
)

// oldestMajor is the oldest PostgreSQL that Kontor works with.
const oldestMajor = 14

// ErrNoBinaries says that this machine has no PostgreSQL server to run.
var ErrNoBinaries = fmt.Errorf("no PostgreSQL server (%d or newer) is installed here; install one "+
	"(Debian and Ubuntu: apt-get install postgresql; Fedora: dnf install postgresql-server postgresql-contrib; "+
	"Alpine: apk add postgresql postgresql-contrib; macOS: brew install postgresql@17), "+
	"or set OWNER_DATABASE_URL, DATABASE_URL and EXPERT_DATABASE_URL to use a server that runs elsewhere", oldestMajor)

// binaries is one installation of the server's programs.
type binaries struct {
	dir   string
	major int
}

func (b binaries) path(program string) string { return filepath.Join(b.dir, program) }

// binaryPlaces are the directories in which distributions keep the programs
// that they do not put into PATH.
var binaryPlaces = []string{
	"/usr/lib/postgresql/*/bin",
	"/usr/pgsql-*/bin",
	"/usr/lib/postgresql*/bin",
	"/usr/libexec/postgresql*",
	"/opt/homebrew/opt/postgresql@*/bin",
	"/opt/homebrew/bin",
	"/usr/local/opt/postgresql@*/bin",
	"/usr/local/pgsql*/bin",
	"/usr/local/bin",
	"/Applications/Postgres.app/Contents/Versions/*/bin",
}

// findBinaries gives every installation that is new enough, newest first.
func findBinaries(account *child.Account) ([]binaries, error) {
	var found []binaries
	for _, dir := range binaryDirs() {
		major, err := majorOf(filepath.Join(dir, "postgres"), account)
		if err == nil && major >= oldestMajor {
			found = append(found, binaries{dir: dir, major: major})
		}
	}
	if len(found) == 0 {
		return nil, ErrNoBinaries
	}
	slices.SortStableFunc(found, func(a, b binaries) int { return cmp.Compare(b.major, a.major) })
	return found, nil
}

func binaryDirs() []string {
	var dirs []string
	if initdb, err := exec.LookPath("initdb"); err == nil {
		if real, err := filepath.EvalSymlinks(initdb); err == nil {
			dirs = append(dirs, filepath.Dir(real))
		}
	}
	if out, err := exec.Command("pg_config", "--bindir").Output(); err == nil {
		dirs = append(dirs, strings.TrimSpace(string(out)))
	}
	for _, pattern := range binaryPlaces {
		matches, _ := filepath.Glob(pattern) //nolint:errcheck // the patterns are constants
		dirs = append(dirs, matches...)
	}
	slices.Sort(dirs)
	return slices.DeleteFunc(slices.Compact(dirs), incomplete)
}

// incomplete tells the directories that hold clients only.
func incomplete(dir string) bool {
	for _, program := range []string{"initdb", "postgres"} {
		if st, err := os.Stat(filepath.Join(dir, program)); err != nil || st.IsDir() || st.Mode()&0o111 == 0 {
			return true
		}
	}
	return false
}

var versionPattern = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)

func majorOf(program string, account *child.Account) (int, error) {
	out, err := child.Run(child.Spec{Path: program, Args: []string{"--version"}, Account: account}, nil)
	if err != nil {
		return 0, fmt.Errorf("ask %s for its version: %w", program, err)
	}
	m := versionPattern.FindStringSubmatch(out)
	if m == nil {
		return 0, errors.New("no version in what " + program + " says")
	}
	return strconv.Atoi(m[1])
}

// binariesFor picks the installation for a cluster directory: the one that made
// it, or for a new one the newest.
func binariesFor(cluster string, account *child.Account) (binaries, error) {
	all, err := findBinaries(account)
	if err != nil {
		return binaries{}, err
	}
	text, err := os.ReadFile(filepath.Join(cluster, "PG_VERSION"))
	if errors.Is(err, os.ErrNotExist) {
		return all[0], nil
	}
	if err != nil {
		return binaries{}, fmt.Errorf("read the version of the database: %w", err)
	}
	version := strings.TrimSpace(string(text))
	for _, b := range all {
		if strconv.Itoa(b.major) == version {
			return b, nil
		}
	}
	return binaries{}, fmt.Errorf("the database in %s was made by PostgreSQL %s, but only %s is installed here; "+
		"install version %s again (Debian: apt-get install postgresql-%s), or restore a backup into a new data directory",
		cluster, version, versions(all), version, version)
}

func versions(all []binaries) string {
	var names []string
	for _, b := range all {
		names = append(names, strconv.Itoa(b.major))
	}
	return strings.Join(slices.Compact(names), ", ")
}
