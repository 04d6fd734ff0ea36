package corpus

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Numbers with their check digits, by the published rules:
//
//   - cards: ISO/IEC 7812-1 (Luhn); IBANs: ISO 13616, ISO 7064 MOD 97-10, lengths from the SWIFT IBAN registry
//   - Danish CPR: cpr.dk, "Personnummeret i CPR" (modulus 11, not kept since 2007)
//   - Polish PESEL: ustawa o ewidencji ludności, gov.pl "Czym jest numer PESEL"; NIP: Dz.U. 1995 nr 142 poz. 702; identity cards and passports: weights 7 3 1 of the Ministry of the Interior
//   - Hungarian TAJ and tax id: 1996. évi XX. törvény, annex
//   - German tax id: § 139b AO, ISO 7064 MOD 11,10; insurance number: § 2 VKVV; cards and passports: ICAO Doc 9303, weights 7 3 1
//   - NINO: HMRC National Insurance Manual NIM39110; NHS number: NHS Data Dictionary, modulus 11; SSN: ssa.gov, "randomization" 2011
//   - plates: FZV (Germany), bekendtgørelse om nummerplader, ustawa Prawo o ruchu drogowym, 326/2011. Korm. rendelet, DVLA INF104

func digits(r *rand.Rand, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('0' + r.IntN(10))
	}
	return string(b)
}

func letters(r *rand.Rand, n int, of string) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = of[r.IntN(len(of))]
	}
	return string(b)
}

func pick[T any](r *rand.Rand, of []T) T { return of[r.IntN(len(of))] }

// grouped writes s in groups of the sizes, the last one repeated.
func grouped(s, by string, sizes ...int) string {
	var parts []string
	for i := 0; s != ""; i++ {
		n := min(sizes[min(i, len(sizes)-1)], len(s))
		parts, s = append(parts, s[:n]), s[n:]
	}
	return strings.Join(parts, by)
}

func weightedSum(s string, weights ...int) int {
	sum := 0
	for i, w := range weights {
		sum += int(s[i]-'0') * w
	}
	return sum
}

