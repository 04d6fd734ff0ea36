package corpus

import "strings"

// heldOut was written after the rules. They were looked at with it once, and
// words of offices and relations were added then, so what it scores today is kinder
// than its first sight, which docs/masking.md tells. It has no floor. It is about what is hardest, names and addresses in free sentences; the names are of the third set and others.
var heldOut = map[string]templates{
	"en": {
		greetings: lines(`
			Dear Mr and Mrs {name/last},
			Hello {name/first}, hope you are well.
			Dear Dr {name/last} and team,
			Good morning {name/first}
			Hello there,
			Dear Support,`),
		bodies: lines(`
			The boiler keeps losing pressure.
			I was promised a call back on Friday.
			Can you resend the invoice as a PDF?
			The new bins are too small for six people.`),
		facts: lines(`
			This is {name} writing, I rent the ground floor flat.
			My father-in-law, {name}, passed away in March.
			Could {name/first} give me a ring?
			I'd like to thank {name} for sorting this out.
			As discussed with {name} on the phone.
			The keyholder is {name}, she lives next door.
			Our daughter {name/first} starts school in September.
			Tenant name: {name}
			The contract is between me and {name}.
			Ask {name/first} in the post room.
			Please update my surname to {name/last}.
			We moved from {address} last week.
			Forward my post to {address} please.
			Ring {phone} or drop a line to {e-mail}.`),
		negatives: lines(`
			The form from Companies House is missing.
			I spoke to the Housing Ombudsman about it.
			I bought it in the January sale at John Lewis.
			Bus 14 from Victoria Station was late.
			Your Terms of Service say 30 days.`),
		closings: lines(`
			Thanks in advance,\n{name}
			Regards\n{name}, Flat 4
			Best wishes {name/first}
			Yours sincerely\n{name}
			Take care, {name/first}
			Kind regards,\nThe Residents' Association`),
	},
	"de": {
		greetings: lines(`
			Sehr geehrte Eheleute {name/last},
			Hallo {name/first}, ich hoffe es geht dir gut.
			Sehr geehrte Frau Dr. {name/last} und Team,
			Guten Morgen {name/first}
			Guten Tag zusammen,
			Lieber Support,`),
		bodies: lines(`
			Die Therme verliert ständig Druck.
			Mir wurde ein Rückruf am Freitag versprochen.
			Können Sie die Rechnung nochmal als PDF schicken?
			Die neuen Tonnen sind zu klein für sechs Leute.`),
		facts: lines(`
			Hier schreibt {name}, ich wohne im Erdgeschoss.
			Mein Schwiegervater, {name}, ist im März verstorben.
			Kann {name/first} mich bitte anrufen?
			Ich möchte mich bei Frau {name/last} bedanken.
			Wie mit Herrn {name/last} am Telefon besprochen.
			Den Schlüssel hat Frau {name}, sie wohnt nebenan.
			Unsere Tochter {name/first} kommt im September in die Schule.
			Name des Mieters: {name}
			Der Vertrag besteht zwischen mir und {name}.
			Fragen Sie {name/first} in der Poststelle.
			Mein Nachname ist jetzt {name/last}.
			Wir sind letzte Woche von {address} weggezogen.
			Bitte leiten Sie meine Post an {address} weiter.
			Anruf unter {phone} oder kurze Nachricht an {e-mail}.`),
		negatives: lines(`
			Das Formular vom Bundesamt fehlt.
			Ich habe mit dem Mieterverein gesprochen.
			Gekauft im Januar bei Media Markt.
			Der Bus 14 vom Hauptbahnhof kam zu spät.
			In Ihren Nutzungsbedingungen stehen 30 Tage.`),
		closings: lines(`
			Danke im Voraus,\n{name}
			Gruß\n{name}, Wohnung 4
			Beste Wünsche {name/first}
			Mit vorzüglicher Hochachtung\n{name}
			Alles Gute, {name/first}
			Mit freundlichen Grüßen\nDie Hausgemeinschaft`),
	},
	"da": {
		greetings: lines(`
			Kære hr. og fru {name/last},
			Hej {name/first}, jeg håber du har det godt.
			Kære dr. {name/last} og team,
			Godmorgen {name/first}
			Hej derude,
			Kære support,`),
		bodies: lines(`
			Fyret taber hele tiden tryk.
			Jeg blev lovet at blive ringet op fredag.
			Kan I sende fakturaen igen som pdf?
			De nye spande er for små til seks mennesker.`),
		facts: lines(`
			Det er {name} der skriver, jeg lejer stuen.
			Min svigerfar, {name}, døde i marts.
			Kan {name/first} ringe til mig?
			Jeg vil gerne takke {name} for hjælpen.
			Som aftalt med {name} i telefonen.
			Nøglen har {name}, hun bor ved siden af.
			Vores datter {name/first} starter i skole til august.
			Lejerens navn: {name}
			Aftalen er mellem mig og {name}.
			Spørg {name/first} i posten.
			Mit efternavn er nu {name/last}.
			Vi flyttede fra {address} i sidste uge.
			Videresend min post til {address} tak.
			Ring {phone} eller skriv et par ord til {e-mail}.`),
		negatives: lines(`
			Blanketten fra Erhvervsstyrelsen mangler.
			Jeg har talt med Lejernes Landsorganisation.
			Købt på udsalg i Ikea i januar.
			Bus 14 fra Hovedbanegården var forsinket.
			I jeres betingelser står der 30 dage.`),
		closings: lines(`
			På forhånd tak,\n{name}
			Hilsen\n{name}, lejlighed 4
			De bedste ønsker {name/first}
			Med højagtelse\n{name}
			Pas godt på dig selv, {name/first}
			Med venlig hilsen\nBeboerforeningen`),
	},
	"pl": {
		greetings: lines(`
			Szanowni Państwo {name/last-man},
			Cześć {name/man}, mam nadzieję, że wszystko dobrze.
			Szanowna Pani Doktor {name/last-woman},
			Dzień dobry {name/woman}
			Witam wszystkich,
			Drogie Biuro,`),
		bodies: lines(`
			Piec ciągle traci ciśnienie.
			Obiecano mi telefon w piątek.
			Czy możecie przesłać fakturę jeszcze raz w PDF?
			Nowe kosze są za małe na sześć osób.`),
		facts: lines(`
			Pisze {name}, wynajmuję parter.
			Mój teść, {name/man} {name/last-man}, zmarł w marcu.
			Czy {name/woman} może do mnie zadzwonić?
			Chciałbym podziękować, pani {name/woman} bardzo pomogła.
			Jak ustaliłem z panem {name/last-man} przez telefon.
			Klucz ma pani {name/woman} {name/last-woman}, mieszka obok.
			Nasza córka {name/woman} idzie we wrześniu do szkoły.
			Nazwisko najemcy: {name}
			Umowę zawarli: ja i {name}.
			Proszę zapytać, czy {name/woman} z kancelarii wie.
			Moje nazwisko to teraz {name/last-woman}.
			W zeszłym tygodniu wyprowadziliśmy się z {address}.
			Proszę przekierować pocztę na {address}.
			Telefon {phone} albo parę słów na {e-mail}.`),
		negatives: lines(`
			Brakuje formularza z Urzędu Skarbowego.
			Rozmawiałem ze Stowarzyszeniem Lokatorów.
			Kupione na wyprzedaży w Media Markt w styczniu.
			Autobus 14 z Dworca Głównego się spóźnił.
			W Państwa regulaminie jest 30 dni.`),
		closings: lines(`
			Z góry dziękuję,\n{name}
			Pozdrawiam\n{name}, mieszkanie 4
			Najlepsze życzenia {name/woman}
			Z szacunkiem\n{name}
			Trzymajcie się, {name/woman}
			Z poważaniem\nRada Mieszkańców`),
	},
	"hu": {
		greetings: lines(`
			Tisztelt {name/last} Úr és Asszony!
			Szia {name/first}, remélem, jól vagy.
			Tisztelt dr. {name} és csapata!
			Jó reggelt {name/first}!
			Helló mindenkinek!
			Kedves Támogatás!`),
		bodies: lines(`
			A kazán folyton veszít a nyomásból.
			Péntekre ígértek visszahívást.
			Elküldenék a számlát újra PDF-ben?
			Az új kukák kicsik hat embernek.`),
		facts: lines(`
			{name} írok, a földszintet bérlem.
			Az apósom, {name} márciusban elhunyt.
			Fel tudna hívni {name/first}?
			Szeretném megköszönni, {name} sokat segített.
			Ahogy {name/last} úrral telefonon megbeszéltük.
			A kulcs {name} szomszédnál van.
			A lányunk, {name/first} szeptemberben kezdi az iskolát.
			A bérlő neve: {name}
			A szerződést én és {name} kötöttük.
			Kérdezzék meg, {name/first} tudja-e.
			Az új vezetéknevem {name/last}.
			Múlt héten költöztünk el innen: {address}.
			A postámat ide kérem: {address}.
			Hívjanak: {phone}, vagy pár sor ide: {e-mail}.`),
		negatives: lines(`
			Hiányzik a Kormányhivatal nyomtatványa.
			Beszéltem a Lakásbérlők Egyesületével.
			A Media Markt januári akcióján vettem.
			A 14-es busz a Keleti pályaudvarról késett.
			A feltételeikben 30 nap áll.`),
		closings: lines(`
			Előre is köszönöm,\n{name}
			Üdv\n{name}, 4-es lakás
			Minden jót kíván {name/first}
			Mély tisztelettel\n{name}
			Vigyázzanak magukra, {name/first}
			Üdvözlettel\nA Lakóközösség`),
	},
}

