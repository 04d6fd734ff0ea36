package experts

import (
	"encoding/json"
	"fmt"
	"slices"

	"kontor/people"
)

// Tests, practice and notes are written in one language first and translated into
// others. A translation is whole or not there: nobody is shown a question of two
// languages.

// firstLanguage is what something is written in if nobody says.
const firstLanguage = "en"

// QuestionWords are a question in a language; its options stand as in the first one.
type QuestionWords struct {
	Text     string   `json:"text"`
	Options  []string `json:"options,omitempty"`
	Guidance string   `json:"guidance,omitempty"`
}

// CaseWords are a practice ticket in a language.
type CaseWords struct {
	Subject  string   `json:"subject"`
	Text     string   `json:"text"`
	Keywords []string `json:"keywords,omitempty"`
	Sample   string   `json:"sample"`
}

// LessonWords are a note in a language.
type LessonWords struct {
	Title string `json:"title"`
	Text  string `json:"text"`
}

// pick chooses the first of these languages that there are words in, else those
// written first, and says which it is.
func pick[W any](first W, language string, translations map[string]W, wanted []string) (W, string) {
	for _, w := range wanted {
		if w == language {
			break
		}
		if words, ok := translations[w]; ok {
			return words, w
		}
	}
	return first, language
}

// preferred are the languages that somebody reads something in: the one they ask
// for, then those they speak.
func preferred(by people.Person, asked string) []string {
	if asked == "" {
		return by.Languages
	}
	return append([]string{asked}, by.Languages...)
}

// translated checks words by language, each with check, whose fields begin with
// "translations." and the language.
func translated[W any](c *checks, language string, translations map[string]W, check func(field string, words W) W) map[string]W {
	if !isLocale(language) {
		c.wrong("language", "is not one that the desk speaks")
	}
	kept := map[string]W{}
	for l, words := range translations {
		switch {
		case !isLocale(l):
			c.wrong("translations", "holds a language that the desk does not speak")
		case l == language:
			c.wrong("translations", "holds the language that it is written in")
		default:
			kept[l] = check("translations."+l+".", words)
		}
	}
	return kept
}

func readTranslations[W any](raw []byte) (map[string]W, error) {
	translations := map[string]W{}
	if err := json.Unmarshal(raw, &translations); err != nil {
		return nil, fmt.Errorf("read translations: %w", err)
	}
	return translations, nil
}

// Written is how much of a test is written in a language.
type Written struct {
	Language  string
	Questions int // of those that are drawn
}

// writtenFor are the languages that somebody speaks with how many of so many
// questions are written in each, most first. Where they speak several as well the
// order is that in which they named them.
func writtenFor(speaks []string, pool map[string]int, draws int) []Written {
	all := []Written{}
	for _, l := range speaks {
		if n := min(pool[l], draws); n > 0 {
			all = append(all, Written{l, n})
		}
	}
	slices.SortStableFunc(all, func(a, b Written) int { return b.Questions - a.Questions })
	return all
}
