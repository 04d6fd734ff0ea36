package corpus

import "strings"

// templates are the sentences of one language, a line each.
type templates struct {
	greetings []string // with and without a name
	bodies    []string // why one writes; nothing personal
	facts     []string // with personal data
	negatives []string // with what looks like personal data
	closings  []string // with and without a name
}

func lines(s string) []string {
	var out []string
	for l := range strings.Lines(s) {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, strings.ReplaceAll(l, `\n`, "\n"))
		}
	}
	return out
}

var tuned = map[string]templates{
	"en": {
		greetings: lines(`
			Dear Sir or Madam,
			Hello,
			Hi there,
			Good morning,
			Dear Customer Service,
			Hi team,
			Dear {name/first},
			Hi {name/first},
			Dear Mr {name/last},
			Dear Mrs {name/last},
			Hello {name/first}!
			Dear Dr. {name/last},
			Good afternoon {name/first},
			hi {name/first-lower},
			Dear {name} ,
			To whom it may concern,`),
		bodies: lines(`
			The heating in our building has been out since Monday and nobody has come to look at it.
			I ordered a new bin three weeks ago and it still has not arrived.
			Please can you tell me what happens next?
			I would like to cancel my subscription at the end of the month.
			The app keeps logging me out every time I try to pay.
			Your colleague told me I would hear back within two days but nothing happened.
			I have been charged twice for the same thing and want my money back.
			Could you please send the form again, the link in the letter does not work.
			i moved last month and need to change my details
			The lift is broken again. Third time this year!
			Is the library open on Boxing Day?
			My parcel was left in the rain and everything inside is ruined.
			We never received the letter about the parking permit.
			When will the street lights be repaired?
			I don't understand the bill you sent me, it is much higher than last year.
			Sorry to bother you again but this is getting urgent.
			Thanks for the quick answer last time.
			The council tax reminder came although I paid in April.`),
		facts: lines(`
			My name is {name} and I live at {address}.
			I am {name}, a tenant in your building.
			my name is {name/full-lower} and i need help
			This is {name} again.
			I'm writing on behalf of {name}.
			My wife {name/first} already called you twice.
			My husband {name} is the account holder.
			My son {name/first} goes to the school on the corner.
			I spoke to {name} last week and was promised an answer.
			Please ask for {name/first} at the door.
			The account is in the name of {name}.
			Name: {name}\nEmail: {e-mail}\nPhone: {phone}
			You can reach me on {phone} after 5pm.
			My number is {phone}.
			Call me: {phone}
			My mobile is {phone}, or email me at {e-mail}.
			Please reply to {e-mail}.
			{e-mail} is the best way to reach me
			I live at {address}.
			We have moved to {address/street}.
			Please send it to {address}, thanks.
			Address: {address}
			Please refund to {iban}.
			IBAN {iban}
			The card I paid with was {card}.
			card no {card}
			My {~id-en} is {national-id/nino}.
			NHS number {national-id/nhs}
			My social security number is {national-id/ssn}.
			My UTR number is {tax-id}.
			Passport number: {passport}
			my passport no. is {passport} and it expires soon
			I was logged in from {ip} at the time.
			The log says {ip} was blocked.
			The link was {url} and it does not open.
			see {url}
			My car is parked outside, registration {plate}.
			The number plate is {plate}.
			I was born on {birth-date}.
			DOB {birth-date}
			My date of birth is {birth-date}.
			It is about order {order}.
			On Monday 3 March 2025 at 10:14, {name} <{e-mail}> wrote:
			From: {name} <{e-mail}>\nSubject: Re: heating`),
		negatives: lines(`
			My order number is {~order}.
			The invoice {~order} is from {~date}.
			I paid {~amount} on {~date}.
			You are open {~time} on weekdays, right?
			The meter reads {~digits5}.
			It is the {~product}, serial number {~serial}.
			According to paragraph 12 of the contract the deposit is {~amount}.
			I waited from {~time} and nobody came.
			The ticket {~case} was closed without an answer.
			I called the helpdesk in Manchester but May is always busy.
			The Housing Department sent me to the Town Hall.
			I have a 15 GB plan and used 3.5 GB.
			The form is called Housing Benefit 2025.
			Room 214 on the second floor, they said.
			Marks & Spencer refused to take it back.
			Will the road be closed in June?
			It took 45 minutes and 3 phone calls.`),
		closings: lines(`
			Best regards,\n{name}
			Kind regards\n{name/first}
			Thanks, {name/first}
			Regards, {name}
			Yours sincerely,\n\n{name}\n{address}
			Cheers\n{name/first}
			Many thanks\n{name}\n{phone}
			Best wishes,\n{name}\nHead of Maintenance\nTel. {phone}
			-- \n{name}\n{e-mail}
			thanks\n{name/first-lower}
			Thank you in advance.
			Kind regards
			Thanks!
			BR\n{name}`),
	},
	"de": {
		greetings: lines(`
			Sehr geehrte Damen und Herren,
			Guten Tag,
			Hallo,
			Hallo zusammen,
			Liebes Team,
			Moin,
			Sehr geehrter Herr {name/last},
			Sehr geehrte Frau {name/last},
			Guten Tag Frau {name/last},
			Hallo Herr {name/last},
			Liebe {name/first},
			Lieber {name/first},
			Hallo {name/first},
			Sehr geehrte Frau Dr. {name/last},
			hallo {name/first-lower},
			Guten Morgen Herr {name},`),
		bodies: lines(`
			seit Montag ist die Heizung im ganzen Haus ausgefallen und niemand kümmert sich.
			Ich habe vor drei Wochen eine neue Mülltonne bestellt und sie ist noch nicht da.
			Können Sie mir bitte sagen, wie es weitergeht?
			Ich möchte meinen Vertrag zum Ende des Monats kündigen.
			Die App meldet mich jedes Mal ab, wenn ich bezahlen will.
			Ihre Kollegin hat mir einen Rückruf versprochen, aber es ist nichts passiert.
			Mir wurde der Betrag zweimal abgebucht, ich bitte um Erstattung.
			Bitte schicken Sie mir das Formular noch einmal zu.
			bin letzten monat umgezogen und muss meine daten ändern
			Der Aufzug ist schon wieder kaputt. Das dritte Mal in diesem Jahr!
			Hat das Bürgeramt am Rosenmontag geöffnet?
			Mein Paket lag im Regen und alles ist hinüber.
			Den Bescheid über das Wohngeld haben wir nie bekommen.
			Wann werden die Laternen in unserer Straße repariert?
			Ich verstehe die Rechnung nicht, sie ist viel höher als im letzten Jahr.
			Leider habe ich noch keine Antwort erhalten.
			Vielen Dank für die schnelle Antwort beim letzten Mal.
			Die Hausverwaltung verweist mich an die Stadtwerke.`),
		facts: lines(`
			Mein Name ist {name} und ich wohne in der {address}.
			Ich heiße {name}.
			ich heiße {name/full-lower} und brauche hilfe
			Hier ist nochmal {name}.
			Ich schreibe im Namen von {name}.
			Meine Frau {name/first} hat schon zweimal angerufen.
			Mein Mann {name} ist der Kontoinhaber.
			Unsere Tochter {name/first} geht dort in die Kita.
			Ich habe letzte Woche mit Frau {name/last} gesprochen.
			Herr {name/last} von der Verwaltung weiß Bescheid.
			Der Vertrag läuft auf den Namen {name}.
			Name: {name}\nE-Mail: {e-mail}\nTelefon: {phone}
			Sie erreichen mich unter {phone}.
			Meine Nummer ist {phone}.
			Rufen Sie mich an: {phone}
			Handy {phone} oder per Mail an {e-mail}
			Bitte antworten Sie an {e-mail}.
			{e-mail} geht am besten
			Ich wohne {address}.
			Wir sind umgezogen, neue Adresse: {address}
			Bitte liefern an: {address}
			Die Wohnung liegt in der {address/street}.
			Bitte überweisen Sie auf {iban}.
			IBAN: {iban}
			Bezahlt habe ich mit der Karte {card}.
			Kreditkarte {card}
			Meine Sozialversicherungsnummer lautet {national-id}.
			SV-Nummer {national-id}
			Meine Steuer-ID ist {tax-id}.
			Steueridentifikationsnummer: {tax-id}
			Reisepass Nr. {passport}
			meine Ausweisnummer ist {passport}
			Ich war mit {ip} angemeldet.
			Im Protokoll steht {ip}.
			Der Link {url} funktioniert nicht.
			siehe {url}
			Mein Auto mit dem Kennzeichen {plate} steht davor.
			Kennzeichen: {plate}
			Ich bin am {birth-date} geboren.
			geb. {birth-date}
			Geburtsdatum: {birth-date}
			Es geht um die Bestellung {order}.
			Am 03.03.2025 um 10:14 schrieb {name} <{e-mail}>:
			Von: {name} <{e-mail}>\nBetreff: AW: Heizung`),
		negatives: lines(`
			Meine Bestellnummer ist {~order}.
			Die Rechnung {~order} ist vom {~date}.
			Ich habe am {~date} schon {~amount} bezahlt.
			Sie haben werktags {~time} geöffnet, oder?
			Der Zählerstand ist {~digits5}.
			Es geht um das Gerät {~product}, Seriennummer {~serial}.
			Nach § 12 Abs. 3 des Vertrags beträgt die Kaution {~amount}.
			Ich habe von {~time} gewartet.
			Das Ticket {~case} wurde einfach geschlossen.
			Im Mai war der Techniker aus Berlin da.
			Das Amt für Soziales hat mich an das Rathaus verwiesen.
			Ich habe den Tarif mit 15 GB und 3,5 GB verbraucht.
			Der Antrag auf Wohngeld 2025 liegt bei.
			Zimmer 214 im zweiten Stock, hieß es.
			Bei der Sparkasse und bei Siemens war es auch so.
			Am Montag 5 Uhr früh war noch alles gut.
			Wann ist Sprechstunde im Jobcenter Neukölln?`),
		closings: lines(`
			Mit freundlichen Grüßen\n{name}
			Viele Grüße\n{name/first}
			LG {name/first}
			MfG {name}
			Mit freundlichen Grüßen\n\n{name}\n{address}
			Beste Grüße\n{name}\nHausmeister\nTel. {phone}
			Danke und Gruß\n{name}
			Herzliche Grüße aus Leipzig\n{name}
			-- \n{name}\n{e-mail}
			lg\n{name/first-lower}
			Vielen Dank im Voraus.
			Mit freundlichen Grüßen
			Danke!
			VG\n{name}`),
	},
	"da": {
		greetings: lines(`
			Hej,
			Kære borgerservice,
			Goddag,
			Til rette vedkommende,
			Hej alle,
			Kære kundeservice
			Kære {name/first},
			Hej {name/first},
			Kære fru {name/last},
			Kære hr. {name/last},
			Hej {name/first}!
			Goddag {name},
			hej {name/first-lower}
			Kære {name}
			Hejsa {name/first} :)
			Godmorgen {name/first},`),
		bodies: lines(`
			Varmen har været væk i hele opgangen siden mandag og ingen gør noget.
			Jeg bestilte en ny skraldespand for tre uger siden, og den er ikke kommet.
			Kan I fortælle mig hvad der sker nu?
			Jeg vil gerne opsige mit abonnement ved månedens udgang.
			Appen logger mig ud hver gang jeg prøver at betale.
			Jeres kollega lovede at ringe tilbage, men der er ikke sket noget.
			Jeg er blevet trukket to gange og vil gerne have pengene igen.
			Vil I sende blanketten igen, linket i brevet virker ikke.
			er flyttet og skal have ændret mine oplysninger
			Elevatoren er i stykker igen. Tredje gang i år!
			Har biblioteket åbent i påsken?
			Min pakke blev stillet i regnen og alt er ødelagt.
			Vi har aldrig fået afgørelsen om boligstøtte.
			Hvornår bliver gadelyset lavet på vores vej?
			Jeg forstår ikke regningen, den er meget højere end sidste år.
			Desværre har jeg ikke hørt fra jer endnu.
			Tak for det hurtige svar sidst.
			Rykkeren kom selv om jeg betalte i april.`),
		facts: lines(`
			Jeg hedder {name} og bor på {address}.
			Mit navn er {name}.
			jeg hedder {name/full-lower} og har brug for hjælp
			Det er {name} igen.
			Jeg skriver på vegne af {name}.
			Min kone {name/first} har ringet to gange.
			Min mand {name} står på kontoen.
			Min søn {name/first} går i børnehaven der.
			Jeg talte med {name} i sidste uge.
			Spørg efter {name/first} ved døren.
			Kontoen står i navnet {name}.
			Navn: {name}\nMail: {e-mail}\nTlf.: {phone}
			I kan ringe til mig på {phone}.
			Mit nummer er {phone}.
			Ring: {phone}
			Mobil {phone} eller mail {e-mail}
			Svar venligst til {e-mail}.
			{e-mail} er nemmest
			Jeg bor {address}.
			Vi er flyttet til {address/street}.
			Send det til {address}, tak.
			Adresse: {address}
			Pengene kan sættes ind på {iban}.
			IBAN {iban}
			Jeg betalte med kortet {card}.
			kortnr. {card}
			Mit cpr-nummer er {national-id}.
			CPR: {national-id}
			mit personnummer {national-id}
			Pasnummer: {passport}
			mit pas har nummer {passport}
			Jeg var logget på fra {ip}.
			I loggen står {ip}.
			Linket {url} virker ikke.
			se {url}
			Min bil med nummerplade {plate} holder udenfor.
			Registreringsnummer {plate}
			Jeg er født {birth-date}.
			Fødselsdato: {birth-date}
			født den {birth-date}
			Det gælder ordre {order}.
			Den 3. marts 2025 kl. 10.14 skrev {name} <{e-mail}>:
			Fra: {name} <{e-mail}>\nEmne: SV: varme`),
		negatives: lines(`
			Mit ordrenummer er {~order}.
			Fakturaen {~order} er fra {~date}.
			Jeg betalte {~amount} den {~date}.
			I har åbent {~time} på hverdage, ikke?
			Måleren viser {~digits5}.
			Det er en {~product} med serienummer {~serial}.
			Efter § 12 i kontrakten er depositum {~amount}.
			Jeg ventede fra {~time}.
			Sagen {~case} blev bare lukket.
			I maj var der en tekniker fra Odense.
			Teknik og Miljø henviste mig til rådhuset.
			Jeg har 15 GB og har brugt 3,5 GB.
			Ansøgningen hedder Boligstøtte 2025.
			Lokale 214 på anden sal, sagde de.
			Hverken Føtex eller Magasin ville tage den retur.
			Mandag kl. 5 var alt godt.
			Hvornår er der åbent på Aalborg Rådhus?`),
		closings: lines(`
			Med venlig hilsen\n{name}
			Venlig hilsen {name}
			Mvh {name/first}
			Mvh\n{name}
			Med venlig hilsen\n\n{name}\n{address}
			De bedste hilsner\n{name}\nVicevært\nTlf. {phone}
			Hilsen {name/first}
			Vh {name/first}
			-- \n{name}\n{e-mail}
			mvh {name/first-lower}
			På forhånd tak.
			Med venlig hilsen
			Tak!
			Dbh\n{name}`),
	},
	"pl": {
		greetings: lines(`
			Dzień dobry,
			Szanowni Państwo,
			Witam,
			Cześć,
			Droga obsługo klienta,
			Szanowny Panie Burmistrzu,
			Szanowna Pani {name/last-woman},
			Szanowny Panie {name/last-man},
			Dzień dobry Pani {name/woman},
			Pani {name/woman},
			Cześć {name/woman},
			Szanowna Pani {name/woman},
			Witam Panie {name/last-man},
			Dzień dobry, {name/woman}!
			cześć {name/woman-lower},
			Drogi {name/man},`),
		bodies: lines(`
			Od poniedziałku nie działa ogrzewanie w całym bloku i nikt się tym nie zajmuje.
			Trzy tygodnie temu zamówiłam nowy pojemnik na śmieci i do dziś go nie ma.
			Proszę o informację, co dalej.
			Chciałbym wypowiedzieć umowę z końcem miesiąca.
			Aplikacja wylogowuje mnie za każdym razem, gdy chcę zapłacić.
			Państwa pracownica obiecała oddzwonić, ale nic się nie stało.
			Pobrano mi opłatę dwa razy, proszę o zwrot.
			Proszę przesłać formularz jeszcze raz, link nie działa.
			przeprowadzilem sie i musze zmienic dane
			Winda znowu zepsuta. Trzeci raz w tym roku!
			Czy biblioteka jest czynna w Wielki Piątek?
			Paczka stała na deszczu i wszystko jest zniszczone.
			Nigdy nie dostaliśmy decyzji w sprawie dodatku mieszkaniowego.
			Kiedy zostaną naprawione latarnie?
			Nie rozumiem rachunku, jest dużo wyższy niż rok temu.
			Niestety nadal nie otrzymałem odpowiedzi.
			Dziękuję za szybką odpowiedź ostatnim razem.
			Upomnienie przyszło, choć zapłaciłam w kwietniu.`),
		facts: lines(`
			Nazywam się {name} i mieszkam przy {address}.
			Mam na imię {name/woman}.
			nazywam się {name/full-lower} i potrzebuję pomocy
			Z tej strony {name}.
			Piszę w imieniu: {name}.
			Moja żona {name/woman} dzwoniła już dwa razy.
			Mój mąż {name/man} jest właścicielem konta.
			Nasza córka {name/woman} chodzi tam do przedszkola.
			Rozmawiałem z panią {name/woman} w zeszłym tygodniu.
			Pan {name/last-man} z administracji wie o sprawie.
			Umowa jest na nazwisko {name}.
			Imię i nazwisko: {name}\nE-mail: {e-mail}\nTel.: {phone}
			Proszę dzwonić pod numer {phone}.
			Mój numer to {phone}.
			Tel. {phone}
			Komórka {phone} albo mail {e-mail}
			Proszę odpisać na {e-mail}.
			{e-mail} to najlepszy kontakt
			Mieszkam pod adresem {address}.
			Przeprowadziliśmy się, nowy adres: {address}
			Proszę wysłać na adres {address}.
			Mieszkanie jest przy {address/street}.
			Proszę o przelew na {iban}.
			IBAN: {iban}
			Płaciłem kartą {card}.
			karta nr {card}
			Mój PESEL to {national-id}.
			PESEL: {national-id}
			Mój NIP: {tax-id}
			numer NIP {tax-id}
			Paszport nr {passport}
			numer dowodu osobistego {passport}
			Byłem zalogowany z adresu {ip}.
			W logach jest {ip}.
			Link {url} nie działa.
			zob. {url}
			Mój samochód o numerze rejestracyjnym {plate} stoi przed blokiem.
			Nr rejestracyjny: {plate}
			Urodziłam się {birth-date}.
			ur. {birth-date}
			Data urodzenia: {birth-date}
			Chodzi o zamówienie {order}.
			W dniu 03.03.2025 o 10:14 {name} <{e-mail}> napisał(a):
			Od: {name} <{e-mail}>\nTemat: Odp: ogrzewanie`),
		negatives: lines(`
			Numer zamówienia to {~order}.
			Faktura {~order} jest z dnia {~date}.
			Zapłaciłem {~amount} w dniu {~date}.
			Czynne {~time} w dni robocze, prawda?
			Stan licznika to {~digits5}.
			Chodzi o {~product}, numer seryjny {~serial}.
			Zgodnie z § 12 ust. 3 umowy kaucja wynosi {~amount}.
			Czekałam od {~time}.
			Zgłoszenie {~case} zamknięto bez odpowiedzi.
			W maju był technik z Krakowa.
			Wydział Spraw Obywatelskich odesłał mnie do Urzędu Miasta.
			Mam pakiet 15 GB i zużyłem 3,5 GB.
			Wniosek nazywa się Dodatek Mieszkaniowy 2025.
			Pokój 214 na drugim piętrze, powiedzieli.
			Ani Biedronka, ani Allegro nie chcą tego przyjąć.
			W poniedziałek o 5 rano było dobrze.
			Kiedy jest dyżur w Urzędzie Miejskim?`),
		closings: lines(`
			Pozdrawiam\n{name}
			Z poważaniem\n{name}
			Pozdrawiam, {name/woman}
			Pozdrawiam serdecznie\n{name}
			Z poważaniem,\n\n{name}\n{address}
			Z wyrazami szacunku\n{name}\nKierownik utrzymania\ntel. {phone}
			Pozdr. {name/man}
			Dziękuję i pozdrawiam\n{name}
			-- \n{name}\n{e-mail}
			pozdrawiam {name/woman-lower}
			Z góry dziękuję.
			Z poważaniem
			Dziękuję!
			Łączę wyrazy szacunku\n{name}`),
	},
	"hu": {
		greetings: lines(`
			Tisztelt Ügyfélszolgálat!
			Jó napot!
			Tisztelt Hölgyem/Uram!
			Sziasztok!
			Tisztelt Polgármester Úr!
			Üdvözlöm!
			Tisztelt {name/last} Úr!
			Tisztelt {name} !
			Kedves {name/first}!
			Szia {name/first}!
			Tisztelt Dr. {name}!
			Kedves {name/last} úr!
			Kedves {name/first},
			Jó napot, {name/first}!
			kedves {name/first-lower}!
			Tisztelt {name} asszony!`),
		bodies: lines(`
			Hétfő óta nincs fűtés az egész házban és senki nem foglalkozik vele.
			Három hete rendeltem egy új kukát és még mindig nem jött meg.
			Kérem, írják meg, mi a következő lépés.
			Szeretném a hónap végével felmondani az előfizetésemet.
			Az alkalmazás mindig kiléptet, amikor fizetni akarok.
			A kollégájuk visszahívást ígért, de nem történt semmi.
			Kétszer vonták le ugyanazt az összeget, kérem vissza a pénzem.
			Kérem, küldjék el újra a nyomtatványt, a link nem működik.
			elkoltoztem es modositani kell az adataimat
			Megint elromlott a lift. Idén harmadszor!
			Nyitva lesz a könyvtár húsvétkor?
			A csomagomat az esőben hagyták, minden tönkrement.
			Soha nem kaptuk meg a határozatot a lakástámogatásról.
			Mikor javítják meg a közvilágítást?
			Nem értem a számlát, sokkal magasabb, mint tavaly.
			Sajnos még mindig nem kaptam választ.
			Köszönöm a múltkori gyors választ.
			Felszólítást kaptam, pedig áprilisban befizettem.`),
		facts: lines(`
			{name} vagyok, és itt lakom: {address}.
			A nevem {name}.
			a nevem {name/full-lower} és segítségre lenne szükségem
			{name} vagyok ismét.
			{name} nevében írok.
			A feleségem, {name} már kétszer telefonált.
			A férjem {name} a számlatulajdonos.
			A lányom {name/first} oda jár óvodába.
			Múlt héten {name/last} úrral beszéltem.
			{name/last} úr a közös képviselettől tud az ügyről.
			A szerződés {name} nevére szól.
			Név: {name}\nE-mail: {e-mail}\nTelefon: {phone}
			Ezen a számon elérnek: {phone}.
			A számom {phone}.
			Tel.: {phone}
			Mobil: {phone} vagy e-mail: {e-mail}
			Kérem, ide válaszoljanak: {e-mail}.
			{e-mail} a legjobb
			A címem: {address}.
			Elköltöztünk, az új cím: {address}
			Kérem ide küldeni: {address}
			A lakás itt van: {address/street}.
			Kérem, utalják ide: {iban}.
			IBAN: {iban}
			A {card} számú kártyával fizettem.
			kártyaszám {card}
			A TAJ számom {national-id}.
			TAJ: {national-id}
			Az adóazonosító jelem {tax-id}.
			adóazonosító: {tax-id}
			Útlevélszám: {passport}
			személyi igazolvány számom {passport}
			A {ip} címről léptem be.
			A naplóban ez áll: {ip}.
			A link {url} nem működik.
			lásd {url}
			Az autóm rendszáma {plate}, a ház előtt áll.
			Rendszám: {plate}
			Születési dátumom {birth-date}.
			szül. {birth-date}
			Születési idő: {birth-date}
			A {order} számú rendelésről van szó.
			{name} <{e-mail}> ezt írta (időpont: 2025. márc. 3., H, 10:14):
			Feladó: {name} <{e-mail}>\nTárgy: Re: fűtés`),
		negatives: lines(`
			A rendelésszámom {~order}.
			A {~order} számú számla kelte {~date}.
			Befizettem {~amount} összeget ekkor: {~date}.
			Hétköznap {~time} vannak nyitva, ugye?
			Az óra állása {~digits5}.
			A készülék {~product}, gyári szám {~serial}.
			A szerződés 12. § szerint a kaució {~amount}.
			Vártam {~time} között.
			A {~case} bejelentést válasz nélkül lezárták.
			Májusban itt járt egy szerelő Debrecenből.
			A Lakásügyi Osztály a Polgármesteri Hivatalhoz küldött.
			15 GB a csomagom és 3,5 GB fogyott.
			A nyomtatvány neve Lakhatási Támogatás 2025.
			A 214-es szoba a második emeleten, azt mondták.
			Sem a Tesco, sem a Spar nem vette vissza.
			Hétfőn 5 órakor még jó volt.
			Mikor van ügyfélfogadás a Kormányhivatalban?`),
		closings: lines(`
			Üdvözlettel:\n{name}
			Tisztelettel\n{name}
			Üdv, {name/first}
			Üdvözlettel,\n{name}
			Tisztelettel,\n\n{name}\n{address}
			Köszönettel\n{name}\ngondnok\nTel.: {phone}
			Köszönöm, {name/first}
			Üdv\n{name}
			-- \n{name}\n{e-mail}
			üdv\n{name/first-lower}
			Előre is köszönöm.
			Üdvözlettel
			Köszönöm!
			Szép napot, {name}`),
	},
}
