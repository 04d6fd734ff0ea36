package privacy

// First names of people who came from elsewhere, or whose parents did: Czechs,
// Slovaks and the south Slavs, Ukrainians and Russians, the Baltic countries,
// Romania, Albania, Greece, Italy, Spain, Portugal, France, the Netherlands, the north,
// the Arab countries, Iran, Turkey, South and East Asia, Africa, Israel; and old and rare ones of the
// five languages. Put together by hand; words of one of the five languages, by their
// spelling dictionaries, are in firstNamesInContextWorld unless hardly anybody writes them with a capital.
const (
	firstNamesWorld = `
Aadi Aafke Aamina Aart Aarti Aarya Abayomi Abbas Abdel Abdelkader Abdelkarim Abdellah Abdelmalik Abderrahim Abderrahman Abdiaziz Abdifatah Abdikadir Abdulaziz Abdulkadir Abdulkarim
Abdulkerim Abdullahi Abdulrahman Abdurrahman Abebe Abeer Abeni Abha Abhay Abhijit Abhilash Abhishek Abida Abidemi Abílio Abimbola Abiodun Abiola Abir Abolfazl Absalom Achara Achieng Adaeze
Adah Adanna Adão Adaobi Adebola Adedayo Adem Aderonke Adesola Adetokunbo Adham Adil Adisa Aditi Aditya Adjoa Adlai Adolfo Adriaan Adwoa Aeneas Afaf Afia Afnan Afonso Afsaneh Afshin Afua
Afzal Agnese Agneta Agus Agustín Agustina Ahava Ahlam Ahura Aïcha Aida Aigars Aija Aino Aischa Aishah Aitor Aivar Aivars Ajay Ajit Akash Akhil Akinwale Akram Akshata Akua Akwasi Alaa Alain
Alba Albana Albane Aled Aleid Aleksei Alemayehu Alev Alexandru Algirdas Ali Alin Aline Alireza Aliya Almir Almudena Alparslan Altay Alun Alvar Álvaro Amadi Amandine Amani Amar Amare Amarjit
Ambika Ambreen Ambrose Amedeo Aminata Aminatou Amirali Amirhossein Amisha Amita Amitabh Amjad Ammar Amparo Amra Amrit Amrita Anahita Anaïs Anas Anastasija Anastasios Anastasiya Anatole
Anatolii Anatolij Anatoliy Anatoly Anca Anđela Andrei Andrii Andris Andrius Anete Aneurin Angelica Angeliki Ania Anila Anindita Anirudh Anisa Anish Anju Ankita Ankur Anneke Anneli Annemiek
Annunziata Anong Anouk Ansar Antoine Antonietta Antonino Antonios Antti Anuj Anuja Anuradha Anurag Anushka Aparna Aphrodite Apinya Apolline Aránzazu Arash Arber Arbnora Archana Ardalan Ardit
Ardita Areej Arend Arezoo Argyris Ariadne Arif Aristotelis Arjan Arjeta Arman Armanda Armelle Arnaud Arnav Arnel Arnis Árpád Arsalan Arshad Arta Artan Aruna Arūnas Arundhati Arvind Arvydas
Arwa Asad Asaf Asfaw Asghar Ashenafi Ashish Ashkan Ashraf Ashutosh Ashwini Asiya Aslı Asmaa Assata Assefa Assia Asta Asuman Asunción Atakan Atefeh Atif Atila Attia Atul Audrius Augusto Aurél
Aurélien Aušra Avani Avesta Avigail Avinash Aviva Avni Avraham Axelle Ayanda Ayat Ayberk Ayça Ayfer Aygül Ayhan Ayman Aymen Aynur Ayobami Ayomide Ayoub Aysegül Aysel Aysun Aytaç Ayten Ayub
Ayush Azad Azadeh Azar Azeez Azhar Aziza Azmat Azriel Babajide Babak Badr Bahaa Bahadır Bahar Bahareh Bahman Bahram Baiba Bakari Bakary Balbir Baldev Baljit Balwinder Bambang Banu Baptiste
Barbora Bardhyl Barış Barthélemy Baruch Başak Bashir Bashkim Basia Bassam Bassem Bastien Batoul Battista Batuhan Bawer Bayram Beatrijs Bedirhan Begoña Behice Behnam Behnaz Behrouz Behzad
Bekim Bekir Belén Belgin Belkis Ben Benazir Benedetta Benedetto Benedita Benigno Benito Bennet Benoît Benzion Berat Beren Berend Bérénice Berfin Berhane Berihun Berivan Berkan Berkay
Bernardino Bernhard Beryl Besart Besian Besim Besnik Betül Beverly Beyhan Beyza Bhavesh Bhavin Bhavna Bhupinder Biagio Bianka Bijan Bilhah Biljana Bilyana Bimal Bindu Binh Binta Birgül
Birutė Bisi Blake Blandine Blerim Blerina Blerta Boaz Bogumiła Boguś Bohdana Bohumil Bohumila Bohuslav Bojan Bojana Bolanle Bonnie Bora Borislav Borja Börje Boubacar Bouchra Boyan Bradley
Brahim Bram Branimir Branislav Branka Brankica Braulio Břetislav Briony Britt Brunella Bukola Burcu Burhan Burim Bushra Busisiwe Büşra Caetano Cafer Çağla Çağlar Cahit Caio Călin Callisto
Calogero Camelia Cameron Camillo Canberk Capucine Carole Catalin Caterina Cátia Cayetano Celal Cem Cemil Cemile Cengiz Cenk Cesare Cevdet Chadi Chaima Chaitanya Chana Chandan Chandrika
Charalampos Charu Chau Chema Chetan Chiamaka Chibuzo Chidiebere Chidinma Chika Chike Chima Chinasa Chinelo Chinonso Chinua Chipo Chirag Chitra Chizoba Christian Chrysoula Chuka Chukwudi
Chukwuemeka Cian Cicely Çiğdem Cihan Cinzia Ciprian Ciwan Claudiu Coen Colleen Conceição Concetta Conchita Constantin Corentin Cosimo Cosmin Costel Cristiano Ctibor Cuong Cyrille Daan
Dagmawit Dainius Daiva Dalal Dalibor Dalit Daljit Dámaso Dan Danguolė Daniil Danijela Dănuț Danylo Darin Dariush Darko Darya Davi Davide Davor Davoud Dawit Dawud Dayo Deepa Deepika Deepti
Defne Dejan Delaram Demba Demet Demetrios Denisa Denys Desislava Despina Desta Devi Devika Devrim Dewi Dhananjay Dharmendra Dharmesh Dhiraj Dhruv Didier Diederik Dieudonné Dijana Dilan Dilek
Dilip Dilovan Dilvin Dimitar Dimitris Dimitur Dina Dinesh Dino Diogo Dipak Dipesh Dipti Diya Djamila Djibril Dmitrij Dmitriy Dmitry Dmytro Doaa Dobromil Domagoj Domonkos Donatella Döndü
Donika Dorin Dorka Doruk Douglas Douwe Dragan Dragana Dragica Draginja Dragoș Drahomíra Dražen Dries Driss Drita Dritan Duaa Duarte Dubravka Dumitra Dumitru Đurđica Duško Duygu Dženan
Dzintars Dzmitry Ebele Ebrima Ebtisam Ecem Ecrin Eddy Edgars Edin Edita Edoardo Edona Édouard Edson Eduarda Eduards Eelco Eero Efraim Efrat Efthymios Eftychia Efua Egidijus Eglė Ehab Eino
Eirini Eitan Eivind Ejike Ekene Ekin Ekow Ekrem Ekta Elaheh Elazar Eleazar Electra Eleftheria Eleftherios Elham Eliahu Eliezer Elif Elihu Elikem Elio Elira Elisabetta Elisenda Eliška Elkan
Ella Elma Elnaz Elof Elom Elona Elske Elvir Emanuele Embla Emery Emil Emiliya Emina Emir Emmet Emppu Emrah Encarnación Eniola Enisa Enrica Enver Ephrem Erdinç Ergin Erkki Ermal Ermanno
Ermira Ertan Ertuğrul Esau Esin Esmail Essam Ethyl Etse Ettore Eugenio Eurydice Evaristo Évelyne Evert Evgenia Evgenij Evgeny Evîn Eylem Eylül Eyram Eytan Eyüp Ezinne Fabiana Fabien Fabrizia
Fadi Fadia Fadil Fadime Fadwa Fahad Fahd Faheem Fahri Fahrudin Faiza Faizan Falguni Farai Farhad Farhana Fariba Farida Farideh Faris Farnaz Farooq Farouk Farshid Farzad Farzana Farzaneh
Fatemeh Fathi Fathia Fatiha Fatimah Fatlinda Fatmir Fatos Fatoumata Fatuma Fawzi Fayez Fazal Federica Fedir Fedor Fehmi Fehmida Félicie Felisa Femi Ferda Ferdinando Fereshteh Fereydoun
Feride Fermín Fernand Fernão Figen Fiifi Fikile Fikret Filipa Filipe Filippo Fiorella Firmin Firouz Firuzeh Fitore Flamur Flavia Flavien Flavio Florent Florica Florin Flutura Fokke Folasade
Foppe Forough Foteini Fotini Fotis Fouad Francine François Franek Frederieke Frédérique Freek Freja Fuad Fuat Fulvio Funmilayo Fyodor Gabe Gaël Gaëtan Gagan Gaia Galen Galit Gamze Ganesh
Gani Gargi Garret Gatis Gauri Gautam Gavriel Gediminas Geir Gennadij Gennady Genti Geoffroy Georges Georgeta Georgette Georgi Getachew Gëzim Ghada Ghassan Ghazala Gheorghe Gheorghița
Ghislain Ghislaine Gholam Ghulam Giada Giampaolo Giancarlo Gianfranco Giang Giannis Gianpiero Giedrė Giedrius Gijs Gila Gilad Gilles Ginette Ginka Gintaras Gintarė Gints Giordano Giorgia
Giorgos Girish Girma Girolamo Gisèle Gita Giuliana Giulio Giuseppina Gizem Gleb Gojko Gökçe Gökmen Golnaz Golshan Gonçalo Gönül Gopal Gordana Gordon Gorm Gösta Govind Graciela Grazia
Graziella Greetje Greger Grégoire Gregorio Grietje Griffin Grigori Grigorij Grigoris Grigory Gry Guglielmo Gugu Guillaume Guillemette Gülay Gülcan Gülçin Güler Gülizar Gülnur Gülsah Gülsen
Gülsüm Gülten Günay Güneş Güngör Gunilla Gunn Guntars Guntis Gurdeep Gurinder Gürkan Gurmeet Gustaf Guus Guðrún Gwenaëlle Gwendal Gwendoline Gwladys Habib Habiba Habtamu Hacer Hadassah
Hadeel Hafiz Hafsa Hagar Haile Haitham Hajar Hajnalka Hajrudin Hakim Halime Halit Halldór Hallvard Haluk Halyna Hamdi Hameed Hamide Hamideh Hamidreza Hanan Handan Hani Hania Hanneke Hari
Harini Harish Harjinder Harjit Harper Haruka Haruki Harun Haruto Hashim Hasna Hassiba Hatem Håvard Havva Hawa Haya Hayat Haydar Hayriye Hazal Hazel Hazem Heather Hedieh Hedvika Heiki Heikki
Heleen Heli Hellen Hema Hemlata Hendrika Henk Henrique Herma Hernán Hervé Hetal Hêvî Hezekiah Hicham Hideki Hideo Hien Hieu Hikmet Hilkka Hillel Himanshu Hiroko Hirut Hisako Hisham Hitesh
Hlib Hodan Holly Homa Homer Hooman Horatio Hormoz Hossein Houda Houshang Howard Hozan Hristo Hrvoje Hryhoriy Huda Hugues Humaira Huong Husam Hüsnü Hussain Hussam Huub Hyacinthe Hynek Hyun
Ianthe Ibrahima Ibtissam Ichiro Ida Idil Idrissa Ieva Ifrah Ifunanya Iga Ignazio Ihor Ijaz Ijeoma Ikechukwu Ikenna Ikram Ilana Ilaria Ileana Ilham Ilia Ilias Ilie Ilinca Ilir Ilirjana Ilkay
Ilknur Ilya Ilyas Ilze Imad Iman Imane Imene Imola Inácio Iñaki Inas Inaya Inci Indah Indira Indrek Indu Ineke Ines Inese Inessa Ingegerd Ingela Ingemar Ingvild Íñigo Inka Inkeri Inmaculada
Intisar Ioan Ioanna Ionel Ionela Ionuț Ipek Iqra Iraj Irem Irfan Irfana Irmak Isatou Isaura Isha Ishan Ishita Ishmael Isioma Ismahan Ismaila Israa Issa Isuf Itai Itamar Itumeleng Itzhak
Iulia Iulian Iuliana Iuliia Ivanka Ivanna Ivano Ivars Ivaylo Iveta Ivica Ivona Iyad Jaak Jaan Jaap Jaber Jabir Jabulani Jacco Jack Jacoba Jacopo Jadranka Jael Jafar Jagdish Jagjit Jahangir
Jair Jalal Jamilah Jamshid Jarkko Jarle Jarmila Jarmo Jaroslava Jaryna Jasbir Jasminka Jaspal Jasper Jaswinder Jawad Jaya Jayant Jayanti Jayesh Jayshree Jean Jedidiah Jehona Jejomar Jekabs
Jekaterina Jelani Jemimah Jeroen Jerusha Jhun Jiahao Jian Jignesh Jinan Jing Jiří Jitendra Jitka Jiyan Joab João Joaquim Joaquín Joaquina Jocelyne Jochebed Joep Joko Jolijn Jonatan Jonatán
Jorma Jouni Juha Juhani Jukka Julija Jumana Junko Juraj Jurgita Jurriaan Justinas Jyotsna Jyrki Kaarina Kabelo Kabir Kadiatou Kadri Kadriye Kagiso Kai Kailash Kaisa Kajin Kalin Kalliopi
Kallisto Kalpana Kamini Kamlesh Kamran Kamyar Kanchan Kannika Kanwal Kaori Kaoru Kapil Karel Karima Karita Karlijn Karol Kartik Kashif Kaspars Kastriot Kata Kateryna Kati Katsu Katya Kausar
Kaushik Kaveh Kavya Kawthar Kazuki Kazuko Kazuo Kebede Kees Keiko Keisuke Kelechi Kelly Kelvin Kenta Kenzo Keren Kersti Keshav Kęstutis Ketan Keturah Ketut Kezban Keziah Khadim Khadra
Khalida Khanh Khawla Khosrow Khrystyna Khurram Kianoush Kidane Kimiko Kimmo Kiril Kirill Kirit Kirsi Kirti Kishore Kiyoshi Kjersti Kjetil Klavdia Klavdiya Koen Koffi Komang Komla Konstantina
Koos Korkut Kostas Kostiantyn Kostya Kourosh Krasimir Krešimir Krishnan Kristaps Krister Kristijan Kruti Kryštof Ksenija Kseniya Kübra Külli Kulsoom Kulwinder Kunal Kürşat Kushtrim Kusum
Květa Květoslav Kwadwo Kwaku Kwamena Kyriaki Kyriakos Kyrylo Ladan Ladislav Laetitia Laima Laleh Lalit Lalita Lambros Lamia Lamin Lamis Lanh Larisa Lasse Latifa Lauma Laurel Laurențiu Lauri
Lautaro Lavi Lavrentiy Layan Lea Lech Leela Leelo Lefteris Lene Lenka Lenn Leo Lerato Lesya Levin Liaqat Liborio Libuše Lidiia Lidiya Lieke Lieve Lieven Ligaya Liis Liisa Lila Lilou Linas
Lindani Lindiwe Linea Linh Linn Liridon Liridona Lisa Liubov Livio Liviu Ljerka Ljiljana Ljubomir Ljubov Ljubow Ljudmila Loes Loïc Loredana Loreta Lotta Louane Loubna Lourenço Lovisa Luana
Ľubica Lubna Lucette Lucrezia Luděk Ludovica Ludovico Ľudovít Luigia Lujain Lule Luljeta Lulu Lulzim Luminița Lungile Lupe Lupita Lütfi Luuk Lwazi Lydie Lyubomir Lyubov Lyudmila Maaike
Maarika Maarten Machteld Macie Madalena Mădălin Mădălina Madara Maddalena Madhav Madhavi Madhuri Maëlle Maëlys Magni Maha Mahendra Mahin Mahir Mahmood Mahnaz Mahnoor Mahsa Mahtab Maija Maisa
Mait Maite Majeda Majid Majlinda Makbule Makoto Maks Malak Malati Malee Malini Mallika Malwa Mamadou Mamta Manal Manasseh Manav Mandla Maneesh Manisha Manjeet Manju Manjula Manlio Manmohan
Manoel Manoj Manolis Manolo Manon Mansur Mantas Maqsood Mara Marceau Márcio Margarida Margaux Marge Margherita Margriet Marguerite Marharyta Mariama Mariangela Maricarmen Maricel Maricica
Maricruz Marijana Marijn Mariko Marilena Marinela Marios Maris Marites Mariya Mariyana Markéta Markku Marlin Marloes Mārtiņš Marwa Marwan Masako Masao Masashi Masoud Massimiliano Massimo
Massoud Matheus Mathieu Matityahu Matthieu Matthijs Matvey Matvii Mauri Mauro Maverick Mavis Maxim Maxime Maximus Maxwell Mayank Mayim Maysoon Mayumi Mayur Mbali Medea Meelis Meena Meenakshi
Megha Meghna Mehran Mehrdad Mehreen Mehrnaz Mehtap Mehwish Meiling Meindert Meir Mekdes Mekonnen Mela Melda Meles Melih Melike Melpomene Meltem Menachem Meral Merel Merete Meriem Merike
Merita Merja Merle Merlin Mersiha Mertcan Mesfin Meshulam Mesut Metehan Metin Mevludin Mevlüt Michalis Michelangelo Micheline Michiel Michiko Midori Mie Mieke Miep Mihaela Mihai Mihkel Miho
Mihriban Mika Mikhail Mikko Mikola Milad Milagros Milenko Milica Milind Mille Milorad Miloslav Miloslava Minal Mindaugas Minh Minoo Minori Miodrag Miray Mircea Mirlinda Miroslava Mirsad
Misaki Mitali Mitsuko Miyuki Mizuki Mladen Moataz Modest Moez Mohini Mohit Mohsen Mojgan Mojtaba Momčilo Mona Moncef Monir Morag Morgan Morgane Morteza Moshe Mouna Mounir Moussa Mpho Mrinal
Muamer Muammer Mubeen Mudassar Muharrem Mukul Mulugeta Muna Mundhir Muneeb Munir Murali Murilo Murphy Mürvet Musa Musarrat Mushtaq Müslüm Musonda Mutombo Muzaffer Müzeyyen Mwajuma Mykyta
Myroslav Myroslava Myrtle Naama Nabil Nabila Naciye Nada Nadeem Nadège Nader Nadiia Nadira Nadiya Naeem Nafissatou Naftali Nagesh Nagham Nahid Nahum Naila Naim Naimah Naina Najat Najib Najla
Najwa Nakato Nalan Naledi Nalini Naman Nanami Nandini Nandita Naoki Naoko Narayan Narcisse Narendra Naresh Narges Nargis Narinder Naseem Naser Nasim Nasima Nasra Nasreen Nasser Nastja Nastya
Nataniel Natsuki Nattaporn Nausicaa Navid Navin Navjot Navneet Nawal Nayef Nazan Nazanin Nazar Nazarii Nazario Nazia Nazila Nazım Nazir Nazira Nazlı Nazmiye Ndidi Nebahat Nebojša Necati
Nechama Necla Necmettin Necmi Neda Nedyalka Neelam Neema Neeraj Neeta Negar Nehemiah Nejat Nejib Nektarios Nello Nelson Nenad Nerea Nermina Nesrine Nestor Neus Nevena Nevin Nevzat Nexhmije
Ngan Ngoc Nguyet Nhung Nicanor Niccolò Nicodemus Nicolae Nicoleta Nicu Nidal Nidhi Nienke Nieves Nigella Nighat Nihad Nihal Nihat Nijolė Nikesh Nikodemus Nikolay Nikos Nikša Nilay Nilgün
Niloofar Niloufar Nilüfer Nima Nimet Nimisha Niraj Niran Niranjan Nirmal Nirmala Nishant Nisreen Nitza Nivedita Niyati Nizar Njål Njeri Njoroge Nkechi Nkem Nkosana Nneka Noam Nobuko Noe Noel
Nokuthula Nomsa Nonhlanhla Noriko Normunds Nosheen Noura Nouri Noushin Ntombi Nûdem Nuha Nuno Nunzia Nunzio Nura Nurettin Nurgül Nurhan Nurit Nursel Nurten Nusrat Nusret Nyambura Nyasha
Nynke Oana Obadiah Océane Octavian Oddbjørn Oddvar Odile Odin Odysseus Ofer Ofra Ognjen Ognyan Oğuz Oğuzhan Okan Okszána Oktay Olabisi Oladele Olalla Olamide Olanrewaju Olayinka Oldřich Ole
Olegario Olek Oleksiy Olesia Olesya Olexandr Olha Olivera Oliwka Oluchi Olufemi Olufunke Olusegun Oluseun Omayma Omid Önder Ondřej Onyekachi Onyinye Ophélie Oreste Orietta Orit Ornella
Orpheus Orysia Osagie Osama Osaro Oskars Osnat Otávio Othmane Ottavio Otto Ouafa Oumar Oumou Ousmane Outi Ovidiu Öykü Özden Özge Öznur Paavo Paco Paddy Padmini Palesa Pallavi Palle Panagiota
Panas Pancho Pankaj Panos Paquita Paramjit Paraschiva Paraskevi Pardis Parul Parvaneh Parvati Parvin Pascual Patrizio Patty Paule Pavel Pavlina Pavlos Pedram Pejman Pekka Penda Penka Pentti
Pepa Perdita Perihan Pernilla Perrine Persephone Perseus Pertti Pervin Petar Pēteris Petrit Petru Peyman Phaedra Philemon Phuc Phuong Piera Pierce Pierluigi Piero Pierpaolo Pierrette
Pimchanok Pinchas Piret Pirkko Piyush Plamen Polyxena Pontus Poonam Pooya Pouya Prabha Prabhakar Prachi Pradip Pramod Pranav Prasanna Pratap Pratibha Pratik Pratima Praveen Pravin Predrag
Prerna Priit Pritam Priti Prunella Ptolemy Pumla Punam Puneet Purificación Purnima Pushpa Putu Qaiser Qasim Quan Quang Quique Quoc Quyen Quynh Rabah Rabia Rabiya Rachid Rachida Radha Radhika
Radka Radmila Radoslav Radostina Radovan Radwan Raffaella Rafi Rafik Raghad Raghav Raghu Rahaf Rahim Rahime Rahma Raija Raimonds Raimunda Raimundo Raivis Raivo Rajaa Rajani Rajat Rajendra
Rajinder Rajkumar Rajni Raju Rakhi Ralfs Raluca Raman Ramin Ramnik Ramūnas Ramzi Ranbir Rani Rania Ranjan Ranjana Rareș Rasha Rashida Rashmi Rasim Ratana Ratko Ravindra Rawan Rayan Raymonde
Razan Razia Răzvan Redmond Redouane Reem Refik Refika Refilwe Régis Rehana Rehman Reijo Reiko Reinier Reino Reinout Remedios Rémi Remzi Renan Renaud Renu Reshma Reuven Reyhan Reza Riad Rica
Richa Rick Rico Rida Ridha Riffat Riina Riitta Riku Rimas Rinaldo Rinus Ritesh Ritika Rivka Rıza Rizwana Robin Robina Rochelle Rodion Rodolphe Roeland Roelof Rogério Rohini Rojda Rojhat
Rojin Rokas Roksolana Romain Romane Ronahî Rosalba Rosângela Roseline Roshan Roshni Rossana Rossella Rostam Rostislav Rostyslav Roya Rrezarta Ruchi Ruggero Rukhsana Rukhszána Rukiye Rumyana
Runar Rupa Rupal Rupesh Ruqayya Russel Russell Rüstem Rusty Ruta Ruud Ruvimbo Rüya Růžena Ružica Ryota Saad Saadia Saba Sabah Şaban Sabeen Sabiha Sabnam Sabri Sabrin Sachiko Sadaf Sade Sadia
Sadık Saeid Safa Safaa Safdar Safet Safia Safiye Safwan Sahand Sahar Saif Saima Sajid Sajida Sajjad Sakari Sakina Salar Saleem Salif Saliha Salim Salima Salimata Salman Saloua Salwa Samah
Samaneh Sameh Samer Sami Samina Samiya Sampo Samuele Sanaa Sanaz Sandhya Sandis Sandy Sanel Sanita Sanjiv Saqib Sarala Saraswati Sarfraz Šárka Sarmite Sarojini Saša Sasan Satinder Satoko
Satoshi Satu Saturnino Satya Saulius Saurabh Saverio Savita Savvas Sawsan Saynur Schanna Scott Sead Sebastião Seda Sedat Seema Šefik Seiji Selam Selamawit Selçuk Selda Selver Semiha Semir
Semra Semyon Senad Senada Senait Şenay Senem Şenol Sepideh Seppo Serdal Şeref Serena Serge Sergei Sergey Sergi Sergiu Sergiy Serhiy Şerife Serpil Serwaa Setareh Seung Sevda Séverine Severino
Sevgi Sevil Sevilay Sevinç Şevket Seyfi Seyit Şeyma Sezen Sezer Shabbir Shadi Shafiq Shagufta Shahbaz Shahd Shahida Shahin Shahla Shahnaz Shahram Shahriar Shahrzad Shahzad Shai Shailesh
Shaima Shaista Shakeel Shakila Shamim Shamima Shamiso Shams Shamus Shankar Shanta Shapour Sharad Sharareh Sharda Sharmila Shashi Shatha Shaukat Shaul Shazia Sheela Sheetal Shefali Shehnaz
Shelly Sherry Shervin Sherzad Shideh Shigeru Shikha Shilan Shima Shimon Shinichi Shinji Shiori Shira Shireen Shirwan Shivani Shizuka Shlomo Shmuel Shobha Shohreh Shoshana Shota Shpend
Shpresa Shqipe Shraddha Shruti Shubha Shubham Shukri Shulamit Shweta Siamak Siarhei Siavash Sibusiso Siddharth Sidonie Sidra Siebe Sienna Sigbjørn Sigita Sigríður Sigvard Siham Sihem Siiri
Silva Silvano Silviu Silviya Simão Simcha Simin Simisola Simran Siniša Sintija Siphiwe Sirin Siriporn Sirpa Sissel Sissy Sithole Siti Siv Sizwe Sjaak Sjoerd Sjors Skënder Skye Slađana Slamet
Slaven Slavko Smriti Snežana Snezhana Snježana Sobia Socrates Sofiya Sohaib Sohan Soheil Soheila Soizic Solange Solène Solomiia Solomiya Solomon Somchai Somnath Somsak Soňa Sonali Sondos
Songül Sorin Sorina Soroush Sotiria Sotirios Souad Soufiane Souleymane Soumaya Soumya Sozdar Spyridon Spyros Srđan Sridevi Sridhar Srinivas Stamatis Stana Stanimir Stanislav Stanislava
Stanka Stanley Stavros Stavroula Stefano Stefka Steinar Stelios Stella Stepan Stevan Stijn Stjepan Stoyan Sture Stylianos Suad Suat Subhash Subhi Subodh Suchada Sucheta Sudha Sudhir Suhail
Suhair Sujata Sukayna Sukhwinder Şükrü Sulaiman Suleiman Suleyman Sumaira Suman Sumaya Sümeyye Sumiko Sumit Sumitra Sundar Supaporn Surabhi Suraj Surendra Surjit Surya Sushil Sushila Sushma
Suvarna Suzana Suzume Svante Sverker Svetozar Swapna Swapnil Switłana Sylvain Sylvaine Szabnam Tabassum Tadas Tadashi Tadesse Taeko Tafadzwa Taha Tahani Taher Tahira Tahmina Tahsin Taina
Takashi Takeshi Takumi Talal Talat Talha Tamar Tamirat Tancredi Taner Tanguy Tankred Tanmay Tansel Tanuja Tapan Tapani Tapio Tapiwa Taraneh Tareq Tarja Tarkan Tarmo Tarun Tasleem Tasnim Tate
Tatenda Tatsuya Tawfik Tayfun Taylor Tayyab Tayyip Teemu Tehmina Tejas Telmo Tendai Teodoro Teófilo Teresinha Terezie Terhi Tero Terttu Tesfaye Teshome Tetsuya Teun Teunis Teuta Thamer
Thanasis Thandeka Thandi Thandiwe Thanh Thao Theo Theofanis Théophile Theseus Theun Thiago Thibault Thibaut Thien Thijs Thomais Thuan Thulani Thuong Thuy Tiara Tiberiu Tichon Tihomir Tiina
Tiit Tijana Tijmen Tim Timofey Timothée Tinashe Tineke Tino Tirza Titilayo Titus Tiziana Tiziano Tjeerd Tobechukwu Tobiah Todorka Toivo Tomislav Tommaso Tomoko Toms Toomas Torgeir Torgny
Torin Torkel Torleif Tormod Torunn Toshiko Touraj Toussaint Tove Trent Trey Triin Trijntje Trinh Trinidad Trixie Trond Trong Trudy Trung Trupti Truus Tsegaye Tsehay Tshepo Tsubasa Tsvetan
Tsvetanka Tsvetelina Tuğçe Tuija Tülay Tülin Tulsi Tumelo Tunde Tuomas Turgay Türkan Tushar Tuyet Tzipora Tzvi Uchenna Uday Ufuk Ugochi Ugonna Ula Uladzimir Uldis Uli Uliana Ülle Ulyana
Ulysses Umair Umar Umberto Umesh Ümit Ümmühan Unai Undine Unni Upendra Urmas Urmila Urooj Urvashi Uta Utkarsh Uyen Uzma Uzoma Václav Vahid Vaibhav Vaida Väinö Vaishali Valbona Valcho Valdas
Valdis Valentine Valentino Valentyna Valeriia Valeriy Valeriya Valon Vanesa Vanita Varsha Varvara Vasant Vasco Vasil Vasileios Vasilica Vasilij Vasilis Vasilisa Vasily Vassilis Vasudha Vasyl
Vedat Vedran Veena Veikko Veiko Velichka Velimir Veljko Vendula Venkatesh Véronique Vesa Veselin Victoire Vidar Vidya Viet Viggo Vijaya Vikas Vikrant Viktoriya Vilho Vimal Vimala Vinaya
Vince Vineet Vineta Vinh Vinita Violaine Violet Violeta Viorel Viorica Vipin Vipul Viraj Virendra Virgil Virginie Virginija Virve Vishakha Vishnu Višnja Vitaliy Vitaly Vitória Vittorio Vivek
Viveka Viyan Vjollca Vlad Vladan Vladislava Vladlena Vlasta Vlastimil Vlora Vojislav Vojtěch Volodimir Vratislav Vsevolod Vukašin Vuong Vusi Vyacheslav Vytautas Wael Wafa Waleed Walid Wally
Wambui Wangari Wanida Wanjiru Waqar Wasim Wayan Wei Welat Wiam Widad Wiebe Wietse Willeke Willemijn Wiola Wissam Wjatscheslaw Workneh Wouter Xabier Xanthe Xavi Xenophon Xhevahir Xhevdet Xiao
Xiaoming Ximena Xiomara Xochitl Xola Xuan Yaaba Yael Yago Yahya Yair Yakov Yakup Yalda Yamini Yann Yanti Yared Yaroslava Yaryna Yaşar Yaser Yashar Yashoda Yashwant Yasir Yasmina Yasser
Yassine Yasuko Yehuda Yehudit Yekaterina Yelena Yeliz Yemi Yemisi Yeşim Yeter Yevgeniy Yevgeny Yevheniia Yewande Yiannis Yigal Ying Yiorgos Yitzhak Ylli Yoann Yochanan Yodit Yogesh Yogita
Yohann Yoko Yolande Yonas Yoram Yordan Yordanka Yorick Yoshi Younes Younis Yousaf Yousef Yousra Ypke Yrjö Yukiko Yuko Yuliya Yumi Yumiko Yurdagül Yurii Yuriy Yury Yusef Yusra Yusuke Yuto
Yuval Yuvraj Zacarías Zach Zafer Zahida Zahoor Zaid Zaida Zainabu Zakaria Zakariya Zakhar Zaki Zalman Zamfira Zana Zandile Zanele Zawadi Zayd Zayn Zbyněk Zdeněk Zdeňka Zdravko Zebulon Zeev
Zeke Zeki Zekiye Zelal Zélia Zeliha Željka Željko Zephaniah Zeritu Zerrin Zeyad Zeyneb Zhaleh Zhanna Zhen Zheng Zhivko Ziad Ziba Zigmārs Zijad Zilan Zilla Zineb Zinoviy Zipporah Zita Ziva
Živko Ziya Zlata Zodwa Zohra Zola Zoraida Zorica Zouhair Zoya Zubaida Zuhair Züleyha Zulfiqar Zümra Zuzana Zvonimir Žydrūnas Þórunn
`

	firstNamesRare = `
Aagot Abdon Abelona Abigayle Achacy Adelgunde Adolfina Afra Agapit Agaton Agda Agenor Ägidius Agnethe Ailsa Aimo Akwila Alastair Albertyna Albie Alden Aldous Aldwyn Aleksa Alethea Alfonsyna
Algernon Algot Alheid Alinde Alisdair Alise Alister Allegra Almar Almuth Aloiza Alondra Aloys Althea Alwyn Alys Amabel Amias Ammi Amrei Amyas Anastazy Andra Andree Andrias Andżelina Aneira
Aneirin Angharad Anjuli Anka Annamae Annegrete Annemie Annica Anselm Anstice Anthea Antigone Anwen Aonghas Apoloniusz Arabela Araminta Archibald Aribert Ariella Arild Arkil Arletta Armgard
Arnbjørg Arnfinn Arnfried Arnhild Arnim Arnth Arnulf Artemis Arwed Arwel Arwen Ashlynn Aslaug Åsmund Athelstan Atle Auberon Auguste Augustin Aukje Aurelius Averil Axelline Bagge Balduin
Baltasar Barbro Barthel Bartholomäus Becca Begga Bendte Benedikta Benedykta Bengt Benjy Benthe Bernarda Bernfried Bernward Bertolt Betsy Bevan Birga Bjerta Blake Blasius Bláthnaid Blodwen
Bogislaw Bogodar Bolesława Bolette Bonawentura Boniface Borghild Boromeusz Børre Borysław Botho Botilda Bożenna Bożysława Branwen Breda Bridgette Bridie Brith Brix Brodie Bronagh Brunhild
Brunhilda Brygita Brynja Budzimir Budzisław Burchard Burga Burkhart Cäcilia Cadfael Cadogan Cady Caelan Cailean Caitríona Caja Calista Caoimhe Caolan Caradoc Carenza Carit Carlyle Caron
Carwyn Cäsar Caspian Cassius Cecily Cerdic Ceri Ceridwen Cezaryna Charis Chauncey Cherryl Chociesław Christabel Christhild Chryzostom Cilla Clarice Claudius Cleopatra Clodagh Clotilda Clovis
Colum Columba Conall Conan Conni Constanze Cordt Corin Cosma Cosmo Creighton Crescentia Curth Cuthbert Cyntia Cyriak Czcibor Dacre Dagfinn Dagobert Dalila Danisława Danka Dankmar Dankwart
Daragh Darcey Darcy Daromir Darragh Dashiell Davey Davis Daxton Degenhard Deiniol Delf Delroy Delyth Demelza Demetriusz Denholm Denzil Deodat Derbhla Dermot Dervla Desdemona Diarmid Diarmuid
Dickon Dicte Didde Diederich Diether Diethild Digby Dilwyn Dilys Dionizja Dionne Dionys Dirch Ditmar Dobiesław Dobrogniew Dobromiła Dobrosław Domenik Domosław Donnacha Dorcas Doriana Dosia
Dougal Dougie Drusilla Dulcie Dunstan Dyta Dyveke Dżoana Eachann Eartha Ebenezer Eberhart Eckard Eckbert Eckehart Eddi Edele Edeltraut Edeltrud Edie Edle Edvarda Edwyn Efrem Egill Eginhard
Ehrentraud Eilert Eilish Eimear Eira Eirlys Eivin Ekkehart Elberth Elea Elfrida Elfrun Elga Elgan Elgin Elida Eline Eliot Eliott Elisabet Ellery Elowen Elspet Eluned Emeline Emer Emeryk
Emmerich Emmo Emrys Emyr Enda Endellion Enevold Enya Eoghan Erhart Erla Ermintrude Esmarch Esmerelda Esmond Ethelbert Etheldreda Eunika Eusebius Evadne Evamaria Evander Everard Ewarysta Ewen
Ewodia Febronia Felicyta Felizia Felka Fenella Fenia Fenja Fenton Feodora Fergal Fflur Fidelia Filine Filuka Finbar Fingal Finnur Fintan Fionn Fips Fitzroy Flawian Florencja Florina Florrie
Folmar Forbes Fransiska Frazer Fredegunda Freia Frid Fride Frido Friedegund Friedel Friedhold Friedolin Friedwart Frithjof Fritjof Frodo Frowin Frøya Frøydis Fulton Garmann Garvin Gawrił
Gebhart Gedeon Georgiana Geralf Gerarda Gerburg Gerde Gerhild Gerit Gerlinda Gerlis Gerner Gerrard Gerti Gertie Gerulf Gervaise Gervase Gerwazy Glenys Glyn Glynis Glynn Gniewko Gniewomir
Godfrey Godfryd Godwin Godzimir Goldie Gordian Goronwy Gorzysław Gościsław Goswin Gotfred Grahame Grainne Granville Greer Gretha Griseldis Gritt Grizel Gruffydd Grzymisława Gudbjørg
Gudmundur Guinevere Gunbritt Gundela Gunder Gundi Gundolf Gunild Gunnbjørn Gunnvá Günti Gurly Gustawa Gwenda Gwendolen Gwendolina Gwidona Gwynfor Gyrd Gyrith Hadmut Hadwig Haiko Haldan
Haldis Haldor Halgerd Hallgeir Halszka Hanjo Hanko Harda Harlan Harri Harriett Hartvig Hasso Hayden Haydn Heddy Hedevig Hedley Hefin Heimo Heliodora Helmfried Helmtraud Henner Hephzibah
Herakliusz Hereward Herlinde Herlof Hermenegild Hermenegilda Hermia Hermod Heulwen Hiacynta Hieronima Hilaria Hildegarde Hildegunde Hiltrun Hipolita Hjalmer Hjarne Hjarrand Holga Honora
Honoriusz Horatia Hroar Huberta Huga Hugbert Hughie Hugin Hulda Humbert Hywel Ibbie Idar Iduna Idwal Ifor Ignacja Ignaz Ildefons Ildefonsa Illtyd Ilsa Ilsebill Ilselore Imisława Imma Immina
Ingeborga Ingebrigt Ingelill Ingemann Ingetraud Ingomar Ingrith Ingryda Inocenty Iola Irmelin Irmengard Irmfried Irmin Irmtraut Isambard Isidor Islwyn Ismar Ivalu Iven Iweta Iwonna Jacinda
Jacoby Jagienka Jakobe Jakubina Jancis Janisław Jann Januaria Jara Jarema Jarmann Jarogniew Jascha Jasia Jaxon Jazmine Jelto Jensine Jerzyna Jessamine Jessamy Joann Jocasta Jochum Johannis
Jokum Jolanthe Jolene Jolyon Jone Jonny Jools Jordana Jørli Joscelin Josepha Josua Jozafat Józefat Jozue Juditha Jula Julitta Junia Juno Jurand Jürn Kajetana Kalista Kandyd Kandyda Kasjan
Kasjusz Kathinka Keavy Keelin Keir Kelda Keldborg Kenelm Kennie Kerensa Kermit Ketil Kezia Kicki Kiejstut Kieron Kiki Kimberley Kimi Kirstina Kizzy Kjertel Klarissa Klarysa Klementine
Kleofas Klothilde Kolbrún Kolja Konrada Konstantyna Korinna Koriolan Kornela Kosmas Kresten Krestian Kreszentia Kreszenz Kriemhild Kryspina Krystyn Krzesisława Krzesława Krzysztofa Ksawera
Ksymena Kwiatosława Lakeisha Lancelot Laoise Larsine Latisha Lätitia Launcelot Laurentia Lauretta Lawinia Layton Lechosław Lechosława Leighton Leonida Leontyna Leopoldine Lesław Lesława
Lettice Letty Letycja Libera Liberat Lienhard Ligia Lill Linford Lioba Liwiusz Lizzy Lleucu Llew Llinos Longin Longina Lonni Lorcan Lorelei Lorentz Lorne Lotar Lovis Lowri Luborada Lubosław
Ludomiła Ludomir Ludomira Ludosław Ludwiga Luitgard Luitpold Lukretia Lyall Lyndsay Lyndsey Lysette Mabli Macieja Macsen Maddie Madoc Magnild Mahalia Maibrit Mair Maisy Makary Maksencjusz
Maksimus Malachy Malaika Malan Mamie Mared Maret Margaretha Mariel Marieluise Marike Marinus Marlowe Marmaduke Marnie Martinus Martynian Marva Mascha Mattes Matthäus Maurits Mavie Mechtylda
Meeri Meghan Mehetabel Meical Meilyr Meinulf Meirion Mejnhardt Melvyn Mena Menno Mercia Merethe Merfyn Meriel Merrick Merrill Merryn Merten Merton Meryl Mettelise Michella Micki Mikaela
Mikka Mikki Milada Millicent Milly Miłowan Mindor Mindy Mirabell Mirco Misha Mitch Mojmir Mojżesz Montague Montgomery Mordecai Morfydd Morthen Morven Morwenna Møyfrid Moyra Mścisława Murdo
Murdoch Murtagh Myfanwy Mynthe Myślimir Najaaraq Nane Nanni Nantje Narcyza Narelle Nawoja Nazariusz Nazary Neeltje Nena Nepomucen Nereus Nereusz Nerissa Nesta Neville Nicefor Nicholai
Nicholette Niclas Nieke Nikifor Nila Ninett Ninian Nivi Noela Nonna Noomi Norah Norunn Norwin Notburga Notger Notker Nuala Nukaaraq Nyla Oberon Odeta Odhran Odilia Odilo Odolan Odyla Odylon
Ofka Okka Okko Olava Olgeir Olina Oline Olof Olufine Olva Olwen Olwyn Oona Oonagh Orlagh Orlaith Orson Ortlieb Orvar Osbert Osian Osmond Osmund Øssur Ostara Osvald Oswalda Othilia Otilia
Otokar Ottine Ottoline Otton Otwin Ovin Owain Owidiusz Ozzie Pabian Padraic Palina Pallas Palner Pamelia Pankracy Pankratius Parnuna Paschalis Pascoe Paulus Pelagiusz Perpetua Petula Petur
Peverell Phelim Phillipa Philo Philomene Phineas Phyllida Pilutaq Pipaluk Pippa Platon Poldi Poncjusz Portia Prakseda Praksyda Priskilla Prokop Protazy Pryska Przecław Przedsława Przemysława
Quinlan Rabea Radegunde Radogost Radomiła Radulf Ragnvald Raika Raimo Raine Rajna Ramsay Ramsey Rannva Ranulph Rasso Raszyda Ratomir Reglindis Regner Reinfried Reinhilde Reinmar Reintraud
Remigius Remus Renald Reni Renisław Renke Renko Rhonwen Rica Richarda Ricka Ricko Rito Roald Roda Roddy Roderyk Rogan Rollo Romulus Rosamunda Rosamunde Roseanna Rosheen Roxy Royston
Rozalinda Rozamunda Rozanna Rudolfina Runolf Sacha Salezy Salli Salwator Samuela Saphira Saranna Saseline Schorsch Schura Ścibor Seana Sebald Sebastiana Sędziwoj Selwyn Semmy Senan Senia
Seraphin Serwacy Seumas Severina Seymour Shani Shantelle Sharna Shayla Sheena Shelagh Sherrie Sherwin Sheryl Shonagh Shura Sian Siegberta Siegwart Siemomysł Siemowit Sigbert Sigbrit Sigfried
Sighard Siglinde Sigmar Sigsten Sille Sinclair Sinikka Sinne Siôn Sioned Siril Siska Sisse Sisser Sixt Sixtus Sjard Sjúrður Skadi Skjalm Skjoldborg Sofroniusz Sofy Solrun Solva Solvej
Solvejg Solvig Sophronia Spytko Steffan Stegger Stian Stilla Struan Sturla Suki Sulamith Sulisław Susette Sussi Sussie Suzette Suzy Svala Svava Świętosław Sydonia Sylvana Sylwan Sylwana
Sylwestra Symeona Szczęsna Szymona Tabatha Tade Takis Talea Talida Taliesin Talitha Tamila Tamsin Tamsyn Tanko Tarben Tarsycja Tarsycjusz Tassilo Tasso Taylor Tegwen Telesfor Tenna Teobald
Teodozjusz Teonila Teresita Terje Terkild Thekla Theobald Theoderich Theodolinde Theodosia Theophilus Theres Thiess Thilda Thomasin Thomasina Thomine Thorkil Thormod Thure Thurstan Thusnelda
Tiark Tiarnan Tiberius Tida Tiemo Tilla Tinna Tinne Tiril Tisha Tjalfe Tjelvar Tjorben Toma Tomasza Tomira Tomisław Tommie Tonda Tonja Tonje Tonni Topher Torborg Torhild Torkild Torquil
Torvald Trajan Trautchen Trefor Treumund Tristram Trixi Trudel Trudi Truels Truls Tudur Tulia Tuuli Tyberiusz Tyburcjusz Tycjana Tyrion Uilleam Ulfert Ulric Ulrikka Ultan Unisława Urda
Urschel Urzula Utta Valfrid Valtin Vania Vanja Vashti Veila Vendela Venetia Venja Veva Vibs Vifred Vigand Viggi Vilas Vilmer Vitha Volkert Volkwin Vreni Walfried Walfriede Waltrud Wanesa
Warwick Wastl Wenche Wenona Werni Wesley Wigand Wiggo Wiho Wiktoryna Wilf Wilfriede Wilfryd Wilgard Willads Willehad Willem Willibrord Willum Wiltraud Wincenta Winfred Winfrida Winibald
Winie Wirgilia Witha Witomiła Witosława Wiwiana Włodzimiera Włodzisław Wojsław Wolfhart Wolfried Wolfrun Wolimir Wratysław Wszebor Wszemił Wubbo Wunibald Wynford Wynne Wystan Wyszomir Xandra
Xaveria Xena Yardley Ydun Ylvi Yola Yrja Ysanne Yseult Yvona Zadie Zain Żaklina Zandra Zanne Zawisza Zdobysław Zean Zebedee Żelisława Zenobiusz Zenta Ziemomysł Zilly Zindy Zobiesława Zosima
Zuleika Zwinisława Zygfryda Żytomir Żywisław
`

	firstNamesHungarianRare = `
Adelaida Afrodité Ajnácska Ajtony Albertina Alexandrina Alinka Almira Alpár Amadé Amadea Amarilla Anasztáz Andi Annamari Antos Anzelma Apollinár Apor Arisztid Arlett Artemisz Aspázia Asztrik
Atos Augusztusz Babett Babetta Baldvin Barbi Bartolomea Becse Bende Benke Bercel Berengár Bernardina Bertina Bódi Bojta Bojtor Bonaventúra Bonifác Bónis Boriska Borisz Borka Bottyán Csengele
Csenger Csete Csobán Csobánka Csörsz Damáz Dani Darinka Deniza Dezdemona Dionízia Dorisz Dotti Dragomir Druzsilla Dzamila Dzsenna Edömér Elefteria Elektra Elíz Elvisz Emmaléna Erazmus Erzsó
Eszmeralda Esztella Euridiké Fáni Fanna Fannika Fantina Fébé Fédra Feliciána Filibert Fina Florencia Franci Gabó Gaszton Gedő Gerváz Gerzson Gusztáva Gvendolin Gvidó Gyurci Hajna Hermész
Herminka Hermiona Hiacinta Hippolit Honória Icuka Ildi Ilma Iluska Ingemár Ipoly Irénke Izidóra Izsó Jadviga Jászon Jázon Jelka Jenci Jozefin Judita Julcsi Julinka Jusztínia Kadosa Kaliszta
Kalliopé Kamilló Kandida Kaplony Karcsa Kaszandra Kató Katóka Kincse Klárika Klaudetta Klélia Konstancia Kozima Kozma Kriszta Krizosztom Kvirin Lackó Lénárt Lencsi Leonidász Leontin Levedi
Lici Lizett Lizetta Lojzi Loriana Ludovik Lukréc Magdó Magdus Makrina Malvinka Marcellina Marci Mariszka Marót Mátyus Médi Merilin Mihaella Mikola Mirandola Nadinka Nasztázia Nefeli Norisz
Öcsike Okszána Oktávió Olgi Orsika Örzse Ottóka Ozsvát Panka Pannika Parsifal Pável Pityu Poldi Polett Polixéna Pósa Rátold Rézi Rolika Rozika Rufusz Ruszlán Solt Szandi Szendike Szilárda
Szixtusz Szörénke Szulamit Tádé Tercsi Tibold Timót Ubul Ulászló Vérbulcsú Viorika Vlagyimir Zajta Zebulon Zélia Zelinda Zerind Zombor Zongor Zörény Zsaklin Zsana Zsani Zsizsell Zsolna
Zsülien Zsüliett
`
)

