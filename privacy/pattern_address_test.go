package privacy

import "testing"

func TestAddresses(t *testing.T) {
	hidesMarked(t, "address",
		"Ich wohne in der |Hauptstraße 12a, 10115 Berlin|.", "|Musterweg 3|, |Am Markt 5|", "|Karl-Marx-Straße 135|, |Straße des 17. Juni 135|, |Platz der Republik 1|",
		"Anna Quast\n|Lange Straße 5\n04109 Leipzig|"[len("Anna Quast\n"):], "hier: |hauptstr. 12|", "|D-12345 Musterstadt|",
		"|Vestergade 14, 2. tv, 8000 Aarhus C| og jeg fryser", "|Sankt Annæ Plads 3, st. th.\n1250 København K|", "|Nørre Farimagsgade 12B, 3. th., 1364 København K|",
		"|ul. Długa 5/7 m. 3, 00-950 Warszawa|", "|al. Jana Pawła II 12|", "mieszkam na |Długiej 5 m. 3 w Warszawie|", "|os. Bohaterów Września 12/34, 31-620 Kraków|", "|00-950 Warszawa|",
		"|1051 Budapest, Kossuth Lajos utca 7. fsz. 2| és", "|Sas utca 12. 3. em. 5. ajtó|", "az |Andrássy úton 12|-ben", "|6720 Szeged, Petőfi S. u. 12. II/4|",
		"|12 High Street, Flat 3, London SW1A 1AA| is mine", "|Flat 3, 12 High Street|", "at |14 Oak Tree Drive, Springfield, IL 62704|", "code |M1 5GH|, |cf10 3nb|",
		"|vestergade 14|, |ul. długa 5|, |kossuth lajos utca 7|, |12 high street|",
	)
}

func TestNumbersThatAreNoAddresses(t *testing.T) {
	notHidden(t, "Parkplatz 12", "am Montag 5 Uhr", "Arbeitsplatz 3", "Termin am 12. Mai", "Zimmer 12", "Room 12", "Bus 5", "3 close friends", "2 way street", "Auftrag 1234",
		"§ 12 Absatz 3", "8000 Aarhus", "10115 Berlin", "Im Mai 2025", "Am Anfang 3 Stück", "vej 5 km", "a 12 utca", "ul. 5", "12 new street lights", "kl. 14", "2. sal", "M1 Macbook 16",
		"Windows 10", "iPhone 15", "Version 12", "Kapitel 5", "Side 14", "rozdział 5", "5. fejezet")
}
