package rewards

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	ibanShape = regexp.MustCompile(`^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$`)
	bicShape  = regexp.MustCompile(`^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$`) // ISO 9362:2014
)

// tidyIBAN takes out the spaces in which an IBAN is written on paper.
func tidyIBAN(text string) string {
	return strings.ToUpper(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text))
}

// ibanLength is how long the IBANs of the countries of the SEPA area are (IBAN
// registry of SWIFT). Of other countries only the checksum is known.
var ibanLength = map[string]int{
	"AD": 24, "AL": 28, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18, "FR": 27,
	"GB": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24,
	"ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "VA": 22,
}

// isIBAN checks form, length and the two digits of ISO 13616: with the first four
// characters last and letters as 10 to 35, the number is 1 modulo 97.
func isIBAN(iban string) bool {
	if !ibanShape.MatchString(iban) {
		return false
	}
	if want, known := ibanLength[iban[:2]]; known && len(iban) != want {
		return false
	}
	rest := 0
	for _, r := range iban[4:] + iban[:4] {
		if r >= 'A' {
			rest = (rest*100 + int(r-'A') + 10) % 97
		} else {
			rest = (rest*10 + int(r-'0')) % 97
		}
	}
	return rest == 1
}

func isBIC(bic string) bool { return bicShape.MatchString(bic) }

// isName reports whether a bank may take this as somebody's name.
func isName(name string) bool {
	return name != "" && utf8.ValidString(name) && utf8.RuneCountInString(name) <= payerName && !strings.ContainsFunc(name, unicode.IsControl)
}
