package privacy

// Family names that are frequent in the five countries, after the statistics
// named in pattern_name_first.go (for Germany, which publishes none: the
// telephone directory counts of the Digital Dictionary of Surnames, namenforschung.net; for the
// United States: census.gov, "Frequently occurring surnames"). Words of everyday
// language are in lastNamesInContext.
const (
	frequentLastNames = `
Smith Jones Williams Johnson Davies Evans Thomas Roberts Wilson Wright Robinson Thompson Hughes Edwards Lewis Harris Clarke Jackson Patel Khan Ahmed Hussain Singh Kaur Begum Morris
Phillips Mitchell Bailey Collins Murphy Kelly O'Brien O'Connor O'Neill O'Sullivan Anderson Richardson Simpson Stewart Stevenson Campbell MacDonald McDonald McKenzie Robertson Thomson Ferguson Graham Hamilton Murray
Miller Davis Garcia Rodriguez Martinez Hernandez Lopez Gonzalez Perez Sanchez Ramirez Torres Nguyen Flores Rivera Gomez Diaz Cruz Reyes Gutierrez Ortiz Chavez Mendoza Ruiz Alvarez Castillo Jimenez Adams Nelson Allen Sanders Peterson Henderson Coleman Jenkins Powell Patterson
Whittaker Fitzgerald Gallagher Doyle Byrne Walsh Ryan Kennedy Hopkins Watson Watkins Hodgson Atkinson Dawson Gibson Lawson Harrison Jameson Parkinson Wilkinson Pearson Nicholson Saunders Matthews Andrews Stephens Williamson
Müller Schmidt Schneider Schulz Schulze Schultz Hoffmann Hofmann Krüger Krause Lehmann Schmid Schmitt Schmitz Köhler Maier Mayer Meyer Meier Mayr Hartmann Neumann Zimmermann Hermann Herrmann Huber Friedrich Scholz Möller Lorenz Wagner Werner
Schubert Schäfer Schröder Schroeder Böhm Böhme Dietrich Ziegler Kühn Heinrich Pohl Ludwig Winkler Albrecht Schumacher Vogt Jäger Seidel Schreiber Graf Brandt Ziemann Kuhn Dietz Haas Schuster Heinze Franke Günther Pfeiffer Arnold Hansen Petersen Peters Martens Claussen Thomsen Lorenzen Hinrichs
Bergmann Kaufmann Ackermann Baumann Brinkmann Heinemann Hartwig Ebert Eckert Engelhardt Reinhardt Thiel Ulrich Wegner Wendt Wenzel Yılmaz Yildirim Öztürk Kaya Demir Aydin Schwarzkopf Rosenthal Lindemann Oberhuber Gruber Steiner Moser Hofer Leitner Eder Pichler Egger Wallner Reiter Haider Auer
Nielsen Jensen Hansen Andersen Pedersen Christensen Larsen Sørensen Rasmussen Jørgensen Petersen Madsen Kristensen Olsen Thomsen Christiansen Poulsen Johansen Møller Mortensen Knudsen Jakobsen Jacobsen Mikkelsen Olesen Frederiksen Laursen Henriksen Lund Schmidt Eriksen Kristiansen
Clausen Simonsen Svendsen Andreasen Iversen Jeppesen Mogensen Jespersen Nissen Lauridsen Frandsen Østergaard Jepsen Carlsen Nørgaard Vestergaard Søndergaard Kjær Kjærgaard Overgaard Damgaard Mathiesen Bertelsen Bech Lauritsen Thorsen Toft Hedegaard Bundgaard Dahlgaard Lassen Skov Steffensen Davidsen Isaksen Therkildsen Villadsen Krogh Bjerregaard
Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski Jankowski Mazur Wojciechowski Kwiatkowski Krawczyk Kaczmarek Piotrowski Grabowski Zając Pawłowski Michalski Nowakowski Wieczorek Jabłoński Wróbel Majewski Olszewski Stępień
Malinowski Jaworski Adamczyk Dudek Nowicki Pawlak Górski Witkowski Walczak Sikora Baran Rutkowski Michalak Szewczyk Ostrowski Tomaszewski Pietrzak Zalewski Wróblewski Marciniak Jasiński Zawadzki Bąk Jakubowski Sadowski Duda Włodarczyk Wilk Chmielewski Borkowski Sokołowski Szczepański Sawicki Kucharski Lis Maciejewski Kubiak Kalinowski Mazurek Wysocki Kołodziej Kaźmierczak Czarnecki Sobczak Konieczny Urbański Głowacki Wasilewski Sikorski Zakrzewski Krajewski Krupa Gajewski Mróz Laskowski Ziółkowski Makowski Brzeziński Przybylski Domański Nowacki Borowski Błaszczyk Chojnacki Ciesielski Mroziński Szulc Baranowski Górecki Leszczyński Kaczmarczyk Czerwiński Kołodziejczyk Sobolewski Szczepaniak Lipiński Andrzejewski Cieślak Wesołowski Zych Kozieł Markiewicz Mackiewicz Stankiewicz Tomczyk Urbaniak Wierzbicki Mielczarek
Szabó Tóth Horváth Kovács Varga Németh Molnár Balogh Balog Lakatos Mészáros Juhász Oláh Rácz Szilágyi Takács Fehér Gál Szűcs Kocsis Pintér Fodor Szalai Szalay Sipos Magyari Lukács Gulyás Bíró Katona László Fekete Boros Jakab Antal Somogyi Fülöp Veres Vincze Hegedüs Hegedűs Deák Papp Bálint Pap Illés
Szekeres Lengyel Barta Bodnár Orsós Halász Major Bognár Faragó Kelemen Hajdu Dudás Szántó Bakos Török Csonka Nemes Vörös Soós Pásztor Kerekes Borbély Orosz Barna Szőke Sándor Máté Kozma Bartha Hegyi Hajdú Jónás Nyári Tamás Szűts Erdélyi Gáspár Dobos Váradi Virág Kardos Puskás Farkas Kiss Király Nagy Bárány Dömötör Petőfi Kazinczy Zsigmond Vass Pataki Csizmadia Bodó Szarka Pálfi Pálfy Szentgyörgyi Bánfi Hollósi Csordás Ferenczi`

	lastNamesInContext = `
May March Brown Taylor White Walker Hall Green Wood Woods Turner Cooper Hill Ward Moore Clark Baker King Lee Allen Scott Young Carter Parker Bell Cook Bennett Price Gray Grey Fox Marshall Mason Hunt Palmer Rose Stone Knight Mills Fisher Foster Butler Barnes Cox Reid Ross West Cole
Chapman Rogers Gardner Shaw Black Long Field Page Porter Bishop Carpenter Potter Fletcher Archer Hunter Little Sharp Short Rice Lane Park Bush Banks Brooks Rivers Waters Wells Ford Marsh Meadows Frost Winter Summers Flowers Wise Good Noble Power Self Post
März Mai Sauer Weber Fischer Becker Schulz Wagner Bauer Koch Richter Klein Wolf Schröder Schwarz Braun Krause Lange Lang Werner Roth Beck Weiß Jung Hahn Vogel Keller Frank Berger Engel Horn Busch Stein Winter Sommer Fuchs Kaiser Kraus Gross Groß Otto Simon Voigt Schuster Hammer Kraft Pfeifer Kurz Ernst Freund Fink Wirth Bär Kern Rost Kunze Reich Reuter Sturm Nagel Bach Berg Burg Zimmer
Holm Lund Dahl Friis Dam Bang Bruun Brandt Winther Juul Juhl Riis Bach Berg Holst Krog Gade Bjerre Skov Krogh Kruse Fischer Hjort Ravn Falk Koch Munk Smed Vang Vester Dalgaard Storm
Baran Zając Wilk Bąk Lis Mróz Sikora Mazur Duda Krupa Wróbel Dudek Kot Kania Pająk Król Szpak Żak Gil Kozak Kos Maj Marzec Lipiec Kowal Stolarz Piekarz Wrona Kaczor Rak Sowa Jeż Góra Rybak Młynarz
Nagy Kis Kiss Fehér Fekete Magyar Lengyel Török Orosz Német Horvát Király Farkas Bárány Virág Vörös Barna Szőke Major Nemes Katona Halász Vadász Bíró Juhász Balog Pap Papp Bakos Hegyi Nyári Király Magyari Kardos Soós Tamás Gáspár Máté Antal Jakab László Sándor Bálint Kelemen Zsigmond Lukács Illés Dobos Pintér Varga Szabó Lakatos Molnár Takács Szűcs Mészáros Csonka`
)

