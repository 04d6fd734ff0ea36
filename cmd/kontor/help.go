package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

type helpCommand struct{}

// Run lists the commands and every setting with what it is by default.
func (helpCommand) Run(model *kong.Application, out io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\nUsage: kontor <command> [flags]\n\nCommands\n", model.Help)
	for _, c := range model.Children {
		fmt.Fprintf(&b, "  %-9s %s\n", c.Name, c.Help)
	}
	b.WriteString("\nSettings, from the environment or as flags (kontor serve --addr 0.0.0.0:80)\n")
	for _, f := range model.Flags {
		if len(f.Envs) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n  %s\n", strings.Join(f.Envs, ", "))
		for _, line := range wrap(setting(f), 76) {
			fmt.Fprintf(&b, "      %s\n", line)
		}
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func setting(f *kong.Flag) string {
	if f.HasDefault && f.Default != "" {
		return f.Help + " Default: " + f.Default + "."
	}
	return f.Help
}

// wrap breaks text into lines of at most this many bytes, where there are
// spaces.
func wrap(text string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if line != "" && len(line)+1+len(word) > width {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	return append(lines, line)
}
