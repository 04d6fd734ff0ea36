package privacy

import (
	"slices"
	"strings"
)

// cueKind is what a phrase says about the words beside it.
type cueKind uint8

const (
	cueIntro   cueKind = iota // "my name is": a name follows, in any case
	cueAm                     // "I am", "this is": a name may follow
	cueGreet                  // "Hello", "Hej": a name may follow
	cueDear                   // "Dear", "Kære": a name follows unless it is an office
	cueTitle                  // "Mr", "Frau": a name follows
	cueRole                   // "my wife": a name may follow
	cueLabel                  // "Name:": a name follows the colon
	cueHeader                 // "From:" at the beginning of a line
	cueClose                  // "Best regards": a name follows, here or below
	cueThanks                 // "Thanks": a name may follow, here or below
	cueBehind                 // "vagyok", "úr": a name stands before
	cueWrote                  // "wrote:": a name stands before
	cueHere                   // "hier", "it's": a name that is known as one follows
	cueMention                // "I spoke to": a name may follow
	cueSource                 // "according to": a name of two words, or a known one, may follow
	cueWroteBy                // "skrev", "schrieb": a name follows, then a colon
)

// cue is a phrase, without its last word, under which it is kept.
type cue struct {
	kind   cueKind
	before []string // the nearest first
}

