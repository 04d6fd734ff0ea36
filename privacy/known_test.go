package privacy

import (
	"strings"
	"testing"
)

// words masks each word alone and gives those that were not hidden as a whole.
func shown(m *Masker, words string) []string {
	var out []string
	for _, w := range strings.Fields(words) {
		if got := m.Mask(w).Text; !strings.HasPrefix(got, "[") || strings.TrimRight(got, ",.'s-’") != got[:strings.Index(got, "]")+1] {
			out = append(out, w)
		}
	}
	return out
}

func TestNameForms(t *testing.T) {
	for name, forms := range map[string]string{
		// Polish: the declension of given names and surnames
		"Anna Kowalska":      "Anny Annie Annę Anną Anno Kowalskiej Kowalską KOWALSKĄ kowalskiej Kowalscy",
		"Marek Kowalski":     "Marka Markowi Markiem Marku Kowalskiego Kowalskiemu Kowalskim Kowalskich kowalskiego",
		"Paweł Wójcik":       "Pawła Pawłowi Pawłem Pawle Wójcika Wójcikowi Wójcikiem Wojcika Wójcikowie Wójcików",
		"Jan Nowak":          "Jana Janowi Janem Janie Nowaka Nowakowi Nowakiem Nowakom",
		"Piotr Krawiec":      "Piotra Piotrowi Piotrem Piotrze Krawca Krawcowi",
		"Agnieszka Duda":     "Agnieszki Agnieszce Agnieszkę Agnieszką Dudy Dudzie Dudę",
		"Katarzyna Olga":     "Katarzyny Katarzynie Olgi Oldze Olgę",
		"Maria Zofia":        "Marii Marię Marią Zofii Zofię",
		"Robert Gołąb":       "Roberta Robercie Gołębia Gołębiowi",
		"Małgorzata Stępień": "Małgorzaty Małgorzacie Stępnia Stępniowi",
		"Jerzy Barbara":      "Jerzego Jerzemu Jerzym Barbary Barbarze",
		"Ewa":                "Ewy Ewie Ewę Ewą",
		// Hungarian: cases, assimilated -val, family, Mrs
		"Kovács János": "Kovácsnak Kovácsot Kováccsal Kovácstól Kovácsék Kovácséknál Kovácsné Kovácsnénak Jánosnak Jánost Jánossal Jánosról jánoshoz",
		"Nagy Péter":   "Nagynak Naggyal Nagyék Péterrel Péternek Pétert Péterhez Péterért",
		"Tóth Anna":    "Tóthtal Tóthnak Annának Annával Annát Annáé Annától",
		"Szabó Zsófia": "Szabónak Szabóval Szabót Szabóék Zsófiának Zsófiával",
		// Danish, German, English
		"Jens Hansen":    "Jens' Hansens Hansen's JENS hansens",
		"Søren Kjær":     "Sørens Soeren SOEREN Soren Kjærs Kjaer Kjaers",
		"Åse Møller":     "Åses Aase Ase Møllers Moeller",
		"Jürgen Müller":  "Jürgens Müllers Müllern Juergen Mueller Muellers Muller",
		"Aase Soerensen": "Åse Sørensen Sørensens",
		"Mary O'Brien":   "Mary's O’Brien O'BRIEN",
		"Bo Li":          "Bo Bos Li BO",
		// other scripts
		"Βασίλης": "ΒΑΣΙΛΗΣ Βασίλης",
		"Ольга":   "ОЛЬГА ольга",
		"王小明":     "王小明",
		"김철수":     "김철수",
	} {
		if left := shown(Compile(Known{Names: []string{name}}), forms); len(left) > 0 {
			t.Errorf("%s is not found in %q", name, left)
		}
	}
}

func TestOtherWordsAreNotNames(t *testing.T) {
	for name, words := range map[string]string{
		"Anna Smith":   "annan banana Annapolis blacksmith ann",
		"Tim Mark":     "time timer market marked marken remark timothy",
		"Bo Li":        "bo li bog lige",
		"Jan Nowak":    "January janitor jane",
		"Hans von Ley": "von vonnat leydig",
		"Bill":         "billet billig billede",
		"Ida":          "idzie idę idag",
		"Max":          "maximum maxi",
	} {
		m := Compile(Known{Names: []string{name}})
		for _, w := range strings.Fields(words) {
			if got := m.Mask(w).Text; got != w {
				t.Errorf("%s is found in %q: %q", name, w, got)
			}
		}
	}
}

