package privacy

import (
	"strings"
	"testing"
)

// hiddenAs checks that each text is hidden as a whole, alone and in a sentence.
func hiddenAs(t *testing.T, kind string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		for _, frame := range []string{"%", "Hej, skriv her: % tak", "(%)", "linje\n%\nlinje"} {
			in := strings.Replace(frame, "%", text, 1)
			want := strings.Replace(frame, "%", "["+kind+" 1]", 1)
			if got := anonymous.Mask(in).Text; got != want {
				t.Errorf("%q became %q", in, got)
			}
		}
	}
}

func notHidden(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if got := anonymous.Mask(text).Text; got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestEmailsByPattern(t *testing.T) {
	hiddenAs(t, "e-mail",
		"anna@example.org", "Anna.B-C_d+tag@mail.example.co.uk", "o'brien@example.ie", "x@localhost", "anna@gmail",
		"łukasz@przykład.pl", "anna@exämple.de", "用户@例子.广告", "anna＠example．org", "an\u200bna@exam\u00adple.org",
		"anna @ example.org", "anna@ example.org", "\"anna b\"@example.org", "anna@[192.0.2.1]", "anna@[IPv6:2001:db8::1]",
		"anna(at)example.org", "anna (at) example (dot) org", "anna [at] example [dot] org", "anna {at} example dot org", "anna at example dot org",
		"anna dot berg at example dot org", "anna snabel-a example punktum dk", "anna snabela example.dk", "anna małpa example kropka pl",
		"anna kukac example pont hu", "anna (ät) example punkt de", "ANNA AT EXAMPLE DOT ORG", "anna <at> example <dot> org",
	)
	checkPairs(t, anonymous, []pair{
		{"mailto:anna@example.org, <anna@example.org>; 'anna@example.org'", "[url 1], <[e-mail 1]>; '[e-mail 1]'"},
		{"https://example.org/?mail=anna@example.org&x=1", "[url 1]"},
		{"ftp:anna@example.org", "ftp:[e-mail 1]"},
		{"anna@example.org.", "[e-mail 1]."},
		{"a@b@c.dk", "[e-mail 1]"},
	})
	notHidden(t, "see you at example.org", "3 stk @ 45 kr", "@anna", "meet at home", "we are at it. dot com was a boom", "a @ b", "@", "x@", "look at the dot", "10 @ 20")
}

func TestPhonesByPattern(t *testing.T) {
	hiddenAs(t, "phone",
		"+45 20 12 34 56", "+4520123456", "0045 20 12 34 56", "(+45) 20123456", "20 12 34 56", "2012 3456",
		"+48 601 234 567", "601 234 567", "601-234-567", "22 123 45 67", "(22) 123 45 67", "(48 22) 639-09-66", "(36 1) 234 5678",
		"+36 20 123 4567", "06 20 123 4567", "06-1-234-5678", "06201234567", "20/123-4567", "06 (20) 123-4567",
		"+49 30 1234567", "030 1234567", "0171/1234567", "0171 123 45 67", "(030) 123456", "+49 (0)171 1234567",
		"+44 20 7946 0958", "020 7946 0958", "07700 900123", "(555) 234-5678", "555-234-5678", "+1 (212) 555-2368",
		"01 23 45 67 89", "+33 1 23 45 67 89", "＋４５ ２０１２３４５６",
	)
	checkPairs(t, anonymous, []pair{
		{"tlf. 86123456", "tlf. [phone 1]"},
		{"ring til mig på 86123456 tak", "ring til mig på [phone 1] tak"},
		{"mit nummer er 86123456", "mit nummer er [phone 1]"},
		{"86123456 (mobil)", "[phone 1] (mobil)"},
		{"86123456 er mit nummer", "[phone 1] er mit nummer"},
		{"mein Handy: 015123456789", "mein Handy: [phone 1]"},
		{"mój numer to 601234567", "mój numer to [phone 1]"},
		{"proszę dzwonić 601234567", "proszę dzwonić [phone 1]"},
		{"a telefonszámom 201234567", "a telefonszámom [phone 1]"},
		{"hívjon: 12345678", "hívjon: [phone 1]"},
		{"call me on 7946 0958", "call me on [phone 1]"},
		{"Mvh Peter\n86123456", "Mvh [name 1]\n[phone 1]"},
		{"20 12 34 56 / 86 12 34 56", "[phone 1] / [phone 2]"},
		{"+45 20 12 34 56 12:30", "[phone 1] 12:30"},
		{"Tlf.: +45 86123456, fax: 86123457", "Tlf.: [phone 1], fax: [phone 2]"},
	})
}

func TestOtherNumbersAreNoPhones(t *testing.T) {
	notHidden(t, "9.00-15.30, tlf. ukendt", "man-fre 9.00-15.30, sms",
		"order 86123456", "ordre nr. 2012 3456", "faktura 123 456 789", "CVR 12345678",
		"2025-11-21", "21.11.2025", "20251121", "21112025", "2025-11-21 14:30:00", "2024 2025", "01-02-2024",
		"123 456 789 zł", "1 000 000", "100 000 000", "kr. 1.234.567,50", "20 12 34 56 kr", "1234567 DKK",
		"550e8400-e29b-41d4-a716-446655440000", "AB-0171-1234567", "(10 20) 300-40-50", "(2024 10) 639-09-66", "v1.22.333", "10-12 14-16", "12 34 56 78 90 12 34",
		"8000 Aarhus", "10115", "1051", "+45", "+100 %", "3 5 7 9 11 13", "tel 12", "tlf. 2025-11-21", "EAN 5790000123456",
		"tracking 00370730254900000000", "0,12345678", "000000000000", "https://example.org/orders/12345678",
	)
}

func TestCards(t *testing.T) {
	hiddenAs(t, "card",
		"4111 1111 1111 1111", "4111111111111111", "4111-1111-1111-1111", "4111.1111.1111.1111", "4111 1111 1111 1111"[:9]+" 1111  1111",
		"5500 0000 0000 0004", "2223 0031 2200 3222", "378282246310005", "3782 822463 10005", "6011 1111 1111 1117", "3530111333300000",
		"30569309025904", "5019 7170 1010 3742", "6212345678901232", "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "４１１１１１１１１１１１１１１１", "4111\u200b111111111111",
	)
	notHidden(t, "4111 1111 1111 1112", "1234 5678 9012 3456", "41111111111111111111", "0000 0000 0000 0000", "411111111111", "9999999999999995")
	checkPairs(t, anonymous, []pair{
		{"kort 4111111111111111 12/27 123", "kort [card 1] 12/27 123"},
		{"Kortnr.: 4571 1234 5678 9012", "Kortnr.: [card 1]"},
	})
}

func TestDomesticAccounts(t *testing.T) {
	hiddenAs(t, "iban", "61 1090 1014 0000 0712 1981 2874", "61109010140000071219812874", "11773016-11111018-00000000", "11773016-11111018")
	notHidden(t, "62 1090 1014 0000 0712 1981 2874", "11773016-11111019-00000000", "1177301611111018")
}

func TestIBANs(t *testing.T) {
	hiddenAs(t, "iban",
		"DK50 0040 0440 1162 43", "DK5000400440116243", "dk50 0040 0440 1162 43", "DE89 3704 0044 0532 0130 00", "PL61 1090 1014 0000 0712 1981 2874",
		"HU42 1177 3016 1111 1018 0000 0000", "GB29 NWBK 6016 1331 9268 19", "GB29-NWBK-6016-1331-9268-19", "NO93 8601 1117 947",
		"MT84 MALT 0110 0001 2345 MTLC AST0 01S", "DK 50 0040 0440 1162 43", "ＤＫ５０ 0040 0440 1162 43", "FR14 2004 1010 0505 0001 3M02 606",
	)
	checkPairs(t, anonymous, []pair{
		{"IBAN: DE00 3704 0044 0532 0130 00", "IBAN: [iban 1]"},
		{"IBANDK5000400440116243", "IBAN[iban 1]"},
	})
	notHidden(t, "DE00 3704 0044 0532 0130 00", "AB12 3456", "ZZ12 3456 7890 1234 5678", "DK50", "in 20 2025", "iban DK50")
}
