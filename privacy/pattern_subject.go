package privacy

import "strings"

// subject is what the words beside a number say that it is. Most numbers of
// persons look like order numbers or phones of some country; the words decide.
type subject uint8

const (
	aboutPerson   subject = 1 << iota // the state's number for a person: CPR, PESEL, TAJ, NINO, SSN
	aboutTax                          // NIP, Steuer-ID, adóazonosító
	aboutDocument                     // passport, identity card, driving licence
	aboutBirth
	aboutPlate
	aboutVehicle // a word for car, which alone says little
	aboutNetwork // an IP address
	aboutOther   // said to be something else: a phone, an order, a version
)

// How far the words are looked for.
const (
	subjectWords      = 6
	subjectRunes      = 56
	subjectWordsAfter = 4
	subjectRunesAfter = 32
)

// about reads the words around the tokens from first up to last, the nearest
// before them first. nearest is the first subject that is named, all are those
// that are named before anything else is.
func (v *view) about(first, last int) (nearest, all subject) {
	nearest, all = v.aboutBefore(first)
	if nearest != 0 && nearest != aboutOther {
		return nearest, all
	}
	if after := v.aboutAfter(last); after != 0 {
		return after, after
	}
	return nearest, all
}

func (v *view) aboutBefore(first int) (nearest, all subject) {
	if first >= len(v.tokens) {
		return 0, 0
	}
	start := v.tokens[first].start
	for n := 1; n <= subjectWords && first-n >= 0; n++ {
		t := v.tokens[first-n]
		if start-t.end > subjectRunes || v.sentenceEnds(t) && n > 1 {
			break
		}
		if !t.letters {
			if t.size() >= 3 {
				break // the words before belong to that number
			}
			continue
		}
		s := v.subjectAt(first - n)
		if s == 0 && n <= 3 && v.otherNumber(t) && !v.numberOf(first-n) {
			s = aboutOther
		}
		if nearest == 0 {
			nearest = s
		}
		if s == aboutOther {
			break
		}
		all |= s
	}
	return nearest, all
}

// otherNumber reports whether the word names a phone or a number that is not a
// person's.
func (v *view) otherNumber(t token) bool {
	h := v.hintOf(t)
	return h == hintOther || h == hintPhone
}

// numberOf reports whether the word is "my number" and the one before it says of
// what: "személyi igazolvány számom".
func (v *view) numberOf(i int) bool {
	return i > 0 && contextNumbers[v.short(v.tokens[i])] && v.subjectAt(i-1) != 0
}

// aboutAfter reads the words behind: "44051401359 to mój PESEL".
func (v *view) aboutAfter(last int) subject {
	if last < 1 {
		return 0
	}
	end := v.tokens[last-1].end
	for n := 0; n < subjectWordsAfter && last+n < len(v.tokens); n++ {
		t := v.tokens[last+n]
		if t.start-end > subjectRunesAfter || !t.letters || v.stopsBetween(end, t.start) {
			return 0
		}
		s := v.subjectAt(last + n)
		if s == aboutOther || s == 0 && v.otherNumber(t) {
			return 0
		}
		if s != 0 && !v.numberFollows(last+n) {
			return s
		}
		if s != 0 {
			return 0
		}
	}
	return 0
}

// numberFollows reports whether the word at token i has a number behind it,
// which it then belongs to.
func (v *view) numberFollows(i int) bool {
	if v.at(v.tokens[i].end) == ':' {
		return true
	}
	for n := 1; n <= subjectWordsAfter+1 && i+n < len(v.tokens); n++ {
		t, before := v.tokens[i+n], v.tokens[i+n-1]
		if v.stopsBetween(before.end, t.start) {
			return false
		}
		if !t.letters && (t.size() >= 4 || t.start-v.tokens[i].end <= 3 || t.start == before.end || v.at(t.end) == ' ' && i+n+1 < len(v.tokens) && !v.tokens[i+n+1].letters) {
			return true
		}
	}
	return false
}

// stopsBetween reports whether a clause ends between two places.
func (v *view) stopsBetween(a, b int) bool {
	for ; a < b; a++ {
		switch v.r[a] {
		case '\n', '!', '?', ',', ';':
			return true
		case '.':
			if next := v.at(a + 1); next == ' ' || next == '\n' {
				return true
			}
		}
	}
	return false
}

// subjectAt is what the word at token i is about, the word before it taken into
// account: "tax id" and "id card" differ.
func (v *view) subjectAt(i int) subject {
	t := v.tokens[i]
	if !t.letters || t.size() < 2 {
		return 0
	}
	w := v.short(t)
	if i > 0 && pairEnds[w] && v.tokens[i-1].letters && t.start-v.tokens[i-1].end <= 3 {
		if s := subjectPairs[v.short(v.tokens[i-1])+" "+w]; s != 0 {
			return s
		}
	}
	return subjects.of(w)
}

// lexicon is a list of words and, where marked with *, of beginnings of at
// least four letters that count with whatever follows.
type lexicon struct {
	exact, stems map[string]subject
	longest      int
}

func (l *lexicon) of(word string) subject {
	if s, ok := l.exact[word]; ok {
		return s
	}
	for n := 4; n <= len(word) && n <= l.longest; n++ {
		if s, ok := l.stems[word[:n]]; ok {
			return s
		}
	}
	return 0
}

