package demo

import "time"

// Span is a time as the content writes it: "4m", "3d4h", "-1d".
type Span time.Duration

// UnmarshalText reads it.
func (s *Span) UnmarshalText(text []byte) error {
	d, err := span(string(text))
	*s = Span(d)
	return err
}

// School is how somebody becomes an expert here. Texts are by language.
type School struct {
	About  map[string]string `json:"about"`
	Earn   map[string]string `json:"earn"`
	Terms  map[string]string `json:"terms"`
	Test   Test              `json:"test"`
	Audits []AuditStep       `json:"audits"`
}

// Test is the test of one topic, with the practice requests that follow it. Language is what they were written in first.
type Test struct {
	Topic       string     `json:"topic"`
	Language    string     `json:"language"`
	Draws       int        `json:"draws"`
	Minutes     int        `json:"minutes"`
	PassPercent int        `json:"pass_percent"`
	Practice    int        `json:"practice"`
	Probation   int        `json:"probation"`
	Questions   []Question `json:"questions"`
	Requests    []Request  `json:"requests"`
}

// Question is one of the pool. Right are the places of the options that are; those of an order stand in the right one.
type Question struct {
	Kind   string                   `json:"kind"`
	Points int                      `json:"points"`
	Right  []int                    `json:"right"`
	Words  map[string]QuestionWords `json:"words"`
}

// QuestionWords are a question in one language.
type QuestionWords struct {
	Text     string   `json:"text"`
	Options  []string `json:"options"`
	Guidance string   `json:"guidance"`
}

// Request is a practice request.
type Request struct {
	Words map[string]RequestWords `json:"words"`
}

// RequestWords are a practice request in one language.
type RequestWords struct {
	Subject  string   `json:"subject"`
	Text     string   `json:"text"`
	Keywords []string `json:"keywords"`
	Sample   string   `json:"sample"`
}

// AuditStep is an admin who says after how many offers the test's topic is audited, or an expert who is audited.
type AuditStep struct {
	Age   Span   `json:"age"`
	Every int    `json:"every"`
	By    Actor  `json:"by"`
	Text  string `json:"text"` // of the answer; empty: the good one
}

// Application is how somebody came to be an expert, or wants to. It begins Age before now; what follows takes days.
type Application struct {
	Age          Span     `json:"age"`
	Name         string   `json:"name"` // their own
	Introduction string   `json:"introduction"`
	Practice     []string `json:"practice"` // the answers, in the order of the requests
}

// Rewards are what the organisation gives experts. Amounts are in the currency's smallest unit.
type Rewards struct {
	Zone        string       `json:"zone"`
	Currency    string       `json:"currency"`
	Minimum     int64        `json:"minimum"`
	PayerName   string       `json:"payer_name"`
	PayerIBAN   string       `json:"payer_iban"`
	Payout      Span         `json:"payout"` // how long ago
	Rates       []Worth      `json:"rates"`
	Adjustments []Adjustment `json:"adjustments"`
}

// Worth is what a solved request is worth: of a topic or of any, if it was taken between these hours.
type Worth struct {
	Topic    string `json:"topic"`
	FromHour int    `json:"from_hour"`
	ToHour   int    `json:"to_hour"`
	Amount   int64  `json:"amount"`
}

// Adjustment is something that staff gave an expert beside the rates.
type Adjustment struct {
	Age    Span   `json:"age"`
	By     Actor  `json:"by"`
	To     Actor  `json:"to"`
	Amount int64  `json:"amount"`
	Reason string `json:"reason"`
}

// Payee is whom an expert's payouts go to.
type Payee struct {
	Name string `json:"name"`
	IBAN string `json:"iban"`
}
