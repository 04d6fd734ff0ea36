package corpus

import "strings"

// third was written after more. At first sight of it the rules found 91.6 % of
// the names and 97.5 % of what has a form; then they learnt from it too.
var third = map[string]templates{
	"en": {
		greetings: lines(`
			Good day,
			Dear {name/first} {name/last},
			Hello Ms {name/last},
			hey {name/first-lower}
			Attn: {name}
			Dear Planning Officer,
			Dear Councillor {name/last},
			Hi both,`),
		bodies: lines(`
			There is black mould behind the wardrobe again.
			My direct debit was taken a week early.
			Is there a fee for a replacement library card?
			The website says my session is invalid.
			Two of the four chairs arrived with scratches.
			The school bus has not come three days running.
			I would like to complain about the noise from the building site.
			Please confirm that you got my documents.`),
		facts: lines(`
			I'm contacting you for my grandmother, {name}.
			{name/first} from your office rang me yesterday.
			My colleague {name/first} will be on site.
			The keys are with {name}.
			Last time {name} sorted it out for me.
			Our GP is Dr {name/last}.
			The letter was addressed to {name}.
			Kindly transfer the account to my brother {name}.
			Applicant: {name}
			It's {name/first} again, from the shop.
			{name} and {name} both signed.
			I can be contacted on {phone}.
			WhatsApp {phone}
			Phone/fax: {phone}
			Send everything to {e-mail} from now on.
			cc {e-mail}
			We rent {address}.
			Home address - {address}
			Meter is at {address/street}.
			Account: {iban}
			I used card {card} online.
			my national insurance number: {national-id/nino}
			NHS: {national-id/nhs}
			social security no. {national-id/ssn}
			Unique taxpayer reference {tax-id}
			UK passport {passport}
			Requests from {ip} time out.
			Reset link: {url}
			The white van ({plate}) was there again.
			She was born {birth-date}.
			birthday {birth-date}
			About {order}: nothing yet.`),
		negatives: lines(`
			Bill {~order} of {~date} is wrong.
			The quote was {~amount}.
			The shop shuts at 5, Sundays at 4.
			Your advert in the Evening Standard said free delivery.
			Our building has 24 flats on 6 floors.
			See the Terms and Conditions, clause 7.2.
			{~product} keeps beeping, serial {~serial}.
			Complaint {~case} from {~date}.
			Trains from Leeds to York were cancelled.
			The Highways Agency will not help.`),
		closings: lines(`
			Many thanks,\n{name/first}
			Kindest regards\n\n{name}
			Best\n{name/first}
			Yours truly, {name}
			Rgds {name/first}
			{name}\n{phone}
			Cheers, {name/first}
			With kind regards,\n{name}\n{e-mail}
			Looking forward to your reply`),
	},
	"de": {
		greetings: lines(`
			Schönen guten Tag,
			Guten Tag {name/first} {name/last},
			Sehr geehrte Frau {name},
			Hallo ihr Lieben,
			hallo {name/first-lower}
			z. Hd. {name}
			Liebes Service-Team,
			Sehr geehrter Herr Stadtrat {name/last},`),
		bodies: lines(`
			Hinter dem Schrank ist schon wieder Schimmel.
			Die Lastschrift kam eine Woche zu früh.
			Kostet ein neuer Bibliotheksausweis etwas?
			Die Seite sagt, meine Sitzung sei ungültig.
			Zwei von vier Stühlen kamen mit Kratzern an.
			Der Schulbus kam drei Tage hintereinander nicht.
			Ich möchte mich über den Lärm von der Baustelle beschweren.
			Bitte bestätigen Sie den Eingang meiner Unterlagen.`),
		facts: lines(`
			Ich schreibe für meine Großmutter {name}.
			{name/first} aus Ihrem Büro hat gestern angerufen.
			Mein Kollege {name/first} ist vor Ort.
			Die Schlüssel hat {name}.
			Letztes Mal hat mir {name} geholfen.
			Unser Hausarzt ist Dr. {name/last}.
			Der Brief war an {name} adressiert.
			Bitte schreiben Sie den Vertrag auf meinen Bruder {name} um.
			Antragsteller: {name}
			Ich bin's nochmal, {name/first} aus dem Laden.
			{name} und {name} haben beide unterschrieben.
			Ich bin erreichbar unter {phone}.
			WhatsApp {phone}
			Telefon/Fax: {phone}
			Bitte ab jetzt alles an {e-mail}.
			cc {e-mail}
			Wir wohnen zur Miete, {address}.
			Anschrift - {address}
			Der Zähler hängt in der {address/street}.
			Konto: {iban}
			Online mit Karte {card} bezahlt.
			Rentenversicherungsnr. {national-id}
			SVNR: {national-id}
			Meine IdNr.: {tax-id}
			Ausweis {passport}
			Anfragen von {ip} laufen ins Leere.
			Link zum Zurücksetzen: {url}
			Der weiße Transporter ({plate}) stand wieder da.
			Sie ist am {birth-date} geboren.
			Geb.-Datum {birth-date}
			Zu {order}: immer noch nichts.`),
		negatives: lines(`
			Rechnung {~order} vom {~date} stimmt nicht.
			Das Angebot lag bei {~amount}.
			Der Laden schließt um 18 Uhr, samstags um 16 Uhr.
			In Ihrer Anzeige im Tagesspiegel stand Lieferung frei.
			Unser Haus hat 24 Wohnungen auf 6 Etagen.
			Siehe Allgemeine Geschäftsbedingungen, Ziffer 7.2.
			{~product} piept dauernd, Seriennummer {~serial}.
			Beschwerde {~case} vom {~date}.
			Züge von Leipzig nach Halle fielen aus.
			Die Verbraucherzentrale kann auch nicht helfen.`),
		closings: lines(`
			Vielen Dank,\n{name/first}
			Mit herzlichen Grüßen\n\n{name}
			Gruß\n{name/first}
			Hochachtungsvoll, {name}
			LG, {name/first}
			{name}\n{phone}
			Viele liebe Grüße {name/first}
			Mit freundlichem Gruß\n{name}\n{e-mail}
			Ich freue mich auf Ihre Antwort`),
	},
	"da": {
		greetings: lines(`
			God dag,
			Kære {name/first} {name/last},
			Hej fru {name/last},
			hej {name/first-lower}
			Att. {name}
			Kære sagsbehandler,
			Kære rådmand {name/last},
			Hej begge to,`),
		bodies: lines(`
			Der er skimmel bag skabet igen.
			Betalingen blev trukket en uge for tidligt.
			Koster et nyt lånerkort noget?
			Hjemmesiden siger at min session er ugyldig.
			To af de fire stole kom med ridser.
			Skolebussen er ikke kommet tre dage i træk.
			Jeg vil klage over støjen fra byggepladsen.
			Bekræft venligst at I har fået mine papirer.`),
		facts: lines(`
			Jeg skriver for min mormor, {name}.
			{name/first} fra jeres kontor ringede i går.
			Min kollega {name/first} er på stedet.
			Nøglerne er hos {name}.
			Sidst hjalp {name} mig.
			Vores læge er dr. {name/last}.
			Brevet var stilet til {name}.
			Flyt venligst aftalen til min bror {name}.
			Ansøger: {name}
			Det er bare {name/first} igen, fra butikken.
			{name} og {name} har begge skrevet under.
			Jeg kan træffes på {phone}.
			WhatsApp {phone}
			Telefon/fax: {phone}
			Send alt til {e-mail} fra nu af.
			cc {e-mail}
			Vi lejer {address}.
			Hjemmeadresse - {address}
			Måleren sidder på {address/street}.
			Konto: {iban}
			Jeg brugte kort {card} på nettet.
			mit cpr er {national-id}
			Personnummer: {national-id}
			dansk pas {passport}
			Forespørgsler fra {ip} går i stå.
			Link til nulstilling: {url}
			Den hvide varevogn ({plate}) holdt der igen.
			Hun er født {birth-date}.
			fødselsdag {birth-date}
			Om {order}: stadig intet.`),
		negatives: lines(`
			Regning {~order} af {~date} er forkert.
			Tilbuddet var på {~amount}.
			Butikken lukker kl. 18, lørdag kl. 16.
			I jeres annonce i Politiken stod der gratis levering.
			Vores ejendom har 24 lejligheder på 6 etager.
			Se handelsbetingelserne, punkt 7.2.
			{~product} bipper hele tiden, serienr. {~serial}.
			Klage {~case} af {~date}.
			Togene fra Odense til Vejle var aflyst.
			Forbrugerrådet kan heller ikke hjælpe.`),
		closings: lines(`
			Mange tak,\n{name/first}
			Med de bedste hilsner\n\n{name}
			Hilsen\n{name/first}
			Ærbødigst, {name}
			Mvh. {name/first}
			{name}\n{phone}
			Kh {name/first}
			Med venlig hilsen,\n{name}\n{e-mail}
			Jeg ser frem til jeres svar`),
	},
	"pl": {
		greetings: lines(`
			Uprzejmie witam,
			Szanowna Pani {name/woman} {name/last-woman},
			Pani {name/last-woman},
			hej {name/woman-lower}
			Do rąk własnych: {name}
			Szanowny Panie Kierowniku,
			Szanowna Pani Radna,
			Witam Pana,`),
		bodies: lines(`
			Za szafą znowu jest grzyb.
			Opłatę pobrano tydzień za wcześnie.
			Czy nowa karta biblioteczna coś kosztuje?
			Strona mówi, że moja sesja jest nieważna.
			Dwa z czterech krzeseł przyszły porysowane.
			Autobus szkolny nie przyjechał trzy dni z rzędu.
			Chcę się poskarżyć na hałas z budowy.
			Proszę potwierdzić, że dostali Państwo moje dokumenty.`),
		facts: lines(`
			Piszę za moją babcię, {name/woman} {name/last-woman}.
			{name/woman} z Państwa biura dzwoniła wczoraj.
			Mój kolega {name/man} będzie na miejscu.
			Klucze ma {name}.
			Ostatnio pomogła mi {name/woman} {name/last-woman}.
			Naszym lekarzem jest dr {name/last-man}.
			List był adresowany: {name}.
			Wnioskodawca: {name}
			To znowu ja, {name/woman} ze sklepu.
			{name} i {name} oboje podpisali.
			Jestem dostępny pod {phone}.
			WhatsApp {phone}
			Telefon/faks: {phone}
			Wszystko proszę odtąd na {e-mail}.
			dw {e-mail}
			Wynajmujemy {address}.
			Adres domowy - {address}
			Licznik jest przy {address/street}.
			Konto: {iban}
			Zapłaciłam kartą {card} przez internet.
			mój pesel: {national-id}
			nr PESEL to {national-id}
			NIP: {tax-id}
			polski paszport {passport}
			Żądania z {ip} wygasają.
			Link do resetu: {url}
			Biały bus ({plate}) znowu tam stał.
			Ona urodziła się {birth-date}.
			data urodzenia {birth-date}
			W sprawie {order}: nadal nic.`),
		negatives: lines(`
			Rachunek {~order} z {~date} jest błędny.
			Oferta była na {~amount}.
			Sklep zamykają o 18, w soboty o 16.
			W ogłoszeniu w Gazecie Wyborczej była darmowa dostawa.
			Nasz budynek ma 24 mieszkania na 6 piętrach.
			Zob. Regulamin, punkt 7.2.
			{~product} ciągle piszczy, nr seryjny {~serial}.
			Skarga {~case} z {~date}.
			Pociągi z Krakowa do Tarnowa odwołano.
			Rzecznik Konsumentów też nie pomoże.`),
		closings: lines(`
			Wielkie dzięki,\n{name/woman}
			Z serdecznymi pozdrowieniami\n\n{name}
			Pozdrawiam\n{name/man}
			Z uszanowaniem, {name}
			Pozdr. {name/woman}
			{name}\n{phone}
			Pozdrawiam ciepło, {name/woman}
			Z poważaniem,\n{name}\n{e-mail}
			Czekam na odpowiedź`),
	},
	"hu": {
		greetings: lines(`
			Szép napot kívánok!
			Tisztelt {name}!
			Kedves {name/last} Úr!
			szia {name/first-lower}!
			{name} részére
			Tisztelt Ügyintéző!
			Tisztelt Képviselő Asszony!
			Sziasztok mindketten!`),
		bodies: lines(`
			A szekrény mögött megint penész van.
			A díjat egy héttel korábban vonták le.
			Kerül valamibe egy új olvasójegy?
			A honlap szerint érvénytelen a munkamenetem.
			A négy székből kettő karcosan érkezett.
			Az iskolabusz három napja nem jön.
			Panaszt szeretnék tenni az építkezés zaja miatt.
			Kérem, igazolják vissza, hogy megkapták a papírjaimat.`),
		facts: lines(`
			A nagymamám, {name} helyett írok.
			{name/first} hívott tegnap az irodájukból.
			A kollégám, {name/first} a helyszínen lesz.
			A kulcsok nála vannak: {name}.
			Legutóbb {name} segített.
			A háziorvosunk dr. {name}.
			A levél címzettje {name}.
			Kérelmező: {name}
			Megint én, {name/first} a boltból.
			{name} és {name} is aláírta.
			Ezen elérhető vagyok: {phone}.
			WhatsApp {phone}
			Telefon/fax: {phone}
			Mostantól mindent ide: {e-mail}.
			másolat: {e-mail}
			Itt bérlünk: {address}.
			Lakcím - {address}
			A mérő itt van: {address/street}.
			Számla: {iban}
			A {card} kártyával fizettem neten.
			a tajom {national-id}
			TAJ szám: {national-id}
			adóazonosítóm {tax-id}
			magyar útlevél {passport}
			A {ip} felől jövő kérések elakadnak.
			Visszaállító link: {url}
			A fehér furgon ({plate}) megint ott állt.
			Ő {birth-date} született.
			születésnap: {birth-date}
			A {order} ügyében még semmi.`),
		negatives: lines(`
			A {~date} keltű {~order} számla hibás.
			Az ajánlat {~amount} volt.
			A bolt 18 órakor zár, szombaton 16-kor.
			A Népszavában megjelent hirdetésben ingyenes szállítás volt.
			A házunkban 24 lakás van 6 emeleten.
			Lásd az Általános Szerződési Feltételek 7.2 pontját.
			A {~product} folyton sípol, gyári szám {~serial}.
			{~case} panasz, {~date}.
			A vonatok Szeged és Kecskemét között nem jártak.
			A Fogyasztóvédelmi Hatóság sem segít.`),
		closings: lines(`
			Nagyon köszönöm,\n{name/first}
			Szívélyes üdvözlettel\n\n{name}
			Üdv:\n{name/first}
			Kiváló tisztelettel: {name}
			Üdv {name/first}
			{name}\n{phone}
			Meleg üdvözlettel, {name/first}
			Üdvözlettel:\n{name}\n{e-mail}
			Várom válaszukat`),
	},
}

