package tickets

import (
	"time"

	"kontor/routing"
)

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

	Waves           int      `json:"waves"` // how often experts are asked; 0: until the time is over
	HeadStartS      int      `json:"head_start_seconds"`
	FirstReplyS     int      `json:"first_reply_seconds"` // then a claim is released; 0: never
	Newcomers       int      `json:"newcomers_percent"`
	MaxReleases     int      `json:"max_releases"`     // given back as often, it goes to staff; 0: however often
	ExpertLanguages []string `json:"expert_languages"` // empty: all that they speak

	MinChance int        `json:"min_chance_percent"` // what experts solve more rarely goes to staff at once; 0: nothing does
	Form      Form       `json:"form"`               // what is asked of the customer
	FormRules []FormRule `json:"form_rules"`         // the first that fits chooses another policy

	PeersS    int `json:"peers_seconds"`    // that other experts have before staff are called; 0: none
	StuckS    int `json:"stuck_seconds"`    // without an answer, then an expert loses the ticket; 0: never
	RespondS  int `json:"response_seconds"` // in which customers are to have their answer; 0: no target
	AtRisk    int `json:"risk_percent"`     // of them gone without an answer: to staff
	LowRating int `json:"low_rating_stars"` // as few bring a ticket to staff; 0: none do

	RetentionMonths int  `json:"retention_months"` // from closed until personal data goes; 0: never
	RetentionText   bool `json:"retention_text"`   // the customer's masked words go with it
}

// Routing is how tickets of the topic find somebody.
func (t Topic) Routing() routing.Policy {
	return routing.Policy{Form: routing.Form(t.Policy), Languages: t.ExpertLanguages, WaveSize: t.WaveSize, Waves: t.Waves, OfferFor: t.OfferFor(),
		TakeWithin: t.TakeWithin(), HeadStart: seconds(t.HeadStartS), FirstReplyWithin: t.FirstReplyWithin(),
		Newcomers: t.Newcomers, Releases: t.MaxReleases, MinChance: t.MinChance}
}

func seconds(n int) time.Duration { return time.Duration(n) * time.Second }

// FirstReplyWithin is how long an expert who took a ticket has until they must
// have written; 0: as long as they like.
func (t Topic) FirstReplyWithin() time.Duration { return seconds(t.FirstReplyS) }

// TakeWithin is how long a ticket waits for an expert before it goes to staff.
func (t Topic) TakeWithin() time.Duration { return seconds(t.TakeWithinS) }

// OfferFor is how long an offer stands.
func (t Topic) OfferFor() time.Duration { return seconds(t.OfferForS) }

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
