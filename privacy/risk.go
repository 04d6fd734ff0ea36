package privacy

import "slices"

// Reverse risks: the wall also falls when an expert tells a customer how to be
// reached, or asks for what they should not know. Risks looks for both. It reads a
// text as masking does, so spelled-out addresses and strange letters count too.

// What a text risks.
const (
	RiskEmail       = "email"        // it holds an e-mail address
	RiskPhone       = "phone"        // it holds a phone number
	RiskLink        = "link"         // it leads to a messenger or to a personal page
	RiskAccount     = "account"      // it holds a bank account or a card
	RiskNumber      = "number"       // it holds somebody's official number
	RiskContact     = "contact"      // it asks to be called or written to elsewhere
	RiskAsksSecret  = "asks_secret"  // it asks for a password or a code
	RiskAsksPrivate = "asks_private" // it asks for what is personal
)

var riskOfKind = map[kind]string{
	kindEmail: RiskEmail, kindPhone: RiskPhone, kindURL: RiskLink, kindIBAN: RiskAccount, kindCard: RiskAccount,
	kindNationalID: RiskNumber, kindTaxID: RiskNumber, kindPassport: RiskNumber,
}

// Risks says what an expert's text to a customer risks, each reason once and in
// the order above; none is the usual case. It is pure and takes time linear in the
// text. A false alarm costs a second look, a miss costs the wall; so it prefers the
// first, but not for what helpers say every day.
func Risks(text string) []string {
	if text == "" {
		return nil
	}
	found := map[string]bool{}
	for _, s := range anonymous.Mask(text).Spans {
		if s.Kind == hiddenKind {
			return []string{RiskContact} // what cannot be read cannot be let through
		}
		if risk, ok := riskOfKind[kind(kindNamed(s.Kind))]; ok {
			found[risk] = true
		}
	}
	plain := []byte(string(newView(text).r))
	for _, p := range riskyPhrases {
		if p.in(plain) {
			found[p.risk] = true
		}
	}
	return slices.DeleteFunc([]string{RiskEmail, RiskPhone, RiskLink, RiskAccount, RiskNumber, RiskContact, RiskAsksSecret, RiskAsksPrivate},
		func(risk string) bool { return !found[risk] })
}
