package privacy

// functionWords are the words of the everyday list that no family has for its
// name, or that follow a first name so often that they say nothing there:
// pronouns, articles, prepositions, conjunctions, auxiliary verbs, the verbs and
// greetings with which letters go on, days and months. The other everyday words
// (trades, animals, towns, colours) are family names behind a first name.
var functionWords = set("" +
	"nr no num i im ill ive id a an the this that these those there here it its he she we you they my your his her our their me us them who whom whose what when where why how which is are was were am be been being do does did have has had having will would can could shall should must might may not no yes yep ok okay and or but if so because since as at by for from in into of on onto out over to up with without about after again all also already always another any anyone anything before both each either every everyone everything first last next now once only other please pls plz still some someone something such than then though through too until very via while yet just thanks thank thx ta cheers sorry hope hoping looking regarding re fwd fw attached following further kind best warm many yours sincerely faithfully regards wishes dear hi hello hey hiya good today tomorrow yesterday moving unfortunately however therefore maybe perhaps cant dont didnt wont isnt wasnt never nobody nothing none got get getting give given go going gone know let like made make need needed received reply request sent send sending subject tried try trying use used using want wanted waiting working writing wrote call called calling contact phone tel telephone fax mobile email mail address name number sir madam cc bcc said says told asked rang " +
	"monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february march april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec christmas easter " +
	"ich du er sie es wir ihr mich mir dich dir ihn ihm uns euch ihnen mein meine meinen meinem meiner dein deine sein seine unser unsere euer eure der die das den dem des ein eine einen einem einer eines kein keine keinen und oder aber wenn weil dass da damit ob als wie wo wann warum was wer wen wem welche welcher ist sind war waren bin bist hat habe haben hatte hatten wird werden wurde wurden kann konnen konnte konnten muss mussen soll sollte sollen will wollen darf mochte mochten hallo guten gute liebe lieber bitte danke vielen besten viele mit ohne fur von vom zu zum zur im in am an auf aus bei beim nach vor seit uber unter zwischen durch gegen um bis heute morgen gestern jetzt dann dort hier noch schon auch nur nicht sehr so leider gern gerne sowie sowohl anbei bezuglich betreff betrifft telefon tel mobil handy adresse name nummer zeit urlaub bescheid hilfe geld recht angst fieber montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar marz mai juni juli oktober dezember weihnachten ostern gruss gruesse grusse grussen mfg lg vg herr frau herrn familie rufen geben schicken konnten gesendet " +
	"jeg du han hun det den de vi dig mig dem os min mit mine din dit dine hans hendes vores jeres deres en et og eller men hvis fordi at om som der hvad hvem hvor hvornar hvorfor hvordan er var har havde bliver blev vil ville kan kunne skal skulle ma matte hej kaere venlig venligst med uden til fra pa i af for efter ved over under mellem siden nar da nu her ogsa kun ikke meget desvaerre gerne tak mvh hilsen vh mandag tirsdag onsdag torsdag fredag lordag sondag januar februar marts maj juni juli oktober telefon tlf mobil adresse navn nummer sendt ring skriv vedr angaende " +
	"ja ty on ona ono my wy oni one mnie mi ciebie ci jego jej ich nas nam was wam moj moja moje twoj twoja nasz nasza pan pani panie pana panu panem panstwo panstwa ten ta to te ci i oraz lub ale jesli jezeli bo poniewaz ze czy jak gdzie kiedy dlaczego co kto jest sa byl byla bylo byli mam ma mamy maja mial miala moze moge mozna musi musze prosze dziekuje dzien dobry witam czesc pozdrawiam z ze bez do od dla na w we o po przed przy za pod nad miedzy przez dzis dzisiaj jutro wczoraj teraz tutaj tam jeszcze juz tez tylko nie bardzo niestety w zwiazku dotyczy telefon tel kom adres nazwisko imie numer poniedzialek wtorek sroda czwartek piatek sobota niedziela styczen luty marzec kwiecien maj czerwiec lipiec sierpien wrzesien pazdziernik listopad grudzien wyslano tu " +
	"en te o mi ti ok engem teged ot minket titeket oket az a egy ez ezt azt es vagy de ha mert hogy mint ami aki ki mi hol mikor miert hogyan van vannak volt voltak lesz lenne vagyok nem igen kerem koszonom koszonjuk udv udvozlettel tisztelt kedves szia hello jo napot ma holnap tegnap most itt ott meg mar is csak nagyon sajnos telefon tel mobil cim nev szam hetfo kedd szerda csutortok pentek szombat vasarnap januar februar marcius aprilis majus junius julius augusztus szeptember oktober november december elkuldve targy")

// germanHas are verbs behind which somebody stands and then what they have: "hat
// Peter Möbel gebracht".
var germanHas = set("hat hatte habe haben hatten bekam bekommt brachte bringt braucht brauchte macht machte legte stellte schickte")

// surnameToo reports whether an everyday word with a capital may be the family
// name behind a first name.
func (f *nameFinder) surnameToo(i int) bool {
	t := f.v.tokens[i]
	word := f.v.word(t)
	if f.has(i, classThing) && i >= 2 && germanHas[f.v.short(f.v.tokens[i-2])] {
		return false
	}
	return t.size() >= 3 && f.written(i) && !functionWords[string(word)] && !f.noun(i) && !officeWord(word) && !institution(word) && !streetNameWord(word)
}

// strongTitles are those behind which every word with a capital is a name.
var strongTitles = set("mr mrs ms miss mx frau herr herrn fru frk hr pan pani panem pana panu dr prof professor")

func (f *nameFinder) strongTitle(i int) bool {
	return i >= 0 && f.has(i, classTitle) && strongTitles[f.v.lookup(f.v.tokens[i])] && f.titleGap(i)
}
