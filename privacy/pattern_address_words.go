package privacy

// streetEndings are the words for a street that German and Danish write behind
// its name in one word.
var streetEndings = []string{"strasse", "strasze", "gasse", "allee", "platz", "weg", "ring", "damm", "ufer", "steig", "stieg", "chaussee", "promenade", "markt", "hof", "str", "wall", "graben", "kamp", "wiese", "heide", "berg", "tor",
	"vej", "vejen", "gade", "gaden", "alle", "straede", "plads", "pladsen", "torv", "torvet", "vaenge", "vaenget", "parken", "toften", "bakken", "haven", "engen", "marken", "lunden", "skraenten", "brygge", "kaj", "boulevard", "gyde", "sti", "stien", "krogen", "bjerget", "holmen", "dalen", "vang", "vangen"}

func streetWordEnd(word []rune) bool {
	for _, e := range sureStreetEndings {
		if len(word) > len(e) && hasEnding(word, e) {
			return true
		}
	}
	return false
}

var sureStreetEndings = []string{"strasse", "gasse", "allee", "platz", "weg", "gade", "gaden", "vej", "vejen", "plads", "straede", "torv"}

// streetNameWord reports words behind which a name is that of a street.
func streetNameWord(word []rune) bool {
	return len(word) <= 12 && (wordsForStreet[string(word)] || streetWordEnd(word))
}

var wordsForStreet = set("street road avenue ave lane drive square court close place terrace gardens crescent way grove boulevard strasse str platz weg allee gasse ring ufer park brucke bridge plads vej gade alle torv " +
	"utca utcaban utcan utcai utcat u ut uton utja utjan ter teren tere terre korut koruton krt setany koz fasor rakpart sor park lakotelep ter")
