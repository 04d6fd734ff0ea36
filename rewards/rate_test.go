package rewards

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"pgregory.net/rapid"
)

var (
	berlin, _ = time.LoadLocation("Europe/Berlin")
	monday    = time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
)

func TestWorth(t *testing.T) {
	rates := []Rate{
		{Unit: "EUR", Amount: 100, ToHour: 24},
		{Unit: "EUR", Amount: 150, FromHour: 22, ToHour: 6},
		{Unit: "EUR", Amount: 300, Language: "hu", ToHour: 24},
		{Unit: "EUR", Amount: 200, Topic: "waste", ToHour: 24},
		{Unit: "EUR", Amount: 260, Topic: "waste", Days: []int{6, 7}, ToHour: 24},
		{Unit: "EUR", Amount: 0, Topic: "chat", ToHour: 24},
		{Unit: Points, Amount: 5, Language: "pl", ToHour: 24},
		{Unit: "EUR", Amount: 900, ToHour: 24, ValidFrom: monday.AddDate(1, 0, 0)},
	}
	for _, c := range []struct {
		name            string
		topic, language string
		at              time.Time
		want            []Money
	}{
		{"what holds for all", "parking", "en", monday, []Money{{"EUR", 100}}},
		{"at night, in the organisation's zone", "parking", "en", monday.Add(11*time.Hour + 30*time.Minute), []Money{{"EUR", 150}}},
		{"early in the morning", "parking", "en", monday.Add(-5*time.Hour - time.Minute), []Money{{"EUR", 150}}},
		{"from six on", "parking", "en", monday.Add(-5 * time.Hour), []Money{{"EUR", 100}}},
		{"the language counts for more than the hour", "parking", "hu", monday.Add(12 * time.Hour), []Money{{"EUR", 300}}},
		{"the topic counts for more than the language", "waste", "hu", monday, []Money{{"EUR", 200}}},
		{"the week's end", "waste", "en", monday.AddDate(0, 0, -1), []Money{{"EUR", 260}}},
		{"nothing for one topic", "chat", "en", monday, []Money{}},
		{"units beside each other", "parking", "pl", monday, []Money{{"EUR", 100}, {Points, 5}}},
		{"what became valid last", "parking", "en", monday.AddDate(1, 0, 1), []Money{{"EUR", 900}}},
	} {
		if diff := cmp.Diff(c.want, Worth(rates, c.topic, c.language, c.at, berlin)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// The order in which rates are read decides nothing, a rate that does not fit
// changes nothing, and of each unit one rate at most is paid.
func TestWorthProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rates := rapid.SliceOfN(rapid.Custom(drawRate), 0, 12).Draw(t, "rates")
		topic, language := rapid.SampledFrom([]string{"waste", "parking"}).Draw(t, "topic"), rapid.SampledFrom([]string{"en", "hu"}).Draw(t, "language")
		at := monday.Add(time.Duration(rapid.IntRange(0, 14*24*60).Draw(t, "minutes")) * time.Minute)
		worth := Worth(rates, topic, language, at, berlin)
		shuffled := rapid.Permutation(rates).Draw(t, "shuffled")
		if !slices.Equal(worth, Worth(shuffled, topic, language, at, berlin)) {
			t.Fatal("the order of rates decides")
		}
		fitting := slices.DeleteFunc(slices.Clone(rates), func(r Rate) bool { return !r.fits(topic, language, at, berlin) })
		if !slices.Equal(worth, Worth(fitting, topic, language, at, berlin)) {
			t.Fatal("a rate that does not fit changes what a ticket is worth")
		}
		for i, m := range worth {
			if m.Amount <= 0 || i > 0 && worth[i-1].Unit >= m.Unit {
				t.Fatalf("worth %v", worth)
			}
			if !slices.ContainsFunc(fitting, func(r Rate) bool { return r.Unit == m.Unit && r.Amount == m.Amount }) {
				t.Fatalf("%v is no rate's amount", m)
			}
		}
	})
}

func drawRate(t *rapid.T) Rate {
	r := Rate{
		ID:        uuid.UUID(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "id")),
		Topic:     rapid.SampledFrom([]string{"", "waste", "parking"}).Draw(t, "topic"),
		Language:  rapid.SampledFrom([]string{"", "en", "hu"}).Draw(t, "language"),
		Days:      rapid.SliceOfNDistinct(rapid.IntRange(1, 7), 0, 7, rapid.ID).Draw(t, "days"),
		FromHour:  rapid.IntRange(0, 23).Draw(t, "from"),
		ToHour:    rapid.IntRange(1, 24).Draw(t, "to"),
		Unit:      rapid.SampledFrom([]string{"EUR", Points}).Draw(t, "unit"),
		Amount:    rapid.Int64Range(0, 1000).Draw(t, "amount"),
		ValidFrom: monday.AddDate(0, 0, rapid.IntRange(-3, 5).Draw(t, "valid")),
	}
	if rapid.Bool().Draw(t, "ends") {
		end := r.ValidFrom.AddDate(0, 0, rapid.IntRange(0, 5).Draw(t, "end"))
		r.EndedAt = &end
	}
	return r
}
