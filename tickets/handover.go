package tickets

import "strings"

// Handover is what whoever has a ticket next must know, so that the customer never
// has to say anything twice.
type Handover struct {
	Asked string // what the customer wants
	Tried string // what was done about it
	Left  string // what is left to do
}

// The names of its parts, as an entry's data give them.
const (
	PartAsked = "asked"
	PartTried = "tried"
	PartLeft  = "left"
)

// PartsBetween stands between the parts of a hand-over note. The note is one text
// of one entry, so that whatever masks, hides or rewrites texts treats it as any
// other. Where that took away a part's bounds, the text has fewer parts than the
// entry names, and is shown as one.
const PartsBetween = "\n\x1e\n"

// Note is the text of the note and the names of its parts; empty ones are left out.
func (h Handover) Note() (Text, []string) {
	var names, parts []string
	for _, p := range []struct{ name, text string }{{PartAsked, h.Asked}, {PartTried, h.Tried}, {PartLeft, h.Left}} {
		text := strings.TrimSpace(strings.ReplaceAll(p.text, "\x1e", " "))
		if text != "" {
			names, parts = append(names, p.name), append(parts, text)
		}
	}
	return Text{Raw: strings.Join(parts, PartsBetween)}, names
}
