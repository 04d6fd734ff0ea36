package tickets

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"

	"kontor/internal/fault"
)

// MaxText is the longest text of one entry, in characters.
const MaxText = 32_000

const (
	maxSubject = 200
	maxNote    = 8_000
)

// Text is what somebody wrote, before and after it was masked. Raw never
// leaves the process; Sealed is nil where masking changed nothing.
type Text struct {
	Raw     string
	Channel string
	ID      uuid.UUID // of its entry
	own     bool      // its entry is the one that bears the act's id
	Masked  string
	Version int
	Sealed  []byte
}

// worded is an act that carries what somebody wrote.
type worded interface {
	Act
	words() []*Text
}

// mask fills in what may be stored. It must happen before the transaction.
func (t *Text) mask(m *masking, act uuid.UUID) {
	switch {
	case t.own:
		t.ID = act
	case t.ID == uuid.Nil:
		t.ID = newID()
	}
	masked := m.mask(t.Raw)
	t.Masked, t.Version, t.Sealed = masked.Text, m.MaskVersion(), nil
	if masked.Text != t.Raw {
		t.Sealed = m.Key.Seal([]byte(t.Raw), bodyPlace(t.ID))
	}
}

// ownWords marks the text whose entry bears the act's id.
func ownWords(t *Text) []*Text {
	t.own = true
	return []*Text{t}
}

// bodyPlace binds a sealed body to its entry.
func bodyPlace(entry uuid.UUID) string { return "bodies:" + entry.String() }

// checkText says what is wrong with a text, without repeating it.
func checkText(field, text string, most int) error {
	switch {
	case !utf8.ValidString(text):
		return fault.Invalid("the text is not valid UTF-8").With(field, "is not valid UTF-8")
	case strings.ContainsRune(text, 0):
		return fault.Invalid("the text holds a NUL character").With(field, "holds a NUL character")
	case len(text) > most && utf8.RuneCountInString(text) > most:
		return fault.Invalid("the text is longer than %d characters", most).With(field, "is too long")
	}
	return nil
}

func needText(field, text string, most int) error {
	if strings.TrimFunc(text, invisible) == "" {
		return fault.Invalid("the text is empty").With(field, "is empty")
	}
	return checkText(field, text, most)
}

// invisible characters alone are no text.
func invisible(r rune) bool { return unicode.IsSpace(r) || unicode.In(r, unicode.Cf, unicode.Cc) }

// cut shortens text to n characters at most, on one line.
func cut(text string, n int) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= n {
		return text
	}
	return string([]rune(text)[:n-1]) + "…"
}

// maskTags masks free tags; a tag is never stored as it was written if masking
// finds anything in it.
func maskTags(tags []string, m *masking) []string {
	masked := make([]string, len(tags))
	for i, tag := range tags {
		masked[i] = m.mask(tag).Text
	}
	return masked
}

// maskTagsAgain masks tags that were masked before, of which no original is kept.
func maskTagsAgain(tags []string, m *masking) []string {
	masked := make([]string, len(tags))
	for i, tag := range tags {
		masked[i] = m.Masker.MaskAgain(tag)
	}
	return masked
}
