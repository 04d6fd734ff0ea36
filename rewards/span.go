package rewards

import (
	"cmp"
	"slices"
	"time"
)

// Span is what solved tickets of a topic are worth in one unit: the least and the
// most, depending on language and hour. Where some are worth nothing the least is 0.
type Span struct {
	Unit  string `json:"unit" doc:"Three letters of ISO 4217, or points"`
	Least int64  `json:"least" doc:"In the smallest unit"`
	Most  int64  `json:"most"`
}

// Spans are what solved tickets of a topic are worth by the rates of this moment, in
// any language and at any hour of a week.
func Spans(rates []Rate, topic string, now time.Time) []Span {
	var current []Rate
	languages, units := []string{""}, map[string]*Span{} // "": one that no rate names
	for _, r := range rates {
		if r.validAt(now) && (r.Topic == "" || r.Topic == topic) {
			r.EndedAt = nil
			current, languages, units[r.Unit] = append(current, r), append(languages, r.Language), nil
		}
	}
	slices.Sort(languages)
	for _, language := range slices.Compact(languages) {
		for hour := range 7 * wholeDay {
			widen(units, Worth(current, topic, language, now.Add(time.Duration(hour)*time.Hour), time.UTC))
		}
	}
	spans := make([]Span, 0, len(units))
	for _, s := range units {
		if s.Most > 0 {
			spans = append(spans, *s)
		}
	}
	slices.SortFunc(spans, func(a, b Span) int { return cmp.Compare(a.Unit, b.Unit) })
	return spans
}

// widen takes what one ticket is worth into the spans; a unit that it is worth
// nothing in has been met with 0.
func widen(units map[string]*Span, worth []Money) {
	for unit, s := range units {
		amount := int64(0)
		for _, m := range worth {
			if m.Unit == unit {
				amount = m.Amount
			}
		}
		if s == nil {
			units[unit] = &Span{unit, amount, amount}
			continue
		}
		s.Least, s.Most = min(s.Least, amount), max(s.Most, amount)
	}
}
