package corpus

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// people are names and places of one country.
type people struct {
	women, men, families []string
	familiesOfWomen      []string // where they differ
	streets              []string // "%" is the number
	towns                []string
	domains              []string
}

var population = map[string]people{
	"en": {
		women:    strings.Fields("Olivia Amelia Isla Margaret Susan Patricia Chloe Jessica Niamh Priya Zara Beatrice Maureen Tracy Siobhan Gwen Aoife Hermione Latoya Xiomara"),
		men:      strings.Fields("Oliver George Harry Noah Muhammad Graham Nigel Callum Rhys Declan Trevor Keith Alistair Jamal Ravi Winston Barnaby Lachlan Desmond Tyrone"),
		families: strings.Fields("Smith Jones Taylor Brown Williams Patel O'Connor Macmillan Featherstone Okafor Singh Wright Hughes Ng Blackwood Pemberton-Clarke Hargreaves Young Rahman Cholmondeley"),
		streets:  []string{"% High Street", "% Station Road", "Flat 3, % Victoria Road", "% Church Lane", "% The Crescent", "% Elm Grove", "% King's Avenue", "% Mill Close", "% Park View Terrace"},
		towns:    []string{"London SW1A 1AA", "Manchester M14 5TQ", "Leeds LS6 3HN", "Bristol BS8 1TH", "Cardiff CF10 3NB", "Springfield, IL 62704", "Portland, OR 97201"},
		domains:  strings.Fields("gmail.com outlook.com btinternet.com yahoo.co.uk example.org"),
	},
	"de": {
		women:    strings.Fields("Emma Mia Hannelore Renate Sabine Ulrike Anneliese Leonie Katharina Heidemarie Gundula Swetlana Ayşe Brigitte Friederike Lieselotte Jana Annegret Mechthild Romy"),
		men:      strings.Fields("Ben Paul Jürgen Karl-Heinz Wolfgang Uwe Detlef Matthias Björn Thorsten Leon Mehmet Hans-Peter Gottfried Jannik Günther Falk Ansgar Eckart Maximilian"),
		families: strings.Fields("Müller Schmidt Schneider Fischer Weber Krämer Großmann Lüdenscheidt Hoffmann Yıldız Vogelsang Öztürk Schmidt-Rottluff Nowak Winkler Siebenhaar Kraft Strauß Ziegler Petersen"),
		streets:  []string{"Hauptstraße %", "Bahnhofstr. %", "Am Kirchberg %", "Goethestraße %", "Lange Straße %", "Karl-Liebknecht-Straße %", "Rosenweg %", "Schillerplatz %", "Unter den Linden %", "An der Alten Mühle %"},
		towns:    []string{"10115 Berlin", "20095 Hamburg", "80331 München", "50667 Köln", "24937 Flensburg", "61348 Bad Homburg", "D-01067 Dresden", "79098 Freiburg im Breisgau"},
		domains:  strings.Fields("gmx.de web.de t-online.de gmail.com posteo.de"),
	},
	"da": {
		women:    strings.Fields("Anne Mette Kirsten Freja Lærke Gitte Birthe Sofie Bodil Ingeborg Fatima Signe Tove Dorthe Karla Ragnhild Pernille Åse Maj-Britt Liva"),
		men:      strings.Fields("Lars Jens Søren Mads Henrik Jørgen Ejnar Villads Oscar Torben Ahmed Asger Poul-Erik Bjarne Niels Magnus Øjvind Preben Kjeld Emil"),
		families: strings.Fields("Nielsen Jensen Hansen Sørensen Møller Kjær Lund Østergaard Bøgh Holm-Petersen Ravnsborg Thygesen Ali Dam Krogsgaard Juhl Bæk Aagaard Winther Skovgaard"),
		streets:  []string{"Vestergade %", "Nørre Allé %", "Søndergade %", "Skovvej %", "Sankt Pauls Plads %", "H.C. Andersens Boulevard %", "Gl. Kongevej %", "Rådhusstræde %", "Lindeparken %", "Strandvejen %"},
		towns:    []string{"8000 Aarhus C", "5000 Odense C", "2100 København Ø", "9000 Aalborg", "6700 Esbjerg", "4600 Køge", "DK-7100 Vejle"},
		domains:  strings.Fields("gmail.com hotmail.com mail.dk stofanet.dk live.dk"),
	},
	"pl": {
		women:           strings.Fields("Anna Katarzyna Małgorzata Agnieszka Zofia Krystyna Wioletta Halina Julia Oliwia Bożena Grażyna Żaneta Dobrosława Kornelia Urszula Danuta Ewa Jadwiga Marzena"),
		men:             strings.Fields("Piotr Krzysztof Andrzej Łukasz Paweł Grzegorz Zbigniew Mieczysław Jakub Kacper Wojciech Ireneusz Bogusław Dariusz Radosław Stanisław Ziemowit Tymoteusz Jan Marek"),
		families:        strings.Fields("Kowalski Nowak Wiśniewski Wójcik Kamiński Lewandowski Zieliński Szymański Woźniak Brzęczyszczykiewicz Jabłoński Mazur Krawczyk Dąbrowski Gołębiewski Pietrzak Sienkiewicz Wróbel Zając Czarnecki"),
		familiesOfWomen: strings.Fields("Kowalska Nowak Wiśniewska Wójcik Kamińska Lewandowska Zielińska Szymańska Woźniak Brzęczyszczykiewicz Jabłońska Mazur Krawczyk Dąbrowska Gołębiewska Pietrzak Sienkiewicz Wróbel Zając Nowak-Jeziorańska"),
		streets:         []string{"ul. Długa %", "ul. Jana Kochanowskiego %", "al. Niepodległości %", "ul. 3 Maja %", "os. Tysiąclecia %", "ul. Świętokrzyska %", "pl. Wolności %", "ul. Marszałkowska %/7", "ul. Polna % m. 4", "Aleje Jerozolimskie %"},
		towns:           []string{"00-950 Warszawa", "31-044 Kraków", "80-126 Gdańsk", "50-370 Wrocław", "61-712 Poznań", "90-001 Łódź", "65-001 Zielona Góra"},
		domains:         strings.Fields("wp.pl onet.pl gmail.com o2.pl interia.pl"),
	},
	"hu": {
		women:    strings.Fields("Anna Zsófia Katalin Erzsébet Ildikó Hanna Luca Enikő Gyöngyi Piroska Ágnes Csilla Boglárka Tünde Mária Judit Emese Klára Zsuzsanna Dorottya"),
		men:      strings.Fields("Péter László Gábor István Bence Zoltán Attila Ákos Csaba Gergő Miklós Balázs Tibor Levente Árpád Ferenc Dániel Szabolcs Vilmos Zsigmond"),
		families: strings.Fields("Kovács Nagy Szabó Tóth Horváth Varga Kiss Molnár Németh Szentgyörgyi Papp Lakatos Fehér Oláh Csikszentmihályi Bíró Kerekes Vörös Hegedűs Zrínyi"),
		streets:  []string{"Kossuth Lajos utca %.", "Petőfi S. u. %.", "Andrássy út %.", "Sas utca %. 2/4", "Deák Ferenc tér %.", "Bartók Béla út %. fsz. 2", "Rákóczi út %. II. em. 5", "Fő utca %.", "Váci körút %."},
		towns:    []string{"1051 Budapest", "4024 Debrecen", "6720 Szeged", "9021 Győr", "7621 Pécs", "3525 Miskolc"},
		domains:  strings.Fields("gmail.com freemail.hu citromail.hu t-online.hu"),
	},
}

