package privacy

import (
	"strings"
	"testing"
)

// TestPhonesThatNothingNames has numbers between | in texts of five languages.
func TestPhonesThatNothingNames(t *testing.T) {
	for _, text := range []string{
		// Danish
		"Nummeret er |20334455|", "det er |20334455|", "ja |20334455|", "Mit: |20334455|", "|20334455|", "Kunden |20 33 44 55| skal ringes op",
		"Kunde |20 33 44 55|", "sag |20 33 44 55|", "Ang. ordre |20 33 44 55|", "Mit kundenummer er |20 33 44 55|", "ordre nr. |20 12 34 56|",
		"Kunden |20334455| skal have besked i dag", "I kan bruge mobilen |20334455| hele dagen", "Telefonen er |86123456| om aftenen",
		"Sag 1042: |20334455|", "Ordre NB-204117, |20334455|", "Jeg skylder 50 kr. |20334455| er min kones", "|20334455| M.v.h. os",
		"skriv |20334455| 2 gange", "skriv |20 33 44 55| 2 gange", "den 21.11.2025 |20 33 44 55|", "ring |20121126|", "tal–|20334455|",
		"Efter kl. |16 20 33 44 55| passer det os bedst i dag",
		"ja |4520334455|", "|2033 44 55|", "|86123456|, tak", "nummeret på min kone er |86123456|",
		// Polish
		"|601234567|", "to |601234567|", "numer |601234567|", "nr tel |601234567|", "Proszę o kontakt pod numerem |601234567| po południu",
		"nie ma tego numeru |601234567| w systemie", "|601 234 567|", "klient |601 234 567|", "sprawa |601 234 567|", "sagsnr |601 234 567|", "dobrze, to |601234567|",
		"Klientka |601234567| czeka na odpowiedź", "|22 123 45 67|",
		// German
		"|0151 23456789|", "Der Kunde |0151 23456789| wartet", "Bestellung |0151 23456789|", "Die Nummer ist |015123456789|", "Meine Rufnummer lautet |015123456789|",
		"mein |015123456789|", "Bitte unter |03012345678| melden, danke schön", "Kundin |0171 1234567|", "Unter der Nummer |1234567| erreichbar",
		// Hungarian
		"|06 30 123 4567|", "|+36 30 123 4567|", "igen |06301234567|", "A számom |301234567|", "Az új száma |06301234567|", "ügyfél |06 30 123 4567|",
		"rendelés |06 30 123 4567|", "igen, |301234567|", "Kérem a |06301234567| számot hívják vissza", "ügyfélszám |06 30 123 4567|",
		// English
		"Sure, |07700900123|", "it's |07700900123|", "The number is |7946 0958|", "Customer |07700 900123| is waiting", "customer's number is |07700900123|",
		"order |07700 900123|", "case |020 7946 0958|", "You have |02079460958| on file already", "client |07700900123| wants a refund", "order number |07700 900123|",
	} {
		parts := strings.Split(text, "|")
		in, want := strings.Join(parts, ""), parts[0]+"[phone 1]"+parts[2]
		if got := anonymous.Mask(in).Text; got != want {
			t.Errorf("%q became %q", in, got)
		}
	}
}

func TestTwoPhonesInARow(t *testing.T) {
	checkPairs(t, anonymous, []pair{
		{"20334455/86123456", "[phone 1]/[phone 2]"},
		{"20334455-86123456 eller", "[phone 1]-[phone 2] eller"},
		{"20334455 86123456", "[phone 1] [phone 2]"},
		{"20 33 44 55 86 12 34 56", "[phone 1] [phone 2]"},
	})
}

func TestNumbersThatAreStillReadable(t *testing.T) {
	notHidden(t,
		// dates and times
		"20251121", "2025-11-21", "21.11.2025", "den 20251121", "21 11 2025", "2025 11 21", "21/11/2025", "ja 21112025", "kl. 14.30", "2025", "2024 2025", "det er 2024-2025",
		"Am 21.11.2025 um 14:30", "w dniu 21.11.2025", "2025. 11. 21.", "2025.11.21", "on 11/21/2025", "numer z dnia 2025-11-21", "man-fre 9.00-15.30",
		// amounts, percentages, units
		"20334455 kr", "20334455 kr.", "kr. 20334455", "DKK 20334455", "20334455,50", "€20334455", "£ 20334455", "601234567 zł", "601 234 567 zł", "PLN 601 234 567", "20334455 Ft",
		"20334455 forint", "20334455 €", "20 33 44 55 DKK", "beløb 20334455", "Betrag: 20334455", "kwota 601234567", "amount 20334455", "összeg 20334455", "nummer 1234567 kr",
		"1.234.567,50", "1 000 000", "100 000 000", "30000000", "20334455 kWh", "20334455 m3", "20334455 MWh", "25 %", "99,5 procent", "Aflæst 20334455 kWh i dag", "Zählerstand 20334455",
		// orders, cases, customers, registers
		"NB-204117", "ordre NB-204117", "text me when NB-204117 ships", "ring når ORD72831822 er klar", "zadzwońcie w sprawie NB-204117", "order AB-20334455", "#1042", "#20334455", "ticket 1042", "sag 20334455", "ordrenr. 20334455", "Mit kundenummer er 20334455",
		"Kundennummer 20334455", "customer number 20334455", "order number is 20334455", "numer zamówienia 601234567", "numer zamówienia to 601234567", "rendelés száma 20334455",
		"ügyfélszám: 20334455", "Bestellnummer 20334455", "sagens nummer er 20334455", "ordre nummer 204117", "nummer 204117", "order number 2033 4455", "sagsnr 2033 4455",
		"CVR 20334455", "REGON 601234567", "tracking 20334455", "måler nr. 20334455",
		// postcodes, links, others
		"8000 Aarhus", "10115 Berlin", "1051 Budapest", "https://example.org/c/20334455", "www.example.org/20334455", "000000000", "ja 774421", "8000-9000",
		"12 34 56 78 90 12 34", "10-12 14-16",
	)
}

func TestSoerensenIsSorensen(t *testing.T) {
	checkPairs(t, Compile(Known{Names: []string{"Ida Soerensen"}}), []pair{{"Sørensen, Soerensen, SORENSEN", "[name 1], [name 1], [name 1]"}})
	checkPairs(t, Compile(Known{Names: []string{"Ida Sørensen"}}), []pair{{"Sørensen, Soerensen, SORENSEN", "[name 1], [name 1], [name 1]"}})
}
