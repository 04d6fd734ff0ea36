package corpus

import (
	"os"
	"testing"
)

func TestCorpusTable(t *testing.T) {
	s := Measure(Generate(1, 500))
	s.Table(os.Stdout)
	if os.Getenv("MISSED") != "" {
		for _, m := range s.Missed {
			t.Log(m)
		}
	}
}