// cuePhrases are the phrases by kind, "|" between two of them.
var cuePhrases = map[cueKind]string{
	cueIntro: "call me | kalde mig | kald mig | kaldes | nenn mich | nennen mich | mówią na mnie | mów mi | mówcie mi | my name is | my names | my name's | name's | full name is | the name is | i am called | i'm called | they call me | you can call me | name is | named | under the name | under the name of | in the name of | registered to | on behalf of | account holder is | signed by | signed for by | know me as | tenancy is under | contract is under | tenant is | please add | told by | told otherwise by | mieter ist | mieterin ist | vermieter ist | unterschrieben hat | unterzeichnet hat | lautet auf | z hd | zhd | zu händen | att | attn | fao | tragen sie | lejer er | lejeren er | modtaget af | skrevet under af | underskrevet af | skriv venligst | proszę dopisać | " +
		"ich heiße | ich heisse | sohn heißt | tochter heißt | mann heißt | frau heißt | mein name ist | mein name lautet | name ist | name lautet | namens | auf den namen | unter dem namen | lautet auf | im namen von | man nennt mich | " +
		"jeg hedder | han hedder | hun hedder | der hedder | mit navn er | fulde navn er | navnet er | ved navn | på vegne af | i navnet | under navnet | " +
		"nazywam się | mam na imię | na imię mam | moje imię to | moje nazwisko to | imię i nazwisko to | na nazwisko | o nazwisku | o imieniu | w imieniu | z tej strony | syn nazywa się | córka nazywa się | żona nazywa się | mąż nazywa się | ma na imię | " +
		"a nevem | teljes nevem | engem úgy hívnak hogy | a neve | a nevük",
	cueAm: "i am | i'm | this is | here is | my name | ich bin | ich bin die | ich bin der | hier ist | hier ist nochmal | hier ist noch mal | hier ist wieder | hier spricht | hier schreibt | es schreibt ihnen | mein name | " +
		"jeg er | her er | det er | du skriver med | mit navn | jestem | to ja | pisze do państwa | dzwoni | én",
	cueGreet: "god morgen | god aften | god eftermiddag | god formiddag | hello again | hi again | hallo nochmal | hallo noch mal | hallo wieder | hallo nochmals | hej igen | goddag igen | witam ponownie | dzień dobry ponownie | cześć ponownie | szia megint | szia újra | helló újra | jó napot újra | morning | afternoon | evening | hi all and | dobrý | buenas | hola | bonjour | ciao | ahoj | hi | hello | hey | hiya | good morning | good afternoon | good evening | hallo | hi there | moin | servus | grüezi | guten tag | guten morgen | guten abend | moin moin | grüß dich | " +
		"hej | hejsa | halløj | goddag | godmorgen | godaften | god dag | davs | witaj | witam | cześć | dzień dobry | dobry wieczór | siema | szia | helló | szervusz | jó napot | jó napot kívánok | üdv | üdvözlöm | szép napot | jó reggelt | jó estét | heló",
	cueDear: "dear | dearest | liebe | lieber | liebste | geehrte | geehrter | verehrte | verehrter | werte | werter | kære | kaere | szanowna | szanowny | droga | drogi | drodzy | kochana | kochany | tisztelt | kedves | drága",
	cueTitle: "overlæge | lektor | docent | profesor | profesora | profesorem | profesorowi | doktor | doktora | doktorem | doktorowi | councillor | alderman | mayor | judge | captain | inspector | pastor | stadtrat | stadträtin | gemeinderat | bürgermeister | bürgermeisterin | pfarrer | pfarrerin | direktor | direktorin | rådmand | borgmester | direktør | radny | radna | burmistrz | burmistrza | dyrektor | prezes | kierownik | mr | mrs | ms | miss | mx | mister | sir | dr | doctor | prof | professor | rev | reverend | cllr | messrs | " +
		"geb | herr | herrn | hr | frau | fräulein | frl | fr | dipl ing | mag | familie | fam | dipl | eheleute | fru | frk | frøken | familien | ægteparret | " +
		"pan | pani | pana | panu | panem | panią | panie | państwo | państwa | państwu | mgr | inż | lek | hab | ks | mec | özv | ifj | id",
	cueRole: roleCues(),
	cueLabel: "do rąk własnych | do rąk | delivered to | ordered by | received by | placed by | purchased by | sold to | ship to | bill to | billed to | invoice to | requested by | reported by | submitted by | prepared by | written by | author | teacher | student | pupil | parent | guardian | carer | next of kin | emergency contact | referred by | doctor | manager | supervisor | agent | member | chair | chairman | treasurer | secretary | landlord | neighbour | your name | customer contact | key contact | billing contact | delivery contact | legal name | preferred name | names | " +
		"geliefert an | bestellt von | empfangen von | lieferung an | rechnung an | bearbeiter | bearbeiterin | sachbearbeiter | sachbearbeiterin | betreuer | betreuerin | vermieter | vermieterin | verfasser | teilnehmer | teilnehmerin | mitglied | schüler | schülerin | student | studentin | lehrer | lehrerin | erziehungsberechtigte | erziehungsberechtigter | notfallkontakt | ihr name | vor und nachname | vor und zuname | name vorname | zuname | auftraggeber | auftraggeberin | besteller | bestellerin | käufer | käuferin | verkäufer | absenderin | meldende person | ansprechperson | kontaktperson | vorsitzende | vorsitzender | kassenwart | schriftführer | steller | antragsteller in | kontoinhaber in | " +
		"leveret til | bestilt af | modtaget af | faktureres til | sagsbehandler | udlejer | elev | studerende | deltager | forælder | værge | pårørende | nærmeste pårørende | dit navn | fulde navn | barnets navn | lejers navn | mors navn | fars navn | køber | sælger | formand | kasserer | bestyrelsesmedlem | patient | borger | klager | indsender | læge | " +
		"posiadacz rachunku | posiadacz karty | zamawiający | zamawiająca | odbierający | kupujący | sprzedający | płatnik | nabywca | opiekun | opiekunka | rodzic | uczeń | uczennica | student | studentka | nauczyciel | nauczycielka | prowadzący | członek | zgłaszający | zgłaszająca | zarządca | współwłaściciel | pełnomocnik | imię i nazwisko | imiona i nazwisko | imię nazwisko | nazwisko panieńskie | osoba do kontaktu | kontakt | autor | przewodniczący | skarbnik | sołtys | " +
		"kapcsolattartó neve | kérelmező neve | bejelentő | bejelentő neve | megrendelő neve | vásárló | vevő | eladó | páciens | hozzátartozó | anyja neve | apja neve | gyermek neve | szülő neve | tanuló | tanuló neve | hallgató | hallgató neve | tanár | ügyintéző | tag | tag neve | teljes név | ügyfél neve | bérbeadó | közös képviselő | meghatalmazott | gondviselő | szerző | elnök | pénztáros | számlázási név | szállítási név | családi és utónév | " +
		"name | full name | first name | last name | surname | family name | forename | given name | maiden name | mother's name | father's name | contact | contact person | contact name | customer | customer name | client | tenant | patient | applicant | recipient | sender | attn | att | attention | fao | signed | signature | account holder | cardholder | name on card | card holder | passenger | guest | employee | spouse | child | beneficiary | policyholder | owner | driver | witness | " +
		"vorname | nachname | familienname | geburtsname | mädchenname | rufname | ansprechpartner | ansprechpartnerin | kunde | kundin | mieter | mieterin | patientin | antragsteller | antragstellerin | empfänger | absender | kontoinhaber | kontoinhaberin | karteninhaber | inhaber | ehepartner | kind | fahrer | zeuge | z hd | zhd | zu händen | unterschrift | gezeichnet | gez | kontakt | name des kindes | versicherter | versicherungsnehmer | halter | bewohner | eigentümer | " +
		"navn | fornavn | efternavn | pigenavn | kontaktperson | kundenavn | lejer | ansøger | modtager | afsender | kontohaver | kortholder | ægtefælle | barn | fører | vidne | underskrift | ejer | medlem | " +
		"imię | imie | nazwisko | nazwisko i imię | nazwisko rodowe | imiona | klient | klientka | najemca | pacjent | pacjentka | wnioskodawca | wnioskodawczyni | odbiorca | nadawca | adresat | właściciel | właściciel konta | posiadacz | małżonek | dziecko | kierowca | świadek | podpis | osoba kontaktowa | imię dziecka | imię matki | imię ojca | ubezpieczony | " +
		"név | neve | nevem | ügyfél | vezetéknév | családnév | keresztnév | utónév | születési név | leánykori név | kapcsolattartó | bérlő | beteg | kérelmező | igénylő | címzett | feladó | számlatulajdonos | kártyabirtokos | házastárs | gyermek | tanú | aláírás | tulajdonos | megrendelő | szülő",
	cueHeader: "from | to | cc | bcc | reply to | von | an | fra | til | kopi | od | do | dw | feladó | címzett | másolat | kapja",
	cueClose: "alles gute | alles liebe | alt godt | wszystkiego najlepszego | szeretettel | ściskam | całuję | pozdrowienia | ölellek | üdvözöllek | i a | hugs | yours ever | as ever | yours always | regards | sincerely | faithfully | yours truly | respectfully | cordially | br | kr | rgds | best wishes | warmest wishes | all the best | take care | with love | love from | love | best | xoxo | warmly | cheers | yours | " +
		"grüße | grüßen | grüsse | grüssen | gruß | gruss | gruessen | gruesse | mfg | lg | vg | bg | hg | hochachtungsvoll | dein | deine | ihr | ihre | euer | eure | herzlichst | ppa | im auftrag | " +
		"hilsen | hilsner | mvh | m v h | vh | dbh | kh | vlh | venligst | knus | kærligst | " +
		"pozdrawiam | pozdrawiamy | pozdrowienia | pozdrowieniami | pozdr | pzdr | pozdro | z pow | poważaniem | szacunku | szacunkiem | serdecznie | ukłony | " +
		"üdvözlettel | üdv | tisztelettel | köszönettel | üdvözletem | üdvözlöm | ölel | puszi | üdvözli | minden jót | sok szeretettel | much obliged | speak soon | es grüßt | grüßt | bis bald | bis dann | viele grüße von | vi ses | do usłyszenia | do zobaczenia | wszystkiego dobrego | viszlát",
	cueThanks: "tia | thanks | thank you | thx | thanks again | thanks in advance | ta | danke | vielen dank | besten dank | dank | im voraus | dankeschön | bis bald | tschüss | ciao | " +
		"tak | på forhånd | hjælpen | vi ses | dziękuję | dziekuje | dzięki | z góry | dziękujemy | za pomoc | köszönöm | köszi | köszönjük | kösz | szép napot | szép hétvégét | további szép napot | miłego dnia | miłego weekendu | schönen tag | schönen abend | schönes wochenende | have a nice day | have a great day | god dag | god weekend | good day | segítséget | szépen",
	cueBehind: "család | családja | családnak | családtól | részére | számára | vagyok | hívnak | a nevem | nevű | névre | nevére | nevében | néven | úr | urat | úrral | úrnak | úrtól | úrhoz | asszony | asszonyt | asszonynak | asszonnyal | asszonyhoz | néni | nénit | néninek | nénivel | bácsi | bácsit | bácsinak | bácsival | kisasszony | doktornő | doktor úr | főorvos",
	cueWrote:  "wrote | napisał | napisała | napisał a | írta | ezt írta | a következőt írta | schreibt",
	cueHere:   "im | hier | here | its | it's | her | tu | itt | med",
	cueMention: "next door to | neben | ved siden af | obok | told | explained to | explained this to | all this to | forward this to | forwarded to | pass this to | forklaret | fortalt | lady called | man called | woman called | girl called | gentleman called | somebody called | someone called | person called | colleague called | heard from | hear from | hørt af | hørt fra | fået af | gehört von | erfahren von | wiem od | dowiedziałem się od | dowiedziałam się od | dostałem od | dostałam od | znowu ja | megint én | bin's nochmal | bins nochmal | me again | spoke to | spoke with | talked to | talked with | speak to | speak with | ask for | met with | contacted by | gesprochen mit | sprach mit | telefoniert mit | nach herrn | talte med | talt med | snakkede med | snakket med | spurgte efter | spørg efter | " +
		"thank you | danke | tak | z domu | née | nee | født | läuft auf | telefon odebrał | odebrał | odebrała | podpisał | podpisała | złożył | złożyła | átvette | aláírta | tenant is called | tenant is | owner is | he is called | she is called | who is called | " +
		"rozmawiałem z | rozmawiałam z | rozmawiałem ze | rozmawiałam ze | rozmawiać z | beszéltem",
	cueSource:  "im namen von | na | przekazać | rechnung bitte an | bitte an | send fakturaen til | sendes til | overdraget til | complaint of | complaint from | klage fra | klage over | beschwerde von | beschwerde über | anruf von | mail von | mail fra | brev fra | brief von | call from | letter from | email from | e-mail from | skarga na | umowa z | umowę z | tilføj venligst | tilføj | ifølge | according to | laut | zdaniem | remove | replaced by | vertreten durch | represented by | repræsenteret af | im namen von",
	cueWroteBy: "schrieb | skrev | użytkownik",
}

