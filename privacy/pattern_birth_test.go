package privacy

import "testing"

func TestBirthDates(t *testing.T) {
	checkMarked(t,
		// English
		"I was born on {birth-date:12 March 1985}.", "I was born on {birth-date:March 12, 1985} in Leeds", "born {birth-date:12/03/1985}", "Born: {birth-date:1985-03-12}",
		"my date of birth is {birth-date:12.03.1985}, thanks", "DOB {birth-date:12/03/85}", "DOB: {birth-date:03-12-1985};", "D.O.B. {birth-date:12th March 1985}", "d.o.b {birth-date:12/3/1985}",
		"date of birth ({birth-date:12 Mar 1985})", "Birthday: {birth-date:12th of March, 1985}", "her birthday is {birth-date:12 March}", "my birth date: {birth-date:12-Mar-1985}",
		"{birth-date:12/03/1985} is my date of birth", "my son, born {birth-date:01/09/2014}, goes to your school", "birthdate {birth-date:19850312}",
		"My kids were born {birth-date:12.03.2015} and {birth-date:14.05.2017}.", "Patient born {birth-date:5 June 1942}",
		// German
		"geb. {birth-date:12.03.1985}", "geb. am {birth-date:12. März 1985} in Berlin", "geboren am {birth-date:12.3.85}", "Geburtsdatum: {birth-date:12.03.1985}", "Geburtsdatum ist der {birth-date:12. März 1985}",
		"mein Geburtstag ist der {birth-date:12.03.1985}", "Ich bin am {birth-date:12.03.1985} geboren.", "wurde am {birth-date:3. Januar 2001} in Köln geboren", "Kunde ({birth-date:12.03.1985} geboren)",
		"(*{birth-date:12.03.1985})", "* {birth-date:12.03.1985}", "Geb.-Datum {birth-date:12.03.1985}", "meine Tochter (geb. {birth-date:01.09.2014})",
		// Danish
		"født {birth-date:12.03.1985}", "Jeg er født den {birth-date:12. marts 1985} i Aarhus", "f. {birth-date:12.03.1985}", "fødselsdato: {birth-date:12-03-1985}", "min fødselsdag er {birth-date:12/3-1985}",
		"fødselsdag {birth-date:12. marts}", "født d. {birth-date:12/03 1985}", "født {birth-date:120385}", "{birth-date:12.03.1985} er min fødselsdato", "Født: {birth-date:1985-03-12}", "min datter, født {birth-date:1. september 2014}, går i skole",
		// Polish
		"ur. {birth-date:12.03.1985}", "ur. {birth-date:12 marca 1985} r.", "urodzony {birth-date:12 marca 1985} roku", "urodzona dnia {birth-date:12-03-1985}", "data urodzenia: {birth-date:12.03.1985} r.",
		"urodziłem się {birth-date:12.03.1985}", "urodziłam się {birth-date:5 maja 1990} w Krakowie", "data ur. {birth-date:1985-03-12}", "Moja data urodzenia to {birth-date:12.03.1985}", "syn urodzony {birth-date:1 września 2014}",
		// Hungarian
		"szül.: {birth-date:1985. 03. 12}.", "született {birth-date:1985.03.12}-én", "születési dátum: {birth-date:1985. március 12}.", "Születési idő: {birth-date:1985.03.12}.", "{birth-date:1985. március 12}-én születtem",
		"szül. {birth-date:1985-03-12}", "születésnapom {birth-date:március 12}.", "Szegeden születtem {birth-date:1985. márc. 12}-én", "születésem ideje {birth-date:1985/03/12}", "Budapest, {birth-date:1985.03.12}. született",
		"ur. {birth-date:12 III 1985} r.", "ur. {birth-date:12.III.1985}", "szül. {birth-date:1985. III. 12}.", "ur. {birth-date:12.03.1985}r.", "born {birth-date:12 March '85}", "født {birth-date:12. 3. 85}", "DOB {birth-date:12Mar1985}",
		// disguised
		"born {birth-date:12\u200b.03.\u200b1985}", "geb. {birth-date:１２.０３.１９８５}", "født \u202a{birth-date:12.03.1985}\u202c",
	)
}

func TestOtherDatesStay(t *testing.T) {
	checkMarked(t,
		"Termin am 14.05.2025", "on 12 March 2025", "faktura z dnia 12.03.2025", "den 12. marts 2025 kl. 14", "2025. március 12-én 10 órakor", "12.03.1985",
		"Invoice of 12/03/2025, born out of necessity", "geb. im Ausland, Termin 12.03.2025", "Vertrag vom 12.03.1985", "ordered on 12.03.2025", "gyldig til 12.03.2030", "ważny do 12.03.2030",
		"My baby is due 12.03.2025", "Reborn 12.03.2025", "urlop od 12.03.2025 do 15.03.2025", "§ 12.3 from 1985", "ur 12", "see 1.2.2025",
		"geb. {birth-date:12.03.1985}, Termin 14.05.2025", "født {birth-date:12.03.1985}, ordre af 14.05.2025", "DOB {birth-date:12/03/85}, ordered 01/02/25", "born in 1985", "født i 1985", "Jahrgang 1985",
		"urodziny klienta to promocja 50 zł", "birthday cake for 12 people", "Geburtstag feiern wir mit 12 Gästen", "fødselsdag med 20 gæster", "3 birthday cards for 4.50", "born to be 1.2.3",
		"12.03.2025 kl. 10.00-14.00", "1.2.2024-3.4.2024", "24/7", "5/12", "2024/1234", "12-03",
	)
}
