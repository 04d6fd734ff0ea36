package tickets

import "kontor/internal/fault"

// What is wrong with an act's input whatever the ticket is said before anything
// is locked.

func (a *Post) check() error {
	if a.Kind != KindMessage && a.Kind != KindNote {
		return fault.Invalid("this is not a kind of entry").With("kind", "must be message or note")
	}
	if a.Audience != "" && (a.Kind != KindNote || a.Audience != Helpers && a.Audience != Staff) {
		return fault.Invalid("this is not an audience for such an entry").With("audience", "of a note must be helpers or staff")
	}
	if len(a.Attachments) == 0 {
		return needText("text", a.Text.Raw, MaxText)
	}
	if err := checkAttachments(a.Attachments); err != nil {
		return err
	}
	return checkText("text", a.Text.Raw, MaxText)
}

func (a *Release) check() error  { return checkText("note", a.Note.Raw, maxNote) }
func (a *Escalate) check() error { return checkText("note", a.Note.Raw, maxNote) }
func (a *HandBack) check() error { return checkText("note", a.Note.Raw, maxNote) }

func (a *ShowPersonal) check() error { return checkText("reason", a.Reason.Raw, maxReason) }

func (a *Rate) check() error {
	if a.Stars < 1 || a.Stars > 5 {
		return fault.Invalid("a rating has one to five stars").With("stars", "must be 1 to 5")
	}
	if len(a.Tags) > 10 {
		return fault.Invalid("there are too many tags").With("tags", "has more than 10 members")
	}
	for _, tag := range a.Tags {
		if err := needText("tags", tag, maxTag); err != nil {
			return err
		}
	}
	return checkText("comment", a.Comment.Raw, maxNote)
}

const (
	maxTag    = 40
	maxReason = 500
)
