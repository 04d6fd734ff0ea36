package privacy

import "testing"

// TestNumbersAsPeopleWriteThem has the numbers of states in messages of five
// languages.
func TestNumbersAsPeopleWriteThem(t *testing.T) {
	checkMarked(t,
		// Danish
		"Hej, mit cpr nummer er {national-id:0101901234} og jeg mangler svar", "CPR-nr.: {national-id:010190-1234}", "cpr.nr. {national-id:010190-1234}, tak", "mit personnummer ({national-id:010190 - 1234})", "cpr {national-id:311299-0001}",
		"min søns CPR: {national-id:010914-4321}", "Mit pasnummer er {passport:209876543}", "pas nr. {passport:209876543} udløber snart", "Kørekort nr. {passport:12345678}", "sygesikringsnummer {national-id:0101901234}", "cprnr {national-id:0101901234}.",
		"CPR-nummeret er {national-id:070761–4285}", "{national-id:070761—4285}", "cpr {national-id:07 07 61 - 4285}",
		"Jeg har cpr-nummer {national-id:010190-1234} og ordrenummer 12345678",
		// Polish
		"PESEL: {national-id:44051401359}", "Mój pesel to: {national-id:44051401359}.", "nr PESEL {national-id:44051401359}", "numer PESEL dziecka: {national-id:02270803624}", "pesel {national-id:44051401350}", "{national-id:44051401359} (PESEL)",
		"NIP: {tax-id:123-456-32-18}", "proszę o fakturę na NIP {tax-id:1234563218}", "nip {tax-id:123 456 32 18}", "dane do faktury: NIP {tax-id:526-10-40-828}, REGON 123456785", "dowód osobisty {passport:ABA300000}", "nr dowodu: {passport:ABA 300000}",
		"seria i nr dowodu osobistego {passport:ABC 123456}", "legitymuję się dowodem {passport:ABA300000}", "mój paszport: {passport:ZS0000177}", "numer paszportu {passport:AB 1234567}", "dowodu {passport:ABA300000} nie mam",
		// Hungarian
		"TAJ: {national-id:123 456 788}", "TAJ-szám: {national-id:123456788}", "a tajszámom {national-id:123-456-788}", "tajszámom: {national-id:123 456 789}", "Társadalombiztosítási azonosító jel: {national-id:123456788}", "adóazonosító jel: {tax-id:8365670003}",
		"Adóazonosítóm {tax-id:8365670003}", "adószámom: {tax-id:12345676-1-42}", "személyi számom {national-id:1 850312 1232}", "személyi azonosító: {national-id:2-850312-1234}", "személyi igazolványszám: {passport:123456AB}", "személyim: {passport:AB123456}",
		"Útlevélszám {passport:BA1234567}", "az útlevelem száma: {passport:BF123456}", "személyigazolvány-szám {passport:123456AB}", "jogosítványom: {passport:AB123456}",
		// German
		"Steuer-ID: {tax-id:86 095 742 719}", "meine Steuer-Identifikationsnummer lautet {tax-id:86095742719}", "SteuerID {tax-id:86095742719}", "IdNr.: {tax-id:86095742719}", "St.-Nr. {tax-id:21/815/08150}", "Steuernr: {tax-id:2181508150}", "Steuer-Nr. {tax-id:181/815/08155}",
		"Sozialversicherungsnummer: {national-id:15 070649 C 103}", "SV-Nummer {national-id:15070649C103}", "Rentenversicherungsnummer lautet {national-id:15070649C104}", "Meine RV-Nummer: {national-id:15 070649 C 10 3}", "Personalausweisnummer {passport:L01X00T471}", "Perso-Nr. {passport:L01X00T471}", "Ausweisnummer: {passport:T22000129}",
		"Reisepass {passport:C01X00T47} ausgestellt in Bonn", "Reisepass-Nr.: {passport:C01X00T478}", "Krankenversichertennummer: {national-id:A123456780}", "KVNR {national-id:A123456780}",
		// English
		"My NI number is {national-id:AB 12 34 56 C}", "NI no: {national-id:ab123456c}", "National Insurance number {national-id:AB123456C}.", "National Insurance No: {national-id:AB-12-34-56-C}", "NHS no {national-id:943 476 5919}", "NHS: {national-id:9434765919}", "NHS number: {national-id:943-476-5919}",
		"SSN {national-id:123-45-6789}", "social security number: {national-id:123 45 6789}", "my social is {national-id:123-45-6789}", "SSN: {national-id:123456789}", "passport number {passport:533380006}", "UK passport no: {passport:533380006}", "US passport {passport:A12345678}", "passport #{passport:533380006}",
		"passport {passport:533380006} expires 2031", "My ID card number is {passport:L01X00T471}", "driving licence {passport:MORGA657054SM9IJ}", "Führerscheinnummer {passport:B072RRE2I55}", "Ausweisnummer {passport:HZZHWKLPG}", "PASSPORT IS MISSING", "PASSPORT RENEWALS OFFICE 12", "Tax ID {tax-id:86095742719}", "TIN: {tax-id:912-70-1234}", "UTR {tax-id:1234567890}", "my tax number is {tax-id:12 345 678 901}",
		// disguised
		"{national-id:07\u200b0761\u20114285}", "PESEL \u202e{national-id:44051401359}", "{national-id:４４０５１４０１３５９}", "{national-id:٤٤٠٥١٤٠١٣٥٩}", "paszport {passport:ΑΒ1234567}", "insurance number {national-id:АВ123456С}", "\u202a{national-id:070761-4285}\u202c", "{passport:A\u00adBA300000}",
	)
}

