package privacy

import (
	"strconv"
	"strings"
	"testing"
)

// marked turns "Dear |Anna|" into the text and what it must become: each marked
// place is a value of its own, a repeated one the same.
func marked(kind, text string) pair {
	parts := strings.Split(text, "|")
	want, numbers := "", map[string]int{}
	for i, part := range parts {
		if i%2 == 0 {
			want += part
			continue
		}
		if numbers[part] == 0 {
			numbers[part] = len(numbers) + 1
		}
		want += "[" + kind + " " + strconv.Itoa(numbers[part]) + "]"
	}
	return pair{strings.Join(parts, ""), want}
}

func hidesMarked(t *testing.T, kind string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		checkPairs(t, anonymous, []pair{marked(kind, text)})
	}
}

func TestNamesAfterGreetings(t *testing.T) {
	hidesMarked(t, "name",
		"Dear Mr |Smith|, I write", "Dear |Anna|,\nI write", "Hi |Thorvald|!", "hi |anna|, it is cold", "Dear |Anna| and |Peter|, hello",
		"Hallo Frau |Müller|,", "Sehr geehrter Herr Dr. |von der Heide|,", "Liebe |Lena|, lieber |Jonas|!", "Sehr geehrte Frau |Müller-Lüdenscheidt|,",
		"Kære |Anna|", "Hej |Lars|,", "hej |mette| jeg har et spørgsmål", "Kære fru |Østergaard|",
		"Szanowna Pani |Kowalska|,", "Dzień dobry Panie |Janie|,", "Cześć |Kasiu|!", "Szanowny Panie |Kowalski|, proszę",
		"Tisztelt |Kovács| Úr!", "Kedves |Zsófi|!", "Kedves |Kovács Jánosné|!", "Szia |Peti|, köszi",
	)
}

func TestNamesAfterIntroductions(t *testing.T) {
	hidesMarked(t, "name",
		"my name is |anna smith| and I live here", "I am |Thorvald Quast|.", "My name is |H. P. Lund|", "My name is |Jean-Luc de la Cruz|",
		"ich heiße |Lena Quast| und wohne hier", "Mein Name ist Dr. |Hans-Peter von der Heide|.",
		"jeg hedder |mette|", "mit navn er |Søren Kjær-Hansen|", "nazywam się |Jan Kowalski|", "mam na imię |Wiesława|",
		"a nevem |Kovács Péter|", "|Kovács Anna| vagyok", "|Kovács Péternek| hívnak", "HELLO, MY NAME IS |ANNA SMITH| AND I AM COLD",
	)
}

func TestNamesOfPeopleSpokenOf(t *testing.T) {
	hidesMarked(t, "name",
		"my wife |Anna| called", "meine Tochter |Lena Quast| hilft mir", "min søn |Thorbjørn| er syg", "moja żona |Anna Kowalska|", "moją córką |Zuzanną|",
		"a férjem |Gábor|", "|Kovácsné| kérdezte", "Mr. and Mrs. |Quast|", "I spoke to |Peter Jones| about it", "|Anna|'s brother",
	)
}

func TestNamesInSignaturesAndHeaders(t *testing.T) {
	hidesMarked(t, "name",
		"Best regards\n|Anna Smith|", "Best regards, |Anna|", "Mit freundlichen Grüßen\n\n|Klaus Quast|\nStadtwerke", "mvh |lars|", "LG |Lena|",
		"Med venlig hilsen\n|Ejnar Bøgh|\nFormand", "Pozdrawiam\n|Anna Kowalska|", "Üdvözlettel:\n|Kovács Gábor|", "Cheers |Tom|", "Thanks\n|anna|",
		"From: |Anna Smith| <", "Von: |Quast, Lena|\nAn: Kundenservice", "Den 3. dec. 2025 skrev |Lars Hansen|:", "On Monday, |Anna Smith| wrote:",
	)
}

func TestNamesThatStandAlone(t *testing.T) {
	hidesMarked(t, "name",
		"I already told it to reception, but then |Zyphrania| hung up.", "Kan de spørge |Quillian| om det?", "Nie wiem, czemu |Zyfrand| nie odpisał.", "Úgy tudom, hogy |Zifrandnak| nincs kulcsa.",
		"Have you heard back yet? - |Quill|", "so i asked |bernadette| from housing and nobody knows", "Już dodałam |Gerwazego| do listy.", "Beszéltem |Mirtillel| is.",
		"HELLO THIS IS |MARGARET ZYPHRAND| MY HEATING IS OFF", "hello my name is |tyrone zyphrand| im waiting", "Gestern hat |Peter| Möbel in den Flur gestellt.",
	)
}

func TestCapitalsThatAreNobody(t *testing.T) {
	notHidden(t, "We live in Zyphrania and like it.", "I never saw the Zyphrania again.", "Mit Zyphrania virker ikke.", "Jedziemy do Zyfrandu i z Zyfrandu.", "A busz ma Zifrandba megy.",
		"Wysłałem to do Portalu Klienta w Warszawie.", "Er der Torvedag i Bogense?", "Ich habe Fieber und Einspruch eingelegt.", "Wir suchen Helfer und eine Turnhalle.")
}

func TestWordsThatAreNoNames(t *testing.T) {
	notHidden(t, "Dear Sir or Madam,", "Dear team,", "Dear Customer Service,", "Hello support", "Hello, the heating is cold.", "Kære borgerservice,", "Kære Odense Kommune,",
		"Guten Tag, meine Heizung ist kaputt.", "Hallo Zusammen,", "Sehr geehrte Damen und Herren,", "Szanowni Państwo,", "Tisztelt Ügyfélszolgálat!",
		"Tisztelt Polgármester Úr!", "Szanowny Panie Burmistrzu,", "I am happy. In May I will call.", "Ich bin Rentner und habe Fragen",
		"in der Anna-Seghers-Straße", "ul. Jana Pawła II", "a Kossuth Lajos utca", "Müller GmbH", "Best regards\nThe Housing Team", "Mvh Kundeservice",
		"Thanks for your help", "Tak for hjælpen", "Vielen Dank im Voraus", "Product name: Nordlys", "Dziękuję za pomoc")
}