func card(r *rand.Rand) string {
	prefix := pick(r, []string{"4", "4571", "51", "52", "55", "2221", "4026"})
	s := prefix + digits(r, 15-len(prefix))
	sum := 0
	for i := range s {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	s += fmt.Sprint((10 - sum%10) % 10)
	return pick(r, []string{s, grouped(s, " ", 4), grouped(s, " ", 4), grouped(s, "-", 4)})
}

func iban(r *rand.Rand, locale string) string {
	country, length := "GB", 22
	body := letters(r, 4, "NWBKLOYDBARCHSBC") + digits(r, 14)
	switch locale {
	case "de":
		country, length = "DE", 22
	case "da":
		country, length = "DK", 18
	case "pl":
		country, length = "PL", 28
	case "hu":
		country, length = "HU", 28
	}
	if locale != "en" {
		body = digits(r, length-4)
	}
	rest := 0
	for _, c := range body + country + "00" {
		value := int(c - '0')
		if c >= 'A' {
			value = int(c-'A') + 10
			rest = (rest*100 + value) % 97
			continue
		}
		rest = (rest*10 + value) % 97
	}
	s := fmt.Sprintf("%s%02d%s", country, 98-rest, body)
	return pick(r, []string{s, grouped(s, " ", 4), grouped(s, " ", 4), strings.ToLower(s)})
}

// birth is a date of birth of somebody between 18 and 95.
type birth struct{ year, month, day int }

func someBirth(r *rand.Rand) birth { return birth{1931 + r.IntN(75), 1 + r.IntN(12), 1 + r.IntN(28)} }

func nationalID(r *rand.Rand, locale string) string {
	b := someBirth(r)
	switch locale {
	case "da":
		return cpr(r, b)
	case "pl":
		return pesel(r, b)
	case "hu":
		return taj(r)
	case "de":
		return insurance(r, b)
	}
	return pick(r, []func(*rand.Rand) string{nino, nhs, ssn})(r)
}

func cpr(r *rand.Rand, b birth) string {
	date := fmt.Sprintf("%02d%02d%02d", b.day, b.month, b.year%100)
	for {
		first := "0123"
		if b.year >= 2000 {
			first = "4567"
		}
		s := date + letters(r, 1, first) + digits(r, 3)
		if r.IntN(3) > 0 && weightedSum(s, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)%11 != 0 {
			continue
		}
		return pick(r, []string{s[:6] + "-" + s[6:], s[:6] + "-" + s[6:], s, s[:6] + " " + s[6:]})
	}
}

func pesel(r *rand.Rand, b birth) string {
	month := b.month
	if b.year >= 2000 {
		month += 20
	}
	s := fmt.Sprintf("%02d%02d%02d", b.year%100, month, b.day) + digits(r, 4)
	sum := weightedSum(s, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
	return s + fmt.Sprint((10-sum%10)%10)
}

func taj(r *rand.Rand) string {
	s := digits(r, 8)
	sum := weightedSum(s, 3, 7, 3, 7, 3, 7, 3, 7)
	s += fmt.Sprint(sum % 10)
	return pick(r, []string{s, grouped(s, " ", 3), grouped(s, "-", 3)})
}

func insurance(r *rand.Rand, b birth) string {
	letter := byte('A' + r.IntN(26))
	area := pick(r, []string{"12", "13", "14", "15", "17", "18", "19", "20", "23", "50", "52", "65"})
	head := area + fmt.Sprintf("%02d%02d%02d", b.day, b.month, b.year%100)
	serial := digits(r, 2)
	all := head + fmt.Sprintf("%02d", letter-'A'+1) + serial
	sum := 0
	for i, w := range []int{2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1} {
		p := int(all[i]-'0') * w
		sum += p/10 + p%10
	}
	s := head + string(letter) + serial + fmt.Sprint(sum%10)
	return pick(r, []string{s, s[:2] + " " + s[2:8] + " " + s[8:9] + " " + s[9:]})
}

func nino(r *rand.Rand) string {
	s := letters(r, 1, "ABCEHJLMPRSWXYZ") + letters(r, 1, "ABCEHJLMPRSTWXYZ") + digits(r, 6) + letters(r, 1, "ABCD")
	for _, never := range []string{"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"} {
		if strings.HasPrefix(s, never) {
			return nino(r)
		}
	}
	return pick(r, []string{s, grouped(s, " ", 2)})
}

func nhs(r *rand.Rand) string {
	for {
		s := pick(r, []string{"4", "6", "7"}) + digits(r, 8)
		check := 11 - weightedSum(s, 10, 9, 8, 7, 6, 5, 4, 3, 2)%11
		if check != 10 {
			s += fmt.Sprint(check % 11)
			return pick(r, []string{grouped(s, " ", 3, 3, 4), s})
		}
	}
}

func ssn(r *rand.Rand) string {
	return fmt.Sprintf("%03d-%02d-%04d", 1+r.IntN(665), 1+r.IntN(99), 1+r.IntN(9999))
}

func taxID(r *rand.Rand, locale string) string {
	switch locale {
	case "pl":
		return nip(r)
	case "hu":
		return adoazonosito(r)
	case "de":
		return steuerID(r)
	}
	return digits(r, 10) // UTR; Danes use the CPR number
}

func nip(r *rand.Rand) string {
	for {
		s := pick(r, []string{"5", "6", "7", "8", "9"}) + "2" + pick(r, []string{"1", "5", "7"}) + digits(r, 6)
		if check := weightedSum(s, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11; check != 10 {
			s += fmt.Sprint(check)
			return pick(r, []string{s, grouped(s, "-", 3, 3, 2, 2), grouped(s, "-", 3, 2, 2, 3)})
		}
	}
}

func adoazonosito(r *rand.Rand) string {
	for {
		s := "8" + digits(r, 8)
		if check := weightedSum(s, 1, 2, 3, 4, 5, 6, 7, 8, 9) % 11; check != 10 {
			return s + fmt.Sprint(check)
		}
	}
}

func steuerID(r *rand.Rand) string {
	places := r.Perm(10)
	b := make([]byte, 10)
	for i := range b {
		b[i] = byte('0' + places[i])
	}
	b[9] = b[1+r.IntN(8)] // one digit twice, hence one not at all
	if b[0] == '0' {
		return steuerID(r)
	}
	product := 10
	for _, d := range b {
		sum := (int(d-'0') + product) % 10
		if sum == 0 {
			sum = 10
		}
		product = sum * 2 % 11
	}
	s := string(b) + fmt.Sprint((11-product)%10)
	return pick(r, []string{s, grouped(s, " ", 2, 3, 3, 3)})
}

func mrzCheck(s string) string {
	sum := 0
	for i, c := range s {
		value := int(c - '0')
		if c >= 'A' {
			value = int(c-'A') + 10
		}
		sum += value * []int{7, 3, 1}[i%3]
	}
	return fmt.Sprint(sum % 10)
}

func passport(r *rand.Rand, locale string) string {
	switch locale {
	case "de":
		s := letters(r, 1, "CFGHJKL") + letters(r, 8, "CFGHJKLMNPRTVWXYZ0123456789")
		return s + pick(r, []string{"", mrzCheck(s)})
	case "pl":
		return pick(r, []func(*rand.Rand) string{polishPassport, polishCard})(r)
	case "hu":
		return pick(r, []string{digits(r, 6) + letters(r, 2, "ABCDEHJKLMNPRSTVZ"), letters(r, 2, "BHC") + digits(r, 6)})
	case "da":
		return "2" + digits(r, 8)
	}
	return pick(r, []string{"5", "1"}) + digits(r, 8)
}

func polishPassport(r *rand.Rand) string {
	head, body := letters(r, 2, "ABCDEFGHIJKLMNOPRSTUWYZ"), digits(r, 6)
	sum := 7*int(head[0]-'A'+10) + 3*int(head[1]-'A'+10) + weightedSum(body, 1, 7, 3, 1, 7, 3)
	return head + fmt.Sprint(sum%10) + body
}

func polishCard(r *rand.Rand) string {
	head, body := letters(r, 3, "ABCDEFGHIJKLMNPRSTUWZ"), digits(r, 5)
	sum := 7*int(head[0]-'A'+10) + 3*int(head[1]-'A'+10) + int(head[2]-'A'+10) + weightedSum(body, 7, 3, 1, 7, 3)
	return head + pick(r, []string{"", " "}) + fmt.Sprint(sum%10) + body
}

func plate(r *rand.Rand, locale string) string {
	const abc = "ABCDEFGHJKLMNPRSTUVWXYZ"
	switch locale {
	case "de":
		return pick(r, []string{"B", "HH", "M", "K", "FL", "KI", "HRO", "DA", "S", "LÖ"}) + pick(r, []string{"-", "-", " "}) + letters(r, 2, abc) + " " + fmt.Sprint(1+r.IntN(9999))
	case "da":
		return letters(r, 2, abc) + pick(r, []string{" ", ""}) + grouped(digits(r, 5), " ", 2, 3)
	case "pl":
		return pick(r, []string{"WA", "KR", "PO", "GD", "WZ", "DW", "EL", "SK"}) + " " + digits(r, 4) + letters(r, 1, "0123456789ACEFGHJ")
	case "hu":
		return pick(r, []string{letters(r, 3, abc) + "-" + digits(r, 3), "AA " + letters(r, 2, abc) + "-" + digits(r, 3), "AA" + letters(r, 2, abc) + "-" + digits(r, 3)})
	}
	return letters(r, 2, "ABCDEFGHKLMNOPRSVWXY") + fmt.Sprintf("%02d", 2+r.IntN(23)) + pick(r, []string{" ", " ", ""}) + letters(r, 3, abc)
}

func ip(r *rand.Rand) string {
	if r.IntN(4) == 0 {
		return fmt.Sprintf("2a%02x:%x:%x::%x", r.IntN(64), 0x100+r.IntN(0xe00), r.IntN(0xffff), 1+r.IntN(0xffff))
	}
	return fmt.Sprintf("%d.%d.%d.%d", pick(r, []int{80, 87, 91, 93, 178, 185, 212, 217}), r.IntN(256), r.IntN(256), 1+r.IntN(254))
}

func link(r *rand.Rand) string {
	token := letters(r, 28, "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")
	host := pick(r, []string{"portal.example.org", "www.example.com", "konto.example.net"})
	return "https://" + host + pick(r, []string{"/reset?token=" + token, "/account/confirm/" + token, "/login?session=" + token + "&lang=en", "/u/" + pick(r, []string{"anna.smith", "lars-hansen", "jkowalski"}) + "/orders", "/invoice?customer=" + digits(r, 7) + "&sig=" + token})
}
