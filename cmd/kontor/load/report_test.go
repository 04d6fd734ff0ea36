package load

import (
	"strings"
	"testing"
	"time"
)

func TestLatencies(t *testing.T) {
	var all []time.Duration
	for i := range 200 {
		all = append(all, time.Duration(200-i)*time.Millisecond)
	}
	want := Latencies{200, 101 * time.Millisecond, 199 * time.Millisecond, 200 * time.Millisecond}
	if got := latenciesOf(all); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := latenciesOf(nil); got.N != 0 || got.String() != "none" {
		t.Errorf("of nothing: %v", got)
	}
}

// Whoever reads the report must see what was wrong, and what was not looked at.
func TestReportSaysWhatWasWrong(t *testing.T) {
	var found ruling
	for range violationsMost + 5 {
		found.broken("ticket %d is lost", 7)
	}
	r := Report{Seed: 3, Acked: 10, Took: time.Second, PerSecond: 10, BareCommits: 100}
	r.unchecked("the moon")
	r.unchecked("the moon")
	var out strings.Builder
	if r.Print(&out); !r.Held() || !strings.Contains(out.String(), "all guarantees held (seed 3)") {
		t.Errorf("printed %q", &out)
	}
	r.take(&found)
	out.Reset()
	r.Print(&out)
	for _, want := range []string{"BROKEN: ticket 7 is lost", "105 guarantees broken (seed 3)", "ours is 0.10 of that", "not checked: the moon"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in %q", want, &out)
		}
	}
	if r.Held() || len(r.Unchecked) != 1 {
		t.Errorf("%+v", r)
	}
}

func TestTableMarksWhatWasMissed(t *testing.T) {
	var out strings.Builder
	r := &Report{PerSecond: 900, BareCommits: 1500, LoneCommits: 1000, Ack: Latencies{9, time.Millisecond, 30 * time.Millisecond, time.Second}}
	if err := printTable(&out, sendersPart(64, 0).figures(r)); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "missed") || !strings.Contains(out.String(), "ours is 0.90 of that") {
		t.Errorf("printed %s", &out)
	}
	out.Reset()
	r.PerSecond = 1100
	if err := printTable(&out, sendersPart(64, 0).figures(r)); err != nil || strings.Contains(out.String(), "missed") {
		t.Errorf("%v: printed %s", err, &out)
	}
}
