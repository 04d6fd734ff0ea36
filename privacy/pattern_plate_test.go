package privacy

import "testing"

func TestPlates(t *testing.T) {
	checkMarked(t,
		// German: a real district and a dash tell
		"{plate:B-AB 1234}", "Mein Wagen {plate:HH-XY 99E} steht da", "{plate:M-A 12}", "{plate:K-AB123}", "{plate:KÜN-A 12H}", "{plate:LDK-AB 12}", "{plate:HH-AB-1234}", "das Auto ({plate:S-MK 2024})",
		"Kennzeichen {plate:B AB 1234}", "kennzeichen {plate:b-ab 1234}", "Kfz-Kennzeichen: {plate:XYZ-AB 12}", "Nummernschild {plate:M AB 1}", "amtl. Kennzeichen {plate:F - XY 123}", "mein Auto {plate:M XY 123}",
		"{plate:B-AB 1234} ist mein Kennzeichen",
		// British
		"my car {plate:AB12 CDE} was towed", "{plate:LK68 XYZ}", "reg {plate:AB12CDE}", "registration number {plate:A123 BCD}", "number plate: {plate:ab12cde}", "licence plate {plate:LK68XYZ}", "the car ({plate:LK68XYZ})",
		// Danish
		"{plate:AB 12 345}", "nummerplade {plate:AB12345}", "min bil {plate:AB 12345} er væk", "reg.nr. {plate:AB 12.345}", "reg.nr.: {plate:XY 98 765}", "bilens registreringsnummer er {plate:CD23456}",
		// Polish
		"nr rejestracyjny {plate:WA 12345}", "rejestracja {plate:KR 1AB23}", "tablice {plate:PO12A45}", "samochód {plate:WGM 1234A}", "nr rej. {plate:GD 123AB}", "tablica rejestracyjna: {plate:DW 5X678}", "auto o numerze rejestracyjnym {plate:WX 12345}",
		// Hungarian
		"rendszám: {plate:ABC-123}", "a kocsim rendszáma {plate:AABC-123}", "{plate:AA BC-123}", "rendszáma {plate:ABC123}", "az autóm {plate:ABC-123}", "Rendszám {plate:AE AB 123}", "{plate:ABC-123} rendszámú autó",
		// disguised
		"{plate:B-A\u200bB 1234}", "{plate:Ｂ－ＡＢ　１２３４}",
	)
}

func TestOtherCodesAreNoPlates(t *testing.T) {
	checkMarked(t,
		"AB12345", "ABC-123", "WA 98101", "AB12CDE", "XX-AB 1234", "Q-AB 12", "b-ab 1234", "NB-204117", "order HH-AB 1234", "Bestellung B-AB 1234", "Modell B-AB 1234", "item AB12 CDE",
		"room B 12", "Zimmer B-12", "DIN EN 1234", "ISO 9001", "A4", "USB-C 3", "HP-LJ 1020X", "IT-AB 01234", "in B AB 1234", "DE 12345", "PLZ 12345", "COVID-19", "Airbus A320", "B-1234",
		"i 12 345 tilfælde", "UE-40 12", "My car is 5 years old", "mein Auto hat 150 PS", "samochód z 2015 r.", "bilen er fra 2012", "autó 2 éve", "Wi-Fi 6", "KW 12-2025", "Auto A3 gekauft", "the plate is 12 cm", "Tisch A-B 12x", "AB 12 3456",
		"MO-FR 10-16", "H-P 8.00", "PN-PT 10", "MO-DO 10.00", "B-AB 12.50",
		"E-Mail 12", "Tel AB 12", "T-Shirt XL 2", "kl. 12-AB 15", "PC-AB12-CD34", "S-Bahn 12",
	)
}