// fullName makes up a name. Hungarians put the family name first.
func fullName(r *rand.Rand, p people, locale string) string {
	first, family := givenName(r, p)
	if locale == "hu" {
		if r.IntN(12) == 0 {
			return family + " " + pick(r, p.men) + "né"
		}
		return family + " " + first
	}
	switch r.IntN(14) {
	case 0:
		return first + " " + string([]rune(family)[0]) + ". " + pick(r, p.families)
	case 1:
		return string([]rune(first)[0]) + ". " + family
	case 2:
		if locale == "de" {
			return first + " von " + pick(r, []string{"Ahlefeld", "der Heide", "Bülow"})
		}
		return first + " " + pick(r, append(p.women, p.men...)) + " " + family
	}
	return first + " " + family
}

func givenName(r *rand.Rand, p people) (first, family string) {
	if r.IntN(2) == 0 {
		if p.familiesOfWomen != nil {
			return pick(r, p.women), pick(r, p.familiesOfWomen)
		}
		return pick(r, p.women), pick(r, p.families)
	}
	return pick(r, p.men), pick(r, p.families)
}

func mailAddress(r *rand.Rand, p people) string {
	first, family := givenName(r, p)
	plain := strings.NewReplacer("ł", "l", "ø", "o", "æ", "ae", "å", "aa", "ß", "ss", "'", "", "ş", "s", "ı", "i")
	first, family = plain.Replace(ascii(strings.ToLower(first))), plain.Replace(ascii(strings.ToLower(family)))
	domain := pick(r, p.domains)
	local := pick(r, []string{first + "." + family, first + family, first[:1] + family, first + fmt.Sprint(50+r.IntN(50)), family + "_" + first, first + "." + family + "+shop"})
	switch r.IntN(12) {
	case 0:
		return strings.ReplaceAll(local, "+shop", "") + " (at) " + strings.ReplaceAll(domain, ".", " (dot) ")
	case 1:
		return strings.ToUpper(local[:1]) + local[1:] + "@" + domain
	}
	return local + "@" + domain
}

// ascii strips the accents that the names here have.
func ascii(s string) string {
	return strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ö", "o", "ő", "o", "ú", "u", "ü", "u", "ű", "u", "ä", "a", "ą", "a", "ć", "c", "ę", "e", "ń", "n", "ś", "s", "ź", "z", "ż", "z", "č", "c").Replace(s)
}

