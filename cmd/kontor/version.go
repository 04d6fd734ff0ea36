package main

import (
	"fmt"
	"io"
	"runtime/debug"

	"kontor/migrations"
)

type versionCommand struct{}

// Run prints what this binary was built from and which database it makes.
func (versionCommand) Run(out io.Writer) error {
	_, err := fmt.Fprintf(out, "kontor %s, database version %d\n", version(), migrations.Latest())
	return err
}

// version is the release, or the commit for a build between two.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	return "development"
}
