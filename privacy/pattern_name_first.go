package privacy

// First names that are frequent among the people who live in the five
// countries today, all ages, short forms included. Which names are frequent is
// a fact that the statistical offices publish: Danmarks Statistik (navne.dst.dk),
// Polish Ministry of Digital Affairs (register PESEL, dane.gov.pl "Lista imion
// występujących w rejestrze PESEL"), the Hungarian Ministry of the Interior
// (nyilvantarto.hu, "Kiadványok, statisztikák"), Gesellschaft für deutsche
// Sprache (gfds.de), the ONS (England and Wales, "Baby names") and the US
// Social Security Administration (ssa.gov/oact/babynames).
//
// A word that is also an everyday word, a month, a town or a thing stands in
// firstNamesInContext below: it counts only beside other signs of a name.
const (
	firstNamesEnglish = `
Aaron Abigail Adam Adrian Aidan Alan Albert Alex Alexander Alexandra Alfie Alfred Alice Alicia Alison Allison Amanda Amber Amelia Amy Andrea Andrew
Andy Angela Anita Ann Anna Anne Annie Anthony Antonio Archie Arlo Arthur Ashley Audrey Ava Barbara Barry Beatrice Becky Ben Benjamin Bernard Beth Bethany Betty
Beverly Bobby Bradley Brandon Brenda Brian Bridget Bruce Bryan Caleb Callum Cameron Carl Carla Carlos Carol Caroline Catherine Cathy Charles Charlie Charlotte Cheryl
Chloe Chris Christian Christina Christine Christopher Claire Clara Clare Clive Colin Connor Courtney Craig Cynthia Daisy Damian Daniel Danielle Darren
Dave David Dawn Deborah Debbie Debra Denise Dennis Derek Diana Diane Diego Dominic Donald Donna Dorothy Douglas Duncan Dylan Edith Edward Edwin Eileen Elaine
Eleanor Elena Elijah Elizabeth Ella Ellen Ellie Elliot Elsie Emily Emma Eric Erica Erin Ethan Eugene Eva Evan Evelyn Evie Felicity Fiona Finley Florence Frances Francis
Freddie Frederick Freya Gabriel Gareth Gary Gavin Gemma Geoffrey George Georgia Georgina Gerald Geraldine Gillian Gina Glenn Gloria Gordon Graham Greg Gregory
Hannah Harold Harriet Harry Hayley Heather Helen Henry Holly Howard Hugh Hugo Ian Imogen Irene Isaac Isabel Isabella Isla Jack Jackie Jackson Jacob Jacqueline
Jake James Jamie Jane Janet Janice Jasmine Jason Jay Jayden Jean Jeff Jeffrey Jen Jennifer Jenny Jeremy Jerry Jesse Jessica Jill Jim Jimmy Joan Joanna Joanne Jodie Joe
Joel John Johnny Jonathan Jordan José Jose Joseph Josephine Josh Joshua Joyce Juan Judith Judy Julia Julian Julie Justin Karen Kate Katherine Kathleen Kathryn Kathy Katie
Katy Kayla Keith Kelly Ken Kenneth Kerry Kevin Kieran Kim Kimberly Kirsty Kyle Lauren Laura Laurence Leah Lee Leo Leon Leonard Lesley Leslie Lewis Liam Lily Linda Lindsay Lisa Liz
Logan Lola Lorraine Louis Louise Lucas Lucy Luis Luke Lydia Lynn Madeline Maisie Malcolm Marcus Margaret Maria Marie Marilyn Marion Marjorie Martha Martin Marvin Mary Mason
Matilda Matt Matthew Maureen Max Maya Megan Melanie Melissa Mia Michael Michelle Miguel Mike Mila Millie Mohammed Mohamed Muhammad Molly Monica Morgan Nancy Naomi Natalie Natasha
Nathan Nathaniel Neil Niamh Nicholas Nick Nicola Nicole Nigel Nina Noah Nora Norma Norman Oliver Olivia Oscar Owen Pamela Patricia Paul Paula Pauline Pete Peter
Phil Philip Phillip Phoebe Poppy Priya Rachel Ralph Raymond Rebecca Reece Rhys Richard Rita Robert Roberta Robin Rodney Roger Ronald Rory Rosemary Rosie Ross Roy
Russell Ruth Ryan Sally Sam Samantha Samuel Sandra Sara Sarah Scott Sean Sebastian Shane Shannon Sharon Shaun Sheila Shirley Simon Sofia Sophia Sophie Stacey Stanley Stella
Stephanie Stephen Steve Steven Stuart Susan Susie Suzanne Sylvia Tamara Tanya Tara Ted Teresa Terry Thea Theo Theodore Theresa Thomas Tiffany Tim Timothy Tina Todd Tom Toby Tommy Tony
Tracey Tracy Tyler Valerie Vanessa Vera Veronica Vicky Victor Victoria Vincent Virginia Walter Wayne Wendy William Willow Yasmin Yvonne Zachary Zara Zoe Alistair Alasdair Declan Desmond Gwen Gwyneth Trevor Winston Barnaby Ravi Hermione Siobhan Aoife Ciara Eoin Oisin Conor Cormac Fergus Hamish Angus Lachlan Iain Euan Ewan Rowan Tyrone Darnell Jamal Latoya Keisha Shanice Leroy Marlon Curtis Clarence Ernest Herbert Percival Rupert Tristan Piers Giles Crispin Jeremiah Ezra Levi Asher Silas Jonah Gideon Amos Mabel Edna Elsie Ethel Doris Enid Hilda Gladys Muriel Mildred Agnes Nell Ottilie Cressida Arabella Clementine Harriet Esme Orla Saoirse Roisin Bronwen Carys Ffion Seren Nerys Gethin Ieuan Dafydd Emlyn Arjun Aarav Anjali Kavita Meera Neha Nisha Pooja Rahul Rohan Sanjeev Vikram Vijay Suresh Ramesh Amina Bilal Farah Hamza Leila Layla Maryam Nadia Noor Rashid Salma Samira Tariq Yasmin Chinwe Ngozi Kwame Kofi Oluwaseun Ifeoma Mei Xin Hiroshi Yuki Kenji
Aisha Ahmed Ali Fatima Hassan Ibrahim Imran Khadija Mustafa Omar Osman Priyanka Rajesh Sanjay Sunil Deepak Anil Yusuf Zainab Mehmet Ayşe Emre Elif Murat Olga Igor Ivan Oksana Natalia Svetlana Dmitri Andriy Oleksandr Volodymyr`

	firstNamesGerman = `
Achim Adele Adelheid Alexandra Alfons Alina Amelie Andreas Angelika Anja Anke Annette Annegret Anneliese Annika Anton Antje Antonia Armin Arne Arnold Astrid August Axel Barbara Bastian
Beate Ben Benedikt Benjamin Bernd Bernhard Berta Bettina Birgit Bjarne Björn Brigitte Britta Bruno Burkhard Carina Carolin Caroline Carsten Cäcilie Charlotte Christa Christel Christian Christiane
Christina Christine Christoph Claudia Clemens Conny Cornelia Corinna Dagmar Daniela Detlef Diana Dieter Dietmar Dietrich Dirk Dominik Doris Dorothea Eberhard Eckhard Edeltraud
Edgar Egon Elfriede Elias Elisabeth Elke Ella Elsbeth Emil Emilia Emily Emma Erich Erik Erika Erna Ernst Erwin Esther Eva Evelyn Fabian Felix Ferdinand Finn Florian Frank Franz
Franziska Frieda Friederike Friedhelm Friedrich Frieder Fritz Gabi Gabriele Georg Gerda Gerd Gerhard Gerlinde Gertrud Gisela Gottfried Greta Gudrun Guido Günter Günther Gunter Gustav Hanna Hannah Hannelore
Hannes Hans Harald Hartmut Hedwig Heide Heidi Heike Heiko Heiner Heinrich Heinz Helene Helga Helmut Helmuth Henning Henrik Henriette Henry Herbert Heribert Hermann Hertha Hilda Hilde Hildegard
Holger Horst Hubert Hugo Ida Ilona Ilse Ina Ines Inga Inge Ingeborg Ingo Ingrid Irene Iris Irmgard Irma Isabell Isabella Jakob Jan Jana Janina Jannik Jens Jessica Joachim Jochen
Johann Johanna Johannes Jonas Jonathan Jörg Josef Josefine Joseph Judith Julia Julian Juliane Julius Jürgen Jutta Kai Karin Karina Karl Karla Karlheinz Karsten Katharina Kathrin Kathi Katja Katrin Kerstin
Kevin Kilian Klara Klaus Konrad Konstantin Kristin Kristina Kurt Lara Larissa Lars Laura Lea Leni Lena Leon Leonie Leonhard Leopold Liesel Lieselotte Lili Lina Linda Linus Lisa Lothar Louis Luca Lucia Ludwig Luis
Luisa Lukas Lutz Luise Magdalena Maike Maja Malte Mandy Manfred Manuel Manuela Marc Marcel Marco Mareike Margarete Margarethe Margit Margot Maria Marianne Marie Mario Marion Marius Markus Marlene Marlies Martina
Marta Mathilde Mathias Matthias Max Maximilian Meike Melanie Mia Michaela Mila Mira Mirko Monika Moritz Nadine Nadja Natascha Nele Nicole Niklas Nils Noah Norbert Nora Olaf Oliver Oskar Oswald Othmar Otto Pascal
Patricia Patrick Paula Pauline Petra Philipp Pia Raimund Rainer Ralf Ramona Raphael Rebecca Regina Regine Reiner Reinhard Reinhold Renate Richard Rita Robert Roland Rolf Romy Roman Ronny Rosa Rosemarie Roswitha Rüdiger
Rudi Rudolf Rupert Ruth Sabine Sabrina Samuel Sandra Sara Sarah Saskia Sebastian Selina Siegfried Sieglinde Sigrid Silke Silvia Simone Sina Sofie Sonja Sophia Sophie Stefan Stefanie Steffen Steffi Stephan
Susanne Susi Sven Svenja Swantje Sybille Tanja Theodor Theresa Theresia Thomas Thorsten Tilman Timo Tobias Torben Torsten Traudl Udo Ulf Uli Ulla Ulrich Ulrike Ursel Ursula Ute Uwe Valentin Vanessa Vera Verena Veronika
Viktor Viktoria Vincent Volker Walburga Waldemar Walter Waltraud Werner Wilfried Wilhelm Wilhelmine Willi Winfried Wolfgang Wolfram Xaver Yannick Yvonne
Ansgar Eckart Eckehard Gundula Gunda Swetlana Ludmilla Irina Tatjana Mechthild Heidemarie Annerose Hansjörg Heinz-Peter Falk Hagen Thilo Tilo Enno Fiete Hauke Heinke Wiebke Imke Insa Levke Jörn Knut Malin Leif Lennart Levi Milo Mats Jonte Theo Toni Ronja Smilla Tabea Tessa Tomke Silvio Enrico Mike Maik Mandy Peggy Cindy Ronald Jens-Uwe Ingolf Gerold Gernot Ewald Alwin Albrecht Adalbert Baldur Bodo Burghard Gebhard Guntram Lutz Sönke Ottmar Ortrud Irmtraud Edelgard Rosl Resi Vroni Zenzi Alois Ahmet Mehmet Fatma Hatice Hüseyin Özlem Aylin Cem Deniz Emine Kemal Selin Serkan Yılmaz Zeynep`

	firstNamesDanish = `
Agnete Aksel Alberte Alma Amalie Anders Andreas Ane Anette Anja Anna Anne Annelise Anne-Marie Annika Arne Arthur Asbjørn Asger Asta August Axel Bendt Benny Bent Bente Benedikte Birger Birgit Birgitte Birte Birthe Bjarne Bjørn Bo Bodil Britt Britta
Brian Camilla Carina Carl Caroline Carsten Casper Cecilie Charlotte Christen Christian Christina Christoffer Clara Claus Connie Dagmar Daniel David Ditte Dorte Dorthe Ebbe Edith Egon Einar Elin Elise Ella Ellen Elna Else Emil Emilie Emma Erik Erling
Esben Ester Esther Eva Felix Finn Flemming Frederik Frederikke Freja Frida Frode Gerda Gitte Gorm Grete Grethe Gudrun Gunhild Gunnar Gurli Hanne Hannah Hans-Christian Harald Heidi Helge Helle Henning Henny Henriette Henrik Hjalmar Holger Ida Inga Inge
Inge-Lise Inger Ingrid Ingelise Irene Isabella Ivan Jacob Jakob Jan Jane Janne Jannie Janni Jannik Jens Jeppe Jens-Peter Jesper Jette Joan Johan Johanne Johannes Johnny John Jonas Jon Josefine Julie Jytte Jørgen Jørn Kaj Kamilla Karen Karin Karina Karl Karla Karoline Kasper
Katja Katrine Keld Kenneth Kent Kim Kirsten Kirstine Kjeld Klaus Knud Kristian Kristina Kristine Kristoffer Kurt Lars Laura Laurits Lasse Lea Leif Lene Lenette Lilly Lis Lisbeth Lisa Lise Liselotte Lissi Liv Lone Lotte Louise Lucas Ludvig
Luna Lærke Mads Magnus Maja Malene Malte Maren Margit Margrethe Maria Mariann Marianne Marie Maiken Marius Mark Martin Martha Mathias Mathilde Mathilda Merete Mette Michael Michelle Mie Mikael Mikkel Mille Minna Mogens Mona Morten Nanna Niels Nicolai Nikolaj Nikoline Nina
Noah Nora Ole Olga Olivia Oluf Oscar Otto Ove Palle Patrick Pernille Pelle Per Peter Pia Poul Povl Preben Puk Rasmus Rebecca Regitze Rikke Rita Robert Rolf Rune Ruth Sanne Sara Sebastian Signe Sigrid Sigurd Sif Simon Simone Sine Sofia Sofie Solveig Stella Steen Steffen Sten
Stig Stine Storm Sune Susanne Svend Sven Søren Tage Tanja Teis Thea Theodor Thomas Thor Thorkild Thorvald Thyra Tina Tine Tobias Tom Tommy Torben Tove Troels Trine Tue Ulla Ulrik Uffe Valdemar Vagn Vera Verner Vibeke Victor Victoria Viggo Viktor Vilhelm Villads Villy Vivi Viola William Yvonne
Ejnar Ejner Ejvind Øjvind Ragnhild Ragna Thyge Tyge Troels Ulrikke Villiam Asmus Bertram Bertel Birk Carlo Dines Eskild Eskil Folmer Frits Gunner Hjørdis Ingolf Ingvar Jeppe Johs Jonna Karen-Margrethe Kaya Kristen Kristjan Laust Lauge Ingrid Ludvig Lykke Malou Marcus Mogens Nete Norma Oda Petra Povl Selma Sander Sigvald Silas Sixten Svenning Sylvester Tatiana Thit Trine Ulf Vilma Vitus Aya Aisha Yusuf Hassan Ibrahim Zainab Aage Aase Åse Åge Ærø Fatima Hussein Mohamad Ayşe`

	firstNamesPolish = `
Adam Adrian Adrianna Agata Agnieszka Albert Aldona Aleksander Aleksandra Alicja Amelia Anastazja Andrzej Angelika Anna Antoni Antonina Arkadiusz Artur Asia Aneta Ania Ala Barbara Bartek Bartłomiej Bartosz Basia Beata Benedykt Bernadetta Bogdan Bogumiła Bogusław Bogusława Bolesław
Bożena Bronisław Bronisława Cecylia Cezary Czesław Czesława Damian Daniel Danuta Daria Dariusz Darek Dawid Dominik Dominika Dorota Edward Edyta Eliza Elwira Elżbieta Ela Emilia Ernest Eryk Eugeniusz Ewa Ewelina Fabian Felicja Feliks Filip Franciszek Franek Gabriela Genowefa
Grażyna Grzegorz Grzesiek Halina Hanna Hania Helena Henryk Henryka Honorata Hubert Iga Ignacy Igor Ilona Irena Ireneusz Irmina Iwona Iza Izabela Izabella Jacek Jadwiga Jagoda Jakub Janina Janusz Jarosław Jarek Jerzy Jędrzej Joanna Jolanta Jola Józef Józefa Julia Julian Julita Justyna
Kacper Kaja Kajetan Kamil Kamila Karina Karol Karolina Kasia Katarzyna Kazimierz Kazimiera Kinga Klaudia Klara Konrad Kornelia Krystian Krystyna Krzysztof Krzysiek Ksawery Kuba Laura Lech Lena Leszek Lidia Liliana Lilianna Lucjan Lucyna Ludwik Ludwika Łucja Łukasz Maciej Maciek Magda Magdalena Maja Maks
Maksymilian Malwina Małgorzata Gosia Marcel Marcelina Marcin Marek Maria Marian Marianna Mariola Mariusz Marlena Marta Martyna Maryla Mateusz Matylda Michalina Michał Mieczysław Mikołaj Milena Mirela Miron Mirosław Mirosława Monika Nadia Natalia Natasza Nikodem Nikola Nina Norbert Ola
Olaf Olga Oliwia Oliwier Oskar Patrycja Patryk Paulina Paweł Piotr Piotrek Przemysław Przemek Radosław Radek Rafał Regina Remigiusz Renata Roksana Robert Roman Róża Ryszard Ryszarda Sandra Sebastian Seweryn Sławomir Sławek Stanisław Stanisława Staszek Stefan Stefania Sylwia Sylwester Szczepan Szymon
Tadeusz Tamara Teodor Teresa Tobiasz Tomasz Tomek Tymon Tymoteusz Urszula Ula Wacław Waldemar Waleria Wanda Weronika Wiesław Wiesława Wiktor Wiktoria Wincenty Wioletta Wiola Wioleta Witold Władysław Władysława Włodzimierz Wojciech Wojtek Zbigniew Zbyszek Zdzisław Zenon Zofia Zosia Zuzanna Zuzia Zygmunt Żaneta Marzena Ziemowit Dobrosława Dobromir Sambor Zdzisława Zenobia Zyta Żanna Adela Anatol Apolonia Bernard Blanka Boguchwał Celina Cyprian Dagmara Dionizy Donata Dorian Edwin Emanuel Emil Ewaryst Faustyna Florian Gerard Gustaw Hilary Hipolit Ida Jeremi Jaromir Judyta Kalina Klemens Kordian Krystian Leokadia Leon Leonard Liwia Luiza Marlena Mieszko Mira Nela Oliwer Otylia Radomir Rozalia Sabina Salomea Samuel Sara Sonia Stella Świętosława Tola Wacława Wawrzyniec Wit Zachariasz Zuza Oksana Ołena Olena Tetiana Andrij Wołodymyr Serhij`

	firstNamesHungarian = `
Ádám Adél Adrienn Ágnes Ágota Ákos Alajos Albert Alexandra Alíz Amália Ambrus András Andrea Andor Anett Anikó Anita Anna Annamária Antal Antónia Aranka Áron Árpád Attila Aurél Balázs Bálint Barbara Barna Barnabás Beáta Béla Bence Bendegúz Benedek Benjámin Bernadett Bertalan Bettina Bianka Blanka
Boglárka Boldizsár Borbála Botond Brigitta Csaba Csenge Csilla Csongor Dalma Dániel Dávid Dénes Denisz Dezső Diána Domonkos Dominik Dóra Dorka Dorina Dorottya Edina Edit Elemér Eleonóra Elek Ella Előd Emese Emil Emília Emma Endre Enikő Erika Ernő Ervin Erzsébet Erzsi Eszter Etelka Éva Evelin Fanni Ferenc Feri Flóra Flórián Fruzsina
Gábor Gabriella Gáspár Gellért Gergely Gergő Gertrúd Géza Gitta Gizella Gyöngyi György Györgyi Gyula Hajnalka Hanna Hédi Hedvig Helga Henrietta Henrik Hilda Hunor Ibolya Ida Ignác Ildikó Ili Ilona Imola Imre Inez Irén Irma István Iván Ivett Izabella Jakab János Jácint Janka Jázmin Jenő Johanna Jolán József Judit
Júlia Julianna Juliska Kálmán Kamilla Karina Karola Károly Katalin Kata Kati Katinka Kevin Kincső Kinga Kitti Klára Klaudia Kornél Kornélia Kristóf Krisztián Krisztina Krisztofer Laci Lajos László Laura Lázár Léna Lenke Levente Lídia Lili Liliána Lilla Lívia Lóránt Luca Lujza Lukács Mária Marcell Margit Mariann Marianna Máriusz Márk Márkó Márta Márton Marika Máté
Mátyás Matild Melinda Mercédesz Mihály Miklós Milán Mira Mirtill Misi Mónika Nándor Natália Nelli Nikolett Nikoletta Noel Noémi Norbert Nóra Olga Olivér Olívia Orsolya Oszkár Ottó Pál Panna Patrícia Patrik Péter Petra Petronella Pista Piroska Rajmund Ramóna Rebeka Regina Renáta Réka Richárd Rita Róbert Roland Roxána Rozália Rudolf
Sándor Sára Sarolta Simon Soma Stefánia Szabina Szabolcs Szandra Szebasztián Szilárd Szilvia Szilveszter Szonja Szofi Tamás Tamara Teréz Terézia Tibor Tihamér Tímea Tivadar Tóbiás Tünde Valentin Valéria Vera Veronika Viktor Viktória Vilma Vilmos Vince Virág Virgil Vivien Zalán Zita Zoé Zoltán Zoli Zóra Zorka Zsanett Zsófia Zsófi Zsolt Zsombor Zsuzsa Zsuzsanna Zsuzsi Zsigmond Vazul Ulrik Tasziló Szelim Szidónia Sebestyén Samu Salamon Örs Ödön Özséb Nyina Nimród Nelli Mirella Mózes Menyhért Medárd Marcella Lőrinc Loránd Lehel Krisztofer Kristóf Kornélia Koppány Keve Kende Kázmér Jusztina Jónás Jeremiás Izsák Izolda Iván Hortenzia Gyöngyvér Géza Gerda Fülöp Filoména Félix Farkas Ernesztina Elvíra Edgár Dorián Dömötör Detre Dénes Cecília Bódog Bíborka Benő Aladár Ági Bori Dóri Eszti Gabi Gyuri Jani Jancsi Józsi Juci Kriszti Lacika Marcsi Mariska Miki Nóri Peti Piri Rozi Sanyi Szabi Tomi Vali Viki Zsuzska Zsolti`
)

