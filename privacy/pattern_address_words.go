package privacy

// Words that make an address of the words and numbers beside them. All are
// folded: ß is ss, ø is o, é is e.

// streetEndings stand behind the name of a street in one word with it. The
// weak ones end other words as well and want a capital.
var (
	sureStreetEndings = []string{"strasse", "strasze", "gasse", "allee", "chaussee", "promenade", "gade", "gaden", "vej", "vejen", "straede", "strade", "utca", "platz", "weg", "plads", "torv", "torvet"}
	weakStreetEndings = []string{"str", "ring", "damm", "ufer", "steig", "stieg", "markt", "hof", "wall", "graben", "kamp", "wiese", "berg", "tor", "pfad", "grund", "feld", "garten", "bogen", "zeile", "winkel", "alle", "pladsen", "vaenge", "vaenget", "parken", "toften",
		"bakken", "haven", "engen", "marken", "lunden", "skraenten", "brygge", "boulevard", "boulevarden", "gyden", "stien", "krogen", "holmen", "dalen", "vangen", "hojen", "ager", "agervej", "kaj"}
)

// noStreets end like streets and are none: places to park, to work, to sit.
var noStreets = set("parkplatz stellplatz arbeitsplatz sitzplatz liegeplatz spielplatz sportplatz supermarkt baumarkt flohmarkt umweg ausweg ruckweg heimweg hinweg schulweg einweg mehrweg rechtsweg dienstweg unterwegs keineswegs arbeitsweg lieferweg postweg hinweg weg " +
	"parkeringsplads arbejdsplads legeplads rasteplads byggeplads holdeplads siddeplads pplads udvej undervej omvej genvej papirvej bahnhof friedhof bauernhof hinterhof innenhof wertstoffhof recyclinghof krankenhof vertrag beitrag auftrag betrag antrag " +
	"computer motor monitor doktor direktor faktor reaktor sektor katalog monteur februar alle malle halle falle stelle quelle kontrolle rolle wolle hvilken ringen tiring spring during bring string hering lehring katalysator rotor autor pastor editor visitor operator generator ventilator hintergrund vordergrund untergrund grund umfeld sachfeld textfeld feld eingabefeld kindergarten ring bring " +
	"samling tor berg hof markt ufer allegro administrator transistor kondensator isolator traktor")

func streetWordEnd(word []rune) bool { return endsWithAny(word, sureStreetEndings) }

func endsWithAny(word []rune, endings []string) bool {
	for _, e := range endings {
		if (len(word) >= len(e)+2 || len(word) > len(e) && len(e) > 5) && hasEnding(word, e) {
			return true
		}
	}
	return false
}

// streetNameWord reports words behind which a name is that of a street.
func streetNameWord(word []rune) bool {
	return len(word) <= 12 && (streetsApart[string(word)] || streetsBehind[string(word)] || hungarianStreet(word) || streetWordEnd(word))
}

var (
	// streetsApart stand as a word of their own behind the name and before the number.
	streetsApart = set("strasse str platz weg allee gasse ring ufer damm chaussee promenade stieg steig plads vej gade alle torv boulevard straede strade park brygge kaj vang vange street road avenue lane")
	// streetsFirst stand before the name: Platz der Republik.
	streetsFirst = set("strasse platz allee weg ufer plads")
	// streetsBehind stand behind name and number as in English: 12 High Street.
	streetsBehind = set("street st road rd avenue ave lane ln drive dr close court ct place pl square sq terrace gardens crescent cres way grove hill mews park row walk boulevard blvd parkway pkwy circle trail highway green yard view rise green parade quay wharf bridge broadway")
	// streetsTyped of them make a street of words in small letters.
	streetsTyped = set("street road avenue lane rd ave boulevard crescent terrace gardens")
	// streetsBefore stand before the name, as in Polish.
	streetsBefore = set("ul ulica ulicy ulice ulica al aleja aleje alei alejach aleji aleje os osiedle osiedlu osiedla pl plac placu rondo rondzie skwer skwerze pasaz")
	// hungarianStreets stand behind the name, with or without an ending.
	hungarianStreets = set("utca u ut ter korut krt koz sugarut korter fout foter hatarut orszagut liget udvar domb tanya puszta setany fasor rakpart dulo lakotelep ltp utja tere park lepcso sor hrsz")
)

