package tickets

import (
	"regexp"
	"slices"
	"testing"
)

// A row of an expert's list shows the same columns whether or not it could be a picture.
func TestRowsOfListsShowTheSame(t *testing.T) {
	read := func(columns string) (names []string) {
		for _, m := range regexp.MustCompile(`t\.(\w+)`).FindAllStringSubmatch(columns, -1) {
			names = append(names, m[1])
		}
		slices.Sort(names)
		return names
	}
	if got, want := read(rowOrNothing), read(expertRowColumns); !slices.Equal(got, want) {
		t.Errorf("a list reads %v, a row by itself %v", got, want)
	}
}
