package people

import (
	"slices"
	"strings"
	"testing"
)

func TestAliasWords(t *testing.T) {
	for name, words := range map[string][]string{"qualities": aliasQualities, "animals": aliasAnimals} {
		if len(words) < 150 {
			t.Errorf("only %d %s", len(words), name)
		}
		for i, word := range words {
			if word != strings.ToUpper(word[:1])+strings.ToLower(word[1:]) {
				t.Errorf("%q is not written as a name", word)
			}
			if slices.Contains(words[:i], word) {
				t.Errorf("%q is there twice", word)
			}
		}
	}
}

func TestAliasesDiffer(t *testing.T) {
	seen := make(map[string]bool)
	for range 200 {
		seen[newAlias()] = true
	}
	if len(seen) < 180 {
		t.Errorf("200 aliases are only %d different ones", len(seen))
	}
}