var heldOutPopulation = func() map[string]people {
	all := map[string]people{}
	for locale, p := range thirdPopulation {
		p.women = append(strings.Fields(heldOutNames[locale].women), p.women[:6]...)
		p.men = append(strings.Fields(heldOutNames[locale].men), p.men[:6]...)
		families := strings.Fields(heldOutNames[locale].families)
		p.families = append(families, p.families[:6]...)
		if p.familiesOfWomen != nil {
			p.familiesOfWomen = append(strings.Fields(heldOutNames[locale].familiesOfWomen), p.familiesOfWomen[:6]...)
		}
		all[locale] = p
	}
	return all
}()

var heldOutNames = map[string]struct{ women, men, families, familiesOfWomen string }{
	"en": {"Temperance Maeve Isobel Chantelle Fenella Rukhsana Ottoline Winifred Primrose Delyth", "Lysander Montgomery Cuthbert Tendai Hywel Aloysius Rafferty Jarvis Zebulon Torquil", "Blenkinsop Satterthwaite Farquharson Onyango Trelawney Mukherjee Snodgrass Wigglesworth Bhattacharya Crowther", ""},
	"de": {"Almut Burgunde Dietlind Elfi Friedegard Gislinde Herta Irmela Jorinde Krimhild", "Adelbert Bertold Dankmar Eginhard Folkert Gunthard Hatto Immo Jobst-Hinrich Lebrecht", "Abendroth Butenschön Czerny Drosselmeyer Ettinghausen Finkbeiner Gscheidle Hungerbühler Knipperdolling Zumwinkel", ""},
	"da": {"Agnethe Borghild Citta Dorrit Elvira Fernanda Gudny Herdis Irmelin Solvej", "Absalon Bendix Cajus Dagfinn Eluf Folke Gregers Hother Ingolf Sylvest", "Bjerregaard Dyrlund Egelund Flindt Grønkjær Hejlesen Kirkegaard Rosenkilde Sandager Tvede", ""},
	"pl": {"Bożydara Chwalisława Dobrawa Eufrozyna Gaja Hiacynta Jagna Kunegunda Lubomira Mirabella", "Bolemir Chwalibóg Dobiesław Gniewko Jacenty Kanimir Lubosz Mszczuj Nestor Pankracy", "Andrzejczuk Brzoza Ciechanowski Dziedzic Gąsior Jędrzejczak Kosmala Łapiński Mroczek Pękala", "Andrzejczuk Brzoza Ciechanowska Dziedzic Gąsior Jędrzejczak Kosmala Łapińska Mroczek Pękala"},
	"hu": {"Abigél Bogáta Csinszka Delinke Etele Fruzsi Gyopárka Hanga Ilma Jorka", "Agenor Bulcsú Csanád Döme Ermin Farkas Gyárfás Huba Ildefonz Kolos", "Bereczki Csonki Dévényi Ecsedi Füzesi Gyarmati Hargitai Kőszegi Lovas Tarjányi", ""},
}
