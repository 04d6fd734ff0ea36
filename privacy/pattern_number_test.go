package privacy

import (
	"strings"
	"testing"
)

// TestPersonalNumbersByForm has numbers that need no word beside them. Those of
// official examples are marked so; the others are made up, with right check digits.
func TestPersonalNumbersByForm(t *testing.T) {
	hiddenAs(t, "national-id",
		"070761-4285", "0707614285", "070761 4285", "07 07 61 4285", "010190-1234", "０７０７６１-４２８５", "070761\u2011\u200b4285", // CPR, the first of Wikipedia
		"44051401359", "02070803628", "440514-01359", "02270803624", // PESEL of Wikipedia; one born in 2002
		"1-850312-1232", "1 850312 1232", // személyi azonosító
		"943 476 5919", // NHS Data Dictionary
		"123-45-6789", "219-09-9999", "123 45 6789",
		"811228-9874",                                                               // Swedish, of Wikipedia
		"AB123456C", "AB 12 34 56 C", "QQ123456C", "QQ 12 34 56 C", "JG 10 37 59 A", // HMRC
		"15070649C103", "15 070649 C 103", "15 070649 C 10 3", "10010490A443", // Wikipedia and others
	)
	hiddenAs(t, "tax-id",
		"123-456-32-18", "526-10-40-828", "PL5261040828", // NIP of Wikipedia
		"86 095 742 719", "86095742719", "47036892816", "65929970489", // Federal Central Tax Office
		"8365670003", // adóazonosító jel
		"912-70-1234", "10773381-2-44",
	)
	hiddenAs(t, "passport",
		"ABA300000", "ABA 300000", "ZS0000177", "ZS 0000177", // Polish specimens
		"L01X00T471", "C01X00T478", "АВА300000", "ABA\u200b300000", // German specimens; Cyrillic look-alikes
	)
}

func TestPersonalNumbersByWord(t *testing.T) {
	checkPairs(t, anonymous, []pair{
		// wrong check digits, missing digits, odd groupings
		{"Mit CPR-nr. er 0101901234", "Mit CPR-nr. er [national-id 1]"},
		{"CPR: 010190 1234, tlf. 86123456", "CPR: [national-id 1], tlf. [phone 1]"},
		{"personnummer 311299 4567", "personnummer [national-id 1]"},
		{"010190 1234 er mit cpr-nummer", "[national-id 1] er mit cpr-nummer"},
		{"PESEL 02070803629", "PESEL [national-id 1]"},
		{"mój pesel to 440514 013 58, a telefon 601234567", "mój pesel to [national-id 1], a telefon [phone 1]"},
		{"NIP 123-456-78-19", "NIP [tax-id 1]"},
		{"NIP firmy: 5261040828.", "NIP firmy: [tax-id 1]."},
		{"TAJ szám: 123 456 788", "TAJ szám: [national-id 1]"},
		{"a TAJ-számom 123-456-789", "a TAJ-számom [national-id 1]"},
		{"tajszámom: 123456788", "tajszámom: [national-id 1]"},
		{"adóazonosító jelem 8365670004", "adóazonosító jelem [tax-id 1]"},
		{"Az adószámom 8365670003", "Az adószámom [tax-id 1]"},
		{"személyi számom 2-850312-1234", "személyi számom [national-id 1]"},
		{"Steuer-ID: 12 345 678 901", "Steuer-ID: [tax-id 1]"},
		{"Meine Steuernummer ist 93/815/08152", "Meine Steuernummer ist [tax-id 1]"},
		{"SV-Nummer 65 170839 J 089", "SV-Nummer [national-id 1]"},
		{"Krankenversichertennummer A123456780", "Krankenversichertennummer [national-id 1]"},
		{"NHS number 9434765918", "NHS number [national-id 1]"},
		{"my national insurance number is AB 12 34 56", "my national insurance number is [national-id 1]"},
		{"ssn 123456789", "ssn [national-id 1]"},
		{"UTR 12345 67890", "UTR [tax-id 1]"},
		{"passport no. 533380006", "passport no. [passport 1]"},
		{"My passport (US) is A12345678, issued 2019", "My passport (US) is [passport 1], issued 2019"},
		{"pasnr. 207654321", "pasnr. [passport 1]"},
		{"Reisepassnummer C01X00T47", "Reisepassnummer [passport 1]"},
		{"Personalausweisnr: T220001293", "Personalausweisnr: [passport 1]"},
		{"Ausweis 1220001297D", "Ausweis [passport 1]"},
		{"seria i numer dowodu ABC 123456", "seria i numer dowodu [passport 1]"},
		{"dowód osobisty: abc123456", "dowód osobisty: [passport 1]"},
		{"paszport nr AB1234567", "paszport nr [passport 1]"},
		{"útlevélszám: BA1234567", "útlevélszám: [passport 1]"},
		{"személyi igazolvány száma 123456AB", "személyi igazolvány száma [passport 1]"},
		{"szig. sz. 123456 AB, lejár jövőre", "szig. sz. [passport 1], lejár jövőre"},
		// what one word says does not hold for the next number
		{"Mit cpr er 070761-4285 og ordren er 1234567890", "Mit cpr er [national-id 1] og ordren er 1234567890"},
		{"Steuer-ID 86095742719, Rechnung 1234567890", "Steuer-ID [tax-id 1], Rechnung 1234567890"},
		{"PESEL podam przez telefon 601234567", "PESEL podam przez telefon [phone 1]"},
	})
}

