package privacy

import (
	"regexp"
	"strings"
)

// riskyPhrase is a way of asking in one language. What stands in a sentence that
// speaks of a form or a page of the organisation's own is no such asking.
type riskyPhrase struct {
	risk    string
	pattern *regexp.Regexp
	unless  *regexp.Regexp
}

func (p riskyPhrase) in(plain []byte) bool {
	for _, at := range p.pattern.FindAllIndex(plain, 20) {
		if p.unless == nil || !p.unless.Match(sentence(plain, at[0], at[1])) {
			return true
		}
	}
	return false
}

// sentence is what stands around a match up to the marks that end sentences, and
// not too far.
func sentence(plain []byte, start, end int) []byte {
	const far = 120
	from, to := max(0, start-far), min(len(plain), end+far)
	if i := strings.LastIndexAny(string(plain[from:start]), ".!?\n"); i >= 0 {
		from += i + 1
	}
	if i := strings.IndexAny(string(plain[end:to]), ".!?\n"); i >= 0 {
		to = end + i
	}
	return plain[from:to]
}

// riskWords are the words of one language, as alternatives of a regular
// expression. They are written as people write and folded as texts are.
type riskWords struct {
	contact  string // whole phrases: be in touch elsewhere
	ask      string // begins to ask for something of the other's
	secret   string // what nobody ever needs
	private  string // what experts do not need
	official string // sentences that speak of this are not asking
}

