package corpus

import "strings"

// more was written after the rules had met the first templates: other sentences,
// other names. At first sight of it the rules found 88.7 % of the names; then they
// learnt from it too.
var more = map[string]templates{
	"en": {
		greetings: lines(`
			Hello all,
			Hey {name/first},
			Dear Ms {name/last},
			Dear Prof. {name/last},
			Good evening,
			Dear complaints team,
			{name/first},
			Dear {name/first} and colleagues,
			Hiya {name/first},
			Dear Sirs`),
		bodies: lines(`
			Water is coming through the ceiling of the bathroom.
			I can't log in since the update last night.
			The replacement part you sent does not fit.
			Nobody picked up the garden waste this week.
			I returned the goods a fortnight ago and am still waiting for a refund.
			Could somebody explain the service charge?
			The swimming lessons were cancelled without notice.
			You keep sending letters to the previous tenant.`),
		facts: lines(`
			Full name: {name}
			I'm {name} from the second floor.
			You know me as {name}.
			The tenancy is under {name}.
			My daughter {name/first} was told otherwise by {name}.
			The nurse, {name}, confirmed it.
			Signed for by {name}.
			It was {name/first} who took the call.
			Please add {name} as a second contact.
			My mum, {name}, is 84 and can't climb stairs.
			Best number is {phone} (mobile).
			Text {phone} when you're outside.
			landline {phone}
			Mail: {e-mail}
			Write to {e-mail} or ring {phone}.
			Our home is {address}.
			The property in question is {address}.
			Collect from {address/street} any time after six.
			Sort it out to {iban} please.
			Charged to my Visa {card}.
			NI {national-id/nino}
			NHS no. {national-id/nhs}
			SSN: {national-id/ssn}
			tax reference (UTR) {tax-id}
			The passport is {passport}.
			It came from IP address {ip}.
			This one fails: {url}
			Registration {plate}, blue Fiesta.
			born {birth-date}
			Date of birth: {birth-date}
			Ref {order} again.
			{name} <{e-mail}> wrote on Tuesday:`),
		negatives: lines(`
			Reference {~order}, dated {~date}.
			You quoted {~amount} plus VAT.
			Line 3 of the form, box 12.
			The engineer comes between {~time}.
			Part no. {~serial} for the {~product}.
			Job {~case} is marked as done.
			Boots and Argos both have it in stock.
			The Leisure Centre in Harrogate is shut until Easter.
			Flight BA 249 was delayed by 3 hours.
			Batch 20250114 expired.
			Section 20 consultation, Stage 2.`),
		closings: lines(`
			Yours,\n{name}
			Warm regards,\n{name/first}
			All the best,\n{name}
			Sincerely\n{name}\n{address}
			{name}
			Thank you,\n{name}
			With thanks\n{name/first}
			Speak soon\n{name/first}
			Much obliged, {name}
			Have a good weekend`),
	},
	"de": {
		greetings: lines(`
			Guten Abend,
			Sehr geehrtes Team,
			Werte Frau {name/last},
			Hey {name/first},
			Guten Tag Herr Dr. {name/last},
			Hallo liebe {name/first},
			Grüß Gott Frau {name/last},
			Liebe Kolleginnen und Kollegen,
			Hi {name/first},
			Sehr geehrte Familie {name/last},`),
		bodies: lines(`
			Im Bad tropft es durch die Decke.
			Seit dem Update gestern Abend kann ich mich nicht mehr anmelden.
			Das Ersatzteil passt leider nicht.
			Die Biotonne wurde diese Woche nicht geleert.
			Ich habe die Ware vor zwei Wochen zurückgeschickt und warte auf mein Geld.
			Kann mir jemand die Nebenkosten erklären?
			Der Schwimmkurs fiel ohne Ankündigung aus.
			Sie schicken dauernd Briefe an den Vormieter.`),
		facts: lines(`
			Vor- und Nachname: {name}
			Ich bin {name} aus dem zweiten Stock.
			Mieter ist {name}.
			Der Vertrag lautet auf {name}.
			Meine Mutter {name} ist 84 und kommt die Treppe nicht hoch.
			Die Schwester auf Station, {name}, hat es bestätigt.
			Unterschrieben hat {name}.
			Bitte tragen Sie {name} als zweiten Kontakt ein.
			Frau {name} hat mir das so gesagt.
			Unser Hausmeister {name} weiß davon.
			Am besten mobil: {phone}
			Festnetz {phone}
			tel {phone} ab 18 uhr
			Mail: {e-mail}
			Schreiben Sie an {e-mail} oder rufen Sie {phone} an.
			Unsere Anschrift lautet {address}.
			Es geht um die Wohnung {address}.
			Abholung in der {address/street} ab sechs.
			Meine Bankverbindung: {iban}
			Abgebucht von der Visa {card}.
			Versicherungsnummer {national-id}
			Steuer-Identnr. {tax-id}
			Pass: {passport}
			Die Anfrage kam von der IP-Adresse {ip}.
			Dieser hier geht nicht: {url}
			Amtliches Kennzeichen {plate}, blauer Golf.
			geboren {birth-date}
			Geburtstag: {birth-date}
			Nochmal zu {order}.
			{name} <{e-mail}> schrieb am Dienstag:`),
		negatives: lines(`
			Zeichen {~order}, Schreiben vom {~date}.
			Angeboten waren {~amount} plus Mehrwertsteuer.
			Zeile 3 im Formular, Feld 12.
			Der Monteur kommt zwischen {~time}.
			Teilenummer {~serial} für {~product}.
			Auftrag {~case} steht auf erledigt.
			Rossmann und Edeka haben es vorrätig.
			Das Hallenbad in Göttingen ist bis Ostern zu.
			Der ICE 579 hatte 3 Stunden Verspätung.
			Charge 20250114 ist abgelaufen.
			Besichtigung am Donnerstag um 16 Uhr im Gebäude C.`),
		closings: lines(`
			Beste Grüße,\n{name}
			Schöne Grüße\n{name/first}
			Mit besten Grüßen\n{name}
			Freundliche Grüße\n{name}\n{address}
			{name}
			Danke, {name/first}
			Ihr {name}
			Bis bald\n{name/first}
			Es grüßt {name}
			Schönes Wochenende!`),
	},
	"da": {
		greetings: lines(`
			Godaften,
			Kære alle sammen,
			Til {name/first},
			Hej med jer,
			Kære frk. {name/last},
			Goddag fru {name/last},
			Hey {name/first}
			Kære {name/first} og co.,
			Halløj {name/first},
			Kære kundesupport,`),
		bodies: lines(`
			Det drypper gennem loftet på badeværelset.
			Jeg kan ikke logge ind efter opdateringen i går aftes.
			Reservedelen passer ikke.
			Haveaffaldet blev ikke hentet i denne uge.
			Jeg sendte varen retur for to uger siden og venter stadig på pengene.
			Er der nogen der kan forklare fællesudgifterne?
			Svømmeholdet blev aflyst uden varsel.
			I sender stadig breve til den tidligere lejer.`),
		facts: lines(`
			Fulde navn: {name}
			Jeg er {name} fra anden sal.
			Lejemålet står i {name}s navn.
			Lejer er {name}.
			Min mor {name} er 84 og kan ikke gå på trapper.
			Sygeplejersken, {name}, har bekræftet det.
			Modtaget af {name}.
			Det var {name/first} der tog telefonen.
			Skriv venligst {name} på som ekstra kontakt.
			Vores vicevært {name} kender til det.
			Bedst på mobil {phone}
			Fastnet {phone}
			sms til {phone} når i er her
			Mail: {e-mail}
			Skriv til {e-mail} eller ring {phone}.
			Vores adresse er {address}.
			Det drejer sig om lejligheden {address}.
			Kan hentes på {address/street} efter kl. 18.
			Mit kontonummer: {iban}
			Trukket på mit Visa {card}.
			Cpr.nr. {national-id}
			personnr. {national-id}
			Pas {passport}
			Det kom fra IP-adressen {ip}.
			Denne virker ikke: {url}
			Reg.nr. {plate}, en blå Golf.
			født {birth-date}
			Fødselsdag: {birth-date}
			Igen om {order}.
			{name} <{e-mail}> skrev tirsdag:`),
		negatives: lines(`
			Reference {~order}, dateret {~date}.
			I lovede {~amount} plus moms.
			Linje 3 i blanketten, felt 12.
			Montøren kommer mellem {~time}.
			Varenr. {~serial} til {~product}.
			Opgave {~case} står som løst.
			Bilka og Matas har den på lager.
			Svømmehallen i Hjørring er lukket til påske.
			Flyet SK 1201 var 3 timer forsinket.
			Batch 20250114 er udløbet.
			Besigtigelse torsdag kl. 16 i bygning C.`),
		closings: lines(`
			Bedste hilsner\n{name}
			Kærlig hilsen {name/first}
			Mange hilsner,\n{name}
			Venligst\n{name}\n{address}
			{name}
			Tak, {name/first}
			Hilsner fra {name}
			Vi ses\n{name/first}
			God weekend, {name/first}
			Ha' en god dag`),
	},
	"pl": {
		greetings: lines(`
			Dobry wieczór,
			Drogi Zespole,
			Pani {name/last-woman},
			Hej {name/woman},
			Szanowny Panie Doktorze,
			Witam Panią {name/woman},
			Panie {name/last-man},
			Drodzy Państwo,
			Cześć {name/man},
			Kochana {name/woman},`),
		bodies: lines(`
			W łazience kapie z sufitu.
			Od wczorajszej aktualizacji nie mogę się zalogować.
			Przysłana część nie pasuje.
			W tym tygodniu nie odebrano odpadów zielonych.
			Dwa tygodnie temu odesłałem towar i wciąż czekam na pieniądze.
			Czy ktoś może wyjaśnić opłaty za części wspólne?
			Zajęcia na basenie odwołano bez uprzedzenia.
			Ciągle przysyłacie listy do poprzedniego najemcy.`),
		facts: lines(`
			Pełne imię i nazwisko: {name}
			Jestem {name} z drugiego piętra.
			Najemca: {name}
			Umowę podpisał {name}.
			Moja mama {name/woman} ma 84 lata i nie wejdzie po schodach.
			Pielęgniarka, {name}, to potwierdziła.
			Odebrał {name}.
			Telefon odebrała pani {name/woman}.
			Proszę dopisać {name} jako drugi kontakt.
			Dozorca {name} wie o sprawie.
			Najlepiej na komórkę: {phone}
			Stacjonarny {phone}
			sms na {phone} jak będziecie
			Mail: {e-mail}
			Proszę pisać na {e-mail} lub dzwonić {phone}.
			Nasz adres to {address}.
			Chodzi o mieszkanie {address}.
			Odbiór przy {address/street} po 18.
			Numer konta: {iban}
			Pobrano z karty Visa {card}.
			Nr PESEL {national-id}
			pesel: {national-id}
			NIP firmy {tax-id}
			Dowód: {passport}
			Przyszło z adresu IP {ip}.
			Ten nie działa: {url}
			Rejestracja {plate}, niebieski Golf.
			urodzony {birth-date}
			Data ur. {birth-date}
			Znowu {order}.
			{name} <{e-mail}> napisała we wtorek:`),
		negatives: lines(`
			Znak {~order}, pismo z {~date}.
			Obiecano {~amount} plus VAT.
			Wiersz 3 formularza, pole 12.
			Monter przyjdzie {~time}.
			Nr części {~serial} do {~product}.
			Zlecenie {~case} oznaczono jako wykonane.
			Rossmann i Lidl mają to na stanie.
			Pływalnia w Olsztynie zamknięta do Wielkanocy.
			Pociąg IC 5310 miał 3 godziny opóźnienia.
			Partia 20250114 jest przeterminowana.
			Oględziny w czwartek o 16 w budynku C.`),
		closings: lines(`
			Serdecznie pozdrawiam,\n{name}
			Pozdrowienia\n{name/woman}
			Z wyrazami szacunku,\n{name}
			Z pozdrowieniami\n{name}\n{address}
			{name}
			Dzięki, {name/woman}
			Do usłyszenia\n{name/man}
			Wszystkiego dobrego\n{name}
			Ukłony, {name}
			Miłego weekendu!`),
	},
	"hu": {
		greetings: lines(`
			Jó estét kívánok!
			Kedves Csapat!
			Kedves {name/last} Asszony!
			Hello {name/first}!
			Tisztelt Doktor Úr!
			Tisztelt {name/last} Úr és Kollégái!
			Szép napot {name/first}!
			Kedves Mindenki!
			Helló {name/first},
			Drága {name/first}!`),
		bodies: lines(`
			A fürdőszobában csöpög a plafon.
			A tegnap esti frissítés óta nem tudok belépni.
			A küldött alkatrész nem jó bele.
			Ezen a héten nem vitték el a zöldhulladékot.
			Két hete visszaküldtem az árut, és még mindig várok a pénzre.
			Valaki el tudná magyarázni a közös költséget?
			Az úszásoktatás előzetes értesítés nélkül elmaradt.
			Még mindig az előző bérlőnek küldik a leveleket.`),
		facts: lines(`
			Teljes név: {name}
			{name} a nevem, a másodikról.
			Bérlő: {name}
			A szerződést {name} írta alá.
			Édesanyám, {name} 84 éves, és nem tud lépcsőzni.
			Az ápolónő, {name} megerősítette.
			Átvette: {name}
			{name} vette fel a telefont.
			Kérem, vegyék fel {name} adatait is.
			A gondnokunk, {name} tud róla.
			Legjobb mobilon: {phone}
			Vezetékes: {phone}
			sms ide: {phone}
			Mail: {e-mail}
			Írjanak ide: {e-mail}, vagy hívjanak: {phone}.
			A lakcímünk {address}.
			A {address} alatti lakásról van szó.
			Átvehető hat után: {address/street}
			Számlaszámom: {iban}
			A Visa kártyámról vonták le: {card}.
			TAJ-szám: {national-id}
			tajszámom {national-id}
			Adóazonosító jel: {tax-id}
			Útlevél: {passport}
			A {ip} IP-címről jött.
			Ez nem megy: {url}
			Forgalmi rendszám {plate}, kék Golf.
			született: {birth-date}
			Szül. dátum: {birth-date}
			Megint a {order}.
			{name} <{e-mail}> írta kedden:`),
		negatives: lines(`
			Hivatkozás: {~order}, kelt: {~date}.
			{~amount} plusz áfa volt az ajánlat.
			A nyomtatvány 3. sora, 12. mező.
			A szerelő {~time} között jön.
			Cikkszám {~serial}, {~product} készülékhez.
			A {~case} feladat kész állapotban van.
			A Rossmann és az Aldi is tartja.
			Az egri uszoda húsvétig zárva.
			Az IC 560 vonat 3 órát késett.
			A 20250114 gyártási tétel lejárt.
			Szemle csütörtökön 16 órakor a C épületben.`),
		closings: lines(`
			Szívélyes üdvözlettel:\n{name}
			Minden jót,\n{name/first}
			Baráti üdvözlettel\n{name}
			Tisztelettel:\n{name}\n{address}
			{name}
			Köszi, {name/first}
			Maradok tisztelettel: {name}
			Viszlát\n{name/first}
			Üdvözli {name}
			Kellemes hétvégét!`),
	},
}

