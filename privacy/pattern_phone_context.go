package privacy

import "strings"

// hint is what the words beside a row of digits say about it.
type hint uint8

const (
	hintNone      hint = iota
	hintPhone          // "tel", "ring til mig på", "mein Handy"
	hintNumber         // "the number", "nummeret", of nothing else
	hintOther          // "order", "sagsnr", "NIP"
	hintSignature      // below "Mvh" or "Pozdrawiam", where people put their number
)

// How far words are looked for.
const (
	hintWords  = 6  // before the digits
	hintRunes  = 48 // before the digits
	wordsAfter = 3
	runesAfter = 20
)

// phoneHint reads the words before the token with this index, the nearest
// first, and a few after the digits. A word for another kind of number counts
// only close by; a word for phone wins over one for signature.
func (v *view) phoneHint(first int, g digitGroup) hint {
	result := hintNone
	start := g[0].start
	crossed := false // another number stands between, which the words before it belong to
	listed := true   // nothing but "or" and the like stands between
	for n := 1; n <= hintWords && first-n >= 0; n++ {
		t := v.tokens[first-n]
		if start-t.end > hintRunes || v.sentenceEnds(t) {
			break
		}
		switch c := v.hintAt(first - n); {
		case c == hintPhone && !(crossed && !listed):
			return c
		case c == hintOther && n <= 3 && !crossed:
			return c
		case c == hintNumber && !(crossed && !listed), c == hintSignature && result == hintNone:
			result = c
		}
		crossed = crossed || !t.letters
		listed = listed && (!t.letters || crossed || listedNumbers[v.short(t)])
	}
	if v.phoneAfter(first, g) {
		return hintPhone
	}
	return result
}

// sentenceEnds reports whether a sentence ends behind the token. The dot of an
// abbreviation ("tlf.", "nr.") ends none.
func (v *view) sentenceEnds(t token) bool {
	switch v.at(t.end) {
	case '!', '?':
		return true
	case '.':
		next := v.at(t.end + 1)
		if t.letters && t.size() > 5 && (next == ' ' || next == '\n') && t.end+2 < len(v.r) && v.letter(t.end+2) && v.upper(t.end+2) {
			return true
		}
		return t.letters && (t.size() > 4 || t.size() == 4 && t.end+2 < len(v.r) && v.upper(t.end+2)) && (next == ' ' || next == '\n') && v.hintOf(t) == hintNone
	}
	return false
}

func (v *view) hintAt(i int) hint {
	t := v.tokens[i]
	if !t.letters {
		return hintNone
	}
	if numberWords[v.short(t)] && i+1 < len(v.tokens) && ownersBehind[v.short(v.tokens[i+1])] {
		return hintOther
	}
	if numberWords[v.short(t)] && i > 0 && possessives[v.short(v.tokens[i-1])] {
		return hintPhone
	}
	if w := v.short(t); contextNumbers[w] || counted[w] {
		switch {
		case i > 0 && v.tokens[i-1].letters && v.otherOwner(i-1):
			return hintOther
		case contextNumbers[w]:
			return hintNumber
		}
	}
	return v.hintOf(t)
}

func (v *view) hintOf(t token) hint {
	if !t.letters {
		return hintNone
	}
	w := v.short(t)
	if c, ok := hintExact[w]; ok {
		return c
	}
	for n := 4; n <= len(w) && n <= longestHintStem; n++ {
		if c, ok := hintStems[w[:n]]; ok {
			return c
		}
	}
	return hintNone
}

// short is the word of a token, cut to what any word of the lists needs.
func (v *view) short(t token) string { return v.plain[t.start:min(t.end, t.start+maxShort)] }

const maxShort = 16

