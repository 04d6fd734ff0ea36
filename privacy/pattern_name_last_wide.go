package privacy

// Family names further down the tables named in pattern_name_last.go (England and
// the United States to about the thousandth rank, Germany, Denmark and Hungary
// to about the four hundredth), and frequent ones of families from Turkey,
// Arabia, South Asia, Vietnam, the Balkans and Ukraine. Of names that are also
// words it holds only those in lastNamesInContextWide.
const lastNamesWide = `
Abbott Acosta Adair Adamson Addison Aguilar Aguirre Ainsworth Akhtar Alderson Aldridge Alexander Alford Allison Allman Allred Alston Alvarado Amos Anand Andrade Andrew Anthony Appleby
Appleton Archibald Arias Armitage Armstrong Arthur Ashby Ashcroft Ashley Ashton Ashworth Aslam Atkins Attwood Austen Avila Ayala Ayers Aziz Babcock Bagley Bainbridge Baird Baldwin Balfour
Ballard Bancroft Barbosa Barclay Barlow Barnard Barnett Barr Barrera Barrett Barron Barry Bartlett Bashir Bassett Bateman Bates Baxter Beasley Beattie Beaumont Beckett Bellamy Beltran
Benitez Benson Benton Bevan Bhatt Biggs Billings Bingham Blackburn Blackman Blackwell Blair Blake Blanchard Blankenship Blevins Bloggs Boone Bostock Bowden Bowen Bowers Boyce Boyd Boyer
Boyle Bradford Bradley Bradshaw Brady Bramley Brennan Bridges Briggs Bristow Britt Britton Broadbent Broderick Bromley Brookes Brownlee Bruce Bryan Bryant Buchanan Buckley Burnett Burns
Burris Burrows Byers Cabrera Calderon Caldwell Calhoun Callaghan Callahan Calvert Cameron Camacho Cantrell Cantu Cardenas Carey Carlson Carr Carrillo Carroll Carson Cartwright Casey Cassidy
Castaneda Castro Caudill Cervantes Chadwick Chambers Chaney Chang Charles Charlton Chaudhry Chen Cheung Childs Chowdhury Churchill Cisneros Clapham Clarkson Clayton Clements Clemons Clifford
Cobb Cochran Cockburn Coffey Cohen Colbert Compton Conley Connell Connelly Connolly Connor Connors Conrad Conroy Contreras Conway Cooke Cooley Cooney Copeland Corbett Cordova Cornwell Correa
Cortez Costello Coulson Courtney Cousins Cowan Cowley Crabtree Craig Crawford Crawley Crompton Crosby Crowe Crowley Cullen Cummings Cummins Cunningham Curran Currie Curtis Daly Daniels
Daugherty Davison Decker Dejesus Delacruz Delaney Deleon Delgado Dempsey Denham Dennis Denton Devine Dhillon Dickerson Dickinson Dickson Dillard Dillon Dixon Dobson Dodd Dodson Doherty Dolan
Dominguez Donaldson Donnelly Donovan Dougherty Downes Downing Driscoll Dubois Duckworth Dudley Duffy Duncan Dunlap Dunne Dutton Eaton Eccles Edgar Edmonds Edmondson Egan Eldridge Elliot
Elliott Ellis Ellison Elmore Emerson Enriquez Erickson Espinosa Espinoza Esposito Estes Eubanks Everett Everitt Ewing Fairclough Fallon Farah Farley Farrell Faulkner Fearnley Fenton Fenwick
Ferreira Fields Figueroa Findlay Finley Finnegan Fitzpatrick Fitzsimmons Flanagan Fleming Flynn Foley Fontaine Forbes Forsyth Fowler Foy Francis Franks Fraser Frazier Frederick Frey Friedman
Frye Fuentes Gaines Gallegos Galloway Galvin Gardiner Garrett Garza Gaynor George Gibbons Gibbs Giddings Giles Gillespie Gilliam Gillis Gilmore Gleason Glenn Glover Goddard Godfrey Goff
Goldberg Gomes Goodwin Gough Gould Grady Graves Grayson Greaves Greenberg Greene Greer Gregory Griffith Griffiths Grimes Guerra Guerrero Gunn Guthrie Guzman Hackett Haines Haley Halliday
Hammond Hancock Haney Hanna Hanson Harding Hardin Hardwick Hargreaves Harmon Harper Harrell Harrington Harrop Harvey Hassan Hatfield Hathaway Hawkins Hawley Hayden Hayes Haynes Hays Haywood
Healy Hebert Hendrix Hendricks Henson Hepburn Herbert Herman Herrera Hewitt Hewson Hickman Hicks Higgins Hilton Hinton Hirst Hobbs Hodges Hodgkinson Hoffman Holcomb Holley Holliday Holloway
Holman Holmes Hooper Hopwood Horne Horton Houghton Howard Howarth Howell Howells Hubbard Huddleston Hudson Huffman Humphrey Humphreys Humphries Hutchings Hutchins Hutchinson Hutchison Hyde
Ibarra Ibrahim Inglis Iqbal Irvine Irwin Isaac Ismail Ives Jacobson Jamal James Jamieson Jarvis Jefferson Jeffries Jenkinson Jennings Jewell Johns Johnston Joseph Joyce Juarez Kay Kearney
Keane Keating Keegan Keith Kelley Kendall Kendrick Kenny Kerr Kershaw Khalil Khatun Kidd Kilgore Kimball Kinsey Kirby Kirkland Kirkpatrick Knowles Knox Krueger Kumar Lacey Lamont Landry
Langford Langley Lara Larson Latham Lawrence Leblanc Ledford Leigh Leon Leonard Lester Levine Lindsay Lindsey Livingston Lister Lloyd Locke Lockett Lockhart Lockwood Lomax Longley Lowry
Lucas Lucero Lugo Lynn Lyon Lyons Macdonald Mackay Mackie Maclean Macleod Macias Maddox Mahmood Mahoney Maldonado Malik Mallory Malone Maloney Manley Maqsood Marquez Marr Marriott Marsden
Mathews Mathis Maynard Mays McAllister McArthur McBride McCabe McCall McCann McCartney McCarty McClain McClure McConnell McCormack McCormick McCoy McCullough McDaniel McDermott McDowell
McFarland McGee McGowan McGrath McGregor McGuire McIntosh McIntyre McKay McKee McKenna McKinley McKinney McKnight McLaughlin McLean McLeod McMahon McMillan McNally McNamara McNeil McNeill
McPherson McQueen Mehta Mejia Melendez Mendez Mercado Merrill Merritt Metcalfe Meyers Millar Milligan Milne Milner Milton Moffat Mohamed Mohammed Molina Monaghan Monroe Montgomery Montoya
Mooney Morales Moran Moreno Morgan Moriarty Morley Morrison Morton Moseley Moses Mosley Moyer Mueller Muir Mullen Mullins Munoz Munro Murillo Myers Naylor Nash Navarro Neal Neale Newell
Newman Nicholls Nichols Nicolson Nieves Nixon Nolan Norris Novak Nunez Nunn Nuttall Oakley Obrien Ochoa Oconnor Odonnell Ogden Ogilvie Oliver Oliveira Olson O'Callaghan O'Donnell O'Dowd
O'Grady O'Keefe O'Leary O'Mahony O'Malley O'Reilly O'Rourke O'Shea O'Toole Oneal Orozco Ortega Osborn Osborne Oswald Owen Owens Pacheco Padilla Paine Parkes Parks Parmar Parrish Parsons
Paton Patton Payne Pearce Pena Pennington Perkins Phelan Phelps Philpott Pickering Pitts Poole Poulter Potts Powers Prescott Pritchard Pryor Pugh Purcell Quigley Quinn Quintero Rafferty
Ramos Ramsay Ramsey Randall Randolph Rankin Rangel Rao Raymond Redding Redfern Reese Reeves Regan Rehman Reilly Reyna Reynolds Rhodes Richards Richmond Ridley Rigby Riley Rios Ripley Ritchie
Robbins Roberson Robins Robles Robson Rocha Roche Rodgers Rodriquez Rojas Romero Rooney Roscoe Rosales Rosario Rosenberg Rossi Rothwell Rowe Rowland Rowlands Rowley Roy Royle Rubio Rushton
Russell Russo Rutter Saeed Salas Salazar Salgado Salinas Salter Sampson Samuels Sandoval Sandhu Sands Santana Saunderson Schofield Schwartz Sears Seaton Sellers Serrano Sewell Seymour
Shaffer Shannon Sharma Sharpe Shea Sheehan Shelton Shepard Sheppard Sheridan Sherman Sherwood Shields Sidhu Siddiqui Simmonds Simmons Simms Simons Sinclair Sloan Smythe Solis Solomon
Somerville Soto Sparks Spears Stacey Stafford Stainton Stanley Stanton Steele Stephenson Stevens Stokes Strickland Stuart Suarez Sullivan Sumner Sutherland Swanson Sweeney Sykes Terrell
Thorne Thornton Thorpe Thurston Tierney Tilley Timmons Tobin Todd Tomlinson Tompkins Townsend Tracey Travis Trejo Trevino Trujillo Tully Turnbull Tyler Upton Valdez Valenzuela Vance Vargas
Varley Vasquez Vaughan Vaughn Vazquez Vega Velasquez Velazquez Velez Vickers Villanueva Villarreal Vincent Waite Walden Waller Wallace Wallis Walls Walmsley Walter Walters Walton Wang
Warburton Waring Warner Waterhouse Watts Webb Webber Webster Weeks Weller Wesley Westbrook Whalley Wharton Wheatley Wheeler Whitaker Whitehouse Whitfield Whitley Whitney Whyte Wiggins Wilcox
Wiley Wilkerson Wilkins Willard Willett William Willis Wills Wilde Winstanley Winters Winterbottom Woodard Woodward Woodley Woolley Wong Worrall Worthington Wyatt Wynn Xiong Yates Yilmaz
Yoder Zamora Zavala Zhang Zhao Zimmerman Achenbach Adam Ahlers Ahrens Albers Altmann Amann Arendt Arens Asmussen Bachmann Baier Bahr Balzer Barth Bartel Bartels Bartsch Bastian Bauermeister
Baumeister Baumgart Baumgartner Baur Beckmann Beckers Behr Behrend Behrendt Behrens Benner Bernhard Bernhardt Berndt Berthold Beyer Beyerlein Biermann Bischoff Bittner Blum Bohn Böttcher
Böttger Bormann Böhler Brandl Brandes Brehm Breitenbach Breuer Brockmann Bruckner Brückner Brüggemann Bruns Brunner Buchholz Buchner Budde Bühler Burkhardt Burmeister Büttner Carstens
Christmann Claus Cordes Cramer Dahm Dahmen Daum Deckert Detlefsen Diehl Diekmann Dietze Dietl Dittmann Dittmar Dittrich Döring Dörr Drescher Drews Dreyer Ebel Eberhardt Eberhard Eberle
Eckhardt Eggers Ehlers Ehlert Ehrhardt Eichhorn Eichler Eisele Eisenmann Engelmann Erdmann Erhardt Ewald Feldmann Felber Fichtner Fiedler Fischbach Fleischmann Flemming Franz Franzen Frenzel
Freudenberg Frick Fricke Friedel Friedrichs Fritsch Fritsche Fritzsche Fuhrmann Gabriel Gebauer Gebhardt Geisler Geißler Geissler Gerber Gerdes Gerhardt Gerstner Geyer Giese Göbel Goebel
Götz Goldmann Gottschalk Greiner Grimm Grosch Großmann Grote Groth Grünewald Grundmann Gutmann Haase Haack Hafner Hagemann Haller Hamann Hansmann Harder Hartung Hausmann Hecker Heckmann
Heidenreich Heilmann Hein Heine Heinen Heinrichs Heise Hellmann Hellwig Hempel Henke Hennig Hennings Henning Hensel Hentschel Hettich Heyer Hildebrand Hildebrandt Hiller Hinz Hinze
Hirschmann Höfer Hoff Hoffmeister Höfler Hohmann Holzapfel Holtz Holzmann Horstmann Hübner Hüttner Ihde Illner Isermann Jacob Jacobi Jäckel Jahn Jahnke Jakob Jakobs Jansen Janssen Janßen
Janke Jansson Jentzsch Jessen Joost Josten Jost Jürgens Junghans Kaminski Kampmann Kastner Kaul Kellermann Kempf Kersten Kessler Keßler Kilian Kircher Kirchhoff Kirchner Kleemann Kleinert
Klose Knauer Kock Koenig Kohler Köhn Kohn Kolb Konrad Körber Kracht Kraemer Kremer Kress Kretschmer Kretzschmar Kreutz Kroll Kröger Krohn Kruger Kubitza Kuhlmann Kühne Kunkel Kunz Lambrecht
Langhans Laux Lechner Lederer Lehnert Lemke Leonhardt Lerch Leupold Liebig Lindner Lindenberg Lippert Lohmann Lohr Lübke Lüders Lüdtke Maaß Mader Mahler Maiwald Marquardt Marx Matthes
Matthias Mattern Meißner Meissner Melzer Mende Menke Menzel Merkel Mertens Mertz Merz Metzler Meurer Michaelis Michel Michels Mielke Mischke Möbius Moritz Mühlbauer Müllner Naumann Neubauer
Neubert Neuhaus Neugebauer Neuber Niemann Niemeyer Nitsche Noack Noll Nolte Oberländer Obermeier Oehler Oertel Oppermann Opitz Orth Ostermann Paulsen Pauli Paulus Petri Petzold Pfaff Philipp
Pieper Piontek Pohlmann Pott Popp Probst Quast Quandt Raab Rademacher Radtke Raschke Rehm Reichert Reichel Reichelt Reimann Reimer Reimers Reiner Reinhold Reinke Renz Reuß Rettig Riedel
Rieck Riedl Rieß Ritz Rohde Roloff Rösch Rösler Rößler Roßmann Rösner Rother Rothe Rudolf Rudolph Rupp Ruppert Sachs Sailer Sauter Schade Schaller Schardt Schaub Scheer Scheffler Scheller
Schenk Schindler Schirmer Schlüter Schmitter Schmieder Scholl Schönfeld Schrader Schramm Schrödter Schuhmacher Schuhmann Schulte Schultze Schumann Schürmann Schütte Schwab Schwaiger Seeger
Seemann Seibert Seidl Seifert Seiffert Seiler Seitz Senger Siebert Sievers Simonis Sommerfeld Späth Stadler Staudinger Steffen Steffens Steger Steinbach Steinberg Steinert Stenzel Stephan
Stoll Strobel Ströbel Stöhr Suhr Sußmann Tauber Teichmann Thiele Thielen Thieme Thies Thurm Tiedemann Tietz Timm Timmermann Trautmann Ulbrich Ullmann Uhl Uhlig Ulmer Unger Veit Vierling Vogl
Vogler Voigtländer Volkmann Vollmer Vollmann Voss Voß Wagener Walch Waldmann Weidner Weigand Weigel Weinert Weis Wegener Wehner Werth Wessel Westermann Westphal Wetzel Wichmann Wiegand
Wieland Wiemann Wilke Wilken Wilkens Wimmer Windisch Winkelmann Witt Witte Wittmann Witzel Wörner Wolter Wolters Wolff Wulf Wulff Zeidler Zielinski Zöller Zoller Abildgaard Abrahamsen
Agerskov Ahlmann Albertsen Albrechtsen Alstrup Ammitzbøll Andresen Andreassen Antonsen Axelsen Baagøe Balslev Baltzer Bargisen Bendix Bendtsen Bengtsson Bentsen Bentzen Bernth Bisgaard
Bjørnskov Blicher Boesen Bojsen Boisen Bonnesen Borch Borup Boysen Brinch Brix Brodersen Brogaard Bruhn Buus Bøgh Bøgelund Bækgaard Caspersen Christoffersen Clemmensen Dahlin Dalsgaard
Damsgaard Danielsen Dideriksen Didriksen Dinesen Ditlevsen Duus Dyhr Ebbesen Eggert Egelund Eliasen Eliassen Elkjær Ellegaard Elgaard Engberg Enevoldsen Enggaard Eskesen Eskildsen Espersen
Fabricius Faurholt Feldborg Fich Fjeldsted Fogh Franck Fredslund Friborg Friberg Fuglsang Gaarde Gammelgaard Geertsen Gertsen Glud Graversen Gregersen Grønbech Grønbæk Grønkjær Grønlund
Gundersen Gustavsen Gustafsson Haagensen Haahr Hald Halberg Hansson Harboe Hartvig Hartvigsen Hasselbalch Hauge Haugaard Hedemann Heiberg Helbo Hemmingsen Hermansen Herskind Hesselholt
Hindsgaul Hjorth Hjortshøj Holgersen Holmgaard Holmberg Holmen Holmstrøm Holmgreen Hougaard Hovgaard Husted Hvidberg Hviid Høeg Høegh Højbjerg Højgaard Høyer Højlund Hørby Ibsen Ipsen
Ivarsen Jochumsen Johannesen Johannsen Johansson Jungersen Justesen Juncker Jønsson Kaae Kaas Kaspersen Kappel Karlsen Kirkegaard Kirkeby Kirketerp Kjeldgaard Kjeldsen Kjærulff Klausen
Klitgaard Kofoed Konradsen Korsgaard Korsholm Kragh Krarup Kristoffersen Kring Krogsgaard Kronborg Kudsk Kyed Langballe Langkilde Larsson Lauritzen Laustsen Langhoff Ladegaard Leth Lindberg
Lindegaard Lindholm Lindhardt Lindgreen Lisberg Ludvigsen Lunding Lundgaard Lundgren Lundsgaard Lundholm Lykkegaard Lyngby Lynge Lyngsø Lysgaard Løvgreen Malling Markussen Mathiasen
Mathiassen Matthiesen Meldgaard Mejlby Moesgaard Mols Monrad Mouritsen Mouritzen Munkholm Mølgaard Mørch Mørup Mørkeberg Nees Neergaard Nedergaard Nikolajsen Nicolaisen Nilsson Norup Nygaard
Nyborg Nymand Nymann Nyholm Nørby Nørregaard Nørskov Oddershede Odgaard Oxholm Ottesen Ottosen Otzen Overby Paaske Pallesen Panduro Paludan Pagh Pihl Pilgaard Plougmann Povlsen Prip
Præstegaard Quist Raahauge Raun Ravnsborg Rahbek Ramskov Riber Riisgaard Rishøj Rosendahl Rosenkilde Rosenkrantz Roed Roesen Rosengaard Rønnow Rønn Ryberg Saabye Sandberg Sandholm Saxild
Schack Schiøtt Schou Schouboe Schrøder Schjødt Sejersen Severinsen Skaarup Skaaning Skafte Skjødt Skovgaard Skovsgaard Skou Sondergaard Sonnichsen Spangsberg Staal Stenberg Stokholm
Stougaard Straarup Strandgaard Stærmose Stæhr Svenningsen Svensson Sylvest Søgaard Søndberg Sønderby Terkelsen Therkelsen Theilgaard Thaysen Thestrup Thorup Thomasen Thomassen Thorsager
Thygesen Thuesen Thøgersen Thrane Toftgaard Toftegaard Tolstrup Tranberg Trillingsgaard Tønnesen Ulriksen Urup Vangsgaard Villumsen Vognsen Voetmann Vittrup Wendelbo Westergaard Wiberg
Zachariassen Ødegaard Øllgaard Ørsted Ørskov Aaberg Aagaard Aagesen Aakjær Aaen Adamek Adamiak Adamiec Adamski Ambroziak Andrzejczak Antczak Antosik Antoniak Augustyn Augustyniak Babik
Badura Balcerzak Banach Banaś Banasiak Banaszak Banasik Barczak Bartczak Bartkowiak Bartosik Bartoszek Bednarek Bednarczyk Biela Bieniek Biernat Błażejczyk Błoch Bodzioch Bogusz Bronisz
Brzozowska Buczma Bukowczyk Celej Chudzik Cichoń Cichosz Ciszek Curyło Cyran Czaja Czech Czechowicz Czekaj Czernik Dróżdż Drzewiecki Dubiel Dudziak Duszyński Dziuba Dziubek Fijałek
Fijałkowski Filipek Filipiak Frąckowiak Franczak Fronczak Furtak Gaca Galus Garbacz Gawlik Gawroński Gibas Gliński Godlewski Gołębiewski Gondek Grabarczyk Grabowska Gromek Gruca Grzelak
Halupka Hołub Homa Iwańczyk Iwaniuk Jagielski Jagodziński Jamroz Jamróz Janas Janczak Janik Janiak Janicki Janiszewski Janota Janowska Jaros Jasik Jasek Jaskuła Jaszczak Jędrzejczak
Jędrzejczyk Jędrychowski Jeziorski Jonczyk Jop Jurek Jurczak Jurczyk Jurga Józwiak Jóźwiak Józefiak Kaczyński Kalita Kalinowska Karczmarek Karolak Karpiński Kasperek Kasprzak Kasprzyk Kędzia
Kędziora Kielar Klimczak Klimek Klimas Klich Kaniewski Kobus Kocot Kołodziejek Konieczna Kopczyński Korzeniowski Kosiorek Kozłowska Kowalczuk Krawczuk Krupiński Krysiak Krzemiński
Krzysztofik Kubacki Kubica Kubicki Kudła Kujawa Kusiak Kwaśniak Lasota Lemański Leśniak Lewczuk Ligęza Lubas Ludwiczak Łapiński Łuczak Łukasik Łukasiewicz Machnik Maciąg Maciejczyk Madej
Majchrzak Majewska Majer Malinowska Małek Małecki Marciniec Markowska Maruszak Matczak Matuszak Matusiak Matuszewski Matyja Matysiak Matysik Mazurkiewicz Michalczyk Michalik Michna
Mielczarski Mikołajczak Mikulski Milczarek Misiak Misztal Miśkiewicz Mizera Mocek Morawiec Musiał Nawrocki Niemczyk Nieradko Niewiadomski Nowaczyk Nowosad Obuchowicz Ochman Ogonowski Olczak
Olech Olejnik Olejniczak Olszak Olszewska Opara Osuch Pachla Paszek Paszkowski Pawelec Pawlik Pawlikowski Pawluk Pazdan Pękala Piech Piecha Pielach Pietras Pietrasik Piotrowska Piwowarczyk
Popek Popiel Przybył Puchała Pyrek Rabiej Radecki Ratajczak Rogala Romanowska Rosiak Rumiński Rusin Sadura Sapieha Sawa Siemieniuk Skibiński Skoczylas Skowron Skrzypczak Smoleń Smoliński
Sobczyk Sobieraj Sobolewska Sołtysiak Sośnicki Stachowiak Stachura Stasiak Stańczak Staniszewski Staszewski Stefańczyk Stefaniak Stępniak Stolarczyk Stec Sudoł Szarek Szczepanik Szczepańska
Szczygielski Szumański Szymala Szymczak Szymczyk Szymanek Śliwiński Śmigiel Święcicki Tatara Tomala Tomaszek Tomczak Topolski Trela Twardowski Tyszka Ulatowski Urbanek Urbańczyk Uchman
Wachowiak Walas Walkowiak Wanat Wargocki Wasiak Wasilewska Wawrzyniak Wdowiak Wielgosz Witczak Witek Wojda Wojtas Wojtczak Wojtasik Wojtkowiak Wojnar Wolan Woźniakowski Wroński Wyrzykowski
Zabłocki Zaremba Zarzycki Zawisza Zdunek Zięty Ábrahám Adorján Almási Antalffy Árvai Bacsó Balla Baranyai Baranyi Bárdos Bartos Bencze Benedek Benke Benkő Berényi Berki Bertalan Bihari
Blaskó Bodrogi Bozsik Bozsó Bódi Bujdosó Burai Buzás Czeglédi Czifra Czinege Csáki Csatári Cseke Cselényi Csépe Csepregi Cserháti Csete Csiki Csizmár Dani Daróczi Debreceni Demeter Dévai
Dézsi Diószegi Dobai Dobó Dóczi Dombi Domokos Dózsa Drávai Duka Dunai Ecsedi Endrődi Faludi Fehérvári Fenyvesi Filep Földes Földvári Fónagy Fórizs Füredi Füzesi Gáborfi Gácsi Gajdos Galambos
Gálfi Gárdonyi Geczi Géczi Gelencsér Gergely Göncz Gönczi Gyenes Gyetvai Győri Gyulai Gyurkó Gyöngyösi Halmos Haraszti Hatvani Hernádi Herczeg Hidvégi Hódi Homoki Honti Illyés Imre Ivánka
Jancsó Jani Jankovics Jánosi Járai Joó Józsa Káldi Kálmán Kapás Karsai Kárpáti Kaszás Kecskés Kecskeméti Kenyeres Kékesi Kerényi Keresztúri Keszthelyi Kéri Kisfaludi Kókai Kollár Koltai
Komáromi Komlósi Koncz Kovácsné Kőszegi Krajcsi Krizsán Kristóf Kurucz Kürti Kuti Ladányi Laczkó Legány Lévai Ligeti Lippai Lóránt Losonczi Lőrincz Lukácsi Magda Magos Majoros Makai Makkai
Málnai Marosi Márkus Marton Mátyás Mátrai Menyhárt Mihályi Mihály Miklós Milos Mohácsi Mohai Mohos Morvai Mosonyi Mózes Muhari Munkácsi Nádasdi Nagyné Négyesi Németi Novák Nyíri Ócsai Ölvedi
Ónodi Orbán Ormos Oszkó Palkó Pállfi Palotai Pálinkás Parragi Pataky Petrovics Petrik Perger Péli Pollák Pongrácz Pozsgai Radics Ráfael Rákóczi Rákosi Rátkai Rédei Réti Répási Rostás Rónai
Ruzsa Sallai Sárközi Sárosi Sárdi Sebestyén Sebők Seres Sinka Simonyi Sóki Solti Solymosi Somfai Surányi Sütő Szalontai Szántai Szebeni Szécsi Szendrei Szegedi Szelei Szénási Szepesi
Szentesi Szente Szijártó Szíjártó Szívós Szolnoki Szőcs Szőllősi Szőnyi Sztojka Szunyogh Tápai Tarjáni Téglás Tihanyi Tolnai Tordai Trencsényi Ujvári Újvári Ungvári Vadas Vajna Várnai
Várkonyi Végh Venczel Verebélyi Verebes Vida Visnyei Völgyi Weisz Zala Zentai Zsiga Akgül Akman Aksoy Aktaş Akyol Albayrak Altun Arslan Aslan Ateş Avci Aydemir Aydoğan Balci Bayrak Bektaş
Bilgin Bozkurt Bulut Candan Çakir Çelik Cetin Çetin Coban Çoban Demirci Demirel Demirtaş Dogan Doğan Duman Durmaz Durmuş Ekinci Erdoğan Eren Ersoy Güler Gündoğdu Güneş Günes Gür Güven Işik
Kahraman Karaca Karadağ Karakaya Karakuş Karataş Keskin Kilic Kiliç Korkmaz Köse Kurtuluş Özcan Ozdemir Özdemir Özkan Özer Polat Sahin Şahin Şimşek Tekin Temel Toprak Tunç Uçar Ünal Uysal
Uzun Yalcin Yalçin Yavuz Yıldırım Yıldız Yildiz Yigit Yüksel Abbas Abbasi Abdullah Abdi Abdulle Adan Alami Amiri Ansari Arshad Awad Aydın Azizi Baig Bakr Benali Benamar Bouazza Chaudhary
Daoud Darwish Dhaliwal Diallo Dutta Elmi Faraj Farooq Grewal Habib Haddad Haddou Hakimi Hamdan Hamid Hamidi Haque Hasan Hashimi Hassani Hersi Hossain Hossein Hosseini Husain Idris Jabbar
Jafari Jain Javed Joshi Kapoor Karim Karimi Kazmi Khalaf Khalid Khatib Khoury Khalifa Lodhi Mahmoud Majid Malhotra Mansour Mansoor Masood Mehmood Menon Mishra Mittal Mohamud Mohammadi
Mohammad Mubarak Mughal Mukherjee Mustafa Nair Naqvi Nawaz Nazari Nguyễn Noori Othman Pandey Pathak Pham Pillai Qadir Qureshi Rabbani Rafiq Rahimi Rahman Rahmani Reddy Rezai Riaz Rizvi Sadiq
Sahota Salah Saleem Saleh Salim Sarkar Sayed Sethi Shafiq Shaheen Shukla Siddique Singhal Sultani Syed Tahir Tariq Thakur Ullah Usman Varma Verma Wahid Warsame Yadav Yousaf Yusuf Zadeh Zafar
Zahid Zaman Adeyemi Adebayo Afolabi Agyeman Akpan Amoah Appiah Balogun Boateng Chukwu Danso Igwe Mensah Mwangi Ndiaye Nkosi Nwosu Ofori Ogunleye Okafor Okeke Okonkwo Okoro Olawale Osei Owusu
Sesay Traoré Dinh Duong Hoang Huynh Trinh Truong Begović Hadžić Ilić Janković Jovanović Jovanovic Kovač Kovačević Kovačić Krasniqi Berisha Gashi Hoxha Shala Bytyqi Kelmendi Morina Rexhepi
Marković Markovic Mihajlović Milošević Nikolić Nikolic Pavlović Petrović Petrovic Popović Popovic Radić Savić Simić Stanković Stojanović Stojanovic Todorović Tomić Vidović Vuković Bondar
Bondarenko Boyko Bojko Goncharenko Hrytsenko Ivanenko Kharchenko Klymenko Kolesnyk Koval Kovalchuk Kovalenko Kravchenko Kravchuk Lysenko Marchenko Melnyk Moroz Oliinyk Palamarchuk Pavlenko
Petrenko Ponomarenko Rudenko Savchenko Shevchenko Shevchuk Tkachenko Tkachuk Tymoshenko Zaitsev Ivanov Ivanova Petrov Petrova Smirnov Smirnova Kuznetsov Kuznetsova Popov Popova Volkov
Volkova Sokolov Sokolova Popescu Ionescu Dumitru Stoica Gheorghe Rusu Munteanu Constantin Nistor Ciobanu Cristea Dinu Bianchi Romano Ricci Marino Greco Bruno Gallo Conti Mancini Giordano
Rizzo Lombardi Moretti Papadopoulos Georgiou Nikolaidis Andersson Karlsson Eriksson Olsson Persson Pettersson Jonsson Lindqvist Lindgren Berglund Virtanen Korhonen Nieminen Mäkinen
Hämäläinen Haugen Johannessen Halvorsen Nygård Bakken Solberg Dijkstra Bakker Meijer Mulder Dekker Brouwer Dupont Durand Leroy Moreau Lefebvre Rousseau Fournier Girard Mercier Pereira Sousa
Martins Carvalho Almeida Ribeiro Gonçalves Teixeira Moreira Correia
`