func postal(r *rand.Rand, p people, locale string, townToo bool) string {
	number := fmt.Sprint(1 + r.IntN(180))
	if r.IntN(6) == 0 && locale != "hu" {
		number += pick(r, []string{"a", "B", "c"})
	}
	street := strings.Replace(pick(r, p.streets), "%", number, 1)
	if locale == "da" && r.IntN(3) == 0 {
		street += pick(r, []string{", 2. tv", ", st. th.", ", 1. sal", ", 4. mf"})
	}
	if !townToo {
		return strings.TrimSuffix(street, ".")
	}
	if locale == "hu" {
		return pick(r, p.towns) + ", " + strings.TrimSuffix(street, ".")
	}
	return street + pick(r, []string{", ", ", ", "\n"}) + pick(r, p.towns)
}

func phone(r *rand.Rand, locale string) string {
	switch locale {
	case "de":
		m := pick(r, []string{"151", "160", "170", "176", "179"})
		n := digits(r, 7)
		if m == "151" || m == "176" {
			n += digits(r, 1) // these have eight
		}
		return pick(r, []string{"0" + m + " " + n, "+49 " + m + " " + n, "0" + m + "/" + n, "0049" + m + n, "030 " + pick(r, []string{"2", "4", "8"}) + digits(r, 6), "040-" + pick(r, []string{"3", "5"}) + digits(r, 6), "+49 (0)" + m + " " + grouped(n, " ", 3, 4)})
	case "da":
		n := pick(r, []string{"20", "22", "26", "28", "30", "40", "42", "51", "60", "86"}) + digits(r, 6)
		return pick(r, []string{n, grouped(n, " ", 2), grouped(n, " ", 4), "+45 " + grouped(n, " ", 2), "+45" + n, "0045 " + n})
	case "pl":
		n := pick(r, []string{"501", "512", "600", "603", "660", "692", "721", "790", "883"}) + digits(r, 6)
		return pick(r, []string{n, grouped(n, " ", 3), grouped(n, "-", 3), "+48 " + grouped(n, " ", 3), "+48" + n, "22 " + pick(r, []string{"6", "8", "5"}) + grouped(digits(r, 6), " ", 2)})
	case "hu":
		n := digits(r, 7)
		m := pick(r, []string{"20", "30", "70"})
		return pick(r, []string{"06 " + m + " " + grouped(n, " ", 3, 4), "+36 " + m + " " + grouped(n, " ", 3, 4), "06" + m + n, m + "/" + grouped(n, "-", 3, 4), "06-1-" + grouped(n, "-", 3, 4), "+36" + m + n})
	}
	n := digits(r, 6)
	return pick(r, []string{"07700 9" + n[:5], "+44 7700 9" + n[:5], "07" + pick(r, []string{"4", "5", "8", "9"}) + digits(r, 8), "020 7946 0" + n[:3], "(555) 234-" + n[:4], "+1 212 555 " + n[:4], "0161 496 0" + n[:3]})
}

func birthDate(r *rand.Rand, locale string) string {
	b := someBirth(r)
	switch locale {
	case "de":
		return pick(r, []string{fmt.Sprintf("%02d.%02d.%d", b.day, b.month, b.year), fmt.Sprintf("%d.%d.%d", b.day, b.month, b.year), fmt.Sprintf("%d. %s %d", b.day, strings.Fields("Januar Februar März April Mai Juni Juli August September Oktober November Dezember")[b.month-1], b.year)})
	case "da":
		return pick(r, []string{fmt.Sprintf("%02d-%02d-%d", b.day, b.month, b.year), fmt.Sprintf("%d/%d %d", b.day, b.month, b.year), fmt.Sprintf("%d. %s %d", b.day, strings.Fields("januar februar marts april maj juni juli august september oktober november december")[b.month-1], b.year)})
	case "pl":
		return pick(r, []string{fmt.Sprintf("%02d.%02d.%d", b.day, b.month, b.year), fmt.Sprintf("%d %s %d", b.day, strings.Fields("stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia")[b.month-1], b.year), fmt.Sprintf("%d-%02d-%02d", b.year, b.month, b.day)})
	case "hu":
		return pick(r, []string{fmt.Sprintf("%d.%02d.%02d", b.year, b.month, b.day), fmt.Sprintf("%d. %s %d", b.year, strings.Fields("január február március április május június július augusztus szeptember október november december")[b.month-1], b.day), fmt.Sprintf("%d-%02d-%02d", b.year, b.month, b.day)})
	}
	return pick(r, []string{fmt.Sprintf("%02d/%02d/%d", b.day, b.month, b.year), fmt.Sprintf("%d %s %d", b.day, strings.Fields("January February March April May June July August September October November December")[b.month-1], b.year), fmt.Sprintf("%d-%02d-%02d", b.year, b.month, b.day)})
}
