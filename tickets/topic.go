package tickets

import "time"

// Policies of a topic.
const (
	ExpertsFirst = "experts_first"
	StaffOnly    = "staff_only"
)

// Topic is what a customer may ask about, and how tickets of it are handled.
type Topic struct {
	ID           string            `json:"id"`
	Names        map[string]string `json:"names"`        // by language
	Descriptions map[string]string `json:"descriptions"` // by language
	Policy       string            `json:"policy"`
	Team         string            `json:"team"`
	TakeWithinS  int               `json:"take_within_seconds"`
	OfferForS    int               `json:"offer_seconds"`
	WaveSize     int               `json:"wave_size"`
	CloseAfterD  int               `json:"close_after_days"`
	Active       bool              `json:"active"`
	Position     int               `json:"position"`

	RetentionMonths int  `json:"retention_months"` // from closed until personal data goes; 0: never
	RetentionText   bool `json:"retention_text"`   // the customer's masked words go with it
}

// TakeWithin is how long a ticket waits for an expert before it goes to staff.
func (t Topic) TakeWithin() time.Duration { return time.Duration(t.TakeWithinS) * time.Second }

// OfferFor is how long an offer stands.
func (t Topic) OfferFor() time.Duration { return time.Duration(t.OfferForS) * time.Second }

// CloseAfter is how long a resolved ticket may be reopened by a reply.
func (t Topic) CloseAfter() time.Duration { return time.Duration(t.CloseAfterD) * 24 * time.Hour }

// Name is the topic's name in the wanted language, else in English, else in
// any language it has.
func (t Topic) Name(language string) string { return inLanguage(t.Names, language) }

// Description is like Name.
func (t Topic) Description(language string) string { return inLanguage(t.Descriptions, language) }

func inLanguage(texts map[string]string, language string) string {
	for _, l := range []string{language, "en", "da", "de", "pl", "hu"} {
		if s := texts[l]; s != "" {
			return s
		}
	}
	return ""
}