var riskLanguages = []riskWords{
	{ // English
		contact: `(e-?mail|mail|call|phone|ring|text|whatsapp|dm|message) me\b( (at|on|under|directly|privately|back)|[.!,:]|$)|(write|reach|contact|find|add|ping) me (at|on|under|via|outside|privately|directly)\b|` +
			`my (private |personal |mobile |cell |phone |own )?(e-?mail( address)?|number|phone|mobile|whatsapp|signal|telegram|facebook|instagram)( number)? is|(give|send|drop) me a (call|ring|text|mail|e-?mail)|let's (talk|chat|meet) (on|outside|privately)`,
		ask: `what(('| i)?s| are)( your)?|(send|give|tell|write|provide|share|confirm|dm|text|e-?mail)( me| us| over| me back)?( please| just)* your|(i|we)('ll)? (will )?(need|require|want)( to (know|have))? your|` +
			`(may|can|could) (i|we) (please )?(have|get|ask for) your|(reply|answer|write back) with your|(please )?(let me know|type|enter|post) your|which is your`,
		secret:   `pass ?words?|passcode|pin( code| number)?|one-time code|security code|cvv|cvc|login code|credentials`,
		private:  `e-?mail|mail address|phone|mobile|cell( phone)?|telephone|whatsapp|(home |street |postal |full )?address|where you live|date of birth|birth ?da(y|te)|(full|real|last|first) name|surname|name|cpr|ssn|social security|national insurance|nhs number|passport|id (card|number)|tax (id|number)|iban|bank (account|details)|account number|card (number|details)|credit card`,
		official: `form|website|web page|page|portal|app|online|profile|settings|log ?in|sign ?in|to anyone|to anybody|never`,
	},
	{ // Danish
		contact: `(ring|mail|skriv|sms|whatsapp) (til |lige til )?mig\b( (på|direkte|privat)|[.!,:]|$)|(send|skriv) mig en (mail|e-mail|sms|besked på)|(kontakt|find|fang|fat) (fat i )?mig på|ring mig op|min (private |egen )?(e-?mail|mailadresse|mail)( er|:)|mit (private |eget )?(telefon|mobil)?(nummer|tlf)( er|:)`,
		ask: `hva(d|') er (dit|din|dine|jeres|deres)|(send|giv|skriv|oplys|fortæl|del|bekræft)( mig| os| lige| venligst| gerne| så)* (dit|din|dine|jeres|deres)|(jeg|vi) (skal|har|mangler|behøver)( lige)?( bruge| brug for| have| at vide)? (dit|din|dine|jeres|deres)|` +
			`må (jeg|vi) (få|bede om|have) (dit|din|dine|jeres|deres)|(svar|skriv) med (dit|din)|kan du (sende|give|skrive|oplyse)( mig| os)? (dit|din|dine)|hvad hedder du`,
		secret:   `password|adgangskode|kodeord|pinkode|pin|engangskode|mitid|nemid|nøglekort|sikkerhedskode`,
		private:  `e-?mail|mail(adresse)?|telefon(nummer)?|mobil(nummer)?|nummer|tlf|adresse|bopæl|fødselsda(g|to)|fulde navn|navn|efternavn|cpr|personnummer|pasnummer|kørekort(nummer)?|kontonummer|registreringsnummer|kortnummer|iban|til fornavn`,
		official: `formular|blanket|hjemmeside|selvbetjening|borger\.dk|portal|app|siden|log ?ind|profil|indstillinger|aldrig|nogen`,
	},
	{ // German
		contact: `ruf(en|t)?( sie)? mich( bitte| doch| einfach| gern(e)?)? (an|zurück|unter|auf)|(schreib|mail|simse?|whatsapp)(e|en|t|st)?( sie)? mir( bitte| doch| einfach| gern(e)?)*( an | auf | per | eine (e-?mail|mail|sms|whatsapp)|[.!]|$)|(erreich|kontaktier|find)(e|en|st|t)( sie)? mich (unter|auf|per|bei|privat)|` +
			`mein(e)? (private |eigene |persönliche )?(e-?mail(-?adresse)?|mail(adresse)?|telefonnummer|handynummer|nummer|handy)( ist| lautet|:)`,
		ask: `(wie (lautet|ist|heißt)|was ist|welche ist) (ihre?n?|deine?n?)|(schick|send|gib|geb|nenn|schreib|teil|mail|verrat|bestätig)(e|en|t)?( sie| mir| uns| doch| bitte| einfach| gern(e)?| noch)* (ihre?n?|deine?n?)|(ich|wir) (brauche?n?|benötige?n?|bräuchte?n?)( noch| bitte)* (ihre?n?|deine?n?)|` +
			`(darf|kann|könnte|dürfte) ich( bitte)? (ihre?n?|deine?n?)|(antworten sie|antworte)( bitte)? mit (ihrem?|deinem?)r?`,
		secret:   `passw(ort|örter)|kennw(ort|örter)|pin( ?-?nummer)?|tan|einmalcode|sicherheitscode|zugangsdaten|prüfziffer`,
		private:  `e-?mail(-?adresse)?|mail(adresse)?|telefon(nummer)?|handy(nummer)?|mobil(nummer|funknummer)|nummer|adresse|anschrift|wohnort|geburts(datum|tag)|(vollständigen |vollen |ganzen )?(vor|nach|familien)?namen?|steuer-?(id|nummer|identifikationsnummer)|sozialversicherungsnummer|ausweis(nummer)?|reisepass(nummer)?|iban|konto(nummer|daten|verbindung)|bankverbindung|karten?nummer|kreditkarte`,
		official: `formular|antrag|webseite|internetseite|seite|portal|app|online|profil|anmeld|einstellung|niemandem|niemals|nie`,
	},
	{ // Polish
		contact: `(zadzwoń|zadzwonić|dzwoń|proszę dzwonić|zadzwoni)( proszę)? do mnie|do mnie( proszę)? (zadzwonić|napisać) (na|pod)|(napisz|pisz|napisać|proszę pisać)( proszę)? (do mnie|mi)( maila| sms|( proszę)? (na|pod|prywatnie|bezpośrednio))|(znajdź|złap) mnie (na|pod)|mój (prywatny )?(numer( telefonu)?|telefon|e-?mail|mail|adres e-?mail|whatsapp)( to|:)`,
		ask: `jak(i|a|ie) (jest|są|ma)( pan| pani| państwo)?( twój| twoje| twoja| pana| pani| państwa)?|(podaj|podać|poda|podanie|prześlij|przesłać|przesłanie|wyślij|wysłać|wysłanie|napisz|napisać|potwierdź|potwierdzić)( pan| pani| mi| nam| proszę)*( twój| twoje| twojego| twoją| swój| swoje| swojego| swoją| swojej| pana| pani| państwa)?|` +
			`(potrzebuję|potrzebujemy|potrzebny jest|potrzebne jest|proszę o)( mi)?( twój| twoje| twojego| twoją| pana| pani| państwa)`,
		secret:   `hasł(o|a)|pin(u)?|kod(u)? (jednorazow(y|ego)|bezpieczeństwa|sms)|cvv|dane logowania|danych logowania`,
		private:  `e-?mail(a)?|mail(a)?|adres(u)? e-?mail|numer(u)? (telefonu|komórki|pesel|dowodu|paszportu|konta|karty|rachunku)|telefon(u)?|komórk(ę|i)|adres(u)?( zamieszkania)?|dat(ę|a|y) urodzenia|imi(ę|enia) i nazwisk(o|a)|nazwisk(o|a)|pesel(u)?|nip(u)?|iban`,
		official: `formularz|wnios(ek|ku)|stron(a|ie|y)|portal|aplikacj|profil|logowani(u|a) na|nikomu|nigdy|ustawie`,
	},
	{ // Hungarian
		contact: `(hívj(on)?|hívhat(sz)?|telefonálj(on)?|csörögj(ön)?)( csak| kérem| nyugodtan)*( engem)?( fel| ide| nekem| ezen| vissza)|(írj(on)?|mailezz(en)?|üzenj(en)?)( csak| kérem| nyugodtan)* (nekem|rám)( (a|az|egy|ide|e-?mailt?|privátban)|[.!,:]|$)|(keress(en)?|érj(en)? el)( kérem)? (engem )?(a|az|ezen|privátban)|` +
			`(a|az)? ?(saját |privát )?(számom|telefonszámom|mobilom|e-?mail ?-?címem|e-?mailem)( ez)?(:| a)?`,
		ask:      `mi (a|az)( ön)?|(küldje|küldd|adja|add|írja|írd|mondja|mondd|ossza|oszd|erősítse|diktálja)( el| meg| be)?( nekem| nekünk| kérem)*( a| az)?|(kérem|kérném|szeretném|elkérhetem|megkaphatom|megadná|elküldené|megírná)( el| meg)?( nekem| nekünk)?( a| az)?( ön)?|szükségem (van|lenne)( a| az)?( ön)?`,
		secret:   `jelszav(a|ad|át|adat|ára|adra)|jelszó|jelszót|pin-? ?kód(ja|ját|od|odat|ot)?|biztonsági kód(ját|ot)?|egyszeri kód(ot|ját)?`,
		private:  `e-?mail(-? ?cím)?(e|ed|ét|edet|ére|edre|jét|t)?|telefonszám(a|ad|át|adat|ára|adra)|mobilszám(a|át|adat)|(lak)?cím(e|ed|ét|edet|ére|edre)|születési (dátum|idő|idej)(a|át|ét|e)?|(teljes )?nev(e|ed|ét|edet|ére)|taj-? ?szám(a|át|adat|ára)|adóazonosító( jel)?(e|ét|edet|jét|ját)?|adószám(a|át)|személyi( igazolvány)?( ?szám)?(a|át|adat|át)?|útlevél(szám)?(a|át)?|(bank)?számlaszám(a|át|adat|ára)|kártyaszám(a|át|adat)|iban`,
		official: `űrlap|nyomtatvány|honlap|oldal|portál|alkalmazás|ügyfélkapu|profil|bejelentkez|senkinek|soha|beállítás`,
	},
}

