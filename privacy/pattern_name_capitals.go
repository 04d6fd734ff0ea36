package privacy

// What has a capital in every sentence and is nobody: countries and towns in the five
// languages, makers and shops, and the words of which offices, schools, clubs,
// inns and forms make their names. Towns that are also frequent first or family
// names are left out.
const (
	townNames = `
Aabenraa Aachen Aalborg Aarhus Åbenrå Aberdeen Afghanistan Africa Afrika Ägypten Ajka Alaska Albania Albanien Albertslund Ålborg Aleppo Algeria Algerien Algier Alicante Altona Amager
Amsterdam Amsterdamie Angyalföld Ankara Antalya Antarctica Antwerp Antwerpen Argentina Argentinien Århus Arizona Armenia Armenien Asien Athen Athens Atlanta Auckland Augsburg Australia
Australien Austria Ausztria Azerbaijan Azja Ázsia Baden Bagdad Baghdad Bahrain Baja Balaton Balatonalmádi Balatonfüred Bali Balkan Ballerup Baltikum Baltimore Bamberg Bangkok Bangladesh
Barcelona Barking Barnet Barnsley Basel Basingstoke Bath Bautzen Bayern Bayreuth Bécs Bedfordshire Będzin Beijing Beirut Békásmegyer Békéscsaba Belarus Bełchatów Belfast Belgia Belgien
Belgium Belgrad Belgrade Bemowo Beograd Bergen Berlin Berlinie Bern Białołęka Białystok Bielany Bielefeld Bilbao Billund Birkerød Birmingham Blackpool Bochum Bogense Bologna Bolton Bonn
Bordeaux Bornholm Bosnia Bosnien Boston Bottrop Bournemouth Brandenburg Brasilien Bratislava Bratysława Brazil Brazília Bremen Bremerhaven Breslau Brighton Brisbane Bristol Brixton Brno
Brøndby Brønderslev Brønshøj Bronx Brügge Bruksela Brüssel Brussels Brüsszel Bruxelles Bucharest Buckinghamshire Buda Budakeszi Budaörs Budapest Budapeszt Bukarest Bükk Bulgaria Bulgarien
Burnley Bydgoszcz Bytom California Cambodia Cambridge Cameroon Canada Canterbury Cardiff Carlisle Casablanca Cegléd Celle Charkiw Charlottenburg Chełm Chelmsford Cheltenham Chemnitz Cheshire
Chicago Chile China Chiny Chorwacja Chorzów Cincinnati Colchester Cologne Colombia Colorado Columbus Connecticut Copenhagen Cork Cornwall Cottbus Coventry Crete Crewe Croatia Croydon
Csehország Csepel Cuba Cumbria Cuxhaven Cyprus Czechy Częstochowa Dąbrowa Dagenham Damaskus Dänemark Danmark Danzig Darlington Darmstadt Debrecen Delhi Denver Derby Derbyshire Dessau Detroit
Doncaster Dorset Dortmund Dover Dresden Dubai Dublin Dubrovnik Duisburg Duna Dunakeszi Dunaújváros Dundee Düsseldorf Ealing Eastbourne Ecuador Edinburgh Eger Egipt Egyiptom Egypt Egypten
Ehrenfeld Eimsbüttel Eisenach Elbląg Ełk Emden Enfield Érd Erdély Erfurt Erlangen Erzsébetváros Esbjerg Essen Esslingen Estland Estonia Esztergom Észtország Ethiopia Europa Exeter Faaborg
Færøerne Falster Farum Felvidék Ferencváros Fife Finland Finlandia Finnland Finnország Flensburg Folkestone Franciaország Francja Frankfurt Frankreich Frankrig Fredericia Frederiksberg
Frederikshavn Frederikssund Freiburg Friedrichshain Fulda Fürth Fyn Galway Gatwick Gdańsk Gdynia Gelsenkirchen Genf Gent Gentofte Georgien Gera Ghana Gießen Gladsaxe Glasgow Gliwice Głogów
Glostrup Gloucester Gloucestershire Gniezno Gödöllő Görlitz Görögország Gorzów Göteborg Gotha Göttingen Grækenland Graz Grecja Greece Greenwich Greifswald Grenaa Greve Griechenland Grimsby
Grønland Großbritannien Grudziądz Gruzja Guatemala Guildford Gütersloh Gyöngyös Győr Hackney Haderslev Hajdúböszörmény Hajdúszoboszló Halifax Hamburg Hampshire Hanau Hannover Hanover
Haringey Harrogate Hartlepool Havering Hawaii Heathrow Heidelberg Heilbronn Hellerup Helsingfors Helsingør Helsinki Hereford Herefordshire Herlev Herne Herning Hertfordshire Hessen Hévíz
Hildesheim Hillerød Hiszpania Hjørring Hobro Hódmezővásárhely Holandia Holbæk Hollandia Holstebro Holstein Hongkong Horsens Hørsholm Horvátország Hounslow Huddersfield Hvidovre Ibiza Iceland
Ikast Illinois Indie Indien Indonesia Indonesien Ingolstadt Innsbruck Inowrocław Inverness Ipswich Irak Iran Iraq Irland Irlandia Írország Iserlohn Ishøj Island Islington Istanbul Italien
Izland Izmir Izrael Jamaica Japan Japonia Jastrzębie Jászberény Jaworzno Jelenia Jemen Jordanien Józsefváros Jylland Kabul Kairo Kaiserslautern Kalisz Kalundborg Kanada Kaposvár Karcag
Karlsruhe Kärnten Kassa Kassel Kastrup Katowice Kaukasus Kazakhstan Kazincbarcika Kecskemét Kędzierzyn Kelenföld Kempten Kenia Kensington Keszthely Kharkiv Kielce Kiev Kiew Kijów Kína
Kingston Kiskunfélegyháza Kispest Kisvárda Klagenfurt Kőbánya København Koblenz Køge Kolding Köln Kołobrzeg Kolozsvár Kolumbien Komárno Komárom Konstanz Kopenhagen Köpenick Korfu Korsør
Kosovo Koszalin Krakau Krakkó Kraków Krefeld Kreta Kreuzberg Kroatien Krowodrza Kuwait Kyiv Kyjiw Lagos Lambeth Lancashire Landshut Langeland Latvia Lausanne Lebanon Leeds Legionowo Legnica
Leicester Leicestershire Leipzig Lemvig Lengyelország Leszno Lettland Leverkusen Lewisham Libanon Libya Libyen Lille Limerick Lincolnshire Linz Lipótváros Lisboa Lisbon Lissabon Litauen
Lithuania Litwa Liverpool Ljubljana Łódź Lolland Łomża London Londyn Lothian Łotwa Lübeck Lubin Lublin Ludwigsburg Ludwigshafen Lüneburg Luton Luxembourg Luxemburg Luzern Lviv Lwiw Lwów
Madagascar Madrid Magdeburg Magyarország Maidstone Mailand Mainz Málaga Malaysia Malbork Mallorca Malmø Małopolska Małopolskie Malta Manchester Manhattan Mannheim Marburg Margate Maribo
Marokko Maroko Marseille Massachusetts Mátészalka Mátra Mazowieckie Mazowsze Mazury Mecklenburg Meksyk Melbourne Memphis Mexico Mexiko Miami Michigan Middelfart Middlesbrough Mielec Milano
Milwaukee Minden Minneapolis Minsk Miskolc Moabit Moers Mohács Mokotów Moldau Moldova Monachium Monaco Mönchengladbach Mongolia Monor Montenegro Montreal Morocco Moscow Moskau Moskwa
Mosonmagyaróvár Moszkva Mülheim Mumbai München Munich Münster Myanmar Mysłowice Næstved Nagykanizsa Nagykőrös Nagyvárad Nairobi Nakskov Nantes Naples Napoli Nashville Neapel Nederlandene
Nepal Netherlands Neubrandenburg Neukölln Neuss Nevada Newcastle Newham Niederlande Niedersachsen Nigeria Nizza Norfolk Norge Nørrebro Nørresundby Northamptonshire Northumberland Norvégia
Norwegen Norwegia Norwich Nottingham Nottinghamshire Nuremberg Nürnberg Nyíregyháza Nykøbing Oberhausen Óbuda Odense Odesa Offenbach Ohio Olaszország Oldenburg Oldham Oliwa Ølstykke Olsztyn
Opole Oregon Orosháza Oroszország Oslo Osnabrück Østerbro Österreich Østrig Ostrołęka Ostrów Ottawa Otwock Oxford Oxfordshire Ózd Pabianice Paderborn Pakistan Paks Palästina Palermo
Palestine Panama Pankow Pápa Paraguay Párizs Paryż Passau Peckham Pécs Peking Pennsylvania Perth Peru Pest Pestlőrinc Peterborough Petersburg Pfalz Pforzheim Philadelphia Philippinen
Philippines Piaseczno Piekary Piła Piotrków Pittsburgh Plauen Płock Plymouth Podgórze Podkarpacie Podlasie Podlaska Polen Polska Pomorskie Pomorze Portland Porto Portsmouth Portugal
Portugália Posen Potsdam Poznań Pozsony Prag Praga Prague Pristina Pruszków Przemyśl Qatar Queens Racibórz Radom Rákospalota Ramsgate Randers Recklinghausen Redbridge Regensburg Remscheid
Reutlingen Reykjavik Rheinland Rhodos Ribe Riga Ringkøbing Ringsted Rochdale Rødovre Románia Rome Rosenheim Rosja Roskilde Rostock Rotherham Rotterdam Rudersdal Rumænien Rumänien Rumunia
Rusland Russia Russland Rutland Rwanda Rybnik Rzeszów Rzym Saarbrücken Saarland Sachsen Sącz Salford Salgótarján Salzburg Salzgitter Samsø Sarajevo Sardinien Saudi Scandinavia Scarborough
Schleswig Schottland Schwabing Schweden Schweinfurt Schweiz Schwerin Seattle Senegal Serbia Serbien Sevilla Shanghai Sheffield Shrewsbury Shropshire Siedlce Siegen Siemianowice Silkeborg
Singapore Singapur Siófok Sizilien Skagen Skandinavia Skandinavien Skive Skócia Skopje Skotland Slagelse Śląsk Śląskie Slough Slovakia Slovakiet Slovenia Słowacja Slowakei Slowenien Słupsk
Solihull Solingen Solrød Somalia Somerset Sønderborg Sopot Sopron Sosnowiec Southampton Southend Southwark Spandau Spanien Spanyolország Springfield Stade Staffordshire Stalowa Stansted
Stargard Stavanger Stege Steiermark Stettin Stockholm Stockport Stoke Storbritannien Stralsund Strasbourg Straßburg Struer Stuttgart Sudan Suffolk Sunderland Surrey Sussex Suwałki Svájc
Svédország Svendborg Sverige Swansea Świdnica Swindon Syria Syrien Szczecin Szeged Székesfehérvár Szekszárd Szentendre Szentes Szerbia Szigetszentmiklós Szíria Szkocja Szlovákia Szolnok
Szombathely Szwajcaria Szwecja Taastrup Taiwan Tajikistan Tajlandia Tallinn Tampa Tanzania Targówek Tårnby Tarnów Tata Tatabánya Tczew Teheran Telford Temesvár Tenerife Teneriffa Terézváros
Texas Thaiföld Thailand Thessaloniki Thisted Thüringen Tihany Tirana Tirol Tisza Tjekkiet Tokaj Tokyo Tomaszów Tønder Torino Törökország Törökszentmiklós Toronto Torquay Toruń Tottenham
Toulouse Trier Trondheim Tschechien Tübingen Tunesien Tunezja Tunis Tunisia Turcja Turin Türkei Turkey Tychy Tyrkiet Uganda Újpest Ukraina Ukraine Ukrajna Ulm Ungarin Ungarn Ursynów Uruguay
Ustka Utah Utrecht Uzbekistan Vác Valby Vancouver Vanløse Varde Varna Várpalota Varsó Vejen Vejle Velence Venedig Venezuela Vesterbro Veszprém Viborg Vienna Vietnam Villach Villingen Vilnius
Vordingborg Wakefield Wałbrzych Walsall Wandsbek Wandsworth Warmia Warrington Warsaw Warschau Warszawa Warwickshire Watford Wawer Wedding Węgry Weimar Westfalen Westminster Whitby Wiedeń
Wieliczka Wielkopolska Wien Wiesbaden Wietnam Wigan Wilanów Wilhelmshaven Wilno Wiltshire Wimbledon Winterthur Witten Włochy Włocławek Woking Wolfsburg Wołomin Wolverhampton Worcester
Worcestershire Wrocław Wrzeszcz Wuppertal Württemberg Würzburg Yemen Yorkshire Zabrze Zagreb Zakopane Zalaegerszeg Zambia Zamość Zgierz Zimbabwe Żoliborz Zugló Zürich Zwickau Zypern
`

	brandNames = `
Acer Acrobat Active Adidas Adobe Airbnb Airpods Asos Asus Auchan Audi Aula Avast Bahncard Bauhaus Beko Billingo Blablacar Blackboard BLIK Bluetooth BMW Boost Bose Bring Brother Brugsen Canon
Canvas Carrefour Castorama Citroën Coca Cola Comdirect Comfort Condor Congstar Dacia DAO Decathlon Deliveroo Dell Deluxe Dewalt Disney DPD Dropbox Duracell Dyson EasyJet Eat eBay Edge
Edition Electrolux Elster Emag Emirates Empik Epson ePuap Erste Etsy Eurostar Eurowings Explorer Extreme FedEx Fiat Fitbit Flex Flixbus Foodora Foxpost Freenet Fullrate Garmin Giffgaff
Gillette GitHub Glovo GLS Gold GoPro Gorenje Grundig Hitachi Honda Hornbach Hotpoint HSBC Huawei Hyundai Indesit Interrail iPad Java Jófogás Jysk Karcher Kia Kleinanzeigen KLM Kréta Lada
Lectio Lego Lenovo Levis Librus Lieferando LinkedIn Linux Logitech Lufthansa Lyft Macbook Makita Mazda Mbank McAfee Mediamarkt Miele Mitsubishi Modell Moodle Motorola Natwest Nemkonto Neptun
Nespresso Nestle Netbank Nets Nike Nintendo Nissan Nivea Nokia Norwegian Nykredit OLX OneDrive Onlinebanking Opel Opera Oppo Oyster Packeta Paczkomacie Paczkomat Pampers Panasonic
Parcelforce Pekao Pepco Pepsi Peugeot Photoshop Pioneer Pixel PKO Playmobil Playstation Porsche Puma Python Raiffeisen Railcard Reebok Rejsekort Rejsekortet Renault Revolut Rossmannie Runner
Ryanair Saab Safari Sainsbury Serie Series Serii Shopify Signal Silver Skoda Sky Skype Slack Snapchat Sonos Sony Sport Spotify Starlink Stripe Studielink Subaru Summit Suzuki Szamlazz
Talktalk TDC Tefal Telegram Tesla TikTok Tomtom Toom Toshiba Toyota Trail TUI Tuifly Turbo Twitter Ubuntu Unitymedia USOS Varta Vauxhall Viber Vinted Virgin Vision Volksbank Volkswagen Volvo
Voyager Whirlpool Willhaben Wizz Wolt Wordpress Xbox Xiaomi YouSee YouTube Zalando Zanussi
`

	institutionWords = `
Åbent Abgabe Abgeordneter Abholung Ablehnung Åbredden Acorn Admissions Adó Adóhivatal Advent Afgift Aftale Aftenskole Ajtó Akademik Alap Alapítvány Alliance Állomás Anchor
Andelsboligforening Andelsforening Angebot Angst Anmeldelse Annual Anruf Anschluss Ansøgning Anzeige Appeal Arbeit Arbeitslosengeld Architektura Architektury Årgang Ärger Arms Attendance
Ausgabe Baba Bachelor Bajka Ballot Band Barn Barsel Basen Baustelle Beboerforening Beitrag Beleg Benutzer Bérlet Bescheinigung Besked Bestilling Besuch Biała Biały Biedroneczka Bild Bildung
Bilet Biletu Bilety Billet Billetter Biograf Bioodpady Bizottság Blå Blok Blood Bluebell Blumen Börnchen Børnehave Børnehaven Børnepenge Brama Bridge Brief Briefkasten Brook Budynek Budżet
Büfé Bühne Büro Busz Buttercup Campus Castle Cathedral Cedar Celowy Cemetery Centralny Centrum Chapel Chestnut Choir Class Cmentarz Collection Comprehensive Conditions Cottage Covid
Crematorium Csatorna Csekk Cseperedő Csillag Csoport Csütörtöki Cukrászda Czarna Czarny Czerwona Czerwony Czynsz Dagpenge Dagpleje Dagplejen Dandelion Daten Deed Deeds Degree Deklaracja
Dental Dentist Diák Díj Diocese Diploma Disability Dmuchawiec Dock Dokument Dokumente Dokumenty Dolgozó Dormitory Durchfall Duża Dworcowa Dworcu Dyplom Dziekanacie Egernet Egyesület Egzamin
Eingang Einladung Einzug Ekologia Eksamen Elm Előadás Emelet Engudsigten Entschuldigung Épület Erdő Erfolg Értesítő Est Estate Esti Exam Exams Fahrer Fahrkarte Fahrkarten Fák Fakultet Falu
Farbe Farm Fasching Fastelavn Feiertag Ferie Ferien Fest Festyn Fesztivál Feuer Fieber Filia Finansowy Fiók Flu Flug Flur Fodbold Főiskola Folyó Folyóparti Food Forening Foreningen Formular
Forrás Førtidspension Forum Foto Fotos Freehold Fripladstilskud Frist Fund Fundusz Fürdő Gala Gård Gardens Garten Gebyr Geduld Genbrug Genbrugsplads Genbrugspladsen Gepäck Geräusche Geschenk
Gesundheit Gewicht Glück Gniazdo Grammar Grønne Grønt Grove Grundejerforening Grupa Guild Gutschein Gyár Gyldne Gymnastik Gyógyszertár Haare Hala Halls Håndbold Handwerker Harbour Hausarbeit
Haustür Hausverbot Házak Heights Heimat Herz Hétfői Hinweis Hír Hírek Hof Hounds Hovedgaden Humlebien Hund Hunger Husten Hvide Idee Idrætsforening Igazgatóság Illeték Infant Information
Informationen Inn Institut Institutter Intézet Irodalom Ital Izba Járat Jarmark Játszótér Jegy Jegyek Jezioro Jutrzenka Kælder Kælderen Kamara Kantine Kantinen Kapel Kar Karbantartás Karczma
Karfreitag Karte Karten Karwoche Kasa Katze Kawiarnia Keddi Kedvezmény Képviselet Kert Kertek Kiadó Kincstár Kinderwagen Kino Kiosk Kirke Kirken Klage Klasa Klasse Klausur Klausuren Kleidung
Klub Klubben Klucz Kochani Køkken Kolej Kollegiet Kollegium Koło Komitet Komunikacja Komunikacji Koncert Konkurs Kontakte Kontanthjælp Konyha Könyv Kopfschmerzen Kopie Kor Koret Kórus
Kościół Kosten Közgyűlés Közösség Központ Krach Krankengeld Krankheit Krasnal Krasnoludek Kredyt Książka Kuchni Kuchnia Kultura Kundschaft Kupon Kurs Kursus Kvittering Łąka Lakes Łąki Land
Langfredag Lärm Las Lato League Leaseholder Leave Leben Legitymacja Leje Lejeloven Lejere Lejerforening Lejerforeningen Lekarz Levél Licht Licznik Lift Liga Lipa Lipy List Lista Liste Lob
Lodge Lohn Lokalowy Lokalplan Lokator Lot Lov Løve Löwenzahn Loża Luft Lust Mælkebøtten Magazyn Magistrates Mails Mała Malom Mängel Manor Maple Mariehønen Master Maternity Matrikel Meadow
Mecz Medikamente Meeting Meldung Menighedsråd Mensa Menschen Menza Micimackó Miejsce Miesięczny Mieszkaniec Mieterhöhung Milch Mill Ministerstwo Młyn Młyńska Möbel Mókus Møllegade Moped
Mosque Motorrad Mozi Műhely Mülltonne Musik Mut Művelődési Művész Muzyka Myretuen Nagroda Nagyhét Nagypéntek Napközi Napok Napraforgó Nauka Network Niebieski Note Noten Nowiny Nursery Nyár
Nye Nyelv Nyílt Nyomtatvány Nyuszi Oak Oaks Ochrona Odbiór Oddział Odpad Odpady Odwołanie Ognisko Ogród Ogródek Ogrody Okno Önkéntes Oper Opgang Opieka Opłata Optician Orchard Orchestra
Ordner Ordnung Orkester Orkiestra Osiedlowy Őszi Óvoda Óvodai Pakete Panel Panik Papiere Paragon Parental Parish Parkering Parkoló Parkplatz Parter Påskeugen Patak Paternity Pause Payable
Pech Pénteki Pénz Pénztár Pflege Pflegegeld Pflegegrad Pharmacy Piac Piekarnia Pier Pince Pindsvinet Pinse Pismo Pitypang Pixel Pizzéria Plac Playgroup Plough Podanie Podatek Pogodna
Polityka Polling Pomnik Pond Pont Poradnia Portal Potok Powiat Praca Praktikum Pralnia Preis Preschool Prezydium Primary Priory Probate Probleme Prokuratura Promenade Promyczek Promyk
Provsti Prüfung Przedszkola Przedszkole Przystanek Pupil Pusteblume Quay Quittung Rabatt Radikale Radiology Rainbow Rat Rata Ratusz Receivable Recht Reduction Refuse Refusion Regen
Regenbogen Registry Regnbuen Regulator Reifen Reise Rendszeres Rente Reparatur Residence Respekt Restauracja Rét Rétilátkép Rezept Rezerwacja Riverbank Riverside Rodzina Roll Roller Rondo
Rozkład Ruch Rücksicht Ruhe Rybny Rykker Rzeka Sala Schaden Scheme Schimmel Schlaf Schmerzen Schmetterling Schmutz Schnee Schuld Schulden Schwierigkeiten Schwimmhalle Seafront Secondary
Sekcja Semester Semestr Seminar Senat Serwis Ship Sicherheit Sick Siłownia Silver Sixth Skarga Składka Skovbrynet Słońce Słoneczna Słonecznik Sogn Solsikken Sonnenblume Sonnenschein Sör
Sorge Sorgen Söröző Sorte Spaß Spiren Sport Sportcsarnok Srebrny Stacja Stadion Stag Starostwo Stationsvej Statut Stellung Stokrotka Stokrotki Stołówka Storskrald Strafe Strandvej Studia
Studie Studium Stue Stufe Sunflower Süni Sunshine Surgery Svømning Świetlica Świetlicy Święto Sygedagpenge Sygnał Synagogue Szabad Szabadegyetem Szakkör Szakszervezet Szálló Szálloda Szatnia
Szerdai Szervezet Szivárvány Szoba Szolgáltató Szövetkezet Szövetség Tábor Tánc Tanfolyam Tanulói Targ Targi Targu Társaság Társulat Taryfa Tavaszi Taxi Teater Tęcza Telek Téli Templom
Tenancy Tenants Tér Terasz Terem Term Termine Tickets Tipp Toilet Ton Torna Torony Torvedag Towarzystwo Tower Trasa Trauer Treppe Tribunal Troldehøj Trybunał Trzeci Trzeciego Turnhalle
Turniej Tygodnia Uchwała Uczeń Ucznia Uddannelse Udvar Újság Ulga Umbau Undervisning Unfall Unfug Unrecht Unterlagen Unterricht Unterschrift Unterstützung Urlaub Urlop Usługa Ustawa Usterka
Utazás Vaccine Værelse Varmetillæg Városháza Vásár Vasárnapi Vaskeri Vaskeriet Vejleder Venstre Verantwortung Verein Vereins Verkehr Verspätung Verständnis View Views Vizsga Vollmacht Vonat
Vorfahrt Vorlesung Vorschlag Vorschläge Vuggestue Vuggestuen Wakacje Warsztaty Wäsche Wasserschaden Watchdog Waterfront Wechsel Weg Wejście Werkzeug Wharf Wheatsheaf Widok Wiek Wieku
Wielkiego Wigilia Willows Winda Wochenmarkt Wolontariat Wunsch Wut Wynajem Wysoki Wystawa Zahlung Zahnschmerzen Zajęcia Zebranie Zene Zeneiskola Zeugnis Zeugnisse Zgłoszenie Ziel Zielona
Zielony Ziemia Zima Zimowy Żłobek Złota Złoty Zöldhulladék Zoll Zucker Zugang Zusage Zweifel Związek Zwrotu
`
)
