package corpus

import (
	"os"
	"testing"
)

func TestCorpusTable(t *testing.T) {
	hard, err := Hard()
	if err != nil {
		t.Fatal(err)
	}
	show := func(title string, s *Score) {
		t.Log(title)
		s.Table(os.Stdout)
		if os.Getenv("MISSED") != "" {
			for _, m := range s.Missed {
				t.Log(m)
			}
		}
	}
	show("hard", Measure(hard))
	show("generated", Measure(Generate(1, 500)))
}
