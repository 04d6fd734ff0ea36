// Package migrations brings a database to the shape this version of Kontor
// needs, and looks whether its logins hold the rights they should and no more.
//
// The SQL is numbered and only ever goes forward. It grants rights to two
// roles, kontor_app and kontor_expert, which therefore exist before it runs;
// logins of other names become members of these.
package migrations

import (
	"embed"
	"io/fs"
	"strconv"
	"strings"
)

//go:embed *.sql
var files embed.FS

// Latest is the version this program brings a database to.
func Latest() int64 { return latest(files) }

func latest(fsys fs.FS) (version int64) {
	names, _ := fs.Glob(fsys, "*.sql") //nolint:errcheck // the pattern is a constant
	for _, name := range names {
		number, _, _ := strings.Cut(name, "_")
		if n, err := strconv.ParseInt(number, 10, 64); err == nil {
			version = max(version, n)
		}
	}
	return version
}