var morePopulation = map[string]people{
	"en": {
		women:    strings.Fields("Sophie Harriet Lorna Deirdre Philippa Nkechi Sunita Blossom Verity Imelda Hazel Rosalind Tegan Zainab Marjorie"),
		men:      strings.Fields("Thomas Leonard Magnus Edmund Kelvin Obinna Vikash Clifford Bertie Seamus Dominic Ewan Jasper Nathaniel Roderick"),
		families: strings.Fields("Ashworth Cartwright Holloway Mbeki Nair Prendergast Quinlan Rowbotham Sidhu Tattersall Underhill Whitlock Yeboah Marsh Stone"),
		streets:  []string{"% Albert Terrace", "% Queens Road", "Apartment 4, % Dock Street", "% Chestnut Drive", "% Saint Mary's Square", "% Orchard Way", "Unit 7, % Canal Walk", "% Long Acre Gardens"},
		towns:    []string{"Sheffield S10 2TN", "Norwich NR1 3QU", "Belfast BT7 1NN", "Exeter EX4 4QJ", "Austin, TX 78701", "Newcastle upon Tyne NE1 7RU"},
		domains:  strings.Fields("hotmail.co.uk icloud.com sky.com proton.me example.net"),
	},
	"de": {
		women:    strings.Fields("Lotte Hiltrud Carolin Dörte Ernestine Gesine Xenia Oxana Hatice Roswitha Svenja Traute Veronika Wilma Zehra"),
		men:      strings.Fields("Anselm Benno Cornelius Diethelm Emre Frieder Georg Hinnerk Ignaz Joost Kaspar Lorenz Murat Oswin Ruprecht"),
		families: strings.Fields("Brückner Dombrowski Eichhorn Feldmann Gerstenberg Hagedorn Ihle Kaltenbach Löwe Mertens Nagel Overbeck Papadopoulos Quandt Rübsam"),
		streets:  []string{"Mozartstraße %", "Zum Sportplatz %", "Wiesenweg %", "Kirchgasse %", "Am Hang %", "Robert-Koch-Str. %", "Marktplatz %", "Alte Poststraße %", "Kölner Ring %"},
		towns:    []string{"37073 Göttingen", "04109 Leipzig", "53111 Bonn", "18055 Rostock", "76131 Karlsruhe", "60311 Frankfurt am Main"},
		domains:  strings.Fields("freenet.de outlook.de arcor.de mailbox.org icloud.com"),
	},
	"da": {
		women:    strings.Fields("Asta Bolette Cirkeline Dagny Ebba Filippa Grethe Hjørdis Inger Josephine Kamma Merete Nadja Olivia Zeynep"),
		men:      strings.Fields("Anton Buster Christoffer Dennis Einar Frederik Gunner Hjalte Ib Jeppe Konrad Lauge Mikkel Omar Sigurd"),
		families: strings.Fields("Andersen Bisgaard Clemmensen Dalsgaard Enevoldsen Fogh Gravesen Hjorth Ibsen Junker Kofoed Laugesen Munk Nyborg Quist"),
		streets:  []string{"Kongensgade %", "Møllevej %", "Åvænget %", "Store Torv %", "Havnegade %", "Rugmarken %", "Ny Østergade %", "Bakkevej %"},
		towns:    []string{"9800 Hjørring", "7400 Herning", "2300 København S", "8700 Horsens", "3400 Hillerød", "6000 Kolding"},
		domains:  strings.Fields("yahoo.dk icloud.com youmail.dk outlook.dk example.net"),
	},
	"pl": {
		women:           strings.Fields("Aleksandra Beata Celina Dominika Ewelina Franciszka Gabriela Hanna Iwona Kinga Liliana Natalia Olga Patrycja Wanda"),
		men:             strings.Fields("Adrian Bartosz Czesław Dawid Eryk Feliks Gustaw Hubert Igor Janusz Konrad Leszek Marcin Norbert Oskar"),
		families:        strings.Fields("Adamski Banaś Cybulski Drozd Fijałkowski Głowacki Hnatiuk Iwański Jurek Kubica Ligęza Madej Nawrocki Olejnik Podgórski"),
		familiesOfWomen: strings.Fields("Adamska Banaś Cybulska Drozd Fijałkowska Głowacka Hnatiuk Iwańska Jurek Kubica Ligęza Madej Nawrocka Olejnik Podgórska"),
		streets:         []string{"ul. Mickiewicza %", "ul. Gen. Sikorskiego %/12", "al. Solidarności %", "os. Słoneczne %/4", "ul. 11 Listopada %", "ul. Krótka % lok. 2", "Rynek Główny %", "ul. Św. Anny %"},
		towns:           []string{"10-512 Olsztyn", "25-001 Kielce", "40-002 Katowice", "20-950 Lublin", "85-001 Bydgoszcz", "81-704 Sopot"},
		domains:         strings.Fields("gazeta.pl poczta.onet.pl icloud.com tlen.pl example.net"),
	},
	"hu": {
		women:    strings.Fields("Aranka Bernadett Cecília Dóra Eszter Fanni Gréta Hajnalka Ivett Jolán Kinga Lívia Melinda Noémi Orsolya"),
		men:      strings.Fields("Ádám Botond Dezső Endre Ferenc Géza Hunor Imre Jenő Kristóf Lajos Márton Norbert Ottó Roland"),
		families: strings.Fields("Antal Barabás Czakó Deák Erdős Fazekas Gombos Halmos Illyés Jónás Kárpáti Lengyel Marosi Novák Orbán"),
		streets:  []string{"Arany János utca %.", "József körút %. III/2", "Béke tér %.", "Szabadság út %.", "Damjanich u. %. 1. em. 3", "Hunyadi János út %.", "Malom köz %.", "Rózsa utca %/B"},
		towns:    []string{"7400 Kaposvár", "8000 Székesfehérvár", "1132 Budapest", "4400 Nyíregyháza", "2600 Vác", "3300 Eger"},
		domains:  strings.Fields("indamail.hu vipmail.hu icloud.com upcmail.hu example.net"),
	},
}