func TestNamesInText(t *testing.T) {
	checkPairs(t, Compile(anna), []pair{
		{"Rozmawiałem z Anną Kowalską i Markiem Wójcikiem.", "Rozmawiałem z [name 1] i [name 5]."},
		{"Søren Kjær Hansen, KJÆR-HANSEN, hansens bil", "[name 2], [name 2], [name 2] bil"},
		{"Jeg hedder Bo og vil bo her. Bo Li eller bo li eller boli", "Jeg hedder [name 4] og vil bo her. [name 4] eller [name 4] eller [name 4]"},
		{"Her er Bo Li. Lis hus", "Her er [name 4]. [name 4] hus"},
		{"Kowalska Anna; anna_maria_kowalska; annamariakowalska", "[name 1]; [name 1]; [name 1]"},
		{"annaSmith, An\u200bna, Anna\u200bwrote, Аnnа, Ａｎｎａ, A n n a, A-N-N-A, a.n.n.a", "[name 1]Smith, [name 1], [name 1]\u200bwrote, [name 1], [name 1], [name 1], [name 1], [name 1]"},
		{"Anna1985 anna's Anna-ból", "[name 1]1985 [name 1]'s [name 1]-ból"},
		{"我叫王小明。", "我叫王小明。"},
	})
	checkPairs(t, Compile(Known{Names: []string{"王小明", "von der Leyen"}}), []pair{
		{"我叫王小明。", "我叫[name 1]。"},
		{"Frau von der Leyen, der Tag, die Leyens", "Frau [name 2], der Tag, die [name 2]"},
	})
}

// A full name is one place, also where its parts are known one by one.
func TestNamesKnownInParts(t *testing.T) {
	checkPairs(t, Compile(Known{Names: []string{"Anna", "Kovács", "Péter Nagy"}}), []pair{
		{"Anna Kovács here", "[name 1] here"},
		{"Kovács Anna", "[name 2]"},
		{"Anna, Kovács; Nagy Péter", "[name 1], [name 2]; [name 3]"},
	})
}

func TestKnownEmails(t *testing.T) {
	m := Compile(Known{Emails: []string{"Anna.Kowalska+shop@Example.org", "info@jensen-gruppen.dk", "bob@x.org"}})
	checkPairs(t, m, []pair{
		{"anna.kowalska+shop@example.org ANNA.KOWALSKA+SHOP@EXAMPLE.ORG", "[e-mail 1] [e-mail 1]"},
		{"anna . kowalska + shop @ example . org", "[e-mail 1]"},
		{"anna.kowalska+shop (at) example (dot) org", "[e-mail 1]"},
		{"min bruger er anna.kowalska, Anna_Kowalska", "min bruger er [e-mail 1], [e-mail 1]"},
		{"anna og kowalska", "anna og kowalska"},
		{"info om bob: info@jensen-gruppen.dk", "info om bob: [e-mail 2]"},
		{"bob@x.org bobbysocks", "[e-mail 3] bobbysocks"},
	})
}

