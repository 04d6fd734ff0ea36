package corpus

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Generate makes n messages of each language. The same seed makes the same.
func Generate(seed uint64, n int) []Case {
	part := n / 3
	cases := generate(seed, n-2*part, tuned, population)
	cases = append(cases, generate(seed, part, more, morePopulation)...)
	return append(cases, generate(seed, part, third, thirdPopulation)...)
}

// HeldOut makes messages of sentences and names that were written after the
// rules.
func HeldOut(seed uint64, n int) []Case { return generate(seed, n, heldOut, heldOutPopulation) }

func generate(seed uint64, n int, from map[string]templates, who map[string]people) []Case {
	var cases []Case
	for at, locale := range Locales {
		w := &writer{r: rand.New(rand.NewPCG(seed, uint64(at))), locale: locale, from: from[locale], who: who}
		for range n {
			cases = append(cases, w.message())
		}
	}
	return cases
}

// writer makes the messages of one language.
type writer struct {
	r      *rand.Rand
	locale string
	from   templates
	who    map[string]people
	orders []string // of the message being written
}

// message makes a message of a greeting, some sentences and a closing, of which
// any may be missing, in one of the manners in which people write.
func (w *writer) message() Case {
	w.orders = nil
	r := w.r
	var sentences []string
	for range 1 + r.IntN(2) {
		sentences = append(sentences, pick(r, w.from.bodies))
	}
	for range 1 + r.IntN(3) {
		sentences = append(sentences, pick(r, w.from.facts))
	}
	for range r.IntN(3) {
		sentences = append(sentences, pick(r, w.from.negatives))
	}
	r.Shuffle(len(sentences), func(i, j int) { sentences[i], sentences[j] = sentences[j], sentences[i] })
	greeting, closing := pick(r, w.from.greetings), pick(r, w.from.closings)
	manner := r.IntN(8)
	separator := pick(r, []string{" ", " ", "\n", "\n\n"})
	for i, s := range sentences {
		sentences[i] = w.mannered(s, manner)
		if separator == " " && strings.Contains(s, "\n") {
			sentences[i] = "\n" + sentences[i] + "\n"
		}
	}
	var parts []string
	if r.IntN(6) > 0 {
		parts = append(parts, greeting)
	}
	parts = append(parts, strings.Join(sentences, separator))
	if r.IntN(5) > 0 {
		parts = append(parts, closing)
	}
	source := strings.Join(parts, pick(r, []string{"\n", "\n\n", "\n"}))
	if r.IntN(12) == 0 {
		source = "> " + strings.ReplaceAll(source, "\n", "\n> ")
	}
	c, err := parse(w.locale, source, w.fill)
	if err != nil {
		panic(err) // a template is wrong
	}
	c.Known.Orders = w.orders
	return c
}

// mannered writes a sentence as people do on a telephone: without capitals at
// the beginning, without the full stop, with a typing error.
func (w *writer) mannered(s string, manner int) string {
	switch manner {
	case 0:
		s = strings.TrimRight(s, ".")
	case 1:
		if r, size := utf8.DecodeRuneInString(s); r != '{' {
			s = string(unicode.ToLower(r)) + s[size:]
		}
	case 2:
		return w.mistyped(s)
	}
	return s
}

// mistyped swaps two letters of a word of five letters or more, outside of
// marks and of the first three words, which say what stands beside them.
func (w *writer) mistyped(s string) string {
	words := strings.Split(s, " ")
	if strings.ContainsAny(s, "{:\n") || len(words) < 4 {
		return s
	}
	at := 3 + w.r.IntN(len(words)-3)
	letters := []rune(words[at])
	if len(letters) >= 5 {
		letters[2], letters[3] = letters[3], letters[2]
		words[at] = string(letters)
	}
	return strings.Join(words, " ")
}