// firstNamesInContext are first names that are words, months, places or things
// as well, in one of the five languages. Alone they say nothing.
const firstNamesInContext = `
Jo Art April August Bo Chance Chase Clay Dale Dawn Dean Drew Earl Ed Faith Frank Gene Glen Grace Grant Guy Hans Hope Hunter Iris Ivy Jan Joy June Lance Lane Mark
Marina May Melody Miles Norm Pat Pearl Ray Reed Rich Rob Rod Rose Ruby Sage Skip Sue Summer Wade Ward Will Max Florence Sydney Paris Georgia Jordan Chelsea
Austin Houston Lincoln Jackson Mason Madison Virginia Victoria Crystal Gill Penny Bella Eve Mai Liv Per Thor Storm Tue Lis Kent Sol Luna Sine Finn Liva Nova Pi Sten
Heide Linde Roman Wolf Angel Jesus Mercedes Santos Lee Era Ala Ola Róża Jagoda Malina Kalina Pola Nadzieja Soma Virág Kincső Panna Barna
Ibolya Ava Siri Alexa Bart Ross Parker Carter Cooper Tyler Perry Gale Rune Ove Lone Puk
Sif Vita Deniz Sal Abel Patron Rex Bent Carol Amber Daisy Lily Poppy Willow Else Tage Szilárd Rosa
Alma Sam Tom Logan
Storm Steen Ela Asia
`
