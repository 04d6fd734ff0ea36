package rewards

import (
	"slices"
	"testing"
	"time"
)

func TestSpans(t *testing.T) {
	before, ended := monday.Add(-time.Hour), monday
	rate := func(change func(*Rate)) Rate {
		r := Rate{Unit: "EUR", Amount: 100, ToHour: 24, ValidFrom: before}
		change(&r)
		return r
	}
	usual := rate(func(*Rate) {})
	for name, c := range map[string]struct {
		rates []Rate
		want  []Span
	}{
		"none":                {nil, []Span{}},
		"one":                 {[]Rate{usual}, []Span{{"EUR", 100, 100}}},
		"of another topic":    {[]Rate{rate(func(r *Rate) { r.Topic = "tax" })}, []Span{}},
		"more at night":       {[]Rate{usual, rate(func(r *Rate) { r.FromHour, r.ToHour, r.Amount = 22, 6, 150 })}, []Span{{"EUR", 100, 150}}},
		"more in Hungarian":   {[]Rate{usual, rate(func(r *Rate) { r.Language, r.Amount = "hu", 300 })}, []Span{{"EUR", 100, 300}}},
		"on Sundays only":     {[]Rate{rate(func(r *Rate) { r.Days = []int{7} })}, []Span{{"EUR", 0, 100}}},
		"the topic's own":     {[]Rate{usual, rate(func(r *Rate) { r.Topic, r.Amount = "parking", 80 })}, []Span{{"EUR", 80, 80}}},
		"nothing for it":      {[]Rate{usual, rate(func(r *Rate) { r.Topic, r.Amount = "parking", 0 })}, []Span{}},
		"ended":               {[]Rate{rate(func(r *Rate) { r.EndedAt = &ended })}, []Span{}},
		"to come":             {[]Rate{usual, rate(func(r *Rate) { r.ValidFrom, r.Amount = monday.Add(time.Hour), 500 })}, []Span{{"EUR", 100, 100}}},
		"money before points": {[]Rate{rate(func(r *Rate) { r.Unit, r.Amount = Points, 7 }), usual}, []Span{{"EUR", 100, 100}, {Points, 7, 7}}},
	} {
		if got := Spans(c.rates, "parking", monday); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
