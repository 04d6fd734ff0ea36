package rewards

import (
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

func TestIBAN(t *testing.T) {
	for iban, want := range map[string]bool{ // the examples of SWIFT's registry
		"DE89370400440532013000": true, "DK5000400440116243": true, "PL61109010140000071219812874": true, "HU42117730161111101800000000": true,
		"GB29NWBK60161331926819": true, "NO9386011117947": true, "MT84MALT011000012345MTLCAST001S": true,
		"DE89370400440532013001": false, "DE98370400440532013000": false, "DE8937040044053201300": false, "DE893704004405320130000": false,
		"": false, "DE": false, "89DE370400440532013000": false, "de89370400440532013000": false, "DE89 3704 0044 0532 0130 00": false,
	} {
		if isIBAN(iban) != want {
			t.Errorf("%q is an IBAN: %v", iban, !want)
		}
	}
	if got := tidyIBAN(" de89 3704\t0044 0532 0130 00 "); got != "DE89370400440532013000" {
		t.Errorf("tidied: %q", got)
	}
}

func TestDecimals(t *testing.T) {
	for m, want := range map[Money]string{
		{"EUR", 5}: "0.05", {"EUR", 123456}: "1234.56", {"EUR", -205}: "-2.05", {"JPY", 500}: "500", {"KWD", 1234}: "1.234", {"XQX", 7}: "0.07",
	} {
		if got := m.decimal(); got != want {
			t.Errorf("%v is written %s, want %s", m, got, want)
		}
	}
}

func TestLatin(t *testing.T) {
	for text, want := range map[string]string{
		"Jürgen Großmann": "Jurgen Grossmann", "Søren Æbelø": "Soren AEbelo", "Łukasz Żółć": "Lukasz Zolc", "Őrsi Ödön": "Orsi Odon",
		"Smith & Söhne": "Smith + Sohne", "Ω 你": ". .", "O’Neil_x": "O'Neil-x", "a\tb": "a.b",
	} {
		if got := latin(text); got != want {
			t.Errorf("%q is written %q, want %q", text, got, want)
		}
	}
}

func anOrder() order {
	o := order{ID: uuid.MustParse("0199aabb-ccdd-7eef-8011-223344556677"), MadeAt: monday, On: monday.AddDate(0, 0, 3),
		Payer: Policy{PayerName: "Stadt Testby & Söhne", PayerIBAN: "DK5000400440116243"}}
	for i, name := range []string{"Otto Müller", "=cmd|' /C calc'!A0", `Zoë "Z" <Quist>, Ltd`} {
		o.Payments = append(o.Payments, payment{Payee{name, "DE89370400440532013000"}, Money{"EUR", int64(1999 + i)}, fmt.Sprintf("%s-%d", o.message()[:20], i+1)})
	}
	return o
}

func TestCSV(t *testing.T) {
	raw, err := anOrder().csv()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(raw))).ReadAll()
	if err != nil || len(rows) != 4 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if got := strings.Join(rows[1], "|"); got != "Otto Müller|DE89370400440532013000|19.99|EUR|0199aabbccdd7eef8011-1|2026-11-26" {
		t.Errorf("row: %s", got)
	}
	if rows[2][0] != `'=cmd|' /C calc'!A0` || rows[3][0] != `Zoë "Z" <Quist>, Ltd` {
		t.Errorf("names: %q", []string{rows[2][0], rows[3][0]})
	}
}

// node is an XML element with what stands in it.
type node struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Text    string     `xml:",chardata"`
	Nodes   []node     `xml:",any"`
}

// rule is one element of pain.001.001.09 as the schema and SEPA's guidelines have
// it: where it stands, how often, and what it holds.
type rule struct {
	path     string // of element names, below Document
	min, max int
	text     string // a pattern; "": elements
}

const (
	max35  = `[A-Za-z0-9/\-?:().,'+ ]{1,35}`
	max140 = `[A-Za-z0-9/\-?:().,'+ ]{1,140}`
	name70 = `[A-Za-z0-9/\-?:().,'+ ]{1,70}`
	euros  = `(0|[1-9][0-9]{0,15})\.[0-9]{2}`
	iban   = `[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{1,30}`
)