func (l *lexicon) add(s subject, list string) {
	for _, w := range strings.Fields(list) {
		stem, ok := strings.CutSuffix(w, "*")
		w = stem[:min(len(stem), maxShort)]
		if !ok {
			l.exact[w] |= s
			continue
		}
		l.stems[w] |= s
		l.longest = max(l.longest, len(w))
	}
}

// subjects are the words of the five languages, folded.
var subjects = func() *lexicon {
	l := &lexicon{exact: map[string]subject{}, stems: map[string]subject{}}
	l.add(aboutPerson, "cpr cprnr cprnum* cprno cprs personnum* personnr personnumer* sygesikringsnum* sygesikringsbevis* sundhedskort* "+
		"pesel pesele* peselu peselem "+
		"taj tajszam* tajom tajkarty* tarsadalombiztosit* szemelyiszam* szemelyazonosit* "+
		"sozialversicherungsn* svnr svnummer rvnr rvnummer vsnr rentenversicherungsn* versichertenn* krankenversichert* krankenversicherungsn* krankenkassenn* kvnr "+
		"nino nin ninos nhs ssn ssns itin")
	l.add(aboutTax, "nip nipem nipu nipie steuerid steueridn* steueridentifik* steuernum* steuernr stnr steueridnr idnr tin tins utr adoazonosit* adoszam* skattenum* skatteid "+
		"identyfikatorpodatkowy")
	l.add(aboutDocument, "passport* reisepass* reisepasses passnummer passnum* passnr pasnum* pasnr pas pass passet paszport* utlevel* "+
		"dowod dowodu dowodem dowodzie personalausweis* ausweis ausweises ausweisnum* ausweisnr personalausweisn* idkort legitimation* "+
		"igazolvany* szemelyi perso persos szemelyim szemelyimet szemelyigazolvany* szig szigszam okmany* jogositvany* korekort* fuhrerschein* "+
		"prawajazdy")
	l.add(aboutBirth, "born birth birthday bday birthdate dob dobs birthdays geb gebd geboren geborene geborener geburt geburts geburtsdat* geburtstag* geburtsd "+
		"fodt fodselsdat* fodselsdag* fodedato fdato fods foedt foedselsdat* foedselsdag* "+
		"urodzon* urodzen* urodzin* urodzil* "+
		"szul szulet* szuldat* szulid*")
	l.add(aboutPlate, "kennzeichen* autokennz* kfz nummernschild* plate plates numberplate* licenseplate* vrm registration* reg regnr regnum* "+
		"nummerplad* registreringsn* indregistrer* indreg regnummer* "+
		"rejestrac* tablic* rendszam* frsz forgalmi")
	l.add(aboutVehicle, "bus busa busem transporter* lieferwagen* varevogn* varebil* lorry truck trucks furgon* furgonetk* ciezarowk* teherauto* motorrad* motorcyk* motocykl* car cars vehicle* motorbike auto autos wagen fahrzeug* pkw bil bilen bilens biler vogn koretoj* samochod* autem auta pojazd* auton autom kocsi* kocsim gepjarmu* jarmu*")
	l.add(aboutNetwork, "ip ipv ipadress* ipaddress* ipcim* ipadres*")
	return l
}()

// subjectPairs are words that say what they are about only together.
var subjectPairs, pairEnds = func() (map[string]subject, map[string]bool) {
	pairs, ends := map[string]subject{}, map[string]bool{}
	add := func(s subject, list string) {
		for p := range strings.SplitSeq(list, ",") {
			a, b, _ := strings.Cut(strings.TrimSpace(p), " ")
			a, b = a[:min(len(a), maxShort)], b[:min(len(b), maxShort)]
			pairs[a+" "+b], ends[b] = s, true
		}
	}
	add(aboutPerson, "national insurance, insurance number, national id, national identity, national identification, personal identification, "+
		"social security, security number, social insurance, personal number, identity number, person nummer, health number, "+
		"ni no, ni number, ni nr, cpr nr, cpr nummer, cpr no, sv nummer, sv nr, rv nummer, rv nr, szemelyi szam, szemelyi szamom, szemelyi szama, szemelyi azonosito, szemelyi azonositom, "+
		"taj szam, taj szamom, taj kartya, numer pesel, nr pesel")
	add(aboutTax, "tax id, tax number, tax no, tax identification, taxpayer reference, taxpayer identification, tax reference, steuer id, steuer nr, steuer nummer, steuer identifikationsnummer, "+
		"steuerliche identifikationsnummer, st nr, ado azonosito, ado szam, adoazonosito jel, numer nip, nr nip, skatte id")
	add(aboutDocument, "identity card, id card, id kort, id karte, id document, driving licence, driving license, drivers license, driver license, s license, s licence, "+
		"szemelyi igazolvany, szemelyi igazolvanyom, szemelyi okmany, vezetoi engedely, prawo jazdy, prawa jazdy, dowod osobisty, dowodu osobistego, pas nr, pas nummer, pass nr, pass nummer, "+
		"pass number")
	add(aboutPlate, "license plate, licence plate, number plate, kfz kennzeichen, reg nr, reg number, reg no, reg plate, car reg, nr rej, rej nr, reg nummer")
	add(aboutVehicle, "the van, a van, my van, our van, white van, his van, her van, delivery van")
	add(aboutNetwork, "ip address, ip adresse, ip adres, ip cim, ip adress")
	add(aboutOther, "ust idnr, ust id, umsatzsteuer id, order id, item id, ticket id, customer id, client id, invoice number, order number, vehicle identification")
	return pairs, ends
}()
