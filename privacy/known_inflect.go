package privacy

import "strings"

// Names are inflected in all of our languages but English, and there they take
// an s. What follows is no grammar: it is the set of endings that a name can
// take, so that a word counts as the name when it is a stem with one of them.
// All endings are folded (ą is a, ę is e, ő is o).
//
// They follow the declension of given names and surnames in Polish, the case
// endings of Hungarian with the assimilation of -val, and the genitive of
// Danish, German and English names.

// form is how a stem was got from a name, hence what may follow it.
type form uint8

const (
	formBare     form = 1 << iota // the name itself, or a complete form of it
	formAppended                  // the name itself, followed by an ending
	formVowel                     // the name without its last vowel, followed by another one
	formFleeting                  // the name without the e before its last consonant (Marek, Marka)
	formShort                     // a name of two letters, only with a capital and at most an s
)

const longestEnding = 12

// accepts reports whether what follows a stem of so many letters is an ending
// of this form. Short endings after short stems make everyday words ("Tim",
// "time"), so they count only where the word is written with a capital.
func (f form) accepts(tail []rune, stem int, capital bool) bool {
	if f == formShort {
		return capital && (len(tail) == 0 || len(tail) == 1 && tail[0] == 's')
	}
	if len(tail) == 0 {
		return f == formBare
	}
	if f == formBare || len(tail) > longestEnding {
		return false
	}
	var ending [longestEnding]byte
	for i, r := range tail {
		if r >= 0x80 {
			return false
		}
		ending[i] = byte(r)
	}
	if endings[string(ending[:len(tail)])]&f == 0 {
		return false
	}
	return capital || stem >= 5 || stem >= 3 && (len(tail) >= 3 || f == formAppended && tail[0] == 's')
}

// endings gives the forms that each ending may follow.
var endings = func() map[string]form {
	all := map[string]form{}
	add := func(f form, list string) {
		for _, e := range strings.Fields(list) {
			all[e] |= f
		}
	}
	add(formAppended, "s es ens en n ne sche") // Danish, German, English
	add(formAppended, "a owi em iem ie u iu iowi ia owie ow om ami ach i e ze zie ego emu ym im m ch mi owa owej owna owny")
	add(formVowel, "a y i ie e o ii ia iu ej iej ego iego emu iemu ym im ych ich ymi imi om iom ami iami ach iach ow owie owi")
	add(formFleeting, "a owi iem em u ie owie ow i y e om ami ach s")
	add(formAppended, hungarianCases+" e i m am im nk ank enk ja je ja va ve")
	for _, possessor := range []string{"e", "ek", "eke", "ne", "nek", "ja", "je", "m", "am", "em", "om", "im", "nk", "ank", "enk"} {
		for _, c := range strings.Fields(hungarianCases) {
			all[possessor+c] |= formAppended
		}
	}
	return all
}()

const hungarianCases = "t at et ot nak nek val vel kal kel mal mel nal nel tal tel rol tol bol ra re ba be ban ben on en hoz hez ert kent ig ek ne"

// stem is a beginning under which a name may be found.
type stem struct {
	letters []rune
	form    form
}

// nameStems gives all the stems of one part of a name.
func nameStems(part []rune) []stem {
	if len(part) == 2 {
		return []stem{{part, formShort}}
	}
	stems := []stem{{part, formBare}, {part, formAppended}}
	for _, whole := range irregular(string(part)) {
		stems = append(stems, stem{[]rune(whole), formBare})
	}
	last := len(part) - 1
	if isVowel(part[last]) {
		stems = append(stems, stem{part[:last], formVowel})
	} else if len(part) >= 4 && part[last-1] == 'e' {
		stems = append(stems, stem{append(append([]rune{}, part[:last-1]...), part[last]), formFleeting})
	}
	return stems
}

func isVowel(r rune) bool { return strings.ContainsRune("aeiouy", r) }

// irregular gives the complete forms in which the end of the name changes.
func irregular(part string) []string {
	var out []string
	for _, change := range softenings {
		if head, ok := strings.CutSuffix(part, change.from); ok && len(head) >= 2 {
			for _, to := range strings.Fields(change.to) {
				out = append(out, head+to)
			}
		}
	}
	return append(out, withVal(part)...)
}

// softenings are the changes of consonants before Polish endings: Agnieszka,
// Agnieszce; Olga, Oldze; Robert, Robercie; Kowalski, Kowalscy.
var softenings = []struct{ from, to string }{
	{"ka", "ce"}, {"ko", "ce"}, {"ki", "cy"}, {"ka", "cy"}, {"ga", "dze"}, {"cha", "sze"}, {"ha", "sze"}, {"ha", "ze"},
	{"ta", "cie"}, {"t", "cie"}, {"to", "cie"}, {"da", "dzie"}, {"d", "dzie"}, {"ra", "rze"}, {"r", "rze"}, {"ro", "rze"},
	{"ab", "ebia ebiowi ebiem ebiu"}, {"iec", "ca cowi cem cu"}, {"ien", "nia niowi niem niu"},
}

// withVal gives the Hungarian instrumental, whose v becomes the consonant
// before it: Jánossal, Péterrel, Kováccsal, Naggyal, Tóthtal.
func withVal(part string) []string {
	last := part[len(part)-1:]
	if !strings.Contains("bcdfghjklmnprstvz", last) && last != "y" {
		return nil
	}
	for _, pair := range []string{"cs", "dz", "gy", "ly", "ny", "sz", "ty", "zs"} {
		if head, ok := strings.CutSuffix(part, pair); ok {
			doubled := head + pair[:1] + pair
			return []string{doubled + "al", doubled + "el"}
		}
	}
	return []string{part + last + "al", part + last + "el"}
}