// firstNamesInContextWorld are those that are also words.
const firstNamesInContextWorld = `
Adria Agron Akbar Akin Alban Alka Amand Amin Amine Amol Anemone Ángeles Arie Arsen Arti Aske Asker Atilla Aude Baran Basel Basma Beat Beke Berk Bice Bina Bitten Blossom Budi Burt Buster
Caner Cherish Chip Clem Clio Clover Conn Coral Dace Denny Eman Emel Ender Engin Erdem Fanta Fares Fine Fletcher Floor Franca Frans Funda Gayatri Gent Gesina Graça Griff Gull Hadar Hala Haris
Harsh Hebe Hede Helve Hera Herb Hiba Hilal Hina Hind Holm Hong Honor Honoré Honour Hortensia Hung Hyacinth Inna Jago Jaro Jasiek Jihad Joss Julienne Juma Juta Kader Kajal Kamala Kamel Karam
Kari Keno Koleta Komal Kord Laird Lale Lata Lave Łazarz Leman Liberty Lien Lies Linnet Loan Long Lotus Ludo Maher Majd Mala Manu Maral Marigold Marine Marten Mazen Meadow Melis Mentor Mercy
Mirza Mitra Modesty Moray Nadir Nanny Nero Noga Noha Olive Oriel Ozan Peregrine Peri Phoenix Pilar Pixie Posy Prem Primrose Prosper Putri Rafe Raja Rama Ramadan Rami Rana Rasa Ratan Ravn
Reda Rehab Rein Rens Riet Rima Roar Romi Rona Rumen Russ Saffron Sakura Salam Sama Saman Sana Sawyer Sema Shakti Sherif Shiva Sima Simba Sława Soha Sorrel Spencer Spike Sultan Sunna Talan
Tali Tansy Taro Tawny Tien Titania Toke Tolu Tova Trang Trille Tuan Tuba Tudor Ture Unity Veli Verity Vesper Wiara Wita York Zinnia
`