// painRules are the elements in the order in which the schema's sequences have
// them, from the schema of pain.001.001.09 as the EPC's customer-to-bank guidelines
// restrict it (EPC132-08, 2023). No other element may be there.
var painRules = []rule{
	{"CstmrCdtTrfInitn", 1, 1, ""},
	{"CstmrCdtTrfInitn/GrpHdr", 1, 1, ""},
	{"CstmrCdtTrfInitn/GrpHdr/MsgId", 1, 1, max35},
	{"CstmrCdtTrfInitn/GrpHdr/CreDtTm", 1, 1, `\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)`},
	{"CstmrCdtTrfInitn/GrpHdr/NbOfTxs", 1, 1, `[0-9]{1,15}`},
	{"CstmrCdtTrfInitn/GrpHdr/CtrlSum", 1, 1, euros},
	{"CstmrCdtTrfInitn/GrpHdr/InitgPty", 1, 1, ""},
	{"CstmrCdtTrfInitn/GrpHdr/InitgPty/Nm", 0, 1, name70},
	{"CstmrCdtTrfInitn/PmtInf", 1, 99, ""},
	{"CstmrCdtTrfInitn/PmtInf/PmtInfId", 1, 1, max35},
	{"CstmrCdtTrfInitn/PmtInf/PmtMtd", 1, 1, `TRF`},
	{"CstmrCdtTrfInitn/PmtInf/BtchBookg", 0, 1, `true|false`},
	{"CstmrCdtTrfInitn/PmtInf/NbOfTxs", 1, 1, `[0-9]{1,15}`},
	{"CstmrCdtTrfInitn/PmtInf/CtrlSum", 1, 1, euros},
	{"CstmrCdtTrfInitn/PmtInf/PmtTpInf", 1, 1, ""},
	{"CstmrCdtTrfInitn/PmtInf/PmtTpInf/SvcLvl", 0, 1, ""},
	{"CstmrCdtTrfInitn/PmtInf/PmtTpInf/SvcLvl/Cd", 1, 1, `SEPA`},
	{"CstmrCdtTrfInitn/PmtInf/ReqdExctnDt", 1, 1, ""},
	{"CstmrCdtTrfInitn/PmtInf/ReqdExctnDt/Dt", 1, 1, `\d{4}-\d\d-\d\d`},
	{"CstmrCdtTrfInitn/PmtInf/Dbtr", 1, 1, ""},
	{"CstmrCdtTrfInitn/PmtInf/Dbtr/Nm", 1, 1, name70},
	{"CstmrCdtTrfInitn/PmtInf/DbtrAcct", 1, 1, ""},
	{"CstmrCdtTrfInitn/PmtInf/DbtrAcct/Id", 1, 1, ""},
	{"CstmrCdtTrfInitn/PmtInf/DbtrAcct/Id/IBAN", 1, 1, iban},
	{"CstmrCdtTrfInitn/PmtInf/DbtrAgt", 1, 1, ""},
	{"CstmrCdtTrfInitn/PmtInf/DbtrAgt/FinInstnId", 1, 1, ""},
	{"CstmrCdtTrfInitn/PmtInf/DbtrAgt/FinInstnId/BICFI", 0, 1, `[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?`},
	{"CstmrCdtTrfInitn/PmtInf/DbtrAgt/FinInstnId/Othr", 0, 1, ""},
	{"CstmrCdtTrfInitn/PmtInf/DbtrAgt/FinInstnId/Othr/Id", 1, 1, `NOTPROVIDED`},
	{"CstmrCdtTrfInitn/PmtInf/ChrgBr", 0, 1, `SLEV`},
	{"CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf", 1, 1 << 20, ""},
	{"CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/PmtId", 1, 1, ""},
	{"CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/PmtId/EndToEndId", 1, 1, max35},
	{"CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/Amt", 1, 1, ""},
	{"CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/Amt/InstdAmt", 1, 1, euros},
	{"CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/Cdtr", 1, 1, ""},
	{"CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/Cdtr/Nm", 1, 1, name70},
	{"CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/CdtrAcct", 1, 1, ""},
	{"CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/CdtrAcct/Id", 1, 1, ""},
	{"CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/CdtrAcct/Id/IBAN", 1, 1, iban},
	{"CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/RmtInf", 0, 1, ""},
	{"CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/RmtInf/Ustrd", 0, 1, max140},
}

// violations are what is wrong with an element by the rules.
func violations(n node, path string) (found []string) {
	at := -1
	many := map[string]int{}
	for _, child := range n.Nodes {
		below := strings.TrimPrefix(path+"/"+child.XMLName.Local, "/")
		i := slices.IndexFunc(painRules, func(r rule) bool { return r.path == below })
		switch {
		case i < 0:
			found = append(found, below+" is no element")
			continue
		case i < at:
			found = append(found, below+" stands too late")
		}
		at = i
		many[below]++
		if text := painRules[i].text; text == "" && strings.TrimSpace(child.Text) != "" || text != "" && !regexp.MustCompile(`^(`+text+`)$`).MatchString(child.Text) {
			found = append(found, below+" holds "+child.Text)
		}
		if child.XMLName.Space != painNamespace {
			found = append(found, below+" is of another namespace")
		}
		found = append(found, violations(child, below)...)
	}
	for _, r := range painRules {
		if parent, _, _ := cutLast(r.path); parent == path && (many[r.path] < r.min || many[r.path] > r.max) {
			found = append(found, fmt.Sprintf("%s is there %d times", r.path, many[r.path]))
		}
	}
	return found
}