// messengers are where people are reached outside of the desk.
const messengers = `\b(wa\.me|t\.me|m\.me|whatsapp\.com|signal\.me|signal\.group|telegram\.(me|dog)|discord\.(gg|com/invite)|facebook\.com|messenger\.com|instagram\.com|linkedin\.com/in|snapchat\.com|tiktok\.com/@|viber\.com|calendly\.com|zoom\.us/j|meet\.google\.com|teams\.(live|microsoft)\.com)`

var riskyPhrases = compileRisks()

func compileRisks() []riskyPhrase {
	phrases := []riskyPhrase{{RiskLink, folded(messengers), nil}}
	for _, l := range riskLanguages {
		unless := folded(`\b(` + l.official + `)`)
		const between = `( [\w'-]+){0,3}? ` // "your new private"
		phrases = append(phrases,
			riskyPhrase{RiskContact, folded(`(?m)\b(` + l.contact + `)`), nil},
			riskyPhrase{RiskAsksSecret, folded(`\b(` + l.ask + `)` + between + `(` + l.secret + `)\b`), unless},
			riskyPhrase{RiskAsksPrivate, folded(`\b(` + l.ask + `)` + between + `(` + l.private + `)\b`), unless})
	}
	return phrases
}

// folded is a pattern for folded texts. Folding leaves the signs of regular
// expressions alone.
func folded(pattern string) *regexp.Regexp {
	return regexp.MustCompile(string(newView(pattern).r))
}