func TestKnownPhones(t *testing.T) {
	for phone, ways := range map[string][]string{
		"+45 20 12 34 56": {"20123456", "20 12 34 56", "2012 3456", "20.12.34.56", "20-12-34-56", "+4520123456", "0045 20123456", "(+45) 20 12 34 56",
			"+45 (20) 12 34 56", "2 0 1 2 3 4 5 6", "20  12  34  56", "20 - 12 - 34 - 56", "２０１２３４５６", "٢٠١٢٣٤٥٦", "20\u200b12\u200b3456", "20\u00a012\u00a034\u00a056"},
		"20123456":        {"+45 20 12 34 56", "20 12 34 56", "004520123456"},
		"4520123456":      {"+45 20 12 34 56", "20123456"},
		"06 20 123 4567":  {"+36 20 123 4567", "0036201234567", "06201234567", "06/20/123-4567", "20/123-4567", "20 123 4567"},
		"+36201234567":    {"06 20 123 4567", "06-20-123-4567", "(06 20) 123 4567"},
		"0171 1234567":    {"+49 171 1234567", "0171/123 45 67", "01711234567", "+49 (0)171 1234567", "0049 171 1234567"},
		"+49 30 1234567":  {"030 1234567", "(030) 123 45 67", "030/1234567"},
		"+48 601 234 567": {"601234567", "601-234-567", "0048601234567", "+48601234567"},
		"+44 7700 900123": {"07700 900123", "+44 (0)7700 900 123", "07700900123"},
	} {
		m := Compile(Known{Phones: []string{phone}})
		for _, way := range ways {
			for _, text := range []string{way, "Mit nummer:" + way + ".", "x " + way + "\ny"} {
				want := strings.Replace(text, way, "[phone 1]", 1)
				if got := m.Mask(text).Text; got != want {
					t.Errorf("%s: %q became %q", phone, text, got)
				}
			}
		}
	}
	checkPairs(t, Compile(Known{Phones: []string{"123456", "12"}}), []pair{{"123456, 12 34 56, 11234567, 12", "[phone 1], [phone 1], 11234567, 12"}})
}

func TestKnownAddresses(t *testing.T) {
	checkPairs(t, Compile(anna), []pair{
		{"Jeg bor Søndergade 12B, 2. th, 8000 Aarhus C.", "Jeg bor [address 1]."},
		{"søndergade 12 b og SØNDERGADE nr. 12 og Soendergade 12", "[address 1] og [address 1] og [address 1]"},
		{"Søndergade, Søndergade 13, Nørregade 12", "Søndergade, [address 6], [address 7]"},
		{"mieszkam na Długiej 5, przy ulicy Długiej 5/7 m. 3", "mieszkam na [address 2], przy [address 2]"},
		{"Sas utca 12., meg a Sas utcában 12 vagy Sas u. 12", "[address 3]., meg a [address 3] vagy [address 3]"},
		{"1051 Budapest Sas utca 12. 3/4", "[address 3]"},
		{"14 High St, 14, High Street, London SW1A 1AA", "[address 4]"},
		{"Hauptstr. 7; Hauptstrasse 7; HAUPTSTRASSE 7", "[address 5]"},
		{"Hauptstr. 7 and Hauptstrasse 7 and Hauptstrasse 70", "[address 5] and [address 5] and [address 6]"},
		{"Street 12, utca 12, ul. 5", "Street 12, utca 12, ul. 5"},
	})
	checkPairs(t, Compile(Known{Addresses: []string{"1. maj gade 5\n5000 Odense C", "Rosengården"}}), []pair{
		{"1. Maj Gade 5 eller maj gade 5, Rosengaarden Rosengården", "[address 1] eller [address 1], Rosengaarden [address 2]"},
	})
}

func TestKnownOrders(t *testing.T) {
	checkPairs(t, Compile(anna), []pair{
		{"ab-10023, AB10023, ab 10023, AB-100234, XAB-10023", "[order 1], [order 1], [order 1], AB-100234, XAB-10023"},
		{"#774421, nr.774421, 7744210, 1774421", "#[order 2], nr.[order 2], 7744210, 1774421"},
	})
	checkPairs(t, Compile(Known{Orders: []string{"12", "", "-"}}), []pair{{"12 -", "12 -"}})
}

func TestKnownOfAnySizeCompiles(t *testing.T) {
	huge := strings.Repeat("Anna 12, ", 100_000)
	k := Known{}
	for range 50 {
		k.Names, k.Emails, k.Phones = append(k.Names, huge), append(k.Emails, huge), append(k.Phones, huge)
		k.Addresses, k.Orders = append(k.Addresses, huge), append(k.Orders, huge)
	}
	if got := Compile(k).Mask("Anna").Text; got != "[name 1]" {
		t.Errorf("got %q", got)
	}
}
