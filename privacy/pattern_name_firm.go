package privacy

// What looks like a name and is that of a street or a company.

// isStreet reports whether the name is that of a street or a saint.
func (f *nameFinder) isStreet(s seq) bool {
	v := f.v
	if s.end < len(v.tokens) && f.gap(s.end-1) != gapLine && f.gap(s.end-1) != gapComma && v.tokens[s.end].start-v.tokens[s.end-1].end <= 2 &&
		streetNameWord(v.word(v.tokens[s.end])) {
		return true
	}
	if last := v.word(v.tokens[s.end-1]); streetWordEnd(last) || s.size() > 1 && f.gap(s.end-2) == gapJoin && streetNameWord(last) {
		return true
	}
	return s.first > 0 && v.tokens[s.first].start-v.tokens[s.first-1].end <= 2 && beforeStreetName[v.lookup(v.tokens[s.first-1])]
}

var beforeStreetName = set("ul al os pl ulica ulicy ulice aleja alei aleje plac placu placem osiedle osiedlu rondo rondzie skwer most park parku st saint sankt sct skt sw swiety swieta swietego swietej szent platz strasse hotel restaurant cafe schule szkola im imienia")

// isCompany reports whether what follows makes a company of the name.
func (f *nameFinder) isCompany(s seq) bool {
	if f.firmBefore(s.first) {
		return true
	}
	if s.end >= len(f.class) || f.v.tokens[s.end].start-f.v.tokens[s.end-1].end > 3 || f.gap(s.end-1) == gapLine {
		return false
	}
	w := f.v.short(f.v.tokens[s.end])
	if companyForms[w] || s.size() == 1 && f.v.at(f.v.tokens[s.end].start-2) == '&' && f.capital(s.end) && !f.has(s.first, classFirst) {
		return true
	}
	next := s.end + 1
	return next < len(f.class) && f.ampersand(s.end-1) && companyForms[f.v.short(f.v.tokens[next])] ||
		w == "a" && f.v.at(f.v.tokens[s.end].end) == '/'
}

// firmBefore reports a label for a company at the beginning of the line of token i.
func (f *nameFinder) firmBefore(i int) bool {
	for n := i - 1; n >= 0 && n >= i-5; n-- {
		if f.colon(n) && f.lineStarts(n) {
			return firmLabels[f.v.short(f.v.tokens[n])]
		}
		if f.newLine(n) {
			return false
		}
	}
	return false
}

// firmGoesOn reports whether the words from token i on end with the form of a
// company: "Bundgaard Smykker A/S", "Kovács és Tsa. Zrt.".
func (f *nameFinder) firmGoesOn(i int) bool {
	for n := i; n < i+5 && n < len(f.class); n++ {
		t := f.v.tokens[n]
		if f.newLine(n-1) || t.letters && !f.v.upper(t.start) && !f.has(n, classAnd) && t.size() > 1 {
			return false
		}
		w := f.v.short(t)
		if companyForms[w] || w == "tsa" || w == "a" && f.v.at(t.end) == '/' || w == "sp" && f.gap(n) == gapDot || w == "s" && f.gap(n) == gapDot && n > i-1 && n+1 < len(f.class) && f.v.tokens[n+1].size() == 1 {
			return true
		}
		if f.gap(n) == gapDot || f.gap(n) == gapComma && t.size() > 3 && !f.capital(n+1) {
			return false
		}
	}
	return false
}

var firmLabels = set("firma company firm employer organisation organization arbeitgeber virksomhed arbejdsgiver ceg munkaltato pracodawca town city by ort stadt miejscowosc miasto telepules varos produkt product vare towar termek artikel")

var companyForms = set("kv group gruppe ska kkt gmbh aps ltd limited kft zrt nyrt bt inc llc plc kg ohg gbr ag co sons stiftung museum university universitat universitet gymnasium apotheke apotek bakery backerei airport lufthavn klinik hospital hid hidon")
