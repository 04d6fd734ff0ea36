package privacy

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestRisks(t *testing.T) {
	for text, want := range map[string]string{
		"Mail me at otter@example.org":                             "email contact",
		"write to otter (at) example [dot] org":                    "email",
		"My number is +45 20 33 44 55":                             "phone contact",
		"Call me on 20334455 this evening":                         "phone contact",
		"Just call me.":                                            "contact",
		"I am on https://wa.me/4520334455":                         "link",
		"find me on facebook.com/otter.k":                          "link contact",
		"transfer it to DE89 3704 0044 0532 0130 00":               "account",
		"What is your password?":                                   "asks_secret",
		"Please send me your CPR number.":                          "asks_private",
		"Could I have your phone number, please?":                  "asks_private",
		"I need your full name and address":                        "asks_private",
		"What's your e-mail?":                                      "asks_private",
		"Ring til mig på 20 33 44 55":                              "phone contact",
		"Hvad er din adgangskode?":                                 "asks_secret",
		"Send mig venligst dit CPR-nummer":                         "asks_private",
		"Må jeg få dit telefonnummer?":                             "asks_private",
		"Min e-mail er otter snabel-a example punktum org":         "contact",
		"Rufen Sie mich bitte an.":                                 "contact",
		"Wie lautet Ihr Passwort?":                                 "asks_secret",
		"Schicken Sie mir bitte Ihre Telefonnummer":                "asks_private",
		"Ich brauche Ihre Steuer-ID und Ihr Geburtsdatum":          "asks_private",
		"Proszę podać hasło":                                       "asks_secret",
		"Podaj mi swój numer telefonu":                             "asks_private",
		"Proszę o podanie numeru PESEL":                            "asks_private",
		"Zadzwoń do mnie":                                          "contact",
		"Mi a jelszava?":                                           "asks_secret",
		"Kérem, küldje el a telefonszámát":                         "asks_private",
		"Adja meg a TAJ-számát":                                    "asks_private",
		"Hívjon fel!":                                              "contact",
		"W\u200bhat is your pass\u200bword?":                       "asks_secret",
		strings.Repeat("thank you for waiting. ", 20) + "Call me!": "contact",
	} {
		got := Risks(text)
		for _, risk := range strings.Fields(want) {
			if !slices.Contains(got, risk) {
				t.Errorf("%q: risks %v, want %s among them", text, got, risk)
			}
		}
	}
}

// What helpers say every day is no risk.
func TestNoRisks(t *testing.T) {
	for _, text := range []string{
		"", "Hello! I looked it up: the permit costs 250 kr. a month.", "Please tell me which street sign you saw.",
		"Never tell anybody your password.", "Enter your address in the form on our website.", "Can you send me a screenshot?",
		"Your order number is on the receipt.", "Call the town hall between 9 and 15.", "See https://www.example.org/parking for the rules.",
		"The office at Rådhuspladsen 1 is open from 10:00 to 14:00.", "Does the message say what is wrong?", "What is your question about?",
		"I will ask my colleagues and write to you here.", "Let me know your thoughts.",
		"Du finder formularen på borger.dk.", "Hvad er din erfaring med det?", "Skriv dit navn i formularen.", "Kan du sende et billede af skiltet?",
		"Bitte schicken Sie mir den Text der Meldung.", "Geben Sie Ihre Adresse im Formular auf unserer Webseite ein.", "Das Amt hat von 8 bis 12 Uhr offen.",
		"Proszę napisać, co widać na ekranie.", "Proszę podać adres w formularzu na stronie.", "Jaki jest kolor znaku?",
		"Kérem, írja meg, mit lát a képernyőn.", "Az űrlapon adja meg a címét.", "Mi a kérdése?",
		"The fee is 1.250,00 kr. from 01.12.2026.", "[e-mail 1] was not found in our list.",
	} {
		if got := Risks(text); len(got) > 0 {
			t.Errorf("%q: risks %v", text, got)
		}
	}
}

func TestRisksTakeLittleTime(t *testing.T) {
	for _, piece := range []string{"send me your ", "what is your ", "call me ", "1", "a@", "küldje el a "} {
		text := strings.Repeat(piece, answerSize/len(piece))
		began := worked()
		Risks(text)
		if took := worked() - began; took > 2*time.Second {
			t.Errorf("%q repeated took %v", piece, took)
		}
	}
}