// lastNamesInContextWide are names that are also words, by the spelling
// dictionaries of the five languages.
const lastNamesInContextWide = `
Abel Adler Akbar Al-Hassan Alam Albert Amin Anders Andres Angyal Ansah Appel Arroyo Asante Aston Austin Ay Babos Bader Bagger Bain Bajusz Bak Baka Bakó Bal Balle Bannister Barber Barbu
Barker Barrow Barton Barát Batty Baum Bayer Başar Beard Becher Bednarz Bender Benjamin Bentley Berge Bernard Berry Berta Bertram Best Bibi Bielak Bielawa Binder Birch Bird Birk Bjerg Bjørn
Blank Blume Bochenek Bock Bode Bogacz Bogdán Bokor Bonde Bonnet Booker Booth Borek Borg Born Boroń Borsos Bos Bosch Botos Bowler Bowman Bożek Brand Brask Braunschweig Bray Brewer Bright
Brink Broch Brock Browning Brożek Brzoza Buch Buck Buckingham Buczek Budzik Bugaj Buhl Bui Bujak Bull Bullock Burek Burger Burgess Burján Burke Burt Burton Busby Busk Busse Butcher Butt
Byczek Byrd Bæk Böck Böhmer Cain Campos Can Cannon Carney Case Cebula Chamberlain Chan Chandler Cherry Chmiel Chmura Chojnowski Cholewa Christ Christian Christie Chrzan Church Clement
Clifton Cline Colombo Colon Conner Costa Cotter Cotton Couch Craft Crane Craven Cross Crouch Cseh Cser Csiszár Csorba Csuka Császár Csóka Curry Cygan Czajka Czakó Czapla Czop Czyż Dale
Dalton Dang Daniel Davenport David Davidson Day Dağ Deacon Dean Degen Degn Deniz Denk Dickens Diener Din Doan Dobre Dorn Dorsch Douglas Downs Drake Drechsler Drejer Drew Drozd Duch Dudka Due
Duke Dunkel Dunlop Dunn Duran Durham Dyer Dymek Dziedzic Dávid Dér Dürr Dąbek Dębski Eg Egri Egyed Emery Ene Engels England English Erdei Erdem Erdős Erol Erős Esser Essex Estrada Eze Faber
Farago Farmer Farrow Faust Fazekas Fejes Felföldi Fels Ferrari Fielding Fila Finke Finn Firth Fisker Fleischer Flint Fog Forgács Fornal Forrest Forró Forster Franco Franklin Freeman Freitag
French Friese Fritz Fromm Fröhlich Fuller Funk Funke Furman Fábián Földi Förster Gacek Gaj Gajda Galas Gale Gamble Ganz Garner Garrison Garvey Gates Gawron Gazdag Gałązka Gee Geier Geiger
Gentry Gere Gerencsér Gerlach Gilbert Gill Glapa Glaser Glass Gläser Golden Gombos Goodman Gorczyca Gordon Gore Gołąb Grabiec Greenwood Griffin Groot Grosse Groves Große Gruszka Grzyb
Grzybek Grøn Grün Gubó Gunter Gupta Gut Guzik Gwiazda Gwóźdź Gyarmati Gyenge Gärtner Góral Górka Görög Götze Gül Gąsior Gąsiorek Głowacz Głąb Haag Haar Hack Hacker Hagen Hager Hahne Hajduk
Hajnal Hale Hampton Hamza Hanif Hanke Hardy Harms Harrow Hart Hartley Hastings Haupt Hauser Havasi Hayward Heath Heck Hede Heil Heim Heinz Held Heller Helm Henkel Henry Herbst Hering Herold
Herr Herring Herzog Hess Hesse Hester Heuer Heß Hideg Hines Hirsch Hjelm Hock Hodge Hogan Holden Holder Holk Holland Holló Holt Holz Holzer Hoover Hope Hoppe Hopper Horner Horvat House
Houston Howe Huerta Huff Hull Hummel Hurley Hurst Hurt Huszár Hvid Höhn Høj Højer Høst Ingram Islam Iván Iwan Jabłonka Jacobs Jaeger Jama Jarosz Jarząbek Jastrzębski Jeleń Jobbágy John
Jordan Jul Junker Just Jüngling Kahl Kamp Kane Kaplan Kapusta Kara Karaś Karl Karácsony Kasper Kast Kaster Keil Keleti Kemp Kende Kent Keresztes Kertész Key Kiefer Kiełbasa Kim Kirk Kirsch
Klaus Klee Klemm Kline Kling Klinger Klink Klint Klit Klotz Knap Knapp Knoll Knorr Kober Koc Kociołek Kohl Kold Koller Komar Konc Kondor Kondás Koper Kopeć Kopf Kopp Korda Korn Korom Korte
Kostrzewa Kowalewski Kowalik Koza Kozik Kozák Koç Kołodziejski Krabbe Krag Krakowiak Kramer Kranz Krawiec Kreuzer Krieger Kruczek Krug Kruk Krämer Kubik Kuc Kuchta Kula Kulcsár Kulesza Kulig
Kulik Kun Kupfer Kupiec Kurek Kurowski Kurt Kurzawa Kuś Kvist Kwiatek Kádár Kállai Kántor Káposzta Kær Kósa Kökény König Körner Köster Köves Kühl Küster Kędzior Kępa Kłos Lach Ladefoged
Laird Lakos Lam Lamb Lambert Lamm Lancaster Landgraf Langer Latos Laube Lauer Law Leach Leber Leicht Leja Lenz Levy Leśny Li Lichota Lie Lim Lin Lind Linde Link Linke Lipka Liu Loch Logan
Lorenc Lovas Lowe Lowery Lukas Luna Lutz Lynch Lyng Láng Lázár Löffler Lösch Löwe Lück Maas Mack Mackenzie Madarász Madden Mahdi Mahn Majcher Majka Makó Malec Mangold Mann Manning Marczak
Marek Marin Maros Maroń Martin Masłowski Matei Maurer Maxwell Mayo Mazgaj Mańka Maślanka McCarthy Medina Mehl Meister Mejer Melnik Melton Mentel Mercer Merk Messner Metz Metzger Mező Michael
Middleton Mielnik Mikó Miles Mir Miranda Mirza Mittag Mocsár Moen Mohr Moll Moody Moon Morrow Morse Moss Mroczek Mrozek Mrożek Mucha Munch Muszyński Myszka Mørk Münch Mączka Młynarczyk
Nasser Nawrot Newton Ng Ngo Nickel Niedziela Niemiec Noga Norman Norton Nur Nyerges Nyilas Nádas Nádor Nürnberger O'Hara O'Hare Obi Ochs Ohm Okoń Olajos Omar Orr Ort Orzech Orzeł Osiński
Osman Ott Otte Owczarek Ożóg Pace Paisley Palacz Paluch Panek Pape Papież Parr Partridge Pasek Pate Paterson Patyk Paul Peacock Pearl Peck Pelz Pepper Perry Peter Petty Pfeffer Pfister Phan
Philips Piasecki Piechota Pierce Pietrucha Pietruszka Pike Pilarz Pilch Pilz Pind Pióro Piątek Pięta Plant Plate Platt Platz Podgórski Pogoda Pokora Polak Pollard Pollock Ponce Popa Pope
Pors Porse Porębski Potocki Prasad Pratt Preston Prince Prinz Proctor Prus Przybysz Przybyła Ptak Pytel Pál Páll Pálos Péter Pócsik Pólya Płaza Rab Rabe Raczek Radomski Raja Rajnai Rapp
Rasch Rask Rataj Rath Rau Rauch Rausch Ray Raza Redlich Redmond Reed Rein Renner Rich Riddle Rieger Ries Rigó Rink Ritter Rivas Rode Rohr Roman Rosa Rosen Rosół Rott Rożek Rudd Rudnik Rudzki
Runge Rusek Rush Rutherford Rybka Rye Rytter Ryś Rzepka Rzeźnik Révész Rózsa Rödel Röder Rønne Sack Sadło Salem Sander Santiago Santos Sari Sas Sattler Savage Sawyer Sałata Schaefer
Scharf Scheibe Scherer Schiller Schilling Schlegel Schlosser Schmalz Schnabel Schnell Schober Schott Schreier Schreiner Schuh Schuler Schwabe Schweizer Schwenk Schön Schüler Schütt Schütz
Schütze Sell Serafin Sexton Shah Shaikh Sheikh Shepherd Siedlecki Siegel Silva Sims Singer Siwek Siwiec Skalski Skiba Skinner Skowronek Skrzypek Skwarek Skytte Skóra Slater Sloth Smart Smidt
Smyk Snow Snyder Socha Sokół Solarz Solecki Somlai Sonne Sonntag Sosna Sołtys Specht Spence Spencer Spengler Sperling Spiegel Springer Sroka Stage Stahl Stan Stark Starr Starzyk Stańczyk
Steiger Stelmach Sterling Stern Stiller Stirling Stock Stolz Storch Stout Strand Strauch Strauß Strong Strzelec Strøm Stumpf Suba Suchy Sultan Sulyok Surma Suski Sutton Svane Svéd Swain Swan
Swift Szabados Szafran Szafraniec Szakács Szakál Szala Szalma Szarvas Szatan Szczerba Szczygieł Szczęsny Szekér Szeles Szigeti Szirmai Szirtes Szita Szombati Szopa Szostak Szota Sztuka Szwed
Szydłowski Szyszka Szász Székely Széles Szép Sánta Sós Süle Süli Słomka Słowik Takó Talbot Tang Tanner Tar Tarka Tas Tate Taş Temple Terry Thatcher Thoma Tokarski Tokarz Tompa Tran Trapp
Treiber Trojan Trojanowski Trolle Trzaska Tucker Tudor Turan Turek Twaróg Tárnok Tímár Türk Türkmen Underwood Urban Urbán Usta Vad Vajda Valencia Valentine Vasas Vater Vedel Vendelbo Vermes
Vetter Vig Villa Világos Vind Vinding Vinter Visser Vo Volk Vries Vu Vágó Vámos Víg Völker Wacker Wad Wade Wahl Walczyk Wald Walther Walz Wanner Warchoł Ware Warming Warren Warzecha
Washington Weaver Weiler Weise Weiss Welch Welsh Weston Whitehead Whiting Wiatr Wicher Wierzba Wiese Wilczek Wilczyński Wilder Wilhelm Will Wille Wind Winding Windsor Winkel Winzer With
Wiśniowski Wnuk Wolfe Wolny Wolski Woodcock Woodhouse Woodruff Worm Woś Woźny Wren Wrzesień Wu Wunder Wunderlich Wurm Wyrwa Wünsche Wüst Wąsik Węgrzyn Yang York Yu Zaborowski Zagórski Zahn
Zander Zapf Zaręba Zawada Zeller Zielonka Zink Zięba Zorn Zsiros Zsoldos Zsíros Zámbó Ács Ærø Éles Öz Ørum Üveges Łakomy Łata Łojek Łoś Śledź Śliwa Śnieg Świder Świderski Świerczek Świątek
Şen Żbik Żmuda Żuk Żuraw Żurek Żuławski Żyła Żółkiewski
`