// roleCues are the people of one's life, in the forms in which they are named.
func roleCues() string {
	var all []string
	cross := func(owners, people string) {
		for _, o := range strings.Fields(owners) {
			for _, p := range strings.Fields(people) {
				all = append(all, o+" "+p)
			}
		}
	}
	cross("my our his her", "wife husband partner son daughter mother mum mom father dad brother sister colleague neighbour neighbor friend boss manager landlord landlady tenant flatmate roommate fiancé fiancée boyfriend girlfriend grandmother grandfather gran grandma grandpa aunt uncle cousin niece nephew doctor lawyer solicitor assistant carer child baby stepson stepdaughter")
	cross("meine meiner unsere unserer deine seine ihre", "schwägerin stieftochter patin großmutter gattin ex-frau pflegerin frau tochter mutter mama schwester kollegin freundin nachbarin chefin oma tante partnerin vermieterin lebensgefährtin verlobte ärztin anwältin schwiegermutter betreuerin enkelin nichte mitbewohnerin")
	cross("mein meinen meinem meines unser unseren unserem ihr sein", "schwager stiefsohn pate großvater gatte ex-mann pfleger mann sohn vater papa bruder kollege kollegen freund nachbar nachbarn chef opa onkel partner vermieter lebensgefährte verlobter arzt anwalt schwiegervater betreuer enkel neffe kind mitbewohner ehemann")
	cross("min mit vores hans hendes", "svigerinde svoger hjælper hjemmehjælper svigersøn svigerdatter niece nevø barnebarn kone mand søn datter mor far kollega nabo kæreste ven veninde bror søster chef mormor morfar farmor farfar tante onkel fætter kusine barn partner samlever sambo lejer udlejer læge advokat svigermor svigerfar roommate ekskone eksmand ægtefælle")
	cross("moja mojej moją moją nasza naszej naszą", "szwagierka szwagierki szwagierkę synowa wnuczka wnuczki opiekunka opiekunki opiekunkę bratowa żona żony żonie żonę żoną córka córki córce córkę córką matka matki matce matkę matką mama mamy mamie mamę mamą siostra siostry siostrze siostrę siostrą koleżanka koleżanki koleżance koleżankę koleżanką sąsiadka sąsiadki sąsiadce sąsiadkę sąsiadką babcia babci babcię babcią ciocia szefowa partnerka partnerki partnerce partnerkę partnerką teściowa przyjaciółka narzeczona lekarka")
	cross("mój mojego mojemu moim nasz naszego naszemu naszym", "szwagier szwagra zięć wnuk wnuka opiekun opiekuna mąż męża mężowi mężem syn syna synowi synem ojciec ojca ojcu ojcem tata taty tatę tatą brat brata bratu bratem kolega kolegi koledze kolegę kolegą sąsiad sąsiada sąsiadowi sąsiadem dziadek dziadka dziadkiem szef szefa szefem partner partnera partnerem przyjaciel narzeczony lekarz wujek teść")
	for _, p := range strings.Fields("sógornőm sógorom gondozóm menyem vejem keresztanyám keresztlányom nagybátyám nagynéném unokatestvérem férjem feleségem fiam lányom anyám édesanyám anyukám apám édesapám apukám testvérem bátyám öcsém nővérem húgom kollégám kolléganőm szomszédom barátom barátnőm főnököm nagymamám nagyapám nagyanyám párom élettársam menyasszonyom vőlegényem unokám orvosom gyermekem gyerekem kislányom kisfiam anyósom apósom ügyvédem") {
		all = append(all, p)
		for _, e := range []string{"nak", "nek", "mal", "mel", "at", "et", "t", "hoz", "tol"} {
			all = append(all, p+e)
		}
	}
	all = append(all, strings.Fields("neighbours neighbors nachbarn naboer sąsiedzi sąsiadów sąsiadom sąsiadami szomszédaim szomszédaink gyerekeim szüleim lányaim fiaim børnene")...)
	cross("your", "colleague colleagues manager boss employee technician engineer driver")
	cross("ihr ihrem ihren euer eurem euren", "kollege kollegen mitarbeiter techniker monteur fahrer chef")
	cross("ihre ihrer eure eurer", "kollegin mitarbeiterin technikerin chefin")
	cross("jeres din deres", "kollega medarbejder montør tekniker chef")
	cross("wasz wasza państwa", "kolega koleżanka pracownik pracownica konsultant konsultantka")
	all = append(all, strings.Fields("vorsitzende vorsitzender vorsitzenden formanden formand naboen overboen underboen prezes przewodniczący przewodnicząca nauczyciel nauczycielka wychowawczyni kollégájuk kollégájukkal kollégájuktól munkatársuk munkatársukkal gondnok gondnoknak")...)
	cross("my our", "neighbours neighbors children kids parents sons daughters friends colleagues")
	cross("meine meinen unsere unseren", "nachbarn kinder kindern eltern söhne töchter freunde freunden kollegen")
	cross("mine vores", "naboer børn forældre sønner døtre venner kolleger")
	cross("moi nasi moje nasze moich naszych", "sąsiedzi dzieci rodzice synowie córki przyjaciele koledzy sąsiadów rodziców")
	all = append(all, strings.Fields("nurse caretaker janitor technician engineer driver neighbour neighbor landlord landlady tenant hausmeister hausmeisterin schwester pfleger technikerin monteur nachbar nachbarin vermieter vermieterin sachbearbeiter sachbearbeiterin betreuer betreuerin vicevært viceværten sygeplejerske sygeplejersken sagsbehandler sagsbehandleren montør udlejer pielęgniarka pielęgniarz dozorca dozorczyni konsjerż sąsiad sąsiadka najemca właściciel kierownik kierowniczka lekarz lekarka ápolónő ápoló gondnok gondnokunk házmester szerelő szomszéd ügyintéző bérlő tulajdonos közös_képviselő")...)
	all = append(all, strings.Fields("lányunk fiunk gyermekünk unokánk szomszédunk kollégánk édesanyánk édesapánk nagymamánk férjemet feleségemet apósunk anyósunk")...)
	cross("my our his her", "father-in-law mother-in-law son-in-law daughter-in-law brother-in-law sister-in-law stepfather stepmother")
	return strings.Join(all, " | ")
}

// addCues keeps each phrase under its last word.
func (l lexBuilder) addCues() {
	for kind, list := range cuePhrases {
		for phrase := range strings.SplitSeq(list, "|") {
			v := newView(strings.TrimSpace(phrase))
			if len(v.tokens) > 0 {
				l.addCue(v, kind)
			}
		}
	}
	for _, w := range l {
		slices.SortFunc(w.cues, func(a, b cue) int {
			if d := len(b.before) - len(a.before); d != 0 {
				return d
			}
			return int(a.kind) - int(b.kind)
		})
	}
}

func (l lexBuilder) addCue(v *view, kind cueKind) {
	last := len(v.tokens) - 1
	c := cue{kind: kind}
	for i := last - 1; i >= 0; i-- {
		c.before = append(c.before, string(v.word(v.tokens[i])))
	}
	w := l.word(string(v.word(v.tokens[last])))
	if kind == cueTitle {
		w.class |= classTitle
	}
	if !slices.ContainsFunc(w.cues, func(o cue) bool { return o.kind == kind && slices.Equal(o.before, c.before) }) {
		w.cues = append(w.cues, c)
	}
}