// familyShape reports the endings that make a family name of a word whatever
// it begins with. Some everyday words have them too; whoever asks looks them up first.
func familyShape(word []rune) bool {
	last := word[len(word)-1]
	if last < 'a' || last > 'z' {
		return false
	}
	for _, e := range familyEndings[last-'a'] {
		if len(word) >= e.least && hasEnding(word, e.letters) {
			return true
		}
	}
	return false
}

type familyEnding struct {
	letters string
	least   int // letters of the whole word
}

// familyEndings are sorted by their last letter.
var familyEndings = func() (sorted ['z' - 'a' + 1][]familyEnding) {
	for _, e := range []familyEnding{
		{"ski", 6}, {"ska", 6}, {"skiego", 9}, {"skiej", 8}, {"skiemu", 9}, {"skim", 7}, {"cki", 6}, {"cka", 6}, {"ckiego", 9}, {"ckiej", 8}, {"ckiemu", 9},
		{"wicz", 6}, {"wicza", 7}, {"wiczem", 8}, {"wiczowi", 9}, {"czyk", 6}, {"czyka", 7}, {"czykiem", 9}, {"czak", 6}, {"niak", 6}, {"siak", 6},
		{"nsen", 6}, {"rsen", 6}, {"lsen", 5}, {"dsen", 6}, {"ksen", 6}, {"gaard", 7}, {"sson", 6}, {"nson", 6},
		{"mann", 6}, {"meier", 6}, {"meyer", 6}, {"huber", 6}, {"bauer", 7}, {"stein", 7},
		{"ova", 6}, {"ovic", 6}, {"enko", 6}, {"oglu", 7}, {"poulos", 8}, {"idis", 7}, {"szky", 6}, {"ffy", 5}, {"falvi", 7}, {"hazi", 6}, {"halmi", 7},
	} {
		at := e.letters[len(e.letters)-1] - 'a'
		sorted[at] = append(sorted[at], e)
	}
	return sorted
}()

func hasEnding(word []rune, ending string) bool {
	at := len(word) - len(ending)
	if at < 0 {
		return false
	}
	for i := range len(ending) {
		if word[at+i] != rune(ending[i]) {
			return false
		}
	}
	return true
}

func hasPrefix(word []rune, beginning string) bool {
	if len(word) < len(beginning) {
		return false
	}
	for i := range len(beginning) {
		if word[i] != rune(beginning[i]) {
			return false
		}
	}
	return true
}