// phoneAfter reports whether the digits are named behind: "20123456 (mobil)",
// "20123456 er mit nummer".
func (v *view) phoneAfter(first int, g digitGroup) bool {
	end := g[len(g)-1].end
	next := first + len(g)
	for n := 0; n < wordsAfter && next+n < len(v.tokens); n++ {
		t := v.tokens[next+n]
		if t.start-end > runesAfter || strings.ContainsAny(string(v.r[end:t.start]), "\n.!?") {
			return false
		}
		if !t.letters {
			return false
		}
		w := v.short(t)
		if after := next + n + 1; after < len(v.tokens) && !v.tokens[after].letters && v.tokens[after].start-t.end <= 3 {
			return false // the word belongs to the digits behind it
		}
		if afterWords[w] || numberWords[w] && possessives[v.short(v.tokens[next+n-1])] {
			return true
		}
	}
	return false
}

func set(words string) map[string]bool {
	all := map[string]bool{}
	for _, w := range strings.Fields(words) {
		all[w] = true
	}
	return all
}

var (
	afterWords  = set("mobil mobile mob tlf tel telefon phone handy cell komorka komorkowy whatsapp sms")
	numberWords = set("number nummer nummeret numer numeru numerem nr no szamom szam szama")
	// contextNumbers are the forms of "number" that need no possessive.
	contextNumbers = set("number numbers nummer nummeret nummerets numre numrene nummern rufnummer rufnummern numer numeru numerem numery numerze numerow " +
		"szam szama szamat szamot szamom szamomat szamomon szamomra szamunk szamunkon szamon szamara")
	// listedNumbers stand between two numbers of one kind.
	listedNumbers = set("or and oder und eller og lub albo i vagy es")
	possessives   = set("my our mit min mine vores meine meiner meinem unsere moj mojego moim nasz az")
)

// hintExact are words that count as they are, hintStems beginnings of
// at least four letters that count with whatever follows.
var hintExact, hintStems, longestHintStem = func() (map[string]hint, map[string]hint, int) {
	exact, stems, longest := map[string]hint{}, map[string]hint{}, 0
	add := func(c hint, list string) {
		for _, w := range strings.Fields(list) {
			stem, ok := strings.CutSuffix(w, "*")
			if !ok {
				exact[w] = c
				continue
			}
			stems[stem] = c
			longest = max(longest, len(stem))
		}
	}
	add(hintPhone, "tel tlf tlfn telf telef* mob mobil* cell cellphone phone* fon call calls called ring ringe ringer ringet opkald* kald "+
		"anruf* rufen ruf rufe zuruckrufen ruckruf* handy* festnetz* durchwahl* hotline komork* kom dzwon* zadzwon* oddzwon* "+
		"hivj hivjon hivhat* hivni felhiv* szamom szamunk elerhet* fax* sms* smsen whatsapp* viber signal telegram* "+
		"erreich* reach reachable text dial voicemail rufnummer* kontaktnummer* komorce komorek")
	add(hintOther, "order orders ordre ordren ordrenr* ordrenummer* bestil* bestel* zamow* rendel* faktur* invoice* rechnung* szamla* rachun* "+
		"sag sagen sagens sags ordrens sagsnr* sagsnum* case cases sprawa sprawy spraw zgloszen* ugy ugyszam* aktenz* ticket* ref reference referenc* cvr nip pesel cpr taj regon krs "+
		"konto* kontonr* account* kundenr* kundenum* kundennr* kundennum* kundeid kundenid customerid customernum* customerno clientid clientnum* klientnr* klientnum* "+
		"ugyfelszam* ugyfelkod* ugyfelazon* tracking* pakke* paket* paczk* csomag* przesyl* ean isbn issn "+
		"serial* serie* model* varenr* varenum* artik* artyk* item sku id matrikel* vat ust iban bic hrb plz postnr* version* build error fejl fehler "+
		"blad hiba meter maler* zahler* licznik* beleg* bilag* reg regnr nip uid gtin imei barcode stregkode* lot batch kodeord kode code pin "+
		"belob* amount* betrag* kwota kwote kwoty osszeg* price* preis* cena ceny medlemsn* mitgliedsn* vertragsn* aftalenr* aftalenum* policen*")
	add(hintSignature, "mvh vh hilsen hilsner gruss grusse grussen mfg lg vg pozdrawiam pozdrowieniam* pozdrowienia udv udvozlettel koszonettel "+
		"regards greetings cheers sincerely thanks best wishes")
	return exact, stems, longest
}()