var thirdPopulation = map[string]people{
	"en": {
		women:    strings.Fields("Abigail Bryony Candice Dolly Estelle Faye Gaynor Ingrid Juliet Kirstie Leanne Miriam Nadine Odette Precious Renuka Shelagh Tamsin Ursula Wilhelmina"),
		men:      strings.Fields("Anthony Brendan Cedric Damon Elton Fraser Garry Horace Ivor Jermaine Kingsley Lloyd Maxwell Neville Osian Prakash Quentin Rufus Sebastian Tobias"),
		families: strings.Fields("Abernathy Birtwistle Chowdhury Dalgleish Entwistle Fairweather Goodwin Hollingsworth Iqbal Jephcott Kirkpatrick Lockwood Musgrave Norwood Oyelaran Pickering Rawlinson Shepherd Thackeray Wainwright"),
		streets:  []string{"% Sycamore Avenue", "% Castle Street", "Flat 9, % Harbour Road", "% Windmill Hill", "% St John's Close", "% Meadow Lane", "% Bridge Street"},
		towns:    []string{"Plymouth PL4 8AA", "Nottingham NG7 2RD", "Edinburgh EH8 9YL", "Ipswich IP1 3DE", "Denver, CO 80203", "London N1 9GU"},
		domains:  strings.Fields("live.co.uk aol.com mail.com talktalk.net example.com"),
	},
	"de": {
		women:    strings.Fields("Adelina Birte Constanze Dorit Elvira Frauke Grit Henrike Isolde Jolanta Kira Liane Marlies Nuray Ottilie Philippa Ricarda Solveig Thekla Viviane"),
		men:      strings.Fields("Arndt Burak Claas Dominic Edmund Friedbert Gregor Heribert Ivo Jobst Kuno Leander Meinolf Niko Ortwin Piet Roderich Severin Tamer Veit"),
		families: strings.Fields("Aumüller Bergfeld Christiansen Dreyer Eisenmann Fromm Gutknecht Holzapfel Imhoff Jansen Kesselring Lindner Mühlbauer Niemann Oetker Pfannenschmidt Reinecke Steinbrecher Tiedemann Wiedemann"),
		streets:  []string{"Lindenallee %", "Am Wasserturm %", "Beethovenstr. %", "Neuer Weg %", "Dorfstraße %", "Hinter der Kirche %", "Paul-Gerhardt-Straße %"},
		towns:    []string{"99084 Erfurt", "28195 Bremen", "70173 Stuttgart", "39104 Magdeburg", "44135 Dortmund", "93047 Regensburg"},
		domains:  strings.Fields("vodafone.de live.de gmx.net email.de example.com"),
	},
	"da": {
		women:    strings.Fields("Annegrethe Benthe Conny Dina Edel Felicia Gerd Helga Irma Jane Katinka Lillian Minna Naja Oddny Pia Rosa Sandra Tanja Vibeke"),
		men:      strings.Fields("Albert Bjarke Claes Detlef Eigil Flemming Gustav Helmuth Isak Jakob Karsten Ludvig Mogens Noel Osvald Philip Robin Steffen Tristan Uffe"),
		families: strings.Fields("Agerskov Brandstrup Carstensen Dideriksen Ebbesen Fabricius Gregersen Hedelund Iversen Jepsen Klitgaard Lindholm Meldgaard Nygaard Overby Pallesen Ravn Stokholm Tranberg Wulff"),
		streets:  []string{"Birkevej %", "Algade %", "Torvegade %", "Kirkestræde %", "Ved Åen %", "Fasanvænget %", "Østre Allé %"},
		towns:    []string{"4000 Roskilde", "8900 Randers", "2200 København N", "7500 Holstebro", "5700 Svendborg", "9400 Nørresundby"},
		domains:  strings.Fields("post.tele.dk jubii.dk gmail.com privat.dk example.com"),
	},
	"pl": {
		women:           strings.Fields("Ada Bogna Cecylia Daniela Elena Flora Gertruda Honorata Inga Janina Karina Ludmiła Michalina Nikola Oliwia Paulina Róża Sandra Tamara Wiktoria"),
		men:             strings.Fields("Aleksy Błażej Cezary Daniel Edmund Filip Gerard Henryk Ignacy Juliusz Kamil Lucjan Mikołaj Natan Olgierd Patryk Roman Sylwester Tadeusz Wiktor"),
		families:        strings.Fields("Augustyniak Bednarek Chmiel Dobrowolski Falkowski Gajda Hajduk Janiszewski Kędzierski Lach Maliszewski Niedzielski Osiński Palacz Rogowski Skiba Tokarski Urban Walczyk Żurek"),
		familiesOfWomen: strings.Fields("Augustyniak Bednarek Chmiel Dobrowolska Falkowska Gajda Hajduk Janiszewska Kędzierska Lach Maliszewska Niedzielska Osińska Palacz Rogowska Skiba Tokarska Urban Walczyk Żurek"),
		streets:         []string{"ul. Lipowa %", "ul. Bolesława Prusa %/3", "al. Wojska Polskiego %", "os. Zachód %B/7", "ul. Nowy Świat %", "pl. Grunwaldzki % m. 9", "ul. 1 Maja %"},
		towns:           []string{"70-001 Szczecin", "35-001 Rzeszów", "87-100 Toruń", "15-001 Białystok", "44-100 Gliwice", "58-500 Jelenia Góra"},
		domains:         strings.Fields("vp.pl op.pl gmail.com autograf.pl example.com"),
	},
	"hu": {
		women:    strings.Fields("Alexandra Blanka Cintia Diána Edit Flóra Gizella Henrietta Ibolya Jázmin Krisztina Laura Marianna Nikolett Olívia Petra Regina Szilvia Tímea Viktória"),
		men:      strings.Fields("Alajos Benedek Csongor Dávid Erik Flórián György Henrik Iván József Kálmán László Máté Nándor Oszkár Patrik Rudolf Sándor Tamás Viktor"),
		families: strings.Fields("Ambrus Bakonyi Csorba Dudás Egri Földi Gergely Hernádi Izsák Juhász Körmendi Lőrincz Mészöly Nádasdi Oravecz Pálinkás Rózsahegyi Somlai Takáts Vizi"),
		streets:  []string{"Jókai utca %.", "Batthyány tér %.", "Vörösmarty u. %. 2. em. 8", "Budai út %.", "Liszt Ferenc utca %/A", "Móricz Zsigmond körút %. fsz. 3", "Akácfa utca %."},
		towns:    []string{"2800 Tatabánya", "9700 Szombathely", "5000 Szolnok", "8900 Zalaegerszeg", "1085 Budapest", "3200 Gyöngyös"},
		domains:  strings.Fields("freemail.hu outlook.hu gmail.com chello.hu example.com"),
	},
}