// TestPersonalNumbersWithWrongCheckDigits holds that a change of any one digit
// makes a row that needs no word unknown, for the numbers whose check finds all
// such changes.
func TestPersonalNumbersWithWrongCheckDigits(t *testing.T) {
	for _, f := range []struct {
		valid func([]byte) bool
		right string
	}{
		{cprChecked, "0707614285"}, {pesel, "44051401359"}, {nip, "1234563218"}, {steuerID, "86095742719"},
		{adoazonosito, "8365670003"}, {taj, "123456788"}, {nhsNumber, "9434765919"}, {adoszam, "10773381244"},
		{func(c []byte) bool { return weigh731(c, 7, 3, 1, 9, 7, 3, 1, 7, 3) }, "aba300000"},
		{func(c []byte) bool { return weigh731(c, 7, 3, 9, 1, 7, 3, 1, 7, 3) }, "zs0000177"},
		{checked731, "l01x00t471"},
	} {
		if !f.valid([]byte(f.right)) {
			t.Errorf("%s is not valid", f.right)
		}
		for i := range min(len(f.right), 8) {
			wrong := []byte(f.right)
			if wrong[i] > '9' {
				continue
			}
			if wrong[i]++; wrong[i] > '9' {
				wrong[i] = '0'
			}
			if f.valid(wrong) {
				t.Errorf("%s is valid", wrong)
			}
		}
	}
}

func TestOtherNumbersAreNotPersonal(t *testing.T) {
	staysInText(t,
		// orders, cases, products, with and without word
		"AB1234567", "ABC123456", "order ABA300000", "Bestellung ZS0000177", "ordre nr. 070761-4285", "sag 010190-1234", "faktura 44051401359", "Rechnung 86095742719",
		"44051401358", "86095742718", "1234563218", "zamówienie nr 123-456-32-18", "X-070761-4285", "070761-4285-1", "12-070761-4285", "#44051401359",
		"case 2024/1234", "sagsnr. 2024-123456", "Az. 12 C 345/24", "AZ-123456-B", "REGON 123456785", "KRS 0000123456", "CVR 12345678", "USt-IdNr. DE123456789",
		"varenr. L01X00T471", "model ABA300000", "Artikelnummer AB123456C", "000-12-3456", "666-12-3456", "123-00-4567", "123-45-0000",
		"tracking 1Z999AA10123456784", "ISBN 978-3-16-148410-0", "EAN 4006381333931", "room 3-12-4", "pass 12", "Pas på 12 ting", "CPR-kort udstedt 12.03.2020",
		"IBAN-nr mangler", "nip 12", "taj", "PESEL?", "Mein Ausweis läuft 2026 ab", "dowód zakupu z 12.03.2024", "ID 1234", "passport 2024",
		"https://example.org/44051401359", "1700000000", "1712345678", "20241231", "2024-11-21 14:30",
		"32070761428", "99999999999", "12345678901",
	)
}

// staysInText checks that each text stays in a sentence that says nothing.
func staysInText(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		notHidden(t, "Vi skrev sammen om "+text+" i sidste uge, mener jeg bestemt.")
	}
}

// TestSubjectsAreFolded looks for words of the lists that could never match, since
// the text is folded and cut.
func TestSubjectsAreFolded(t *testing.T) {
	for _, list := range []map[string]subject{subjects.exact, subjects.stems, subjectPairs} {
		for w := range list {
			if Fold(w) != w || strings.ContainsAny(w, "*,.") {
				t.Errorf("%q is not folded", w)
			}
		}
	}
	for _, list := range []map[string]bool{months, monthsFirst, otherDays, versionWords, districts, personParts, personalParameters} {
		for w := range list {
			if Fold(w) != w {
				t.Errorf("%q is not folded", w)
			}
		}
	}
	for stem := range subjects.stems {
		if len(stem) < 4 {
			t.Errorf("the beginning %q is too short to be found", stem)
		}
	}
}