// fill makes up what a slot stands for.
func (w *writer) fill(slot string) string {
	r, p := w.r, w.who[w.locale]
	kind, variant, _ := strings.Cut(slot, "/")
	switch kind {
	case "name":
		return w.name(variant)
	case "e-mail":
		return mailAddress(r, p)
	case "phone":
		return phone(r, w.locale)
	case "address":
		return postal(r, p, w.locale, variant != "street")
	case "iban":
		return iban(r, w.locale)
	case "card":
		return card(r)
	case "national-id":
		switch variant {
		case "nino":
			return nino(r)
		case "nhs":
			return nhs(r)
		case "ssn":
			return ssn(r)
		}
		return nationalID(r, w.locale)
	case "tax-id":
		return taxID(r, w.locale)
	case "passport":
		return passport(r, w.locale)
	case "ip":
		return ip(r)
	case "url":
		return link(r)
	case "plate":
		return plate(r, w.locale)
	case "birth-date":
		return birthDate(r, w.locale)
	case "order":
		w.orders = append(w.orders, w.plain("~order"))
		return w.orders[len(w.orders)-1]
	}
	return w.plain(kind)
}

// name makes a name, now and then that of a foreigner.
func (w *writer) name(variant string) string {
	r, locale := w.r, w.locale
	if r.IntN(8) == 0 && !strings.Contains(variant, "man") {
		locale = pick(r, Locales)
	}
	p := w.who[locale]
	first, family := givenName(r, p)
	switch variant {
	case "first":
		return first
	case "first-lower":
		return strings.ToLower(first)
	case "last":
		return family
	case "woman":
		return pick(r, p.women)
	case "woman-lower":
		return strings.ToLower(pick(r, p.women))
	case "man":
		return pick(r, p.men)
	case "last-woman":
		return pick(r, p.familiesOfWomen)
	case "last-man":
		return pick(r, p.families)
	case "full-lower":
		if locale == "hu" {
			return strings.ToLower(family + " " + first)
		}
		return strings.ToLower(first + " " + family)
	}
	return fullName(r, p, locale)
}

// plain makes what looks like personal data and is none.
func (w *writer) plain(slot string) string {
	r := w.r
	day, month, year := 1+r.IntN(28), 1+r.IntN(12), 2024+r.IntN(2)
	switch slot {
	case "~order":
		return pick(r, []string{"NB-" + digits(r, 6), "A" + digits(r, 7), "2025-" + digits(r, 5), "ORD" + digits(r, 8), "7" + digits(r, 5)})
	case "~case":
		return pick(r, []string{"#" + digits(r, 5), "2025/" + digits(r, 4), "SAG-" + digits(r, 5), "#" + digits(r, 4)})
	case "~digits5":
		return digits(r, 5)
	case "~serial":
		return pick(r, []string{"SN-" + digits(r, 4) + "-" + letters(r, 3, "ABCDEF"), "X" + digits(r, 3) + "-" + digits(r, 4)})
	case "~product":
		return pick(r, []string{"Nordlys 3000", "HX-240 Pro", "EcoTherm 12", "Vitodens 200", "Galaxy A54"})
	case "~id-en":
		return pick(r, []string{"National Insurance number", "NI number", "NINO"})
	case "~time":
		return map[string]string{"en": "9:00-17:30", "de": "9:00-17:30 Uhr", "da": "kl. 9.00-15.30", "pl": "9:00-17:00", "hu": "9:00-17:00"}[w.locale]
	case "~date":
		if w.locale == "en" {
			return pick(r, []string{fmt.Sprintf("%02d/%02d/%d", day, month, year), fmt.Sprintf("%d-%02d-%02d", year, month, day)})
		}
		if w.locale == "hu" {
			return fmt.Sprintf("%d.%02d.%02d", year, month, day)
		}
		return pick(r, []string{fmt.Sprintf("%02d.%02d.%d", day, month, year), fmt.Sprintf("%d.%d.%d", day, month, year)})
	case "~amount":
		n := fmt.Sprint(10 + r.IntN(900))
		return map[string]string{"en": "£" + n + ".50", "de": n + ",50 €", "da": n + ",50 kr.", "pl": n + ",50 zł", "hu": n + "00 Ft"}[w.locale]
	}
	panic("no such slot: " + slot)
}