func cutLast(path string) (parent, last string, some bool) {
	i := strings.LastIndexByte(path, '/')
	if i < 0 {
		return "", path, false
	}
	return path[:i], path[i+1:], true
}

func TestSEPA(t *testing.T) {
	o := anOrder()
	for _, bic := range []string{"", "DEUTDEFF500"} {
		o.Payer.PayerBIC = bic
		raw, err := o.sepa()
		if err != nil {
			t.Fatal(err)
		}
		var doc node
		if err := xml.Unmarshal(raw, &doc); err != nil {
			t.Fatal(err)
		}
		if doc.XMLName.Local != "Document" || doc.XMLName.Space != painNamespace {
			t.Errorf("it begins with %v", doc.XMLName)
		}
		for _, v := range violations(doc, "") {
			t.Error(v)
		}
		for want, times := range map[string]int{"<NbOfTxs>3</NbOfTxs>": 2, "<CtrlSum>60.00</CtrlSum>": 2, `<InstdAmt Ccy="EUR">20.01</InstdAmt>`: 1,
			"<Nm>Stadt Testby + Sohne</Nm>": 2, "<Nm>Zoe .Z. .Quist., Ltd</Nm>": 1, "<Dt>2026-11-26</Dt>": 1} {
			if got := strings.Count(string(raw), want); got != times {
				t.Errorf("%s is there %d times, want %d\n%s", want, got, times, raw)
			}
		}
	}
}

// The rules are worth something only if they find what is wrong.
func TestSEPARulesFindMistakes(t *testing.T) {
	raw, err := anOrder().sepa()
	if err != nil {
		t.Fatal(err)
	}
	for was, is := range map[string]string{
		"<MsgId>":                  "<MsgId>far too long for an id of a message, ",
		"<PmtMtd>TRF</PmtMtd>":     "",
		"<ChrgBr>SLEV</ChrgBr>":    "<ChrgBr>DEBT</ChrgBr>",
		"<CtrlSum>60.00</CtrlSum>": "<CtrlSum>60</CtrlSum>",
		"<Cdtr>":                   "<Extra/><Cdtr>",
		"Otto Muller":              "Otto Müller",
		painNamespace:              "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03",
	} {
		var doc node
		if err := xml.Unmarshal([]byte(strings.ReplaceAll(string(raw), was, is)), &doc); err != nil {
			t.Fatal(err)
		}
		if len(violations(doc, "")) == 0 {
			t.Errorf("%s instead of %s is not noticed", is, was)
		}
	}
}

func TestFileForTheBank(t *testing.T) {
	h := open(t)
	h.rate(Rate{Unit: "EUR", Amount: 5000})
	_, err := h.SetPayee(h.ctx, h.experts[0], Payee{Name: "Otto Otter", IBAN: "DE89370400440532013000"})
	h.must(err)
	s := h.solves(h.experts[0])
	h.clock.Advance(grace)
	h.settles(s)
	id := newID()
	_, err = h.MakePayout(h.ctx, h.admin, id)
	h.must(err)
	name, account := "Testby", "DK5000400440116243"
	_, err = h.SetPolicy(h.ctx, h.admin, PolicyUpdate{PayerName: &name, PayerIBAN: &account})
	h.must(err)
	first, err := h.PayoutFile(h.ctx, h.admin, id, FormatSEPA, monday)
	h.must(err)
	h.clock.Advance(time.Hour)
	again, err := h.PayoutFile(h.ctx, h.admin, id, FormatSEPA, monday)
	h.must(err)
	if string(first) != string(again) {
		t.Error("the file of one payout is another one each time")
	}
	_, err = h.EndPayout(h.ctx, h.admin, id, KindCalledOff)
	h.must(err)
	if _, err := h.PayoutFile(h.ctx, h.admin, id, FormatSEPA, monday); err == nil {
		t.Error("a payout that was called off goes to the bank")
	}
	if b := h.balance(h.experts[0], "EUR"); b.Owed != 5000 {
		t.Errorf("called off: %+v", b)
	}
}
