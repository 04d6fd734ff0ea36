package privacy

// First names further down the tables named in pattern_name_first.go: the upper
// thousand of single years since 1920, and names that people brought along from
// Turkey, Arabia, the Balkans, Ukraine, Asia and the south of Europe (their
// frequency in Germany: gfds.de, in Denmark: navne.dst.dk, in England: ons.gov.uk).
// Of names that are also words of one of the five languages it holds only those
// in firstNamesInContextWide.
const (
	firstNamesEnglishWide = `
Abbey Abbigail Abdul Abdullah Abe Abner Abraham Abram Ada Addie Addison Adeline Adelaide Adelina Adolph Adriana Adrienne Agatha Aileen Aimee Ainsley Aisling Aislinn Akeem Alaina Alana Alanna
Alannah Alayna Alberta Alberto Aldo Alec Alejandra Alena Alessandra Alessandro Alexandrea Alexandria Alexandro Alexia Alexzander Alfonso Alfreda Alfredo Alisa Alisha Alissa Alivia Allan
Allene Allie Allyson Alonzo Aloysius Alphonso Alvin Alyce Alycia Alyson Amara Amari Amaya Amir Amirah Amiya Ana Anastasia Anastacia Andre Andrés Aneurin Angelica Angelina Angeline Angelique
Angelo Angie Aniya Aniyah Anjelica Annabel Annabella Annabelle Annalise Annetta Ansel Antoinette Antonette Antonetta Antone Antwan Anwar Anya Araceli Ardith Arely Aretha Ariana Arianna
Ariane Ariel Arielle Arlene Arlie Armand Armando Armani Arnulfo Arturo Arvid Arya Aryan Ash Asha Ashlee Ashleigh Ashly Ashlyn Ashton Athena Atticus Aubree Aubrey Audra Audrina Augustine
Augustus Aurelio Aurora Avery Avis Ayaan Ayana Ayesha Ayla Azalea Aziz Bailey Barney Barrett Barrington Bartholomew Basil Baylee Beau Beatriz Belinda Benedict Benita Bennie Bernadette
Bernadine Bernice Bernie Bert Bertie Bertrand Bess Bessie Bethan Bettie Bettye Beulah Bev Bianca Billie Billy Birdie Bjorn Blaine Blair Blaise Blanca Blanche Blythe Bobbie Boris Boyd Brad
Braden Bradford Bradly Brady Braeden Branson Brant Braxton Brayan Brayden Breana Breanna Breanne Brendan Brenden Brennan Brenna Brennon Brent Brenton Bret Brett Bria Briana Brianne Brice
Brielle Briley Brionna Brittani Brittney Britney Brock Broderick Brody Bronte Bronwyn Brooklyn Brooklynn Bryana Bryant Bryce Bryn Brynn Bryony Bryson Bud Buddy Buford Byron Cade Caden
Cadence Cael Cairo Caitlyn Cale Callie Callan Calum Calvin Camila Camille Camilo Camren Camron Camryn Candace Candice Candida Candy Cara Carey Caridad Carissa Carley Carlie Carlton Carlotta
Carmel Carmela Carmella Carmelo Carmen Carmine Carolyne Carrie Carroll Carson Cary Casandra Casey Casimir Caspar Cassandra Cassidy Cassie Catalina Catharine Cathal Cathleen Cathryn Catrin
Catriona Cayla Cecelia Cecil Cecile Cecilia Cedric Celeste Celestine Celia Celine Cerys Cesar Chad Chadwick Chaim Chanel Chantal Chantel Charity Charlene Charley Charlton Charmaine Chaya
Chaz Chelsey Chelsie Cherie Cherry Cheryll Chester Cheyenne Chiara Christal Christelle Christi Christie Christin Christophe Christy Chrystal Chuck Cian Ciaran Cicely Cielo Cierra Cillian
Clair Clarabelle Clarissa Clark Claud Claude Claudette Claudie Claudine Clayton Clemence Clement Clementina Cleo Cleora Cletus Cleveland Cliff Clifford Clifton Clint Clinton Clotilde Clyde
Colby Cole Coleen Coleman Colette Colleen Collin Colm Colt Colten Colton Concepcion Connell Constance Consuelo Cora Coralie Corbin Cordelia Corey Corina Corine Corinne Cornelius Cornell
Corrine Cory Cosima Coty Coy Cristal Cristian Cristina Cristobal Cristopher Cruz Curt Cyril Cyrus Dafna Dahlia Daija Daisha Dakota Dallas Dallin Dalton Damaris Damien Damion Damon Dana Dane
D'angelo Dangelo Dania Danial Danica Danika Daniella Dante Danyka Daphne Daphney Dario Darian Darin Darius Darla Darrel Darrell Darrin Darrion Darrick Darryl Darwin Daryl Dashawn Davin
Davina Davion Davon Dawson Dayana Dayna Dayne Dayton Deandre Deangelo Deanna Deanne Deidre Deirdre Deion Deja Dejah Dejon Delaney Delbert Delfina Delia Delilah Della Delmar Delores Deloris
Delphia Delphine Delta Demarco Demarcus Demetra Demetrius Demi Demond Denice Denis Denzel Deon Deontae Deondre Derick Deron Derry Deshaun Deshawn Desiree Dessie Destin Destinee Destiney
Destini Deven Devin Devon Devonte Devyn Dewayne Dewey Dexter Diamond Dianna Dianne Dillan Dillon Dimitri Dina Dinah Dino Dion Dixie Dolly Dolores Domenic Domenica Domenick Domenico Dominga
Domingo Dominick Dominique Donal Donato Donavan Donavon Donnell Donnie Donny Donovan Dora Doreen Dorris Dorthy Dottie Doug Doyle Drake Duane Dudley Duke Durward Dustin Dusty Dwight Eamon
Eamonn Earlene Earline Earnest Earnestine Easton Ebba Ebony Eda Eddie Eddy Edgardo Edison Edmond Edwardo Edwina Edyth Edythe Effie Efrain Efren Eilidh Eithne Eldon Eldora Eldred Eldridge
Eleanore Eleanora Eleni Eleri Eli Elian Eliana Eliane Elinor Elinore Elisa Eliseo Elisha Elissa Elliott Ellis Ellsworth Elmer Elmira Elmo Elmore Elnora Elodie Eloisa Eloise Elouise Eloy
Elroy Elsa Elspeth Elta Elton Elva Elvera Elvie Elvis Elwin Elwood Elwyn Elyse Elyssa Elza Emelia Emely Emerald Emerson Emery Emie Emile Emiliano Emilio Emmanuel Emmaline Emmalee Emmanuelle
Emmeline Emmet Emmett Emmie Emmitt Emmy Emory Enoch Enos Enrique Ephraim Ericka Erick Ernestina Ernestine Ernesto Ernie Errol Eryn Esmeralda Esperanza Essence Essie Estefania Estel Estell
Estella Estelle Estevan Estrella Etha Ethelyn Ethyl Etta Eudora Eugenie Eula Eulah Eulalia Eulalie Eunice Eusebio Eustace Evalyn Evangeline Evans Eveline Everett Everette Evert Ewell Ezekiel
Ezequiel Fabiola Fabrizio Fae Fallon Fannie Fanny Farrah Fatemah Fatou Faye Federico Felicia Felicita Felipa Felipe Felton Fern Fernanda Fidel Filomena Fionnuala Finlay Finnegan Finnian
Fleur Flo Flora Florencio Florida Florine Flossie Floyd Ford Forest Forrest Foster Francesca Francesco Francisca Francisco Franco Francoise Frankie Franklin Fraser Frazier Fred Freda
Frederic Frederica Fredrick Fredy Freeda Freeman Furman Gabe Gaby Gaetano Gail Galen Garett Garfield Garland Garret Garrett Garrick Garrison Garry Garth Gaston Gay Gayle Gaynor Genesis
Genevieve Genoveva Gennaro Geoff Geoffery Georgette Georgianna Georgie Georgios Geovanni Geovanny Geraint Gerardo Geraldo Germaine Gerry Gertrude Gia Gianni Gianna Gilbert Gilberto
Gilda Gino Giovani Giovanna Giovanni Giovanny Giselle Gisselle Giuseppe Gladyce Glenda Glenna Golda Golden Gonzalo Gracie Gracelyn Grady Graeme Grayson Gretchen Griffin Griselda Grover
Guadalupe Guillermo Gus Gussie Gustave Gustavo Gwendolyn Gwenllian Gwilym Gwyn Gwynne Hadley Hailee Hailie Hal Halle Hallie Halima Hamid Hana Hank Hanif Harley Harmony Harmon Haroon Harrison
Harvey Hassie Hattie Haven Haylee Haylie Haywood Hazel Heath Heaven Hector Hedda Helmer Heloise Henderson Henri Herman Herminia Herminio Hershel Herta Hester Hettie Hilario Hilbert Hillard
Hillary Hilma Hilton Hipolito Hiram Hobart Holden Hollie Hollis Homer Horace Horacio Hortense Hosea Howell Hudson Huey Humberto Humphrey Huw Hyman Ianto Icie Idell Idella Idris Iestyn Ifan
Ignacio Ignatius Ike Ila Ilene Iliana Ima Imani Imelda Immanuel Imogene Iolo Iona Ira Irvin Irving Irwin Isa Isabelle Isac Isadora Isai Isaias Isam Isidore Isidro Isis Ismael Isobel Isom
Israel Issac Itzel Iva Ivah Ivor Ivory Izaiah Jabari Jace Jacey Jacinta Jacinthe Jacinto Jackeline Jacklyn Jacky Jaclyn Jacquelyn Jacques Jacynthe Jada Jaden Jadon Jadyn Jaeden Jaiden Jaida
Jaime Jaleel Jalen Jalon Jalyn Jameson Jamel Jamey Jamil Jamila Jamir Jamison Janae Janelle Janessa Janette Janey Janie Janine Janis Jaquan Jaquelin Jared Jaren Jarod Jaron Jarred Jarrell
Jarret Jarrett Jarrod Jarvis Jasen Jasper Jaunita Javier Javon Javonte Jayce Jaycee Jayda Jayde Jaydon Jayla Jaylan Jaylen Jaylin Jaylon Jayme Jayne Jayson Jazlyn Jazmin Jazmyn Jazmyne
Jeanette Jeanie Jeanne Jeannette Jeannie Jed Jedediah Jefferey Jefferson Jeffery Jemima Jemma Jena Jenifer Jenna Jennie Jennings Jennyfer Jensen Jerad Jerald Jeramie Jeramy Jerel Jeremie
Jeremey Jermain Jermey Jerod Jerome Jeromy Jerrell Jerrod Jerrold Jess Jessie Jessika Jessy Jessyca Jethro Jett Jettie Jewel Jewell Jillian Jimena Jimmie Joana Joanie Joannie Joany Jocelyn
Jodi Jody Joelle Joey Johathan Johnathan Johnathon Johnnie Johnpaul Jolie Jonathon Jonatan Jonty Jordane Jordi Jordon Jordy Jordyn Joselyn Josefa Josefina Joseline Josette Josiah Josiane
Josianne Josue Jovan Jovani Jovanny Jovany Juana Juanita Judah Judd Jude Judge Judson Jules Julianne Julien Juliet Juliette Julio Junior Juliana Justen Justice Justina Justine Juston Justus
Justyn Juwan Kacey Kaci Kacie Kade Kaden Kaela Kailee Kailey Kailyn Kaitlin Kaitlynn Kale Kaleb Kaleigh Kaley Kali Kallie Kameron Kamille Kamron Kamryn Kane Kara Kareem Karelle Karine Karlee
Karley Karli Karlie Karolann Karson Kasandra Kasey Kassandra Katarina Katelin Katelynn Katharine Katheryn Kathlyn Kathryne Katlyn Katlynn Katrina Kavon Kay Kaycee Kaye Kayden Kaylah Kaylee
Kayley Kayli Kaylie Kaylin Keagan Keanu Keara Keaton Keegan Keeley Keely Keenan Keira Keiran Kellan Kellen Kelley Kelli Kellie Kelsi Kelsie Kelton Kelvin Kendall Kendra Kendrick Kenna
Kennedi Kennedy Kennith Kenny Kenton Kenya Kenyatta Kenyon Keon Keshaun Keshawn Kerri Kerrie Keri Kevon Keyon Keyshawn Khalid Khalil Khloe Kian Kiana Kianna Kiarra Kiel Kiera Kiley Killian
Kingsley Kip Kira Kirk Kirstie Kirstin Kitty Kobe Koby Kody Kolby Kole Korbin Korey Kory Kris Krista Kristie Kristofer Kristopher Kristy Krystal Krystel Krystina Kurtis Kyla Kylan Kylee
Kyleigh Kyler Kylie Kyra Lacey Lacy Ladarius Lafayette Laila Laisha Lana Landen Laney Larkin Laron Larue Lashawn Lashonda Latasha Latifah Latonya Latrice Laurel Laurianne Laurie Laurine
Lauryn Lauriane Lavada Lavern Laverna Laverne Lavinia Lavonne Lawrence Lawson Layne Lazaro Leanna Leann Leda Leena Leigh Leilani Lela Leland Lelia Lempi Lemuel Lennie Lenny Lennon Lennox
Lenora Lenore Leola Leona Leonel Leonor Leonora Leopoldo Leora Les Lessie Lester Leta Letha Leticia Letitia Lettie Lew Lexi Lexie Lia Liana Liane Libbie Libby Lila Lilah Lilian Liliane
Lilliana Lillie Lilyan Linnea Linnie Linwood Lionel Lisandro Lisette Litzy Livia Lizeth Lizzie Llewellyn Llewelyn Lloyd Lois Lolita Loma Lonie Lonnie Lonny Lonzo Lora Loraine Loren Lorena
Lorenz Lorenza Lorenzo Lorna Lottie Lou Louella Louie Louisa Lourdes Lowell Loy Loyal Loyce Luann Lucian Luciana Luciano Lucie Lucienne Lucile Lucille Lucinda Lucio Lucius Lucretia Ludie
Luella Luigi Lula Lulu Lupe Lurline Luther Luz Lyda Lyla Lyle Lyndon Lynette Lynne Lynsey Lyric Lysander Lysanne Mabelle Mable Mac Macey Maci Macie Mack Macy Madalyn Madalynn Maddison
Madelyn Madelynn Madge Madonna Madilyn Madisen Madisyn Madyson Mae Maegan Maeve Mafalda Magali Magdalen Maggie Magnolia Mahmoud Maia Maire Mairead Mairi Makaila Makena Makenna Makenzie
Malachi Malika Malinda Mallie Mallory Malvina Manley Mara Marceline Marcelle Marcelino Marcelo Marcia Marcos Marge Margarett Margaretta Margarette Margarita Margery Margie Margo Margret
Marguerite Mariana Mariane Mariano Maribel Mariela Marielle Marietta Marilie Marilou Marilyne Marisa Marisol Marissa Maritza Marjolaine Marjory Marla Marlee Marlen Marley Marlin Marques
Marquis Marquise Marsha Marshall Martine Marty Martyn Maryann Maryanne Maryjane Maryse Mateo Mathew Matilde Matteo Mattie Maud Maude Maudie Maura Mauricio Maverick Mavis Maxie Maxim Maxime
Maximo Maximus Maxine Maxwell Maybell Maybelle Mayra Maynard Mazie Mckayla Mckenna Mckenzie Meagan Meaghan Meda Mekhi Melany Melba Melisa Mellie Melvin Melvina Melyssa Meredith Merle Merlin
Merritt Mertie Mervin Mervyn Meta Micaela Micah Micheal Michel Michele Mickey Mikayla Mikel Milan Milford Milton Mina Minerva Minnie Miracle Mireille Mireya Miriam Misael Missouri Misty
Mitchel Mitchell Mittie Modesta Modesto Moises Mollie Monique Monroe Monserrate Monserrat Monte Montana Montserrat Monty Mordechai Moriah Morgana Morris Mortimer Morton Moses Mossie Mozell
Mozelle Muireann Murl Murphy Murray Mya Myah Mylene Myles Myra Myriam Myrl Myrna Myron Myrtice Myrtie Myrtis Myrtle Nakia Nanette Nannie Naomie Napoleon Narciso Nash Nasir Natalee Nataly
Nathanael Nathanial Nathen Nayeli Neal Ned Nedra Nelda Nella Nelle Nellie Nels Neoma Nestor Nettie Neva Newell Newton Nia Niall Nichelle Nichola Nicholaus Nichole Nicklaus Nicky Nico Nicolas
Nicolette Nikita Nikki Nikko Niko Nikolas Nita Noelia Noe Noelle Noemi Noemie Nola Nolan Nona Norberto Norene Noreen Norris Norval Norwood Nya Nyah Nyasia Obie Ocie Octavia Octavio Odell
Odessa Odie Ofelia Okey Olen Oleta Olin Ollie Oma Omari Omer Ona Onie Opal Ophelia Ora Oral Oran Oren Orie Orin Orion Orland Orlando Orlo Orpha Orrin Orval Orville Osbaldo Osborne Osvaldo
Oswaldo Otha Otho Otis Ottis Ova Ozella Pablo Paddy Padraig Palma Paloma Pamella Pansy Paolo Parisa Pascale Pasquale Patrice Patience Patsy Pattie Patti Patty Paulette Paulo Paxton Payton
Pearlie Pedro Peggie Penelope Percy Perla Peyton Philippa Philippe Philomena Phyllis Pierce Pierre Pietro Piper Polly Porter Precious Presley Preston Price Prince Princess Priscilla Prudence
Queen Queenie Quentin Quincy Quinn Quinton Quinten Rachael Rachelle Rae Raegan Rafael Rafaela Raheem Rahsaan Raina Raleigh Ramiro Ramon Randal Randall Randi Randolph Raoul Raphaelle Raquel
Rashad Rashawn Rasheed Raul Raven Raymundo Reagan Reanna Reba Rebeca Rebekah Reese Regan Reggie Reid Reilly Reina Remington Rena Renae Renee Ressie Reta Retha Retta Reuben Reva Rey Reyes
Reymundo Reyna Reynold Rhea Rheta Rhett Rhian Rhiannon Rhianna Rhoda Rhodri Rhona Rian Richie Richmond Rick Rickey Rickie Ricky Rico Rigoberto Riley River Robb Robbie Robby Robyn Rocio Rocky
Roderick Rodger Rodolfo Rodrick Rodrigo Roel Rogelio Rogers Rolando Rollin Roma Romaine Romeo Romilly Ron Ronaldo Ronan Roosevelt Rosalee Rosalia Rosalie Rosalind Rosalinda Rosalyn Rosamond
Rosamund Rosanna Rosario Roscoe Roseanne Rosella Roselyn Rosendo Rosetta Rosina Roslyn Rowena Rowland Roxane Roxanne Royal Royce Rozella Ruben Rubie Rubye Rudolph Rudy Rufus Russel Rusty
Ruthe Ruthie Ryann Ryder Rylan Rylee Ryleigh Ryley Sabryna Sadie Sadye Saige Sallie Salvador Salvatore Samanta Samir Sammie Sammy Samson Sandrine Sandy Sanford Santa Santiago Santina Santino
Sanya Sariah Sasha Saul Savanah Savanna Savion Scarlett Scarlet Scot Scottie Scotty Seamus Seb Sedrick Selena Serena Serenity Seth Shad Shaina Shakira Shana Shania Shanna Shanon Shanel Shany
Sharif Sharyn Shauna Shawn Shawna Shaylee Shayna Shayne Shea Sheldon Shelia Shelley Shelly Shelbie Shelby Sherri Sherry Sherwood Sheridan Sherman Shyann Shyanne Shona Sibyl Sid Sidney Sienna
Sierra Sigmund Simeon Sincere Sinead Skye Skylar Skyla Skyler Soledad Solon Sonny Sonya Sophy Sorcha Spencer Stan Stanford Stanton Stephania Stephon Sterling Stevie Stewart Stone Sullivan
Sunny Susana Susanna Susannah Suzanna Suzie Sydnee Sydni Sydnie Syble Sybil Sylvan Syed Tabitha Tad Talia Talon Tamia Tamika Tania Tanner Tanvi Tarquin Taryn Tasha Tate Tatum Tatyana Taurean
Tavares Taya Teagan Tegan Telly Terence Teri Terrance Terrell Terrill Terri Tess Tessie Tevin Thad Thaddeus Thalia Thelma Theodora Theron Therese Thora Thurman Tia Tiana Tianna Tiara Tierra
Tierney Tiffani Tilda Tillie Tilly Timmothy Timmy Timmie Tito Titus Tobin Tod Tomas Tomasa Toney Torey Torrance Torrey Toy Trace Travis Travon Tre Tremaine Tremayne Trent Trenton Tressa
Tressie Treva Trever Trevion Trevon Trey Tricia Trish Trisha Tristen Tristian Tristin Triston Troy Trudie Trudy Trycia Turner Twila Tyra Tyree Tyreek Tyreese Tyrel Tyrell Tyrese Tyshawn
Tyson Ubaldo Ulices Ulises Una Unique Uriah Uriel Vada Valentina Valentine Valerio Valery Vallie Van Vance Vaughn Vaughan Vella Velma Velva Vena Venkat Verda Verdie Verlie Vern Verna Vernice
Vernie Vernon Verona Vesta Vicenta Vicente Vickie Vicki Vidal Vincenza Vincenzo Violette Virgie Virgilio Vito Viva Vivian Viviane Vivianne Vivienne Vladimir Waino Waldo Walker Wallace Walton
Warren Watson Waylon Weldon Wellington Wendell Wendi Westley Weston Whitney Wilber Wilbert Wilburn Wilbur Wiley Wilford Wilfred Wilfredo Wilfrid Wilhelmina Willa Willard Willie Willis Willy
Wilma Wilmer Wilson Wilton Winfield Winifred Winnifred Winona Woodrow Wyatt Wyman Xander Xavier Xzavier Yadira Yasmeen Yasmine Yazmin Yesenia Yessenia Yolanda Yoshiko Zachariah Zachery
Zackary Zack Zackery Zakary Zander Zane Zaria Zechariah Zelda Zella Zelma Zena Zetta Zion Zoey Zoie Zoila Zola Zora Zula Zuri Akshay Amit Anand Ananya Aniket Ankit Anupam Arun Asif Ashok
Asma Ashwin Babar Chandra Darshan Divya Faisal Faiz Farhan Gaurav Geeta Gurpreet Hardeep Harpreet Harsha Hemant Iqbal Ishaan Jagdeep Jaspreet Jatin Javed Jyoti Kamal Karan Kiran Krishna
Kuldeep Lakshmi Laxmi Madhu Mahesh Mandeep Manish Manjit Manpreet Mohan Mukesh Naveed Naveen Navdeep Nikhil Nilesh Nitin Padma Parveen Pradeep Prakash Prashant Preeti Rafiq Raj Rajan Rajiv
Rakesh Rani Ranjit Rekha Ritu Rizwan Rohit Rupinder Sachin Sadiq Saeed Sandeep Sangeeta Sanjana Santosh Sarita Satish Shabana Shabnam Shahid Shalini Shanti Shilpa Shirin Shiv Shreya Sita
Smita Sneha Sohail Sonal Sonu Sukhdeep Sunita Surinder Swati Tanveer Tejal Uma Usha Usman Varun Vandana Vinay Vinod Vishal Waqas Waseem Yash Zahid Zahra Zeeshan Zubair Adebayo Adeola Amaka
Ayodele Babatunde Chidi Chinedu Chioma Damilola Ebere Emeka Folake Funmi Ifeanyi Kehinde Nnamdi Obinna Olumide Oluwatobi Segun Taiwo Temitope Tunde Uche Yetunde Abena Akosua Ama Kojo Kwabena
Kwesi Yaw Nana Thabo Sipho Themba Nomvula Wanjiku Kamau Otieno Akinyi`

	firstNamesGermanWide = `
Abdullah Ada Adelina Adina Adolf Aileen Albin Aleksandar Alena Alessandra Alessandro Alessia Alessio Alexandros Alexia Alia Alida Alisa Alissa Almut Aloisia Alwine Amadeus Amalia Amir Ana
Anabel Anastasia Anatoli Andre André Andrej Andreea Angelina Angelo Anika Anina Annabell Annabelle Annalena Annamaria Annelie Annelies Annelore Annemarie Anni Annick Annina Anny Antonin
Antonius Anuschka Apostolos Ariane Arian Ariana Arda Aris Arjen Arlette Arndt Arnd Arno Aron Artjom Arved Arvid Ascan Athanasios Aurel Aurelie Aurelio Ayla Ayse Azra Babette Balthasar
Barbaros Bärbel Baptist Basti Bela Benita Bennet Bennett Benno Berit Bernadette Bernardo Bernhardine Berthold Bianca Birgitt Birgitta Bolko Bonifatius Boris Borwin Branko Brita Bruni
Brunhilde Bülent Burak Burkhardt Burkard Can Canan Carlotta Carmen Caro Carola Cassandra Catharina Cathleen Cathrin Catrin Cecilia Cedric Celine Cemal Chantal Charleen Charlene Charly Chiara
Christl Christin Christof Christos Cilly Claas Claude Claudio Clea Cleo Cord Cora Corbinian Cordula Cornelius Corvin Cosima Curt Cyrill Dajana Damir Damla Dana Dania Daniele Danilo Dante
Dario Darius Darja Darleen Debora Deike Delia Derya Desiree Detlev Dietfried Diemut Dierk Dieterich Diethard Diethelm Dietlind Dietlinde Dilara Dimitra Dimitri Dimitrios Dina Dolores
Domenico Dominique Dora Doreen Dörte Dorle Dorit Dorothee Dunja Dustin Dusan Ebba Eberhardt Ebru Eckhardt Eckhart Eda Edda Eddy Edelbert Eduard Edwina Efe Egbert Ehrenfried Ehrhard Eike
Ekaterina Ekkehard Eleni Eleonore Elfi Elfie Elian Eliana Elina Elisa Elli Elly Elmar Elsa Emanuela Emelie Emely Emilio Emir Emmanuel Emmi Emmy Engelbert Engelhard Enzo Ephraim Ercan Erdal
Erdmann Erdmute Eren Erhan Erhard Erkan Ernestine Erol Ersin Erwina Esma Esra Estelle Etienne Eugen Eugenie Eva-Maria Evangelos Evangelia Evi Eveline Ezgi Fabiano Fabienne Fabio Fabrice
Fabrizio Falko Fanny Farid Faruk Fatih Federico Felicia Felicitas Feline Felizitas Femke Ferdi Ferhat Feyza Filiz Finja Finnja Finnegan Fjodor Flora Florentin Florentine Florin Folke Folker
Folkert Francesca Francesco Francisco Franco Frauke Franka Franziskus Fred Fredi Frederic Frederike Fredrik Friedbert Friedegard Friedemann Friederich Friedl Friedlinde Friedrun Frigga
Fridolin Fridtjof Fritzi Furkan Galina Geert Geli Gennadi Georgios Georgine Gereon Gerfried Gerhardt Gerlind Gerlach Germar Gero Gerolf Gerrit Gerta Gertraud Gertraude Gertrude Gesa Gesche
Gesine Gerwin Giacomo Gian Gianluca Gianna Gianni Gido Giesela Gilbert Gino Gioia Giorgio Giovanna Giovanni Gisbert Giselher Gislinde Giulia Giuliano Giuseppe Goran Gökhan Göran Görkem Götz
Gotthard Gotthilf Gotthold Gottlieb Gottlob Gregor Gretchen Gretel Grit Gundel Gunther Gustel Guiseppe Hajo Hakan Halil Hamid Hanka Hannelotte Hanni Hanno Hansgeorg Hansjoachim Hansjürgen
Hanspeter Hans-Peter Hara Harm Harro Hartmann Hartwig Hasan Hedda Hedi Hedy Heiderose Heidelore Heidelinde Heidrun Heilwig Heinar Heinfried Heini Heino Helgard Helke Hellmut Hellmuth Helma
Helmar Helmtrud Hendrik Hendrike Hennes Henni Henri Henrike Hergen Herma Hermine Herta Herwart Herwig Hilbert Hildburg Hildebrand Hildegund Hildrun Hilke Hilla Hilmar Hiltrud Hiltraud
Hinnerk Hinrich Horst-Dieter Hubertus Hülya Ignatz Ihsan Ike Ilan Ilhan Ilay Ilayda Ilja Ilija Ilka Ilker Illona Ilonka Immanuel Immo Indra Ingeburg Ingelore Ingmar Ingobert Ingrun Inka
Inken Ioana Ioannis Ira Irmela Irmhild Irmi Irmtrud Isa Isabelle Isak Isolde Ismail Ismael Iva Ivana Ivo Ivonne Iwan Jacques Jaden Jaime Jaron Janek Janette Janik Janika Janin Janine Janis
Janko Jannes Jannika Jannike Jannis Janosch Jaqueline Jari Jarno Jaroslaw Jaroslav Jasmina Jasna Jasper Javier Jeanette Jeannette Jeannine Jelena Jella Jelle Jendrik Jenna Jenni Jeremias
Jerome Jessika Jessy Joana Jobst Jochem Joelina Joelle Jolina Jolanda Jolie Jona Joost Jordi Jördis Jörgen Joris Joschka Joscha Josefa Josefin Josefina Josephina Josi Josias Josip Jost Jovan
Jovana Julchen Jule Jules Juli Juliana Julien Julietta Juliette Julika Julina Juna Jupp Juri Jurij Jurek Justina Justine Justus Kaan Kadir Kai-Uwe Kaspar Karim Karl-Heinz Karl-Josef Karlotta
Karolin Kassandra Kasimir Katarina Katerina Katrina Kay Kea Keanu Kenan Kerem Kerim Kerrin Khaled Kiana Kian Killian Kira Kirstin Kjell Klaas Klaus-Dieter Klaus-Peter Konradin Konstantinos
Konstanze Kora Koray Korbinian Kordula Kornelius Krista Kristiane Kristof Kuno Kunigunde Kunibert Kyra Ladislaus Laila Lambert Lana Lando Laureen Laurens Laurent Laurenz Laurin Lavinia Leana
Leander Leandra Leandro Leann Leane Leli Len Lenja Lenn Lennard Lennert Lenny Lennox Lenz Leoni Leona Leonardo Leonid Leonora Leonore Leontine Lennja Letizia Levent Levin Lewin Leyla Lia
Lian Liana Liane Lidija Liesa Liesbeth Lieschen Liesl Lilian Liliane Lilith Lilli Lillith Linn Linnea Lino Lio Lion Lionel Liora Lisa-Marie Lisanne Lisette Lissy Livia Ljubica Loki Lore
Lorena Loreen Lorenz Lorenzo Loris Lotta Lotti Lou Louisa Luan Lucian Luciano Lucie Lucien Ludger Ludolf Luigi Luka Lukasz Luzia Luzie Lyra Madeleine Madita Madlen Mahmoud Mahmut Maika
Mai-Britt Malena Malia Malik Malwine Mandana Manja Mara Maram Marcello Marei Mareen Margarita Margareta Margitta Margret Margrit Mariana Marieke Marie-Luise Mariella Marielle Marietta Marija
Mariele Marijke Marin Marisa Marisol Marit Marita Marja Marjan Marko Marla Marleen Marlen Marlis Marte Marwin Matej Mateo Mathea Matheo Mathis Mathijs Matteo Matthea Matthes Matthis Matti
Mattis Maurizio Mauritz Maurus Maxi Maxim Maxima Maxime Maximiliane Mechtild Medina Mehdi Meinhard Meinolf Meinrad Melek Melina Melisa Melitta Melvin Meret Merit Merle Merlin Merve Meryem
Micha Michaele Michail Michel Michele Mick Mika Mikail Miklas Milan Milana Milda Mileva Milla Milos Milosz Mina Mine Miran Miranda Mireille Mirja Mirjam Mirjana Miro Miroslav Miroslaw Mirka
Moana Moira Moni Morris Muhammed Muhammet Myriam Naemi Nahla Naima Nando Nastasja Nathalie Nathanael Neele Neela Nelia Nelly Nemanja Neo Nepomuk Nermin Nesrin Neslihan Nevio Nicki Nicklas
Nico Nicolas Nicolaus Nicoletta Niklaus Niko Nikolai Nikolas Nikolaus Nikolina Nikolaos Nino Niobe Noa Noemi Noelle Noreen Norina Nour Nuria Nuray Nurcan Nuri Ocean Odette Odin Oezlem Oleg
Olivier Ömer Onur Orhan Ortrun Ortwin Ossip Oswin Ota Otfried Ottfried Ottheinrich Ottokar Özcan Özgür Paola Paolo Panagiotis Pascale Patrice Patrizia Paulin Pawel Pedro Peer Pelin Penelope
Pepe Peter-Michael Petros Petrus Philine Philippa Philippe Phillipp Pierre Piet Pieter Pietro Pina Pinar Pirmin Piroschka Pit Pius Polly Priska Priscilla Quentin Quirin Quintus Radu Radoslaw
Rafael Rafaela Raffaele Rahel Raik Raimar Raimond Rainald Rainhard Rajko Ramazan Ramiro Ramon Randolf Ranka Raphaela Raul Raven Rayk Rebekka Recep Reena Regula Reimar Reimer Reimund Reinald
Reinhardt Reinhild Reinold Remo Remy Ren Rena Renee Renzo Rhea Ria Riana Ricarda Riccarda Riccardo Rico Rieke Rike Rick Ritva Rixa Rocco Roderich Rodrigo Rolando Rolf-Dieter Romeo Romina
Rosalia Rosalie Rosalinde Rosanna Roselinde Rosel Rosi Rosina Rosita Rothraut Rotraud Rotraut Roxana Ruben Ruprecht Rut Ruta Saara Sadi Saida Salih Salome Salomon Salvatore Sami Samia Samir
Sandro Sandy Sanja Sanna Sarina Sascha Savas Scarlett Sebastiano Sebnem Sefa Selim Semih Senta Sepp Seraphina Serap Sercan Serdar Serge Sergej Serhat Servet Severin Sevim Sezgin Shanaya
Shirin Sibel Sibylla Sibylle Sidney Siegbert Siegesmund Sieghard Siegmund Siegrid Siegrun Siegward Sielke Siggi Sigi Sigismund Sigmund Sigrun Sila Silja Silvana Silvester Simona Sinan Sinem
Sinja Sira Sissi Sissy Slavica Slobodan Soeren Song Soraya Sören Stina Stephane Suna Sunhild Susann Susanna Suse Suzan Swen Swenja Sylke Sylva Sylvie Sylvio Tamer Tamina Tamino Tammo Tarek
Tarik Tasja Taylan Teda Teo Teodora Teresia Thaddäus Theda Thees Theodora Theodoros Theophil Therese Thierry Thiemo Thies Thimo Thoralf Thorben Thordis Thore Thorge Thorleif Thurid Tiago
Tiana Tiara Tilda Tile Till Tillmann Tilly Tilmann Timea Timm Timmy Timon Timotheus Timur Tino Titus Tizian Tjard Tjark Tjorven Tobi Tolga Tomas Tonia Tonio Toralf Tore Torge Traude Traudel
Traute Trude Tuana Tugba Tuncay Turgut Tuula Ugur Ulli Ulrika Ulv Umut Undine Uriel Urban Urs Urte Ursina Uschi Uta Utz Vadim Valentina Valeria Valeska Valerij Vasile Vasiliki Vasilios Veit
Velten Vero Verona Vesna Viktorija Vilja Vincenzo Vinzent Vinzenz Violetta Vitali Vitalij Vito Vittoria Viviana Viviane Vivian Vivienne Vladimir Vladislav Volkhard Volkmar Volkan Wassili
Waldtraut Walli Wally Walther Walpurga Waltraut Wencke Wendelin Wenke Wenzel Wera Wieland Wigbert Wilko Willibald Willy Wilma Wilmar Wiltrud Winrich Wito Wladimir Wolf-Dieter Wolfhard
Wolfdieter Wulf Xenia Yagmur Yamina Yannic Yannik Yannis Yara Yaren Yasemin Yasin Yasmine Yavuz Yigit Yildiz Yoel Yunus Yves Zacharias Zehra Zlatan Zlatko Zoltan Zoran Zora Zübeyde`

	firstNamesDanishWide = `
Abdi Abdirahman Abelone Adda Adeline Agner Ahmad Aja Albertine Allan Alvin Alvilda Amal Amir Ana Andreea Anga Angelica Anine Annalise Anna-Lise Anne-Grethe Anne-Lise Anne-Sofie Annebeth
Annegrethe Annemarie Annemette Annesofie Annett Anni Anny Anthon Antonie Anya Ariana Arendse Arina Arly Arvid Ask Aslan Aslak Augustinus Aurora Ayse Balder Benedicte Benita Benno Berit Bernt
Berthe Bertil Bessie Bianca Billy Birgitta Birgith Birtha Bjarni Bjørk Bjørg Børge Boris Boye Brita Brit Brynhild Camille Carl-Emil Caspar Cathrin Cathrine Catrine Cecilia Celeste Celine
Chalotte Chastine Chresten Christer Clas Clement Conrad Cornelius Curt Dagny Daniella Danni Davud Dea Denis Ditlev Ditte-Marie Dorete Dorit Dorthea Dorrit Ebba Eddie Edel Edvard Edvin Egil
Eigil Eilif Eja Ejgil Ejlif Ejler Ejvin Eli Elia Elina Elisa Elle Ellinor Elly Ellis Elmar Elo Elsa Elsebet Elsebeth Else-Marie Elva Elvin Emely Emmy Emmely Endrik Enna Enok Erland Ernestine
Esbern Esra Evald Evy Fabricius Felicia Fie Filippa Filuca Finja Flora Folke Frands Frantz Fred Frede Frederic Fredrik Frej Gert Gudmund Gunni Gunver Gunvor Gustava Gyda Hakon Hadi Haakon
Halfdan Halla Halvor Hannibal Hans-Henrik Hans-Jørgen Hans-Peter Hasan Hasse Hedda Heine Hella Hellen Helmer Herdis Herluf Herman Hermine Hilmar Hjalte Hother Huseyin Ib Ibi Ida-Marie Iben
Idris Ingeline Inger-Marie Ingerlise Inger-Margrethe Ingvard Isa Isabelle Isak Isar Ismail Ivalo Ivar Iver Jamila Jan-Erik Janette Janick Janna Jannich Jannick Janus Jarl Jasmina Jasper
Jaspur Jeanett Jeanette Jeanne Jelena Jenni Jennie Jens-Christian Jens-Jørgen Jes Jess Jessen Jimmi Joakim Jóan Johnni Jonatan Jónas Josefina Josva Juel Jules Jákup Jógvan Jørgine Kaare Kaia
Kalle Kamal Kamille Karen-Marie Karim Karlo Karna Kaspar Katarina Kathe Kathrine Katrina Kay Keldy Kenn Kenni Kenny Ketty Khaled Kian Kimmie Kira Kirsa Kirstin Kjartan Klavs Krista Kristiane
Kåre Laila Lajla Lana Lars-Erik Lars-Peter Laurent Laurids Laurine Lauritz Leander Lenna Lennie Leonora Leona Lia Lillemor Lilja Lillie Lilli Lindy Linea Linette Linn Linnea Lisbet Lisbett
Lise-Lotte Lisette Lissie Lissy Livia Lizette Lizzi Lizzie Ljubica Loke Loa Lovise Lucca Luccas Luka Løvise Madeleine Mads-Peter Magdalene Magdalone Magnhild Magni Mai-Britt Maibritt Maia
Maj Majbrit Majbritt Majken Majse Malik Mara Margareta Margareth Margarita Margith Margrete Mariana Mariane Marica Marie-Louise Mariella Marija Mariam Marit Marjun Marte Marthe Martine
Mathea Mathies Matilde Matteo Matti Mattias Maud May-Britt Maybritt Medina Melina Mette-Marie Merle Micha Michala Michel Michela Mika Mikala Mikas Mikkeline Milan Milas Milla Mimi Mina
Miriam Mirjam Mirja Mischa Modesta Morris Mostafa Muhammed Mustapha Mymlen Myrna Mynte Møller Nasrin Natacha Natasja Nathalie Naya Neel Nelly Nellie Nicki Nicklas Nickolai Nicky Nico Nicolaj
Nicolas Nicoline Niels-Erik Niels-Jørgen Niels-Peter Niko Nikita Nikolai Nikolas Nille Ninette Noa Noelle Nohr Nour Odin Olav Olivier Olfert Ottilia Paw Pawel Pedro Peer Penille Perle
Pernelle Petrea Petrine Petter Philippa Pil Poul-Erik Poula Pouline Päivi Raffaello Rafael Ragnar Randi Rasmine Rebekka Regitse Reidar Renathe Ria Ricki Ricky Rigmor Rikard Rode Rosalie
Rose-Marie Rosita Ruben Rudy Rúna Runa Rúni Røskva Saga Sakarias Salah Sami Samir Sandi Sandie Sanna Sannie Santino Sascha Saxo Seba Sejr Severin Shila Sia Sidse Sidsel Siff Sigfred
Signar Sigga Sigmund Sigrun Silje Simona Siv Sjurdur Skjold Snorre Sofus Soffi Solbjørg Solfrid Sonny Sophus Soren Staffan Stina Sunniva Susana Susann Susanna Suzan Svea Svein Svend-Aage
Svend-Erik Sverre Swen Sylvest Synne Synnøve Sørine Søs Tabita Talia Teddy Terese Terkel Theis Thelma Theodora Therese Therkel Thilde Thies Thim Thimo Thomasine Thora Thorbjørn Thore
Thorstein Thue Thurid Tilde Timm Timmie Tino Titus Tomas Tommi Tonny Tor Torbjørn Tord Tordis Tore Torkil Torstein Tóra Trine-Lise Trygve Turid Tyra Ulla-Britt Ulrika Una Uno Valborg Valde
Valentina Varinka Vega Vibe Vicki Vigga Vigdis Vilads Vilde Vilfred Vilhelmina Vilhelmine Villas Villum Vivian Vivianne Vivi-Ann Volmer Vuggi Wagner Wei Wictoria Willy Wilma Xenia Yan Yasin
Yasmine Yassin Ylva Yngve Yosef Youssef Yrsa Yunus Zacharias Zahra Zaynab Zeinab Zenia Åsa Åshild Ægir Ørjan Øyvind Østen`

	firstNamesPolishWide = `
Achilles Ada Adamina Adelajda Adnan Adolf Aleks Alana Albin Albina Alek Aleksy Alfreda Aliaksandr Alojzy Alojza Amadeusz Amalia Ambroży Anastasiia Anatolia Andżelika Angelina Anika Annamaria
Antonella Anzelm Apolinary Ariadna Ariel Arkady Arleta Aron Artem Artemij Augustyn Augustyna Aurelian Aureliusz Baltazar Barnaba Bazyli Beatrycze Benek Beniamin Benigna Benita Benon Berenika
Bernadeta Bernardyna Bogna Bogdana Bogumił Boguś Bogusia Bohdan Bolek Bonifacy Borys Borysława Borzysław Bożydar Bronek Bronka Brygida Brajan Cecylian Celestyn Celestyna Cezaria Cezariusz
Chrystian Cyryl Czarek Czesiek Dagna Dajana Dalia Damazy Damiana Damroka Daniella Danusia Dariya Daryna Dastin Dawida Debora Delfina Demian Denis Dina Dobrawa Dobrochna Domicela
Dorotea Duszan Dymitr Dżesika Dżessika Edeltrauda Edmunda Edwarda Edyp Eliasz Eligia Eligiusz Elina Elka Elmira Elżunia Emanuela Emiliana Emilka Erazm Eryka Estera Etta Eufemia Eufrozyna
Euzebiusz Euzebia Ewangelina Ewunia Ezaw Ezechiel Faustyn Felicjan Feliksa Filemon Filipina Filomena Flawia Flora Florentyna Florianna Fortunat Franciszka Franczeska Fryderyka Gabrysia Gaja
Gardenia Gaspar Gaweł Genek Genia Gienek Gilbert Gizela Gocha Gośka Gracjan Gracjana Gracja Grażka Grzesio Gwidon Hektor Helcia Heliodor Henia Heniek Herman Hermina Heronim Hildegarda Horacy
Hortensja Hugon Idalia Idzi Ignac Iljana Ilia Illia Ilza Imelda Inka Innocenty Irka Irek Isabela Iwan Iwanna Iwetta Iwon Iwonka Izabel Izaak Izajasz Izaura Izydora Jagna Jacenty Jacuś Jadzia
Jakobina Janek Jaromira Jarosława Jaś Jasmina Jaśmina Jaśko Jeremiasz Jędrek Joachima Joasia Jolka Jonasz Jonatan Jowita Joszko Józek Józefina Julek Julcia Juliana Julietta Jurek Justyn
Justynka Juda Kalikst Kalinka Kaśka Karolek Karolcia Kaspian Kassandra Kastor Kazik Kazimir Kewin Kira Klaudyna Klaudiusz Kleopatra Klotylda Konstantyn Kora Kordelia Korneliusz Kosma
Krescencja Krysia Kryspin Krystiana Krystianna Krystek Krystofer Krzesimir Krzysia Krzyś Kseniia Ksenia Kunegunda Kubuś Kwiryn Kwiryna Laurencja Laurenty Lejla Leonia Leoncjusz Leonarda
Leonidas Leopoldyna Leokadiusz Leticja Lew Lila Lilian Liudmyla Lora Lubomira Lucjana Lucek Ludmiła Ludwina Luiz Lutosława Lusia Luka Lukrecja Luśka Łucjan Łucjana Łukaszek Maciuś Magdalenka
Mahmud Maksim Maksymiliana Maksym Malwa Małgosia Małgośka Mamert Marcelin Marcela Marcjan Mareczek Margareta Margarita Margerita Mariam Marianka Mariia Marieta Mariolka Marita Marietta
Marusia Marysia Maryna Marzanna Maria-Magdalena Matusz Matyjasz Matias Mateo Matteo Maurycy Maxymilian Małgorzatka Mela Melchior Melisa Metody Michaił Michasia Mieczysława Mietek Mikita
Mikołajek Milan Milana Milenka Milosz Miłosława Miłosław Minerwa Mirabela Miranda Miriam Mirek Mirka Mirosia Misza Modest Monisia Mścisław Mykhailo Mykola Narcyz Natalka Natan Natanael
Nastazja Nelly Nestor Ninka Nikita Nikodema Nikolas Nikolina Noe Noemi Oktawian Oktawiusz Oleg Oleh Olek Oleksandra Oleksii Oleksij Oleńka Olivier Oliwka Onufry Orest Orestes Orian Orianna
Oriana Oskarek Ostap Otmar Parys Patryca Paulin Pavlo Pawelek Petro Petronela Petroniusz Piotruś Placyd Polina Polikarp Priscilla Prot Pryscylla Przybysław Przemo Rachela Racisław Radomił
Radosława Radzimir Rafaela Rafałek Rajmunda Rajnold Raisa Raul Renia Regnar Remek Remigia Riana Ricarda Robertek Roch Rolanda Roma Romana Romek Romualda Romeo Ruben Rufin Rufina Ruslan
Ruslana Rut Ruta Rysiek Różyczka Salome Salwador Samanta Samir Samson Sandro Sasza Saturnin Saturnina Sasha Scholastyka Selena Seweryna Sergiusz Serafina Serhii Siergiej Sidonia Sędzimir
Sergii Sławoj Sławka Sławomira Sławosz Sobiesław Sofiia Sofija Soraya Stach Stanisławek Stasia Stasiek Stefek Stefcia Strzeżymir Sulimir Swietłana Swietlana Sybilla Syksta Sykstus Sylwiusz
Sylwiana Symeon Szarlota Szczęsny Szymek Światosław Świętopełk Tadek Taras Tekla Telimena Teodora Teodozja Teofil Teofila Teresa-Maria Tereska Tereza Terencjusz Tetyana Timofiej Titus Todor
Tomisława Tomuś Tosia Tosiek Trojan Tycjan Tymek Tytus Ulryk Ulryka Urban Urbana Ursyn Uta Uljana Vadym Valentyn Valeria Viktoriia Violetta Vitalii Vivian Vladyslav Wacek Waldek Walentyn
Walerian Waleriana Wasyl Wera Wielisława Wieńczysław Wiera Wiesiek Wiesia Wiktoriusz Wiktoryn Wilhelmina Wiliam Wincentyna Winicjusz Wioletka Wirginia Wirgiliusz Wisława Witalis Witek
Witalij Witalina Witolda Władek Włodek Wojciecha Wojtuś Xawery Xymena Yana Yaroslav Yevhen Yulia Yuri Zacheusz Zbychu Zbyszko Zbigniewa Zdzich Zdzisiek Zenona Zefiryn Zefiryna Zenek Zeno
Zina Zinaida Zochna Zoja Zula Zuzanka Zuzka Zyga Zygmunta Żanetta Żelisław Żywia`

	firstNamesHungarianWide = `
Ábel Ábrahám Adelina Adolf Adorján Adrián Adriána Adrienna Agáta Albin Albina Alexia Alfonz Alfréd Alícia Alida Alisa Amélia Anabella Anetta Angelina Anica Annabell Annabella Antonella
Apollónia Ariana Ariel Armand Ármin Artúr Ágoston Auguszta Augusztina Auróra Aurélia Baltazár Bandi Bátor Belinda Benita Bertold Béni Berci Berény Bernát Betti Bogdán Bogi Brúnó Brigi Carmen
Cézár Csege Csinszka Csongi Cili Damján Damián Dana Daniella Danica Dária Dárius Debóra Delinke Denissza Dia Dimitri Ditta Dolóresz Donát Doroti Dorotea Dzsenifer Dzsesszika Dömjén Edmond
Eduárd Edvárd Edvin Elizabet Elli Elza Emánuel Emerencia Erzsók Etele Eta Etus Eugénia Eufrozina Euniké Évi Evita Fábián Fanny Fausztina Felícia Ferkó Fióna Flóri Flóris Florentina Flóriána
Friderika Fruzsi Gábris Gabika Galina Genovéva Gergelyke Gilbert Gizi Gyárfás Gyöngyvirág Gyurka Hajni Hanka Hanni Hektor Helén Hella Henriett Hermina Ibi Ibolyka Ilka Ilonka Ilus Imelda
Iringó Írisz Isti Ivána Ivó Ivonn Izabell Izaura Izidor Jácinta Janó Jankó Jeromos Jolánka Joli Jonatán Jozefa Jozefina Józsua Jucika Judi Juditka Juli Julika Julián Juliána Julietta Júliusz
Jusztin Jutka Kajetán Kármen Karolin Kassandra Katalina Katica Katka Kelemen Kilián Kira Klári Klarissza Klaudió Klementina Kleopátra Klotild Konrád Korina Krisztiána Kunigunda Laborc Lali
Lamberta Laurencia Léda Lénárd Leó Leona Leonóra Leontina Letícia Lia Liána Lidi Liliom Lilian Linett Lipót Lizi Lorenzó Lóránd Lotti Ludovika Lujzi Lukrécia Magdaléna Magdi Magor Manfréd
Manka Manó Mara Margó Mari Mariella Marietta Marinka Maris Marlén Márti Matyi Matteó Maura Maxim Melani Melánia Melissza Melitta Mici Mika Miksa Mikes Milla Mimi Mina Minka Miranda Miriam
Mirjam Mirkó Misike Molli Móric Nadin Nándi Nárcisz Natali Natasa Nátán Neszta Netta Niki Nikodémusz Nikol Noé Norberta Norina Ofélia Oktávia Oleg Oli Orbán Orsi Oszvald Ottília Ottokár Pali
Palkó Paloma Pankrác Panni Petike Pongrác Priszcilla Rafael Ráhel Regős Rella Renátó Rezső Ricsi Rihárd Robi Roderik Roli Román Rómeó Romina Romola Roxi Rózsi Rubina Rút Sámson Sámuel
Sanyika Sári Sárika Sebő Senna Simonka Stefán Stefi Szabrina Szalóme Szamanta Szaniszló Szelina Szelma Szeréna Szergej Szervác Szeverin Szibilla Szidi Szigfrid Szilvi Szimóna Szimonetta
Szókratész Sztella Szvetlana Taksony Tália Tánya Tas Tatjána Teodóra Teri Terka Tícián Tibi Tilda Titusz Tódor Tóni Töhötöm Trisztán Tündi Ulrika Vajk Valdemár Valér Valter Vászoly Verácska
Veron Verka Verona Vica Vicus Vidor Vilhelmina Violetta Viviána Vladimir Xavér Xénia Yvett Zádor Zakariás Zalánka Zdenkó Zelma Zenina Zénó Zille Zoja Zorán Zsanna Zselyke Zseni Zsiga Zsófika
Zsombi Zsuzsika`
)

