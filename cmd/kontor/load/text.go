package load

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/google/uuid"
)

// marker is a word that names what was sent: it can be found again in the log
// whatever masking did to the text around it. It is letters only, so that it is
// never taken for a number of anything.
func marker(id uuid.UUID) string {
	word := make([]byte, 0, len(markerBegin)+2*len(id))
	word = append(word, markerBegin...)
	for _, b := range id {
		word = append(word, markerLetters[b>>4], markerLetters[b&15])
	}
	return string(word)
}

const (
	markerBegin   = "zx"
	markerLetters = "bcdfghjklmnpqrst"
	markerLength  = len(markerBegin) + 32
)

// markersIn are the ids that a text names.
func markersIn(text string) (ids []uuid.UUID) {
	for {
		at := strings.Index(text, markerBegin)
		if at < 0 || len(text)-at < markerLength {
			return ids
		}
		if id, ok := readMarker(text[at+len(markerBegin) : at+markerLength]); ok {
			ids = append(ids, id)
			text = text[at+markerLength:]
			continue
		}
		text = text[at+1:]
	}
}

func readMarker(letters string) (id uuid.UUID, ok bool) {
	for i := range id {
		high, low := strings.IndexByte(markerLetters, letters[2*i]), strings.IndexByte(markerLetters, letters[2*i+1])
		if high < 0 || low < 0 {
			return uuid.Nil, false
		}
		id[i] = byte(high<<4 | low)
	}
	return id, true
}

// secrets are what a customer may write of themself, and how to find it. Each
// value holds a part that nothing else in a run does.
type secrets struct {
	name, email, phone string
}

// The parts by which personal data of a run are found where they must not be.
var secretParts = []string{"Quxley", "@quxley.example", "+4531555"}

func secretsOf(who int) secrets {
	return secrets{
		name:  fmt.Sprintf("Berit Quxley%s", strings.Repeat("o", 1+who%3)),
		email: fmt.Sprintf("berit%d@quxley.example", who),
		phone: fmt.Sprintf("+4531555%03d", who%1000),
	}
}

// holdsSecret reports whether text holds something personal as it was written.
func holdsSecret(text string) bool {
	for _, part := range secretParts {
		if strings.Contains(text, part) {
			return true
		}
	}
	return false
}

// sentence gives something away. A name can only be masked where the desk
// knows it.
func (s secrets) sentence(dice *rand.Rand, known bool) string {
	switch n := dice.IntN(3); {
	case n == 0:
		return "Please write to " + s.email + " about it. "
	case n == 1 || !known:
		return "You can call me at " + s.phone + " any time. "
	}
	return "Kind regards, my name is " + s.name + ". "
}

var sentences = strings.Split(`Thank you for looking into this.
I have tried what you said and it is still the same.
Could you tell me when the office opens?
The form does not let me go on after the second page.
That worked, and the lamp is on again.
I am not sure which of the two letters you mean.
Please send the other half of the description as well.
It began last week, shortly after the move.
We can see the same thing from here.
Then I will wait until you hear from them.
Is there anything else that I should bring?
One moment, I am looking at it right now.`, "\n")

// words are a sentence or two with the marker of what is sent.
func words(dice *rand.Rand, id uuid.UUID) string {
	text := sentences[dice.IntN(len(sentences))]
	if dice.IntN(4) == 0 {
		text += " " + sentences[dice.IntN(len(sentences))]
	}
	return text + " " + marker(id)
}

// plain is a text of exactly eighty characters, for throughput.
func plain(id uuid.UUID) string {
	const talk = "eighty characters of a sentence one believes "
	return (talk + marker(id) + ".")[:80]
}
