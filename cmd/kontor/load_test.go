package main

import (
	"strings"
	"testing"
)

// What could not be run is not taken for a broken guarantee.
func TestLoadTellsWhatItCouldNotDo(t *testing.T) {
	t.Setenv("KONTOR_DATA", t.TempDir())
	for _, test := range []struct {
		args []string
		code int
		say  string
	}{
		{[]string{"load", "--base", "nowhere"}, exitNotRun, "is not the address of a server"},
		{[]string{"load", "--clean"}, exitNotRun, "--database or --here"},
		{[]string{"load", "--here"}, exitNotRun, "no Kontor is running"},
		{[]string{"load", "--database", "host=/nowhere"}, exitNotRun, "--database"},
		{[]string{"load", "--pace", "fast"}, exitMisuse, "pace"},
	} {
		var out, errs output
		if code := run(test.args, &out, &errs); code != test.code || !strings.Contains(errs.String(), test.say) {
			t.Errorf("%v: ended with %d and %q, want %d and %q", test.args, code, errs.String(), test.code, test.say)
		}
	}
}