// firstNamesInContextWide are those of the names above that are also words, by
// the spelling dictionaries of the five languages.
const firstNamesInContextWide = `
Sylwester Silvester Szilveszter Abbey Ada Aja Ama Ana Andre André Angel Anya April Ash Ask Aurora Auróra Avis Azalea Bailey Balder Baptist Basil Beau Bela Birdie Blanche Brant Brit Brock
Bryony Bud Buddy Bátor Cade Cadence Cairo Can Candida Candy Carmine Celeste Chad Chanel Charity Cherry Chester Cheyenne Chuck Clay Clement Cleveland Cliff Cole Colt Cord
Coy Cruz Crystal Curt Cézár Dahlia Dakota Dalia Dallas Dalton Dana Dane Dean Deja Della Delta Devon Dia Diamond Dixie Dolly Drake Duke Dusty Earnest Ebony Ed Edel Eja
Elle Elo Emerald Essence Eta Eve Feline Fern Fidel Fie Flora Florida Ford Forest Forrest Foster Franklin Freeman Gaja Gale Gardenia Garland
Garrison Gay Genesis Golden Grace Grit Gyöngyvirág Hal Halla Halle Hara Harley Harm Harmony Haven Heath Heaven Holden Ib Ima
Ira Isar Isis Israel Ivory Ivy Iwa Jarl Jasna Jaś Jena Jewel Jo Joy Judge Jule Juli Juna Junior Justice Kale Kali Kalinka Kamille Kane Kara Kaśka Kea Kenya
Kiel Kip Kitty Kora Kubuś Kåre Lacy Lance Landen Lane Len Lenz Les Lew Lia Lian Liliom Lillemor Lino Lion Loa Loki Lore Loris Lourdes Loyal
Luz Lyric Mac Madonna Magnolia Mai Maj Manó Margarita Mari Marina Marquis Marquise Mars Marshall Maxi Maxima
Maximus Medina Melody Merit Meta Milan Mina Mine Miracle Misty Montana Monte Mynte Nana Napoleon Narcyz Ned Neo Newton Nia
Nona Nárcisz Ocean Ocie Odessa Okey Oma Ona Opal Ora Oral Orlando Ota Ova Pali Palma Pansy Patience Paw Peer Perla Perle Pil Pina Pit Pius Porter
Precious Price Prince Princess Prot Prudence Queen Raj Raven Reed Regula Remek Remington Ren Rena Rex River Rocky Rod Rode Roma Romaine Román Royal Royce Ruby Runa
Rut Różyczka Rúna Rút Saga Sage Salvador Santa Savanna Scarlet Scot Sejr Senna Serenity Shad Sierra Silvester Sincere
Skjold Song Sonny Spencer Stan Stanford Sterling Stone Sue Summer Sunny Sylvan Sári Søs Tad Talon Tamer Tanner Telly Tilde Tile Till Tod Tor Tore Toy Trace Tre
Trojan Turner Tóra Una Unique Uno Urban Van Vega Vena Verona Vibe Vita Viva Wade Walker Ward Warren Wellington Yaw Østen
`