// hungarianStreet also takes inflected words: utcában, téren.
func hungarianStreet(word []rune) bool {
	if hungarianStreets[string(word)] {
		return true
	}
	for n := min(len(word)-1, 9); n >= 2; n-- {
		if hungarianStreets[string(word[:n])] {
			switch string(word[n:]) {
			case "n", "en", "on", "ban", "ben", "bol", "ba", "rol", "ra", "re", "be", "i", "t", "et", "hoz", "nal", "nel", "jan", "ajan", "eben", "en levo":
				return true
			}
		}
	}
	return false
}

var (
	// beforeNames are the words with which names of streets begin.
	beforeNames = set("ndr sdr vstr gamle gl gammel ny nye store lille norre sonder sondre vester vestre oster ostre nordre sankt sct skt dronning kong prins prinsesse alte alter altes neue neuer neues kleine kleiner grosse grosser obere oberer untere unterer hintere vordere lange langer breite hohe ved bag am an im auf zur zum unter bei vor hinter in " +
		"der den dem des die de la st saint swietego swietej sw gen generala ks ksiedza marszalka kardynala prof dr plk rotmistrza mjr szent felso also kis nagy uj regi")
	// prepositions begin names of streets without any word for a street: Am Markt 5.
	prepositions = set("ved bag am im zum zur unter auf an hinter vor beim")
	// livingPhrases promise an address.
	livingWords = set("wohne wohnt wohnen wohnhaft wohnte adresse anschrift adres adress address adressen cim cime cimem lakcim lakcime lakcimem lakom lakik lakunk lakok bor boende bopael bopal mieszkam mieszka mieszkamy mieszkania zamieszkala zamieszkaly zameldowany zameldowana live lives living reside deliver delivered lieferadresse rechnungsadresse leveringsadresse lieferanschrift ulica ul przy")
	// counting follows a number that is none of a house.
	counting = set("uhr euro eur kr dkk zl pln ft huf usd gbp km m cm mm kg g l liter litr stuck stk szt db personen person personer osob osoby fo tage tagen tag dage dag dni dnia nap napja napig days day wochen woche uger uge tygodni het weeks week monate maneder miesiecy honap months jahre jahren ar lat ev years year minuten minutter minut perc minutes min stunden timer godzin ora hours hour prozent procent procent szazalek percent mal gange razy alkalom times grad januar februar marz april mai juni juli august september oktober november dezember december jan feb mar apr jun jul aug sep okt nov dez dec " +
		"marts maj stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia marcius aprilis majus junius julius augusztus szeptember oktober am pm kwh kw mb gb pcs people other more new x godz h bis til do and or und oder og i v v2 watt volt seiten sider stron oldal euros pounds dollars forint zlotych kroner")
	monthWords = set("januar februar marz april mai juni juli august september oktober november dezember december jan feb mar apr jun jul aug sep okt nov dez dec marts maj stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia")
	// tails follow the number of a house: floor, side, flat.
	tails = set("tv th mf sal st dor lejl og stock etage obergeschoss dg eg whg wohnung hinterhaus vorderhaus lok lokal mieszkanie mieszkania m pietro klatka fsz em emelet emeleten ajto ajton ep epulet lph lepcsohaz foldszint szam szamu alatt szamban flat apt apartment unit suite ste floor room top stiege tur haus lejlighed stuen kld kaelder kalder")
	// flats stand before the number of a house in English.
	flats = set("flat apt apartment unit suite room floor")
	// states of the United States, before a ZIP code.
	states = set("al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc")
	// countryMarks stand before a postcode with a dash.
	countryMarks = set("d de dk pl h hu a at ch")
	// postAreas are the letters with which a British postcode begins (Royal Mail, "postcode areas").
	postAreas = set("ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec eh en ex fk fy g gl gu gy ha hd hg hp hr hs hu hx ig im ip iv je ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn np nr nw ol ox pa pe ph pl po pr rg rh rm s sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf wn wr ws wv yo ze")
)