// TestNumbersThatTellNothing has the numbers of messages that tell nothing about a
// person.
func TestNumbersThatTellNothing(t *testing.T) {
	checkMarked(t,
		// Danish
		"Ordrenummer 12345678 er sendt den 12.03.2025.", "Faktura 2024-00123 på kr. 1.234,50 forfalder 01.04.2025", "Sagsnummer 24/12345", "sag nr. 2024-15-0012", "journalnr. 15.20.00-G01-12-24", "jf. § 12, stk. 3, i lov nr. 1234 af 12. maj 2021", "Lokale 3.14 på 2. sal",
		"Åbningstider: man-tor 9.00-15.00, fre 9.00-13.00", "varenr. 104.567.89", "Måler nr. 12345678 viste 20334 kWh", "EAN 5790000123456 og CVR 12345678", "version 4.12.3", "Model AB-1234-X", "3 stk. á 149,95 kr.", "Kundenummer 10203040", "uge 12-13", "pakke 00370730254900000000",
		"Kontonr. mangler, beløb 12.345,00", "bus 5C kl. 12.30", "matr.nr. 12ab", "serienummer SN12345678", "fejlkode E-1234", "nr. 12 af 2024", "Tlf. mangler",
		// Polish
		"Zamówienie nr 123456789 z dnia 12.03.2025", "faktura FV/2025/03/0012 na kwotę 1 234,50 zł", "sprawa OŚ.6220.12.2024", "art. 12 ust. 3 pkt 4 ustawy z dnia 12 maja 2021 r.", "pokój 314, II piętro", "czynne pn-pt 8:00-16:00", "REGON 123456785, KRS 0000123456",
		"nr licznika 12345678, stan 20334", "przesyłka 00159007731234567890", "wersja 4.12.3", "mój numer klienta to 10203040, proszę o odpowiedź", "kod produktu ABC123456", "model AB1234567", "sygn. akt II C 1234/24", "wniosek nr 2024/1234", "termin 30 dni", "2 x 49,99 zł", "kurs 4,3215", "nr zgłoszenia 202503120012",
		// Hungarian
		"A rendelés száma 123456789, kelt 2025. március 12.", "Számla: SZ-2025/00123, 12 345 Ft", "ügyszám: 12345/2024", "a 2011. évi CXII. törvény 3. § (2) bekezdése", "nyitvatartás: H-P 8.00-16.00", "3. emelet 314-es szoba", "mérőóra 12345678 állása 20334", "csomagszám RR123456789HU",
		"verzió 4.12.3", "ügyfélszám 10203040", "cikkszám AB1234567", "iktatószám: BP/1234-5/2024", "12. oldal", "2 db 4990 Ft", "hibakód E1234",
		// German
		"Bestellnummer 123456789 vom 12.03.2025", "Rechnung RE-2025-00123 über 1.234,50 EUR", "Aktenzeichen 12 C 345/24", "Az.: 4 K 1234/24.F", "§ 12 Abs. 3 Nr. 4 SGB II", "Zimmer 3.14, 2. OG", "Mo-Fr 9.00-16.00 Uhr", "Zähler 1 ESY 11 6012 3456", "Zählernummer 12345678, Stand 20334 kWh", "Kundennummer 10203040", "USt-IdNr. DE123456789",
		"HRB 12345 B", "Artikel AB1234567", "Modell ABC123456", "Sendungsnummer 00340434161094042557", "Version 4.12.3", "Kap. 3.2.1", "BGBl. I S. 1234", "DIN 18040-2", "Buchungszeichen 1234.5678.9012", "Vorgangsnummer 2025-0312-0012", "2 Stück à 49,99 €", "Fehlercode E-1234",
		// English
		"Order number 123456789 of 12/03/2025", "invoice INV-2025-00123 for £1,234.50", "case 2024/1234", "reference ABC/12345/24", "Regulation (EU) 2016/679, article 17(1)", "Room 3.14, 2nd floor", "open Mon-Fri 9:00-17:00", "meter 12345678 reads 20334", "customer number 10203040", "tracking number RR123456789GB", "model AB1234567",
		"part ABC123456", "version 4.12.3", "build 10.0.19045", "error 0x80070057", "2 x £49.99", "policy number 123456", "ISBN 978-3-16-148410-0", "lot 2024-AB-12", "flight BA123", "section 3.2.1 on page 12", "the docket 123-45-678 is closed since last week", "1-2-3", "call 911", "route 66", "at 10:15:30 on 2025-03-12",
	)
}
